"""Keeps a dossier's list of words while it is open: on a thread of its own, which lives as long as there is work."""

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import NamedTuple

from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.progress import listening
from cchc_desktop.services.search import concordance
from cchc_desktop.services.search.concordance import Concordance
from cchc_desktop.services.search.file_texts import count_unread, list_files
from cchc_desktop.services.search.kinds import KINDS
from cchc_desktop.services.search.listing import list_change, list_rows
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_PAUSE = 0.002  # seconds after each step, in which the window may answer
_HOLD_FILES = tuple({table for kind in KINDS if kind.file for table in (kind.table, *kind.above)})
_one_at_a_time = threading.Lock()  # a keeper that was stopped may still be reading a file
_log = logging.getLogger(__name__)


class Standing(NamedTuple):
    """How far a dossier is listed: whether all its rows are, and of how many files the text is still to come.

    `unread` files have no text that could be read; `size` is what the list takes on the drive, in bytes; `usable` is
    off where none can be kept.
    """

    rows: bool = False
    files_left: int = 0
    unread: int = 0
    size: int = 0
    usable: bool = True


class Keeper:
    """Lists all of a dossier once it is started, and after that what each change touched.

    `tell` is called on its thread whenever it has come a step further, and when it has done what was to be done.
    """

    def __init__(self, dossier: Dossier, tell: Callable[[Standing], object]) -> None:
        self._dossier, self._tell = dossier, tell
        self.path = dossier.path  # the list goes by where the dossier was opened, though it may be saved elsewhere
        self.standing = Standing()
        self._waiting: deque[Change | None] = deque()  # None for everything
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._failures = 0

    def start(self) -> None:
        """List everything."""
        self._add(None)

    def follow(self, change: Change) -> None:
        """List what a change touched."""
        self._add(change)

    def begin_anew(self) -> None:
        """The list turned out to be damaged: make another."""
        concordance.forget(self.path)
        self.start()

    def stop(self) -> None:
        """End before the next step; nobody waits for it."""
        self._stopped.set()

    def _add(self, work: Change | None) -> None:
        with self._guard:
            if self._stopped.is_set():
                return
            self._waiting.append(work)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="words")
                self._thread.start()

    def _next(self) -> list[Change | None]:
        """What is to be done; nothing ends the thread."""
        with self._guard:
            if not self._waiting or self._stopped.is_set():
                self._thread = None
                return []
            return [self._waiting.popleft()]

    def _run(self) -> None:
        with _one_at_a_time, listening(self._stopped.is_set, lambda _step: None):
            while work := self._next():
                try:
                    self._do(work[0])
                except (sqlite3.Error, OSError) as error:
                    self._failed(error)
                except (UserError, Cancelled):  # damage of the dossier, which its watch tells, or stopped
                    self.stop()

    def _do(self, work: Change | None) -> None:
        with closing(Concordance.open(self.path, self._dossier.guid)) as words:
            for standing in self._steps(words, work):
                if self._stopped.wait(_PAUSE):
                    return
                self._say(standing)
        self.standing = self.standing._replace(size=concordance.size_of(self.path))
        self._tell(self.standing)
        if work is None:
            self._failures = 0
            concordance.sweep()

    def _steps(self, words: Concordance, work: Change | None) -> Iterator[Standing]:
        """Lists, and yields where it stands."""
        rows = list_rows(self._dossier, words) if work is None else list_change(self._dossier, words, work)
        for _step in rows:
            yield self.standing
        listed = self.standing.rows or work is None
        if work is None or work.touches(*_HOLD_FILES):
            for step in list_files(self._dossier, words):
                yield self.standing._replace(rows=listed, files_left=step.total - step.done)
        yield self.standing._replace(rows=listed, files_left=0, unread=count_unread(words))

    def _say(self, standing: Standing) -> None:
        if standing != self.standing:
            self.standing = standing
            self._tell(standing)

    def _failed(self, error: Exception) -> None:
        """The dossier was closed, or the list is damaged or cannot be kept: it is made anew once, and then given up."""
        if self._stopped.is_set():
            return
        _log.warning("the list of words cannot be kept", exc_info=error)
        self._failures += 1
        if self._failures > 1:
            self._say(Standing(usable=False))
            self.stop()
        else:
            concordance.forget(self.path)
            self.start()
