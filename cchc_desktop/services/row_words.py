"""What an officer calls rows and their columns, and how a kept value is read, where rows are shown as they are kept.

Every column that such a page can show has its words here, and every column that holds a code its words in `row_codes`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Date, DateTime

from cchc_desktop.i18n import _
from cchc_desktop.models import tables
from cchc_desktop.models.base import Points
from cchc_desktop.models.points import unscaled
from cchc_desktop.rules import localised
from cchc_desktop.rules.numbers import format_number, format_value
from cchc_desktop.services.row_codes import CODES

# Kept as JSON or in a form of their own: told by how much is in them.
STRUCTURED = frozenset(
    {
        "answers",
        "bands",
        "causes",
        "form",
        "inputs",
        "measure",
        "questionnaire",
        "rating",
        "respondent",
        "scoring",
        "steps",
    }
)
# What the program keeps for itself in a row.
OWN = frozenset({"guid", "revision", "position", "folded", "key", "rows", "carried_from", "source_key"})
_BARE = frozenset({"year", "first_year", "last_year", "number", "entry"})  # numbers that name: 2026, never 2.026


def column_words(column: str, table: str = "") -> str:
    """What a column is called; "" for a row as a whole."""
    named = _OF_TABLE.get((table, column)) or _COLUMNS.get(column)
    return named() if named is not None else _("Other details") if column else ""


def has_words(column: str) -> bool:
    """Whether a column is called something of its own."""
    return column in _COLUMNS


def is_shown(column: str) -> bool:
    """Whether what stands in a column says something to an officer."""
    return column not in OWN and not column.endswith(("guid", "sha256"))


def value_words(table: str, column: str, value: Any) -> str:
    """A value as an officer reads it: codes in words, numbers and days as papers write them; "" for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return localised.moment(value)
    if isinstance(value, date):
        return localised.full_date(value)
    if isinstance(value, Decimal):
        return format_value(value)
    if isinstance(value, int):
        return str(value) if column in _BARE else format_number(value)
    words = str(value)
    if column in STRUCTURED:
        return _structured(words)
    code = CODES.get((table, column)) or CODES.get(("", column))
    return code(words) if code is not None else words


def row_value(table: str, row: Mapping[str, Any], column: str) -> str:
    """A value within its row: what some columns hold is told by another."""
    if (table, column) == ("document_line", "text") and row.get("role") in ("appendix", "dated"):
        return CODES[row["role"], "text"](str(row.get(column) or ""))
    return value_words(table, column, row.get(column))


def row_title(table: str, row: Mapping[str, Any], title_of: Callable[[str, str], str]) -> str:
    """What a row is called: by its own words, beside what it belongs to; `title_of` calls a row by table and guid."""
    above = [title_of(up, str(row[column])) for column, up in _CALLED_BY.get(table, ()) if row.get(column)]
    named = ": ".join(filter(None, above))
    own = next((told for column in _CALLED_OF.get(table, _CALLED) if (told := row_value(table, row, column))), "")
    return f"{named} ({own})" if named and own else named or own


def _structured(words: str) -> str:
    try:
        held = json.loads(words)
    except ValueError:
        return words
    if not isinstance(held, list | dict):
        return value_words("", "", held)
    return _("{count} entries").format(count=format_number(len(held))) if held else ""


def kept_value(table: str, column: str, value: Any) -> Any:
    """A value as SQLite keeps it, as the Python value that it is."""
    read = _readers(table).get(column)
    if read is None or value is None:
        return value
    try:
        return read(value)
    except (TypeError, ValueError):  # of a damaged backup: told as it is
        return value


@cache
def _readers(table: str) -> dict[str, Callable[[Any], Any]]:
    found = tables.Base.metadata.tables.get(table)
    return {} if found is None else dict(_of_type(found.columns))


def _of_type(columns: Any) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    for column in columns:
        if isinstance(column.type, Points):
            yield column.key, unscaled
        elif isinstance(column.type, DateTime):
            yield column.key, datetime.fromisoformat
        elif isinstance(column.type, Date):
            yield column.key, date.fromisoformat
        elif isinstance(column.type, Boolean):
            yield column.key, bool


