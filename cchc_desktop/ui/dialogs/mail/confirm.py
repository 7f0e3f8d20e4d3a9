"""The officer's yes before a mail goes: to whom, what, how large, from which account."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import passwords
from cchc_desktop.exchange.mail.accounts import Account
from cchc_desktop.exchange.mail.letters import Letter, addresses
from cchc_desktop.i18n import _
from cchc_desktop.ui import alerts, formats, mail_accounts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.mail.accounts import ask_account
from cchc_desktop.ui.widgets.basics import box, button, fit, label, labelled, link
from cchc_desktop.ui.widgets.calm import CalmCombo


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
        self._file, self._office = letter.attachment, office
        self._accounts: tuple[Account, ...] = ()
        self.setWindowTitle(_("Send by mail"))
        fit(self, 640, 620)
        self.to, self.subject = QLineEdit(letter.to), QLineEdit(letter.subject)
        self.subject.setCursorPosition(0)
        self.body = QPlainTextEdit(letter.body)
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(theme.px(110))
        self.account = CalmCombo()
        self.account.currentIndexChanged.connect(lambda _place: self._ask_password())
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QCheckBox(_("Keep the password in the keyring of this computer"))
        self.again = QCheckBox(_("If it cannot be sent now, try again by itself"))
        self.again.setChecked(True)
        what = _("{name}, {size}, check code {code}").format(
            name=letter.attachment.name, size=formats.file_size(size), code=code
        )
        self._lay_out(what, doubt)
        self._read_accounts()

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
        row = QHBoxLayout()
        row.addWidget(labelled(_("From the account"), self.account), 1)
        row.addWidget(link(_("Add an account…"), self.add_account), 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        self._secret = labelled(_("Password"), self.password)
        self._no_keyring = label(
            _("This computer has no keyring, so the password is kept nowhere and asked for each time."), "note", True
        )
        for one in (self._secret, self.keep, self._no_keyring):
            column.addWidget(one)
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

    def _read_accounts(self, chosen: int = 0) -> None:
        self._accounts = mail_accounts.read_accounts()
        self.account.clear()
        self.account.addItems([account.address for account in self._accounts])
        self.account.setCurrentIndex(chosen if self._accounts else -1)
        self.account.setEnabled(bool(self._accounts))
        self._ask_password()

    def _chosen(self) -> Account | None:
        place = self.account.currentIndex()
        return self._accounts[place] if 0 <= place < len(self._accounts) else None

    def _ask_password(self) -> None:
        """Ask only where the keyring does not know it."""
        account = self._chosen()
        known = account is not None and passwords.kept(account) is not None
        can_keep = passwords.can_keep()
        self._secret.setVisible(account is not None and not known)
        self.keep.setVisible(account is not None and not known and can_keep)
        self._no_keyring.setVisible(account is not None and not can_keep)
        self.send.setEnabled(account is not None)

    def add_account(self) -> None:
        """Set an account up on the way."""
        account = ask_account(self, None, self._office, "")
        if account is not None:
            mail_accounts.keep_accounts([*self._accounts, account])
            self._read_accounts(len(self._accounts))

    def carry_out(self) -> bool:
        account = self._chosen()
        try:
            if account is None or not addresses(self.to.text()):
                raise UserError(_("Say to which mail address the package is to be sent."))
            letter = Letter(self.to.text(), self.subject.text(), self.body.toPlainText(), self._file)
            password = self.password.text() or passwords.kept(account)
            if not password:
                raise UserError(_("Type the password first."))
            if self.password.text() and self.keep.isChecked() and self.keep.isVisibleTo(self):
                passwords.keep(account, password)
        except UserError as error:
            alerts.show_error(self, error)
            return False
        self.agreed = Agreed(letter, account, password, self.again.isChecked())
        return True
