"""The equal things that two lists have in the same order: exactly for thousands, in bounded time for any number.

Of long lists what both have once is found first and holds the rest in place; between two such places the longest
common run is found with whole numbers as rows of bits (Hyyrö 2004), so that a row of the table of all pairs is one sum.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

_FEW = 250_000  # pairs of a stretch that are looked at without holding it in place first
_MOST = 100_000_000  # pairs whose table is made, at one bit each; of more the next equal one is taken
_DEEPEST = 16  # times that a stretch is parted by what both have once

Pair = tuple[int, int]
Keys = Sequence[Hashable]


def in_order(first: Keys, second: Keys) -> list[Pair]:
    """Places of equal keys as (in the first, in the second), both growing."""
    found: list[Pair] = []
    open_stretches = [(0, 0, len(first), 0, len(second))]
    while open_stretches:
        depth, a, b, c, d = open_stretches.pop()
        while a < b and c < d and first[a] == second[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and first[b - 1] == second[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        plain = (b - a) * (d - c) <= _FEW or depth == _DEEPEST
        anchors = [] if plain else _anchors(first, second, (a, b, c, d))
        if not anchors:
            found += _within(first, second, (a, b, c, d))
            continue
        for (i, j), (k, m) in zip([(a - 1, c - 1), *anchors], [*anchors, (b, d)], strict=True):
            if i + 1 < k and j + 1 < m:
                open_stretches.append((depth + 1, i + 1, k, j + 1, m))
        found += anchors
    return sorted(found)


def growing(pairs: Sequence[Pair]) -> list[Pair]:
    """The most pairs whose places grow in both lists; each place stands in one pair."""
    ordered = sorted(pairs)
    ends: list[int] = []  # of the runs of each length, the least place in the second list
    at: list[int] = []
    before: list[int] = []
    for place, (_first, second) in enumerate(ordered):
        length = bisect_left(ends, second)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        at[length : length + 1] = [place]
    run: list[Pair] = []
    last = at[-1] if at else -1
    while last >= 0:
        run.append(ordered[last])
        last = before[last]
    return run[::-1]


def _anchors(first: Keys, second: Keys, stretch: tuple[int, int, int, int]) -> list[Pair]:
    """What both stretches have once, as far as it stands in the same order."""
    a, b, c, d = stretch
    here, there = Counter(first[a:b]), Counter(second[c:d])
    once = {key for key, count in here.items() if count == 1 and there.get(key) == 1}
    places = {second[place]: place for place in range(c, d) if second[place] in once}
    return growing([(place, places[first[place]]) for place in range(a, b) if first[place] in once])


def _within(first: Keys, second: Keys, stretch: tuple[int, int, int, int]) -> list[Pair]:
    a, b, c, d = stretch
    if (b - a) * (d - c) > _MOST:
        return _next_equal(first, second, stretch)
    return [(a + i, c + j) for i, j in _longest(first[a:b], second[c:d])]


def _longest(first: Keys, second: Keys) -> list[Pair]:
    """The longest common run: a bit of a row is 0 where the run up to that place of `second` grows by one."""
    where: dict[Hashable, int] = defaultdict(int)
    for place, key in enumerate(second):
        where[key] |= 1 << place
    whole = (1 << len(second)) - 1
    row = whole
    rows: list[int] = []
    for key in first:
        equal = row & where.get(key, 0)
        row = ((row + equal) | (row - equal)) & whole
        rows.append(row)
    found: list[Pair] = []
    i, j = len(first) - 1, len(second) - 1
    while i >= 0 and j >= 0:
        if first[i] == second[j]:
            found.append((i, j))
            i, j = i - 1, j - 1
        elif rows[i] >> j & 1:  # `second` up to here has no more than without its last
            j -= 1
        else:
            i -= 1
    return found


def _next_equal(first: Keys, second: Keys, stretch: tuple[int, int, int, int]) -> list[Pair]:
    a, b, c, d = stretch
    where: dict[Hashable, list[int]] = defaultdict(list)
    for place in range(c, d):
        where[second[place]].append(place)
    found: list[Pair] = []
    last = c - 1
    for place in range(a, b):
        later = where.get(first[place], [])
        at = bisect_right(later, last)
        if at < len(later):
            last = later[at]
            found.append((place, last))
    return found
