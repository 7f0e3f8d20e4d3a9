"""Figures that do not add up are found, and no others."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.choices import YES_NO
from cchc_desktop.rules.figure_checks import CheckedFigure, Failed, Rule, check, sides

WHOLE = Rule("[a] + [b] = [c]", "parts and whole")
counts = st.integers(0, 10**9).map(Decimal)


@given(counts, counts, counts)
def test_parts_and_their_whole(a: Decimal, b: Decimal, c: Decimal) -> None:
    failed = check([CheckedFigure(code, "count") for code in "abc"], [WHOLE], {"a": a, "b": b, "c": c})
    assert bool(failed) == (a + b != c)
    for one in failed:
        assert (one.kind, one.codes, one.found, one.wanted) == ("rule", ("a", "b", "c"), a + b, c)


@given(st.lists(st.one_of(st.none(), counts), min_size=4, max_size=4))
def test_a_cumulative_figure_is_held_against_the_nearest_earlier_value(values: list[Decimal | None]) -> None:
    earlier = [(f"2026-{kind}", {"a": value}) for kind, value in zip(("Q1", "H1", "9M"), values, strict=False)]
    failed = check([CheckedFigure("a", "count", cumulative=True)], [], {"a": values[3]}, earlier)
    known = [value for value in values[:3] if value is not None]
    assert bool(failed) == (values[3] is not None and bool(known) and values[3] < known[-1])


def test_a_share_lies_between_nought_and_a_hundred() -> None:
    line = [CheckedFigure("a", "share")]
    for typed, kind in (("0", ""), ("100", ""), ("100.01", "share"), ("-0.5", "negative")):
        assert "".join(one.kind for one in check(line, [], {"a": Decimal(typed)})) == kind


def test_half_a_dossier_does_not_exist() -> None:
    assert [one.kind for one in check([CheckedFigure("a", "count")], [], {"a": Decimal("1.5")})] == ["whole"]
    assert check([CheckedFigure("a", "amount")], [], {"a": Decimal("1.5")}) == ()


def test_a_typed_share_must_be_what_its_formula_gives() -> None:
    lines = [CheckedFigure("a", "count"), CheckedFigure("b", "count"), CheckedFigure("s", "share", "[a]/[b]*100")]
    values = {"a": Decimal(1), "b": Decimal(3)}
    assert check(lines, [], {**values, "s": Decimal("33.3")}) == ()
    (failed,) = check(lines, [], {**values, "s": Decimal(40)})
    assert (failed.codes, failed.found, failed.wanted) == (("s", "a", "b"), Decimal(40), Decimal("33.33"))


def test_what_is_not_known_yet_fails_nothing() -> None:
    lines = [CheckedFigure("a", "count"), CheckedFigure("s", "share", "[a]/[b]*100")]
    assert check(lines, [WHOLE, Rule("not a rule")], {"a": Decimal(5), "s": None}) == ()


def test_what_fails_says_what_stands_where_and_against_what() -> None:
    lines = [CheckedFigure("a", "count", cumulative=True), CheckedFigure("b", "amount"), CheckedFigure("s", "share")]
    values = {"a": Decimal("1.5"), "b": Decimal(-1), "s": Decimal(101)}
    earlier = [("2026-Q1", {"a": Decimal(9)}), ("2026-H1", {"a": Decimal(2)}), ("2026-9M", {"b": Decimal(5)})]
    assert check(lines, [Rule("[a]>=[b]+5", "lời"), Rule("[b] <= [a]")], values, earlier) == (
        Failed("whole", ("a",), Decimal("1.5")),
        Failed("shrinks", ("a",), Decimal("1.5"), Decimal(2), ">=", period="2026-H1"),
        Failed("negative", ("b",), Decimal(-1)),
        Failed("share", ("s",), Decimal(101)),
        Failed("rule", ("a", "b"), Decimal("1.50"), Decimal("4.00"), ">=", "lời"),
    )


def test_an_answer_is_one_of_those_the_figure_asks_for() -> None:
    line = [CheckedFigure("a", "yes_no", choices=YES_NO)]
    assert check(line, [], {"a": Decimal(1)}) == ()
    assert check(line, [], {"a": Decimal(2)}) == (Failed("answer", ("a",), Decimal(2), message="Không; Có"),)


def test_the_sides_of_a_rule() -> None:
    assert sides("[a] + [b] <= [c]") == ("[a] + [b]", "<=", "[c]")
    assert sides("[a]=[b]") == ("[a]", "=", "[b]") and sides("[a]>= 5") == ("[a]", ">=", "5")
    assert sides("[a]") is None and sides("= [a]") is None and sides("[a] =") is None
