"""Sums of a criteria tree."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.scoring import ScoredCriterion, Total, band, check, percent, totals

D = Decimal
BANDS = ((D(90), "Xuất sắc"), (D(80), "Tốt"), (D(70), "Khá"), (D(50), "Trung bình"), (D(0), "Yếu"))


def _tree() -> list[ScoredCriterion]:
    return [
        ScoredCriterion("1", None, D(10)),
        ScoredCriterion("1.1", "1", D(6), D(5)),
        ScoredCriterion("1.2", "1", D(4), None),
        ScoredCriterion("2", None, D(5)),
        ScoredCriterion("2.1", "2", D(2), D(2)),
        ScoredCriterion("2.2", "2", D(3), None, applicable=False),
    ]


def test_sums() -> None:
    found = totals(_tree())
    assert found["1"] == Total(D(10), D(5), D(1), 1, 2)
    assert found["2"] == Total(D(2), D(2), D(0), 1, 1)


def test_what_does_not_apply_takes_all_below_it_along() -> None:
    lines = [ScoredCriterion("1", None, D(4), applicable=False), ScoredCriterion("1.1", "1", D(4), D(4))]
    assert totals(lines)["1"] == totals(lines)["1.1"] == Total()


def test_a_line_whose_parent_is_missing_still_counts() -> None:
    assert totals([ScoredCriterion("3.1", "3", D(2), D(1))])["3.1"].score == D(1)


def test_percent_and_band() -> None:
    assert percent(D(7), D(12)) == D("58.33")
    assert percent(D(7), D(0)) is None
    assert band(D(80), BANDS) == "Tốt"
    assert band(D("79.99"), BANDS) == "Khá"
    assert band(D(80), tuple(reversed(BANDS))) == "Tốt"
    assert band(None, BANDS) == "" == band(D(-1), BANDS)


def test_children_greater_than_their_parent() -> None:
    lines = [ScoredCriterion("3", None, D(24)), ScoredCriterion("3.1", "3", D(20)), ScoredCriterion("3.2", "3", D(5))]
    assert check(lines) == ["Tiêu chí 3: Tổng điểm tiêu chí con (25,00) lớn hơn điểm tối đa (24,00)."]


def test_scores_out_of_range() -> None:
    (high, low, bad) = check(
        [
            ScoredCriterion("1", None, D(2), D(3)),
            ScoredCriterion("2", None, D(2), D("-0.5")),
            ScoredCriterion("3", None, D(-1)),
        ]
    )
    assert high == "Tiêu chí 1: Điểm chấm (3,00) lớn hơn điểm tối đa (2,00)."
    assert low == "Tiêu chí 2: Điểm chấm (-0,50) nhỏ hơn 0."
    assert "Điểm tối đa (-1,00)" in bad


def test_nothing_wrong() -> None:
    assert check(_tree()) == []
    assert check([ScoredCriterion("1", None, D(1), D(5), applicable=False)]) == []


POINTS = st.integers(0, 2000).map(lambda cents: D(cents) / 100)


@given(st.lists(st.tuples(POINTS, POINTS | st.none(), st.booleans()), max_size=8))
def test_leaves_add_up(leaves: list[tuple[Decimal, Decimal | None, bool]]) -> None:
    lines = [ScoredCriterion("0", None, D(100))]
    lines += [ScoredCriterion(f"0.{n}", "0", top, score, applies) for n, (top, score, applies) in enumerate(leaves)]
    counted = [(top, score) for top, score, applies in leaves if applies]
    total = totals(lines)["0"] if leaves else Total()
    assert total.max == sum((top for top, _ in counted), D(0))
    assert total.score == sum((score for _, score in counted if score is not None), D(0))
    assert total.leaves == len(counted)
