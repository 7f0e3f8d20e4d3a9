"""Nothing grows under the mouse: rows have their height from the start, fields keep theirs with the focus."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cchc_desktop import options
from cchc_desktop.ui import theme
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.widgets.calm import CalmCombo, CalmSpin
from cchc_desktop.ui.workspace import Workspace
from tests.ui.every_dialog import CLASSES, MAKERS, Maker, let_go


def heights(holder: QWidget) -> dict[str, list[int]]:
    """The heights of the first rows of each list and tree that is shown."""
    found = {}
    for view in holder.findChildren(QAbstractItemView):
        if isinstance(view, QListView | QTreeView) and view.isVisible():
            rows = range(min(6, view.model().rowCount()))
            found[repr(view)] = [view.visualRect(view.model().index(row, 0)).height() for row in rows]
    return found


def lay_out_anew(holder: QWidget) -> None:
    """What a hover, a choice or an edited row leads to."""
    for view in holder.findChildren(QAbstractItemView):
        if view.isVisible():
            view.doItemsLayout()


def test_rows_of_dialogs_do_not_grow_under_the_mouse(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    maker = Maker(workspace, window, tmp_path)
    grown = []
    for kind in CLASSES:
        dialog = MAKERS[kind](maker)
        QApplication.processEvents()  # lists lay themselves out before they are shown
        dialog.show()
        QApplication.processEvents()
        before = heights(dialog)
        lay_out_anew(dialog)
        if heights(dialog) != before:
            grown.append(kind.__name__)
        let_go(dialog)
    assert grown == []


def test_rows_of_tabs_do_not_grow_under_the_mouse(window: MainWindow) -> None:
    for name in window.tab_names:
        window.show_tab(name)
        QApplication.processEvents()
        before = heights(window)
        lay_out_anew(window)
        assert heights(window) == before, name


@pytest.mark.parametrize("zoom", options.ZOOMS)
def test_what_takes_the_focus_keeps_its_size(qtbot: QtBot, qapp: QApplication, zoom: float) -> None:
    theme.apply(qapp, zoom=zoom)
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    primary = QPushButton("Áp dụng")
    primary.setProperty("kind", "primary")
    tool = QToolButton()
    tool.setText("Thêm")
    tool.setFocusPolicy(primary.focusPolicy())
    fields = [QLineEdit("Chữ"), QPushButton("Đóng"), primary, tool, CalmCombo(), CalmSpin(), QPlainTextEdit("Chữ")]
    for field in fields:
        column.addWidget(field)
    holder.show()
    qtbot.waitExposed(holder)
    holder.activateWindow()
    for field in fields:
        other = fields[0] if field is not fields[0] else fields[1]
        other.setFocus()
        QApplication.processEvents()
        before = field.sizeHint(), field.minimumSizeHint()
        field.setFocus()
        QApplication.processEvents()
        assert field.hasFocus()
        assert (field.sizeHint(), field.minimumSizeHint()) == before, type(field).__name__


@pytest.mark.parametrize("cursor", [0, 3, 99])
def test_words_that_stand_for_no_number_give_way_to_what_is_typed(qtbot: QtBot, cursor: int) -> None:
    field = CalmSpin()
    qtbot.addWidget(field)
    field.setRange(0, 9999)
    field.setSpecialValueText("không giới hạn")
    field.show()
    field.lineEdit().setCursorPosition(cursor)
    qtbot.keyClicks(field, "120")
    assert field.value() == 120
