"""Criteria themselves: their words and points edited, what their sums say, a new task for what a criterion lost."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.rules import localised
from cchc_desktop.rules.fields import field_name
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.numbers import format_points
from cchc_desktop.rules.scoring import from_json
from cchc_desktop.services.frame.frames import PastedGroup, paste_groups
from cchc_desktop.services.scoring.indices import link_task
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


@dataclass(frozen=True)
class CriterionText:
    """A criterion as the set says it; `max_points` is its own, whatever its sub-criteria come to."""

    guid: str
    code: str
    name: str
    rule: str  # how it is scored and what proves it, in words
    max_points: Decimal
    bonus: bool
    parent_code: str = ""
    parent_max: Decimal | None = None
    beside: Decimal = Decimal(0)  # the points of what stands beside it under the same criterion
    below: Decimal | None = None  # the points of its sub-criteria; None where it has none

    def doubts(self, max_points: Decimal) -> tuple[str, ...]:
        """What would not add up if it had these points at most: said, never refused."""
        found = []
        words = _("The sub-criteria of {code} come to {total} points, its maximum is {maximum}.")
        if self.below is not None and self.below != max_points:
            said = words.format(
                code=self.code, total=localised.points(self.below), maximum=localised.points(max_points)
            )
            found.append(said)
        if self.parent_max is not None and self.beside + max_points != self.parent_max:
            total, most = localised.points(self.beside + max_points), localised.points(self.parent_max)
            found.append(words.format(code=self.parent_code, total=total, maximum=most))
        return tuple(found)


def read_criterion(dossier: Dossier, guid: str) -> CriterionText:
    """A criterion of a set, with what its points are measured against."""
    with dossier.read() as session:
        row = session.get_one(Criterion, guid)
        parent = session.get_one(Criterion, row.parent_guid) if row.parent_guid else None
        below = _children(session, row.guid)
        beside = [one for one in _children(session, parent.guid) if one.guid != guid] if parent else []
        return CriterionText(
            guid=guid,
            code=row.code,
            name=row.name,
            rule=row.rule,
            max_points=row.max_points,
            bonus=row.bonus,
            parent_code=parent.code if parent else "",
            parent_max=parent.max_points if parent else None,
            beside=_points(beside),
            below=_points(below) if below else None,
        )


def _children(session: Session, guid: str) -> list[Criterion]:
    return list(session.scalars(select(Criterion).where(Criterion.parent_guid == guid)))


def _points(criteria: list[Criterion]) -> Decimal:
    return sum((one.max_points for one in criteria), Decimal(0))


def set_criterion(
    dossier: Dossier, *, criterion_guid: str, code: str, name: str, rule: str, max_points: Decimal, bonus: bool
) -> Change:
    """Change a criterion's words and points. Raises `UserError` for what no criterion can be."""
    with dossier.change(_("Edit criterion {code}").format(code=code)) as work:
        row = work.session.get_one(Criterion, criterion_guid)
        others = select(Criterion).where(
            Criterion.set_guid == row.set_guid, Criterion.code == code, Criterion.guid != row.guid
        )
        if not code or not name:
            raise UserError(_("A criterion needs a code and a name. Nothing was changed."))
        if work.session.scalars(others).first() is not None:
            raise UserError(_("The set has a criterion {code} already. Nothing was changed.").format(code=code))
        if max_points < 0:
            raise UserError(_("The highest points of a criterion cannot be below zero. Nothing was changed."))
        row.code, row.name, row.rule = code, name, rule
        row.max_points, row.bonus = max_points, bonus
    return work.change


def set_rule(dossier: Dossier, *, criterion_guid: str, scoring: str) -> Change:
    """Score a criterion by a rule (as `rules.scoring.to_json` writes it), or by hand where it is "".

    Who scores it follows the rule. Raises `UserError` for a rule that cannot be read; what does not add up in one that
    can is told where it is edited.
    """
    with dossier.change(_("Change the rule of a criterion")) as work:
        row = work.session.get_one(Criterion, criterion_guid)
        if scoring:
            kind = from_json(scoring).kind
            scorer = {"council": "council", "survey": "survey"}.get(kind)
            if scorer or row.scored_by != "survey":
                row.scored_by = scorer or "self"
        row.scoring = scoring
    return work.change


def add_mending_task(dossier: Dossier, *, criterion_guid: str) -> Change:
    """Begin a task for what a criterion lost, in the field's group of the year's frame, and link it, as one step."""
    with dossier.change(_("Begin a mending task")) as work:
        row = work.session.get_one(Criterion, criterion_guid)
        year = work.session.get_one(CriteriaSet, row.set_guid).year
        task = {
            Column.TASK: f"Khắc phục chỗ mất điểm của tiêu chí {row.code}: {row.name}",
            Column.PRODUCT: f"Tiêu chí {row.code} đạt {format_points(row.max_points)} điểm",
        }
        added = paste_groups(
            dossier,
            year=year,
            groups=[PastedGroup(_group_title(work.session, row), [task])],
            here=None,
            after_guid=None,
        )
        link_task(dossier, criterion_guid=criterion_guid, task_guid=added.created("task")[0])
    return work.change


def _group_title(session: Session, row: Criterion) -> str:
    """The name of the reform field of a criterion or of what it stands under, else that of its uppermost one."""
    while True:
        named = field_name(row.field_code)
        if named or row.parent_guid is None:
            return named or row.name
        row = session.get_one(Criterion, row.parent_guid)
