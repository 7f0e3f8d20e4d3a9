"""A new dossier out of a damaged one: every row that can be read, and a list of what could not.

Where the last good backup has the very row (the same guid and revision) the row is taken from there; where it has an
earlier state of a row that cannot be read any more, that state is taken, and the list says so.
"""

import os
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_desktop import __version__
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import unfinished
from cchc_desktop.storage import schema
from cchc_desktop.storage.backup import gone, last_good_backup
from cchc_desktop.storage.copying import flush_file, flush_folder
from cchc_desktop.storage.damage import UNREADABLE, Column, columns_of, quote, shown, verdict, word, wrong
from cchc_desktop.storage.engine import APPLICATION_ID, open_engine
from cchc_desktop.storage.rescued import Note, Rescued, write_list
from cchc_desktop.storage.salvage import TableRows, copy_files, opened_copy, read_table, read_value

if TYPE_CHECKING:
    from sqlalchemy import Table

_Values = dict[str, Any]
_TELLING_COLUMNS = ("title", "text", "name", "subject", "code", "label", "file_name", "symbol", "period")


def rescue(source: Path, target: Path) -> Generator[str, None, Rescued]:
    """Read what can be read into a new dossier beside its list; yields the table at hand. The source is only read.

    Raises `UserError` when the target is there already, nothing can be read, or the drive refuses.
    """
    if target.exists():
        raise UserError(_("“{name}” exists already. Choose another name, or open it.").format(name=target.name))
    if not source.is_file():
        raise gone(source)
    good = last_good_backup(source)
    with _sentences(source, target), unfinished(target.parent) as copy, unfinished(target.parent) as fresh:
        copy_files(source, copy)
        _make_empty(fresh)
        donors = ([good.path] if good else []) + [fresh]
        with opened_copy(copy, donors) as damaged, closing(_connect(fresh)) as new, _opened_backup(good) as earlier:
            work = _Rescue(damaged, new, earlier, Rescued(target, good.path if good else None))
            yield from work.run()
        _finish(fresh, target)
    done = work.done
    if done.mended or done.lost:
        done.list_path = write_list(done)
    return done


@contextmanager
def _sentences(source: Path, target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            _("Nothing can be written in {folder}. Choose another folder.").format(folder=target.parent)
        ) from error
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        raise UserError(
            _("Nothing can be written in {folder}. Choose another folder.").format(folder=target.parent)
        ) from error
    except UNREADABLE as error:
        raise UserError(
            _("Nothing can be read in “{name}” any more. Restore a backup: File, Restore.").format(name=source.name)
        ) from error


def _make_empty(path: Path) -> None:
    """The tables of a dossier without any row."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    engine = open_engine(path)
    try:
        with engine.begin() as connection:
            schema.create_schema(connection)
    finally:
        engine.dispose()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")


def _connect(path: Path) -> sqlite3.Connection:
    """A connection that may write rows before those that they point at."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    return connection


