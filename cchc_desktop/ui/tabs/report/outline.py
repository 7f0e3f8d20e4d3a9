"""The left pane of the report tab: how far the report is, and its items."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.rules.statuses import ItemStatus
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.outline import CLOSED, LOOKS, outline_lines, status_word
from cchc_desktop.ui.widgets.basics import box, icon_label, label, line, link
from cchc_desktop.ui.widgets.one_line import OneLine
from cchc_desktop.ui.widgets.outline_tree import OutlineTree


class ItemMeter(QWidget):
    """Done, being written, the rest, as one bar."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = (0, 0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, done: int, draft: int, total: int) -> None:
        """Counts of items."""
        self._parts = (done, draft, max(1, total))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.tokens()
        done, draft, total = self._parts
        area = QRectF(self.rect())
        painter.fillRect(area, colours.band)
        first = area.width() * done / total
        painter.fillRect(QRectF(0, 0, first, area.height()), colours.done)
        painter.fillRect(QRectF(first, 0, area.width() * draft / total, area.height()), colours.accent)


class ReportOutline(QFrame):
    """Signals: `item_chosen(guid)`, `figures_wanted`."""

    item_chosen = Signal(str)
    figures_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "pane")
        self.setMinimumWidth(theme.px(158))
        self.tree = OutlineTree()
        self.tree.setAccessibleName(_("Outline of the report"))
        # Queued: what is chosen fills the tree anew, and that must not happen while it is still being clicked.
        self.tree.key_chosen.connect(self.item_chosen, Qt.ConnectionType.QueuedConnection)
        self.meter = ItemMeter()
        self.count = OneLine()
        self.count.setProperty("role", "secondary")
        self.figures = link("", self.figures_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self.tree, 1)
        column.addWidget(line())
        column.addWidget(self._make_figures())
        column.addWidget(line())
        column.addWidget(_legend())

    def _make_head(self) -> QFrame:
        head = box("pane")
        column = QVBoxLayout(head)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        row = QHBoxLayout()
        row.addWidget(label(_("Outline"), "field"))
        row.addStretch(1)
        row.addWidget(self.count, 100)
        column.addLayout(row)
        column.addWidget(self.meter)
        return head

    def _make_figures(self) -> QFrame:
        frame = box("pane")
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.px(12), theme.px(5), theme.px(8), theme.px(5))
        row.setSpacing(theme.px(6))
        row.addWidget(icon_label("table", "accent"))
        row.addWidget(self.figures)
        row.addStretch(1)
        return frame

    def show_items(self, items: Sequence[ReportItemRow], chosen: str, figures: Sequence[FigureRow]) -> None:
        """Show the items with one chosen."""
        self.tree.show_nodes(outline_lines(items), chosen)
        done = sum(item.status in CLOSED for item in items)
        draft = sum(item.status == ItemStatus.DRAFT for item in items)
        self.meter.show_parts(done, draft, len(items))
        words = _("{done}/{total} items done")
        if draft:  # the bar shows them too
            words = _("{done}/{total} items done, {draft} drafted")
        self.count.setText(words.format(done=done, draft=draft, total=len(items)))
        typed = sum(figure.value is not None for figure in figures)
        self.figures.setText(_("Figures appendix ({count}/{total})").format(count=typed, total=len(figures)))


def _legend() -> QFrame:
    frame = box("pane")
    grid = QGridLayout(frame)
    grid.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(8))
    grid.setHorizontalSpacing(theme.px(10))
    grid.setVerticalSpacing(theme.px(4))
    for place, (status, (icon, token)) in enumerate(LOOKS.items()):
        row = QHBoxLayout()
        row.setSpacing(theme.px(5))
        row.addWidget(icon_label(icon, token, 13))
        row.addWidget(label(status_word(status), "note"))
        row.addStretch(1)
        grid.addLayout(row, place // 2, place % 2)
    return frame
