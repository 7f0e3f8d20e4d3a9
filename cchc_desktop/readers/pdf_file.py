"""PDF files to lines and tables: their text layer by its layout; what paper shows beside it is named."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.guards import too_much
from cchc_desktop.readers.old_fonts import said_of
from cchc_desktop.readers.pdf_asides import ranges
from cchc_desktop.readers.pdf_layout import Layout, lay_out
from cchc_desktop.readers.pdf_page import PdfPage, open_pdf, read_page
from cchc_desktop.readers.pdf_signatures import signed_fields
from cchc_desktop.readers.pdf_worker import SECONDS, DiedError, TooLongError, TooMuchError, in_worker
from cchc_desktop.readers.scan_doubts import with_unsure
from cchc_desktop.readers.scans import wanted_recogniser, with_recognised
from cchc_desktop.readers.source import ScannedPage, Source

MAX_LETTERS = 5_000_000  # of all pages
_PICTURE = 0.002  # share of a page; what is smaller says nothing
_UNKNOWN = 0.02  # share of the letters of a page that may be without a meaning before that is said
_FOREIGN = re.compile("[^\\W\\d_a-zA-Z\u00aa-\u024f\u0300-\u036f\u0370-\u03ff\u1e00-\u1eff\u2070-\u218b]")


class PdfContent(NamedTuple):
    """The pages of a PDF, and how many digital signatures and attached files it carries.

    `advice` is what the officer can do about scanned pages that were not recognised.
    """

    pages: tuple[PdfPage, ...]
    signatures: int = 0
    attached: int = 0
    advice: str = ""


def read_pdf_file(path: Path) -> Source:
    """Paragraphs and tables of a PDF; running heads, stamps, notes and hidden words as asides.

    Scanned pages are recognised where Tesseract is here (`scans`). Raises `UserError` where the file is locked,
    damaged, too large, or holds no text, `Cancelled` where nobody waits any more.
    """
    with _bounded(path):
        with_, advice = wanted_recogniser()
        found = in_worker(_read, path, with_ is not None, advice)
        if isinstance(found, Source) or with_ is None:
            return cast(Source, found)
        pages, advice = with_recognised(found.pages, path, with_)
        source = in_worker(source_of, found._replace(pages=pages, advice=advice), path.name)
        return with_unsure(source, pages)


def shown_page(path: Path, scan: ScannedPage) -> tuple[bytes, float]:
    """A recognised page as people see it, turned as it was read: a PNG, and pixels of a point. Raises `UserError`."""
    from cchc_desktop.readers.page_pictures import shown

    try:
        with _bounded(path):
            return in_worker(shown, path, scan.number - 1, scan.upright)
    except OSError as error:
        raise UserError(_("The file cannot be read. Check the drive and your rights.")) from error


@contextmanager
def _bounded(path: Path) -> Iterator[None]:
    """What is said of a file that asks for more than it may."""
    try:
        yield
    except TooLongError as error:
        raise UserError(
            _(
                "“{name}” takes too long to read and was left alone. Open it in a PDF reader, print the pages you need "
                "into a new PDF file, then take that in."
            ).format(name=path.name)
        ) from error
    except TooMuchError as error:
        raise too_much(path.name) from error
    except DiedError as error:
        raise UserError(
            _(
                "“{name}” cannot be read: something in it is broken or harmful. Ask the sender for it again, "
                "or open it in a PDF reader and print it into a new PDF file."
            ).format(name=path.name)
        ) from error


def _read(path: Path, recognises: bool, advice: str) -> Source | PdfContent:
    """The content where scanned pages are to be recognised first."""
    content = content_of(path.read_bytes(), path.name)._replace(advice=advice)
    return content if recognises and any(page.scanned for page in content.pages) else source_of(content, path.name)


def content_of(data: bytes, name: str) -> PdfContent:
    """The words and rules of all pages of a PDF; the caller holds `pdfium_lock` or is in a process of its own.

    Raises `UserError` where it is locked, damaged or holds more than any paper.
    """
    end = time.monotonic() + SECONDS
    pages: list[PdfPage] = []
    letters = 0
    with open_pdf(data, name) as document:
        for at in range(len(document)):
            page = read_page(document, at, name)
            letters += sum(len(word.text) for word in page.words)
            if letters > MAX_LETTERS or time.monotonic() > end:
                raise too_much(name)
            pages.append(page)
        return PdfContent(tuple(pages), *_carried(document))


def _carried(document: object) -> tuple[int, int]:
    """How many digital signatures and attached files there are."""
    import pypdfium2.raw as pdfium

    raw = document.raw  # type: ignore[attr-defined]
    return len(signed_fields(raw)), max(pdfium.FPDFDoc_GetAttachmentCount(raw), 0)


def source_of(content: PdfContent, name: str) -> Source:
    """What pages hold, whether their words came from the file or were recognised in a picture of them.

    Raises `UserError` where there is no text at all.
    """
    layout = lay_out(content.pages)
    warnings = tuple(_sentences(content, layout))
    if not layout.blocks and not any(where for _line, _text, where in layout.asides):
        raise UserError(_nothing(content, name))
    if not layout.blocks:
        raise UserError(" ".join((_nothing(content, name), *warnings)))
    return Source(layout.blocks, warnings, layout.asides)


def _nothing(content: PdfContent, name: str) -> str:
    """That a file has no text to take, and why."""
    if any(page.scanned for page in content.pages):
        words = _("“{name}” is a scan: its pages are pictures, without letters that can be read.").format(name=name)
        return f"{words} {content.advice}".strip()
    if any(page.upright is not None for page in content.pages):
        return _(
            "“{name}” is a scan, and no letters were found in its pictures. Scan it once more, upright and sharper, "
            "or ask the sender for the Word file."
        ).format(name=name)
    if any(page.unmapped for page in content.pages):
        return _(
            "“{name}” draws its letters without saying which they are, so they cannot be read. Ask the sender for the "
            "Word file, or let a program for text recognition (OCR) make a PDF with text of it, then take that in."
        ).format(name=name)
    return _("“{name}” holds no text. Ask the sender for the file from which it was made.").format(name=name)


def _sentences(content: PdfContent, layout: Layout) -> Iterable[str]:
    """What the officer is told about a file that was read."""
    pages = content.pages
    if scans := [page for page in pages if page.scanned]:
        words = _("Pages that are pictures, whose letters were not read: {pages}.").format(pages=_numbers(scans))
        yield f"{words} {content.advice}".strip()
    if read := [page for page in pages if page.upright is not None and page.words]:
        yield _(
            "These pages are scans. Their text was recognised here, mistakes included: {pages}. Compare names, numbers "
            "and dates with the paper."
        ).format(pages=_numbers(read))
    if empty := [page for page in pages if page.upright is not None and not page.words]:
        yield _("Scanned pages in which no letters were found: {pages}.").format(pages=_numbers(empty))
    if recognised := [page for page in pages if page.recognised]:
        yield _(
            "These pages are scans. Their text came with the file: another program recognised it before, mistakes "
            "included: {pages}. Compare it with the paper."
        ).format(pages=_numbers(recognised))
    if unmapped := [page for page in pages if _is_doubtful(page)]:
        yield _(
            "The fonts of these pages do not say for all letters which they are, so words may be wrong or missing: "
            "{pages}. Compare them with the paper, or ask for the Word file."
        ).format(pages=_numbers(unmapped))
    if crowded := [page for page in pages if page.crowded]:
        yield _("Pages with too much drawing to look for the rules of tables in it: {pages}.").format(
            pages=_numbers(crowded)
        )
    if pictures := [page for page in pages if not (page.scanned or page.recognised or page.upright) and _shows(page)]:
        yield _("Pictures on these pages were not read: {pages}.").format(pages=_numbers(pictures))
    if content.signatures:
        yield ngettext(
            "The file carries {count} digital signature; what its stamp shows is not part of the text.",
            "The file carries {count} digital signatures; what their stamps show is not part of the text.",
            content.signatures,
        ).format(count=content.signatures)
    if content.attached:
        yield ngettext(
            "{count} file is attached inside the PDF and was not read.",
            "{count} files are attached inside the PDF and were not read.",
            content.attached,
        ).format(count=content.attached)
    if layout.numbers:
        yield _("Page numbers left out: {numbers}.").format(numbers=", ".join(ranges(layout.numbers)))
    if old := [(page.number, *pair) for page in pages for pair in page.old_fonts]:
        yield said_of(old)


def _numbers(pages: Sequence[PdfPage]) -> str:
    return ", ".join(ranges([str(page.number) for page in pages]))


def _shows(page: PdfPage) -> bool:
    return any(share > _PICTURE for share in page.pictures)


def _is_doubtful(page: PdfPage) -> bool:
    """Whether so many letters are without a meaning, or of another script, that the map of a font must be broken."""
    letters = "".join([word.text for word in page.words])
    return page.unmapped + len(_FOREIGN.findall(letters)) > max(_UNKNOWN * len(letters), 3)
