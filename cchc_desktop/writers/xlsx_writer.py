"""The tables of a document as worksheets. Import it only where one is made: it loads openpyxl."""

import re
from collections.abc import Callable, Iterator
from copy import copy
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from cchc_desktop.documents.house_style import HouseStyle, PageStyle, ParagraphStyle
from cchc_desktop.documents.nodes import (
    Cell,
    Document,
    Heading,
    ListItem,
    PageRun,
    Paragraph,
    Row,
    Table,
    TitleBlock,
    text_of,
)
from cchc_desktop.writers.fonts import face_of, family
from cchc_desktop.writers.line_breaking import unbound
from cchc_desktop.writers.page_rules import HEADERS, HEADS, role_of_row
from cchc_desktop.writers.saving import atomic_write
from cchc_desktop.writers.table_boxes import TableBoxes

Progress = Callable[[int, int], None]
_Look = tuple[float, bool, bool, str, str]  # size, bold, italic, alignment across and down

_MM_PER_INCH = 25.4
_NAME_LIMIT = 31
_FORBIDDEN = str.maketrans({char: " " for char in "[]:*?/\\"})
_FORMULA_SIGNS = ("=", "+", "-", "@")
_HIGHEST = 409.0  # points: the most a row of Excel can have
# What a sheet shows is set on the screen's grid: lines are higher than on paper, and some texts take a line more.
_LINE = 1.32  # of the size of the type
_ROOM = 4.0  # points above and below
_LINES_MORE = 0.12  # of its lines, for a long text
_PIXELS = 96 / 72  # in a point
_PADDING = 9  # pixels beside a number
_DATE = re.compile(r"(\d{2})/(\d{1,2})/(\d{4})")
_PERCENT = re.compile(r"-?\d+(?:,(\d{1,3}))?[ \u00a0]?%")
_VALUE = re.compile(r"-?[\d.]+(?:,(\d+))?")


# The bar of a share: as wide as its cell at 100 per cent.
_BAR = DataBarRule("num", 0, "num", 1, color="A6A6A6", showValue=False)


