"""The targets of a paper over its years: typed, pasted, read from its text, filled from what the dossier knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.paper import DocumentLine, OfficialDocument
from cchc_desktop.models.plan import Section, Target, TargetValue, YearPaper
from cchc_desktop.models.plan_rows import TargetRow, TargetValueRow
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.targets import Goal, goal_of, goals_in, parted, read_actual, read_goal, read_planned
from cchc_desktop.services.known_values import known_value
from cchc_desktop.services.papers.papers import put_lines
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

APPENDIX, TARGETS = "appendix", "targets"  # role and text of the paper's line that says that the table goes along
FILLED = "Theo "  # how the note of a value begins that was filled in (`services.known_values`)
_OF_TARGETS = ("muc tieu", "chi tieu")


class Part(StrEnum):
    """What of a target a cell holds."""

    TEXT = "text"
    GOAL = "goal"
    PLANNED = "planned"
    ACTUAL = "actual"


@dataclass(frozen=True)
class TargetCell:
    """A text for one cell; `guid` "" means a new target, one for each `line`."""

    guid: str
    part: Part
    text: str
    year: int = 0
    line: int = 0


def target_rows(session: Session, plan_guid: str) -> tuple[TargetRow, ...]:
    """The targets of a paper in their order, with their years."""
    targets = session.scalars(select(Target).where(Target.plan_guid == plan_guid).order_by(Target.position)).all()
    values: dict[str, list[TargetValueRow]] = {}
    mine = select(TargetValue).join(Target, TargetValue.target_guid == Target.guid)
    for row in session.scalars(mine.where(Target.plan_guid == plan_guid).order_by(TargetValue.year)):
        told = (row.planned, row.planned_to, row.actual, row.forecast, row.note)
        values.setdefault(row.target_guid, []).append(TargetValueRow(row.guid, row.revision, row.year, *told))
    return tuple(
        TargetRow(
            t.guid,
            t.revision,
            t.text,
            t.comparator,
            t.value,
            t.value_to,
            t.unit,
            t.source,
            tuple(values.get(t.guid, ())),
        )
        for t in targets
    )


def read_targets(dossier: Dossier, plan_guid: str) -> tuple[TargetRow, ...]:
    """The targets of a paper."""
    with dossier.read() as session:
        return target_rows(session, plan_guid)


def refusal(cell: TargetCell) -> str:
    """Why a cell does not take a text; "" when it does."""
    if not cell.text.strip():
        return ""
    try:
        if cell.part is Part.PLANNED:
            read_planned(cell.text)
        elif cell.part is Part.ACTUAL:
            read_actual(cell.text)
    except UserError as error:
        return str(error)
    return ""


def set_targets(dossier: Dossier, *, plan_guid: str, cells: Sequence[TargetCell]) -> Change:
    """Write cells of the table as one step; cells of a new line make a target. Raises `UserError`, nothing is kept."""
    with dossier.change(_("Edit targets")) as work:
        session = work.session
        made: dict[int, Target] = {}
        for cell in cells:
            if cell.guid:
                target = session.get_one(Target, cell.guid)
            elif cell.line in made:
                target = made[cell.line]
            elif cell.text.strip():
                target = made[cell.line] = _new(session, plan_guid, "")
            else:
                continue
            _put(session, target, cell)
        for target in made.values():
            target.text = target.text or _("New target")
    return work.change


def _new(session: Session, plan_guid: str, text: str) -> Target:
    session.flush()
    there = session.scalars(select(Target.position).where(Target.plan_guid == plan_guid)).all()
    target = Target(plan_guid=plan_guid, position=max(there, default=-1) + 1, text=text)
    session.add(target)
    return target


def _put(session: Session, target: Target, cell: TargetCell) -> None:
    text = " ".join(cell.text.split())
    if cell.part is Part.TEXT:
        if text and target.value is None and not target.unit:
            _put_goal(target, goal_of(text), "")
        target.text = text or target.text
    elif cell.part is Part.GOAL:
        _put_goal(target, read_goal(text), text)
    elif cell.part is Part.PLANNED:
        value = value_row(session, target.guid, cell.year)
        value.planned, value.planned_to = read_planned(text) if text else (None, None)
    else:
        value = value_row(session, target.guid, cell.year)
        value.actual, value.forecast = read_actual(text)
        value.note = ""


def _put_goal(target: Target, goal: Goal | None, words: str) -> None:
    """Keep a goal; what is not understood stays words."""
    if goal is None:
        target.comparator, target.value, target.value_to, target.unit = "", None, None, words
        return
    target.comparator, target.value, target.value_to = str(goal.comparator), goal.value, goal.value_to
    target.unit = goal.unit


def value_row(session: Session, target_guid: str, year: int) -> TargetValue:
    """What is kept of a target in a year, made where it is not there yet."""
    session.flush()
    chosen = select(TargetValue).where(TargetValue.target_guid == target_guid, TargetValue.year == year)
    row = session.scalars(chosen).first()
    if row is None:
        row = TargetValue(target_guid=target_guid, year=year)
        session.add(row)
    return row


def remove_targets(dossier: Dossier, *, guids: Sequence[str]) -> Change:
    """Remove targets with all their years."""
    with dossier.change(_("Remove targets")) as work:
        for guid in guids:
            delete_target(work.session, work.session.get_one(Target, guid))
    return work.change


def delete_target(session: Session, target: Target) -> None:
    """Remove a target with its years, within a transaction."""
    for value in session.scalars(select(TargetValue).where(TargetValue.target_guid == target.guid)).all():
        session.delete(value)
    session.flush()
    session.delete(target)


def move_target(dossier: Dossier, *, target_guid: str, by: int) -> Change:
    """Move a target among those of its paper."""
    with dossier.change(_("Move target")) as work:
        session = work.session
        target = session.get_one(Target, target_guid)
        chosen = select(Target).where(Target.plan_guid == target.plan_guid).order_by(Target.position)
        rows = list(session.scalars(chosen))
        place = rows.index(target)
        rows.insert(max(0, min(len(rows) - 1, place + by)), rows.pop(place))
        for position, row in enumerate(rows):
            row.position = position
    return work.change


def set_source(dossier: Dossier, *, target_guid: str, source: str, years: Sequence[int]) -> Change:
    """Choose where the actual values of a target come from, and fill the years of which that is known."""
    with dossier.change(_("Choose where actual values come from")) as work:
        target = work.session.get_one(Target, target_guid)
        target.source = source
        _fill(work.session, target, years)
    return work.change


def fill_actuals(dossier: Dossier, *, plan_guid: str, years: Sequence[int]) -> Change:
    """Fill the actual values that the dossier knows; those filled before follow, what was typed stays."""
    with dossier.change(_("Fill in actual values")) as work:
        for target in work.session.scalars(select(Target).where(Target.plan_guid == plan_guid, Target.source != "")):
            _fill(work.session, target, years)
    return work.change


def _fill(session: Session, target: Target, years: Iterable[int]) -> None:
    present = {
        row.year: row for row in session.scalars(select(TargetValue).where(TargetValue.target_guid == target.guid))
    }
    for year in years:
        known = known_value(session, target.source, year, unit=target.unit)
        row = present.get(year)
        typed = row is not None and row.actual is not None and not row.note.startswith(FILLED)
        if known is None or typed:
            continue
        row = row or value_row(session, target.guid, year)
        row.actual, row.note = known.value, known.words


def stale_values(dossier: Dossier, plan_guid: str) -> tuple[tuple[TargetRow, int, Decimal], ...]:
    """Values that were filled in and are not what the dossier knows now: target, year, the value of now."""
    with dossier.read() as session:
        found = []
        for row in target_rows(session, plan_guid):
            for value in row.values if row.source else ():
                known = known_value(session, row.source, value.year, unit=row.unit)
                if value.note.startswith(FILLED) and known is not None and known.value != value.actual:
                    found.append((row, value.year, known.value))
        return tuple(found)


def targets_in_text(dossier: Dossier, plan_guid: str) -> tuple[str, ...]:
    """Targets that the text of a paper states under its headings of targets, those left out that it has already."""
    with dossier.read() as session:
        sections = session.scalars(
            select(Section).where(Section.plan_guid == plan_guid).order_by(Section.position, Section.guid)
        ).all()
        there = {fold(text) for text in session.scalars(select(Target.text).where(Target.plan_guid == plan_guid))}
    titled = {s.guid for s in sections if any(words in fold(s.title) for words in _OF_TARGETS)}
    meant = [s for s in sections if s.guid in titled or s.parent_guid in titled]
    lines = [line for s in meant for line in plain_text(s.body).split("\n")]
    found = [text for line in lines for text in parted(line) if goals_in(text)]
    return tuple(dict.fromkeys(text[:1].upper() + text[1:] for text in found if fold(text) not in there))


def add_targets(dossier: Dossier, *, plan_guid: str, texts: Sequence[str]) -> Change:
    """Add targets by their words, each with the goal that they state."""
    cells = [TargetCell("", Part.TEXT, text, line=line) for line, text in enumerate(texts)]
    return set_targets(dossier, plan_guid=plan_guid, cells=cells)


def with_table(session: Session, paper_guid: str) -> bool:
    """Whether the table of the targets goes along with a paper."""
    chosen = select(DocumentLine.guid).where(
        DocumentLine.document_guid == paper_guid, DocumentLine.role == APPENDIX, DocumentLine.text == TARGETS
    )
    return session.scalars(chosen).first() is not None


def set_with_table(dossier: Dossier, *, plan_guid: str, on: bool) -> Change:
    """Print the table of the targets as an appendix of the paper, or no longer."""
    with dossier.change(_("Targets as an appendix")) as work:
        paper = work.session.get_one(OfficialDocument, work.session.get_one(YearPaper, plan_guid).paper_guid)
        put_lines(paper, APPENDIX, [TARGETS] if on else [])
    return work.change
