"""A bug is shown with a report that can be copied; a refusal is shown as a sentence."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.errors import UserError
from cchc_desktop.ui import alerts, bugs


@pytest.fixture
def hooked(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's hook in place of the test runner's."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    import threading

    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    bugs.install_hook()


def dialogs() -> list[bugs.BugDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, bugs.BugDialog)]


def test_a_bug_is_shown_once_with_a_report(hooked: None, qtbot: QtBot) -> None:
    for _time in range(3):
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("chia cho 0"), None)
    qtbot.waitUntil(lambda: bool(dialogs()))
    (dialog,) = dialogs()
    assert dialog.windowTitle() == "Lỗi của chương trình"
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    assert "ZeroDivisionError" in copied
    assert "CCHC Desktop" in copied
    dialog.accept()


def test_a_refusal_that_nobody_caught_is_still_a_sentence(
    hooked: None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: said.append(str(error)))
    sys.excepthook(UserError, UserError("Ổ đĩa đầy."), None)
    qtbot.waitUntil(lambda: said == ["Ổ đĩa đầy."])