# The columns that name the rows by which a row is called, for those that say too little themselves.
_CALLED_BY: dict[str, tuple[tuple[str, str], ...]] = {
    "plan": (("paper_guid", "official_document"),),
    "score": (("criterion_guid", "criterion"),),
    "appraisal": (("criterion_guid", "criterion"),),
    "criterion_task": (("criterion_guid", "criterion"), ("task_guid", "task")),
    "figure_value": (("figure_guid", "figure"),),
    "target_value": (("target_guid", "target"),),
    "returned_report": (("report_guid", "report"),),
    "incoming_task": (("incoming_guid", "incoming_paper"), ("task_guid", "task")),
    "movement_paper": (("plan_guid", "plan"),),
    "movement_result": (("participant_guid", "participant"), ("target_guid", "movement_target")),
    "survey_form": (("survey_guid", "survey"),),
    "unit_alias": (("unit_guid", "unit"),),
    "unit_field": (("unit_guid", "unit"),),
}
# By which of its own columns a row is called, the first that has words.
_CALLED = (
    *("text", "title", "subject", "name", "label", "unit_name", "code", "file_name", "period", "receiver", "partner"),
    *("office_name", "index_code", "number", "year", "office", "comment"),
)
_CALLED_OF: dict[str, tuple[str, ...]] = {
    "officer": ("name", "title"),
    "plan": (),
    "appraisal": (),
    "returned_report": (),
    "criterion": ("name", "code"),
    "check_choice": ("words", "code"),
    "unit_field": ("field_code",),
    "movement_paper": ("role",),
    "movement_result": ("value",),
    "figure_check": ("message", "formula"),
    "index_result": ("office_name", "index_code"),
    "index_goal": ("index_code",),
}
_OF_TABLE: dict[tuple[str, str], Callable[[], str]] = {
    ("officer", "title"): lambda: _("Job title"),
    ("paper_template", "title"): lambda: _("Name"),
    ("evidence", "title"): lambda: _("Name"),
    ("returned_report", "by"): lambda: _("Returned by"),
    ("survey_form", "number"): lambda: _("Number of the form"),
    ("survey_form", "source"): lambda: _("File"),
    ("incoming_file", "file_name"): lambda: _("File"),
}
_COLUMNS: dict[str, Callable[[], str]] = {
    "office": lambda: _("Office"),
    "first_year": lambda: _("First year"),
    "last_year": lambda: _("Last year"),
    "file_name": lambda: _("File"),
    "folder": lambda: _("Folder"),
    "size": lambda: _("Size"),
    "at": lambda: _("When"),
    "code": lambda: _("Code"),
    "words": lambda: _("Passage"),
    "reason": lambda: _("Reason"),
    "by": lambda: _("Said by"),
    "year": lambda: _("Year"),
    "title": lambda: _("Title"),
    "council": lambda: _("Council"),
    "most_rewarded": lambda: _("Rewarded at most"),
    "field_code": lambda: _("Field"),
    "content": lambda: _("Content"),
    "text": lambda: _("Text"),
    "body": lambda: _("Text"),
    "measure": lambda: _("How it is measured"),
    "name": lambda: _("Name"),
    "kind": lambda: _("Kind"),
    "reporter": lambda: _("Who reports"),
    "confirmed_by": lambda: _("Confirmed by"),
    "achievement": lambda: _("Achievement"),
    "votes": lambda: _("Votes for"),
    "voters": lambda: _("Votes cast"),
    "proposed": lambda: _("Proposed for a reward"),
    "value": lambda: _("Value"),
    "met": lambda: _("Met"),
    "note": lambda: _("Note"),
    "role": lambda: _("What it is for"),
    "added_at": lambda: _("Added"),
    "reference": lambda: _("What is referred to"),
    "number": lambda: _("Number"),
    "issued_on": lambda: _("Date of issue"),
    "issuer": lambda: _("Issued by"),
    "direction": lambda: _("Direction"),
    "partner": lambda: _("Sent to or come from"),
    "subject": lambda: _("Subject"),
    "status": lambda: _("Status"),
    "period": lambda: _("Period"),
    "address": lambda: _("Address"),
    "status_at": lambda: _("Status since"),
    "status_note": lambda: _("Note on the status"),
    "owner_kind": lambda: _("What it speaks of"),
    "author": lambda: _("Author"),
    "done": lambda: _("Done"),
    "round": lambda: _("Round"),
    "score": lambda: _("Points"),
    "comment": lambda: _("Comment"),
    "explanation": lambda: _("Explanation"),
    "arrival_number": lambda: _("Number on arrival"),
    "arrived_on": lambda: _("Arrived on"),
    "receiver": lambda: _("Receiver"),
    "due_on": lambda: _("Due on"),
    "done_on": lambda: _("Done on"),
    "index_code": lambda: _("Index"),
    "source": lambda: _("Source"),
    "bands": lambda: _("Bands"),
    "version": lambda: _("Version"),
    "decision": lambda: _("Decision"),
    "level": lambda: _("Level"),
    "declared_max": lambda: _("Total as the paper says it"),
    "steps": lambda: _("Days of the process"),
    "rating": lambda: _("What else decides the band"),
    "causes": lambda: _("What caps the band"),
    "rule": lambda: _("How it is scored"),
    "requirement": lambda: _("Requirement"),
    "proof_wanted": lambda: _("Evidence wanted"),
    "responsible": lambda: _("Responsible"),
    "applies_to": lambda: _("Applies to"),
    "scored_by": lambda: _("Scored by"),
    "scoring": lambda: _("Rule of scoring"),
    "max_points": lambda: _("Highest points"),
    "bonus": lambda: _("Bonus points"),
    "self_score": lambda: _("Own score"),
    "appraised": lambda: _("Appraised"),
    "survey": lambda: _("Survey"),
    "applicable": lambda: _("Applicable"),
    "inputs": lambda: _("Values typed for the rule"),
    "not_arising": lambda: _("Nothing arose"),
    "final": lambda: _("Settled points"),
    "office_name": lambda: _("Office"),
    "points": lambda: _("Points"),
    "rank": lambda: _("Rank"),
    "ranked": lambda: _("Offices ranked"),
    "band": lambda: _("Band"),
    "tier": lambda: _("Levels of government"),
    "superior": lambda: _("Superior office"),
    "place": lambda: _("Place"),
    "valid_from": lambda: _("Valid from"),
    "valid_to": lambda: _("Valid until"),
    "email": lambda: _("E-mail"),
    "phone": lambda: _("Telephone"),
    "base_name": lambda: _("Name of the base file"),
    "mail_subject": lambda: _("Subject of the mail"),
    "mail_body": lambda: _("Text of the mail"),
    "purpose": lambda: _("What is sent there"),
    "limit_mb": lambda: _("Largest mail (MB)"),
    "short_code": lambda: _("Short name"),
    "signing_form": lambda: _("How it is signed"),
    "symbol": lambda: _("Symbol"),
    "authority": lambda: _("Authority"),
    "preamble": lambda: _("Opening"),
    "closing": lambda: _("Closing"),
    "signer": lambda: _("Signer"),
    "signer_title": lambda: _("Title of the signer"),
    "signer_name": lambda: _("Signer"),
    "urgency": lambda: _("Urgency"),
    "secrecy": lambda: _("Secrecy"),
    "circulation": lambda: _("How far it may travel"),
    "drafter_mark": lambda: _("Mark of the drafter"),
    "contact_footer": lambda: _("Address at the foot"),
    "secretary": lambda: _("Secretary"),
    "recipients": lambda: _("Recipients"),
    "pages": lambda: _("Pages"),
    "file_stem": lambda: _("File"),
    "made_at": lambda: _("Made"),
    "replaced_by": lambda: _("Replaced by"),
    "amended_by": lambda: _("Amended by"),
    "partly_from": lambda: _("Partly no longer valid from"),
    "partly_by": lambda: _("Partly replaced by"),
    "known_on": lambda: _("As known on"),
    "form": lambda: _("Form"),
    "frame_mode": lambda: _("How the tasks are printed"),
    "further_columns": lambda: _("Further columns of the frame"),
    "comparator": lambda: _("Comparison of the target"),
    "value_to": lambda: _("Value up to"),
    "unit": lambda: _("Unit of measure"),
    "planned": lambda: _("Planned"),
    "planned_to": lambda: _("Planned up to"),
    "actual": lambda: _("Reached"),
    "forecast": lambda: _("Forecast"),
    "guidance": lambda: _("Guidance"),
    "periods": lambda: _("Periods"),
    "optional": lambda: _("May be left out"),
    "tiers": lambda: _("Levels that need it"),
    "figures": lambda: _("Figures"),
    "sent_on": lambda: _("Sent on"),
    "set_code": lambda: _("Form of figures"),
    "group_title": lambda: _("Group"),
    "formula": lambda: _("Formula"),
    "cumulative": lambda: _("Counted from the beginning of the year"),
    "estimated": lambda: _("Estimated"),
    "message": lambda: _("Message"),
    "covers_from": lambda: _("From day"),
    "covers_to": lambda: _("To day"),
    "unit_name": lambda: _("Unit"),
    "asked_at": lambda: _("Asked for"),
    "received_at": lambda: _("Came"),
    "sender": lambda: _("Sender"),
    "questionnaire": lambda: _("Questionnaire"),
    "population": lambda: _("People served"),
    "least_share": lambda: _("Least share of answers (%)"),
    "least_forms": lambda: _("Least number of forms"),
    "opened_on": lambda: _("Opened on"),
    "closed_on": lambda: _("Closed on"),
    "entry": lambda: _("Typed for the time"),
    "answers": lambda: _("Answers"),
    "respondent": lambda: _("Who answered"),
    "source_key": lambda: _("Row of the file"),
    "entered_at": lambda: _("Entered"),
    "lead_text": lambda: _("Lead unit"),
    "coordination_text": lambda: _("Coordinating units"),
    "deadline": lambda: _("Deadline"),
    "budget_text": lambda: _("Budget"),
    "budget_amount": lambda: _("Budget"),
    "percent": lambda: _("Progress (%)"),
    "result": lambda: _("Result"),
    "printed_number": lambda: _("Number in its paper"),
    "carried_from": lambda: _("Task of last year"),
    "paper_kind": lambda: _("Kind of paper"),
    "label": lambda: _("Deadline as written"),
    "date_from": lambda: _("From day"),
    "date_to": lambda: _("To day"),
    "exclusive": lambda: _("Before that day"),
    "day": lambda: _("Day"),
    "closed": lambda: _("Year closed"),
    "sha256": lambda: _("File"),
    # Of a row of a package, where a link to another row is compared too.
    "position": lambda: _("Order"),
    "parent_guid": lambda: _("Place in the tree"),
    "group_guid": lambda: _("Group of tasks"),
    "objective_guid": lambda: _("Objective"),
    "unit_guid": lambda: _("Unit"),
}
