"""The dialog of a paper's frame: marks, the next number, the drafting unit, what minutes do not have."""

import pytest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.documents.paper_parts import letterhead
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules.documents_nd30 import Secrecy, Urgency
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.papers import read_paper, set_paper
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.services.papers.plans import read_plan
from cchc_desktop.ui.dialogs.paper_details import PaperDetailsDialog
from cchc_desktop.ui.workspace import Workspace


def begin(workspace: Workspace, code: str) -> str:
    """A new paper from a template; the guid of what is signed."""
    assert workspace.dossier is not None
    change = workspace.run(create_from_template, year=2026, code=code)
    assert change is not None
    view = read_plan(workspace.dossier, change.created("plan")[0])
    return (view.decision or view.paper).guid


def open_dialog(qtbot: QtBot, workspace: Workspace, guid: str) -> PaperDetailsDialog:
    dialog = PaperDetailsDialog(workspace, guid)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def paper(workspace: Workspace, guid: str) -> PaperRow:
    assert workspace.dossier is not None
    return read_paper(workspace.dossier, guid)


@pytest.fixture
def letter(workspace: Workspace) -> str:
    return begin(workspace, "letter_request")


def test_marks_are_kept_as_one_step_with_everything_else(qtbot: QtBot, workspace: Workspace, letter: str) -> None:
    before = paper(workspace, letter)
    dialog = open_dialog(qtbot, workspace, letter)
    marks = dialog.marks
    marks.urgency.setCurrentIndex(marks.urgency.findText("THƯỢNG KHẨN"))
    marks.secrecy.setCurrentIndex(marks.secrecy.findText("MẬT"))
    marks.circulation.setCurrentIndex(marks.circulation.findText("LƯU HÀNH NỘI BỘ"))
    marks.drafter.setText("NVA.(15)")
    marks.contact.setChecked(True)
    dialog.receivers_page.recipients.rewrite(["Như trên", "Lưu: VT, VHXH", "Đảng ủy xã"])
    dialog.accept()
    kept = paper(workspace, letter)
    assert (kept.urgency, kept.secrecy) == (Urgency.VERY_URGENT, Secrecy.SECRET)
    assert (kept.circulation, kept.drafter_mark, kept.contact_footer) == ("LƯU HÀNH NỘI BỘ", "NVA.(15)", True)
    assert kept.recipients == ("Như trên", "Đảng ủy xã", "Lưu: VT, VHXH")
    workspace.undo()
    after = paper(workspace, letter)
    assert (after.urgency, after.recipients, after.contact_footer) == ("", before.recipients, False)


def test_the_next_number_is_one_click_away(qtbot: QtBot, workspace: Workspace, letter: str) -> None:
    dialog = open_dialog(qtbot, workspace, letter)
    assert dialog.numbers.number.text() == ""  # blank until the clerk wants it
    dialog.numbers.next_number.click()
    dialog.accept()
    given = paper(workspace, letter).number
    assert given.isdecimal()
    assert not open_dialog(qtbot, workspace, letter).numbers.next_number.isVisible()
    again = open_dialog(qtbot, workspace, begin(workspace, "letter_request"))
    again.numbers.next_number.click()
    assert int(again.numbers.number.text()) == int(given) + 1


def test_a_letter_takes_the_code_of_the_unit_that_drafts_it(qtbot: QtBot, workspace: Workspace, letter: str) -> None:
    dialog = open_dialog(qtbot, workspace, letter)
    offered = dialog.numbers.unit_button.menu().actions()
    chosen = next(action for action in offered if action.text().startswith("KT"))
    chosen.trigger()
    assert dialog.numbers.symbol.text() == f"UBND-{chosen.text().split(':')[0]}"


def test_another_body_brings_its_symbol_and_the_lines_of_its_head(
    qtbot: QtBot, workspace: Workspace, letter: str
) -> None:
    assert workspace.dossier is not None
    before = read_paper(workspace.dossier, letter)
    dialog = open_dialog(qtbot, workspace, letter)
    dialog.numbers.issuer.insert("Hội đồng Thi đua - Khen thưởng xã Bình Minh")
    assert dialog.numbers.symbol.text() == before.symbol.replace("UBND", "HĐTĐKT")
    assert "TM. HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG" in dialog.signer.form.currentText()
    dialog.accept()
    paper = read_paper(workspace.dossier, letter)
    assert paper.authority == "Hội đồng Thi đua - Khen thưởng xã Bình Minh"
    assert paper.symbol == before.symbol.replace("UBND", "HĐTĐKT") and paper.signer_title == before.signer_title
    set_paper(workspace.dossier, paper_guid=letter, authority="Phòng Kinh tế")
    paper = read_paper(workspace.dossier, letter)
    assert (paper.symbol, paper.signer_title) == (before.symbol.replace("UBND", "PKT"), "TRƯỞNG PHÒNG")
    set_paper(workspace.dossier, paper_guid=letter, authority="")
    paper = read_paper(workspace.dossier, letter)
    assert (paper.symbol, paper.signer_title, paper.authority) == (before.symbol, before.signer_title, "")


