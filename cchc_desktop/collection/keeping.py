"""A checked package written into a collection: its bytes, its papers and all rows of facts below them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select, text

from cchc_desktop.collection import tables
from cchc_desktop.collection.counted import Key, mark_current
from cchc_desktop.collection.facts import Facts, Paper
from cchc_desktop.collection.reading import Package, content
from cchc_desktop.collection.versions import Version, digest, latest
from cchc_desktop.collection.writing import Rows, check_rows, moment, next_ids, put_rows
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.locked_file import Broken
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean

_LOCK = 0x43435448  # of a server: whoever writes shares it, who takes definitions away has it alone
_AHEAD = 32  # packages for which numbers are asked for at once
_MINE = -1  # stands for the submission that is being written


class Known:
    """The definitions of figures and criteria sets that are there, by their digests, so that each is asked for once.

    Good as long as nothing was taken back (`collection_info.undone`) and the transaction that added to it was kept.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._undone: int | None = None
        self._free: dict[str, list[int]] = {}

    def begin(self, undone: int) -> None:
        """Before the rows of a package are written, while nobody takes definitions away (`lock_definitions`)."""
        if undone != self._undone:
            self.forget()
            self._undone = undone

    def ids(self, connection: Connection, table: Table, count: int) -> list[int]:
        """Numbers for new rows; of a server's some are kept for the next packages, as each question is a way there."""
        if connection.dialect.name != "postgresql":
            return next_ids(connection, table, count)
        free = self._free.setdefault(table.name, [])
        if len(free) < count:
            free += next_ids(connection, table, count * _AHEAD)
        taken, self._free[table.name] = free[:count], free[count:]
        return taken

    def forget(self) -> None:
        """Ask again: what was added may not be there."""
        self.numbers.clear()
        self._undone = None


def sharing(connection: Connection) -> list[ColumnElement[Any]]:
    """What a question asks besides so that nobody takes definitions away until the end of the transaction."""
    return [func.pg_advisory_xact_lock_shared(_LOCK)] if connection.dialect.name == "postgresql" else []


