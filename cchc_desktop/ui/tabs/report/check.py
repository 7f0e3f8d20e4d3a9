"""What is still open before a report goes: each line leads to where it can be mended."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.widgets.basics import box, label

_KEY = Qt.ItemDataRole.UserRole


class _WrappedList(QListWidget):
    """Lines as high as their words need at the width there is; the view's own guess leaves out the padding."""

    def fit(self) -> None:
        """Give each line its height."""
        room = self.viewport().width() - theme.px(15 + 4 + 4 * 4)
        for item in (self.item(row) for row in range(self.count())):
            words = self.fontMetrics().boundingRect(0, 0, room, 0, Qt.TextFlag.TextWordWrap, item.text())
            item.setSizeHint(QSize(0, words.height() + theme.px(11)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class CheckPane(QWidget):
    """Signals: `chosen(key)` a finding was clicked or Enter was pressed on it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        frame = box("pane")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(6))
        self.sentence = label("", "field", wrap=True)
        self.sentence.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        column.addWidget(self.sentence)
        self.list = _WrappedList()
        self.list.setProperty("box", "bare")
        self.list.setAccessibleName(_("What is still open"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(theme.px(15), theme.px(15)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(self._lead)
        self.list.itemActivated.connect(self._lead)
        column.addWidget(self.list, 1)

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show what was found."""
        count = len(found)
        words = ngettext("{count} thing to look at before sending", "{count} things to look at before sending", count)
        self.sentence.setText(words.format(count=count) if count else _("Nothing is open. The report can go."))
        place = self.list.currentRow()
        self.list.clear()
        for finding in found:
            item = QListWidgetItem(icons.icon(finding.icon, finding.token, 15), finding.text)
            item.setData(_KEY, finding.key)
            self.list.addItem(item)
        self.list.fit()
        self.list.setCurrentRow(min(place, count - 1))

    def _lead(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_KEY))
