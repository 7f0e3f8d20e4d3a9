"""The rows that a statement rests on, by name: a task, a figure's value, an issued paper, a piece of evidence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.index import Criterion
from cchc_desktop.models.paper import IssuedPaper, OfficialDocument
from cchc_desktop.models.report import Figure, FigureValue, Report
from cchc_desktop.models.task import Task, TaskResult
from cchc_desktop.rules.choices import choices_of, without_choices
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.rules.sentences import bare, value_words
from cchc_desktop.storage.dossier import Dossier


@dataclass(frozen=True)
class StatementSource:
    """A row by its name; `target` is the guid to go to: the task of a result, the line of a figure's value."""

    guid: str
    kind: str  # task, figure, paper, report (a paper that is one), evidence, criterion
    title: str
    target: str
    period: str = ""  # of a figure's value


def read_sources(dossier: Dossier, guids: Sequence[str]) -> tuple[StatementSource, ...]:
    """The rows that are still there, in the order of the guids."""
    with dossier.read() as session:
        found = {source.guid: source for read in _READERS for source in read(session, guids)}
    return tuple(found[guid] for guid in guids if guid in found)


def _tasks(session: Session, guids: Sequence[str]) -> Iterator[StatementSource]:
    for guid, text in session.execute(select(Task.guid, Task.text).where(Task.guid.in_(guids))):
        yield StatementSource(guid, "task", text, guid)


def _results(session: Session, guids: Sequence[str]) -> Iterator[StatementSource]:
    chosen = select(TaskResult.guid, TaskResult.text, TaskResult.task_guid).where(TaskResult.guid.in_(guids))
    for guid, text, task_guid in session.execute(chosen):
        yield StatementSource(guid, "task", text, task_guid)


def _figures(session: Session, guids: Sequence[str]) -> Iterator[StatementSource]:
    chosen = select(FigureValue, Figure).join(Figure, FigureValue.figure_guid == Figure.guid)
    for value, figure in session.execute(chosen.where(FigureValue.guid.in_(guids))):
        words = choices_of(figure.kind, figure.unit, figure.name, value.note).of(value.value)
        if words is None and value.value is not None:
            words = value_words(value.value, figure.unit, value.estimated)
        yield StatementSource(
            value.guid, "figure", f"{without_choices(figure.name)}: {words or ''}", figure.guid, value.period
        )


def _papers(session: Session, guids: Sequence[str]) -> Iterator[StatementSource]:
    """Issued versions, and papers that bear a number without having been issued by the program."""
    reports = set(session.scalars(select(Report.paper_guid)))
    for issued in session.scalars(select(IssuedPaper).where(IssuedPaper.guid.in_(guids))):
        kind = "report" if issued.paper_guid in reports else "paper"
        words = f"{full_number(issued.number, issued.symbol)} {bare(issued.subject)}"
        yield StatementSource(issued.guid, kind, words, issued.paper_guid)
    for paper in session.scalars(select(OfficialDocument).where(OfficialDocument.guid.in_(guids))):
        kind = "report" if paper.guid in reports else "paper"
        yield StatementSource(
            paper.guid, kind, f"{full_number(paper.number, paper.symbol)} {bare(paper.subject)}", paper.guid
        )


def _evidence(session: Session, guids: Sequence[str]) -> Iterator[StatementSource]:
    chosen = select(Evidence.guid, Evidence.title, Evidence.owner_guid).where(Evidence.guid.in_(guids))
    for guid, title, owner in session.execute(chosen):
        yield StatementSource(guid, "evidence", title, owner)


def _criteria(session: Session, guids: Sequence[str]) -> Iterator[StatementSource]:
    chosen = select(Criterion.guid, Criterion.code, Criterion.name).where(Criterion.guid.in_(guids))
    for guid, code, name in session.execute(chosen):
        yield StatementSource(guid, "criterion", f"{code} {name}", guid)


_READERS: tuple[Callable[[Session, Sequence[str]], Iterator[StatementSource]], ...] = (
    _tasks,
    _results,
    _figures,
    _papers,
    _evidence,
    _criteria,
)