def lock_definitions(connection: Connection) -> None:
    """Wait for all who may be about to use definitions."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def keep_package(
    connection: Connection,
    path: Path,
    package: Package,
    *,
    office_id: int,
    intake_id: int,
    now: datetime,
    there: Mapping[Key, Sequence[Version]],
    known: Known,
) -> int:
    """Write a package of an office with all its rows, beside the versions of its papers that are there; returns its id.

    Raises `UserError` where the file is not the one any more that was checked, or says what no honest package does.
    """
    (package_id,) = known.ids(connection, tables.package, 1)
    try:
        _define(connection, package.facts, known.numbers)
        whole = _package_row(package, path, (package_id, office_id, intake_id), now)
        check_rows(tables.package, [whole])
        papers = _papers(connection, package, (office_id, package_id), now, there, known)
    except ShapeError as error:
        raise UserError(
            _("“{name}” holds what a package never holds, and was not opened. Ask the sender to make it again.").format(
                name=path.name
            )
        ) from error
    _put(connection, path, package, (office_id, package_id), [(tables.package, [whole]), *papers])
    return package_id


def _package_row(package: Package, path: Path, numbers: tuple[int, int, int], now: datetime) -> tuple[Any, ...]:
    """The row of a package; `numbers` are its own, the office's and the intake's."""
    manifest = package.manifest
    return (
        *numbers,
        package.sha256,
        manifest.dossier_guid,
        manifest.year,
        manifest.period,
        str(manifest.content),
        moment(manifest.made_at),
        moment(now),
        manifest.office,
        clean(path.name),
        package.size,
        manifest.note,
    )


def _put(
    connection: Connection, path: Path, package: Package, whose: tuple[int, int], lots: Sequence[tuple[Table, Rows]]
) -> None:
    """Write the rows, and the file piece by piece beside them; `whose` are the office and the package."""
    found = sha256()

    def pieces() -> Iterator[tuple[Any, ...]]:
        for position, piece in enumerate(content(path, package.key)):
            found.update(piece)
            yield *whose, position, piece

    try:
        put_rows(connection, *lots, (tables.package_bytes, pieces()))
    except (OSError, Broken) as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    if found.hexdigest() != package.digest:
        raise UserError(_("“{name}” is not the file that was checked any more. Open it again.").format(name=path.name))


def _papers(
    connection: Connection,
    package: Package,
    whose: tuple[int, int],
    now: datetime,
    there: Mapping[Key, Sequence[Version]],
    known: Known,
) -> list[tuple[Table, Rows]]:
    """The submissions of a package and all rows below them; `whose` are the office and the package.

    Of the versions that are there those that do not count any more are marked.
    """
    office_id, package_id = whose
    manifest, papers = package.manifest, package.facts.papers
    numbers, ids = known.numbers, known.ids(connection, tables.submission, len(papers))
    placed = list(zip(ids, papers, strict=True))
    submissions = []
    for submission, paper in placed:
        others = there.get((paper.kind, paper.key), ())
        mine = Version(_MINE, manifest.made_at, package.sha256, paper.revisions)
        is_current = latest((*others, mine)).id == _MINE
        if is_current and others:
            mark_current(connection, others, _MINE)
        told = (submission, *whose, manifest.year, *_submission(paper))
        times = (moment(manifest.made_at), moment(now))
        submissions.append((*told, *times, numbers.get(paper.set_digest), is_current))
    check_rows(tables.submission, submissions)
    lots: list[tuple[Table, Rows]] = [
        (tables.submission, submissions),
        (tables.submission_revisions, [(office_id, submission, paper.revisions) for submission, paper in placed]),
    ]
    for table in tables.FACTS:
        rows = [
            row
            for submission, paper in placed
            for row in _rows(table.name, paper, (office_id, submission), package_id, numbers)
        ]
        check_rows(table, rows)
        lots.append((table, rows))
    return lots


def _submission(paper: Paper) -> tuple[Any, ...]:
    return (
        *(str(paper.kind), paper.key, paper.guid, paper.revision, digest(paper.revisions)),
        *(paper.paper_kind, paper.title, paper.status),
    )


def _rows(
    name: str, paper: Paper, whose: tuple[int, int], package_id: int, numbers: Mapping[str, int]
) -> Iterable[tuple[Any, ...]]:
    """The rows of a paper in one table, whole; `whose` are the office and the submission."""
    rows = paper.rows.get(name, ())
    if name in ("figure_value", "criterion_score"):
        return ((*whose, place, package_id, numbers[row[0]], *row[1:]) for place, row in enumerate(rows))
    return ((*whose, place, package_id, *row) for place, row in enumerate(rows))


def _define(connection: Connection, facts: Facts, numbers: dict[str, int]) -> None:
    """Add the numbers of the definitions that a package goes by; new definitions are written."""
    for table, digests in ((tables.figure, set(facts.figures)), (tables.criteria_set, set(facts.sets))):
        if missing := digests - numbers.keys():
            chosen = select(table.c.digest, table.c.id).where(table.c.digest.in_(missing))
            numbers.update({digest: int(number) for digest, number in connection.execute(chosen)})
    # In one order, or two who write would wait for each other.
    for digest_, values in sorted(facts.figures.items()):
        if digest_ not in numbers:
            numbers[digest_] = _defined(connection, tables.figure, digest_, values)
    for digest_, definitions in sorted(facts.sets.items()):
        if digest_ not in numbers:
            number = numbers[digest_] = _defined(connection, tables.criteria_set, digest_, definitions.values)
            rows = [(number, place, *row) for place, row in enumerate(definitions.criteria)]
            check_rows(tables.criterion, rows)
            put_rows(connection, (tables.criterion, rows))


def _defined(connection: Connection, table: Table, digest_: str, values: Sequence[Any]) -> int:
    """Write a definition and return its number; its values as they are kept, in the order of the columns."""
    check_rows(table, [(0, digest_, *values)])
    names = [column.name for column in table.columns][1:]
    marks = ", ".join(f":{name}" for name in names)
    said = text(f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({marks}) RETURNING id')
    return int(connection.execute(said, dict(zip(names, (digest_, *values), strict=True))).scalar_one())
