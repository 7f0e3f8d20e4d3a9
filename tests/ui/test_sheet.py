"""Tables that are typed into behave as sheets do: Enter down, Tab right, blocks, refused values stay."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.reporting.figures import read_figures
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.figures_dialog import FiguresDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.criteria_tree import CriteriaColumn
from cchc_desktop.ui.table_models.figures import FigureColumn
from cchc_desktop.ui.tabs.index.tab import IndexTab
from cchc_desktop.ui.widgets.edit_table import EditTable
from cchc_desktop.ui.widgets.sheet import SheetKeys
from cchc_desktop.ui.workspace import Workspace

KEY = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> FiguresDialog:
    made = FiguresDialog(workspace, Period.parse("2026-9M"))
    made.lives_on = True
    qtbot.addWidget(made)
    made.show()
    return made


def press(table: SheetKeys, keys: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, or letters, where they arrive: in the open cell, else in the table."""
    for key in [keys] if isinstance(keys, Qt.Key) else list(keys):
        opened = [one for one in table.viewport().findChildren(QLineEdit) if one.isVisible()]
        target = opened[0] if opened else table
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, modifier)


def codes(dialog: FiguresDialog) -> list[str]:
    """The codes from the chosen row on."""
    first = dialog.table.currentIndex().row()
    rows = [dialog.model.figure(row) for row in range(first, dialog.model.rowCount())]
    return [row.code for row in rows if row is not None]


def value(workspace: Workspace, code: str) -> Decimal | None:
    return figure(workspace, code).value


def figure(workspace: Workspace, code: str) -> FigureRow:
    assert workspace.dossier is not None
    return next(row for row in read_figures(workspace.dossier, "2026-9M") if row.code == code)


def start(dialog: FiguresDialog, workspace: Workspace, code: str) -> list[str]:
    """Choose the value of a figure; the codes from there on."""
    dialog.show_figure(figure(workspace, code).guid)
    return codes(dialog)


def test_a_column_is_typed_with_enter(dialog: FiguresDialog, workspace: Workspace) -> None:
    wanted = start(dialog, workspace, "1")
    for number in (11, 22, 33):
        press(dialog.table, str(number))
        press(dialog.table, KEY.Key_Return)
    assert [value(workspace, code) for code in wanted[:3]] == [11, 22, 33]
    assert dialog.table.is_typing()  # the fourth is open already
    press(dialog.table, KEY.Key_Return, SHIFT)
    here = dialog.model.figure(dialog.table.currentIndex().row())
    assert here is not None and here.code == wanted[2]
    assert dialog.isVisible()


def test_tab_goes_right_and_back(dialog: FiguresDialog, workspace: Workspace) -> None:
    start(dialog, workspace, "1")
    press(dialog.table, "7")
    press(dialog.table, KEY.Key_Tab)
    assert dialog.table.currentIndex().column() == FigureColumn.NOTE
    press(dialog.table, "tam")
    press(dialog.table, KEY.Key_Backtab, SHIFT)
    assert dialog.table.currentIndex().column() == FigureColumn.VALUE
    assert (value(workspace, "1"), figure(workspace, "1").note) == (7, "tam")


def test_a_column_of_excel_is_one_step(dialog: FiguresDialog, workspace: Workspace) -> None:
    wanted = start(dialog, workspace, "1")[:4]
    before = [value(workspace, code) for code in wanted]
    QGuiApplication.clipboard().setText("101\r\n1.202\r\n7\r\n404\r\n")
    press(dialog.table, KEY.Key_V, CTRL)
    assert [value(workspace, code) for code in wanted] == [101, 1202, 7, 404]
    workspace.undo()
    assert [value(workspace, code) for code in wanted] == before


