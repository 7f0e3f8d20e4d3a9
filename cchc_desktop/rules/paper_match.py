"""Which blocks of two papers are the same one: equal, changed, moved, split or joined. Pure, and the same both ways.

Equal blocks in the same order come first and hold the others in place; equal ones elsewhere have moved. Of the rest
paragraphs that were split or joined are put together, then likeness decides (`task_match`), at last the place alone.
"""

import re
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.in_order import Pair, growing, in_order
from cchc_desktop.rules.paper_blocks import (
    Became,
    BlockKind,
    ComparedBlock,
    ComparedCell,
    Comparison,
    Limit,
    PaperBlock,
)
from cchc_desktop.rules.task_match import TaskKey, match_tasks
from cchc_desktop.rules.word_marks import LONGEST, Mark, Piece, mark_words, same_words

_CLOSE = 0.34  # the share of words that two blocks at the same place have in common when one became the other
_STRETCH = 900  # pairs between two fixed places that are looked at one by one
_MOST_PARTS = 8  # paragraphs that one is split into
_BEGIN = 8  # letters by which the parts of a paragraph are looked up
_MOST_BEGUN = 200  # paragraphs with the same first letters that are tried
_MOST_ALIKE = 20_000  # blocks of one paper that have no equal in the other, and are still paired by likeness
_MOST_LETTERS = 2_000  # by which likeness is told
# A task of a frame may stand as a line of a list in another plan.
_ALIKE_KINDS = (
    (BlockKind.ROW, BlockKind.ROW),
    (BlockKind.LINE, BlockKind.LINE),
    (BlockKind.HEADER, BlockKind.HEADER),
    (BlockKind.ASIDE, BlockKind.ASIDE),
    (BlockKind.ROW, BlockKind.LINE),
    (BlockKind.LINE, BlockKind.ROW),
)
_NUMBER = re.compile(r"\d+")
_LETTERS = str.maketrans("", "", "\0 ")


