"""The window as an officer sees it: title, tabs, menus, status bar, read-only banner, undo from the keyboard."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop import options
from cchc_desktop.options import Options
from cchc_desktop.services.years import add_year
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.about import AboutDialog
from cchc_desktop.ui.dialogs.alert import AlertDialog
from cchc_desktop.ui.dialogs.report_duties import ReportDutiesDialog
from cchc_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.program import Program
from cchc_desktop.ui.tokens import LIGHT
from cchc_desktop.ui.widgets.basics import actions_below
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def workspace(look: None, sample: Path) -> Iterator[Workspace]:
    """The sample dossier opened as a start does it, with its copy in the background."""
    made = Workspace()
    made.open(sample)
    yield made
    made.close()


def words(widget: QWidget) -> str:
    """Every label and button that is seen, in one text."""
    shown: list[QLabel | QAbstractButton] = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return "\n".join(each.text() for each in shown if each.isVisible())


def actions(window: MainWindow) -> dict[str, QAction]:
    """The menu bar's actions by their words."""
    found: dict[str, QAction] = {}
    for head in window.menuBar().actions():
        menu = head.menu()
        if isinstance(menu, QMenu):
            found |= {action.text().replace("&", "").partition("\t")[0]: action for action in actions_below(menu)}
    return found


def test_title_names_office_and_year(window: MainWindow) -> None:
    assert window.windowTitle() == "CCHC Desktop - UBND xã Bình Minh - Năm 2026"


def test_the_window_speaks_vietnamese(window: MainWindow) -> None:
    assert [window.tab_title(name) for name in window.tab_names] == [
        "Tổng quan", "Kế hoạch", "Khung nhiệm vụ", "Báo cáo", "Chỉ số", "Gửi - nhận"
    ]  # fmt: skip
    heads = [head.text().replace("&", "") for head in window.menuBar().actions()]
    assert heads == [
        "Tệp", "Sửa", "Xem", "Kế hoạch", "Nhiệm vụ", "Báo cáo", "Chỉ số", "Gửi - nhận", "Công cụ", "Trợ giúp"
    ]  # fmt: skip
    assert {"Hồ sơ mới…", "Lấy kế hoạch từ tệp…", "Sao lưu ngay", "Tìm mọi nơi", "Nền tối"} <= set(actions(window))


def test_no_shortcut_is_one_of_unikey(window: MainWindow) -> None:
    for action in actions(window).values():
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        assert "Ctrl+Shift" not in keys
        assert keys != "Alt+Z"


def test_ctrl_and_a_number_shows_a_tab(window: MainWindow, qtbot: QtBot) -> None:
    assert actions(window)["Khung nhiệm vụ"].shortcut().toString() == "Ctrl+3"
    actions(window)["Khung nhiệm vụ"].trigger()
    assert window.current_tab == "frame"


@pytest.mark.parametrize("name", MainWindow.tab_names)
def test_each_tab_opens_on_the_sample(window: MainWindow, name: str) -> None:
    window.show_tab(name)
    assert window.tab(name).isVisible()
    assert window.tab(name).accessibleName()


@pytest.mark.parametrize("name", MainWindow.tab_names)
def test_each_tab_lives_without_a_dossier(window: MainWindow, name: str) -> None:
    window.show_tab(name)
    window.dossier_actions.close()
    assert "Chưa mở hồ sơ nào" in words(window)
    assert window.windowTitle() == "CCHC Desktop"


