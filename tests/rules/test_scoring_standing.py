"""Shares, ranks and bands as decisions publish them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules.scoring import (
    Cap,
    Gate,
    Rated,
    Rating,
    RuleError,
    ScoredPart,
    index_of,
    percent,
    ranks,
    rate,
    rating_from_json,
    rating_to_json,
    reckon,
    shares_shown,
    survey_counts,
)

D = Decimal
BANDS = ((D(95), "Xuất sắc"), (D(85), "Tốt"), (D(75), "Hoàn thành"), (D(0), "Không hoàn thành"))
RATING = Rating(
    gates=(Gate(("Xuất sắc", "Tốt"), no_zero=True),),
    caps=(Cap("Khiển trách", "Tốt"), Cap("Cảnh cáo", "Hoàn thành"), Cap("Tham nhũng", "Không hoàn thành")),
    most_bonus=D(3),
    most_penalty=D(3),
)


def test_the_index_comes_from_points_that_are_not_rounded() -> None:
    """Two offices with 74,25 of 99 as printed: 75,00 each, 75,001 and 74,996 where both stand in one table."""
    first, second = index_of(D("74.2510"), D(99)), index_of(D("74.2460"), D(99))
    assert first is not None and second is not None
    assert shares_shown([first]) == ("75,00",) == shares_shown([second])
    assert shares_shown([first, second]) == ("75,001", "74,996")
    assert percent(D("74.25"), D(99)) == D("75.00")


def test_a_third_decimal_only_where_two_would_look_alike() -> None:
    shown = shares_shown([D("79.8846"), D("79.8821"), D("65.5278"), D("65.5271"), D("90.1"), D("90.1"), None])
    assert shown == ("79,885", "79,882", "65,528", "65,527", "90,10", "90,10", "")


def test_equal_offices_share_a_rank_and_the_next_is_left_out() -> None:
    third = D(1) / 3
    equal = index_of(third * 3, D(1))
    assert ranks([D(70), equal, D("69.99"), D(100), None, D(70)]) == (3, 1, 5, 1, None, 3)
    values = [D(100) - number for number in range(78)] + [D(20), D(20), D(19)]
    assert ranks(values)[-3:] == (79, 79, 81)


def test_parts_that_are_not_valid_leave_the_maximum() -> None:
    parts = [ScoredPart(D("60.5"), D(74)), ScoredPart(D(12), D(15)), ScoredPart(D(9), D(10), valid=False)]
    found = reckon(parts)
    assert (found.points, found.maximum) == (D("72.5"), D("89"))
    assert percent(found.points, found.maximum) == D("81.46")
    assert reckon([]).index is None


def test_bonus_and_penalty_stand_beside_the_maximum() -> None:
    parts = [ScoredPart(D(90), D(100))]
    assert reckon(parts, bonus=D(5), most_bonus=D(3)).index == D(93)
    assert reckon(parts, penalty=D(5), most_penalty=D(3), bonus=D(1)).index == D(88)
    assert reckon([ScoredPart(D(1), D(10))], penalty=D(3)).points == 0


def test_a_survey_needs_enough_forms() -> None:
    assert survey_counts(50, 500) and survey_counts(60, 600)
    assert not survey_counts(49, 100) and not survey_counts(50, 501) and not survey_counts(60, 0)


@pytest.mark.parametrize(
    ("share", "zeros", "causes", "band", "reasons"),
    [
        ("96", (), (), "Xuất sắc", 0),
        ("94.996", (), (), "Xuất sắc", 0),
        ("94.99", (), (), "Tốt", 0),
        ("96", ("1.2",), (), "Hoàn thành", 2),
        ("80", ("1.2",), (), "Hoàn thành", 0),
        ("96", (), ("Khiển trách",), "Tốt", 1),
        ("80", (), ("Khiển trách",), "Hoàn thành", 0),
        ("96", (), ("Khiển trách", "Cảnh cáo"), "Hoàn thành", 2),
        ("96", (), ("Tham nhũng",), "Không hoàn thành", 1),
    ],
)
def test_gates_and_caps(share: str, zeros: tuple[str, ...], causes: tuple[str, ...], band: str, reasons: int) -> None:
    found = rate(D(share), BANDS, RATING, zeros=zeros, causes=causes)
    assert (found.band, len(found.reasons)) == (band, reasons)


def test_reasons_are_said() -> None:
    found = rate(D(96), BANDS, RATING, zeros=("3.1", "1.2"), causes=("Cảnh cáo",))
    assert found.reasons == (
        "Không xếp “Xuất sắc”: có tiêu chí 0 điểm: 1.2, 3.1.",
        "Không xếp “Tốt”: có tiêu chí 0 điểm: 1.2, 3.1.",
    )
    least = Rating(gates=(Gate(("Xuất sắc",), code="3", least=D(80)),), caps=(Cap("Không tự chấm"),))
    assert rate(D(96), BANDS, least, shares={"3": D("79.5")}).band == "Tốt"
    assert rate(D(96), BANDS, least, causes=("Không tự chấm",)) == Rated("", ("Không tự chấm: không xếp loại.",))
    assert rate(None, BANDS, RATING) == Rated("")


def test_the_rating_is_kept_as_text() -> None:
    least = Rating(gates=(Gate(("Tốt",), code="3", least=D("79.5")),), caps=(Cap("Không tự chấm"),))
    for rating in (RATING, least, Rating()):
        assert rating_from_json(rating_to_json(rating)) == rating
    assert rating_from_json("{}") == Rating()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"more":1}',
        '{"gates":{}}',
        '{"gates":[{"bands":[]}]}',
        '{"gates":[{"bands":["a"],"least":"5"}]}',
        '{"gates":[{"bands":["a"],"no_zero":1}]}',
        '{"caps":[{"band":"a"}]}',
        '{"most_bonus":3}',
        '{"most_bonus":"NaN"}',
        '{"most_bonus":"x"}',
        "[" * 3000,
    ],
)
def test_what_is_no_rating_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        rating_from_json(text)


@settings(max_examples=30)
@given(st.lists(st.decimals(0, 100, places=5), max_size=12))
def test_what_is_shown_agrees_with_the_ranks(values: list[Decimal]) -> None:
    shown, placed = shares_shown(values), ranks(values)
    for one, other in zip(range(len(values)), range(1, len(values)), strict=False):
        assert (shown[one] == shown[other]) == (placed[one] == placed[other])
        assert (values[one] > values[other]) == (placed[one] < placed[other])  # type: ignore[operator]
