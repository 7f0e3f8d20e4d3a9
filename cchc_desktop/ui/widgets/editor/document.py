"""Light markup as a document of Qt, and back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from cchc_desktop.rules.markup import Block, BlockKind, Cell, Run, cell_lines, pieces, table_row
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.editor.html import block_of

PREFIXES = {BlockKind.BULLET: "- ", BlockKind.SUB_BULLET: "+ "}


def block_format(heading: bool, in_cell: bool = False) -> QTextBlockFormat:
    """Spacing of a paragraph, with the level that makes it a sub-heading."""
    made = QTextBlockFormat()
    # 1.28 of the font's height: marks above and below Vietnamese letters never touch.
    height = round(QFontMetricsF(theme.font(14)).height() * 1.28)
    made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setTopMargin(0 if in_cell else theme.px(8 if heading else 2))
    made.setBottomMargin(0 if in_cell else theme.px(2 if heading else 6))
    made.setHeadingLevel(1 if heading else 0)
    return made


def char_format(bold: bool = False, italic: bool = False, heading: bool = False) -> QTextCharFormat:
    """The look of a run."""
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.DemiBold if bold or heading else QFont.Weight.Normal)
    made.setFontItalic(italic)
    return made


def table_format() -> QTextTableFormat:
    """Thin lines, the whole width."""
    made = QTextTableFormat()
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setBorder(1)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(theme.tokens().field_border)
    made.setBorderCollapse(True)
    made.setCellPadding(theme.px(3))
    made.setCellSpacing(0)
    made.setTopMargin(theme.px(4))
    made.setBottomMargin(theme.px(4))
    made.setHeaderRowCount(1)
    return made


def is_bold(look: QTextCharFormat) -> bool:
    """Whether a run counts as bold."""
    return look.fontWeight() >= QFont.Weight.DemiBold


def is_header(cursor: QTextCursor) -> bool:
    """Whether a cursor stands in the header row of a table."""
    table = cursor.currentTable()
    return table is not None and table.cellAt(cursor).row() == 0


# Reading


def read_blocks(document: QTextDocument) -> Iterator[Block]:
    """What a document says, empty paragraphs too."""
    frames = document.rootFrame().begin()
    while not frames.atEnd():
        table = frames.currentFrame()
        if isinstance(table, QTextTable):
            yield from _rows(table)
        else:
            yield from _paragraphs(frames.currentBlock())
        frames += 1


def _paragraphs(block: QTextBlock) -> Iterator[Block]:
    heading = block.blockFormat().headingLevel() > 0
    line: list[Run] = []
    for run in _runs(block, heading):
        # A line break within a paragraph (pasted or typed by old habit) begins a paragraph of its own.
        first, *rest = run.text.split("\n")
        line.append(replace(run, text=first))
        for text in rest:
            yield block_of(line, heading)
            line = [replace(run, text=text)]
    yield block_of(line, heading)


def _rows(table: QTextTable) -> Iterator[Block]:
    for row in range(table.rows()):
        cells = (_cell(table.cellAt(row, column), row == 0) for column in range(table.columns()))
        yield table_row(cells, header=row == 0)


def _cell(cell: QTextTableCell, header: bool) -> Cell:
    runs: list[Run] = []
    block = cell.firstCursorPosition().block()
    last = cell.lastCursorPosition().block()
    while block.isValid():
        runs += _runs(block, header)
        if block == last:
            break
        runs.append(Run("\n"))
        block = block.next()
    return tuple(runs)


def _runs(block: QTextBlock, bold_by_itself: bool) -> Iterator[Run]:
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        look = fragment.charFormat()
        text = clean(fragment.text().replace("\ufffc", "").replace("\t", " "))
        yield Run(text, is_bold(look) and not bold_by_itself, look.fontItalic())
        iterator += 1


def with_cells(made: QMimeData, fragment: QTextDocumentFragment) -> QMimeData:
    """What Qt copied of a piece; where it holds tables the plain text has tabs between their cells."""
    document = QTextDocument()
    QTextCursor(document).insertFragment(fragment)
    blocks = list(read_blocks(document))
    if not any(block.in_table for block in blocks):
        return made
    lines = [PREFIXES.get(block.kind, "") + block.text.replace("\n", " ") for block in blocks]
    copied = QMimeData()  # another one: Qt's own makes its text anew when it is asked
    copied.setHtml(made.html())
    copied.setText("\n".join(line for line in lines if line))
    return copied


# Writing


def write_blocks(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Write blocks from the cursor on, the first one into the paragraph it stands in."""
    into = True  # whether the paragraph at the cursor waits for the next block
    for block, *others in pieces(blocks):
        if block.in_table:
            _write_table(cursor, (block, *others))
            into = True
            continue
        _write_paragraph(cursor, block, into)
        into = False


def _write_paragraph(cursor: QTextCursor, block: Block, into: bool) -> None:
    in_cell = cursor.currentTable() is not None
    heading = block.kind is BlockKind.HEADING and not in_cell
    strong = heading or is_header(cursor)
    if not into:
        cursor.insertBlock(block_format(heading, in_cell), char_format(heading=strong))
    elif cursor.block().length() == 1:
        cursor.setBlockFormat(block_format(heading, in_cell))
        cursor.setBlockCharFormat(char_format(heading=strong))
    prefix = PREFIXES.get(block.kind, "")
    if prefix:
        cursor.insertText(prefix, char_format(heading=strong))
    for run in block.runs:
        cursor.insertText(run.text, char_format(run.bold, run.italic, strong))


def _write_table(cursor: QTextCursor, rows: Sequence[Block]) -> None:
    table = cursor.insertTable(len(rows), len(rows[0].cells), table_format())
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            write_cell(table.cellAt(number, column), cell)
    dress(table)
    cursor.setPosition(table.lastPosition() + 1)
    if cursor.block().length() == 1:
        cursor.setBlockFormat(block_format(False))
        cursor.setBlockCharFormat(char_format())


def write_cell(cell: QTextTableCell, runs: Cell) -> None:
    """Put words into an empty cell."""
    cursor = cell.firstCursorPosition()
    lines = [Block(BlockKind.PARAGRAPH, line) for line in cell_lines(runs)]
    for number, line in enumerate(lines):
        _write_paragraph(cursor, line, into=number == 0)


def dress(table: QTextTable, lowered: int = 0) -> None:
    """Give the cells their look: the header row is bold on a tinted ground, the row `lowered` was it till now."""
    for row in range(table.rows()):
        ground = QTextTableCellFormat()
        ground.setTopPadding(0)  # the letters stand low in their line
        if row == 0:
            ground.setBackground(theme.tokens().band)
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            cell.setFormat(ground)
            if row == 0 or row == lowered:
                _weigh(cell, QFont.Weight.DemiBold if row == 0 else QFont.Weight.Normal)


def _weigh(cell: QTextTableCell, weight: QFont.Weight) -> None:
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setFontWeight(weight)
    cursor.mergeCharFormat(look)
    cursor.mergeBlockCharFormat(look)
