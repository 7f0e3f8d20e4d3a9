"""Writing one composed paper in the format that the file's name asks for."""

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Document
from cchc_desktop.writers.saving import Existing, placed

if TYPE_CHECKING:
    from cchc_desktop.writers.docx_base import OfficeBase


def write_paper(document: Document, path: Path, base: "OfficeBase | None" = None) -> None:
    """Write the paper, as DOCX into the office's own `base` where one is given; it appears whole or not at all.

    Raises `UserError` where the name asks for no format, and where the file must not be replaced.
    """
    style = load_house_style()
    match path.suffix.lower():
        case ".docx":
            from cchc_desktop.writers.docx_writer import write_docx

            write_docx(document, path, style, base=base)
        case ".pdf":
            from cchc_desktop.writers.pdf_writer import write_pdf

            write_pdf(document, path, style, to_sign=True)
        case ".xlsx":
            from cchc_desktop.writers.xlsx_writer import write_xlsx

            write_xlsx(document, path, style)
        case _:
            placed(path, Existing.REFUSE, ".docx", ".pdf", ".xlsx")
