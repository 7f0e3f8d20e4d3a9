"""The words for what a package would do: its states, its reasons, the kinds of its rows and their fields."""

from typing import Any

from cchc_desktop.exchange.package_format import PackageContent, PackageInfo, PackageKind
from cchc_desktop.i18n import _
from cchc_desktop.services.exchange.merging import Difference, MergeState, Why
from cchc_desktop.services.row_words import row_value, value_words


def state_words(state: MergeState) -> str:
    """What a state is called."""
    return {
        MergeState.NEW: _("New"),
        MergeState.CHANGED: _("Changed there"),
        MergeState.SAME: _("The same"),
        MergeState.KEPT: _("Changed here"),
        MergeState.CONFLICT: _("Changed on both sides"),
        MergeState.REMOVED: _("Removed there"),
        MergeState.REFUSED: _("Not to be taken"),
    }[state]


def why_words(one: Difference) -> str:
    """Why a thing is refused, or what makes a conflict of it; "" where the state says enough."""
    return {
        Why.NONE: "",
        Why.OTHER_KIND: _("Its identity is that of something else in this dossier. Ask the sender how it was made."),
        Why.NOTHING_ABOVE: _("What it belongs to is neither in this dossier nor in the package."),
        Why.CIRCLE: _("Both sides moved it: taken in, it would stand under itself."),
        Why.GONE_HERE: _("It was removed here."),
        Why.GONE_THERE: _("It was removed there."),
        Why.NOT_OURS: _("It belongs to another office. It can be looked at in its papers, and answered."),
        Why.FOLLOWED: _(
            "Reports here follow this outline, so it stays as it is. Ask the sender to give it out as a new outline."
        ),
        Why.NO_FILE: _("Its file did not travel with the package. Ask the sender for the package with its evidence."),
    }[one.why]


def package_words(info: PackageInfo) -> str:
    """What a package is, in a few words."""
    if info.kind == PackageKind.DOWN:
        return _("Answer of the superior") if info.manifest.answers else _("What the superior gives out")
    if info.kind == PackageKind.HANDOVER:
        return _("Handover of a dossier")
    return {
        PackageContent.YEAR: _("Work of a year"),
        PackageContent.PLAN: _("Plans"),
        PackageContent.REPORT: _("Report"),
        PackageContent.SCORE: _("Scores"),
    }[info.manifest.content]


def kind_words(table: str) -> str:
    """What a kind of row is called; a part of something else is called by that."""
    return {
        "office_profile": _("Office profile"),
        "unit": _("Unit"),
        "unit_alias": _("Unit"),
        "unit_field": _("Unit"),
        "officer": _("Officer"),
        "receiver": _("Receiver"),
        "plan": _("Plan"),
        "official_document": _("Paper"),
        "document_line": _("Line of a paper"),
        "section": _("Section"),
        "task_group": _("Group of tasks"),
        "objective": _("Objective"),
        "task": _("Task"),
        "activity": _("Activity"),
        "product": _("Product"),
        "task_unit": _("Unit of a task"),
        "milestone": _("Milestone"),
        "task_result": _("Result of a task"),
        "target": _("Target"),
        "target_value": _("Target"),
        "report": _("Report"),
        "report_item": _("Item of a report"),
        "report_statement": _("Drafted sentence"),
        "figure": _("Figure"),
        "figure_value": _("Figure"),
        "criteria_set": _("Criteria set"),
        "criterion": _("Criterion"),
        "criterion_task": _("Criterion"),
        "score": _("Score"),
        "index_result": _("Published result"),
        "index_goal": _("Goal of an index"),
        "survey": _("Satisfaction survey"),
        "survey_form": _("Form of a survey"),
        "evidence": _("Evidence"),
        "issued_paper": _("Issued paper"),
        "outline": _("Outline"),
        "outline_item": _("Heading of an outline"),
        "report_duty": _("Report that is owed"),
        "legal_basis": _("Legal basis"),
        "remark": _("Remark of the superior"),
        "appraisal": _("Appraised points"),
        "returned_report": _("Report given back"),
        "assigned_task": _("Task assigned"),
    }.get(table, table)


# What of a row as a whole is shown to a person, in this order.
_SHOWN = (
    *("author", "by", "round", "score", "comment", "subject", "title", "name", "code", "number", "text", "body"),
    *("office_name", "index_code", "year", "points", "rank", "kind"),
    *("explanation", "deadline", "lead_text", "coordination_text", "result", "self_score", "value", "file_name"),
)


def told(one: Difference, value: Any) -> str:
    """A value before or after as the page shows it."""
    if value is None:
        return ""
    if one.table == "assigned_task":
        return "\n".join(f"{words}" for words in value.values() if words)
    if isinstance(value, dict):
        return "\n".join(row_value(one.table, value, name) for name in _SHOWN if value.get(name) not in (None, ""))
    if isinstance(value, tuple):
        return _("{count} rows in another order").format(count=len(value))
    if one.column.endswith("_guid"):
        return _("(another one)")
    return value_words(one.table, one.column, value)
