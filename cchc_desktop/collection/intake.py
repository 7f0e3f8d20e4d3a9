"""Taking packages in: each file checked, its office known or asked about, and kept whole with its facts, or not at all.

Every package is one transaction. So whatever happens in the middle (a stop, a full drive, a server that goes away), of
each file either everything is there or nothing, and the next try goes on where this one ended: what is there is `SAME`.
"""

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, literal, select, update

from cchc_desktop.collection import tables
from cchc_desktop.collection.counted import Key, versions_of
from cchc_desktop.collection.failures import Collided
from cchc_desktop.collection.keeping import Known, keep_package, sharing
from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.offices import Asked, believe, recognise
from cchc_desktop.collection.reading import Came, Package
from cchc_desktop.collection.reading_ahead import read_all
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.versions import Version, latest
from cchc_desktop.collection.writing import put_rows
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.text import clean


@dataclass(frozen=True)
class IntakeLine:
    """What became of a file; `office` is the name that it gives itself, "" where nothing could be read.

    `candidates` are ids of offices that it may be of, the likeliest first, where `outcome` is ASK.
    """

    file_name: str
    path: Path
    outcome: Outcome
    reason: str = ""
    office: str = ""
    superior: str = ""
    dossier_guid: str = ""
    year: int | None = None
    made_at: datetime | None = None
    office_id: int | None = None
    package_id: int | None = None
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True)
class IntakeReport:
    """What became of all files, in the order in which they were looked at."""

    intake_id: int
    lines: tuple[IntakeLine, ...]

    def of(self, *outcomes: Outcome) -> tuple[IntakeLine, ...]:
        """The lines of these outcomes."""
        return tuple(line for line in self.lines if line.outcome in outcomes)


@dataclass(frozen=True)
class _Wish:
    """What was said beforehand: answers by dossier, and what is taken without asking."""

    intake_id: int
    offices: Mapping[str, int | str]
    new_offices: bool
    take_older: bool
    now: datetime
    known: Known = field(default_factory=Known)


def take_in(
    collection: Collection,
    files: Iterable[Path],
    *,
    by: str,
    source: str = "",
    offices: Mapping[str, int | str] | None = None,
    new_offices: bool = False,
    take_older: bool = False,
    password: str = "",
    workers: int | None = None,
    now: datetime | None = None,
) -> Generator[Progress, None, IntakeReport]:
    """Take the files in, one a step; closing the generator keeps what was taken so far.

    `offices` says by the guid of a dossier whose it is: an office's id, or a name for a new one. `new_offices` takes
    senders that nobody knows yet and that share no name with others for new offices, without asking. `take_older`
    keeps also what is older than what is there; it never takes the place of the later one.
    """
    paths = tuple(files)
    at = (now or datetime.now()).replace(microsecond=0)
    with collection.changing() as connection:
        begun = insert(tables.intake).values(at=at, by=by, source=source).returning(tables.intake.c.id)
        intake_id = int(connection.execute(begun).scalar_one())
    wish = _Wish(intake_id, offices or {}, new_offices, take_older, at)
    lines: list[IntakeLine] = []
    try:
        with closing(read_all(paths, password, workers)) as reading:
            for path in paths:
                yield Progress(len(lines), len(paths), path.name)
                lines.append(_settled(collection, next(reading), wish, len(lines)))
    except GeneratorExit:
        _wait_for_the_drive(collection, intake_id)
        raise
    _wait_for_the_drive(collection, intake_id)
    if collection.is_server and len(lines) >= _MANY:
        with collection.changing() as connection:  # or the server plans its questions by tables that were empty
            # A short look; the server itself takes a closer one later.
            connection.exec_driver_sql("SET LOCAL default_statistics_target = 20")
            connection.exec_driver_sql("ANALYZE")
    yield Progress(len(lines), len(paths), "")
    return IntakeReport(intake_id, tuple(lines))


def _ahead_of_the_drive(connection: Connection) -> list[ColumnElement[Any]]:
    """What a question asks besides so that a server answers before its drive has what is being written.

    Still all of a package or nothing; only if the server's machine fails may the last ones of an intake have to be
    taken again, which was not reported as done then (`_wait_for_the_drive`).
    """
    return [func.set_config("synchronous_commit", "off", True)] if connection.dialect.name == "postgresql" else []


def _wait_for_the_drive(collection: Collection, intake_id: int) -> None:
    """A change that a server answers as usual: then its drive has everything before it, too."""
    if collection.is_server:
        with collection.changing() as connection:
            mine = tables.intake.c.id == intake_id
            connection.execute(update(tables.intake).where(mine).values(source=tables.intake.c.source))


