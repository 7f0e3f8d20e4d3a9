"""A folder into which packages come: looked at again and again, what is known taken in beside the officer's work."""

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.sources import new_in, note_looked_at
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.progress import Progress
from cchc_desktop.ui import formats, places
from cchc_desktop.ui.collection.received.intake import Came, taken_in
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.collection.intake_report import summary
from cchc_desktop.ui.jobs import QuietJob

_LOOK_MS = 20_000


class Watching(QObject):
    """Only senders that are known are taken in unasked; the others wait for the officer. Signal: `changed` whether or
    what is watched.
    """

    changed = Signal()

    def __init__(self, space: CollectionSpace, parent: QObject) -> None:
        super().__init__(parent)
        self._space = space
        self._asked: set[Path] = set()
        self._busy = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        if self.folder is not None:
            self._timer.start()

    @property
    def _key(self) -> str:
        return f"watched {self._space.collection.info.guid}"

    @property
    def folder(self) -> Path | None:
        """The folder that is watched; None for none. This computer's own: another officer's may be another one."""
        kept = places.kept(self._key)
        return Path(kept) if kept else None

    def watch(self, folder: Path | None) -> None:
        """Watch another folder from now on, or none."""
        places.keep(self._key, "" if folder is None else str(folder))
        self._asked.clear()
        self._timer.stop()
        if folder is not None:
            self._timer.start()
            self.look()
        self.changed.emit()

    @property
    def waiting(self) -> tuple[Path, ...]:
        """The files whose sender is not known."""
        return tuple(sorted(self._asked))

    def look(self) -> None:
        """Look for what is new, and take in what can be."""
        folder, space = self.folder, self._space
        if folder is None or self._busy:
            return
        self._busy = True

        def steps() -> Generator[Progress, None, Came | None]:
            new = [path for path in new_in(space.collection, folder) if path not in self._asked]
            if not new:
                return None
            came = yield from taken_in(space, new, str(folder))
            note_looked_at(space.collection, folder, came.report, came.receipts)
            return came

        def failed(error: Exception) -> None:
            self._busy = False
            space.say(str(error))

        QuietJob(self, self._took, failed).start(steps)

    def _took(self, came: Came | None) -> None:
        self._busy = False
        if came is None:
            return
        self._asked |= {line.path for line in came.report.of(Outcome.ASK)}
        words = _("From the watched folder: {summary}").format(summary=summary(came.report.lines))
        if self._asked:
            more = ngettext(
                "{count} file waits: its sender is not known.",
                "{count} files wait: their senders are not known.",
                len(self._asked),
            )
            words = f"{words} {more.format(count=formats.count(len(self._asked)))}"
        self._space.say(words)
        self._space.changed.emit()
        self.changed.emit()

    def settled(self) -> None:
        """What waited was asked about: look again at once."""
        self._asked.clear()
        self.changed.emit()
        self.look()
