"""Notes what a session writes, row by row, and writes such notes again; loaded, with SQLAlchemy, by the first write."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, event, inspect, select, text
from sqlalchemy.orm import Session, object_session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.base import Base
from cchc_desktop.storage.changes import RowChange

_RECORDER = "recorder"
_AT_ONCE = 500  # guids that one question asks for
_GONE, _CHANGED, _NEW = range(3)


class Recorder:
    """Keeps what a session writes, note by note.

    The mapper's events are used, not the session's: those do not tell of children that
    are deleted because they lost their parent.
    """

    def __init__(self, session: Session) -> None:
        self._notes: list[RowChange] = []
        session.info[_RECORDER] = self

    def note(self, row: Base, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """A row was written."""
        self._notes.append(RowChange(row.__tablename__, row.guid, before, after))

    def note_new(self, table: str, values: dict[str, Any]) -> None:
        """A row was written without its entity."""
        self._notes.append(RowChange(table, values["guid"], None, values))

    def note_written(self, entries: Iterable[RowChange]) -> None:
        """Rows were written without their entities."""
        self._notes.extend(entries)

    def mark(self) -> int:
        """A point in the session's course that `entries` can begin from."""
        return len(self._notes)

    def entries(self, since: int = 0) -> tuple[RowChange, ...]:
        """The net changes since a mark, in the order they were first made: of each row its first before, last after."""
        net: dict[tuple[str, str], RowChange] = {}
        for note in self._notes[since:]:
            key = (note.table, note.guid)
            before = net[key].before if key in net else note.before
            net[key] = RowChange(note.table, note.guid, before, note.after)
        return tuple(entry for entry in net.values() if _same(entry.before) != _same(entry.after))


def _recorder_of(row: Base) -> Recorder | None:
    session = object_session(row)
    return session.info.get(_RECORDER) if session is not None else None


@event.listens_for(Base, "after_insert", propagate=True)
def _inserted(_mapper: Any, _connection: Any, row: Base) -> None:
    if recorder := _recorder_of(row):
        recorder.note(row, None, row.values())


@event.listens_for(Base, "before_update", propagate=True)
def _updated(_mapper: Any, _connection: Any, row: Base) -> None:
    session = object_session(row)
    if session is None or not session.is_modified(row, include_collections=False):
        return
    before = _committed_values(row)
    row.revision += 1
    if recorder := _recorder_of(row):
        recorder.note(row, before, row.values())


@event.listens_for(Base, "before_delete", propagate=True)
def _deleted(_mapper: Any, _connection: Any, row: Base) -> None:
    if recorder := _recorder_of(row):
        recorder.note(row, _committed_values(row), None)


def insert_rows(session: Session, kind: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows of one kind at once, noted like those that the mapper writes; columns left out are default."""
    if not rows:
        return
    usual = {column.key: _default(column) for column in kind.__mapper__.columns}
    whole = [{**usual, **row} for row in rows]
    session.execute(Base.metadata.tables[kind.__tablename__].insert(), whole)
    recorder: Recorder | None = session.info.get(_RECORDER)
    if recorder is not None:
        for values in whole:
            recorder.note_new(kind.__tablename__, values)


def _default(column: Column[Any]) -> Any:
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None


def _same(values: dict[str, Any] | None) -> dict[str, Any] | None:
    """The values without the revision, which moves on every write."""
    return None if values is None else {name: value for name, value in values.items() if name != "revision"}


def _committed_values(row: Base) -> dict[str, Any]:
    """The row's values as they were read."""
    state = inspect(row)
    found: dict[str, Any] = {}
    for column in row.__mapper__.column_attrs:
        history = state.attrs[column.key].history
        found[column.key] = history.deleted[0] if history.deleted else getattr(row, column.key)
    return found


def replay(connection: Connection, entries: Sequence[RowChange]) -> tuple[RowChange, ...]:
    """Write every entry's after, table by table; returns the entries with the revisions that were written.

    Deletions go first, then updates, then insertions, so that unique columns never collide;
    foreign keys are checked at commit. Raises `UserError` when a row is no longer there.
    """
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    tables = [Base.metadata.tables[name] for name in dict.fromkeys(entry.table for entry in entries)]
    done: dict[tuple[str, str], RowChange] = {}
    for kind in (_GONE, _CHANGED, _NEW):
        for table in tables:
            rows = [entry for entry in entries if entry.table == table.name and _kind(entry) == kind]
            if not rows:
                continue
            present = _revisions(connection, table, rows) if kind == _CHANGED else {}
            raised = rows if kind == _GONE else _raised(rows, present)
            _write(connection, table, kind, raised)
            done.update({(entry.table, entry.guid): entry for entry in raised})
    return tuple(done[(e.table, e.guid)] for e in entries)


def _kind(entry: RowChange) -> int:
    return _GONE if entry.after is None else _NEW if entry.before is None else _CHANGED


def _write(connection: Connection, table: Table, kind: int, entries: Sequence[RowChange]) -> None:
    """Delete, update or insert many rows of one table with one statement."""
    mine = table.c.guid == bindparam("mine")
    if kind == _GONE:
        connection.execute(table.delete().where(mine), [{"mine": entry.guid} for entry in entries])
        return
    rows = [dict(entry.after or {}) for entry in entries]
    if kind == _NEW:
        connection.execute(table.insert(), rows)
        return
    values = [{"mine": row.pop("guid"), **row} for row in rows]
    if connection.execute(table.update().where(mine), values).rowcount != len(values):
        raise UserError(_("This step cannot be undone any more: the row it changed is gone. Nothing was changed."))


def _revisions(connection: Connection, table: Table, entries: Sequence[RowChange]) -> dict[str, int]:
    """The revisions of the rows that are there now."""
    found: dict[str, int] = {}
    for start in range(0, len(entries), _AT_ONCE):
        part = [entry.guid for entry in entries[start : start + _AT_ONCE]]
        rows = connection.execute(select(table.c.guid, table.c.revision).where(table.c.guid.in_(part)))
        found.update((row.guid, row.revision) for row in rows)
    return found


def _raised(entries: Iterable[RowChange], present: Mapping[str, int]) -> list[RowChange]:
    """The entries with revisions above the one noted and the row's own."""
    raised = []
    for entry in entries:
        after = entry.after or {}
        revision = max(present.get(entry.guid, 0), after["revision"]) + 1
        raised.append(RowChange(entry.table, entry.guid, entry.before, {**after, "revision": revision}))
    return raised
