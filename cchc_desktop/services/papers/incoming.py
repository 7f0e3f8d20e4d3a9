"""The register of incoming papers (sổ đăng ký văn bản đến): a line a paper, with its files and the tasks it assigned.

A line belongs to the year in which the paper arrived; its number is given once in that year.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.incoming import IncomingFile, IncomingPaper, IncomingTask
from cchc_desktop.models.incoming_rows import IncomingFacts, IncomingFileRow, IncomingRow, IncomingTaskRow
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.task import Task, TaskGroup
from cchc_desktop.rules import localised
from cchc_desktop.rules.cited_paper import number_key
from cchc_desktop.rules.documents_nd30 import normal_number
from cchc_desktop.rules.issue_numbers import is_number, next_number, number_order, same_number
from cchc_desktop.services.stored_files import drop_unused, keep_bytes, kept_bytes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean, fold

_FACTS = tuple(IncomingFacts.__dataclass_fields__)


class KeptFile(NamedTuple):
    """A file that is to be kept: its name and its bytes."""

    name: str
    data: bytes


# Reading


def read_incoming(dossier: Dossier, year: int) -> tuple[IncomingRow, ...]:
    """The lines of a year by their numbers."""
    with dossier.read() as session:
        found = _rows(session, select(IncomingPaper).where(IncomingPaper.year == year))
    return tuple(sorted(found, key=lambda row: (number_order(row.facts.arrival_number), row.facts.arrived_on)))


def read_one_incoming(dossier: Dossier, incoming_guid: str) -> IncomingRow:
    """One line of the register. Raises `UserError` where it is gone."""
    with dossier.read() as session:
        session.get_one(IncomingPaper, incoming_guid)
        return _rows(session, select(IncomingPaper).where(IncomingPaper.guid == incoming_guid))[0]


def incoming_years(dossier: Dossier) -> tuple[int, ...]:
    """The years in which any paper arrived, oldest first."""
    with dossier.read() as session:
        return tuple(session.scalars(select(IncomingPaper.year).distinct().order_by(IncomingPaper.year)))


def incoming_due(dossier: Dossier, year: int) -> tuple[IncomingRow, ...]:
    """The papers with a deadline that arrived in a year or are due in it."""
    with dossier.read() as session:
        in_year = IncomingPaper.due_on.between(date(year, 1, 1), date(year, 12, 31))
        chosen = select(IncomingPaper).where(
            IncomingPaper.due_on.is_not(None), or_(IncomingPaper.year == year, in_year)
        )
        return _rows(session, chosen)


def incoming_of_task(dossier: Dossier, task_guid: str) -> tuple[IncomingRow, ...]:
    """The papers that assigned a task, by the day on which they arrived."""
    with dossier.read() as session:
        mine = select(IncomingTask.incoming_guid).where(IncomingTask.task_guid == task_guid)
        found = _rows(session, select(IncomingPaper).where(IncomingPaper.guid.in_(mine)))
    return tuple(sorted(found, key=lambda row: (row.facts.arrived_on, number_order(row.facts.arrival_number))))


def next_arrival_number(dossier: Dossier, year: int) -> str:
    """The number that the next paper of a year gets."""
    with dossier.read() as session:
        return _next_number(session, year)


def same_papers(dossier: Dossier, facts: IncomingFacts, hashes: Collection[str] = ()) -> tuple[IncomingRow, ...]:
    """The lines that register the same paper: a file with the same bytes, or the same number, day and issuer."""
    with dossier.read() as session:
        by_file = select(IncomingFile.incoming_guid).where(IncomingFile.sha256.in_(hashes))
        named = IncomingPaper.issued_on.is_not_distinct_from(facts.issued_on) if facts.number else false()
        found = _rows(session, select(IncomingPaper).where(or_(IncomingPaper.guid.in_(by_file), named)))
    return tuple(
        row
        for row in found
        if any(file.sha256 in hashes for file in row.files) or (facts.number and _named_alike(row.facts, facts))
    )


def _named_alike(one: IncomingFacts, other: IncomingFacts) -> bool:
    issuers = {fold(one.issuer), fold(other.issuer)} - {""}
    return (
        number_key(one.number) == number_key(other.number)
        and one.issued_on == other.issued_on
        and len(issuers) < 2  # one of them may not say who issued it
    )


def incoming_bytes(dossier: Dossier, file_guid: str) -> KeptFile:
    """A kept file, the very bytes that came. Raises `UserError` when they are damaged."""
    with dossier.read() as session:
        file = session.get_one(IncomingFile, file_guid)
        return KeptFile(file.file_name, kept_bytes(session, file.sha256))


def _rows(session: Session, chosen: Select[tuple[IncomingPaper]]) -> tuple[IncomingRow, ...]:
    papers = session.scalars(chosen).all()
    guids = [paper.guid for paper in papers]
    files: dict[str, list[IncomingFileRow]] = defaultdict(list)
    mine = select(IncomingFile).where(IncomingFile.incoming_guid.in_(guids))
    for file in session.scalars(mine.order_by(IncomingFile.position, IncomingFile.guid)):
        files[file.incoming_guid].append(IncomingFileRow(file.guid, file.file_name, file.sha256, file.size))
    tasks: dict[str, list[IncomingTaskRow]] = defaultdict(list)
    linked = (
        select(IncomingTask.incoming_guid, Task.guid, YearPaper.year, Task.text)
        .join(Task, Task.guid == IncomingTask.task_guid)
        .join(TaskGroup, TaskGroup.guid == Task.group_guid)
        .join(YearPaper, YearPaper.guid == TaskGroup.plan_guid)
        .where(IncomingTask.incoming_guid.in_(guids))
        .order_by(YearPaper.year, YearPaper.position, TaskGroup.position, Task.position)
    )
    for guid, task_guid, year, text in session.execute(linked).tuples():
        tasks[guid].append(IncomingTaskRow(task_guid, year, text))
    return tuple(
        IncomingRow(
            paper.guid,
            paper.revision,
            paper.year,
            IncomingFacts(**{name: getattr(paper, name) for name in _FACTS}),
            tuple(files[paper.guid]),
            tuple(tasks[paper.guid]),
        )
        for paper in papers
    )


# Writing


def add_incoming(
    dossier: Dossier, *, facts: IncomingFacts, files: Sequence[KeptFile] = (), task_guids: Collection[str] = ()
) -> Change:
    """Register a paper with its files and the tasks that it assigned.

    Raises `UserError` where it has no subject, or its number is none or is taken.
    """
    with dossier.change(_("Register an incoming paper")) as work:
        guid = put_incoming(work.session, facts)
        put_files(work.session, guid, files)
        _add_tasks(work.session, guid, task_guids)
    return work.change


def set_incoming(dossier: Dossier, *, incoming_guid: str, facts: IncomingFacts) -> Change:
    """Say otherwise what is registered of a paper; without a number it gets the next one. Raises as `add_incoming`."""
    with dossier.change(_("Edit an incoming paper")) as work:
        _write(work.session, work.session.get_one(IncomingPaper, incoming_guid), facts)
    return work.change


def set_done(dossier: Dossier, *, incoming_guid: str, done_on: date | None) -> Change:
    """Say on which day a paper was dealt with; None: it is open again."""
    with dossier.change(_("Paper dealt with") if done_on else _("Paper open again")) as work:
        work.session.get_one(IncomingPaper, incoming_guid).done_on = done_on
    return work.change


def remove_incoming(dossier: Dossier, *, incoming_guid: str) -> Change:
    """Take a line out of the register, with the files that nothing else needs; undo brings it back."""
    with dossier.change(_("Remove an incoming paper")) as work:
        session = work.session
        paper = session.get_one(IncomingPaper, incoming_guid)
        files = session.scalars(select(IncomingFile).where(IncomingFile.incoming_guid == incoming_guid)).all()
        links = session.scalars(select(IncomingTask).where(IncomingTask.incoming_guid == incoming_guid)).all()
        for row in (*files, *links):
            session.delete(row)
        session.flush()
        session.delete(paper)
        drop_unused(session, [file.sha256 for file in files])
    return work.change


def add_incoming_files(dossier: Dossier, *, incoming_guid: str, files: Sequence[KeptFile]) -> Change:
    """Keep more files with a paper; one that it has already stays once."""
    with dossier.change(_("Add files to an incoming paper")) as work:
        work.session.get_one(IncomingPaper, incoming_guid)
        put_files(work.session, incoming_guid, files)
    return work.change


def remove_incoming_file(dossier: Dossier, *, file_guid: str) -> Change:
    """Take a file away from a paper; undo brings it back."""
    with dossier.change(_("Remove a file of an incoming paper")) as work:
        file = work.session.get_one(IncomingFile, file_guid)
        work.session.delete(file)
        work.session.flush()
        drop_unused(work.session, [file.sha256])
    return work.change


def link_tasks(dossier: Dossier, *, incoming_guid: str, task_guids: Collection[str]) -> Change:
    """Say which tasks a paper assigned: these, and no others."""
    with dossier.change(_("Tasks of an incoming paper")) as work:
        session = work.session
        session.get_one(IncomingPaper, incoming_guid)
        for link in session.scalars(select(IncomingTask).where(IncomingTask.incoming_guid == incoming_guid)).all():
            if link.task_guid not in task_guids:
                session.delete(link)
        _add_tasks(session, incoming_guid, task_guids)
    return work.change


def put_incoming(session: Session, facts: IncomingFacts) -> str:
    """A new line within a transaction; returns its guid. Raises as `add_incoming`."""
    paper = IncomingPaper(year=facts.arrived_on.year, arrival_number="", arrived_on=facts.arrived_on, subject="")
    _write(session, paper, facts)
    session.add(paper)
    session.flush()
    return paper.guid


def drop_task_links(session: Session, task_guids: Iterable[str]) -> None:
    """Delete what links tasks that are deleted to incoming papers, within a transaction."""
    for link in session.scalars(select(IncomingTask).where(IncomingTask.task_guid.in_(list(task_guids)))).all():
        session.delete(link)


def _write(session: Session, paper: IncomingPaper, facts: IncomingFacts) -> None:
    for name in _FACTS:
        value = getattr(facts, name)
        setattr(paper, name, " ".join(clean(value).split()) if isinstance(value, str) else value)
    paper.year = facts.arrived_on.year
    if not paper.subject:
        raise UserError(_("Write what the paper is about. Nothing was registered."))
    if not paper.arrival_number:
        paper.arrival_number = _next_number(session, paper.year)
    if not is_number(paper.arrival_number):
        raise UserError(
            _(
                "“{number}” is no number of arrival. Write a number such as 15 or 15a, or none: the next one is given."
            ).format(number=paper.arrival_number[:40])
        )
    paper.arrival_number = normal_number(paper.arrival_number)
    others = select(IncomingPaper).where(IncomingPaper.year == paper.year, IncomingPaper.guid != paper.guid)
    with session.no_autoflush:
        twin = next((o for o in session.scalars(others) if same_number(o.arrival_number, paper.arrival_number)), None)
    if twin is not None:
        raise UserError(
            _(
                "Number of arrival {number} of {year} is taken by “{subject}” of {date}. Write another number, or "
                "none: the next free one is given. Nothing was changed."
            ).format(
                number=paper.arrival_number,
                year=paper.year,
                subject=twin.subject[:120],
                date=localised.full_date(twin.arrived_on),
            )
        )


def _next_number(session: Session, year: int) -> str:
    with session.no_autoflush:
        return next_number(session.scalars(select(IncomingPaper.arrival_number).where(IncomingPaper.year == year)))


def put_files(session: Session, incoming_guid: str, files: Sequence[KeptFile]) -> None:
    """Keep files with a line within a transaction; one that it has already stays once."""
    there = session.scalars(select(IncomingFile).where(IncomingFile.incoming_guid == incoming_guid)).all()
    position = max((file.position for file in there), default=-1) + 1
    kept = {file.sha256 for file in there}
    for file in files:
        sha256 = keep_bytes(session, file.data)
        if sha256 in kept:
            continue
        kept.add(sha256)
        session.add(
            IncomingFile(
                incoming_guid=incoming_guid,
                position=position,
                file_name=clean(file.name),
                sha256=sha256,
                size=len(file.data),
            )
        )
        position += 1


def _add_tasks(session: Session, incoming_guid: str, task_guids: Collection[str]) -> None:
    chosen = select(IncomingTask.task_guid).where(IncomingTask.incoming_guid == incoming_guid)
    there = set(session.scalars(chosen))
    for guid in dict.fromkeys(task_guids):
        if guid not in there:
            session.add(IncomingTask(incoming_guid=incoming_guid, task_guid=session.get_one(Task, guid).guid))
