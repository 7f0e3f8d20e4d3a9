"""Taking papers in: what a reader found goes into the dossier in one step that can be undone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Target, YearPaper
from cchc_desktop.models.task import TaskGroup
from cchc_desktop.readers.doubts import with_doubts
from cchc_desktop.readers.read_rows import Doubt, ReadPaper, ReadPlan, ReadSection, Unplaced
from cchc_desktop.rules.citing import Head, short_citation
from cchc_desktop.rules.documents_nd30 import SigningForm, chair_line, signing_lines
from cchc_desktop.rules.fields import field_of
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.plan_purposes import ANNUAL, OTHER, purpose_of
from cchc_desktop.rules.roles import SectionRole
from cchc_desktop.services.frame.task_batches import TaskBatch
from cchc_desktop.services.intake.column_mappings import learned_columns
from cchc_desktop.services.intake.outlines import add_outline
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.papers import new_paper, put_dated, put_lines
from cchc_desktop.services.papers.sections import NewSection, add_sections
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class ImportResult:
    """What was taken in, what is missing and what found no place."""

    change: Change
    tasks: int = 0
    groups: tuple[tuple[str, int], ...] = ()
    missing: dict[str, int] = field(default_factory=dict)
    unplaced: tuple[Unplaced, ...] = ()
    warnings: tuple[str, ...] = ()
    criteria: int = 0  # of a criteria set
    doubtful: tuple[tuple[int, str, tuple[Doubt, ...]], ...] = ()  # line, task, why beyond what is `missing`


def preview_plan(path: Path, dossier: Dossier | None = None, letter: bool = False) -> ReadPlan:
    """Read a plan without touching the dossier, whose taught columns are used. Raises `UserError` for other files.

    `letter` says that the file is an official letter, whatever it brings along.
    """
    from cchc_desktop.readers.plan import read_plan

    return read_plan(path, learned_columns(dossier) if dossier is not None else None, letter)


def import_plan(dossier: Dossier, *, path: Path, year: int, letter: bool = False) -> ImportResult:
    """Take a plan, or the paper that the file holds, from a text, Word or Excel file into the year, after a backup."""
    return keep_plan(dossier, read=preview_plan(path, dossier, letter), year=year)


def keep_plan(dossier: Dossier, *, read: ReadPlan, year: int) -> ImportResult:
    """Keep a plan that was read, after a backup; as the annual plan where the year has none with tasks yet.

    A letter, report or notice is kept as the paper it is, with its frame. Raises `UserError` when neither tasks nor
    text were found: the dossier is unchanged then.
    """
    tasks = sum(len(group.tasks) for group in read.groups)
    if not tasks and not read.is_text:
        raise UserError(
            _("No task was found in this file. Choose a plan with a task list or with the eight-column frame.")
        )
    if not dossier.read_only:
        make_backup(dossier.path)
    change = write_plan(dossier, read=read, year=year)
    return ImportResult(
        change=change,
        tasks=tasks,
        groups=tuple((group.title, len(group.tasks)) for group in read.groups),
        missing=read.missing(),
        unplaced=read.unplaced,
        warnings=(*read.warnings, *_outline_words(read), *signing_doubts(dossier, read, year)),
        doubtful=tuple(_doubtful(read, year)),
    )


def signing_doubts(dossier: Dossier, read: ReadPlan, year: int) -> tuple[str, ...]:
    """What to say of lines above a signature that the program would print otherwise."""
    with dossier.read() as session:
        office = profile_of(session, year).name
    found = []
    for paper in (read.decision, read.paper):
        if paper is not None and paper.signing:
            form, title = _signing(paper.signing)
            minutes = paper.kind == PaperKind.MINUTES
            printed = (chair_line(title),) if minutes else signing_lines(form, office, title)
            if _WORDS.findall(fold(" ".join(printed))) != _WORDS.findall(fold(" ".join(paper.signing))):
                found.append(
                    _("The paper is signed “{theirs}”; here it is printed “{ours}”. Check it under Signature.").format(
                        theirs=" / ".join(paper.signing), ours=" / ".join(printed)
                    )
                )
    return tuple(found)


def _outline_words(read: ReadPlan) -> tuple[str, ...]:
    if read.outline is None:
        return ()
    words = _(
        "The report outline “{title}” came with it and was taken in too: it is printed as an appendix of the paper, "
        "and reports can follow it (“Report outlines…” in the menu)."
    )
    return (words.format(title=read.outline.title),)


def _doubtful(read: ReadPlan, year: int) -> Iterator[tuple[int, str, tuple[Doubt, ...]]]:
    for group in with_doubts(read.groups, year):
        for task in group.tasks:
            doubts = tuple(doubt for doubt in task.doubts if doubt not in (Doubt.NO_LEAD, Doubt.NO_DEADLINE))
            if doubts:
                yield task.line, task.text, doubts


def write_plan(dossier: Dossier, *, read: ReadPlan, year: int) -> Change:
    """Write a plan that was read, with its papers, sections and tasks, as one step."""
    with dossier.change(_("Import plan")) as work:
        ensure_year(work, year)
        _drop_empty_annual(dossier, year)
        paper_guid = _keep(work.session, read, year)
        if read.outline is not None:
            add_outline(work.session, read.outline, year, _named(read.paper), paper_guid)
    return work.change


def _keep(session: Session, read: ReadPlan, year: int) -> str:
    """Add the plan with all that belongs to it; the guid of its paper."""
    kind = PaperKind(read.paper.kind or PaperKind.PLAN)
    subject = read.paper.subject or f"Công tác cải cách hành chính năm {year}"
    paper = _paper(session, kind, read.paper, year, subject)
    decision = None
    if read.decision is not None:
        decision = _paper(session, PaperKind.DECISION, read.decision, year, read.decision.subject or subject)
    present = session.scalars(select(YearPaper).where(YearPaper.year == year)).all()
    plan = YearPaper(
        year=year,
        kind=_purpose(subject, [p.kind for p in present]) if kind is PaperKind.PLAN else OTHER,
        position=max((p.position for p in present), default=-1) + 1,
        frame_mode="list" if read.form == "list" else "table",
        paper_guid=paper.guid,
        decision_guid=decision.guid if decision else None,
    )
    session.add(plan)
    _sections(session, plan, read)
    for position, target in enumerate(read.targets):
        text = f"{target.text} ({target.group})" if target.group else target.text
        session.add(
            Target(
                plan_guid=plan.guid,
                position=position,
                text=text,
                comparator=target.comparator,
                value=target.value,
                value_to=target.value_to,
                unit=target.unit if target.value is not None else target.said,  # a goal in words stays words
            )
        )
    batch = TaskBatch(session)
    # What our own paper assigns was not assigned by a superior.
    own = not read.paper.issuer or _same_office(read.paper.issuer, profile_of(session, year).name)
    for position, group in enumerate(read.groups):
        row = TaskGroup(
            plan_guid=plan.guid, position=position, title=group.title, field_code=field_of(group.title) or ""
        )
        session.add(row)
        origins = [
            {"source": "" if own else task.source, "printed_number": task.printed_number} for task in group.tasks
        ]
        batch.add(row.guid, [task.cells for task in group.tasks], more=origins)
    batch.flush()
    return paper.guid


def _purpose(subject: str, present: list[str]) -> str:
    """As the title says; a plan whose title names no purpose is the year's own where there is none yet."""
    said = purpose_of(subject)
    if said in (ANNUAL, OTHER):
        return OTHER if ANNUAL in present else ANNUAL
    return said


