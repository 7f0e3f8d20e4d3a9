"""Search everywhere: "cai cach" finds "cải cách"; marks that are typed count.

What is typed is looked for as it stands, words one after the other. Where that is nowhere, three syllables and more are
looked for in any order; two are one word ("hồ sơ").
"""

from dataclasses import dataclass
from itertools import islice

from sqlalchemy import and_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Section, YearPaper
from cchc_desktop.models.report import OutlineItem, Report, ReportItem
from cchc_desktop.models.task import Activity, Product, Task, TaskGroup
from cchc_desktop.rules.finding import has_marks, places
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.services.frame.task_cells import SEARCHED_TEXTS
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean, fold

Phrases = tuple[str, ...]
_SCATTERED = 3  # syllables from which on they may stand in any order


@dataclass(frozen=True)
class Hit:
    """Something found: where to go (`tab`, `guid`) and what to show."""

    kind: str  # task, section, report_item, criterion
    guid: str
    title: str
    where: str
    tab: str


def search(dossier: Dossier, query: str, limit: int = 50) -> tuple[Hit, ...]:
    """Everything that holds the query, or else all its words, the newest year first."""
    words = clean(query).split()
    if not words:
        return ()
    with dossier.read() as session:
        hits = _found(session, (" ".join(words),), limit)
        return hits if hits or len(words) < _SCATTERED else _found(session, tuple(words), limit)


def _found(session: Session, phrases: Phrases, limit: int) -> tuple[Hit, ...]:
    hits: list[Hit] = []
    for source in (_tasks, _sections, _report_items, _criteria):
        hits += source(session, phrases, limit - len(hits))
        if len(hits) >= limit:
            break
    return tuple(hits[:limit])


def _tasks(session: Session, phrases: Phrases, limit: int) -> list[Hit]:
    alike = and_(*(Task.folded.contains(fold(phrase), autoescape=True) for phrase in phrases))
    chosen = (
        select(Task.guid, Task.text, TaskGroup.title, YearPaper.year)
        .join(TaskGroup, Task.group_guid == TaskGroup.guid)
        .join(YearPaper, TaskGroup.plan_guid == YearPaper.guid)
        .where(alike)
        .order_by(YearPaper.year.desc(), TaskGroup.position, Task.position)
    )
    written = _written(session, alike) if len(phrases) > 1 or has_marks(phrases[0]) else None
    rows = (r for r in session.execute(chosen) if written is None or _holds(written[r.guid], phrases))
    return [Hit("task", r.guid, r.text, f"{r.title}, {r.year}", "frame") for r in islice(rows, limit)]


def _written(session: Session, alike: ColumnElement[bool]) -> dict[str, str]:
    """The cells of these tasks as they were typed, by the task's guid."""
    found: dict[str, str] = {}
    cells = select(Task.guid, *(getattr(Task, name) for name in SEARCHED_TEXTS.values())).where(alike)
    for guid, *texts in session.execute(cells):
        found[guid] = "\n".join(texts)
    guids = select(Task.guid).where(alike)
    for part in (Activity, Product):
        for guid, text in session.execute(select(part.task_guid, part.text).where(part.task_guid.in_(guids))):
            found[guid] += f"\n{text}"
    return found


def _sections(session: Session, phrases: Phrases, limit: int) -> list[Hit]:
    chosen = (
        select(Section.guid, Section.title, Section.body, OfficialDocument.subject)
        .join(YearPaper, Section.plan_guid == YearPaper.guid)
        .join(OfficialDocument, YearPaper.paper_guid == OfficialDocument.guid)
        .order_by(YearPaper.year.desc(), Section.position)
    )
    rows = (r for r in session.execute(chosen) if _holds(f"{r.title}\n{r.body}", phrases))
    return [Hit("section", r.guid, r.title or plain_text(r.body)[:80], r.subject, "plan") for r in rows][:limit]


def _report_items(session: Session, phrases: Phrases, limit: int) -> list[Hit]:
    chosen = (
        select(ReportItem.guid, ReportItem.text, OutlineItem.title, OfficialDocument.subject)
        .join(OutlineItem, ReportItem.outline_item_guid == OutlineItem.guid)
        .join(Report, ReportItem.report_guid == Report.guid)
        .join(OfficialDocument, Report.paper_guid == OfficialDocument.guid)
        .order_by(Report.year.desc(), ReportItem.position)
    )
    rows = (r for r in session.execute(chosen) if _holds(f"{r.title}\n{r.text}", phrases))
    return [Hit("report_item", r.guid, r.title, r.subject, "report") for r in rows][:limit]


def _criteria(session: Session, phrases: Phrases, limit: int) -> list[Hit]:
    chosen = (
        select(Criterion.guid, Criterion.code, Criterion.name, CriteriaSet.title)
        .join(CriteriaSet, Criterion.set_guid == CriteriaSet.guid)
        .order_by(CriteriaSet.year.desc(), Criterion.code)
    )
    rows = (r for r in session.execute(chosen) if _holds(f"{r.code} {r.name}", phrases))
    return [Hit("criterion", r.guid, f"{r.code} {r.name}", r.title, "index") for r in rows][:limit]


def _holds(text: str, phrases: Phrases) -> bool:
    """Whether a text holds all of these; several are single words, each of which has to begin one."""
    flat = " ".join(text.split())
    folded = fold(flat)
    if not all(fold(phrase) in folded for phrase in phrases):
        return False  # quick; what is left is looked at letter by letter
    if len(phrases) == 1 and not has_marks(phrases[0]):
        return True
    return all(
        any(len(phrases) == 1 or not start or not flat[start - 1].isalnum() for start, _end in places(flat, phrase))
        for phrase in phrases
    )
