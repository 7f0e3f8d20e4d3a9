"""The pages of a PDF as words and rules with their places, whoever wrote it; what they mean is told elsewhere.

Places are points from the upper left corner of the page as it is read: pages that lie on their side are turned upright.
What a page holds may come from anywhere, a recognised scan too: the layout (`pdf_lines`, `pdf_tables`) asks no more.
pdfium may be used by one thread at a time: whoever calls this holds `pdfium.pdfium_lock`.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.pdf_runs import MAX_LETTERS, TextRun, open_text
from cchc_desktop.readers.pdf_shapes import Box, Shapes, Turn, read_shapes
from cchc_desktop.readers.source import Upright
from cchc_desktop.text import clean

MAX_PAGES = 1_000
_MOST_ANNOTATIONS = 2_000
_SCAN = 0.5  # share of the page that a picture of all of it covers
_STAMPED = 200  # letters that stamps over a scan have at most
_LEAST_SIZE = 2.0  # points; smaller letters are not read by people
_WITH_TEXT = {pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WIDGET}


class PageWord(NamedTuple):
    """A word, or several that the file draws in one piece; its box in points from the upper left corner.

    `sure` is from 0 to 1, below 1 only where the word was recognised in a picture.

    `turned` are quarter turns against the page, as words in a narrow header have.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False
    sure: float = 1.0
    turned: int = 0


