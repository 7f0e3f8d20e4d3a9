"""A bug is shown with a report that can be copied; a refusal is shown as a sentence."""

import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from cchc_desktop.errors import UserError
from cchc_desktop.ui import alerts, bugs
from cchc_desktop.ui.dialogs import export_done
from cchc_desktop.ui.dialogs.bug_report import BugDialog, report_text


@pytest.fixture
def hooked(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's hook in place of the test runner's."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    import threading

    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    bugs.install_hook()


def dialogs() -> list[BugDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, BugDialog)]


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


def test_a_report_is_saved_and_put_into_a_draft_without_the_officers_words(
    qtbot: QtBot, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(export_done, "open_path", opened.append)
    target = tmp_path / "loi.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(target), ""))
    named = tmp_path / "UBND xã Bình Minh" / "Nguyễn Văn An.cchc"
    try:
        named.read_bytes()
    except OSError as error:
        report = report_text(error)
    dialog = BugDialog(None, report)
    qtbot.addWidget(dialog)
    assert dialog.save() == target
    assert target.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") == report
    dialog.mail()
    dialog.mail()  # a second time takes the place of the first
    (draft,) = set(opened)
    message = message_from_bytes(draft.read_bytes(), policy=policy.default)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "cchc.txt"
    told = attached.get_content().decode("utf-8-sig")
    assert "FileNotFoundError" in told
    for word in ("Bình Minh", "Nguyễn", "An.cchc", str(tmp_path)):
        assert word not in told and word not in str(message)
