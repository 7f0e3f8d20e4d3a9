"""Scanned pages of a paper: recognised where that is wanted and can be done, and what of it is not sure."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path

from cchc_desktop.i18n import _
from cchc_desktop.progress import tell
from cchc_desktop.readers.ocr import Recogniser, recognised, recogniser
from cchc_desktop.readers.pdf_page import PdfPage
from cchc_desktop.readers.read_rows import Doubt
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable

_SURE, _SURE_OF_NUMBER = 0.75, 0.93
_DIGIT = re.compile(r"\d")
_MARKS = ".,;:!?()[]\"“”'‘’*"

_is_wanted: ContextVar[bool] = ContextVar("recognition", default=True)


@contextmanager
def without_recognition() -> Iterator[None]:
    """Scans are left alone within: nobody waits for what is read there, and a page takes seconds."""
    token = _is_wanted.set(False)
    try:
        yield
    finally:
        _is_wanted.reset(token)


def wanted_recogniser() -> Recogniser | None:
    """What recognises scans here, where that is wanted."""
    return recogniser() if _is_wanted.get() else None


def with_recognised(pages: Sequence[PdfPage], path: Path, with_: Recogniser) -> tuple[PdfPage, ...]:
    """The pages of a PDF, those that are scanned with the words in their pictures."""
    scans = [page for page in pages if page.scanned]
    made: dict[int, PdfPage] = {}
    for done, page in enumerate(scans, 1):
        words = _("Recognising page {page} of “{name}”, {done} of {all} scanned pages…")
        tell(words.format(page=page.number, name=path.name, done=done, all=len(scans)))
        made[page.number] = recognised(path, page, with_)
    return tuple(made.get(page.number, page) for page in pages)


def with_doubts(source: Source, pages: Sequence[PdfPage]) -> Source:
    """A source with its rows doubtful, and its lines told, that hold words which are not sure."""
    unsure = {_bare(word.text) for page in pages for word in page.words if not _is_sure(word.text, word.sure)} - {""}
    if not unsure:
        return source
    blocks: list[SourceLine | SourceTable] = []
    asides = list(source.asides)
    for block in source.blocks:
        if isinstance(block, SourceTable):
            blocks.append(replace(block, rows=tuple(_doubtful(row, unsure) for row in block.rows)))
            continue
        blocks.append(block)
        if found := _found(block.text, unsure):
            asides.append((block.number, ", ".join(found), _("Not sure in the scan")))
    return replace(source, blocks=tuple(blocks), asides=tuple(asides))


def _doubtful(row: SourceRow, unsure: set[str]) -> SourceRow:
    if not any(_found(cell, unsure) for cell in row.cells):
        return row
    return replace(row, doubts=(*row.doubts, Doubt.RECOGNISED))


def _found(text: str, unsure: set[str]) -> list[str]:
    """The words of a text that are among those."""
    return list(dict.fromkeys(bare for word in text.split() if (bare := _bare(word)) in unsure))


def _is_sure(word: str, sure: float) -> bool:
    """Whether a word can be relied on; a wrong number looks as right as any."""
    return sure >= (_SURE_OF_NUMBER if _DIGIT.search(word) else _SURE)


def _bare(word: str) -> str:
    return word.strip(_MARKS)
