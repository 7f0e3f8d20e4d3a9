"""Issuing a paper: what is fixed, what is kept, what the register says, and that nothing of it is ever half done."""

import io
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from sqlalchemy import func, select

from cchc_desktop.errors import UserError
from cchc_desktop.models.evidence import StoredFile
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.services import evidence
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import issued_files, issuing, papers, plans, register
from cchc_desktop.services.papers.paper_numbers import offer_number
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.services.papers.sections import add_section
from cchc_desktop.services.reporting import reports
from cchc_desktop.storage import changes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier, with_plan

TODAY = date(YEAR, 9, 8)
DAY = date(YEAR, 1, 12)


def decision_of(dossier: Dossier, plan_guid: str) -> str:
    decision = plans.read_plan(dossier, plan_guid).decision
    assert decision is not None
    return decision.guid


def issue(dossier: Dossier, paper_guid: str, number: str = "5", day: date = DAY) -> Change:
    return issuing.issue_paper(dossier, paper_guid=paper_guid, number=number, issued_on=day, today=TODAY)


def kept(dossier: Dossier, issued_guid: str, form: str, folder: Path) -> bytes:
    target = folder / f"{issued_guid}.{form}"
    issued_files.save_issued(dossier, issued_guid, form, target)
    return target.read_bytes()


def words_of(text: str) -> str:
    return "".join(text.split()).replace("\u2011", "-")