def write_xlsx(
    document: Document, target: Path | BinaryIO, style: HouseStyle, progress: Progress | None = None
) -> None:
    """Write a workbook with one sheet a table, to a path (whole or not at all) or to a stream; tables of texts last.

    `progress(done, total)` is called between rows and may raise `Cancelled`. The document must hold a table.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    # Column widths are counted in digits of the normal font: 7 pixels in this one, wherever it is opened.
    normal = Font(name=style.font, size=11)
    workbook._fonts = IndexedList([normal])
    workbook._named_styles["Normal"].font = normal
    workbook.properties.creator = document.author
    workbook.properties.title = document.title
    workbook.properties.language = document.language
    total = sum(len(table.rows) for table in document.tables())
    done = 0
    for part, place, table in _tables(document):
        sheet = workbook.create_sheet(_sheet_name(table, workbook.sheetnames))
        writer = _SheetWriter(sheet, table, style, style.page(part.page))
        writer.titles(_titles(part, place, table))
        for _ in writer.rows():
            done += 1
            if progress:
                progress(done, total)
        writer.notes(_notes(part, place, table))
        writer.page_setup()
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        _InMemory(workbook, archive).save()
    if isinstance(target, Path):
        with atomic_write(target, ".xlsx") as file:
            file.write(stream.getvalue())
    else:
        target.write(stream.getvalue())


def _tables(document: Document) -> list[tuple[PageRun, int, Table]]:
    """Each table with its part and its place among the blocks there; those of running texts at the end."""
    found = [
        (part, place, block)
        for part in document.parts
        for place, block in enumerate(part.blocks)
        if isinstance(block, Table)
    ]
    return sorted(found, key=lambda one: one[2].in_text)


class _InMemory(ExcelWriter):
    """openpyxl lays each sheet into a file for all programs first: when that drive is full it raises no `OSError`, and
    when the program is killed the office's tables stay there."""

    def write_worksheet(self, ws: Worksheet) -> None:
        ws._drawing = SpreadsheetDrawing()
        writer = WorksheetWriter(ws, out=BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def _sheet_name(table: Table, taken: list[str]) -> str:
    """A name that a workbook accepts and does not have yet."""
    name = (table.name.translate(_FORBIDDEN).strip(" '") or "Bảng")[:_NAME_LIMIT]
    number = 2
    unique = name
    while unique.lower() in {other.lower() for other in taken}:
        ending = f" {number}"
        unique = name[: _NAME_LIMIT - len(ending)] + ending
        number += 1
    return unique


def _titles(part: PageRun, place: int, table: Table) -> list[Paragraph]:
    """The title lines that stand above a table of the part; in a text the line that introduces the table."""
    if table.in_text:
        above = part.blocks[place - 1] if place else None
        return [Paragraph("body", above.runs)] if isinstance(above, Paragraph | Heading | ListItem) else []
    return [line for block in part.blocks[:place] if isinstance(block, TitleBlock) for line in block.lines]


def _notes(part: PageRun, place: int, table: Table) -> list[Paragraph]:
    """The text between a table and the next thing that is not text; below a table of a text none is its own."""
    found: list[Paragraph] = []
    if table.in_text:
        return found
    for block in part.blocks[place + 1 :]:
        if not isinstance(block, Paragraph):
            break
        found.append(block)
    return found


class _SheetWriter:
    """Fills one worksheet with one table."""

    def __init__(self, sheet: Worksheet, table: Table, style: HouseStyle, page: PageStyle) -> None:
        self._sheet = sheet
        self._table = table
        self._style = style
        self._page = page
        self._count = len(table.columns)
        self._row = 1
        self._header: tuple[int, int] = (1, 1)
        self._looks: dict[_Look, StyleArray] = {}
        self._spans: dict[int, int] = {}  # column to the row in which its open span begins
        self._last = 0  # row of the table
        self._widest: dict[int, float] = {}  # column to the pixels that its widest number takes
        side = Side(style="thin", color="000000")
        self._border = Border(left=side, right=side, top=side, bottom=side)
        for number, column in enumerate(table.columns, start=1):
            width = _width(column.width / _MM_PER_INCH * 96)
            sheet.column_dimensions[get_column_letter(number)].width = width

    def titles(self, lines: list[Paragraph]) -> None:
        """The title lines above the table and an empty row."""
        for line in lines:
            self._line(line)
        if lines:
            self._row += 1

    def notes(self, lines: list[Paragraph]) -> None:
        """The lines below the table."""
        for line in lines:
            self._line(line)

    def _line(self, line: Paragraph) -> None:
        look = self._style.paragraph(line.role)
        cell = self._sheet.cell(self._row, 1)
        self._put(cell, text_of(line.runs))
        cell.font = Font(name=self._style.font, size=look.size, bold=look.bold, italic=look.italic)
        cell.alignment = Alignment(horizontal=look.align, vertical="center", wrap_text=True)
        self._merge(self._row, 1, self._row, self._count)
        width = sum(column.width for column in self._table.columns)
        letters = width / _MM_PER_INCH * 72 / (look.size * 0.45)
        self._sheet.row_dimensions[self._row].height = look.size * 1.35 * (int(len(text_of(line.runs)) / letters) + 1)
        self._row += 1

    def rows(self) -> Iterator[None]:
        """Write header and body, pausing after each body row."""
        boxes = TableBoxes(self._table, self._style, family())
        first = self._row
        header = self._table.header
        for row, below, box in zip(header, (*header[1:], None), boxes.header(), strict=True):
            self._write(row, below, boxes.fitting(box.height, box.pitch))
        self._header = (first, self._row - 1)
        rows = self._table.rows
        for number, (row, box) in enumerate(zip(rows, boxes.rows(), strict=True)):
            below = rows[number + 1] if number + 1 < len(rows) else None
            drawn = any(cell.drawing for cell in row.cells)  # what it says stands here in words
            lines = max(len(cell.lines) for cell in box.cells) if drawn else boxes.fitting(box.height, box.pitch)
            self._write(row, below, lines)
            self._last = self._row - 1
            yield

    def _write(self, row: Row, below: Row | None, lines: int) -> None:
        """Write a row of so many lines; without a height it would show one in programs that do not fit rows."""
        look = self._style.paragraph(role_of_row(row))
        goes_on = below.merged_columns() if below else frozenset()
        column = 1
        for cell in row.cells:
            self._cell(row, cell, column, look)
            if cell.colspan > 1:
                for other in range(column + 1, column + cell.colspan):
                    self._sheet.cell(self._row, other).border = self._border
                self._merge(self._row, column, self._row, column + cell.colspan - 1)
            self._merge_down(cell, column, goes_on=column - 1 in goes_on)
            column += cell.colspan
        room = (lines + int(lines * _LINES_MORE)) * look.size * _LINE + _ROOM
        self._sheet.row_dimensions[self._row].height = round(min(room, _HIGHEST), 2)
        self._row += 1

    def _cell(self, row: Row, cell: Cell, column: int, look: ParagraphStyle) -> None:
        target = self._sheet.cell(self._row, column)
        runs = [run for runs in cell.paragraphs for run in runs]
        bold = look.bold or (bool(runs) and all(run.bold for run in runs))
        italic = look.italic or (bool(runs) and all(run.italic for run in runs))
        align = cell.align or (look.align if row.kind in HEADS else self._table.columns[column - 1].align)
        self._dress(target, (look.size, bold, italic, align, "center" if row.kind in HEADERS else "top"))
        if cell.merge_above:
            return
        value = _real_value(cell) if row.kind not in HEADS else None
        if value is None:
            self._put(target, cell.drawing.words if cell.drawing is not None else cell.text)
            return
        target.value, target.number_format, shown = value
        if cell.drawing is not None:
            self._sheet.conditional_formatting.add(target.coordinate, _BAR)
        face = family().faces[face_of(bold, italic)]
        wide = face.width(shown) * look.size * _PIXELS + _PADDING
        if cell.colspan == 1:
            self._widest[column] = max(self._widest.get(column, 0.0), wide)

    def _dress(self, cell: SheetCell, look: _Look) -> None:
        """Give a ruled cell its look; cells of one look share it, as making one takes longer than the cell."""
        known = self._looks.get(look)
        if known is None:
            size, bold, italic, align, vertical = look
            cell.font = Font(name=self._style.font, size=size, bold=bold, italic=italic)
            cell.alignment = Alignment(horizontal=align, vertical=vertical, wrap_text=True)
            cell.border = self._border
            self._looks[look] = copy(cell._style)
        else:
            cell._style = copy(known)

    def _merge_down(self, cell: Cell, column: int, *, goes_on: bool) -> None:
        if not cell.merge_above and goes_on:
            self._spans[column] = self._row
        elif cell.merge_above and not goes_on and column in self._spans:
            start = self._spans.pop(column)
            self._merge(start, column, self._row, column)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge cells; their borders are drawn already, which `Worksheet.merge_cells` would do again, slowly."""
        self._sheet.merged_cells.ranges.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))

    @staticmethod
    def _put(cell: SheetCell, text: str) -> None:
        """Put text that stays text, even when it looks like a formula."""
        if not text:
            return
        text = unbound(text)
        cell.value = text
        cell.data_type = "s"
        if text.startswith(_FORMULA_SIGNS):
            cell.quotePrefix = True

    def page_setup(self) -> None:
        """Widths that show every number, a filter, paper, margins, repeated header, page numbers as on paper."""
        sheet, page = self._sheet, self._page
        for column, pixels in self._widest.items():
            dimension = sheet.column_dimensions[get_column_letter(column)]
            dimension.width = max(dimension.width, _width(pixels))
        first, last = self._header
        sheet.auto_filter.ref = f"A{last}:{get_column_letter(self._count)}{max(last, self._last)}"
        sheet.print_title_rows = f"{first}:{last}"
        sheet.freeze_panes = sheet.cell(last + 1, 1)
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape" if page.width > page.height else "portrait"
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.print_options.horizontalCentered = True
        for side in ("top", "bottom", "left", "right"):
            setattr(sheet.page_margins, side, getattr(page, side) / _MM_PER_INCH)
        sheet.page_margins.header = sheet.page_margins.footer = page.number_from_top / _MM_PER_INCH
        sheet.HeaderFooter.differentFirst = True
        number = sheet.oddHeader.center
        number.text, number.font = "&P", f"{self._style.font},Regular"
        number.size = round(self._style.paragraph("page_number").size)


def _width(pixels: float) -> float:
    """Excel counts widths in digits of 7 pixels, with 5 pixels of padding."""
    return round((pixels - 5) / 7, 2)


def _real_value(cell: Cell) -> tuple[Decimal | date, str, str] | None:
    """What a cell holds as a number, day or share: the value, its format, and how that shows; None for text.

    The number of a bar is per cent.
    """
    text = unbound(cell.text).strip()
    if cell.number is not None:
        if cell.drawing is not None:
            return cell.number / 100, "0.00%", "100,00%"
        return _number(cell.number, text)
    if found := _DATE.fullmatch(text):
        try:
            return date(int(found[3]), int(found[2]), int(found[1])), "dd/mm/yyyy", "00/00/0000"
        except ValueError:
            return None
    if found := _PERCENT.fullmatch(text):
        share = Decimal(text.rstrip(" %").replace(",", ".")) / 100
        return share, f"0{_decimals(found[1])}%", text
    return None


def _number(value: Decimal, text: str) -> tuple[Decimal, str, str]:
    """A number with as many decimals as on paper and what stands behind it; money in words becomes đồng."""
    found = _VALUE.match(text)
    if found is None or Decimal(found[0].replace(".", "").replace(",", ".") or 0) != value:
        shown = f"{value:,.0f} đồng"
        return value, '#,##0" đồng"', shown
    rest = text[found.end() :].replace('"', "")
    return value, f"#,##0{_decimals(found[1])}" + (f'"{rest}"' if rest else ""), text


def _decimals(digits: str | None) -> str:
    return f".{'0' * len(digits)}" if digits else ""
