"""Putting words in the place of others in light markup; what stands around them keeps its style."""

from collections.abc import Sequence
from dataclasses import replace

from cchc_desktop.rules.finding import fitted, places, span
from cchc_desktop.rules.markup import CELL_END, Block, Run, merge_runs, parse_markup, to_markup


def replaced_in_markup(markup: str, line: int, query: str, by: str, exact: bool) -> str:
    """The text with other words in every place of the query in one of its blocks, counted from 0.

    Whole words at both ends that stay keep their style; the others have that of the first letter they replace. A block
    that loses all its words goes, but for a row of a table.
    """
    blocks = list(parse_markup(markup))
    blocks[line] = _replaced(blocks[line], query, by, exact)
    return to_markup(block for block in blocks if block.in_table or block.text.strip())


def _replaced(block: Block, query: str, by: str, exact: bool) -> Block:
    text = block.text
    by = by.replace(CELL_END, " ")
    letters = [Run(char, run.bold, run.italic) for run in block.runs for char in run.text]
    for start, end in reversed(places(text, query, exact)):
        new = fitted(text[start:end], query, by)
        head, tail = _staying(text[start:end], new)
        put = replace(letters[min(start + head, end - 1)], text=new[head : len(new) - tail])
        start, end = span(text, start, end, by)
        letters[start + head : end - tail] = [put]
    return replace(block, runs=merge_runs(letters))


def _staying(before: str, after: str) -> tuple[int, int]:
    """How many letters at the beginning and at the end are words of both, with the blanks between these and others."""
    old, new = before.split(" "), after.split(" ")
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    head = min(len(" ".join(old[:first])) + bool(first), len(before), len(after))
    between = bool(last) and first + last < min(len(old), len(new))
    return head, len(" ".join(old[len(old) - last :])) + between


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words are the same from the beginning."""
    return next(
        (place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
