"""Hands and eyes of an officer at the window: keys, menus, file dialogs, and reading what was made."""

import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import docx
import openpyxl
import pypdf
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QMenuBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

Shown = TypeVar("Shown", bound=QDialog)
_NONE = Qt.KeyboardModifier.NoModifier
_DIALOG_OPENS = 20  # milliseconds between two looks for a dialog that is to be answered


def type_text(widget: QWidget, text: str) -> None:
    """Type letter by letter, Vietnamese letters as an input method hands them over."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, _NONE, letter))


def focus() -> QWidget:
    """Where the next key goes."""
    found = QApplication.focusWidget()
    assert found is not None, "no key would arrive anywhere"
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focus(), key, modifier)


def type_here(text: str) -> None:
    """Type over whatever the field with the focus holds."""
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(focus(), text)


def tab_to(widget: QWidget) -> None:
    """Press Tab until a widget, or the field inside it, has the focus."""
    for _step in range(60):
        if focus() is widget or widget.isAncestorOf(focus()):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {widget.accessibleName() or type(widget).__name__}")


def menu_action(bar: QMenuBar, words: str) -> QAction:
    """The entry of the menus with these words; menus that are filled when they open are opened first."""
    seen: list[str] = []
    for menu in bar.findChildren(QMenu):
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.text().replace("&", "") == words:
                return action
            seen.append(action.text())
    raise AssertionError(f"{words!r} is not in the menus: {seen}")


def button(parent: QWidget, words: str) -> QPushButton:
    """The button with these words that can be seen."""
    for found in parent.findChildren(QPushButton):
        if found.text().replace("&", "") == words and found.isVisible():
            return found
    raise AssertionError(f"no button {words!r}")


def dialog_of(qtbot: QtBot, kind: type[Shown]) -> Shown:
    """The dialog of this kind, once it is shown."""

    def shown() -> list[Shown]:
        return [made for made in QApplication.allWidgets() if isinstance(made, kind) and made.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=30_000)
    dialog = shown()[0]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def with_file_dialog(do: Callable[[], object], path: Path) -> None:
    """Do what opens a file dialog, and choose a file or folder in it by its name."""
    answered: list[QFileDialog] = []

    def answer() -> None:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QFileDialog) and dialog.isVisible() and dialog not in answered:
                answered.append(dialog)
                field = dialog.findChild(QLineEdit, "fileNameEdit")
                assert isinstance(field, QLineEdit)
                field.setText(str(path))
                QTest.keyClick(field, Qt.Key.Key_Return)

    looking = QTimer(interval=_DIALOG_OPENS)
    looking.timeout.connect(answer)
    looking.start()
    try:
        do()
    finally:
        looking.stop()
    assert answered, "no file dialog was shown"


def one_line(text: str) -> str:
    """NFC without any white space: line breaks of a page do not count."""
    return unicodedata.normalize("NFC", "".join(text.split())).replace("\u2011", "-")


def text_of_pdf(source: Path | bytes) -> str:
    """All words of a PDF, as another program reads them."""
    reader = pypdf.PdfReader(BytesIO(source) if isinstance(source, bytes) else source)
    return one_line("".join(page.extract_text() for page in reader.pages))


def text_of(path: Path) -> str:
    """All words of a DOCX, PDF or XLSX."""
    if path.suffix == ".pdf":
        return text_of_pdf(path)
    if path.suffix == ".docx":
        body = docx.Document(str(path)).element.body
        return one_line("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))
    sheets = openpyxl.load_workbook(path).worksheets
    return one_line(
        "".join(str(value) for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row if value)
    )
