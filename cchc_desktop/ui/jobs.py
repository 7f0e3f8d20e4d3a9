"""Long work off the window's thread: a generator of progress, a dialog that can stop it, one answer at the end."""

import logging
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress, listening, stop_if_asked
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.posting import posted
from cchc_desktop.ui.widgets.basics import button, label

Found = TypeVar("Found")
GeneratorFactory = Callable[[], Iterator[Progress]]
_PATIENCE = 5_000  # milliseconds that a closing window waits for the step at hand
_log = logging.getLogger(__name__)


class _Work:
    def __init__(
        self,
        factory: GeneratorFactory,
        progressed: Callable[[Progress], object] | None,
        finished: Callable[[Any, BaseException | None], object],
        stop: threading.Event,
    ) -> None:
        self._factory = factory
        self._progressed = posted(progressed) if progressed is not None else None
        self._finished = posted(finished)
        self._stop = stop

    def run(self) -> None:
        result: Any = None
        failure: BaseException | None = None
        try:
            result = self._drive()
        except BaseException as error:
            failure = error
        self._finished(result, failure)

    def _drive(self) -> Any:
        steps = self._factory()
        try:
            with listening(self._stop.is_set, self._tell):
                while True:
                    stop_if_asked()
                    try:
                        progress = next(steps)
                    except StopIteration as stop:
                        return stop.value
                    self._tell(progress)
        finally:
            if isinstance(steps, Generator):
                steps.close()

    def _tell(self, progress: Progress) -> None:
        if self._progressed is not None:
            self._progressed(progress)


class QuietJob(QObject):
    """Work that the officer agreed to before and goes on writing beside: no dialog, stopped with all other work.

    Of a `UserError` only `on_failed` is told.
    """

    def __init__(
        self,
        parent: QObject,
        on_done: Callable[[Any], object],
        on_failed: Callable[[UserError], object] = lambda _error: None,
    ) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._on_done, self._on_failed = on_done, on_failed
        _quiet[:] = [job for job in _quiet if isValid(job)] + [self]

    def start(self, factory: GeneratorFactory) -> None:
        """Begin the work."""
        QThreadPool.globalInstance().start(_Work(factory, None, self._finish, self._stop).run)

    def abandon(self) -> None:
        """Stop before the next step, and tell nothing of it."""
        self._stop.set()
        self._on_done = self._on_failed = lambda _result: None

    def _finish(self, result: Any, failure: BaseException | None) -> None:
        _quiet.remove(self)
        self.deleteLater()
        if failure is None:
            self._on_done(result)
        elif isinstance(failure, UserError):
            self._on_failed(failure)
        elif not isinstance(failure, Cancelled):
            raise failure


_quiet: list[QuietJob] = []  # those under way


_shown: list["JobDialog"] = []  # those under way


class JobDialog(Dialog):
    """The dialog of one piece of work; it closes by itself.

    It comes up by itself too, under the keys of whoever is still typing: none of them but Esc stops it.
    """

    def __init__(
        self, parent: QWidget | None, title: str, on_done: Callable[[Any], object], reads_only: bool = False
    ) -> None:
        super().__init__(parent)
        self._reads_only = reads_only
        self._over = False
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(theme.px(380))
        self._on_done = on_done
        self._stop = threading.Event()
        self._words = label(title, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._cancel = button(_("Cancel"), self.cancel)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def start(self, factory: GeneratorFactory) -> None:
        """Begin the work and show the dialog."""
        QThreadPool.globalInstance().start(_Work(factory, self._show_progress, self._finish, self._stop).run)
        _shown[:] = [job for job in _shown if isValid(job)] + [self]
        self.open()

    def enter(self) -> None:
        """Nothing to agree to."""

    def cancel(self) -> None:
        """Stop between two steps; nothing half-made stays behind. What only reads is not waited for."""
        self._stop.set()
        if self._reads_only:
            self._over = True
            super().reject()
            return
        self._cancel.setEnabled(False)
        self._words.setText(_("Stopping after this step…"))

    def abandon(self) -> None:
        """Stop, and show nothing of it any more: the window goes away."""
        self._on_done = lambda _result: None
        self.cancel()

    def _show_progress(self, progress: Progress) -> None:
        if self._stop.is_set():
            return
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        if progress.text:
            self._words.setText(progress.text)

    def _finish(self, result: Any, failure: BaseException | None) -> None:
        _shown.remove(self)
        if self._over:
            return
        self.accept()
        if failure is None:
            self._on_done(result)
        elif isinstance(failure, UserError):
            alerts.show_error(self.parentWidget(), failure)
        elif not isinstance(failure, Cancelled):
            raise failure

    def reject(self) -> None:
        self.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancel()
        event.ignore()


def stop_all() -> None:
    """Stop all work in the background before the dossier is put away; waits until the step at hand is done."""
    for job in QApplication.topLevelWidgets():
        if isinstance(job, JobDialog):
            job.abandon()
    for quiet in list(_quiet):
        quiet.abandon()
    QThreadPool.globalInstance().waitForDone(_PATIENCE)


def run_job(
    parent: QWidget | None,
    title: str,
    generator_factory: GeneratorFactory,
    on_done: Callable[[Any], object],
    *,
    reads_only: bool = False,
) -> JobDialog:
    """Run a generator of progress in the background and hand its return value to `on_done` on the window's thread.

    A `UserError` is shown; cancelling ends quietly, at once where the work `reads_only`. The generator opens its own
    reads of the dossier.
    """
    _log.info("job")  # its title may name a file of the officer's
    job = JobDialog(parent, title, on_done, reads_only)
    job.start(generator_factory)
    return job


def run_reading(
    parent: QWidget | None, title: str, read: Callable[[], Found], on_done: Callable[[Found], object]
) -> JobDialog:
    """Read something that may be long or hostile off the window's thread, in one step; as `run_job` otherwise."""

    def steps() -> Generator[Progress, None, Found]:
        yield Progress(0, 0, "")
        return read()

    return run_job(parent, title, steps, on_done, reads_only=True)
