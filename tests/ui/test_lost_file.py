"""The dossier's file is deleted, renamed, replaced, its folder gone: nothing is called saved that is nowhere."""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cchc_desktop.options import Options
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame.tasks import read_tasks, set_cells
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace
from tests.soak.campaign import carry_out
from tests.soak.lost_places import CAMPAIGN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")

NEW = "Nhiệm vụ gõ khi tệp đã mất"


class Officer:
    """Answers the questions of the window: notes what was asked, gives one answer after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.told: list[str] = []
        self.answers: list[int] = []
        self.files: list[Path] = []
        self.proposed: list[Path] = []
        monkeypatch.setattr(alerts, "choose", self._choose)
        monkeypatch.setattr(alerts, "show_error", lambda _parent, error: self.told.append(str(error)))
        monkeypatch.setattr(alerts, "show_note", lambda _parent, _title, text: self.told.append(text))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", self._file)

    def _choose(self, _parent: object, _title: str, text: str, _answers: object, escape: int = 0) -> int:
        self.asked.append(text)
        return self.answers.pop(0) if self.answers else escape

    def _file(self, _parent: object, _title: str, proposed: str, *_rest: object, **_more: object) -> tuple[str, str]:
        self.proposed.append(Path(proposed))
        return (str(self.files.pop(0)), "") if self.files else ("", "")


@pytest.fixture
def officer(monkeypatch: pytest.MonkeyPatch) -> Officer:
    return Officer(monkeypatch)


def delete(path: Path) -> None:
    path.unlink()


def rename(path: Path) -> None:
    path.rename(path.with_name("khác.cchc"))


def replace(path: Path) -> None:
    copy = path.with_name("cũ")
    shutil.copy(path, copy)
    os.replace(copy, path)


def lose_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name(f"{path.parent.name} đi rồi"))


def lose_log(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink()


WAYS = (delete, rename, replace, lose_folder, lose_log)


def first_task(workspace: Workspace) -> tuple[str, str]:
    assert workspace.dossier is not None
    plan = annual_plan(workspace.dossier, 2026)
    assert plan is not None
    task = read_tasks(workspace.dossier, plan.guid)[0]
    return task.guid, task.text


def texts_in(path: Path) -> set[str]:
    """What stands in a file that was copied away, without its log."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
        return {row[0] for row in raw.execute("SELECT text FROM task")}


@pytest.mark.parametrize("way", WAYS)
def test_a_step_without_a_file_is_done_in_the_file_that_the_officer_chooses(
    window: MainWindow,
    workspace: Workspace,
    sample: Path,
    tmp_path: Path,
    officer: Officer,
    way: Callable[[Path], None],
) -> None:
    guid, before = first_task(workspace)
    workspace.run(set_cells, cells=[(guid, Column.TASK, "Gõ khi còn tệp")])
    way(sample)
    target = tmp_path / "nơi mới" / "lưu lại.cchc"
    officer.answers, officer.files = [0], [target]
    workspace.run(set_cells, cells=[(guid, Column.TASK, NEW)])
    assert sample.name in officer.asked[0]
    assert workspace.dossier is not None and workspace.dossier.path == target
    assert first_task(workspace)[1] == NEW
    assert window._status.saved.text().startswith("Đã tự lưu")
    workspace.undo()
    assert first_task(workspace)[1] == "Gõ khi còn tệp"
    workspace.undo()
    assert first_task(workspace)[1] == before
    workspace.redo()
    workspace.redo()
    other = Dossier.open(target, backup=False)
    assert other.read_only  # the lock has moved too
    other.close()
    workspace.close()
    assert NEW in texts_in(target)
    assert len(officer.asked) == 1


