"""What a reader hands over: frozen rows, in the order of the paper, each with its 1-based source line."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cchc_desktop.rules.frame_columns import Column


class Doubt(StrEnum):
    """Why a row may have been understood wrongly, or may be wrong itself."""

    NO_TASK = "no_task"  # says who and when, but not what
    MANY_TASKS = "many_tasks"  # several numbered tasks in one cell
    SPLIT = "split"  # made from a cell with several tasks
    GUESSED_GROUP = "guessed_group"  # taken for a group row by its look alone
    HIDDEN = "hidden"  # Excel does not show the row
    STRUCK = "struck"  # some of its words are struck through
    NO_PLACE = "no_place"  # a cell stands in a column without a meaning
    EXCEL_DATE = "excel_date"  # a date made from the number that Excel keeps
    NO_LEAD = "no_lead"
    NO_DEADLINE = "no_deadline"
    DEADLINE = "deadline"  # the phrase says no time that is known
    OTHER_YEAR = "other_year"  # the deadline names no year of the plan
    OLD_FONT = "old_font"  # letters of TCVN3 or VNI made Unicode
    RECOGNISED = "recognised"  # words read in a scan that are not sure
    BUDGET = "budget"  # an amount beyond what the dossier holds; its text is kept
    TWICE = "twice"  # the same task stands above


class RowKind(StrEnum):
    """What a row of a table was taken for."""

    GROUP = "group"
    OBJECTIVE = "objective"
    TASK = "task"
    MORE = "more"  # goes on with the task above
    LEFT = "left"  # found no place
    TEXT = "text"  # a section of a plan that lists no tasks


@dataclass(frozen=True)
class RowNote:
    """How a row of a table was understood; `place` is the table's first block, `number` the row's source line."""

    place: int
    number: int
    kind: RowKind
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class ReadTask:
    """One task of a plan; `label` is "a", "đ" or "2.1" as printed, texts are as written.

    `source` is the paper that assigned it, where it is known; `printed_number` the number that a table gives the row,
    by which other papers cite the task ("nhiệm vụ số 22").
    """

    text: str
    label: str = ""
    objective: str = ""
    activities: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    lead_text: str = ""
    leads: tuple[str, ...] = ()
    coordination_text: str = ""
    coordinators: tuple[str, ...] = ()
    deadline: str = ""
    budget: str = ""
    line: int = 0
    source: str = ""
    printed_number: str = ""
    doubts: tuple[Doubt, ...] = ()
    further: tuple[tuple[Column, str], ...] = ()  # the further columns that say something

    @property
    def cells(self) -> dict[Column, str]:
        """What stands in each column, one activity or product a line."""
        return {
            Column.OBJECTIVE: self.objective,
            Column.TASK: self.text,
            Column.ACTIVITY: "\n".join(self.activities),
            Column.PRODUCT: "\n".join(self.products),
            Column.LEAD: self.lead_text,
            Column.COORDINATION: self.coordination_text,
            Column.DEADLINE: self.deadline,
            Column.BUDGET: self.budget,
            **dict(self.further),
        }


@dataclass(frozen=True)
class ReadGroup:
    """The tasks below one heading of the task list, or below one group row of the frame."""

    title: str
    number: str
    tasks: tuple[ReadTask, ...]
    line: int = 0


@dataclass(frozen=True)
class ReadSection:
    """A heading and the text below it (markup of `rules.markup`); level 1 is "I.", role "tasks" holds the task list."""

    number: str
    title: str
    level: int
    body: str
    role: str = "text"
    line: int = 0


@dataclass(frozen=True)
class ReadPaper:
    """The parts around the text; kind is that of `rules.documents_nd30.PaperKind`, or "" when it cannot be told."""

    kind: str
    subject: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    issued_on: date | None = None
    dated: str = ""  # of a date that is not complete, its year and month: "2026-03", "2026"
    authority: str = ""
    secretary: str = ""  # of minutes
    preamble: str = ""
    legal_bases: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()
    signer_name: str = ""
    closing: str = ""
    issuer: str = ""  # from the letterhead: "UBND tỉnh An Bình"


@dataclass(frozen=True)
class Unplaced:
    """A line that found no place in the result; `where` says near which heading or in which sheet it stood."""

    line: int
    text: str
    where: str = ""


@dataclass(frozen=True)
class ReadTarget:
    """A target of a plan: `said` is its value as written, `group` its heading ("Đến năm 2027"), `watched_by` who
    follows it; the value is None where it is no amount.
    """

    text: str
    group: str
    comparator: str
    value: Decimal | None
    value_to: Decimal | None
    said: str
    unit: str
    watched_by: str
    note: str = ""
    number: str = ""
    line: int = 0

    @property
    def in_words(self) -> str:
        """The target as one line of text."""
        unit = "" if not self.unit or self.unit in self.said else f" {self.unit}"
        notes = [f"theo dõi: {self.watched_by}" if self.watched_by else "", self.note]
        behind = "; ".join(filter(None, notes))
        return f"{self.text}: {self.said}{unit}" + (f" ({behind})" if behind else "")


@dataclass(frozen=True)
class ReadOutlineItem:
    """A heading of a report outline with the guidance printed below it."""

    number: str
    title: str
    guidance: str
    level: int
    line: int = 0


@dataclass(frozen=True)
class ReadOutline:
    """The headings of a periodic report, numbers repaired where the paper counts wrongly."""

    title: str
    items: tuple[ReadOutlineItem, ...]
    unplaced: tuple[Unplaced, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class ReadPlan:
    """A plan as read; form is "list" (labelled lines) or "table" (the eight-column frame).

    `outline` is the report outline that came as another appendix, `targets` are those of its tables; the sections say
    them in words.
    """

    decision: ReadPaper | None
    paper: ReadPaper
    sections: tuple[ReadSection, ...]
    groups: tuple[ReadGroup, ...]
    unplaced: tuple[Unplaced, ...]
    warnings: tuple[str, ...]
    form: str
    notes: tuple[RowNote, ...] = ()
    outline: ReadOutline | None = None
    targets: tuple[ReadTarget, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether there is more than tasks: sections, or what stands around them in a paper."""
        paper = self.paper
        return bool(self.sections or self.decision or paper.symbol or paper.subject or paper.preamble or paper.closing)

    @property
    def is_text(self) -> bool:
        """Whether it can be taken in without any task: a plan with sections, or another paper with a text."""
        said = bool(self.paper.addressees or self.paper.preamble or self.paper.articles)
        return bool(self.sections) or (said and self.paper.kind not in ("", "plan", "programme"))

    def missing(self) -> dict[str, int]:
        """How many tasks lack each of lead, coordination, product, deadline and budget."""
        tasks = [task for group in self.groups for task in group.tasks]
        return {
            "lead": sum(not task.lead_text for task in tasks),
            "coordination": sum(not task.coordination_text for task in tasks),
            "product": sum(not task.products for task in tasks),
            "deadline": sum(not task.deadline for task in tasks),
            "budget": sum(not task.budget for task in tasks),
        }


