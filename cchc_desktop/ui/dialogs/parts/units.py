"""Who writes which part of a report: parts go out as files, come back, are taken in; who is missing is reminded."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.part_file import SUFFIX, part_file_name, part_name, read_part, write_part
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.part_rows import ContributionRow, Part
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.statuses import PartStatus
from cchc_desktop.services import offices
from cchc_desktop.services.exchange import contributions
from cchc_desktop.services.exchange.part_merge import compare_part, said_by_others
from cchc_desktop.services.exchange.reminders import reminder_letter, reminder_text
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.dialogs.parts.ask import AskPartsDialog
from cchc_desktop.ui.dialogs.parts.compare import PartCompareDialog
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.output_files import ask_about_existing
from cchc_desktop.ui.places import Purpose, ask_files, ask_folder
from cchc_desktop.ui.widgets.basics import button, fit, label, passing_menu
from cchc_desktop.ui.widgets.row_table import RowTable, undo_keys
from cchc_desktop.ui.workspace import Workspace
from cchc_desktop.writers.saving import Existing, placed

_LOOKS = {"asked": ("clock", "soon"), "received": ("mail-down", "accent"), "taken": ("circle-check", "done")}


class UnitPartsDialog(Dialog):
    """The units that were asked, and how far each is. It stays open beside the report."""

    def __init__(self, workspace: Workspace, report: ReportRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._report = report
        self._rows: tuple[ContributionRow, ...] = ()
        self.setWindowTitle(
            _("Parts of the units: {period}").format(period=formats.period_title(Period.parse(report.period)))
        )
        fit(self, 900, 480)
        self.summary = label("", "secondary", wrap=True)
        headings = (
            pgettext("column", "Unit"),
            pgettext("column", "Standing"),
            pgettext("column", "Send back by"),
            pgettext("column", "Came"),
            pgettext("column", "Filled in by"),
        )
        self.table = RowTable(_("Units asked"), headings, {1: 190, 2: 110, 3: 130, 4: 150}, 0)
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemDoubleClicked.connect(lambda _item: self.compare())
        workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace)
        undo_keys(self, workspace)
        self.read()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(theme.px(16),) * 4)
        whole.setSpacing(theme.px(10))
        whole.addWidget(self.summary)
        whole.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self._look = button(_("See and take in…"), self.compare, "primary", "git-merge")
        self._remind = button(_("Remind…"), self._ask_reminder, icon_name="bell")
        self._forget = button(_("Remove"), self.forget, icon_name="trash")
        if not self._workspace.year_read_only:
            foot.addWidget(button(_("Ask units…"), self._ask_units, icon_name="users"))
            foot.addWidget(button(_("Receive a part…"), self._ask_file, icon_name="mail-down"))
            foot.addWidget(self._look)
            foot.addWidget(self._remind)
            foot.addWidget(self._forget)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.close))
        whole.addLayout(foot)

    def read(self) -> None:
        """Read the askings again."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        chosen = self.chosen()
        self._rows = contributions.read_contributions(dossier, self._report.guid)
        self.table.show_rows([self._words(row) for row in self._rows], [self._look_of(row) for row in self._rows], at=1)
        guids = [row.guid for row in self._rows]
        self.table.setCurrentCell(guids.index(chosen.guid) if chosen is not None and chosen.guid in guids else 0, 0)
        missing = len(self.missing())
        self.summary.setText(
            ngettext(
                "{count} unit has not sent its part yet.", "{count} units have not sent their part yet.", missing
            ).format(count=missing)
            if missing
            else _("All parts have come.")
            if self._rows
            else _("No unit has been asked yet. Each gets a small file with the fields and tasks that it leads.")
        )
        self._enable()

    def _look_of(self, row: ContributionRow) -> tuple[str, str]:
        late = row.status == PartStatus.ASKED and row.is_late(self._workspace.today)
        return ("alert-triangle", "late") if late else _LOOKS[row.status]

    def _words(self, row: ContributionRow) -> tuple[str, ...]:
        words = {
            PartStatus.ASKED: _("Not come yet"),
            PartStatus.RECEIVED: _("Came, not taken in"),
            PartStatus.TAKEN: _("Taken in"),
        }[row.status]
        if row.is_late(self._workspace.today) and row.status != PartStatus.TAKEN:
            words = _("{standing}, late").format(standing=words)
        return (
            row.unit_name,
            words,
            formats.long_date(row.due_on) if row.due_on else "",
            formats.moment(row.received_at) if row.received_at else "",
            row.sender,
        )

    def _now(self) -> datetime:
        return datetime.combine(self._workspace.today, datetime.now().time().replace(microsecond=0))

    def chosen(self) -> ContributionRow | None:
        """The asking that is chosen."""
        place = self.table.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def missing(self) -> list[ContributionRow]:
        """Those that have not come."""
        return [row for row in self._rows if row.status == PartStatus.ASKED]

    def _enable(self) -> None:
        row = self.chosen()
        self._look.setEnabled(row is not None and bool(row.sha256))
        self._forget.setEnabled(row is not None)
        self._remind.setEnabled(bool(self.missing()))

    def _ask_units(self) -> None:
        dialog = AskPartsDialog(self._workspace, self._report, self._rows, self)
        agreed, guids, due_on = dialog.exec(), dialog.unit_guids(), dialog.due_on()
        if agreed:
            folder = ask_folder(self, Purpose.PARTS_OUT, _("Folder for the files"))
            if folder is not None:
                self.ask(guids, due_on, folder)

    def ask(self, unit_guids: list[str], due_on: date | None, folder: Path) -> list[Path]:
        """Ask these units and write their files into a folder; returns the files."""
        dossier = self._workspace.dossier
        written: list[Path] = []
        named = [folder / part_file_name(self._report.period, unit.name) for unit in self._units(unit_guids)]
        existing = ask_about_existing(self, named)
        if existing is None:
            return written
        for guid in unit_guids:
            change = self._workspace.run(
                contributions.ask_part, report_guid=self._report.guid, unit_guid=guid, due_on=due_on, now=self._now()
            )
            if change is None or dossier is None:
                continue
            row = next(entry for entry in change.entries if entry.table == "contribution")
            part = contributions.asked_part(dossier, row.guid)
            try:
                path = placed(folder / part_name(part), Existing(existing), SUFFIX)
                write_part(part, path)
            except UserError as error:
                alerts.show_error(self, error)
                break
            written.append(path)
        if written:
            words = ngettext(
                "{count} file was written to {folder}", "{count} files were written to {folder}", len(written)
            )
            self._workspace.say(words.format(count=len(written), folder=folder))
        return written

    def _units(self, guids: Sequence[str]) -> list[UnitRow]:
        dossier = self._workspace.dossier
        return [unit for unit in offices.read_units(dossier) if unit.guid in guids] if dossier is not None else []

    def _ask_file(self) -> None:
        kinds = _("Parts of units (*{suffix})").format(suffix=SUFFIX)
        paths = ask_files(self, Purpose.PARTS_IN, _("Receive a part…"), kinds)
        if paths:
            self.receive(paths)

    def receive(self, paths: Sequence[Path]) -> None:
        """Read parts that came back and keep them; of those that are refused it is said why."""
        run_reading(self, _("Reading what the units sent"), lambda: [_read(path) for path in paths], self._keep)

    def _keep(self, found: Sequence[Part | UserError]) -> None:
        for part in found:
            if isinstance(part, UserError):
                alerts.show_error(self, part)
            else:
                change = self._workspace.run(contributions.receive_part, part=part, now=self._now())
                self._choose(change.guids if change else ())

    def _choose(self, guids: Collection[str]) -> None:
        """Choose the first line of these, so that what can be done with it is offered at once."""
        place = next((place for place, row in enumerate(self._rows) if row.guid in guids), None)
        if place is not None:
            self.table.setCurrentCell(place, 0)

    def compare(self) -> None:
        """The chosen part beside what stands."""
        row, dossier = self.chosen(), self._workspace.dossier
        if row is not None and row.sha256 and dossier is not None:
            run_reading(
                self,
                _("Reading what the units sent"),
                lambda: (compare_part(dossier, row.guid), said_by_others(dossier, row.guid)),
                lambda found: PartCompareDialog(self._workspace, row, found[0], self, found[1]).open(),
            )

    def forget(self) -> None:
        """Take the chosen asking away; undo brings it back."""
        row = self.chosen()
        if row is not None:
            self._workspace.run(contributions.forget_contribution, contribution_guid=row.guid)

    def _ask_reminder(self) -> None:
        menu = passing_menu(self)
        menu.addAction(_("Write a reminding letter"), self.write_letter)
        menu.addAction(_("Copy a message to send"), self.copy_message)
        menu.exec(self._remind.mapToGlobal(self._remind.rect().topLeft()))

    def write_letter(self) -> None:
        """A công văn to the units that are missing; it opens on the plan tab."""
        change = self._workspace.run(
            reminder_letter, report_guid=self._report.guid, contributions=tuple(self.missing())
        )
        if change is not None:
            self._workspace.say(_("The letter stands among the papers of the Plan tab."))

    def copy_message(self) -> None:
        """Words for a message, to be pasted where the officer writes."""
        QGuiApplication.clipboard().setText(reminder_text(self._report.period, self.missing()))
        self._workspace.say(_("The message is copied. Paste it with Ctrl+V."))

    def _rows_changed(self, change: Change) -> None:
        if any(entry.guid == self._report.guid and entry.after is None for entry in change.entries):
            self.dismiss()  # the report itself was taken back
        elif change.touches("contribution"):
            self.read()


def _read(path: Path) -> Part | UserError:
    """The part in a file, or why it is none."""
    try:
        return read_part(path)
    except UserError as error:
        return error
