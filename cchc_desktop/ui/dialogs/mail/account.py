"""One mail account: where the server is, who sends, and a trial that sends nothing."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import passwords
from cchc_desktop.exchange.mail.accounts import USUAL_PORTS, Account, Security, account_from
from cchc_desktop.i18n import _
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.widgets.authority_field import AuthorityField
from cchc_desktop.ui.widgets.basics import button, label, labelled, number_field, set_role
from cchc_desktop.ui.widgets.calm import CalmCombo


class MailAccountDialog(Dialog):
    """`account` is what was agreed to; its password is in the keyring by then, where the officer wants it there."""

    def __init__(self, parent: QWidget | None, account: Account | None, office: str, address: str) -> None:
        """`office` and `address` are what a new account begins with."""
        super().__init__(parent)
        self.account: Account | None = None
        self._before = account
        shown = account or Account("", "", 465, Security.TLS, address, office)
        self.setWindowTitle(_("Mail account") if account else _("New mail account"))
        self.setMinimumWidth(theme.px(520))
        self.address, self.sender_name = QLineEdit(shown.address), QLineEdit(shown.sender)
        self.server, self.login = QLineEdit(shown.server), QLineEdit(shown.login)
        self.server.setPlaceholderText("mail.anbinh.gov.vn")
        self.login.setPlaceholderText(_("Empty: the address"))
        self.security = CalmCombo()
        self.security.addItem(_("TLS from the first byte (port 465)"), Security.TLS.value)
        self.security.addItem(_("STARTTLS (port 587)"), Security.STARTTLS.value)
        self.security.setCurrentIndex(self.security.findData(shown.security.value))
        self.port = number_field(1, 65535, shown.port)
        self.security.currentIndexChanged.connect(lambda _place: self._usual_port())
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QCheckBox(_("Keep the password in the keyring of this computer"))
        self.authority = AuthorityField(shown.authority)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(
            _beside(labelled(_("Mail address"), self.address), labelled(_("Name of the sender"), self.sender_name))
        )
        column.addLayout(_beside(labelled(_("Mail server (SMTP)"), self.server), labelled(_("Login name"), self.login)))
        column.addLayout(_beside(labelled(_("Secret connection"), self.security), labelled(_("Port"), self.port)))
        column.addWidget(labelled(_("The office's own certificate authority"), self.authority))
        column.addWidget(labelled(_("Password"), self.password))
        can_keep = passwords.can_keep()
        self.keep.setChecked(can_keep)
        self.keep.setVisible(can_keep)
        column.addWidget(self.keep)
        note = (
            _("The password lies in the keyring of this computer only, never in a file of the program.")
            if can_keep
            else _("This computer has no keyring, so the password is kept nowhere and asked for each time.")
        )
        column.addWidget(label(note, "note", wrap=True))
        self.said = label("", "secondary", wrap=True)
        self.said.hide()
        column.addWidget(self.said)
        foot = QHBoxLayout()
        self.try_button = button(_("Try the connection"), self.try_it, icon_name="refresh")
        foot.addWidget(self.try_button)
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep"), self.accept, "primary"))
        column.addLayout(foot)

    def _usual_port(self) -> None:
        if self.port.value() in USUAL_PORTS.values():
            self.port.setValue(USUAL_PORTS[Security(self.security.currentData())])

    def typed(self) -> Account:
        """The account as the fields say; raises `UserError` for what is no account."""
        return account_from(
            {
                "server": self.server.text(),
                "port": str(self.port.value()),
                "security": str(self.security.currentData()),
                "address": self.address.text(),
                "sender": self.sender_name.text(),
                "login": self.login.text(),
                "authority": self.authority.text,
            }
        )

    def try_it(self) -> None:
        """Connect and log in, and send nothing."""
        from cchc_desktop.exchange.mail import smtp

        try:
            account = self.typed()
            password = self.password.text() or passwords.kept(account)
            if not password:
                raise UserError(_("Type the password first."))
        except UserError as error:
            alerts.show_error(self, error)
            return
        self.said.hide()
        run_job(
            self,
            _("Trying the connection"),
            lambda: smtp.check(account, password),
            lambda _nothing: self._tell(account),
            reads_only=True,
        )

    def _tell(self, account: Account) -> None:
        self.said.setText(
            _("{server} took the name and the password over a secret connection. Nothing was sent.").format(
                server=account.server
            )
        )
        set_role(self.said, "done")
        self.said.show()

    def carry_out(self) -> bool:
        try:
            account = self.typed()
            if self.password.text() and self.keep.isChecked():
                passwords.keep(account, self.password.text())
        except UserError as error:
            alerts.show_error(self, error)
            return False
        if self._before is not None and self._before.user != account.user:
            passwords.forget(self._before)
        self.account = account
        return True


def _beside(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(10))
    for field in fields:
        row.addWidget(field, 1)
    return row
