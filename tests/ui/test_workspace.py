"""Steps are made, undone and redone; what the world refuses is said, not raised."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cchc_desktop.errors import UserError
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame.tasks import read_tasks, set_cells
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.services.years import add_year
from cchc_desktop.storage.backup import backups_of
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.workspace import Workspace


def first_task(workspace: Workspace) -> tuple[str, str]:
    assert workspace.dossier is not None
    plan = annual_plan(workspace.dossier, 2026)
    assert plan is not None
    task = read_tasks(workspace.dossier, plan.guid)[0]
    return task.guid, task.text


def test_a_step_is_undone_and_redone(workspace: Workspace, qtbot: QtBot) -> None:
    guid, before = first_task(workspace)
    with qtbot.waitSignals([workspace.changed, workspace.saved, workspace.undo_changed]):
        workspace.run(set_cells, cells=[(guid, Column.TASK, "Rà soát lại")])
    assert first_task(workspace)[1] == "Rà soát lại"
    assert workspace.undo_label.startswith("Hoàn tác: ")
    workspace.undo()
    assert first_task(workspace)[1] == before
    assert not workspace.can_undo
    workspace.redo()
    assert first_task(workspace)[1] == "Rà soát lại"


def test_a_new_step_ends_what_could_be_redone(workspace: Workspace) -> None:
    guid, _before = first_task(workspace)
    workspace.run(set_cells, cells=[(guid, Column.TASK, "Một")])
    workspace.undo()
    workspace.run(set_cells, cells=[(guid, Column.TASK, "Hai")])
    assert not workspace.can_redo


def test_nothing_changed_is_no_step(workspace: Workspace) -> None:
    guid, text = first_task(workspace)
    workspace.run(set_cells, cells=[(guid, Column.TASK, text)])
    assert not workspace.can_undo


def test_typing_is_written_before_undo(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.commit_requested):
        workspace.undo()


def test_what_is_refused_is_said(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.failed) as said:
        assert workspace.run(add_year, year=1812) is None
    assert "1812" in str(said.args[0])
    assert not workspace.can_undo


def test_a_dossier_open_elsewhere_is_read_only_and_names_the_holder(sample: Path, qtbot: QtBot) -> None:
    holder = Dossier.open(sample)
    workspace = Workspace()
    workspace.open(sample)
    try:
        assert workspace.read_only
        assert workspace.dossier is not None
        assert workspace.dossier.holder in workspace.read_only_sentence()
        with qtbot.waitSignal(workspace.failed):
            workspace.run(add_year, year=2030)
        assert 2030 not in workspace.years
    finally:
        workspace.close()
        holder.close()


def test_a_stranger_s_file_leaves_the_open_dossier_open(workspace: Workspace, tmp_path: Path) -> None:
    before = workspace.dossier
    stranger = tmp_path / "ảnh.cchc"
    stranger.write_bytes(b"\xff\xd8\xff\xe0 not ours")
    with pytest.raises(UserError):
        workspace.open(stranger)
    assert workspace.dossier is before
    assert workspace.years


def test_opening_the_file_that_is_open_again_keeps_it_writable(workspace: Workspace, sample: Path) -> None:
    workspace.open(sample)
    assert not workspace.read_only


def test_the_year_of_today_is_shown_where_the_dossier_has_it(workspace: Workspace) -> None:
    assert workspace.year == 2026
    workspace.run(add_year, year=2027)
    workspace.set_year(2027)
    assert workspace.year == 2027


def test_a_successor_goes_on_with_dossier_and_steps(workspace: Workspace) -> None:
    guid, before = first_task(workspace)
    workspace.run(set_cells, cells=[(guid, Column.TASK, "Khác")])
    heir = workspace.successor()
    assert workspace.dossier is None
    heir.undo()
    assert first_task(heir)[1] == before
    heir.close()


def test_every_start_makes_a_verified_backup(look: None, sample: Path) -> None:
    """Also one that ends before the background had its turn."""
    workspace = Workspace()
    workspace.open(sample)
    workspace.close()
    (kept,) = backups_of(sample)
    with closing(sqlite3.connect(kept.path)) as raw:
        assert raw.execute("SELECT count(*) FROM task").fetchone()[0] >= 60
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_a_dossier_open_elsewhere_is_not_backed_up_twice(look: None, sample: Path) -> None:
    holder = Dossier.open(sample)
    workspace = Workspace()
    workspace.open(sample)
    workspace.close()
    holder.close()
    assert len(backups_of(sample)) == 1


def test_copies_of_a_dossier_do_not_lock_each_other(workspace: Workspace, sample: Path, tmp_path: Path) -> None:
    copy = shutil.copy(sample, tmp_path / "bản sao.cchc")
    other = Dossier.open(Path(copy))
    assert not other.read_only
    other.close()


def test_a_year_that_is_taken_back_is_not_shown_any_more(workspace: Workspace) -> None:
    workspace.run(add_year, year=2031)
    workspace.set_year(2031)
    workspace.undo()
    assert 2031 not in workspace.years
    assert workspace.year == 2026
