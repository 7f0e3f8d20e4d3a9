"""Excel's binary workbooks (.xls, BIFF 2 to 8) as xlrd reads them, within bounds and without what cells do not need.

xlrd stops at names, links and drawings that it cannot take apart; here they cost no cell. Sheets are read one by one.
"""

import struct
from typing import Any

from xlrd.biffh import XL_CELL_BLANK, XL_WORKBOOK_GLOBALS, XL_WORKSHEET, XLRDError
from xlrd.book import SUPPORTED_VERSIONS
from xlrd.book import Book as _Workbook
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet as _Sheet

from cchc_desktop.readers.guards import damaged, protected, too_much
from cchc_desktop.readers.old_fonts import font_of
from cchc_desktop.readers.xls_strings import shared_texts

# What xlrd raises for bytes that are none of Excel's; nothing else than reading them happens where these are caught.
BROKEN = (
    *(XLRDError, CompDocError, struct.error, AssertionError, AttributeError, LookupError, TypeError),
    *(ValueError, ArithmeticError, NameError, RecursionError, EOFError, NotImplementedError),
)
_HEADER, _FOOTER, _CONTINUE = 0x14, 0x15, 0x3C
_NOTE, _CHART, _PICTURE = 25, 5, 8  # kinds of objects; a note is told with its cell
_READ_AGAIN = 3  # times the file that its sheets may read in all: sheets that share their bytes are no honest ones


class Nowhere:
    """What xlrd prints of odd records goes here; a hostile file would have it print without end."""

    def write(self, words: str) -> None:
        """Nothing."""


class XlsSheet(_Sheet):
    """A sheet whose drawings cost no cell: what xlrd cannot read of them is counted."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.boxes: list[str] = []  # texts that stand in no cell
        self.page_words: list[str] = []
        self.charts = self.pictures = self.unread = 0
        self._kind = 0

    def put_cell_ragged(self, row: int, column: int, kind: int | None, value: Any, look: int) -> None:
        """Keep a cell; empty ones have nothing but a look, and a small file may have millions."""
        if kind != XL_CELL_BLANK:
            super().put_cell_ragged(row, column, kind, value, look)

    def handle_obj(self, data: bytes) -> Any:
        self._kind = 0
        made = self._tried(super().handle_obj, data)
        if made is not None:
            self._kind = made.type
            self.charts += made.type == _CHART
            self.pictures += made.type == _PICTURE
        return made

    def handle_txo(self, data: bytes) -> Any:
        made = self._tried(super().handle_txo, data)
        if made is not None and made.text.strip() and self._kind != _NOTE:
            self.boxes.append(made.text)
        return made

    def handle_note(self, data: bytes, txos: Any) -> None:
        self._tried(super().handle_note, data, txos)

    def handle_hlink(self, data: bytes) -> None:
        """Where a link leads is no text of its cell."""

    def handle_quicktip(self, data: bytes) -> None:
        """The words of a link that only the mouse shows."""

    def handle_feat11(self, data: bytes) -> None:
        """Lists are read by their cells."""

    def _tried(self, handle: Any, *given: Any) -> Any:
        try:
            return handle(*given)
        except BROKEN:
            self.unread += 1
            return None


class XlsWorkbook(_Workbook):
    """A workbook whose names and links are passed over; `name` is what error messages call it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._reading: XlsSheet | None = None
        self._read = self._ended = 0  # bytes that all sheets read so far; where the last record ended

    def handle_filepass(self, data: bytes) -> None:
        """Raises `UserError`: the workbook is encrypted."""
        raise protected(self.name)

    def handle_name(self, data: bytes) -> None:
        """What a name stands for is in the cells."""

    handle_externname = handle_externsheet = handle_supbook = handle_name

    def names_epilogue(self) -> None:
        """There are none."""

    def handle_sst(self, data: bytes) -> None:
        """The texts that cells share, as many as there are: the file may count them wrong."""
        pieces = [data]
        while (following := self.get_record_parts_conditional(_CONTINUE))[0] is not None:
            pieces.append(following[2])
        self._sharedstrings, self._rich_text_runlist_map = shared_texts(pieces)

    def get_record_parts(self) -> tuple[int, int, bytes]:
        """The next record; the words of page headers are noted on the way."""
        code, length, data = super().get_record_parts()
        self._ended = self._position
        if code in (_HEADER, _FOOTER) and self._reading is not None and data:
            self._reading.page_words.append(self._page_words(data))
        return code, length, data

    def get_sheet(self, sh_number: int, update_pos: bool = True) -> XlsSheet:
        """A sheet by its place; raises what is in `BROKEN`, and `UserError` where sheets share their bytes."""
        if update_pos:
            self._position = self._sh_abs_posn[sh_number]
        begin = self._position
        self.getbof(XL_WORKSHEET)
        sheet = self._reading = XlsSheet(self, self._position, self._sheet_names[sh_number], sh_number)
        try:
            sheet.read(self)
        finally:
            self._reading = None
        self._read += max(self._ended - begin, 0)
        if self._read > _READ_AGAIN * len(self.mem):
            raise too_much(self.name)
        self._sheet_list[sh_number] = sheet
        return sheet

    def _page_words(self, data: bytes) -> str:
        if self.biff_version >= 80:
            wide = len(data) > 2 and data[2] & 1
            return data[3:].decode("utf-16-le" if wide else "latin-1", errors="replace")
        return data[1:].decode(self.encoding or "latin-1", errors="replace")


def open_xls(data: bytes, name: str) -> XlsWorkbook:
    """The workbook in the bytes of an .xls file; raises UserError where it is damaged or encrypted."""
    book = XlsWorkbook(name)
    try:
        book.biff2_8_load(file_contents=data, logfile=Nowhere(), formatting_info=True, on_demand=True, ragged_rows=True)
        version = book.getbof(XL_WORKBOOK_GLOBALS)
        if version not in SUPPORTED_VERSIONS:
            raise damaged(name)
        book.biff_version = version
        if version <= 40:
            book.on_demand = False
            book.fake_globals_get_sheet()
        else:
            book.parse_globals()
            if version < 80 and any(font_of(font.name) for font in book.font_list):
                book.encoding = "cp1252"  # whatever the computer's page was, old fonts draw for these codes
            if version != 45:
                book._sheet_list = [None for _name in book._sheet_names]
        book.nsheets = len(book._sheet_list)
    except BROKEN as error:
        raise damaged(name) from error
    return book
