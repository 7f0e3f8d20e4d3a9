"""What views, composers and commands are handed: plain frozen rows, never live entities.

Every row carries the guid and the revision of the entity it was read from. Text is NFC.
Bodies of sections and report items are in the light markup of `rules.markup`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cchc_desktop.models.outline_rows import OutlineSheet
from cchc_desktop.rules.choices import Choices, choices_of
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.statuses import Direction, ItemStatus, PackageStatus, PlanStatus, ReportStatus


@dataclass(frozen=True)
class OfficeRow:
    """The commune office as its papers show it (profile of one time span)."""

    guid: str
    revision: int
    name: str  # "UBND xã Bình Minh"
    tier: str  # rules.organisation.Tier
    superior: str  # "UBND tỉnh An Bình", the level above, whatever it is called
    place: str  # địa danh, "Bình Minh"
    address: str = ""
    email: str = ""
    phone: str = ""
    valid_from: date | None = None  # the first day of the first year whose papers say so; None for the first profile


@dataclass(frozen=True)
class ReceiverRow:
    """Who receives papers of one kind ("all", "plan", "report", "index").

    `limit_mb` is the largest attachment that its mail takes, in MB; 0 where that is not known.
    """

    guid: str
    revision: int
    name: str
    purpose: str
    email: str = ""
    limit_mb: int = 0


@dataclass(frozen=True)
class UnitRow:
    """A department, post or outside body that leads or coordinates; `fields` are codes of the fields it leads."""

    guid: str
    revision: int
    name: str
    short_code: str = ""
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficerRow:
    """A person; `signing_form` is set for those who sign."""

    guid: str
    revision: int
    name: str
    title: str
    unit_guid: str | None = None
    signing_form: str = ""  # rules.documents_nd30.SigningForm or ""
    email: str = ""


@dataclass(frozen=True)
class PaperLineId:
    """The identity of one line of a paper; `role` (`LineRole`) says of which list."""

    guid: str
    revision: int
    role: str


@dataclass(frozen=True)
class PaperRow:
    """An official document's frame: everything around its body (Nghị định 30/2020, Điều 8)."""

    guid: str
    revision: int
    year: int
    kind: str  # rules.documents_nd30.PaperKind
    subject: str  # trích yếu
    number: str = ""  # blank until the clerk gives it
    symbol: str = ""  # "QĐ-UBND"
    place: str = ""
    issued_on: date | None = None
    authority: str = ""  # who decides, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH"; else the body that issues the paper
    preamble: str = ""  # opening paragraphs after the legal bases, markup
    closing: str = ""  # closing paragraphs, markup
    legal_bases: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()  # decisions: text of Điều 1..n without "Điều n."
    addressees: tuple[str, ...] = ()  # Kính gửi
    recipients: tuple[str, ...] = ()  # Nơi nhận, without the leading dash
    signing_form: str = "collective"
    signer_title: str = "CHỦ TỊCH"
    signer_name: str = ""
    urgency: str = ""  # rules.documents_nd30.Urgency or ""
    secrecy: str = ""  # rules.documents_nd30.Secrecy or ""
    circulation: str = ""  # "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"
    drafter_mark: str = ""  # "PL.(300)"
    contact_footer: bool = False
    secretary: str = ""  # minutes only
    dated: str = ""  # what is known of a date whose day is still to be written: "2026-03", "2026"
    line_ids: tuple[PaperLineId, ...] = ()  # of the lines in the four lists as they were read, in their order


@dataclass(frozen=True)
class SectionRow:
    """One node of a plan's section tree, in reading order."""

    guid: str
    revision: int
    parent_guid: str | None
    level: int  # 1 for I, 2 for 1., 3 for a)
    number: str  # as printed: "I", "1", "a"; "" when not numbered
    title: str
    body: str  # markup
    role: str = "text"  # rules.roles.SectionRole


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


