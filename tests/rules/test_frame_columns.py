"""The columns of the frame as paper, grid, list form and search use them."""

import pytest

from cchc_desktop.rules import frame_columns
from cchc_desktop.rules.frame_columns import FRAME_COLUMNS, Column, about


@pytest.mark.parametrize(
    ("column", "heading", "label"),
    [
        (Column.NUMBER, "TT", ""),
        (Column.OBJECTIVE, "Mục tiêu/Chỉ tiêu/nội dung", ""),
        (Column.TASK, "Nhiệm vụ", ""),
        (Column.ACTIVITY, "Hoạt động", ""),
        (Column.PRODUCT, "Kết quả, sản phẩm", "Sản phẩm"),
        (Column.LEAD, "Chủ trì", "Chủ trì"),
        (Column.COORDINATION, "Phối hợp", "Phối hợp"),
        (Column.DEADLINE, "Thời gian hoàn thành", "Thời gian thực hiện"),
        (Column.BUDGET, "Kinh phí", "Kinh phí"),
        (Column.NOTE, "Ghi chú", "Ghi chú"),
    ],
)
def test_what_stands_over_a_column_and_before_its_line(column: Column, heading: str, label: str) -> None:
    assert (about(column).heading, about(column).list_label) == (heading, label)


def columns_with(fact: str) -> str:
    return " ".join(known.column for known in FRAME_COLUMNS if getattr(known, fact))


def test_what_is_done_with_a_column() -> None:
    assert columns_with("moves") == "objective task activity product deadline budget note"
    assert columns_with("searched") == "task activity product lead coordination deadline note"
    assert columns_with("shared") == "lead coordination deadline budget note"
    assert columns_with("hides") == "objective activity product lead coordination deadline budget note"
    assert columns_with("further") == "note" == " ".join(frame_columns.FURTHER)
    assert columns_with("width_mm") == "note"
    assert {str(known.column) for known in FRAME_COLUMNS if known.between == "; "} == {"deadline", "budget"}
    assert {known.between for known in FRAME_COLUMNS} == {"\n", "; "}
    assert tuple(Column(code) for code in columns_with("searched").split()) == frame_columns.SEARCHED
    assert tuple(Column(code) for code in columns_with("shared").split()) == frame_columns.SHARED
    assert tuple(column for column in Column if column is not Column.NUMBER) == frame_columns.TYPED


def test_cells_are_kept_where_the_history_finds_them() -> None:
    assert frame_columns.kept_in("task") == (
        "text",
        "lead_text",
        "coordination_text",
        "deadline",
        "budget_text",
        "note",
    )
    assert frame_columns.kept_in("product") == ("text", "paper_kind")
    assert frame_columns.kept_in("objective") == frame_columns.kept_in("activity") == ("text",)


def test_the_list_form_says_its_lines_in_order() -> None:
    labels = [known.list_label for known in frame_columns.labelled_columns((Column.NOTE,))]
    assert labels == ["Chủ trì", "Phối hợp", "Sản phẩm", "Thời gian thực hiện", "Kinh phí", "Ghi chú"]
    assert len(frame_columns.labelled_columns(())) == len(labels) - 1
    assert frame_columns.printed_columns((Column.NOTE,)) == tuple(Column)


def test_further_columns_are_kept_by_their_codes() -> None:
    assert frame_columns.columns_from("newer note") == (Column.NOTE,)
    assert frame_columns.columns_from("") == ()
    assert frame_columns.codes_of([Column.NOTE, Column.TASK]) == "note"
    assert frame_columns.codes_of([]) == ""


def test_all_but_the_number_are_typed_and_each_has_room() -> None:
    assert " ".join(frame_columns.TYPED) == "objective task activity product lead coordination deadline budget note"
    assert " ".join(frame_columns.USUAL) == "number objective task activity product lead coordination deadline budget"
    assert all(usual >= least > 0 for usual, least in (known.width for known in FRAME_COLUMNS))
    usual = [about(column).width for column in frame_columns.USUAL]
    assert (sum(width for width, _least in usual), sum(least for _width, least in usual)) == (946, 756)