@dataclass(frozen=True)
class ReadCriterion:
    """One line of a criteria sheet; scores in points, None where the cell is empty.

    `requirement`, `rule` and `proof_wanted` are the words of the paper, one point a line; `scored_by` is "self",
    "council" or "survey", `scoring` the rule that its words most likely mean (`rules.scoring`, as JSON), "" where none
    was understood; `doubts` are sentences about this line.
    """

    code: str
    name: str
    level: int
    max_points: Decimal | None
    self_score: Decimal | None
    rule: str
    line: int = 0
    requirement: str = ""
    proof_wanted: str = ""
    responsible: str = ""
    applies_to: str = ""
    scored_by: str = "self"
    bonus: bool = False
    appraised: Decimal | None = None
    survey: Decimal | None = None
    scoring: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadCriteria:
    """A criteria set in the order of the sheet, and what its title and the lines around it say of the set.

    `decision` is the paper that issues it, as it is cited, `version` what tells it from others of the year,
    `declared_max` the total that the sheet prints, `bands` the grades of a note beside it (name, least per cent);
    `warnings` are all doubts, those of the lines with their places.
    """

    title: str
    criteria: tuple[ReadCriterion, ...]
    unplaced: tuple[Unplaced, ...]
    warnings: tuple[str, ...]
    decision: str = ""
    version: str = ""
    year: int | None = None
    declared_max: Decimal | None = None
    bands: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class ReadFigure:
    """One line of the data appendix; `estimated` where the paper says the figure is an estimate (ước)."""

    code: str
    name: str
    unit: str
    value: Decimal | None
    note: str
    estimated: bool
    group: str
    line: int = 0


@dataclass(frozen=True)
class ReadFigures:
    """The data appendix of a report."""

    figures: tuple[ReadFigure, ...]
    unplaced: tuple[Unplaced, ...]
    warnings: tuple[str, ...]
