"""Printing: the very pages of the PDF, drawn at the printer's resolution."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.ui.widgets.preview.pages import Pages, draw_page

_MAX_DPI = 300  # an A4 page of 300 dpi is a picture of 35 MB; office printers show no difference above


@dataclass(frozen=True)
class Destination:
    """A printer to choose: its name, what makes a fresh `QPrinter` for it, whether it prints on both sides."""

    name: str
    make: Callable[[], QPrinter]
    both_sides: bool = False


def destinations() -> list[Destination]:
    """The printers of this computer, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    found = []
    for info in QPrinterInfo.availablePrinters():
        both = QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes()
        make = lambda info=info: QPrinter(info, QPrinter.PrinterMode.HighResolution)  # noqa: E731 - one a printer
        found.append(Destination(info.printerName(), make, both))
    return sorted(found, key=lambda one: one.name != usual)


def print_pages(
    pages: Pages, printer: QPrinter, chosen: Sequence[int], copies: int = 1, both_sides: bool = False
) -> Generator[Progress, None, int]:
    """Print pages (from 1) so many times, a step for each; returns how many sides were printed.

    On both sides the sheets are turned over their long edge, and every copy begins on a sheet of its own.

    Closing the generator stops the job. Raises `UserError` when the printer does not answer.
    """
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if both_sides else QPrinter.DuplexMode.DuplexNone)
    own = copies > 1 and printer.supportsMultipleCopies()
    if own:
        printer.setCopyCount(copies)
    sides = [page - 1 for page in chosen] * (1 if own else copies)
    empty_back = both_sides and len(chosen) % 2 == 1
    painter = QPainter()
    try:
        for position, index in enumerate(sides):
            yield Progress(position, len(sides), _("Printing page {number}…").format(number=index + 1))
            width, height = pages.sizes[index]
            if position == 0 or _may_turn(printer):
                _set_page(printer, width > height)
            if position == 0:
                if not painter.begin(printer):
                    raise UserError(
                        _(
                            "The printer {name} does not answer. Nothing was printed. See whether it is switched on."
                        ).format(name=printer.printerName())
                    )
            else:
                printer.newPage()
                if empty_back and position % len(chosen) == 0:
                    printer.newPage()
            _paint(painter, printer, pages.data, index, (width, height))
        yield Progress(len(sides), len(sides), "")
    except GeneratorExit:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(sides)


def _silent() -> str:
    return _("The printer {name} does not answer. Nothing was printed. See whether it is switched on.")


def _may_turn(printer: QPrinter) -> bool:
    """Whether sheets of one job may lie differently: in a PDF file, not on a printer."""
    return printer.outputFormat() is QPrinter.OutputFormat.PdfFormat and (
        printer.paintEngine().type() is QPaintEngine.Type.Pdf
    )


def _set_page(printer: QPrinter, wide: bool) -> None:
    """A4 the way round the page lies, without margins of the printer's own: the page brings its margins."""
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(0, 0, 0, 0)))


def _paint(painter: QPainter, printer: QPrinter, data: bytes, index: int, size: tuple[float, float]) -> None:
    """Draw a page on the sheet; one that lies the other way is turned, its top to the left edge."""
    dpi = min(printer.resolution(), _MAX_DPI)
    picture = draw_page(data, index, dpi / 72)
    # In full-page mode the origin is the sheet's corner and 72 points are one inch of the printer's resolution.
    scale = printer.resolution() / 72
    sheet_is_wide = printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # or letters get the smears of a photograph
    if sheet_is_wide is not (size[0] > size[1]):
        painter.translate(0, size[0] * scale)
        painter.rotate(-90)
    painter.drawImage(QRectF(0, 0, size[0] * scale, size[1] * scale), picture)
    painter.restore()
