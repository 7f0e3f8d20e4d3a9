"""What goes in a package of each kind, what comes out of it again, and what a later program put there."""

import hashlib
import io
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_data import data_files
from cchc_desktop.exchange.package_entities import ENTITIES, FILES, rows_of
from cchc_desktop.exchange.package_format import EvidenceMode, PackageContent, PackageData, PackageKind
from cchc_desktop.exchange.package_reader import entry_bytes, read_package
from cchc_desktop.exchange.row_json import from_json, to_json
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.package_rows import Appraisal, Remark, ReturnedReport
from cchc_desktop.services import evidence, years
from cchc_desktop.services.exchange.answering import answer_package
from cchc_desktop.services.exchange.extracting import extract
from cchc_desktop.services.exchange.foreseeing import foresee
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.exchange.packing import make_package
from cchc_desktop.services.frame import results
from cchc_desktop.services.papers import issuing, plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.stored_files import kept_bytes
from tests.exchange import honest
from tests.exchange.conftest import Begun
from tests.exchange.test_package import finished
from tests.exchange.test_row_json import DATA, guid

SUPERIOR = OfficeRow("5e" * 16, 1, "UBND tỉnh An Bình", "two", "", "An Bình")
AT = datetime(2026, 10, 1, 8, 0)


def made(begun: Begun, tmp_path: Path, wish: PackageWish) -> tuple[Path, PackageData]:
    info = finished(make_package(begun.dossier, wish=wish, out=tmp_path / "g.cchcgoi"))
    return info.path, read_package(info.path)[1]


def scored(begun: Begun) -> str:
    code = indices.available_sets()[0][0]
    return indices.add_set_from_resource(begun.dossier, year=2026, code=code).created("criteria_set")[0]


def test_issued_papers_and_dated_results_travel(begun: Begun, tmp_path: Path) -> None:
    results.add_result(begun.dossier, task_guid=begun.task, day=date(2026, 3, 1), text="Đã rà soát", percent=50)
    paper = plans.read_plan(begun.dossier, begun.plan)
    signed = issuing.signed_guid(begun.dossier, paper.paper.guid)
    issuing.issue_paper(
        begun.dossier, paper_guid=signed, number="05", issued_on=date(2026, 1, 20), today=date(2026, 2, 1)
    )
    path, data = made(begun, tmp_path, PackageWish(2026))
    assert [(row.task_guid, row.day, row.text, row.percent) for row in data.results] == [
        (begun.task, date(2026, 3, 1), "Đã rà soát", 50)
    ]
    (issued,) = data.issued
    info = read_package(path)[0]
    for form in ("docx", "pdf"):
        (entry,) = (one for one in info.entries if one.name.startswith(f"issued/{issued.sha256(form)}-"))
        assert entry.title == f"{issued.file_stem}.{form}"
        with begun.dossier.read() as session:
            assert entry_bytes(info, entry) == kept_bytes(session, issued.sha256(form))
    assert foresee(begun.dossier, PackageWish(2026)).issued_size == sum(
        entry.size for entry in info.entries if entry.name.startswith("issued/")
    )


def test_each_content_holds_what_it_is_about(begun: Begun, tmp_path: Path) -> None:
    criteria = scored(begun)
    reports.create_report(begun.dossier, period="2026-Q1")
    other = plans.create_plan(begun.dossier, year=2026, kind="inspection").created("plan")[0]
    held = {}
    for content in PackageContent:
        data = gather(begun.dossier, PackageWish(2026, content=content))
        held[content] = (len(data.plans), len(data.reports), len(data.indices), bool(data.evidence))
    assert held == {
        PackageContent.YEAR: (2, 1, 1, True),
        PackageContent.PLAN: (2, 0, 0, True),
        PackageContent.REPORT: (0, 1, 0, False),
        PackageContent.SCORE: (0, 0, 1, False),
    }
    chosen = gather(begun.dossier, PackageWish(2026, content=PackageContent.PLAN, chosen=frozenset({other})))
    assert [view.plan.guid for view in chosen.plans] == [other]
    _path, scores = made(begun, tmp_path, PackageWish(2026, content=PackageContent.SCORE, forms=True))
    assert scores.indices[0].guid == criteria and scores.legal_bases and not scores.plans


def test_evidence_may_stay_behind(begun: Begun, tmp_path: Path) -> None:
    path, data = made(begun, tmp_path, PackageWish(2026, evidence=EvidenceMode.NONE))
    info = read_package(path)[0]
    assert len(data.evidence) == 1 and not any(entry.name.startswith("evidence/") for entry in info.entries)
    assert foresee(begun.dossier, PackageWish(2026, evidence=EvidenceMode.NONE)).evidence_size == 0
    assert foresee(begun.dossier, PackageWish(2026)).evidence_size == data.evidence[0].size


