"""The grid of the task frame: scrolling, choosing, keys; what is typed or asked leaves it as a signal."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.frame_cells import LEAST_HEIGHT
from cchc_desktop.ui.delegates.frame_group import CHEVRON_ROOM
from cchc_desktop.ui.table_models.frame_cells import NUMBER, OBJECTIVE, TASK, TRACKING
from cchc_desktop.ui.table_models.frame_lines import FrameLine
from cchc_desktop.ui.table_models.frame_model import FrameModel
from cchc_desktop.ui.table_models.frame_sorting import Sorting
from cchc_desktop.ui.widgets.frame.chosen import Chosen
from cchc_desktop.ui.widgets.frame.dragging import FrameDragging
from cchc_desktop.ui.widgets.frame.editing import FrameEditing
from cchc_desktop.ui.widgets.frame.frozen import FrozenColumns
from cchc_desktop.ui.widgets.frame.grid import FrameGrid
from cchc_desktop.ui.widgets.frame.header import FrameHeader
from cchc_desktop.ui.widgets.frame.keys import FrameKeys
from cchc_desktop.ui.widgets.frame.rows import FrameRows
from cchc_desktop.ui.widgets.frame.sticky import StickyGroup
from cchc_desktop.ui.widgets.item_views import led_by_keys

_Index = QModelIndex | QPersistentModelIndex
_Select = QItemSelectionModel.SelectionFlag


class FrameView(FrameGrid):
    """Signals beside those of the grid: `chosen_changed`, `sort_asked(column)`, `columns_given` when widths were given.

    What is typed leaves through `editing.typed` and `editing.retitled`.
    """

    chosen_changed = Signal()
    sort_asked = Signal(int)
    columns_given = Signal()

    def __init__(self, model: FrameModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        # All parts first: the view is told of an empty selection as soon as it has a model.
        self.sticky = StickyGroup(self, model, self.cells)
        self.editing = FrameEditing(self, model)
        self.dragging = FrameDragging(self, model, self.editing)
        self.frozen = FrozenColumns(self, model, self.cells)
        self._rows = FrameRows(self, model, self.cells)
        self._keys = FrameKeys(self, model, self.editing)
        self._fitting_columns = False
        self.setItemDelegate(self.cells)
        self.setModel(model)
        self._set_up()
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._fit_columns)
        self.horizontalHeader().sectionResized.connect(self._column_dragged)
        self.horizontalHeader().sectionHandleDoubleClicked.connect(self.fit_column)
        self.horizontalHeader().sectionClicked.connect(self.sort_asked)

    def _set_up(self) -> None:
        self.setProperty("box", "bare")
        self.setAccessibleName(_("Task frame"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalHeader(FrameHeader(self, self.frozen))
        heights = self.verticalHeader()
        heights.hide()
        heights.setMinimumSectionSize(theme.px(20))
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setDefaultSectionSize(theme.px(LEAST_HEIGHT))
        self.verticalScrollBar().setSingleStep(theme.px(20))
        self.viewport().setMouseTracking(True)

    # What is shown

    def show_lines(self, lines: list[FrameLine], sorting: Sorting | None = None) -> None:
        """Show these lines; what is chosen stays chosen, the place in view stays where the rows stay."""
        chosen = Chosen.of(self)
        self.cells.sorted = sorting is not None
        self.horizontalHeader().show_sorting(sorting)
        self.frame_model.show_lines(lines, merging=sorting is None)
        chosen.restore(self)
        self._rows.forget()
        self._note_selection()
        self.fit_rows()

    def suit_columns(self, tasks: Iterable[TaskRow]) -> None:
        """Let the columns' widths follow the texts of these tasks."""
        self.columns.learn(tasks)
        self._fit_columns()

    def put_lines(self, lines: Iterable[FrameLine]) -> None:
        """Take newer versions of lines that are shown."""
        self.frame_model.put_lines(lines)
        self.fit_rows()

    def fit_rows(self, scrolled: bool = False) -> None:
        """Give the rows in view their heights."""
        self._rows.fit(scrolled)
        self.sticky.place()

    def dataChanged(self, top_left: _Index, bottom_right: _Index, roles: Iterable[int] = ()) -> None:
        super().dataChanged(top_left, bottom_right, list(roles))
        if top_left.isValid():
            self._rows.forget_rows(top_left.row(), bottom_right.row())
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.fit_rows(scrolled=True)
        self.editing.follow()
        # Merged texts keep to the top of the view, so what scrolled cannot simply be moved.
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        self._fitting_columns = True
        for column, width in enumerate(self.columns.widths(self.viewport().width())):
            if self.isColumnHidden(column) != (width == 0):
                self.setColumnHidden(column, width == 0)
                self._rows.forget()
            if width and self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
                self._rows.forget()
        self._fitting_columns = False
        self.fit_rows()
        self.editing.follow()
        self.viewport().update()

    def _column_dragged(self, column: int, _old: int, new: int) -> None:
        if not self._fitting_columns:
            self.columns.drag(column, new)
            self._refit.start()
            self.columns_given.emit()

    def release_columns(self) -> None:
        """Let every column follow the texts again, as they are now."""
        self.columns.release()
        self.columns.learn(self._tasks())
        self._refit.start()
        self.columns_given.emit()

    def fit_column(self, column: int) -> None:
        """Give a column the width of its texts."""
        self.columns.fit(column, self._tasks())
        self._refit.start()
        self.columns_given.emit()

    def show_further(self, columns: Iterable[Column]) -> None:
        """Show the further columns that the plan has, and no other ones."""
        self.columns.have(columns)
        index = self.currentIndex()
        if index.column() in self.columns.absent:
            self.selectionModel().setCurrentIndex(index.siblingAtColumn(TASK), _Select.ClearAndSelect)
        self._refit.start()

    def hide_column(self, column: int, hidden: bool) -> None:
        """Hide a column or show it again; the chosen cell is never a hidden one."""
        if hidden:
            self.columns.hidden.add(column)
        else:
            self.columns.hidden.discard(column)
        index = self.currentIndex()
        if hidden and index.column() == column:
            self.selectionModel().setCurrentIndex(index.siblingAtColumn(TASK), _Select.ClearAndSelect)
        self._refit.start()
        self.columns_given.emit()

    def _tasks(self) -> Iterator[TaskRow]:
        lines = (self.frame_model.task_line(row) for row in range(len(self.frame_model.lines)))
        return (line.task for line in lines if line is not None)

    def horizontalHeader(self) -> FrameHeader:
        header = super().horizontalHeader()
        assert isinstance(header, FrameHeader)
        return header

    # The columns that stay

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.frozen.paint()
        self.dragging.paint()

    def indexAt(self, place: QPoint) -> QModelIndex:
        column = self.frozen.column_at(place.x())
        return super().indexAt(place) if column < 0 else self.frame_model.index(self.rowAt(place.y()), column)

    def visualRect(self, index: _Index) -> QRect:
        return self.frozen.rect(index.row(), index.column()) or super().visualRect(index)

    # What is chosen

    def choose(self, guid: str, column: int = TASK, scroll: bool = True) -> None:
        """Choose a cell of a group or task and bring it into view."""
        row = self.frame_model.row_of(guid)
        if row < 0:
            return
        index = self.frame_model.index(row, column)
        self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        if scroll:
            self.scrollTo(index)

    def choose_first(self) -> None:
        """The first task, so that the keyboard has a place to begin."""
        guids = [line.guid for line in self.frame_model.lines[:2]]
        if guids:
            self.choose(guids[-1], scroll=False)

    def step(self, by: int) -> None:
        """Choose the next task, or with -1 the one before, in the same column but never the number's."""
        lines, row = self.frame_model.lines, self.currentIndex().row() + by
        while 0 <= row < len(lines) and self.frame_model.task_line(row) is None:
            row += by
        if 0 <= row < len(lines):
            self.choose(lines[row].guid, max(OBJECTIVE, self.currentIndex().column()))

    def choose_rows(self, guids: Iterable[str]) -> None:
        """Choose several whole rows; one row alone as a cell, unless its whole row is chosen.

        The current cell stays where it is; where it is in none of these rows, it is in the first, in the same column.
        """
        rows = [row for guid in guids if (row := self.frame_model.row_of(guid)) >= 0]
        if not rows:
            return
        row, column = self.currentIndex().row(), self.currentIndex().column()
        current = self.frame_model.index(row if row in rows else rows[0], TASK if column < 0 else column)
        if len(rows) == 1 and not self.whole_rows_chosen():
            self.choose(self.frame_model.lines[rows[0]].guid, current.column())
            return
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.frame_model.index(row, NUMBER), self.frame_model.index(row, TRACKING))
        self.selectionModel().setCurrentIndex(current, _Select.NoUpdate)
        self.selectionModel().select(chosen, _Select.ClearAndSelect)
        self.scrollTo(current)

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        bar = self.horizontalScrollBar()
        sideways = bar.value()
        super().scrollTo(index, hint)
        self.fit_rows()
        super().scrollTo(index, hint)
        if self.frozen.column_at(self.columnViewportPosition(index.column()) + bar.value()) >= 0 and sideways:
            bar.setValue(sideways)  # it is seen wherever the others have scrolled to
        elif (covered := self.frozen.width() - self.columnViewportPosition(index.column())) > 0:
            bar.setValue(bar.value() - covered)
        # Not under the group row that sticks to the top.
        task = self.frame_model.task_line(index.row()) is not None
        hidden = self.sticky.covered() - self.rowViewportPosition(index.row())
        if task and hidden > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - hidden)

    def whole_rows_chosen(self) -> bool:
        """Whether rows were chosen by their number, not cells."""
        return self.chosen_columns() == self.columns.present()

    def selectionCommand(self, index: _Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        command = led_by_keys(super().selectionCommand(index, event), event)
        on_number = index.isValid() and (
            index.column() == NUMBER or self.frame_model.group_line(index.row()) is not None
        )
        if isinstance(event, QMouseEvent) and on_number and command != _Select.NoUpdate:
            command |= _Select.Rows
        return command

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._note_selection()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self._note_selection()
        self.chosen_changed.emit()

    def _note_selection(self) -> None:
        current = self.currentIndex()
        self.cells.chosen = (current.row(), current.column())
        self.cells.tinted = set(self.chosen_rows())
        self.cells.many = len(self.chosen_columns()) > 1 or len(self.cells.tinted) > 1
        self.viewport().update()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.dragging.is_on and event.key() == Qt.Key.Key_Escape:
            self.dragging.cancel()
        elif self.editing.is_open:
            self.editing.forward(event)
        elif not self._keys.take(event) and (not event.text() or event.modifiers() or not event.text().isprintable()):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if (event.commitString() or event.preeditString()) and self._keys.begin_over():
            self.editing.forward(event)
        else:
            super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        group = self.frame_model.group_line(index.row()) if index.isValid() else None
        left = event.button() == Qt.MouseButton.LeftButton
        if group is not None and left and event.position().x() < theme.px(CHEVRON_ROOM):
            self.fold_asked.emit(group.guid)
            return
        if event.button() == Qt.MouseButton.RightButton and index.isValid() and self.selectionModel().isSelected(index):
            return
        plain = left and not event.modifiers()
        if plain:
            self.dragging.press(event.position().toPoint())
        if plain and index.column() == NUMBER and self.whole_rows_chosen() and index.row() in self.chosen_rows():
            return  # rows that are chosen already are taken together; a mere click chooses this one when it ends
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            if not self.dragging.move(place):
                super().mouseMoveEvent(event)
        elif self.dragging.can_take(place):
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self.dragging.release():
            return
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers() and index.column() == NUMBER:
            self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect | _Select.Rows)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        on_chevron = self.frame_model.group_line(index.row()) is not None and event.position().x() < theme.px(
            CHEVRON_ROOM
        )
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and not on_chevron:
            self._keys.edit_chosen()

    def cell_corner(self) -> QPoint:
        """The foot of the chosen cell on the screen, for a menu."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
