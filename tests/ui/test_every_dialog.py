"""What must hold of every dialog: nothing typed is lost unasked, Enter destroys nothing, a wrong date is no consent."""

import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)
from shiboken6 import isValid

from cchc_desktop.exchange.part_file import read_part
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.jobs import JobDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.widgets.basics import PASSING
from cchc_desktop.ui.widgets.calm import CalmCombo, CalmSpin
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.widgets.edit_table import EditTable
from cchc_desktop.ui.widgets.sheet import SheetKeys
from cchc_desktop.ui.workspace import Workspace
from tests.ui.dialog_monkey import Monkey, turn_wheel
from tests.ui.every_dialog import CLASSES, MAKERS, Maker, dialog_classes, let_go

UI = Path(alerts.__file__).parent
REPOSITORY = Path(__file__).resolve().parents[2]
ESC, ENTER = Qt.Key.Key_Escape, Qt.Key.Key_Return
each_dialog = pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)


@pytest.fixture(scope="module")
def shared(sample_file: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Workspace]:
    """One workspace for all dialogs; each test takes back what it did."""
    made = Workspace()
    made.open(Path(shutil.copy(sample_file, tmp_path_factory.mktemp("dialogs") / sample_file.name)))
    yield made
    made.close()


@pytest.fixture
def maker(shared: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Maker]:
    """Dialogs on the sample; messages are answered at once, file dialogs are cancelled."""
    for name in ("show_error", "show_note"):
        monkeypatch.setattr(alerts, name, lambda *_words: None)
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_words: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    window = QMainWindow()
    yield Maker(shared, window, tmp_path)
    let_go(window)
    while shared.can_undo:
        shared.undo()


def shown(maker: Maker, kind: type[Dialog]) -> Dialog:
    dialog = MAKERS[kind](maker)
    dialog.lives_on = True
    dialog.show()
    return dialog


def stored(maker: Maker) -> str:
    """All that the dossier and the files beside it hold."""
    with closing(sqlite3.connect(maker.dossier.path)) as base:
        text = "\n".join(base.iterdump())
    text += "".join(file.read_text(encoding="utf-8") for file in maker.folder.glob("answer.json"))
    return text + "".join(repr(read_part(file)) for file in maker.folder.glob("*.cchcphan"))


def kept(maker: Maker) -> tuple[bytes, str]:
    """The same as it lies there: told apart in a twentieth of the time, but without its words."""
    with closing(sqlite3.connect(maker.dossier.path)) as base:
        return base.serialize(), "".join(repr(read_part(file)) for file in maker.folder.glob("*.cchcphan"))


def type_everywhere(dialog: Dialog) -> list[str]:
    """Type into every field that is seen, searches left out; returns the words that must not be lost."""
    typed = []
    for number, field in enumerate(fields_of(dialog)):
        if isinstance(field, DateField):
            words = "5/6/2026"
            field.line.setFocus()
            field.line.selectAll()
            QTest.keyClicks(field.line, words)
        elif isinstance(field, CalmSpin):
            words = "2031" if field.maximum() > 2031 else "7"
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, words)
        else:
            words = f"Qzx{number}"
            field.setFocus()
            QTest.keyClicks(field, words)
        typed.append(words)
    for table in dialog.findChildren(EditTable):
        if table.isVisible():
            table.add_row()
            editor = table.table.viewport().findChild(QLineEdit)
            assert isinstance(editor, QLineEdit)
            QTest.keyClicks(editor, "Qzxo")
            typed.append("Qzxo")
    return typed


def fields_of(dialog: Dialog) -> list[QWidget]:
    found: list[QWidget] = []
    for field in dialog.findChildren(QWidget):
        if not field.isVisible() or not field.isEnabled() or field.property(PASSING):
            continue
        if isinstance(field, DateField | CalmSpin):
            found.append(field)
        elif isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit) and not field.isReadOnly():
            inside = isinstance(field.parentWidget(), DateField | QSpinBox)
            table = isinstance(field, QLineEdit) and field.parentWidget().objectName() == "qt_scrollarea_viewport"
            if not inside and not table:
                found.append(field)
    return found


