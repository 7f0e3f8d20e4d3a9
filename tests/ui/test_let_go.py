"""A day's work leaves nothing behind: what was shown and left is let go, however often it comes."""

import gc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QMenu
from shiboken6 import getAllValidWrappers

from cchc_desktop.errors import UserError
from cchc_desktop.ui import alerts
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.widgets.basics import actions_below


def settle() -> None:
    for _turn in range(3):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def alive() -> Counter[str]:
    """What Python holds of Qt, by class; shapes of texts and pictures come and go with what is painted."""
    found = Counter(type(one).__name__ for one in getAllValidWrappers() if hasattr(one, "metaObject"))
    found.update(type(one).__name__ for one in QApplication.allWidgets())
    return found


def leave() -> None:
    """Close whatever waits for an answer."""
    shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if shown is not None:
        shown.close()
        QTimer.singleShot(0, leave)


def grown_by(round_of_work: Callable[[], object]) -> dict[str, int]:
    """What there is more of after a third round; the first one makes what stays, the second begins where it ended."""
    counts = []
    for _number in range(3):
        round_of_work()
        settle()
        counts.append(alive())
    return {name: count - counts[1][name] for name, count in counts[2].items() if count > counts[1][name]}


def test_messages_are_let_go(window: MainWindow) -> None:
    def ask() -> None:
        for show in (
            lambda: alerts.show_note(window, "Kế hoạch", "Đã lưu."),
            lambda: alerts.show_error(window, UserError("Không đọc được.")),
            lambda: alerts.ask(window, "Kế hoạch", "Xóa?", "Xóa", "Không"),
            lambda: alerts.choose(window, "Kế hoạch", "Chọn", ("Một", "Hai")),
            lambda: alerts.choose_for_good(window, "Kế hoạch", "Chọn", ("Một", "Hai"), "Nhớ"),
        ):
            QTimer.singleShot(0, leave)
            show()
        alerts.leave_note(window, "Kế hoạch", "Đã lưu.")
        leave()

    assert grown_by(ask) == {}


def test_the_work_on_the_tabs_leaves_nothing(window: MainWindow) -> None:
    """To and fro between tabs and years, every menu opened and left."""
    bar = window.menuBar()

    def work() -> None:
        for year in (2025, 2026):
            window.workspace.set_year(year)
            for name in window.tab_names:
                window.show_tab(name)
                QThreadPool.globalInstance().waitForDone()
                QApplication.processEvents()
        for head in bar.actions():
            menu = head.menu()
            assert isinstance(menu, QMenu)
            list(actions_below(menu))
            menu.popup(window.pos())
            menu.close()

    assert grown_by(work) == {}


def test_a_file_that_cannot_be_read_leaves_no_dialog(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    file = tmp_path / "Ke-hoach.docx"
    file.write_bytes(b"PK\x03\x04 torn")

    def read() -> None:
        window.dossier_actions.import_plan(file)
        settle()

    assert grown_by(read) == {}
    assert len(told) == 3
