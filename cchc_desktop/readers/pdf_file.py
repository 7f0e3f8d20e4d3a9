"""PDF files to lines and tables: the text layer of each page by its layout."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.pdfium import pdfium_lock
from cchc_desktop.readers.pdf_layout import lay_out
from cchc_desktop.readers.pdf_page import PdfPage, read_pages
from cchc_desktop.readers.source import Source


def read_pdf_file(path: Path) -> Source:
    """x."""
    with pdfium_lock:
        pages = list(read_pages(path.read_bytes(), path.name))
    layout = lay_out(pages)
    return Source(layout.blocks, (), layout.asides)
