"""What came of a rescue, in the words of the officer."""

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
    return {
        "task": _("Tasks"),
        "task_group": _("Groups of the task frame"),
        "objective": _("Objectives"),
        "activity": _("Activities of tasks"),
        "product": _("Products of tasks"),
        "task_unit": _("Units of tasks"),
        "milestone": _("Deadlines of tasks"),
        "task_result": _("Results of tasks"),
        "plan": _("Plans and papers"),
        "section": _("Sections of plans"),
        "target": _("Targets"),
        "official_document": _("Headings of papers"),
        "document_line": _("Lines of papers"),
        "issued_paper": _("Issued papers"),
        "legal_basis": _("Legal bases"),
        "report": _("Reports"),
        "report_item": _("Texts of reports"),
        "report_statement": _("Drafted sentences"),
        "report_duty": _("Report deadlines"),
        "outline": _("Outlines"),
        "outline_item": _("Headings of outlines"),
        "figure": _("Figures"),
        "figure_value": _("Values of figures"),
        "figure_check": _("Checks of figures"),
        "contribution": _("Parts of units"),
        "criteria_set": _("Criteria sets"),
        "criterion": _("Criteria"),
        "criterion_task": _("Tasks of criteria"),
        "score": _("Scores"),
        "evidence": _("Evidence"),
        "stored_file": _("Kept files"),
        "history": _("History"),
        "unit": _("Units"),
        "unit_alias": _("Other names of units"),
        "unit_field": _("Fields of units"),
        "name_apart": _("Names told apart"),
        "officer": _("Officers"),
        "office_profile": _("Office"),
        "receiver": _("Receivers"),
        "work_year": _("Years"),
        "package_log": _("Packages"),
        "text_draft": _("Unfinished texts"),
        "column_mapping": _("Columns learned"),
        "dossier_info": _("Identity of the dossier"),
        "exchanged_package": _("What is kept of packages"),
        "remark": _("Remarks"),
        "appraisal": _("Appraised points"),
        "archived_dossier": _("Archive of former offices"),
        "returned_report": _("Returned reports"),
        "paper_template": _("Templates of the office"),
        "report_wording": _("Sentences of drafts"),
        "index_result": _("Published results of indices"),
        "index_goal": _("Goals for indices"),
        "target_value": _("Targets by year"),
        "survey": _("Surveys"),
        "survey_form": _("Forms of surveys"),
        "movement": _("Emulation movements"),
        "movement_target": _("Targets of movements"),
        "movement_paper": _("Papers of movements"),
        "participant": _("Participants of movements"),
        "movement_result": _("Results of participants"),
    }.get(table, table)
