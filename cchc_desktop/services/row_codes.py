"""The codes that rows keep, in the words of the officer."""

from collections.abc import Callable

from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.appendix_rows import FIGURES, PAPERS, PROGRESS, TARGETS
from cchc_desktop.rules.documents_nd30 import Secrecy, SigningForm, Urgency
from cchc_desktop.rules.emulation import AwardPaper, Who
from cchc_desktop.rules.evidence_kinds import EvidenceKind
from cchc_desktop.rules.fields import field_name
from cchc_desktop.rules.frame_columns import FRAME_COLUMNS
from cchc_desktop.rules.organisation import Tier
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.periods import PeriodKind, period_title
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.roles import LineRole, SectionRole, UnitRole
from cchc_desktop.rules.statuses import Direction, ItemStatus, PackageStatus, PartStatus, PlanStatus, ReportStatus
from cchc_desktop.rules.targets import Comparator
from cchc_desktop.rules.time_patterns import MilestoneKind
from cchc_desktop.services.scoring.criteria_sets import scorer_name
from cchc_desktop.storage.rescued import table_name

Words = dict[str, Callable[[], str]]


def _of(words: Words) -> Callable[[str], str]:
    """Words of a code; one that a newer program wrote is told as such."""

    def told(code: str) -> str:
        known = words.get(code)
        return known() if known is not None else _("Another value: {code}").format(code=code)

    return told


def _several(one: Callable[[str], str], between: str) -> Callable[[str], str]:
    """Words of codes that stand in one text."""
    return lambda codes: ", ".join(one(code) for code in codes.split(between) if code)


