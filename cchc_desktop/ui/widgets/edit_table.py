"""A short list edited in place, such as units or receivers: add, remove, move."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.widgets.sheet import SheetRows


class EditTable(QWidget):
    """Rows of words; each row may carry a guid that is not shown."""

    def __init__(self, headers: Sequence[str], shares: Sequence[int], name: str) -> None:
        """`shares` are the relative widths of the columns."""
        super().__init__()
        self._shares = list(shares)
        self._shown: list[tuple[str, tuple[str, ...]]] = []  # as the rows were put there
        self._before: list[list[tuple[str, list[str]]]] = []  # the rows before each step, for undo
        self.table = SheetRows(0, len(headers))
        self.table.setHorizontalHeaderLabels(list(headers))
        self.table.setAccessibleName(name)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(28))
        self.table.dress_as_sheet()
        self.table.said.connect(self._tell)
        self.table.room_wanted.connect(self._make_room)
        self.table.changing.connect(self._note_step)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.table, self.undo)
        self._said = label("", "secondary", wrap=True)
        self._said.hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.table, 1)
        tools = QHBoxLayout()
        tools.addWidget(button(_("Add a row"), self.add_row, icon_name="plus"))
        tools.addWidget(button(_("Remove the row"), self.remove_row, icon_name="trash"))
        tools.addWidget(button(_("Up"), lambda: self.move_row(-1), icon_name="arrow-up"))
        tools.addWidget(button(_("Down"), lambda: self.move_row(1), icon_name="arrow-down"))
        tools.addStretch(1)
        column.addLayout(tools)
        column.addWidget(self._said)

    def set_rows(self, rows: Sequence[tuple[str, ...]], guids: Sequence[str] = ()) -> None:
        """Show these rows in place of the ones before."""
        self.table.setRowCount(0)
        for number, row in enumerate(rows):
            self._insert(number, row, guids[number] if number < len(guids) else "")
        self._before.clear()
        self._shown = self.rows()

    def choose(self, words: str) -> bool:
        """Choose the first cell of just these words; False where there is none."""
        for row in range(self.table.rowCount()):
            for column in range(self.table.columnCount()):
                if self._words(row, column) == words:
                    self.table.setCurrentCell(row, column)
                    return True
        return False

    def is_changed(self) -> bool:
        """Whether the rows differ from those that were put there; what is being typed counts."""
        return self.rows() != self._shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - theme.px(16)
        for place, share in enumerate(self._shares[:-1]):
            self.table.setColumnWidth(place, room * share // sum(self._shares))

    def _insert(self, place: int, row: Sequence[str], guid: str) -> None:
        self.table.insertRow(place)
        for number, words in enumerate(row):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            if number == 0:
                item.setData(Qt.ItemDataRole.UserRole, guid)
            self.table.setItem(place, number, item)

    def rows(self) -> list[tuple[str, tuple[str, ...]]]:
        """(guid, words) of each row whose first word is not empty; what is being typed counts."""
        self._finish_typing()
        found = []
        for place in range(self.table.rowCount()):
            words = tuple(clean(self._words(place, number)).strip() for number in range(self.table.columnCount()))
            if words[0]:
                found.append((self._guid(place), words))
        return found

    def _words(self, place: int, number: int) -> str:
        item = self.table.item(place, number)
        return item.text() if item is not None else ""

    def _guid(self, place: int) -> str:
        item = self.table.item(place, 0)
        return str(item.data(Qt.ItemDataRole.UserRole) or "") if item is not None else ""

    def _tell(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.show()

    def _note_step(self) -> None:
        self._before.append(
            [
                (self._guid(row), [self._words(row, column) for column in range(self.table.columnCount())])
                for row in range(self.table.rowCount())
            ]
        )

    def undo(self) -> None:
        """Ctrl+Z: take back what was pasted, emptied, removed or moved last."""
        if not self._before or self.table.is_typing():
            return
        place = self.table.currentIndex()
        self.table.setRowCount(0)
        for number, (guid, words) in enumerate(self._before.pop()):
            self._insert(number, words, guid)
        self.table.setCurrentCell(place.row(), place.column())

    def _make_room(self, count: int) -> None:
        """Rows for what is pasted, from the chosen one on."""
        place = max(self.table.currentRow(), 0)
        for row in range(self.table.rowCount(), place + count):
            self._insert(row, [""] * self.table.columnCount(), "")

    def _finish_typing(self) -> None:
        if self.table.state() == QAbstractItemView.State.EditingState:
            QGuiApplication.inputMethod().commit()
            self.table.setFocus()  # the editor gives its text when it loses the focus

    def add_row(self) -> None:
        """An empty row at the end, ready to be typed in."""
        self._finish_typing()
        place = self.table.rowCount()
        self._insert(place, [""] * self.table.columnCount(), "")
        self.table.setCurrentCell(place, 0)
        self.table.edit(self.table.currentIndex())

    def remove_row(self) -> None:
        """Take the current row away."""
        self._finish_typing()
        if self.table.currentRow() >= 0:
            self._note_step()
            self.table.removeRow(self.table.currentRow())

    def move_row(self, by: int) -> None:
        """Move the current row up or down."""
        self._finish_typing()
        place = self.table.currentRow()
        target = place + by
        if place < 0 or not 0 <= target < self.table.rowCount():
            return
        self._note_step()
        words = [self._words(place, number) for number in range(self.table.columnCount())]
        guid = self._guid(place)
        self.table.removeRow(place)
        self._insert(target, words, guid)
        self.table.setCurrentCell(target, 0)
