"""Misspelt words are underlined once they are finished, and left alone when the officer says so."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cchc_desktop import options
from cchc_desktop.options import Options
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.spelling import spelling
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor

_WAVY = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


@pytest.fixture(autouse=True)
def own_choice() -> Iterator[None]:
    spelling.use(Options())
    yield
    spelling.use(Options())


@pytest.fixture
def editor(qtbot: QtBot) -> RichEditor:
    made = RichEditor()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def underlined(editor: RichEditor) -> list[str]:
    """The words with a wavy line, in the order of the text."""
    found = []
    block = editor.document().begin()
    while block.isValid():
        for run in block.layout().formats():
            if run.format.underlineStyle() == _WAVY:
                units = block.text().encode("utf-16-le")  # as Qt counts
                found.append(units[2 * run.start : 2 * (run.start + run.length)].decode("utf-16-le"))
        block = block.next()
    return found


def commit(editor: RichEditor, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(editor, event)


def test_a_text_that_is_shown_has_its_mistakes_underlined(editor: RichEditor) -> None:
    editor.set_markup("# Mục đíchh\nHòan thành **nghành** nội vụ, [nghành còn thiếu]\n😀 Văn bản cuả Sở Nội vụ")
    assert underlined(editor) == ["đíchh", "Hòan", "nghành", "nghành", "cuả"]
    assert "nghành" in editor.markup()  # nothing of it is text


def test_a_word_is_looked_at_when_it_is_finished(qtbot: QtBot, editor: RichEditor) -> None:
    commit(editor, "cuả")
    assert underlined(editor) == []
    qtbot.keyClick(editor, Qt.Key.Key_Space)
    assert underlined(editor) == ["cuả"]
    commit(editor, "nghành")
    assert underlined(editor) == ["cuả"]
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    assert underlined(editor) == ["cuả", "nghành"]


def test_marking_is_no_edit(qtbot: QtBot, editor: RichEditor) -> None:
    editor.set_markup("văn bản cuả xã")
    said: list[str] = []
    editor.edited.connect(lambda: said.append(editor.markup()))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    spelling.ignore("cuả")
    QCoreApplication.processEvents()
    assert underlined(editor) == [] and said == []
    commit(editor, " nghành")
    before = len(said)
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    assert underlined(editor) == ["nghành"] and len(said) == before
    assert not editor.document().isRedoAvailable()
    editor.undo()
    assert editor.markup() == "văn bản cuả xã"


def test_the_mark_goes_with_the_mistake(editor: RichEditor) -> None:
    editor.set_markup("văn bản cuả xã")
    cursor = editor.textCursor()
    cursor.setPosition(8)
    cursor.setPosition(11, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("của")
    assert underlined(editor) == []


def test_nothing_is_underlined_when_the_officer_does_not_want_it(editor: RichEditor) -> None:
    editor.set_markup("văn bản cuả xã")
    spelling.turn(False)
    assert underlined(editor) == []
    assert not options.load().check_spelling
    spelling.turn(True)
    assert underlined(editor) == ["cuả"]


def test_a_word_is_ignored_by_its_menu_and_stays_so(editor: RichEditor) -> None:
    editor.set_markup("văn bản cuả xã. Cuả thôn")
    place = editor.textCursor()
    place.setPosition(9)
    point = editor.cursorRect(place).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, editor.mapToGlobal(point))
    editor.contextMenuEvent(event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    ignore: QAction = menu.actions()[0]
    assert ignore.text() == "Bỏ qua từ “cuả”"
    ignore.trigger()
    menu.close()
    assert underlined(editor) == []
    assert options.load().words_left_alone == ["cuả"]


def test_the_menu_by_keyboard_is_of_the_word_at_the_cursor(editor: RichEditor) -> None:
    editor.set_markup("văn bản cuả xã")
    assert editor.checks.misspelt_word(editor.textCursor()) == ""
    editor.moveCursor(QTextCursor.MoveOperation.End)
    cursor = editor.textCursor()
    cursor.setPosition(10)
    assert editor.checks.misspelt_word(cursor) == "cuả"


def test_the_choice_stands_in_the_menu(window: MainWindow) -> None:
    choice = next(action for action in window.findChildren(QAction) if action.text() == "Gạch chân từ sai chính tả")
    assert choice.isChecked() and choice.isCheckable()
    choice.trigger()
    assert not spelling.on and not window.options.check_spelling


def doubtful(editor: RichEditor) -> list[str]:
    """The words with a dotted line, in the order of the text."""
    dotted = QTextCharFormat.UnderlineStyle.DotLine
    block = editor.document().begin()
    return [
        block.text()[run.start : run.start + run.length]
        for run in block.layout().formats()
        if run.format.underlineStyle() == dotted
    ]


def test_what_the_checks_find_in_a_line_is_marked_and_mended_from_the_menu(qtbot: QtBot, editor: RichEditor) -> None:
    """A term that is misspelt though each syllable can be written; the menu explains it and writes the right one."""
    editor.set_markup("Sắp xếp các xã mới sát nhập trong năm.")
    assert doubtful(editor) == ["sát nhập"] and underlined(editor) == []
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index("sát"))
    editor.setTextCursor(cursor)
    point = editor.cursorRect().center()
    editor.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, point, editor.mapToGlobal(point)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "“sát nhập” có lẽ là “sáp nhập”." and not menu.actions()[0].isEnabled()
    menu.actions()[texts.index("Viết “sáp nhập”")].trigger()
    menu.close()
    assert editor.markup() == "Sắp xếp các xã mới sáp nhập trong năm." and doubtful(editor) == []
    editor.undo()
    assert "sát nhập" in editor.markup()


def test_nothing_is_marked_where_nothing_is_to_be_underlined(editor: RichEditor) -> None:
    editor.set_markup("Các xã mới sát nhập")
    spelling.turn(False)
    assert doubtful(editor) == []
