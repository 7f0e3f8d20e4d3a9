"""Finding words in all texts of a plan or a report, and putting others in their place as one step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.base import Base
from cchc_desktop.models.paper import DocumentLine, OfficialDocument
from cchc_desktop.models.plan import Section, YearPaper
from cchc_desktop.models.report import Report, ReportItem
from cchc_desktop.rules.finding import replaced
from cchc_desktop.rules.markup import parse_markup
from cchc_desktop.rules.replacing import replaced_in_markup
from cchc_desktop.services.papers.papers import ROLES
from cchc_desktop.services.papers.plans import section_rows
from cchc_desktop.services.reporting.reports import item_rows, refuse_sent
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_MARKUP = {"preamble", "closing", "body"}
_ENTITIES: dict[str, type[Base]] = {
    entity.__tablename__: entity for entity in (OfficialDocument, DocumentLine, Section, ReportItem)
}


@dataclass(frozen=True)
class FoundText:
    """A paragraph that holds the words `count` times; `after` is the same with other words in their place.

    `part` says what it is: place, authority, subject, preamble, closing, a role of `services.papers.ROLES`, section or
    item; `index` counts the lines of one role from 0.
    """

    table: str
    guid: str
    field: str
    line: int  # of the markup, from 0
    part: str
    index: int
    before: str
    after: str
    count: int


@dataclass(frozen=True)
class _Text:
    row: Base
    field: str
    part: str
    index: int = 0

    @property
    def is_markup(self) -> bool:
        return self.field in _MARKUP or isinstance(self.row, ReportItem)

    @property
    def value(self) -> str:
        return str(getattr(self.row, self.field))


def find_in_plan(dossier: Dossier, plan_guid: str, query: str, by: str, exact: bool) -> tuple[FoundText, ...]:
    """The paragraphs of a plan, and of the decision that issues it, that hold the words, in the order of the papers."""
    with dossier.read() as session:
        plan = session.get_one(YearPaper, plan_guid)
        texts: list[_Text] = []
        for guid in (plan.decision_guid, plan.paper_guid):
            texts += _of_paper(session, guid) if guid else ()
        for row in section_rows(session, plan_guid):
            section = session.get_one(Section, row.guid)
            texts += (_Text(section, "title", "section"), _Text(section, "body", "section"))
        return tuple(_found(_closing_last(texts), query, by, exact))


def find_in_report(dossier: Dossier, report_guid: str, query: str, by: str, exact: bool) -> tuple[FoundText, ...]:
    """The paragraphs of a report that hold the words, in the order of the paper."""
    with dossier.read() as session:
        report = session.get_one(Report, report_guid)
        texts = list(_of_paper(session, report.paper_guid))
        texts += (_Text(session.get_one(ReportItem, row.guid), "text", "item") for row in item_rows(session, report))
        return tuple(_found(_closing_last(texts), query, by, exact))


def _of_paper(session: Session, guid: str) -> Iterator[_Text]:
    paper = session.get_one(OfficialDocument, guid)
    for field in ("place", "authority", "subject", "preamble", "closing"):
        yield _Text(paper, field, field)
    counts: dict[str, int] = {}
    for line in session.scalars(
        select(DocumentLine)
        .where(DocumentLine.document_guid == guid, DocumentLine.role.in_(ROLES))  # others are marks, not texts
        .order_by(DocumentLine.role, DocumentLine.position, DocumentLine.guid)
    ):
        counts[line.role] = counts.get(line.role, -1) + 1
        yield _Text(line, "text", line.role, counts[line.role])


def _closing_last(texts: Iterable[_Text]) -> list[_Text]:
    return sorted(texts, key=lambda text: text.part in ("closing", "recipient"))


def _found(texts: Iterable[_Text], query: str, by: str, exact: bool) -> Iterator[FoundText]:
    for text in texts:
        for number, line in enumerate(_lines(text)):
            after, count = replaced(line, query, by, exact)
            if count:
                row = text.row
                yield FoundText(
                    row.__tablename__, row.guid, text.field, number, text.part, text.index, line, after, count
                )


def _lines(text: _Text) -> list[str]:
    return [block.text for block in parse_markup(text.value)] if text.is_markup else [text.value]


def replace_in_texts(dossier: Dossier, *, texts: Sequence[FoundText], query: str, by: str, exact: bool) -> Change:
    """Put the words in the place of the query in these paragraphs, as one step.

    A paragraph that is no longer as it was found is left alone; a line of a paper that loses all its words goes.
    Raises `UserError` when a text is of a report that was sent; nothing is changed then.
    """
    with dossier.change(_("Replace words")) as work:
        # From the last paragraph of a text to its first: one that goes does not move those that are still to come.
        for found in sorted(texts, key=lambda found: -found.line):
            row = work.session.get(_ENTITIES[found.table], found.guid)
            text = _Text(row, found.field, found.part) if row is not None else None
            if text is None or _lines(text)[found.line : found.line + 1] != [found.before]:
                continue
            if isinstance(row, ReportItem):
                refuse_sent(work.session.get_one(Report, row.report_guid))
            if text.is_markup:
                value = replaced_in_markup(text.value, found.line, query, by, exact)
            else:
                value = replaced(text.value, query, by, exact)[0]
            if isinstance(row, DocumentLine) and not value.strip():
                work.session.delete(row)
            else:
                setattr(row, found.field, value)
    return work.change
