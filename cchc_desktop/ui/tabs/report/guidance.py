"""What the outline asks for under an item, and the reason where an item does not apply."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import button, icon_label, label, link


class GuidanceBox(QFrame):
    """Folds away with F8 and stays so for all items."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "guidance")
        self.folded = False
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(7), theme.px(14), theme.px(8))
        column.setSpacing(theme.px(3))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(icon_label("bulb", "soon"))
        head.addWidget(label(_("The outline asks for"), "field"))
        head.addStretch(1)
        self.fold_link = link("", self.fold)
        head.addWidget(self.fold_link)
        column.addLayout(head)
        self.words = label("", wrap=True)
        column.addWidget(self.words)
        self._show_fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        """A layout that is short of room would take it from wrapped words first."""
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(self.width() - 2 * theme.px(14))))

    def show_guidance(self, text: str) -> None:
        """Show another item's guidance; nothing is shown for an item without."""
        self.words.setText(text)
        self._keep_height()
        self.setVisible(bool(text))

    def fold(self) -> None:
        """Fold or unfold."""
        self.folded = not self.folded
        self._show_fold()

    def _show_fold(self) -> None:
        self.words.setVisible(not self.folded)
        self.fold_link.setText(_("Unfold (F8)") if self.folded else _("Fold (F8)"))


class ReasonBar(QFrame):
    """Asks why an item does not apply; nothing is kept without a reason.

    Signals: `given(reason)`.
    """

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "soon")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(label(_("Why the item does not apply"), "field"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Why the item does not apply"))
        self.reason.setPlaceholderText(_("Printed in place of the text"))
        row.addWidget(self.reason, 1)
        self.agree = button(_("Set as not applicable"), self._give)
        row.addWidget(self.agree)
        row.addWidget(button(_("Cancel"), self.hide))
        self.reason.textChanged.connect(lambda _text: self.agree.setEnabled(bool(self._typed())))
        self.reason.returnPressed.connect(self._give)
        self.agree.setEnabled(False)
        self.hide()

    def open(self, reason: str) -> None:
        """Ask, beginning with a reason given before."""
        self.reason.setText(reason)
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> str:
        return clean(self.reason.text()).strip()

    def _give(self) -> None:
        if self._typed():
            self.hide()
            self.given.emit(self._typed())
