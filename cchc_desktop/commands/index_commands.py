"""`cchc index`: a criteria set line by line, what its rules give, and its evidence as a pack."""

import argparse
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.models.appendix_rows import ScoreProof
from cchc_desktop.models.criteria_rows import CriteriaTable, SetLine
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.proof_rows import ProofCheck, ProofLine
from cchc_desktop.models.proposal_rows import InputValue, Proposal
from cchc_desktop.rules import localised
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.services.reporting.score_sheets import current_set, read_proofs
from cchc_desktop.services.reporting.self_scoring import begun_report, create_self_score_report
from cchc_desktop.services.scoring import criteria_compare, index_rules, index_scoring, indices
from cchc_desktop.services.scoring.criteria_compare import SetComparison
from cchc_desktop.services.scoring.index_evidence_pack import write_evidence_pack
from cchc_desktop.services.scoring.index_proof import missing_proof
from cchc_desktop.storage.dossier import Dossier


def show_index(chosen: argparse.Namespace) -> Answer:
    """The lines of a criteria set of a year, its totals, and the evidence pack where it is asked for."""
    with opened(chosen.dossier, chosen.year) as dossier:
        set_guid, under = _meant(dossier, chosen.year, (chosen.code or "").strip())
        if chosen.read_rules:
            index_rules.set_rules(dossier, rules=index_rules.sure_rules(index_rules.read_rules(dossier, set_guid)))
        if chosen.take:
            index_scoring.take_proposed(dossier, set_guid=set_guid)
        if chosen.report and not begun_report(dossier, set_guid):
            create_self_score_report(dossier, set_guid=set_guid)
        view = indices.read_index(dossier, set_guid)
        computed = chosen.compute or chosen.take
        proposals = index_scoring.read_proposals(dossier, set_guid, view=view) if computed else ()
        check = missing_proof(dossier, set_guid)
        proofs = read_proofs(dossier, view)
        compared = _comparison(dossier, view.index_code, chosen.compare) if chosen.compare else None
        pack = write_evidence_pack(dossier, set_guid, chosen.evidence_pack) if chosen.evidence_pack else None
    lines = [row for row in view.criteria if not under or row.code == under or row.code.startswith(f"{under}.")]
    data = _data(view, lines, {one.guid: one for one in proposals}, check, proofs)
    findings = index_scoring.findings(proposals)
    data["findings"] = [to_json(one) for one in findings]
    notes = [one.sentence for one in findings if one.kind != "input"]  # most inputs are missing as a set begins
    if pack is not None:
        data["pack"] = {"path": str(pack.path), "files": list(pack.files), "missing": list(pack.missing)}
    words = [_words(row) for row in lines] + _totals_words(view)
    if compared is not None:
        data["compare"] = _compared(compared)
        words = [f"{one.what}: {one.words}" for one in compared.heads]
        words += [criteria_compare.said(one) for one in compared.differences]
        words = words or [_("The two criteria sets say the same.")]
    return Answer(data, words, notes)


def _comparison(dossier: Dossier, index_code: str, years: Sequence[int]) -> SetComparison:
    """The sets of an index in two years, compared."""
    old, new = (criteria_compare.set_of(dossier, index_code, year) for year in years)
    return criteria_compare.read_comparison(dossier, old, new)


def _compared(found: SetComparison) -> dict[str, Any]:
    return {
        "old": _set_told(found.old),
        "new": _set_told(found.new),
        "heads": [{"what": one.what, "old": one.old, "new": one.new} for one in found.heads],
        "differences": [
            {
                "code": one.line.code,
                "name": one.line.name,
                "kinds": [str(kind) for kind in one.kinds],
                "words": list(one.words),
                "old": _line_told(one.old),
                "new": _line_told(one.new),
                "sentence": criteria_compare.said_of(one),
            }
            for one in found.differences
        ],
    }


def _set_told(table: CriteriaTable) -> dict[str, Any]:
    return {"year": table.head.year, "title": table.head.title, "max": _plain(table.max_total)}


def _line_told(line: SetLine | None) -> dict[str, Any] | None:
    return None if line is None else {"code": line.code, "name": line.name, "max": _plain(line.max_points)}


