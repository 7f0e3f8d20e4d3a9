"""Files on their way into the collection: taken in, asked about, told of line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cchc_desktop.collection import intake
from cchc_desktop.collection.intake import IntakeLine, IntakeReport
from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.offices import Office, read_offices
from cchc_desktop.collection.turns import in_turn
from cchc_desktop.exchange.package_format import SUFFIX as PACKAGE_SUFFIX
from cchc_desktop.i18n import _
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.collection.ask_offices import AskOfficesDialog, Sender
from cchc_desktop.ui.dialogs.collection.intake_report import IntakeReportDialog, summary
from cchc_desktop.ui.jobs import run_job, run_reading


class _Came(NamedTuple):
    """What a run brought, and the offices that are known after it."""

    report: IntakeReport
    offices: tuple[Office, ...]


class Intake(QObject):
    """One dropping of files from its beginning to the list of what became of each. Signal: `ended(lines)`."""

    ended = Signal(object)

    def __init__(self, space: CollectionSpace, parent: QWidget) -> None:
        super().__init__(parent)
        self._space, self._over = space, parent
        self._lines: dict[Path, IntakeLine] = {}
        self._source = ""

    def begin(self, paths: Sequence[Path], source: str = "") -> None:
        """Take in files, and folders with all that is below them."""
        self._source = source
        run_reading(self._over, _("Looking for packages"), lambda: files_below(paths), self._run)

    def _run(
        self, files: Sequence[Path], offices: Mapping[str, int | str] | None = None, take_older: bool = False
    ) -> None:
        collection, by = self._space.collection, self._space.by

        def steps():  # type: ignore[no-untyped-def]
            report = yield from intake.take_in(
                collection, files, by=by, source=self._source, offices=offices, take_older=take_older
            )
            with collection.reading() as connection:
                return _Came(report, read_offices(connection))

        run_job(self._over.window(), _("Receiving packages"), steps, self._came)

    def _came(self, came: _Came) -> None:
        self._lines |= {line.path: line for line in came.report.lines}
        self._space.changed.emit()
        waiting = came.report.of(Outcome.ASK)
        if not waiting:
            self._tell()
            return
        dialog = AskOfficesDialog(self._over.window(), senders(waiting, came.offices), came.offices)
        dialog.answered.connect(
            lambda answers: self._run([line.path for line in waiting if line.dossier_guid in answers], answers)
        )
        dialog.rejected.connect(self._tell)
        dialog.open()

    def _tell(self) -> None:
        lines = list(self._lines.values())
        self._space.say(summary(lines))
        dialog = IntakeReportDialog(self._over.window(), lines)
        dialog.older_wanted.connect(lambda older: self._run([line.path for line in older], take_older=True))
        dialog.finished.connect(lambda _result: self.ended.emit(tuple(self._lines.values())))
        dialog.open()


def files_below(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files among these, and the packages in the folders among them, in the order in which they are taken."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(one for one in path.rglob("*") if one.suffix.lower() == PACKAGE_SUFFIX)
        else:
            found[path] = None
    return in_turn(found)


def senders(waiting: Sequence[IntakeLine], offices: Sequence[Office]) -> list[Sender]:
    """Each sender once, with the likeliest answer where nothing speaks against it."""
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
