"""Taking back what was taken in of a package, days later and in another session."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import short_hash
from cchc_desktop.i18n import _
from cchc_desktop.models import tables
from cchc_desktop.models.evidence import StoredFile
from cchc_desktop.models.exchange import ExchangedPackage
from cchc_desktop.rules.localised import listed
from cchc_desktop.rules.statuses import Direction
from cchc_desktop.services.exchange.kept_rows import decoded_values
from cchc_desktop.services.exchange.row_titles import one_line
from cchc_desktop.services.stored_files import kept_bytes
from cchc_desktop.storage.changes import Change, RowChange
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.recorder import replay

_tables = tables.Base.metadata.tables
_NAMED = 5  # later edits that a refusal names
# Columns that name a row of another table without being a foreign key.
_NAMES_OF = {"owner_guid": ("evidence", "remark"), "issued_guid": ("evidence",), "paper_guid": ("issued_paper",)}
STOOD = "standing"  # among the entries of a kept change: a row that named what the package brought before it came
Link = tuple[str, str, str]  # a row's guid, the column by which it names another row, and that row's guid


def undo_receive(dossier: Dossier, *, package: str) -> Change:
    """Take the intake of a package back; `package` is its hash, its check code, or the first digits of either.

    Raises `UserError` where it was not taken in, and where later edits stand on what it brought, which are named.
    """
    with dossier.change(_("Undo the receiving of a package")) as work:
        session = work.session
        row = _found(session, package)
        told = json.loads(kept_bytes(session, row.change_sha256))
        entries, stood = _change_of(told), frozenset((g, c, up) for kind, g, c, up in told if kind == STOOD)
        later = [*_later_edits(session.connection(), entries), *_standing_on(session.connection(), entries, stood)]
        if later:
            names = listed(list(dict.fromkeys(later))[:_NAMED])
            raise UserError(
                _(
                    "What this package brought was worked on since: {names}. Nothing was changed. Take those edits "
                    "back first, or change the rows one by one."
                ).format(names=names)
            )
        back = list(Change("", entries).reversed().entries)
        own = [RowChange("exchanged_package", row.guid, row.values(), None)]
        own += _unused_files(session, row, entries)
        shared = {e.guid for e in back if e.table == "stored_file"} - {e.guid for e in _free_files(session, entries)}
        back = [e for e in back if e.table != "stored_file" or e.guid not in shared]
        session.expunge(row)
        work.recorder.note_written(replay(session.connection(), [*back, *own]))
    return work.change


def _found(session: Session, package: str) -> ExchangedPackage:
    wanted = package.replace("-", "").strip().lower()
    received = (
        select(ExchangedPackage)
        .where(ExchangedPackage.direction == Direction.RECEIVED)
        .order_by(ExchangedPackage.number.desc())
    )
    for row in session.scalars(received):
        if wanted and row.sha256.startswith(wanted):
            return row
    raise UserError(
        _("No package with the check code {code} was taken into this dossier, or it was taken back already.").format(
            code=package
        )
    )


def intakes(dossier: Dossier) -> tuple[tuple[str, str, str], ...]:
    """The packages that can be taken back, the newest first: hash, check code, office."""
    with dossier.read() as session:
        received = select(ExchangedPackage.sha256, ExchangedPackage.office).where(
            ExchangedPackage.direction == Direction.RECEIVED
        )
        found = session.execute(received.order_by(ExchangedPackage.number.desc())).all()
        return tuple((sha256, short_hash(sha256), office) for sha256, office in found)


def _change_of(told: Sequence[Any]) -> tuple[RowChange, ...]:
    return tuple(
        RowChange(
            table,
            guid,
            decoded_values(table, before) if before is not None else None,
            decoded_values(table, after) if after is not None else None,
        )
        for table, guid, before, after in told
        if table in _tables
    )


def _later_edits(connection: Connection, entries: Sequence[RowChange]) -> Iterator[str]:
    """Titles of the rows that are no longer as the package left them."""
    for e in entries:
        if e.table == "stored_file":
            continue
        mine = _tables[e.table]
        found = connection.execute(select(mine).where(mine.c.guid == e.guid)).mappings().first()
        if not _stands_as(dict(found) if found is not None else None, e.after):
            yield _called(dict(found or e.after or e.before or {}))


def _stands_as(row: dict[str, Any] | None, left: Any) -> bool:
    """Whether a row is as the package left it; an edit that was taken back leaves its revision alone behind."""
    if row is None or left is None:
        return row is left
    return row["revision"] == left["revision"] or all(
        row[name] == value for name, value in left.items() if name != "revision"
    )


def _standing_on(connection: Connection, entries: Sequence[RowChange], stood: Collection[Link]) -> Iterator[str]:
    """Titles of later rows that hang on rows which the package brought."""
    for name, column, row in _hanging_on(connection, entries):
        if (row["guid"], column, row[column]) not in stood and not _was_there(entries, name, row["guid"]):
            yield _called(row)


def standing_links(connection: Connection, entries: Sequence[RowChange]) -> tuple[Link, ...]:
    """Asked before `entries` are written: the rows here that name what comes with them.

    Proof of a task that was removed stays, and names it still when a package brings the task back.
    """
    return tuple((row["guid"], column, row[column]) for _name, column, row in _hanging_on(connection, entries))


def _hanging_on(connection: Connection, entries: Sequence[RowChange]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Table, column and row of what names a row that the entries bring, without what they bring themselves."""
    brought: dict[str, set[str]] = {}
    for e in entries:
        if e.before is None:
            brought.setdefault(e.table, set()).add(e.guid)
    every = {guid for guids in brought.values() for guid in guids}
    if not every:
        return
    for name, mine in _tables.items():
        for column in mine.columns:
            above = {key.column.table.name for key in column.foreign_keys}
            if not above & set(brought) and name not in _NAMES_OF.get(column.name, ()):
                continue
            guids = set().union(*(brought.get(one, set()) for one in above)) if above else every
            for row in _rows_with(connection, name, column.name, guids):
                if row["guid"] not in every:
                    yield name, column.name, row


