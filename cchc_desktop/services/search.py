"""Search everywhere, without diacritics: "cai cach" finds "cải cách"."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Plan, Section
from cchc_desktop.models.report import OutlineItem, Report, ReportItem
from cchc_desktop.models.task import Task, TaskGroup
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold


@dataclass(frozen=True)
class Hit:
    """Something found: where to go (`tab`, `guid`) and what to show."""

    kind: str  # task, section, report_item, criterion
    guid: str
    title: str
    where: str
    tab: str


def search(dossier: Dossier, query: str, limit: int = 50) -> tuple[Hit, ...]:
    """Everything that holds all the words of the query, the newest year first."""
    words = fold(query).split()
    if not words:
        return ()
    with dossier.read() as session:
        hits: list[Hit] = []
        for source in (_tasks, _sections, _report_items, _criteria):
            hits += source(session, words, limit - len(hits))
            if len(hits) >= limit:
                break
        return tuple(hits[:limit])


def _tasks(session: Session, words: list[str], limit: int) -> list[Hit]:
    chosen = (
        select(Task.guid, Task.text, TaskGroup.title, Plan.year)
        .join(TaskGroup, Task.group_guid == TaskGroup.guid)
        .join(Plan, TaskGroup.plan_guid == Plan.guid)
        .order_by(Plan.year.desc(), TaskGroup.position, Task.position)
        .limit(limit)
    )
    for word in words:
        chosen = chosen.where(Task.folded.contains(word, autoescape=True))
    return [Hit("task", r.guid, r.text, f"{r.title}, {r.year}", "frame") for r in session.execute(chosen)]


def _sections(session: Session, words: list[str], limit: int) -> list[Hit]:
    chosen = (
        select(Section.guid, Section.title, Section.body, OfficialDocument.subject)
        .join(Plan, Section.plan_guid == Plan.guid)
        .join(OfficialDocument, Plan.paper_guid == OfficialDocument.guid)
        .order_by(Plan.year.desc(), Section.position)
    )
    rows = (r for r in session.execute(chosen) if _holds(f"{r.title}\n{r.body}", words))
    return [Hit("section", r.guid, r.title or plain_text(r.body)[:80], r.subject, "plan") for r in rows][:limit]


def _report_items(session: Session, words: list[str], limit: int) -> list[Hit]:
    chosen = (
        select(ReportItem.guid, ReportItem.text, OutlineItem.title, OfficialDocument.subject)
        .join(OutlineItem, ReportItem.outline_item_guid == OutlineItem.guid)
        .join(Report, ReportItem.report_guid == Report.guid)
        .join(OfficialDocument, Report.paper_guid == OfficialDocument.guid)
        .order_by(Report.year.desc(), ReportItem.position)
    )
    rows = (r for r in session.execute(chosen) if _holds(f"{r.title}\n{r.text}", words))
    return [Hit("report_item", r.guid, r.title, r.subject, "report") for r in rows][:limit]


def _criteria(session: Session, words: list[str], limit: int) -> list[Hit]:
    chosen = (
        select(Criterion.guid, Criterion.code, Criterion.name, CriteriaSet.title)
        .join(CriteriaSet, Criterion.set_guid == CriteriaSet.guid)
        .order_by(CriteriaSet.year.desc(), Criterion.code)
    )
    rows = (r for r in session.execute(chosen) if _holds(f"{r.code} {r.name}", words))
    return [Hit("criterion", r.guid, f"{r.code} {r.name}", r.title, "index") for r in rows][:limit]


def _holds(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)
