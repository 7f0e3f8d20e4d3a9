"""What goes along with a self-scoring report: the criteria set it tells of, and the papers that prove the scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_desktop.models.appendix_rows import ScoreProof, ScoreSheets
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.task import Task
from cchc_desktop.rules.cited_paper import CitedPaper, number_key, read_cited
from cchc_desktop.rules.evidence_kinds import EvidenceKind
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.sentences import bare
from cchc_desktop.services import offices
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
    from cchc_desktop.services.scoring import indices

    scores = indices.read_index(dossier, set_guid)
    return ScoreSheets(scores, read_proofs(dossier, scores))


def current_set(dossier: Dossier, year: int, subject: str = "") -> str | None:
    """The criteria set that a subject names, the commune's index where it names none, or the first of the year."""
    from cchc_desktop.services.scoring import indices

    sets = indices.read_sets(dossier, year)
    named = (guid for guid, _code, title in sets if title and title.casefold() in subject.casefold())
    usual = (guid for guid, code, _title in sets if code == _COMMUNE)
    return next(named, None) or next(usual, None) or (sets[0][0] if sets else None)


def read_proofs(dossier: Dossier, scores: IndexView) -> tuple[ScoreProof, ...]:
    """The evidence of a criteria set in the order of its lines; a task proves by the evidence that it has itself."""
    by_owner: dict[str, list[EvidenceRow]] = {}
    for piece in read_evidence(dossier):
        by_owner.setdefault(piece.owner_guid, []).append(piece)
    wanted = [
        (row.code, one)
        for row in scores.criteria
        for piece in by_owner.get(row.guid, ())
        for one in _own_proof(piece, by_owner)
    ]
    if not wanted:
        return ()
    told = _Told(dossier, scores.year)
    own = _own_papers(dossier)
    return tuple(_proof_of(code, piece, own, told) for code, piece in wanted)


def _own_proof(piece: EvidenceRow, by_owner: Mapping[str, Sequence[EvidenceRow]]) -> Sequence[EvidenceRow]:
    """The evidence of the task that a piece names, the piece itself where that has none or it names no task."""
    files = by_owner.get(piece.reference, ()) if piece.kind == EvidenceKind.TASK else ()
    return [one for one in files if one.kind != EvidenceKind.TASK] or [piece]


class _Told:
    """What is said of evidence that is no paper: the task with its result, the figure with its value."""

    def __init__(self, dossier: Dossier, year: int) -> None:
        from cchc_desktop.services.scoring.index_sources import Sources

        self._dossier, self._sources = dossier, Sources(dossier, year)

    def subject(self, piece: EvidenceRow) -> str:
        """What a task, a figure or an address proves, as the list of evidence prints it."""
        if piece.kind == EvidenceKind.LINK:
            return piece.title if piece.title == piece.reference else f"{piece.title} ({piece.reference})"
        if piece.kind == EvidenceKind.FIGURE:
            value = self._sources.figure(piece.reference)
            return f"{piece.title}: {format_value(value)}" if value is not None else piece.title
        with self._dossier.read() as session:
            task = session.get(Task, piece.reference)
            result = task.result if task is not None else ""
        return f"Kết quả nhiệm vụ: {bare(piece.title)}" + (f". {result}" if result else "")


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


def _proof_of(code: str, piece: EvidenceRow, own: _OwnPapers, told: _Told) -> ScoreProof:
    """What is known of a piece: what was typed of it, by the register where it is one of the office's papers, else
    what its words say.
    """
    if piece.kind in (EvidenceKind.TASK, EvidenceKind.FIGURE, EvidenceKind.LINK):
        return ScoreProof(piece.guid, code, piece.number, piece.issued_on, piece.issuer, told.subject(piece))
    if piece.kind == EvidenceKind.CITED:
        return ScoreProof(piece.guid, code, piece.number, piece.issued_on, piece.issuer, piece.title)
    said = read_cited(piece.title)
    if not said.number or said.issued_on is None:
        named = read_cited(Path(piece.file_name).stem)
        if not said.number and named.number:
            said = replace(said, number=named.number, issuer=said.issuer or named.issuer)
        said = replace(said, issued_on=said.issued_on or named.issued_on)
    if piece.number or piece.issued_on or piece.issuer:  # typed: the title is the subject as it stands
        number, day = piece.number or said.number, piece.issued_on or said.issued_on
        return ScoreProof(piece.guid, code, number, day, piece.issuer or said.issuer, piece.title)
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
