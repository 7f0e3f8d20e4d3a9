"""A superior's plan: which of its tasks are ours, where they come from, and our paper that carries them out."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from cchc_desktop.i18n import _
from cchc_desktop.models.import_rows import AssignedTask, Assignment, IncomingTask
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.readers.read_rows import ReadPaper, ReadPlan, ReadSection
from cchc_desktop.readers.task_list import without_end
from cchc_desktop.rules.assigned import Duty, concern
from cchc_desktop.rules.citing import Head, full_citation, short_citation
from cchc_desktop.rules.fields import field_of
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.organisation import area_name, full_name
from cchc_desktop.services.intake.comparing import compare, incoming, proposed
from cchc_desktop.services.intake.import_merge import take_rows
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.papers.papers import put_lines
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

TEMPLATE = "plan_programme"
GROUP = "Nhiệm vụ cấp trên giao"  # of what no field of the reform is named for
_DOING = re.compile(r"nhiem vu|giai phap|to chuc thuc hien|phan cong|trach nhiem|noi dung")
_MARK = re.compile(r"^\s*(?:[-+•*]\s*)?(?:[a-zđ]\)\s*|\d{1,2}[.)]\s+)?")
_FEWEST = 4  # words of a line that can be a task
_SAID = (Column.OBJECTIVE, Column.TASK, Column.ACTIVITY, Column.PRODUCT)


def assignment_of(dossier: Dossier, read: ReadPlan, *, year: int) -> Assignment:
    """Every task of a superior's plan with what it asks of this office, and how the plan is cited.

    Behind the tasks of its table or list stand the lines of its text that speak of the communes.
    """
    with dossier.read() as session:
        profile = profile_of(session, year)
        office, superior = profile.name, profile.superior
    tasks = (*(_assigned(task, office) for task in incoming(read.groups)), *_of_text(read.sections, office))
    paper = _cited(read)
    head = Head(paper.number, paper.symbol, paper.issued_on, paper.issuer or superior)
    subject = read.paper.subject or paper.subject
    return Assignment(
        tasks,
        short_citation(head),
        full_citation(replace(head, issuer=full_name(head.issuer)), subject),
        " ".join(subject.split()),
    )


def _assigned(task: IncomingTask, office: str) -> AssignedTask:
    found = concern(
        lead=task.cells.get(Column.LEAD, ""),
        coordination=task.cells.get(Column.COORDINATION, ""),
        texts="\n".join(task.cells.get(column, "") for column in _SAID),
        office=office,
    )
    return AssignedTask(task, str(found.duty), found.words)


def _of_text(sections: Sequence[ReadSection], office: str) -> Iterator[AssignedTask]:
    """Lines of the text that ask something of the communes: all below a heading that names them, others by their words.

    Outside the sections on tasks and duties, such as among the aims, a line only may be meant.
    """
    doing = False
    for section in sections:
        if section.level == 1:
            doing = bool(_DOING.search(fold(section.title)))
        headed = concern(lead=section.title, coordination="", texts="", office=office)
        title = without_end(section.title.rstrip(":"))
        group = title if field_of(title) else GROUP
        for line in plain_text(section.body).split("\n"):
            text = without_end(_MARK.sub("", line))
            found = headed if headed.words else concern(lead="", coordination="", texts=text, office=office)
            if found.duty in (Duty.NONE, Duty.PERHAPS) or len(text.split()) < _FEWEST:
                continue
            duty = found.duty if doing else Duty.PERHAPS
            yield AssignedTask(IncomingTask({Column.TASK: text}, group), str(duty), found.words)


def _cited(read: ReadPlan) -> ReadPaper:
    """The paper that bears the number: the plan itself, or the decision that issued it."""
    return read.paper if read.paper.symbol or read.decision is None else read.decision


def proposed_tasks(assignment: Assignment) -> frozenset[int]:
    """The tasks that are ours by their words; those that only may be are left to the officer."""
    sure = (Duty.LEAD, Duty.COORDINATION, Duty.NAMED)
    return frozenset(place for place, task in enumerate(assignment.tasks) if task.duty in sure)


def plan_from_superior(
    dossier: Dossier, *, tasks: Sequence[IncomingTask], year: int, source: str, basis: str, subject: str
) -> Change:
    """Begin our plan that carries a superior's plan out, with these tasks and the superior's paper as legal basis."""
    with dossier.change(_("New paper from a superior's plan")) as work:
        with dossier.read() as session:
            area = area_name(profile_of(session, year).name)
        title = f"Thực hiện {source} về {subject[:1].lower()}{subject[1:]} trên địa bàn {area}"
        if not subject:
            title = f"Thực hiện {source} trên địa bàn {area}"
        plan_guid = create_from_template(dossier, year=year, code=TEMPLATE, subject=title).created("plan")[0]
        plan = work.session.get_one(YearPaper, plan_guid)
        signed = work.session.get_one(OfficialDocument, plan.decision_guid or plan.paper_guid)
        put_lines(signed, "legal_basis", [f"Căn cứ {basis}"])
        rows = compare((), tasks)
        take_rows(dossier, plan_guid=plan_guid, rows=rows, taken=proposed(rows), source=source)
    return work.change


def chosen_tasks(assignment: Assignment, taken: Collection[int]) -> tuple[IncomingTask, ...]:
    """The tasks that the officer ticked, in the order of the plan."""
    return tuple(task.task for place, task in enumerate(assignment.tasks) if place in taken)
