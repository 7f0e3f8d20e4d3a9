"""Packages out of a mailbox: saved, taken in like any files, and remembered once that was done."""

from collections.abc import Generator, Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cchc_desktop.collection.intake import IntakeLine
from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.mailbox import Mail, Mailbox, fetch, note_fetched
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.progress import Progress
from cchc_desktop.ui import alerts
from cchc_desktop.ui.collection.received.intake import Intake
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.jobs import run_job


class MailIntake(QObject):
    """One look into the mailbox; the saved files last until the officer has answered what was asked."""

    def __init__(self, space: CollectionSpace, parent: QWidget, box: Mailbox, password: str) -> None:
        super().__init__(parent)
        self._space, self._over, self._box, self._password = space, parent, box, password
        self._files = ExitStack()
        self.destroyed.connect(self._files.close)

    def begin(self) -> None:
        """Look for mails that were not looked at yet."""
        folder = self._files.enter_context(working_folder())

        def steps() -> Generator[Progress, None, Sequence[Mail]]:
            return (yield from fetch(self._space.collection, self._box, self._password, folder))

        run_job(self._over.window(), _("Receive from a mailbox"), steps, self._fetched)

    def _fetched(self, mails: Sequence[Mail]) -> None:
        refused = [mail for mail in mails if mail.refused]
        if refused:
            told = "\n\n".join(f"{mail.sender} {mail.subject}\n{mail.refused}".strip() for mail in refused[:8])
            alerts.leave_note(self._over.window(), _("Mails that were left where they are"), told)
        files = [path for mail in mails for path in mail.files]
        if not files:
            self._space.say(_("No new package has come into the mailbox."))
            self._note(mails, ())
            return
        job = Intake(self._space, self._over, self._box.place)
        job.ended.connect(lambda lines: self._note(mails, lines))
        job.begin(files)

    def _note(self, mails: Sequence[Mail], lines: Sequence[IntakeLine]) -> None:
        """What is still asked about comes again with the next look."""
        asked: set[Path] = {line.path for line in lines if line.outcome == Outcome.ASK}
        done = [mail for mail in mails if not asked.intersection(mail.files)]
        self._space.write(lambda: note_fetched(self._space.collection, self._box, done))
        self._files.close()
        self.deleteLater()
