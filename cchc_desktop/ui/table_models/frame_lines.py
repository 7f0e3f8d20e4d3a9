"""The task frame as a flat list of lines: a group line, then the lines of its tasks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.task_rows import GroupRow, TaskRow
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.ui.formats import count
from cchc_desktop.ui.table_models.frame_cells import millions
from cchc_desktop.ui.table_models.frame_filter import FrameFilter, Matcher
from cchc_desktop.ui.table_models.frame_sorting import Sorting, in_order
from cchc_desktop.ui.table_models.frame_standing import Standing, counted, standing_of


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group row; `counts` says in words how its tasks stand."""

    group: GroupRow
    counts: str
    collapsed: bool = False

    @property
    def guid(self) -> str:
        """The guid of the group."""
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
        """The guid of the task."""
        return self.task.guid


FrameLine = GroupLine | TaskLine


class TaskFrame:
    """All groups and tasks of one plan, and which of them are shown, in which order.

    Of a very large plan the first tasks may be there before the others: `total` counts all of them.
    """

    def __init__(
        self, groups: Sequence[GroupRow], tasks: Iterable[TaskRow], today: date, year: int, plan_guid: str = ""
    ) -> None:
        self.plan_guid = plan_guid
        self.further: tuple[Column, ...] = ()  # the columns that the plan has besides the usual ones
        self.today = today
        self.year = year
        self.filter = FrameFilter()
        self.sorting: Sorting | None = None
        self.collapsed: set[str] = set()
        self.pinned: set[str] = set()  # shown whatever the filter: rows made while it is set
        self._matcher = Matcher()
        self._lines: list[TaskLine] = []
        self._places: dict[str, int] = {}
        self.take(groups, tasks)

    def take(self, groups: Sequence[GroupRow], tasks: Iterable[TaskRow], total: int | None = None) -> None:
        """Hold these groups and tasks; what is known of a row that stays is kept."""
        known = {line.guid: line for line in self._lines}
        self.groups = tuple(groups)
        self._lines = [
            line if (line := known.get(task.guid)) is not None and line.task is task else self._line(task)
            for task in tasks
        ]
        self.total = len(self._lines) if total is None else total
        self._places = {line.guid: place for place, line in enumerate(self._lines)}
        self._standings: dict[str, Counter[Standing]] = {group.guid: Counter() for group in groups}
        self._budgets: Counter[str] = Counter()  # by group, in đồng
        for line in self._lines:
            self._standings[line.task.group_guid][line.standing] += 1
            self._budgets[line.task.group_guid] += line.task.budget_amount or 0

    def _line(self, task: TaskRow) -> TaskLine:
        return TaskLine(task, *standing_of(task, self.today))

    @property
    def tasks(self) -> tuple[TaskRow, ...]:
        """Every task in printed order, shown or not."""
        return tuple(line.task for line in self._lines)

    def task(self, guid: str) -> TaskRow | None:
        """One task, shown or not."""
        place = self._places.get(guid)
        return None if place is None else self._lines[place].task

    def task_after(self, guid: str) -> str | None:
        """The task that follows in the same group, shown or not; None after the last."""
        place = self._places[guid]
        after = self._lines[place + 1] if place + 1 < len(self._lines) else None
        same = after is not None and after.task.group_guid == self._lines[place].task.group_guid
        return after.guid if after is not None and same else None

    def group_after(self, guid: str) -> str | None:
        """The group that follows; None after the last."""
        guids = [group.guid for group in self.groups]
        place = guids.index(guid) + 1
        return guids[place] if place < len(guids) else None

    def known(self, guids: Iterable[str]) -> set[str]:
        """Those of the guids that are tasks here."""
        return {guid for guid in guids if guid in self._places}

    def totals(self) -> Counter[Standing]:
        """How many tasks stand how."""
        return sum(self._standings.values(), Counter())

    def budget(self) -> int:
        """The sum of column 8 in đồng; cells without an amount count nothing."""
        return self._budgets.total()

    def put_tasks(self, tasks: Iterable[TaskRow]) -> list[FrameLine]:
        """Take newer versions of tasks that are here already; returns their lines and those of their groups."""
        changed: list[FrameLine] = []
        groups: set[str] = set()
        for task in tasks:
            place = self._places[task.guid]
            before, line = self._lines[place], self._line(task)
            self._lines[place] = line
            self._budgets[task.group_guid] += (task.budget_amount or 0) - (before.task.budget_amount or 0)
            self._standings[task.group_guid].subtract([before.standing])
            self._standings[task.group_guid].update([line.standing])
            groups.add(task.group_guid)
            changed.append(line)
        changed += [self._group_line(group) for group in self.groups if group.guid in groups]
        return changed

    def _group_line(self, group: GroupRow) -> GroupLine:
        counts = counts_of(self._standings[group.guid], self._budgets[group.guid])
        return GroupLine(group, counts, group.guid in self.collapsed)

    def prepare(self, tasks: Iterable[TaskRow]) -> None:
        """Make tasks ready to be searched, so that the first letter typed is as quick as the next."""
        self._matcher.learn(tasks)

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

    def lines(self) -> list[FrameLine]:
        """What the grid holds; while a filter is set, groups without a match are left out, sorted there are none."""
        if self.sorting is not None:
            return list(in_order(self.shown(), self.sorting))
        shown: dict[str, list[TaskLine]] = {}
        for line in self.shown():
            shown.setdefault(line.task.group_guid, []).append(line)
        found: list[FrameLine] = []
        for group in self.groups:
            members = shown.get(group.guid, [])
            if self.filter and not members and group.guid not in self.pinned:
                continue
            found.append(self._group_line(group))
            if group.guid not in self.collapsed:
                found += members
        return found


def counts_of(numbers: Counter[Standing], budget: int) -> str:
    """ "14 nhiệm vụ: 8 hoàn thành, 3 đang thực hiện, 1 quá hạn; kinh phí 24,5 triệu đồng"."""
    total = numbers.total()
    if not total:
        return _("no task yet")
    words = ngettext("{count} task", "{count} tasks", total).format(count=count(total))
    parts = [counted(standing, numbers[standing]) for standing in Standing if numbers[standing]]
    money = "; " + _("budget {amount} million VND").format(amount=millions(budget)) if budget else ""
    return f"{words}: {', '.join(parts)}{money}"
