"""Figures of the data appendix, per period."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report import Figure, FigureValue
from cchc_desktop.rules.formulas import codes_in, evaluate
from cchc_desktop.rules.numbers import holds
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.forms import ensure_figures, figures_set
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def read_figures(dossier: Dossier, period: str) -> tuple[FigureRow, ...]:
    """All lines with their values in the period and in the one before."""
    with dossier.read() as session:
        return figure_rows(session, period)


def figure_rows(session: Session, period: str) -> tuple[FigureRow, ...]:
    """All lines with their values in the period and in the one before, within a reading session."""
    before = str(Period.parse(period).previous())
    values: dict[tuple[str, str], FigureValue] = {
        (value.figure_guid, value.period): value
        for value in session.scalars(select(FigureValue).where(FigureValue.period.in_([period, before])))
    }
    rows = []
    mine = select(Figure).where(Figure.set_code == figures_set(session, Period.parse(period)))
    for figure in session.scalars(mine.order_by(Figure.position)):
        now, last = values.get((figure.guid, period)), values.get((figure.guid, before))
        rows.append(
            FigureRow(
                guid=figure.guid,
                code=figure.code,
                group=figure.group_title,
                name=figure.name,
                unit=figure.unit,
                kind=figure.kind,
                value=now.value if now else None,
                estimated=now.estimated if now else False,
                note=now.note if now else "",
                previous=last.value if last else None,
                value_guid=now.guid if now else None,
                field_code=figure.field_code,
                formula=figure.formula,
                cumulative=figure.cumulative,
                source=figure.source,
                revision=figure.revision,
                value_revision=now.revision if now else 0,
            )
        )
    return tuple(rows)


def set_figure(
    dossier: Dossier, *, figure_guid: str, period: str, value: Decimal | None, estimated: bool = False, note: str = ""
) -> Change:
    """Type a figure's value for a period; what is computed from it follows in the same step."""
    return set_figures(dossier, period=period, values={figure_guid: (value, estimated, note)})


def set_figures(dossier: Dossier, *, period: str, values: Mapping[str, tuple[Decimal | None, bool, str]]) -> Change:
    """Type (value, estimated, note) of many figures for a period as one step, by their guids."""
    wanted = Period.parse(period)
    words = _("Edit figure") if len(values) == 1 else _("Edit {count} figures").format(count=len(values))
    with dossier.change(words) as work:
        ensure_figures(work.session, figures_set(work.session, wanted))
        before = Computed(work.session, period)
        for guid, (value, estimated, note) in values.items():
            put_value(work.session, guid, period, value, estimated, note)
        Computed(work.session, period).follow(before)
    return work.change


class Computed:
    """The figures with a formula in one period: what they come to, and what stands there."""

    def __init__(self, session: Session, period: str) -> None:
        self._session = session
        self._period = period
        figures = session.scalars(select(Figure)).all()
        codes = {figure.guid: figure.code for figure in figures}
        chosen = select(FigureValue).where(FigureValue.period == period)
        self._rows = {codes[row.figure_guid]: row for row in session.scalars(chosen)}
        self._values = {code: row.value for code, row in self._rows.items()}
        self._figures = {figure.code: figure for figure in figures if figure.formula}
        self._results = {code: evaluate(figure.formula, self._values) for code, figure in self._figures.items()}

    def follow(self, before: "Computed") -> None:
        """Write the results that moved; a value that the officer typed differently stays."""
        for code, result in self._results.items():
            stands = self._values.get(code)
            if result == before._results[code] or (stands is not None and stands != before._results[code]):
                continue
            parts = (self._rows.get(part) for part in codes_in(self._figures[code].formula))
            estimated = any(row.estimated for row in parts if row is not None)
            note = self._rows[code].note if code in self._rows else ""
            put_value(self._session, self._figures[code].guid, self._period, result, estimated, note)


def value_of(session: Session, figure_guid: str, period: str) -> FigureValue | None:
    """What is kept of a figure in a period, within a transaction."""
    return session.scalars(
        select(FigureValue).where(FigureValue.figure_guid == figure_guid, FigureValue.period == period)
    ).first()


def put_value(
    session: Session, figure_guid: str, period: str, value: Decimal | None, estimated: bool, note: str
) -> None:
    """Keep a value, within a transaction. Raises `UserError` for a number that no figure of an office reaches."""
    if value is not None and not holds(value):
        figure = session.get_one(Figure, figure_guid)
        raise UserError(
            _(
                "Figure {code} would be larger than the program can keep. Check the numbers. Nothing was changed."
            ).format(code=figure.code)
        )
    row = value_of(session, figure_guid, period)
    if row is None:
        row = FigureValue(figure_guid=figure_guid, period=period, value=value)
        session.add(row)
    row.value, row.estimated, row.note = value, estimated, note.strip()
