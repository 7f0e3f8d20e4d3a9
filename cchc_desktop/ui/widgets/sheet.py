"""One behaviour for every table that is typed into: the keys of a sheet, blocks from Excel, refused values.

Enter goes down and goes on typing, Shift+Enter up, Tab right, Shift+Tab left; F2 or typing opens a cell; Del clears;
Ctrl+C, Ctrl+X and Ctrl+V take blocks. A model may have `refusal(index, text)`, the sentence why a cell does not take
a text, and `write(cells)`, which keeps many cells as one step. The task frame has cells of its own (`widgets/frame`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTableWidget,
    QTreeView,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.rules.numbers import says_the_same
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.frame.tables import from_tsv, to_tsv
from cchc_desktop.ui.widgets.item_views import led_by_keys
from cchc_desktop.ui.widgets.pasted_cells import is_block, told

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[QModelIndex, str]
UP, DOWN, NEXT, PREVIOUS = "up", "down", "next", "previous"
REFUSED = "refused"  # property of an editor whose text the cell does not take: it stays open
_Trigger = QAbstractItemView.EditTrigger


def step_of(event: QKeyEvent) -> str:
    """Where a key leads from a cell, "" for any other key."""
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return ""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return UP if back else DOWN
    if event.key() == Qt.Key.Key_Backtab:
        return PREVIOUS
    return (PREVIOUS if back else NEXT) if event.key() == Qt.Key.Key_Tab else ""


class SheetDelegate(QStyledItemDelegate):
    """Editors that hand their text over before they close, and a frame round the chosen cell."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = step_of(event)
            if step:
                self.finish(editor, step)
                return True
            if event.matches(QKeySequence.StandardKey.Paste) and is_block(QGuiApplication.clipboard().text()):
                self._give_back(editor)
                return True
        return super().eventFilter(editor, event)

    def _give_back(self, editor: QWidget) -> None:
        """A column or block of Excel belongs to the cells from here on, not into the one that is open."""
        view = self.parent()
        assert isinstance(view, SheetKeys)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        view.setFocus()
        view.paste_cells()

    def finish(self, editor: QWidget, step: str) -> None:
        view = self.parent()
        assert isinstance(view, SheetKeys)
        QGuiApplication.inputMethod().commit()
        here = view.currentIndex()
        target = QPersistentModelIndex(view.target(step))
        self.commitData.emit(editor)
        if editor.property(REFUSED):
            return
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        view.setFocus()
        view.go_on_typing(target if target.isValid() else QPersistentModelIndex(here))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The value, unless something is being typed over it: rows that are read again do not take it away."""
        if not isinstance(editor, QLineEdit):
            super().setEditorData(editor, index)
            return
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if not editor.isModified() and editor.text() != words:
            editor.setText(words)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        view = self.parent()
        if not isinstance(editor, QLineEdit) or not isinstance(view, SheetKeys):
            super().setModelData(editor, model, index)
            return
        sentence = view.refusal(index, editor.text())
        editor.setProperty(REFUSED, bool(sentence))
        if sentence:
            view.said.emit(sentence)
        elif editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, editor.text())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        if isinstance(view, QAbstractItemView) and index == view.currentIndex() and view.hasFocus():
            painter.save()
            painter.setPen(QPen(theme.tokens().accent, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()


if TYPE_CHECKING:
    _View = QAbstractItemView
else:
    _View = object  # Qt's classes allow one base of Qt alone


class SheetKeys(_View):
    """The keys of a sheet; mixed into a view, before its own class. Signal: `said` a sentence for the officer."""

    said: Signal

    def dress_as_sheet(self, delegate: SheetDelegate | None = None) -> None:
        """Set what a sheet needs of the view."""
        self.setItemDelegate(delegate or SheetDelegate(self))
        self.setEditTriggers(_Trigger.DoubleClicked | _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setTabKeyNavigation(True)

    def is_typing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    # What the model says

    def refusal(self, index: Index, text: str) -> str:
        """Why a cell does not take a text, with its place; "" when it does."""
        asked = getattr(self.model(), "refusal", None)
        return str(asked(index, text)) if asked is not None else ""

    def write(self, cells: Sequence[Cell]) -> None:
        """Keep many cells as one step."""
        writer = getattr(self.model(), "write", None)
        if writer is not None:
            writer(cells)
            return
        for index, text in cells:
            self.model().setData(index, text)

    def more_rows(self, count: int) -> None:
        """Make room below for rows that are pasted; a sheet with rows of its own has none."""

    # Moving

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        return led_by_keys(super().selectionCommand(index, event), event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint != QAbstractItemDelegate.EndEditHint.RevertModelCache and editor.property(REFUSED):
            QTimer.singleShot(0, editor, lambda: self._back_to(editor))
            return
        super().closeEditor(editor, hint)

    def _back_to(self, editor: QWidget) -> None:
        """A text that the cell does not take stays open, wherever the mouse went."""
        if self.is_typing() and self.isVisible():
            editor.setFocus()
            index = self.indexAt(editor.geometry().center())
            if index.isValid():
                self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.ClearAndSelect)

    def target(self, step: str) -> QModelIndex:
        """The cell to which a step leads; invalid at the edge."""
        here = self.currentIndex()
        if not here.isValid():
            return QModelIndex()
        if step in (UP, DOWN):
            return self._along(here, 1 if step == DOWN else -1)
        return self._across(here, 1 if step == NEXT else -1)

    def _along(self, here: QModelIndex, by: int) -> QModelIndex:
        """The next cell of the column that can be typed into, or that stands there at all."""
        nearest, one = QModelIndex(), self._row(here, by)
        while one.isValid():
            if _editable(one):
                return one
            if not nearest.isValid() and one.flags() & Qt.ItemFlag.ItemIsSelectable:
                nearest = one
            one = self._row(one, by)
        return QModelIndex() if _editable(here) else nearest

    def _across(self, here: QModelIndex, by: int) -> QModelIndex:
        columns = self._columns()
        place = columns.index(here.column()) if here.column() in columns else -1
        row = here
        while row.isValid():
            rest = columns[place + 1 :] if by > 0 else columns[: max(place, 0)][::-1]
            found = next((cell for column in rest if _editable(cell := row.siblingAtColumn(column))), None)
            if found is not None:
                return found
            row, place = self._row(row, by), -1 if by > 0 else len(columns)
        return QModelIndex()

    def _row(self, index: QModelIndex, by: int) -> QModelIndex:
        """The cell of the same column in the row below or above."""
        if isinstance(self, QTreeView):
            first = index.siblingAtColumn(0)
            other = self.indexBelow(first) if by > 0 else self.indexAbove(first)
            return other.siblingAtColumn(index.column())
        one = index.sibling(index.row() + by, index.column())
        while one.isValid() and isinstance(self, QTableView) and self.isRowHidden(one.row()):
            one = one.sibling(one.row() + by, one.column())
        return one

    def _columns(self) -> list[int]:
        """The columns that are shown, from left to right."""
        view: Any = self
        header = view.header() if isinstance(self, QTreeView) else view.horizontalHeader()
        shown = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in shown if not header.isSectionHidden(column)]

    def go_on_typing(self, target: QPersistentModelIndex) -> None:
        """Choose a cell and open it, where it can be typed into."""
        index = self.model().index(target.row(), target.column(), target.parent())
        if not index.isValid():
            return
        same = index == self.currentIndex()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if not same and _editable(index):
            self.edit(index)
            for editor in self.viewport().findChildren(QLineEdit):
                if editor.isVisible():
                    editor.selectAll()

    # Keys

    def keyboardSearch(self, search: str) -> None:
        """A letter typed on a cell that takes none does not jump anywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_typing():
            super().keyPressEvent(event)
            return
        step = step_of(event)
        if step:
            self._step(step, event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_cells()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy_cells()
            self.clear_cells()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_cells()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.clear_cells()
        else:
            super().keyPressEvent(event)

    def _step(self, step: str, event: QKeyEvent) -> None:
        target = self.target(step)
        if target.isValid():
            self.setCurrentIndex(target)
            self.scrollTo(target)
        event.setAccepted(target.isValid() or step in (UP, DOWN))  # Tab at the edge leaves the table

    # Blocks

    def _chosen(self) -> list[QModelIndex]:
        columns = {column: place for place, column in enumerate(self._columns())}
        chosen = [index for index in self.selectionModel().selectedIndexes() if index.column() in columns]
        chosen = chosen or [self.currentIndex()]
        return [index for index in chosen if index.isValid()]

    def _rows_of(self, cells: Sequence[QModelIndex]) -> list[list[QModelIndex]]:
        """Cells by their rows from top to bottom, each from left to right."""
        tops: dict[tuple[int, int], list[QModelIndex]] = {}
        columns = self._columns()
        for index in cells:
            at = self.visualRect(index.siblingAtColumn(columns[0]))
            tops.setdefault((at.top(), index.row()), []).append(index)
        return [sorted(tops[top], key=lambda index: columns.index(index.column())) for top in sorted(tops)]

    def copy_cells(self) -> None:
        """Ctrl+C: the chosen block, as sheets take it."""
        rows = [[str(index.data() or "") for index in row] for row in self._rows_of(self._chosen())]
        if rows:
            QGuiApplication.clipboard().setText(to_tsv(rows))

    def clear_cells(self) -> None:
        """Del: empty the chosen cells, as one step."""
        cells = [(index, "") for index in self._chosen() if _editable(index) and str(index.data() or "")]
        if cells:
            self.write(cells)

    def paste_cells(self) -> None:
        """Ctrl+V: a block from the chosen cell on, as one step; what does not fit is said."""
        try:
            rows = from_tsv(QGuiApplication.clipboard().text())
        except UserError as error:
            self.said.emit(str(error))
            return
        chosen = self._rows_of(self._chosen())
        if not rows or not chosen:
            return
        if len(rows) == 1 and len(rows[0]) == 1 and sum(len(row) for row in chosen) > 1:
            pairs = [(index, rows[0][0]) for row in chosen for index in row]
            lost: list[str] = []
        else:
            pairs, lost = self._placed(chosen[0][0], rows)
        taken: list[Cell] = []
        refused: list[str] = []  # told before sums that came along
        for index, text in pairs:
            words = clean(text).strip()
            if not _editable(index):
                if words and not says_the_same(words, str(index.data() or "").strip()):
                    lost.append(words)
            elif sentence := self.refusal(index, words):
                refused.append(sentence)
            else:
                taken.append((index, words))
        if taken:
            self.write(taken)
        self.said.emit(told(len(taken), [*refused, *lost]))

    def _placed(self, start: QModelIndex, rows: Sequence[Sequence[str]]) -> tuple[list[Cell], list[str]]:
        """Each text of a block with its cell, and the texts that lie beyond the table; headings are stepped over."""
        pairs: list[Cell] = []
        lost: list[str] = []
        columns = self._columns()
        columns = columns[columns.index(start.column()) :]
        self.more_rows(len(rows))
        line = start
        for texts in rows:
            while line.isValid() and not line.flags() & Qt.ItemFlag.ItemIsSelectable:
                line = self._row(line, 1)
            for place, text in enumerate(texts):
                if line.isValid() and place < len(columns):
                    pairs.append((line.siblingAtColumn(columns[place]), text))
                elif clean(text).strip():
                    lost.append(clean(text).strip())
            line = self._row(line, 1) if line.isValid() else line
        return pairs, lost


class SheetTable(SheetKeys, QTableView):
    """A table with the keys of a sheet."""

    said = Signal(str)


class SheetTree(SheetKeys, QTreeView):
    """A tree with the keys of a sheet."""

    said = Signal(str)


class SheetRows(SheetKeys, QTableWidget):
    """A table that holds its own rows, with the keys of a sheet.

    Signals: `changing` a step follows; `room_wanted(rows)` so many are pasted from the chosen one on.
    """

    said = Signal(str)
    changing = Signal()
    room_wanted = Signal(int)

    def clear_cells(self) -> None:
        self.changing.emit()
        super().clear_cells()

    def paste_cells(self) -> None:
        self.changing.emit()
        super().paste_cells()

    def more_rows(self, count: int) -> None:
        self.room_wanted.emit(count)


def _editable(index: QModelIndex) -> bool:
    return index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
