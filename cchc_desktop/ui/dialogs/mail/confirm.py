"""The officer's yes before a mail goes: to whom, what, how large, from which account."""

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.accounts import Account
from cchc_desktop.exchange.mail.letters import Letter, addresses
from cchc_desktop.i18n import _
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.mail.from_account import FromAccount
from cchc_desktop.ui.widgets.basics import box, button, fit, label, labelled


@dataclass(frozen=True)
class Agreed:
    """What the officer said yes to; `again`: further tries may be made without asking."""

    letter: Letter
    account: Account
    password: str
    again: bool


class ConfirmMailDialog(Dialog):
    """`agreed` is what is to be sent; nothing goes before it is there."""

    enter_agrees = False

    def __init__(
        self, parent: QWidget | None, letter: Letter, size: int, code: str, office: str, doubt: str = ""
    ) -> None:
        """`size` of the file in bytes, its check `code`; `doubt` says what speaks against sending it."""
        super().__init__(parent)
        self.agreed: Agreed | None = None
        self._file = letter.attachment
        self.setWindowTitle(_("Send by mail"))
        fit(self, 640, 620)
        self.to, self.subject = QLineEdit(letter.to), QLineEdit(letter.subject)
        self.subject.setCursorPosition(0)
        self.body = QPlainTextEdit(letter.body)
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(theme.px(110))
        self.from_account = FromAccount(office)
        self.again = QCheckBox(_("If it cannot be sent now, try again by itself"))
        self.again.setChecked(True)
        what = _("{name}, {size}, check code {code}").format(
            name=letter.attachment.name, size=formats.file_size(size), code=code
        )
        self._lay_out(what, doubt)
        self.from_account.ready.connect(self.send.setEnabled)
        self.from_account.read()

    def _lay_out(self, what: str, doubt: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        if doubt:
            warned = box("soon")
            inside = QVBoxLayout(warned)
            inside.addWidget(label(doubt, wrap=True))
            column.addWidget(warned)
        column.addWidget(label(_("What goes"), "field"))
        column.addWidget(label(what, wrap=True))
        column.addWidget(self.from_account)
        column.addWidget(labelled(_("To the address"), self.to))
        column.addWidget(labelled(_("Subject"), self.subject))
        column.addWidget(labelled(_("Text of the mail"), self.body), 1)
        column.addWidget(self.again)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.send = button(_("Send now"), self.accept, "primary", "send")
        foot.addWidget(self.send)
        column.addLayout(foot)

    def carry_out(self) -> bool:
        try:
            if not addresses(self.to.text()):
                raise UserError(_("Say to which mail address the package is to be sent."))
            letter = Letter(self.to.text(), self.subject.text(), self.body.toPlainText(), self._file)
            account, password = self.from_account.agreed()
        except UserError as error:
            alerts.show_error(self, error)
            return False
        self.agreed = Agreed(letter, account, password, self.again.isChecked())
        return True
