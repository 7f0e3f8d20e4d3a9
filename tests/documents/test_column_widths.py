"""An unusually long text gets room from the columns that can do with less."""

from dataclasses import replace

import pytest

from cchc_desktop.documents.column_widths import grown, suited
from cchc_desktop.documents.frame_appendix import frame_table
from cchc_desktop.documents.house_style import MM
from cchc_desktop.documents.nodes import Cell, Row, cell
from cchc_desktop.writers.fonts import family
from tests.documents.sample_views import plan_view, task
from tests.writers.papers import STYLE

WIDTHS = (11.0, 40.0, 40.0, 40.0, 24.0)


def row(*texts: str) -> Row:
    """A row of plain cells."""
    return Row(tuple(cell(text) for text in texts))


def widths_for(*rows: Row) -> list[float]:
    """The widths at 12 points with 1.2 mm beside the text."""
    return suited(WIDTHS, rows, 12, 1.2, 19)


SHORT = row("1", "Rà soát", "Kế hoạch", "Báo cáo", "31/01/2026")


def test_usual_texts_leave_the_widths_as_they_are() -> None:
    assert widths_for(SHORT, row("2", "từ " * 200, "", "", "")) == list(WIDTHS)
    assert widths_for() == list(WIDTHS)


def test_a_long_text_gets_room_and_the_page_stays_full() -> None:
    made = widths_for(SHORT, row("2", "", "từ " * 700, "", ""))

    assert made[2] > 60
    assert sum(made) == pytest.approx(sum(WIDTHS))
    assert made[0] == 11  # the numbers keep their narrow column
    assert made[4] >= 24 * 0.65 and made[4] >= 10 * 12 * 0.162  # a date is not cut


def test_among_hundreds_of_full_rows_a_long_text_gets_less() -> None:
    full = row("1", *["Rà soát, công khai và cập nhật kịp thời " * 3] * 3, "")
    long = row("2", "", "từ " * 300, "", "")

    alone, among = widths_for(SHORT, long), widths_for(*[full] * 400, long)

    assert among[2] < alone[2]
    assert among[1] > alone[1]


def test_a_cell_that_goes_on_from_above_is_not_measured() -> None:
    joined = Row((cell("1"), Cell(merge_above=True), cell(""), cell(""), cell("")))

    assert widths_for(joined, SHORT) == list(WIDTHS)


def test_a_column_grows_for_its_number_and_the_page_stays_full() -> None:
    made = grown(WIDTHS, (SHORT, row("2", "", "", "", "2.350.000.000 đồng")), 12, 1.2)

    assert made[4] >= 10 * 6 / 72 * 25.4 + 3 * 3 / 72 * 25.4 + 2.4
    assert sum(made) == pytest.approx(sum(WIDTHS))
    assert made[0] == 11
    assert grown(WIDTHS, (SHORT,), 12, 1.2) == list(WIDTHS)


@pytest.mark.parametrize("space", [" ", "\u00a0"])
@pytest.mark.parametrize("money", ["2.350.000.000{}đồng", "12{}triệu đồng/năm từ ngân sách xã"])
def test_a_number_and_the_first_word_of_its_unit_have_room_together(money: str, space: str) -> None:
    made = grown((11.0, 54.0, 12.0), [row("1", "Công tác chỉ đạo", money.format(space))], 12, 1.2)
    together = money.format(" ").split(" ")[:2]
    assert made[2] - 2 * 1.2 >= family(use_system=False).faces[0].width(" ".join(together)) * 12 / MM
    assert sum(made) == pytest.approx(77)


def test_a_number_for_which_no_page_has_room_leaves_the_other_columns_whole() -> None:
    endless = "1.1.1_01_08-qd-ubnd-quyet-dinh-ban-hanh-ke-hoach-cai-cach-hanh-chinh-nam-2026-cua-xa-va-phu-luc.pdf"
    made = grown((11.0, 40.0, 15.0, 40.0), (row("1.1.1", "Kế hoạch", "12/01/2026", endless),), 12, 1.2)

    assert made[2] >= family(use_system=False).faces[0].width("12/01/2026") * 12 / MM + 2.4
    assert sum(made) == pytest.approx(106)


@pytest.mark.parametrize("text", ["49,21%", "100%", "100,00%"])
def test_a_per_cent_in_bold_stays_on_one_line(text: str) -> None:
    bold = family(use_system=False).faces[1]
    made = grown((11.0, 54.0, 16.0), [row("I", "Công tác chỉ đạo", text)], 12, 1.2)
    assert made[2] - 2 * 1.2 >= bold.width(text) * 12 / MM
    assert sum(made) == pytest.approx(81)


def test_columns_that_no_task_fills_keep_every_word_of_their_heading_whole() -> None:
    bare = task(0, 0, "Thể chế", 0, objective="", activities=(), products=(), lead_text="", coordination_text="",
                deadline="", budget_text="")  # fmt: skip
    table = frame_table(replace(plan_view(mode="table"), tasks=(bare,)), STYLE)

    size, padding = STYLE.paragraph("table_cell").size, STYLE.table.padding_x_mm
    bold = family(use_system=False).faces[1]
    for column, heading in zip(table.columns, table.header[0].cells, strict=True):
        for word in heading.text.split():
            assert bold.width(word) * size / MM + 2 * padding <= column.width, word


def test_the_longest_number_of_a_group_stays_on_one_line() -> None:
    view = plan_view(mode="table")
    groups = tuple(replace(group, number="XXXVIII") for group in view.groups)
    table = frame_table(replace(view, groups=groups), STYLE)

    size, padding = STYLE.paragraph("table_cell").size, STYLE.table.padding_x_mm
    bold = family(use_system=False).faces[1]
    assert bold.width("XXXVIII") * size / MM + 2 * padding <= table.columns[0].width
    whole = frame_table(view, STYLE)
    assert sum(one.width for one in table.columns) == pytest.approx(sum(one.width for one in whole.columns))
