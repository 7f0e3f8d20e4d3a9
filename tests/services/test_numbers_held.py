"""What a dossier cannot hold is refused with a sentence, whichever verb brings it, and nothing is written."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import ShapeError, from_json, to_json
from cchc_desktop.models.index import CriteriaSet
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.report import FigureValue
from cchc_desktop.models.task import Task
from cchc_desktop.readers import read_figures
from cchc_desktop.rules import issue_numbers, money, numbers


@pytest.mark.parametrize("value", [Decimal("922337203685477.5808"), Decimal(-(10**15)), Decimal("1e400")])
def test_figures_beyond_the_dossier(value: Decimal) -> None:
    with pytest.raises(UserError, match="vượt quá"):
        FigureValue(value=value)
    assert FigureValue(value=numbers.LARGEST_FIGURE).value == numbers.LARGEST_FIGURE


def test_amounts_beyond_the_dossier() -> None:
    with pytest.raises(UserError, match="vượt quá"):
        Task(budget_amount=93 * 10**17)
    assert Task(budget_amount=2**63 - 1).budget_amount == 2**63 - 1


@pytest.mark.parametrize("year", [-1, 0, 1899, 3000, 10**20, 10**400])
def test_years_beyond_the_dossier(year: int) -> None:
    for kind in (YearPaper, CriteriaSet):
        with pytest.raises(UserError, match="1900"):
            kind(year=year)


def test_numbers_that_int_refuses() -> None:
    long = "9" * 5000
    assert issue_numbers.next_number([long, "05"]) == "06"
    assert issue_numbers.number_order(long) == (0, long)
    assert not issue_numbers.is_number(long)
    assert numbers.parse_number(long) is None
    assert money.parse_money(f"{long} đồng") == (None, f"{long} đồng")


def test_typed_numbers_at_the_bound() -> None:
    assert numbers.parse_number("922.337.203.685.477,5807") == numbers.LARGEST_FIGURE
    assert numbers.parse_number("922.337.203.685.477,5808") is None
    assert numbers.is_too_large("922.337.203.685.478")
    assert money.parse_money("9.223.372.036.854.775.807 đồng") == (2**63 - 1, "")
    assert money.parse_money("9.223.372.036.854.775.808 đồng")[0] is None


@dataclass(frozen=True)
class _Sent:
    """A row as a package carries it."""

    year: int
    value: Decimal | None


@pytest.mark.parametrize("data", [{"year": -1}, {"year": 10**15}, {"year": 2026, "value": "922337203685478"}])
def test_numbers_in_a_package(data: dict[str, object]) -> None:
    with pytest.raises(ShapeError):
        from_json(_Sent, {"value": None, **data})
    assert from_json(_Sent, to_json(_Sent(2026, Decimal("1.5")))) == _Sent(2026, Decimal("1.5"))


def test_a_figure_that_is_too_large_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.txt"
    rows = "| 1 | Số hồ sơ | hồ sơ | 99999999999999999 | |\n| 2 | Số đơn | đơn | 12 | |\n"
    path.write_text(f"| STT | Chỉ tiêu | Đơn vị tính | Số liệu | Ghi chú |\n|--|--|--|--|--|\n{rows}", encoding="utf-8")
    figures = read_figures(path)
    assert [figure.value for figure in figures.figures] == [None, 12]
    assert [said for said in figures.warnings if "99999999999999999" in said and "lớn hơn" in said]
