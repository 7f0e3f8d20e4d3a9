"""The rounds of points of an index: one's own, two appraisals, the survey, what was settled; typed or from packages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.exchange import Appraisal
from cchc_desktop.models.history import HistoryEntry
from cchc_desktop.models.index import Criterion, Score
from cchc_desktop.models.index_result_rows import RoundLine, Rounds, Said
from cchc_desktop.rules.index_rounds import APPRAISALS, Round
from cchc_desktop.services.scoring.indices import check_points, index_view, score_of
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.writing_order import written
from cchc_desktop.text import clean

_COLUMNS = {Round.SELF: "self_score", Round.SURVEY: "survey", Round.FINAL: "final"}


def set_round(
    dossier: Dossier,
    *,
    round_: Round,
    points: Mapping[str, Decimal | None],
    by: str = "",
    comment: str = "",
    at: datetime | None = None,
) -> Change:
    """Type the points that a round gave to leaves, by their guids, as one step; `by` and `comment` are of appraisals.

    Points typed again for the same round by the same name take the place of the first. Raises `UserError` for points
    that a criterion does not take; nothing is changed then.
    """
    with dossier.change(_step(len(points))) as work:
        for guid, value in points.items():
            _put(work.session, round_, guid, value, clean(by).strip(), clean(comment).strip(), at)
    return work.change


def set_rounds(dossier: Dossier, *, points: Mapping[Round, Mapping[str, Decimal | None]]) -> Change:
    """Type the points of several rounds, as a block of a sheet has them, as one step; see `set_round`."""
    with dossier.change(_step(len({guid for typed in points.values() for guid in typed}))) as work:
        for round_, typed in points.items():
            for guid, value in typed.items():
                _put(work.session, round_, guid, value)
    return work.change


def _step(count: int) -> str:
    return _("Score criterion") if count == 1 else _("Score {count} criteria").format(count=count)


def _put(
    session: Session,
    round_: Round,
    guid: str,
    value: Decimal | None,
    by: str = "",
    comment: str = "",
    at: datetime | None = None,
) -> None:
    check_points(session.get_one(Criterion, guid), value)
    if round_ in _COLUMNS:
        setattr(score_of(session, guid), _COLUMNS[round_], value)
    elif value is None and not comment:
        _take_back(session, guid, APPRAISALS[round_])
    else:
        _appraise(session, guid, APPRAISALS[round_], value, by, comment, at)


def _take_back(session: Session, guid: str, number: int) -> None:
    """Points of an appraisal that were emptied: those that count, whoever gave them; what was said with them stays."""
    chosen = select(Appraisal).where(
        Appraisal.criterion_guid == guid, Appraisal.round == number, Appraisal.score.is_not(None)
    )
    row = session.scalars(chosen.order_by(Appraisal.at.desc(), written(Appraisal).desc())).first()
    if row is None:
        return
    if row.comment or row.explanation:
        row.score = None
    else:
        session.delete(row)
    _mirror(session, guid)


def _appraise(
    session: Session, guid: str, number: int, value: Decimal | None, by: str, comment: str, at: datetime | None
) -> None:
    chosen = select(Appraisal).where(Appraisal.criterion_guid == guid, Appraisal.round == number, Appraisal.by == by)
    row = session.scalars(chosen).first()
    moment = (at or datetime.now()).replace(microsecond=0)
    if row is None:
        row = Appraisal(criterion_guid=guid, round=number, by=by, at=moment)
        session.add(row)
    row.score, row.comment, row.at = value, comment or row.comment, moment
    _mirror(session, guid)


def remove_appraisal(dossier: Dossier, *, appraisal_guid: str) -> Change:
    """Take what an appraiser said away; what was said before counts again."""
    with dossier.change(_("Remove appraised points")) as work:
        row = work.session.get_one(Appraisal, appraisal_guid)
        work.session.delete(row)
        _mirror(work.session, row.criterion_guid)
    return work.change


def _mirror(session: Session, guid: str) -> None:
    """The appraised points of a criterion are those of the last round, the newest of several."""
    session.flush()
    chosen = select(Appraisal.score).where(Appraisal.criterion_guid == guid, Appraisal.score.is_not(None))
    score_of(session, guid).appraised = session.scalars(
        chosen.order_by(Appraisal.round.desc(), Appraisal.at.desc(), written(Appraisal).desc())
    ).first()


def read_rounds(dossier: Dossier, set_guid: str) -> Rounds:
    """Every line of a criteria set with all that was said of it, and the sums after each round."""
    with dossier.read() as session:
        rows = index_view(session, set_guid).criteria
        said = _said(session, set_guid)
    lines: list[RoundLine] = []
    after: dict[str, dict[Round, Decimal]] = {}
    below: dict[str | None, list[str]] = {}
    for row in rows:
        if row.applicable:
            below.setdefault(row.parent_guid, []).append(row.guid)
    for row in reversed(rows):  # children come after their parents
        own = said.get(row.guid, [])
        points = _newest(own) if row.is_leaf else _added([after[guid] for guid in below.get(row.guid, ())])
        after[row.guid] = points
        lines.append(
            RoundLine(
                row.guid, row.code, row.name, row.level, row.is_leaf, row.max_points, row.applicable, points, tuple(own)
            )
        )
    lines.reverse()
    return Rounds(tuple(lines), _added([after[guid] for guid in below.get(None, ())]))


def _newest(said: list[Said]) -> dict[Round, Decimal]:
    return {one.round: one.points for one in said if one.points is not None}


def _added(parts: Sequence[Mapping[Round, Decimal]]) -> dict[Round, Decimal]:
    """The sums after each round that any part was given points in; the others count as they stood before."""
    found: dict[Round, Decimal] = {}
    for round_ in Round:
        if any(round_ in part for part in parts):
            found[round_] = sum((_standing(part, round_) for part in parts), Decimal(0))
    return found


def _standing(part: Mapping[Round, Decimal], round_: Round) -> Decimal:
    before = [one for one in Round if one in part and list(Round).index(one) <= list(Round).index(round_)]
    return part[before[-1]] if before else Decimal(0)


def _said(session: Session, set_guid: str) -> dict[str, list[Said]]:
    """What was said of each leaf, in the order of the rounds and their days."""
    mine = select(Criterion.guid).where(Criterion.set_guid == set_guid)
    names = {number: round_ for round_, number in APPRAISALS.items()}
    found: dict[str, list[Said]] = {}
    noted = _noted(session, set_guid)
    for score in session.scalars(select(Score).where(Score.criterion_guid.in_(mine))):
        for round_, column in _COLUMNS.items():
            points: Decimal | None = getattr(score, column)
            words = score.explanation if round_ is Round.SELF else ""
            if points is not None or words:
                by, at = noted.get((score.criterion_guid, f"score.{column}"), ("", None))
                found.setdefault(score.criterion_guid, []).append(Said(round_, points, by, at, words))
    chosen = select(Appraisal).where(Appraisal.criterion_guid.in_(mine)).order_by(Appraisal.at, written(Appraisal))
    for row in session.scalars(chosen):
        found.setdefault(row.criterion_guid, []).append(
            Said(names[row.round], row.score, row.by, row.at, row.comment, row.explanation, row.guid)
        )
    order = list(Round)
    for said in found.values():
        said.sort(key=lambda one: order.index(one.round))
    return found


def _noted(session: Session, set_guid: str) -> dict[tuple[str, str], tuple[str, datetime | None]]:
    """Who gave points last and when, by criterion and column."""
    mine = select(Criterion.guid).where(Criterion.set_guid == set_guid)
    chosen = select(HistoryEntry.owner_guid, HistoryEntry.what, HistoryEntry.who, HistoryEntry.at)
    chosen = chosen.where(HistoryEntry.owner_guid.in_(mine), HistoryEntry.what.startswith("score."))
    return {
        (owner, what): (who, at) for owner, what, who, at in session.execute(chosen.order_by(HistoryEntry.at)).tuples()
    }
