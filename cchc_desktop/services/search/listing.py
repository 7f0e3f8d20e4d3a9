"""Brings a dossier's list of words up to date: all of it, or what a change touched.

Texts are compared, not revisions: a dossier may come out of a backup and be edited by a command before it is opened
again, and then its rows have revisions that they had before, with other words.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from cchc_desktop.progress import Progress
from cchc_desktop.services.search.concordance import Concordance, Entry
from cchc_desktop.services.search.kinds import KINDS, Kind
from cchc_desktop.services.search.rows import page_of_guids, words_of
from cchc_desktop.storage.changes import Change, RowChange
from cchc_desktop.storage.dossier import Dossier

_PAGE = 200  # rows that are read at once: the window waits no longer than for these


def list_rows(dossier: Dossier, words: Concordance) -> Iterator[Progress]:
    """List every row of the dossier, and no more those that are gone."""
    for number, kind in enumerate(KINDS):
        for _page in _list_kind(dossier, words, kind):
            yield Progress(number, len(KINDS), "")


def _list_kind(dossier: Dossier, words: Concordance, kind: Kind) -> Iterator[None]:
    gone, after, more = words.guids(kind.code), 0, True
    while more:
        with dossier.raw_connection() as plain:
            guids, after = page_of_guids(plain, kind, after, _PAGE)
            entries = _entries(plain, kind, guids)
        with words.writing():
            words.put(entries)
        gone.difference_update(entry.guid for entry in entries)
        more = after > 0
        yield
    with words.writing():
        words.take_out(kind.code, gone)


def list_change(dossier: Dossier, words: Concordance, change: Change) -> Iterator[Progress]:
    """List what a change touched, as it is now: a later change may have touched it again."""
    for kind in KINDS:
        if change.touches(*kind.above):
            for _page in _list_kind(dossier, words, kind):
                yield Progress(0, 0, "")
            continue
        guids = sorted(_touched(kind, change.entries))
        for start in range(0, len(guids), _PAGE):
            part = guids[start : start + _PAGE]
            with dossier.raw_connection() as plain:
                entries = _entries(plain, kind, part)
            with words.writing():
                words.put(entries)
                words.take_out(kind.code, set(part).difference(entry.guid for entry in entries))
            yield Progress(start, len(guids), "")


def _touched(kind: Kind, entries: Iterable[RowChange]) -> set[str]:
    """The rows of a kind whose words the entries may have changed."""
    owners = {kind.table: "guid", **{part.table: part.owner for part in kind.parts}}
    found: set[str] = set()
    for entry in entries:
        if (owner := owners.get(entry.table)) is not None:
            found.update(str(values[owner]) for values in (entry.before, entry.after) if values is not None)
    return found


def _entries(plain: Any, kind: Kind, guids: list[str]) -> list[Entry]:
    return [Entry(kind.code, row.guid, row.year, row.title, row.body) for row in words_of(plain, kind, guids)]
