"""Lines of a foreign table of figures as plain rows: whose figure each is, in whose unit, what is said of others."""

from decimal import Decimal

import pytest

from cchc_desktop.models.report import Figure
from cchc_desktop.readers.figures import ReadFigure
from cchc_desktop.services.intake.import_forms import (
    _bare_name,
    _converted,
    _FigureFinder,
    _in_unit_of,
    _in_words,
    _is_no_answer,
    _other_groups,
)

D = Decimal


def figure(code: str, name: str, unit: str = "", kind: str = "count", group: str = "I. Thể chế") -> Figure:
    made = Figure(set_code="x", position=0, code=code, name=name, unit=unit, kind=kind, group_title=group)
    made.guid = code
    return made


def line(code: str, name: str, value: str | None = "5", unit: str = "", note: str = "", group: str = "") -> ReadFigure:
    return ReadFigure(code, name, unit, D(value) if value else None, note, False, group, 7)


OWN = [
    figure("1", "Tổng số hồ sơ tiếp nhận"),
    figure("B3.1.4", "Số cuộc kiểm tra"),
    figure("2", "Tỷ lệ đúng hạn (nếu có)", "%"),
    figure("3", "Trong đó"),
    figure("4", "Trong đó"),
]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([line("1", "Tổng số hồ sơ tiếp nhận")], ["1"]),
        ([line("1", "Tổng số hồ sơ đã tiếp nhận")], ["1"]),  # the code, and a name that is nearly the same
        ([line("1", "Số người nghèo")], [None]),
        ([line("1", "")], ["1"]),
        ([line("1.4", "Số cuộc kiểm tra")], ["B3.1.4"]),
        ([line("", "SỐ CUỘC KIỂM TRA.")], ["B3.1.4"]),
        ([line("99", "Tỷ lệ đúng hạn")], ["2"]),
        ([line("99", "Tỷ lệ đúng hạn (nếu có)")], ["2"]),
        ([line("4", "Trong đó")], ["4"]),
        ([line("9", "Trong đó")], [None]),  # either of two
        ([line("1", "Tổng số hồ sơ tiếp nhận"), line("1", "Tổng số hồ sơ tiếp nhận")], [None, None]),
        ([line("1", "Tổng số hồ sơ tiếp nhận"), line("3", "Trong đó")], ["1", "3"]),
    ],
)
def test_whose_figure_a_line_is(lines: list[ReadFigure], found: list[str | None]) -> None:
    assert [own and own.code for _line, own in _FigureFinder(OWN).all(lines)] == found


@pytest.mark.parametrize(
    ("own", "value", "unit", "taken"),
    [
        ("hồ sơ", "5", "", "5"),
        ("", "5", "hồ sơ", "5"),
        ("hồ sơ", "5", "lượt", "5"),
        ("%", "5", "%", "5"),
        ("%", "5", "hồ sơ", None),
        ("hồ sơ", "5", " % ", None),
        ("triệu đồng", "5", "triệu đồng", "5"),
        ("triệu đồng", "1.5", "tỷ đồng", "1500"),
        ("tỷ đồng", "1500", "triệu đồng", "1.5"),
        ("triệu đồng", "5", "hồ sơ", None),
        ("hồ sơ", "5", "triệu đồng", None),
    ],
)
def test_a_value_in_the_unit_of_the_figure(own: str, value: str, unit: str, taken: str | None) -> None:
    found = _in_unit_of(figure("1", "A", own), D(value), unit)
    assert (None if found is None else str(found)) == taken


def test_what_is_said_of_a_line_that_was_converted_or_is_none_of_ours() -> None:
    words = _converted(line("1", "Vốn " * 20, "1.5", "tỷ đồng"), D(1500), figure("1", "Vốn", "triệu đồng"))
    assert (
        "7" in words and "1,5 tỷ đồng" in words and "1.500 triệu đồng" in words and f"“{('Vốn ' * 20)[:60]}”" in words
    )
    assert _in_words(line("1", "Vốn", "1.5", "tỷ đồng", "ước")) == "1 Vốn: 1,5 tỷ đồng ước"
    assert _in_words(line("", "Vốn", None, "tỷ đồng", "chưa rõ")) == "Vốn: chưa rõ"
    assert _in_words(line("1", "Vốn", None, "tỷ đồng")) == "1 Vốn"
    assert _in_words(line("", "Vốn", "5")) == "Vốn: 5"


def test_headings_that_are_none_of_ours_are_told_once() -> None:
    lines = [
        line("1", "A", group="I. THỂ CHẾ (mới)"),
        line("2", "B", group="IX. Khác"),
        line("3", "C", group="IX. Khác"),
    ]
    assert [(one.line, one.text) for one in _other_groups([*lines, line("4", "D")], OWN)] == [(7, "IX. Khác")]
    assert _bare_name(" Số  hồ sơ (a) (b): ") == "so ho so"


def test_an_answer_is_one_of_those_that_the_figure_asks_for() -> None:
    asked = figure("1", "Có ban hành kế hoạch", "Có/Không", "yes_no")
    told = {value: _is_no_answer(line("1", "A", value), asked) for value in ("0", "1", "2", None)}
    assert told == {"0": False, "1": False, "2": True, None: False}
    assert not _is_no_answer(line("1", "A", "2"), figure("1", "Số hồ sơ"))
