"""What Word, browsers and mail put on the clipboard: its words are kept, its styles as far as the editor knows them."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextOption
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.markup import to_markup
from cchc_desktop.ui.tabs.plan.lines import LineEditor
from cchc_desktop.ui.widgets.editor.html import read_html
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor

HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:st1="urn:schemas-microsoft-com:office:smarttags"><head><meta charset="utf-8"><!--[if gte mso 9]><xml>
<w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {color:red} -->
</style>
</head><body lang=VI><!--StartFragment-->"""
PICTURE = """<p class=MsoNormal><!--[if gte vml 1]><v:shape type="#_x0000_t75"><v:imagedata src="file:///C:/a.gif"/>
</v:shape><![endif]--><![if !vml]><img src="file:///C:/clip.gif" v:shapes="_x0000_i1025"><![endif]><b
style='mso-bidi-font-weight:normal'><i style='mso-bidi-font-style:normal'>KẾ HOẠCH<o:p></o:p></i></b></p>"""
SMART_TAG = "<p>Tại <st1:country-region w:st='on'><st1:place>Việt Nam</st1:place></st1:country-region></p>"
SYMBOLS = """<p class=MsoNormal>tỷ lệ <span style='font-family:Symbol;mso-ascii-font-family:"Times New Roman"'><span
style='mso-char-type:symbol'>³</span></span> 90&nbsp;% <span style='font-family:Wingdings'>à</span> đạt,
<font face="Symbol">£</font> 5</p>"""
WINGDINGS_ITEM = """<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Wingdings;mso-bidi-font-family:Wingdings'><span
style='mso-list:Ignore'>v<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>Rà soát</p>"""
SYMBOL_ITEM = """<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span
style='font-family:Symbol'><span style='mso-list:Ignore'>\uf0b7<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span>Cấp hai</p>"""
NESTED = """<table><tr><td><table><tr><td><p>Ô trong<o:p></o:p></p></td><td>Ô hai</td></tr></table></td>
<td rowspan=2><p>Ngoài</p><p>hai đoạn</p></td></tr><tr><td>Cuối</td></tr></table>"""
COMMENT = """<p>Ghi chú<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[A1]</a></span></p>
<div style='mso-element:comment-list'><div class=msocomtxt><p class=MsoCommentText>lời phê</p></div></div>"""


@pytest.mark.parametrize(
    ("html", "markup"),
    [
        (PICTURE, "***KẾ HOẠCH***"),
        (SMART_TAG, "Tại Việt Nam"),
        (SYMBOLS, "tỷ lệ ≥ 90 % → đạt, ≤ 5"),
        (WINGDINGS_ITEM + SYMBOL_ITEM, "- Rà soát\n+ Cấp hai"),
        (NESTED, r"|| Ô trong; Ô hai | Ngoài\nhai đoạn |" "\n" r"| Cuối | Ngoài\nhai đoạn |"),
        (COMMENT, "Ghi chú"),
    ],
    ids=["picture", "smart tag", "symbols", "items", "nested table", "comment"],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_word(html: str, markup: str, form: Literal["NFC", "NFD"]) -> None:
    whole = unicodedata.normalize(form, f"{HEAD}{html}<!--EndFragment--></body></html>")
    assert to_markup(read_html(whole)) == markup


@pytest.mark.parametrize(
    ("html", "markup"),
    [
        ("<html><head><meta charset=utf8><title>x</title><p>một<p>hai", "một\nhai"),
        (
            '<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Đậm'
            '</span> thường</p><ul><li dir="ltr"><p>mục</p></li><li><p>mục hai</p></li></ul></b>',
            "**Đậm** thường\n- mục\n- mục hai",
        ),
        ("<!--StartFragment--><li>một</li><li>hai</li><!--EndFragment-->", "- một\n- hai"),
        ("<ol><li>\n <div>đầu</div></li><li></li><li>ba</li></ol>", "1. đầu\n2.\n3. ba"),
    ],
    ids=["open head", "Google Docs", "torn list", "list of divisions"],
)
def test_browsers(html: str, markup: str) -> None:
    assert to_markup(read_html(html)) == markup


_WORDS = st.lists(st.sampled_from(["thủ", "tục", "Điều", "98", "UBND", "hoà"]), min_size=1, max_size=3)
_TAGS = ["p", "div", "b", "i", "span", "td", "tr", "table", "ul", "ol", "li", "h2", "st1:place", "font", "a", "u"]


def _element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, parts, closed: f"<{tag}>{' '.join(parts)}" + (f"</{tag}>" if closed else ""),
        st.sampled_from(_TAGS),
        st.lists(inside, max_size=3),
        st.booleans(),
    )


@settings(max_examples=150)
@given(st.lists(st.recursive(_WORDS.map(" ".join), _element, max_leaves=12), max_size=4))
def test_no_word_is_lost_whatever_the_tags(parts: list[str]) -> None:
    html = " ".join(parts)
    words = [word for part in html.replace("<", "\n<").split("\n") for word in part.rpartition(">")[2].split()]
    known = {"thủ", "tục", "Điều", "98", "UBND", "hoà"}
    read = " ".join(block.text for block in read_html(html)).replace(";", " ").split()
    assert [word for word in read if word in known] == words


def test_a_line_without_a_blank_is_pasted_whole(qtbot: QtBot) -> None:
    """A picture in letters: it must neither be cut nor stop the window while its lines are sought."""
    text = "QUJD" * 75_000
    for editor in (RichEditor(), LineEditor(lambda _number: "", 0)):
        qtbot.addWidget(editor)
        editor.resize(500, 300)
        editor.show()
        data = QMimeData()
        data.setText(text)
        editor.insertFromMimeData(data)
        assert editor.toPlainText() == text
        assert editor.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    shown = RichEditor()
    qtbot.addWidget(shown)
    shown.set_markup(text)
    assert shown.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere and shown.markup() == text
    shown.set_markup("Cải cách hành chính")
    assert shown.wordWrapMode() is QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
