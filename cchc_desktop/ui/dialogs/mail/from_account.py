"""The part of a page that asks from which account a mail goes, and for its password where the keyring has none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import passwords
from cchc_desktop.exchange.mail.accounts import Account
from cchc_desktop.i18n import _
from cchc_desktop.ui import mail_accounts, theme
from cchc_desktop.ui.dialogs.mail.accounts import ask_account
from cchc_desktop.ui.widgets.basics import label, labelled, link
from cchc_desktop.ui.widgets.calm import CalmCombo


class FromAccount(QWidget):
    """Signal: `ready(bool)` whether an account is chosen. `office` names the sender of an account that is added."""

    ready = Signal(bool)

    def __init__(self, office: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._accounts: tuple[Account, ...] = ()
        self.account = CalmCombo()
        self.account.currentIndexChanged.connect(lambda _place: self._ask_password())
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QCheckBox(_("Keep the password in the keyring of this computer"))
        row = QHBoxLayout()
        row.addWidget(labelled(_("From the account"), self.account), 1)
        row.addWidget(link(_("Add an account…"), self.add_account), 0, Qt.AlignmentFlag.AlignBottom)
        self._secret = labelled(_("Password"), self.password)
        self._no_keyring = label(
            _("This computer has no keyring, so the password is kept nowhere and asked for each time."), "note", True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        for one in (self._secret, self.keep, self._no_keyring):
            column.addWidget(one)

    def read(self, chosen: int = 0) -> None:
        """Show the accounts of this computer, and choose one by its place."""
        self._accounts = mail_accounts.read_accounts()
        self.account.clear()
        self.account.addItems([account.address for account in self._accounts])
        self.account.setCurrentIndex(chosen if self._accounts else -1)
        self.account.setEnabled(bool(self._accounts))
        self._ask_password()

    def chosen(self) -> Account | None:
        """The account that is chosen."""
        place = self.account.currentIndex()
        return self._accounts[place] if 0 <= place < len(self._accounts) else None

    def _ask_password(self) -> None:
        """Ask only where the keyring does not know it."""
        account = self.chosen()
        known = account is not None and passwords.kept(account) is not None
        can_keep = passwords.can_keep()
        self._secret.setVisible(account is not None and not known)
        self.keep.setVisible(account is not None and not known and can_keep)
        self._no_keyring.setVisible(account is not None and not can_keep)
        self.ready.emit(account is not None)

    def add_account(self) -> None:
        """Set an account up on the way."""
        account = ask_account(self, None, self._office, "")
        if account is not None:
            mail_accounts.keep_accounts([*self._accounts, account])
            self.read(len(self._accounts))

    def agreed(self) -> tuple[Account, str]:
        """The account and its password, kept where the officer wants that; raises `UserError` where one is missing."""
        account = self.chosen()
        if account is None:
            raise UserError(_("Choose the account from which it goes first."))
        password = self.password.text() or passwords.kept(account)
        if not password:
            raise UserError(_("Type the password first."))
        if self.password.text() and self.keep.isChecked() and self.keep.isVisibleTo(self):
            passwords.keep(account, password)
        return account, password
