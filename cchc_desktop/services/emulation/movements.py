"""Movements: their targets by field, who takes part, what each reached, who is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.emulation import Movement, MovementPaper, MovementResult, MovementTarget, Participant
from cchc_desktop.models.office import Officer, Unit
from cchc_desktop.models.plan import Section
from cchc_desktop.rules.emulation import (
    Outcome,
    Who,
    check_rewarded,
    judged,
    measure_of,
    read_votes,
    read_who,
    value_in,
)
from cchc_desktop.rules.fields import field_name, field_of
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.moving_years import move_years
from cchc_desktop.rules.targets import goal_of, goals_in, parted, value_words
from cchc_desktop.services.emulation.movement_views import movement_view, people_of, targets_of
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

_FIELDS = {"title", "plan_guid", "council", "most_rewarded"}


class TargetPart(StrEnum):
    """What of a movement's target a cell holds."""

    FIELD = "field"
    CONTENT = "content"
    TEXT = "text"


class ParticipantPart(StrEnum):
    """What of a participant a cell holds; the result of a target is named by its guid instead."""

    NAME = "name"
    WHO = "who"
    VOTES = "votes"
    PROPOSED = "proposed"
    ACHIEVEMENT = "achievement"
    REPORTER = "reporter"
    CONFIRMED_BY = "confirmed_by"


@dataclass(frozen=True)
class MovementCell:
    """A text for one cell; `guid` "" means a new row, one for each `line`."""

    guid: str
    part: str
    text: str
    line: int = 0


def _behind(rows: Sequence[MovementTarget] | Sequence[Participant]) -> int:
    """The place behind the last row."""
    return max((row.position for row in rows), default=-1) + 1


# The movement itself


def create_movement(dossier: Dossier, *, year: int, title: str = "", plan_guid: str | None = None) -> Change:
    """Begin a movement."""
    with dossier.change(_("New emulation movement")) as work:
        ensure_year(work, year)
        title = title.strip() or f"Thi đua đẩy mạnh cải cách hành chính năm {year}"
        work.session.add(Movement(year=year, title=title, plan_guid=plan_guid))
    return work.change


def copy_movements(dossier: Dossier, *, from_year: int, to_year: int) -> Change:
    """Take the movements of a year into another one: contents and targets, and who takes part.

    Results, votes, proposals and papers stay in their year. Raises `UserError` where there is none to take over.
    """
    with dossier.change(_("Take over emulation movements")) as work:
        ensure_year(work, to_year)
        session = work.session
        sources = session.scalars(select(Movement).where(Movement.year == from_year).order_by(Movement.title)).all()
        if not sources:
            raise UserError(
                _("{year} has no emulation movement to take over. Nothing was changed.").format(year=from_year)
            )
        for source in sources:
            title = move_years(source.title, from_year, to_year).text
            made = Movement(year=to_year, title=title, council=source.council, most_rewarded=source.most_rewarded)
            session.add(made)
            session.flush()
            for target in targets_of(session, source.guid):
                text, content = (move_years(one, from_year, to_year).text for one in (target.text, target.content))
                kept = {"position": target.position, "field_code": target.field_code, "measure": target.measure}
                session.add(MovementTarget(movement_guid=made.guid, text=text, content=content, **kept))
            for one in people_of(session, source.guid):
                kept = {name: getattr(one, name) for name in ("position", "name", "kind", "unit_guid", "confirmed_by")}
                session.add(Participant(movement_guid=made.guid, **kept))
    return work.change


def set_movement(dossier: Dossier, *, movement_guid: str, **fields: str | int | None) -> Change:
    """Change title, plan, council or the number that may be rewarded (None for any).

    Raises `UserError` where more are proposed already than may be rewarded.
    """
    if unknown := fields.keys() - _FIELDS:
        raise TypeError(f"a movement has no {', '.join(sorted(unknown))}")
    with dossier.change(_("Edit emulation movement")) as work:
        movement = work.session.get_one(Movement, movement_guid)
        for name, value in fields.items():
            setattr(
                movement, name, " ".join(value.split()) if isinstance(value, str) and name != "plan_guid" else value
            )
        if not movement.title:
            raise UserError(_("Give the movement a title. Nothing was changed."))
        check_rewarded(_proposed(work.session, movement_guid), movement.most_rewarded)
    return work.change


def remove_movement(dossier: Dossier, *, movement_guid: str) -> Change:
    """Remove a movement with its targets and participants; the papers made of it stay."""
    with dossier.change(_("Remove emulation movement")) as work:
        session = work.session
        for target in targets_of(session, movement_guid):
            _delete(session, target)
        for one in people_of(session, movement_guid):
            _delete(session, one)
        for link in session.scalars(select(MovementPaper).where(MovementPaper.movement_guid == movement_guid)).all():
            session.delete(link)
        session.flush()
        session.delete(session.get_one(Movement, movement_guid))
    return work.change


