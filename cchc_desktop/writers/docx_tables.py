"""Ruled tables to WordprocessingML: repeated header, fixed widths, rows that stay whole unless they are tall."""

from collections.abc import Callable, Iterator
from itertools import zip_longest

from cchc_desktop.documents.house_style import MM, HouseStyle
from cchc_desktop.documents.nodes import Cell, Row, Table
from cchc_desktop.writers.docx_drawings import drawing_xml
from cchc_desktop.writers.docx_styles import alignment
from cchc_desktop.writers.docx_xml import mm_twips, paragraph_start, runs_xml, twips
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.page_rules import HEADERS, HEADS, RowSplits, held_with_next, role_of_row
from cchc_desktop.writers.table_boxes import TableBoxes, repeats

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


class TableXml:
    """Writes one table; `drawings` numbers what is drawn in the cells of all tables of a paper."""

    def __init__(self, table: Table, style: HouseStyle, family: Family, drawings: Iterator[int]) -> None:
        self._table = table
        self._drawings = drawings
        self._style = style
        self._widths = [mm_twips(column.width) for column in table.columns]
        self._held = False  # whether the row being written stays on the page of the next
        self._frames: dict[tuple[object, ...], list[tuple[str, str]]] = {}  # by all that rows of one look share
        self._splits = RowSplits(table, style)
        self._heights = self._row_heights(family)
        self._repeats = repeats(TableBoxes(table, style, family).header(), style)

    def _row_heights(self, family: Family) -> dict[int, float]:
        """Heights in points of the rows that a cell spanning them, or a drawing, stretches."""
        if not any(cell.merge_above or cell.drawing for row in self._table.rows for cell in row.cells):
            return {}
        boxes = TableBoxes(self._table, self._style, family).rows()
        return {number: box.height for number, box in enumerate(boxes) if box.stretched}

    def write(self, progress: Callable[[], None]) -> str:
        """The table; `progress` is called after each row."""
        pieces = [self._properties()]
        header = self._table.header
        pieces += [self._row(row, below, None) for row, below in zip_longest(header, header[1:])]
        rows = self._table.rows
        for number, row in enumerate(rows):
            below = rows[number + 1] if number + 1 < len(rows) else None
            self._held = held_with_next(row) or (self._table.keep_end and number >= len(rows) - 2)
            pieces.append(self._row(row, below, self._heights.get(number)))
            progress()
        pieces.append("</w:tbl>")
        return "".join(pieces)

    def _properties(self) -> str:
        look = self._style.table
        size = round(look.border_pt * 8)
        borders = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>' for side in _SIDES)
        x, y = mm_twips(look.padding_x_mm), mm_twips(look.padding_y_mm)
        margins = "".join(
            f'<w:{side} w:w="{width}" w:type="dxa"/>'
            for side, width in (("top", y), ("left", x), ("bottom", y), ("right", x))
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self._widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )

    def _row(self, row: Row, below: Row | None, height: float | None) -> str:
        header = row.kind in HEADERS and self._repeats
        whole = row.kind != "row" or not self._splits.may_split(row)
        properties = "<w:cantSplit/>" if whole else ""
        if height is not None:
            properties += f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>'
        if header:
            properties += "<w:tblHeader/>"
        continued = below.merged_columns() if below else frozenset()
        looks = tuple([(cell.align, cell.colspan, cell.merge_above) for cell in row.cells])
        key = (row.kind, continued, self._held, looks)
        frames = self._frames.get(key)
        if frames is None:
            frames = self._frames[key] = self._frames_of(row, continued)
        cells = [_cell_xml(cell, frame) for cell, frame in zip(row.cells, frames, strict=True)]
        column = 0
        for place, cell in enumerate(row.cells):
            if cell.drawing is not None:
                look, start = frames[place]
                drawn = drawing_xml(cell.drawing, self._room(column, cell.colspan), next(self._drawings))
                cells[place] = f"{look}{start}{drawn}</w:p></w:tc>"
            column += cell.colspan
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"

    def _room(self, column: int, colspan: int) -> float:
        """Points between the paddings of a cell."""
        width = sum(one.width for one in self._table.columns[column : column + colspan])
        return (width - 2 * self._style.table.padding_x_mm) * MM

    def _frames_of(self, row: Row, continued: frozenset[int]) -> list[tuple[str, str]]:
        frames = []
        column = 0
        for cell in row.cells:
            frames.append(self._frame(row, cell, column, column in continued))
            column += cell.colspan
        return frames

    def _frame(self, row: Row, cell: Cell, column: int, spans: bool) -> tuple[str, str]:
        """What cells of one look share: their beginning, and that of each paragraph in them."""
        width = sum(self._widths[column : column + cell.colspan])
        look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.colspan > 1:
            look += f'<w:gridSpan w:val="{cell.colspan}"/>'
        if cell.merge_above:
            look += "<w:vMerge/>"
        elif spans:
            look += '<w:vMerge w:val="restart"/>'
        if row.kind in HEADERS:
            look += '<w:vAlign w:val="center"/>'
        role = role_of_row(row)
        style = self._style.paragraph(role)
        align = cell.align or (self._table.columns[column].align if row.kind not in HEADS else style.align)
        properties = "<w:keepNext/>" if self._held else ""
        if align != style.align:
            properties += f'<w:jc w:val="{alignment(align)}"/>'
        return f"<w:tc><w:tcPr>{look}</w:tcPr>", paragraph_start(role, properties)


def _cell_xml(cell: Cell, frame: tuple[str, str]) -> str:
    look, start = frame
    paragraphs = () if cell.merge_above else cell.paragraphs
    if len(paragraphs) < 2:
        return f"{look}{start}{runs_xml(paragraphs[0]) if paragraphs else ''}</w:p></w:tc>"
    return f"{look}{''.join([f'{start}{runs_xml(runs)}</w:p>' for runs in paragraphs])}</w:tc>"
