"""Taking packages in: each file checked, its office known or asked about, and kept whole with its facts, or not at all.

Every package is one transaction. So whatever happens in the middle (a stop, a full drive, a server that goes away), of
each file either everything is there or nothing, and the next try goes on where this one ended: what is there is `SAME`.
"""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, update

from cchc_desktop.collection import tables, versions
from cchc_desktop.collection.facts import FACTS, Definitions, Facts, Paper
from cchc_desktop.collection.failures import Collided
from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.offices import Asked, believe, recognise
from cchc_desktop.collection.reading import Came, Package, content, read
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.writing import put_rows
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.text import clean

_FIRST_ID = {"figure_value": "figures", "criterion_score": "sets"}  # what the rows begin with


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
    for path in paths:
        yield Progress(len(lines), len(paths), path.name)
        came = read(path, password)
        lines.append(_settled(collection, came, wish, len(lines)))
    yield Progress(len(lines), len(paths), "")
    return IntakeReport(intake_id, tuple(lines))


class _Refused(Exception):
    """A file turned out not to be takable while it was written; its transaction is given up."""


def _settled(collection: Collection, came: Came, wish: _Wish, position: int) -> IntakeLine:
    """Take one file in, or say why not, and note it. What the drive or the server refuses ends the whole intake."""
    for last in (False, True):
        try:
            with collection.changing() as connection:
                try:
                    line = _taken(connection, came, wish)
                except UserError as error:
                    raise _Refused(str(error)) from error
                _note(connection, line, wish, position)
                return line
        except Collided:  # somebody else took the same package in, or made the same office known, just now
            if last:
                raise
        except _Refused as refused:
            break_off = _line(came, Outcome.REFUSED, str(refused))
            with collection.changing() as connection:
                _note(connection, break_off, wish, position)
            return break_off
    raise AssertionError


def _note(connection: Connection, line: IntakeLine, wish: _Wish, position: int) -> None:
    told = {"file_name": line.file_name, "outcome": line.outcome, "reason": line.reason, "package_id": line.package_id}
    connection.execute(insert(tables.intake_line).values(intake_id=wish.intake_id, position=position, **told))


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
    there = connection.execute(select(tables.package).where(tables.package.c.sha256 == package.sha256)).one_or_none()
    if there is not None:
        reason = _("This very package is there since {day}. Nothing was changed.").format(
            day=f"{there.received_at:%H:%M %d/%m/%Y}"
        )
        return _line(came, Outcome.SAME, reason, office_id=there.office_id, package_id=there.id)
    found = recognise(connection, package.manifest)
    if isinstance(found, Asked):
        answer = wish.offices.get(package.manifest.dossier_guid)
        if answer is None and wish.new_offices and found.is_plain:
            answer = found.candidates[0] if found.candidates else package.manifest.office
        if answer is None:
            return _line(came, Outcome.ASK, found.reason, candidates=found.candidates)
        found = believe(connection, package.manifest, package.office, answer, at=wish.now, intake_id=wish.intake_id)
    # Whoever else takes something in of this office waits here: which version is the latest is told by all of them.
    connection.execute(select(tables.office.c.id).where(tables.office.c.id == found).with_for_update())
    outcome, reason = _compared(connection, package, found)
    if outcome == Outcome.OLDER and not wish.take_older:
        return _line(came, outcome, reason, office_id=found)
    package_id = _kept(connection, came.path, package, found, wish)
    return _line(came, outcome, reason, office_id=found, package_id=package_id)


def _versions(connection: Connection, office_id: int, year: int, paper: tuple[str, str]) -> list[versions.Version]:
    """The versions of a paper that are there."""
    one, packed = tables.submission, tables.submission_revisions
    chosen = (
        select(one.c.id, one.c.made_at, tables.package.c.sha256, packed.c.data)
        .join(tables.package, tables.package.c.id == one.c.package_id)
        .join(packed, (packed.c.office_id == one.c.office_id) & (packed.c.submission_id == one.c.id))
        .where(one.c.office_id == office_id, one.c.year == year, one.c.kind == paper[0], one.c.key == paper[1])
        .order_by(one.c.id)
    )
    return [versions.Version(*row) for row in connection.execute(chosen)]


def _compared(connection: Connection, package: Package, office_id: int) -> tuple[Outcome, str]:
    """Whether a package brings something that the office has not sent, something later, or only what is past."""
    new, newer = False, False
    manifest = package.manifest
    for paper in package.facts.papers:
        there = _versions(connection, office_id, manifest.year, (paper.kind, paper.key))
        mine = versions.Version(-1, manifest.made_at, package.sha256, paper.revisions)
        if not there:
            new = True
        elif versions.latest((*there, mine)).id == -1:
            newer = True
    if newer:
        return Outcome.NEWER, ""
    if new:
        return Outcome.NEW, ""
    return Outcome.OLDER, _("What is there of this office was written later.")


def settle_current(connection: Connection, office_id: int, year: int, kind: str, key: str) -> None:
    """Mark the version of a paper that counts among those that are there."""
    there = _versions(connection, office_id, year, (kind, key))
    if not there:
        return
    one = tables.submission
    last = versions.latest(there).id
    ids = [version.id for version in there]
    connection.execute(update(one).where(one.c.id.in_(ids)).values(is_current=one.c.id == last))