@dataclass(frozen=True)
class TargetValueRow:
    """A target in one year: what is planned where it differs, what was reached, what is expected."""

    guid: str
    revision: int
    year: int
    planned: Decimal | None = None
    planned_to: Decimal | None = None
    actual: Decimal | None = None
    forecast: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class TargetRow:
    """A measurable target: ">= 99%", "30-50%"."""

    guid: str
    revision: int
    text: str
    comparator: str = ""
    value: Decimal | None = None
    value_to: Decimal | None = None
    unit: str = ""  # without a value the goal in words
    source: str = ""  # where its actual values come from (`services.known_values`)
    values: tuple[TargetValueRow, ...] = ()  # by year


@dataclass(frozen=True)
class YearPaperRow:
    """A plan in the list of the year's papers."""

    guid: str
    revision: int
    year: int
    kind: str  # annual, index, emulation, programme, propaganda, inspection
    title: str  # subject of its paper
    status: PlanStatus
    frame_mode: str  # list, table, both: how the tasks are printed
    paper_guid: str
    decision_guid: str | None
    task_count: int
    further_columns: tuple[Column, ...] = ()  # of the frame, besides the printed eight


@dataclass(frozen=True)
class YearPaperView:
    """A whole plan, ready to be composed."""

    plan: YearPaperRow
    paper: PaperRow
    decision: PaperRow | None
    sections: tuple[SectionRow, ...]
    groups: tuple[GroupRow, ...]
    tasks: tuple[TaskRow, ...]
    targets: tuple[TargetRow, ...] = ()
    outline: OutlineSheet | None = None  # came with the paper and is its appendix
    with_targets: bool = False  # the table of its targets is its appendix


@dataclass(frozen=True)
class ReportItemRow:
    """One heading of a report: guidance from the outline, text and status of the office."""

    guid: str
    revision: int
    outline_item_guid: str
    parent_guid: str | None  # of the parent report item
    level: int
    number: str  # "II", "1", "3.2", "a"
    title: str
    guidance: str
    field_code: str
    text: str  # markup
    status: ItemStatus
    reason: str = ""
    optional: bool = False  # neither missed nor printed while it is empty


HEADING = "heading"  # the kind of a line of a form that stands above others and has no value


@dataclass(frozen=True)
class FigureRow:
    """One line of the data appendix with its value in a period and in the one before."""

    guid: str  # of the definition
    code: str
    group: str
    name: str
    unit: str
    kind: str  # count, share, amount, points, yes_no, choice
    value: Decimal | None
    estimated: bool
    note: str
    previous: Decimal | None
    value_guid: str | None = None
    field_code: str = ""
    formula: str = ""
    cumulative: bool = False
    source: str = "typed"  # typed, carried, or what is counted (services.figure_sources)
    revision: int = 0  # of the definition
    value_revision: int = 0

    @property
    def choices(self) -> Choices:
        """The answers that its value is a code of; none where it is a number."""
        return choices_of(self.kind, self.unit, self.name, self.note)


@dataclass(frozen=True)
class ReportRow:
    """A report in the list of the year."""

    guid: str
    revision: int
    year: int
    period: str  # rules.periods.Period code
    title: str
    status: ReportStatus
    due_on: date | None
    sent_on: date | None
    paper_guid: str
    items_done: int
    items_total: int


@dataclass(frozen=True)
class ReportView:
    """A whole report, ready to be composed."""

    report: ReportRow
    paper: PaperRow
    items: tuple[ReportItemRow, ...]
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True)
class EvidenceRow:
    """A file or issued paper that proves a task or a score."""

    guid: str
    revision: int
    title: str
    file_name: str
    sha256: str
    size: int
    added_at: datetime
    owner_guid: str = ""
    issued_guid: str = ""  # the issued paper that it is, if it is one


@dataclass(frozen=True)
class PackageLogRow:
    """One line of the exchange log."""

    guid: str
    direction: Direction
    at: datetime
    partner: str
    subject: str
    file_name: str
    sha256: str
    size: int
    status: PackageStatus
    period: str = ""
    folder: str = ""
    address: str = ""
    status_at: datetime | None = None
    status_note: str = ""
