"""What is known of each kind of row that travels: its file, its place in the data, its row, what it belongs to.

The gatherer, the reader, the counts and merging go by this one table. An entity is called as its table in the dossier.
"""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.models.duty_rows import DutyRow
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.index_result_rows import GoalRow, PublishedRow
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.issued_rows import IssuedRow
from cchc_desktop.models.legal_rows import LegalBasisRow
from cchc_desktop.models.office_rows import OfficeRow, OfficerRow, ReceiverRow, UnitRow
from cchc_desktop.models.outline_rows import OutlineItemRow
from cchc_desktop.models.package_rows import (
    Appraisal,
    AssignedRow,
    OutlineView,
    Remark,
    ReturnedReport,
    StatementRow,
    TaskResultRow,
)
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import SectionRow, TargetRow, TargetValueRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.models.survey_rows import SurveyFormRow, SurveyRow
from cchc_desktop.models.task_rows import ActivityRow, GroupRow, MilestoneRow, ProductRow, TaskRow, TaskUnitRow
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow


@dataclass(frozen=True)
class Entity:
    """One kind of row that travels.

    `path` leads from `PackageData` to the rows through members that are objects, lists or None. `owner` is the member
    that names the row it belongs to, an entity `parent`; "" where that is the row around it. A `tree` has its parents
    (`parent_guid`) before their children. What is `shared` may stand in several places, the same in each.
    """

    name: str
    file: str
    path: tuple[str, ...]
    row: type
    parent: str = ""
    owner: str = ""
    tree: bool = False
    shared: bool = False
    parent_may_be_absent: bool = False
    counted: str = ""  # what the counts of a package call it
    identity: str = "guid"


_OFFICE, _PLANS, _REPORTS = "data/office.json", "data/plans.json", "data/reports.json"
_INDICES, _EVIDENCE, _ISSUED = "data/indices.json", "data/evidence.json", "data/issued.json"
_SURVEYS, _FORMS, _ANSWERS = "data/surveys.json", "data/forms.json", "data/answers.json"

