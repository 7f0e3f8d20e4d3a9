"""A paper of the year, whatever its kind: which composer lays it out."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.certificate import certificate_parts
from cchc_desktop.documents.decision import decision_part
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.minutes import minutes_part
from cchc_desktop.documents.name_list import list_part
from cchc_desktop.documents.nodes import Document, PageRun
from cchc_desktop.documents.plan import plan_parts
from cchc_desktop.documents.report_appendices import with_named_appendices
from cchc_desktop.documents.score_appendices import score_parts
from cchc_desktop.models.appendix_rows import ScoreSheets
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.paper_kinds import Layout, PaperKind


def compose_paper(
    view: YearPaperView, office: OfficeRow, style: HouseStyle, scores: ScoreSheets | None = None
) -> Document:
    """The paper with the appendices that belong to it, of a self-scoring report its `scores`; without its decision."""
    along = score_parts(view.paper, scores, office, style) if scores else []
    named = with_named_appendices(view, along)
    return Document(paper_parts.name_of(view.paper), full_name(office.name), (*_parts(named, office, style), *along))


def _parts(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> tuple[PageRun, ...]:
    match PaperKind(view.paper.kind).facts.layout:
        case Layout.ARTICLES:
            return (decision_part(view.paper, office, style),)
        case Layout.MINUTES:
            return (minutes_part(view, office, style),)
        case Layout.LIST:
            return (list_part(view, office, style),)
        case Layout.CERTIFICATE:
            return certificate_parts(view, office, style)
        case Layout.SECTIONS:
            return plan_parts(view, office, style)
