"""Steps, deductions and cases of a rule, typed as cells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.rules.scoring import Case, Deduction, Input, Step
from cchc_desktop.rules.scoring.cells import (
    case_cells,
    case_of,
    deduction_cells,
    deduction_of,
    step_cells,
    step_of,
    then_words,
)

_VALUES = st.decimals(min_value=0, max_value=1000, places=2).map(lambda value: value.normalize() + 0)


@pytest.mark.parametrize(
    ("cells", "step"),
    [
        (("3", "98", ""), Step(Decimal(3), Decimal(98))),
        (("1,5", "95 %", "< 98"), Step(Decimal("1.5"), Decimal(95), Decimal(98))),
        (("1", "trên 80", "dưới 90%"), Step(Decimal(1), Decimal(80), Decimal(90), low_in=False)),
        (("0", "", "95"), Step(Decimal(0), None, Decimal(95), high_in=True)),
        (("2 ×", ">= 80", "<100"), Step(Decimal(2), Decimal(80), Decimal(100), times_share=True)),
    ],
)
def test_a_step_is_typed_as_officers_write_it(cells: tuple[str, str, str], step: Step) -> None:
    read = step_of(cells)
    assert (read.points, read.low, read.high, read.times_share) == (step.points, step.low, step.high, step.times_share)
    assert [read.holds(value) for value in _around(step)] == [step.holds(value) for value in _around(step)]


def _around(step: Step) -> list[Decimal]:
    bounds = [bound for bound in (step.low, step.high) if bound is not None]
    return [bound + delta for bound in bounds for delta in (Decimal("-0.01"), Decimal(0), Decimal("0.01"))]  # type: ignore[misc]


@pytest.mark.parametrize("cells", [("1", "< 95", ""), ("1", "", "trên 95"), ("một", "", ""), ("1", "nhiều", "")])
def test_what_is_no_bound_is_refused_with_an_example(cells: tuple[str, str, str]) -> None:
    with pytest.raises(UserError):
        step_of(cells)


@given(_VALUES, st.none() | _VALUES, st.none() | _VALUES, st.booleans(), st.booleans(), st.booleans())
def test_a_step_shown_and_read_again_is_the_same(
    points: Decimal, low: Decimal | None, high: Decimal | None, low_in: bool, high_in: bool, times: bool
) -> None:
    step = Step(points, low, high, low_in or low is None, high_in or high is None, times)
    assert step_of(step_cells(step)) == step


def test_deductions_and_cases_come_back_as_they_were() -> None:
    for deduction in (
        Deduction(Input("off1", "Báo cáo chậm", "number"), points=Decimal("0.5")),
        Deduction(Input("off2", "Có sai phạm", "yes_no", source="figure:3"), per_cent=Decimal(50)),
        Deduction(Input("off3", "Có sai phạm", "yes_no"), per_cent=Decimal(20), of="max"),
    ):
        assert deduction_of(deduction_cells(deduction), "x", deduction) == deduction
    case = Case(Input("case1", "Không có đơn vị trực thuộc", "yes_no"), "excluded")
    assert case_of(case_cells(case), "x", case) == case
    with pytest.raises(UserError):
        case_of(("Không phát sinh", "chưa biết"), "x")


def test_a_case_of_its_own_is_typed_and_shown() -> None:
    words = then_words()
    told = {text: case_of([" Bị  nhắc nhở ", text], "c").then for text in (*words.values(), "0", words["max"].upper())}
    assert told == {**{shown: key for key, shown in words.items()}, "0": "zero", words["max"].upper(): "max"}
    case = case_of(["Bị nhắc nhở", "0"], "c")
    assert (case.input.name, case.input.label, case.input.kind) == ("c", "Bị nhắc nhở", "yes_no")
    assert case_cells(case) == ("Bị nhắc nhở", words["zero"])
    assert case_of(["Khác", "0"], "d", case).input.name == "c", "it stays the same question"
    with pytest.raises(UserError) as refused:
        case_of(["Bị nhắc nhở", "một nửa"], "c")
    assert "“một nửa”" in str(refused.value) and all(shown in str(refused.value) for shown in words.values())