def test_the_status_bar_says_that_all_is_saved(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    assert "Mọi thay đổi đã lưu" in words(window.statusBar())
    qtbot.waitUntil(lambda: "Sao lưu gần nhất: hôm nay" in words(window.statusBar()))
    workspace.run(add_year, year=2027)
    assert "Đã tự lưu lúc" in words(window.statusBar())


def test_a_new_year_can_be_chosen_and_undone(window: MainWindow, workspace: Workspace) -> None:
    workspace.run(add_year, year=2027)
    years = window._row.years
    assert [years.itemText(place) for place in range(years.count())][-1] == "Năm 2027"
    actions(window)["Hoàn tác: Thêm năm 2027"].trigger()
    assert years.findText("Năm 2027") == -1
    assert "Đã hoàn tác: Thêm năm 2027" in words(window.statusBar())


def test_read_only_is_said_and_writing_is_off(sample: Path, qtbot: QtBot) -> None:
    holder = Dossier.open(sample)
    workspace = Workspace()
    window = MainWindow(workspace, Options())
    qtbot.addWidget(window)
    window.show()
    workspace.open(sample)
    assert "đang mở hồ sơ này" in words(window)
    assert not actions(window)["Lấy kế hoạch từ tệp…"].isEnabled()
    assert actions(window)["Xuất văn bản…"].isEnabled()
    workspace.close()
    holder.close()


def test_a_start_that_cannot_be_backed_up_is_told_and_goes_on(
    sample: Path, home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = home / "a file where the folder should be"
    blocked.write_text("")
    monkeypatch.setenv("CCHC_HOME", str(blocked))
    workspace = Workspace()
    window = MainWindow(workspace, Options())
    qtbot.addWidget(window)
    window.show()
    workspace.open(sample)
    qtbot.waitUntil(lambda: "Không ghi được bản sao lưu" in words(window.statusBar()))
    assert "Chưa có bản sao lưu" in words(window.statusBar())
    assert workspace.run(add_year, year=2027)
    workspace.close()


def test_a_backup_is_made_from_the_menu(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(list(home.rglob("*.cchc"))) == 1)  # the one of the start
    before = len(list(home.rglob("*.cchc")))
    actions(window)["Sao lưu ngay"].trigger()
    assert len(list(home.rglob("*.cchc"))) == before + 1
    assert "Đã sao lưu" in words(window.statusBar())


def test_restoring_brings_the_earlier_state_back(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    from cchc_desktop.storage.backup import backups_of

    assert workspace.dossier is not None
    path = workspace.dossier.path
    qtbot.waitUntil(lambda: bool(backups_of(path)))
    earlier = backups_of(path)[0]
    workspace.run(add_year, year=2031)
    window.dossier_actions.backups._restore(path, earlier.path)
    assert 2031 not in workspace.years
    assert not workspace.read_only
    (kept,) = (one for one in path.parent.glob("*.cchc") if one != path)
    assert kept.name in " ".join(box.text for box in window.findChildren(AlertDialog))
    assert workspace.dossier is not None
    assert 2031 in _years_in(kept)


def _years_in(path: Path) -> set[int]:
    with closing(sqlite3.connect(path)) as raw:
        return {year for (year,) in raw.execute("SELECT year FROM work_year")}


def test_a_damaged_dossier_is_restored_from_the_menu(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cchc_desktop.storage.backup import backups_of
    from cchc_desktop.ui.dialogs.restore_backup import RestoreDialog

    assert workspace.dossier is not None
    path = workspace.dossier.path
    qtbot.waitUntil(lambda: bool(backups_of(path)))
    window.dossier_actions.close()
    path.write_bytes(path.read_bytes()[:100] + b"rubbish" * 3000)
    told: list[str] = []
    monkeypatch.setattr("cchc_desktop.ui.alerts.show_error", lambda _parent, error: told.append(str(error)))
    assert not window.dossier_actions.open(path)
    assert "Khôi phục" in told[0]
    actions(window)["Khôi phục bản sao lưu…"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(RestoreDialog)))
    dialog = window.findChildren(RestoreDialog)[0]
    dialog.chosen.emit(backups_of(path)[0].path)
    dialog.close()
    assert workspace.dossier is not None
    assert 2026 in workspace.years
    (kept,) = (one for one in path.parent.glob("*.cchc") if one != path)
    assert kept.read_bytes()[100:] == b"rubbish" * 3000


def test_search_finds_without_marks_and_leads_there(window: MainWindow, qtbot: QtBot) -> None:
    window.search()
    qtbot.keyClicks(window._search, "khao sat muc do hai long")
    with qtbot.waitSignal(window._search.chosen) as chosen:
        qtbot.keyClick(window._search, Qt.Key.Key_Return)
    assert chosen.args[0].tab == "frame"
    assert window.current_tab == "frame"


def test_every_key_is_in_the_list_of_keys(window: MainWindow) -> None:
    window.help_actions.shortcuts()
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    heads = [dialog.list.topLevelItem(place) for place in range(dialog.list.topLevelItemCount())]
    keys = {head.child(place).text(1) for head in heads if head for place in range(head.childCount())}
    assert {"Ctrl+N", "Ctrl+K", "Ctrl+1", "F12", "Ctrl+Z"} <= keys


def test_about_names_version_and_licence(window: MainWindow, qtbot: QtBot) -> None:
    dialog = AboutDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Phiên bản" in words(dialog)
    assert "MIT" in words(dialog)


def test_a_change_of_look_makes_the_window_again_with_everything_in_it(
    sample: Path, qtbot: QtBot, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = Program(app, options.load())
    program.window.show()
    program.begin(sample)
    program.window.show_tab("overview")
    program.workspace.run(add_year, year=2027)
    first = program.window
    first.set_language("en")
    qtbot.waitUntil(lambda: program.window is not first)
    assert program.window.tab_title("plan") == "Plan"
    assert program.workspace.can_undo
    assert program.window.windowTitle().endswith("Year 2026")
    assert program.workspace.today == date(2026, 9, 8)
    follow_high_contrast(qtbot, app, program, monkeypatch)
    program.workspace.close()
    program.window.close()


def follow_high_contrast(qtbot: QtBot, app: QApplication, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system is set to high contrast while the program runs, and back."""
    night, words = QPalette(QColor("black")), QColor("white")
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.Link):
        night.setColor(role, words)
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
        night.setColor(role, QColor("black"))
    preferences = app.styleHints().accessibility()
    for palette, text in ((night, "#ffffff"), (None, LIGHT.text.name())):
        monkeypatch.setattr("cchc_desktop.ui.program.high_contrast_palette", lambda _app, palette=palette: palette)
        before = program.window
        preferences.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
        qtbot.waitUntil(lambda before=before: program.window is not before)
        assert app.palette().windowText().color().name() == theme.tokens().text.name() == text
        assert program.workspace.dossier is not None


def test_the_keys_of_a_tab_work_as_soon_as_it_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for name in window.tab_names:
        window.show_tab(name)
        qtbot.waitUntil(partial(is_inside, window, window.tab(name)))


def is_inside(window: MainWindow, tab: QWidget) -> bool:
    """Whether the next key goes to the tab or to something in it."""
    return tab.isAncestorOf(window.focusWidget())


def test_the_window_stays_while_a_dialog_holds_typed_text(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ReportDutiesDialog(window.workspace, window)
    dialog.show()
    dialog.receiver.setFocus()
    qtbot.keyClicks(dialog.receiver, "So Noi vu")
    monkeypatch.setattr(alerts, "ask_leaving", lambda *_words: alerts.Leaving.STAY)
    assert not window.close() and window.isVisible() and dialog.receiver.text() == "So Noi vu"
    monkeypatch.setattr(alerts, "ask_leaving", lambda *_words: alerts.Leaving.DROP)
    assert window.close()


def test_the_list_of_years_shows_every_year_at_once(window: MainWindow) -> None:
    window._row.years.showPopup()
    view = window._row.years.view()
    last = view.visualRect(view.model().index(view.model().rowCount() - 1, 0))
    assert view.viewport().rect().contains(last)
    window._row.years.hidePopup()
