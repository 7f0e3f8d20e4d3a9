"""Keys that can be trusted: one letter for one menu, one shortcut for one command, wherever the focus is."""

from itertools import combinations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop import i18n
from cchc_desktop.options import Options
from cchc_desktop.services.years import add_year
from cchc_desktop.ui.dialogs.office_profile import OfficeProfileDialog
from cchc_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace

TABS = ("overview", "plan", "frame", "report", "index", "exchange")
Key = QAction | QShortcut
CTRL = Qt.KeyboardModifier.ControlModifier


def keys(found: Key) -> set[str]:
    sequences = found.shortcuts() if isinstance(found, QAction) else found.keys()
    return {sequence.toString() for sequence in sequences if not sequence.isEmpty()}


def reach(found: Key, window: MainWindow) -> set[QWidget]:
    """The widgets in which the key works while they have the focus."""
    if isinstance(found, QAction):
        context = found.shortcutContext()
        owners: list[QObject | None] = list(found.associatedObjects()) or [found.parent()]
    else:
        context, owners = found.context(), [found.parent()]
    inside = [owner for owner in owners if isinstance(owner, QWidget) and not isinstance(owner, QMenu)]
    if context == Qt.ShortcutContext.WidgetShortcut:
        return set(inside)
    if context == Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return {widget for owner in inside for widget in (owner, *owner.findChildren(QWidget))}
    return {window, *window.findChildren(QWidget)}


def test_no_key_means_two_things(window: MainWindow) -> None:
    for name in TABS:
        window.show_tab(name)
    found: list[Key] = [*window.findChildren(QAction), *window.findChildren(QShortcut)]
    known = [(each, keys(each), reach(each, window)) for each in found if keys(each)]
    for name in TABS:
        tab = window.tab(name)
        seen = {window, tab, *tab.findChildren(QWidget)}
        live = [(each, meant, where & seen) for each, meant, where in known]
        assert sum(bool(where) for _each, _keys, where in live) >= 20, name
        clashes = [
            (first[0], second[0], first[1] & second[1])
            for first, second in combinations(live, 2)
            if first[1] & second[1] and first[2] & second[2]
        ]
        assert not clashes, name


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_menu_has_a_letter_of_its_own(workspace: Workspace, qtbot: QtBot, language: str) -> None:
    i18n.set_language(language)
    window = MainWindow(workspace, Options(language=language))
    qtbot.addWidget(window)
    letters = [QKeySequence.mnemonic(head.text()).toString() for head in window.menuBar().actions()]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    for head in window.menuBar().actions():
        menu = head.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        inside = [keys for action in menu.actions() if (keys := QKeySequence.mnemonic(action.text()).toString())]
        assert len(set(inside)) == len(inside)


def test_the_table_of_keys_names_the_lasting_command_and_the_keys_of_the_tabs(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.run(add_year, year=2027)
    window.help_actions.shortcuts()
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    heads = [dialog.list.topLevelItem(place) for place in range(dialog.list.topLevelItemCount())]
    lines = {
        (head.text(0), line.text(0), line.text(1))
        for head in heads
        if head is not None
        for place in range(head.childCount())
        if (line := head.child(place)) is not None
    }
    assert ("Sửa", "Hoàn tác", "Ctrl+Z") in lines
    assert ("Nhiệm vụ", "Đặt cho các dòng đã chọn…", "Ctrl+G") in lines
    assert ("Báo cáo", "Chèn số liệu…", "Ctrl+E") in lines
    assert ("Tệp", "In…", "Ctrl+P") in lines
    assert ("Khi đang ở thẻ Kế hoạch", "Đậm", "Ctrl+B") in lines
    assert all(command for _head, command, _keys in lines)


def test_receivers_open_at_their_addresses(window: MainWindow) -> None:
    window.show_tab("exchange")
    (receivers,) = [each for each in window.tab("exchange").menu_actions() if each and each.text() == "Nơi nhận…"]
    receivers.trigger()
    dialog = window.findChild(OfficeProfileDialog)
    assert isinstance(dialog, OfficeProfileDialog)
    pages = dialog.findChild(QTabWidget)
    assert isinstance(pages, QTabWidget)
    assert pages.tabText(pages.currentIndex()) == "Nơi nhận"


def entries(menu: QMenu) -> list[QAction]:
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if not action.isSeparator()]


def test_no_menu_is_longer_than_can_be_looked_over(window: MainWindow) -> None:
    heads = [action.menu() for action in window.menuBar().actions()]
    waiting = [menu for menu in heads if isinstance(menu, QMenu)]
    assert len(waiting) == 10
    while waiting:
        menu = waiting.pop()
        assert 0 < len(entries(menu)) <= 12, menu.title()
        waiting += [below for action in entries(menu) if isinstance(below := action.menu(), QMenu)]


def test_find_in_the_edit_menu_finds_in_the_tab_at_hand(window: MainWindow) -> None:
    edit = next(action.menu() for action in window.menuBar().actions() if action.text().replace("&", "") == "Sửa")
    assert isinstance(edit, QMenu)
    (find,) = [action for action in entries(edit) if action.text().endswith("\tCtrl+F")]
    for name, words in (
        ("frame", "Tìm trong khung"),
        ("report", "Tìm trong mục này"),
        ("exchange", "Tìm nơi gửi, nội dung"),
        ("overview", "Tìm mọi nơi"),
    ):
        window.show_tab(name)
        for begin in (find.trigger, lambda: QTest.keyClick(window.focusWidget(), Qt.Key.Key_F, CTRL)):
            window.tab(name).work_place(None).setFocus()
            begin()
            focused = window.focusWidget()
            assert focused is not None
            assert focused.accessibleName() == words


def test_the_usual_size_of_text_is_one_key_away(window: MainWindow) -> None:
    window.options.zoom = 1.25
    (usual,) = [action for action in window.findChildren(QAction) if action.shortcut().toString() == "Ctrl+0"]
    usual.trigger()
    assert window.options.zoom == 1.0
