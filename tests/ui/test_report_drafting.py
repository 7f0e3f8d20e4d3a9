"""Drafts in the window: sources of a sentence, what differs from earlier, a sent report, from empty to printed."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.options import Options
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import exports
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting import figures, reports
from cchc_desktop.services.reporting.report_appendices import read_choice
from cchc_desktop.services.reporting.reports import read_report
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.dialogs.alert import AlertDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.report.side import CHECK, EARLIER, FACTS, PAGES
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace
from tests.services.helpers import with_plan
from tests.ui.printed_words import lines_on, words_on

FINANCE = "Cải cách tài chính công"  # empty in the sample's nine-month report


@pytest.fixture
def tab(window: MainWindow) -> ReportTab:
    """The report tab on the nine-month report."""
    return report_tab(window)


def report_tab(window: MainWindow) -> ReportTab:
    window.show_tab("report")
    made = window.tab("report")
    assert isinstance(made, ReportTab)
    return made


def item_named(tab: ReportTab, title: str) -> ReportItemRow:
    assert tab.view is not None
    return next(item for item in tab.view.items if item.title.casefold() == title.casefold())


def choose(tab: ReportTab, title: str) -> None:
    tab.choose(item_named(tab, title).guid)
    QApplication.processEvents()


def put_cursor(tab: ReportTab, words: str) -> None:
    """Into the sentence that has these words."""
    editor = tab.item_pane.editor
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index(words))
    editor.setTextCursor(cursor)


def appendix_numbers(tab: ReportTab) -> list[str]:
    """The first lines of appendices on the pages of the preview."""
    data = tab.side.preview.pages.data
    lines = lines_on(data) if data and tab.side.preview.is_current else []
    return [line for line in lines if line.startswith("Phụ lục")]


def links(tab: ReportTab) -> list[str]:
    return [made.text() for made in tab.side.facts.findChildren(QPushButton)]


def test_the_cursor_in_a_drafted_sentence_shows_what_it_rests_on(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    strip = tab.item_pane.sources
    assert not strip.isVisible()
    tab.item_pane.write_draft.trigger()
    put_cursor(tab, "Giải ngân 7.600")
    qtbot.waitUntil(lambda: strip.first.text().startswith("Số liệu: "))
    names = [action.text() for action in strip.menu().actions()]
    assert any(name == "Số liệu: Tỷ lệ giải ngân vốn đầu tư công: 63,33% (9 tháng 2026)" for name in names)
    put_cursor(tab, "Sửa đổi Quy chế chi tiêu")
    qtbot.waitUntil(lambda: strip.first.text().startswith("Nhiệm vụ: Sửa đổi Quy chế"))
    with qtbot.waitSignal(tab.navigate) as led:
        strip.first.click()
    assert led.args[0] == "frame"


def test_an_edited_sentence_rests_on_nothing_any_more(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    tab.item_pane.write_draft.trigger()
    put_cursor(tab, "Giải ngân 7.600")
    strip = tab.item_pane.sources
    qtbot.waitUntil(strip.first.isVisible)
    put_cursor(tab, "iải ngân 7.600")
    qtbot.keyClicks(tab.item_pane.editor, "x")
    qtbot.waitUntil(lambda: not strip.first.isVisible())
    assert strip.words.text().startswith("Đặt con trỏ vào câu soạn nháp")


def test_a_figure_behind_a_sentence_opens_the_appendix(
    tab: ReportTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(tab, FINANCE)
    tab.item_pane.write_draft.trigger()
    put_cursor(tab, "Giải ngân 7.600")
    qtbot.waitUntil(tab.item_pane.sources.first.isVisible)
    opened: list[str] = []
    monkeypatch.setattr(tab, "open_figures", opened.append)
    tab.item_pane.sources.first.click()
    assert tab.view is not None
    assert opened == [row.guid for row in tab.view.figures if row.code == "57b"]


def test_sentences_ready_to_take_over_keep_their_trace(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    heads = [made.text() for made in tab.side.facts.findChildren(QLabel)]
    assert any(text.startswith("Câu soạn sẵn (") for text in heads)
    ready = tab.knowledge.ready(item_named(tab, FINANCE))
    tab.side.facts.statement_wanted.emit(ready[1])
    assert item_named(tab, FINANCE).text == f"- {ready[1].text}"
    facts = tab.knowledge.facts()
    assert facts is not None and facts.kept[item_named(tab, FINANCE).guid] == (ready[1],)
    assert ready[1] not in tab.knowledge.ready(item_named(tab, FINANCE))
    workspace.undo()
    assert item_named(tab, FINANCE).text == ""


def test_many_tasks_wait_behind_a_link(tab: ReportTab) -> None:
    choose(tab, "Cơ chế một cửa, kết quả giải quyết hồ sơ")
    more = next(made for made in tab.side.facts.findChildren(QPushButton) if "nêu ở mục khác" in made.text())
    before = links(tab).count("Mở nhiệm vụ")
    more.click()
    assert links(tab).count("Mở nhiệm vụ") > before


def test_what_differs_from_the_period_before_is_named(tab: ReportTab, qtbot: QtBot) -> None:
    choose(tab, "Cơ chế một cửa, kết quả giải quyết hồ sơ")
    tab.show_page(EARLIER)
    QApplication.processEvents()

    def words() -> list[str]:
        return [made.text() for made in tab.side.earlier.findChildren(QLabel)]

    assert any(text.startswith("Nay: ") and "<b" in text and "4.512" in text and "Trước: " in text for text in words())
    assert any(text.startswith("Không còn: ") for text in words())
    as_they_are = next(b for b in tab.side.earlier.findChildren(QPushButton) if b.text() == "Xem nguyên văn")
    as_they_are.click()
    QApplication.processEvents()
    assert any("Tiếp nhận 2.968 hồ sơ" in text for text in words())


def test_a_sent_report_says_so_and_is_opened_again_first(tab: ReportTab, qtbot: QtBot) -> None:
    tab.open_period(Period.parse("2026-H1"))
    bar = tab.item_pane.sent
    assert bar.isVisible() and bar.words.text() == "Đã gửi ngày 09/6/2026. Sửa ở đây sẽ khác bản đã gửi."
    assert tab.item_pane.editor.isReadOnly()
    for action in (tab.item_pane.write_draft, tab.item_pane.mark_done, tab.actions_of_report.draft_all):
        assert not action.isEnabled()
    assert not tab.actions_of_report.appendices.action.isEnabled()
    bar.reopen.click()
    assert not bar.isVisible()
    assert not tab.item_pane.editor.isReadOnly()
    assert tab.view is not None and tab.view.report.status == "drafting"


def test_what_goes_along_is_remembered_for_each_report(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    along = tab.actions_of_report.appendices
    tab.actions_of_report.refresh()
    assert [made.isChecked() for made in along.choices.values()] == [False, False, False, True]
    along.choices["progress"].trigger()
    assert workspace.dossier is not None and tab.view is not None
    assert read_choice(workspace.dossier, tab.view.report.guid) == ("progress", "figures")
    tab.show_page(PAGES)
    qtbot.waitUntil(lambda: {"Phụ lục I", "Phụ lục II"} <= set(appendix_numbers(tab)), timeout=20_000)
    tab.open_period(Period.parse("2026-Y"))
    assert [made.isChecked() for made in along.choices.values()] == [False, False, False, True]
    workspace.undo()
    tab.open_period(Period.parse("2026-9M"))
    assert [made.isChecked() for made in along.choices.values()] == [False, False, False, True]


def test_an_untouched_draft_is_made_again_only_when_that_is_wanted(
    tab: ReportTab, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.actions_of_report.draft_all.trigger()
    before = item_named(tab, FINANCE).text
    assert tab.view is not None
    spent = next(row for row in tab.view.figures if row.code == "57b")
    workspace.run(figures.set_figure, figure_guid=spent.guid, period="2026-9M", value=Decimal(8000))
    asked: list[str] = []

    def answer(box: AlertDialog) -> int:
        asked.append(box.text)
        return 0

    monkeypatch.setattr(AlertDialog, "exec", answer)
    tab.actions_of_report.draft_all.trigger()
    assert asked and asked[0].startswith("1 mục còn nguyên bản nháp cũ")
    assert item_named(tab, FINANCE).text == before
    monkeypatch.setattr("cchc_desktop.ui.alerts.ask", lambda *_words: True)
    tab.actions_of_report.draft_all.trigger()
    assert "- Giải ngân 8.000/12.000 triệu đồng" in item_named(tab, FINANCE).text


def test_the_check_names_a_sentence_that_no_longer_agrees(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    choose(tab, FINANCE)
    tab.item_pane.write_draft.trigger()
    assert tab.view is not None
    spent = next(row for row in tab.view.figures if row.code == "57b")
    workspace.run(figures.set_figure, figure_guid=spent.guid, period="2026-9M", value=Decimal(8000))
    tab.show_page(CHECK)

    def listed() -> list[str]:
        return [tab.side.check.list.item(row).text() for row in range(tab.side.check.list.count())]

    qtbot.waitUntil(lambda: any("không còn khớp" in text and "Giải ngân 7.600" in text for text in listed()))
    assert tab.side.tabs.tabText(CHECK) == f"Kiểm tra ({len(listed())})"


# From an empty report to a printed one


@pytest.fixture
def small(qtbot: QtBot, look: None, tmp_path: Path) -> MainWindow:
    """The window on a dossier with a plan of four tasks and no report."""
    dossier, _plan, guids = with_plan(tmp_path)
    tasks.set_tracking(dossier, task_guid=guids[0], status="done", result="Quyết định số 15/QĐ-UBND ngày 20/02/2026")
    dossier.close()
    workspace = Workspace()
    workspace.open(tmp_path / "xa.cchc")
    window = MainWindow(workspace, Options())
    qtbot.addWidget(window)
    window.resize(1366, 698)
    window.show()
    return window


def test_from_an_empty_report_to_a_printed_one(
    small: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_TODAY", "2026-03-09")
    tab = report_tab(small)
    tab.open_period(Period.parse("2026-Q1"))
    assert tab.empty is not None
    small.workspace.run(reports.create_report, period="2026-Q1", outline_code="current")
    dossier = small.workspace.dossier
    assert dossier is not None and tab.view is not None

    files = next(row for row in tab.view.figures if row.code == "26")
    small.workspace.run(
        figures.set_figure, figure_guid=files.guid, period="2026-Q1", value=Decimal(1306), estimated=True
    )
    tab.actions_of_report.draft_all.trigger()
    assert (
        "- Ước tiếp nhận 1.306 hồ sơ thủ tục hành chính."
        in item_named(tab, "Cơ chế một cửa, kết quả giải quyết hồ sơ").text
    )
    law = item_named(tab, "Cải cách thể chế").text
    assert "- Rà soát văn bản: Quyết định số 15/QĐ-UBND ngày 20/02/2026." in law

    choose(tab, "Nguyên nhân")
    tab.item_pane.editor.selectAll()
    qtbot.keyClicks(tab.item_pane.editor, "Nhan luc con mong.")
    choose(tab, "Sáng kiến, mô hình mới")
    tab.item_pane.mark_not_applicable.trigger()
    qtbot.keyClicks(tab.item_pane.reason.reason, "Trong ky khong co sang kien")
    tab.item_pane.reason.agree.click()
    choose(tab, "Cải cách thể chế")
    tab.item_pane.mark_done.trigger()
    assert item_named(tab, "Cải cách thể chế").status == "done"

    tab.show_page(CHECK)
    listed = [tab.side.check.list.item(row).text() for row in range(tab.side.check.list.count())]
    assert any("chỗ cần viết thêm" in text for text in listed)
    assert not any("Nguyên nhân: 1 chỗ" in text for text in listed)

    tab.actions_of_report.appendices.choices["progress"].trigger()
    tab.actions_of_report.appendices.choices["papers"].trigger()
    tab.commit_editing()
    for _step in exports.export(dossier, Wish(2026), what=("report",), formats=("docx", "pdf"), out=tmp_path / "in"):
        pass
    (pdf,) = (tmp_path / "in").glob("*.pdf")
    text = words_on(pdf.read_bytes())
    for words in (
        "Ước tiếp nhận 1.306 hồ sơ thủ tục hành chính",
        "Nhan luc con mong",
        "Trong ky khong co sang kien",
        "Phụ lục I TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ",
        "Phụ lục II VĂN BẢN BAN HÀNH TRONG KỲ",
        "Phụ lục III SỐ LIỆU",
        "Đã hoàn thành",
    ):
        assert words in text, words
    assert (tmp_path / "in" / f"{pdf.stem}.docx").stat().st_size > 5_000
    small.workspace.close()


def test_the_walk_leaves_a_dossier_that_opens(small: MainWindow, tmp_path: Path) -> None:
    tab = report_tab(small)
    tab.open_period(Period.parse("2026-Q1"))
    tab.begin_report()
    tab.actions_of_report.draft_all.trigger()
    assert tab.view is not None
    guid, text = tab.view.report.guid, item_named(tab, "Cải cách thể chế").text
    small.workspace.close()
    dossier = Dossier.open(tmp_path / "xa.cchc")
    assert any(item.text == text for item in read_report(dossier, guid).items)
    dossier.close()


def test_the_page_that_is_seen_is_filled(tab: ReportTab) -> None:
    choose(tab, FINANCE)
    assert tab.side.pages.currentIndex() == FACTS
    tab.show_page(EARLIER)
    QApplication.processEvents()
    assert tab.side.earlier.findChildren(QLabel)
