"""The overview on the sample year: everything on it leads somewhere."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from cchc_desktop.services.years import add_year
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.widgets.link_row import LinkRow
from cchc_desktop.ui.widgets.stacked_bar import ProgressRow
from cchc_desktop.ui.widgets.step_strip import StepButton
from cchc_desktop.ui.workspace import Workspace


def test_the_sample_year_is_summed_up(window: MainWindow) -> None:
    tab = window.tab("overview")
    names = [button.accessibleName() for button in tab.findChildren(QAbstractButton)]
    assert any(name.startswith("Nhiệm vụ. 31/63 hoàn thành. 3 quá hạn") for name in names)
    assert any("Trễ 25 ngày" in name for name in names)
    assert len(tab.findChildren(StepButton)) == 6
    assert len(tab.findChildren(ProgressRow)) == 7


def test_every_line_is_a_link_that_the_keyboard_reaches(window: MainWindow, qtbot: QtBot) -> None:
    tab = window.tab("overview")
    rows = tab.findChildren(LinkRow)
    assert len(rows) > 10
    assert all(row.focusPolicy() == Qt.FocusPolicy.StrongFocus for row in rows)
    late = next(row for row in rows if "Trễ 25 ngày" in row.accessibleName())
    with qtbot.waitSignal(tab.navigate) as led:
        qtbot.keyClick(late, Qt.Key.Key_Space)
    assert led.args[0] == "frame"
    assert led.args[1]


def test_a_year_without_anything_says_how_to_begin(window: MainWindow, workspace: Workspace) -> None:
    workspace.run(add_year, year=2027)
    workspace.set_year(2027)
    tab = window.tab("overview")
    texts = [button.text() for button in tab.findChildren(QAbstractButton)]
    assert "Lập kế hoạch" in texts
    assert not tab.findChildren(ProgressRow) or not any(row.isVisible() for row in tab.findChildren(ProgressRow))


def test_at_1366_by_768_nothing_has_to_be_scrolled(window: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QScrollArea

    area = window.tab("overview").findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)


def test_at_125_percent_nothing_is_cut_off_sideways(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1093, 560)
    qtbot.waitUntil(lambda: window.width() == 1093)
    assert window.minimumSizeHint().width() <= 1093
