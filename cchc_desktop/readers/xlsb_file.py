"""Excel's binary workbooks in a package (.xlsb) to tables: the records of MS-XLSB that hold what cells show.

Sheets are read record by record; formats, merged and hidden cells are those of every other workbook.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from cchc_desktop.readers.beside_cells import BesideCells
from cchc_desktop.readers.guards import damaged, open_archive, too_much
from cchc_desktop.readers.office_package import OfficePackage
from cchc_desktop.readers.old_fonts import OldFont, font_of
from cchc_desktop.readers.sheet_rows import SheetContent, SheetRows, column_letters
from cchc_desktop.readers.source import Source
from cchc_desktop.readers.workbook import (
    MAX_SHEETS,
    Book,
    SharedText,
    Style,
    places_for,
    style_of,
    unicode_text,
    yes_or_no,
)
from cchc_desktop.readers.workbook_source import workbook_source
from cchc_desktop.readers.xlsx_asides import take_drawings
from cchc_desktop.readers.xlsx_book import part_of
from cchc_desktop.readers.xlsx_sheet import chart_words
from cchc_desktop.text import clean

_ROW, _MERGED, _COLUMN, _PAGES = 0, 176, 60, 479
_BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(1, 8)
_F_TEXT, _F_REAL, _F_BOOL, _F_ERROR, _RICH = 8, 9, 10, 11, 62
_STRING, _FONT, _FORMAT, _XF, _CELL_XFS, _CELL_XFS_END = 19, 43, 44, 47, 617, 618
_SHEET, _PROPERTIES = 156, 153
_NOTE, _NOTE_TEXT = 635, 637
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
_NO_TEXT = 0xFFFFFFFF
_BROKEN = (struct.error, IndexError, UnicodeDecodeError)
_EXACT = 1e15  # digits of a whole number that Excel keeps


def read_xlsb_file(path: Path) -> Source:
    """The visible and hidden sheets with text, in their order; raises UserError where the file is damaged or empty."""
    with open_archive(path) as archive:
        package = OfficePackage(archive, path.name)
        try:
            return _read(package)
        except _BROKEN as error:
            raise damaged(path.name) from error


def _read(package: OfficePackage) -> Source:
    main, _kind = package.main()
    relations = package.relations(main)
    book = Book(package.name, places=places_for(package.megabytes))
    fonts = _take_styles(package.data(part_of(package, main, relations, "styles", "bin")), book)
    strings = _strings(package.data(part_of(package, main, relations, "sharedStrings", "bin")), fonts)
    parts = {relation.identity: relation for relation in relations}
    sheets: list[SheetContent] = []
    seen: set[str] = set()
    for kind, data in _records(package.data(main)):
        if kind == _PROPERTIES:
            book.from_1904 = bool(data[0] & 1)
        if kind != _SHEET:
            continue
        identity, at = _wide_text(data, 8)
        title, _end = _wide_text(data, at)
        relation = parts.get(identity)
        if relation is None or relation.part.lower() in seen:
            continue
        seen.add(relation.part.lower())
        content = SheetContent(clean(title), bool(data[0] & 3))
        sheets.append(content)
        if len(sheets) > MAX_SHEETS:
            raise too_much(package.name)
        if relation.kind == "chartsheet":
            content.warnings.append(chart_words(content.title))
            continue
        _Reading(book, content, strings, fonts).read(package.data(relation.part))
        _take_beside(package, relation.part, book, content, fonts)
    return workbook_source(book, sheets)


def _records(data: bytes | None) -> Iterator[tuple[int, bytes]]:
    """The records of a part: their kind in one or two bytes, their length in up to four, seven bits each."""
    at, end = 0, len(data or b"")
    while data and at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        length = 0
        for step in range(4):
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << 7 * step
            if not byte & 0x80:
                break
        if at + length > end:
            raise IndexError
        yield kind, data[at : at + length]
        at += length


def _wide_text(data: bytes, at: int) -> tuple[str, int]:
    """A text with its length in letters before it, and where it ends; none at all is an empty one."""
    (count,) = struct.unpack_from("<I", data, at)
    if count == _NO_TEXT:
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(data):
        raise IndexError
    return data[at + 4 : end].decode("utf-16-le"), end


def _take_styles(data: bytes | None, book: Book) -> list[OldFont | None]:
    """Give the book the looks of its cells in the order by which cells name them; returns the fonts."""
    codes: dict[int, str] = {}
    fonts: list[OldFont | None] = []
    in_cells = False
    for kind, record in _records(data):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", record)[0]] = _wide_text(record, 2)[0]
        elif kind == _FONT:
            fonts.append(font_of(_wide_text(record, 21)[0]))
        elif kind in (_CELL_XFS, _CELL_XFS_END):
            in_cells = kind == _CELL_XFS
        elif kind == _XF and in_cells:
            _parent, number, font = struct.unpack_from("<HHH", record)
            book.styles.append(_style(codes, fonts, number, font))
    return fonts


def _style(codes: dict[int, str], fonts: list[OldFont | None], number: int, font: int) -> Style:
    return style_of(codes.get(number, ""), fonts[font] if font < len(fonts) else None, number)


def _strings(data: bytes | None, fonts: list[OldFont | None]) -> list[SharedText]:
    return [SharedText(*_rich_text(record, 0, fonts)) for kind, record in _records(data) if kind == _STRING]


def _rich_text(data: bytes, at: int, fonts: list[OldFont | None]) -> tuple[str, bool]:
    """A text with runs in fonts of their own, and whether one of them was old."""
    rich = data[at] & 1
    text, end = _wide_text(data, at + 1)
    if not rich:
        return text, False
    (count,) = struct.unpack_from("<I", data, end)
    runs = list(struct.iter_unpack("<HH", data[end + 4 : end + 4 + 4 * min(count, len(text) + 1)]))
    begins = [0, *(min(begin, len(text)) for begin, _font in runs), len(text)]
    named = [None, *(fonts[font] if font < len(fonts) else None for _begin, font in runs)]
    return unicode_text((font, text[a:b]) for font, a, b in zip(named, begins, begins[1:], strict=False))


class _Reading:
    """Goes through the records of one sheet once."""

    def __init__(
        self, book: Book, content: SheetContent, strings: list[SharedText], fonts: list[OldFont | None]
    ) -> None:
        self._rows = SheetRows(book, content)
        self._beside = BesideCells(content)
        self._strings = strings
        self._fonts = fonts
        self._hidden: bool | None = None  # of the row that is open

    def read(self, data: bytes | None) -> None:
        """All records."""
        for kind, record in _records(data):
            if kind == _ROW:
                self._end_row()
                (number,) = struct.unpack_from("<I", record)
                self._hidden = bool(struct.unpack_from("<H", record, 10)[0] & 0x1000)
                self._rows.begin(number + 1)
            elif kind == _MERGED:
                top, bottom, left, right = struct.unpack_from("<4I", record)
                self._rows.merge(left, top + 1, right, bottom + 1)
            elif kind == _COLUMN:
                first, last = struct.unpack_from("<2I", record)
                if struct.unpack_from("<H", record, 16)[0] & 1:
                    self._rows.hide_columns(first, last)
            elif kind == _PAGES:
                self._take_pages(record)
            elif self._hidden is not None:
                self._take_cell(kind, record)
        self._end_row()
        self._rows.finish()

    def _end_row(self) -> None:
        if self._hidden is not None:
            self._rows.end(self._hidden)
        self._hidden = None

    def _take_cell(self, kind: int, record: bytes) -> None:
        if not (_BLANK < kind <= _F_ERROR or kind == _RICH):
            return
        column, look = struct.unpack_from("<II", record)
        style = self._rows.book.style(look & 0xFFFFFF)
        self._rows.put(column, self._text(kind, record, column, style))

    def _text(self, kind: int, record: bytes, column: int, style: Style | None) -> str:
        if kind in (_RK, _REAL, _F_REAL):
            value = _rk(record) if kind == _RK else struct.unpack_from("<d", record, 8)[0]
            whole = int(value) if abs(value) < _EXACT and value.is_integer() else value
            return self._rows.number(repr(whole), style, column)
        if kind in (_BOOL, _F_BOOL):
            return yes_or_no(bool(record[8]))
        if kind in (_ERROR, _F_ERROR):
            return self._rows.error(_ERRORS.get(record[8], "#"), column)
        if kind == _SHARED:
            (index,) = struct.unpack_from("<I", record, 8)
            if index >= len(self._strings):
                self._rows.book.findings.without_text.append(self._rows.place(column))
                return ""
            return self._rows.shared(self._strings[index], style, column)
        if kind == _RICH:
            return self._rows.worded(*_rich_text(record, 8, self._fonts), style, column)
        return self._rows.worded(_wide_text(record, 8)[0], False, style, column)

    def _take_pages(self, record: bytes) -> None:
        codes, at = [], 2
        while at + 4 <= len(record):
            text, at = _wide_text(record, at)
            codes.append(text)
        self._beside.pages(codes)


def _rk(record: bytes) -> float:
    """A number in 30 bits: an integer or the upper half of a double, perhaps a hundredth of what is meant."""
    (raw,) = struct.unpack_from("<i", record, 8)
    value: float = float(raw >> 2) if raw & 2 else struct.unpack("<d", struct.pack("<iI", 0, raw & 0xFFFFFFFC))[0]
    return value / 100 if raw & 1 else value


def _take_beside(
    package: OfficePackage, part: str, book: Book, content: SheetContent, fonts: list[OldFont | None]
) -> None:
    """Notes, and the drawings of the sheet, which are XML here too."""
    beside = BesideCells(content)
    for relation in package.relations(part):
        if relation.kind == "comments":
            row = column = 0
            for kind, record in _records(package.data(relation.part)):
                if kind == _NOTE:
                    row, _last, column = struct.unpack_from("<III", record, 4)
                elif kind == _NOTE_TEXT:
                    beside.note(row + 1, f"{column_letters(column)}{row + 1}", _rich_text(record, 0, fonts)[0])
    take_drawings(part, package, book, beside)
    beside.finish()
