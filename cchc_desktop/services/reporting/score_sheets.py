"""What goes along with a self-scoring report: the criteria set it tells of, and the papers that prove the scores."""

import re

from cchc_desktop.models.appendix_rows import ScoreProof, ScoreSheets
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.models.rows import EvidenceRow, YearPaperView
from cchc_desktop.rules.citations import cited_on
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services import indices, offices
from cchc_desktop.services.evidence import read_evidence
from cchc_desktop.storage.dossier import Dossier

_NUMBER = re.compile(r"\b\d+[a-zđ]?/(?:\d{4}/)?[A-ZĐ][A-ZĐa-zđ]*(?:-[A-ZĐ][A-ZĐa-zđ]*)*")
_COMMUNE = "PAR_INDEX_COMMUNE"


def read_score_sheets(dossier: Dossier, view: YearPaperView) -> ScoreSheets | None:
    """The sheets of a self-scoring report; None for any other paper, and where its year has no criteria set."""
    if view.plan.kind != "index" or view.paper.kind != PaperKind.REPORT:
        return None
    set_guid = current_set(dossier, view.plan.year, view.paper.subject)
    if set_guid is None:
        return None
    scores = indices.read_index(dossier, set_guid)
    return ScoreSheets(scores, _proof(dossier, scores))


def current_set(dossier: Dossier, year: int, subject: str = "") -> str | None:
    """The criteria set that a subject names, the commune's index where it names none, or the first of the year."""
    sets = indices.read_sets(dossier, year)
    named = (guid for guid, _code, title in sets if title and title.casefold() in subject.casefold())
    usual = (guid for guid, code, _title in sets if code == _COMMUNE)
    return next(named, None) or next(usual, None) or (sets[0][0] if sets else None)


def _proof(dossier: Dossier, scores: IndexView) -> tuple[ScoreProof, ...]:
    by_owner: dict[str, list[EvidenceRow]] = {}
    for piece in read_evidence(dossier):
        by_owner.setdefault(piece.owner_guid, []).append(piece)
    office = full_name(offices.read_office(dossier, scores.year).name)
    with dossier.read() as session:
        found = []
        for criterion in scores.criteria:
            for piece in by_owner.get(criterion.guid, ()):
                issued = session.get(IssuedPaper, piece.issued_guid) if piece.issued_guid else None
                found.append(_issued(piece, criterion.code, issued, office) if issued else _file(piece, criterion.code))
        return tuple(found)


def _issued(piece: EvidenceRow, code: str, paper: IssuedPaper, office: str) -> ScoreProof:
    from cchc_desktop.documents.register import title_of

    number = full_number(paper.number, paper.symbol)
    return ScoreProof(
        piece.guid, code, number, paper.issued_on, office, title_of(paper.kind, paper.subject, paper.symbol)
    )


def _file(piece: EvidenceRow, code: str) -> ScoreProof:
    """What the title of a file says of a paper; who issued it only its letterhead would tell."""
    number = _NUMBER.search(piece.title)
    return ScoreProof(piece.guid, code, number[0] if number else "", cited_on(piece.title), "", piece.title)