def _was_there(entries: Sequence[RowChange], table: str, guid: str) -> bool:
    """A row that the package only changed points to what it brought because of the package: undoing leads it back."""
    return any(e.guid == guid and e.table == table for e in entries)


def _rows_with(connection: Connection, table: str, column: str, guids: Collection[str]) -> Iterator[dict[str, Any]]:
    mine, every = _tables[table], sorted(guids)
    for start in range(0, len(every), 500):
        asked = select(mine).where(mine.c[column].in_(every[start : start + 500]))
        yield from (dict(row) for row in connection.execute(asked).mappings())


def _called(row: dict[str, Any]) -> str:
    words = next((str(row[n]) for n in ("subject", "title", "name", "text", "code", "comment") if row.get(n)), "")
    return f"“{one_line(words)}”" if words else _("a row without a name")


def _free_files(session: Session, entries: Sequence[RowChange]) -> list[RowChange]:
    """Of the files that came those that nothing else in the dossier needs by now."""
    ours = {(e.table, e.guid) for e in entries}
    came = {e.guid: e for e in entries if e.table == "stored_file" and e.before is None and e.after is not None}
    for name, mine in _tables.items():
        for column in mine.columns:
            if not column.name.endswith("sha256") or name in ("stored_file", "package_log"):
                continue
            hashes = [str(e.after["sha256"]) for e in came.values() if e.after is not None]
            asked = select(mine.c.guid, column).where(column.in_(hashes))
            for guid, sha256 in session.execute(asked).all():
                if (name, guid) not in ours:
                    came.pop(sha256[:32], None)
    return list(came.values())


def _unused_files(session: Session, row: ExchangedPackage, entries: Sequence[RowChange]) -> list[RowChange]:
    """What was kept of the package itself, unless another package keeps the same."""
    others = select(ExchangedPackage).where(ExchangedPackage.guid != row.guid)
    used = {sha256 for one in session.scalars(others) for sha256 in (one.rows_sha256, one.change_sha256)}
    there = {e.guid for e in entries if e.table == "stored_file"}
    found = []
    for sha256 in {row.rows_sha256, row.change_sha256} - used:
        file = session.get(StoredFile, sha256[:32])
        if file is not None and file.guid not in there:
            found.append(RowChange("stored_file", file.guid, file.values(), None))
            session.expunge(file)
    return found