TASK_STATUS: Words = {
    TaskStatus.NOT_STARTED: lambda: _("Not begun"),
    TaskStatus.IN_PROGRESS: lambda: _("In progress"),
    TaskStatus.DONE: lambda: _("Done"),
    TaskStatus.NOT_APPLICABLE: lambda: _("Not applicable"),
    TaskStatus.CANCELLED: lambda: _("Cancelled"),
    TaskStatus.CARRIED_OVER: lambda: _("Carried over"),
}
PLAN_STATUS: Words = {PlanStatus.DRAFT: lambda: _("Draft"), PlanStatus.ISSUED: lambda: _("Issued")}
REPORT_STATUS: Words = {
    ReportStatus.NOT_BEGUN: lambda: _("Not begun"),
    ReportStatus.DRAFTING: lambda: _("Being written"),
    ReportStatus.WAITING: lambda: _("Waiting for parts of units"),
    ReportStatus.FOR_SIGNATURE: lambda: _("For signature"),
    ReportStatus.SENT: lambda: pgettext("report", "Sent"),
}
ITEM_STATUS: Words = {
    ItemStatus.EMPTY: lambda: pgettext("item", "Empty"),
    ItemStatus.DRAFT: lambda: _("Being written"),
    ItemStatus.DONE: lambda: pgettext("item", "Done"),
    ItemStatus.NOT_APPLICABLE: lambda: _("Not applicable"),
}
PART_STATUS: Words = {
    PartStatus.ASKED: lambda: _("Not come yet"),
    PartStatus.RECEIVED: lambda: _("Came, not taken in"),
    PartStatus.TAKEN: lambda: _("Taken in"),
}
PACKAGE_STATUS: Words = {
    PackageStatus.MADE: lambda: _("Made"),
    PackageStatus.MAILED: lambda: _("Mail drafted"),
    PackageStatus.WAITING: lambda: _("In the outbox"),
    PackageStatus.SENT: lambda: _("Mail sent"),
    PackageStatus.UNCERTAIN: lambda: _("May have arrived"),
    PackageStatus.FAILED: lambda: _("Not sent"),
    PackageStatus.SAVED: lambda: _("Saved to a folder"),
    PackageStatus.ACKNOWLEDGED: lambda: _("Receipt came"),
    PackageStatus.RECEIVED: lambda: _("Received"),
}
DIRECTION: Words = {
    Direction.SENT: lambda: _("Sent"),
    Direction.RECEIVED: lambda: _("Received"),
}
PLAN_KIND: Words = {
    "annual": lambda: _("Reform plan"),
    "index": lambda: _("Raising the reform index"),
    "emulation": lambda: _("Emulation"),
    "programme": lambda: _("Superior's programme"),
    "propaganda": lambda: _("Propaganda"),
    "inspection": lambda: _("Self-inspection"),
    "other": lambda: _("Other plan"),
}
GOAL_KIND: Words = {
    "share": lambda: _("Share of the points"),
    "rank": lambda: _("This rank or better"),
    "higher": lambda: _("Higher than the year before"),
}
PAPER_KIND: Words = {kind.value: kind.facts.name for kind in PaperKind}
PRODUCT_KIND: Words = {**PAPER_KIND, "none": lambda: _("No paper")}
WHO: Words = {Who.COLLECTIVE: lambda: _("Collective"), Who.PERSON: lambda: _("Person")}
EVIDENCE_KIND: Words = {
    EvidenceKind.FILE: lambda: _("A file"),
    EvidenceKind.ISSUED: lambda: _("A paper of the register"),
    EvidenceKind.TASK: lambda: _("A task"),
    EvidenceKind.FIGURE: lambda: _("A figure"),
    EvidenceKind.LINK: lambda: _("An address of the web"),
    EvidenceKind.CITED: lambda: _("A paper kept elsewhere"),
}
FIGURE_KIND: Words = {
    "count": lambda: _("Number of things"),
    "amount": lambda: _("Amount of money"),
    "share": lambda: _("Share"),
    "points": lambda: _("Points"),
    "choice": lambda: _("One of several answers"),
    "yes_no": lambda: _("Yes or no"),
    "heading": lambda: _("Heading"),
}
MILESTONE_KIND: Words = {
    MilestoneKind.DATE: lambda: _("A day"),
    MilestoneKind.INTERVAL: lambda: _("A span of days"),
    MilestoneKind.MONTH: lambda: _("A month"),
    MilestoneKind.QUARTER: lambda: _("A quarter"),
    MilestoneKind.YEAR: lambda: _("A year"),
    MilestoneKind.PERIOD: lambda: _("A period"),
    MilestoneKind.CONTINUOUS: lambda: _("All the time"),
    MilestoneKind.RECURRING: lambda: _("Again and again"),
    MilestoneKind.PER_DOCUMENT: lambda: _("With each paper"),
    MilestoneKind.EVENT: lambda: _("When something happens"),
    MilestoneKind.UNKNOWN: lambda: _("Not understood"),
}
APPENDIX: Words = {
    PROGRESS: lambda: _("Tasks and results"),
    TARGETS: lambda: _("Targets"),
    PAPERS: lambda: _("Papers issued in the period"),
    FIGURES: lambda: _("Figures"),
    "none": lambda: _("No appendix"),
}
LINE_ROLE: Words = {
    LineRole.LEGAL_BASIS: lambda: _("Legal basis"),
    LineRole.ARTICLE: lambda: _("Article"),
    LineRole.ADDRESSEE: lambda: _("Addressee"),
    LineRole.RECIPIENT: lambda: _("Receiver"),
    LineRole.DATED: lambda: _("What is known of the date"),
    "appendix": lambda: _("Appendix that goes along"),
}
SECTION_ROLE: Words = {
    SectionRole.TEXT: lambda: _("Text of the section"),
    SectionRole.TASKS: lambda: _("List of tasks"),
    SectionRole.ARTICLE: lambda: _("Article of the decision"),
    SectionRole.REWARDED: lambda: _("Who is rewarded"),
}
UNIT_ROLE: Words = {
    UnitRole.LEAD: lambda: _("Lead unit"),
    UnitRole.COORDINATION: lambda: _("Coordinating unit"),
}
AWARD_PAPER: Words = {
    AwardPaper.PLAN: lambda: _("Plan of the movement"),
    AwardPaper.SUBMISSION: lambda: _("Submission"),
    AwardPaper.LIST: lambda: _("List of those proposed"),
    AwardPaper.MINUTES: lambda: _("Minutes with the votes"),
    AwardPaper.REPORT: lambda: _("Report of achievement"),
    AwardPaper.CERTIFICATE: lambda: _("Certificates"),
}
SIGNING_FORM: Words = {
    SigningForm.COLLECTIVE: lambda: _("For the body (TM.)"),
    SigningForm.COLLECTIVE_DEPUTY: lambda: _("Deputy, for the body (TM., KT.)"),
    SigningForm.HEAD: lambda: _("Head of the office"),
    SigningForm.DEPUTY: lambda: _("Deputy, for the head (KT.)"),
    SigningForm.ACTING: lambda: _("Acting (Q.)"),
    SigningForm.BY_ORDER: lambda: _("By order (TL.)"),
    SigningForm.AUTHORISED: lambda: _("Authorised (TUQ.)"),
}
LEVEL: Words = {
    "commune": lambda: _("Commune"),
    "department": lambda: _("Department"),
    "province": lambda: _("Province"),
}
TIER: Words = {Tier.TWO: lambda: _("two levels"), Tier.THREE: lambda: _("three levels")}
FRAME_MODE: Words = {
    "table": lambda: _("In a table"),
    "list": lambda: _("In a list"),
    "both": lambda: _("In a list and a table"),
}
COMPARATOR: Words = {
    Comparator.EXACT: lambda: _("Exactly"),
    Comparator.AT_LEAST: lambda: _("At least"),
    Comparator.ABOVE: lambda: _("More than"),
    Comparator.AT_MOST: lambda: _("At most"),
    Comparator.BELOW: lambda: _("Less than"),
    Comparator.RANGE: lambda: _("From … to …"),
    Comparator.DOWN: lambda: _("Falls by"),
    Comparator.UP: lambda: _("Rises by"),
}
INDEX: Words = {
    "PAR_INDEX_COMMUNE": lambda: _("PAR INDEX of communes"),
    "PAR_INDEX": lambda: _("PAR INDEX"),
    "SIPAS": lambda: _("Satisfaction (SIPAS)"),
}
PERIOD: Words = {
    PeriodKind.Q1: lambda: _("Quarter I"),
    PeriodKind.H1: lambda: _("6 months"),
    PeriodKind.M9: lambda: _("9 months"),
    PeriodKind.YEAR: lambda: _("Year"),
}
FURTHER: Words = {str(column.column): column.name for column in FRAME_COLUMNS}


