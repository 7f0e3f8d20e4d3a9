"""The text editor as officers use it: typing with UniKey, styles, paste from Word and the web, undo."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.markup import BlockKind
from cchc_desktop.ui.widgets.editor.bar import FormatBar
from cchc_desktop.ui.widgets.editor.html import read_html
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor

WORD = """<html xmlns:o="urn:schemas"><head><style>p.MsoNormal{font-size:14pt}</style></head>
<body lang=VI><!--StartFragment-->
<h2><span style='font-family:"Times New Roman"'>1. Mục <i>đích</i></span></h2>
<p class=MsoNormal style='text-align:justify'><b><span style='font-size:14.0pt;color:red'>Nâng cao</span></b><span
style='font-size:14.0pt'> chất lượng <i>phục vụ</i> người dân<o:p></o:p></span></p>
<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Công khai thủ tục</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span
>&nbsp;
</span></span><![endif]>Tại bộ phận Một cửa</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>a)<span>&nbsp; </span></span>Rà soát</p>
<p class=MsoNormal>-<span style='mso-tab-count:1'>     </span>Gạch tay</p>
<table class=MsoTableGrid><tr><td><p>Nội dung</p></td><td><p>Thời gian</p><p>Quý I</p></td></tr></table>
<p class=MsoNormal>Giữ lại<del cite="mailto:x"> đã xóa</del><ins> chữ thêm</ins><img src="file:///c:/a.png"></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""


@pytest.fixture
def editor(qtbot: QtBot) -> RichEditor:
    widget = RichEditor()
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    widget.setFocus()
    return widget


def commit(editor: RichEditor, text: str, replace_before: int = 0) -> None:
    """What an input method sends: text that replaces some letters before the cursor."""
    event = QInputMethodEvent()
    event.setCommitString(text, -replace_before, replace_before)
    QCoreApplication.sendEvent(editor, event)


def paste(editor: RichEditor, html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    editor.insertFromMimeData(data)


def to_end(editor: RichEditor) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)


def test_markup_comes_back_as_it_went_in(editor: RichEditor) -> None:
    markup = "# Mục đích\nNâng cao **chất lượng** *phục vụ*\n- Một\n+ Hai \\* ba\n\\- không phải mục\na) Điểm a"
    editor.set_markup(markup)
    assert editor.markup() == markup.replace("\\- không", "- không")  # what looks like an item is one
    editor.set_markup("")
    assert editor.markup() == ""


def test_typing_by_keys_and_by_input_method(qtbot: QtBot, editor: RichEditor) -> None:
    qtbot.keyClicks(editor, "Nang cao ")
    commit(editor, "chất lượng")
    commit(editor, " phu")
    commit(editor, "ụ", replace_before=1)  # the composed letter takes the place of the plain one
    assert editor.markup() == "Nang cao chất lượng phụ"


def test_letters_replaced_by_backspace_as_unikey_does(qtbot: QtBot, editor: RichEditor) -> None:
    """UniKey sends Backspace and the new letters as ordinary keys, in text and at the start of an item."""
    qtbot.keyClicks(editor, "- tieeng")
    for _press in range(4):
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    for letter in "ếng":
        QCoreApplication.sendEvent(
            editor, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )
    assert editor.markup() == "- tiếng"
    assert editor.item_marker == "- "


def test_decomposed_text_becomes_nfc(editor: RichEditor) -> None:
    commit(editor, unicodedata.normalize("NFD", "Cải cách thủ tục hành chính"))
    assert editor.markup() == "Cải cách thủ tục hành chính"
    paste(editor, text=unicodedata.normalize("NFD", " ở xã"))
    assert unicodedata.is_normalized("NFC", editor.markup())


def test_an_item_goes_on_and_an_empty_one_ends_the_list(qtbot: QtBot, editor: RichEditor) -> None:
    qtbot.keyClicks(editor, "- mot")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "hai")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "het")
    assert editor.markup() == "- mot\n- hai\nhet"


def test_text_follows_a_heading(qtbot: QtBot, editor: RichEditor) -> None:
    editor.set_markup("# Mục đích")
    to_end(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "text")
    assert editor.markup() == "# Mục đích\ntext"


def test_styles_by_the_bar(qtbot: QtBot, editor: RichEditor) -> None:
    bar = FormatBar(editor)
    qtbot.addWidget(bar)
    editor.set_markup("một hai\nba")
    editor.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    bar.bold.trigger()
    assert editor.markup() == "**một** hai\nba"
    assert bar.bold.isChecked()
    bar.italic.trigger()
    assert editor.markup() == "***một*** hai\nba"
    editor.selectAll()
    bar.bullet.trigger()
    assert [line[:2] for line in editor.markup().split("\n")] == ["- ", "- "]
    bar.sub_bullet.trigger()
    assert [line[:2] for line in editor.markup().split("\n")] == ["+ ", "+ "]
    bar.sub_bullet.trigger()
    assert editor.markup().endswith("\nba")
    to_end(editor)
    bar.style_box.setCurrentIndex(1)
    bar.style_box.activated.emit(1)
    assert editor.markup().endswith("\n# ba")
    to_end(editor)
    assert not bar.bold.isEnabled()  # a sub-heading is bold as it is


