"""Search in one step, for commands: the list of words is brought up to date first."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from cchc_desktop.progress import Progress
from cchc_desktop.services.search.concordance import Concordance
from cchc_desktop.services.search.file_texts import list_files
from cchc_desktop.services.search.finding import Hit, find
from cchc_desktop.services.search.listing import list_rows
from cchc_desktop.services.search.scanning import Scan
from cchc_desktop.storage.dossier import Dossier

_log = logging.getLogger(__name__)


def bring_up_to_date(dossier: Dossier, words: Concordance) -> Iterator[Progress]:
    """List all rows, then the texts of all files."""
    yield from list_rows(dossier, words)
    yield from list_files(dossier, words)


def search(dossier: Dossier, query: str, *, year: int | None = None, limit: int = 50) -> tuple[Hit, ...]:
    """What holds the query, the best first, as `find` says; where no words can be kept, every row is looked at."""
    try:
        with closing(Concordance.open(dossier.path, dossier.guid)) as words:
            for _step in bring_up_to_date(dossier, words):
                pass
            return find(dossier, words, query, year=year, limit=limit)
    except (sqlite3.Error, OSError):
        _log.warning("no words can be kept", exc_info=True)
    return find(dossier, Scan(dossier), query, year=year, limit=limit)