def _kept(connection: Connection, path: Path, package: Package, office_id: int, wish: _Wish) -> int:
    """Write a package with all its rows; returns its id."""
    manifest = package.manifest
    values = {
        "office_id": office_id,
        "intake_id": wish.intake_id,
        "sha256": package.sha256,
        "dossier_guid": manifest.dossier_guid,
        "year": manifest.year,
        "period": manifest.period,
        "content": str(manifest.content),
        "made_at": manifest.made_at,
        "received_at": wish.now,
        "office_name": manifest.office,
        "file_name": path.name,
        "size": package.size,
        "note": manifest.note,
    }
    made = connection.execute(insert(tables.package).values(**values).returning(tables.package.c.id))
    package_id = int(made.scalar_one())
    _keep_bytes(connection, path, package, office_id, package_id)
    _keep_facts(connection, package, office_id, package_id, wish.now)
    return package_id


def _keep_bytes(connection: Connection, path: Path, package: Package, office_id: int, package_id: int) -> None:
    """Keep the file piece by piece. Raises `UserError` when it is not the one any more that was checked."""
    digest = sha256()
    try:
        for position, piece in enumerate(content(path, package.key)):
            digest.update(piece)
            put_rows(connection, tables.package_bytes, [(office_id, package_id, position, piece)])
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    if digest.hexdigest() != package.digest:
        raise UserError(_("“{name}” is not the file that was checked any more. Open it again.").format(name=path.name))


def _keep_facts(connection: Connection, package: Package, office_id: int, package_id: int, now: datetime) -> None:
    facts, manifest = package.facts, package.manifest
    numbers = _figures(connection, facts) | _sets(connection, facts)
    ids: list[int] = []
    for paper in facts.papers:
        values = {
            "office_id": office_id,
            "package_id": package_id,
            "year": manifest.year,
            "kind": str(paper.kind),
            "key": paper.key,
            "guid": paper.guid,
            "revision": paper.revision,
            "digest": versions.digest(paper.revisions),
            "paper_kind": paper.paper_kind,
            "title": paper.title,
            "status": paper.status,
            "made_at": manifest.made_at,
            "received_at": now,
            "set_id": numbers.get(paper.set_digest),
            "is_current": True,
        }
        made = connection.execute(insert(tables.submission).values(**values).returning(tables.submission.c.id))
        ids.append(int(made.scalar_one()))
    placed = list(zip(ids, facts.papers, strict=True))
    packed = [(office_id, submission, paper.revisions) for submission, paper in placed]
    put_rows(connection, tables.submission_revisions, packed)
    for table in FACTS:
        rows = [
            row
            for submission, paper in placed
            for row in _rows(table.name, paper, office_id, submission, package_id, numbers)
        ]
        put_rows(connection, table, rows)
    for paper in facts.papers:
        settle_current(connection, office_id, manifest.year, paper.kind, paper.key)


def _rows(
    name: str, paper: Paper, office_id: int, submission: int, package_id: int, numbers: Mapping[str, int]
) -> Iterable[tuple[Any, ...]]:
    """The rows of a paper in one table, whole."""
    rows = paper.rows.get(name, ())
    if name in ("figure_value", "criterion_score"):
        return ((office_id, submission, place, package_id, numbers[row[0]], *row[1:]) for place, row in enumerate(rows))
    return ((office_id, submission, place, package_id, *row) for place, row in enumerate(rows))


def _figures(connection: Connection, facts: Facts) -> dict[str, int]:
    """The numbers of the definitions of figures, by their digests; new ones are written."""
    figure = tables.figure
    names = [column.name for column in figure.columns][2:]
    known = _known(connection, figure, facts.figures)
    for digest, values in sorted(facts.figures.items()):  # in one order, or two who write would wait for each other
        if digest not in known:
            known[digest] = _defined(connection, figure, digest, dict(zip(names, values, strict=True)))
    return known


def _sets(connection: Connection, facts: Facts) -> dict[str, int]:
    """The numbers of the criteria sets, by their digests; new ones are written with their criteria."""
    table = tables.criteria_set
    known = _known(connection, table, facts.sets)
    for digest, definitions in sorted(facts.sets.items()):
        if digest not in known:
            known[digest] = _new_set(connection, digest, definitions)
    return known


def _new_set(connection: Connection, digest: str, definitions: Definitions) -> int:
    table = tables.criteria_set
    names = [column.name for column in table.columns][2:]
    values = dict(zip(names, definitions.values, strict=True))
    if values["declared_max"] is not None:
        values["declared_max"] = tables.unscaled(values["declared_max"])
    number = _defined(connection, table, digest, values)
    rows = [(number, place, *row) for place, row in enumerate(definitions.criteria)]
    put_rows(connection, tables.criterion, rows)
    return number


def _known(connection: Connection, table: Any, digests: Iterable[str]) -> dict[str, int]:
    chosen = select(table.c.digest, table.c.id).where(table.c.digest.in_(list(digests)))
    return {digest: int(number) for digest, number in connection.execute(chosen)}


def _defined(connection: Connection, table: Any, digest: str, values: Mapping[str, Any]) -> int:
    made = connection.execute(insert(table).values(digest=digest, **values).returning(table.c.id))
    return int(made.scalar_one())