def _drop_empty_annual(dossier: Dossier, year: int) -> None:
    """A plan that was begun but holds no task and no text makes way for the one taken in."""
    row = plans.annual_plan(dossier, year)
    if row is None:
        return
    view = plans.read_plan(dossier, row.guid)
    if not view.groups and not any(section.body.strip() for section in view.sections):
        plans.remove_plan(dossier, plan_guid=row.guid)


def _same_office(a: str, b: str) -> bool:
    return full_name(a).casefold() == full_name(b).casefold()


def _named(read: ReadPaper) -> str:
    """The paper as it is cited, or what it is about."""
    head = Head(read.number, read.symbol, read.issued_on, read.issuer)
    return short_citation(head) if read.symbol else read.subject


def _paper(session: Session, kind: PaperKind, read: ReadPaper, year: int, subject: str) -> OfficialDocument:
    paper = new_paper(session, year=year, kind=kind, subject=subject)
    plain = ("number", "symbol", "place", "issued_on", "authority", "secretary", "preamble", "closing", "signer_name")
    for name in plain:
        value = getattr(read, name)
        if value:
            setattr(paper, name, value)
    put_dated(paper, read.dated)
    if read.signing:
        paper.signing_form, paper.signer_title = _signing(read.signing)
    put_lines(paper, "legal_basis", read.legal_bases)
    put_lines(paper, "article", read.articles)
    put_lines(paper, "addressee", read.addressees)
    put_lines(paper, "recipient", read.recipients)
    return paper


def _signing(lines: tuple[str, ...]) -> tuple[str, str]:
    """The form of signing and the signer's title from the printed lines (Nghị định 30/2020, Điều 13)."""
    heads = " / ".join(lines).upper()
    deputy = "KT." in heads
    if "TM." in heads:
        form = SigningForm.COLLECTIVE_DEPUTY if deputy else SigningForm.COLLECTIVE
    elif "TUQ." in heads:
        form = SigningForm.AUTHORISED
    elif "TL." in heads:
        form = SigningForm.BY_ORDER
    elif "Q." in heads:
        form = SigningForm.ACTING
    else:
        form = SigningForm.DEPUTY if deputy else SigningForm.HEAD
    return str(form), lines[-1].upper().removeprefix("Q. ").strip()


def _sections(session: Session, plan: YearPaper, read: ReadPlan) -> None:
    """The headings of the paper; one for the tasks where it has none."""
    found = read.sections or (ReadSection(number="", title="", level=1, body="", role=SectionRole.TASKS),)
    add_sections(
        session, plan.guid, [NewSection(one.level, one.number, one.title, one.body, one.role) for one in found]
    )
