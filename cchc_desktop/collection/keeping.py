"""A checked package written into a collection: its bytes, its papers and all rows of facts below them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from cchc_desktop.collection import tables
from cchc_desktop.collection.counted import Key, mark_current
from cchc_desktop.collection.facts import Facts, Paper
from cchc_desktop.collection.reading import Package, content
from cchc_desktop.collection.versions import Version, digest, latest
from cchc_desktop.collection.writing import Rows, check_rows, put_rows
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.locked_file import Broken
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.i18n import _

_LOCK = 0x43435448  # of a server: whoever writes shares it, who takes definitions away has it alone
_MINE = -1  # stands for the submission that is being written


class Known:
    """The definitions of figures and criteria sets that are there, by their digests, so that each is asked for once.

    Good as long as nothing was taken back (`collection_info.undone`) and the transaction that added to it was kept.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._undone: int | None = None

    def begin(self, undone: int) -> None:
        """Before the rows of a package are written, while nobody takes definitions away (`lock_definitions`)."""
        if undone != self._undone:
            self.forget()
            self._undone = undone

    def forget(self) -> None:
        """Ask again: what was added may not be there."""
        self.numbers.clear()
        self._undone = None


def lock_definitions(connection: Connection, *, alone: bool = False) -> None:
    """Wait for whoever takes definitions away; `alone` for all who may be about to use them."""
    if connection.dialect.name == "postgresql":
        lock = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
        connection.execute(select(lock(_LOCK)))


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
    manifest = package.manifest
    values = {
        "office_id": office_id,
        "intake_id": intake_id,
        "sha256": package.sha256,
        "dossier_guid": manifest.dossier_guid,
        "year": manifest.year,
        "period": manifest.period,
        "content": str(manifest.content),
        "made_at": manifest.made_at,
        "received_at": now,
        "office_name": manifest.office,
        "file_name": path.name,
        "size": package.size,
        "note": manifest.note,
    }
    made = connection.execute(insert(tables.package).values(**values).returning(tables.package.c.id))
    package_id = int(made.scalar_one())
    try:
        _define(connection, package.facts, known.numbers)
        lots = _papers(connection, package, office_id, package_id, now, there, known.numbers)
    except ShapeError as error:
        raise UserError(
            _("“{name}” holds what a package never holds, and was not opened. Ask the sender to make it again.").format(
                name=path.name
            )
        ) from error
    _put(connection, path, package, (office_id, package_id), lots)
    return package_id


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
        put_rows(connection, (tables.package_bytes, pieces()), *lots)
    except (OSError, Broken) as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    if found.hexdigest() != package.digest:
        raise UserError(_("“{name}” is not the file that was checked any more. Open it again.").format(name=path.name))


def _papers(
    connection: Connection,
    package: Package,
    office_id: int,
    package_id: int,
    now: datetime,
    there: Mapping[Key, Sequence[Version]],
    numbers: Mapping[str, int],
) -> list[tuple[Table, Rows]]:
    """Write the submissions of a package; returns the rows that are to be written below them."""
    manifest, papers = package.manifest, package.facts.papers
    common: dict[str, Any] = {"office_id": office_id, "package_id": package_id, "year": manifest.year}
    common |= {"made_at": manifest.made_at, "received_at": now}
    values = []
    for paper in papers:
        others = there.get((paper.kind, paper.key), ())
        mine = Version(_MINE, manifest.made_at, package.sha256, paper.revisions)
        is_current = latest((*others, mine)).id == _MINE
        if is_current and others:
            mark_current(connection, others, _MINE)
        values.append({**common, **_submission(paper, numbers), "is_current": is_current})
    check_rows(tables.submission, [tuple(row.get(c.name) for c in tables.submission.columns) for row in values])
    one = tables.submission
    ids = list(connection.scalars(insert(one).returning(one.c.id, sort_by_parameter_order=True), values))
    placed = list(zip(ids, papers, strict=True))
    lots: list[tuple[Table, Rows]] = [
        (tables.submission_revisions, [(office_id, submission, paper.revisions) for submission, paper in placed])
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


def _submission(paper: Paper, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "kind": str(paper.kind),
        "key": paper.key,
        "guid": paper.guid,
        "revision": paper.revision,
        "digest": digest(paper.revisions),
        "paper_kind": paper.paper_kind,
        "title": paper.title,
        "status": paper.status,
        "set_id": numbers.get(paper.set_digest),
    }


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
