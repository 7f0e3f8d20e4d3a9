"""What the dossier knows for the inputs of rules: figures, tasks, reports, the register, surveys, other indices.

Sources, after the kind that `rules.scoring.Input.source` names before the colon:

* `figure:CODE`, or `figure:CODE:Q1` (H1, 9M, Y): the value in the year; without a period the newest there is.
* `tasks:MEASURE`: `total`, `done`, `late` or `percent` (done of all) of the annual plan; `tasks:linked.done` of the
  tasks that mend the criterion, `tasks:propaganda.done` of the year's plans of that kind.
* `reports:MEASURE`: `total`, `on_time`, `late`, `percent` of the reports owed until today; `reports:Q1` of that one.
* `register:KIND`, `register:KIND:MM-DD`, `register:KIND:MM-DD:words`: papers of a kind in the year's register, issued
  by a day, with these words in their subject. Of a yes or no whether there is any, of an answer in time or late.
* `survey:SIPAS`: the share of the satisfied; `index:766`: per cent reached of another index in the year.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from cchc_desktop import clock
from cchc_desktop.i18n import _
from cchc_desktop.models.draft_rows import TaskFact
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.rules import localised
from cchc_desktop.rules.dates import make_date
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.progress import SET_ASIDE, last_day
from cchc_desktop.rules.scoring import Input
from cchc_desktop.services.frame.task_facts import DONE, LATE, TaskFacts
from cchc_desktop.services.papers.plans import read_plans
from cchc_desktop.services.papers.register import read_register
from cchc_desktop.services.reporting.duties import read_duties
from cchc_desktop.services.scoring.figure_values import Figures, figures_of, newest
from cchc_desktop.services.scoring.index_reading import read_reached
from cchc_desktop.services.scoring.surveys import satisfaction
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.plain_sql import points, rows
from cchc_desktop.text import fold

Found = tuple[str | bool | Decimal | None, str]  # a value, and from where it is or why there is none
_HUNDRED = Decimal(100)


class Sources:
    """What a dossier knows of one year; each kind is read when it is first asked for, and kept."""

    def __init__(self, dossier: Dossier, year: int, today: date | None = None) -> None:
        self._dossier, self.year = dossier, year
        self._today = today or clock.today()
        self._kinds: dict[str, Callable[[Input, str, Sequence[str]], Found]] = {
            "figure": self._figure,
            "tasks": self._tasks,
            "reports": self._reports,
            "register": self._register,
            "survey": self._survey,
            "index": self._index,
        }

    def find(self, wanted: Input, linked: Sequence[str] = ()) -> Found:
        """The value of an input; `linked` are the tasks of its criterion."""
        kind, _colon, rest = wanted.source.partition(":")
        known = self._kinds.get(kind)
        return known(wanted, rest.strip(), linked) if known is not None else (None, "")

    def figure(self, code: str) -> Decimal | None:
        """The value of a figure in the year, the newest there is; None where there is none."""
        known = newest(self._figures[code][1]) if code in self._figures else None
        return known[1] if known is not None else None

    def _figure(self, _wanted: Input, rest: str, _linked: Sequence[str]) -> Found:
        code, _colon, period = rest.partition(":")
        figure = self._figures.get(code)
        if figure is None:
            return None, _("There is no figure {code} in this dossier.").format(code=code)
        name, values = figure
        known = newest(values, period)
        if known is not None:
            title = Period.parse(f"{self.year}-{known[0]}").title
            return known[1], _("Figure {code} ({name}), {period}").format(code=code, name=name, period=title)
        return None, _("Figure {code} ({name}) has no value in {year} yet.").format(
            code=code, name=name, year=self.year
        )

    @cached_property
    def _figures(self) -> Figures:
        with self._dossier.raw_connection() as plain:
            return figures_of(plain, self.year)

    def _tasks(self, wanted: Input, rest: str, linked: Sequence[str]) -> Found:
        scope, _dot, measure = rest.rpartition(".")
        if scope == "linked":
            mine = [fact for fact in self._facts if fact.row.guid in linked]
            told = _("Tasks of this criterion")
        elif scope:
            plans = {row.guid for row in read_plans(self._dossier, self.year) if row.kind == scope}
            mine = [fact for fact in self._facts if self._plan_of.get(fact.row.group_guid) in plans]
            told = _("Tasks of these plans")
        else:
            mine = [fact for fact in self._facts if fact.annual]
            told = _("Tasks of the annual plan")
        mine = [fact for fact in mine if fact.standing not in SET_ASIDE]
        if not mine:
            return None, _("{tasks}: there are none in {year}.").format(tasks=told, year=self.year)
        done = sum(fact.standing == DONE for fact in mine)
        late = sum(fact.standing == LATE for fact in mine)
        words = _("{tasks}: {done} of {total} done").format(tasks=told, done=done, total=len(mine))
        return _measured(wanted, measure, {"total": len(mine), "done": done, "late": late}, "done", words)

    @cached_property
    def _facts(self) -> tuple[TaskFact, ...]:
        until = min(self._today, date(self.year, 12, 31))
        with self._dossier.read() as session:
            return TaskFacts(session, self.year, until, until).all

    @cached_property
    def _plan_of(self) -> dict[str, str]:
        with self._dossier.raw_connection() as plain:
            return {row["guid"]: row["plan_guid"] for row in rows(plain, "SELECT guid, plan_guid FROM task_group")}

    def _reports(self, wanted: Input, rest: str, _linked: Sequence[str]) -> Found:
        owed = list(read_duties(self._dossier, self.year))
        if not owed:
            return None, _("The reports that are owed in {year} are not listed yet.").format(year=self.year)
        if rest not in _MEASURES:
            owed = [row for row in owed if row.period == f"{self.year}-{rest}"]
        owed = [row for row in owed if row.sent_on is not None or last_day(row.due_on, True) < self._today]
        if not owed:
            return None, _("No report was owed or sent in {year} yet.").format(year=self.year)
        standings = [row.standing for row in owed]
        counts = {"total": len(owed), "on_time": standings.count("in_time"), "late": standings.count("late")}
        words = _("Reports of {year}: {on_time} of {total} sent in time").format(
            year=self.year, on_time=counts["on_time"], total=len(owed)
        )
        if wanted.kind == "choice":
            sent = "on_time" if counts["on_time"] == len(owed) else "late"
            return "none" if "open" in standings else sent, words
        return _measured(wanted, rest if rest in _MEASURES else "on_time", counts, "on_time", words)

    def _register(self, wanted: Input, rest: str, _linked: Sequence[str]) -> Found:
        kind, day, words = (*(part.strip() for part in rest.split(":", 2)), "", "")[:3]
        found = [
            row
            for row in self._papers
            if row.kind == kind and row.issued_on is not None and fold(words) in fold(row.subject)
        ]
        last = _day_of(self.year, day)
        in_time = [row for row in found if row.issued_on is not None and (last is None or row.issued_on <= last)]
        told = _("Register of {year}: {count} papers").format(year=self.year, count=len(found))
        if last is not None:
            told = _("Register of {year}: {count} papers, {on_time} of them by {day}").format(
                year=self.year, count=len(found), on_time=len(in_time), day=localised.full_date(last)
            )
        if wanted.kind in ("choice", "yes_no") and not found:
            return None, told  # what is not in the register may have been issued all the same
        if wanted.kind == "choice":
            return "on_time" if in_time else "late", told
        return bool(in_time) if wanted.kind == "yes_no" else Decimal(len(in_time)), told

    @cached_property
    def _papers(self) -> tuple[RegisterRow, ...]:
        return read_register(self._dossier, self.year)

    def _survey(self, _wanted: Input, rest: str, _linked: Sequence[str]) -> Found:
        found = satisfaction(self._dossier, self.year, rest)
        if found.share is None:
            return None, found.why
        words = _("{index} survey of {year}: {count} forms").format(index=rest, year=self.year, count=found.forms)
        return found.share, words

    def _index(self, _wanted: Input, rest: str, _linked: Sequence[str]) -> Found:
        with self._dossier.raw_connection() as plain:
            asked = """SELECT points, max_points FROM index_result
                WHERE office_name = '' AND year = ? AND index_code IN (?, ?) AND points IS NOT NULL"""
            codes = (rest, f"INDEX_{rest}")
            published = rows(plain, asked, self.year, *codes)
            if published:
                value, most = points(published[0]["points"]), points(published[0]["max_points"])
                assert value is not None
                share = value * 100 / most if most else value
                return share, _("{index}, as it was published for {year}").format(index=rest, year=self.year)
            asked = "SELECT guid FROM criteria_set WHERE year = ? AND index_code IN (?, ?)"
            sets = rows(plain, asked, self.year, *codes)
            reached = read_reached(plain, sets[0]["guid"]) if sets else None
        if reached is None:
            return None, _("Nothing is known of {index} in {year} yet.").format(index=rest, year=self.year)
        return reached, _("{index}, as it is scored here for {year}").format(index=rest, year=self.year)


_MEASURES = ("total", "on_time", "late", "percent")


def _measured(wanted: Input, measure: str, counts: dict[str, int], reached: str, words: str) -> Found:
    """A count, or per cent of all; an input in per cent has the share whatever it names."""
    if wanted.kind == "yes_no":
        return counts[reached] == counts["total"], words
    if measure == "percent" or wanted.kind == "percent":
        return counts[reached] * _HUNDRED / counts["total"], words
    count = counts.get(measure)
    return (
        (None, _("“{name}” is no count of tasks or reports.").format(name=measure))
        if count is None
        else (Decimal(count), words)
    )


def _day_of(year: int, text: str) -> date | None:
    """The day of the year that "MM-DD" names; None for no day."""
    month, _dash, day = text.partition("-")
    return make_date(year, int(month), int(day)) if month.isdigit() and day.isdigit() else None
