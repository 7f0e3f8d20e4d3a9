"""The mail accounts of this computer."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.exchange.mail import passwords
from cchc_desktop.exchange.mail.accounts import Account
from cchc_desktop.i18n import _
from cchc_desktop.ui import alerts, mail_accounts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.mail.account import MailAccountDialog
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.row_table import RowTable


class MailAccountsDialog(Dialog):
    """A list to add to, change and remove from; each step is kept as it is made."""

    def __init__(self, parent: QWidget | None, office: str, address: str) -> None:
        """`office` and `address` are what a new account begins with."""
        super().__init__(parent)
        self._new = (office, address)
        self._accounts: tuple[Account, ...] = ()
        self.setWindowTitle(_("Mail accounts"))
        fit(self, 640, 320)
        self.table = RowTable(_("Mail accounts"), (_("Mail address"), _("Mail server (SMTP)")), {1: 280}, 0)
        self.table.itemDoubleClicked.connect(lambda _item: self.change())
        self.table.itemSelectionChanged.connect(self._enable)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(
            label(_("Packages can be sent from these accounts. The program connects only when you send."), "note", True)
        )
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(button(_("Add an account…"), self.add, icon_name="plus"))
        self._change = button(_("Change…"), self.change, icon_name="edit")
        self._remove = button(_("Remove"), self.remove, icon_name="trash")
        foot.addWidget(self._change)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.reject))
        column.addLayout(foot)
        self._read()

    def _read(self, place: int = 0) -> None:
        self._accounts = mail_accounts.read_accounts()
        rows = [(account.address, f"{account.server}:{account.port}") for account in self._accounts]
        self.table.show_rows(rows, [("mail", "accent")] * len(rows), at=0)
        if rows:
            self.table.setCurrentCell(min(place, len(rows) - 1), 0)
        self._enable()

    def _enable(self) -> None:
        for one in (self._change, self._remove):
            one.setEnabled(0 <= self.table.currentRow() < len(self._accounts))

    def add(self) -> None:
        """Ask for a new account."""
        account = ask_account(self, None, *self._new)
        if account is not None:
            self._keep([*self._accounts, account], len(self._accounts))

    def change(self) -> None:
        """Ask for the chosen account anew."""
        place = self.table.currentRow()
        if 0 <= place < len(self._accounts):
            account = ask_account(self, self._accounts[place], *self._new)
            if account is not None:
                self._keep([*self._accounts[:place], account, *self._accounts[place + 1 :]], place)

    def remove(self) -> None:
        """Remove the chosen account and its password."""
        place = self.table.currentRow()
        account = self._accounts[place]
        question = _("Remove the account {address} and its password from this computer? Mails in the outbox stay.")
        words = question.format(address=account.address)
        if alerts.ask(self, _("Mail accounts"), words, _("Remove"), _("Cancel"), enter_agrees=False):
            passwords.forget(account)
            self._keep([*self._accounts[:place], *self._accounts[place + 1 :]], place)

    def _keep(self, accounts: list[Account], place: int) -> None:
        mail_accounts.keep_accounts(accounts)
        self._read(place)


def ask_account(parent: QWidget | None, account: Account | None, office: str, address: str) -> Account | None:
    """The account as the officer wants it; None where it was thought better of."""
    dialog = MailAccountDialog(parent, account, office, address)
    return dialog.account if dialog.exec() else None
