"""Criteria sets as they are edited: their heads and lines read, what does not add up said at the line."""

import json
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.criteria_rows import CriteriaTable, SetHead, SetLine
from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.rules import localised
from cchc_desktop.rules.scoring import RuleError, faults, from_json
from cchc_desktop.storage.dossier import Dossier

SCORERS = ("self", "survey", "council")
TOTAL = ""  # the key of doubts about the whole set
_LINE = (
    "code", "name", "max_points", "bonus", "rule", "requirement", "proof_wanted", "responsible", "applies_to",
    "scored_by", "scoring", "field_code",
)  # fmt: skip


def scorer_name(scored_by: str) -> str:
    """Who scores a criterion, as the window says it."""
    return {"survey": _("Sociological survey"), "council": _("The council")}.get(scored_by, _("The office itself"))


def read_table(dossier: Dossier, set_guid: str) -> CriteriaTable:
    """A set with its lines."""
    with dossier.read() as session:
        return table_of(session, set_guid)


def is_there(dossier: Dossier, set_guid: str) -> bool:
    """Whether a set is still in the dossier."""
    with dossier.read() as session:
        return session.get(CriteriaSet, set_guid) is not None


def comparable_sets(dossier: Dossier, set_guid: str) -> tuple[tuple[str, str], ...]:
    """The other sets with their titles: those of the same index first, the year before at the top."""
    with dossier.read() as session:
        here = session.get_one(CriteriaSet, set_guid)
        others = session.scalars(select(CriteriaSet).where(CriteriaSet.guid != set_guid)).all()
        found = sorted(
            others, key=lambda one: (one.index_code != here.index_code, abs(one.year - here.year + 1), one.year)
        )
        return tuple((one.guid, titled(one.title, one.year)) for one in found)


def titled(title: str, year: int) -> str:
    """A set's name with its year, which it may say already."""
    return title if str(year) in title else f"{title} {year}"


def table_of(session: Session, set_guid: str) -> CriteriaTable:
    """A set with its lines, within a session."""
    row = session.get_one(CriteriaSet, set_guid)
    names = ("index_code", "year", "title", "source", "version", "decision", "level", "declared_max", "steps", "rating")
    bands = tuple((str(name), Decimal(str(least))) for name, least in json.loads(row.bands))
    head = SetHead(guid=set_guid, bands=bands, **{name: getattr(row, name) for name in names})
    return CriteriaTable(head, tuple(lines_of(children_of(session, set_guid))))


def children_of(session: Session, set_guid: str) -> dict[str | None, list[Criterion]]:
    """The criteria of a set by what they stand under, in their order."""
    found: dict[str | None, list[Criterion]] = {}
    chosen = select(Criterion).where(Criterion.set_guid == set_guid).order_by(Criterion.position, Criterion.guid)
    for criterion in session.scalars(chosen):
        found.setdefault(criterion.parent_guid, []).append(criterion)
    return found


def lines_of(children: dict[str | None, list[Criterion]]) -> list[SetLine]:
    """Criteria in reading order."""
    found: list[SetLine] = []

    def walk(parent: str | None, level: int) -> None:
        for row in children.get(parent, ()):
            values = {name: getattr(row, name) for name in _LINE}
            found.append(SetLine(row.guid, parent, level, is_leaf=row.guid not in children, **values))
            walk(row.guid, level + 1)

    walk(None, 1)
    return found


def doubts(table: CriteriaTable) -> dict[str, tuple[str, ...]]:
    """What does not add up, by the guid of the line; what concerns the whole set stands under `TOTAL`."""
    found: dict[str, list[str]] = {}
    below: dict[str | None, list[SetLine]] = {}
    for line in table.lines:
        below.setdefault(line.parent_guid, []).append(line)
    codes = Counter(line.code for line in table.lines)
    for line in table.lines:
        said = []
        if codes[line.code] > 1:
            said.append(_("the code {code} stands more than once").format(code=line.code))
        if line.guid in below:
            said += _sum_doubts(line, below[line.guid])
        elif not line.max_points:
            said.append(_("it has no points"))
        said += _rule_doubts(line)
        if said:
            found[line.guid] = said
    declared = table.head.declared_max
    own = sum((one.max_points for one in table.lines if one.level == 1 and not one.bonus), Decimal(0))
    if declared is not None and declared not in (own, own - _scored_by_others(table.lines)):
        words = _("the set says {declared} points in all, its fields come to {sum}")
        found[TOTAL] = [words.format(declared=localised.points(declared), sum=localised.points(own))]
    return {guid: tuple(said) for guid, said in found.items()}


def _sum_doubts(line: SetLine, children: Sequence[SetLine]) -> list[str]:
    counted = [child for child in children if not child.bonus or line.bonus]
    total = sum((child.max_points for child in counted), Decimal(0))
    own = sum((child.max_points for child in counted if child.scored_by == "self"), Decimal(0))
    if line.max_points in (total, own):
        return []
    words = _("what is below it comes to {total} points, its maximum is {maximum}")
    return [words.format(total=localised.points(total), maximum=localised.points(line.max_points))]


def _rule_doubts(line: SetLine) -> list[str]:
    if not line.scoring:
        return []
    try:
        return [sentence.rstrip(".") for sentence in faults(from_json(line.scoring), line.max_points)]
    except RuleError as error:
        return [str(error).rstrip(".")]


def _scored_by_others(lines: Sequence[SetLine]) -> Decimal:
    """The points of leaves that the office does not score itself."""
    return sum(
        (line.max_points for line in lines if line.is_leaf and line.scored_by != "self" and not line.bonus), Decimal(0)
    )
