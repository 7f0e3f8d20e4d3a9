"""What came of a rescue, in the words of the officer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cchc_desktop.i18n import _


@dataclass(frozen=True)
class Note:
    """One row that could not be taken as it stood: `what` became of it, and what is `known` of it."""

    table: str
    guid: str
    what: str
    known: str = ""


@dataclass
class Rescued:
    """The new dossier: rows taken by table, what was mended in rows that are there, and the rows that are not."""

    path: Path
    backup: Path | None
    rows: dict[str, int] = field(default_factory=dict)
    mended: list[Note] = field(default_factory=list)
    lost: list[Note] = field(default_factory=list)
    list_path: Path | None = None

    @property
    def total(self) -> int:
        """All rows that were taken."""
        return sum(self.rows.values())


def write_list(done: Rescued) -> Path:
    """What could not be read, as a text beside the new dossier; returns where."""
    words = _("what could not be read")
    path = done.path.with_name(f"{done.path.stem} - {words}.txt")
    path.write_text("\n".join(list_lines(done)) + "\n", encoding="utf-8")
    return path


def list_lines(done: Rescued) -> list[str]:
    """Counts by table, then every row: where it was, what became of it, what is known of it."""
    lines = [_("Rescued rows: {count}").format(count=done.total)]
    if done.backup is not None:
        lines.append(_("Backup that helped: {name}").format(name=done.backup.name))
    for heading, notes in (
        (_("Not there any more: {count}"), done.lost),
        (_("There, but not as they were: {count}"), done.mended),
    ):
        lines += ["", heading.format(count=len(notes))]
        for table in dict.fromkeys(note.table for note in notes):
            of_table = [note for note in notes if note.table == table]
            lines.append(f"{table_name(table)}: {len(of_table)}")
            lines += [f"  {note.guid} {note.what}: {note.known}".rstrip(": ") for note in of_table]
    return lines


def table_name(table: str) -> str:
    """What an officer calls the rows of a table."""
    name = _TABLE_NAMES.get(table)
    return name() if name is not None else table


_TABLE_NAMES: dict[str, Callable[[], str]] = {
    "task": lambda: _("Tasks"),
    "task_group": lambda: _("Groups of the task frame"),
    "objective": lambda: _("Objectives"),
    "activity": lambda: _("Activities of tasks"),
    "product": lambda: _("Products of tasks"),
    "task_unit": lambda: _("Units of tasks"),
    "milestone": lambda: _("Deadlines of tasks"),
    "task_result": lambda: _("Results of tasks"),
    "plan": lambda: _("Plans and papers"),
    "section": lambda: _("Sections of plans"),
    "target": lambda: _("Targets"),
    "official_document": lambda: _("Headings of papers"),
    "document_line": lambda: _("Lines of papers"),
    "issued_paper": lambda: _("Issued papers"),
    "legal_basis": lambda: _("Legal bases"),
    "report": lambda: _("Reports"),
    "report_item": lambda: _("Texts of reports"),
    "report_statement": lambda: _("Drafted sentences"),
    "report_duty": lambda: _("Report deadlines"),
    "outline": lambda: _("Outlines"),
    "outline_item": lambda: _("Headings of outlines"),
    "figure": lambda: _("Figures"),
    "figure_value": lambda: _("Values of figures"),
    "figure_check": lambda: _("Checks of figures"),
    "contribution": lambda: _("Parts of units"),
    "criteria_set": lambda: _("Criteria sets"),
    "criterion": lambda: _("Criteria"),
    "criterion_task": lambda: _("Tasks of criteria"),
    "score": lambda: _("Scores"),
    "evidence": lambda: _("Evidence"),
    "stored_file": lambda: _("Kept files"),
    "history": lambda: _("History"),
    "incoming_paper": lambda: _("Incoming papers"),
    "incoming_file": lambda: _("Files of incoming papers"),
    "incoming_task": lambda: _("Tasks that incoming papers assigned"),
    "unit": lambda: _("Units"),
    "unit_alias": lambda: _("Other names of units"),
    "unit_field": lambda: _("Fields of units"),
    "name_apart": lambda: _("Names told apart"),
    "check_choice": lambda: _("Findings passed over"),
    "officer": lambda: _("Officers"),
    "office_profile": lambda: _("Office"),
    "receiver": lambda: _("Receivers"),
    "work_year": lambda: _("Years"),
    "package_log": lambda: _("Packages"),
    "text_draft": lambda: _("Unfinished texts"),
    "column_mapping": lambda: _("Columns learned"),
    "dossier_info": lambda: _("Identity of the dossier"),
    "exchanged_package": lambda: _("What is kept of packages"),
    "remark": lambda: _("Remarks"),
    "appraisal": lambda: _("Appraised points"),
    "archived_dossier": lambda: _("Archive of former offices"),
    "returned_report": lambda: _("Returned reports"),
    "paper_template": lambda: _("Templates of the office"),
    "report_wording": lambda: _("Sentences of drafts"),
    "index_result": lambda: _("Published results of indices"),
    "index_goal": lambda: _("Goals for indices"),
    "target_value": lambda: _("Targets by year"),
    "survey": lambda: _("Surveys"),
    "survey_form": lambda: _("Forms of surveys"),
    "movement": lambda: _("Emulation movements"),
    "movement_target": lambda: _("Targets of movements"),
    "movement_paper": lambda: _("Papers of movements"),
    "participant": lambda: _("Participants of movements"),
    "movement_result": lambda: _("Results of participants"),
}
