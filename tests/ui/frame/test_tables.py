"""What Excel and Word put on the clipboard, and what the task frame makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.text import clean
from cchc_desktop.ui.tabs.frame.pasting import groups_of, looks_like_tasks
from cchc_desktop.ui.tabs.frame.tables import MOST_ROWS, from_html, from_tsv, to_html, to_tsv

CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from('\t\n" '), max_size=12)
ROWS = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=5))


@given(ROWS)
def test_what_is_copied_comes_back_as_it_was(rows: list[list[str]]) -> None:
    cells = [[clean(cell) for cell in row] for row in rows]
    assert from_tsv(to_tsv(cells)) == cells


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    assert all(isinstance(cell, str) for row in from_tsv(text) for cell in row)
    assert all(isinstance(cell, str) for row in from_html(text) for cell in row)


def test_line_breaks_stay_within_their_cell() -> None:
    copied = 'Rà soát TTHC\t"Soạn dự thảo\nTrình ký"\tPhòng Kinh tế\r\n'
    assert from_tsv(copied) == [["Rà soát TTHC", "Soạn dự thảo\nTrình ký", "Phòng Kinh tế"]]


def test_a_quote_inside_a_text_is_only_a_sign() -> None:
    assert from_tsv('phong trào "một cửa"\t"Mở" đầu') == [['phong trào "một cửa"', '"Mở" đầu']]


def test_a_table_of_word_keeps_paragraphs_and_merged_cells() -> None:
    html = """<html><style>p {color: red}</style><body><p>Trước bảng</p><table>
      <tr><td rowspan=2><p>Mục tiêu&nbsp;A</p></td><td><p>Việc một</p><p>Việc hai</p></td></tr>
      <tr><td>Việc<br>ba</td></tr></table></body></html>"""
    assert from_html(html) == [["Mục tiêu A", "Việc một\nViệc hai"], ["Mục tiêu A", "Việc\nba"]]


def test_a_cell_merged_over_a_shorter_row_goes_on_below_it() -> None:
    html = "<table><tr><td>a<td>b<td rowspan=3>c</tr><tr><td>d</tr><tr><td>e<td>f</tr></table>"
    assert from_html(html) == [["a", "b", "c"], ["d"], ["e", "f", "c"]]


def test_what_is_put_out_as_html_is_read_back() -> None:
    rows = [["TT", "Nhiệm vụ"], ["1.1", "Công khai <100 %> & niêm yết\nhằng quý"]]
    assert from_html(to_html(rows, header=True)) == rows


def test_too_many_rows_are_refused_in_plain_words() -> None:
    with pytest.raises(UserError, match="Chưa dán gì"):
        from_tsv("một dòng\n" * (MOST_ROWS + 10))


def test_a_header_says_which_column_is_which() -> None:
    groups = groups_of(
        [
            ["STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["1", "Ban hành kế hoạch", "Kế hoạch", "Văn phòng", "Quý I"],
        ]
    ).groups
    assert [group.title for group in groups] == [""]
    row = groups[0].rows[0]
    assert row[Column.TASK] == "Ban hành kế hoạch"
    assert row[Column.LEAD] == "Văn phòng"
    assert row[Column.DEADLINE] == "Quý I"


def test_group_rows_part_the_tasks() -> None:
    blank = [""] * 7
    groups = groups_of(
        [
            ["I", "CẢI CÁCH THỂ CHẾ", *blank],
            ["1.1", "Mục tiêu", "Rà soát văn bản", "", "Báo cáo", "Tư pháp", "", "Quý II", "5"],
            ["1.2", "", "Tự kiểm tra", "", "", "", "", "", ""],
            ["II. CẢI CÁCH TÀI CHÍNH CÔNG", *blank, ""],
            ["", *blank, ""],
            ["1.1", "", "Công khai ngân sách", "", "", "", "", "", "1.500.000 đồng"],
        ]
    ).groups
    assert [(group.title, len(group.rows)) for group in groups] == [
        ("CẢI CÁCH THỂ CHẾ", 2),
        ("CẢI CÁCH TÀI CHÍNH CÔNG", 1),
    ]
    first, second = groups[0].rows
    assert first[Column.BUDGET] == "5 triệu đồng"  # the header of the column counts in millions
    assert second[Column.OBJECTIVE] == "Mục tiêu"  # merged on paper, blank on the clipboard
    assert groups[1].rows[0][Column.BUDGET] == "1.500.000 đồng"


def test_single_cells_are_not_taken_for_tasks() -> None:
    assert not looks_like_tasks([["Phòng Kinh tế"], ["Văn phòng"]])
    assert not looks_like_tasks([["Phòng Kinh tế", "Văn phòng"]])
    assert looks_like_tasks([["Việc", "Sản phẩm", "Phòng Kinh tế", "Quý I"]])
