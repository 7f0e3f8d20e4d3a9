"""What the answers of a survey come to: exact at the bounds, and true of whatever is answered."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.surveys import (
    Conditions,
    Tally,
    forms_needed,
    margin_of_error,
    sample_size,
    tally_forms,
    wanting,
)

step = st.none() | st.integers(1, 5)
forms = st.lists(st.tuples(step, step, step), max_size=12)
NO_CONDITIONS = Conditions(None, None, None)


def test_the_share_is_that_of_the_two_upper_steps_among_the_answers() -> None:
    result = tally_forms([(5, 4, None), (3, None, None), (1, 4, 2)], (2, 1), NO_CONDITIONS)
    assert [tally.counts for tally in result.questions] == [(1, 0, 1, 0, 1), (0, 0, 0, 2, 0), (0, 1, 0, 0, 0)]
    assert [(tally.satisfied, tally.answers, tally.forms) for tally in result.factors] == [(3, 5, 3), (0, 1, 1)]
    assert (result.whole.share, result.whole.mean) == (Decimal(50), Decimal(19) / 6)


def test_without_an_answer_nothing_is_divided_by_nothing() -> None:
    for kept in ([], [(None, None)]):
        result = tally_forms(kept, (1, 1), Conditions(0, Decimal(10), 50))
        tallies = (*result.questions, *result.factors, result.whole)
        assert [(one.share, one.mean, one.margin) for one in tallies] == [(None, None, None)] * 5
        assert not result.valid and result.blank == len(kept)


def test_the_margin_is_that_of_a_sample_out_of_a_finite_number() -> None:
    assert round(margin_of_error(Fraction(1, 2), 400, None) or 0, 4) == Decimal("4.9000")
    assert round(margin_of_error(Fraction(1, 2), 400, 1000) or 0, 4) == Decimal("3.7974")
    assert margin_of_error(Fraction(1, 2), 1000, 1000) == 0
    assert margin_of_error(Fraction(1, 2), 1, 1) == 0
    assert margin_of_error(Fraction(1, 2), 10, 9) == margin_of_error(Fraction(1, 2), 10, None)  # no sample of nine
    assert margin_of_error(Fraction(1), 0, 10) is None


@pytest.mark.parametrize(
    ("clients", "error", "needed"),
    [(10_000, "5", 385), (1000, "5", 286), (1, "5", 1), (500, "10", 84), (2000, "2.5", 889), (7, "0.01", 7)],
)
def test_the_sample_is_n_over_one_plus_n_e_squared(clients: int, error: str, needed: int) -> None:
    assert sample_size(clients, Decimal(error)) == needed


@pytest.mark.parametrize(
    ("clients", "answered", "reasons"),
    [(500, 50, 0), (500, 49, 2), (501, 50, 1), (400, 49, 1), (2000, 199, 1), (2000, 200, 0), (0, 80, 1), (None, 80, 1)],
)
def test_a_survey_counts_from_a_tenth_of_the_clients_and_fifty_forms_on(
    clients: int | None, answered: int, reasons: int
) -> None:
    assert len(wanting(Conditions(clients, Decimal(10), 50), answered)) == reasons


def test_a_share_just_below_the_bound_is_not_told_as_the_bound() -> None:
    (sentence,) = wanting(Conditions(50_010, Decimal(10), 50), 5000)
    assert "9,99%" in sentence


def test_so_many_forms_are_needed_that_the_margin_and_both_conditions_are_met() -> None:
    assert forms_needed(Conditions(10_000, Decimal(10), 50), Decimal(5)) == 1000
    assert forms_needed(Conditions(300, Decimal(10), 50), Decimal(5)) == 172
    assert forms_needed(Conditions(40, Decimal(10), 50), Decimal(50)) == 50
    assert forms_needed(Conditions(None, Decimal(10), 50), Decimal(5)) is None


@given(forms, st.none() | st.integers(0, 30))
def test_whatever_is_answered_shares_are_shares_and_parts_make_the_whole(
    kept: list[tuple[int | None, ...]], population: int | None
) -> None:
    result = tally_forms(kept, (1, 2), Conditions(population, None, None))
    for one in (*result.questions, *result.factors, result.whole):
        assert sum(one.counts) == one.answers >= one.satisfied
        assert one.share is None or 0 <= one.share <= 100
        assert one.mean is None or 1 <= one.mean <= 5
        assert one.margin is None or 0 <= one.margin <= Decimal("98")
    assert sum(one.answers for one in result.factors) == result.whole.answers
    assert result.whole.forms + result.blank == len(kept)


@given(forms)
def test_the_order_of_the_forms_changes_nothing(kept: list[tuple[int | None, ...]]) -> None:
    assert tally_forms(kept, (3,), NO_CONDITIONS) == tally_forms(kept[::-1], (3,), NO_CONDITIONS)


@given(st.integers(1, 10**6), st.decimals("0.1", "100", places=1))
def test_a_sample_is_never_larger_than_all_and_never_smaller_for_more(clients: int, error: Decimal) -> None:
    size = sample_size(clients, error)
    assert 1 <= size <= clients
    assert size <= sample_size(clients + 1, error) and sample_size(clients, error + 1) <= size


@given(st.fractions(0, 1), st.integers(1, 500), st.integers(1, 500))
def test_more_forms_never_make_a_margin_larger(share: Fraction, few: int, more: int) -> None:
    population = few + more
    fewer, larger = (margin_of_error(share, n, population) for n in (few, population))
    assert fewer is not None and larger is not None and larger <= fewer


def test_a_tally_of_a_question_says_how_many_answered() -> None:
    tally = Tally((0, 1, 1, 1, 1), 4, 40)
    assert (tally.answers, tally.satisfied, tally.share, tally.mean) == (4, 2, Decimal(50), Decimal("3.5"))
