"""The left pane of the plan tab: the year's papers, and the outline of the one that is open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
)

from cchc_desktop.i18n import _
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.statuses import PlanStatus
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.paper_words import plan_words
from cchc_desktop.ui.tabs.plan.nodes import Gap, Node, NodeKind
from cchc_desktop.ui.widgets.basics import box, button, icon_label, label, line
from cchc_desktop.ui.widgets.outline_tree import OutlineTree

_KEY = Qt.ItemDataRole.UserRole
_MOST_PAPERS_SHOWN = 6


class PlanOutline(QFrame):
    """Papers above, outline below.

    Signals: `plan_chosen(guid)`, `node_chosen(key)`, `new_wanted()`.
    """

    plan_chosen = Signal(str)
    node_chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self, section_actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setProperty("box", "pane")
        self.setMinimumWidth(theme.px(170))
        self.papers = QListWidget()
        self.papers.setProperty("box", "bare")
        self.papers.setAccessibleName(_("Papers of the year"))
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papers.setIconSize(QSize(theme.px(15), theme.px(15)))
        self.tree = OutlineTree()
        self.tree.setAccessibleName(_("Structure"))
        self._papers_title = label("", "field")
        self._gap_key = ""
        self._lay_out(section_actions)
        _add, up, down = section_actions
        # Queued: what is chosen may fill the list anew, and that must not happen while it is still being clicked.
        self.papers.currentItemChanged.connect(self._paper_changed, Qt.ConnectionType.QueuedConnection)
        self.tree.key_chosen.connect(self.node_chosen, Qt.ConnectionType.QueuedConnection)
        self.tree.addActions([up, down])

    def _lay_out(self, section_actions: Sequence[QAction]) -> None:
        add, up, down = section_actions
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.new = new = QAction(icons.icon("plus", "accent"), _("New paper…"), self)
        new.triggered.connect(lambda _checked=False: self.new_wanted.emit())
        column.addWidget(_head(self._papers_title, (new,)))
        column.addWidget(self.papers)
        column.addSpacing(theme.px(8))
        column.addWidget(line())
        column.addWidget(_head(label(_("Structure"), "field"), (up, down, add)))
        column.addWidget(self.tree, 1)
        self._foot = QFrame()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), theme.px(8))
        foot.setSpacing(theme.px(6))
        self.gap = button("", lambda: self.node_chosen.emit(self._gap_key), "link")
        foot.addWidget(icon_label("circle-dashed", "soon", 14))
        foot.addWidget(self.gap, 1, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._foot)

    def show_papers(
        self, year: int, plans: Sequence[YearPaperRow], kinds: Mapping[str, PaperKind], chosen: str, begun: set[str]
    ) -> None:
        """List the papers with their kinds, both by guid; `begun` holds the guids of those with some text."""
        self._papers_title.setText(_("Papers of {year}").format(year=year))
        self.papers.blockSignals(True)
        self.papers.clear()
        for plan in plans:
            kind = kinds[plan.guid]
            icon, token, state = _paper_mark(plan, plan.guid in begun)
            icon = icon if kind is PaperKind.PLAN else kind.facts.icon
            item = QListWidgetItem(icons.icon(icon, token, 15), plan_words(plan, plans, kinds))
            item.setToolTip(f"{kind.facts.name()}: {plan.title}\n{state}")
            item.setData(_KEY, plan.guid)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, state)
            self.papers.addItem(item)
            if plan.guid == chosen:
                self.papers.setCurrentItem(item)
        self.papers.blockSignals(False)
        rows = max(1, min(len(plans), _MOST_PAPERS_SHOWN))
        height = self.papers.sizeHintForRow(0) if plans else theme.px(25)
        self.papers.setFixedHeight(rows * height + theme.px(2))

    def show_outline(self, nodes: Sequence[Node], chosen: str, gaps: Sequence[Gap]) -> None:
        """Show the outline with a node chosen, and the first thing that is missing."""
        self.tree.show_nodes([(node.key, node.parent_key, node.text, _node_icon(node)) for node in nodes], chosen)
        first = next((gap for gap in gaps if gap.text), None)
        self._foot.setVisible(first is not None)
        if first is not None:
            self._gap_key = first.key
            self.gap.setToolTip(first.text)
            self._fit_gap()

    def _fit_gap(self) -> None:
        """Cut the words at the foot to the room there is; the tooltip has them all."""
        room = self.width() - theme.px(56)  # its margins and its icon
        self.gap.setText(
            self.gap.fontMetrics().elidedText(self.gap.toolTip(), Qt.TextElideMode.ElideRight, max(room, 0))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_gap()

    def _paper_changed(self) -> None:
        item = self.papers.currentItem()
        if item is not None:
            self.plan_chosen.emit(item.data(_KEY))


def _paper_mark(plan: YearPaperRow, begun: bool) -> tuple[str, str, str]:
    """Icon, colour and word for the state of a paper."""
    if plan.status == PlanStatus.ISSUED:
        return "circle-check", "done", _("Issued")
    if begun or plan.task_count:
        return "edit", "accent", _("Draft")
    return "circle-dashed", "muted", _("Empty")


def _node_icon(node: Node) -> tuple[str, str] | None:
    if node.kind is NodeKind.FRAME:
        return "table", "secondary"
    return ("circle-dashed", "soon") if node.empty else None


def _head(title: QLabel, actions: Sequence[QAction]) -> QFrame:
    head = box("pane")
    head.setFixedHeight(theme.px(34))
    row = QHBoxLayout(head)
    row.setContentsMargins(theme.px(12), theme.px(2), theme.px(8), 0)
    row.setSpacing(theme.px(2))
    row.addWidget(title)
    row.addStretch(1)
    for action in actions:
        made = QToolButton()
        made.setDefaultAction(action)
        made.setIconSize(QSize(theme.px(16), theme.px(16)))
        made.setAccessibleName(action.text())
        if action.menu() is not None:
            made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(made)
    return head
