"""Three communes merge: their dossiers are kept whole, what is open goes on by office, no number meets another."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import EvidenceMode, PackageKind
from cchc_desktop.models.archive_rows import ArchiveRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services import evidence, offices, years
from cchc_desktop.services.archive import archives, carrying, registers
from cchc_desktop.services.exchange import packing
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.frame import results, tasks
from cchc_desktop.services.papers import issuing, plans
from cchc_desktop.services.papers.paper_numbers import offer_number
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.copies import save_copy
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import content
from tests.services.merged_communes import GIVEN_BY, NAMES, UNIT, YEAR, former_communes, new_commune
from tests.services.packed import packed


@pytest.fixture(scope="module")
def files() -> tuple[Path, Path, Path]:
    return former_communes()


@pytest.fixture(scope="module")
def merged(files: tuple[Path, Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The new commune's dossier with the three in its archive."""
    dossier = new_commune(tmp_path_factory.mktemp("merged"))
    for file in files:
        archives.add_archive(dossier, made=archives.put_away(dossier, file))
    dossier.close()
    return dossier.path


@pytest.fixture
def commune(merged: Path, tmp_path: Path) -> Dossier:
    shutil.copytree(archives.folder_of(merged), archives.folder_of(tmp_path / "xa-moi.cchc"))
    return Dossier.open(Path(shutil.copy(merged, tmp_path / "xa-moi.cchc")), backup=False)


def everything(dossier: Dossier, archive: ArchiveRow) -> None:
    found = carrying.read_going_on(dossier, archive, year=YEAR)
    carrying.carry_on(
        dossier,
        archive=archive,
        year=YEAR,
        task_guids=[task.guid for plan in found.plans for task in plan.tasks],
        report_guids=[row.guid for row in found.reports],
        unit_guids=[unit.guid for unit in found.units],
    )


def test_each_former_dossier_is_kept_whole_and_told_by_its_office(commune: Dossier, files: tuple[Path, ...]) -> None:
    rows = archives.read_archives(commune)
    assert [row.office for row in rows] == [f"UBND xã {name}" for name in NAMES]
    for row, source in zip(rows[:2], files[:2], strict=True):
        with archives.opened_archive(commune, row) as kept, closing(sqlite3.connect(source)) as origin:
            told = content(kept)
            assert told["task"]
            for table, before in told.items():
                stored = origin.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
                assert stored == len(before), table
    with archives.opened_archive(commune, rows[2]) as kept:  # of the handover package
        (plan,) = plans.read_plans(kept, YEAR)
        assert plans.read_plan(kept, plan.guid).tasks[0].text == f"Rà soát thủ tục của xã {NAMES[2]}"
        assert [line.number for line in registers.read_registers(kept, YEAR)[0][0:1] for line in [line.line]] == ["05"]
        assert evidence.read_evidence(kept)


def test_an_archive_is_never_written_whatever_its_file_allows(commune: Dossier) -> None:
    row = archives.read_archives(commune)[0]
    file = archives.checked_file(commune, row)
    file.chmod(0o644)
    before = file.read_bytes()
    with archives.opened_archive(commune, row) as kept:
        assert kept.read_only
        with pytest.raises(UserError, match="kho lưu trữ"):
            offices.set_office(kept, year=YEAR, name="UBND xã Khác")
        assert offices.read_office(kept).name == f"UBND xã {NAMES[0]}"
    assert file.read_bytes() == before
    assert sorted(os.listdir(file.parent)) == sorted(one.file_name for one in archives.read_archives(commune))


def test_taking_in_changes_neither_the_source_nor_twice_the_list(
    commune: Dossier, files: tuple[Path, Path, Path]
) -> None:
    before = [file.read_bytes() for file in files]
    for file in files:
        with pytest.raises(UserError, match="đã có trong kho lưu trữ"):
            archives.put_away(commune, file)
    assert [file.read_bytes() for file in files] == before
    assert len(os.listdir(archives.folder_of(commune.path))) == len(files)


