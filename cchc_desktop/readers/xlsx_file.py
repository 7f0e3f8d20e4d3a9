"""Excel workbooks to tables, one per sheet, straight from their XML: what the cells show, never what they compute."""

from pathlib import Path

from cchc_desktop.readers.beside_cells import BesideCells
from cchc_desktop.readers.guards import open_archive
from cchc_desktop.readers.office_package import OfficePackage
from cchc_desktop.readers.source import Source
from cchc_desktop.readers.workbook_source import workbook_source
from cchc_desktop.readers.xlsx_asides import take_asides
from cchc_desktop.readers.xlsx_book import open_book
from cchc_desktop.readers.xlsx_sheet import read_sheet


def read_xlsx_file(path: Path) -> Source:
    """The visible and hidden sheets with text, in their order; rows keep the numbers Excel shows.

    What stands beside the cells (notes, text boxes, headers of pages) are asides; what cannot be read, or may be wrong,
    are warnings with their places.
    """
    with open_archive(path) as archive:
        book = open_book(OfficePackage(archive, path.name))
        sheets = []
        for sheet in book.sheets:
            content = read_sheet(sheet, book)
            beside = BesideCells(content)
            take_asides(sheet, book, beside)
            beside.finish()
            sheets.append(content)
    return workbook_source(book, sheets)
