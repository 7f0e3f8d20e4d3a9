"""A movement as it stands: targets, who takes part, what each reached as it was typed or as the dossier knows it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.emulation import Movement, MovementPaper, MovementResult, MovementTarget, Participant
from cchc_desktop.models.emulation_rows import (
    MovementPaperRow,
    MovementRow,
    MovementTargetRow,
    MovementView,
    ParticipantRow,
    ResultRow,
)
from cchc_desktop.rules.emulation import AwardPaper, Outcome, Who, judged, source_of, verdict
from cchc_desktop.rules.targets import Goal, goal_of, reached, value_words
from cchc_desktop.services.known_values import Known, known_value
from cchc_desktop.storage.dossier import Dossier


def read_movements(dossier: Dossier, year: int) -> tuple[MovementRow, ...]:
    """The movements of a year, the newest last."""
    with dossier.read() as session:
        rows = session.scalars(select(Movement).where(Movement.year == year).order_by(Movement.title, Movement.guid))
        return tuple(map(_movement, rows))


def _movement(row: Movement) -> MovementRow:
    return MovementRow(row.guid, row.revision, row.year, row.title, row.plan_guid, row.council, row.most_rewarded)


def read_movement(dossier: Dossier, movement_guid: str) -> MovementView:
    """A whole movement, with the results that the dossier knows."""
    with dossier.read() as session:
        return movement_view(session, movement_guid)


def movement_view(session: Session, movement_guid: str) -> MovementView:
    """A whole movement, within a transaction."""
    session.flush()
    movement = session.get_one(Movement, movement_guid)
    targets = tuple(
        MovementTargetRow(row.guid, row.revision, row.field_code, row.content, row.text, source_of(row.measure))
        for row in targets_of(session, movement_guid)
    )
    kept = {
        (row.participant_guid, row.target_guid): row
        for row in session.scalars(
            select(MovementResult)
            .join(Participant, MovementResult.participant_guid == Participant.guid)
            .where(Participant.movement_guid == movement_guid)
        )
    }
    known = _Computed(session, movement.year)
    people = []
    for row in people_of(session, movement_guid):
        results = {}
        for target in targets:
            found = _result(target, kept.get((row.guid, target.guid)), known.of(target, row.unit_guid))
            if found is not None:
                results[target.guid] = found
        outcomes = [results[one.guid].outcome if one.guid in results else Outcome.OPEN for one in targets]
        people.append(_participant(row, results, verdict(outcomes)))
    links = session.scalars(select(MovementPaper).where(MovementPaper.movement_guid == movement_guid))
    papers = tuple(MovementPaperRow(one.plan_guid, AwardPaper(one.role), one.participant_guid) for one in links)
    return MovementView(_movement(movement), targets, tuple(people), papers)


def targets_of(session: Session, movement_guid: str) -> Sequence[MovementTarget]:
    """The targets of a movement in their order."""
    mine = select(MovementTarget).where(MovementTarget.movement_guid == movement_guid)
    return session.scalars(mine.order_by(MovementTarget.position, MovementTarget.guid)).all()


def people_of(session: Session, movement_guid: str) -> Sequence[Participant]:
    """Who takes part, in their order."""
    mine = select(Participant).where(Participant.movement_guid == movement_guid)
    return session.scalars(mine.order_by(Participant.position, Participant.guid)).all()


class _Computed:
    """What sources come to, each asked once for each unit."""

    def __init__(self, session: Session, year: int) -> None:
        self._session, self._year = session, year
        self._found: dict[tuple[str, str, str], Known | None] = {}

    def of(self, target: MovementTargetRow, unit_guid: str) -> Known | None:
        """What a target comes to for a participant of a unit."""
        if not target.source:
            return None
        goal = goal_of(target.text)
        key = (target.source, goal.unit if goal else "", unit_guid)
        if key not in self._found:
            self._found[key] = known_value(self._session, key[0], self._year, unit=key[1], led_by=unit_guid)
        return self._found[key]


def _result(target: MovementTargetRow, kept: MovementResult | None, known: Known | None) -> ResultRow | None:
    """What was typed, else what is computed."""
    goal = goal_of(target.text)
    if kept is not None and kept.value.strip():
        return ResultRow(target.guid, kept.value, _outcome(kept, goal))
    if known is None:
        return None
    outcome = Outcome.OPEN if goal is None else Outcome.MET if reached(goal, known.value) else Outcome.MISSED
    return ResultRow(target.guid, value_words(known.value, goal.unit if goal else ""), outcome, known.words)


def _outcome(kept: MovementResult, goal: Goal | None) -> Outcome:
    told = judged(kept.value, goal)
    if told is Outcome.OPEN and kept.met is not None:
        return Outcome.MET if kept.met else Outcome.MISSED
    return told


def _participant(row: Participant, results: dict[str, ResultRow], told: Outcome) -> ParticipantRow:
    names = ("guid", "revision", "name", "unit_guid", "reporter", "confirmed_by", "achievement", "votes", "voters")
    values = {name: getattr(row, name) for name in names}
    return ParticipantRow(**values, who=Who(row.kind), proposed=row.proposed, results=results, verdict=told)