def _delete(session: Session, row: MovementTarget | Participant) -> None:
    """Remove a target or a participant with its results."""
    column = MovementResult.target_guid if isinstance(row, MovementTarget) else MovementResult.participant_guid
    for result in session.scalars(select(MovementResult).where(column == row.guid)).all():
        session.delete(result)
    session.flush()
    session.delete(row)


def remove_rows(dossier: Dossier, *, guids: Sequence[str]) -> Change:
    """Remove targets or participants."""
    with dossier.change(_("Remove lines of the movement")) as work:
        for guid in guids:
            target = work.session.get(MovementTarget, guid)
            _delete(work.session, target if target is not None else work.session.get_one(Participant, guid))
    return work.change


# Targets


def set_targets(dossier: Dossier, *, movement_guid: str, cells: Sequence[MovementCell]) -> Change:
    """Write cells of the targets as one step; cells of a new line make a target."""
    with dossier.change(_("Edit targets of the movement")) as work:
        session = work.session
        made: dict[int, MovementTarget] = {}
        for cell in cells:
            row = session.get_one(MovementTarget, cell.guid) if cell.guid else made.get(cell.line)
            if row is None:
                if not cell.text.strip():
                    continue
                session.flush()
                position = _behind(targets_of(session, movement_guid))
                row = made[cell.line] = MovementTarget(movement_guid=movement_guid, position=position, text="")
                session.add(row)
            text = " ".join(cell.text.split())
            if cell.part == TargetPart.FIELD:
                row.field_code = field_of(text) or ""
                row.content = row.content if row.field_code or not text else text
            elif cell.part == TargetPart.CONTENT:
                row.content = text
            else:
                row.text = text or row.text
        for row in made.values():
            row.text = row.text or row.content or _("New target")
    return work.change


def set_measure(dossier: Dossier, *, target_guid: str, source: str) -> Change:
    """Choose where the results of a target are computed from; "" for typing them."""
    with dossier.change(_("Choose where results come from")) as work:
        work.session.get_one(MovementTarget, target_guid).measure = measure_of(source)
    return work.change


def take_targets(dossier: Dossier, *, movement_guid: str) -> Change:
    """Take the targets out of the text of the movement's plan, each with the field of the heading above it.

    Raises `UserError` where there is no plan, or none that states further targets.
    """
    with dossier.change(_("Take targets from the plan")) as work:
        session = work.session
        movement = session.get_one(Movement, movement_guid)
        if movement.plan_guid is None:
            raise UserError(_("Choose the plan that opens the movement first."))
        there = {fold(row.text) for row in targets_of(session, movement_guid)}
        position = _behind(targets_of(session, movement_guid))
        for code, content, text in _stated(session, movement.plan_guid):
            if fold(text) not in there:
                there.add(fold(text))
                told = {"field_code": code, "content": content, "text": text, "position": position}
                session.add(MovementTarget(movement_guid=movement_guid, **told))
                position += 1
    if not work.change:
        raise UserError(
            _("The plan states no further targets under a heading that names them (“chỉ tiêu”). Type them here.")
        )
    return work.change


def _stated(session: Session, plan_guid: str) -> list[tuple[str, str, str]]:
    """Field, content and words of the targets in a plan's text: under a heading of targets, a line of a field opens
    its own.
    """
    sections = session.scalars(
        select(Section).where(Section.plan_guid == plan_guid).order_by(Section.position, Section.guid)
    ).all()
    parents = {section.parent_guid for section in sections}
    found: list[tuple[str, str, str]] = []
    for section in sections:
        if section.guid in parents or "chi tieu" not in fold(section.title):
            continue
        code = content = ""
        for line in plain_text(section.body).split("\n"):
            head, colon, rest = line.strip(" -+*").partition(":")
            named = field_of(head) if head[:3].casefold() in ("về ", "về\xa0") else None
            if named is not None:
                code, content = named, field_name(named)
                line = rest if colon else ""
            pieces = list(parted(line)) if goals_in(line) else [line]
            found += [(code, content, piece.strip(" -+*.;")) for piece in pieces if piece.strip(" -+*.;")]
    return found


# Participants


def set_participants(dossier: Dossier, *, movement_guid: str, cells: Sequence[MovementCell]) -> Change:
    """Write cells of the participants and their results as one step; cells of a new line make a participant.

    Raises `UserError` for what a cell does not take, and where more would be proposed than may be rewarded.
    """
    with dossier.change(_("Edit participants")) as work:
        session = work.session
        made: dict[int, Participant] = {}
        for cell in cells:
            row = session.get_one(Participant, cell.guid) if cell.guid else made.get(cell.line)
            if row is None:
                if not cell.text.strip():
                    continue
                row = made[cell.line] = _add(session, movement_guid, "")
            _put(session, row, cell)
        for row in made.values():
            row.name = row.name or _("New participant")
        check_rewarded(_proposed(session, movement_guid), session.get_one(Movement, movement_guid).most_rewarded)
    return work.change


