"""What a verb changed, row by row: enough to repaint just those rows, to undo and to redo."""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from cchc_desktop.i18n import _


class RowChange(NamedTuple):
    """One row before and after; None before for a new row, None after for a removed one."""

    table: str
    guid: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Change(NamedTuple):
    """All rows that one verb changed, with the words for the Undo command."""

    label: str
    entries: tuple[RowChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def guids(self) -> frozenset[str]:
        """Identities of the rows touched."""
        return frozenset(entry.guid for entry in self.entries)

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables touched."""
        return frozenset(entry.table for entry in self.entries)

    def touches(self, *tables: str) -> bool:
        """Whether any of the tables was touched."""
        return not self.tables.isdisjoint(tables)

    def rows(self, *tables: str) -> Iterator[dict[str, Any]]:
        """The values of the rows touched in these tables: as they are now, or as they were when they are gone."""
        for entry in self.entries:
            values = entry.before if entry.after is None else entry.after
            if entry.table in tables and values is not None:
                yield values

    def created(self, table: str) -> tuple[str, ...]:
        """Guids of the rows that the change made in a table, in the order they were made."""
        return tuple(e.guid for e in self.entries if e.table == table and e.before is None)

    def reversed(self) -> "Change":
        """The change that leads back."""
        back = (RowChange(e.table, e.guid, e.after, e.before) for e in reversed(self.entries))
        return Change(self.label, tuple(back))


class Replays(Protocol):
    """Whatever can write a change again: an open dossier."""

    def replay(self, change: Change, label: str) -> Change:
        """Write every entry's after, and note it under this label."""
        ...


def undo(dossier: Replays, change: Change) -> Change:
    """Take a change back; returns the change that this made."""
    return dossier.replay(change.reversed(), _("Undo: {step}").format(step=change.label))


def redo(dossier: Replays, change: Change) -> Change:
    """Make an undone change again; returns the change that this made."""
    return dossier.replay(change, _("Redo: {step}").format(step=change.label))
