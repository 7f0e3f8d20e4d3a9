"""The self-scoring report (báo cáo tự chấm): a paper from its template, its sections drafted from the scores."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.draft_rows import Statement
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index import CriteriaSet
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Section, YearPaper
from cchc_desktop.models.task import Task
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.sentences import bare
from cchc_desktop.services import forms
from cchc_desktop.services.evidence import read_evidence
from cchc_desktop.services.papers.papers_from_templates import FOLDER, create_from_template
from cchc_desktop.services.reporting import draft_scores
from cchc_desktop.services.reporting.draft_scores import ScoreFacts
from cchc_desktop.services.reporting.drafting import markup_of
from cchc_desktop.services.reporting.sentence_forms import sentence_forms, unusable
from cchc_desktop.services.scoring.indices import index_view
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

TEMPLATE = "report_self_score"
SENTENCES = "self_score"
_DRAWN: dict[str, Callable[[ScoreFacts, Mapping[str, Any]], list[Statement]]] = {
    "totals": draft_scores.totals,
    "fields": draft_scores.fields,
    "lost": draft_scores.lost,
    "evidence": draft_scores.evidence,
}


def read_score_facts(dossier: Dossier, set_guid: str) -> ScoreFacts:
    """What is known of a criteria set."""
    with dossier.read() as session:
        view = index_view(session, set_guid)
        known = {row.guid for row in view.criteria}
        proof: dict[str, list[EvidenceRow]] = defaultdict(list)
        for piece in read_evidence(dossier):
            if piece.owner_guid in known:
                proof[piece.owner_guid].append(piece)
        return ScoreFacts(view=view, evidence=dict(proof), tasks=_tasks(session, view))


def _tasks(session: Session, view: IndexView) -> dict[str, str]:
    guids = {guid for row in view.criteria for guid in row.task_guids}
    return dict(session.execute(select(Task.guid, Task.text).where(Task.guid.in_(guids))).tuples().all())


def draft_self_score(facts: ScoreFacts) -> dict[str, list[Statement]]:
    """The statements by what a section draws: totals, fields, lost, evidence. Raises `UserError`."""
    words = sentence_forms(SENTENCES)
    try:
        return {name: drawn(facts, words) for name, drawn in _DRAWN.items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise unusable(SENTENCES) from error


def begun_report(dossier: Dossier, set_guid: str) -> str:
    """The plan row of the newest self-scoring report of a criteria set; "" when none was begun.

    Where the year has several sets, the report is known by the title of the set in its text.
    """
    with dossier.read() as session:
        scored = session.get_one(CriteriaSet, set_guid)
        sets = session.scalars(select(CriteriaSet.guid).where(CriteriaSet.year == scored.year)).all()
        papers = (
            select(YearPaper.guid)
            .join(OfficialDocument, YearPaper.paper_guid == OfficialDocument.guid)
            .where(
                YearPaper.year == scored.year, YearPaper.kind == "index", OfficialDocument.kind == str(PaperKind.REPORT)
            )
            .order_by(YearPaper.position.desc())
        )
        if len(sets) > 1:
            named = select(Section.plan_guid).where(Section.body.contains(bare(scored.title), autoescape=True))
            papers = papers.where(YearPaper.guid.in_(named))
        return session.scalars(papers).first() or ""


def create_self_score_report(dossier: Dossier, *, set_guid: str) -> Change:
    """Begin the self-scoring report of a criteria set as a paper of its year, drafted as far as the scores allow.

    Raises `UserError` when the template or the sentences cannot be used; nothing is changed then.
    """
    with dossier.change(_("Self-scoring report")) as work:
        facts = read_score_facts(dossier, set_guid)
        made = create_from_template(dossier, year=facts.view.year, code=TEMPLATE).created("section")
        drawn = draft_self_score(facts)
        for guid, form in zip(made, forms.read_form(FOLDER, TEMPLATE)["sections"], strict=True):
            statements = drawn.get(form.get("draws", ""), [])
            if statements:
                work.session.get_one(Section, guid).body = markup_of(statements)
    return work.change
