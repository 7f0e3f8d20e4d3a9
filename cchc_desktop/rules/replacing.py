"""Putting words in the place of others in light markup; what stands around them keeps its style."""

from dataclasses import replace

from cchc_desktop.rules.finding import fitted, places, span
from cchc_desktop.rules.markup import CELL_END, Block, Run, merge_runs, parse_markup, to_markup


def replaced_in_markup(markup: str, line: int, query: str, by: str, exact: bool) -> str:
    """The text with other words in every place of the query in one of its blocks, counted from 0.

    The new words have the style of the first letter they replace; a block that loses all its words goes, but for a row
    of a table.
    """
    blocks = list(parse_markup(markup))
    blocks[line] = _replaced(blocks[line], query, by, exact)
    return to_markup(block for block in blocks if block.in_table or block.text.strip())


def _replaced(block: Block, query: str, by: str, exact: bool) -> Block:
    text = block.text
    by = by.replace(CELL_END, " ")
    letters = [Run(char, run.bold, run.italic) for run in block.runs for char in run.text]
    for start, end in reversed(places(text, query, exact)):
        new = replace(letters[start], text=fitted(text[start:end], query, by))
        start, end = span(text, start, end, by)
        letters[start:end] = [new]
    return replace(block, runs=merge_runs(letters))