def _index(code: str) -> str:
    """An index by its name, or by the name that offices themselves write (PAPI, DTI)."""
    known = INDEX.get(code)
    return known() if known is not None else code.replace("_", " ")


def _period(code: str) -> str:
    return period_title(int(code[:4]), code) if code[:4].isdigit() else _of(PERIOD)(code)


def _rule(code: str) -> str:
    """What a rule of the checks looks at; of one of the rules that go by the list of bases, its code."""
    from cchc_desktop.rules.checks import check  # heavy, and seldom asked

    return next((rule.title() for rule in check.RULES if rule.code == code), code)


def _source(code: str) -> str:
    """Where a figure comes from."""
    if code == "typed":
        return _("Typed by hand")
    return _("Carried on from the period before") if code == "carried" else _("Counted by the program")


def _target_source(code: str) -> str:
    """Where the values of a target come from: "figure:26", "index:SIPAS"."""
    kind, _colon, which = code.partition(":")
    if kind == "figure":
        return f"{_('Figure')} {which}"
    return _index(which) if kind in ("index", "survey") else code


def _dated(known: str) -> str:
    """A date without its day, "2026-03", as papers write it."""
    year, _dash, month = known.partition("-")
    return f"{month}/{year}" if month else year


# By table and column; "" is any table. Of the lines of a paper some texts are codes too, by the role of the line.
CODES: dict[tuple[str, str], Callable[[str], str]] = {
    ("plan", "status"): _of(PLAN_STATUS),
    ("report", "status"): _of(REPORT_STATUS),
    ("report_item", "status"): _of(ITEM_STATUS),
    ("contribution", "status"): _of(PART_STATUS),
    ("package_log", "status"): _of(PACKAGE_STATUS),
    ("task", "status"): _of(TASK_STATUS),
    ("plan", "kind"): _of(PLAN_KIND),
    ("index_goal", "kind"): _of(GOAL_KIND),
    ("official_document", "kind"): _of(PAPER_KIND),
    ("issued_paper", "kind"): _of(PAPER_KIND),
    ("participant", "kind"): _of(WHO),
    ("evidence", "kind"): _of(EVIDENCE_KIND),
    ("figure", "kind"): _of(FIGURE_KIND),
    ("milestone", "kind"): _of(MILESTONE_KIND),
    ("document_line", "role"): _of(LINE_ROLE),
    ("section", "role"): _of(SECTION_ROLE),
    ("task_unit", "role"): _of(UNIT_ROLE),
    ("movement_paper", "role"): _of(AWARD_PAPER),
    ("product", "paper_kind"): _of(PRODUCT_KIND),
    ("figure", "source"): _source,
    ("target", "source"): _target_source,
    ("check_choice", "code"): _rule,
    ("appendix", "text"): _of(APPENDIX),
    ("dated", "text"): _dated,
    ("", "direction"): _of(DIRECTION),
    ("", "owner_kind"): table_name,
    ("", "field_code"): lambda code: field_name(code) or code,
    ("", "index_code"): _index,
    ("", "level"): _of(LEVEL),
    ("", "scored_by"): scorer_name,
    ("", "tier"): _of(TIER),
    ("", "tiers"): _several(_of(TIER), ","),
    ("", "signing_form"): _of(SIGNING_FORM),
    ("", "urgency"): lambda code: Urgency(code).stamp if code in set(Urgency) else code,
    ("", "secrecy"): lambda code: Secrecy(code).stamp if code in set(Secrecy) else code,
    ("", "frame_mode"): _of(FRAME_MODE),
    ("", "further_columns"): _several(_of(FURTHER), " "),
    ("", "comparator"): _of(COMPARATOR),
    ("", "period"): _period,
    ("", "periods"): _several(_of(PERIOD), ","),
}