def test_date_and_number_can_be_left_to_the_pen(qtbot: QtBot, workspace: Workspace, letter: str) -> None:
    dialog = open_dialog(qtbot, workspace, letter)
    assert dialog.numbers.issued_on.line.text() == ""
    dialog.numbers.issued_on.line.setText("nay")
    dialog.accept()
    assert str(paper(workspace, letter).issued_on) == "2026-09-08"
    dialog = open_dialog(qtbot, workspace, letter)
    assert dialog.numbers.issued_on.line.text() == "08/9/2026"
    dialog.numbers.issued_on.line.clear()
    dialog.accept()
    assert paper(workspace, letter).issued_on is None


def test_a_month_is_kept_where_the_day_is_left_to_the_pen(qtbot: QtBot, workspace: Workspace, letter: str) -> None:
    assert workspace.dossier is not None
    dialog = open_dialog(qtbot, workspace, letter)
    month = dialog.numbers.month
    assert [month.itemText(place) for place in (0, 1, 2, month.count() - 1)] == [
        "Để trống",
        "Tháng 12/2025",
        "Tháng 1/2026",
        "Tháng 12/2026",
    ]
    month.setCurrentIndex(month.findData("2026-03"))
    dialog.accept()
    kept = paper(workspace, letter)
    assert (kept.dated, kept.issued_on) == ("2026-03", None)
    head = letterhead(read_office(workspace.dossier, 2026), kept)
    assert head.place_date.replace("\u00a0", " ") == f"{kept.place}, ngày      tháng 3 năm 2026"
    assert open_dialog(qtbot, workspace, letter).numbers.month.currentData() == "2026-03"
    workspace.undo()
    assert paper(workspace, letter).dated == ""


def test_minutes_have_a_chair_and_a_secretary_and_no_position(qtbot: QtBot, workspace: Workspace) -> None:
    guid = begin(workspace, "minutes_meeting")
    before = paper(workspace, guid)
    dialog = open_dialog(qtbot, workspace, guid)
    titles = [dialog._tabs.tabText(place) for place in range(dialog._tabs.count())]
    assert titles == ["Số, ngày", "Nơi nhận", "Người ký", "Dấu chỉ mức độ, ghi chú"]
    assert dialog.signer.signer_title.parent() is None and dialog.signer.form.parent() is None
    dialog.signer.secretary.setText("Trần Thị Thư Ký")
    dialog.signer.signer.setText("Nguyễn Văn Chủ Trì")
    dialog.accept()
    kept = paper(workspace, guid)
    assert (kept.secretary, kept.signer_name) == ("Trần Thị Thư Ký", "Nguyễn Văn Chủ Trì")
    assert (kept.signing_form, kept.signer_title) == (before.signing_form, before.signer_title)


def test_a_number_as_it_is_cited_brings_its_symbol(qtbot: QtBot, workspace: Workspace, letter: str) -> None:
    dialog = open_dialog(qtbot, workspace, letter)
    dialog.numbers.number.setText(" 5a/UBND-KT ")
    dialog.accept()
    kept = paper(workspace, letter)
    assert (kept.number, kept.symbol) == ("5a", "UBND-KT")


def test_a_number_that_is_taken_leads_back_to_it(qtbot: QtBot, workspace: Workspace, letter: str) -> None:
    workspace.run(set_paper, paper_guid=letter, number="05a")
    dialog = open_dialog(qtbot, workspace, begin(workspace, "letter_reminder"))
    dialog.numbers.number.setText("5A")
    tabs = dialog.findChildren(QTabWidget)[0]
    tabs.setCurrentIndex(2)
    dialog.accept()
    assert dialog.isVisible() and tabs.currentIndex() == 0 and dialog.numbers.number.selectedText() == "5A"


def test_nothing_changed_is_no_step(qtbot: QtBot, workspace: Workspace, letter: str) -> None:
    before = workspace.undo_label
    open_dialog(qtbot, workspace, letter).accept()
    workspace.undo()
    assert before and not workspace.can_undo  # the one step was the paper's beginning