_MANY = 20  # files after which a server looks at its tables anew
_TRIES = 4  # two that take the same files in may meet at the office, then at the package


class _Refused(Exception):
    """A file turned out not to be takable while it was written; its transaction is given up."""


def _settled(collection: Collection, came: Came, wish: _Wish, position: int) -> IntakeLine:
    """Take one file in, or say why not, and note it. What the drive or the server refuses ends the whole intake."""
    for _time in range(_TRIES):
        try:
            return _tried(collection, came, wish, position)
        except Collided:  # somebody else took the same package in, or made the same office known, just now
            wish.known.forget()
    return _tried(collection, came, wish, position)


def _tried(collection: Collection, came: Came, wish: _Wish, position: int) -> IntakeLine:
    try:
        with collection.changing() as connection:
            try:
                line = _taken(connection, came, wish)
            except UserError as error:
                raise _Refused(str(error)) from error
            _note(connection, line, wish, position)
        return line
    except _Refused as refused:
        line = _line(came, Outcome.REFUSED, str(refused))
    wish.known.forget()
    with collection.changing() as connection:
        _note(connection, line, wish, position)
    return line


def _note(connection: Connection, line: IntakeLine, wish: _Wish, position: int) -> None:
    row = (wish.intake_id, position, line.file_name, str(line.outcome), line.reason, line.package_id)
    put_rows(connection, (tables.intake_line, [row]))


def _line(came: Came, outcome: Outcome, reason: str = "", **more: Any) -> IntakeLine:
    manifest = came.package.manifest if came.package else None
    if manifest is not None:
        more |= {
            "office": manifest.office,
            "superior": manifest.superior,
            "dossier_guid": manifest.dossier_guid,
            "year": manifest.year,
            "made_at": manifest.made_at,
        }
    return IntakeLine(clean(came.path.name), came.path, outcome, reason, **more)


def _taken(connection: Connection, came: Came, wish: _Wish) -> IntakeLine:
    package = came.package
    if package is None:
        return _line(came, Outcome.REFUSED, came.refused)
    one, here = tables.package, select(literal(1).label("one")).subquery()
    asked = select(one.c.id, one.c.office_id, one.c.received_at, *sharing(connection), *_ahead_of_the_drive(connection))
    twin = connection.execute(
        asked.select_from(here.outerjoin(one, one.c.sha256 == package.sha256))  # one row, whether it is there or not
    ).one()
    if twin.id is not None:
        reason = _("This very package is there since {day}. Nothing was changed.").format(
            day=f"{twin.received_at:%H:%M %d/%m/%Y}"
        )
        return _line(came, Outcome.SAME, reason, office_id=twin.office_id, package_id=twin.id)
    found = recognise(connection, package.manifest)
    if isinstance(found, Asked):
        answer = wish.offices.get(package.manifest.dossier_guid)
        if answer is None and wish.new_offices and found.is_plain:
            answer = found.candidates[0] if found.candidates else package.manifest.office
        if answer is None:
            return _line(came, Outcome.ASK, found.reason, candidates=found.candidates)
        found = believe(connection, package.manifest, package.office, answer, at=wish.now, intake_id=wish.intake_id)
    # Whoever else takes something in of this office waits here: which version is the latest is told by all of them.
    undone = select(tables.collection_info.c.undone).scalar_subquery()
    locked = select(undone).where(tables.office.c.id == found).with_for_update(of=tables.office)
    wish.known.begin(connection.execute(locked).scalar_one())
    keys = {(str(paper.kind), paper.key) for paper in package.facts.papers}
    there = versions_of(connection, found, package.manifest.year, keys)
    outcome, reason = _compared(package, there)
    if outcome == Outcome.OLDER and not wish.take_older:
        return _line(came, outcome, reason, office_id=found)
    package_id = keep_package(
        connection,
        came.path,
        package,
        office_id=found,
        intake_id=wish.intake_id,
        now=wish.now,
        there=there,
        known=wish.known,
    )
    return _line(came, outcome, reason, office_id=found, package_id=package_id)


def _compared(package: Package, there: Mapping[Key, Sequence[Version]]) -> tuple[Outcome, str]:
    """Whether a package brings something that the office has not sent, something later, or only what is past."""
    new, newer = False, False
    for paper in package.facts.papers:
        others = there.get((paper.kind, paper.key))
        mine = Version(-1, package.manifest.made_at, package.sha256, paper.revisions)
        if not others:
            new = True
        elif latest((*others, mine)) is mine:
            newer = True
    if newer:
        return Outcome.NEWER, ""
    if new:
        return Outcome.NEW, ""
    return Outcome.OLDER, _("What is there of this office was written later.")
