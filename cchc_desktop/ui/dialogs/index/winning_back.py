"""Where points were lost: by how easily they are won back, by size; and the plan that wins them back."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.proposal_rows import Reachable
from cchc_desktop.services.scoring.index_plans import create_improvement_plan
from cchc_desktop.services.scoring.index_reach import read_reachable
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled, number_field
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.widgets.ticked_table import TickedLine, TickedTable
from cchc_desktop.ui.workspace import Workspace

_CODE, _NAME, _LOST, _EASE, _TASK = range(5)
_HOPELESS = 5  # the ease of what cannot be won before the lock any more


class WinningBackDialog(Dialog):
    """Ticked criteria become a plan of the year chosen.

    Signals: `shown` guid of a criterion; `made` year and guid of the plan.
    """

    shown = Signal(str)
    made = Signal(int, str)
    enter_agrees = False  # Enter after the year was typed would begin a whole plan

    def __init__(self, workspace: Workspace, set_guid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._set_guid = workspace, set_guid
        self._lines: list[Reachable] = []
        self.setWindowTitle(_("Points to win back"))
        fit(self, 1020, 620)
        self.summary = label("", wrap=True)
        self.order = CalmCombo()
        self.order.setAccessibleName(_("Order"))
        self.order.addItem(_("the easiest first"), False)
        self.order.addItem(_("the largest first"), True)
        self.order.activated.connect(lambda _place: self.read())
        headings = (
            pgettext("column", "Code"),
            _("Criterion"),
            pgettext("column", "Lost"),
            _("What would bring them"),
            _("Task"),
        )
        widths = {_CODE: 84, _NAME: 300, _LOST: 70, _EASE: 270}
        self.table = TickedTable(_("Criteria that lost points"), headings, widths, _TASK, (_LOST,))
        self.table.ticks_changed.connect(self._count)
        self.table.opened.connect(lambda place: self.shown.emit(self._lines[place].guid))
        self.year = number_field(2015, 2100, workspace.year + 1)
        self.sipas, self.papi = QCheckBox(_("with the SIPAS part")), QCheckBox(_("with the PAPI part"))
        for part in (self.sipas, self.papi):
            part.setChecked(True)
            part.toggled.connect(lambda _on: self._count())
        self.agree = button(_("Draft the improvement plan"), self.draft, "primary")
        self._lay_out()
        workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace)
        undo_keys(self, workspace)
        self.read()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.order)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(12))
        bottom = Qt.AlignmentFlag.AlignBottom
        foot.addWidget(labelled(_("Year of the plan"), self.year))
        foot.addWidget(self.sipas, 0, bottom)
        foot.addWidget(self.papi, 0, bottom)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.close), 0, bottom)
        foot.addWidget(self.agree, 0, bottom)
        column.addLayout(foot)

    def read(self) -> None:
        """Read again what was lost; what is ticked stays ticked, at first all."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        unticked = {line.guid for line in self._lines} - set(self.ticked())
        found = list(read_reachable(dossier, self._set_guid))
        if self.order.currentData():
            found.sort(key=lambda line: -line.lost)
        self._lines = found
        lost = sum((line.lost for line in found), Decimal(0))
        open_ = [line for line in found if line.ease < _HOPELESS]
        self.summary.setText(
            ngettext(
                "{count} criterion lost {points} points in all; of {open} of them something can still be won.",
                "{count} criteria lost {points} points in all; of {open} of them something can still be won.",
                len(found),
            ).format(count=len(found), points=formats.points(lost), open=len(open_))
            if found
            else _("No criterion lost points.")
        )
        self.table.show_lines([_ticked_line(line, line.guid not in unticked) for line in found])

    def ticked(self) -> list[str]:
        """The guids of the ticked criteria."""
        return [self._lines[place].guid for place in self.table.ticked()]

    def draft(self) -> None:
        """Begin the plan that wins the ticked ones back, and show it."""
        parts = [name for name, box in (("sipas", self.sipas), ("papi", self.papi)) if box.isChecked()]
        change = self._workspace.run_across(
            create_improvement_plan,
            set_guid=self._set_guid,
            criteria=self.ticked(),
            year=self.year.value(),
            parts=parts,
        )
        if change is not None:
            self.made.emit(self.year.value(), change.created("plan")[0])
            self.close()

    def _count(self) -> None:
        any_part = self.sipas.isChecked() or self.papi.isChecked()
        self.agree.setEnabled(bool(self.ticked() or any_part) and not self._workspace.year_read_only)

    def _rows_changed(self, change: Change) -> None:
        if change.touches("criterion", "criteria_set", "score", "task", "criterion_task"):
            try:
                self.read()
            except UserError:
                self.dismiss()  # the set is gone


def _ticked_line(line: Reachable, ticked: bool) -> TickedLine:
    tokens = theme.tokens()
    colours = {1: tokens.done, 2: tokens.done, _HOPELESS: tokens.muted}
    tasks = "; ".join(f"{task.text} ({formats.percent(task.percent)})" for task in line.tasks)
    cells = (line.code, line.name, formats.points(line.lost), line.words, tasks)
    return TickedLine(cells, ticked, {_EASE: colours[line.ease]} if line.ease in colours else {})
