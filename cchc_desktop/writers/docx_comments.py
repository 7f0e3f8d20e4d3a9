"""A Word file of anyone again, with comments at places in its text; everything else in it stays."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from cchc_desktop.writers.saving import atomic_write

_LONGEST = 60  # letters by which a paragraph is known again


class PlacedComment(NamedTuple):
    """What is said of a text: `words` those of its paragraph, without number and bullet, `start` and `end` in them.

    Without words the comment is of the whole file and stands at its first paragraph.
    """

    words: str
    start: int
    end: int
    text: str


def write_comments(source: Path, comments: Iterable[PlacedComment], out: Path, author: str) -> int:
    """Write `source`, which a reader of ours has checked, with comments to `out`; returns how many found their place.

    Those that did not are told at the first paragraph, with the words that they are of, in the order given.
    """
    document = Document(str(source))
    paragraphs = [paragraph for paragraph in _paragraphs(document) if paragraph.runs]
    placed, at = 0, 0
    for one in comments:
        place = _find(paragraphs, one.words, at) if one.words else None
        if place is None:
            words = f"“{one.words[:_LONGEST]}”: {one.text}" if one.words else one.text
            if paragraphs:
                document.add_comment(paragraphs[0].runs, words, author, _initials(author))
            continue
        at = place
        placed += 1
        document.add_comment(_runs(paragraphs[place], one), one.text, author, _initials(author))
    with atomic_write(out, ".docx") as stream:
        document.save(stream)
    return placed


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def _find(paragraphs: list[Paragraph], words: str, begin: int) -> int | None:
    """The paragraph that holds the words, from the last one that was found on, then from the beginning."""
    wanted = _even(words)[:_LONGEST]
    for place in (*range(begin, len(paragraphs)), *range(begin)):
        if wanted in _even(paragraphs[place].text):
            return place
    return None


def _runs(paragraph: Paragraph, one: PlacedComment) -> list[Any]:
    """The runs in which the place lies; all of the paragraph where it cannot be told."""
    text = paragraph.text
    exact = one.words[one.start : one.end]
    begin = text.find(exact, max(0, text.find(one.words[:_LONGEST]))) if exact.strip() else -1
    if begin < 0:
        return list(paragraph.runs)
    found, reached = [], 0
    for run in paragraph.runs:
        if reached < begin + len(exact) and reached + len(run.text) > begin:
            found.append(run)
        reached += len(run.text)
    return found or list(paragraph.runs)


def _even(text: str) -> str:
    return " ".join(text.split())


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split())[:3].upper()
