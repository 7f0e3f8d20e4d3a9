"""HTML of any state: what a page shows comes in, in time that grows with its length alone."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.readers.html_tables import split_html
from cchc_desktop.rules.markup import to_markup
from cchc_desktop.ui.tabs.frame.tables import from_html
from cchc_desktop.ui.widgets.editor.html import read_html
from tests.readers.word_files import texts


def lines(html: str) -> list[str | list[list[str]]]:
    return texts(split_html(html, "tệp"))


def edited(html: str) -> str:
    return to_markup(read_html(html))


WORD_ITEM = (
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{}"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Rà soát</p>"
)
SAME = [
    ("<p>a &amp; b&nbsp;c &#8211; &notit; &#x110;</p>", "a & b c – ¬it; Đ"),
    ("<p>" + "&#" + "9" * 5000 + ";x</p>", "\ufffdx"),
    ("<p>a &#xD800; \ud800 b</p>", "a \ufffd \ufffd b"),
    ("<p>Hoa\u0300n tha\u0300nh</p>", "Hoàn thành"),
    ("<p>số < 5 và > 3</p>", "số < 5 và > 3"),
    ("<![x", "<![x"),
    ("<p>một<![x>hai</p>", "mộthai"),
    ("<!--[if gte mso 9]><xml><w:x>rác</w:x></xml><![endif]--><p>chữ</p>", "chữ"),
    ("<p>đầu <!-- chưa đóng</p>cuối", "đầu chưa đóng cuối"),
    ("<style>p{}</style><script>var a='<p>rác</p>'</script>chữ", "chữ"),
    ("<p>Giao<span style='display:none'> ẩn</span><span style='mso-hide:all'> ẩn</span> xã</p>", "Giao xã"),
    ("<p hidden>ẩn</p>chữ", "chữ"),
    ("<p>cũ<del>bỏ</del><ins> mới</ins></p>", "cũ mới"),
    ("<p style='text-transform:uppercase'>Kế hoạch</p>", "KẾ HOẠCH"),
    (
        "<p><font face=Symbol>³</font> 95%, <span style='font-family:Wingdings'>\uf0fe</span> \uf0a3 5</p>",
        "≥ 95%, ☑ ≤ 5",
    ),
    (WORD_ITEM.format("1."), "1. Rà soát"),
    (WORD_ITEM.format("·"), "- Rà soát"),
    (WORD_ITEM.format("a)"), "a) Rà soát"),
    ("<ol start=3 type=a><li>x</li></ol>", "c. x"),
    ("<ul style='list-style-type:none'><li>x</li></ul>", "x"),
]


@pytest.mark.parametrize(("html", "shown"), SAME)
def test_the_editor_the_grid_and_the_intake_read_the_same(html: str, shown: str) -> None:
    joined = " ".join(str(line) for line in lines(html)).replace("\\*", "*")
    assert joined == shown
    assert edited(html).replace("\n", " ").replace("\\", "") == shown
    assert [
        [cell.replace("\n", " ") for cell in row] for row in from_html(f"<table><tr><td>{html}</td></tr></table>")
    ] == [[shown]]


def test_hidden_words_stand_aside() -> None:
    source = split_html("<p>a</p><p>b<span style='DISPLAY : none'>ẩn</span></p>", "tệp")
    assert source.asides == ((2, "ẩn", "Chữ ẩn"),)


def test_rows_without_their_ends_and_a_hidden_one() -> None:
    html = "<table><tr style='display:none'><td>ẩn<td>x<tr><td>a<td>b<tr><td>c<td>d</table>"
    (table,) = split_html(html, "tệp").tables()
    assert [(row.cells, row.hidden) for row in table.rows] == [
        (("ẩn", "x"), True),
        (("a", "b"), False),
        (("c", "d"), False),
    ]
    assert edited(html) == "|| a | b |\n| c | d |"
    assert from_html(html) == [["a", "b"], ["c", "d"]]


def test_words_of_a_table_outside_its_cells_are_kept() -> None:
    html = "<table><caption>Bảng 1</caption>lạc<tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr></table>"
    assert lines(html) == ["Bảng 1", "lạc", [["a\nb | c"]]]


def test_columns_beyond_the_last_stand_aside() -> None:
    source = split_html(f"<table><tr>{''.join(f'<td>c{n}</td>' for n in range(300))}</tr></table>", "tệp")
    kept = set(source.tables()[0].rows[0].cells) | {text for _line, text, _where in source.asides}
    assert {f"c{n}" for n in range(300)} <= kept


def test_endless_spans_are_refused() -> None:
    with pytest.raises(UserError):
        split_html("<table>" + "<tr><td colspan=999>x" * 20_000 + "</table>", "tệp")


TORN = [
    "<a ", "<a", "<![x", "<!--", '<a b="', "<a b='x", "<style>", "</a ", "<", "<a =", "&#", "&", "<!", "<?",
    "<p><b>", "</td", "<td><table>", "<![CDATA[", "<table><tr><td>", "<li>", "<ul><li>", "<b><td>", "</b>",
    "<i></b>", "<td><i></b>", "<p style='mso-list:l0 level1", "<p style='font-weight:",
    '<p style="mso-list:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">', "<pre>\n", "*", "- ", " ",
    "\xa0", "<br>", "a ", "<p> ", "<tr>", "<span style='mso-list:Ignore'>·", "<h1>", "<del>", "<head>", "</p>",
    "<font face=Symbol>³", "<span style='display:none'>x", "\u0300", "<ol start=9><li>",
]  # fmt: skip


@pytest.mark.parametrize("unit", TORN)
def test_repeated_patterns_take_no_longer_than_their_length(unit: str) -> None:
    readers: list[Callable[[str], object]] = [lambda html: split_html(html, "tệp"), read_html, from_html]
    for end in ("", ">", "'>"):
        text = unit * (12_000 // len(unit)) + end
        for read in readers:
            begun = time.process_time()
            try:
                read(text)
            except UserError as error:
                assert str(error)
            assert time.process_time() - begun < 1


PIECES = st.sampled_from(
    [*TORN, "chữ", "</table>", "</tr>", "</span>", "-->", "]]>", ">", '"', "</style>", "<td rowspan=3>"]
)


@settings(max_examples=150)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=25))
def test_nothing_breaks_the_readers(pieces: list[str]) -> None:
    html = "".join(pieces)
    for read in (lambda text: split_html(text, "tệp"), read_html, from_html):
        read(html)