def _meant(dossier: Dossier, year: int, code: str) -> tuple[str, str]:
    """The criteria set that is meant, and the criterion of it, "" for all. Raises `UserError` where there is none."""
    sets = indices.read_sets(dossier, year)
    wanted = code.upper()
    for guid, index_code, _title in sets:
        if wanted and wanted in (index_code.upper(), index_code.upper().removeprefix("INDEX_")):
            return guid, ""
    current = current_set(dossier, year)
    if current is None:
        raise UserError(_("{year} has no criteria set yet. Add one on the Indices tab.").format(year=year))
    known = {row.code for row in indices.read_index(dossier, current).criteria} if code else {""}
    if code not in known:
        raise UserError(
            _("{year} has neither an index nor a criterion {code}. Its indices: {names}.").format(
                year=year, code=code[:40], names=localised.listed([name for _guid, name, _title in sets])
            )
        )
    return current, code


def _data(
    view: IndexView,
    lines: Sequence[CriterionRow],
    proposals: Mapping[str, Proposal],
    check: ProofCheck,
    proofs: Sequence[ScoreProof],
) -> dict[str, Any]:
    by_guid = {line.guid: line for line in check.lines}
    return {
        "year": view.year,
        "index": view.index_code,
        "title": view.title,
        "guid": view.guid,
        "lines": [
            _line(row, proposals.get(row.guid), by_guid.get(row.guid), [p for p in proofs if p.code == row.code])
            for row in lines
        ],
        "totals": _totals(view),
        "band": view.band,
        "steps": [
            {"step": one.step, "from": to_json(one.first), "to": to_json(one.last), "days_left": one.left}
            for one in check.steps
        ],
        "missing_proof": [{"unit": one.unit, "codes": [line.code for line in one.lines]} for one in check.missing],
    }


def _line(
    row: CriterionRow, proposal: Proposal | None, proof: ProofLine | None, proofs: Sequence[ScoreProof]
) -> dict[str, Any]:
    return {
        "guid": row.guid,
        "code": row.code,
        "name": row.name,
        "level": row.level,
        "leaf": row.is_leaf,
        "max": _plain(row.max_points),
        "rule": row.rule,
        "scoring": json.loads(row.scoring) if _is_json(row.scoring) else None,
        "scored_by": row.scored_by,
        "proposed": _plain(proposal.points) if proposal else None,
        "how": proposal.how if proposal else "",
        "inputs": [_input(one) for one in proposal.inputs] if proposal else [],
        "missing": list(proposal.missing) if proposal else [],
        "problems": list(proposal.problems) if proposal else [],
        "self": _plain(row.self_score),
        "appraised": _plain(row.appraised),
        "survey": _plain(row.survey),
        "final": _plain(row.final),
        "reached": _plain(row.reached),
        "applicable": row.applicable,
        "not_arising": row.not_arising,
        "explanation": row.explanation,
        "unit": proof.unit if proof else "",
        "proof": str(proof.state) if proof else "",
        "evidence": [_evidence(one) for one in proofs],
    }


def _plain(value: str | bool | Decimal | None) -> str | bool | None:
    """A number without zeros at its end, as a text; every other value as it is."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _input(one: InputValue) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "kind": one.kind,
        "unit": one.unit,
        "source": one.source,
        "value": _plain(one.value),
        "typed": _plain(one.typed),
        "found": _plain(one.found),
        "words": one.words,
    }


def _evidence(one: ScoreProof) -> dict[str, Any]:
    return {
        "guid": one.guid,
        "number": one.number,
        "issued_on": to_json(one.issued_on),
        "issuer": one.issuer,
        "subject": one.subject,
    }


def _totals(view: IndexView) -> dict[str, Any]:
    tops = [row for row in view.criteria if row.level == 1]
    return {
        "max": _plain(view.max_total),
        "self": _plain(view.self_total),
        "appraised": _plain(_sum([row.appraised for row in tops])),
        "final": _plain(_sum([row.final for row in tops])),
        "reached": _plain(_sum([row.reached for row in tops])),
        "last_year": _plain(view.last_year_total),
        "by": [
            {
                "kind": one.kind,
                "points": _plain(one.points),
                "max": _plain(one.maximum),
                "share": _plain(one.share),
                "band": one.band,
                "reasons": list(one.reasons),
            }
            for one in view.totals
        ],
    }


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _words(row: CriterionRow) -> str:
    most, own = localised.points(row.max_points), row.self_score
    return f"{row.code} {row.name}: {localised.points(own) if own is not None else '-'}/{most}"


def _totals_words(view: IndexView) -> list[str]:
    own = view.total("self")
    words = f"{localised.points(own.points)}/{localised.points(own.maximum)}"
    share = f" ({localised.percent(rounded(own.share, 2))})" if own.share is not None else ""
    return [f"{words}{share} {view.band}".rstrip(), *own.reasons]
