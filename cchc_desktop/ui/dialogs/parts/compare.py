"""A unit's part beside what stands in the report: row by row, all or some of it is taken in."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.documents.figures_appendix import quoted_values
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.part_rows import ContributionRow, PartDifference
from cchc_desktop.rules.figure_quotes import filled
from cchc_desktop.rules.statuses import PartState
from cchc_desktop.services.exchange.part_merge import take_part
from cchc_desktop.services.reporting.reports import read_report
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.widgets.printed_text import printed_html
from cchc_desktop.ui.workspace import Workspace

_LOOKS = {
    PartState.NEW: ("circle-check", "done"),
    PartState.CHANGED_HERE: ("alert-triangle", "soon"),
    PartState.SAME: ("circle-minus", "muted"),
    PartState.REFUSED: ("alert-triangle", "late"),
}
_PLACE = Qt.ItemDataRole.UserRole


class PartCompareDialog(Dialog):
    """What is new and touches nothing of ours is ticked; what was changed here meanwhile is left to choose, and so is
    what a colleague's part says otherwise, which is shown beside it."""

    enter_agrees = False

    def __init__(
        self,
        workspace: Workspace,
        row: ContributionRow,
        differences: Sequence[PartDifference],
        parent: QWidget | None = None,
        others: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        """`differences` are those of `exchange.part_merge.compare_part`, `others` those of `said_by_others`."""
        super().__init__(parent)
        self._workspace = workspace
        self._row = row
        self._differences = tuple(differences)
        self._others = others or {}
        self._quoted = _quoted_values(workspace, row)
        who = f"{row.unit_name}, {row.sender}" if row.sender else row.unit_name
        self.setWindowTitle(_("Part of {unit}").format(unit=who))
        fit(self, 1000, 620)
        self.tree = QTreeWidget()
        self.mine, self.theirs, self.others = QTextEdit(), QTextEdit(), QTextEdit()
        self.agree = button(_("Take what is ticked"), self.accept, "primary", "git-merge")
        self._lay_out()
        self._fill()
        self.tree.currentItemChanged.connect(lambda now, _before: self._choose(now))
        self.tree.itemChanged.connect(lambda _item, _column: self._count())
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._count()

    def _lay_out(self) -> None:
        self.tree.setHeaderLabels([_("What came"), _("Against what stands")])
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName(_("What came"))
        self.tree.setColumnWidth(0, theme.px(640))
        for field in (self.mine, self.theirs, self.others):
            field.setReadOnly(True)
            field.setTabChangesFocus(True)
        texts = QWidget()
        row = QHBoxLayout(texts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(labelled(_("What stands"), self.mine), 1)
        row.addWidget(labelled(_("What came"), self.theirs), 1)
        self._beside = labelled(_("What others sent"), self.others)
        self._beside.setVisible(bool(self._others))
        row.addWidget(self._beside, 1)
        panes = QSplitter(Qt.Orientation.Vertical)
        panes.addWidget(self.tree)
        panes.addWidget(texts)
        panes.setSizes([theme.px(300), theme.px(220)])
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(button(_("Tick all"), lambda: self.tick(True)))
        foot.addWidget(button(_("Tick none"), lambda: self.tick(False)))
        foot.addStretch(1)
        foot.addWidget(button(_("Not now"), self.reject))
        foot.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(
            label(_("Ticked rows take the place of what stands. Nothing else of the report is touched."), "note", True)
        )
        column.addWidget(panes, 1)
        column.addLayout(foot)

    def _fill(self) -> None:
        words = {
            PartState.NEW: _("New"),
            PartState.CHANGED_HERE: _("Changed here meanwhile: choose"),
            PartState.SAME: _("Nothing new"),
            PartState.REFUSED: _("Not taken"),
        }
        order = (PartState.CHANGED_HERE, PartState.NEW, PartState.REFUSED, PartState.SAME)
        places = sorted(range(len(self._differences)), key=lambda place: order.index(self._differences[place].state))
        for place in places:
            row = self._differences[place]
            told = words[row.state]
            if row.guid in self._others:
                told = _("{state}; others say otherwise: choose").format(state=told)
            item = QTreeWidgetItem([row.title, told])
            item.setData(0, _PLACE, place)
            item.setToolTip(0, row.title)
            item.setIcon(1, icons.icon(*_LOOKS[row.state], 14))
            if row.state in (PartState.NEW, PartState.CHANGED_HERE):
                safe = row.state is PartState.NEW and row.guid not in self._others
                item.setCheckState(0, Qt.CheckState.Checked if safe else Qt.CheckState.Unchecked)
            self.tree.addTopLevelItem(item)

    def _items(self) -> list[QTreeWidgetItem]:
        """The rows that can be ticked."""
        found = [self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())]
        return [one for one in found if one is not None and one.data(0, Qt.ItemDataRole.CheckStateRole) is not None]

    def ticked(self) -> list[str]:
        """Guids of the rows to take."""
        ticked = [item.data(0, _PLACE) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked]
        return [self._differences[place].guid for place in ticked]

    def tick(self, on: bool) -> None:
        """Tick all rows, or none."""
        for item in self._items():
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _choose(self, now: QTreeWidgetItem | None) -> None:
        row = self._differences[now.data(0, _PLACE)] if now is not None else None
        if row is None:
            self.mine.clear()
            self.theirs.clear()
            self.others.clear()
            return
        self.mine.setPlainText(row.reason) if row.reason else self._print(self.mine, row.kind, row.mine)
        self._print(self.theirs, row.kind, row.theirs)
        told = self._others.get(row.guid, ())
        self.others.setHtml("".join(f"<p><b>{escape(who)}</b></p>{self._html(row.kind, text)}" for who, text in told))

    def _print(self, field: QTextEdit, kind: str, text: str) -> None:
        field.setHtml(self._html(kind, text))

    def _html(self, kind: str, text: str) -> str:
        """A text as the report prints it; only that of an item has markup and quotes."""
        if kind == "item":
            return printed_html(filled(text, self._quoted))
        return f'<p style="white-space: pre-wrap">{escape(text)}</p>'

    def _count(self) -> None:
        count = len(self.ticked())
        self.agree.setEnabled(count > 0)
        words = ngettext("Take {count} row", "Take {count} rows", count)
        self.agree.setText(words.format(count=count) if count else _("Take what is ticked"))

    def carry_out(self) -> bool:
        """Take the ticked rows in; the dialog stays when the dossier refuses."""
        change = self._workspace.run(
            take_part, contribution_guid=self._row.guid, chosen=self.ticked(), day=self._workspace.today
        )
        return change is not None


def _quoted_values(workspace: Workspace, row: ContributionRow) -> dict[str, str]:
    """What the report's texts quote, as it is printed."""
    dossier = workspace.dossier
    return quoted_values(read_report(dossier, row.report_guid).figures) if dossier is not None else {}
