"""Pages of finished PDF files put together: those of a paper, and on them, or behind them, what a copy of it adds."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

from cchc_desktop.documents.house_style import MM
from cchc_desktop.pdfium import pdfium_lock

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MARGIN = 20 * MM  # points kept free at the foot of a page and at the head of a further one
_SIDE = (30 * MM, 15 * MM)
_ABOVE, _BELOW = 12.0, 12.0  # points around the rule that ends the copied text
_RULE = 0.75


class NoPdfError(Exception):
    """The bytes are no PDF that can be read."""


def page_count(data: bytes) -> int:
    """How many pages a PDF has; raises `NoPdfError` when it cannot be read."""
    import pypdfium2

    try:
        with pdfium_lock, closing(pypdfium2.PdfDocument(data)) as document:
            return len(document)
    except pypdfium2.PdfiumError as error:
        raise NoPdfError from error


def with_block(data: bytes, pages: Sequence[int], block: bytes) -> bytes:
    """The chosen pages (from 1) of a PDF, and below a rule at their end what another one shows.

    That stands on the last page where there is room for it, else on a further one. Raises `NoPdfError` when the PDF
    cannot be read.
    """
    return _made_of(data, pages, block, _end)


def with_mark(data: bytes, pages: Sequence[int], mark: bytes) -> bytes:
    """The chosen pages (from 1) of a PDF, and in the top margin of the first what the first of another one shows.

    Raises `NoPdfError` when the PDF cannot be read.
    """

    def put(made: "PdfDocument", added: "PdfDocument") -> None:
        _lay(made, made[0], added, made[0].get_height() - _MARGIN / 2)

    return _made_of(data, pages, mark, put)


def _made_of(
    data: bytes, pages: Sequence[int], other: bytes, put: Callable[["PdfDocument", "PdfDocument"], None]
) -> bytes:
    import pypdfium2

    try:
        with pdfium_lock, closing(pypdfium2.PdfDocument(data)) as source, closing(pypdfium2.PdfDocument.new()) as made:
            made.import_pages(source, [page - 1 for page in pages])
            with closing(pypdfium2.PdfDocument(other)) as added:
                put(made, added)
            _drop_fields(made)
            target = BytesIO()
            made.save(target)
            return target.getvalue()
    except pypdfium2.PdfiumError as error:
        raise NoPdfError from error


def _end(made: "PdfDocument", added: "PdfDocument") -> None:
    """Put the block below the last page's text, or on a page of its own; what it has on more pages follows."""
    last, first = made[len(made) - 1], added[0]
    (low, high), width, height = _extent(first), first.get_width(), first.get_height()
    bottom = min(_extent(last)[0], *_feet_of_fields(last)) if _same_paper(last, first) else 0.0
    if bottom - _ABOVE - _BELOW - (high - low) < _MARGIN or len(added) > 1:
        last, bottom = made.new_page(width, height), height - _MARGIN + _ABOVE
    _rule(last, bottom - _ABOVE, width)
    _lay(made, last, added, bottom - _ABOVE - _BELOW)
    if len(added) > 1:
        made.import_pages(added, list(range(1, len(added))))


def _same_paper(one: "PdfPage", other: "PdfPage") -> bool:
    near = abs(one.get_width() - other.get_width()) < 6 and abs(one.get_height() - other.get_height()) < 6
    return near and one.get_rotation() == 0


def _extent(page: "PdfPage") -> tuple[float, float]:
    """The lowest and the highest point that anything on a page reaches; its head for an empty one."""
    height = page.get_height()
    bounds = [found.get_bounds() for found in page.get_objects(max_depth=1)]
    drawn = [(low, high) for left, low, right, high in bounds if right > left or high > low]
    return min((low for low, _high in drawn), default=height), max((high for _low, high in drawn), default=height)


def _feet_of_fields(page: "PdfPage") -> Iterator[float]:
    """Where the room for each signature of the paper ends: nothing may stand in it."""
    import pypdfium2.raw as pdfium

    yield page.get_height()
    for place in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        found, box = pdfium.FPDFPage_GetAnnot(page.raw, place), pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetRect(found, box):
            yield box.bottom
        pdfium.FPDFPage_CloseAnnot(found)


def _lay(made: "PdfDocument", page: "PdfPage", added: "PdfDocument", top: float) -> None:
    """Draw the first page of another file over a page, so far moved that its text begins at `top`."""
    from pypdfium2 import PdfMatrix

    drawn = added.page_as_xobject(0, made).as_pageobject()
    drawn.set_matrix(PdfMatrix().translate(0, top - _extent(added[0])[1]))
    page.insert_obj(drawn)
    page.gen_content()


def _rule(page: "PdfPage", y: float, width: float) -> None:
    """A rule across the text of a page."""
    import pypdfium2.raw as pdfium

    path = pdfium.FPDFPageObj_CreateNewPath(_SIDE[0], y)
    pdfium.FPDFPath_LineTo(path, width - _SIDE[1], y)
    pdfium.FPDFPageObj_SetStrokeColor(path, 0, 0, 0, 255)
    pdfium.FPDFPageObj_SetStrokeWidth(path, _RULE)
    pdfium.FPDFPath_SetDrawMode(path, 0, True)
    pdfium.FPDFPage_InsertObject(page.raw, path)


def _drop_fields(made: "PdfDocument") -> None:
    """Take the fields off that the paper had for its own signatures."""
    import pypdfium2.raw as pdfium

    for place in range(len(made)):
        page = made[place]
        while pdfium.FPDFPage_GetAnnotCount(page.raw) > 0:
            pdfium.FPDFPage_RemoveAnnot(page.raw, 0)
