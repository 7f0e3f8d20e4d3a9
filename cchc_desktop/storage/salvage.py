"""Reading what a damaged file still gives, row by row: by the tables, and where they break, by the indexes."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cchc_desktop.storage import schema
from cchc_desktop.storage.damage import UNREADABLE, columns_of, quote, word

_WIDEST_GAP = 100_000  # row numbers between two readable rows that are tried one by one
_PAGE = 4096


@dataclass
class TableRows:
    """What a table gives: the values of each row by its number, the guids that only an index still knows."""

    columns: tuple[str, ...] = ()
    rows: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    unread: dict[int, str] = field(default_factory=dict)  # row number -> guid, "" where that is unknown too
    guids: dict[int, str] = field(default_factory=dict)  # as the index has them
    broke: bool = False  # reading it failed somewhere, so there may be more rows than these


@contextmanager
def opened_copy(copy: Path, donors: Sequence[Path]) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of a damaged file that hands out bytes, whose tables have names again.

    Where the list of tables cannot be read it is taken from a donor, a sound dossier whose tables begin on the same
    pages. Raises `sqlite3.DatabaseError` when no donor helps.
    """
    _make_whole(copy)
    for donor, only_header in ((None, False), *((donor, only) for only in (True, False) for donor in donors)):
        if donor is not None:
            _graft(copy, donor, only_header)
        connection = _connected(copy)
        if connection is not None:
            with closing(connection):
                yield connection
            return
    raise sqlite3.DatabaseError("file is not a database")


def copy_files(source: Path, copy: Path) -> None:
    """The file with its logs; the source is only read as bytes."""
    for tail in ("", "-wal", "-journal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{source}{tail}", f"{copy}{tail}")


def _connected(copy: Path) -> sqlite3.Connection | None:
    """The connection, None when the tables cannot all be found in it."""
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.text_factory = bytes
    try:
        connection.execute("PRAGMA cell_size_check = ON")
        names = {word(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if len(names & set(schema.TABLES)) > len(schema.TABLES) * 2 // 3 and _all_known(connection, names):
            return connection
    except UNREADABLE:
        pass
    connection.close()
    return None


def _all_known(connection: sqlite3.Connection, names: set[str]) -> bool:
    """Whether the tables are those of the file's revision, where it is the newest one."""
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except UNREADABLE:
        found = None
    return (found is not None and word(found[0]) in schema.REVISIONS[:-1]) or names >= set(schema.TABLES)


def _make_whole(copy: Path) -> None:
    """Empty pages in the place of those that were cut off: SQLite reads nothing of a file that ends too early."""
    with open(copy, "rb+") as file:
        header = file.read(100)
        pages = int.from_bytes(header[28:32], "big")
        size = file.seek(0, 2)
        if header[16:18] == _PAGE.to_bytes(2, "big") and size < pages * _PAGE < size * 100:
            file.truncate(pages * _PAGE)


def _graft(copy: Path, donor: Path, only_header: bool) -> None:
    """Put the donor's header, and its list of tables too unless told otherwise, in the copy's place."""
    whole = donor.read_bytes()
    with open(copy, "rb+") as file:
        size = file.seek(0, 2)
        pages = max(-(-size // _PAGE), len(whole) // _PAGE)
        file.truncate(pages * _PAGE)
        file.seek(0)
        file.write(whole[:100])
        for number in () if only_header else _schema_pages(whole, 1):
            file.seek((number - 1) * _PAGE)
            file.write(whole[(number - 1) * _PAGE : number * _PAGE])
        file.seek(28)
        file.write(pages.to_bytes(4, "big"))
        file.seek(92)
        file.write(whole[24:28])  # says that the number of pages is to be believed


def _schema_pages(whole: bytes, number: int) -> Iterator[int]:
    """The pages of SQLite's own table of tables, from its first; see "B-tree pages" in SQLite's file format."""
    yield number
    page = whole[(number - 1) * _PAGE : number * _PAGE]
    start = 100 if number == 1 else 0
    if page[start] != 5:  # a leaf
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for cell in range(count):
        place = int.from_bytes(page[start + 12 + 2 * cell : start + 14 + 2 * cell], "big")
        yield from _schema_pages(whole, int.from_bytes(page[place : place + 4], "big"))
    yield from _schema_pages(whole, int.from_bytes(page[start + 8 : start + 12], "big"))


def read_table(connection: sqlite3.Connection, table: str, only: Sequence[str] = ()) -> TableRows:
    """All that can be read of a table, bytes for text; of `only` some columns where they are given.

    Columns that hold whole files are left out: `read_value` gets them one by one.
    """
    found = TableRows()
    try:
        kept = [column.name for column in columns_of(connection, table) if column.kind != "BLOB"]
    except UNREADABLE:
        kept = []
    found.columns = tuple(name for name in kept if not only or name in only)
    if not found.columns:
        found.broke = True
        return found
    names = ", ".join(quote(name) for name in found.columns)
    ends: list[int] = []
    for order in ("ASC", "DESC"):  # from behind it comes as far as the damage from the other side
        last = _scan(connection, f"SELECT rowid, {names} FROM {quote(table)} NOT INDEXED ORDER BY rowid {order}", found)
        if last is None:
            break
        ends.append(last)
        found.broke = True
    found.guids = _guids(connection, table, found)
    _read_singly(connection, table, names, ends, found)
    return found


def read_value(connection: sqlite3.Connection, table: str, column: str, rowid: int) -> Any:
    """One value of one row; raises `sqlite3.DatabaseError` where it cannot be read."""
    query = f"SELECT {quote(column)} FROM {quote(table)} NOT INDEXED WHERE rowid = ?"
    row = connection.execute(query, (rowid,)).fetchone()
    if row is None:
        raise sqlite3.DatabaseError("the row is not there")
    return row[0]


def _scan(connection: sqlite3.Connection, query: str, found: TableRows) -> int | None:
    """Read until the end or the damage; returns the number of the last row before the damage, None at the end."""
    last = 0
    try:
        for rowid, *values in connection.execute(query):
            last = rowid
            found.rows.setdefault(rowid, tuple(values))
    except UNREADABLE:
        return last
    return None


def _guids(connection: sqlite3.Connection, table: str, found: TableRows) -> dict[int, str]:
    """Row numbers and guids as the index of guids has them, which lies on pages of its own."""
    guids: dict[int, str] = {}
    index = quote(f"sqlite_autoindex_{table}_1")
    for order in ("ASC", "DESC"):
        query = f"SELECT rowid, guid FROM {quote(table)} INDEXED BY {index} ORDER BY guid {order}"
        try:
            for rowid, guid in connection.execute(query):
                guids[rowid] = word(guid)
            break
        except UNREADABLE:
            found.broke = True
    return guids


def _read_singly(connection: sqlite3.Connection, table: str, names: str, ends: Sequence[int], found: TableRows) -> None:
    """Ask for each row by its number that an index knows or that may lie between the two ends that were reached."""
    wanted = set(found.guids) - found.rows.keys()
    if len(ends) == 2 and 0 < ends[1] - ends[0] <= _WIDEST_GAP:
        wanted |= set(range(ends[0] + 1, ends[1])) - found.rows.keys()
    query = f"SELECT {names} FROM {quote(table)} NOT INDEXED WHERE rowid = ?"
    for rowid in sorted(wanted):
        try:
            row = connection.execute(query, (rowid,)).fetchone()
        except UNREADABLE:
            row, failed = None, True
        else:
            failed = row is None and rowid in found.guids
        if row is not None:
            found.rows[rowid] = row
        elif failed:
            found.broke = True
            found.unread[rowid] = found.guids.get(rowid, "")
