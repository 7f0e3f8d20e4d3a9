"""What the dossier knows of a year that targets are compared with: a figure, an index, the completion of tasks.

A source is "figure:26", "index:SIPAS" or "tasks"; what it comes to is told with its words, for the officer to check.
"""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.index import CriteriaSet, IndexResult
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.report import Figure, FigureValue
from cchc_desktop.models.task import Task, TaskGroup, TaskUnit
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus
from cchc_desktop.rules.roles import UnitRole
from cchc_desktop.rules.targets import PERCENT, RANK
from cchc_desktop.services.forms import figures_set
from cchc_desktop.storage.dossier import Dossier

TASKS, FIGURE, INDEX = "tasks", "figure:", "index:"
_HUNDRED = Decimal(100)
_NUMBERS = ("count", "share", "amount", "points")  # kinds of figures that a target can be compared with


@dataclass(frozen=True)
class Known:
    """A value and where it is from, as papers say it: "Theo số liệu 26, kỳ 9 tháng năm 2026"."""

    value: Decimal
    words: str


@dataclass(frozen=True)
class SourceChoice:
    """A source that may be chosen, by its name in the window."""

    code: str
    name: str


def source_choices(dossier: Dossier, year: int) -> tuple[SourceChoice, ...]:
    """The sources that the dossier has: tasks, indices, the figures of the year's form."""
    with dossier.read() as session:
        found = [SourceChoice(TASKS, _("Tasks that are done, in percent"))]
        codes = {code for (code,) in session.execute(select(CriteriaSet.index_code).distinct())}
        codes |= {code for (code,) in session.execute(select(IndexResult.index_code).distinct())}
        titles = dict(session.execute(select(CriteriaSet.index_code, CriteriaSet.title)).tuples().all())
        found += [
            SourceChoice(INDEX + code, _("Index: {name}").format(name=titles.get(code, code))) for code in sorted(codes)
        ]
        form = figures_set(session, Period(year, PERIOD_KINDS[-1]))
        chosen = select(Figure).where(Figure.set_code == form, Figure.kind.in_(_NUMBERS)).order_by(Figure.position)
        figures = _("Figure {code}: {name}")
        found += [
            SourceChoice(FIGURE + one.code, figures.format(code=one.code, name=one.name))
            for one in session.scalars(chosen)
        ]
    return tuple(found)


def known_value(session: Session, source: str, year: int, *, unit: str = "", led_by: str = "") -> Known | None:
    """What a source comes to in a year, in the unit of a target; None where the dossier does not know it.

    `led_by` is the guid of a unit whose tasks alone are counted.
    """
    if source == TASKS:
        return _tasks(session, year, led_by)
    if source.startswith(FIGURE):
        return _figure(session, source.removeprefix(FIGURE), year)
    if source.startswith(INDEX):
        return _index(session, source.removeprefix(INDEX), year, unit)
    return None


def _tasks(session: Session, year: int, led_by: str) -> Known | None:
    """The share of tasks that are done, of the annual plan, or where there is none of all plans of the year."""
    rows = select(Task.guid, Task.status, YearPaper.kind).join(TaskGroup, Task.group_guid == TaskGroup.guid)
    rows = rows.join(YearPaper, TaskGroup.plan_guid == YearPaper.guid).where(YearPaper.year == year)
    if led_by:
        mine = select(TaskUnit.task_guid).where(TaskUnit.unit_guid == led_by, TaskUnit.role == str(UnitRole.LEAD))
        rows = rows.where(Task.guid.in_(mine))
    found = [(TaskStatus(status), kind) for _guid, status, kind in session.execute(rows)]
    counted = [status for status, kind in found if kind == "annual"] or [status for status, _kind in found]
    counted = [status for status in counted if status not in SET_ASIDE]
    if not counted:
        return None
    done = sum(status is TaskStatus.DONE for status in counted)
    share = rounded(_HUNDRED * done / len(counted), 2)
    return Known(share, f"Theo kết quả thực hiện nhiệm vụ: hoàn thành {done}/{len(counted)} nhiệm vụ năm {year}")


def _figure(session: Session, code: str, year: int) -> Known | None:
    """The value of the latest period of the year that has one."""
    values = dict(
        session.execute(
            select(FigureValue.period, FigureValue.value)
            .join(Figure, FigureValue.figure_guid == Figure.guid)
            .where(Figure.code == code, FigureValue.value.is_not(None))
        )
        .tuples()
        .all()
    )
    for kind in reversed(PERIOD_KINDS):
        value = values.get(str(Period(year, kind)))
        if value is not None:
            return Known(value, f"Theo số liệu {code} của báo cáo {Period(year, kind).title}")
    return None


def _index(session: Session, code: str, year: int, unit: str) -> Known | None:
    """What was published of the office, else what its own criteria set comes to."""
    published = session.scalars(
        select(IndexResult).where(
            IndexResult.index_code == code, IndexResult.year == year, IndexResult.office_name == ""
        )
    ).first()
    if published is not None:
        words = f"Theo kết quả công bố Chỉ số năm {year}"
        words += f" ({published.decision})" if published.decision else ""
        if unit == RANK:
            return None if published.rank is None else Known(Decimal(published.rank), words)
        if published.points is not None:
            return Known(_in_unit(published.points, published.max_points, unit), words)
    if unit == RANK:
        return None
    guid = session.scalars(
        select(CriteriaSet.guid).where(CriteriaSet.index_code == code, CriteriaSet.year == year)
    ).first()
    if guid is None:
        return None
    from cchc_desktop.services.scoring.indices import index_view

    view = index_view(session, guid)
    if not any(row.self_score is not None for row in view.criteria):
        return None
    return Known(_in_unit(view.self_total, view.own_max, unit), f"Theo kết quả tự chấm điểm Chỉ số năm {year}")


def _in_unit(points: Decimal, most: Decimal | None, unit: str) -> Decimal:
    return rounded(_HUNDRED * points / most, 2) if unit == PERCENT and most else points
