"""The dossier at hand, the year at hand, and the officer's steps that can be undone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from cchc_desktop import clock
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services.years import closed_years, read_years
from cchc_desktop.storage import changes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.identity import DossierLost
from cchc_desktop.storage.lock import DossierLock
from cchc_desktop.ui.start_backup import StartBackup

_STEPS_KEPT = 200


class Step(NamedTuple):
    """What the officer did, in which year, and on which tab ("" for none)."""

    change: Change
    year: int
    tab: str


class _Refused(NamedTuple):
    """A verb that found no file to write in; `year` is the one it keeps to, None for all."""

    verb: Callable[..., Change]
    arguments: dict[str, Any]
    year: int | None


@contextmanager
def wait_cursor() -> Iterator[None]:
    """The hourglass while something short but not instant is done."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


class Workspace(QObject):
    """Holds the open dossier and runs verbs on it.

    Signals: `dossier_changed` another dossier or none, with its year; `year_changed(year)`
    another year of the same dossier; `changed(Change)` rows to read again;
    `undo_changed` the next step to undo or redo is another; `message(text)` for the status bar; `failed(UserError)`
    a verb was refused by the world; `saved` a change is on disk; `backed_up` the copy of this start is made;
    `commit_requested` write what is being typed now; `damaged(Damaged)` the file is damaged, nothing more is written;
    `step_shown(Step)` a step was taken back or made again: show it; `lost(DossierLost)` the file is not at its place
    any more: whoever hears it may save the dossier elsewhere before it returns.
    """

    dossier_changed = Signal()
    year_changed = Signal(int)
    changed = Signal(object)
    undo_changed = Signal()
    message = Signal(str)
    failed = Signal(object)
    saved = Signal()
    backed_up = Signal()
    lost = Signal(object)
    commit_requested = Signal()
    damaged = Signal(object)
    step_shown = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dossier: Dossier | None = None
        self._year = self.today.year
        self._closed: frozenset[int] = frozenset()
        self.shown_tab = ""  # its name, as the window tells it
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._waiting: list[_Refused] = []  # steps that found no file, made as soon as there is one
        self._backup: StartBackup | None = None

    @property
    def dossier(self) -> Dossier | None:
        """The open dossier."""
        return self._dossier

    @property
    def year(self) -> int:
        """The year whose papers are shown."""
        return self._year

    @property
    def today(self) -> date:
        """The day that deadlines are counted from."""
        return clock.today()

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written: someone else has the dossier, or none is open."""
        return self._dossier is None or self._dossier.read_only

    @property
    def year_read_only(self) -> bool:
        """Whether nothing of the year that is shown may be written: the year is closed, or the dossier is."""
        return self.read_only or self._year in self._closed

    @property
    def years(self) -> tuple[int, ...]:
        """The years the dossier holds."""
        return read_years(self._dossier) if self._dossier else ()

    def open(self, path: Path, *, take_over: bool = False) -> None:
        """Open a dossier in place of the one at hand, which stays open when this one is refused.

        A verified copy of it is made right after, in the background; one that cannot be made is only told.
        """
        if not self.read_only and self._dossier is not None and self._dossier.is_at(path):
            return  # ours already; opened twice it would find its own lock
        with wait_cursor():
            dossier = Dossier.open(path, backup=False, take_over=take_over)
            try:
                self.take(dossier)
            except UserError:  # damaged where the years stand
                dossier.close()
                raise
        if not dossier.read_only:
            self._begin_backup(dossier)

    def _begin_backup(self, dossier: Dossier) -> None:
        self._backup = StartBackup(self, dossier)
        self._backup.made.connect(self.backed_up)
        self._backup.failed.connect(self.say)

    def take(self, dossier: Dossier) -> None:
        """Work on a dossier that is already open."""
        years, closed = read_years(dossier), closed_years(dossier)  # before the one at hand goes: it may be damaged
        self.close()
        self._dossier = dossier
        dossier.watch.on_found = self.damaged.emit
        self._closed = closed
        self._year = self.today.year if self.today.year in years or not years else max(years)
        self.dossier_changed.emit()

    def successor(self) -> "Workspace":
        """A workspace that goes on with this dossier and these steps, for a window that is made again.

        This one is left without a dossier and says nothing of it, so the window that goes away is not disturbed.
        """
        self._finish_backup()
        heir = Workspace(self.parent())
        heir._dossier, self._dossier = self._dossier, None
        if heir._dossier is not None:
            heir._dossier.watch.on_found = heir.damaged.emit
        heir._year, heir._done, heir._undone = self._year, self._done, self._undone
        heir._waiting, heir._closed = self._waiting, self._closed
        heir.shown_tab = self.shown_tab
        return heir

    def close(self, *, keep_lock: bool = False) -> DossierLock | None:
        """Put the dossier away; everything is already written. With `keep_lock` its lock is handed to the caller."""
        if self._dossier is None:
            return None
        self.commit_requested.emit()
        self.catch_up()
        self._finish_backup()
        dossier, self._dossier = self._dossier, None
        self._forget_steps()
        self.dossier_changed.emit()
        return dossier.close(keep_lock=keep_lock)

    def _finish_backup(self) -> None:
        """Wait for the copy of this start: it is of the dossier as it is put away at the latest."""
        if self._backup is not None:
            self._backup.finish()
            self._backup.deleteLater()
            self._backup = None

    def set_year(self, year: int) -> None:
        """Show the papers of another year."""
        if year == self._year:
            return
        self.commit_requested.emit()
        self._year = year
        self.year_changed.emit(year)

    def say(self, text: str) -> None:
        """Put a sentence in the status bar."""
        self.message.emit(text)

    def run(self, verb: Callable[..., Change], **arguments: Any) -> Change | None:
        """Run a verb on the year that is shown; None when it was refused, and then the officer has been told.

        A verb that would touch rows of another year is refused: whatever asked for it held rows that are not shown.
        """
        return self._run(verb, arguments, self._year)

    def run_across(self, verb: Callable[..., Change], **arguments: Any) -> Change | None:
        """Run a verb that is meant for other years too: units, the register, an import, another year's copy."""
        return self._run(verb, arguments, None)

    def _run(self, verb: Callable[..., Change], arguments: dict[str, Any], year: int | None) -> Change | None:
        if self._dossier is None:
            return None
        self.catch_up()
        dossier = self._dossier

        def step() -> Change:
            dossier.watch.refuse()
            if dossier.read_only:
                raise UserError(self.read_only_sentence())
            with dossier.within(year) if year is not None else nullcontext():
                return verb(dossier, **arguments)

        change = self._made(step)
        if change is not None:
            self.adopt(change)
        elif dossier.is_lost:
            self._waiting.append(_Refused(verb, arguments, year))
        return change

    def _made(self, step: Callable[[], Change]) -> Change | None:
        """What a step wrote, in another file where the officer chose one; None when it was refused, and was told."""
        try:
            try:
                return step()
            except DossierLost as error:
                return step() if self._found_again(error) else None
        except UserError as error:
            self.failed.emit(error)
            return None

    def note(self, verb: Callable[..., Change], **arguments: Any) -> bool:
        """Write down what happened outside the dossier: it is announced, and no step that could be taken back.

        False where it could not be written; the officer has been told why.
        """
        dossier = self._dossier
        if dossier is None or dossier.read_only:
            return False
        change = self._made(lambda: verb(dossier, **arguments))
        if change:
            self._announce(change)
        return change is not None

    def is_kept(self) -> bool:
        """Whether all that was done is in a file at its place; where it is not, the officer is asked for another."""
        if self._dossier is None or self._dossier.read_only:
            return False
        try:
            self._dossier.check_place()
        except DossierLost as error:
            return self._found_again(error)
        self.catch_up()
        return True

    def _found_again(self, error: DossierLost) -> bool:
        self.lost.emit(error)
        return self._dossier is not None and not self._dossier.is_lost

    def save_elsewhere(self, path: Path) -> None:
        """Save the whole dossier, from the file as it is open, into a new file, and go on there with all steps.

        What was refused because there was no file is done then. Raises `UserError`; nothing has changed then.
        """
        if self._dossier is None:
            return
        with wait_cursor():
            self._finish_backup()
            self._dossier.move_to(path)
        self._begin_backup(self._dossier)
        self.saved.emit()
        self.catch_up()

    def catch_up(self) -> None:
        """Where there is a file again, do what was refused because there was none, before anything else is done."""
        if not self._waiting or self._dossier is None or self._dossier.is_lost:
            return
        waiting, self._waiting = self._waiting, []
        for step in waiting:
            self._run(step.verb, step.arguments, step.year)

    def settle(self) -> None:
        """Bring everything into the dossier's file itself, so that a copy of the file holds it."""
        if self._dossier is not None:
            self._dossier.settle()

    def adopt(self, change: Change) -> None:
        """Take a change that is already made as the officer's last step."""
        if not change or self._dossier is None:
            return
        years = self._dossier.years_of(change)
        year = self._year if self._year in years else max(years, default=self._year)
        self._done.append(Step(change, year, self.shown_tab))
        del self._done[:-_STEPS_KEPT]
        self._undone.clear()
        self._announce(change)

    def read_only_sentence(self) -> str:
        """Why nothing can be written."""
        if self._dossier is None:
            return ""
        if self._dossier.watch.damage is not None:
            return str(self._dossier.watch.damage)
        if not self._dossier.read_only and self._year in self._closed:
            return _("The year {year} is closed: its papers are read, printed and sent, and not changed.").format(
                year=self._year
            )
        return self._dossier.others.sentence()

    @property
    def last_step(self) -> Change | None:
        """The officer's last step that is not taken back."""
        return self._done[-1].change if self._done else None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done) and not self.read_only

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to make again."""
        return bool(self._undone) and not self.read_only

    @property
    def undo_label(self) -> str:
        """The step that undo takes back: "Undo: set the deadline"; "" when there is none."""
        return _("Undo: {step}").format(step=self._done[-1].change.label) if self._done else ""

    @property
    def redo_label(self) -> str:
        """The step that redo makes again; "" when there is none."""
        return _("Redo: {step}").format(step=self._undone[-1].change.label) if self._undone else ""

    def undo(self) -> None:
        """Take the last step back."""
        self.commit_requested.emit()
        self._replay(self._done, self._undone, changes.undo, _("Undone: {step}"))

    def redo(self) -> None:
        """Make the last step taken back again."""
        self.commit_requested.emit()
        self._replay(self._undone, self._done, changes.redo, _("Done again: {step}"))

    def _replay(
        self, source: list[Step], target: list[Step], verb: Callable[[Dossier, Change], Change], sentence: str
    ) -> None:
        self.catch_up()
        if self._dossier is None or self._dossier.read_only or not source:
            return
        dossier, step = self._dossier, source[-1]
        made = self._made(lambda: verb(dossier, step.change))
        if made is None:
            return
        source.pop()
        target.append(step)
        if step.year != self._year and step.year in self.years:
            self._year = step.year
            self.year_changed.emit(step.year)
        self._announce(made)
        self.step_shown.emit(step)
        self.say(sentence.format(step=step.change.label))

    def _announce(self, change: Change) -> None:
        self.saved.emit()
        self.changed.emit(change)
        self.undo_changed.emit()
        if self._dossier is not None and any(entry.table == "work_year" for entry in change.entries):
            closed, self._closed = self._closed, closed_years(self._dossier)
            if closed != self._closed:
                self.year_changed.emit(self._year)
        years = self.years
        if years and self._year not in years:  # the year itself was taken back
            self.set_year(max(years))

    def _forget_steps(self) -> None:
        self._done.clear()
        self._undone.clear()
        self._waiting.clear()
        self.undo_changed.emit()
