"""Tables within a text editor: going through their cells, rows and columns, pasting into them."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QAction, QTextCursor, QTextTable
from PySide6.QtWidgets import QMenu

from cchc_desktop.i18n import _
from cchc_desktop.rules.markup import MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, Block, pieces, table_row
from cchc_desktop.ui.widgets.editor.document import dress, write_blocks, write_cell


def too_large(blocks: Sequence[Block]) -> str:
    """What to say when a table among the blocks is larger than a text may hold; "" when none is."""
    tables = (rows for rows in pieces(blocks) if rows[0].in_table)
    beyond = any(len(rows) > MAX_TABLE_ROWS or len(rows[0].cells) > MAX_TABLE_COLUMNS for rows in tables)
    return too_large_sentence() if beyond else ""


def too_large_sentence() -> str:
    """What to say of a table that is too large for a text."""
    return _(
        "This table is too large for a text: it can have {columns} columns and {rows} rows at most. Nothing was "
        "pasted; what you copied is still there. A list of tasks belongs into the task frame: open the tab "
        "“Task frame” and press Ctrl+V there. Of another table copy a part, or send it along as a file."
    ).format(columns=MAX_TABLE_COLUMNS, rows=MAX_TABLE_ROWS)


def step(cursor: QTextCursor, forward: bool) -> bool:
    """Move a cursor to the next or previous cell of its table, a new row after the last; False where there is none."""
    table: QTextTable | None = cursor.currentTable()
    if table is None:
        return False
    cell = table.cellAt(cursor)
    place = cell.row() * table.columns() + cell.column() + (1 if forward else -1)
    if place < 0:
        return False
    if place == table.rows() * table.columns():
        if table.rows() >= MAX_TABLE_ROWS:
            return False
        add_row(cursor, cell.row() + 1)
    into(cursor, table, *divmod(place, table.columns()))
    return True


def into(cursor: QTextCursor, table: QTextTable, row: int, column: int) -> None:
    """Set a cursor to the end of a cell's words."""
    cell = table.cellAt(min(row, table.rows() - 1), min(column, table.columns() - 1))
    cursor.setPosition(cell.lastCursorPosition().position())


def add_row(cursor: QTextCursor, at: int, count: int = 1) -> None:
    """New rows at a place of the cursor's table; what was the header and is no more loses its look."""
    table = cursor.currentTable()
    cursor.beginEditBlock()
    table.insertRows(at, count)
    for row in range(at, at + count):
        _empty(table, row, range(table.columns()))
    dress(table, lowered=count if at == 0 else 0)
    cursor.endEditBlock()


def add_column(cursor: QTextCursor, at: int, count: int = 1) -> None:
    """New columns at a place of the cursor's table."""
    table = cursor.currentTable()
    cursor.beginEditBlock()
    table.insertColumns(at, count)
    for row in range(table.rows()):
        _empty(table, row, range(at, at + count))
    dress(table)
    cursor.endEditBlock()


def _empty(table: QTextTable, row: int, columns: Iterable[int]) -> None:
    """Give new cells the look of empty ones; Qt copies that of their neighbours."""
    for column in columns:
        write_cell(table.cellAt(row, column), ())


def insert_table(cursor: QTextCursor, rows: int, columns: int) -> None:
    """An empty table below the cursor's paragraph, with the cursor in its first cell."""
    cursor.beginEditBlock()
    cursor.clearSelection()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    begin = cursor.position()
    write_blocks(cursor, [table_row([()] * columns, header=row == 0) for row in range(rows)])
    cursor.endEditBlock()
    cursor.setPosition(begin + 1)


def paste_rows(cursor: QTextCursor, rows: Sequence[Block]) -> bool:
    """Put rows into the cursor's table: into its cells from the cursor on where these are empty, else below its row.

    False when the table would become larger than a text holds.
    """
    table = cursor.currentTable()
    here = table.cellAt(cursor)
    cells = [row.cells for row in rows]
    row, column = here.row(), here.column()
    end, more = table.rows(), max(0, row + len(cells) - table.rows())
    if not _are_empty(table, row, column, len(cells), len(cells[0])):
        row, column, end, more = row + 1, 0, row + 1, len(cells)
    wide = column + len(cells[0])
    if wide > MAX_TABLE_COLUMNS or table.rows() + more > MAX_TABLE_ROWS:
        return False
    cursor.beginEditBlock()
    if wide > table.columns():
        add_column(cursor, table.columns(), wide - table.columns())
    if more:
        add_row(cursor, end, more)
    for down, line in enumerate(cells):
        for right, cell in enumerate(line):
            write_cell(table.cellAt(row + down, column + right), cell)
    cursor.endEditBlock()
    into(cursor, table, row + len(cells) - 1, wide - 1)
    return True


def _are_empty(table: QTextTable, row: int, column: int, tall: int, wide: int) -> bool:
    return not any(
        _words(table, at, place)
        for at in range(row, min(row + tall, table.rows()))
        for place in range(column, min(column + wide, table.columns()))
    )


def _words(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().strip()


def fill_menu(menu: QMenu, cursor: QTextCursor, done: Callable[[QTextCursor], None]) -> None:
    """Add what can be done with the table at a cursor; `done` is told where the cursor stands then."""
    table = cursor.currentTable()
    cell = table.cellAt(cursor)
    row, column = cell.row(), cell.column()

    def add(text: str, act: Callable[[], None], possible: bool, then: tuple[int, int] | None) -> None:
        def run() -> None:
            act()
            if then is not None:
                into(cursor, table, *then)
            done(cursor)

        action = QAction(text, menu)
        action.setEnabled(possible)
        action.triggered.connect(lambda _checked=False: run())
        menu.addAction(action)

    rows_left, columns_left = table.rows() < MAX_TABLE_ROWS, table.columns() < MAX_TABLE_COLUMNS
    add(_("Row above"), lambda: add_row(cursor, row), rows_left, (row, column))
    add(_("Row below"), lambda: add_row(cursor, row + 1), rows_left, (row + 1, column))
    add(_("Column at the left"), lambda: add_column(cursor, column), columns_left, (row, column))
    add(_("Column at the right"), lambda: add_column(cursor, column + 1), columns_left, (row, column + 1))
    menu.addSeparator()
    add(_("Delete the row"), lambda: _remove(cursor, table, row, -1), table.rows() > 1, (row, column))
    add(_("Delete the column"), lambda: _remove(cursor, table, -1, column), table.columns() > 1, (row, column))
    add(_("Delete the table"), lambda: remove_table(cursor), True, None)


def _remove(cursor: QTextCursor, table: QTextTable, row: int, column: int) -> None:
    cursor.beginEditBlock()
    if row >= 0:
        table.removeRows(row, 1)
    if column >= 0:
        table.removeColumns(column, 1)
    dress(table)
    cursor.endEditBlock()


def remove_table(cursor: QTextCursor) -> None:
    """Take the cursor's table away; the cursor stands where it was."""
    table = cursor.currentTable()
    begin = table.firstPosition() - 1
    cursor.beginEditBlock()
    table.removeRows(0, table.rows())
    cursor.endEditBlock()
    cursor.setPosition(begin)
