"""Figures that the dossier knows already: counted from tasks and papers, or carried from the period before."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.paper import IssuedPaper, OfficialDocument
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.report import Figure, FigureValue
from cchc_desktop.models.task import Milestone, Task, TaskGroup
from cchc_desktop.rules.documents_nd30 import copy_form
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus, last_day
from cchc_desktop.services.forms import ensure_figures, figures_set
from cchc_desktop.services.frame.task_facts import DONE, TaskFacts
from cchc_desktop.services.reporting.figures import Computed, put_value
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

CARRIED = "carried"


def fill_figures(dossier: Dossier, *, period: str) -> Change:
    """Fill the figures without a value from what the dossier knows; what was typed stays as it is."""
    wanted = Period.parse(period)
    with dossier.change(_("Fill in figures")) as work:
        session = work.session
        form = figures_set(session, wanted)
        ensure_figures(session, form)
        before = Computed(session, period)
        standing = _values(session, period)
        carried = _values(session, str(wanted.previous()))
        known = _Known(session, wanted)
        mine = select(Figure).where(Figure.set_code == form, Figure.source != "typed")
        for figure in session.scalars(mine.order_by(Figure.position)):
            if standing.get(figure.guid) is not None:
                continue
            value = carried.get(figure.guid) if figure.source == CARRIED else known.count(figure.source)
            if value is not None:
                put_value(session, figure.guid, period, value, False, "")
        Computed(session, period).follow(before)
    return work.change


def counted_figures(session: Session, period: Period) -> dict[str, Decimal]:
    """What the dossier counts in a period, by the codes of the figures that are filled from it."""
    known = _Known(session, period)
    mine = select(Figure.code, Figure.source).where(Figure.set_code == figures_set(session, period))
    counts = {code: known.count(source) for code, source in session.execute(mine.where(Figure.source != CARRIED))}
    return {code: value for code, value in counts.items() if value is not None}


def _values(session: Session, period: str) -> dict[str, Decimal]:
    chosen = select(FigureValue.figure_guid, FigureValue.value).where(FigureValue.period == period)
    return {guid: value for guid, value in session.execute(chosen) if value is not None}


class _Known:
    """Counts of a period, each taken when it is first asked for."""

    def __init__(self, session: Session, period: Period) -> None:
        self._session = session
        self._period = period
        self._sources: dict[str, Callable[[], int | None]] = {
            "tasks.total": lambda: len(self._of_plan) or None,
            "tasks.done": lambda: sum(one == DONE for one in self._of_plan) if self._of_plan else None,
            "papers.issued": lambda: self._papers() or None,
            "assigned.total": lambda: len(self._assigned()) or None,
            "assigned.done_in_time": lambda: self._assigned_as("in_time"),
            "assigned.done_late": lambda: self._assigned_as("late"),
            "assigned.open": lambda: self._assigned_as("open"),
        }

    def count(self, source: str) -> Decimal | None:
        """What the source comes to; None where the dossier knows nothing, or not this source."""
        counted = self._sources.get(source, lambda: None)()
        return None if counted is None else Decimal(counted)

    @cached_property
    def _of_plan(self) -> list[str]:
        """Where each task of the annual plans stood at the end of the period, without those that were set aside."""
        until = self._period.figures_to
        facts = TaskFacts(self._session, self._period.year, until, until)
        return [fact.standing for fact in facts.all if fact.annual and fact.standing not in SET_ASIDE]

    def _papers(self) -> int:
        """Papers with a number and a day in the span of the period, each counted once; copies of papers are none."""
        first, last = self._period.figures_from, self._period.figures_to
        found: set[str] = set()
        for table, guid in ((OfficialDocument, OfficialDocument.guid), (IssuedPaper, IssuedPaper.paper_guid)):
            dated = select(guid, table.symbol).where(table.number != "", table.issued_on.between(first, last))
            found.update(one for one, symbol in self._session.execute(dated) if copy_form(symbol) is None)
        return len(found)

    def _assigned_as(self, standing: str) -> int | None:
        assigned = self._assigned()
        return sum(one == standing for one in assigned) if assigned else None

    def _assigned(self) -> list[str]:
        """How the tasks that the superior assigned stand: in_time, late, open."""
        tasks = select(Task.guid, Task.status).join(TaskGroup, Task.group_guid == TaskGroup.guid)
        mine = tasks.join(YearPaper, TaskGroup.plan_guid == YearPaper.guid).where(YearPaper.year == self._period.year)
        rows = self._session.execute(
            mine.where(Task.source != "", Task.status.not_in((TaskStatus.NOT_APPLICABLE, TaskStatus.CANCELLED)))
        ).all()
        dates: dict[str, list[Milestone]] = {}
        for milestone in self._session.scalars(
            select(Milestone).where(Milestone.task_guid.in_([guid for guid, _status in rows]))
        ):
            dates.setdefault(milestone.task_guid, []).append(milestone)
        return [_standing(status, dates.get(guid, [])) for guid, status in rows]


def _standing(status: str, milestones: list[Milestone]) -> str:
    if status != TaskStatus.DONE:
        return "open"
    return "late" if any(_was_late(one.date_to, one.exclusive, one.done_on) for one in milestones) else "in_time"


def _was_late(due: date | None, exclusive: bool, done_on: date | None) -> bool:
    return due is not None and done_on is not None and done_on > last_day(due, exclusive)
