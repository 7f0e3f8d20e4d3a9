"""Search everywhere: "cai cach" finds "cải cách"; marks that are typed count, the last word may be typed half."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from cchc_desktop.i18n import _
from cchc_desktop.rules.sought import Excerpt, Sought, excerpt, ways_to_seek
from cchc_desktop.services.search import rows
from cchc_desktop.services.search.concordance import Found, is_exact
from cchc_desktop.services.search.kinds import FILE, KINDS
from cchc_desktop.services.search.rows import Held, Shown
from cchc_desktop.storage.dossier import Dossier

_AROUND = 70  # letters before and after what was found
_LOOKED_AT = 120  # entries, where the list of words finds more than is meant
_TITLE = 160  # letters of a title
_WEIGHTS = {kind.code: kind.weight for kind in KINDS}


class WordList(Protocol):
    """What knows where words stand."""

    def find(self, sought: Sought, year: int | None, most: int) -> Iterator[Found]:
        """Where the words stand, the best first."""
        ...


@dataclass(frozen=True)
class Hit:
    """Something found: what it is, where it stands, and the door that leads there.

    `tab` is a tab or another window that shows the row `at`; `text` is the words around the place, empty where the
    title shows it; marks are (start, end) of what was found.
    """

    kind: str  # of `kinds.KINDS`, or `kinds.FILE`
    guid: str
    title: str
    where: str
    tab: str
    year: int = 0
    at: str = ""
    text: str = ""
    title_marks: tuple[tuple[int, int], ...] = ()
    text_marks: tuple[tuple[int, int], ...] = ()


def find(dossier: Dossier, words: WordList, query: str, *, year: int | None = None, limit: int = 50) -> tuple[Hit, ...]:
    """What holds the query, the best first, then what holds all its words; with a year only what is of that year."""
    hits: dict[tuple[str, str], Hit] = {}
    for sought in ways_to_seek(query):
        if hits and not sought.scattered:
            continue
        exact = is_exact(sought)
        found = words.find(sought, year, 2 * limit if exact else _LOOKED_AT)
        if not exact:
            found = (one for one in found if sought.first(one.title) or sought.first(one.body))
        meant = list(islice(found, 2 * limit))
        meant.sort(key=lambda one: one.weight * _WEIGHTS.get(one.kind, 1.0))
        for hit in _hits(dossier, sought, meant, limit):
            hits.setdefault((hit.kind, hit.guid), hit)
        if len(hits) >= limit:
            break
    return tuple(hits.values())[:limit]


def _hits(dossier: Dossier, sought: Sought, found: Sequence[Found], limit: int) -> tuple[Hit, ...]:
    best: dict[tuple[str, str], Found] = {}
    for one in found:
        best.setdefault((one.kind, one.guid), one)
        if len(best) == limit:
            break
    if not best:
        return ()
    with dossier.raw_connection() as plain:
        there = {
            kind.code: rows.shown(plain, kind, [guid for code, guid in best if code == kind.code])
            for kind in KINDS
            if any(code == kind.code for code, _guid in best)
        }
        files = [guid for code, guid in best if code == FILE]
        held = rows.holders(plain, files) if files else []
        owners = {one.guid: rows.shown(plain, one.kind, [one.guid])[one.guid] for one in held}
    hits = []
    for one in best.values():
        if one.kind == FILE:
            hits += [_of_file(sought, one, owner, owners[owner.guid]) for owner in held if owner.sha256 == one.guid][:1]
        elif (row := there[one.kind].get(one.guid)) is not None:
            hits.append(_of_row(sought, one, row))
    return tuple(hits)


def _of_row(sought: Sought, found: Found, row: Shown) -> Hit:
    title, text = _title(row.title, sought), excerpt(found.body, sought, _AROUND)
    if not row.title:
        title, text = excerpt(found.body, sought, _AROUND), Excerpt("")
    elif title.marks and not text.marks:
        text = Excerpt("")
    where = row.place
    if row.year and str(row.year) not in where:
        where = f"{where}, {row.year}" if where else str(row.year)
    return Hit(found.kind, row.guid, title.text, where, row.door, row.year, row.at, *_both(title, text))


def _of_file(sought: Sought, found: Found, owner: Held, row: Shown) -> Hit:
    line, _tab, sheet = found.place.partition("\t")
    title, text = _title(row.title, sought), excerpt(found.body, sought, _AROUND)
    words = _("{file}, {sheet}, line {line}") if sheet else _("{file}, line {line}")
    where = words.format(file=owner.name, sheet=sheet, line=line)
    return Hit(FILE, owner.guid, title.text, where, row.door, row.year, row.at, *_both(title, text))


def _title(title: str, sought: Sought) -> Excerpt:
    flat = " ".join(title.split())
    shown = flat if len(flat) <= _TITLE else f"{flat[:_TITLE].rsplit(' ', 1)[0]} …"
    return Excerpt(shown, sought.marks(shown))


def _both(title: Excerpt, text: Excerpt) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    return text.text, title.marks, text.marks
