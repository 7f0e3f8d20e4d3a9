"""What of a former office's year goes on in this dossier: tasks by plan, reports that were not sent, units."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.archive_rows import ArchiveRow, GoingOn
from cchc_desktop.rules.periods import period_title
from cchc_desktop.services.archive.carrying import carry_on
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.workspace import Workspace

_GUID = Qt.ItemDataRole.UserRole


class CarryOnDialog(Dialog):
    """Tasks, reports and the units that tasks need are ticked; what is taken is one step that can be undone."""

    enter_agrees = False

    def __init__(self, parent: QWidget | None, workspace: Workspace, archive: ArchiveRow, found: GoingOn) -> None:
        super().__init__(parent)
        self._workspace, self._archive, self._found = workspace, archive, found
        self.setWindowTitle(_("Carry open work on"))
        fit(self, 860, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(
            label(_("{office}, year {year}").format(office=found.office, year=found.year), "pane", wrap=True)
        )
        words = _(
            "What you tick is copied into this dossier with its office named: each plan becomes a plan of its own, "
            "tasks keep progress, results and evidence, a report becomes a draft with its texts and figures. Numbers "
            "and registers stay in the archive."
        )
        column.addWidget(label(words, wrap=True))
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Goes on"), _("Taken from")])
        self.list.setColumnWidth(0, theme.px(500))
        self.list.setAccessibleName(_("What goes on"))
        self.tasks = [
            self._group(plan.title, ((task.guid, task.text, plan.cited, True) for task in plan.tasks))
            for plan in found.plans
        ]
        self.reports = self._group(
            _("Reports that were not sent"),
            ((row.guid, row.title, period_title(row.year, row.period), True) for row in found.reports),
        )
        self.units = self._group(
            _("Units"), ((unit.guid, unit.name, unit.short_code, unit.guid in found.needed) for unit in found.units)
        )
        self.list.expandAll()
        column.addWidget(self.list, 1)
        if found.is_empty:
            column.addWidget(label(_("Nothing of this year is left to carry on."), "secondary"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        self.agree = button(_("Carry on what is ticked"), self.accept, "primary")
        self.agree.setEnabled(not found.is_empty)
        row.addWidget(self.agree)
        column.addLayout(row)

    def _group(self, title: str, rows: Iterable[tuple[str, str, str, bool]]) -> QTreeWidgetItem:
        head = QTreeWidgetItem([" ".join(title.split())])
        head.setFlags(head.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        head.setFont(0, theme.font(12, 600))
        for guid, words, source, proposed in rows:
            item = QTreeWidgetItem(head, [" ".join(words.split()), source])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked if proposed else Qt.CheckState.Unchecked)
            item.setData(0, _GUID, guid)
            for place in (0, 1):
                item.setToolTip(place, item.text(place))
        if head.childCount():
            self.list.addTopLevelItem(head)
        return head

    def carry_out(self) -> bool:
        """Carry on what is ticked."""
        return (
            self._workspace.run_across(
                carry_on,
                archive=self._archive,
                year=self._found.year,
                task_guids=[guid for head in self.tasks for guid in _ticked(head)],
                report_guids=_ticked(self.reports),
                unit_guids=_ticked(self.units),
            )
            is not None
        )


def _ticked(head: QTreeWidgetItem) -> list[str]:
    items = (head.child(place) for place in range(head.childCount()))
    return [str(one.data(0, _GUID)) for one in items if one and one.checkState(0) == Qt.CheckState.Checked]
