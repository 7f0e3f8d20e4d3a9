"""Notes what a session writes, row by row, and writes such notes again; loaded, with SQLAlchemy, by the first write."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, event, inspect, select, text
from sqlalchemy.orm import Session, object_session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.base import Base
from cchc_desktop.storage.changes import RowChange

_RECORDER = "recorder"


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


def replay(connection: Connection, entries: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Write every entry's after; returns the entries with the revisions that were written.

    Deletions go first, then updates, then insertions, so that unique columns never collide;
    foreign keys are checked at commit. Raises `UserError` when a row is no longer there.
    """
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    ranked = sorted(entries, key=lambda e: 0 if e.after is None else 2 if e.before is None else 1)
    done: dict[tuple[str, str], RowChange] = {}
    for entry in ranked:
        table: Table = Base.metadata.tables[entry.table]
        mine = table.c.guid == entry.guid
        if entry.after is None:
            connection.execute(table.delete().where(mine))
            done[(entry.table, entry.guid)] = entry
            continue
        current = connection.execute(select(table.c.revision).where(mine)).scalar()
        values = {**entry.after, "revision": max(current or 0, entry.after["revision"]) + 1}
        if entry.before is None:
            connection.execute(table.insert().values(values))
        elif connection.execute(table.update().where(mine).values(values)).rowcount != 1:
            raise UserError(_("This step cannot be undone any more: the row it changed is gone. Nothing was changed."))
        done[(entry.table, entry.guid)] = RowChange(entry.table, entry.guid, entry.before, values)
    return tuple(done[(e.table, e.guid)] for e in entries)
