"""Hands that press and type at random in every dialog; the seed tells them what. For the tests and for long runs.

The oracle: no exception, and nothing typed is lost unasked. What was typed stands in its field, in the dossier, or
the dialog asked before it went.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import PASSING
from cchc_desktop.ui.widgets.date_field import DateField

_DATES = ("15/12/2025", "31/2/2026", "nay", "24/8", "", "5.6.2026", "1/1/1900")
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape, Qt.Key.Key_F2)
_LOOK_MS = 20


def turn_wheel(widget: QWidget, by: int) -> None:
    """A real turn of the wheel over the middle of a widget."""
    middle = widget.rect().center()
    turned, none = QPoint(0, by), Qt.MouseButton.NoButton
    event = QWheelEvent(
        QPointF(middle),
        QPointF(widget.mapToGlobal(middle)),
        turned,
        turned,
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@dataclass
class Monkey:
    """One run over one dialog. `stored` says what the dossier holds."""

    dialog: Dialog
    chance: random.Random
    stored: Callable[[], str]
    asked: int = 0
    dropped: bool = False
    done: list[str] = field(default_factory=list)
    typed: list[tuple[QWidget, str]] = field(default_factory=list)

    def answer(self, _parent: object, _title: str, keep: str) -> alerts.Leaving:
        """What the officer says when the dialog asks about typed text."""
        self.asked += 1
        said = self.chance.choice([alerts.Leaving.STAY, alerts.Leaving.DROP] + [alerts.Leaving.KEEP] * bool(keep))
        self.dropped = self.dropped or said is alerts.Leaving.DROP
        return said

    def run(self, steps: int) -> None:
        """Do so many things, and look after each; at the end close the dialog."""
        watch = QTimer()
        watch.timeout.connect(self._close_others)
        watch.start(_LOOK_MS)
        for _step in range(steps):
            if not self.dialog.isVisible():
                break
            self._act()
            QApplication.processEvents()
            self.look()
        while self.dialog.isVisible() and type(self.dialog).__name__ != "JobDialog":
            self.done.append("close")
            self.dialog.close()
            self.look()
        watch.stop()

    def _close_others(self) -> None:
        """Windows over the dialog are closed at once: they have their own runs."""
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        for window in (popup, modal):
            if window is not None and window is not self.dialog:
                window.hide()
                if isinstance(window, QDialog):
                    window.done(QDialog.DialogCode.Rejected)

    def _act(self) -> None:
        act = self.chance.choice((self._key, self._key, self._type, self._type, self._date, self._wheel, self._tick))
        act()

    def _key(self) -> None:
        key = self.chance.choice(_KEYS)
        focus = self.dialog.focusWidget() or self.dialog
        if isinstance(focus, QAbstractButton) and key == Qt.Key.Key_Return:
            return  # a button is pressed on purpose; what it does is its own matter
        self.done.append(f"{key.name} at {type(focus).__name__} {focus.accessibleName()}")
        QTest.keyClick(focus, key)

    def _fields(self, kinds: tuple[type[QWidget], ...]) -> list[QWidget]:
        return [one for one in self.dialog.findChildren(QWidget)
                if isinstance(one, kinds) and one.isVisible() and one.isEnabled()]  # fmt: skip

    def _type(self) -> None:
        fields = [
            one
            for one in self._fields((QLineEdit, QPlainTextEdit, QTextEdit))
            if not one.isReadOnly()  # type: ignore[attr-defined]
            and not isinstance(one.parentWidget(), DateField | QSpinBox)
            and one.parentWidget().objectName() != "qt_scrollarea_viewport"
        ]
        if not fields:
            return
        chosen = self.chance.choice(fields)
        words = f"Qzx{self.chance.randrange(1000, 10000)}"
        chosen.setFocus()
        if isinstance(chosen, QLineEdit):
            chosen.end(False)
        elif isinstance(chosen, QPlainTextEdit | QTextEdit):
            chosen.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(chosen, words)
        self.done.append(f"{words} into {chosen.accessibleName()}")
        if not chosen.property(PASSING) and words in _text(chosen):
            self.typed.append((chosen, words))

    def _date(self) -> None:
        fields = self._fields((DateField,))
        if not fields:
            return
        chosen = self.chance.choice(fields)
        assert isinstance(chosen, DateField)
        words = self.chance.choice(_DATES)
        chosen.line.setFocus()
        chosen.line.selectAll()
        QTest.keyClicks(chosen.line, words) if words else QTest.keyClick(chosen.line, Qt.Key.Key_Delete)
        self.done.append(f"{words!r} into {chosen.accessibleName()}")

    def _wheel(self) -> None:
        boxes = [one for one in self._fields((QComboBox, QSpinBox, DateField)) if not one.hasFocus()]
        if boxes:
            turn_wheel(self.chance.choice(boxes), self.chance.choice((-120, 120)))

    def _tick(self) -> None:
        boxes = self._fields((QCheckBox, QRadioButton))
        if boxes:
            box = self.chance.choice(boxes)
            self.done.append(f"tick {box.accessibleName()}")
            box.click()  # type: ignore[attr-defined]

    def look(self) -> None:
        """Fail when something that was typed is nowhere any more and nobody was asked."""
        if self.dropped or self.dialog.result() == QDialog.DialogCode.Accepted:
            self.typed.clear()
            return
        here = self.dialog.isVisible()
        missing = [words for field, words in self.typed if not here or words not in _text(field)]
        if missing:
            kept = self.stored()
            lost = [words for words in missing if words not in kept]
            assert not lost, f"{type(self.dialog).__name__} lost {lost}: {self.done}"


def _text(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]
