"""Why a task does not apply: the one status that needs a reason."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import button, labelled


class ReasonDialog(QDialog):
    """`reason` is what was typed; it cannot be left empty."""

    def __init__(self, parent: QWidget | None, reason: str) -> None:
        super().__init__(parent)
        self.setProperty("box", "surface")
        self.setWindowTitle(_("Not applicable"))
        self.setMinimumWidth(theme.px(440))
        self.words = QPlainTextEdit(reason)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme.px(76))
        self.agree = button(_("Set as not applicable"), self.accept, "primary")
        self.agree.setEnabled(bool(reason.strip()))
        self.words.textChanged.connect(lambda: self.agree.setEnabled(bool(self.reason())))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        note = _("The reason is shown in the frame beside the status.")
        column.addWidget(labelled(_("Why the task does not apply"), self.words, note))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)
        self.words.setFocus()

    def reason(self) -> str:
        """What was typed."""
        return clean(self.words.toPlainText()).strip()


def ask_reason(parent: QWidget | None, reason: str) -> str:
    """The reason; "" when the officer thinks better of it."""
    dialog = ReasonDialog(parent, reason)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    typed = dialog.reason()
    dialog.deleteLater()
    return typed if agreed else ""
