"""The tour of six steps, one for each tab: beside the window, left at any time, never in the way of the keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label, link


def _steps() -> dict[str, tuple[str, str]]:
    """By tab: what it is for, and the first thing to do there."""
    return {
        "overview": (
            _("What is due, what is late"),
            _("Begin each day here: a click on a line leads to where it is done."),
        ),
        "plan": (
            _("Plans and other papers"),
            _("Write on the left, see the page as it is printed on the right. Each word is saved by itself."),
        ),
        "frame": (
            _("The tasks, as in Excel"),
            _("Type, paste and search in the table. F4 shows progress, results and evidence of a task."),
        ),
        "report": (
            _("Reports drafted from what you have entered"),
            _("Choose a period: the program drafts from tasks and figures, and says what is still missing."),
        ),
        "index": (
            _("Your own scores"),
            _("Each criterion says which points are lost and which task earns them."),
        ),
        "exchange": (
            _("Sending and receiving"),
            _("One file goes upward, by mail or on a stick. F1 explains each tab at any time."),
        ),
    }


class TourDialog(Dialog):
    """Shows the tab that it speaks of; Esc and “Leave the tour” end it."""

    def __init__(self, window: QWidget, tab_names: Sequence[str], show_tab: Callable[[str], object]) -> None:
        super().__init__(window)
        self.setWindowTitle(_("A look around"))
        self.setModal(False)
        self.setFixedWidth(theme.px(420))
        steps = _steps()
        self._names = [name for name in tab_names if name in steps]
        self._show_tab = show_tab
        self._place = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        self.count = label("", "secondary")
        self.title = label("", "pane", wrap=True)
        self.words = label("", wrap=True)
        for part in (self.count, self.title, self.words):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(link(_("Leave the tour"), self.reject))
        row.addStretch(1)
        self.back = button(_("Back one step"), lambda: self._go(-1))
        self.onward = button("", lambda: self._go(1), "primary")
        row.addWidget(self.back)
        row.addWidget(self.onward)
        column.addLayout(row)
        self._show()

    def _go(self, by: int) -> None:
        if self._place + by >= len(self._names):
            self.accept()
            return
        self._place += by
        self._show()
        self._show_tab(self._names[self._place])

    def _show(self) -> None:
        title, words = _steps()[self._names[self._place]]
        self.count.setText(_("Step {number} of {count}").format(number=self._place + 1, count=len(self._names)))
        self.title.setText(title)
        self.words.setText(words)
        self.back.setEnabled(self._place > 0)
        self.onward.setText(_("Done, begin") if self._place == len(self._names) - 1 else _("Next step"))
        self.adjustSize()

    def begin(self, active: bool) -> None:
        """Show it at the foot of the window; with `active` it takes the keys."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not active)
        self._show_tab(self._names[0])
        self.show()
        window = self.parentWidget()
        if window is not None:
            foot = window.mapToGlobal(QPoint(window.width(), window.height()))
            gap = theme.px(36)
            self.move(foot.x() - self.width() - gap, foot.y() - self.height() - gap)
