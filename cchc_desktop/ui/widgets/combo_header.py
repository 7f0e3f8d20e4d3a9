"""A table header with a combo box over each column, for saying what the column means."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.calm import CalmCombo

_GAP = 4  # around a combo box, pixels at 100 %
_COMBO = 28
_LINE = 18
_LINES = (2, 4)  # of words, at least and at most


class ComboHeader(QHeaderView):
    """Signal: `picked(column, code)` the officer chose another entry over a column; the first column has none."""

    picked = Signal(int, str)

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._combos: list[CalmCombo] = []
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        self.setSectionsClickable(False)
        self.sectionResized.connect(lambda *_sizes: self._place())
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())

    def show_choices(self, entries: Sequence[tuple[str, str]], chosen: Sequence[str], names: Sequence[str]) -> None:
        """A combo box with these entries over each column from the second on; `names` are their accessible names."""
        while len(self._combos) > len(chosen):
            gone = self._combos.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._combos) < len(chosen):
            made = self._combo(entries, len(self._combos) + 1)
            self.setTabOrder(self._combos[-1] if self._combos else self._table, made)
            self._combos.append(made)
        for combo, code, name in zip(self._combos, chosen, names, strict=True):
            combo.blockSignals(True)
            combo.setCurrentIndex(next((at for at, entry in enumerate(entries) if entry[1] == code), 0))
            combo.blockSignals(False)
            combo.setAccessibleName(name)
            combo.setToolTip(combo.currentText())
        self.updateGeometries()
        self._place()

    def combo(self, column: int) -> CalmCombo:
        """The combo box over a column."""
        return self._combos[column - 1]

    def _combo(self, entries: Sequence[tuple[str, str]], column: int) -> CalmCombo:
        made = CalmCombo(self)
        made.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(4)
        made.view().setMinimumWidth(theme.px(170))
        for words, code in entries:
            made.addItem(words, code)
        made.activated.connect(lambda _at, made=made: self.picked.emit(column, made.currentData()))
        made.show()
        return made

    def sizeHint(self) -> QSize:
        usual = super().sizeHint()
        least, most = (theme.px(6 + lines * _LINE) for lines in _LINES)
        title = min(max(least, self._tallest_title()), most)
        return QSize(usual.width(), title + (theme.px(_COMBO + 2 * _GAP) if self._combos else 0))

    def _tallest_title(self) -> int:
        """Pixels that the titles need in their columns."""
        model = self.model()
        font = self.font()
        font.setBold(True)
        metrics, flags = QFontMetrics(font), Qt.TextFlag.TextWordWrap
        heights = [0]
        for column in range(model.columnCount()):
            room = QRect(0, 0, max(self.sectionSize(column) - theme.px(12), 1), 10_000)
            words = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            heights.append(metrics.boundingRect(room, flags, words).height() + theme.px(8))
        return max(heights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap, height = theme.px(_GAP), theme.px(_COMBO)
        for column, combo in enumerate(self._combos, 1):
            left, width = self.sectionViewportPosition(column), self.sectionSize(column)
            combo.setGeometry(left + gap, self.height() - height - gap, max(width - 2 * gap, 0), height)
            combo.setVisible(column < self.count() and not self.isSectionHidden(column))