@pytest.mark.parametrize("way", WAYS)
def test_what_is_in_no_file_is_never_called_saved(
    window: MainWindow,
    workspace: Workspace,
    sample: Path,
    tmp_path: Path,
    officer: Officer,
    way: Callable[[Path], None],
) -> None:
    guid, _before = first_task(workspace)
    workspace.run(set_cells, cells=[(guid, Column.TASK, "Một")])
    assert window._status.saved.text().startswith("Đã tự lưu")
    way(sample)
    workspace.run(set_cells, cells=[(guid, Column.TASK, NEW)])  # the officer puts it off
    assert window._status.saved.text() == "Chưa lưu: không thấy tệp hồ sơ. Bấm Ctrl+S"
    window.save_now()
    workspace.undo()
    assert window._status.saved.text() == "Chưa lưu: không thấy tệp hồ sơ. Bấm Ctrl+S"
    assert len(officer.asked) == 3
    officer.answers, officer.files = [0], [tmp_path / "mới.cchc"]
    window.save_now()
    assert window._status.saved.text().startswith("Đã tự lưu")
    assert first_task(workspace)[1] == NEW  # what was typed meanwhile has not been forgotten


def test_a_file_that_vanished_and_returned_is_gone_on_with(
    window: MainWindow, workspace: Workspace, sample: Path, officer: Officer
) -> None:
    guid, _before = first_task(workspace)
    away = sample.parent.with_name(f"{sample.parent.name} ổ mạng")
    sample.parent.rename(away)
    window._keeper.check()
    assert window._status.saved.text().startswith("Chưa lưu")
    away.rename(sample.parent)
    window._keeper.check()
    assert window._status.saved.text().startswith("Đã tự lưu")
    workspace.run(set_cells, cells=[(guid, Column.TASK, NEW)])
    assert officer.asked == []
    assert workspace.dossier is not None and workspace.dossier.path == sample
    assert first_task(workspace)[1] == NEW


def test_what_was_put_off_is_done_as_soon_as_the_file_is_back_and_before_anything_newer(
    window: MainWindow, workspace: Workspace, sample: Path, tmp_path: Path, officer: Officer
) -> None:
    guid, _before = first_task(workspace)
    away = sample.with_name("khác.cchc")
    sample.rename(away)
    workspace.run(set_cells, cells=[(guid, Column.TASK, "Gõ trước")])  # the officer puts it off
    away.rename(sample)
    window._keeper.check()
    assert first_task(workspace)[1] == "Gõ trước"
    sample.rename(away)
    workspace.run(set_cells, cells=[(guid, Column.TASK, "Gõ sau")])
    away.rename(sample)
    workspace.run(set_cells, cells=[(guid, Column.TASK, NEW)])
    workspace.save_elsewhere(tmp_path / "mới.cchc")
    assert first_task(workspace)[1] == NEW
    workspace.undo()
    assert first_task(workspace)[1] == "Gõ sau"


def test_what_was_put_off_is_not_lost_when_the_dossier_is_closed(
    window: MainWindow, workspace: Workspace, sample: Path, officer: Officer
) -> None:
    guid, _before = first_task(workspace)
    away = sample.with_name("khác.cchc")
    sample.rename(away)
    workspace.run(set_cells, cells=[(guid, Column.TASK, NEW)])
    heir = workspace.successor()  # for a window that is made again, in other colours
    away.rename(sample)
    heir.close()
    assert NEW in texts_in(sample)


def test_the_old_place_is_proposed_where_it_is_free_and_works(
    window: MainWindow, workspace: Workspace, sample: Path, officer: Officer
) -> None:
    guid, _before = first_task(workspace)
    sample.unlink()
    officer.answers, officer.files = [0], [sample]
    workspace.run(set_cells, cells=[(guid, Column.TASK, NEW)])
    assert officer.proposed == [sample]
    workspace.run(set_cells, cells=[(guid, Column.TASK, NEW + " 2")])
    workspace.close()
    assert NEW + " 2" in texts_in(sample)


