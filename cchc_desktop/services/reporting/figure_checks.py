"""Whether a period's figures add up, and the sentence for each that does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.report import Figure, FigureCheck, FigureValue
from cchc_desktop.rules.choices import choices_of
from cchc_desktop.rules.figure_checks import CheckedFigure, Failed, Rule, Values, check
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.services.forms import figures_set
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
        wanted = Period.parse(period)
        mine = select(Figure).where(Figure.set_code == figures_set(session, wanted))
        figures = session.scalars(mine.order_by(Figure.position)).all()
        lines = [
            CheckedFigure(one.code, one.kind, one.formula, one.cumulative, choices_of(one.kind, one.unit, one.name))
            for one in figures
        ]
        rules = session.execute(select(FigureCheck.formula, FigureCheck.message).order_by(FigureCheck.position))
        earlier = [Period(wanted.year, kind) for kind in PERIOD_KINDS[: PERIOD_KINDS.index(wanted.kind)]]
        failed = check(
            lines,
            [Rule(*row) for row in rules],
            _values(session, wanted),
            [(str(one), _values(session, one)) for one in earlier],
        )
    names = {one.code: one.name for one in figures}
    places = {one.code: place for place, one in enumerate(figures)}
    ordered = sorted(failed, key=lambda one: places.get(one.codes[0], len(places)) if one.codes else len(places))
    return tuple(
        CheckRow(one.codes, tuple(names[code] for code in one.codes if code in names), failed_sentence(one, names))
        for one in ordered
    )


def _values(session: Session, period: Period) -> Values:
    chosen = select(Figure.code, FigureValue.value).join(FigureValue, FigureValue.figure_guid == Figure.guid)
    return dict(session.execute(chosen.where(FigureValue.period == str(period))).tuples().all())


def failed_sentence(failed: Failed, names: Mapping[str, str]) -> str:
    """What does not add up in a sentence, figures named by their codes."""
    found, wanted = _number(failed.found), _number(failed.wanted)
    name = f"{failed.codes[0]}. {names.get(failed.codes[0], '')}" if failed.codes else ""
    match failed.kind:
        case "answer":
            return _("{figure}: {found} is none of its answers: {answers}").format(
                figure=name, found=found, answers=failed.message
            )
        case "negative":
            return _("{figure}: {found} is below zero").format(figure=name, found=found)
        case "share":
            return _("{figure}: {found} is above 100%").format(figure=name, found=found)
        case "whole":
            return _("{figure}: {found} is not a whole number").format(figure=name, found=found)
        case "formula":
            return _("{figure}: {found} stands here, but it comes to {wanted}").format(
                figure=name, found=found, wanted=wanted
            )
        case "shrinks":
            return _("{figure}: {found} is less than the {wanted} of {period}").format(
                figure=name, found=found, wanted=wanted, period=Period.parse(failed.period).title
            )
        case _:
            return _("{rule} ({lines}): {found} against {wanted}").format(
                rule=failed.message or _("These lines do not agree"),
                lines=_lines(failed.codes),
                found=found,
                wanted=wanted,
            )


def _number(value: Decimal | None) -> str:
    return "" if value is None else format_value(value)


def _lines(codes: Sequence[str]) -> str:
    return _("lines {codes}").format(codes=", ".join(codes))
