"""A Word file of anyone again, with comments at places in its text; everything else in it stays."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.writers.docx_base import BROKEN
from cchc_desktop.writers.saving import atomic_write

_LONGEST = 60  # letters by which a line is known again
_LEAST = 12  # letters by which a line is looked for in the middle of another one, and far away
_PLAIN = frozenset(map(qn, ("w:t", "w:br", "w:cr", "w:tab", "w:noBreakHyphen")))
_BULLETS = "-–+•* "
_NEAR = 40  # lines of the file in which the next one is looked for


class PlacedComment(NamedTuple):
    """What is said of a line: its index, -1 for the whole file, and letters of it from `start` to `end`."""

    line: int
    start: int
    end: int
    text: str


class _Piece(NamedTuple):
    """A line of a paragraph, up to a line break, with its first letter in the paragraph."""

    paragraph: Paragraph
    begin: int
    text: str


def write_comments(
    source: Path, lines: Sequence[str], comments: Iterable[PlacedComment], out: Path, author: str
) -> int:
    """Write `source`, which a reader of ours has checked, with comments to `out`; returns how many found their place.

    `lines` are the words of its lines in reading order, without numbers and bullets that Word makes. Comments that
    found none are told at the first paragraph, with the words that they are of, in the order given. Raises `UserError`
    for a file that python-docx cannot carry.
    """
    try:
        placed, data = _commented(source, lines, comments, author)
    except BROKEN as error:
        words = _(
            "“{name}” is built so that no comments can be written into it. Write a review sheet instead, or open the "
            "file in Word, save it as a Word document (.docx) under a new name and check that one."
        )
        raise UserError(words.format(name=source.name)) from error
    with atomic_write(out, ".docx") as stream:
        stream.write(data)
    return placed


def _commented(source: Path, lines: Sequence[str], comments: Iterable[PlacedComment], author: str) -> tuple[int, bytes]:
    document = Document(str(source))
    pieces = list(_pieces(document))
    places = _places(pieces, lines)
    first = next((piece.paragraph for piece in pieces if piece.paragraph.runs), None)
    placed = 0
    for one in comments:
        piece = places.get(one.line)
        if piece is not None:
            placed += 1
            document.add_comment(_runs(piece, lines[one.line], one), one.text, author, _initials(author))
        elif first is not None:
            words = f"“{lines[one.line][:_LONGEST]}”: {one.text}" if one.line >= 0 else one.text
            document.add_comment(first.runs, words, author, _initials(author))
    made = BytesIO()
    document.save(made)
    return placed, made.getvalue()


def _pieces(document: Any) -> Iterator[_Piece]:
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document)
        begin = 0
        for text in _text(paragraph).split("\n") if paragraph.runs else ():
            if text.strip():
                yield _Piece(paragraph, begin, text)
            begin += len(text) + 1


def _text(paragraph: Paragraph) -> str:
    """What the runs of a paragraph say, whose letters comments can stand at."""
    return "".join(run.text for run in paragraph.runs)


def _places(pieces: Sequence[_Piece], lines: Sequence[str]) -> dict[int, _Piece]:
    """The lines of the file in which the lines that were read stand; both go down the paper together."""
    texts = [_even(piece.text).lstrip(_BULLETS) for piece in pieces]
    found: dict[int, _Piece] = {}
    at = 0
    for line, words in enumerate(lines):
        wanted = _even(words).lstrip(_BULLETS)
        near = range(at, min(at + _NEAR, len(texts)))
        place = next((p for p in near if texts[p] == wanted), None)
        if place is None:
            begins = wanted[:_LONGEST]
            long = len(begins) >= _LEAST
            place = next((p for p in near if texts[p].startswith(begins) or (long and begins in texts[p])), None)
        if place is None and long:
            place = next((p for p in (*range(at, len(texts)), *range(at)) if begins in texts[p]), None)
        if place is not None and wanted:
            found[line] = pieces[place]
            at = place if place >= at else at
            at += texts[place] == wanted
    return found


def _runs(piece: _Piece, words: str, one: PlacedComment) -> list[Run]:
    """The runs that say just the letters of the place, parted from the others where Word allows it."""
    exact = words[one.start : one.end].strip()
    whole = piece.text.strip()
    behind = piece.begin + max(0, piece.text.find(words[:_LONGEST])) + (one.start if exact else 0)
    text = _text(piece.paragraph)
    begin = text.find(exact, behind) if exact else -1
    if begin < 0 or begin > piece.begin + len(piece.text):
        exact, begin = whole, piece.begin + piece.text.find(whole)
    for at in (begin, begin + len(exact)):
        _part(piece.paragraph, at)
    found, reached = [], 0
    for run in piece.paragraph.runs:
        if reached < begin + len(exact) and reached + len(run.text) > begin:
            found.append(run)
        reached += len(run.text)
    return found or list(piece.paragraph.runs)


def _part(paragraph: Paragraph, at: int) -> None:
    """Make a run end at a letter, where the one that goes over it holds words, tabs and line breaks alone."""
    reached = 0
    for run in paragraph.runs:
        size = len(run.text)
        if reached < at < reached + size:
            if len(_parted(run, paragraph)) > 1:
                _part(paragraph, at)
            elif run._r[-1].tag == qn("w:t"):
                behind = deepcopy(run._r)
                run._r.addnext(behind)
                text = run.text
                run.text, Run(behind, paragraph).text = text[: at - reached], text[at - reached :]
            return
        reached += size


def _parted(run: Run, paragraph: Paragraph) -> list[Run]:
    """A run as several ones with the same looks, each with one piece of what it holds."""
    pieces = [child for child in run._r if child.tag != qn("w:rPr")]
    if not all(child.tag in _PLAIN for child in pieces):
        return [run]
    made = [run]
    for child in pieces[1:]:
        other = deepcopy(run._r)
        for copy in [one for one in other if one.tag != qn("w:rPr")]:
            other.remove(copy)
        other.append(child)
        made[-1]._r.addnext(other)
        made.append(Run(other, paragraph))
    return made


def _even(text: str) -> str:
    return " ".join(text.split())


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split())[:3].upper()