@each_dialog
def test_a_dialog_that_was_left_is_let_go(maker: Maker, kind: type[Dialog]) -> None:
    dialog = MAKERS[kind](maker)
    dialog.show()
    dialog.dismiss() if kind is not JobDialog else dialog.accept()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert isValid(dialog) == kind.lives_on


def test_every_dialog_stands_under_the_base() -> None:
    assert dialog_classes() == set(MAKERS)
    for module in UI.rglob("*.py"):
        source = module.read_text(encoding="utf-8")
        if module.name != "fitted.py":
            assert not re.search(r"class \w+\(.*\bQDialog\b.*\)", source), module
        if module.name not in ("base.py", "alert.py"):
            assert not re.search(r"class \w+\(.*\bFittedDialog\b.*\)", source), module
        if module.name != "alerts.py":
            assert "AlertDialog(" not in source.replace("class AlertDialog(", ""), f"{module}: alerts.py asks and tells"
        if module.name != "qt_translator.py":
            assert not re.search(r"\bQ(Input|Progress)Dialog\b|\bQMessageBox\b|\bQErrorMessage\b", source), module
        if module.name not in ("calm.py", "qt_translator.py"):
            assert not re.search(r"\b(QComboBox|Q(Double)?SpinBox|Q(Date|Time|DateTime)Edit)\b\(", source), module


@each_dialog
@pytest.mark.parametrize("way", ["escape", "cross"])
def test_what_was_typed_is_kept_or_asked_about(
    maker: Maker, kind: type[Dialog], way: str, leaving: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(maker, kind)
    typed = type_everywhere(dialog)
    if not typed:
        dialog.close()
        assert not leaving and (not dialog.isVisible() or kind.__name__ == "JobDialog")
        let_go(dialog)
        return
    asked: list[str] = []
    monkeypatch.setattr(alerts, "ask_leaving", lambda _p, title, _k: asked.append(title) or alerts.Leaving.STAY)

    def leave() -> None:
        QTest.keyClick(dialog, ESC) if way == "escape" else dialog.close()

    leave()
    if dialog.isVisible():  # asked, and stayed with everything that was typed
        assert asked == [dialog.windowTitle()]
        monkeypatch.setattr(alerts, "ask_leaving", lambda *_words: alerts.Leaving.DROP)
        leave()
        assert not dialog.isVisible() and dialog.result() == QDialog.DialogCode.Rejected
    else:
        there = stored(maker)
        assert all(words in there for words in typed if words.startswith("Qzx"))
    let_go(dialog)


@each_dialog
def test_enter_destroys_nothing(maker: Maker, kind: type[Dialog], leaving: list[str]) -> None:
    dialog = shown(maker, kind)
    before = kept(maker)
    for field in dialog.findChildren(QLineEdit):
        if field.isVisible() and field.isEnabled() and not isinstance(field.parentWidget(), DateField | QSpinBox):
            field.setFocus()
            QTest.keyClicks(field, "a")
            break
    focus = dialog.focusWidget()
    typed = focus.text() if isinstance(focus, QLineEdit) else ""
    QTest.keyClick(dialog if focus is None else focus, ENTER)
    agreed = dialog.result() == QDialog.DialogCode.Accepted
    only_read = not fields_of(dialog) and not typed
    assert dialog.isVisible() or agreed or only_read, "Enter pressed a button that only closes"
    if not dialog.enter_agrees:
        assert kept(maker) == before and dialog.isVisible()
    if typed and dialog.isVisible() and isinstance(focus, QLineEdit) and not focus.property(PASSING):
        assert typed in (focus.text(), "") or typed in stored(maker)
    assert not leaving
    let_go(dialog)


def test_enter_in_find_and_replace_never_presses_the_button(maker: Maker) -> None:
    for kind in CLASSES:
        if kind.__name__ not in ("FindDialog", "ReplaceWordsDialog"):
            continue
        dialog = shown(maker, kind)
        before = kept(maker)
        dialog.words.setFocus()  # type: ignore[attr-defined]
        QTest.keyClicks(dialog.words, "nhiem vu")  # type: ignore[attr-defined]
        for _time in range(5):
            focus = dialog.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, ENTER)
        assert dialog.agree.isEnabled() and kept(maker) == before  # type: ignore[attr-defined]
        assert dialog.agree.text().startswith("Xóa")  # type: ignore[attr-defined]
        let_go(dialog)


