"""Files on their way into the collection: taken in, asked about, told of line by line."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from cchc_desktop.collection import intake
from cchc_desktop.collection.intake import IntakeLine, IntakeReport
from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.offices import Office, read_offices
from cchc_desktop.collection.outgoing import take_receipts
from cchc_desktop.collection.sources import sorted_out
from cchc_desktop.collection.turns import in_turn
from cchc_desktop.exchange.locked_file import is_locked
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.progress import Progress
from cchc_desktop.ui import formats
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.ask_one import AskOneDialog
from cchc_desktop.ui.dialogs.collection.ask_offices import AskOfficesDialog, Sender
from cchc_desktop.ui.dialogs.collection.intake_report import IntakeReportDialog, summary
from cchc_desktop.ui.jobs import run_job


class Came(NamedTuple):
    """What a run brought, the receipts among the files with why each closed nothing, and the offices known after it."""

    report: IntakeReport
    receipts: Mapping[Path, str]
    offices: tuple[Office, ...]


class Intake(QObject):
    """One dropping of files from its beginning to the list of what became of each. Signal: `ended(lines)`."""

    ended = Signal(object)

    def __init__(self, space: CollectionSpace, parent: QWidget, source: str = "") -> None:
        super().__init__(parent)
        self._space, self._over, self._source = space, parent, source
        self._lines: dict[Path, IntakeLine] = {}
        self._said = ""

    def begin(
        self,
        paths: Sequence[Path],
        offices: Mapping[str, int | str] | None = None,
        *,
        take_older: bool = False,
        password: str = "",
    ) -> None:
        """Take in files, and folders with all that is below them."""
        space, source = self._space, self._source
        job = run_job(
            self._over.window(),
            _("Receiving packages"),
            lambda: taken_in(space, paths, source, offices=offices, take_older=take_older, password=password),
            self._came,
        )
        job.finished.connect(lambda _answer: space.changed.emit())  # what came before it was stopped is there

    def _came(self, came: Came) -> None:
        self._lines |= {line.path: line for line in came.report.lines}
        closed = sum(not why for why in came.receipts.values())
        self._lines |= {
            path: IntakeLine(path.name, path, Outcome.REFUSED, why) for path, why in came.receipts.items() if why
        }
        if closed:
            words = ngettext("{count} receipt was noted.", "{count} receipts were noted.", closed)
            self._said = words.format(count=formats.count(closed))
        waiting = came.report.of(Outcome.ASK)
        if not waiting:
            self._tell()
            return
        dialog = AskOfficesDialog(self._over.window(), senders(waiting), came.offices)
        dialog.answered.connect(
            lambda answers: self.begin([line.path for line in waiting if line.dossier_guid in answers], answers)
        )
        dialog.rejected.connect(self._tell)
        dialog.open()

    def _tell(self) -> None:
        lines = list(self._lines.values())
        self._space.say(" ".join(filter(None, (summary(lines) if lines else "", self._said))))
        if not lines:
            self.ended.emit(())
            return
        locked = [line.path for line in lines if line.outcome == Outcome.REFUSED and is_locked(line.path)]
        dialog = IntakeReportDialog(self._over.window(), lines, locked=bool(locked))
        dialog.older_wanted.connect(lambda older: self.begin([line.path for line in older], take_older=True))
        dialog.password_wanted.connect(lambda: self._ask_password(locked))
        dialog.finished.connect(lambda _result: self.ended.emit(tuple(self._lines.values())))
        dialog.open()

    def _ask_password(self, locked: Sequence[Path]) -> None:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        question = _("Password of the packages that have one:")
        if AskOneDialog(self._over.window(), _("Packages with a password"), question, field).exec() and field.text():
            self.begin(locked, password=field.text())


def taken_in(
    space: CollectionSpace,
    paths: Sequence[Path],
    source: str,
    *,
    offices: Mapping[str, int | str] | None = None,
    take_older: bool = False,
    password: str = "",
) -> Generator[Progress, None, Came]:
    """Take packages in, in the order in which they were made, and note receipts."""
    collection = space.collection
    yield Progress(0, 0, _("Looking for packages"))
    found = sorted_out(paths)
    receipts = take_receipts(collection, found.receipts)
    report = yield from intake.take_in(
        collection,
        in_turn(found.packages),
        by=space.by,
        source=source,
        offices=offices,
        take_older=take_older,
        password=password,
    )
    with collection.reading() as connection:
        return Came(report, receipts, read_offices(connection))


def senders(waiting: Sequence[IntakeLine]) -> list[Sender]:
    """Each sender that is asked about once, with all its files."""
    found: dict[str, Sender] = {}
    for line in waiting:
        known = found.get(line.dossier_guid)
        if known is not None:
            found[line.dossier_guid] = replace(known, files=f"{known.files}\n{line.file_name}")
        else:
            found[line.dossier_guid] = Sender(
                line.dossier_guid, line.office, line.file_name, line.reason, line.candidates
            )
    return list(found.values())
