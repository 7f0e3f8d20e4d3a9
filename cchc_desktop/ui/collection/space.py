"""The open collection as its window sees it: read and written off the window's thread, in the order asked for."""

from collections.abc import Callable, Generator
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from cchc_desktop import clock, options
from cchc_desktop.collection.failures import ServerGone
from cchc_desktop.collection.kinds import Right
from cchc_desktop.collection.marks import mark
from cchc_desktop.collection.store import Collection
from cchc_desktop.errors import UserError
from cchc_desktop.progress import Progress
from cchc_desktop.ui import alerts
from cchc_desktop.ui.jobs import QuietJob

Found = TypeVar("Found")
_LOOK_MS = 3_000  # between two looks at what others have written on the server


class CollectionSpace(QObject):
    """Signals: `changed` rows were written, here or by somebody else; `year_changed(year)`; `message(text)` for the
    status bar; `reached(bool)` whether the file or the server answered last.
    """

    changed = Signal()
    year_changed = Signal(int)
    message = Signal(str)
    reached = Signal(bool)

    def __init__(self, collection: Collection, year: int | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.collection = collection
        self._year = year or clock.today().year
        self.by = options.officer_name()
        self.is_reached = True
        self._readings: dict[tuple[int, str], QuietJob] = {}
        self._waiting: list[tuple[Callable[[], Any], Callable[[Any], object], Callable[[UserError], object]]] = []
        self._writing: QuietJob | None = None
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._mark: tuple[Any, ...] = ()
        if collection.is_server:
            self._looking.start()

    def look(self) -> None:
        """Look whether somebody else has written something, or whether the server answers again."""
        if not self.is_busy:
            self.read(self, "mark", lambda: mark(self.collection), self._compare)

    def _compare(self, found: tuple[Any, ...]) -> None:
        before, self._mark = self._mark, found
        if before and before != found:
            self.changed.emit()

    @property
    def year(self) -> int:
        """The year whose papers are shown."""
        return self._year

    def set_year(self, year: int) -> None:
        """Show the papers of another year."""
        if year != self._year:
            self._year = year
            self.year_changed.emit(year)

    def say(self, text: str) -> None:
        """Put a sentence in the status bar."""
        self.message.emit(text)

    def read(
        self,
        owner: QObject,
        what: str,
        fetch: Callable[[], Found],
        show: Callable[[Found], object],
        refused: Callable[[UserError], object] | None = None,
    ) -> None:
        """Read in the background; of two readings of the same thing only the later one is shown.

        What is refused is said in the status bar, unless `refused` says it; what was shown stays. Nothing is shown of
        what an `owner` asked for that is gone.
        """
        key = (id(owner), what)
        before = self._readings.pop(key, None)
        if before is not None:
            before.abandon()

        def done(found: Found) -> None:
            self._readings.pop(key, None)
            self._reach(True)
            if isValid(owner):
                show(found)

        def failed(error: UserError) -> None:
            self._readings.pop(key, None)
            self._reach(not isinstance(error, ServerGone))
            if isValid(owner):
                (refused or (lambda error: self.say(str(error))))(error)

        job = QuietJob(self, done, failed)
        self._readings[key] = job
        job.start(lambda: _one_step(fetch))

    def write(
        self,
        verb: Callable[[], Found],
        on_done: Callable[[Found], object] = lambda _nothing: None,
        on_failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Write in the background, one verb after the other; without `on_failed` a failure is shown."""
        self._waiting.append((verb, on_done, on_failed or (lambda error: alerts.show_error(None, error))))
        self._write_next()

    def _write_next(self) -> None:
        if self._writing is not None or not self._waiting:
            return
        verb, on_done, on_failed = self._waiting.pop(0)

        def done(found: Any) -> None:
            self._writing = None
            self._reach(True)
            on_done(found)
            self.changed.emit()
            self._write_next()

        def failed(error: UserError) -> None:
            self._writing = None
            self._reach(not isinstance(error, ServerGone))
            on_failed(error)
            self._write_next()

        self._writing = QuietJob(self, done, failed)
        self._writing.start(lambda: _one_step(verb))

    def may(self, right: Right) -> bool:
        """Whether so much may be done here: who appraises may also read, who owns the collection may do all."""
        rights = tuple(Right)
        return rights.index(self.collection.right) >= rights.index(right)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return self._writing is not None or bool(self._readings) or bool(self._waiting)

    def _reach(self, reached: bool) -> None:
        if reached != self.is_reached:
            self.is_reached = reached
            self.reached.emit(reached)

    def rest(self) -> None:
        """Read and look no more: the window goes away."""
        self._looking.stop()
        for job in self._readings.values():
            job.abandon()
        self._readings.clear()


def _one_step(work: Callable[[], Found]) -> Generator[Progress, None, Found]:
    yield Progress(0, 0, "")
    return work()
