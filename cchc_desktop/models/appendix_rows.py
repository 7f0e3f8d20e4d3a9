"""What goes along with a report: task progress by plan, the papers issued in the period, the figures."""

from dataclasses import dataclass, field
from datetime import date

from cchc_desktop.models.draft_rows import TaskFact
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.plan_rows import TargetRow
from cchc_desktop.models.task_rows import GroupRow

PROGRESS, TARGETS, PAPERS, FIGURES = APPENDICES = ("progress", "targets", "papers", "figures")  # in printed order


@dataclass(frozen=True)
class PlanProgress:
    """A plan with its tasks as they stood in the period."""

    guid: str
    title: str  # subject of its paper
    groups: tuple[GroupRow, ...]
    tasks: tuple[TaskFact, ...]


@dataclass(frozen=True)
class ReportAppendices:
    """The appendices of a report; `chosen` says which of them go along, the others are empty."""

    chosen: tuple[str, ...] = (FIGURES,)
    as_of: date | None = None
    plans: tuple[PlanProgress, ...] = field(default=())
    papers: tuple[RegisterRow, ...] = field(default=())
    targets: tuple[TargetRow, ...] = field(default=())
    target_years: tuple[int, ...] = ()


@dataclass(frozen=True)
class ScoreProof:
    """A paper or file that proves a criterion: what is known of it, in the columns of a list of evidence."""

    guid: str  # of the evidence; of a task's proof that of the task's own evidence
    code: str  # of the criterion
    number: str  # "08/QĐ-UBND"
    issued_on: date | None
    issuer: str
    subject: str


@dataclass(frozen=True)
class ScoreSheets:
    """What goes along with a self-scoring report: the scored criteria and what proves them."""

    view: IndexView
    proof: tuple[ScoreProof, ...]
