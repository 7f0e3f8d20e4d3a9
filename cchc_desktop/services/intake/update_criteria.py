"""A newer version of a criteria set that the year has: what is the same criterion keeps its scores and proofs."""

import json
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.criteria_rows import SetLine
from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.readers.read_rows import ReadCriteria
from cchc_desktop.services.intake.import_criteria import warnings_for
from cchc_desktop.services.intake.imports import ImportResult
from cchc_desktop.services.scoring.criteria_compare import SetDifference, compare_sets, paired
from cchc_desktop.services.scoring.criteria_edits import remove_within
from cchc_desktop.services.scoring.criteria_sets import read_table, table_of
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.dossier import Dossier

_TAKEN = (
    "code", "name", "max_points", "bonus", "rule", "requirement", "proof_wanted", "responsible", "applies_to",
    "scored_by",
)  # fmt: skip
_RULED_BY = ("rule", "requirement", "max_points")  # where none of these changed the rule as data stays


def standing_set(dossier: Dossier, index_code: str, year: int) -> str:
    """The guid of the year's set of an index, "" where it has none."""
    with dossier.read() as session:
        chosen = select(CriteriaSet.guid).where(CriteriaSet.index_code == index_code, CriteriaSet.year == year)
        return session.scalars(chosen).first() or ""


def preview_update(dossier: Dossier, read: ReadCriteria, set_guid: str) -> tuple[SetDifference, ...]:
    """What taking the file in would change in a set."""
    return compare_sets(read_table(dossier, set_guid).lines, lines_of(read))


def update_criteria(dossier: Dossier, *, read: ReadCriteria, set_guid: str) -> ImportResult:
    """Make a set what the file says, after a backup, as one step; scores and proofs stay with their criteria.

    What the file no longer has goes with its scores. Scores that the file holds are not taken, and that is said.
    """
    make_backup(dossier.path)
    with dossier.change(_("Take in a newer version of the criteria set")) as work:
        session = work.session
        row = session.get_one(CriteriaSet, set_guid)
        old = table_of(session, set_guid).lines
        new = lines_of(read)
        pairs = paired(old, new)
        kept = _put(session, set_guid, new, pairs)
        session.flush()
        remove_within(session, [line.guid for line in old if line.guid not in kept])
        for name in ("title", "decision", "version", "declared_max"):
            if getattr(read, name) not in ("", None):
                setattr(row, name, getattr(read, name))
        if read.bands and row.bands == "[]":  # grades that were typed or kept stay
            row.bands = json.dumps([[name, str(least)] for name, least in read.bands], ensure_ascii=False)
        year = row.year
    warnings = [*warnings_for(read, year)]
    scored = sum(one.self_score is not None or one.appraised is not None for one in read.criteria)
    if scored:
        words = _("The file holds scores of {count} criteria. They were not taken: those of the dossier stay.")
        warnings.append(words.format(count=scored))
    return ImportResult(work.change, criteria=len(read.criteria), unplaced=read.unplaced, warnings=tuple(warnings))


def lines_of(read: ReadCriteria) -> list[SetLine]:
    """The criteria of a file as lines; their places stand for guids."""
    found: list[SetLine] = []
    above: list[str] = []
    for at, one in enumerate(read.criteria):
        del above[one.level - 1 :]
        following = read.criteria[at + 1].level if at + 1 < len(read.criteria) else 0
        values = {name: getattr(one, name) for name in _TAKEN if name != "max_points"}
        found.append(
            SetLine(
                guid=str(at),
                parent_guid=above[-1] if above else None,
                level=len(above) + 1,
                max_points=one.max_points or Decimal(0),
                is_leaf=following <= one.level,
                scoring=one.scoring,
                **values,
            )
        )
        above.append(str(at))
    return found


def _put(session: Session, set_guid: str, new: Sequence[SetLine], pairs: dict[str, SetLine]) -> set[str]:
    """Write the lines of the file over the criteria that they are, and add the others; the guids that stay."""
    rows: dict[str, Criterion] = {}
    places: dict[str | None, int] = {}
    for line in new:
        before = pairs.get(line.guid)
        if before is None:
            row = Criterion(set_guid=set_guid, position=0, code=line.code, name=line.name, scoring=line.scoring)
            session.add(row)
            session.flush()
        else:
            row = session.get_one(Criterion, before.guid)
            if any(getattr(before, name) != getattr(line, name) for name in _RULED_BY):
                row.scoring = line.scoring
        for name in _TAKEN:
            setattr(row, name, getattr(line, name))
        row.parent_guid = rows[line.parent_guid].guid if line.parent_guid is not None else None
        row.position = places[line.parent_guid] = places.get(line.parent_guid, -1) + 1
        rows[line.guid] = row
    return {row.guid for row in rows.values()}
