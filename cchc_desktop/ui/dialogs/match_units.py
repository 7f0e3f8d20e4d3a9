"""Ghép tên đơn vị: every unit name of the year that is no unit's, and what each is; one step for all."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _
from cchc_desktop.models.follow_rows import UnknownUnit
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.services.frame.unit_matching import AS_TYPED, NEW_UNIT, read_unknown_units, settle_names
from cchc_desktop.services.offices import read_units
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import count
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.workspace import Workspace

_LATER = ""


def match_units(parent: QWidget | None, workspace: Workspace) -> None:
    """Show the names of the year that are no unit's, or say that there are none."""
    if workspace.dossier is None:
        return
    unknown = read_unknown_units(workspace.dossier, workspace.year)
    if unknown:
        MatchUnitsDialog(parent, workspace, unknown).open()
    else:
        nothing = _("Every unit name of {year} is in the office's list.").format(year=workspace.year)
        alerts.show_note(parent, _("Match unit names"), nothing)


class MatchUnitsDialog(Dialog):
    """A name with a suggestion has it chosen and shown; the others wait until the officer says what they are."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, unknown: tuple[UnknownUnit, ...]) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self.setWindowTitle(_("Match unit names"))
        fit(self, 760, 480)
        self._workspace = workspace
        self.unknown = unknown
        self.choices: list[CalmCombo] = []
        self.table = self._table(read_units(workspace.dossier))
        self.agree = button(_("Match"), self.accept, "primary")
        self._lay_out()
        self._refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = _(
            "These names stand in the columns of lead and coordination and are not in the office's list of units. "
            "A name that is matched becomes another way of writing the unit; the text of the tasks stays as typed."
        )
        column.addWidget(label(words, wrap=True))
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _table(self, units: Sequence[UnitRow]) -> QTableWidget:
        table = QTableWidget(len(self.unknown), 3)
        table.setHorizontalHeaderLabels([_("Name as typed"), _("Tasks"), _("What it is")])
        table.setAccessibleName(_("Match unit names"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(34))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(1, theme.px(74))
        table.setColumnWidth(2, theme.px(330))
        for row, unit in enumerate(self.unknown):
            name = QTableWidgetItem(unit.name)
            name.setToolTip(unit.name)
            table.setItem(row, 0, name)
            table.setItem(row, 1, QTableWidgetItem(count(unit.tasks)))
            combo = self._combo(unit, units)
            self.choices.append(combo)
            table.setCellWidget(row, 2, combo)
        return table

    def _combo(self, unknown: UnknownUnit, units: Sequence[UnitRow]) -> CalmCombo:
        combo = CalmCombo()
        combo.setAccessibleName(_("What “{name}” is").format(name=unknown.name))
        combo.addItem(_("Decide later"), _LATER)
        for guid, name in unknown.suggestions:
            combo.addItem(_("The same as “{unit}”").format(unit=name), guid)
        combo.addItem(_("A new unit"), NEW_UNIT)
        combo.addItem(_("Leave as typed"), AS_TYPED)
        suggested = {guid for guid, _name in unknown.suggestions}
        others = [unit for unit in units if unit.guid not in suggested]
        if others:
            combo.insertSeparator(combo.count())
        for unit in others:
            combo.addItem(unit.name, unit.guid)
        combo.setCurrentIndex(1 if len(unknown.suggestions) == 1 else 0)
        combo.currentIndexChanged.connect(lambda _index: self._refresh())
        return combo

    def chosen(self) -> dict[str, str]:
        """Name → what it is, without those that wait."""
        pairs = ((unit.name, str(combo.currentData())) for unit, combo in zip(self.unknown, self.choices, strict=True))
        return {name: choice for name, choice in pairs if choice != _LATER}

    def _refresh(self) -> None:
        self.agree.setEnabled(bool(self.chosen()))

    def carry_out(self) -> bool:
        """Match what was chosen, as one step."""
        return self._workspace.run_across(settle_names, choices=self.chosen()) is not None