class PageRule(NamedTuple):
    """A drawn line along an axis: flat where `top` is `bottom`, upright where `x0` is `x1`."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class PdfPage:
    """A page, its number from 1. `beside` are texts that do not run with the others, each with where it stands.

    `unmapped` counts letters that the file draws without saying which they are; `recognised` says that the text lies
    unseen behind a scan; `crowded` that it draws too much to look for tables; `pictures` are the shares of the page
    that its pictures cover; `old_fonts` are words before and after they were made Unicode. `upright` says how a scan
    was turned when it was recognised here, None where it was not.
    """

    number: int
    width: float
    height: float
    words: tuple[PageWord, ...]
    rules: tuple[PageRule, ...] = ()
    pictures: tuple[float, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    unmapped: int = 0
    recognised: bool = False
    crowded: bool = False
    old_fonts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    upright: Upright | None = None

    @property
    def scanned(self) -> bool:
        """Whether a page is, or may be, a picture of text in which nobody has looked for letters.

        The stamp of a digital signature or of a copy may stand over it.
        """
        if self.recognised or self.upright is not None:
            return False
        if not self.words:
            return bool(self.pictures)
        return any(share >= _SCAN for share in self.pictures) and sum(len(w.text) for w in self.words) < _STAMPED


@contextmanager
def open_pdf(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF, closed in the end; raises `UserError` where it is locked, damaged or has too many pages."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(name) from error
    with closing(document):
        count = len(document)
        if count > MAX_PAGES:
            raise UserError(
                _(
                    "“{name}” has {count} pages; up to {limit} are read. "
                    "Print the pages you need into a new PDF file, then take that in."
                ).format(name=name, count=count, limit=MAX_PAGES)
            )
        if count < 1:
            raise _broken(name)
        yield document


def _refused(name: str) -> UserError:
    code = pdfium.FPDF_GetLastError()
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return UserError(
            _(
                "“{name}” opens with a password only. Open it with its password, print it into a new PDF file, "
                "then take that in."
            ).format(name=name)
        )
    return _broken(name)


def _broken(name: str) -> UserError:
    return UserError(
        _(
            "“{name}” is damaged and cannot be read. Ask the sender for it again, "
            "or open it in a PDF reader and print it into a new PDF file."
        ).format(name=name)
    )


def read_page(document: pypdfium2.PdfDocument, at: int, name: str) -> PdfPage:
    """A page of an open PDF, counted from 0; raises `UserError` where it holds more than any page of a paper."""
    page = pdfium.FPDF_LoadPage(document.raw, at)
    if not page:
        # A page that is missing or broken: said, and the others are read.
        return PdfPage(at + 1, 0, 0, (), beside=(("", _("A page that is damaged")),))
    try:
        return _PageReader(page, at + 1, name).read()
    finally:
        pdfium.FPDF_ClosePage(page)


class _PageReader:
    """Reads one open page."""

    def __init__(self, page: object, number: int, name: str) -> None:
        self._page = page
        self._number = number
        self._name = name
        self._beside: dict[str, list[str]] = {}

    def read(self) -> PdfPage:
        """The words and rules, turned upright."""
        page, shapes = _page_box(self._page), read_shapes(self._page)
        area = max(page.area, 1.0)
        pictures = tuple(min(picture.area / area, 1.0) for picture in shapes.pictures)
        with open_text(self._page, self._name) as text:
            runs = text.runs(shapes.rules)
            turn = Turn(_upright(runs, pdfium.FPDFPage_GetRotation(self._page)), page)
            sides, quarters = turn.sides, turn.quarter
            words = []
            scan = any(part >= _SCAN for part in pictures)
            left, low, right, high = page
            for run in runs:
                text_, box, size, bold, italic, quarter, diagonal, unseen, white = run
                x0, y0, x1, y1 = box
                inside = left <= x0 and x1 <= right and low <= y0 and y1 <= high
                plain = inside and size >= _LEAST_SIZE and not (diagonal or unseen or white)
                where = "" if plain else self._unseen(run, page, shapes, scan)
                if where:
                    self._beside.setdefault(where, []).append(text_)
                else:
                    words.append(PageWord(text_, *sides(box), size, bold, italic, 1.0, (quarter - quarters) % 4))
            recognised = scan and any(run.unseen for run in runs)
            unmapped, old_fonts = text.unmapped, tuple(text.fonts.in_old_fonts)
        self._read_annotations()
        x0, top, x1, bottom = turn.sides(page)
        return PdfPage(
            self._number,
            x1 - x0,
            bottom - top,
            tuple(words),
            tuple(PageRule(*turn.sides(rule)) for rule in shapes.rules),
            pictures,
            tuple((" ".join(texts), where) for where, texts in self._beside.items()),
            unmapped,
            recognised,
            shapes.crowded,
            old_fonts,
        )

    def _unseen(self, run: TextRun, page: Box, shapes: Shapes, scan: bool) -> str:
        """Why paper does not show a piece of text as the others, "" where it does."""
        x, y = (run.box.x0 + run.box.x1) / 2, (run.box.y0 + run.box.y1) / 2
        if not page.holds(x, y):
            return _("Outside the page")
        if run.diagonal:
            return _("Watermark")
        if run.size < _LEAST_SIZE or (run.unseen and not scan):
            return _("Hidden text")
        if run.white and not any(box.holds(x, y) for box in (*shapes.shades, *shapes.pictures)):
            return _("Hidden text")
        return ""

    def _read_annotations(self) -> None:
        """What was typed into fields and notes, which is no text of the page."""
        for at in range(min(pdfium.FPDFPage_GetAnnotCount(self._page), _MOST_ANNOTATIONS)):
            annotation = pdfium.FPDFPage_GetAnnot(self._page, at)
            if not annotation:
                continue
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind in _WITH_TEXT:
                field_ = kind == pdfium.FPDF_ANNOT_WIDGET
                text = clean(_string(annotation, b"V" if field_ else b"Contents")).strip()
                if text:
                    self._beside.setdefault(_("Form field") if field_ else _("Comment"), []).append(text)
            pdfium.FPDFPage_CloseAnnot(annotation)


def _upright(runs: "list[TextRun]", shown: int) -> int:
    """The quarter turns clockwise by which most letters are read from left to right; those it is shown with of none.

    Places and directions are those of the page before it is turned for being shown.
    """
    if runs and not any([run.quarter for run in runs]):
        return 0
    votes: Counter[int] = Counter()
    for run in runs:
        votes[run.quarter] += len(run.text)
    return votes.most_common(1)[0][0] if votes else shown


def _page_box(page: object) -> Box:
    rect = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, rect):
        box = Box(
            min(rect.left, rect.right),
            min(rect.bottom, rect.top),
            max(rect.left, rect.right),
            max(rect.bottom, rect.top),
        )
        if box.x1 > box.x0 and box.y1 > box.y0 and all(map(math.isfinite, box)):
            return box
    return Box(0, 0, 595, 842)


def _string(annotation: object, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < length < 2 * MAX_LETTERS:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