def test_what_is_no_whole_dossier_is_refused(commune: Dossier, files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    former = Dossier.open(files[0], backup=False)
    packed(former, tmp_path / "len.cchcgoi", PackageWish(YEAR))
    former.close()
    strange = tmp_path / "la.cchc"
    strange.write_text("không phải hồ sơ", encoding="utf-8")
    broken = tmp_path / "hong.cchc"
    broken.write_bytes(files[0].read_bytes()[:9000])
    cases = (
        (tmp_path / "len.cchcgoi", "không phải gói bàn giao"),
        (strange, "không phải hồ sơ"),
        (broken, "hỏng"),
        (commune.path, "đang mở"),
    )
    for path, words in cases:
        with pytest.raises(UserError, match=words):
            archives.put_away(commune, path)
    assert len(archives.read_archives(commune)) == 3


def test_a_handover_without_its_files_names_what_it_lacks(commune: Dossier, files: tuple[Path, Path, Path]) -> None:
    former = Dossier.open(files[0], backup=False)
    data = gather(former, PackageWish(YEAR, kind=PackageKind.HANDOVER))
    made = commune.path.with_name("nhe.cchcgoi")
    manifest = packed(former, made, PackageWish(YEAR, kind=PackageKind.HANDOVER))[0].manifest
    made.unlink()
    lighter = replace(manifest, evidence=EvidenceMode.NONE)
    for _step in packing.written(made, lighter, data, packing._issued_files(former, data), former):
        pass
    former.close()
    put = archives.put_away(commune, made)
    assert any("bien-ban" in title for title in put.left) and "bien-ban" in archives.left_words(put)


def test_a_changed_archive_is_told_and_a_moved_one_found(commune: Dossier, tmp_path: Path) -> None:
    first, second, _third = archives.read_archives(commune)
    file = archives.checked_file(commune, first)
    moved = Path(shutil.move(file, tmp_path / "ở chỗ khác.cchc"))
    archive_folder = Path(first.folder)
    if (archive_folder / first.file_name).exists():  # where it was first put, before the dossier was copied here
        with commune.change("chỗ") as work:
            from cchc_desktop.models.archive import ArchivedDossier

            for guid in (first.guid, second.guid):
                work.session.get_one(ArchivedDossier, guid).folder = str(tmp_path)
    first, second, _third = archives.read_archives(commune)
    with pytest.raises(UserError, match="không còn ở chỗ"):
        archives.checked_file(commune, first)
    _hits, missing = registers.read_registers(commune, YEAR)
    assert missing == (first.office,)
    archives.set_place(commune, archive_guid=first.guid, file=moved)
    assert archives.checked_file(commune, archives.read_archives(commune)[0]) == moved
    with pytest.raises(UserError, match="không phải bản lưu trữ"):
        archives.set_place(commune, archive_guid=second.guid, file=moved)
    moved.chmod(0o644)
    with open(moved, "r+b") as changed:
        changed.seek(5000)
        changed.write(b"!")
    with pytest.raises(UserError, match="không phải bản lưu trữ"):
        archives.checked_file(commune, archives.read_archives(commune)[0])


def test_a_copy_of_the_dossier_takes_its_archive_along(commune: Dossier, tmp_path: Path) -> None:
    copy = save_copy(commune, tmp_path / "usb" / "ban sao.cchc")
    assert archives.copy_along(commune, copy) == ()
    shutil.rmtree(archives.folder_of(commune.path))
    with closing(Dossier.open(copy, backup=False)) as copied:
        for row in archives.read_archives(copied):
            assert archives.checked_file(copied, row).parent == archives.folder_of(copy)


def test_open_work_of_three_offices_goes_on_apart(commune: Dossier) -> None:
    before = content(commune)
    rows = archives.read_archives(commune)
    found = carrying.read_going_on(commune, rows[0], year=YEAR)
    assert [task.text for task in found.plans[0].tasks] == [f"Rà soát thủ tục của xã {NAMES[0]}", "Số hóa kết quả"]
    own = [unit.name for unit in offices.read_units(commune)]
    for row in rows:
        everything(commune, row)
    units = offices.read_units(commune)
    assert [unit.name for unit in units[: len(own)]] == own, "units of former offices stand behind"
    assert [unit.name for unit in units if unit.name.startswith(UNIT)] == [f"{UNIT} (xã {name})" for name in NAMES]
    made = plans.read_plans(commune, YEAR)
    carried = [plan for plan in made if plan.task_count]
    assert [plan.title for plan in carried] == [
        f"Nhiệm vụ chuyển tiếp của UBND xã {name}: Cải cách hành chính năm 2025" for name in NAMES
    ]
    for plan, name in zip(carried, NAMES, strict=True):
        view = plans.read_plan(commune, plan.guid)
        assert [(t.text, t.status, t.percent) for t in view.tasks] == [
            (f"Rà soát thủ tục của xã {name}", TaskStatus.NOT_STARTED, 0),
            ("Số hóa kết quả", TaskStatus.IN_PROGRESS, 40),
        ]
        assert [t.source for t in view.tasks] == [
            f"Quyết định số 05/QĐ-UBND ngày 15/01/2025 của UBND xã {name}",
            f"{GIVEN_BY} (UBND xã {name})",
        ]
        (lead,) = view.tasks[0].leads
        unit = next(one for one in offices.read_units(commune) if one.guid == lead.unit_guid)
        assert (lead.text, unit.name) == (UNIT, f"{UNIT} (xã {name})")
        (result,) = results.read_results(commune, view.tasks[1].guid)
        assert (result.day, result.text) == (date(YEAR, 5, 20), "Đã số hóa 120 hồ sơ")
        (proof,) = evidence.read_evidence(commune, view.tasks[0].guid)
        assert evidence.read_file(commune, proof.guid)[1].decode() == "Biên bản rà soát"
    drafts = [plan for plan in made if "dự thảo" in plan.title]
    assert len(drafts) == 3
    for plan, name in zip(drafts, NAMES, strict=True):
        view = plans.read_plan(commune, plan.guid)
        assert view.plan.title.endswith(f"(dự thảo của UBND xã {name})") and view.paper.kind == PaperKind.REPORT
        assert "Đã ban hành kế hoạch." in [section.body for section in view.sections]
    for row in rows:
        assert carrying.read_going_on(commune, row, year=YEAR).is_empty, "nothing goes on twice"
    assert content(commune).keys() == before.keys()


def test_what_goes_on_is_one_step_that_can_be_taken_back(commune: Dossier) -> None:
    before = content(commune)
    row = archives.read_archives(commune)[0]
    found = carrying.read_going_on(commune, row, year=YEAR)
    change = carrying.carry_on(commune, archive=row, year=YEAR, task_guids=[found.plans[0].tasks[1].guid])
    assert [task.text for plan in carrying.read_going_on(commune, row, year=YEAR).plans for task in plan.tasks] == [
        found.plans[0].tasks[0].text
    ]
    undo(commune, change)
    after = content(commune)
    assert {table: after[table] for table in after if table != "history"} == {
        table: before[table] for table in before if table != "history"
    }


def test_numbers_of_the_new_office_begin_anew_and_no_register_meets_another(commune: Dossier) -> None:
    for row in archives.read_archives(commune):
        everything(commune, row)
    plan = plans.create_plan(commune, year=YEAR, subject="Kế hoạch của xã mới").created("plan")[0]
    decision = plans.read_plan(commune, plan).decision
    assert decision is not None
    assert offer_number(commune, decision.guid, date(YEAR, 7, 10)).number == "01"
    issuing.issue_paper(
        commune, paper_guid=decision.guid, number="5", issued_on=date(YEAR, 7, 10), today=date(YEAR, 7, 10)
    )  # which each of the three has given too
    hits, missing = registers.read_registers(commune)
    assert not missing
    assert [(hit.office, registers.number_of(hit.line)) for hit in hits] == [
        ("UBND xã Bình An", "Quyết định 05/QĐ-UBND"),
        *((f"UBND xã {name}", "Quyết định 05/QĐ-UBND") for name in NAMES),
    ]
    assert [hit.office for hit in hits if registers.holds(hit, "05/qđ-ubnd an hòa")] == ["UBND xã An Hòa"]


def test_a_closed_year_is_only_read_until_it_is_opened_again(commune: Dossier) -> None:
    plan = plans.create_plan(commune, year=YEAR).created("plan")[0]
    step = tasks.add_group(commune, plan_guid=plan, title="Nhóm")
    years.add_year(commune, year=2026)
    years.close_year(commune, year=YEAR)
    before = content(commune)
    for attempt in (
        lambda: plans.create_plan(commune, year=YEAR),
        lambda: tasks.add_group(commune, plan_guid=plan, title="Nhóm khác"),
        lambda: undo(commune, step),
        lambda: everything(commune, archives.read_archives(commune)[0]),
    ):
        with pytest.raises(UserError, match="Năm 2025 đã khóa"):
            attempt()
        assert content(commune) == before
    plans.create_plan(commune, year=2026)
    years.close_year(commune, year=YEAR, closed=False)
    tasks.add_group(commune, plan_guid=plan, title="Nhóm khác")


def test_a_handover_of_the_new_office_leaves_its_archive_where_it_is(commune: Dossier) -> None:
    plans.create_plan(commune, year=YEAR)
    data = gather(commune, PackageWish(YEAR, kind=PackageKind.HANDOVER))
    assert [view.plan.title for view in data.plans] and not data.issued