def test_a_column_of_excel_goes_into_the_cells_below_also_from_an_open_one(
    dialog: FiguresDialog, workspace: Workspace
) -> None:
    """After Enter the next cell is open: what was copied as a column is no text of one cell."""
    below = start(dialog, workspace, "1")
    press(dialog.table, "5")
    press(dialog.table, Qt.Key.Key_Return)
    QGuiApplication.clipboard().setText("101\r\n1.202\r\n7\r\n")
    press(dialog.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [value(workspace, code) for code in below[:4]] == [Decimal(5), Decimal(101), Decimal(1202), Decimal(7)]


def test_what_does_not_fit_is_said_with_its_place(dialog: FiguresDialog, workspace: Workspace) -> None:
    wanted = start(dialog, workspace, "1")
    kept = value(workspace, wanted[1])
    QGuiApplication.clipboard().setText("101\tx\r\nnhiều\t\r\n")
    press(dialog.table, KEY.Key_V, CTRL)
    said = dialog._counts.text()
    assert value(workspace, wanted[0]) == 101 and value(workspace, wanted[1]) == kept
    assert "Đã dán 1 ô" in said and f"Dòng {wanted[1]}: “nhiều”" in said and "x" in said


def test_a_block_is_copied_and_emptied(dialog: FiguresDialog, workspace: Workspace) -> None:
    wanted = start(dialog, workspace, "1")[:2]
    before = [value(workspace, code) for code in wanted]
    press(dialog.table, KEY.Key_Down, SHIFT)
    press(dialog.table, KEY.Key_C, CTRL)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2
    press(dialog.table, KEY.Key_Delete)
    assert [value(workspace, code) for code in wanted] == [None, None]
    workspace.undo()
    assert [value(workspace, code) for code in wanted] == before


def test_a_refused_value_stays_open_until_it_is_mended_or_dropped(
    dialog: FiguresDialog, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(dialog, workspace, "1")
    kept = value(workspace, "1")
    press(dialog.table, "abc")
    press(dialog.table, KEY.Key_Return)
    assert dialog.table.is_typing() and "Dòng 1: “abc”" in dialog._counts.text()
    asked: list[str] = []
    monkeypatch.setattr(alerts, "ask_leaving", lambda _p, title, _k: asked.append(title) or alerts.Leaving.STAY)
    dialog.close()
    assert asked and dialog.isVisible()
    dialog.table.setCurrentIndex(dialog.table.model().index(3, FigureColumn.NOTE))
    QApplication.processEvents()
    editor = dialog.table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit) and editor.text() == "abc"
    press(dialog.table, KEY.Key_Escape)
    assert not dialog.table.is_typing() and value(workspace, "1") == kept and dialog.isVisible()


def test_enter_in_the_search_fills_nothing_in(dialog: FiguresDialog, workspace: Workspace) -> None:
    dialog.search.setFocus()
    QTest.keyClicks(dialog.search, "tuyen truyen")
    QTest.keyClick(dialog.search, KEY.Key_Return)
    assert dialog.isVisible() and not workspace.can_undo
    assert dialog.table.currentIndex().column() == FigureColumn.VALUE


@pytest.fixture
def tab(window: MainWindow) -> IndexTab:
    window.show_tab("index")
    made = window.tab("index")
    assert isinstance(made, IndexTab)
    return made


def test_scores_are_typed_down_the_tree(tab: IndexTab, qtbot: QtBot) -> None:
    tab.show_guid(_leaf(tab, "7.2"))
    for points in ("1,5", "1,25"):
        press(tab.tree, points)
        press(tab.tree, KEY.Key_Return)
        qtbot.waitUntil(lambda: tab.workspace.can_undo)
    QApplication.processEvents()
    scores = {row.code: row.self_score for row in tab._view.criteria} if tab._view else {}
    assert (scores["7.2"], scores["7.3"]) == (Decimal("1.5"), Decimal("1.25"))
    assert tab.tree.currentIndex().column() == CriteriaColumn.SELF


def test_a_letter_beside_the_scores_does_not_jump(tab: IndexTab) -> None:
    tab.show_guid(_leaf(tab, "7.2"))
    name = tab.tree.currentIndex().siblingAtColumn(CriteriaColumn.NAME)
    tab.tree.setCurrentIndex(name)
    press(tab.tree, "1")
    assert tab.tree.currentIndex() == name


def test_scores_of_excel_are_one_step_and_too_many_points_are_named(tab: IndexTab) -> None:
    tab.show_guid(_leaf(tab, "7.2"))
    before = {row.code: row.self_score for row in tab._view.criteria} if tab._view else {}
    said: list[str] = []
    tab.workspace.message.connect(said.append)
    QGuiApplication.clipboard().setText("1\n99\n0,5\n")
    press(tab.tree, KEY.Key_V, CTRL)
    QApplication.processEvents()
    now = {row.code: row.self_score for row in tab._view.criteria} if tab._view else {}
    assert (now["7.2"], now["7.3"], now["7.4"]) == (1, before["7.3"], Decimal("0.5"))
    assert any("7.3" in sentence and "Đã dán 2 ô" in sentence for sentence in said)
    tab.workspace.undo()
    assert tab._view is not None and {row.code: row.self_score for row in tab._view.criteria} == before


def _leaf(tab: IndexTab, code: str) -> str:
    assert tab._view is not None
    return next(row.guid for row in tab._view.criteria if row.code == code)


def test_a_list_grows_by_what_is_pasted(qtbot: QtBot) -> None:
    made = EditTable(["Đơn vị", "Thư"], (2, 1), "Đơn vị")
    qtbot.addWidget(made)
    made.show()
    made.set_rows([("Một", "a"), ("Hai", "b")])
    made.table.setCurrentCell(1, 0)
    QGuiApplication.clipboard().setText("Ba\tc\tthừa\nBốn\td\t\n")
    press(made.table, KEY.Key_V, CTRL)
    assert [words for _guid, words in made.rows()] == [("Một", "a"), ("Ba", "c"), ("Bốn", "d")]
    assert "thừa" in made._said.text() and made.is_changed()
    made.undo()
    assert [words for _guid, words in made.rows()] == [("Một", "a"), ("Hai", "b")]


def test_enter_goes_down_in_a_list(qtbot: QtBot) -> None:
    made = EditTable(["Đơn vị", "Thư"], (2, 1), "Đơn vị")
    qtbot.addWidget(made)
    made.show()
    made.set_rows([("Một", "a"), ("Hai", "b")])
    made.table.setCurrentCell(0, 1)
    press(made.table, "x@y")
    press(made.table, KEY.Key_Return)
    assert made.table.currentIndex() == made.table.model().index(1, 1) != QModelIndex()
    press(made.table, "z@y")
    press(made.table, KEY.Key_Return)
    assert [words for _guid, words in made.rows()] == [("Một", "x@y"), ("Hai", "z@y")]


@pytest.mark.parametrize("key", [KEY.Key_End, KEY.Key_Home, KEY.Key_Down])
def test_what_is_chosen_follows_the_keys_with_control_too(dialog: FiguresDialog, key: Qt.Key) -> None:
    dialog.table.setCurrentIndex(dialog.model.index(5, FigureColumn.VALUE))
    press(dialog.table, key, CTRL)
    assert set(dialog.table.selectedIndexes()) <= {dialog.table.currentIndex()}  # a heading cannot be chosen