@each_dialog
def test_a_dialog_with_a_wrong_date_is_not_agreed_to(maker: Maker, kind: type[Dialog]) -> None:
    dialog = shown(maker, kind)
    for field in dialog.findChildren(DateField):
        if not field.isVisible() or not field.isEnabled():
            continue
        before, good = kept(maker), field.value()
        field.line.setFocus()
        field.line.selectAll()
        QTest.keyClicks(field.line, "31/2/2026")
        QTest.keyClick(field.line, ENTER)
        agree = dialog.agree_button()
        if agree is not None:
            agree.click()
        assert dialog.isVisible() and kept(maker) == before
        assert field.line.text() == "31/2/2026" and field.trouble.isVisible()
        field.show_date(good)
    let_go(dialog)


def assert_calm(top: QWidget) -> None:
    """Every box under a widget is of the calm kind, and the wheel changes none that has no focus."""
    for box in top.findChildren(QWidget):
        if not isinstance(box, QComboBox | QSpinBox | QDateTimeEdit | DateField):
            continue
        if isinstance(box.parentWidget(), QWidget) and _in_calendar(box):
            continue
        assert isinstance(box, CalmCombo | CalmSpin | DateField), box
        if not box.isVisible():
            continue
        top.setFocus()
        box.clearFocus()
        target = box.line if isinstance(box, DateField) else box
        before = _value(box)
        for by in (-120, 120, 120):
            turn_wheel(target, by)
            assert _value(box) == before, box.accessibleName()


def _in_calendar(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QCalendarWidget):
        above = above.parentWidget()
    return above is not None


def _value(box: QWidget) -> object:
    if isinstance(box, QComboBox):
        return box.currentIndex(), box.currentText()
    return box.value() if isinstance(box, QSpinBox) else box.line.text()  # type: ignore[attr-defined]


@each_dialog
def test_boxes_are_calm_and_tables_are_sheets(maker: Maker, kind: type[Dialog]) -> None:
    dialog = shown(maker, kind)
    assert_calm(dialog)
    for view in dialog.findChildren(QAbstractItemView):
        model = view.model()
        typed_into = (
            isinstance(view, QTableView | QTreeView)
            and view.editTriggers() != QAbstractItemView.EditTrigger.NoEditTriggers
            and any(
                model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable
                for row in range(min(model.rowCount(), 3))
                for column in range(model.columnCount())
            )
        )
        assert not typed_into or isinstance(view, SheetKeys), view.accessibleName()
    let_go(dialog)


def test_the_wheel_changes_nothing_in_the_window(window: MainWindow) -> None:
    for name in window.tab_names:
        window.show_tab(name)
        QApplication.processEvents()
        assert_calm(window)


def test_no_dialog_is_larger_than_the_screen(sample: Path, tmp_path: Path) -> None:
    """At the system's scales and the program's zooms, on 1366 x 768: a process with these screens looks at all."""
    command = [sys.executable, "-m", "tests.ui.dialog_sizes", str(sample), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, timeout=300, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, ""), run.stdout + run.stderr[-2000:]


@each_dialog
def test_a_monkey_loses_nothing(maker: Maker, kind: type[Dialog], monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = shown(maker, kind)
    monkey = Monkey(dialog, random.Random(kind.__name__), lambda: stored(maker))
    monkeypatch.setattr(alerts, "ask_leaving", monkey.answer)
    monkey.run(14)
    let_go(dialog)
