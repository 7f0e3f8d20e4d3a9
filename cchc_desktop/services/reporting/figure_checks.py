"""Whether a period's figures add up, and all that they are held against."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.report import Figure, FigureCheck, FigureValue
from cchc_desktop.rules.checks.figures import failed_sentence
from cchc_desktop.rules.choices import choices_of
from cchc_desktop.rules.figure_checks import CheckedFigure, PeriodFigures, Rule, Values, check
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.services.forms import figures_set
from cchc_desktop.services.reporting.figure_sources import counted_figures
from cchc_desktop.storage.dossier import Dossier


@dataclass(frozen=True)
class CheckRow:
    """One thing that does not add up: the figures to look at, the first one leading, and why."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    sentence: str


def check_figures(dossier: Dossier, period: str) -> tuple[CheckRow, ...]:
    """What does not add up in a period, in the order of the figures."""
    with dossier.read() as session:
        figures = period_figures(session, Period.parse(period))
    failed = check(figures.lines, figures.rules, figures.values, figures.earlier)
    names = figures.names
    places = {one.code: place for place, one in enumerate(figures.lines)}
    ordered = sorted(failed, key=lambda one: places.get(one.codes[0], len(places)) if one.codes else len(places))
    return tuple(
        CheckRow(one.codes, tuple(names[code] for code in one.codes if code in names), failed_sentence(one, names))
        for one in ordered
    )


def read_period_figures(dossier: Dossier, period: str) -> PeriodFigures:
    """The figures of a period with what they are held against, and what the dossier counts of them."""
    with dossier.read() as session:
        wanted = Period.parse(period)
        found = period_figures(session, wanted)
        return replace(found, counted=counted_figures(session, wanted))


def period_figures(session: Session, wanted: Period) -> PeriodFigures:
    """`read_period_figures` within a reading session, without what is counted."""
    mine = select(Figure).where(Figure.set_code == figures_set(session, wanted))
    figures = session.scalars(mine.order_by(Figure.position)).all()
    rules = session.execute(select(FigureCheck.formula, FigureCheck.message).order_by(FigureCheck.position))
    earlier = [Period(wanted.year, kind) for kind in PERIOD_KINDS[: PERIOD_KINDS.index(wanted.kind)]]
    values = _values(session, wanted)
    return PeriodFigures(
        tuple(
            CheckedFigure(one.code, one.kind, one.formula, one.cumulative, choices_of(one.kind, one.unit, one.name))
            for one in figures
        ),
        tuple(Rule(*row) for row in rules),
        {one.code: values.get(one.code) for one in figures},
        tuple((str(one), _values(session, one)) for one in earlier),
        {one.code: one.name for one in figures},
        {},
    )


def _values(session: Session, period: Period) -> Values:
    chosen = select(Figure.code, FigureValue.value).join(FigureValue, FigureValue.figure_guid == Figure.guid)
    return dict(session.execute(chosen.where(FigureValue.period == str(period))).tuples().all())
