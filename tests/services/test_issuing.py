"""Issuing a paper: what is fixed, what is kept, what the register says, and that nothing of it is ever half done."""

import io
import json
import shutil
from datetime import date
from pathlib import Path

import pypdf
import pytest

from cchc_desktop import paths
from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Heading, Paragraph, Run
from cchc_desktop.documents.report import NOTHING_YET
from cchc_desktop.errors import UserError
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import issuing, papers, plans, register
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.issue_checks import _unwritten
from cchc_desktop.services.papers.paper_numbers import offer_number
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.sections import add_section
from cchc_desktop.services.reporting import reports
from cchc_desktop.storage import changes
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.services.helpers import YEAR, content, new_dossier, with_plan
from tests.services.issued import DAY, decision_of, docx_words, issue, kept, letter, pdf_words


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
    assert kept(dossier, row.guid, "pdf", tmp_path) and kept(dossier, row.guid, "docx", tmp_path)


def test_the_plan_that_a_decision_issues_is_issued_by_it(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    view = plans.read_plan(dossier, plan_guid)
    assert view.decision is not None and issuing.carries_plan(dossier, view.decision.guid)
    assert issuing.signed_guid(dossier, view.paper.guid) == view.decision.guid
    issue(dossier, view.paper.guid)
    assert [row.kind for row in register.read_register(dossier, YEAR)] == ["decision"]
    (row,) = issuing.issued_versions(dossier, view.decision.guid)
    assert row.file_stem == f"Quyet-dinh-ban-hanh-ke-hoach-{YEAR}-so-05"
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
    assert kept(dossier, row.guid, "pdf", tmp_path) and kept(dossier, row.guid, "docx", tmp_path)


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
    assert kept(dossier, line.issued_guid, "pdf", tmp_path)
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


def test_the_mark_of_a_draft_is_printed_until_the_paper_is_issued(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    guid = letter(dossier)
    papers.set_paper(dossier, paper_guid=guid, circulation="DỰ THẢO")
    stream = io.BytesIO()
    plan = next(plan for plan in plans.read_plans(dossier, YEAR) if plan.paper_guid == guid)
    write_pdf(compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=plan.guid)), stream, load_house_style())

    assert "DỰTHẢO" in pdf_words(stream.getvalue())
    issue(dossier, guid)
    (row,) = issuing.issued_versions(dossier, guid)
    assert "DỰTHẢO" not in pdf_words(kept(dossier, row.guid, "pdf", tmp_path))


def test_another_house_style_leaves_what_was_issued_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = new_dossier(tmp_path)
    guid = letter(dossier)
    issue(dossier, guid)
    (row,) = issuing.issued_versions(dossier, guid)
    before = [kept(dossier, row.guid, form, tmp_path) for form in ("pdf", "docx")]
    folder = shutil.copytree(paths.resources(), tmp_path / "resources")
    file = folder / "house_styles" / "nd30.json"
    style = json.loads(file.read_text(encoding="utf-8"))
    style["pages"]["portrait"]["bottom"] = 25
    file.write_text(json.dumps(style), encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: folder)
    assert load_house_style().page("portrait").bottom == 25
    state = issuing.issue_state(dossier, guid)
    assert state is not None and not state.edited
    again = tmp_path / "again"
    again.mkdir()
    assert [kept(dossier, row.guid, form, again) for form in ("pdf", "docx")] == before
    dossier.close()


def test_what_is_still_to_be_written_is_told_with_its_place() -> None:
    blocks = [
        Heading(1, (Run("KẾT QUẢ"),), number="I."),
        Paragraph("body", (Run(f" {NOTHING_YET} "),)),
        Heading(1, (Run("NHIỆM VỤ"),), number="II."),
        Paragraph("body", (Run("Đã họp [số cuộc họp] lần."),)),
        Paragraph("body", (Run(f"{NOTHING_YET} Hết."),)),
    ]
    nothing, gap = _unwritten(blocks)
    assert "“I. KẾT QUẢ”" in nothing
    assert "[số cuộc họp]" in gap and "Đã họp [số cuộc họp] lần." in gap
