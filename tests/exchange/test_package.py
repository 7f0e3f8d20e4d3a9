"""A package holds the year's rows, papers and evidence, and appears whole or not at all."""

import json
import sqlite3
import sys
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageInfo, file_name
from cchc_desktop.exchange.package_reader import entry_bytes, read_package, verify_package
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.services import evidence, years
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.packing import make_package
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.scoring import indices
from cchc_desktop.writers.saving import agree_to_replace
from tests.exchange import honest
from tests.exchange.conftest import Begun

Result = TypeVar("Result")


def finished(steps: Generator[Progress, None, Result]) -> Result:
    """The result after the last step; the steps never run past their total."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        assert 0 <= step.done <= step.total


def made(begun: Begun, out: Path, period: str | None = None) -> PackageInfo:
    return finished(make_package(begun.dossier, wish=PackageWish(2026, period), out=out, note="Bản thử"))


def test_the_year_travels_whole(begun: Begun, tmp_path: Path) -> None:
    info = made(begun, tmp_path / "Gói năm 2026")
    assert info.path == tmp_path / "Gói năm 2026.cchcgoi"
    assert info.size == info.path.stat().st_size
    assert (info.office, info.year, info.period, info.manifest.note) == ("UBND xã Bình Minh", 2026, "", "Bản thử")
    assert (info.counts["plans"], info.counts["tasks"], info.counts["evidence"]) == (1, 2, 1)
    assert verify_package(info.path) == info
    _same, data = read_package(info.path)
    assert data.plans == (plans.read_plan(begun.dossier, begun.plan),)
    assert data.office.guid == info.manifest.office_guid


def test_what_lies_where(begun: Begun, tmp_path: Path) -> None:
    """The layout that docs/package_format.md promises to other programs."""
    info = made(begun, tmp_path / "g.cchcgoi")
    with zipfile.ZipFile(info.path) as archive:
        names = archive.namelist()
        plan_file = json.loads(archive.read("data/plans.json"))
        (proof,) = (name for name in names if name.startswith("evidence/"))
        assert archive.read(proof).decode() == "Biên bản họp tháng 3"
        docx = next(name for name in names if name.endswith(".docx"))
        assert archive.read(docx).startswith(b"PK")
    assert names[:6] == [
        "manifest.json",
        "data/office.json",
        "data/plans.json",
        "data/reports.json",
        "data/indices.json",
        "data/evidence.json",
    ]
    assert {name.rsplit(".")[-1] for name in names if name.startswith("papers/")} == {"docx", "pdf", "xlsx"}
    assert proof.endswith("-Biên bản rà soát.txt")
    task = plan_file["plans"][0]["tasks"][0]
    assert (task["guid"], task["text"]) == (begun.task, "Rà soát văn bản của xã")
    assert task["milestones"][0]["date_to"].startswith("2026-09-1")


def test_a_period_takes_its_report_along(begun: Begun, tmp_path: Path) -> None:
    reports.create_report(begun.dossier, period="2026-Q1")
    reports.create_report(begun.dossier, period="2026-H1")
    info = made(begun, tmp_path / "g.cchcgoi", "2026-H1")
    _same, data = read_package(info.path)
    assert [view.report.period for view in data.reports] == ["2026-H1"]
    assert any("Bao-cao" in entry.name for entry in info.entries)
    whole, everything = read_package(made(begun, tmp_path / "h.cchcgoi").path)
    assert [view.report.period for view in everything.reports] == ["2026-Q1", "2026-H1"]
    assert not any("Bao-cao" in entry.name for entry in whole.entries)


def test_stopping_at_any_step_leaves_nothing_behind(begun: Begun, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    stop_after, ended = 0, False
    while not ended:
        steps = make_package(begun.dossier, wish=PackageWish(2026), out=folder / "g.cchcgoi")
        for _step in range(stop_after):
            try:
                next(steps)
            except StopIteration:
                ended = True
        steps.close()
        assert ended or list(folder.iterdir()) == []
        stop_after += 1
    assert [path.name for path in folder.iterdir()] == ["g.cchcgoi"]
    assert stop_after > 5


def test_an_older_package_stays_when_the_new_one_fails(begun: Begun, tmp_path: Path) -> None:
    old = made(begun, tmp_path / "g.cchcgoi")
    with closing(sqlite3.connect(begun.dossier.path)) as raw, raw:
        raw.execute("UPDATE stored_file SET data = x'00'")
    with pytest.raises(UserError, match="hỏng"):
        made(begun, old.path)
    assert verify_package(old.path) == old


def test_what_proves_a_score_travels_too(begun: Begun, tmp_path: Path) -> None:
    code = indices.available_sets()[0][0]
    guid = indices.add_set_from_resource(begun.dossier, year=2026, code=code).created("criteria_set")[0]
    leaf = next(row.guid for row in indices.read_index(begun.dossier, guid).criteria if row.is_leaf)
    scan = tmp_path / "Phiếu khảo sát.txt"
    scan.write_text("Khảo sát tháng 6", encoding="utf-8")
    evidence.add_evidence(begun.dossier, owner_guid=leaf, path=scan)
    info, data = read_package(made(begun, tmp_path / "g.cchcgoi").path)
    assert {(row.owner_guid, row.file_name) for row in data.evidence} == {
        (begun.task, "Biên bản rà soát.txt"),
        (leaf, "Phiếu khảo sát.txt"),
    }
    (file,) = (entry for entry in info.entries if entry.title == "Phiếu khảo sát.txt")
    assert entry_bytes(info, file).decode() == "Khảo sát tháng 6"


@pytest.mark.skipif(sys.platform == "win32", reason="a drive is not made full so easily there")
def to_the_papers(steps: Iterator[Progress]) -> None:
    """Until the papers are composed and the archive is begun: its data come first, then a paper."""
    while next(steps).text != _("Reports, tasks, figures"):
        pass
    while not next(steps).text.endswith(".docx"):
        pass


def test_a_full_drive_keeps_what_was_there(begun: Begun, tmp_path: Path) -> None:
    import resource

    folder = tmp_path / "usb"
    folder.mkdir()
    (folder / "g.cchcgoi").write_bytes(b"PK older")
    agree_to_replace(folder / "g.cchcgoi")
    steps = make_package(begun.dossier, wish=PackageWish(2026), out=folder / "g.cchcgoi")
    to_the_papers(steps)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(UserError, match=r"g\.cchcgoi"):
            finished(steps)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("g.cchcgoi", b"PK older")]


def test_the_papers_on_their_way_lie_in_the_officer_s_own_folder_and_only_meanwhile(
    begun: Begun, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in the folder that all programs share, where they would stay when the program is killed."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    steps = make_package(begun.dossier, wish=PackageWish(2026), out=tmp_path / "g.cchcgoi")
    to_the_papers(steps)
    assert list((home / "unfinished").rglob("*.docx"))
    finished(steps)
    assert not list((home / "unfinished").iterdir())


def test_what_cannot_be_packed_is_said(begun: Begun, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="quý I năm 2026"):
        made(begun, tmp_path / "g.cchcgoi", "2026-Q1")
    with pytest.raises(UserError, match="Không ghi được"):
        made(begun, tmp_path / "không có" / "g.cchcgoi")
    years.add_year(begun.dossier, year=2027)
    with pytest.raises(UserError, match="2027"):
        finished(make_package(begun.dossier, wish=PackageWish(2027), out=tmp_path / "g.cchcgoi"))
    with pytest.raises(UserError, match="5000 chữ"):
        finished(make_package(begun.dossier, wish=PackageWish(2026), out=tmp_path / "g.cchcgoi", note="x" * 5_001))
    assert not list(tmp_path.glob("*.cchcgoi"))


def test_an_empty_scan_travels_although_it_packs_to_nothing(begun: Begun, tmp_path: Path) -> None:
    scan = tmp_path / "trang trắng.bmp"
    scan.write_bytes(b"BM" + bytes(2_000_000))
    evidence.add_evidence(begun.dossier, owner_guid=begun.task, path=scan)
    assert made(begun, tmp_path / "g.cchcgoi").counts["evidence"] == 2


def test_the_moment_is_the_senders(begun: Begun, tmp_path: Path) -> None:
    moment = datetime(2026, 9, 8, 16, 5, 30)
    info = finished(make_package(begun.dossier, wish=PackageWish(2026), out=tmp_path / "g.cchcgoi", made_at=moment))
    assert info.made_at == moment


def test_file_names_pass_every_mail_system() -> None:
    assert file_name("UBND xã Đình Bình", 2026, "2026-9M") == "CCHC-2026-9-thang-ubnd-xa-dinh-binh.cchcgoi"
    assert file_name("…", 2026) == "CCHC-2026-don-vi.cchcgoi"


@pytest.mark.parametrize("strange", ["plans", "reports", ""])
def test_rows_of_another_year_are_refused(begun: Begun, tmp_path: Path, strange: str) -> None:
    reports.create_report(begun.dossier, period="2026-Q1")
    _info, data = read_package(made(begun, tmp_path / "g.cchcgoi").path)
    data = replace(data, office=honest.OFFICE, evidence=honest.DATA.evidence)
    assert data.plans and data.reports
    if strange == "plans":
        data = replace(data, plans=tuple(replace(v, plan=replace(v.plan, year=2025)) for v in data.plans))
    elif strange == "reports":
        data = replace(data, reports=tuple(replace(v, report=replace(v.report, year=2025)) for v in data.reports))
    package = honest.package(tmp_path, honest.files(data))
    if not strange:
        assert verify_package(package).year == 2026
        return
    with pytest.raises(UserError):
        verify_package(package)
