"""Figures quoted in a report: inserted, shown with their values, checked, compared; checks of the appendix named."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.rules.figure_quotes import quote
from cchc_desktop.services.reporting import figures, reports
from cchc_desktop.services.reporting.drafting import statements_in
from cchc_desktop.ui.dialogs.figures_dialog import FiguresDialog
from cchc_desktop.ui.dialogs.insert_figure import InsertFigureDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.figures import value_words
from cchc_desktop.ui.tabs.report.side import CHECK, EARLIER
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace

FINANCE = "Cải cách tài chính công"  # empty in the sample's nine-month report
OVERDUE = "34"  # Hồ sơ giải quyết quá hạn


@pytest.fixture
def tab(window: MainWindow) -> ReportTab:
    """The report tab on the nine-month report, its finance item open."""
    window.show_tab("report")
    made = window.tab("report")
    assert isinstance(made, ReportTab)
    made.choose(item_named(made, FINANCE).guid)
    QApplication.processEvents()
    return made


def item_named(tab: ReportTab, title: str) -> ReportItemRow:
    assert tab.view is not None
    return next(item for item in tab.view.items if item.title.casefold() == title.casefold())


def figure(tab: ReportTab, code: str) -> FigureRow:
    assert tab.view is not None
    return next(row for row in tab.view.figures if row.code == code)


def write(tab: ReportTab, text: str) -> None:
    """Text for the finance item, kept."""
    tab.workspace.run(reports.set_item, item_guid=item_named(tab, FINANCE).guid, text=text)
    QApplication.processEvents()


def findings(tab: ReportTab) -> list[str]:
    tab.show_page(CHECK)
    QApplication.processEvents()
    return [tab.side.check.list.item(row).text() for row in range(tab.side.check.list.count())]


def set_value(workspace: Workspace, row: FigureRow, value: str, period: str = "2026-9M") -> None:
    workspace.run(figures.set_figure, figure_guid=row.guid, period=period, value=Decimal(value))


def test_a_figure_is_found_without_diacritics_and_quoted_by_enter(tab: ReportTab, qtbot: QtBot) -> None:
    editor = tab.item_pane.editor
    editor.setFocus()
    qtbot.keyClicks(editor, "Qua han")
    qtbot.keyClick(editor, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = tab.item_pane.findChildren(InsertFigureDialog)
    assert dialog.figure is not None and dialog.figure.guid in {row.guid for row in tab.item_pane.quotes.own}
    qtbot.keyClicks(dialog.figures.search, "giai quyet qua han")
    qtbot.keyClick(dialog.figures.search, Qt.Key.Key_Return)
    assert editor.toPlainText() == "Qua han {34: Hồ sơ giải quyết quá hạn}"
    tab.commit_editing()
    assert item_named(tab, FINANCE).text == "Qua han {34: Hồ sơ giải quyết quá hạn}"


def test_the_number_alone_is_inserted_where_it_is_wanted(tab: ReportTab, qtbot: QtBot) -> None:
    tab.item_pane.insert_figure.trigger()
    (dialog,) = tab.item_pane.findChildren(InsertFigureDialog)
    dialog.figures.choose(figure(tab, OVERDUE).guid)
    qtbot.mouseClick(dialog.number, Qt.MouseButton.LeftButton)
    assert tab.item_pane.editor.toPlainText() == "146"


def test_a_quote_shows_its_value_and_follows_the_appendix(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    quotes = tab.item_pane.quotes
    assert not quotes.strip.isVisible()
    text = "Có {34: Hồ sơ giải quyết quá hạn} hồ sơ, {99: Lạ} và {26}."
    write(tab, text)
    words = "Số liệu trích: {34} = 146; {99} không có trong phụ lục; {26} = ước 4.512"
    qtbot.waitUntil(lambda: quotes.strip.isVisible() and quotes.strip.words.text() == words)
    assert quotes.tip_at(text.index("34")) == "Hồ sơ giải quyết quá hạn\n{34} = 146"
    assert quotes.tip_at(0) == ""
    marked = {mark.cursor.selectedText() for mark in tab.item_pane.editor.extraSelections()}
    assert marked == {"{34: Hồ sơ giải quyết quá hạn}", "{99: Lạ}", "{26}"}
    set_value(workspace, figure(tab, OVERDUE), "147")
    assert "{34} = 147" in quotes.strip.words.text()
    assert tab.item_pane.editor.toPlainText() == text


def test_the_check_names_quotes_that_cannot_be_filled(tab: ReportTab) -> None:
    empty = next(row for row in tab.item_pane.quotes.all if row.value is None)
    write(tab, f"Số {{99}} và {{{empty.code}: x}} và {{34}}.")
    found = [text for text in findings(tab) if "trích" in text]
    assert found == [
        "5. Cải cách tài chính công: trích {99} nhưng phụ lục không có số liệu này",
        f"5. Cải cách tài chính công: trích {{{empty.code}}} nhưng số liệu này chưa có giá trị",
    ]


def test_figures_that_do_not_add_up_are_named_and_lead_to_their_line(tab: ReportTab, workspace: Workspace) -> None:
    assert not any("dòng 32" in text for text in findings(tab))
    set_value(workspace, figure(tab, OVERDUE), "900")
    found = findings(tab)
    place = next(row for row, text in enumerate(found) if "dòng 32, 33, 34, 31" in text)
    listed = tab.side.check.list
    listed.itemClicked.emit(listed.item(place))
    (dialog,) = [made for made in tab.findChildren(FiguresDialog) if made.isVisible()]
    chosen = dialog.model.figure(dialog.table.currentIndex().row())
    assert chosen is not None and chosen.code == "32"
    dialog.close()
    workspace.undo()
    assert not any("dòng 32" in text for text in findings(tab))


def test_earlier_reports_are_compared_as_they_were_printed(tab: ReportTab, workspace: Workspace) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    half = next(row for row in reports.read_reports(dossier, 2026) if row.period == "2026-H1")
    old = next(item for item in reports.read_report(dossier, half.guid).items if item.title == FINANCE)
    workspace.run(reports.set_report_status, report_guid=half.guid, status="drafting")
    workspace.run(reports.set_item, item_guid=old.guid, text="Có {34: Hồ sơ giải quyết quá hạn} hồ sơ quá hạn.")
    set_value(workspace, figure(tab, OVERDUE), "100", "2026-H1")
    write(tab, "Có {34: Hồ sơ giải quyết quá hạn} hồ sơ quá hạn.")
    tab.show_page(EARLIER)
    QApplication.processEvents()
    words = " ".join(made.text() for made in tab.side.earlier.findChildren(QLabel))
    assert "146" in words and "100" in words and "{34" not in words
    set_value(workspace, figure(tab, OVERDUE), "146", "2026-H1")
    QApplication.processEvents()
    words = " ".join(made.text() for made in tab.side.earlier.findChildren(QLabel))
    assert "1 câu giữ nguyên" in words


def test_a_draft_does_not_repeat_what_a_quote_says(tab: ReportTab, workspace: Workspace) -> None:
    tab.item_pane.write_draft.trigger()
    drafted = item_named(tab, FINANCE).text
    words = {row: f" {value_words(row, row.value)} " for row in tab.item_pane.quotes.own if row.value is not None}
    row = next(row for row, value in words.items() if drafted.count(value) == 1)
    quoted = drafted.replace(words[row], f" {quote(row.code, row.name)} ")
    write(tab, quoted)
    facts = tab.knowledge.facts()
    assert facts is not None
    traced = statements_in(quoted, facts.kept[item_named(tab, FINANCE).guid])
    assert len(traced) == len(statements_in(drafted, facts.kept[item_named(tab, FINANCE).guid])) - 1
    tab.item_pane.write_draft.trigger()
    assert item_named(tab, FINANCE).text == quoted
