"""A tab's tools: words in wide windows, one word in narrow ones, keys only while the tab has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.services.years import add_year
from cchc_desktop.ui.widgets.toolbar import Toolbar
from cchc_desktop.ui.workspace import Workspace

BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def tab_with_tools(qtbot: QtBot, pressed: list[str]) -> tuple[QWidget, Toolbar, QLineEdit]:
    tab = QWidget()
    qtbot.addWidget(tab)
    column = QVBoxLayout(tab)
    bar = Toolbar(tab)
    bar.add_action("plus", "Thêm nhiệm vụ", lambda: pressed.append("task"), "Ctrl+T", "Thêm một nhiệm vụ")
    bar.add_action("table", "Thêm nhóm", lambda: pressed.append("group"))
    bar.add_action("arrow-up", "Lên", lambda: pressed.append("up"), word=False)
    field = QLineEdit()
    column.addWidget(bar)
    column.addWidget(field)
    return tab, bar, field


def tools_of(bar: Toolbar) -> list[QToolButton]:
    return [made for made in bar.findChildren(QToolButton) if not made.isHidden()]


def worded(bar: Toolbar) -> list[str]:
    return [made.text() for made in tools_of(bar) if made.toolButtonStyle() == BESIDE]


def test_words_give_way_in_a_narrow_window(qtbot: QtBot) -> None:
    tab, bar, _field = tab_with_tools(qtbot, [])
    tab.resize(1366, 200)
    tab.show()
    assert worded(bar) == ["Thêm nhiệm vụ", "Thêm nhóm"]
    tab.resize(1000, 200)
    qtbot.waitUntil(lambda: worded(bar) == ["Thêm nhiệm vụ"])
    tab.resize(1366, 200)
    qtbot.waitUntil(lambda: len(worded(bar)) == 2)


def test_each_tool_names_itself_and_its_key(qtbot: QtBot) -> None:
    _tab, bar, _field = tab_with_tools(qtbot, [])
    tools = tools_of(bar)
    assert [tool.accessibleName() for tool in tools] == ["Thêm nhiệm vụ", "Thêm nhóm", "Lên"]
    assert tools[0].toolTip() == "Thêm một nhiệm vụ (Ctrl+T)"


def test_a_key_works_while_the_focus_is_in_the_tab(qtbot: QtBot) -> None:
    pressed: list[str] = []
    tab, _bar, field = tab_with_tools(qtbot, pressed)
    tab.show()
    qtbot.waitExposed(tab)
    tab.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["task"]


def test_undo_says_what_it_takes_back(qtbot: QtBot, workspace: Workspace) -> None:
    tab = QWidget()
    qtbot.addWidget(tab)
    bar = Toolbar(tab)
    bar.add_undo(workspace)
    undo, redo = tools_of(bar)
    assert not undo.isEnabled()
    workspace.run(add_year, year=2029)
    assert undo.isEnabled()
    assert undo.toolTip() == "Hoàn tác: Thêm năm 2029 (Ctrl+Z)"
    undo.click()
    assert 2029 not in workspace.years
    assert redo.toolTip() == "Làm lại: Thêm năm 2029 (Ctrl+Y)"


def test_icon_and_word_keep_their_distance_when_a_tool_is_switched_off_and_on(qtbot: QtBot) -> None:
    _tab, bar, _field = tab_with_tools(qtbot, [])
    button = tools_of(bar)[0]
    before = button.icon().cacheKey()
    button.defaultAction().setEnabled(False)
    button.defaultAction().setEnabled(True)
    assert button.icon().cacheKey() == before != button.defaultAction().icon().cacheKey()