class _Match(NamedTuple):
    """Blocks of both papers that are one; several on one side where a paragraph was split or joined."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool


def compare_blocks(before: Sequence[PaperBlock], after: Sequence[PaperBlock], pass_years: bool = False) -> Comparison:
    """Both papers beside each other; with `pass_years` a year is the same as any other."""
    steps = comparing(before, after, pass_years)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Comparison = end.value
            return found


def comparing(
    before: Sequence[PaperBlock], after: Sequence[PaperBlock], pass_years: bool = False
) -> Generator[int, None, Comparison]:
    """`compare_blocks` block by block: yields how many are compared."""
    yield 0
    turned = [block.cells for block in after] < [block.cells for block in before]
    matching = _Matching(after, before, pass_years) if turned else _Matching(before, after, pass_years)
    matches = matching.matches()
    rows: list[ComparedBlock] = []
    for match in _laid_out([_turned(one) for one in matches] if turned else matches, len(before), len(after)):
        yield len(rows)
        rows.append(_compared(match, before, after, pass_years))
    return Comparison(tuple(before), tuple(after), tuple(rows), frozenset(_limits(matching, rows)))


def _limits(matching: "_Matching", rows: Sequence[ComparedBlock]) -> Iterator[Limit]:
    if matching.limited:
        yield Limit.LIKENESS
    pieces = (piece for row in rows for cell in row.cells for piece in cell.pieces if piece.mark is Mark.OTHER)
    if any(piece.before and piece.after and max(map(len, piece[:2])) > LONGEST for piece in pieces):
        yield Limit.WORDS


def _turned(match: _Match) -> _Match:
    return _Match(match.after, match.before, match.moved)


class _Matching:
    """Finds the counterparts of all blocks of two papers."""

    def __init__(self, before: Sequence[PaperBlock], after: Sequence[PaperBlock], pass_years: bool) -> None:
        self._sides = (before, after)
        self._pass_years = pass_years
        self._keys = self._all_keys(pass_years)
        self._pairs: list[Pair] = []
        self._parts: list[_Match] = []
        self._free = (set(range(len(before))), set(range(len(after))))
        self.limited = False

    def _all_keys(self, pass_years: bool) -> tuple[Sequence[str], Sequence[str]]:
        known: dict[str, str] = {}  # by text: most texts of a paper stand in the other one too
        first, second = ([_key(block, pass_years, known) for block in side] for side in self._sides)
        return first, second

    def matches(self) -> list[_Match]:
        """All pairs; those that stand in another order than most of the others have moved."""
        self._take_equal(self._keys)
        if not self._pass_years:  # what differs in years alone is the same one, though not equal
            self._take_equal(self._all_keys(pass_years=True))
        self._take_parts(0, 1)
        self._take_parts(1, 0)
        self.limited = max(map(len, self._free)) > _MOST_ALIKE and min(map(len, self._free)) > 0
        if not self.limited:
            self._take_alike()
        self._take_at_same_place()
        if not self.limited:
            self._take_alike(pass_numbers=True)
        parts = [(match.before[0], match.after[0]) for match in self._parts]
        kept = set(growing([*self._pairs, *parts]))
        plain = [_Match((i,), (j,), (i, j) not in kept) for i, j in self._pairs]
        return plain + [match._replace(moved=pair not in kept) for match, pair in zip(self._parts, parts, strict=True)]

    def _take(self, i: int, j: int) -> None:
        self._pairs.append((i, j))
        self._free[0].discard(i)
        self._free[1].discard(j)

    def _take_equal(self, keys: tuple[Sequence[str], Sequence[str]]) -> None:
        """Blocks of one key: first those in the same order, then those that are left, wherever they stand."""
        free = (sorted(self._free[0]), sorted(self._free[1]))
        for i, j in in_order(*([side[at] for at in places] for side, places in zip(keys, free, strict=True))):
            self._take(free[0][i], free[1][j])
        where: dict[str, list[int]] = defaultdict(list)
        for j in sorted(self._free[1], reverse=True):
            where[keys[1][j]].append(j)
        for i in sorted(self._free[0]):
            if places := where.get(keys[0][i]):
                self._take(i, places.pop())

    def _take_parts(self, whole: int, other: int) -> None:
        """Paragraphs of one side whose words stand in several that follow each other on the other side."""
        free = {
            i: self._letters(other, i) for i in self._free[other] if _class(self._sides[other][i]) == BlockKind.LINE
        }
        begins: dict[str, list[int]] = defaultdict(list)
        for place in sorted(free):
            if len(free[place]) >= _BEGIN:
                begins[free[place][:_BEGIN]].append(place)
        for place in sorted(self._free[whole]):
            if _class(self._sides[whole][place]) != BlockKind.LINE:
                continue
            letters = self._letters(whole, place)
            for first in begins.get(letters[:_BEGIN], [])[:_MOST_BEGUN]:
                parts = _parts_of(letters, first, free)
                if len(parts) > 1 and all(part in self._free[other] for part in parts):
                    self._parts.append(_Match((place,), parts, False) if whole == 0 else _Match(parts, (place,), False))
                    self._free[whole].discard(place)
                    self._free[other].difference_update(parts)
                    break

    def _letters(self, side: int, place: int) -> str:
        return self._keys[side][place].partition("\1")[2].translate(_LETTERS)

    def _take_alike(self, pass_numbers: bool = False) -> None:
        """The likest pairs, wherever they stand; at last those too in which only numbers tell one from the other."""
        for kinds in _ALIKE_KINDS:
            mine, theirs = (
                [place for place in sorted(free) if _is_asked(side[place], kind, kinds, pass_numbers)]
                for kind, free, side in zip(kinds, self._free, self._sides, strict=True)
            )
            keys = (
                [_task_key(side[i], pass_numbers) for i in free]
                for side, free in zip(self._sides, (mine, theirs), strict=True)
            )
            for place, found in zip(theirs, match_tasks(*keys) if mine and theirs else (), strict=False):
                if found is not None:
                    self._take(mine[found], place)

    def _take_at_same_place(self) -> None:
        """What is left between the same two neighbours, where it has enough words in common."""
        ends = (len(self._sides[0]), len(self._sides[1]))
        for (a, c), (b, d) in pairwise([(-1, -1), *growing(self._pairs), ends]):
            left = [i for i in range(a + 1, b) if i in self._free[0]]
            right = [j for j in range(c + 1, d) if j in self._free[1]]
            if left and right and len(left) * len(right) <= _STRETCH:
                for i, j in self._likest(left, right):
                    self._take(i, j)

    def _likest(self, left: list[int], right: list[int]) -> list[Pair]:
        """The pairs in order that have the most words in common together."""
        words = [[_words(self._sides[side][at]) for at in places] for side, places in ((0, left), (1, right))]
        best: list[list[tuple[float, Pair | None]]] = [
            [(0.0, None)] * (len(right) + 1) for _row in range(len(left) + 1)
        ]
        for i in range(len(left) - 1, -1, -1):
            for j in range(len(right) - 1, -1, -1):
                score = self._likeness(left[i], right[j], words[0][i], words[1][j])
                choices = [(best[i + 1][j][0], (0, 0)), (best[i][j + 1][0], (0, 1))]
                if score >= _CLOSE:
                    choices.append((best[i + 1][j + 1][0] + score, (1, 1)))
                best[i][j] = max(choices, key=lambda choice: choice[0])
        found, i, j = [], 0, 0
        while i < len(left) and j < len(right):
            step = best[i][j][1]
            if step == (1, 1):
                found.append((left[i], right[j]))
            i, j = i + (step != (0, 1)), j + (step != (0, 0))
        return found

    def _likeness(self, i: int, j: int, one: set[str], other: set[str]) -> float:
        if _class(self._sides[0][i]) != _class(self._sides[1][j]):
            return 0.0
        return 2 * len(one & other) / max(1, len(one) + len(other))


def _class(block: PaperBlock) -> BlockKind:
    """What a block may become: a paragraph a heading, but no row."""
    return BlockKind.LINE if block.kind is BlockKind.HEADING else block.kind


def _is_asked(block: PaperBlock, kind: BlockKind, kinds: tuple[BlockKind, BlockKind], pass_numbers: bool) -> bool:
    """Whether a block may be paired with one of the other kind: of a row and a line a task, and no heading."""
    if _class(block) != kind or (pass_numbers and not _NUMBER.search(block.text)):
        return False
    return kinds[0] == kinds[1] or block.kind is BlockKind.LINE or Column.TASK in block.columns


def _key(block: PaperBlock, pass_years: bool, known: dict[str, str]) -> str:
    keys = []
    for cell in block.full_cells:
        if cell:
            key = known.get(cell)
            if key is None:
                key = known[cell] = same_words(cell, pass_years)
            keys.append(key)
    return f"{_class(block)}\1" + "\0".join(keys)


def _task_key(block: PaperBlock, pass_numbers: bool = False) -> TaskKey:
    """What tells a block from others; a row by the columns of a task frame, where it has them."""
    key = _worded_key(block)
    return replace(key, text=_NUMBER.sub("0", key.text)) if pass_numbers else key


def _worded_key(block: PaperBlock) -> TaskKey:
    cells = dict(zip(block.columns, block.full_cells, strict=False))
    task = cells.get(Column.TASK, "")
    if not task:
        return TaskKey(block.text[:_MOST_LETTERS], block.above, number=block.label)
    parts = (cells.get(column, "") for column in (Column.OBJECTIVE, Column.ACTIVITY, Column.LEAD))
    task, objective, activity, lead = (text[:_MOST_LETTERS] for text in (task, *parts))
    return TaskKey(task, block.above, objective, activity, lead, block.label)


def _words(block: PaperBlock) -> set[str]:
    """The words by which a block is known where it stands: of a task what is to be done, for units come again."""
    return set(same_words(_task_key(block).text).split("\0")) - {""}


def _parts_of(letters: str, first: int, free: dict[int, str]) -> tuple[int, ...]:
    """Paragraphs from `first` on whose letters together are these; none where they are not."""
    place = first
    left = letters
    while left and place - first < _MOST_PARTS and (part := free.get(place)) and left.startswith(part):
        left = left[len(part) :]
        place += 1
    return () if left else tuple(range(first, place))


def _laid_out(matches: list[_Match], before: int, after: int) -> Iterator[_Match]:
    """All blocks in the order of the later paper, those that are gone behind what they stood behind."""
    by_after = {match.after[0]: match for match in matches}
    taken = {i for match in matches for i in match.before}
    inside = {j for match in matches for j in match.after[1:]}
    gone = [i for i in range(before - 1, -1, -1) if i not in taken]
    kept = iter(sorted(match.before[0] for match in matches if not match.moved))

    def gone_before(place: int) -> Iterator[_Match]:
        while gone and gone[-1] < place:
            yield _Match((gone.pop(),), (), False)

    yield from gone_before(next(kept, before))
    for j in range(after):
        if j not in inside:
            match = by_after.get(j, _Match((), (j,), False))
            yield match
            if match.before and not match.moved:
                yield from gone_before(next(kept, before))


def _compared(
    match: _Match, before: Sequence[PaperBlock], after: Sequence[PaperBlock], pass_years: bool
) -> ComparedBlock:
    old, new = [before[i] for i in match.before], [after[j] for j in match.after]
    if len(old) == 1 and len(new) == 1:
        cells = tuple(_cells(old[0], new[0], pass_years))
    elif old and new:
        was, text = ("\n".join(block.text for block in side) for side in (old, new))
        cells = (ComparedCell("", mark_words(was, text, pass_years)),)
    else:
        cells = tuple(cell for block in old or new for cell in _alone(block, bool(old)))
    renumbered = [block.label for block in old] != [block.label for block in new] and len(old) == len(new)
    return ComparedBlock(_became(match, cells), match.before, match.after, cells, renumbered)


def _alone(block: PaperBlock, old: bool) -> Iterator[ComparedCell]:
    for column, title, text in zip(block.columns, block.titles, block.cells, strict=True):
        if text:
            yield ComparedCell(title, (Piece(text, "", Mark.OTHER) if old else Piece("", text, Mark.OTHER),), column)


def _cells(old: PaperBlock, new: PaperBlock, pass_years: bool) -> Iterator[ComparedCell]:
    """The cells of a row by their columns, in the order of the later row; columns of one of them alone behind it."""
    known, columns = _paired_columns(old.columns, new.columns)
    left = dict(zip(known, _full(old), strict=True))
    for column, (title, text, from_above) in zip(columns, _full(new), strict=True):
        _title, was, was_above = left.pop(column, ("", "", ""))
        if was != text and (was or was_above) == (text or from_above):
            yield ComparedCell(title, (Piece(was, text, Mark.SMALL),), column)  # merged on one side alone
        elif was or text:
            yield ComparedCell(title, mark_words(was, text, pass_years), column)
    for column, (title, text, _above) in left.items():
        if text:
            yield ComparedCell(title, mark_words(text, "", pass_years), column)


def _paired_columns(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of both; a line beside a task is its task, and tables without a common column go by their places."""
    for lone, other in ((old, new), (new, old)):
        if lone == ("",) and Column.TASK in other:
            return ((Column.TASK,), new) if lone is old else (old, (Column.TASK,))
    return (new, new) if not set(old) & set(new) and len(old) == len(new) else (old, new)


def _full(block: PaperBlock) -> Iterator[tuple[str, str, str]]:
    """Title, text and what goes on from above, cell by cell."""
    return zip(block.titles, block.cells, block.carried or [""] * len(block.cells), strict=True)


def _became(match: _Match, cells: Sequence[ComparedCell]) -> Became:
    if not match.before or not match.after:
        return Became.ADDED if match.after else Became.REMOVED
    if len(match.before) != len(match.after):
        return Became.SPLIT if len(match.after) > 1 else Became.JOINED
    marks = {piece.mark for cell in cells for piece in cell.pieces}
    if match.moved:
        return Became.MOVED_CHANGED if Mark.OTHER in marks else Became.MOVED
    if Mark.OTHER in marks:
        return Became.CHANGED
    return Became.SMALL if Mark.SMALL in marks else Became.SAME
