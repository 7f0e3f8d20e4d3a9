"""Printing: the very pages of the PDF, drawn at the printer's resolution."""

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPaintEngine, QPainter
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
        wide = sizes[index][0] > sizes[index][1]
        if position == 0 or _may_turn(printer):
            _set_page(printer, wide)
        if position == 0:
            if not painter.begin(printer):
                return 0
        else:
            printer.newPage()
        _paint(painter, printer, data, index, sizes[index])
    painter.end()
    return len(chosen)


def _may_turn(printer: QPrinter) -> bool:
    """Whether sheets of one job may lie differently: in a PDF file, not on a printer or in its preview."""
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
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)  # the preview shrinks the picture
    if sheet_is_wide is not (size[0] > size[1]):
        painter.translate(0, size[0] * scale)
        painter.rotate(-90)
    painter.drawImage(QRectF(0, 0, size[0] * scale, size[1] * scale), picture)
    painter.restore()


def print_with_preview(parent: QWidget, data: bytes, title: str) -> None:
    """Show the print dialog with its preview, pages, copies and both sides."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    sizes = open_pages(data, {}).sizes
    if sizes:
        _set_page(printer, sizes[0][0] > sizes[0][1])
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.resize(parent.window().size() * 0.9)
    dialog.setWindowTitle(_("Print: {title}").format(title=title))

    def paint(target: QPrinter) -> None:
        with wait_cursor():
            print_pages(data, target)

    dialog.paintRequested.connect(paint)
    dialog.exec()
