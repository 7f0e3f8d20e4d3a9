"""What the File and Tools menus do with whole dossiers and whole papers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from cchc_desktop import options as kept_options
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.services.years import add_year
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.identity import DossierLost
from cchc_desktop.storage.second_place import choose_second_place as keep_second_place
from cchc_desktop.storage.second_place import second_place
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.base import dialogs_may_go
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.places import Purpose, ask_file, ask_folder, ask_new_file, stick_folder
from cchc_desktop.ui.start_backup import second_place_words, send_on
from cchc_desktop.ui.windows_shell import note_recent
from cchc_desktop.ui.workspace import Workspace, wait_cursor

if TYPE_CHECKING:
    from cchc_desktop.storage.rescued import Rescued
    from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog

# Dialogs are imported where they are shown, so that the window opens at once.

PART_SUFFIX = ".cchcphan"  # `exchange.part_file` is not loaded with the window
_PAPERS_OF_TAB = {
    "plan": ("decision", "plan"),
    "frame": ("frame",),
    "report": ("report",),
    "index": ("indices",),
}


class DossierActions(QObject):
    """Signals: `backed_up` a verified copy was made."""

    backed_up = Signal()

    def __init__(self, window: QMainWindow, workspace: Workspace, options: Options) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._options = options
        self._refused: Path | None = None  # the dossier that could not be opened: its backups may mend it
        self._only_looked_at: Dossier | None = None  # damaged, and the officer chose to go on reading it
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
            self._refused = path
            alerts.show_error(self._window, error)
            return False
        self._refused = None
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
        self._options.remember_file(path)
        kept_options.save(self._options)
        note_recent(path)

    def close(self) -> None:
        """Put the dossier away."""
        if self.may_leave():
            self._workspace.close()

    def back_up(self) -> None:
        """Make a verified copy now."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        self._workspace.commit_requested.emit()
        try:
            with wait_cursor():
                copy = make_backup(dossier.path)
        except UserError as error:
            alerts.show_error(self._window, error)
            return
        self.backed_up.emit()
        send_on(dossier.path)
        self._workspace.say(_("A verified backup was made: {path}").format(path=copy))

    def choose_second_place(self) -> None:
        """Say where copies of the backups go besides, and when one last went there; choose another folder, or none."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        place = second_place(dossier.path)
        words = _(
            "Each backup can be copied to a second place too: a stick or a folder on the network. It is copied when "
            "the drive is there; otherwise the work goes on without it."
        )
        told = second_place_words(place) if place is not None else _("No second place is chosen.")
        answers = (_("Close"), _("Choose a folder…"), *((_("Use none"),) if place is not None else ()))
        title = _("Second place for backups")
        answer = alerts.choose(self._window, title, f"{words}\n\n{told}", answers)
        folder = ask_folder(self._window, Purpose.SECOND_PLACE, title, stick_folder()) if answer == 1 else None
        if answer == 2 or folder is not None:
            try:
                keep_second_place(dossier.path, folder)
            except OSError as error:
                alerts.show_error(
                    self._window, _("The choice could not be kept: {reason}.").format(reason=error.strerror)
                )
                return
            if folder is not None:
                send_on(dossier.path)
                self._workspace.say(_("Backups are copied to {folder} from now on.").format(folder=folder))

    def restore(self) -> None:
        """Choose a backup and put it in the place of the dossier at hand, or of one that could not be opened."""
        from cchc_desktop.ui.dialogs.restore_backup import RestoreDialog

        if not self.may_leave():
            return
        dossier = self._workspace.dossier
        path = dossier.path if dossier is not None else self._refused or self._ask_damaged()
        if path is None:
            return
        dialog = RestoreDialog(self._window, path, dossier is not None)
        dialog.compared.connect(self._compare)
        dialog.chosen.connect(lambda backup_path: self._restore(path, backup_path))
        dialog.open()

    def _compare(self, backup_path: Path) -> None:
        from datetime import datetime

        from cchc_desktop.services.backup_compare import compare_with_backup
        from cchc_desktop.storage.backup import made_at
        from cchc_desktop.ui.dialogs.compare_backup import CompareBackupDialog

        dossier = self._workspace.dossier
        if dossier is None:
            return
        self._workspace.commit_requested.emit()
        moment = made_at(backup_path) or datetime.fromtimestamp(backup_path.stat().st_mtime)
        run_reading(
            self._window,
            _("Compared with a backup"),
            lambda: compare_with_backup(dossier, backup_path),
            lambda rows: CompareBackupDialog(self._window, moment, rows).open(),
        )

    def _ask_damaged(self) -> Path | None:
        return ask_file(self._window, Purpose.DOSSIER, _("Damaged dossier"), _("CCHC dossiers (*.cchc)"))

    def _restore(self, path: Path, backup_path: Path) -> None:
        from cchc_desktop.storage.restoring import restore

        dossier = self._workspace.dossier
        if dossier is not None and dossier.read_only and dossier.watch.damage is None:
            alerts.show_error(self._window, self._workspace.read_only_sentence())
            return
        if not dialogs_may_go(self._window):
            return
        lock = self._workspace.close(keep_lock=True)
        said = ""
        try:
            with wait_cursor():
                kept = restore(backup_path, path, lock)
            said = _("The backup is in place.")
            if kept is not None:
                said = _("The backup is in place. What was here before is kept beside it as “{name}”.").format(
                    name=kept.name
                )
        except UserError as error:
            alerts.show_error(self._window, error)
        finally:
            if lock is not None:
                lock.release()
        if self.open(path) and said:
            self._workspace.say(said)
            alerts.leave_note(self._window, _("Restore a backup"), said)

    def show_damage(self, damage: Damaged) -> None:
        """Say that a dossier is damaged and offer the ways out; met again it is the same dialog.

        Once the officer chose only to look at the dossier at hand, the status bar repeats it: banner and menu stay.
        """
        from cchc_desktop.ui.dialogs.damage import DamageDialog

        at_hand = self._workspace.dossier
        at_hand = at_hand if at_hand is not None and at_hand.path == damage.path else None
        if at_hand is not None and at_hand is self._only_looked_at:
            self._workspace.say(str(damage))
            return
        shown = self._window.findChild(DamageDialog)
        if shown is not None and shown.isVisible():
            shown.raise_()
            return
        with wait_cursor():
            dialog = DamageDialog(self._window, damage)
        dialog.restore.connect(lambda backup_path: self._restore(damage.path, backup_path))
        dialog.rescue.connect(lambda: self.rescue(damage.path))
        dialog.rejected.connect(lambda: self._only_look(at_hand))
        dialog.open()

    def _only_look(self, dossier: Dossier | None) -> None:
        self._only_looked_at = dossier

    def rescue(self, path: Path | None = None) -> None:
        """Read what can be read of a damaged dossier into a new one, whose name is asked for."""
        from cchc_desktop.services.rescuing import rescue_dossier, suggested_target
        from cchc_desktop.ui.jobs import run_job

        dossier = self._workspace.dossier
        at_hand = dossier.path if dossier is not None and dossier.watch.damage is not None else self._refused
        path = path or at_hand or self._ask_damaged()
        if path is None:
            return
        title, kinds, proposed = _("Save what is rescued as"), _("CCHC dossiers (*.cchc)"), suggested_target(path)
        target, _kind = ask_new_file(self._window, Purpose.DOSSIER, title, proposed, kinds, there=True)
        if target is not None:
            source, target = path, target
            run_job(self._window, _("Rescue"), lambda: rescue_dossier(source, target), self._show_rescued)

    def _show_rescued(self, done: "Rescued") -> None:
        from cchc_desktop.ui.dialogs.damage import RescuedDialog

        dialog = RescuedDialog(self._window, done)
        dialog.opened.connect(self.open)
        dialog.open()

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
        dialog.finished.connect(lambda _answer: self.backed_up.emit())  # a copy is made before anything is taken in
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

    def office_profile(self) -> None:
        """The office, its receivers, units and signers."""
        from cchc_desktop.ui.dialogs.office_profile import OfficeProfileDialog

        if self._workspace.dossier is not None:
            OfficeProfileDialog(self._window, self._workspace).open()

    def certified_copy(self) -> None:
        """The register, where the paper to copy is chosen."""
        self.register()
        self._workspace.say(_("Choose the paper in the register, then “Certified copy…” below the list."))

    def register(self) -> None:
        """The register of outgoing papers, beside the window; opened again it comes to the front."""
        from cchc_desktop.ui.dialogs.register import RegisterDialog

        if self._workspace.dossier is None:
            return
        self._workspace.commit_requested.emit()
        shown = next((made for made in self._window.findChildren(RegisterDialog) if made.isVisible()), None)
        dialog = shown or RegisterDialog(self._workspace, self._window)
        dialog.to_front()

    def add_year(self) -> None:
        """Begin another year in this dossier and show it."""
        years = self._workspace.years
        suggested = max(years, default=self._workspace.today.year) + 1
        from cchc_desktop.ui.dialogs.ask_one import ask_number

        title, question = _("Begin another year"), _("Year of the new papers:")
        year = ask_number(self._window, title, question, suggested, 2000, 2100)
        if year is not None and (year in years or self._workspace.run(add_year, year=year) is not None):
            self._workspace.set_year(year)