def pdf_words(data: bytes) -> str:
    return words_of("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


def docx_words(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    said = {"t": lambda node: node.text or "", "noBreakHyphen": lambda _node: "-"}
    nodes = ((node, said.get(str(node.tag).rpartition("}")[2])) for node in body.iter())
    return words_of("".join(spoken(node) for node, spoken in nodes if spoken))


def letter(dossier: Dossier) -> str:
    """A letter of the year; its paper's guid."""
    plan = create_from_template(dossier, year=YEAR, code="letter_request").created("plan")[0]
    return plans.read_plan(dossier, plan).paper.guid


def test_number_and_date_are_fixed_and_both_files_say_so(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    issue(dossier, guid)
    view = plans.read_plan(dossier, plan_guid)
    assert view.decision is not None and view.plan.status == "issued"
    assert (view.decision.number, view.decision.issued_on) == ("05", DAY)
    (row,) = issuing.issued_versions(dossier, guid)
    assert (row.version, row.kind, row.number, row.symbol, row.year) == (1, "decision", "05", "QĐ-UBND", YEAR)
    for text in (
        pdf_words(kept(dossier, row.guid, "pdf", tmp_path)),
        docx_words(kept(dossier, row.guid, "docx", tmp_path)),
    ):
        assert "Số:05/QĐ-UBND" in text and "ngày12tháng01năm2026" in text
        # The decision, the plan attached to it, and the appendix of the plan are one file (mẫu 1.3).
        assert "QUYẾTĐỊNH:" in text and "MỤCĐÍCH,YÊUCẦU" in text and "Ràsoátvănbản" in text
        assert "(KèmtheoQuyếtđịnhsố05/QĐ-UBND" in text
    assert row.pages == len(pypdf.PdfReader(io.BytesIO(kept(dossier, row.guid, "pdf", tmp_path))).pages) >= 3
    assert issued_files.verify_issued(dossier, row.guid)


def test_the_plan_that_a_decision_issues_is_issued_by_it(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    view = plans.read_plan(dossier, plan_guid)
    assert view.decision is not None and issuing.carries_plan(dossier, view.decision.guid)
    assert issuing.signed_guid(dossier, view.paper.guid) == view.decision.guid
    issue(dossier, view.paper.guid)
    assert [row.kind for row in register.read_register(dossier, YEAR)] == ["decision"]
    assert plans.read_plan(dossier, plan_guid).paper.number == ""


def test_a_report_is_issued_with_its_figures(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    report = reports.create_report(dossier, period=f"{YEAR}-Q1").created("report")[0]
    paper = reports.read_report(dossier, report).paper
    issue(dossier, paper.guid, "31", date(YEAR, 3, 10))
    (row,) = issuing.issued_versions(dossier, paper.guid)
    assert row.file_stem == f"Bao-cao-CCHC-quy-I-{YEAR}-so-31"
    assert "Số:31/BC-UBND" in pdf_words(kept(dossier, row.guid, "pdf", tmp_path))
    assert "SỐLIỆUCẢICÁCHHÀNHCHÍNH" in docx_words(kept(dossier, row.guid, "docx", tmp_path)).upper()


def test_undo_and_redo_are_one_step(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    before = content(dossier)
    change = issue(dossier, decision_of(dossier, plan_guid))
    after = content(dossier)
    changes.undo(dossier, change)
    assert content(dossier) == before
    changes.redo(dossier, change)
    assert content(dossier) == after
    (row,) = issuing.issued_versions(dossier, decision_of(dossier, plan_guid))
    assert issued_files.verify_issued(dossier, row.guid)


def test_later_edits_leave_what_is_kept_and_a_second_issue_is_a_version(tmp_path: Path) -> None:
    dossier, plan_guid, guids = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    assert issuing.issue_state(dossier, guid) is None
    issue(dossier, guid)
    first = kept(dossier, issuing.issued_versions(dossier, guid)[0].guid, "docx", tmp_path)
    state = issuing.issue_state(dossier, guid)
    assert state is not None and not state.edited
    section = add_section(dossier, plan_guid=plan_guid, title="Kinh phí thực hiện")
    state = issuing.issue_state(dossier, guid)
    assert state is not None and state.edited
    changes.undo(dossier, section)
    state = issuing.issue_state(dossier, guid)
    assert state is not None and not state.edited  # what was taken back is no edit
    changes.redo(dossier, section)
    issue(dossier, guid)
    one, two = issuing.issued_versions(dossier, guid)
    assert (one.version, two.version, one.number, two.number) == (1, 2, "05", "05")
    assert kept(dossier, one.guid, "docx", tmp_path) == first
    assert "KINHPHÍTHỰCHIỆN" in docx_words(kept(dossier, two.guid, "docx", tmp_path))
    assert "KINHPHÍTHỰCHIỆN" not in docx_words(first)
    state = issuing.issue_state(dossier, guid)
    assert state is not None and state.latest == two and not state.edited
    (line,) = register.read_register(dossier, YEAR)
    assert (line.issued, line.versions) == (two, 2)
    assert len(guids) == 4


def test_progress_of_a_task_is_no_edit_of_the_paper(tmp_path: Path) -> None:
    dossier, plan_guid, guids = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    issue(dossier, guid)
    tasks.set_status(dossier, task_guids=[guids[0]], status="done")
    state = issuing.issue_state(dossier, guid)
    assert state is not None and not state.edited


@pytest.mark.parametrize("number", ["", " ", "05/QĐ-UBND", "năm", "5 6"])
def test_a_paper_is_issued_under_a_number_alone(tmp_path: Path, number: str) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    before = content(dossier)
    with pytest.raises(UserError, match="gõ riêng số"):
        issue(dossier, decision_of(dossier, plan_guid), number)
    assert content(dossier) == before


def test_a_day_that_is_still_to_come_is_refused(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    with pytest.raises(UserError, match="09/9/2026 chưa tới"):
        issue(dossier, decision_of(dossier, plan_guid), day=date(YEAR, 9, 9))


def test_a_list_takes_no_number(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    plan = create_from_template(dossier, year=YEAR, code="list_award").created("plan")[0]
    with pytest.raises(UserError, match="không có ký hiệu"):
        issue(dossier, plans.read_plan(dossier, plan).paper.guid)


def test_a_paper_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="không có văn bản này"):
        issue(new_dossier(tmp_path), "f" * 32)


def test_a_taken_number_names_its_holder_and_changes_nothing(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    issue(dossier, decision_of(dossier, plan_guid), "5")
    other = plans.create_plan(dossier, year=YEAR, subject="Cải cách hành chính bổ sung").created("plan")[0]
    before = content(dossier)
    with pytest.raises(UserError, match="Số 05/QĐ-UBND đã dùng cho “Ban hành"):
        issue(dossier, decision_of(dossier, other), "05")
    assert content(dossier) == before
    issue(dossier, decision_of(dossier, other), "6")


def test_a_number_that_only_the_register_holds_is_taken_too(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    issue(dossier, decision_of(dossier, plan_guid), "5")
    plans.remove_plan(dossier, plan_guid=plan_guid)
    (line,) = register.read_register(dossier, YEAR)
    assert line.number == "05" and line.issued is not None
    assert issued_files.verify_issued(dossier, line.issued_guid)
    other = plans.create_plan(dossier, year=YEAR).created("plan")[0]
    with pytest.raises(UserError, match=r"đã vào sổ cho “Ban hành.*” ngày 12/01/2026"):
        issue(dossier, decision_of(dossier, other), "5")
    with pytest.raises(UserError, match="đã vào sổ"):
        papers.set_paper(dossier, paper_guid=decision_of(dossier, other), number="5")
    assert offer_number(dossier, decision_of(dossier, other), DAY).number == "06"


def test_numbers_are_counted_by_symbol_and_by_the_year_of_the_date(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    offer = offer_number(dossier, guid, DAY)
    assert (offer.state, offer.number) == ("suggested", "01")
    report = reports.create_report(dossier, period=f"{YEAR}-Q1").created("report")[0]
    papers.set_paper(dossier, paper_guid=reports.read_report(dossier, report).paper.guid, number="31")
    assert offer_number(dossier, guid, DAY).number == "01"  # reports have a series of their own
    issue(dossier, guid, "12", date(YEAR - 1, 12, 30))  # a plan for 2026 signed in 2025
    offer = offer_number(dossier, guid, DAY)
    assert (offer.state, offer.number) == ("given", "12")
    assert [row.number for row in register.read_register(dossier, YEAR - 1)] == ["12"]
    assert [row.number for row in register.read_register(dossier, YEAR)] == ["31"]
    assert register.register_years(dossier) == (YEAR - 1, YEAR)
    other = plans.create_plan(dossier, year=YEAR).created("plan")[0]
    assert offer_number(dossier, decision_of(dossier, other), DAY).number == "01"
    assert offer_number(dossier, decision_of(dossier, other), date(YEAR - 1, 12, 31)).number == "13"


def test_letters_share_one_series_whichever_unit_drafts_them(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    one, two = letter(dossier), letter(dossier)
    papers.set_paper(dossier, paper_guid=one, symbol="UBND-VP")
    papers.set_paper(dossier, paper_guid=two, symbol="UBND-VHXH")
    issue(dossier, one, "112")
    assert offer_number(dossier, two, DAY).number == "113"
    with pytest.raises(UserError, match="112/UBND-VP"):
        issue(dossier, two, "112")


def test_a_paper_without_a_symbol_is_offered_no_number(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    plan = create_from_template(dossier, year=YEAR, code="list_award").created("plan")[0]
    assert offer_number(dossier, plans.read_plan(dossier, plan).paper.guid, DAY).state == "blank"


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    before = content(dossier)

    def full(*_values: object, **_named: object) -> None:
        raise UserError("the drive is full")

    monkeypatch.setattr("cchc_desktop.writers.pdf_writer.write_pdf", full)
    with pytest.raises(UserError, match="full"):
        issue(dossier, decision_of(dossier, plan_guid))
    assert content(dossier) == before


def test_the_register_lists_what_was_issued_elsewhere_too(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    guid = decision_of(dossier, plan_guid)
    papers.set_paper_lines(dossier, paper_guid=guid, role="recipient", lines=["Như Điều 3", "Lưu: VT, VHXH."])
    papers.set_paper(dossier, paper_guid=guid, signer_name="Nguyễn Văn An")
    issue(dossier, guid, "9")
    addressed = letter(dossier)
    papers.set_paper_lines(dossier, paper_guid=addressed, role="addressee", lines=["Các phòng thuộc UBND xã"])
    papers.set_paper_lines(dossier, paper_guid=addressed, role="recipient", lines=["Như trên;", "Lưu: VT."])
    papers.set_paper(dossier, paper_guid=addressed, number="7", issued_on=date(YEAR, 1, 5), symbol="UBND-VP")
    elsewhere, ours = register.read_register(dossier, YEAR)
    assert (elsewhere.number, elsewhere.kind, elsewhere.issued_guid) == ("07", PaperKind.LETTER, "")
    assert (elsewhere.recipients, elsewhere.kept_by) == (("Các phòng thuộc UBND xã",), "VT")
    assert (ours.recipients, ours.kept_by, ours.signer) == (("Như Điều 3",), "VT, VHXH", "Nguyễn Văn An")
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
    assert decision_row[:2] == ["09/QĐ-UBND", "12/01/2026"]
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
    found = issuing.issued_in(dossier, YEAR, DAY, date(YEAR, 3, 31))
    assert [row.number for row in found] == ["09", "40"]
    assert issuing.issued_in(dossier, YEAR, date(YEAR, 1, 13), date(YEAR, 3, 30)) == ()


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
    assert not issued_files.verify_issued(dossier, row.guid)
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
    saved = evidence.save_evidence(dossier, proof.guid, tmp_path / "out")
    assert saved.name == f"{row.file_stem}.pdf" and saved.stat().st_size == proof.size
    assert not evidence.add_issued(dossier, owner_guid=guids[0], issued_guid=row.guid)  # it proves this already
    evidence.add_issued(dossier, owner_guid=guids[1], issued_guid=row.guid)
    with dossier.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 2
        assert session.scalar(select(func.count()).select_from(IssuedPaper)) == 1
    changes.undo(dossier, change)
    assert evidence.read_evidence(dossier, guids[0]) == ()
