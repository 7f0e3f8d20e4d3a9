"""The forms that a province may replace, of `resources/` or taken in: outlines, figures, criteria sets, regimes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.report import Figure, FigureCheck, FigureValue, Outline, OutlineItem, Report
from cchc_desktop.rules.periods import Period

DEFAULT_OUTLINE = "current"
DEFAULT_FIGURES = "cchc_72"
DEFAULT_REGIME = "default"


def available(kind: str) -> list[tuple[str, str]]:
    """Code and title of the forms of one kind: outlines, figures, criteria, regimes."""
    return [(code, str(read_form(kind, code)["title"])) for code in paths.form_files(kind)]


def read_form(kind: str, code: str) -> dict[str, Any]:
    """One form as written in its file. Raises `UserError` when it is missing or not valid JSON."""
    path: Path = paths.form_files(kind).get(code) or paths.resources() / kind / f"{code}.json"
    try:
        form = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(
            _("The form “{name}” is missing or damaged. Install the program again, or put the file back.").format(
                name=path.name
            )
        ) from error
    return dict(form)


def default_outline(session: Session, period: Period) -> str:
    """The outline that a new report follows: that of the year's reports so far, else the one for its time."""
    used = select(Outline.code).join(Report, Report.outline_guid == Outline.guid).where(Report.year == period.year)
    latest = session.scalars(used.order_by(Report.due_on.desc(), Report.guid)).first()
    return latest or outline_of(period)


def outline_of(period: Period) -> str:
    """The code of the outline for a period, by the days from which the bundled outlines are the usual ones."""
    found = (DEFAULT_OUTLINE, date.min)
    for code, _title in available("outlines"):
        day = read_form("outlines", code).get("default_from")
        if day and found[1] < date.fromisoformat(day) <= period.figures_to:
            found = code, date.fromisoformat(day)
    return found[0]


def figures_set(session: Session, period: Period) -> str:
    """The form that the figures of a period belong to: its report's, that of the values it has, that of its time."""
    report = select(Report.outline_guid).where(Report.period == str(period))
    values = select(Figure.set_code).join(FigureValue, FigureValue.figure_guid == Figure.guid)
    values = values.where(FigureValue.period == str(period), FigureValue.value.is_not(None))
    found = _set_of_outline(session, session.scalars(report).first())
    found = found or session.scalars(values.group_by(Figure.set_code).order_by(func.count().desc())).first()
    if found:
        return found
    code = default_outline(session, period)
    kept = session.scalars(select(Outline.guid).where(Outline.code == code)).first()
    if kept is not None:
        return _set_of_outline(session, kept) or DEFAULT_FIGURES
    return str(read_form("outlines", code).get("figures_set", DEFAULT_FIGURES))


def _set_of_outline(session: Session, outline_guid: str | None) -> str | None:
    """The form of the figures that an outline shows beside its headings."""
    if outline_guid is None:
        return None
    shown = select(OutlineItem.figures).where(OutlineItem.outline_guid == outline_guid, OutlineItem.figures != "")
    codes = {code for codes in session.scalars(shown) for code in codes.split(",")}
    return session.scalars(select(Figure.set_code).where(Figure.code.in_(codes)).limit(1)).first()


def ensure_outline(session: Session, code: str = DEFAULT_OUTLINE) -> Outline:
    """The outline in the dossier with its figures, taken from resources the first time; it stays as it was then."""
    outline = session.scalars(select(Outline).where(Outline.code == code)).first()
    if outline is not None:
        return outline
    form = read_form("outlines", code)
    outline = Outline(
        code=code,
        title=form["title"],
        valid_from=date.fromisoformat(form["valid_from"]) if form.get("valid_from") else None,
        source=form.get("source", ""),
    )
    session.add(outline)
    add_outline_items(session, outline.guid, None, form["items"])
    ensure_figures(session, form.get("figures_set", DEFAULT_FIGURES))
    return outline


def add_outline_items(
    session: Session, outline_guid: str, parent_guid: str | None, items: list[dict[str, Any]]
) -> None:
    """Add headings, and under them their own, in order."""
    for position, item in enumerate(items):
        row = OutlineItem(
            outline_guid=outline_guid,
            parent_guid=parent_guid,
            position=position,
            number=item.get("number", ""),
            title=item["title"],
            guidance=item.get("guidance", ""),
            field_code=item.get("field", ""),
            periods=",".join(item.get("periods", ())),
            figures=",".join(item.get("figures", ())),
            optional=item.get("optional", False),
            tiers=",".join(item.get("tiers", ())),
        )
        session.add(row)
        add_outline_items(session, outline_guid, row.guid, item.get("items", []))


def ensure_figures(session: Session, code: str = DEFAULT_FIGURES) -> None:
    """The lines of the data appendix and what must hold between them, taken from resources the first time."""
    if session.scalars(select(Figure.guid).where(Figure.set_code == code).limit(1)).first() is not None:
        return
    form = read_form("figures", code)
    position = 0
    for group in form["groups"]:
        for figure in group["figures"]:
            session.add(
                Figure(
                    set_code=code,
                    position=position,
                    code=figure["code"],
                    group_title=group["title"],
                    field_code=group.get("field", ""),
                    name=figure["name"],
                    unit=figure.get("unit", ""),
                    kind=figure.get("kind", "count"),
                    formula=figure.get("formula", ""),
                    cumulative=figure.get("cumulative", True),
                    source=figure.get("source", "typed"),
                )
            )
            position += 1
    for place, check in enumerate(form.get("checks", ())):
        session.add(FigureCheck(position=place, formula=check["formula"], message=check.get("message", "")))


def other_figure_names(code: str = DEFAULT_FIGURES) -> list[tuple[str, ...]]:
    """The names under which other forms ask for a figure, each figure's together: the ministry's appendix says
    "Số nhiệm vụ đề ra trong kế hoạch" for "Số nhiệm vụ trong kế hoạch cải cách hành chính năm".
    """
    return [
        (figure["name"], *figure["also_named"])
        for group in read_form("figures", code)["groups"]
        for figure in group["figures"]
        if figure.get("also_named")
    ]


def due_date(year: int, period_kind: str, regime: str = DEFAULT_REGIME) -> date | None:
    """By when the report of a period is due, by the regime's file."""
    for line in read_form("regimes", regime)["reports"]:
        if line["period"] == period_kind:
            return date(year, int(line["due_month"]), int(line["due_day"]))
    return None
