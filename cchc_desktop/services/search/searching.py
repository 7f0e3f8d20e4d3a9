"""Search in one step, for commands: the list of words is brought up to date first."""

import logging
import sqlite3
from collections.abc import Generator
from contextlib import closing
from typing import NamedTuple

from cchc_desktop.progress import Progress
from cchc_desktop.services.search.concordance import Concordance
from cchc_desktop.services.search.file_texts import count_unread, list_files
from cchc_desktop.services.search.finding import Hit, find
from cchc_desktop.services.search.listing import list_rows
from cchc_desktop.services.search.scanning import Scan
from cchc_desktop.storage.dossier import Dossier

_log = logging.getLogger(__name__)


class Searched(NamedTuple):
    """What was found, the best first; `with_files` is off where the texts of files were not looked at.

    `unread` files have no text that could be read.
    """

    hits: tuple[Hit, ...]
    with_files: bool
    unread: int = 0


def search_steps(
    dossier: Dossier, query: str, *, year: int | None = None, limit: int = 50
) -> Generator[Progress, None, Searched]:
    """List all rows, then the texts of all files, then look for the words, as `find` does.

    Where no words can be kept, every row is looked at instead.
    """
    try:
        with closing(Concordance.open(dossier.path, dossier.guid)) as words:
            yield from list_rows(dossier, words)
            yield from list_files(dossier, words)
            return Searched(find(dossier, words, query, year=year, limit=limit), True, count_unread(words))
    except (sqlite3.Error, OSError):
        _log.warning("no words can be kept", exc_info=True)
    return Searched(find(dossier, Scan(dossier), query, year=year, limit=limit), False)


def search(dossier: Dossier, query: str, *, year: int | None = None, limit: int = 50) -> tuple[Hit, ...]:
    """What holds the query, as `search_steps`."""
    steps = search_steps(dossier, query, year=year, limit=limit)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Searched = end.value
            return found.hits
