"""Issuing from the tabs, the strip that tells of it, and the register of outgoing papers."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.services.checking.choices import read_choices
from cchc_desktop.services.offices import set_office
from cchc_desktop.services.papers.issuing import issued_versions
from cchc_desktop.services.papers.papers import read_paper, set_paper, set_paper_lines
from cchc_desktop.services.papers.plans import read_plan, read_plans
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.certified_copy import CertifiedCopyDialog
from cchc_desktop.ui.dialogs.issue_paper import IssuePaperDialog
from cchc_desktop.ui.dialogs.register import RegisterDialog
from cchc_desktop.ui.issuing import written_all_the_same
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.tabs.plan.tab import PlanTab
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def dossier(workspace: Workspace) -> Dossier:
    assert workspace.dossier is not None
    return workspace.dossier


@pytest.fixture
def index_paper(dossier: Dossier) -> str:
    """The paper of the plan that has no number yet."""
    return next(plan.paper_guid for plan in read_plans(dossier, 2026) if plan.kind == "index")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the system was asked to open."""
    found: list[Path] = []

    def open_url(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


def issued(qtbot: QtBot, workspace: Workspace, paper_guid: str, number: str = "") -> IssuePaperDialog:
    """The dialog after it was agreed to."""
    dialog = IssuePaperDialog(workspace, paper_guid, ())
    qtbot.addWidget(dialog)
    if number:
        dialog.number.setText(number)
    dialog.accept()
    return dialog


def register_of(window: MainWindow) -> RegisterDialog:
    window.dossier_actions.register()
    return window.findChildren(RegisterDialog)[0]


def test_the_next_number_is_offered_and_the_paper_issued(
    qtbot: QtBot, workspace: Workspace, dossier: Dossier, index_paper: str
) -> None:
    dialog = IssuePaperDialog(workspace, index_paper, ())
    qtbot.addWidget(dialog)
    assert dialog.number.text() == "01" and dialog.agree.isEnabled()
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted and dialog.issued is not None
    paper = read_paper(dossier, index_paper)
    assert (paper.number, str(paper.issued_on)) == ("01", "2026-09-08")
    workspace.undo()
    assert read_paper(dossier, index_paper).number == ""
    assert issued_versions(dossier, index_paper) == ()


def test_what_the_day_makes_doubtful_is_looked_at_again_with_every_day(
    qtbot: QtBot, workspace: Workspace, dossier: Dossier, index_paper: str
) -> None:
    old = "Quyết định số 1085/QĐ-TTg ngày 15 tháng 9 năm 2022 của Thủ tướng Chính phủ"
    set_paper_lines(dossier, paper_guid=index_paper, role="legal_basis", lines=[old])
    twice = Finding("end", "Chưa có người ký", "alert-triangle", "soon")
    dialog = IssuePaperDialog(workspace, index_paper, (twice, twice))
    qtbot.addWidget(dialog)
    dialog.show()

    def listed(day: str) -> list[str]:
        dialog.issued_on.line.setText(day)
        dialog.issued_on.read()
        QApplication.processEvents()
        words = [made.text() for made in dialog.findChildren(QLabel) if made.isVisibleTo(dialog)]
        kinds = ("hết hiệu lực", "thuộc năm khác", "Chưa có người ký")
        return [kind for kind in kinds for text in words if kind in text]

    assert listed("8/9/2026") == ["hết hiệu lực", "Chưa có người ký"]
    assert listed("15/12/2025") == ["Chưa có người ký"]
    assert listed("15/12/2023") == ["thuộc năm khác", "Chưa có người ký"]
    dialog.dismiss()


def test_without_a_number_nothing_is_issued_and_why_is_said(
    qtbot: QtBot, workspace: Workspace, index_paper: str
) -> None:
    dialog = IssuePaperDialog(workspace, index_paper, ())
    qtbot.addWidget(dialog)
    dialog.number.clear()
    assert not dialog.agree.isEnabled() and "cần có số và ngày" in dialog.hint.text()
    dialog.number.setText("4")
    assert dialog.agree.isEnabled()


def test_a_number_that_was_typed_stays_when_the_day_changes(
    qtbot: QtBot, workspace: Workspace, index_paper: str
) -> None:
    dialog = IssuePaperDialog(workspace, index_paper, ())
    qtbot.addWidget(dialog)
    dialog.number.setText("17")
    dialog.issued_on.line.setText("3/2/2026")
    assert dialog.issued_on.read()
    assert dialog.number.text() == "17"
    assert "2026" in dialog.hint.text() or "một lần" in dialog.hint.text()


def test_a_taken_number_keeps_the_dialog_and_names_the_holder(
    qtbot: QtBot, workspace: Workspace, dossier: Dossier, index_paper: str
) -> None:
    told: list[str] = []
    workspace.failed.connect(lambda error: told.append(str(error)))
    decision = next(plan.decision_guid for plan in read_plans(dossier, 2026) if plan.kind == "annual")
    assert decision is not None
    workspace.run(set_paper, paper_guid=index_paper, symbol="QĐ-UBND")
    dialog = issued(qtbot, workspace, index_paper, "8")
    assert dialog.issued is None and "08/QĐ-UBND" in told[0] and "Kế hoạch cải cách hành chính" in told[0]
    assert read_paper(dossier, index_paper).number == ""


def test_what_the_check_finds_is_passed_over_with_a_reason_where_it_is_told(
    qtbot: QtBot, workspace: Workspace, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked before a PDF, not before a Word file; without a reason nothing is kept, with one it is not told again."""
    asked: list[str] = []
    answers: list[str | None] = [None, "", "Tên riêng"]

    def answer(_parent: object, _title: str, text: str, *_more: object) -> str | None:
        asked.append(text)
        return answers[len(asked) - 1]

    monkeypatch.setattr(alerts, "ask_why", answer)
    parent = QWidget()
    qtbot.addWidget(parent)
    plan = next(plan for plan in read_plans(dossier, 2026) if plan.kind == "annual")
    workspace.run(set_paper, paper_guid=plan.paper_guid, closing="Các xã mới sát nhập thực hiện kế hoạch này.")

    def goes_on(form: str) -> bool:
        return written_all_the_same(parent, workspace, Wish(2026), what=["plan"], formats=(form,))

    assert goes_on("docx") and not asked
    assert [goes_on("pdf"), goes_on("pdf")] == [False, True] and read_choices(dossier) == ()
    assert "sáp nhập" in asked[0] and goes_on("pdf")
    assert [(one.owner_guid, one.words, one.reason) for one in read_choices(dossier)] == [
        (plan.paper_guid, "sát nhập", "Tên riêng")
    ]
    assert goes_on("pdf") and len(asked) == 3
    workspace.undo()
    assert read_choices(dossier) == ()


def test_a_paper_is_issued_and_what_was_told_of_it_passed_over(
    qtbot: QtBot, workspace: Workspace, dossier: Dossier, index_paper: str
) -> None:
    """The field stands where the check told something; a step of its own below that of the issue."""
    clean = IssuePaperDialog(workspace, index_paper, ())
    qtbot.addWidget(clean)
    clean.show()
    assert not clean.reason.isVisible()
    clean.dismiss()
    workspace.run(set_paper, paper_guid=index_paper, closing="Các xã mới sát nhập thực hiện kế hoạch này.")
    dialog = IssuePaperDialog(workspace, index_paper, ())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.reason.isVisible()
    dialog.reason.setText("Tên riêng")
    dialog.accept()
    assert dialog.issued is not None
    assert [(one.words, one.reason) for one in read_choices(dossier)] == [("sát nhập", "Tên riêng")]
    workspace.undo()
    assert read_paper(dossier, index_paper).number == "" and read_choices(dossier)
    workspace.undo()
    assert read_choices(dossier) == ()


def test_what_is_missing_is_listed_and_stops_nothing(qtbot: QtBot, workspace: Workspace, index_paper: str) -> None:
    found = [Finding(str(n), f"Thiếu điều thứ {n}", "alert-triangle", "soon") for n in range(1, 7)]
    dialog = IssuePaperDialog(workspace, index_paper, found)
    qtbot.addWidget(dialog)
    said = [made.text() for made in dialog.findChildren(type(dialog.hint))]
    assert {f"Thiếu điều thứ {n}" for n in range(1, 7)} <= set(said)  # the last ones are scrolled to
    assert any("6 điểm chưa xong" in text for text in said) and dialog.agree.isEnabled()


def test_the_strip_follows_the_paper(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, dossier: Dossier, opened: list[Path]
) -> None:
    window.show_tab("plan")
    tab = window.tab("plan")
    assert isinstance(tab, PlanTab) and tab.view is not None and tab.view.decision is not None
    assert not tab.issued.isVisible() and tab.actions_of_plan.issue.isEnabled()
    decision = tab.view.decision.guid
    dialog = issued(qtbot, workspace, decision)
    qtbot.waitUntil(tab.issued.isVisible)
    assert tab.issued.words.text() == "Đã ban hành số 08/QĐ-UBND ngày 12/01/2026"
    assert not tab.issued.edited.isVisible() and not tab.issued.again.isVisible()
    workspace.run(set_paper, paper_guid=decision, signer_name="Trần Thị Bình")
    qtbot.waitUntil(tab.issued.edited.isVisible)
    assert tab.issued.edited.text() == "đã sửa sau khi ban hành" and tab.issued.again.isVisible()
    tab.issued.pdf.click()
    assert dialog.issued is not None and opened[0].name == f"{dialog.issued.file_stem}.pdf"
    assert opened[0].read_bytes().startswith(b"%PDF")
    issued(qtbot, workspace, decision)
    qtbot.waitUntil(lambda: "bản 2" in tab.issued.words.text())
    assert not tab.issued.edited.isVisible()
    workspace.undo()
    workspace.undo()
    workspace.undo()
    qtbot.waitUntil(lambda: not tab.issued.isVisible())


def test_another_paper_has_its_own_strip(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, dossier: Dossier, index_paper: str
) -> None:
    window.show_tab("plan")
    tab = window.tab("plan")
    assert isinstance(tab, PlanTab)
    issued(qtbot, workspace, index_paper, "3")
    assert not tab.issued.isVisible()
    tab.open_plan(next(plan.guid for plan in read_plans(dossier, 2026) if plan.kind == "index"))
    assert tab.issued.isVisible() and "03/KH-UBND" in tab.issued.words.text()


def test_a_report_is_issued_from_its_tab(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cchc_desktop.ui.tabs.report.tab import ReportTab

    window.show_tab("report")
    tab = window.tab("report")
    assert isinstance(tab, ReportTab) and tab.view is not None
    monkeypatch.setattr(IssuePaperDialog, "exec", lambda dialog: dialog.accept() or True)
    tab.actions_of_report.issue.trigger()
    qtbot.waitUntil(tab.issued.isVisible)
    assert "69/BC-UBND ngày 08/9/2026" in tab.issued.words.text()


def test_a_former_name_is_shown_and_one_press_leads_to_replacing_it(
    qtbot: QtBot, window: MainWindow, dossier: Dossier, index_paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_office(dossier, from_year=2026, name="UBND phường Bình Minh")
    set_paper(dossier, paper_guid=index_paper, preamble="Ủy ban nhân dân xã Bình Minh ban hành.")
    window.show_tab("plan")
    tab = window.tab("plan")
    assert isinstance(tab, PlanTab)
    tab.open_plan(next(plan.guid for plan in read_plans(dossier, 2026) if plan.paper_guid == index_paper))
    said: list[str] = []

    def pressed(dialog: IssuePaperDialog) -> int:
        dialog.show()
        said.extend(words.text() for words in dialog.findChildren(QLabel) if words.isVisible())
        dialog.replace.click()
        return dialog.result()

    monkeypatch.setattr(IssuePaperDialog, "exec", pressed)
    tab.actions_of_plan.issue.trigger()
    assert any("tên cũ “xã Bình Minh”, nay là “phường Bình Minh”" in words for words in said)
    assert issued_versions(dossier, index_paper) == ()
    dialog = tab.replacing.dialog
    assert dialog is not None and dialog.isVisible() and dialog.list.rowCount()
    assert (dialog.words.text(), dialog.by.text()) == ("xã Bình Minh", "phường Bình Minh")
    dialog.agree.click()
    assert read_paper(dossier, index_paper).preamble == "Ủy ban nhân dân phường Bình Minh ban hành."


def test_the_register_lists_searches_and_opens(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, index_paper: str, opened: list[Path]
) -> None:
    dialog = register_of(window)
    assert dialog.model.rowCount() == 3 and not dialog.open_pdf.isEnabled()  # nothing was issued here yet
    assert dialog.open("pdf") is None
    made = issued(qtbot, workspace, index_paper, "3").issued
    assert made is not None and dialog.model.rowCount() == 4
    qtbot.keyClicks(dialog.search, "khac phuc han che")
    row = dialog.current()
    assert dialog.model.rowCount() == 1 and row is not None and row.issued_guid == made.guid
    assert dialog.counts.text() == "1 văn bản" and not dialog.version.isVisible()
    dialog.activateWindow()
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].name == f"{made.file_stem}.pdf"
    dialog.open("docx")
    assert opened[1].read_bytes().startswith(b"PK")
    window.dossier_actions.register()
    assert len(window.findChildren(RegisterDialog)) == 1


def test_every_version_can_be_saved(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, index_paper: str, tmp_path: Path
) -> None:
    issued(qtbot, workspace, index_paper, "3")
    workspace.run(set_paper, paper_guid=index_paper, signer_name="Trần Thị Bình")
    issued(qtbot, workspace, index_paper, "3")
    dialog = register_of(window)
    dialog.search.setText("03/KH")
    assert [dialog.version.itemText(place) for place in range(dialog.version.count())] == ["bản 2", "bản 1"]
    for place in range(2):
        dialog.version.setCurrentIndex(place)
        done = dialog.save_copy(tmp_path / f"{place}.pdf")
        assert done is not None
        done.close()
    assert (tmp_path / "0.pdf").read_bytes() != (tmp_path / "1.pdf").read_bytes()


def test_what_was_issued_by_mistake_is_taken_out_and_comes_back(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, index_paper: str
) -> None:
    dialog = register_of(window)
    assert not dialog.withdraw.isVisible()
    issued(qtbot, workspace, index_paper, "3")
    dialog.search.setText("03/KH")
    assert dialog.withdraw.isVisible()
    dialog.withdraw.click()
    row = dialog.current()
    assert row is not None and row.issued is None and not dialog.withdraw.isVisible()  # the paper still bears it
    workspace.undo()
    row = dialog.current()
    assert row is not None and row.issued is not None


def test_a_certified_copy_is_made_from_the_register_and_stands_in_it(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, index_paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = register_of(window)
    assert not dialog.certify.isVisible()
    issued(qtbot, workspace, index_paper, "3")
    dialog.search.setText("03/KH")
    assert dialog.certify.isVisible()
    shown = []

    def agree(asked: CertifiedCopyDialog) -> int:
        shown.append((asked.number.text(), asked.symbol.text(), asked.form.count()))
        asked.pages.setText("1")
        asked.form.setCurrentIndex(1)
        asked.accept()
        return asked.result()

    monkeypatch.setattr(CertifiedCopyDialog, "exec", agree)
    dialog.search.clear()
    dialog.table.selectRow(next(n for n in range(dialog.model.rowCount()) if _number(dialog, n) == "03"))
    dialog.certify.click()
    assert shown == [("01", "/SY-UBND", 2)]
    row = dialog.current()
    assert row is not None and row.issued is not None and row.symbol == "TrS-UBND"
    assert not dialog.certify.isVisible()  # an extract is not copied again
    assert "Bản trích sao Kế hoạch số 03/KH-UBND" in str(dialog.model.index(0, 2).siblingAtRow(_place(dialog)).data())


def _number(dialog: RegisterDialog, place: int) -> str:
    row = dialog.model.row_at(place)
    return row.number if row is not None and row.symbol.startswith("KH") else ""


def _place(dialog: RegisterDialog) -> int:
    return dialog.table.currentIndex().row()


def test_a_file_is_checked_and_the_register_exported(
    qtbot: QtBot,
    window: MainWindow,
    workspace: Workspace,
    index_paper: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_note", lambda _parent, _title, text: told.append(text))
    issued(qtbot, workspace, index_paper, "3")
    dialog = register_of(window)
    dialog.search.setText("03/KH")
    done = dialog.save_copy(tmp_path / "goc.pdf")
    assert done is not None
    done.close()
    dialog.check(tmp_path / "goc.pdf")
    qtbot.waitUntil(lambda: len(told) == 1)  # the window's thread does not wait for the drive
    assert "đúng là văn bản số 03/KH-UBND" in told[0]
    (tmp_path / "goc.pdf").write_bytes(b"%PDF-1.7 khac")
    dialog.check(tmp_path / "goc.pdf")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "không trùng" in told[1]
    exported = dialog.export(tmp_path / "so.xlsx")
    assert exported is not None
    exported.close()
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "so.xlsx").worksheets[0].values for cell in row]
    assert "03/KH-UBND" in cells and "68/BC-UBND" in cells


def test_a_register_that_was_closed_is_done_with(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, index_paper: str
) -> None:
    dialog = register_of(window)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    issued(qtbot, workspace, index_paper, "3")
    again = register_of(window)
    assert again.model.rowCount() == 4
    with qtbot.waitSignal(again.destroyed):
        workspace.close()


def test_the_register_of_another_year(window: MainWindow) -> None:
    dialog = register_of(window)
    dialog.year.setCurrentIndex(dialog.year.findData(2025))
    row = dialog.current()
    assert row is not None and row.number == "57" and row.issued_on is not None and row.issued_on.year == 2025


def test_the_menus_lead_to_both(window: MainWindow) -> None:
    window.show_tab("plan")
    names = [action.text() for action in window.tab("plan").menu_actions() if action is not None]
    assert "Ban hành…" in names
    tools = next(head.menu() for head in window.menuBar().actions() if head.text().replace("&", "") == "Công cụ")
    assert any(action.text() == "Sổ văn bản đi…" for action in tools.actions())  # type: ignore[attr-defined]


def test_a_paper_that_is_signed_elsewhere_is_not_issued(window: MainWindow, dossier: Dossier) -> None:
    from cchc_desktop.services.papers.papers_from_templates import create_from_template

    made = create_from_template(dossier, year=2026, code="list_award").created("plan")[0]
    window.workspace.set_year(2025)
    window.workspace.set_year(2026)
    window.show_tab("plan")
    tab = window.tab("plan")
    assert isinstance(tab, PlanTab)
    tab.open_plan(made)
    assert read_plan(dossier, made).paper.preamble
    assert not tab.actions_of_plan.issue.isEnabled()
