"""What stands on printed pages, read quickly: a test that waits for words reads all pages again and again."""

import pypdfium2

from cchc_desktop.pdfium import pdfium_lock


def lines_on(data: bytes) -> list[str]:
    """The lines on the pages of a PDF, from top to bottom; no-break spaces are spaces."""
    with pdfium_lock, pypdfium2.PdfDocument(data) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return [" ".join(line.split()) for line in text.splitlines()]


def words_on(data: bytes) -> str:
    """All words on the pages of a PDF in one line."""
    return " ".join(lines_on(data))
