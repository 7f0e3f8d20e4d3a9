"""Taking in criteria sets, outlines and figures from the superior's files."""

from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index import CriteriaSet, Score
from cchc_desktop.models.report import Figure, Outline
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import forms
from cchc_desktop.services.indices import add_set
from cchc_desktop.services.intake.imports import ImportResult
from cchc_desktop.services.reporting.figures import Computed, put_value
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

_ALIKE = 0.85  # how like two names of a figure must be to trust its code
IMPORTED_INDEX = "PAR_INDEX_COMMUNE"


def import_criteria(dossier: Dossier, *, path: Path, year: int) -> ImportResult:
    """Take a criteria sheet in as the year's set, with the self-scores it holds.

    Raises `UserError` when the year has a set already or no criterion was found.
    """
    from cchc_desktop.readers.criteria import read_criteria

    read = read_criteria(path)
    if not read.criteria:
        raise UserError(
            _("No criterion was found in this file. Choose a table with code, criterion and highest points.")
        )
    make_backup(dossier.path)
    with dossier.change(_("Import criteria")) as work:
        ensure_year(work, year)
        twin = select(CriteriaSet).where(CriteriaSet.index_code == IMPORTED_INDEX, CriteriaSet.year == year)
        if work.session.scalars(twin).first() is not None:
            raise UserError(_("{year} has this criteria set already. Nothing was changed.").format(year=year))
        roots: list[dict[str, Any]] = []
        path_to: list[dict[str, Any]] = []
        for line in read.criteria:
            item: dict[str, Any] = {
                "code": line.code,
                "name": line.name,
                "max": str(line.max_points or 0),
                "rule": line.rule,
                "children": [],
            }
            path_to = path_to[: max(0, line.level - 1)]
            (path_to[-1]["children"] if path_to else roots).append(item)
            path_to.append(item)
        title = read.title or _("Criteria of {year}").format(year=year)
        kept = add_set(work.session, year, {"index_code": IMPORTED_INDEX, "title": title, "criteria": roots})
        scores = {line.code: line.self_score for line in read.criteria if line.self_score is not None}
        _keep_scores(work.session, kept, scores)
    return ImportResult(
        change=work.change,
        unplaced=tuple((line.line, line.text) for line in read.unplaced),
        warnings=read.warnings,
    )


def _keep_scores(session: Any, kept: CriteriaSet, scores: dict[str, Decimal]) -> None:
    from cchc_desktop.models.index import Criterion

    criteria = session.scalars(select(Criterion).where(Criterion.set_guid == kept.guid)).all()
    parents = {criterion.parent_guid for criterion in criteria}
    for criterion in criteria:
        if criterion.guid not in parents and criterion.code in scores:
            session.add(Score(criterion_guid=criterion.guid, self_score=scores[criterion.code]))


def import_outline(dossier: Dossier, *, path: Path, year: int) -> ImportResult:
    """Take a report outline in; reports begun from now on may follow it."""
    from cchc_desktop.readers.outline import read_outline

    read = read_outline(path)
    if not read.items:
        raise UserError(_("No heading was found in this file. Choose a report outline with headings I, II, 1, 2."))
    make_backup(dossier.path)
    with dossier.change(_("Import outline")) as work:
        ensure_year(work, year)
        known = set(work.session.scalars(select(Outline.code)))
        code, serial = f"imported_{year}", 1
        while code in known:
            serial += 1
            code = f"imported_{year}_{serial}"
        outline = Outline(code=code, title=read.title or path.stem, valid_from=None, source=path.name)
        work.session.add(outline)
        work.session.flush()
        roots: list[dict[str, Any]] = []
        path_to: list[dict[str, Any]] = []
        for line in read.items:
            item: dict[str, Any] = {"number": line.number, "title": line.title, "guidance": line.guidance, "items": []}
            path_to = path_to[: max(0, line.level - 1)]
            (path_to[-1]["items"] if path_to else roots).append(item)
            path_to.append(item)
        forms.add_outline_items(work.session, outline.guid, None, roots)
    return ImportResult(
        change=work.change,
        unplaced=tuple((line.line, line.text) for line in read.unplaced),
        warnings=read.warnings,
    )


def import_figures(dossier: Dossier, *, path: Path, period: str) -> ImportResult:
    """Take figures in for a period; a line that is none of the dossier's figures is listed as unplaced."""
    from cchc_desktop.readers.figures import read_figures

    wanted = Period.parse(period)
    read = read_figures(path)
    if not read.figures:
        raise UserError(_("No figure was found in this file. Choose a table with the columns name, unit and value."))
    make_backup(dossier.path)
    lost = [(line.line, line.text) for line in read.unplaced]
    with dossier.change(_("Import figures")) as work:
        form = forms.figures_set(work.session, wanted)
        forms.ensure_figures(work.session, form)
        before = Computed(work.session, period)
        find = _FigureFinder(list(work.session.scalars(select(Figure).where(Figure.set_code == form))))
        for line in read.figures:
            figure = find(line.code, line.name)
            if figure is None:
                lost.append((line.line, f"{line.code} {line.name}".strip()))
            elif line.value is not None:
                put_value(work.session, figure.guid, period, line.value, line.estimated, line.note)
        work.session.flush()
        Computed(work.session, period).follow(before)
    return ImportResult(change=work.change, unplaced=tuple(lost), warnings=read.warnings)


class _FigureFinder:
    """Finds a line's figure: by its code where the names agree too, otherwise by the very name, never by a guess."""

    def __init__(self, figures: list[Figure]) -> None:
        self._by_code: dict[str, list[Figure]] = {}
        for figure in figures:  # "B3.1.4" is line 1.4 of form 3
            for code in {figure.code, figure.code.partition(".")[2] or figure.code}:
                self._by_code.setdefault(code, []).append(figure)
        self._by_name: dict[str, Figure | None] = {}
        for figure in figures:
            name = fold(figure.name)
            self._by_name[name] = None if name in self._by_name else figure  # a name borne twice names nothing

    def __call__(self, code: str, name: str) -> Figure | None:
        coded, wanted = self._by_code.get(code, []), fold(name)
        if wanted:
            coded = [one for one in coded if SequenceMatcher(None, fold(one.name), wanted).ratio() >= _ALIKE]
        if len(coded) == 1:
            return coded[0]
        return self._by_name.get(wanted)