def _add(session: Session, movement_guid: str, name: str, **values: str) -> Participant:
    session.flush()
    position = _behind(people_of(session, movement_guid))
    row = Participant(movement_guid=movement_guid, position=position, name=name, **values)
    session.add(row)
    return row


def refusal(part: str, text: str) -> str:
    """Why a cell of a participant does not take a text; "" when it does."""
    try:
        if part == ParticipantPart.WHO:
            read_who(text)
        elif part == ParticipantPart.VOTES:
            read_votes(text)
    except UserError as error:
        return str(error)
    return ""


def _put(session: Session, row: Participant, cell: MovementCell) -> None:
    text = " ".join(cell.text.split())
    match cell.part:
        case ParticipantPart.NAME:
            row.name = text or row.name
            row.unit_guid = row.unit_guid or _unit_of(session, text)
        case ParticipantPart.WHO:
            row.kind = str(read_who(text))
        case ParticipantPart.VOTES:
            row.votes, row.voters = read_votes(text)
        case ParticipantPart.PROPOSED:
            row.proposed = judged(text, None) is Outcome.MET
        case ParticipantPart.ACHIEVEMENT:
            row.achievement = cell.text.strip()
        case ParticipantPart.REPORTER:
            row.reporter = text
        case ParticipantPart.CONFIRMED_BY:
            row.confirmed_by = text
        case _:
            _put_result(session, row, cell.part, text)


def _unit_of(session: Session, name: str) -> str:
    """The unit of that name, or that of the officer of that name; "" for neither."""
    unit = session.scalars(select(Unit.guid).where(Unit.name == name)).first()
    return unit or session.scalars(select(Officer.unit_guid).where(Officer.name == name)).first() or ""


def _put_result(session: Session, row: Participant, target_guid: str, text: str) -> None:
    target = session.get_one(MovementTarget, target_guid)
    session.flush()
    chosen = select(MovementResult).where(
        MovementResult.participant_guid == row.guid, MovementResult.target_guid == target_guid
    )
    result = session.scalars(chosen).first()
    if result is None:
        if not text:
            return
        result = MovementResult(participant_guid=row.guid, target_guid=target_guid)
        session.add(result)
    goal = goal_of(target.text)
    told = judged(text, goal)
    value = value_in(text)
    plain = value is not None and goal is not None and text.replace("%", "").strip().replace(",", "").isdigit()
    result.value = value_words(value, goal.unit) if plain and value is not None and goal is not None else text
    result.met = {Outcome.MET: True, Outcome.MISSED: False}.get(told)


def add_units(dossier: Dossier, *, movement_guid: str) -> Change:
    """Let all units of the office take part that do not yet."""
    with dossier.change(_("Add units to the movement")) as work:
        session = work.session
        there = {row.unit_guid for row in people_of(session, movement_guid) if row.kind == Who.COLLECTIVE}
        for unit in session.scalars(select(Unit).order_by(Unit.position)).all():
            if unit.guid not in there:
                _add(session, movement_guid, unit.name, unit_guid=unit.guid)
    return work.change


def add_officers(dossier: Dossier, *, movement_guid: str) -> Change:
    """Let all officers take part that do not yet."""
    with dossier.change(_("Add officers to the movement")) as work:
        session = work.session
        there = {row.name for row in people_of(session, movement_guid) if row.kind == Who.PERSON}
        for one in session.scalars(select(Officer).order_by(Officer.position)).all():
            if one.name not in there:
                _add(session, movement_guid, one.name, kind=str(Who.PERSON), unit_guid=one.unit_guid or "")
    return work.change


def propose_met(dossier: Dossier, *, movement_guid: str) -> Change:
    """Propose all who meet all targets; raises `UserError` where they are more than may be rewarded, or none."""
    with dossier.change(_("Propose who meets all targets")) as work:
        view = movement_view(work.session, movement_guid)
        met = [one for one in view.participants if one.verdict is Outcome.MET]
        if not met:
            raise UserError(_("Nobody meets all targets yet. Type the results first."))
        check_rewarded(len({one.guid for one in (*met, *view.rewarded)}), view.movement.most_rewarded)
        for one in met:
            work.session.get_one(Participant, one.guid).proposed = True
    return work.change


def _proposed(session: Session, movement_guid: str) -> int:
    session.flush()
    return sum(row.proposed for row in people_of(session, movement_guid))
