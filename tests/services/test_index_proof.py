"""Proof before the lock: what is missing and from whom, the days left, the evidence pack, the list in the report."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.part_file import part_bytes, part_of
from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.models.proof_rows import ProofState
from cchc_desktop.rules.evidence_kinds import EvidenceKind
from cchc_desktop.services import evidence, offices
from cchc_desktop.services.exchange import contributions, part_merge
from cchc_desktop.services.frame.results import add_result
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.reporting.score_sheets import read_proofs
from cchc_desktop.services.scoring import index_proof, indices
from cchc_desktop.services.scoring.index_evidence_pack import INDEX, write_evidence_pack
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, with_plan
from tests.services.issued import decision_of, issue

D = Decimal
MOMENT = datetime(2026, 11, 12, 9, 30)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    """Five criteria scored: proved by a file, an issued paper, a task, a link; one explained, one with nothing."""
    made, plan, guids = with_plan(tmp_path)
    indices.add_set_from_resource(made, year=YEAR, code="par_index_commune_demo")
    scan = tmp_path / "Biên bản.PDF"
    scan.write_bytes(b"%PDF-1.4 quet")
    issued = issue(made, decision_of(made, plan)).created("issued_paper")[0]
    add_result(made, task_guid=guids[0], day=date(YEAR, 3, 1), text="Đã rà soát 12 văn bản", percent=100)
    mine = leaves(made)
    evidence.add_issued(made, owner_guid=mine["1.1.1"], issued_guid=issued, added_at=MOMENT)
    for code in ("1.1.1", "1.1.2"):
        evidence.add_evidence(made, owner_guid=mine[code], path=scan, title="Biên bản họp", added_at=MOMENT)
    for code, kind, reference in (
        ("1.1.3", EvidenceKind.TASK, guids[0]),
        ("1.3", EvidenceKind.LINK, "https://xabinhminh.gov.vn/tin"),
    ):
        evidence.add_reference(made, owner_guid=mine[code], kind=kind, reference=reference, added_at=MOMENT)
    indices.set_scores(made, scores={(mine[code], "self_score"): D("0.5") for code in ("1.1.1", "1.4", "1.5", "3.1")})
    indices.set_scores(made, scores={(mine["1.6"], "self_score"): D(0)})
    indices.set_score(made, criterion_guid=mine["1.4"], explanation="Chưa đến kỳ kiểm tra")
    yield made
    made.close()


def leaves(dossier: Dossier) -> dict[str, str]:
    return {row.code: row.guid for row in indices.read_index(dossier, set_guid(dossier)).criteria}


def set_guid(dossier: Dossier) -> str:
    return indices.read_sets(dossier, YEAR)[0][0]


def test_what_is_missing_is_told_by_unit_with_the_days_left(dossier: Dossier) -> None:
    unit = offices.read_units(dossier)
    with dossier.change("…") as work:
        work.session.get_one(CriteriaSet, set_guid(dossier)).steps = json.dumps(
            [["report", None, "2026-11-30"], ["upload", "2026-11-30", "2026-12-05"]]
        )
        work.session.get_one(Criterion, leaves(dossier)["1"]).responsible = "Phòng Văn hóa"
        work.session.get_one(Criterion, leaves(dossier)["1.5"]).responsible = "Văn phòng"
    found = index_proof.missing_proof(dossier, set_guid(dossier), date(2026, 12, 1))
    assert [(step.step, step.left) for step in found.steps] == [("report", -1), ("upload", 4)]
    states = {line.code: line.state for line in found.lines}
    assert {states[code] for code in ("1.1.1", "1.1.2", "1.1.3", "1.3")} == {ProofState.PROVEN}
    assert (states["1.4"], states["1.5"], states["1.6"]) == (
        ProofState.EXPLAINED,
        ProofState.MISSING,
        ProofState.NOT_WANTED,
    )
    by_unit = {one.unit: [line.code for line in one.lines] for one in found.missing}
    assert by_unit["Văn phòng"] == ["1.5"]
    assert "1.7" in by_unit["Phòng Văn hóa"] and "1.5" not in by_unit["Phòng Văn hóa"]
    field = indices.read_index(dossier, set_guid(dossier)).criteria
    led = next(row.field_code for row in field if row.code == "3")
    if unit and led:
        offices.set_units(dossier, units=[replace(unit[0], fields=(led,)), *unit[1:]])
        found = index_proof.missing_proof(dossier, set_guid(dossier), date(2026, 12, 1))
        assert "3.1" in {line.code for one in found.missing if one.unit == unit[0].name for line in one.lines}


def test_a_task_proves_by_its_result_or_by_its_own_evidence(dossier: Dossier, tmp_path: Path) -> None:
    view = indices.read_index(dossier, set_guid(dossier))
    told = {(one.code, one.number, one.subject) for one in read_proofs(dossier, view)}
    assert ("1.1.3", "", "Kết quả nhiệm vụ: Rà soát văn bản. Đã rà soát 12 văn bản") in told
    assert ("1.3", "", "https://xabinhminh.gov.vn/tin") in told
    assert any(code == "1.1.1" and number == "05/QĐ-UBND" for code, number, _subject in told)
    task = next(row for row in evidence.read_evidence(dossier) if row.kind == "task")
    paper = tmp_path / "Báo cáo.docx"
    paper.write_bytes(b"PK bao cao")
    title = "Báo cáo số 07/BC-UBND ngày 02/3/2026 về rà soát văn bản"
    evidence.add_evidence(dossier, owner_guid=task.reference, path=paper, title=title, added_at=MOMENT)
    (one,) = (one for one in read_proofs(dossier, view) if one.code == "1.1.3")
    assert (one.number, one.issued_on) == ("07/BC-UBND", date(2026, 3, 2))


@pytest.mark.parametrize("name", ["goi", "goi.zip"])
def test_the_pack_holds_each_file_under_its_criterion_and_an_index(dossier: Dossier, tmp_path: Path, name: str) -> None:
    out = tmp_path / "ra" / name
    out.parent.mkdir()
    written = write_evidence_pack(dossier, set_guid(dossier), out)
    if out.suffix:
        with ZipFile(out) as archive:
            archive.extractall(tmp_path / "mo")
        out = tmp_path / "mo"
    assert sorted(path.name for path in out.iterdir()) == list(written.files)
    assert f"{INDEX}.docx" in written.files
    files = [one for one in written.files if not one.startswith(INDEX)]
    assert [one.rpartition(".")[2] for one in files] == ["pdf", "pdf", "pdf"]
    assert all(one.startswith(code) for one, code in zip(files, ("1.1.1_01", "1.1.1_02", "1.1.2_01"), strict=True))
    assert (out / files[2]).read_bytes() == b"%PDF-1.4 quet"
    cells = {
        str(cell.value)
        for row in openpyxl.load_workbook(out / f"{INDEX}.xlsx").active.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert {*files, "05/QĐ-UBND", "https://xabinhminh.gov.vn/tin", "Giải trình: Chưa đến kỳ kiểm tra"} <= cells
    assert {"1.5", "3.1"} <= set(written.missing) and "1.4" not in written.missing
    assert not list((tmp_path / "ra").glob("~cchc*"))


def test_a_damaged_file_leaves_no_half_pack(dossier: Dossier, tmp_path: Path) -> None:
    scan = next(row for row in evidence.read_evidence(dossier) if row.file_name == "Biên bản.PDF")
    with dossier.raw_connection() as raw:
        raw.execute("UPDATE stored_file SET data = x'00' WHERE sha256 = ?", [scan.sha256])
        raw.commit()
    (tmp_path / "ra").mkdir()
    for name in ("goi", "goi.zip"):
        with pytest.raises(UserError):
            write_evidence_pack(dossier, set_guid(dossier), tmp_path / "ra" / name)
    assert list((tmp_path / "ra").iterdir()) == []
    (tmp_path / "ra" / "giu.txt").write_text("của tôi", encoding="utf-8")
    with pytest.raises(UserError, match="ra"):
        write_evidence_pack(dossier, set_guid(dossier), tmp_path / "ra")
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["giu.txt"]


def test_a_unit_is_asked_for_its_missing_proof_with_its_part_of_the_years_report(dossier: Dossier) -> None:
    unit = offices.read_units(dossier)[0]
    with dossier.change("…") as work:
        work.session.get_one(Criterion, leaves(dossier)["1"]).responsible = unit.name
    report = reports.create_report(dossier, period=f"{YEAR}-Y").created("report")[0]
    change = contributions.ask_part(dossier, report_guid=report, unit_guid=unit.guid, due_on=None, now=MOMENT)
    part = contributions.asked_part(dossier, change.created("contribution")[0])
    asked = {item.number: item for item in part.items if item.guid in leaves(dossier).values()}
    assert "1.5" in asked and "1.1.1" not in asked and "3.1" not in asked
    words = "- Công văn số 12/UBND-VP ngày 03/4/2026 của UBND xã về nhiệm vụ giao\n- Còn 1 việc chưa đến hạn"
    filled = contributions.filled(part, items={asked["1.5"].guid: words}, tasks={}, sender="Trần Thị Bình", now=MOMENT)
    came = contributions.receive_part(dossier, part=part_of(part_bytes(filled), "a"), now=MOMENT)
    guid = came.entries[-1].guid if came.entries[-1].table == "contribution" else change.created("contribution")[0]
    (told,) = (one for one in part_merge.compare_part(dossier, guid) if one.guid == asked["1.5"].guid)
    assert (told.kind, told.state, told.mine) == ("criterion", "new", "")
    part_merge.take_part(dossier, contribution_guid=guid, chosen={told.guid}, day=MOMENT.date())
    part_merge.take_part(dossier, contribution_guid=guid, chosen={told.guid}, day=MOMENT.date())  # nothing twice
    view = indices.read_index(dossier, set_guid(dossier))
    (proof,) = (one for one in read_proofs(dossier, view) if one.code == "1.5")
    assert (proof.number, proof.issued_on, proof.subject) == (
        "12/UBND-VP",
        date(2026, 4, 3),
        "Công văn về nhiệm vụ giao",
    )
    assert next(row.explanation for row in view.criteria if row.code == "1.5") == "Còn 1 việc chưa đến hạn"
