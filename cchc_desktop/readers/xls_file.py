"""Excel's binary workbooks (.xls) to tables: what the cells show, by the same formats and rules as those of XLSX."""

from pathlib import Path

from xlrd.biffh import (
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_ERROR,
    XL_CELL_NUMBER,
    XL_CELL_TEXT,
    error_text_from_code,
)

from cchc_desktop.i18n import ngettext
from cchc_desktop.readers.beside_cells import BesideCells
from cchc_desktop.readers.guards import MEGABYTE, check_bytes, damaged, too_much
from cchc_desktop.readers.old_fonts import OldFont, font_of
from cchc_desktop.readers.sheet_rows import SheetContent, SheetRows, column_letters
from cchc_desktop.readers.source import Source
from cchc_desktop.readers.workbook import (
    MAX_SHEETS,
    Book,
    Style,
    places_for,
    style_of,
    unicode_text,
    yes_or_no,
)
from cchc_desktop.readers.workbook_source import workbook_source
from cchc_desktop.readers.xls_book import BROKEN, XlsSheet, XlsWorkbook, open_xls
from cchc_desktop.text import clean

_LARGEST = 40 * MEGABYTE
_EXACT = 1e15  # digits of a whole number that Excel keeps


def read_xls_file(path: Path) -> Source:
    """The visible and hidden sheets with text, in their order, with notes, text boxes and page headers as asides.

    Raises `UserError` where the file is damaged, protected, or has no text.
    """
    data = check_bytes(path, _LARGEST)
    workbook = open_xls(data, path.name)
    fonts = [font_of(font.name) for font in workbook.font_list]
    book = Book(path.name, _styles(workbook, fonts), workbook.datemode == 1, places=places_for(len(data) / MEGABYTE))
    names = workbook.sheet_names()
    if len(names) > MAX_SHEETS:
        raise too_much(path.name)
    sheets = []
    for at, title in enumerate(names):
        try:
            sheet = workbook.sheet_by_index(at)
            content = SheetContent(clean(title), bool(workbook._sheet_visibility[at]))
            _read_cells(sheet, SheetRows(book, content), fonts)
            _read_asides(sheet, content)
        except BROKEN as error:
            raise damaged(path.name) from error
        workbook.unload_sheet(at)
        sheets.append(content)
    return workbook_source(book, sheets, _said_of(workbook))


def _said_of(workbook: XlsWorkbook) -> list[str]:
    charts = workbook._all_sheets_map.count(-1)
    words = ngettext(
        "{count} sheet of the workbook is a chart or a macro and was not read.",
        "{count} sheets of the workbook are charts or macros and were not read.",
        charts,
    )
    return [words.format(count=charts)] if charts else []


def _styles(workbook: XlsWorkbook, fonts: list[OldFont | None]) -> list[Style]:
    """The looks of cells in the order by which cells name them."""
    made = []
    for xf in workbook.xf_list:
        kept = workbook.format_map.get(xf.format_key)
        code = kept.format_str if kept is not None else ""
        at = xf.font_index
        made.append(style_of(code, fonts[at] if 0 <= at < len(fonts) else None, xf.format_key))
    return made


def _read_cells(sheet: XlsSheet, rows: SheetRows, fonts: list[OldFont | None]) -> None:
    for left, top, right, bottom in ((c, r, c_end, r_end) for r, r_end, c, c_end in sheet.merged_cells):
        rows.merge(left, top + 1, right - 1, bottom)
    for column, info in sheet.colinfo_map.items():
        if info.hidden:
            rows.hide_columns(column, column)
    for at in range(sheet.nrows):
        kinds = sheet.row_types(at)
        if not any(kinds):
            continue
        rows.begin(at + 1)
        values = sheet.row_values(at)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind in (XL_CELL_TEXT, XL_CELL_NUMBER, XL_CELL_DATE, XL_CELL_BOOLEAN, XL_CELL_ERROR):
                rows.put(column, _shown(sheet, rows, fonts, at, column, kind, value))
        info = sheet.rowinfo_map.get(at)
        rows.end(bool(info is not None and info.hidden))
    rows.finish()


def _shown(
    sheet: XlsSheet, rows: SheetRows, fonts: list[OldFont | None], at: int, column: int, kind: int, value: str | float
) -> str:
    """What a cell shows."""
    style = rows.book.style(sheet.cell_xf_index(at, column))
    if kind == XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get((at, column))
        text, converted = _rich(str(value), runs, fonts) if runs else (str(value), False)
        return rows.worded(text, converted, style, column) if text else ""
    if kind == XL_CELL_BOOLEAN:
        return yes_or_no(bool(value))
    if kind == XL_CELL_ERROR:
        return rows.error(error_text_from_code.get(int(value), "#"), column)
    whole = int(value) if abs(float(value)) < _EXACT and float(value).is_integer() else value
    return rows.number(repr(whole), style, column)


def _rich(text: str, runs: list[tuple[int, int]], fonts: list[OldFont | None]) -> tuple[str, bool]:
    """A text whose runs have fonts of their own, and whether one of them is old; before the first run it is plain."""
    begins = [0, *(min(begin, len(text)) for begin, _font in runs), len(text)]
    named = [None, *(fonts[font] if font < len(fonts) else None for _begin, font in runs)]
    return unicode_text((font, text[a:b]) for font, a, b in zip(named, begins, begins[1:], strict=False))


def _read_asides(sheet: XlsSheet, content: SheetContent) -> None:
    beside = BesideCells(content)
    beside.pages(sheet.page_words)
    for (row, column), note in sorted(sheet.cell_note_map.items()):
        beside.note(row + 1, f"{column_letters(column)}{row + 1}", note.text)
    for text in sheet.boxes:
        beside.box(0, text)
    beside.say(pictures=sheet.pictures, charts=sheet.charts, embedded=sheet.unread)
    beside.finish()