def test_large_pictures_travel_smaller_and_the_row_keeps_what_the_sender_holds(begun: Begun, tmp_path: Path) -> None:
    from PIL import Image

    noise = Image.effect_noise((2600, 1900), 60).convert("RGB")
    scan = tmp_path / "Ảnh chụp.jpg"
    noise.save(scan, quality=95)
    evidence.add_evidence(begun.dossier, owner_guid=begun.task, path=scan)
    path, data = made(begun, tmp_path, PackageWish(2026, evidence=EvidenceMode.SMALLER))
    info = read_package(path)[0]
    row = next(row for row in data.evidence if row.file_name == "Ảnh chụp.jpg")
    assert row.sha256 == hashlib.sha256(scan.read_bytes()).hexdigest()
    (copy,) = data.copies
    (entry,) = (one for one in info.entries if one.sha256 == copy.copy_sha256)
    assert copy.sha256 == row.sha256 and entry.size < row.size // 2
    assert max(Image.open(io.BytesIO(entry_bytes(info, entry))).size) == 1800


def test_a_handover_holds_all_years(begun: Begun, tmp_path: Path) -> None:
    years.add_year(begun.dossier, year=2027)
    later = plans.create_plan(begun.dossier, year=2027).created("plan")[0]
    _path, data = made(begun, tmp_path, PackageWish(2027, kind=PackageKind.HANDOVER))
    assert [view.plan.guid for view in data.plans] == [begun.plan, later]
    assert data.offices and data.evidence and data.legal_bases
    assert {view.plan.year for view in data.plans} == {2026, 2027}


def test_the_level_above_gives_out_its_tasks_and_forms(begun: Begun, tmp_path: Path) -> None:
    scored(begun)
    _path, data = made(begun, tmp_path, PackageWish(2026, kind=PackageKind.DOWN))
    assert next(dict(row.cells).get("task") for row in data.assigned) == "Rà soát văn bản của xã"
    assert data.indices and data.legal_bases and not (data.plans or data.reports or data.evidence)


def answered(tmp_path: Path, source: Path, **said: object) -> PackageData:
    info, data = read_package(source)
    finished(answer_package(info, data, office=SUPERIOR, out=tmp_path / "trả lời.cchcgoi", **said))  # type: ignore[arg-type]
    back, rows = read_package(tmp_path / "trả lời.cchcgoi")
    assert (back.kind, back.office, back.manifest.answers) == (PackageKind.DOWN, SUPERIOR.name, info.sha256)
    assert back.manifest.to == info.manifest.dossier_guid
    return rows


def test_an_answer_names_the_revisions_it_stands_on(begun: Begun, tmp_path: Path) -> None:
    criteria = scored(begun)
    report = reports.create_report(begun.dossier, period="2026-Q1").created("report")[0]
    path, _data = made(begun, tmp_path, PackageWish(2026, "2026-Q1"))
    leaf = next(row for row in indices.read_index(begun.dossier, criteria).criteria if row.is_leaf)
    rows = answered(
        tmp_path,
        path,
        remarks=(Remark(guid(71), 1, "task", begun.task, "Bổ sung số liệu", "Trần Văn A", AT),),
        appraisals=(Appraisal(guid(72), 1, leaf.guid, 1, Decimal("0.5"), "Thiếu minh chứng", "Sở Nội vụ", AT),),
        returned=(ReturnedReport(guid(73), 1, report, "Viết lại mục II", "Sở Nội vụ", AT),),
    )
    task = plans.read_plan(begun.dossier, begun.plan).tasks[0]
    assert {(row.table, row.guid, row.revision) for row in rows.base} == {
        ("task", task.guid, task.revision),
        ("criterion", leaf.guid, leaf.revision),
        ("report", report, reports.read_report(begun.dossier, report).report.revision),
    }
    assert rows.remarks[0].text == "Bổ sung số liệu" and rows.appraisals[0].score == Decimal("0.5")
    with pytest.raises(UserError):
        answered(tmp_path, path, remarks=(Remark(guid(71), 1, "task", guid(99), "?", "", AT),))


