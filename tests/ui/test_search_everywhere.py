"""Search everywhere: as one types, by the keyboard alone, and each find is shown where its words stand."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.legal_bases import add_legal_basis
from cchc_desktop.services.search.finding import Hit
from cchc_desktop.services.search.searching import search
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.dialogs.found import FoundDialog
from cchc_desktop.ui.dialogs.legal_basis import LegalBasisDialog
from cchc_desktop.ui.dialogs.office_profile import OfficeProfileDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.frame_cells import ACTIVITY
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.tabs.index.tab import IndexTab
from cchc_desktop.ui.tabs.plan.nodes import NodeKind
from cchc_desktop.ui.tabs.plan.tab import PlanTab
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.widgets.found_list import FoundList


def dossier_of(window: MainWindow) -> Dossier:
    assert window.workspace.dossier is not None
    return window.workspace.dossier


def shown_list(window: MainWindow) -> FoundList | None:
    return next((one for one in window.findChildren(FoundList) if one.window() is window and one.isVisible()), None)


def hit_of(window: MainWindow, query: str, fits: Callable[[Hit], object]) -> Hit:
    return next(hit for hit in search(dossier_of(window), query, limit=300) if fits(hit))


def test_finds_come_as_one_types_and_all_of_them_stand_in_a_window(window: MainWindow, qtbot: QtBot) -> None:
    window.search()
    qtbot.keyClicks(window._search, "quy trinh")
    qtbot.waitUntil(lambda: (found := shown_list(window)) is not None and found.is_on_hit, timeout=30_000)
    found = shown_list(window)
    assert found is not None and found.hit is not None
    assert found.hit.title.startswith("Duyệt quy trình") and found.hit.title_marks
    qtbot.keyClick(window._search, Qt.Key.Key_Down)
    second = found.hit
    qtbot.keyClick(window._search, Qt.Key.Key_Up)
    assert second != found.hit is not None
    qtbot.keyClicks(window._search, " xyz")  # what came before is answered no more
    qtbot.waitUntil(lambda: found.query == "quy trinh xyz", timeout=30_000)
    assert not found.is_on_hit and "Không tìm thấy" in found.item(0).text()
    window._search.setText("quy trinh")
    qtbot.keyClick(window._search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(FoundDialog)
    qtbot.waitUntil(lambda: dialog.list.count() > 3, timeout=30_000)
    assert dialog.search.text() == "quy trinh" and not window._search.text() and not found.isVisible()
    assert dialog.list.item(0).text() == "Nhiệm vụ (2)"
    qtbot.waitUntil(lambda: "chiếm" in dialog.standing.text(), timeout=30_000)
    qtbot.waitUntil(lambda: dialog.kind.findData("file") > 0, timeout=30_000)  # its text was still being read
    dialog.kind.setCurrentIndex(dialog.kind.findData("file"))
    assert dialog.list.count() == 2 and dialog.go.isEnabled()
    dialog.enter()
    tab = window.tab("frame")
    assert window.current_tab == "frame" and isinstance(tab, FrameTab) and dialog.isVisible()
    assert tab.panes.is_open and tab.focusWidget().accessibleName().startswith("Quyết định số 08")
    guid = tasks.read_tasks(dossier_of(window), tab.frame.plan_guid)[0].guid if tab.frame else ""
    window.workspace.run(tasks.set_cells, cells=[(guid, Column.TASK, "Vẽ lại quy trình một cửa")])
    dialog.kind.setCurrentIndex(0)
    qtbot.waitUntil(lambda: dialog.list.item(0).text() == "Nhiệm vụ (3)", timeout=30_000)
    dialog.search.setText("phuong huong nhiem vu trong tam")
    dialog.enter()  # before the answer came: it goes where these words are, not where others were
    qtbot.waitUntil(lambda: window.current_tab == "report", timeout=30_000)


def test_a_find_leads_to_its_words(window: MainWindow) -> None:
    show = window.found_doors.show_hit
    section = hit_of(window, "khảo sát mức", lambda hit: hit.kind == "section")
    show(section, "khao sat muc")
    plan = window.tab("plan")
    assert isinstance(plan, PlanTab) and window.current_tab == "plan"
    assert plan.pane.editor.textCursor().selectedText() == "khảo sát mức"  # type: ignore[union-attr]
    item = hit_of(window, "386 quy trình", lambda hit: hit.kind == "report_item" and not hit.title_marks)
    show(item, "386 qui trinh")
    report = window.tab("report")
    assert isinstance(report, ReportTab) and report.item is not None and report.item.guid == item.guid
    assert report.item_pane.editor.textCursor().selectedText() == "386 quy trình"
    activity = hit_of(window, "vẽ lại các bước", lambda hit: hit.kind == "task")
    show(activity, "ve lai cac buoc")
    frame = window.tab("frame")
    assert isinstance(frame, FrameTab) and window.current_tab == "frame"
    cell = frame.view.currentIndex()
    assert (frame.model.lines[cell.row()].guid, cell.column()) == (activity.guid, ACTIVITY)
    last_year = hit_of(window, "hài lòng", lambda hit: hit.kind == "criterion" and hit.year == 2025)
    show(last_year, "hai long")
    index = window.tab("index")
    assert isinstance(index, IndexTab) and window.workspace.year == 2025
    row = index.model.row_of(index.tree.currentIndex())
    assert row is not None and row.guid == last_year.guid
    paper = hit_of(window, "chủ tịch nguyễn", lambda hit: hit.kind == "paper" and hit.tab == "plan")
    show(paper, "chủ tịch nguyễn")
    assert window.workspace.year == 2026 and plan.pane is plan.panes[NodeKind.END]


def test_a_find_in_a_list_opens_its_window_at_the_line(window: MainWindow) -> None:
    show = window.found_doors.show_hit
    show(hit_of(window, "phạm thu", lambda hit: hit.kind == "officer"), "pham thu")
    (profile,) = window.findChildren(OfficeProfileDialog)
    table = profile.unit_page.list.table
    assert profile.pages.currentWidget() is profile.unit_page and "Phạm Thu Hằng" in table.currentItem().text()
    profile.close()
    window.workspace.run_across(add_legal_basis, text="Quyết định số 9/QĐ-UBND về chợ phiên")
    basis = hit_of(window, "chợ phiên", lambda hit: hit.kind == "legal_basis")
    show(basis, "chợ phiên")
    (edited,) = window.findChildren(LegalBasisDialog)
    assert edited.text.lines() == ("Quyết định số 9/QĐ-UBND về chợ phiên",)
    edited.close()