def test_a_file_that_is_there_is_not_replaced_when_the_dossier_is_saved_again(
    window: MainWindow, workspace: Workspace, sample: Path, tmp_path: Path, officer: Officer
) -> None:
    (tmp_path / "có rồi.cchc").write_text("của người khác")
    sample.unlink()
    officer.answers, officer.files = [0, 0], [tmp_path / "có rồi.cchc", tmp_path / "mới.cchc"]
    window.save_now()
    assert (tmp_path / "có rồi.cchc").read_text() == "của người khác"
    assert "có rồi.cchc" in officer.told[0]
    assert workspace.dossier is not None and workspace.dossier.path == tmp_path / "mới.cchc"


def test_the_window_does_not_close_over_what_is_in_no_file(
    window: MainWindow, workspace: Workspace, sample: Path, tmp_path: Path, officer: Officer
) -> None:
    sample.unlink()
    assert not window.close()
    window.dossier_actions.close()
    assert workspace.dossier is not None
    officer.answers, officer.files = [0], [tmp_path / "mới.cchc"]
    assert window.close()


def test_a_copy_of_the_file_alone_holds_what_was_typed_as_soon_as_the_hands_rest(
    window: MainWindow, workspace: Workspace, sample: Path, tmp_path: Path, qtbot: QtBot, qapp: object
) -> None:
    guid, _before = first_task(workspace)

    def copied() -> set[str]:
        return texts_in(Path(shutil.copy(sample, tmp_path / "chép.cchc")))

    workspace.run(set_cells, cells=[(guid, Column.TASK, "Chờ một lát")])
    assert "Chờ một lát" not in copied()
    qtbot.waitUntil(lambda: "Chờ một lát" in copied(), timeout=5000)
    workspace.run(set_cells, cells=[(guid, Column.TASK, "Sang chương trình khác")])
    window._keeper._change(Qt.ApplicationState.ApplicationInactive)
    assert "Sang chương trình khác" in copied()
    workspace.run(set_cells, cells=[(guid, Column.TASK, "Tắt máy")])
    window._keeper._end_session()
    assert "Tắt máy" in copied()


def test_a_copy_for_a_stick_is_whole_and_its_place_is_named(
    window: MainWindow, workspace: Workspace, sample: Path, tmp_path: Path, officer: Officer
) -> None:
    guid, _before = first_task(workspace)
    workspace.run(set_cells, cells=[(guid, Column.TASK, NEW)])
    officer.files = [tmp_path / "usb" / "bản sao"]
    window.dossier_actions.save_copy()
    copy = tmp_path / "usb" / "bản sao.cchc"
    assert str(copy) in officer.told[0]
    assert os.listdir(copy.parent) == [copy.name]
    assert NEW in texts_in(copy)
    assert workspace.dossier is not None and workspace.dossier.path == sample
    officer.files = [copy]
    window.dossier_actions.save_copy()
    assert officer.told[1].startswith("Đã có tệp “bản sao.cchc”")


@pytest.mark.parametrize(("answer", "writable"), [(0, False), (1, True)])
def test_a_dossier_that_another_computer_had_open_is_taken_over_after_a_question(
    sample: Path, qtbot: QtBot, officer: Officer, answer: int, writable: bool
) -> None:
    note = {"user": "Nguyễn Văn An", "computer": "MÁY-2", "since": "2026-09-03T08:15", "mark": "0" * 16}
    sample.with_name(f"~{sample.name}.user").write_text(json.dumps(note), encoding="utf-8")
    workspace = Workspace()
    made = MainWindow(workspace, Options())
    qtbot.addWidget(made)
    officer.answers = [answer]
    assert made.dossier_actions.open(sample)
    assert "Nguyễn Văn An (MÁY-2)" in officer.asked[0] and "08:15 03/09/2026" in officer.asked[0]
    assert workspace.read_only is not writable
    assert "Nguyễn Văn An" in workspace.read_only_sentence() or writable
    workspace.close()


def test_whatever_becomes_of_the_place_no_word_is_lost(tmp_path: Path) -> None:
    tally = carry_out(CAMPAIGN, tmp_path, seed=12, count=8)
    assert tally.faults == [] and len(tally.outcomes) >= 4
