"""Printing: the very pages of the PDF, drawn at the printer's resolution."""

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui.widgets.page_preview_pages import draw_page, open_pages
from cchc_desktop.ui.workspace import wait_cursor

_MAX_DPI = 300  # an A4 page of 300 dpi is a picture of 35 MB; office printers show no difference above


def print_pages(data: bytes, printer: QPrinter) -> int:
    """Print the pages chosen in the printer's range; returns how many."""
    sizes = open_pages(data, {}).sizes
    first, last = 1, len(sizes)
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        first, last = max(1, printer.fromPage()), min(last, printer.toPage() or last)
    chosen = list(range(first - 1, last))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    painter = QPainter()
    for position, index in enumerate(chosen):
        _set_page(printer, sizes[index])
        if position == 0:
            if not painter.begin(printer):
                return 0
        else:
            printer.newPage()
        _paint(painter, printer, data, index, sizes[index])
    painter.end()
    return len(chosen)


def _set_page(printer: QPrinter, size: tuple[float, float]) -> None:
    """A4 the way round the page lies, without margins of the printer's own: the page brings its margins."""
    wide = size[0] > size[1]
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(0, 0, 0, 0)))


def _paint(painter: QPainter, printer: QPrinter, data: bytes, index: int, size: tuple[float, float]) -> None:
    dpi = min(printer.resolution(), _MAX_DPI)
    picture = draw_page(data, index, dpi / 72)
    # In full-page mode the origin is the sheet's corner and 72 points are one inch of the printer's resolution.
    scale = printer.resolution() / 72
    painter.drawImage(QRectF(0, 0, size[0] * scale, size[1] * scale), picture)


def print_with_preview(parent: QWidget, data: bytes, title: str) -> None:
    """Show the print dialog with its preview, pages, copies and both sides."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    sizes = open_pages(data, {}).sizes
    if sizes:
        _set_page(printer, sizes[0])
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(_("Print: {title}").format(title=title))

    def paint(target: QPrinter) -> None:
        with wait_cursor():
            print_pages(data, target)

    dialog.paintRequested.connect(paint)
    dialog.exec()