def test_paste_from_word_keeps_exactly_what_the_editor_knows(editor: RichEditor) -> None:
    paste(editor, WORD)
    assert editor.markup().split("\n") == [
        "# 1. Mục *đích*",
        "**Nâng cao** chất lượng *phục vụ* người dân",
        "- Công khai thủ tục",
        "+ Tại bộ phận Một cửa",
        "a) Rà soát",
        "- Gạch tay",
        r"|| Nội dung | Thời gian\nQuý I |",
        "Giữ lại chữ thêm",
    ]
    editor.undo()
    assert editor.markup() == ""  # one step


def test_paste_from_the_web(editor: RichEditor) -> None:
    paste(
        editor,
        '<div><h1>Tin</h1><ul><li>một<ul><li>con</li></ul></li><li><a href="x">hai</a></li></ul>'
        '<ol><li>đầu<li>sau</ol><script>bad()</script><b style="font-weight:normal">thường</b><br>dòng hai</div>',
    )
    assert editor.markup() == "# Tin\n- một\n+ con\n- hai\n1. đầu\n2. sau\nthường\ndòng hai"


def test_words_are_pasted_into_the_line(editor: RichEditor) -> None:
    editor.set_markup("đầu cuối")
    cursor = editor.textCursor()
    cursor.setPosition(4)
    editor.setTextCursor(cursor)
    paste(editor, "<p><b>giữa</b> </p>")
    assert editor.markup() == "đầu **giữa**cuối"
    editor.set_markup("một\nhai")
    cursor = editor.textCursor()
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    paste(editor, "<p>- x</p><p>- y</p>")
    assert editor.markup() == "một\n- x\n- y\nhai"


def test_plain_paste_drops_all_styles(qtbot: QtBot, editor: RichEditor) -> None:
    bar = FormatBar(editor)
    qtbot.addWidget(bar)
    data = QMimeData()
    data.setHtml("<b>đậm</b>")
    data.setText("đậm\n• mục")
    QApplication.clipboard().setMimeData(data)
    bar.plain_paste.trigger()
    assert editor.markup() == "đậm\n- mục"
    assert bar.plain_paste.shortcut() == QKeySequence("Ctrl+Alt+V")
    QApplication.clipboard().clear()


def test_undo_in_the_editor_and_then_in_the_window(qtbot: QtBot, editor: RichEditor) -> None:
    """Ctrl+Z takes typing back; with nothing typed it is left to the window."""

    def is_taken(key: QKeySequence) -> bool:
        event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key[0].key(), key[0].keyboardModifiers())
        event.ignore()
        QGuiApplication.sendEvent(editor, event)
        return event.isAccepted()

    editor.set_markup("cũ")
    assert not is_taken(QKeySequence("Ctrl+Z"))
    to_end(editor)
    qtbot.keyClicks(editor, " moi")
    assert is_taken(QKeySequence("Ctrl+Z"))
    editor.undo()
    assert editor.markup() == "cũ"


def test_edited_is_said_for_typing_only(qtbot: QtBot, editor: RichEditor) -> None:
    said = []
    editor.edited.connect(lambda: said.append(editor.markup()))
    editor.set_markup("một [chỗ còn thiếu]")
    QCoreApplication.processEvents()
    assert said == []
    to_end(editor)
    qtbot.keyClicks(editor, "x")
    assert said[-1].endswith("x")


def test_words_are_counted(editor: RichEditor) -> None:
    editor.set_markup("# Mục đích\n- Nâng cao 98 % hồ sơ - đúng hạn")
    assert editor.word_count() == 9


@given(st.text(alphabet=st.sampled_from("<>/pbiuol h1lidv=\"'&;!-[]tdro\n\u00a0ạ\u0301\x00·+"), max_size=200))
def test_any_html_gives_clean_blocks(html: str) -> None:
    for block in read_html(html):
        assert block.text.strip()
        assert unicodedata.is_normalized("NFC", block.text)
        assert (block.in_table or "\n" not in block.text) and "\x00" not in block.text
        assert block.kind in BlockKind


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet="ab ạđ*-+#\\[]1.", min_size=1, max_size=30), max_size=6))
def test_any_text_settles_after_one_pass(editor: RichEditor, lines: list[str]) -> None:
    editor.set_markup("\n".join(lines))
    once = editor.markup()
    editor.set_markup(once)
    assert editor.markup() == once
