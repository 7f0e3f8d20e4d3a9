"""Proof before the lock: what each criterion has, what is missing and from whom, how many days are left."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.proof_rows import ProofCheck, ProofLine, ProofState, StepDays, WrittenPack
from cchc_desktop.progress import Progress
from cchc_desktop.rules.index_rounds import IndexStep, step_name
from cchc_desktop.services.scoring.index_evidence_pack import write_evidence_pack
from cchc_desktop.services.scoring.index_proof import missing_proof, state_counts
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import slug
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.places import Purpose, last_folder
from cchc_desktop.ui.widgets.basics import button, fit, label, set_role
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.widgets.row_table import RowTable, undo_keys
from cchc_desktop.ui.windows_shell import show_in_folder
from cchc_desktop.ui.workspace import Workspace

_LOOKS = {
    ProofState.PROVEN: ("circle-check", "done"),
    ProofState.EXPLAINED: ("message", "soon"),
    ProofState.MISSING: ("alert-triangle", "late"),
    ProofState.NOT_WANTED: ("circle-minus", "muted"),
}
_SOON = 7  # days


def _standing(state: ProofState) -> str:
    return {
        ProofState.PROVEN: _("Proven"),
        ProofState.EXPLAINED: _("Explained"),
        ProofState.MISSING: _("Missing"),
        ProofState.NOT_WANTED: _("Not wanted"),
    }[state]


class MissingProofDialog(Dialog):
    """Stays beside the window; a double click shows the criterion. Signal: `shown` guid of a criterion."""

    shown = Signal(str)

    def __init__(self, workspace: Workspace, set_guid: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._set_guid, self._title = workspace, set_guid, title
        self._lines: list[ProofLine] = []
        self.setWindowTitle(_("Evidence before the lock"))
        fit(self, 980, 600)
        self.days = FlowLayout(gap=theme.px(18))
        self.summary = label("", "field", wrap=True)
        self.only_missing = QCheckBox(_("Only what is missing"))
        self.only_missing.setChecked(True)
        self.only_missing.toggled.connect(lambda _on: self.read())
        headings = (
            _("Unit"),
            pgettext("column", "Code"),
            _("Criterion"),
            _("Evidence that the set asks for"),
            pgettext("column", "Standing"),
        )
        self.table = RowTable(_("Criteria and their evidence"), headings, {0: 170, 1: 60, 2: 260, 4: 136}, 3)
        self.table.doubleClicked.connect(lambda _index: self.show_criterion())
        self._lay_out()
        workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace)
        undo_keys(self, workspace)
        self.read()
        if not self._lines:
            self.only_missing.setChecked(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(self.days)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.only_missing)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(button(_("Evidence pack…"), self.write_pack, icon_name="package-export"))
        foot.addStretch(1)
        foot.addWidget(button(_("Show the criterion"), self.show_criterion))
        foot.addWidget(button(_("Close"), self.close))
        column.addLayout(foot)

    def read(self) -> None:
        """Read again what is proven and what is missing."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        check = missing_proof(dossier, self._set_guid)
        self._show_days(check)
        counts = state_counts(check)
        missing = counts.get(ProofState.MISSING, 0)
        self.summary.setText(
            ngettext(
                "{count} criterion has neither evidence nor an explanation; {proven} are proven, {said} explained.",
                "{count} criteria have neither evidence nor an explanation; {proven} are proven, {said} explained.",
                missing,
            ).format(count=missing, proven=counts.get(ProofState.PROVEN, 0), said=counts.get(ProofState.EXPLAINED, 0))
        )
        set_role(self.summary, "strong-late" if missing else "strong-done")
        if self.only_missing.isChecked():
            self._lines = [line for unit in check.missing for line in unit.lines]
        else:
            self._lines = list(check.lines)
        rows = [
            (line.unit or _("nobody named"), line.code, line.name, " ".join(line.wanted.split()), _standing(line.state))
            for line in self._lines
        ]
        self.table.show_rows(rows, [_LOOKS[line.state] for line in self._lines], at=4)
        if rows and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)

    def _show_days(self, check: ProofCheck) -> None:
        while (item := self.days.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        wanted = [step for step in check.steps if step.step in (IndexStep.REPORT, IndexStep.UPLOAD)]
        for step in wanted or check.steps[:3]:
            made = label(_days(step))
            set_role(made, _urgency(step))
            self.days.addWidget(made)
        if not check.steps:
            self.days.addWidget(label(_("The days of the process are not known; type them with the set."), "note"))

    def show_criterion(self) -> None:
        """Show the chosen criterion on the tab."""
        place = self.table.currentRow()
        if 0 <= place < len(self._lines):
            self.shown.emit(self._lines[place].guid)

    def write_pack(self) -> None:
        """Write the evidence pack into a ZIP file, named by the codes of the criteria."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        name = f"Tai-lieu-kiem-chung-{slug(self._title)[:60]}.zip"
        kinds = _("ZIP file (*.zip)")
        out = ask_output(self, _("Evidence pack"), last_folder(Purpose.PAPERS) / name, kinds, ".zip")
        if out is not None:
            run_job(self, _("Writing the evidence pack"), _packing(dossier, self._set_guid, out), self._written)

    def _written(self, pack: WrittenPack) -> None:
        words = ngettext(
            "{count} file was written to {path}.", "{count} files were written to {path}.", len(pack.files)
        ).format(count=len(pack.files), path=pack.path)
        if pack.missing:
            words += "\n" + _("Still without evidence or explanation: {codes}.").format(codes=", ".join(pack.missing))
        folder = pack.path.parent
        if alerts.ask(self, _("Evidence pack"), words, _("Show in folder"), _("Close")) and not show_in_folder(
            pack.path
        ):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _rows_changed(self, change: Change) -> None:
        if change.touches("criterion", "criteria_set", "score", "evidence", "unit"):
            try:
                self.read()
            except UserError:
                self.dismiss()  # the set is gone


def _packing(dossier: Dossier, set_guid: str, out: Path) -> Callable[[], Generator[Progress, None, WrittenPack]]:
    def work() -> Generator[Progress, None, WrittenPack]:
        yield Progress(0, 0, _("Writing the evidence pack"))
        return write_evidence_pack(dossier, set_guid, out)

    return work


def _days(step: StepDays) -> str:
    name = step_name(step.step)
    if step.left is None or step.last is None:
        return name
    last = formats.short_date(step.last)
    if step.left < 0:
        return _("{step}: {day}, over").format(step=name, day=last)
    if step.left == 0:
        return _("{step}: today").format(step=name)
    return ngettext("{step}: {day}, {count} day left", "{step}: {day}, {count} days left", step.left).format(
        step=name, day=last, count=step.left
    )


def _urgency(step: StepDays) -> str:
    if step.left is None or step.left < 0:
        return "secondary"
    return "strong-late" if step.left <= _SOON else "strong-soon" if step.left <= 3 * _SOON else "strong-done"
