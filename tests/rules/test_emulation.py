"""Emulation: what a typed result says, who meets all targets, votes, how many may be rewarded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.rules.emulation import (
    Outcome,
    check_rewarded,
    judged,
    measure_of,
    read_votes,
    read_who,
    source_of,
    verdict,
)
from cchc_desktop.rules.targets import goal_of

GOAL = goal_of("Hồ sơ giải quyết đúng hạn tối thiểu 99%")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("99", "met"),
        ("98,99 %", "missed"),
        ("99,4%", "met"),
        ("đạt", "met"),
        ("Không đạt", "missed"),
        ("chưa đạt", "missed"),
        ("Không áp dụng", "not_asked"),
        ("-", "not_asked"),
        ("", "open"),
        ("đang làm", "open"),
    ],
)
def test_a_typed_result_beside_its_goal(text: str, outcome: str) -> None:
    assert judged(text, GOAL) == outcome


def test_a_number_without_a_goal_says_nothing() -> None:
    assert judged("12", None) is Outcome.OPEN
    assert judged("x", None) is Outcome.MET


@given(st.lists(st.sampled_from(list(Outcome)), max_size=6))
@settings(max_examples=60)
def test_all_are_met_only_where_each_is(outcomes: list[Outcome]) -> None:
    asked = [one for one in outcomes if one is not Outcome.NOT_ASKED]
    told = verdict(outcomes)
    assert (told is Outcome.MET) == (bool(asked) and all(one is Outcome.MET for one in asked))
    assert (told is Outcome.MISSED) == (Outcome.MISSED in asked)


@pytest.mark.parametrize("text", ["7", "8/7", "0/0", "a/b", "5/7/9"])
def test_votes_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_votes(text)


def test_votes_and_kinds_as_they_are_typed() -> None:
    assert read_votes("5 / 7 phiếu") == (5, 7)
    assert read_votes("") == (None, None)
    assert [read_who(text) for text in ("Cá nhân", "tập thể", "cn")] == ["person", "collective", "person"]
    with pytest.raises(UserError, match="xã khác"):
        read_who("xã khác")


def test_no_more_than_may_be_rewarded() -> None:
    check_rewarded(5, 5)
    check_rewarded(99, None)
    with pytest.raises(UserError, match="không quá 5"):
        check_rewarded(6, 5)


def test_a_measure_is_kept_and_a_strange_one_is_none() -> None:
    assert source_of(measure_of("figure:26")) == "figure:26"
    assert [source_of(text) for text in ("", "{", "[]", '{"other": 1}')] == ["", "", "", ""]
