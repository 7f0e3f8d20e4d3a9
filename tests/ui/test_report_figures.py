"""The figures dialog: Vietnamese numbers typed, estimates ticked, every value a step that can be undone."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.reporting.figures import read_figures
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.figures_dialog import FiguresDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.figures import FigureColumn, FiguresModel
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace

PERIOD = Period.parse("2026-9M")


@pytest.fixture
def dialog(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> FiguresDialog:
    """The figures of nine months, over the report tab."""
    window.show_tab("report")
    made = FiguresDialog(workspace, PERIOD, window)
    qtbot.addWidget(made)
    made.show()
    return made


def figure(workspace: Workspace, code: str) -> FigureRow:
    assert workspace.dossier is not None
    return next(row for row in read_figures(workspace.dossier, str(PERIOD)) if row.code == code)


def cell(dialog: FiguresDialog, guid: str, column: FigureColumn) -> QModelIndex:
    return dialog.model.index(dialog.model.row_of(guid), column)


def type_into(qtbot: QtBot, dialog: FiguresDialog, index: QModelIndex, text: str) -> None:
    dialog.table.setCurrentIndex(index)
    dialog.table.edit(index)
    editor = dialog.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_vietnamese_number_is_kept_and_undone(dialog: FiguresDialog, workspace: Workspace, qtbot: QtBot) -> None:
    before = figure(workspace, "12")
    type_into(qtbot, dialog, cell(dialog, before.guid, FigureColumn.VALUE), "1.234,5")
    assert figure(workspace, "12").value == Decimal("1234.5")
    assert cell(dialog, before.guid, FigureColumn.VALUE).data() == "1.234,5"
    assert figure(workspace, "12").estimated  # still an estimate
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert figure(workspace, "12").value == before.value
    assert cell(dialog, before.guid, FigureColumn.VALUE).data() == "126"


def test_words_are_no_number(dialog: FiguresDialog, workspace: Workspace, qtbot: QtBot) -> None:
    before = figure(workspace, "12")
    type_into(qtbot, dialog, cell(dialog, before.guid, FigureColumn.VALUE), "nhieu")
    assert figure(workspace, "12") == before
    assert dialog._counts.text() == "Dòng 12: “nhieu” không phải là số. Anh/chị nhập ví dụ 4.512, 96,67."
    editor = dialog.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit) and editor.text() == "nhieu"  # to be mended


def test_an_estimate_is_ticked_and_a_note_written(dialog: FiguresDialog, workspace: Workspace, qtbot: QtBot) -> None:
    guid = figure(workspace, "1").guid
    assert dialog.model.setData(
        cell(dialog, guid, FigureColumn.ESTIMATED), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    )
    type_into(qtbot, dialog, cell(dialog, guid, FigureColumn.NOTE), "tam tinh")
    kept = figure(workspace, "1")
    assert (kept.estimated, kept.note, kept.value) == (True, "tam tinh", Decimal(63))


def test_an_emptied_cell_has_no_value(dialog: FiguresDialog, workspace: Workspace, qtbot: QtBot) -> None:
    guid = figure(workspace, "12").guid
    assert dialog.model.setData(cell(dialog, guid, FigureColumn.VALUE), "")
    kept = figure(workspace, "12")
    assert (kept.value, kept.estimated) == (None, False)


def test_figures_are_found_without_diacritics(dialog: FiguresDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.search, "tuyen truyen")
    shown = [dialog.model.figure(row) for row in range(dialog.model.rowCount())]
    assert any(row is not None and row.code == "12" for row in shown)
    assert dialog.model.groups()[0] == 0
    assert dialog.model.rowCount() < 20


def test_the_report_beside_it_shows_the_new_value(window: MainWindow, dialog: FiguresDialog, qtbot: QtBot) -> None:
    tab = window.tab("report")
    assert isinstance(tab, ReportTab)
    before = tab.periods.estimates.text()
    assert tab.view is not None
    row = next(figure for figure in tab.view.figures if figure.estimated)
    dialog.model.setData(
        cell(dialog, row.guid, FigureColumn.ESTIMATED), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert (before, tab.periods.estimates.text()) == ("6 số đang là ước thực hiện", "5 số đang là ước thực hiện")


def test_the_tab_opens_the_figures_at_one(window: MainWindow, qtbot: QtBot) -> None:
    window.show_tab("report")
    tab = window.tab("report")
    assert isinstance(tab, ReportTab)
    assert tab.view is not None
    wanted = tab.view.figures[20]
    tab.show_guid(wanted.guid)
    opened = next(d for d in tab.findChildren(FiguresDialog) if d.isVisible())
    shown = opened.model.figure(opened.table.currentIndex().row())
    assert shown is not None and shown.guid == wanted.guid
    tab.open_figures()  # the same one again
    assert [d for d in tab.findChildren(FiguresDialog) if d.isVisible()] == [opened]
    opened.close()


def test_what_does_not_add_up_is_listed_and_leads_to_the_figure(
    dialog: FiguresDialog, workspace: Workspace, qtbot: QtBot
) -> None:
    assert not dialog.checks.isVisible()
    type_into(qtbot, dialog, cell(dialog, figure(workspace, "34").guid, FigureColumn.VALUE), "900")
    assert dialog.checks.isVisible()
    sentences = [dialog.checks.lines.item(row).text() for row in range(dialog.checks.lines.count())]
    assert any("dòng 32, 33, 34, 31" in sentence for sentence in sentences)
    dialog.search.setText("ISO")
    place = next(n for n, sentence in enumerate(sentences) if "dòng 32" in sentence)
    dialog.checks.lines.setFocus()
    dialog.checks.lines.setCurrentRow(place)
    qtbot.keyClick(dialog.checks.lines, Qt.Key.Key_Return)
    chosen = dialog.model.figure(dialog.table.currentIndex().row())
    assert chosen is not None and chosen.code == "32"
    workspace.undo()
    assert not dialog.checks.isVisible()


def test_the_sheet_goes_out_and_comes_back(
    dialog: FiguresDialog, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_note", lambda _parent, _title, text: told.append(text))
    sheet = tmp_path / "so-lieu.xlsx"
    assert dialog.save_sheet(sheet)
    book = load_workbook(sheet)
    name = figure(workspace, "12").name
    (row,) = [row for row in book.active.iter_rows() if row[1].value == name]
    row[3].value = 130
    book.save(sheet)
    dialog.take_file(sheet)
    qtbot.waitUntil(lambda: figure(workspace, "12").value == Decimal(130))
    workspace.undo()
    assert figure(workspace, "12").value == Decimal(126)


def test_a_coded_figure_is_shown_and_refused_by_its_answers(qtbot: QtBot) -> None:
    unit = "Trực tuyến = 0; Phát phiếu = 1; Kết hợp = 2"
    coded = FigureRow("g", "B1.5.2", "I", "Hình thức khảo sát", unit, "choice", Decimal(1), False, "", None)
    heading = replace(coded, guid="h", code="B1.3", unit="", kind="heading", value=None)
    model = FiguresModel()
    model.show_figures([heading, coded])
    value = model.index(model.row_of("g"), FigureColumn.VALUE)
    assert value.data() == "Phát phiếu"
    assert "Trực tuyến; Phát phiếu; Kết hợp" in value.data(Qt.ItemDataRole.ToolTipRole)
    assert value.siblingAtColumn(FigureColumn.UNIT).data(Qt.ItemDataRole.ToolTipRole) == unit
    assert "Kết hợp" in model.refusal(value, "7") and model.refusal(value, "kết hợp") == ""
    with qtbot.waitSignal(model.typed) as typed:
        assert model.setData(value, "kết hợp")
    assert typed.args is not None and typed.args[0][0][1] == 2
    estimated = model.index(model.row_of("h"), FigureColumn.ESTIMATED)
    assert estimated.data(Qt.ItemDataRole.CheckStateRole) is None  # a heading has nothing to estimate
