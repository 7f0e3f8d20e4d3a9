"""Lines of which some are ticked, to be carried out together: what stands in them, and which are ticked."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from cchc_desktop.ui import theme

_NO_COLOURS: Mapping[int, QColor] = {}


class TickedLine(NamedTuple):
    """The words of a line by column; `ticked` None where it cannot be."""

    cells: Sequence[str]
    ticked: bool | None
    colours: Mapping[int, QColor] = _NO_COLOURS


class TickedTable(QTableWidget):
    """The box stands in the first column. Signals: `ticks_changed`; `opened` the place of a line clicked twice."""

    ticks_changed = Signal()
    opened = Signal(int)

    def __init__(
        self, name: str, headings: Sequence[str], widths: Mapping[int, int], stretched: int, numbers: Collection[int]
    ) -> None:
        super().__init__(0, len(headings))
        self._numbers = numbers
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in widths.items():
            header.resizeSection(column, theme.px(width))
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.itemChanged.connect(lambda _item: self.ticks_changed.emit())
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_lines(self, lines: Sequence[TickedLine]) -> None:
        """Show these lines in place of those before."""
        with QSignalBlocker(self):
            self.setRowCount(len(lines))
            for place, line in enumerate(lines):
                self._show_line(place, line)
        self.ticks_changed.emit()

    def _show_line(self, place: int, line: TickedLine) -> None:
        for column, words in enumerate(line.cells):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            if column == 0:
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(flags if line.ticked is None else flags | Qt.ItemFlag.ItemIsUserCheckable)
                if line.ticked is not None:
                    item.setCheckState(Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked)
            if column in self._numbers:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column in line.colours:
                item.setForeground(line.colours[column])
            self.setItem(place, column, item)

    def ticked(self) -> list[int]:
        """The places of the ticked lines."""
        items = ((place, self.item(place, 0)) for place in range(self.rowCount()))
        return [
            place
            for place, item in items
            if item is not None
            and item.flags() & Qt.ItemFlag.ItemIsUserCheckable
            and item.checkState() == Qt.CheckState.Checked
        ]

    def tick_all(self) -> None:
        """Tick all lines that can be."""
        for place in range(self.rowCount()):
            item = self.item(place, 0)
            if item is not None and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                item.setCheckState(Qt.CheckState.Checked)
