"""What goes along with a self-scoring report: the criteria set it tells of, and the papers that prove the scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_desktop.models.appendix_rows import ScoreProof, ScoreSheets
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.cited_paper import CitedPaper, number_key, read_cited
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services import indices, offices
from cchc_desktop.services.evidence import read_evidence
from cchc_desktop.services.papers.register import issued_of_year, read_register, register_line, register_years
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

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
    wanted = [(row.code, piece) for row in scores.criteria for piece in by_owner.get(row.guid, ())]
    if not wanted:
        return ()
    own = _own_papers(dossier)
    return tuple(_proof_of(code, piece, own) for code, piece in wanted)


@dataclass(frozen=True)
class _OwnPapers:
    """The papers of the register, by what a piece of evidence may tell them by; each with the office of its year."""

    by_issued: Mapping[str, tuple[RegisterRow, str]]
    by_bytes: Mapping[str, tuple[RegisterRow, str]]
    by_number: Mapping[str, Sequence[tuple[RegisterRow, str]]]


def _own_papers(dossier: Dossier) -> _OwnPapers:
    by_issued, by_bytes = {}, {}
    by_number: dict[str, list[tuple[RegisterRow, str]]] = {}
    for year in register_years(dossier):
        office = full_name(offices.read_office(dossier, year).name)
        for row in read_register(dossier, year):
            by_number.setdefault(number_key(full_number(row.number, row.symbol)), []).append((row, office))
        for issued in issued_of_year(dossier, year):
            line = register_line(issued), office
            by_issued[issued.guid] = line
            by_bytes[issued.pdf_sha256] = by_bytes[issued.docx_sha256] = line
    return _OwnPapers(by_issued, by_bytes, by_number)


def _proof_of(code: str, piece: EvidenceRow, own: _OwnPapers) -> ScoreProof:
    """What is known of a piece: by the register where it is one of the office's papers, else what its words say."""
    said = read_cited(piece.title)
    if not said.number or said.issued_on is None:
        named = read_cited(Path(piece.file_name).stem)
        if not said.number and named.number:
            said = replace(said, number=named.number, issuer=said.issuer or named.issuer)
        said = replace(said, issued_on=said.issued_on or named.issued_on)
    line = own.by_issued.get(piece.issued_guid) or own.by_bytes.get(piece.sha256) or _registered(said, own)
    if line is None:
        return ScoreProof(piece.guid, code, said.number, said.issued_on, said.issuer, said.subject)
    from cchc_desktop.documents.register import title_of

    row, office = line
    number = full_number(row.number, row.symbol)
    return ScoreProof(piece.guid, code, number, row.issued_on, office, title_of(row.kind, row.subject, row.symbol))


def _registered(said: CitedPaper, own: _OwnPapers) -> tuple[RegisterRow, str] | None:
    """The one paper of the register that a citation means: of that number, and of its day or body where it says so."""
    found = [
        (row, office)
        for row, office in own.by_number.get(number_key(said.number), ())
        if said.issued_on in (None, row.issued_on) and (not said.issuer or fold(full_name(said.issuer)) == fold(office))
    ]
    return found[0] if len(found) == 1 else None
