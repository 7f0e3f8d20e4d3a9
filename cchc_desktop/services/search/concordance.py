"""The list of a dossier's words and where each stands: an SQLite file of its own in the officer's folder.

It is made of the dossier and can be made again at any time, so it is no part of it: what is mailed, backed up and
compared is the dossier alone. The file goes by the dossier's path, so that copies of one dossier have each their own;
one that is damaged, of another version or of another dossier gives way to an empty one.
"""

import hashlib
import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Self

from cchc_desktop import paths
from cchc_desktop.rules.sought import Sought, spellings
from cchc_desktop.storage.engine import choose_journal
from cchc_desktop.text import clean

# Letters are told apart by Python's tables: with others, old words could not be taken out again.
VERSION = f"1 {unicodedata.unidata_version}"
_YEAR = 1 << 32  # numbers of entries go by year, so that the newest year is at the end of every list
_COMPANIONS = ("", "-wal", "-shm", "-journal")
_PATIENCE = 2.0  # seconds for another process that writes
_RANKED = 500  # as many as are weighed one against the other; of more the newest come first
_HEAVY, _LIGHT = 4.0, 1.0  # what a word of a title counts for beside one of the text
_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    guid TEXT NOT NULL,
    piece INTEGER NOT NULL,
    state INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    place TEXT NOT NULL
);
CREATE UNIQUE INDEX entry_of ON entry (kind, guid, piece);
CREATE TABLE file (sha256 TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
    title, body, marked_title, marked_body, content = '', tokenize = 'ascii', prefix = '2'
);
"""


class Entry(NamedTuple):
    """What is listed of a row, or of the `piece`th piece of a file, of which `place` says where it stands there."""

    kind: str
    guid: str
    year: int
    title: str
    body: str
    piece: int = 0
    place: str = ""

    @property
    def state(self) -> int:
        """A number that tells whether it changed."""
        told = f"{self.year}\0{self.place}\0{self.title}\0{self.body}".encode(errors="surrogatepass")
        return int.from_bytes(hashlib.blake2b(told, digest_size=7).digest())


class Found(NamedTuple):
    """An entry in which the words stand; the smaller its weight, the better."""

    kind: str
    guid: str
    title: str
    body: str
    place: str
    year: int
    weight: float = 0.0


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process writes the list just now."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def folder() -> Path:
    """Where the lists of words lie."""
    return paths.home() / "search"


def file_for(dossier_path: Path) -> Path:
    """The file with the words of the dossier at this path."""
    place = os.path.normcase(os.path.realpath(dossier_path))
    return folder() / f"{hashlib.blake2b(place.encode(errors='surrogatepass'), digest_size=12).hexdigest()}.words"


def _wanted(dossier_path: Path, guid: str) -> dict[str, str]:
    return {"version": VERSION, "guid": guid, "place": os.path.realpath(dossier_path)}


def forget(dossier_path: Path) -> None:
    """Remove the words of the dossier at this path, if there are any."""
    _remove(file_for(dossier_path))


def size_of(dossier_path: Path) -> int:
    """The bytes that the words of the dossier at this path take on the drive."""
    file = file_for(dossier_path)
    files = [file.with_name(file.name + companion) for companion in _COMPANIONS]
    return sum(one.stat().st_size for one in files if one.is_file())


def sweep() -> None:
    """Remove the words of dossiers that are not at their place any more."""
    with suppress(OSError):
        for file in list(folder().glob("*.words")):
            place = _told_place(file)
            if place is None or not os.path.exists(place):
                _remove(file)


def _told_place(file: Path) -> str | None:
    try:
        plain = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        try:
            row = plain.execute("SELECT words FROM about WHERE name = 'place'").fetchone()
        finally:
            plain.close()
    except sqlite3.Error:
        return None
    return str(row[0]) if row is not None else None


def _remove(file: Path) -> None:
    for companion in _COMPANIONS:
        with suppress(OSError):
            file.with_name(file.name + companion).unlink(missing_ok=True)


class Concordance:
    """The words of one dossier; one connection, used by one thread at a time.

    Raises `sqlite3.Error` where the file cannot be used; a later `open` makes it anew where it is damaged.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._plain = connection

    @classmethod
    def open(cls, dossier_path: Path, guid: str) -> Self:
        """The words of the dossier at this path with this identity; none yet where its file is new or was no good.

        Raises `sqlite3.Error` or `OSError` where nothing can be kept.
        """
        file = file_for(dossier_path)
        paths.make_private(file.parent)
        wanted = _wanted(dossier_path, guid)
        try:
            return cls(cls._connected(file, wanted))
        except sqlite3.OperationalError as error:
            if is_busy(error):
                raise
        except sqlite3.DatabaseError:
            pass
        _remove(file)
        return cls(cls._connected(file, wanted))

    @classmethod
    def _connected(cls, file: Path, wanted: dict[str, str]) -> sqlite3.Connection:
        plain = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            choose_journal(plain, file)
            plain.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is listed again at the next opening
            if not plain.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                cls._create(plain, wanted)
            cls._check(plain, wanted)
        except BaseException:
            plain.close()
            raise
        return plain

    @staticmethod
    def _create(plain: sqlite3.Connection, wanted: dict[str, str]) -> None:
        plain.execute("BEGIN IMMEDIATE")
        if not plain.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():  # another process may have been first
            for statement in _SCHEMA.split(";"):
                plain.execute(statement)
            plain.executemany("INSERT INTO about VALUES (?, ?)", wanted.items())
        plain.execute("COMMIT")

    @staticmethod
    def _check(plain: sqlite3.Connection, wanted: dict[str, str]) -> None:
        if dict(plain.execute("SELECT name, words FROM about").fetchall()) != wanted:
            raise sqlite3.DatabaseError("words of another dossier or version")

    @classmethod
    def look(cls, dossier_path: Path, guid: str) -> Self | None:
        """The words of the dossier as far as they are listed, to be read only; None where there are none yet.

        Raises `sqlite3.Error` where they are of no use.
        """
        file = file_for(dossier_path)
        if not file.is_file():
            return None
        plain = sqlite3.connect(
            f"{file.as_uri()}?mode=ro", uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            if not plain.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                plain.close()
                return None
            cls._check(plain, _wanted(dossier_path, guid))
        except BaseException:
            plain.close()
            raise
        return cls(plain)

    def interrupt(self) -> None:
        """End what is being looked for now, from another thread: it raises `sqlite3.OperationalError`."""
        self._plain.interrupt()

    def close(self) -> None:
        """Close the file."""
        self._plain.close()

    # Keeping

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction."""
        self._plain.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._plain.execute("ROLLBACK")
            raise
        self._plain.execute("COMMIT")

    def guids(self, kind: str) -> set[str]:
        """The rows of a kind that are listed."""
        return {guid for (guid,) in self._plain.execute("SELECT DISTINCT guid FROM entry WHERE kind = ?", (kind,))}

    def put(self, entries: Iterable[Entry]) -> int:
        """List these in place of what was listed of them; returns how many were not listed like that already."""
        written = 0
        for entry in entries:
            of_it = (entry.kind, entry.guid, entry.piece)
            chosen = "SELECT id, state FROM entry WHERE kind = ? AND guid = ? AND piece = ?"
            there = self._plain.execute(chosen, of_it).fetchone()
            state = entry.state
            if there is not None:
                if there[1] == state:
                    continue
                self._take_out(there[0])
            self._add(entry, state)
            written += 1
        return written

    def take_out(self, kind: str, guids: Iterable[str]) -> None:
        """List these no more."""
        for guid in guids:
            chosen = self._plain.execute("SELECT id FROM entry WHERE kind = ? AND guid = ?", (kind, guid))
            for (number,) in chosen.fetchall():
                self._take_out(number)

    def _add(self, entry: Entry, state: int) -> None:
        low = max(entry.year, 0) * _YEAR
        last = self._plain.execute("SELECT max(id) FROM entry WHERE id BETWEEN ? AND ?", (low, low + _YEAR - 1))
        number = (last.fetchone()[0] or low) + 1
        kept = (number, entry.kind, entry.guid, entry.piece, state, entry.title, entry.body, entry.place)
        self._plain.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", kept)
        listed = (number, *_columns(entry.title, entry.body))
        self._plain.execute(
            "INSERT INTO words (rowid, title, body, marked_title, marked_body) VALUES (?, ?, ?, ?, ?)", listed
        )

    def _take_out(self, number: int) -> None:
        title, body = self._plain.execute("SELECT title, body FROM entry WHERE id = ?", (number,)).fetchone()
        self._plain.execute(
            "INSERT INTO words (words, rowid, title, body, marked_title, marked_body) VALUES ('delete', ?, ?, ?, ?, ?)",
            (number, *_columns(title, body)),
        )
        self._plain.execute("DELETE FROM entry WHERE id = ?", (number,))

    def files(self) -> dict[str, str]:
        """What is known of the texts of files, by their hash."""
        return dict(self._plain.execute("SELECT sha256, state FROM file").fetchall())

    def note_file(self, sha256: str, state: str) -> None:
        """Note how far the text of a file is listed; "" forgets it."""
        if state:
            self._plain.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (sha256, state))
        else:
            self._plain.execute("DELETE FROM file WHERE sha256 = ?", (sha256,))

    def entries(self, kind: str = "", guid: str = "") -> list[Entry]:
        """All that is listed of a kind or of all kinds, of a row or of all rows, in no order."""
        chosen = "SELECT kind, guid, id, title, body, piece, place FROM entry WHERE ? IN ('', kind) AND ? IN ('', guid)"
        return [
            Entry(code, owner, number // _YEAR, title, body, piece, place)
            for code, owner, number, title, body, piece, place in self._plain.execute(chosen, (kind, guid))
        ]

    # Finding

    def find(self, sought: Sought, year: int | None, most: int) -> Iterator[Found]:
        """Where the words stand, the best first: weighed by how much they say of it, the newest year before others.

        Words that stand almost everywhere say nothing: of these come the newest with the words in their title, then
        the newest others.
        """
        expression = _expression(sought, ("title", "body"))
        within = ("", ()) if year is None else (" AND rowid BETWEEN ? AND ?", (year * _YEAR, (year + 1) * _YEAR - 1))
        counted = f"SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ?{within[0]} LIMIT {_RANKED + 1})"
        many = self._plain.execute(counted, (expression, *within[1])).fetchone()[0]
        if many <= _RANKED:
            chosen = (
                f"SELECT rowid, bm25(words, {_HEAVY}, {_LIGHT}, {_HEAVY}, {_LIGHT}) FROM words "
                f"WHERE words MATCH ?{within[0]}"
            )
            weights = dict(self._plain.execute(chosen, (expression, *within[1])).fetchall())
            newest = max((number // _YEAR for number in weights), default=0)
            aged = {number: weight * _youth(newest - number // _YEAR) for number, weight in weights.items()}
            numbers = sorted(aged, key=lambda number: (aged[number], -number))[:most]
        else:
            aged, numbers = {}, []
            for columns in (("title",), ("title", "body")):
                chosen = f"SELECT rowid FROM words WHERE words MATCH ?{within[0]} ORDER BY rowid DESC LIMIT {most}"
                for (number,) in self._plain.execute(chosen, (_expression(sought, columns), *within[1])):
                    if number not in aged and len(numbers) < most:
                        aged[number] = 0.0
                        numbers.append(number)
        return (found for number in numbers if (found := self._found(number, aged[number])) is not None)

    def _found(self, number: int, weight: float) -> Found | None:
        chosen = "SELECT kind, guid, title, body, place FROM entry WHERE id = ?"
        row = self._plain.execute(chosen, (number,)).fetchone()
        if row is None:
            return None
        kind, guid, title, body, place = row
        return Found(kind, guid, title, body, place, number // _YEAR, weight)


def _youth(years: int) -> float:
    """What a weight counts for of a year so far back."""
    return 1.0 - 0.08 * min(years, 5)


def _columns(title: str, body: str) -> tuple[str, str, str, str]:
    """The words of title and text, bare, then with their marks, as they are listed."""
    of_title, of_body = spellings(clean(title)), spellings(clean(body))
    return (
        " ".join(one.bare for one in of_title),
        " ".join(one.bare for one in of_body),
        " ".join(one.marked for one in of_title),
        " ".join(one.marked for one in of_body),
    )


def is_exact(sought: Sought) -> bool:
    """Whether just what is meant is found: no last letter is left out, and no phrase needs both kinds of columns."""
    *before, last = sought.words
    return sought.scattered or not before or (before[0].marks_count == last.marks_count and not last.is_letter)


def _expression(sought: Sought, columns: tuple[str, ...]) -> str:
    """What FTS5 is asked: all that `sought` means, and more unless it `is_exact`."""
    bare, marked = " ".join(columns), " ".join(f"marked_{column}" for column in columns)
    if sought.scattered:
        return " AND ".join(f"({_expression(Sought((word,)), columns)})" for word in sought.words)
    *before, last = sought.words
    if before and last.is_letter:
        before, last = before[:-1], before[-1]
    if last.marks_count:
        words = (*(word.spelling.marked for word in before), last.spelling.marked)
        return _phrase(marked, words, last.typed.marked if last.begins else "")
    words = (*(word.spelling.bare for word in before), last.spelling.bare)
    phrase = _phrase(bare, words, last.typed.bare if last.begins else "")
    if not before or not before[0].marks_count:
        return phrase
    # A phrase stands in one column: the words before the last one are asked for once more, with their marks.
    return f"{phrase} AND {_phrase(marked, [word.spelling.marked for word in before])}"


def _phrase(columns: str, words: Sequence[str], begun: str = "") -> str:
    """These words one after the other, or with a last one that only begins like this."""
    whole = f'"{" ".join(words)}"'
    if begun:
        beginning = f'"{" ".join((*words[:-1], begun))}" *'
        whole = beginning if words[-1].startswith(begun) else f"({whole} OR {beginning})"
    return f"{{{columns}}} : {whole}"
