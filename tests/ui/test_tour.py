"""The first look around: six steps, once, left at any time, begun again from the Help menu."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop import options
from cchc_desktop.ui.dialogs.tour import TourDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.program import Program


def shown(window: MainWindow) -> list[TourDialog]:
    return [one for one in window.findChildren(TourDialog) if one.isVisible()]


def test_six_steps_lead_through_the_tabs(window: MainWindow) -> None:
    window.help_actions.tour()
    (tour,) = shown(window)
    seen = []
    for _step in range(6):
        seen.append((window.current_tab, tour.count.text()))
        assert tour.title.text() and tour.words.text()
        tour.onward.click()
    assert seen == [(name, f"Bước {number} / 6") for number, name in enumerate(window.tab_names, 1)]
    assert not shown(window)


def test_escape_leaves_it_and_the_menu_begins_it_again(window: MainWindow) -> None:
    window.help_actions.tour()
    window.help_actions.tour()
    (tour,) = shown(window)
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert not shown(window)
    window.help_actions.tour()
    assert len(shown(window)) == 1


def test_it_begins_by_itself_once_and_never_for_who_has_worked_before(
    sample: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    def start(file: Path | None) -> bool:
        program = Program(qapp, options.load())
        program.window.show()
        program.begin(file)
        QApplication.processEvents()
        QApplication.processEvents()
        found = bool(shown(program.window))
        program.workspace.close()
        program.window.hide()
        return found

    assert [start(sample), start(sample), start(None)] == [True, False, False]
    kept = options.load()
    kept.tour_seen = False  # from before there was a tour
    options.save(kept)
    assert not start(None)
