"""Search without a list of words, where SQLite has no full-text search: every row is looked at each time."""

from collections.abc import Iterator

from cchc_desktop.rules.sought import Sought
from cchc_desktop.services.search.concordance import Found
from cchc_desktop.services.search.kinds import KINDS
from cchc_desktop.services.search.rows import page_of_guids, words_of
from cchc_desktop.storage.dossier import Dossier

_PAGE = 500


class Scan:
    """Looks through the rows of a dossier, kind by kind, the newest first; the texts of files are not looked at."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._stopped = False

    def interrupt(self) -> None:
        """End what is being looked for now, from another thread."""
        self._stopped = True

    def find(self, sought: Sought, year: int | None, most: int) -> Iterator[Found]:
        """Where the words stand; no more than so many."""
        found: list[Found] = []
        for kind in KINDS:
            after, more = 0, True
            while more and len(found) < most and not self._stopped:
                with self._dossier.raw_connection() as plain:
                    guids, after = page_of_guids(plain, kind, after, _PAGE)
                    rows = list(words_of(plain, kind, guids))
                for row in rows:
                    of_year = year is None or row.year == year
                    if of_year and (sought.places(row.title) or sought.places(row.body)):
                        found.append(Found(kind.code, row.guid, row.title, row.body, "", row.year))
                more = after > 0
        return iter(found[:most])
