"""A damaged dossier in the window: told once and clearly, nothing written, and the ways out lead out."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.options import Options
from cchc_desktop.services.years import add_year
from cchc_desktop.storage.backup import backups_of, make_backup
from cchc_desktop.ui import bugs
from cchc_desktop.ui.dialogs.bug_report import BugDialog
from cchc_desktop.ui.dialogs.damage import DamageDialog, RescuedDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace
from tests.soak.campaign import carry_out
from tests.soak.damage_window import CAMPAIGN


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def spoil(path: Path) -> None:
    """A letter of a task that is no letter any more."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE task SET text = CAST(x'4ec3ff' AS TEXT) WHERE rowid = 3")
        raw.commit()


@pytest.fixture
def spoilt(sample: Path) -> Path:
    """A damaged copy of the sample, with a backup of when it was sound."""
    make_backup(sample)
    spoil(sample)
    return sample


@pytest.fixture
def hooked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's hook in place of the test runner's."""
    import threading

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    bugs.install_hook()


@pytest.fixture
def shown(hooked: None, qtbot: QtBot, spoilt: Path) -> Iterator[MainWindow]:
    """The window that has opened it."""
    workspace = Workspace()
    window = MainWindow(workspace, Options())
    qtbot.addWidget(window)
    window.show()
    assert window.dossier_actions.open(spoilt)
    yield window
    workspace.close()


def the_dialog(window: MainWindow, qtbot: QtBot) -> DamageDialog:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(DamageDialog)))
    (dialog,) = (one for one in window.findChildren(DamageDialog) if one.isVisible())
    return dialog


def test_the_check_of_the_start_says_it_and_nothing_is_written_any_more(shown: MainWindow, qtbot: QtBot) -> None:
    dialog = the_dialog(shown, qtbot)
    assert "bị hỏng" in words(dialog)
    assert "Bản sao lưu tốt gần nhất" in words(dialog)
    assert "nguyên vẹn" not in words(shown)
    qtbot.waitUntil(lambda: "Hồ sơ bị hỏng: không ghi gì nữa" in words(shown.statusBar()))
    assert shown.workspace.read_only
    assert shown.workspace.run(add_year, year=2031) is None
    dossier = shown.workspace.dossier
    assert dossier is not None and len(backups_of(dossier.path)) == 1


def test_it_is_told_in_one_dialog_however_often_it_is_met(shown: MainWindow, qtbot: QtBot) -> None:
    the_dialog(shown, qtbot)
    for name in ("frame", "report", "overview", "frame"):
        shown.show_tab(name)
    the_dialog(shown, qtbot)


def test_who_only_looks_is_not_asked_at_each_tab(shown: MainWindow, spoilt: Path, qtbot: QtBot) -> None:
    the_dialog(shown, qtbot).reject()
    for name in ("frame", "report", "plan", "index", "frame"):
        shown.show_tab(name)
        assert not any(one.isVisible() for one in shown.findChildren(DamageDialog))
    assert "bị hỏng" in words(shown)  # the banner stays
    shown.workspace.close()
    assert shown.dossier_actions.open(spoilt)
    the_dialog(shown, qtbot)  # opened anew it is said anew


def test_going_back_to_the_backup_mends_it(shown: MainWindow, spoilt: Path, qtbot: QtBot) -> None:
    the_dialog(shown, qtbot).restore_button.click()
    qtbot.waitUntil(lambda: not shown.workspace.read_only)
    assert shown.workspace.run(add_year, year=2031)
    (kept,) = (one for one in spoilt.parent.glob("*.cchc") if one != spoilt)
    with closing(sqlite3.connect(kept)) as raw:
        raw.text_factory = bytes
        assert raw.execute("SELECT text FROM task WHERE rowid = 3").fetchone() == (b"N\xc3\xff",)


def test_rescue_leads_into_the_new_dossier(
    shown: MainWindow, spoilt: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = spoilt.with_name("Hồ sơ cứu.cchc")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    the_dialog(shown, qtbot).rescue_button.click()
    qtbot.waitUntil(lambda: bool(shown.findChildren(RescuedDialog)), timeout=20_000)
    (dialog,) = shown.findChildren(RescuedDialog)
    assert "Nhiệm vụ" in dialog.list.toPlainText() or "nothing" not in words(dialog)
    dialog._open()
    assert shown.workspace.dossier is not None
    assert shown.workspace.dossier.path == target
    assert not shown.workspace.read_only


def test_a_dossier_that_does_not_open_gets_the_same_dialog(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    assert window.workspace.dossier is not None
    other = tmp_path / "khác.cchc"
    other.write_bytes(window.workspace.dossier.path.read_bytes()[:100] + b"rubbish" * 3000)
    assert not window.dossier_actions.open(other)
    dialog = the_dialog(window, qtbot)
    assert "khác.cchc" in words(dialog)
    assert "không có bản sao lưu nào còn tốt" in words(dialog)
    assert not dialog.restore_button.isEnabled()
    assert not window.workspace.read_only  # the one at hand goes on


def bug_dialogs() -> list[BugDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, BugDialog)]


def test_a_bug_on_a_sound_dossier_says_that_it_was_checked(hooked: None, window: MainWindow, qtbot: QtBot) -> None:
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("chia cho 0"), None)
    qtbot.waitUntil(lambda: bool(bug_dialogs()))
    assert "vừa được kiểm tra" in words(bug_dialogs()[0])


def test_without_a_dossier_nothing_is_promised(hooked: None, qtbot: QtBot) -> None:
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("chia cho 0"), None)
    qtbot.waitUntil(lambda: bool(bug_dialogs()))
    assert "chưa kiểm tra được" in words(bug_dialogs()[0])


def test_what_damage_breaks_far_from_the_file_is_told_as_damage(
    hooked: None, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace._finish_backup()
    assert workspace.dossier is not None
    spoil(workspace.dossier.path)
    sys.excepthook(KeyError, KeyError("N\ufffd"), None)
    the_dialog(window, qtbot)
    assert not bug_dialogs()
    assert workspace.read_only


def test_damaged_dossiers_in_the_window(tmp_path: Path) -> None:
    tally = carry_out(CAMPAIGN, tmp_path, seed=2, count=3)
    assert (tally.runs, tally.faults) == (3, [])