ENTITIES = (
    Entity("office_profile", _OFFICE, ("office",), OfficeRow, shared=True),
    Entity("office_profile", _OFFICE, ("offices",), OfficeRow, shared=True),
    Entity("unit", _OFFICE, ("units",), UnitRow),
    Entity("officer", _OFFICE, ("officers",), OfficerRow, "unit", "unit_guid", parent_may_be_absent=True),
    Entity("receiver", _OFFICE, ("receivers",), ReceiverRow),
    Entity("plan", _PLANS, ("plans", "plan"), YearPaperRow, counted="plans"),
    Entity("official_document", _PLANS, ("plans", "paper"), PaperRow, "plan", shared=True),
    Entity("official_document", _PLANS, ("plans", "decision"), PaperRow, "plan", shared=True),
    Entity("section", _PLANS, ("plans", "sections"), SectionRow, "plan", tree=True),
    Entity("task_group", _PLANS, ("plans", "groups"), GroupRow, "plan", "plan_guid"),
    Entity("task", _PLANS, ("plans", "tasks"), TaskRow, "task_group", "group_guid", counted="tasks"),
    Entity("activity", _PLANS, ("plans", "tasks", "activities"), ActivityRow, "task"),
    Entity("product", _PLANS, ("plans", "tasks", "products"), ProductRow, "task"),
    Entity("task_unit", _PLANS, ("plans", "tasks", "leads"), TaskUnitRow, "task"),
    Entity("task_unit", _PLANS, ("plans", "tasks", "coordinators"), TaskUnitRow, "task"),
    Entity("milestone", _PLANS, ("plans", "tasks", "milestones"), MilestoneRow, "task"),
    Entity("target", _PLANS, ("plans", "targets"), TargetRow, "plan"),
    Entity("target_value", _PLANS, ("plans", "targets", "values"), TargetValueRow, "target"),
    Entity("outline_item", _PLANS, ("plans", "outline", "items"), OutlineItemRow, "plan", tree=True, shared=True),
    Entity("task_result", _PLANS, ("results",), TaskResultRow, "task", "task_guid", counted="results"),
    Entity("report", _REPORTS, ("reports", "report"), ReportRow, counted="reports"),
    Entity("official_document", _REPORTS, ("reports", "paper"), PaperRow, "report", shared=True),
    Entity("report_item", _REPORTS, ("reports", "items"), ReportItemRow, "report", tree=True),
    Entity("figure_value", _REPORTS, ("reports", "figures"), FigureRow, "report", shared=True, identity="value_guid"),
    Entity("figure_value", _REPORTS, ("figures", "figures"), FigureRow, shared=True, identity="value_guid"),
    Entity("report_statement", _REPORTS, ("statements",), StatementRow, "report_item", "item_guid"),
    Entity("criteria_set", _INDICES, ("indices",), IndexView, counted="indices"),
    Entity("criterion", _INDICES, ("indices", "criteria"), CriterionRow, "criteria_set", tree=True),
    Entity("index_result", _INDICES, ("published",), PublishedRow, counted="published"),
    Entity("index_goal", _INDICES, ("goals",), GoalRow, counted="goals"),
    Entity("evidence", _EVIDENCE, ("evidence",), EvidenceRow, counted="evidence"),
    Entity("issued_paper", _ISSUED, ("issued",), IssuedRow, counted="issued"),
    Entity("survey", _SURVEYS, ("surveys",), SurveyRow, counted="surveys"),
    Entity("survey_form", _SURVEYS, ("survey_forms",), SurveyFormRow, "survey", "survey_guid", counted="survey_forms"),
    Entity("outline", _FORMS, ("outlines",), OutlineView, shared=True, counted="outlines"),
    Entity("outline_item", _FORMS, ("outlines", "items"), OutlineItemRow, "outline", tree=True, shared=True),
    Entity("report_duty", _FORMS, ("duties",), DutyRow, counted="duties"),
    Entity("legal_basis", _FORMS, ("legal_bases",), LegalBasisRow, counted="legal_bases"),
    Entity("remark", _ANSWERS, ("remarks",), Remark, counted="remarks"),
    Entity("appraisal", _ANSWERS, ("appraisals",), Appraisal, counted="appraisals"),
    Entity("returned_report", _ANSWERS, ("returned",), ReturnedReport, counted="returned"),
    Entity("assigned_task", _ANSWERS, ("assigned",), AssignedRow, counted="assigned"),
)

# The members of `PackageData` in each file under data/; two lists carry no rows of the dossier.
_WITHOUT_ROWS = {"copies": _EVIDENCE, "base": _ANSWERS}
FILES: dict[str, tuple[str, ...]] = {}
for _member, _file in [*((entity.path[0], entity.file) for entity in ENTITIES), *_WITHOUT_ROWS.items()]:
    FILES[_file] = tuple(dict.fromkeys((*FILES.get(_file, ()), _member)))


def rows_of(data: PackageData, entity: Entity) -> list[tuple[Any, str]]:
    """The rows of an entity with the guid of the row that each belongs to, "" where it belongs to none.

    Without an `owner` that is the nearest row around it, of a view its first row.
    """
    *holders, last = entity.path
    found: list[tuple[Any, str]] = [(data, "")]
    for name in holders:
        found = [(one, _guid_of(one) or around) for holder, around in found for one in _members(holder, name)]
    if entity.owner:
        owner = attrgetter(entity.owner)
        return [(one, owner(one) or "") for holder, _around in found for one in _members(holder, last)]
    return [(one, around) for holder, around in found for one in _members(holder, last)]


def _members(holder: Any, name: str) -> tuple[Any, ...]:
    found = getattr(holder, name)
    return found if type(found) is tuple else () if found is None else (found,)


def _guid_of(holder: Any) -> str:
    for name in ("plan", "report"):
        holder = getattr(holder, name, holder)
    return str(getattr(holder, "guid", ""))


def counts(data: PackageData) -> dict[str, int]:
    """How much travels, for the log and the list before opening."""
    return {e.counted: len(rows_of(data, e)) for e in ENTITIES if e.counted}
