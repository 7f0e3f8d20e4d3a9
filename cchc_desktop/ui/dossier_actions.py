"""What the File and Tools menus do with whole dossiers and whole papers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cchc_desktop import options as kept_options
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.services.years import add_year
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.identity import DossierLost
from cchc_desktop.ui import alerts
from cchc_desktop.ui.backup_actions import BackupActions
from cchc_desktop.ui.dialogs.leaving import dialogs_may_go
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.windows_shell import note_recent
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog
    from cchc_desktop.ui.dialogs.office_profile import OfficeProfileDialog
    from cchc_desktop.ui.dialogs.register import RegisterDialog

# Dialogs are imported where they are shown, so that the window opens at once.

PART_SUFFIX = ".cchcphan"  # `exchange.part_file` is not loaded with the window
_PAPERS_OF_TAB = {
    "plan": ("decision", "plan"),
    "frame": ("frame",),
    "report": ("report",),
    "index": ("indices",),
}


class DossierActions(QObject):
    """`backups` does what concerns backups and damaged dossiers."""

    def __init__(self, window: QMainWindow, workspace: Workspace, options: Options) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._options = options
        self.backups = BackupActions(window, workspace, self)
        workspace.lost.connect(self._rescue)

    def new(self) -> None:
        """The assistant that begins a dossier."""
        if not self.may_leave():
            return
        from cchc_desktop.ui.dialogs.first_run import FirstRunDialog

        if not dialogs_may_go(self._window):
            return
        dialog = FirstRunDialog(self._window, self._workspace.today.year)
        dialog.opened.connect(self.open)
        dialog.created.connect(self._take_new)
        dialog.open()

    def _take_new(self, dossier: Dossier, plan_file: str) -> None:
        self._workspace.take(dossier)
        self._remember(dossier.path)
        if plan_file:
            self.import_plan(Path(plan_file))

    def open_dialog(self) -> None:
        """Ask for a dossier and open it."""
        recent = self._options.recent_files()
        start = recent[0].parent if recent else None
        path = ask_file(self._window, Purpose.DOSSIER, _("Open dossier"), _("CCHC dossiers (*.cchc)"), start)
        if path is not None:
            self.open(path)

    def ask_part(self) -> None:
        """Ask for a unit's part and open it."""
        kinds = _("Parts of units (*{suffix})").format(suffix=PART_SUFFIX)
        path = ask_file(self._window, Purpose.PARTS_IN, _("Fill in a unit's part"), kinds)
        if path is not None:
            self.open_part(path)

    def open_part(self, path: Path) -> None:
        """Open a unit's part to be filled in, once it has been read; of a file that is none it is said why."""
        from cchc_desktop.exchange.part_file import read_part
        from cchc_desktop.ui.dialogs.parts.fill import PartFillDialog
        from cchc_desktop.ui.jobs import run_reading

        run_reading(
            self._window,
            _("Reading {name}").format(name=path.name),
            lambda: read_part(path),
            lambda part: PartFillDialog(path, part, self._window).show(),
        )

    def open(self, path: Path, *, remember: bool = True) -> bool:
        """Open a dossier; False when it was refused, and then the officer has been told why.

        A unit's part of a report is opened to be filled in, with or without a dossier. What is not to `remember` is
        not listed among the dossiers opened last.
        """
        path = Path(path)
        if path.suffix.lower() == PART_SUFFIX:
            self.open_part(path)
            return True
        if not dialogs_may_go(self._window) or (not self._is_open(path) and not self.may_leave()):
            return False
        try:
            self._workspace.open(path)
            if self._take_over():
                self._workspace.open(path, take_over=True)
        except UserError as error:
            if not path.exists():
                self._options.forget_file(path)
            self.backups.refused = path
            alerts.show_error(self._window, error)
            return False
        self.backups.refused = None
        if remember:
            self._remember(path)
        return True

    def _is_open(self, path: Path) -> bool:
        return self._workspace.dossier is not None and self._workspace.dossier.is_at(path)

    def _take_over(self) -> bool:
        """Whether to write in a dossier that another computer had open: only a person can know whether it still has."""
        dossier = self._workspace.dossier
        if dossier is None or not dossier.others.is_away or dossier.others.holder is None:
            return False
        holder = dossier.others.holder
        words = _(
            "{holder} opened this dossier at {since} and has not closed it.\n\nIf it is still open there, two people "
            "would write over each other: read only, and have it closed there first. If that computer is off, or the "
            "drive was taken out of it, you can take the dossier over."
        ).format(holder=holder.name, since=holder.since_when)
        answers = (_("Read only"), _("Take it over and change it"))
        return alerts.choose(self._window, _("Open on another computer?"), words, answers) == 1

    def _rescue(self, error: DossierLost) -> None:
        from cchc_desktop.ui.saving_elsewhere import rescue

        if rescue(self._window, self._workspace, error) and self._workspace.dossier is not None:
            self._remember(self._workspace.dossier.path)

    def may_leave(self) -> bool:
        """Whether the dossier at hand may be put away: one whose file is gone only after a question."""
        dossier = self._workspace.dossier
        if dossier is None or not dossier.is_lost or self._workspace.is_kept():
            return True
        words = _("“{name}” is in no file any more. Put away now, all of it is lost.").format(name=dossier.path.name)
        answers = (_("Go back"), _("Put away and lose it"))
        return alerts.choose(self._window, _("The file of the dossier is gone"), words, answers) == 1

    def save_copy(self) -> None:
        """A verified copy on a stick."""
        from cchc_desktop.ui.saving_elsewhere import save_copy

        save_copy(self._window, self._workspace)

    def _remember(self, path: Path) -> None:
        if self._options.recent_files()[:1] != [path.resolve()]:
            self._options.remember_file(path)
            kept_options.save(self._options)
        note_recent(path)

    def close(self) -> None:
        """Put the dossier away."""
        if self.may_leave():
            self._workspace.close()

    def import_plan(self, path: Path | None = None, superior: bool = False) -> None:
        """Read a plan of ours, or of the superior, from a file, show what was found, take it in."""
        from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog, choose_plan_file

        if self._workspace.read_only:
            return
        self._workspace.commit_requested.emit()
        path = path or choose_plan_file(self._window, superior)
        if path is not None:
            self._begin_import(ImportPlanDialog(self._window, self._workspace, path, superior))

    def import_superior(self) -> None:
        """Take the tasks that a superior's plan gives to communes."""
        self.import_plan(superior=True)

    def import_copied(self) -> None:
        """Take a plan, or a table of one, from the clipboard."""
        from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog

        if not self._workspace.read_only:
            self._workspace.commit_requested.emit()
            self._begin_import(ImportPlanDialog(self._window, self._workspace))

    def _begin_import(self, dialog: "ImportPlanDialog") -> None:
        # A copy is made before anything is taken in.
        dialog.finished.connect(lambda _answer: self.backups.backed_up.emit())
        dialog.read()

    def export(self, formats: Sequence[str], papers: Sequence[str] = (), plan_guid: str | None = None) -> None:
        """Make papers as files, of the annual plan or of another one.

        Where no papers are asked for, those of the tab that is shown are ticked.
        """
        from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog

        if self._workspace.dossier is None:
            return
        self._workspace.commit_requested.emit()
        papers = papers or _PAPERS_OF_TAB.get(getattr(self._window, "current_tab", ""), ())
        ExportPapersDialog(self._window, self._workspace, self._options, papers, formats, plan_guid).open()

    def office_profile(self) -> "OfficeProfileDialog | None":
        """The office, its receivers, units and signers; None without a dossier."""
        from cchc_desktop.ui.dialogs.office_profile import OfficeProfileDialog

        if self._workspace.dossier is None:
            return None
        dialog = OfficeProfileDialog(self._window, self._workspace)
        dialog.open()
        return dialog

    def certified_copy(self) -> None:
        """The register, where the paper to copy is chosen."""
        self.register()
        self._workspace.say(_("Choose the paper in the register, then “Certified copy…” below the list."))

    def register(self) -> "RegisterDialog | None":
        """The register of outgoing papers, beside the window; opened again it comes to the front."""
        from cchc_desktop.ui.dialogs.register import RegisterDialog

        if self._workspace.dossier is None:
            return None
        self._workspace.commit_requested.emit()
        shown = next((made for made in self._window.findChildren(RegisterDialog) if made.isVisible()), None)
        dialog = shown or RegisterDialog(self._workspace, self._window)
        dialog.to_front()
        return dialog

    def add_year(self) -> None:
        """Begin another year in this dossier and show it."""
        years = self._workspace.years
        suggested = max(years, default=self._workspace.today.year) + 1
        from cchc_desktop.ui.dialogs.ask_one import ask_number

        title, question = _("Begin another year"), _("Year of the new papers:")
        year = ask_number(self._window, title, question, suggested, 2000, 2100)
        if year is not None and (year in years or self._workspace.run(add_year, year=year) is not None):
            self._workspace.set_year(year)
