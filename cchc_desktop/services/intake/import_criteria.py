"""Taking in criteria sets from the superior's files: read and shown first, then kept whole or not at all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index import CriteriaSet, Criterion, Score
from cchc_desktop.readers.read_rows import ReadCriteria, ReadCriterion
from cchc_desktop.rules.fields import field_of
from cchc_desktop.rules.index_kinds import index_code_of
from cchc_desktop.services.intake.imports import ImportResult
from cchc_desktop.services.scoring.indices import CRITERION_WORDS, add_set
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.dossier import Dossier


def preview_criteria(path: Path) -> ReadCriteria:
    """Read a criteria sheet without touching any dossier. Raises `UserError` where no criterion was found."""
    from cchc_desktop.readers.criteria import read_criteria

    read = read_criteria(path)
    if not read.criteria:
        raise UserError(
            _("No criterion was found in this file. Choose a table with code, criterion and highest points.")
        )
    return read


def import_criteria(dossier: Dossier, *, path: Path, year: int) -> ImportResult:
    """Take a criteria sheet in as the year's set of the index that its title names, with the scores it holds.

    Raises `UserError` when the year has a set of that index already or no criterion was found.
    """
    return keep_criteria(dossier, read=preview_criteria(path), year=year)


def keep_criteria(dossier: Dossier, *, read: ReadCriteria, year: int, index_code: str = "") -> ImportResult:
    """Keep a set that was read, after a backup, as one step; `index_code` is told by its title where none is given.

    Raises `UserError` when the year has a set of that index already: nothing was changed then.
    """
    code = index_code or index_code_of(read.title)
    make_backup(dossier.path)
    with dossier.change(_("Import criteria")) as work:
        ensure_year(work, year)
        twin = select(CriteriaSet).where(CriteriaSet.index_code == code, CriteriaSet.year == year)
        if work.session.scalars(twin).first() is not None:
            raise UserError(_("{year} has this criteria set already. Nothing was changed.").format(year=year))
        form = {
            "index_code": code,
            "title": read.title or _("Criteria of {year}").format(year=year),
            "decision": read.decision,
            "version": read.version,
            "declared_max": read.declared_max,
            "bands": [{"name": name, "min": least} for name, least in read.bands],
            "criteria": form_items(read.criteria),
        }
        kept = add_set(work.session, year, form)
        _keep_scores(work.session, kept, read.criteria)
    return ImportResult(
        work.change, criteria=len(read.criteria), unplaced=read.unplaced, warnings=warnings_for(read, year)
    )


def warnings_for(read: ReadCriteria, year: int) -> tuple[str, ...]:
    """All doubts of a set that is taken into a year, the year that its title says among them."""
    if read.year in (None, year):
        return read.warnings
    words = _("The file says the year {said}; the set is taken into {year}. Check that this is meant.")
    return (words.format(said=read.year, year=year), *read.warnings)


def form_items(criteria: Sequence[ReadCriterion]) -> list[dict[str, Any]]:
    """Criteria as the tree that a form has; a field of the reform is told by its name."""
    roots: list[dict[str, Any]] = []
    path_to: list[dict[str, Any]] = []
    for line in criteria:
        item: dict[str, Any] = {
            "code": line.code,
            "name": line.name,
            "max": str(line.max_points or 0),
            "bonus": line.bonus,
            "field": (field_of(line.name) or "") if line.level == 1 else "",
            "scoring": line.scoring,
            "children": [],
            **{name: getattr(line, name) for name in CRITERION_WORDS},
        }
        path_to = path_to[: max(0, line.level - 1)]
        (path_to[-1]["children"] if path_to else roots).append(item)
        path_to.append(item)
    return roots


def _keep_scores(session: Session, kept: CriteriaSet, criteria: Sequence[ReadCriterion]) -> None:
    """The scores that the sheet holds, on leaves alone."""
    found = session.scalars(select(Criterion).where(Criterion.set_guid == kept.guid)).all()
    parents = {criterion.parent_guid for criterion in found}
    by_code = {criterion.code: criterion for criterion in found if criterion.guid not in parents}
    for line in criteria:
        scores = {name: getattr(line, name) for name in ("self_score", "appraised", "survey")}
        if line.code in by_code and any(value is not None for value in scores.values()):
            session.add(Score(criterion_guid=by_code[line.code].guid, **scores))
