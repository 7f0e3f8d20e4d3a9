"""Proof before the lock: what proves each criterion, what is missing and from whom, how many days are left."""

from collections.abc import Mapping
from datetime import date

from cchc_desktop import clock
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.proof_rows import ProofCheck, ProofLine, ProofState, StepDays, UnitProofs
from cchc_desktop.rules.set_steps import steps_of
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services.evidence import read_evidence
from cchc_desktop.services.offices import read_units
from cchc_desktop.services.scoring.indices import read_index
from cchc_desktop.storage.dossier import Dossier


def missing_proof(dossier: Dossier, set_guid: str, today: date | None = None) -> ProofCheck:
    """Every leaf with what proves it, what is missing by responsible unit, and the days that are left.

    A leaf is missing its proof when points are claimed for it, or it was not scored yet, and it has neither evidence
    nor an explanation. What does not apply, is scored by others, or claims nothing needs none.
    """
    view = read_index(dossier, set_guid)
    by_owner: dict[str, list[EvidenceRow]] = {}
    for piece in read_evidence(dossier):
        by_owner.setdefault(piece.owner_guid, []).append(piece)
    units = responsible_units(view, read_units(dossier))
    lines = tuple(
        _line(row, units[row.guid], tuple(by_owner.get(row.guid, ()))) for row in view.criteria if row.is_leaf
    )
    return ProofCheck(lines, _by_unit(lines), _steps(view, today or clock.today()))


def responsible_units(view: IndexView, units: tuple[UnitRow, ...]) -> dict[str, str]:
    """Who sees to each line: named by the set for it or what it stands under, else the unit that leads its field."""
    leads = {code: unit.name for unit in reversed(units) for code in unit.fields}
    known = {unit_key(name): unit.name for unit in units for name in (unit.name, unit.short_code, *unit.aliases)}
    found: dict[str, str] = {}
    fields: dict[str, str] = {}
    for row in view.criteria:  # parents first
        above = row.parent_guid or ""
        fields[row.guid] = row.field_code or fields.get(above, "")
        own = " ".join(row.responsible.split())
        led = leads.get(fields[row.guid], "")
        found[row.guid] = known.get(unit_key(own), own) if own else found.get(above, "") or led
    return found


def _line(row: CriterionRow, unit: str, evidence: tuple[EvidenceRow, ...]) -> ProofLine:
    return ProofLine(
        row.guid,
        row.code,
        row.name,
        row.proof_wanted,
        unit,
        row.max_points,
        row.self_score,
        row.explanation.strip(),
        evidence,
        _state(row, evidence),
    )


def _state(row: CriterionRow, evidence: tuple[EvidenceRow, ...]) -> ProofState:
    if evidence:
        return ProofState.PROVEN
    if not row.applicable or row.scored_by != "self" or (row.bonus and not row.self_score) or row.self_score == 0:
        return ProofState.NOT_WANTED
    return ProofState.EXPLAINED if row.explanation.strip() else ProofState.MISSING


def _by_unit(lines: tuple[ProofLine, ...]) -> tuple[UnitProofs, ...]:
    """The missing ones in the order of the set; those that nobody is named for come last."""
    found: dict[str, tuple[str, list[ProofLine]]] = {}
    for line in lines:
        if line.state is ProofState.MISSING:
            found.setdefault(unit_key(line.unit), (line.unit, []))[1].append(line)
    told = [UnitProofs(unit, tuple(some)) for unit, some in found.values()]
    return tuple(sorted(told, key=lambda one: not one.unit))


def _steps(view: IndexView, today: date) -> tuple[StepDays, ...]:
    return tuple(
        StepDays(step, first, last, (last - today).days if last is not None else None)
        for step, (first, last) in steps_of(view.steps).items()
    )


def state_counts(check: ProofCheck) -> Mapping[ProofState, int]:
    """How many leaves stand how."""
    return {state: sum(line.state is state for line in check.lines) for state in ProofState}
