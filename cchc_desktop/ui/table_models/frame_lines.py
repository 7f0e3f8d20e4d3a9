"""The task frame as a flat list of lines: a group line, then the lines of its tasks."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.rows import GroupRow, TaskRow
from cchc_desktop.ui.formats import count
from cchc_desktop.ui.table_models.frame_filter import FrameFilter, Matcher
from cchc_desktop.ui.table_models.frame_standing import Standing, counted, standing_of


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group row; `counts` says in words how its tasks stand."""

    group: GroupRow
    counts: str
    collapsed: bool = False

    @property
    def guid(self) -> str:
        """Of the group."""
        return self.group.guid

    @property
    def title(self) -> str:
        """ "III.  CẢI CÁCH THỦ TỤC HÀNH CHÍNH", as on paper."""
        return f"{self.group.number}.  {self.group.title.upper()}"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task and how it stands today; `days` as in `standing_of`."""

    task: TaskRow
    standing: Standing
    days: int

    @property
    def guid(self) -> str:
        """Of the task."""
        return self.task.guid


Line = GroupLine | TaskLine


class Frame:
    """All groups and tasks of one plan, and which of them are shown."""

    def __init__(
        self, groups: Sequence[GroupRow], tasks: Iterable[TaskRow], today: date, year: int, plan_guid: str = ""
    ) -> None:
        self.plan_guid = plan_guid
        self.groups = tuple(groups)
        self.today = today
        self.year = year
        self.filter = FrameFilter()
        self.collapsed: set[str] = set()
        self.pinned: set[str] = set()  # shown whatever the filter: rows made while it is set
        self._matcher = Matcher()
        self._lines = [TaskLine(task, *standing_of(task, today)) for task in tasks]
        self._places = {line.guid: place for place, line in enumerate(self._lines)}

    @property
    def tasks(self) -> tuple[TaskRow, ...]:
        """Every task in printed order, shown or not."""
        return tuple(line.task for line in self._lines)

    @property
    def total(self) -> int:
        """How many tasks there are."""
        return len(self._lines)

    def totals(self) -> Counter[Standing]:
        """How many tasks stand how."""
        return Counter(line.standing for line in self._lines)

    def budget(self) -> int:
        """The sum of column 8 in đồng; cells without an amount count nothing."""
        return sum(line.task.budget_amount or 0 for line in self._lines)

    def put_tasks(self, tasks: Iterable[TaskRow]) -> list[Line]:
        """Take newer versions of tasks that are here already; returns their lines and those of their groups."""
        changed: list[Line] = []
        for task in tasks:
            line = TaskLine(task, *standing_of(task, self.today))
            self._lines[self._places[task.guid]] = line
            changed.append(line)
        groups = {line.task.group_guid for line in changed if isinstance(line, TaskLine)}
        changed += [self._group_line(group) for group in self.groups if group.guid in groups]
        return changed

    def _group_line(self, group: GroupRow) -> GroupLine:
        standings = [line.standing for line in self._lines if line.task.group_guid == group.guid]
        return GroupLine(group, counts_of(standings), group.guid in self.collapsed)

    def shown(self) -> list[TaskLine]:
        """The task lines that the filter lets through, folded groups included."""
        if not self.filter:
            return self._lines
        asked, matches = self.filter, self._matcher.matches
        return [
            line
            for line in self._lines
            if line.guid in self.pinned or matches(asked, line.task, line.standing, self.today)
        ]

    def lines(self) -> list[Line]:
        """What the grid holds; while a filter is set, groups without a match are left out."""
        shown: dict[str, list[TaskLine]] = {}
        for line in self.shown():
            shown.setdefault(line.task.group_guid, []).append(line)
        whole: dict[str, list[Standing]] = {}
        for line in self._lines:
            whole.setdefault(line.task.group_guid, []).append(line.standing)
        found: list[Line] = []
        for group in self.groups:
            members = shown.get(group.guid, [])
            if self.filter and not members and group.guid not in self.pinned:
                continue
            collapsed = group.guid in self.collapsed
            found.append(GroupLine(group, counts_of(whole.get(group.guid, ())), collapsed))
            if not collapsed:
                found += members
        return found


def counts_of(standings: Collection[Standing]) -> str:
    """ "14 nhiệm vụ: 8 hoàn thành, 3 đang thực hiện, 1 quá hạn"."""
    if not standings:
        return _("no task yet")
    words = ngettext("{count} task", "{count} tasks", len(standings)).format(count=count(len(standings)))
    numbers = Counter(standings)
    parts = [counted(standing, numbers[standing]) for standing in Standing if numbers[standing]]
    return f"{words}: {', '.join(parts)}"
