"""Marks of the outline, what the check finds, and where a text quotes figures."""

from decimal import Decimal

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.ui.table_models.figures import parse_value, value_words, with_unit
from cchc_desktop.ui.table_models.outline import item_name, summed_status
from cchc_desktop.ui.tabs.report.marks import quoted_figures


def item(guid: str, status: str, parent: str | None = None, text: str = "", title: str = "Mục") -> ReportItemRow:
    return ReportItemRow(guid, 1, f"o{guid}", parent, 1 if parent is None else 2, "1", title, "", "", text, status)


def figure(value: str | None, kind: str = "count", unit: str = "hồ sơ") -> FigureRow:
    number = Decimal(value) if value is not None else None
    return FigureRow("g", "1", "I", "Số", unit, kind, number, False, "", None)


@pytest.mark.parametrize(
    ("own", "below", "expected"),
    [
        ("done", ["done", "not_applicable"], "done"),
        ("done", ["done", "draft"], "draft"),
        ("empty", ["empty", "empty"], "empty"),
        ("empty", ["done", "empty"], "draft"),
        ("empty", ["done", "done"], "draft"),  # the heading itself is still to be marked
        ("not_applicable", ["not_applicable"], "not_applicable"),
    ],
)
def test_a_heading_sums_up_what_is_below(own: str, below: list[str], expected: str) -> None:
    heading = item("h", own)
    items = [heading, *(item(str(n), status, "h") for n, status in enumerate(below))]
    assert summed_status(heading, items) == expected


def test_capitals_are_for_paper_alone() -> None:
    assert item_name(item("a", "empty", title="ĐÁNH GIÁ CHUNG")) == "1. Đánh giá chung"


def test_values_are_written_in_vietnamese() -> None:
    assert value_words(figure("4512.00"), Decimal("4512.00")) == "4.512"
    assert with_unit(figure("49.2100", "share", "%"), Decimal("49.2100")) == "49,21%"
    assert value_words(figure("1", "yes_no"), Decimal(1)) == "Có"
    assert parse_value(figure(None, "yes_no"), "Không") == 0
    coded = figure("1", "choice", "Trực tuyến = 0; Phát phiếu = 1")
    assert value_words(coded, Decimal(1)) == "Phát phiếu" and value_words(coded, Decimal(7)) == "7"
    assert parse_value(coded, "phát phiếu") == parse_value(coded, "1") == 1
    with pytest.raises(UserError, match="7"):
        parse_value(coded, "7")
    assert parse_value(figure(None), "  ") is None
    with pytest.raises(UserError, match="abc"):
        parse_value(figure(None), "abc")


def test_quotes_are_whole_numbers_and_no_dates() -> None:
    text = "Tiếp nhận 4.512 hồ sơ (14.512; 4.512,5), 12/12 phản ánh, ngày 12/9/2026, 12 việc."
    found = [text[a:b] for a, b in quoted_figures(text, [figure("4512"), figure("12"), figure("9"), figure(None)])]
    assert found == ["4.512", "12/12", "12"]


def test_a_share_is_known_with_its_zeros() -> None:
    text = "đạt 90,00 %, trước là 90 %, 90,5 %"
    assert [text[a:b] for a, b in quoted_figures(text, [figure("90", "share", "%")])] == ["90,00", "90"]
