"""How far a plan has got as of a day: what the progress sheet is composed of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.scoring import percent


@dataclass(frozen=True)
class FieldTotals:
    """How the tasks of one group stand; an overdue task counts as late and as nothing else."""

    guid: str  # of the group; "" for the plan as a whole
    number: str
    title: str
    done: int = 0
    in_progress: int = 0
    late: int = 0
    not_started: int = 0
    set_aside: int = 0  # does not apply, cancelled, carried over

    @property
    def total(self) -> int:
        """All tasks."""
        return self.done + self.in_progress + self.late + self.not_started + self.set_aside

    @property
    def done_share(self) -> Decimal | None:
        """The tasks done in per cent of all that the plan sets, as figures of reports reckon; None without any."""
        return percent(Decimal(self.done), Decimal(self.total))


@dataclass(frozen=True)
class UrgentTask:
    """An open task with its first open day: `phrase` as typed, days left until `last`, negative when late."""

    task: TaskRow
    phrase: str
    last: date
    days: int


@dataclass(frozen=True)
class ProgressView:
    """A plan as of a day; `late` and `soon` by day, the oldest first."""

    plan_guid: str
    title: str  # subject of its paper
    year: int
    as_of: date
    fields: tuple[FieldTotals, ...]
    whole: FieldTotals
    late: tuple[UrgentTask, ...]
    soon: tuple[UrgentTask, ...]
    soon_days: int
