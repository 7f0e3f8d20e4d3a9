"""What the File menu does with backups, and with dossiers that are damaged: backed up, restored, compared, rescued."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.second_place import choose_second_place as keep_second_place
from cchc_desktop.storage.second_place import second_place
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.base import dialogs_may_go
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.places import Purpose, ask_file, ask_folder, ask_new_file, stick_folder
from cchc_desktop.ui.start_backup import second_place_words, send_on
from cchc_desktop.ui.workspace import Workspace, wait_cursor

if TYPE_CHECKING:
    from cchc_desktop.storage.rescued import Rescued

# Dialogs are imported where they are shown, so that the window opens at once.


class Dossiers(Protocol):
    """Who opens dossiers and puts them away."""

    def may_leave(self) -> bool:
        """Whether the dossier at hand may be put away."""

    def open(self, path: Path) -> bool:
        """Open a dossier; False when it was refused, and then the officer has been told why."""


class BackupActions(QObject):
    """Signals: `backed_up` a verified copy was made.

    `refused` is the dossier that could not be opened, if the last one could not: its backups may mend it.
    """

    backed_up = Signal()

    def __init__(self, window: QMainWindow, workspace: Workspace, dossiers: Dossiers) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._dossiers = dossiers
        self.refused: Path | None = None
        self._only_looked_at: Dossier | None = None  # damaged, and the officer chose to go on reading it

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

        if not self._dossiers.may_leave():
            return
        dossier = self._workspace.dossier
        path = dossier.path if dossier is not None else self.refused or self._ask_damaged()
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
        if self._dossiers.open(path) and said:
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
        at_hand = dossier.path if dossier is not None and dossier.watch.damage is not None else self.refused
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
        dialog.opened.connect(self._dossiers.open)
        dialog.open()
