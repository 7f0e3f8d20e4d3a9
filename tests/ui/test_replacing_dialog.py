"""Ctrl+H in the plan and in the report: every place is shown, the chosen ones are replaced as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from cchc_desktop.ui.dialogs.replace_words import ReplaceWordsDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.plan.tab import PlanTab
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.widgets.editor.find import FindBar
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor


@pytest.fixture
def tab(window: MainWindow) -> PlanTab:
    window.show_tab("plan")
    found = window.tab("plan")
    assert isinstance(found, PlanTab)
    return found


def names(dialog: ReplaceWordsDialog) -> list[str]:
    model = dialog.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_whole_plan_by_keyboard(qtbot: QtBot, tab: PlanTab) -> None:
    editor = tab.section.editor
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "mot hai ")
    qtbot.keyClick(editor, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = tab.replacing.dialog
    assert dialog is not None and dialog.isVisible()
    dialog.words.setText("cải cách hành chính")
    dialog.by.setText("đổi mới hành chính")
    qtbot.waitUntil(lambda: dialog.list.rowCount() > 5)
    assert {"Trích yếu quyết định", "Trích yếu", "Căn cứ 2", "Điều 1", "Mục I.1"} <= set(names(dialog))
    assert dialog.said.text() == "9 chỗ trong 9 đoạn" and dialog.agree.text() == "Thay 9 chỗ"
    dialog.list.setFocus()
    dialog.list.setCurrentCell(names(dialog).index("Căn cứ 2"), 0)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)  # a law keeps its name
    assert dialog.agree.text() == "Thay 8 chỗ"
    dialog.agree.click()
    assert dialog.list.rowCount() == 1
    assert tab.view is not None and "Đổi mới hành chính" in tab.view.paper.subject
    assert "đổi mới hành chính" in editor.toPlainText() and "mot hai" in editor.toPlainText()
    tab.workspace.undo()
    assert "Cải cách hành chính" in tab.view.paper.subject and "mot hai" in editor.toPlainText()


def test_a_place_is_shown_in_the_paper(qtbot: QtBot, tab: PlanTab) -> None:
    tab.replacing.open()
    dialog = tab.replacing.dialog
    assert dialog is not None
    dialog.words.setText("cai cach")
    dialog.search()
    for name, key in (("Căn cứ 2", "head"), ("Điều 1", "articles")):
        dialog.list.itemActivated.emit(dialog.list.item(names(dialog).index(name), 1))
        assert tab.node is not None and tab.node.key == key
    assert dialog.agree.text() == f"Xóa {dialog.list.rowCount()} chỗ"  # nothing is put in their place
    dialog.exact.setChecked(True)
    assert dialog.said.text() == "Không tìm thấy." and not dialog.agree.isEnabled()


def test_a_report_is_searched_too(qtbot: QtBot, window: MainWindow) -> None:
    window.show_tab("report")
    tab = window.tab("report")
    assert isinstance(tab, ReportTab) and tab.view is not None
    assert tab.view.report.status != "sent" and tab.replacing.action.isEnabled()
    tab.replacing.open()
    dialog = tab.replacing.dialog
    assert dialog is not None
    dialog.words.setText("hồ sơ")
    dialog.by.setText("thủ tục")
    dialog.search()
    count = dialog.list.rowCount()
    assert count > 3
    dialog.agree.click()
    assert dialog.list.rowCount() == 0
    tab.workspace.undo()
    dialog.search()
    assert dialog.list.rowCount() == count


def test_the_bar_of_one_text_offers_to_replace(qtbot: QtBot) -> None:
    editor = RichEditor()
    bar = FindBar(editor)
    for widget in (editor, bar):
        qtbot.addWidget(widget)
        widget.show()
    editor.set_markup("một hai một")
    editor.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    bar.open()
    assert bar.words.text() == "một" and not bar.replacement.isVisible()
    bar._more.click()
    assert bar.replacement.isVisible() and not bar._more.isVisible()
    bar.replacement.setText("ba")
    bar.replace_all()
    assert editor.markup() == "ba hai ba"
