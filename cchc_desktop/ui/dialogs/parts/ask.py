"""Which units are asked for their part, and by when."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.part_rows import ContributionRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.fields import field_name
from cchc_desktop.rules.localised import listed
from cchc_desktop.services.exchange.contributions import leads_nothing, nothing_to_ask
from cchc_desktop.services.offices import read_units, set_units
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.parts.unit_fields import UnitFieldsDialog
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
        self.units.setWordWrap(True)  # the fields of a unit are many words
        self.units.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._workspace = workspace
        self._report = report
        known = {row.unit_guid for row in asked}
        for unit in read_units(workspace.dossier):
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, unit.guid)
            ticked = bool(unit.fields) and unit.guid not in known
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.units.addItem(item)
            _name(item, unit)
        self.units.setCurrentRow(0)
        self._due = DateField(_("Day by which the part is to come back"), optional=True)
        proposed = (report.due_on or workspace.today + timedelta(days=14)) - timedelta(days=_DAYS_BEFORE)
        self._due.show_date(max(proposed, workspace.today))
        self.agree = button(_("Write the files…"), self.accept, "primary")
        self._lay_out()
        self.units.itemChanged.connect(lambda _item: self._enable())
        self._enable()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(labelled(_("Units"), self.units), 1)
        row = QHBoxLayout()
        row.addWidget(button(_("Fields of this unit…"), self._ask_fields))
        row.addStretch(1)
        column.addLayout(row)
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
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _enable(self) -> None:
        self.agree.setEnabled(bool(self.unit_guids()))

    def _unit(self) -> UnitRow | None:
        item, dossier = self.units.currentItem(), self._workspace.dossier
        units = read_units(dossier) if dossier is not None else ()
        return next((u for u in units if item is not None and u.guid == item.data(Qt.ItemDataRole.UserRole)), None)

    def _ask_fields(self) -> None:
        unit = self._unit()
        if unit is None:
            return
        dialog = UnitFieldsDialog(unit.name, unit.fields, self)
        if dialog.exec():
            self.set_fields(dialog.fields())

    def set_fields(self, fields: tuple[str, ...]) -> None:
        """Let the chosen unit lead these fields, from now on in every report; it is ticked when it leads any."""
        unit, dossier = self._unit(), self._workspace.dossier
        if unit is None or dossier is None:
            return
        units = tuple(replace(row, fields=fields) if row.guid == unit.guid else row for row in read_units(dossier))
        if self._workspace.run(set_units, units=units) is None:
            return
        item = self.units.currentItem()
        _name(item, replace(unit, fields=fields))
        item.setCheckState(Qt.CheckState.Checked if fields else Qt.CheckState.Unchecked)

    def accept(self) -> None:
        """Only when each unit that is ticked leads something: a file with nothing in it helps nobody."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        ticked = self.unit_guids()
        idle = [
            unit
            for unit in read_units(dossier)
            if unit.guid in ticked and leads_nothing(dossier, self._report.guid, unit.guid)
        ]
        if idle:
            rows = [self.units.item(place) for place in range(self.units.count())]
            self.units.setCurrentItem(next(i for i in rows if i.data(Qt.ItemDataRole.UserRole) == idle[0].guid))
            alerts.show_error(self, nothing_to_ask(listed([unit.name for unit in idle])))
        else:
            super().accept()

    def unit_guids(self) -> list[str]:
        """The units that are ticked."""
        items = (self.units.item(place) for place in range(self.units.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def due_on(self) -> date | None:
        """The day by which parts are to come back."""
        return self._due.value()


def _name(item: QListWidgetItem, unit: UnitRow) -> None:
    """The unit with the fields that it leads."""
    fields = ", ".join(field_name(code) for code in unit.fields)
    item.setText(f"{unit.name} ({fields})" if fields else unit.name)
    item.setToolTip(item.text())
