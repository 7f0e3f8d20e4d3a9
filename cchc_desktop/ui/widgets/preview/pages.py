"""A PDF in memory as pages to look at: sizes, pictures and where each edited piece begins.

`pypdfium2` may be used by one thread at a time in the whole program, so everything here goes through the lock of
`writers.pdf_pages`.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from cchc_desktop.errors import UserError
from cchc_desktop.pdfium import pdfium_lock

Spot = tuple[int, float, float]  # page from 0; top and bottom in points from the page's top
Anchors = Mapping[str, Sequence[Spot]]  # guid of what is edited -> where it stands

_LEFT, _RIGHT = 85.0, 42.5  # points; the side margins of 30 and 15 mm

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pages:
    """A paper that is laid out: the file, its page sizes in points (width, height), its anchors.

    Where `contents` are known, two pages of the same content and size look the same.
    """

    data: bytes = b""
    sizes: tuple[tuple[float, float], ...] = ()
    anchors: Anchors = field(default_factory=dict)
    contents: tuple[bytes, ...] = ()

    def anchor_at(self, page: int, y: float) -> str:
        """The guid of what stands at a place or last above it; "" before the first."""
        best, place = "", (-1, -1.0)
        for guid, spots in self.anchors.items():
            for spot_page, top, _bottom in spots:
                if place < (spot_page, top) <= (page, y + 2):
                    best, place = guid, (spot_page, top)
        return best

    def text_edges(self, page: int) -> tuple[float, float]:
        """Where lines begin and end on a page, in points."""
        return _LEFT, self.sizes[page][0] - _RIGHT

    def looks(self) -> dict[tuple[bytes, tuple[float, float]], int]:
        """Page by content and size; empty where contents are not known."""
        return {look: index for index, look in enumerate(zip(self.contents, self.sizes, strict=False))}


Build = Callable[[], Pages]
Pictures = Mapping[int, tuple[QImage, float]]  # page -> its picture, pixels to the point


def draw_page(data: bytes, index: int, scale: float) -> QImage:
    """One page as a picture, `scale` pixels to the point."""
    return draw_pages(data, {index: scale})[index]


def draw_pages(data: bytes, scales: Mapping[int, float]) -> dict[int, QImage]:
    """Some pages as pictures, each at its own scale in pixels to the point."""
    import pypdfium2

    pictures = {}
    with pdfium_lock, closing(pypdfium2.PdfDocument(data)) as document:
        for index, scale in scales.items():
            page = document[index]
            bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
            form = QImage.Format.Format_RGB32
            # The picture must outlive the bitmap, hence the copy.
            pictures[index] = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
            bitmap.close()
            page.close()
    return pictures


@dataclass(frozen=True)
class ViewState:
    """How pages are shown: room in pixels, a zoom (1 is 96 dpi; None fits the width), the screen's pixel ratio."""

    width: float = 400.0
    zoom: float | None = None
    ratio: float = 1.0

    def scale(self, size: tuple[float, float]) -> float:
        """Logical pixels to the point for a page of this size."""
        if self.zoom is None:
            return max(0.05, self.width / size[0])
        return self.zoom * 96 / 72

    def pixel_scale(self, size: tuple[float, float]) -> float:
        """Device pixels to the point; limited so that one picture stays under 64 MB."""
        return min(self.scale(size) * self.ratio, 4000 / max(size))


def fits(scale: float, needed: float) -> bool:
    """Whether a picture of one scale may stand for one of another: pixels are whole, scales are not."""
    return abs(scale / needed - 1) <= 0.005


class LayoutJob:
    """Lay a paper out (when `build` is given) and draw some of its pages, off the window's thread.

    No `QRunnable`: one that deletes itself is gone before its answer is read, and of one that does not, the pool
    never lets go.
    """

    def __init__(
        self, key: str, build: Build | None, pages: Pages, look: ViewState, wanted: Iterable[int], known: Pictures
    ) -> None:
        """`known` are the pictures of `pages` there are: a page that comes again unchanged is not drawn again."""
        self.key = key
        self.build = build
        self.pages = pages
        self.look = look
        self.wanted = tuple(wanted)
        self.known = dict(known)
        self.pictures: dict[int, QImage] = {}

    def run(self) -> Exception | None:
        """Do it; what failed, if anything did."""
        try:
            if self.build is not None:
                before, self.pages = self.pages, self.build()
                self.pictures = self._unchanged(before)
            sizes = self.pages.sizes
            lacking = [i for i in self.wanted if 0 <= i < len(sizes) and i not in self.pictures]
            if lacking:
                self.pictures |= draw_pages(self.pages.data, {i: self.look.pixel_scale(sizes[i]) for i in lacking})
        except UserError as error:
            return error
        except Exception as error:
            _log.exception("a page could not be drawn")
            return error
        return None

    def _unchanged(self, before: Pages) -> dict[int, QImage]:
        """The wanted pages that look as one did before, in the size that is needed now."""
        looks = before.looks()
        found = {}
        for index in self.wanted:
            if not 0 <= index < len(self.pages.contents):
                continue
            old = looks.get((self.pages.contents[index], self.pages.sizes[index]))
            picture, scale = self.known.get(old, (None, 0.0)) if old is not None else (None, 0.0)
            if picture is not None and fits(scale, self.look.pixel_scale(self.pages.sizes[index])):
                found[index] = picture
        return found
