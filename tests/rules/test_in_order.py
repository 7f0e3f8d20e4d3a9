"""The longest common run of two lists: exact, in order, and quick for what is repeated a thousand times."""

from itertools import pairwise
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules import in_order as module
from cchc_desktop.rules.in_order import growing, in_order

_LETTERS = st.lists(st.sampled_from("abcd"), max_size=12)


def longest(first: list[str], second: list[str]) -> int:
    """The length of the longest common run by the table of all pairs."""
    row = [0] * (len(second) + 1)
    for one in first:
        above, row = row, [0]
        for at, other in enumerate(second):
            row.append(above[at] + 1 if one == other else max(above[at + 1], row[at]))
    return row[-1]


def is_run(pairs: list[tuple[int, int]], first: list[str], second: list[str]) -> bool:
    ordered = all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs))
    return ordered and all(first[i] == second[j] for i, j in pairs)


@settings(max_examples=150)
@given(_LETTERS, _LETTERS)
def test_the_longest_run_is_found(first: list[str], second: list[str]) -> None:
    found = in_order(first, second)
    assert is_run(found, first, second)
    assert len(found) == longest(first, second)


def test_long_lists_are_held_in_place_by_what_both_have_once() -> None:
    first = [f"row {n}" for n in range(3000)]
    second = [f"row {n}" for n in range(3000) if n % 7]
    second[1200:1200] = [f"new {n}" for n in range(50)]
    found = in_order(first, second)
    assert is_run(found, first, second)
    assert len(found) == sum(1 for n in range(3000) if n % 7)


def test_repeated_and_nested_lists_end_soon() -> None:
    started = perf_counter()
    same = ["Văn phòng", "Công an"] * 20_000
    shifted = [*same[1:], "Quân sự", "Công an"]
    assert is_run(in_order(same, shifted), same, shifted)
    nested = ["x0", "once"]  # each stretch has one thing once, at its very beginning
    for n in range(1, 20_000):
        nested += [f"x{n}", f"x{n - 1}"]
    other = ["q", *nested]
    assert is_run(in_order(["k", *nested], other), ["k", *nested], other)
    assert perf_counter() - started < 5


def test_what_is_too_much_for_the_table_still_keeps_its_order(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(module, "_MOST", 10)
    first, second = list("abcabcabc"), list("xbcacbcab")
    found = in_order(first, second)
    assert found and is_run(found, first, second)


def test_most_of_the_pairs_keep_their_order() -> None:
    assert growing([(0, 5), (1, 0), (2, 1), (3, 2)]) == [(1, 0), (2, 1), (3, 2)]
    assert growing([]) == []
