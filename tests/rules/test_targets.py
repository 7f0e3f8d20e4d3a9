"""Targets in the words of papers: the goal, whether a value reaches it, how a target stands."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.rules.targets import (
    RANK,
    Comparator,
    Goal,
    Standing,
    actual_words,
    course,
    goal_of,
    goal_words,
    goals_in,
    parted,
    programme_years,
    reached,
    read_actual,
    read_goal,
    read_planned,
    standing,
    value_words,
)

WORDINGS = [
    ("≥ 99 %", ">=", "99", None, "%"),
    (">=95", ">=", "95", None, ""),
    ("30-50 %", "range", "30", "50", "%"),
    ("từ 50% đến 80%", "range", "50", "80", "%"),
    ("tối thiểu 10 %", ">=", "10", None, "%"),
    ("không dưới 2 lần", ">=", "2", None, "lần"),
    ("từ 90% trở lên", ">=", "90", None, "%"),
    ("90% trở lên", ">=", "90", None, "%"),
    ("5 % trở xuống", "<=", "5", None, "%"),
    ("đạt từ 80 điểm trở lên", ">=", "80", None, "điểm"),
    ("top 5", "<=", "5", None, "hạng"),
    ("Tốp 10", "<=", "10", None, "hạng"),
    ("nhóm 05 đơn vị dẫn đầu", "<=", "5", None, "hạng"),
    ("hạng 3 trở lên", "<=", "3", None, "hạng"),
    ("xếp thứ 10", "<=", "10", None, "hạng"),
    ("hạng 5-10", "range", "5", "10", "hạng"),
    ("trên 90 %", ">", "90", None, "%"),
    ("trên 99% - 100%", ">", "99", "100", "%"),
    ("dưới 2%", "<", "2", None, "%"),
    ("không quá 3 ngày", "<=", "3", None, "ngày"),
    ("giảm 20 %", "down", "20", None, "%"),
    ("rút ngắn tối thiểu 35% đến 40%", "down", "35", "40", "%"),
    ("giảm còn 5 %", "<=", "5", None, "%"),
    ("giảm xuống dưới 5%", "<", "5", None, "%"),
    ("tăng 2 bậc", "up", "2", None, "bậc"),
    ("đạt 100%", "", "100", None, "%"),
    ("1.500 hồ sơ", "", "1500", None, "hồ sơ"),
    ("99,5", "", "99.5", None, ""),
]
numbers = st.decimals(-1000, 1000, places=2)
goals = st.builds(
    Goal,
    st.sampled_from(list(Comparator)),
    numbers,
    st.none(),
    st.sampled_from(["%", "", RANK]),
) | st.builds(
    lambda low, more, unit: Goal(Comparator.RANGE, low, low + abs(more), unit),
    numbers,
    numbers,
    st.sampled_from(["%", RANK]),
)


@pytest.mark.parametrize(("text", "comparator", "value", "value_to", "unit"), WORDINGS)
def test_goals_in_words(text: str, comparator: str, value: str, value_to: str | None, unit: str) -> None:
    upper = Decimal(value_to) if value_to else None
    assert read_goal(text) == Goal(Comparator(comparator), Decimal(value), upper, unit)


@pytest.mark.parametrize("text", ["", "hoàn thành tốt", "năm 2025", "12/2021", "quý I và 3 việc khác nữa", "50-30 %"])
def test_what_is_no_goal_stays_words(text: str) -> None:
    assert read_goal(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Duy trì 100% thủ tục hành chính tiếp nhận tại Bộ phận Một cửa", ["100%"]),
        ("đến năm 2025 tinh giản tối thiểu 10% biên chế so với năm 2021", ["giảm 10%"]),
        ("hồ sơ trực tuyến mức độ 3, mức độ 4 đạt 30-50%", ["30-50%"]),
        ("Giai đoạn 2021-2025 theo Quyết định số 12/QĐ-UBND ngày 15/12/2021", []),
        ("đạt từ 80 điểm trở lên và nằm trong nhóm 05 đơn vị dẫn đầu", ["≥ 80 điểm", "Top 5"]),
        ("Tổ chức ít nhất 02 hội nghị trong năm 2026", ["≥ 2 hội nghị"]),
    ],
)
def test_goals_within_a_sentence(text: str, words: list[str]) -> None:
    assert [goal_words(found.goal) for found in goals_in(text)] == words


def test_a_paragraph_of_several_targets_is_parted() -> None:
    text = "Hồ sơ đúng hạn đạt trên 99%; trực tuyến đạt 30-50%, bưu chính tối thiểu 10%."
    assert list(parted(text)) == ["Hồ sơ đúng hạn đạt trên 99%", "trực tuyến đạt 30-50%", "bưu chính tối thiểu 10%"]
    assert goal_of(text) is None  # which of them would be a guess


@given(goal=goals, value=numbers, better=st.decimals(0, 100, places=2))
@settings(max_examples=60)
def test_a_better_value_is_never_worse(goal: Goal, value: Decimal, better: Decimal) -> None:
    more = value - better if goal.lower_is_better else value + better
    assert not reached(goal, value) or reached(goal, more)


@given(goal=goals)
@settings(max_examples=40)
def test_the_edge_itself(goal: Goal) -> None:
    edge = goal.value_to if goal.lower_is_better and goal.value_to is not None else goal.value
    strict = goal.comparator is Comparator.BELOW or (goal.comparator is Comparator.ABOVE and goal.unit != RANK)
    worse = edge + Decimal("0.01") if goal.lower_is_better else edge - Decimal("0.01")
    assert reached(goal, edge) is not strict
    assert not reached(goal, worse)


def test_how_a_target_stands() -> None:
    least, limit = Goal(Comparator.AT_LEAST, Decimal(99)), Goal(Comparator.AT_MOST, Decimal(3))
    rank = Goal(Comparator.AT_MOST, Decimal(5), None, RANK)
    told = [
        standing(least, Decimal(99), None, over=False),
        standing(least, Decimal("98.99"), None, over=True),
        standing(least, Decimal(50), None, over=False),
        standing(least, Decimal(50), Decimal(99), over=False),
        standing(least, Decimal(50), Decimal(98), over=False),
        standing(limit, Decimal(2), None, over=False),
        standing(limit, Decimal(2), None, over=True),
        standing(rank, Decimal(6), None, over=True),
        standing(rank, Decimal(1), None, over=True),
        standing(None, Decimal(1), None, over=True),
        standing(least, None, None, over=True),
    ]
    assert told == ["met", "missed", "", "on_course", "missed", "on_course", "met", "missed", "met", "", ""]


def test_several_years_as_a_whole() -> None:
    met, open_, missed, on = Standing.MET, Standing.UNKNOWN, Standing.MISSED, Standing.ON_COURSE
    assert course([missed, met, open_]) == on  # the last year known was met
    assert course([met, missed, open_]) == missed
    assert course([missed, missed, met]) == met  # the last year decides
    assert course([met, open_, open_]) == on
    assert course([open_]) == course([]) == open_


@pytest.mark.parametrize(
    ("text", "actual", "forecast", "shown"),
    [
        ("88", "88", None, "88%"),
        ("95,5 %", "95.5", None, "95,5%"),
        ("ước 95", None, "95", "ước 95%"),
        ("95 (ước)", None, "95", "ước 95%"),
        ("88; ước đạt 95%", "88", "95", "88%; ước 95%"),
        ("", None, None, ""),
    ],
)
def test_what_was_reached_as_it_is_typed(text: str, actual: str | None, forecast: str | None, shown: str) -> None:
    found = read_actual(text)
    assert found == (Decimal(actual) if actual else None, Decimal(forecast) if forecast else None)
    assert actual_words(*found, "%") == shown


@pytest.mark.parametrize("text", ["nhiều", "khoảng 5 hay 6", "88; chưa rõ"])
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_actual(text)


def test_years_of_a_programme() -> None:
    assert programme_years("Cải cách hành chính giai đoạn 2021-2025", 2022) == (2021, 2022, 2023, 2024, 2025)
    assert programme_years("Chuyển đổi số đến năm 2028", 2026) == (2026, 2027, 2028)
    assert programme_years("Công tác năm 2026", 2026) == (2026,)
    assert programme_years("giai đoạn 2020-2034", 2026) == tuple(range(2020, 2035))
    assert programme_years("giai đoạn 2020-2035", 2026) == (2026,)  # too long to be a plan
    assert programme_years("giai đoạn 2030-2026", 2026) == (2026,)


@pytest.mark.parametrize(
    ("comparator", "value", "value_to", "unit", "words"),
    [
        ("", "95", None, "%", "95%"),
        (">=", "99.5", None, "%", "≥ 99,5%"),
        (">", "5", None, "điểm", "> 5 điểm"),
        ("<=", "2", None, "", "≤ 2"),
        ("<", "2", None, "", "< 2"),
        ("range", "30", "50", "%", "30-50%"),
        (">=", "30", "50", "%", "30-50%"),
        ("down", "20", None, "%", "giảm 20%"),
        ("down", "20", "30", "%", "giảm 20-30%"),
        ("up", "2", None, "bậc", "tăng 2 bậc"),
        ("<=", "5", None, RANK, "Top 5"),
        ("range", "3", "5", RANK, "Hạng 3-5"),
    ],
)
def test_a_goal_as_tables_print_it(comparator: str, value: str, value_to: str | None, unit: str, words: str) -> None:
    goal = Goal(Comparator(comparator), Decimal(value), Decimal(value_to) if value_to else None, unit)
    assert goal_words(goal) == words
    assert value_words(Decimal("12.50"), unit) == ("12,5%" if unit == "%" else "12,5")


@pytest.mark.parametrize(
    ("goal", "met", "missed"),
    [
        (Goal(Comparator.ABOVE, Decimal(5)), "5.1", "5"),
        (Goal(Comparator.BELOW, Decimal(5)), "4.9", "5"),
        (Goal(Comparator.AT_MOST, Decimal(5)), "5", "5.1"),
        (Goal(Comparator.AT_LEAST, Decimal(5)), "5", "4.9"),
        (Goal(Comparator.RANGE, Decimal(30), Decimal(50), "%"), "30", "29"),
        (Goal(Comparator.AT_MOST, Decimal(3), Decimal(5), RANK), "5", "6"),
        (Goal(Comparator.ABOVE, Decimal(3), None, RANK), "3", "4"),
    ],
)
def test_a_value_reaches_its_goal_or_misses_it(goal: Goal, met: str, missed: str) -> None:
    assert reached(goal, Decimal(met)) and not reached(goal, Decimal(missed))


def test_what_is_planned_for_a_year() -> None:
    assert read_planned("30-50 %") == (Decimal(30), Decimal(50)) and read_planned("≥ 95%") == (Decimal(95), None)
    with pytest.raises(UserError, match="nhiều"):
        read_planned("nhiều")


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("đạt 95% hồ sơ đúng hạn", ("", "95")),
        ("đạt 95% hồ sơ trực tuyến đúng hạn", None),  # more than a few words: a sentence
        ("95% của 12 xã", None),
        ("hạng 3 trở lên", ("<=", "3")),
        ("10% trở xuống", ("<=", "10")),
        ("10% trở lên", (">=", "10")),
        ("từ 50 đến 30 %", None),
    ],
)
def test_a_goal_is_short(text: str, goal: tuple[str, str] | None) -> None:
    found = read_goal(text)
    assert (found and (found.comparator.value, str(found.value))) == goal


def test_a_value_typed_with_its_place_or_a_sign_of_about() -> None:
    assert read_actual("~95") == read_actual("≈ 95") == (None, Decimal(95))
    assert read_actual("hạng 5") == (Decimal(5), None)
    assert read_actual("88;") == (Decimal(88), None)
    for text in ("≥ 88", "giảm 8%", "8-10", "hạng 3-5"):
        with pytest.raises(UserError):
            read_actual(text)
