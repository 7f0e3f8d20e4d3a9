"""The words of recognised pages that are not sure, each found again where it stands in what was read; put right there.

A word is known again by its neighbours: the layout may take a page apart, but keeps words together.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cchc_desktop.i18n import _
from cchc_desktop.readers.pdf_page import PageWord, PdfPage
from cchc_desktop.readers.read_rows import Doubt
from cchc_desktop.readers.source import ScannedPage, Source, SourceLine, SourceTable, Unsure

SURE, SURE_OF_NUMBER = 0.75, 0.93
_SAID = 30  # words that the warning names
_NEAR = 80  # words between which a word is looked for that was joined with another
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\S+")
_MARKS = ".,;:!?()[]\"“”'‘’*"

_Key = tuple[str, str, str]


class _Token(NamedTuple):
    """A word of a source: bare, and its place there as in `Unsure`."""

    text: str
    place: tuple[int, int, int, int]


def with_unsure(source: Source, pages: Sequence[PdfPage]) -> Source:
    """A source with its scanned pages and the words in them that are not sure; the rows of those are doubtful."""
    scans = tuple(ScannedPage(page.number, page.upright) for page in pages if page.upright is not None)
    unsure = tuple(_located(source, pages))
    rows = {found.place[:2] for found in unsure}
    blocks = tuple(
        replace(
            block,
            rows=tuple(
                replace(row, doubts=(*row.doubts, Doubt.RECOGNISED)) if (at, place) in rows else row
                for place, row in enumerate(block.rows)
            ),
        )
        if isinstance(block, SourceTable)
        else block
        for at, block in enumerate(source.blocks)
    )
    warnings = (*source.warnings, *([_said(unsure)] if unsure else []))
    return replace(source, blocks=blocks, warnings=warnings, scans=scans, unsure=unsure)


def _said(unsure: Sequence[Unsure]) -> str:
    named = "; ".join(_("page {page}: {word}").format(page=one.page, word=one.text) for one in unsure[:_SAID])
    more = "; …" if len(unsure) > _SAID else ""
    words = _("Words, numbers and dates that are not sure in the scan ({count}): {words}. Compare them with the paper.")
    return words.format(count=len(unsure), words=named + more)


def is_sure(word: PageWord) -> bool:
    """Whether a word can be relied on; a wrong number looks as right as any."""
    return word.sure >= (SURE_OF_NUMBER if _DIGIT.search(word.text) else SURE)


def _located(source: Source, pages: Sequence[PdfPage]) -> Iterator[Unsure]:
    """The words that are not sure and stand in the blocks of a source, in the order of the pages."""
    words = [(page, word) for page in pages for word in page.words]
    bare = ["", *(_bare(word.text) for _page, word in words), ""]
    wanted = [at for at, (_page, word) in enumerate(words, 1) if not is_sure(word) and bare[at]]
    if not wanted:
        return
    tokens = list(_tokens(source))
    texts = ["", *(token.text for token in tokens), ""]
    keys = {key for at in wanted for key in _keys(bare, at)}
    known: dict[_Key, list[int]] = {}
    for at in range(1, len(texts) - 1):
        for key in _keys(texts, at):
            if key in keys:
                known.setdefault(key, []).append(at)
    scale = len(tokens) / max(len(words), 1)
    taken: set[tuple[int, int, int, int]] = set()
    for at in wanted:
        expected = at * scale
        found = next((known[key] for key in _keys(bare, at) if key in known), None) or [
            near
            for near in range(max(1, int(expected) - _NEAR), min(len(texts) - 1, int(expected) + _NEAR))
            if bare[at] in texts[near]
        ]
        if found:
            page, word = words[at - 1]
            token = tokens[_nearest(found, expected) - 1]
            if token.place in taken:
                continue
            taken.add(token.place)
            box = (word.x0, word.top, word.x1, word.bottom)
            yield Unsure(page.number, box, _line(source, token), word.text, token.place)


def _keys(texts: Sequence[str], at: int) -> tuple[_Key, ...]:
    """A word with its neighbours, the surest first."""
    before, text, after = texts[at - 1 : at + 2]
    return (before, text, after), (before, text, "\0"), ("\0", text, after), ("\0", text, "\0")


def _nearest(places: Sequence[int], wanted: float) -> int:
    """The one of ascending numbers that is nearest."""
    at = bisect_left(places, wanted)
    return min(places[max(at - 1, 0) : at + 1], key=lambda place: abs(place - wanted))


def _tokens(source: Source) -> Iterator[_Token]:
    for at, block in enumerate(source.blocks):
        rows = [(block.text,)] if isinstance(block, SourceLine) else [row.cells for row in block.rows]
        for row, cells in enumerate(rows):
            for cell, text in enumerate(cells):
                for word, found in enumerate(_WORD.findall(text)):
                    if bare := _bare(found):
                        yield _Token(bare, (at, row, cell, word))


def _line(source: Source, token: _Token) -> int:
    block = source.blocks[token.place[0]]
    return block.number if isinstance(block, SourceLine) else block.rows[token.place[1]].number


def _bare(word: str) -> str:
    return word.strip(_MARKS)


def unsure_lines(source: Source) -> list[int]:
    """The numbers of the lines of running text in which words are not sure."""
    return [one.line for one in source.unsure if isinstance(source.blocks[one.place[0]], SourceLine)]


def context_of(source: Source, one: Unsure) -> str:
    """The text of the line or cell in which a word stands."""
    block_at, row, cell, _word = one.place
    block = source.blocks[block_at]
    return block.text if isinstance(block, SourceLine) else block.rows[row].cells[cell]


def corrected(source: Source, right: Sequence[tuple[Unsure, str]]) -> Source:
    """A source with words put right; a row without unsure words is no longer doubtful, nor are the words."""
    blocks = list(source.blocks)
    done = {one for one, _text in right}
    unsure = tuple(one for one in source.unsure if one not in done)
    rows = {one.place[:2] for one in unsure}
    for one, text in sorted(right, key=lambda pair: pair[0].place, reverse=True):  # a word may become several
        at, row_at, cell, word = one.place
        block = blocks[at]
        if isinstance(block, SourceLine):
            blocks[at] = replace(block, text=_with_word(block.text, word, one.text, text))
            continue
        row = block.rows[row_at]
        cells = tuple(_with_word(old, word, one.text, text) if n == cell else old for n, old in enumerate(row.cells))
        doubts = row.doubts if one.place[:2] in rows else tuple(d for d in row.doubts if d is not Doubt.RECOGNISED)
        changed = replace(row, cells=cells, doubts=doubts)
        blocks[at] = replace(block, rows=(*block.rows[:row_at], changed, *block.rows[row_at + 1 :]))
    return replace(source, blocks=tuple(blocks), unsure=unsure)


def _with_word(text: str, at: int, old: str, new: str) -> str:
    """A text with another word at a place; marks that the layout joined to it stay."""
    found = list(_WORD.finditer(text))[at]
    whole = found[0].replace(old, new, 1) if old in found[0] else found[0].replace(_bare(old), _bare(new), 1)
    before = text[: found.start()] if whole else text[: found.start()].rstrip(" ")
    return f"{before}{whole}{text[found.end() :]}"
