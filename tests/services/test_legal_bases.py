"""The list of legal bases: what is in force, what is not, and what the office adds."""

from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.rules.citations import papers_cited
from cchc_desktop.rules.fields import FIELDS
from cchc_desktop.services.papers.legal_bases import (
    add_legal_basis,
    basis_findings,
    cited_elsewhere,
    flag_expired,
    read_legal_bases,
    remove_legal_basis,
    set_legal_basis,
)
from cchc_desktop.services.papers.papers import set_paper_lines
from cchc_desktop.services.papers.plans import read_plan
from cchc_desktop.storage.changes import undo
from tests.services.helpers import content, new_dossier, with_plan

TODAY = date(2026, 9, 8)


def test_the_bundled_list_is_sound(tmp_path: Path) -> None:
    rows = read_legal_bases(new_dossier(tmp_path))
    assert len(rows) > 30
    named = [papers_cited(row.text)[0] for row in rows]  # each can be told by number or name
    assert len(set(named)) == len(named)
    assert {row.field_code for row in rows} <= {field.code for field in FIELDS}
    by_name = dict(zip(named, rows, strict=True))
    for row in rows:
        assert not (row.valid_from and row.valid_to) or row.valid_from < row.valid_to
        heir = by_name.get((papers_cited(row.replaced_by) or ("",))[0])
        if heir is not None and heir.valid_from and row.valid_to:
            assert (heir.valid_from - row.valid_to).days >= 1 or heir.valid_from < row.valid_to


def test_looking_at_the_list_writes_nothing(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    before = content(dossier)
    assert read_legal_bases(dossier) == read_legal_bases(dossier)
    assert content(dossier) == before


def test_the_office_adds_changes_and_removes(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    before, bundled = content(dossier), read_legal_bases(dossier)
    own = "Quyết định số 15/2026/QĐ-UBND ngày 02 tháng 3 năm 2026 của UBND tỉnh An Bình"
    added = add_legal_basis(dossier, text=f"Căn cứ {own};", valid_from=date(2026, 3, 12))
    rows = read_legal_bases(dossier)
    assert rows[:-1] == bundled and rows[-1].text == own
    set_legal_basis(dossier, basis_guid=rows[-1].guid, valid_to=date(2026, 8, 31), replaced_by="Quyết định mới")
    assert read_legal_bases(dossier)[-1].is_expired(TODAY)
    removed = remove_legal_basis(dossier, basis_guid=bundled[0].guid)
    assert bundled[0].guid not in {row.guid for row in read_legal_bases(dossier)}
    undo(dossier, removed)
    assert len(read_legal_bases(dossier)) == len(rows)
    undo(dossier, added)
    assert content(dossier)["legal_basis"] == before["legal_basis"] == []


@pytest.mark.parametrize("text", ["", " Căn cứ ; ", "Luật Lưu trữ ngày 21 tháng 6 năm 2024"])
def test_an_empty_or_a_second_one_is_refused(tmp_path: Path, text: str) -> None:
    dossier = new_dossier(tmp_path)
    before = content(dossier)
    with pytest.raises(UserError):
        add_legal_basis(dossier, text=text)
    assert content(dossier) == before


def test_days_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        add_legal_basis(new_dossier(tmp_path), text="Luật X", valid_from=TODAY, valid_to=date(2025, 1, 1))


def test_papers_no_longer_in_force_are_found(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    texts = [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Luật Cán bộ, công chức năm 2008; Nghị định 61/2018/NĐ-CP về một cửa;",
        "Căn cứ Luật Tổ chức chính quyền địa phương năm 2025",  # two laws of that year: nothing can be said
        "Hồ sơ giải quyết theo Nghị định số 118/2025/NĐ-CP đạt 98 %",
    ]
    found = flag_expired(dossier, texts, TODAY)
    assert [note.index for note in found] == [0, 2, 2]
    assert "19 tháng 02 năm 2025" in found[0].basis.replaced_by
    assert "118/2025/NĐ-CP" in found[1].basis.replaced_by or "118/2025/NĐ-CP" in found[2].basis.replaced_by
    assert flag_expired(dossier, texts, date(2024, 12, 31)) == ()
    assert [note.index for note in flag_expired(dossier, texts, date(2025, 3, 1))] == [0]


def test_what_papers_cite_is_offered_too(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    decision = read_plan(dossier, plan_guid).decision
    assert decision is not None
    local = "Quyết định số 2154/QĐ-UBND ngày 18 tháng 12 năm 2025 của Chủ tịch UBND tỉnh An Bình"
    lines = [f"Căn cứ {local};", "Căn cứ Nghị định số 30/2020/NĐ-CP", "Căn cứ [kế hoạch cấp trên]", f"Căn cứ {local}"]
    set_paper_lines(dossier, paper_guid=decision.guid, role="legal_basis", lines=lines)
    assert cited_elsewhere(dossier) == (local,)


def test_amendments_and_parts_no_longer_in_force_are_told(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    one_stop = "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ;"
    (found,) = basis_findings(dossier, [one_stop], TODAY)
    assert "367/2025/NĐ-CP ngày 31 tháng 12 năm 2025" in found and "từ" not in found
    assert basis_findings(dossier, [one_stop], date(2025, 8, 1)) == ()  # not amended yet
    assert "01/7/2025" in basis_findings(dossier, [one_stop], date(2025, 6, 30))[0]  # nor in force
    undated = "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư"
    assert "chưa ghi ngày" in basis_findings(dossier, [undated], TODAY)[0]
    with_it = one_stop.rstrip(";") + " (sửa đổi, bổ sung bởi Nghị định số 367/2025/NĐ-CP)"
    assert basis_findings(dossier, [with_it], TODAY) == ()
    (found,) = basis_findings(dossier, ["Căn cứ Nghị định số 33/2023/NĐ-CP ngày 10/6/2023 của Chính phủ"], TODAY)
    assert "170/2025/NĐ-CP" in found
    assert basis_findings(dossier, ["Nghị định số 33/2023/NĐ-CP ngày 10/6/2023"], date(2025, 6, 30)) == ()
    chain = [
        "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017",
        "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023",
        "Quyết định số 892/QĐ-BNV ngày 05/12/2024",
    ]
    heirs = ("98/2023/NĐ-CP", "152/2025/NĐ-CP", "1187/QĐ-BNV")
    assert all(heir in note for heir, note in zip(heirs, basis_findings(dossier, chain, TODAY), strict=True))
    assert basis_findings(dossier, ["Luật Thi đua, khen thưởng ngày 15/6/2022"], date(2026, 9, 30)) == ()
    assert basis_findings(dossier, ["Luật Thi đua, khen thưởng ngày 15/6/2022"], date(2026, 10, 1))


def test_what_is_known_of_a_paper_names_its_source_and_day(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    rows = read_legal_bases(dossier)
    assert all(row.source and row.known_on == date(2026, 11, 29) for row in rows)
    plan = next(row for row in rows if "282/QĐ-TTg" in row.text)
    assert plan.valid_from == date(2026, 2, 12)
    own = "Nghị định số 1/2026/NĐ-CP ngày 05 tháng 01 năm 2026"
    add_legal_basis(
        dossier, text=own, amended_by="Nghị định số 2/2026/NĐ-CP (từ 01/3/2026);\n\nNghị định số 3/2026/NĐ-CP"
    )
    assert [len(basis_findings(dossier, [own], day)) for day in (date(2026, 2, 1), date(2026, 3, 1))] == [1, 2]
