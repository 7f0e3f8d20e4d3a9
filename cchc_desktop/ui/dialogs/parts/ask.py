"""Which units are asked for their part, and by when."""

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.part_rows import ContributionRow
from cchc_desktop.models.rows import ReportRow
from cchc_desktop.rules.fields import field_name
from cchc_desktop.services.offices import read_units
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.workspace import Workspace

_DAYS_BEFORE = 5  # units are asked to answer this long before the report is due


class AskPartsDialog(Dialog):
    """Units that lead a field and were not asked yet are ticked."""

    def __init__(
        self, workspace: Workspace, report: ReportRow, asked: Collection[ContributionRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self.setWindowTitle(_("Ask units for their part"))
        fit(self, 560, 480)
        self.units = QListWidget()
        self.units.setAccessibleName(_("Units"))
        known = {row.unit_guid for row in asked}
        for unit in read_units(workspace.dossier):
            fields = ", ".join(field_name(code) for code in unit.fields)
            item = QListWidgetItem(f"{unit.name} ({fields})" if fields else unit.name)
            item.setToolTip(item.text())
            item.setData(Qt.ItemDataRole.UserRole, unit.guid)
            ticked = bool(unit.fields) and unit.guid not in known
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.units.addItem(item)
        self._due = DateField(_("Day by which the part is to come back"), optional=True)
        proposed = (report.due_on or workspace.today + timedelta(days=14)) - timedelta(days=_DAYS_BEFORE)
        self._due.show_date(max(proposed, workspace.today))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(labelled(_("Units"), self.units), 1)
        column.addWidget(labelled(_("Send back by"), self._due))
        column.addWidget(
            label(
                _("Each unit gets a file. It is filled in with this program, without a dossier, and sent back."),
                "note",
                True,
            )
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Write the files…"), self.accept, "primary"))
        column.addLayout(foot)

    def unit_guids(self) -> list[str]:
        """The units that are ticked."""
        items = (self.units.item(place) for place in range(self.units.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def due_on(self) -> date | None:
        """The day by which parts are to come back."""
        return self._due.value()
