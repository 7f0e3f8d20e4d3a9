"""Tasks with their groups and all that belongs to them, as plain frozen rows; texts as they were typed, in NFC."""

from dataclasses import dataclass
from datetime import date

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.progress import TaskStatus


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One dated meaning of a deadline phrase; kinds of `rules.deadlines.MilestoneKind`."""

    guid: str
    revision: int
    kind: str
    label: str
    date_from: date | None
    date_to: date | None
    exclusive: bool = False
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskUnitRow:
    """A unit in column 5 or 6 as typed, and the unit it is known to be, if any."""

    guid: str
    text: str
    unit_guid: str | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in column 4."""

    guid: str
    text: str
    paper_kind: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in column 3."""

    guid: str
    text: str
    revision: int = 0


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: a row of the frame and, behind it, its tracking."""

    guid: str
    revision: int
    group_guid: str
    objective_guid: str | None
    position: int  # within its group
    letter: str  # list form: "a", "b", "đ"
    number: str  # frame: "1.1" = objective.task within the group
    group_number: str  # "III"
    group_title: str
    objective: str
    text: str
    activities: tuple[ActivityRow, ...]
    products: tuple[ProductRow, ...]
    leads: tuple[TaskUnitRow, ...]
    coordinators: tuple[TaskUnitRow, ...]
    lead_text: str  # column 5 as typed
    coordination_text: str  # column 6 as typed
    deadline: str  # column 7 as typed
    milestones: tuple[MilestoneRow, ...]
    budget_text: str  # column 8 as typed
    budget_amount: int | None  # đồng
    status: TaskStatus
    percent: int
    result: str
    reason: str = ""  # why not applicable
    evidence_count: int = 0
    field_code: str = ""
    source: str = ""  # the superior's paper that assigned it
    printed_number: str = ""  # in the paper it came from
    carried_from: str = ""  # guid of last year's unfinished task
    done_noted: date | None = None  # the day of completion, where one was noted
    further: tuple[tuple[Column, str], ...] = ()  # the further columns that say something
    objective_revision: int = 0

    @property
    def cells(self) -> dict[Column, str]:
        """What stands in each column as it was typed, one activity or product a line; the number is not typed."""
        return {
            Column.OBJECTIVE: self.objective,
            Column.TASK: self.text,
            Column.ACTIVITY: "\n".join(activity.text for activity in self.activities),
            Column.PRODUCT: "\n".join(product.text for product in self.products),
            Column.LEAD: self.lead_text,
            Column.COORDINATION: self.coordination_text,
            Column.DEADLINE: self.deadline,
            Column.BUDGET: self.budget_text,
            **dict(self.further),
        }

    @property
    def done_on(self) -> date | None:
        """When a task that is done was done: the day noted, else that of its last milestone; None when neither is."""
        if self.status != TaskStatus.DONE or self.done_noted is not None:
            return self.done_noted
        return max((m.done_on for m in self.milestones if m.done_on is not None), default=None)


@dataclass(frozen=True)
class GroupRow:
    """A group of tasks (I, II ...), usually one reform field."""

    guid: str
    revision: int
    plan_guid: str
    position: int
    number: str  # "III"
    title: str
    field_code: str
    task_count: int
