"""Why a task does not apply, is cancelled or goes over to next year: the statuses that need a reason."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.table_models.frame_standing import Standing, word_of
from cchc_desktop.ui.widgets.basics import button, labelled


class ReasonDialog(Dialog):
    """`reason` is what was typed; it cannot be left empty."""

    def __init__(self, parent: QWidget | None, reason: str, status: TaskStatus) -> None:
        super().__init__(parent)
        self.setWindowTitle(word_of(Standing(status)))
        self.setMinimumWidth(theme.px(440))
        self.words = QPlainTextEdit(reason)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme.px(76))
        self.agree = button(_("Set the status"), self.accept, "primary")
        self.agree.setEnabled(bool(reason.strip()))
        self.words.textChanged.connect(lambda: self.agree.setEnabled(bool(self.reason())))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        note = _("The reason is shown in the frame beside the status.")
        column.addWidget(labelled(_question(status), self.words, note))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)
        self.words.setFocus()

    def reason(self) -> str:
        """What was typed."""
        return clean(self.words.toPlainText()).strip()


def _question(status: TaskStatus) -> str:
    questions = {
        TaskStatus.CANCELLED: _("Why the task is cancelled"),
        TaskStatus.CARRIED_OVER: _("Why the task goes over to next year"),
    }
    return questions.get(status, _("Why the task does not apply"))


def ask_reason(parent: QWidget | None, reason: str, status: TaskStatus) -> str:
    """The reason; "" when the officer thinks better of it."""
    dialog = ReasonDialog(parent, reason, status)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    typed = dialog.reason()
    return typed if agreed else ""