def test_what_a_later_program_added_comes_back_with_the_answer(tmp_path: Path) -> None:
    """Members of rows, of files and of the manifest, and whole files."""
    files = honest.files(DATA)
    rows = json.loads(files["data/plans.json"])
    rows["plans"][0]["tasks"][0]["colour"] = {"name": "xanh", "guid": "f" * 32}
    rows["plans"][0]["note_of_the_view"] = [1, 2]
    rows["later"] = ["x"]
    files["data/plans.json"] = honest.as_json(rows)
    files["data/budget.json"] = b'{"budget": [1]}'
    info, data = read_package(honest.package(tmp_path, files, period="", seal="lớn"))
    made = finished(answer_package(info, data, office=SUPERIOR, out=tmp_path / "b.cchcgoi"))
    back = read_package(made.path)[0]
    assert back.unknown == info.unknown
    plain = json.loads(data_files(data, info.unknown)["data/plans.json"])
    assert plain["plans"][0]["tasks"][0]["colour"] == {"name": "xanh", "guid": "f" * 32}
    assert plain["plans"][0]["note_of_the_view"] == [1, 2] and plain["later"] == ["x"]
    assert back.unknown.files == {"data/budget.json": b'{"budget": [1]}'}
    assert back.unknown.manifest == {"seal": "lớn"}


NAMES = st.from_regex("z_[a-z]{1,6}", fullmatch=True)
VALUES = st.recursive(st.none() | st.integers(-9, 9) | st.just("chữ"), lambda inner: st.lists(inner, max_size=2))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["task", "paper", "item", "criterion", "unit"]), st.tuples(NAMES, VALUES)))
def test_rows_and_unknown_members_survive_json(added: dict[str, tuple[str, object]]) -> None:
    rows = to_json(DATA)
    places = {
        "task": rows["plans"][0]["tasks"][0],
        "paper": rows["plans"][0]["paper"],
        "item": rows["reports"][0]["items"][0],
        "criterion": rows["indices"][0]["criteria"][0],
        "unit": rows["units"][0],
    }
    for place, (name, value) in added.items():
        places[place][name] = value
    unknown: dict[tuple[str, str], dict[str, object]] = {}
    data = from_json(PackageData, rows, unknown)
    assert data == DATA and len(unknown) == len(added)
    from cchc_desktop.exchange.row_json import with_unknown

    assert with_unknown(data, unknown) == rows


def test_the_table_of_what_travels_leads_to_every_row(begun: Begun) -> None:
    scored(begun)
    reports.create_report(begun.dossier, period="2026-Q1")
    data = gather(begun.dossier, PackageWish(2026, forms=True))
    found = {entity.path: list(rows_of(data, entity)) for entity in ENTITIES}
    assert [around for _row, around in found["plans", "tasks"]] == [task.group_guid for task in data.plans[0].tasks]
    assert all(isinstance(row, entity.row) for entity in ENTITIES for row, _around in found[entity.path])
    assert {around for _row, around in found["plans", "tasks", "milestones"]} == {begun.task}
    assert {around for _row, around in found["indices", "criteria"]} == {data.indices[0].guid}
    assert {member for members in FILES.values() for member in members} == {
        name for name in PackageData.__dataclass_fields__
    }


def test_papers_and_evidence_are_taken_out_and_nothing_is_replaced(begun: Begun, tmp_path: Path) -> None:
    path, _data = made(begun, tmp_path, PackageWish(2026))
    info = read_package(path)[0]
    folder = tmp_path / "lấy ra"
    first, second = finished(extract(info, folder)), finished(extract(info, folder))
    assert not set(first) & set(second)
    assert len({*first, *second}) == len(list(p for p in folder.rglob("*") if p.is_file()))
    proof = folder / "evidence" / "Biên bản rà soát.txt"
    assert proof.read_text("utf-8") == "Biên bản họp tháng 3"
    assert proof.with_name("Biên bản rà soát (2).txt") in second


@pytest.mark.parametrize("name", ["CON.txt", "con.tar.gz", "-rf", "a" * 140 + ".pdf", "$(reboot).txt", "=1+1.csv"])
def test_names_are_made_harmless(tmp_path: Path, name: str) -> None:
    rows = tuple(replace(row, file_name=name) for row in honest.DATA.evidence)
    files = honest.files(replace(honest.DATA, evidence=rows))
    del files[f"evidence/{honest.PROOF_SHA256}-Biên bản.txt"]
    files[f"evidence/{honest.PROOF_SHA256}-{name}"] = honest.PROOF
    info = read_package(honest.package(tmp_path, files))[0]
    made = finished(extract(info, tmp_path / "ra"))
    assert all(path.parent.parent == tmp_path / "ra" for path in made)
    assert not any(path.name.split(".")[0].upper() == "CON" for path in made)


def test_a_link_in_the_folder_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()
    (tmp_path / "nơi khác").mkdir()
    try:
        (tmp_path / "ra" / "papers").symlink_to(tmp_path / "nơi khác", target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links for everyone")
    with pytest.raises(UserError):
        finished(extract(read_package(honest.package(tmp_path))[0], tmp_path / "ra"))
    assert not list((tmp_path / "nơi khác").iterdir())
