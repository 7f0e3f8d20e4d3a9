"""The register of issued papers, copies on disk that are recognised, versions that are taken out."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from cchc_desktop.errors import UserError
from cchc_desktop.models.evidence import StoredFile
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services import evidence
from cchc_desktop.services.papers import issued_files, issuing, papers, plans, register
from cchc_desktop.services.papers.paper_numbers import offer_number
from cchc_desktop.storage import changes
from tests.services.helpers import YEAR, content, with_plan
from tests.services.issued import DAY, decision_of, docx_words, issue, kept, letter, pdf_words

NAMED = "Chánh Văn phòng, Trưởng các phòng chuyên môn và các tổ chức, cá nhân có liên quan"


def test_the_register_lists_what_was_issued_elsewhere_too(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    papers.set_paper_lines(dossier, paper_guid=guid, role="recipient", lines=["Như Điều 3", "Lưu: VT, VHXH."])
    articles = ["Ban hành.", "Có hiệu lực.", f"{NAMED} chịu trách nhiệm thi hành Quyết định này."]
    papers.set_paper_lines(dossier, paper_guid=guid, role="article", lines=articles)
    papers.set_paper(dossier, paper_guid=guid, signer_name="Nguyễn Văn An")
    issue(dossier, guid, "9")
    addressed = letter(dossier)
    papers.set_paper_lines(dossier, paper_guid=addressed, role="addressee", lines=["Các phòng thuộc UBND xã"])
    papers.set_paper_lines(
        dossier, paper_guid=addressed, role="recipient", lines=["Như trên;", "Lưu Văn An", "Lưu: VT."]
    )
    papers.set_paper(dossier, paper_guid=addressed, number="7", issued_on=date(YEAR, 1, 5), symbol="UBND-VP")
    elsewhere, ours = register.read_register(dossier, YEAR)
    assert (elsewhere.number, elsewhere.kind, elsewhere.issued_guid) == ("07", PaperKind.LETTER, "")
    assert (elsewhere.recipients, elsewhere.kept_by) == (("Các phòng thuộc UBND xã", "Lưu Văn An"), "VT")
    assert (ours.recipients, ours.kept_by, ours.signer) == ((NAMED,), "VT, VHXH", "Nguyễn Văn An")
    assert ours.issued_guid


def test_the_register_in_the_columns_of_the_decree(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    issue(dossier, decision_of(dossier, plan_guid), "9")
    papers.set_paper(dossier, paper_guid=letter(dossier), number="7", issued_on=date(YEAR, 1, 5), symbol="UBND-VP")
    register.export_register(dossier, year=YEAR, path=tmp_path / "so.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "so.xlsx").worksheets[0]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(place for place, row in enumerate(rows) if str(row[0]).startswith("Số, ký hiệu"))
    assert rows[0][0] == "SỔ ĐĂNG KÝ VĂN BẢN ĐI" and rows[head][1] == "Ngày tháng văn bản"
    assert len([name for name in rows[head] if name]) == 8
    letter_row, decision_row = rows[head + 2 : head + 4]
    assert letter_row[0] == "07/UBND-VP" and str(letter_row[2]).startswith("Công văn V/v")
    assert "Không có bản lưu" in str(letter_row[7])
    assert decision_row[:2] == ["09/QĐ-UBND", datetime(2026, 1, 12)]
    assert str(decision_row[2]).startswith("Quyết định ban hành Kế hoạch") and decision_row[7] == ""
    for form in ("docx", "pdf"):
        register.export_register(dossier, year=YEAR, path=tmp_path / f"so.{form}")
        assert "SỔĐĂNGKÝVĂNBẢNĐI" in (pdf_words if form == "pdf" else docx_words)(
            (tmp_path / f"so.{form}").read_bytes()
        )


def test_what_was_issued_in_a_span_of_days(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    issue(dossier, decision_of(dossier, plan_guid), "9")
    papers.set_paper(dossier, paper_guid=letter(dossier), number="40", issued_on=date(YEAR, 3, 31))
    papers.set_paper(dossier, paper_guid=letter(dossier), number="41")  # not dated yet
    found = register.issued_in(dossier, YEAR, DAY, date(YEAR, 3, 31))
    assert [row.number for row in found] == ["09", "40"]
    assert register.issued_in(dossier, YEAR, date(YEAR, 1, 13), date(YEAR, 3, 30)) == ()


def test_a_file_on_disk_is_recognised(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    issue(dossier, guid)
    (row,) = issuing.issued_versions(dossier, guid)
    for form in ("pdf", "docx"):
        path = tmp_path / f"{row.guid}.{form}"
        kept(dossier, row.guid, form, tmp_path)
        match = issued_files.verify_file(dossier, path)
        assert match is not None and (match.issued, match.form, match.exact, match.newest) == (row, form, True, True)
        path.write_bytes(path.read_bytes()[:-1] + b"?")
        assert issued_files.verify_file(dossier, path) is None
    assert "không trùng" in issued_files.match_sentence("a.pdf", None)


def test_a_signed_copy_is_told_from_the_issued_one(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    issue(dossier, guid)
    old = issuing.issued_versions(dossier, guid)[0]
    papers.set_paper(dossier, paper_guid=guid, signer_name="Trần Thị Bình")
    issue(dossier, guid)
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(kept(dossier, old.guid, "pdf", tmp_path) + b"\n1 0 obj << >> endobj\n%%EOF\n")
    match = issued_files.verify_file(dossier, signed)
    assert match is not None and (match.issued, match.exact, match.newest) == (old, False, False)
    said = issued_files.match_sentence("signed.pdf", match)
    assert "chữ ký số" in said and "ban hành lại" in said


def test_kept_bytes_that_were_changed_are_found_out(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    issue(dossier, guid)
    (row,) = issuing.issued_versions(dossier, guid)
    with closing(sqlite3.connect(dossier.path)) as raw:
        raw.execute("UPDATE stored_file SET data = x'00' WHERE sha256 = ?", [row.pdf_sha256])
        raw.commit()
    with pytest.raises(UserError, match="đã hỏng"):
        kept(dossier, row.guid, "pdf", tmp_path)


def test_a_version_issued_by_mistake_is_taken_out_of_the_register(tmp_path: Path) -> None:
    dossier, plan_guid, guids = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    issue(dossier, guid, "5")
    issue(dossier, guid, "6")
    one, two = issuing.issued_versions(dossier, guid)
    before = content(dossier)
    change = issuing.withdraw_issued(dossier, issued_guid=one.guid)
    assert [row.number for row in register.read_register(dossier, YEAR)] == ["06"]
    assert offer_number(dossier, decision_of(dossier, plan_guid), DAY).number == "06"
    assert plans.read_plan(dossier, plan_guid).plan.status == "issued"
    with dossier.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 2  # the files of the other version
    after = content(dossier)
    changes.undo(dossier, change)
    assert content(dossier) == before
    changes.redo(dossier, change)
    assert content(dossier) == after
    evidence.add_issued(dossier, owner_guid=guids[0], issued_guid=two.guid)
    with pytest.raises(UserError, match="tài liệu kiểm chứng"):
        issuing.withdraw_issued(dossier, issued_guid=two.guid)
    evidence.remove_evidence(dossier, evidence_guid=evidence.read_evidence(dossier, guids[0])[0].guid)
    issuing.withdraw_issued(dossier, issued_guid=two.guid)
    assert plans.read_plan(dossier, plan_guid).plan.status == "draft"
    assert issuing.issue_state(dossier, guid) is None


def test_a_version_of_a_paper_that_is_gone_can_be_taken_out_too(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    issue(dossier, decision_of(dossier, plan_guid))
    plans.remove_plan(dossier, plan_guid=plan_guid)
    issuing.withdraw_issued(dossier, issued_guid=register.read_register(dossier, YEAR)[0].issued_guid)
    assert register.read_register(dossier, YEAR) == ()


def test_an_issued_paper_proves_a_task(tmp_path: Path) -> None:
    dossier, plan_guid, guids = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    issue(dossier, guid)
    (row,) = issuing.issued_versions(dossier, guid)
    change = evidence.add_issued(dossier, owner_guid=guids[0], issued_guid=row.guid)
    (proof,) = evidence.read_evidence(dossier, guids[0])
    assert proof.title == "Quyết định số 05/QĐ-UBND ngày 12/01/2026"
    assert (proof.issued_guid, proof.sha256) == (row.guid, row.pdf_sha256)
    name, data = evidence.read_file(dossier, proof.guid)
    assert name == f"{row.file_stem}.pdf" and len(data) == proof.size
    assert not evidence.add_issued(dossier, owner_guid=guids[0], issued_guid=row.guid)  # it proves this already
    evidence.add_issued(dossier, owner_guid=guids[1], issued_guid=row.guid)
    with dossier.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 2
        assert session.scalar(select(func.count()).select_from(IssuedPaper)) == 1
    changes.undo(dossier, change)
    assert evidence.read_evidence(dossier, guids[0]) == ()
