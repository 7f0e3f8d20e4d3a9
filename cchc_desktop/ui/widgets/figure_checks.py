"""What does not add up in the figures, one line each; a line leads to the figure."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.services.reporting.figure_checks import CheckRow
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.widgets.basics import box, label

_MOST_LINES = 4  # shown at once; the rest is scrolled to


class FigureChecks(QWidget):
    """Hidden while everything adds up. Signal: `wanted(code)` when a line is chosen by click or Enter."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "late")
        self.lines = QListWidget()
        self.lines.setAccessibleName(_("Figures that do not add up"))
        self.lines.setWordWrap(False)
        self.lines.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.itemActivated.connect(self._choose)
        self.lines.itemClicked.connect(self._choose)
        frame = box("late")
        column = QVBoxLayout(frame)
        column.setContentsMargins(*(theme.px(8),) * 4)
        column.setSpacing(theme.px(4))
        column.addWidget(self._title)
        column.addWidget(self.lines)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.hide()

    def show_checks(self, rows: Sequence[CheckRow]) -> None:
        """Show what fails; nothing hides the strip."""
        self.setVisible(bool(rows))
        place = self.lines.currentRow()
        self.lines.clear()
        self._title.setText(
            ngettext("{count} thing does not add up", "{count} things do not add up", len(rows)).format(count=len(rows))
        )
        for row in rows:
            item = QListWidgetItem(icons.icon("alert-triangle", "late", 14), row.sentence)
            item.setToolTip(row.sentence)
            item.setData(Qt.ItemDataRole.UserRole, row.codes[0] if row.codes else "")
            self.lines.addItem(item)
        if rows:
            height = self.lines.sizeHintForRow(0) * min(len(rows), _MOST_LINES) + 2 * self.lines.frameWidth()
            self.lines.setFixedHeight(height + theme.px(2))
            self.lines.setCurrentRow(min(max(place, 0), len(rows) - 1))

    def _choose(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))
