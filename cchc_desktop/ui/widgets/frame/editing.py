"""Typing into the grid: opens the editor over a cell, and hands over what was typed once the editor is closed."""

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.ui.table_models.frame_cells import COLUMNS, NUMBER, OBJECTIVE, TASK, TRACKING, typed_text
from cchc_desktop.ui.table_models.frame_model import FrameModel
from cchc_desktop.ui.widgets.cell_editor import DOWN, NEXT, PREVIOUS, CellEditor
from cchc_desktop.ui.widgets.frame.grid import FrameGrid

_Select = QItemSelectionModel.SelectionFlag


class FrameEditing(QObject):
    """At most one editor is open; it is closed before anything is written, so that no refresh meets it.

    Signals: `typed(task guids, Column, text)` with all tasks of a merged cell; `retitled(group guid, text)`;
    `opened(editor, Column)` over a cell of a task; `closed` when the editor has gone, written or not.
    """

    typed = Signal(list, Column, str)
    retitled = Signal(str, str)
    opened = Signal(object, object)
    closed = Signal()

    def __init__(self, view: FrameGrid, model: FrameModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._editor: CellEditor | None = None
        self._guid = ""
        self._column = NUMBER
        self.allowed = True

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return self._editor is not None

    @property
    def editor(self) -> CellEditor | None:
        """The open editor."""
        return self._editor

    def begin(self, replace: bool = False) -> bool:
        """Open the editor over the chosen cell; with `replace` the first letter takes the place of the text."""
        index = self._view.currentIndex()
        if not self.allowed or not index.isValid():
            return False
        self.finish()
        row, column = index.row(), index.column()
        line, group = self._model.task_line(row), self._model.group_line(row)
        if line is not None and NUMBER < column < TRACKING:
            text = typed_text(line.task, column)
        elif group is not None:
            text = group.group.title
        else:
            return False
        self._guid, self._column = self._model.lines[row].guid, column
        self._view.scrollTo(index)
        bold = group is not None or column == OBJECTIVE
        editor = CellEditor(self._view.viewport(), self._rect(), text, bold)
        editor.setAccessibleName(str(self._model.headerData(column, self._view.horizontalHeader().orientation())))
        editor.committed.connect(self._committed)
        editor.reverted.connect(self.revert)
        self._editor = editor
        editor.show()
        editor.setFocus()
        editor.select_all_or_end(replace)
        if line is not None:
            self.opened.emit(editor, COLUMNS[column])
        return True

    def forward(self, event: QEvent) -> None:
        """Give the editor the event that opened it."""
        if self._editor is not None:
            QCoreApplication.sendEvent(self._editor, event)

    def follow(self) -> None:
        """The view has scrolled or its columns have moved: stay over the cell."""
        if self._editor is not None:
            self._editor.move_cell(self._rect())

    def finish(self) -> None:
        """Close the editor and hand over what was typed, if it differs."""
        if self._editor is None:
            return
        QGuiApplication.inputMethod().commit()
        editor = self._close()
        text = editor.toPlainText()
        if text == editor.original:
            return
        row = self._model.row_of(self._guid)
        if self._model.group_line(row) is not None:
            self.retitled.emit(self._guid, text)
        elif row >= 0:
            self.typed.emit(self._tasks_of(row), COLUMNS[self._column], text)

    def revert(self) -> None:
        """Close the editor and forget what was typed."""
        if self._editor is not None:
            self._close()

    def _close(self) -> CellEditor:
        editor, self._editor = self._editor, None
        assert editor is not None
        had_focus = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self._view.setFocus()
        self.closed.emit()
        return editor

    def _committed(self, step: str) -> None:
        had_focus = self._editor is not None and self._editor.hasFocus()
        self.finish()
        if had_focus:
            self.go(step)

    def _tasks_of(self, row: int) -> list[str]:
        """The tasks whose cell is typed: all of the block in column 2; an objective is shared by itself."""
        first, last = self._model.task_block(row) if self._column == TASK else (row, row)
        return [self._model.lines[number].guid for number in range(first, last + 1)]

    def _rect(self) -> QRect:
        row = self._model.row_of(self._guid)
        if self._model.group_line(row) is not None:
            left, right = self._view.visualRect(self._model.index(row, NUMBER)), self._view.viewport().width()
            return QRect(left.left(), left.top(), right, left.height())
        rect = self._view.visualRect(self._model.index(row, self._column))
        first, last = self._view.cells.block(row, self._column)
        rect.setTop(self._view.rowViewportPosition(first))
        rect.setBottom(self._view.rowViewportPosition(last) + self._view.rowHeight(last) - 1)
        return rect

    def go(self, step: str) -> None:
        """Choose the cell below, the next one or the one before; group rows are stepped over."""
        index = self._view.currentIndex()
        row, column = index.row(), index.column()
        if step == DOWN:
            if self._model.task_line(row) is not None:
                row = self._view.cells.block(row, column)[1]
            row = self._task_row(row + 1, 1)
        elif step == NEXT:
            after = self._shown_column(column + 1, 1)
            row, column = (row, after) if after <= TRACKING else (self._task_row(row + 1, 1), self._first_column())
        elif step == PREVIOUS:
            before = self._shown_column(column - 1, -1)
            row, column = (row, before) if before > NUMBER else (self._task_row(row - 1, -1), TRACKING)
        if 0 <= row < len(self._model.lines):
            target = self._model.index(row, column)
            self._view.selectionModel().setCurrentIndex(target, _Select.ClearAndSelect)
            self._view.scrollTo(target)

    def _shown_column(self, column: int, step: int) -> int:
        """The first column from here on that is not hidden; outside the frame when there is none."""
        while NUMBER < column < TRACKING and self._view.isColumnHidden(column):
            column += step
        return column

    def _first_column(self) -> int:
        return self._shown_column(OBJECTIVE, 1)

    def _task_row(self, row: int, step: int) -> int:
        """The first row with a task from here on; outside the list when there is none."""
        while 0 <= row < len(self._model.lines) and self._model.task_line(row) is None:
            row += step
        return row
