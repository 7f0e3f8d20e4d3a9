"""Long work: progress is seen, it can be stopped, failures are told, the answer comes to the window's thread."""

import threading
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.errors import UserError
from cchc_desktop.progress import Progress
from cchc_desktop.ui import alerts
from cchc_desktop.ui.jobs import JobDialog, run_job, stop_all


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_answer_arrives_on_the_window_s_thread(parent: QWidget, qtbot: QtBot) -> None:
    worked_on: list[QThread] = []
    answers: list[tuple[str, bool]] = []

    def steps() -> Generator[Progress, None, str]:
        worked_on.append(QThread.currentThread())
        yield Progress(1, 2, "Một")
        yield Progress(2, 2, "Hai")
        return "xong"

    def done(answer: str) -> None:
        answers.append((answer, QThread.currentThread() is QApplication.instance().thread()))  # type: ignore[union-attr]

    run_job(parent, "Đang làm", steps, done)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("xong", True)]
    assert worked_on[0] is not QApplication.instance().thread()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not parent.findChildren(JobDialog))


def test_keys_that_were_meant_for_the_window_do_not_stop_the_work(parent: QWidget, qtbot: QtBot) -> None:
    go_on = threading.Event()
    answers: list[object] = []

    def steps() -> Generator[Progress, None, str]:
        yield Progress(0, 1, "Một")
        go_on.wait(5)
        yield Progress(1, 1, "Hai")
        return "xong"

    job = run_job(parent, "Đang làm", steps, answers.append, reads_only=True)
    qtbot.waitUntil(lambda: job._words.text() == "Một")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(job.focusWidget() or job, key)
    go_on.set()
    qtbot.waitUntil(lambda: answers == ["xong"])


def test_cancelling_stops_between_two_steps_and_closes_the_generator(parent: QWidget, qtbot: QtBot) -> None:
    go_on = threading.Event()
    closed = threading.Event()
    answers: list[object] = []

    def steps() -> Iterator[Progress]:
        try:
            for number in range(1000):
                yield Progress(number, 1000, f"Bước {number}")
                go_on.wait(5)
        finally:
            closed.set()

    job = run_job(parent, "Đang làm", steps, answers.append)
    qtbot.waitUntil(lambda: "Bước" in job._words.text())
    job.cancel()
    assert job._words.text() == "Đang dừng sau bước này…"
    go_on.set()
    qtbot.waitUntil(closed.is_set)
    qtbot.waitUntil(lambda: not parent.findChildren(JobDialog))
    assert answers == []


def test_a_refusal_is_shown(parent: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, words: said.append(str(words)))

    def steps() -> Iterator[Progress]:
        yield Progress(0, 1, "")
        raise UserError("Không ghi được vào ổ E:.")

    run_job(parent, "Đang xuất", steps, lambda _answer: None)
    qtbot.waitUntil(lambda: said == ["Không ghi được vào ổ E:."])


def test_a_bug_is_not_swallowed(parent: QWidget, qtbot: QtBot) -> None:
    def steps() -> Iterator[Progress]:
        yield Progress(0, 1, "")
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        run_job(parent, "Đang xuất", steps, lambda _answer: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_window_that_closes_stops_the_work_and_hears_nothing_of_it(parent: QWidget, qtbot: QtBot) -> None:
    answers: list[object] = []
    closed = threading.Event()

    def steps() -> Iterator[Progress]:
        try:
            for number in range(1_000_000):
                yield Progress(number, 1_000_000, f"Bước {number}")
        finally:
            closed.set()

    job = run_job(parent, "Đang làm", steps, answers.append)
    qtbot.waitUntil(lambda: "Bước" in job._words.text())
    stop_all()
    assert closed.is_set()
    qtbot.waitUntil(lambda: not parent.findChildren(JobDialog))
    assert answers == []
