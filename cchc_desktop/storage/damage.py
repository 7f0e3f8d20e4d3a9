"""What damage of a dossier file is: how it shows, how it is looked for, and what is said of it.

Damage shows in three ways: SQLite says so itself, a value comes out that was never kept (a date of letters, text that
is no UTF-8), or something fails far from the file because of such a value. The first is believed at once; of the rest
the file itself is asked (`faults`), so that a mistake of the program is never called damage, nor damage a mistake.
"""

import re
import sqlite3
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.storage import schema

_STRUCTURE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# What SQLite and its driver say without a code of their own.
_WORDS = re.compile(
    "no such (?:table|column)|malformed|could not decode to utf-8|has no identity|file is not a database|"
    "unsupported file format|error in (?:table|index)|no such index|"
    "duplicate column name|(?:table|index) .* already exists",  # a migration that the file has behind it already
    re.IGNORECASE,
)
_CONTROL = re.compile("[\\x00-\\x08\\x0e-\\x1f]")
# What reading a damaged file raises: SQLite's word, or that its word itself cannot be read, for it quotes the file.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
_LONGEST = 80  # letters of a damaged value that are shown
_TELLING = 20  # faults after which the verdict is clear
_AHEAD = 50  # revisions by which a newer program may be ahead


class Damaged(UserError):
    """The file of a dossier is damaged; nothing more is written into it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            _(
                "“{name}” is damaged: parts of the file can no longer be read. Nothing more is written into it. "
                "Restore a backup (File, Restore), or rescue what can still be read (File, Rescue)."
            ).format(name=path.name)
        )


class Fault(NamedTuple):
    """One thing that is wrong: of the file (no table), of a table (no row), or of a row.

    `known` is what can be told of the row or the value: a guid, the beginning of a text.
    """

    what: str
    table: str = ""
    rowid: int | None = None
    column: str = ""
    known: str = ""

    @property
    def where(self) -> str:
        """The place without anything that an officer typed, for the log."""
        return f"{self.table or 'file'} {self.rowid or ''} {self.column}".strip()


class Column(NamedTuple):
    """A column as the file declares it: its type in capitals, whether it may be empty, the table it points at."""

    name: str
    kind: str
    required: bool
    points_at: str = ""

    @property
    def is_identity(self) -> bool:
        """Whether it holds the guid of this row, or of one that must be there."""
        return self.name == "guid" or (self.required and self.points_at != "")


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    """The columns of a table in their order."""
    quoted = quote(table)
    aims = {word(row[3]): word(row[2]) for row in connection.execute(f"PRAGMA foreign_key_list({quoted})")}
    return tuple(
        Column(word(row[1]), word(row[2]).upper(), bool(row[3]), aims.get(word(row[1]), ""))
        for row in connection.execute(f"PRAGMA table_info({quoted})")
    )


def quote(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def word(name: str | bytes) -> str:
    """A name that SQLite gives, also over a connection that hands out bytes."""
    return name.decode("utf-8", errors="replace") if isinstance(name, bytes) else str(name)


def wrong(column: Column, value: Any) -> str:
    """What is wrong with a value as a connection with `text_factory = bytes` gives it; "" when it can have been kept.

    Lenient where a sound dossier might differ: it is called damage only if no version of the program wrote it.
    """
    if value is None:
        return _("empty") if column.required else ""
    kind = column.kind
    if kind == "BLOB":
        return "" if isinstance(value, bytes) else _("no bytes")
    if kind in ("INTEGER", "BIGINT", "BOOLEAN"):
        return "" if isinstance(value, int) and (kind != "BOOLEAN" or value in (0, 1)) else _("no number")
    if not isinstance(value, bytes):
        return _("no text")
    try:
        text = value.decode("utf-8")
        if kind == "DATE":
            date.fromisoformat(text)
        elif kind == "DATETIME":
            datetime.fromisoformat(text)
    except UnicodeDecodeError:
        return _("unreadable letters")
    except ValueError:
        return _("no date")
    if kind in ("VARCHAR(32)", "VARCHAR(64)"):  # guids and hashes
        return "" if text.isalnum() or (not text and not column.is_identity) else _("no identity")
    return _("unreadable letters") if _CONTROL.search(text) else ""


def shown(value: Any) -> str:
    """The beginning of a value, as far as it can be read."""
    text = value.decode("utf-8", errors="replace") if isinstance(value, bytes) else str(value)
    return " ".join(text.split())[:_LONGEST]


def faults(path: Path) -> Iterator[Fault]:
    """What is wrong with the file, worst first: its structure, its tables, then its values, row by row.

    The file is only read. Raises `OSError` and `sqlite3.OperationalError` where the drive cannot be read at all, and
    `UserError` for what is no file: SQLite would wait for a pipe for ever.
    """
    with suppress(FileNotFoundError):  # SQLite says so in its own words
        size_of_file(path)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5.0)) as connection:
            connection.text_factory = bytes
            yield from _faults_in(connection)
    except UNREADABLE as error:
        if isinstance(error, sqlite3.Error) and not is_damage(error):
            raise
        yield Fault(str(error))


def _faults_in(connection: sqlite3.Connection) -> Iterator[Fault]:
    for row in connection.execute(f"PRAGMA integrity_check({_TELLING})"):
        if row[0] != b"ok":
            yield Fault(word(row[0]))
    there = {word(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    revisions = [word(row[0]) for row in connection.execute("SELECT version_num FROM alembic_version")]
    if len(revisions) != 1 or not re.fullmatch(r"\d{4}", revisions[0]):
        yield Fault(_("no revision"), "alembic_version")
    elif revisions[0] == schema.HEAD_REVISION:
        yield from (Fault(_("the table is missing"), table) for table in schema.TABLES if table not in there)
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Fault(_("points at nothing"), word(row[0]), row[1])
    for table in sorted(there & set(schema.TABLES)):
        yield from _faults_of(connection, table)
    if "dossier_info" in there and connection.execute("SELECT count(*) FROM dossier_info").fetchone()[0] != 1:
        yield Fault(_("no identity"), "dossier_info")


def _faults_of(connection: sqlite3.Connection, table: str) -> Iterator[Fault]:
    """The rows whose values were never kept like that."""
    columns = columns_of(connection, table)
    if not _may_be_wrong(connection, table, columns):
        return
    names = ", ".join(quote(column.name) for column in columns)
    for rowid, *values in connection.execute(f"SELECT rowid, {names} FROM {quote(table)}"):
        for column, value in zip(columns, values, strict=True):
            if reason := wrong(column, value):
                yield Fault(reason, table, rowid, column.name, shown(value))


def _may_be_wrong(connection: sqlite3.Connection, table: str, columns: Sequence[Column]) -> bool:
    """Whether the rows must be looked at one by one; SQLite and its driver do it ten times faster for a sound table."""
    doubts = " OR ".join(doubt for column in columns if (doubt := _doubt(column)))
    if connection.execute(f"SELECT 1 FROM {quote(table)} WHERE {doubts} LIMIT 1").fetchone() is not None:
        return True
    texts = ", ".join(quote(column.name) for column in columns if column.kind == "TEXT")
    if not texts:
        return False
    connection.text_factory = str
    try:
        cursor = connection.execute(f"SELECT {texts} FROM {quote(table)}")
        while chunk := cursor.fetchmany(500):
            if _CONTROL.search("\n".join(text for row in chunk for text in row if text is not None)):
                return True
    except (sqlite3.OperationalError, TypeError):  # no UTF-8, no text
        return True
    finally:
        connection.text_factory = bytes
    return False


def _doubt(column: Column) -> str:
    """SQL that holds for a value that has to be looked at."""
    name, kind = quote(column.name), column.kind
    doubts = [f"{name} IS NULL"] if column.required else []
    if kind in ("INTEGER", "BIGINT", "BOOLEAN"):
        doubts.append(f"typeof({name}) NOT IN ('integer', 'null')")
        doubts += [f"{name} NOT IN (0, 1)"] if kind == "BOOLEAN" else []
    elif kind == "DATE":
        doubts.append(f"({name} IS NOT NULL AND date({name}) IS NOT {name})")
    elif kind == "DATETIME":
        doubts.append(f"({name} IS NOT NULL AND datetime({name}) IS NOT substr({name}, 1, 19))")
    elif kind.startswith("VARCHAR"):
        doubts.append(f"({name} IS NOT NULL AND {name} GLOB '*[^0-9A-Za-z]*')")
        doubts += [f"{name} = ''"] if column.is_identity else []
    elif kind == "BLOB":
        doubts.append(f"typeof({name}) NOT IN ('blob', 'null')")
    return " OR ".join(doubts)


def check_readable(revision: str, path: Path) -> None:
    """Refuse a dossier made by a newer program; raises `Damaged` for a revision that none will ever make."""
    if revision in schema.REVISIONS:
        return
    if revision.isdecimal() and int(schema.HEAD_REVISION) < int(revision) <= int(schema.HEAD_REVISION) + _AHEAD:
        raise UserError(
            _("“{name}” was made with a newer version of the program. Update the program to open it.").format(
                name=path.name
            )
        )
    raise Damaged(path)


def is_sound(path: Path) -> bool:
    """Whether nothing at all is wrong with the file; raises what `faults` raises."""
    return next(faults(path), None) is None


def verdict(path: Path) -> tuple[Fault, ...]:
    """The first faults of the file, enough to say that it is damaged; empty when it is sound."""
    return tuple(islice(faults(path), _TELLING))


def is_damage(error: BaseException) -> bool:
    """Whether the error says by itself that the file is damaged, here or in what it was raised from."""
    for cause in _chain(error):
        if isinstance(cause, sqlite3.DatabaseError):
            code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
            if code in _STRUCTURE or _WORDS.search(str(cause)):
                return True
    return False


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what it wraps and what it came from."""
    met: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in met:
            continue
        met.add(id(one))
        yield one
        inner = getattr(one, "orig", None)  # SQLAlchemy's wrapping
        waiting += [one.__cause__, one.__context__, inner if isinstance(inner, BaseException) else None]


