"""The rules as the task frame asks them: what a task says by itself, looked at again after each edit."""

from collections.abc import Generator, Iterable, Sequence
from typing import NamedTuple

from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.progress import Progress
from cchc_desktop.rules.checks.base import Finding, Rule, Scope, Severity
from cchc_desktop.rules.checks.check import check
from cchc_desktop.rules.checks.paper import Head
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.checking.checking import rules_of
from cchc_desktop.services.checking.choices import Choice, parted, place_of, read_choices
from cchc_desktop.services.checking.own import checked_tasks, heads_of
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.papers import read_paper
from cchc_desktop.services.papers.plans import read_plans
from cchc_desktop.storage.dossier import Dossier

_AT_ONCE = 50  # tasks that are searched before the search may be stopped
_MERGED = (Column.OBJECTIVE, Column.TASK)


class CellFinding(NamedTuple):
    """What was found in a cell; `text` is the line that holds it, `words` those by which it is passed over."""

    column: Column
    text: str
    words: str
    finding: Finding

    @property
    def is_marked(self) -> bool:
        """Whether its cell bears a mark; hints are told where they are asked for."""
        return self.finding.severity is not Severity.HINT


Found = tuple[CellFinding, ...]


class FrameChecks:
    """The rules that look at a task or its lines, with what the papers around the frame say."""

    def __init__(
        self, heads: tuple[Head, ...], office: str, rules: Iterable[Rule], choices: Sequence[Choice] = ()
    ) -> None:
        self._heads, self._office, self._choices = heads, office, choices
        self._rules = tuple(rule for rule in rules if rule.scope is not Scope.PAPER)

    def of(self, tasks: Iterable[TaskRow]) -> dict[str, Found]:
        """What is found in each task, by its guid; nothing yet in a row without a text."""
        said = [task for task in tasks if task.text.strip()]
        paper = checked_tasks(said, self._heads, self._office)
        left, _passed = parted(paper, check(paper, self._rules), self._choices)
        found: dict[str, list[CellFinding]] = {task.guid: [] for task in said}
        for one in left:
            line = paper.lines[one.line]
            _owner, words = place_of(paper, one)
            found[line.owner].append(CellFinding(Column(one.column), line.text, words, one))
        return {guid: tuple(cells) for guid, cells in found.items()}


def read_frame_checks(dossier: Dossier, plan_guid: str, year: int) -> FrameChecks | None:
    """The rules for the frame of a plan; None where the plan is gone."""
    plan = next((row for row in read_plans(dossier, year) if row.guid == plan_guid), None)
    if plan is None:
        return None
    office = read_office(dossier, year).name
    papers = [read_paper(dossier, guid) for guid in (plan.decision_guid, plan.paper_guid) if guid]
    return FrameChecks(heads_of(papers, year, office), office, rules_of(dossier), read_choices(dossier))


def first_found(
    checks: FrameChecks, tasks: Sequence[TaskRow], above: TaskRow | None
) -> Generator[Progress, None, tuple[TaskRow, CellFinding] | None]:
    """The first of the tasks with a marked cell, and that cell; `above` is the task that stands before them."""
    for start in range(0, len(tasks), _AT_ONCE):
        yield Progress(start, len(tasks), "")
        part = tasks[start : start + _AT_ONCE]
        found = checks.of(part)
        for task in part:
            if own := own_marks(task, above, found.get(task.guid, ())):
                return task, own[0]
            above = task
    return None


def own_marks(task: TaskRow, above: TaskRow | None, found: Found) -> list[CellFinding]:
    """The marked cells of a row from left to right, but for those that look merged with the row above."""
    order = list(Column)
    merged: tuple[Column, ...] = ()
    if above is not None and task.objective_guid is not None and task.objective_guid == above.objective_guid:
        merged = _MERGED if task.text == above.text else _MERGED[:1]
    own = [one for one in found if one.is_marked and one.column not in merged]
    return sorted(own, key=lambda one: (order.index(one.column), one.finding.line, one.finding.start))
