"""The report tab as an officer uses it: type, draft, close items, change period, undo, send."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.options import Options
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.drafts import read_draft
from cchc_desktop.services.reporting.reports import read_report, read_reports, set_report_status
from cchc_desktop.services.search.searching import search
from cchc_desktop.services.years import add_year
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.dialogs.alert import AlertDialog
from cchc_desktop.ui.dialogs.new_report import NewReportDialog
from cchc_desktop.ui.dialogs.send_report import SendReportDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.report.side import CHECK, PAGES
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.printed_words import words_on

FINANCE = "Cải cách tài chính công"  # empty in the sample's nine-month report
NEXT = "Kiến nghị, đề xuất"


@pytest.fixture
def tab(window: MainWindow) -> ReportTab:
    """The report tab on the nine-month report."""
    window.show_tab("report")
    made = window.tab("report")
    assert isinstance(made, ReportTab)
    return made


def item_named(tab: ReportTab, title: str) -> ReportItemRow:
    assert tab.view is not None
    return next(item for item in tab.view.items if item.title.casefold() == title.casefold())


def choose(tab: ReportTab, title: str) -> None:
    tab.choose(item_named(tab, title).guid)
    QApplication.processEvents()  # what is known of it is shown after the editor


def type_text(qtbot: QtBot, tab: ReportTab, text: str) -> None:
    tab.item_pane.editor.setFocus()
    qtbot.keyClicks(tab.item_pane.editor, text)


def printed_text(tab: ReportTab) -> str:
    """The words on the pages of the preview."""
    data = tab.side.preview.pages.data
    if not data or not tab.side.preview.is_current:
        return ""
    return words_on(data)


def test_the_report_that_is_due_is_open(tab: ReportTab) -> None:
    assert str(tab.period) == "2026-9M"
    names = [button.accessibleName() for button in tab.periods.buttons.values()]
    assert names[0] == "Quý I. Đã gửi 10/3"
    assert "Còn 3 ngày" in names[2]
    assert "22/11" in names[3]
    assert "17/26" in tab.outline.count.text()
    assert "15/12/2025" in tab.periods.span.text()
    assert tab.periods.estimates.text().startswith("6 ")


def test_typed_text_is_kept_when_the_item_is_left(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    type_text(qtbot, tab, "Giai ngan dat 62 %.")
    assert item_named(tab, FINANCE).text == ""  # not yet a step
    choose(tab, NEXT)
    assert item_named(tab, FINANCE).text == "Giai ngan dat 62 %."
    assert item_named(tab, FINANCE).status == "draft"
    assert tab.item_pane.editor.toPlainText() == ""


def stored_text(tab: ReportTab, guid: str) -> str:
    dossier = tab.workspace.dossier
    assert dossier is not None and tab.view is not None
    return next(item.text for item in read_report(dossier, tab.view.report.guid).items if item.guid == guid)


def test_the_next_item_is_shown_before_the_text_of_the_last_one_is_written(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    guid = item_named(tab, FINANCE).guid
    type_text(qtbot, tab, "Da lap du toan")
    tab.choose(item_named(tab, NEXT).guid)
    assert tab.item_pane.item is not None and tab.item_pane.item.guid == item_named(tab, NEXT).guid
    assert stored_text(tab, guid) == ""
    tab.workspace.commit_requested.emit()  # whoever asks for what is typed gets this too, before all else
    assert stored_text(tab, guid) == "Da lap du toan"
    tab.choose(guid)
    assert tab.item_pane.editor.toPlainText() == "Da lap du toan"


def test_a_text_that_cannot_be_written_comes_back_with_its_item(
    tab: ReportTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("cchc_desktop.ui.alerts.show_error", lambda _parent, error: told.append(str(error)))
    choose(tab, FINANCE)
    guid = item_named(tab, FINANCE).guid
    type_text(qtbot, tab, "Da lap du toan")
    dossier, report = tab.workspace.dossier, tab.view
    assert dossier is not None and report is not None
    set_report_status(dossier, report_guid=report.report.guid, status="sent", sent_on=tab.today)  # by another hand
    choose(tab, NEXT)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(lambda: tab.item is not None and tab.item.guid == guid)
    assert read_draft(dossier, guid, "text") == "Da lap du toan"


def test_undo_takes_the_typed_text_back_and_redo_brings_it(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    type_text(qtbot, tab, "Mot cau.")
    workspace.undo()
    assert tab.item_pane.editor.toPlainText() == ""
    assert item_named(tab, FINANCE).status == "empty"
    workspace.redo()
    assert tab.item_pane.editor.toPlainText() == "Mot cau."


def test_a_change_elsewhere_leaves_what_is_being_typed(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    from cchc_desktop.services.reporting.reports import set_item

    choose(tab, FINANCE)
    type_text(qtbot, tab, "Dang go")
    workspace.run(set_item, item_guid=item_named(tab, NEXT).guid, text="Khác")
    assert tab.item_pane.editor.toPlainText() == "Dang go"
    workspace.run(set_item, item_guid=item_named(tab, FINANCE).guid, text="Từ nơi khác")
    assert tab.item_pane.editor.toPlainText() == "Dang go"


def test_a_draft_survives_the_end_of_the_program(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    guid = item_named(tab, FINANCE).guid
    type_text(qtbot, tab, "Chua xong")
    tab.item_pane.keep_draft()
    assert workspace.dossier is not None
    assert read_draft(workspace.dossier, guid, "text") == "Chua xong"
    other = ReportTab(workspace)
    qtbot.addWidget(other)
    other.reload()
    other.choose(guid)
    assert other.item_pane.editor.toPlainText() == "Chua xong"
    other.commit_editing()
    assert read_draft(workspace.dossier, guid, "text") is None


def test_the_period_changes_and_the_text_stays(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    type_text(qtbot, tab, "Giu lai.")
    qtbot.mouseClick(tab.periods.buttons[Period.parse("2026-H1")], Qt.MouseButton.LeftButton)
    assert str(tab.period) == "2026-H1"
    assert tab.periods.send.text() == "Lập gói gửi…"
    qtbot.keyClick(tab.periods.buttons[Period.parse("2026-H1")], Qt.Key.Key_Right)
    assert str(tab.period) == "2026-9M"
    assert tab.item is not None and tab.item.title == FINANCE
    assert tab.item_pane.editor.toPlainText() == "Giu lai."


def test_a_draft_comes_below_what_was_typed(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    type_text(qtbot, tab, "Cau cua toi.")
    tab.item_pane.write_draft.trigger()
    text = item_named(tab, FINANCE).text
    assert text.startswith("Cau cua toi.\n- ")
    assert "- Giải ngân 7.600/12.000 triệu đồng" in text
    tab.item_pane.write_draft.trigger()  # nothing new is known
    assert item_named(tab, FINANCE).text == text
    workspace.undo()
    assert item_named(tab, FINANCE).text == "Cau cua toi."


def test_drafting_the_whole_report_is_one_step(tab: ReportTab, workspace: Workspace) -> None:
    before = item_named(tab, "Cải cách thể chế").text
    tab.actions_of_report.draft_all.trigger()
    assert "- Giải ngân 7.600/12.000 triệu đồng" in item_named(tab, FINANCE).text
    assert item_named(tab, "Cải cách thể chế").text == before
    workspace.undo()
    assert item_named(tab, FINANCE).text == ""


def test_an_empty_item_cannot_be_marked_done(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    tab.item_pane.mark_done.trigger()
    assert item_named(tab, FINANCE).status == "empty"
    type_text(qtbot, tab, "Da co.")
    tab.item_pane.mark_done.trigger()
    assert item_named(tab, FINANCE).status == "done"
    assert "18/26" in tab.outline.count.text()
    assert tab.item_pane.mark_done.text() == "Soạn tiếp"
    tab.item_pane.mark_done.trigger()
    assert item_named(tab, FINANCE).status == "draft"


def test_not_applicable_needs_a_reason(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    tab.item_pane.mark_not_applicable.trigger()
    bar = tab.item_pane.reason
    assert bar.isVisible()
    qtbot.keyClick(bar.reason, Qt.Key.Key_Return)
    assert not bar.agree.isEnabled()
    assert item_named(tab, FINANCE).status == "empty"
    qtbot.keyClicks(bar.reason, "Khong phat sinh")
    qtbot.mouseClick(bar.agree, Qt.MouseButton.LeftButton)
    item = item_named(tab, FINANCE)
    assert (item.status, item.reason) == ("not_applicable", "Khong phat sinh")
    assert tab.item_pane.editor.isReadOnly()
    tab.item_pane.mark_not_applicable.trigger()
    assert item_named(tab, FINANCE).status == "empty"
    assert not tab.item_pane.editor.isReadOnly()


def test_a_result_is_inserted_and_its_task_opened(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    links = tab.side.facts.findChildren(QPushButton)
    insert = next(b for b in links if b.text() == "Chèn vào bài")
    qtbot.mouseClick(insert, Qt.MouseButton.LeftButton)
    assert item_named(tab, FINANCE).text.startswith("- ")
    task = next(b for b in tab.side.facts.findChildren(QPushButton) if b.text() == "Mở nhiệm vụ")
    with qtbot.waitSignal(tab.navigate) as led:
        qtbot.mouseClick(task, Qt.MouseButton.LeftButton)
    assert led.args[0] == "frame"
    assert led.args[1]


def test_a_figure_is_quoted_and_marked(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, "Cơ chế một cửa, kết quả giải quyết hồ sơ")
    quoted = {s.cursor.selectedText() for s in tab.item_pane.editor.extraSelections()}
    assert {"4.512", "96,67"} <= quoted
    value = next(b for b in tab.side.facts.findChildren(QPushButton) if b.text() == "4.512 (ước)")
    qtbot.mouseClick(value, Qt.MouseButton.LeftButton)
    assert tab.item_pane.editor.toPlainText().startswith("{26: Số hồ sơ tiếp nhận trong kỳ}")
    tab.show_page(PAGES)
    tab.commit_editing()
    qtbot.waitUntil(lambda: "ước 4.512- Từ ngày 15/12/2025" in printed_text(tab))


def test_alt_down_goes_to_the_next_item(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, "Cải cách thể chế")
    tab.item_pane.editor.setFocus()
    qtbot.keyClick(tab.item_pane.editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert tab.item is not None and tab.item.title == "Cải cách thủ tục hành chính"
    qtbot.keyClick(tab.item_pane.editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert tab.item is not None and tab.item.title == "Cải cách thể chế"


def test_guidance_folds_with_f8(tab: ReportTab, qtbot: QtBot) -> None:
    assert tab.item_pane.guidance.words.isVisible()
    tab.item_pane.editor.setFocus()
    qtbot.keyClick(tab.item_pane.editor, Qt.Key.Key_F8)
    assert not tab.item_pane.guidance.words.isVisible()


def test_the_printed_page_shows_what_is_being_typed(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    tab.show_page(PAGES)
    type_text(qtbot, tab, "Cau dang go tren trang in")
    qtbot.waitUntil(lambda: "Cau dang go tren trang in" in printed_text(tab), timeout=20_000)
    assert item_named(tab, FINANCE).text == ""  # seen, not yet written


def test_the_check_leads_to_what_is_open(tab: ReportTab, qtbot: QtBot) -> None:
    qtbot.waitUntil(tab.item_pane.editor.hasFocus)  # a tab that is shown is ready for typing
    qtbot.keyClick(tab.item_pane.editor, Qt.Key.Key_F7, Qt.KeyboardModifier.ControlModifier)
    assert tab.side.tabs.currentIndex() == CHECK
    check = tab.side.check.list
    texts = [check.item(row).text() for row in range(check.count())]
    assert f"5. {FINANCE}: chưa viết" in texts
    assert any("chỗ cần viết thêm" in text for text in texts)
    assert "6 số đang là ước thực hiện" in texts
    check.itemActivated.emit(check.item(texts.index(f"5. {FINANCE}: chưa viết")))
    assert tab.item is not None and tab.item.title == FINANCE


def test_a_period_without_a_report_says_how_to_begin(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    assert not tab.actions_of_report.new.isEnabled()  # all four are begun
    workspace.run(add_year, year=2027)
    workspace.set_year(2027)
    tab.open_period(Period.parse("2027-Y"))
    assert tab.view is None
    assert tab.empty is not None
    assert tab.empty.main_button.text() == "Lập báo cáo năm"
    qtbot.mouseClick(tab.empty.main_button, Qt.MouseButton.LeftButton)
    assert tab.view is not None
    assert tab.view.report.period == "2027-Y"
    assert all(item.status == "empty" for item in tab.view.items)
    assert tab.actions_of_report.new.isEnabled()
    workspace.undo()
    assert tab.view is None


def test_a_new_report_takes_a_period_that_is_free(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.set_year(2025)
    dialog = NewReportDialog(workspace, Period.parse("2025-9M"), tab)
    qtbot.addWidget(dialog)
    assert [dialog.choice.itemText(n) for n in range(dialog.choice.count())] == [
        "Báo cáo quý I năm 2025",
        "Báo cáo 6 tháng đầu năm 2025",
        "Báo cáo 9 tháng năm 2025",
    ]
    dialog.accept()
    assert dialog.period == Period.parse("2025-9M")
    assert workspace.dossier is not None
    assert [row.period for row in read_reports(workspace.dossier, 2025)] == ["2025-9M", "2025-Y"]


def test_sending_says_what_is_open_and_notes_the_day(
    tab: ReportTab, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences: list[str] = []

    def agree(dialog: SendReportDialog) -> int:
        sentences.append(dialog.sentence.text())
        return 1

    monkeypatch.setattr(SendReportDialog, "exec", agree)
    tab.navigate.disconnect()
    with qtbot.waitSignal(tab.navigate) as led:
        tab.periods.send.click()
    assert sentences == ["Báo cáo còn 9 mục chưa xong. Vẫn gửi?"]
    assert tab.view is not None
    assert (tab.view.report.status, tab.view.report.sent_on) == ("sent", date(2026, 9, 8))
    assert led.args == ["exchange", tab.view.report.guid]
    tab.actions_of_report.reopen.trigger()
    assert (tab.view.report.status, tab.view.report.sent_on) == ("drafting", None)
    workspace.undo()
    assert tab.view.report.status == "sent"


def test_exporting_a_draft_asks_first(tab: ReportTab, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(box: AlertDialog) -> int:
        asked.append(box.text)
        return 0

    monkeypatch.setattr(AlertDialog, "exec", refuse)
    tab.actions_of_report.to_word.trigger()
    assert asked == ["Báo cáo còn 9 mục chưa xong. Vẫn xuất bản thảo?"]


def test_search_leads_to_an_item_of_another_period(tab: ReportTab, workspace: Workspace) -> None:
    assert workspace.dossier is not None
    first = read_reports(workspace.dossier, 2026)[0]
    wanted = next(item for item in read_report(workspace.dossier, first.guid).items if item.title == FINANCE)
    assert any(hit.guid == wanted.guid for hit in search(workspace.dossier, "tai chinh cong"))
    tab.show_guid(wanted.guid)
    assert str(tab.period) == "2026-Q1"
    assert tab.item is not None and tab.item.guid == wanted.guid


def test_a_small_window_puts_the_right_pane_into_tabs(tab: ReportTab, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1093, 582)
    qtbot.waitUntil(lambda: tab.middle.narrow)
    assert [tab.middle.tabs.tabText(n) for n in range(3)] == ["Soạn thảo", "Kỳ này", "Kỳ trước"]
    tab.middle.tabs.setCurrentIndex(1)
    assert tab.side.facts.isVisible()
    assert not tab.item_pane.isVisible()
    tab.step(1)
    assert tab.item_pane.isVisible()
    window.resize(1366, 698)
    qtbot.waitUntil(lambda: not tab.middle.narrow)
    assert tab.side.isVisible()
    assert tab.item_pane.isVisible()


def test_a_dossier_held_by_someone_else_is_only_read(sample: Path, qtbot: QtBot) -> None:
    holder = Dossier.open(sample)
    reader = Workspace()
    reader.open(sample)
    window = MainWindow(reader, Options())
    qtbot.addWidget(window)
    window.show()
    window.show_tab("report")
    tab = window.tab("report")
    assert isinstance(tab, ReportTab)
    assert tab.item_pane.editor.isReadOnly()
    for action in (tab.item_pane.mark_done, tab.item_pane.write_draft, tab.actions_of_report.draft_all):
        assert not action.isEnabled()
    assert not tab.periods.send.isEnabled()
    assert not [b for b in tab.side.facts.findChildren(QAbstractButton) if b.text() == "Chèn vào bài"]
    reader.close()
    holder.close()
