"""Rows of what is searched, read from the dossier: their words, and what is shown of those that were found."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cchc_desktop.rules.markup import plain_text
from cchc_desktop.services.search.kinds import KINDS, Kind


class Words(NamedTuple):
    """A row's words: those of its title, and all others."""

    guid: str
    year: int
    title: str
    body: str


class Shown(NamedTuple):
    """What is shown of a row that was found, as it is now."""

    guid: str
    title: str
    place: str
    year: int
    door: str
    at: str


def words_of(plain: Any, kind: Kind, guids: Sequence[str]) -> Iterator[Words]:
    """The words of these rows of a kind as they are now; nothing of a row that is gone."""
    asked = _json(guids)
    columns = ", ".join(("x.guid", kind.year, kind.title, *kind.texts))
    chosen = f"SELECT {columns} FROM {kind.joined} WHERE x.guid IN (SELECT value FROM json_each(?)) AND {kind.only}"
    rows = plain.execute(chosen, (asked,)).fetchall()
    further: dict[str, list[str]] = {}
    for part in kind.parts:
        names = ", ".join((part.owner, *part.texts))
        of_these = f"{part.owner} IN (SELECT value FROM json_each(?)) ORDER BY {part.order}, guid"
        for owner, *texts in plain.execute(f"SELECT {names} FROM {part.table} WHERE {of_these}", (asked,)):
            further.setdefault(owner, []).extend(texts)
    for guid, year, title, *texts in rows:
        found = [text for text in (*texts, *further.get(guid, ())) if text]
        body = "\n".join(map(plain_text, found) if kind.markup else found)
        yield Words(guid, year or 0, title or "", body)


def shown(plain: Any, kind: Kind, guids: Iterable[str]) -> dict[str, Shown]:
    """What is shown of these rows of a kind, by guid; nothing of a row that is gone."""
    columns = f"x.guid, {kind.title}, {kind.place}, {kind.year}, {kind.door}, {kind.at}"
    chosen = f"SELECT {columns} FROM {kind.joined} WHERE x.guid IN (SELECT value FROM json_each(?))"
    return {row[0]: Shown(*row) for row in plain.execute(chosen, (_json(guids),))}


class Held(NamedTuple):
    """A row that holds a kept file."""

    kind: Kind
    guid: str
    sha256: str
    name: str
    year: int


def holders(plain: Any, hashes: Iterable[str] | None = None) -> list[Held]:
    """The rows that hold kept files, or these of them, the newest year first."""
    found: list[Held] = []
    for kind in KINDS:
        if kind.file:
            these = "" if hashes is None else f" AND {kind.file} IN (SELECT value FROM json_each(?))"
            columns = f"x.guid, {kind.file}, {kind.file_name}, {kind.year}"
            chosen = f"SELECT {columns} FROM {kind.joined} WHERE {kind.file} <> ''{these}"
            values = () if hashes is None else (_json(hashes),)
            found += [Held(kind, *row) for row in plain.execute(chosen, values)]
    return sorted(found, key=lambda held: -held.year)


def page_of_guids(plain: Any, kind: Kind, after: int, most: int) -> tuple[list[str], int]:
    """The next guids of a kind, the newest rows first, and the row to go on after; `after` 0 begins, 0 is the end."""
    bound = after or 1 << 62
    chosen = f"SELECT rowid, guid FROM {kind.table} WHERE rowid < ? ORDER BY rowid DESC LIMIT ?"
    rows = plain.execute(chosen, (bound, most)).fetchall()
    return [guid for _rowid, guid in rows], rows[-1][0] if len(rows) == most else 0


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values))
