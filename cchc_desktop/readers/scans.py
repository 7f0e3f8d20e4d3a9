"""Scanned pages of a paper: recognised where that is wanted and can be done."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from cchc_desktop.i18n import _
from cchc_desktop.progress import stop_if_asked, tell
from cchc_desktop.readers import processes
from cchc_desktop.readers.ocr import SECONDS, Recogniser, recognised, recogniser
from cchc_desktop.readers.pdf_page import PdfPage
from cchc_desktop.readers.pdf_worker import DiedError, TooLongError, TooMuchError

MAX_SCANS = 200  # pages of one file
_MOST_FAILURES = 3  # pages that cannot be recognised before the others are left alone

_is_wanted: ContextVar[bool] = ContextVar("recognition", default=True)


@contextmanager
def without_recognition() -> Iterator[None]:
    """Scans are left alone within: nobody waits for what is read there, and a page takes seconds."""
    token = _is_wanted.set(False)
    try:
        yield
    finally:
        _is_wanted.reset(token)


def wanted_recogniser() -> tuple[Recogniser | None, str]:
    """What recognises scans here, where that is wanted and can be done; else what the officer can do."""
    found = recogniser()
    if found is None:
        return None, _(
            "This computer has no program that recognises letters in pictures: “Recognising scans…” in the menu Help "
            "says how to get Tesseract. Or ask the sender for the Word file."
        )
    if found.languages is None:
        return None, _(
            "Tesseract is here, but does not know Vietnamese: “Recognising scans…” in the menu Help says what is "
            "missing. Or ask the sender for the Word file."
        )
    if not _is_wanted.get():
        return None, _("Its letters are recognised where you take it in alone, check it or compare it.")
    return found, ""


def with_recognised(pages: Sequence[PdfPage], path: Path, with_: Recogniser) -> tuple[tuple[PdfPage, ...], str]:
    """The pages of a PDF, the scanned ones with the words in their pictures, and what is to be said of the others.

    A page that takes too long or too much stays as it is. Raises `UserError` where Tesseract does not work,
    `Cancelled` where nobody waits any more.
    """
    scans = [page for page in pages if page.scanned]
    made: dict[int, PdfPage] = {}
    failures = 0
    for done, page in enumerate(scans[:MAX_SCANS], 1):
        words = _("Recognising page {page} of “{name}”, {done} of {all} scanned pages…")
        tell(words.format(page=page.number, name=path.name, done=done, all=len(scans)))
        stop_if_asked()
        try:
            made[page.number] = recognised(path, page, with_)
        except (processes.TooLong, TooLongError, TooMuchError, DiedError):
            failures += 1
            if failures == _MOST_FAILURES:
                break
    return tuple(made.get(page.number, page) for page in pages), _left(len(scans), failures)


def _left(scans: int, failures: int) -> str:
    if failures:
        return _(
            "Recognising a page took longer than {seconds} seconds, or asked for too much. Scan these pages once more, "
            "in grey and with 300 dpi, or ask for the Word file."
        ).format(seconds=round(SECONDS))
    if scans > MAX_SCANS:
        return _(
            "Up to {limit} scanned pages are recognised at once. Print the pages you need into a new PDF file, then "
            "take that in."
        ).format(limit=MAX_SCANS)
    return ""
