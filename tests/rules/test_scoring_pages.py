"""Every wording of the table of rules once more: what is kept of its rule, how it tells points, and other readings."""

from collections.abc import Iterator
from decimal import Decimal

from cchc_desktop.rules.scoring import compute, describe, inputs_of, to_json
from cchc_desktop.rules.scoring.words import propose
from tests.rules.test_scoring_words import NAME, TABLE
from tests.writers.golden import assert_golden


def _kept(words: str, maximum: Decimal, points: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """The rule as it is kept, and for each of the inputs of the table what it says of its points."""
    found = propose(words, maximum, name=NAME)
    yield f"{maximum} | {' / '.join(words.splitlines())}"
    yield f"  {found.rule.kind} {to_json(found.rule)}"
    for given in (*(given for given, _points in points), ""):
        values: dict[str, str] = dict(pair.split("=") for pair in given.split("&")) if given.strip("!") else {}
        told = compute(found.rule, maximum, values, not_arising=given == "!")
        yield f"  {given or 'nothing'} → {told.points} {told.how} {'; '.join(told.missing)}".rstrip()


def _otherwise(words: str, maximum: Decimal) -> Iterator[str]:
    """What differs where more points, or points beside the total, are to be had, and below another heading."""
    yield " / ".join(words.splitlines())
    plain = describe(propose(words, maximum, name=NAME).rule, maximum)
    requirement = "Có đủ: kế hoạch; báo cáo đúng hạn/tổng số báo cáo"
    others = (
        ("more", propose(words, maximum + 1)),
        ("bonus", propose(words, maximum, name="Điểm cộng", bonus=True)),
        ("penalty", propose(words, -maximum, name="Chậm báo cáo", above="Điểm trừ", bonus=True)),
        ("asked", propose(words, maximum, name="Ban hành kế hoạch", requirement=requirement)),
    )
    for variant, found in others:
        told = describe(found.rule, maximum)
        asked = ", ".join(f"{one.name} {one.label[:40]}" for one in inputs_of(found.rule))
        yield f"  {variant}: {'=' if told == plain else told} [{asked}] {' '.join(found.doubts)}".rstrip()


def test_what_is_kept_of_each_wording() -> None:
    told = [line for maximum, _kind, words, points in TABLE for line in _kept(words, maximum, points)]
    assert_golden("rules/scoring_kept.txt", "\n".join(told) + "\n")


def test_how_each_wording_is_read_otherwise() -> None:
    told = [line for maximum, _kind, words, _points in TABLE for line in _otherwise(words, maximum)]
    assert_golden("rules/scoring_otherwise.txt", "\n".join(told) + "\n")
