"""One question on a thread of its own, which ends when another one is asked."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from cchc_desktop.errors import UserError
from cchc_desktop.services.search.concordance import Concordance, is_busy
from cchc_desktop.services.search.finding import Hit, find
from cchc_desktop.services.search.scanning import Scan
from cchc_desktop.storage.dossier import Dossier

_log = logging.getLogger(__name__)


class Answer(NamedTuple):
    """What a query found, the best first; `damaged` where the list of words was of no use."""

    query: str
    hits: tuple[Hit, ...] = ()
    damaged: bool = False


class Question:
    """Looks for the words of a query; `tell` is called on its thread with the answer, unless it was stopped before.

    `words_of` is where the dossier was when its words were listed; None where no list can be kept.
    """

    def __init__(
        self,
        dossier: Dossier,
        words_of: Path | None,
        query: str,
        tell: Callable[[Answer], object],
        *,
        year: int | None = None,
        limit: int = 50,
    ) -> None:
        self._dossier, self._words_of, self._query, self._tell = dossier, words_of, query, tell
        self._year, self._limit = year, limit
        self._words: Concordance | Scan | None = None
        self._guard = threading.Lock()
        self._stopped = False

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._run, name="search").start()

    def stop(self) -> None:
        """End without an answer."""
        with self._guard:
            self._stopped = True
            if self._words is not None:
                self._words.interrupt()

    def _run(self) -> None:
        answer = Answer(self._query)
        try:
            answer = answer._replace(hits=self._found())
        except sqlite3.Error as error:
            answer = answer._replace(damaged=not is_busy(error))
            if not self._stopped:
                _log.warning("the list of words could not be asked", exc_info=True)
        except UserError:  # damage of the dossier, which its watch tells
            pass
        if not self._stopped:
            self._tell(answer)

    def _found(self) -> tuple[Hit, ...]:
        if self._words_of is None:
            return self._ask(Scan(self._dossier))
        words = Concordance.look(self._words_of, self._dossier.guid)
        if words is None:
            return ()
        with closing(words):
            try:
                return self._ask(words)
            finally:
                with self._guard:
                    self._words = None

    def _ask(self, words: Concordance | Scan) -> tuple[Hit, ...]:
        with self._guard:
            self._words = words
            if self._stopped:
                return ()
        return find(self._dossier, words, self._query, year=self._year, limit=self._limit)