@contextmanager
def _opened_backup(good: Any) -> Iterator[sqlite3.Connection | None]:
    if good is None:
        yield None
        return
    with closing(sqlite3.connect(f"{good.path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def _finish(fresh: Path, target: Path) -> None:
    """Into its place, when it is a sound dossier; the log is never written where anything is wrong."""
    if found := verdict(fresh):
        raise sqlite3.DatabaseError(f"malformed: {found[0].where}")
    flush_file(fresh)
    if target.exists():
        raise FileExistsError(target)
    os.rename(fresh, target)
    flush_folder(target.parent)


class _Rescue:
    """The work at one file."""

    def __init__(
        self, damaged: sqlite3.Connection, new: sqlite3.Connection, earlier: sqlite3.Connection | None, done: Rescued
    ) -> None:
        self._damaged = damaged
        self._new = new
        self._earlier = earlier
        self.done = done
        self._read = 0  # rows that the damaged file itself gave

    def run(self) -> Iterator[str]:
        """Table by table, parents first; then what points at nothing."""
        from cchc_desktop.models.tables import Base

        self._tables: dict[str, Table] = {table.name: table for table in Base.metadata.sorted_tables}
        for name, table in self._tables.items():
            yield name
            self._take_table(table)
        if not self._read:
            raise sqlite3.DatabaseError("nothing can be read")
        self._mend_pointers()
        self._keep_identity()
        for name in self._tables:
            self.done.rows[name] = self._new.execute(f"SELECT count(*) FROM {quote(name)}").fetchone()[0]
        self._new.execute("COMMIT")

    def _take_table(self, table: "Table") -> None:
        """Every row that can be read; then those that only an index or the backup still know."""
        found = read_table(self._damaged, table.name)
        shape = {column.name: column for column in columns_of(self._new, table.name)}
        taken: set[str] = set()
        for rowid, values in sorted(found.rows.items()):
            row = dict(zip(found.columns, values, strict=True))
            guid = self._take_row(table, shape, found, rowid, row)
            if guid:
                taken.add(guid)
                self._read += 1
        for rowid, guid in sorted(found.unread.items()):
            if guid not in taken:
                taken.add(guid)
                self._replace_row(table.name, guid, _("row {number}").format(number=rowid))
        if found.broke:
            self._take_missing(table.name, taken)

    def _take_row(self, table: "Table", shape: dict[str, Column], found: TableRows, rowid: int, row: _Values) -> str:
        """Take one row that was read; its guid where one is known."""
        if wrong(shape["guid"], row.get("guid")):
            row["guid"] = found.guids.get(rowid, "").encode()
        guid = word(row["guid"])
        if wrong(shape["guid"], row["guid"]):
            self.done.lost.append(Note(table.name, "", _("its identity cannot be read"), _telling(row)))
            return ""
        older = self._of_backup(table.name, guid)
        bad = {name: reason for name in shape if name in row and (reason := wrong(shape[name], row[name]))}
        if bad and older is not None and older.get("revision") == row.get("revision"):
            values = older  # the very row, before the damage
        else:
            whole = self._values(table, shape, rowid, row, bad, older)
            if whole is None:
                self.done.lost.append(Note(table.name, guid, _("what it must hold cannot be read"), _telling(row)))
                return guid
            values = whole
        if not self._insert(table.name, values):
            self.done.lost.append(Note(table.name, guid, _("it contradicts another row"), _telling(row)))
        return guid

    def _values(
        self,
        table: "Table",
        shape: dict[str, Column],
        rowid: int,
        row: _Values,
        bad: dict[str, str],
        older: _Values | None,
    ) -> _Values | None:
        """The row's values, each unreadable one replaced and noted; None when there is nothing to put in its place."""
        values: _Values = {}
        for name, column in shape.items():
            if column.kind == "BLOB":
                values[name] = self._bytes(table.name, name, rowid, older, row)
            elif name in row and name not in bad:
                values[name] = row[name].decode() if isinstance(row[name], bytes) else row[name]
            elif name in row and column.kind == "TEXT" and isinstance(row[name], bytes):
                values[name] = "".join(c for c in row[name].decode(errors="replace") if c >= " " or c in "\n\t")
                self._note_mended(table.name, row, _("letters could not be read"), name)
            elif older is not None and name in older:
                values[name] = older[name]
                self._note_mended(table.name, row, _("a value was taken from the backup"), name)
            elif not column.required or table.c[name].default is not None:
                values[name] = _usual(table, name)
                if name in row:
                    self._note_mended(table.name, row, _("a value could not be read and is empty"), name)
            else:
                return None
        return values

    def _bytes(self, table: str, name: str, rowid: int, older: _Values | None, row: _Values) -> bytes | None:
        """The content of a file that the dossier keeps; checked against its hash where that can be read."""
        import hashlib

        content: bytes | None = None
        with suppress(*UNREADABLE):
            content = read_value(self._damaged, table, name, rowid)
        if content is not None and hashlib.sha256(content).hexdigest() == word(row.get("sha256") or b""):
            return content
        if older is not None and older.get(name) is not None and older.get("sha256") == word(row.get("sha256") or b""):
            return bytes(older[name])
        self._note_mended(table, row, _("the content of the file is damaged"), name)
        return content

    def _note_mended(self, table: str, row: _Values, sentence: str, column: str) -> None:
        known = _telling(row)
        raw = shown(row[column]) if row.get(column) is not None else ""
        note = Note(table, word(row["guid"]), sentence, f"{known} ({raw})" if raw else known)
        self.done.mended.append(note)

    def _insert(self, table: str, values: _Values) -> bool:
        """Write a row; False when a row with its identity, or one that must be unique, is there already."""
        names = ", ".join(quote(name) for name in values)
        marks = ", ".join("?" for _name in values)
        try:
            self._new.execute(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", tuple(values.values()))
        except (sqlite3.IntegrityError, sqlite3.InterfaceError, OverflowError):
            return False
        return True

    # What the backup knows

    def _of_backup(self, table: str, guid: str) -> _Values | None:
        """The row in the last good backup."""
        if self._earlier is None or not guid:
            return None
        try:
            row = self._earlier.execute(f"SELECT * FROM {quote(table)} WHERE guid = ?", (guid,)).fetchone()
        except UNREADABLE:  # a backup of an older shape has no such table
            return None
        return dict(row) if row is not None else None

    def _replace_row(self, table: str, guid: str, known: str) -> bool:
        """Put the backup's state of a row in its place; note it as lost where there is none."""
        older = self._of_backup(table, guid)
        if older is not None and self._insert(table, older):
            self.done.mended.append(Note(table, guid, _("the row was taken from the backup"), _telling(older)))
            return True
        self.done.lost.append(Note(table, guid, _("the row cannot be read"), known))
        return False

    def _take_missing(self, table: str, taken: set[str]) -> None:
        """Rows of the backup that were not met in a table that broke."""
        if self._earlier is None:
            return
        with suppress(*UNREADABLE):
            for row in self._earlier.execute(f"SELECT guid FROM {quote(table)}").fetchall():
                if row["guid"] not in taken:
                    self._replace_row(table, row["guid"], "")

    # What holds rows together

    def _mend_pointers(self) -> None:
        """Rows that point at a row that is not there: it is fetched from the backup, begun anew, or done without."""
        for _round in range(len(self._tables)):
            broken = self._new.execute("PRAGMA foreign_key_check").fetchall()
            if not broken:
                return
            for table, rowid, parent, number in broken:
                self._mend_pointer(table, rowid, parent, number)

    def _mend_pointer(self, table: str, rowid: int, parent: str, number: int) -> None:
        keys = self._new.execute(f"PRAGMA foreign_key_list({quote(table)})").fetchall()
        name = next(key[3] for key in keys if key[0] == number)
        cursor = self._new.execute(f"SELECT * FROM {quote(table)} WHERE rowid = ?", (rowid,))
        found = cursor.fetchone()
        if found is None:
            return  # went with another
        row = dict(zip((column[0] for column in cursor.description), found, strict=True))
        guid = row[name]
        if self._new.execute(f"SELECT 1 FROM {quote(parent)} WHERE guid = ?", (guid,)).fetchone():
            return  # fetched for another row
        older = self._of_backup(parent, guid)
        if older is not None and self._insert(parent, older):
            self.done.mended.append(Note(parent, guid, _("the row was taken from the backup"), _telling(older)))
        elif self._tables[table].c[name].nullable:
            self._new.execute(f"UPDATE {quote(table)} SET {quote(name)} = NULL WHERE rowid = ?", (rowid,))
            self.done.mended.append(Note(table, row["guid"], _("what it belonged to is lost"), _telling(row)))
        elif not self._begin_anew(parent, guid):
            self._new.execute(f"DELETE FROM {quote(table)} WHERE rowid = ?", (rowid,))
            self.done.lost.append(Note(table, row["guid"], _("what it belonged to is lost"), _telling(row)))

    def _begin_anew(self, table: str, guid: str) -> bool:
        """A row under the lost one's guid, so that what hangs on it stays; only where its columns allow that."""
        values: _Values = {"guid": guid, "revision": 1}
        for column in columns_of(self._new, table):
            if column.name in values or not column.required:
                continue
            if column.points_at:
                first = self._new.execute(
                    f"SELECT guid FROM {quote(column.points_at)} ORDER BY rowid LIMIT 1"
                ).fetchone()
                if first is None:
                    return False
                values[column.name] = first[0]
            elif self._tables[table].c[column.name].default is not None:
                values[column.name] = _usual(self._tables[table], column.name)
            elif column.name in ("title", "text", "name"):
                values[column.name] = _("(could not be read)")
            elif column.name == "position":
                values[column.name] = 9_999
            else:
                return False
        if not self._insert(table, values):
            return False
        self.done.mended.append(Note(table, guid, _("the row is lost; an empty one holds what belongs to it")))
        return True

    def _keep_identity(self) -> None:
        """Exactly one row says which dossier it is."""
        guids = [row[0] for row in self._new.execute("SELECT guid FROM dossier_info ORDER BY rowid")]
        for guid in guids[1:]:
            self._new.execute("DELETE FROM dossier_info WHERE guid = ?", (guid,))
        if not guids:
            from cchc_desktop.models.base import new_guid

            made = datetime.now().strftime("%Y-%m-%d %H:%M:%S.%f")
            guid = new_guid()
            self._insert("dossier_info", {"guid": guid, "revision": 1, "made_at": made, "program_version": __version__})
            self.done.mended.append(Note("dossier_info", guid, _("the dossier has a new identity")))


def _usual(table: "Table", name: str) -> Any:
    """What a column holds when nobody says anything."""
    default = table.c[name].default
    return getattr(default, "arg", None) if default is not None and default.is_scalar else None


def _telling(row: _Values) -> str:
    """What is known of a row: its guid does not help an officer, its title or text does."""
    parts = [shown(row[name]) for name in _TELLING_COLUMNS if row.get(name) not in (None, b"", "")]
    return "; ".join(parts[:2]) or next((shown(row[name]) for name in row if name.endswith("guid") and row[name]), "")
