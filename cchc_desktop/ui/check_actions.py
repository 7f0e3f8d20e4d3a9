"""Checks from the menu: of the year's papers beside the tabs, and of anyone's file."""

from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.ui import alerts
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.rules.checks.base import Finding
    from cchc_desktop.rules.checks.paper import CheckedLine
    from cchc_desktop.services.checking.checking import Checked
    from cchc_desktop.ui.dialogs.checks import ChecksDialog


class ShowsPlaces(Protocol):
    """What shows a row in its tab."""

    def show_place(self, name: str, guid: str) -> None: ...


class CheckActions(QObject):
    """Dialogs are made where they are shown; checking runs off the window's thread."""

    def __init__(self, window: QMainWindow, workspace: Workspace, places: ShowsPlaces) -> None:
        super().__init__(window)
        self._window, self._workspace, self._places = window, workspace, places
        self.dialog: ChecksDialog | None = None
        workspace.dossier_changed.connect(self._forget)
        workspace.year_changed.connect(lambda _year: self._forget())

    def _forget(self) -> None:
        """What was found is of the dossier and year that were shown."""
        if self.dialog is not None:
            self.dialog.close()

    def check_year(self) -> None:
        """The papers and reports of the year that is shown."""
        from cchc_desktop.ui.dialogs.checks import ChecksDialog

        if self._workspace.dossier is None:
            return
        if self.dialog is None:
            self.dialog = ChecksDialog(self._window, self._workspace)
            self.dialog.again.connect(self.check_year)
            self.dialog.shown.connect(self._show)
            self.dialog.mending.connect(self._mend)
            self.dialog.passing.connect(self._pass_over)
            self.dialog.looking.connect(self._look_again)
        self.dialog.to_front()
        self._fill(self.dialog)

    def _fill(self, dialog: "ChecksDialog") -> None:
        from cchc_desktop.services.checking.checking import checks_of_year
        from cchc_desktop.ui.jobs import QuietJob

        dossier, year = self._workspace.dossier, self._workspace.year
        if dossier is None:
            return
        self._workspace.commit_requested.emit()
        job = QuietJob(self, dialog.show_checked)
        job.start(partial(checks_of_year, dossier, year, today=self._workspace.today))

    def _show(self, checked: "Checked", line: "CheckedLine") -> None:
        tab = "frame" if line.column else "plan"
        if self._is_report(checked):
            tab = "report"
        self._places.show_place(tab, line.owner)

    def _is_report(self, checked: "Checked") -> bool:
        from cchc_desktop.services.reporting.reports import read_reports

        dossier = self._workspace.dossier
        rows = read_reports(dossier, self._workspace.year) if dossier is not None else ()
        return any(row.guid == checked.guid for row in rows)

    def _mend(self, checked: "Checked", finding: "Finding") -> None:
        from cchc_desktop.services.checking.mending import mend

        made = self._workspace.run(mend, checked=checked, finding=finding, year=self._workspace.year)
        if made is not None:
            self._workspace.say(_("Mended. Undo (Ctrl+Z)"))
        if self.dialog is not None:
            self._fill(self.dialog)

    def _pass_over(self, checked: "Checked", finding: "Finding") -> None:
        """Keep that a finding is passed over, and why."""
        from cchc_desktop.services.checking.choices import place_of
        from cchc_desktop.ui.dialogs.pass_over import ask_to_pass_over

        parent = self.dialog or self._window
        if ask_to_pass_over(parent, self._workspace, finding, *place_of(checked.paper, finding)) and self.dialog:
            self._fill(self.dialog)

    def _look_again(self, choice_guid: str) -> None:
        from cchc_desktop.services.checking.choices import look_again

        self._workspace.run(look_again, choice_guid=choice_guid)
        if self.dialog is not None:
            self._fill(self.dialog)

    def check_file(self) -> None:
        """Ask for a file of anyone, and list what is found in it."""
        from cchc_desktop.readers.forms import file_filter

        path = ask_file(self._window, Purpose.PAPERS, _("Check a file"), file_filter())
        if path is not None:
            self.check(path)

    def check(self, path: Path) -> None:
        """Check one file and show what was found; what cannot be read is told."""
        from cchc_desktop.services.checking.checking import check_file
        from cchc_desktop.ui.jobs import run_job

        def steps() -> "Generator[Progress, None, Checked | UserError]":
            yield Progress(0, 0, "")
            try:
                return check_file(path)
            except UserError as error:
                return error

        run_job(self._window, _("Checking {name}").format(name=path.name), steps, partial(self._show_file, path))

    def _show_file(self, path: Path, found: "Checked | UserError") -> None:
        from cchc_desktop.ui.dialogs.checks import ChecksDialog

        if isinstance(found, UserError):
            alerts.show_error(self._window, found)
            return
        dialog = ChecksDialog(self._window, self._workspace, path)
        dialog.reviewing.connect(partial(self._review, path))
        dialog.commenting.connect(partial(self._comment, path))
        dialog.show_checked((found,))
        dialog.open()

    def _review(self, path: Path, checked: "Checked") -> None:
        from cchc_desktop.services.checking.review import write_review

        kinds = _("Word file (*.docx);;PDF file (*.pdf);;Excel file (*.xlsx)")
        proposed = path.with_name(f"Phieu-soat-{path.stem}.docx")
        self._written(_("Review sheet"), proposed, kinds, (".docx", ".pdf", ".xlsx"), partial(write_review, checked))

    def _comment(self, path: Path, checked: "Checked") -> None:
        from cchc_desktop.services.checking.review import write_commented

        proposed = path.with_name(f"{path.stem}-gop-y.docx")
        write = partial(write_commented, path, checked)
        self._written(_("Word file with comments"), proposed, _("Word file (*.docx)"), (".docx",), write)

    def _written(
        self, title: str, proposed: Path, kinds: str, endings: tuple[str, ...], write: "partial[Path]"
    ) -> None:
        from cchc_desktop.ui.output_files import ask_output

        out = ask_output(self._window, title, proposed, kinds, *endings)
        if out is None:
            return
        try:
            write(out)
        except UserError as error:
            alerts.show_error(self._window, error)
            return
        self._workspace.say(_("Written: {name}").format(name=out.name))