def behind(error: BaseException, path: Path) -> Damaged | None:
    """The damage that made this error, None when the file has no part in it.

    An error that does not name the file is believed only when something is wrong with the file.
    """
    if isinstance(error, Damaged):
        return error
    if isinstance(error, Cancelled | UserError):
        return None
    try:
        return Damaged(path) if is_damage(error) or not is_sound(path) else None
    except (OSError, sqlite3.Error):  # the drive is gone: that is another sentence
        return None


class DamageWatch:
    """Stands around whatever reads or writes one open file: what damage makes of it becomes `Damaged`.

    `damage` is the first that was met; `on_found` is then called once, on whatever thread met it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._first = threading.Lock()
        self.damage: Damaged | None = None
        self.on_found: Callable[[Damaged], object] | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Raises `Damaged` in place of any error that damage is behind; other errors pass."""
        try:
            yield
        except Exception as error:
            found = behind(error, self._path)
            if found is None:
                raise
            for cause in _chain(error):  # an open cursor in its frames would hold the file after it is closed
                traceback.clear_frames(cause.__traceback__)
            self.note()
            if found is error:
                raise
            raise found from error

    def note(self) -> None:
        """Damage was met, here or by another room: from now on nothing is written."""
        with self._first:
            if self.damage is not None:
                return
            self.damage = Damaged(self._path)  # without the frames of where it was met
        if self.on_found is not None:
            self.on_found(self.damage)

    def examine(self) -> tuple[Fault, ...]:
        """Look for damage in the whole file, and note it; raises what `faults` raises."""
        found = verdict(self._path)
        if found:
            self.note()
        return found

    def refuse(self) -> None:
        """Raise the damage, where there is some: nothing is written into a damaged file."""
        if self.damage is not None:
            raise Damaged(self._path)
