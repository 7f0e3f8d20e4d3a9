"""The window in which a sentence or a question stands: the only one for that, so all of them act alike."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.fitted import FittedDialog
from cchc_desktop.ui.widgets.basics import button, icon_label, label, labelled
from cchc_desktop.ui.widgets.long_words import BREAK, broken

_NARROW, _WIDE = 300, 480  # of the words, pixels at 100 %


class AlertDialog(FittedDialog):
    """Words beside an icon, over buttons that are named by what they do; the first answer stands rightmost.

    `enter` and `escape`: the places of the answers that these keys give; the cross is Esc. `answer` is the place of the
    one that was given. `remember`: the words of a box that may be ticked. `field`: the name of a field in which a
    reason may be typed, and the note below it.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        icon: tuple[str, str],
        answers: Sequence[str],
        *,
        enter: int = 0,
        escape: int = 0,
        remember: str = "",
        field: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.answer = escape
        self.text = text
        self.words = label(broken(text), wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        widest = max(self.words.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))
        self.words.setMinimumWidth(min(max(widest + theme.px(4), theme.px(_NARROW)), theme.px(_WIDE)))
        self.tick = QCheckBox(remember)
        self.tick.setVisible(bool(remember))
        self.reason = QLineEdit()
        self._field = labelled(field[0], self.reason, field[1])
        self._field.setVisible(bool(field[0]))
        self.buttons = [
            button(words, partial(self._give, place), "primary" if place == enter else "")
            for place, words in enumerate(answers)
        ]
        self._lay_out(icon)
        self.buttons[enter].setFocus()

    def _lay_out(self, icon: tuple[str, str]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(16))
        said = QHBoxLayout()
        said.setSpacing(theme.px(12))
        said.addWidget(icon_label(*icon, size=28), 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.words, 1)
        column.addLayout(said, 1)
        column.addWidget(self.tick)
        column.addWidget(self._field)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for one in reversed(self.buttons):
            foot.addWidget(one)
        column.addLayout(foot)

    def _give(self, place: int) -> None:
        self.answer = place
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):  # for whoever passes the words on
            QGuiApplication.clipboard().setText(self.words.selectedText().replace(BREAK, "") or self.text)
            return
        super().keyPressEvent(event)
