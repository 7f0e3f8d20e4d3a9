"""The mailbox that packages come to: looked into on request, and never changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.collection.mailbox import PORT, Mailbox
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import passwords
from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.ui import alerts, places, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.authority_field import AuthorityField
from cchc_desktop.ui.widgets.basics import button, label, labelled, number_field


class MailboxDialog(Dialog):
    """Signal: `agreed(Mailbox, password)`; which mailbox it was is remembered here, without its password."""

    agreed = Signal(object, str)

    def __init__(self, parent: QWidget | None, guid: str) -> None:
        """`guid` of the collection, whose mailbox it is."""
        super().__init__(parent)
        self._key = f"mailbox {guid}"
        self.setWindowTitle(_("Receive from a mailbox"))
        self.setMinimumWidth(theme.px(500))
        server, user, port, folder, authority = _kept(places.kept(self._key))
        self.server, self.user, self.folder = QLineEdit(server), QLineEdit(user), QLineEdit(folder)
        self.server.setPlaceholderText("mail.anbinh.gov.vn")
        self.user.setPlaceholderText("cchc@anbinh.gov.vn")
        self.port = number_field(1, 65535, int(port) if port.isdecimal() else PORT)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QCheckBox(_("Keep the password in the keyring of this computer"))
        can_keep = passwords.can_keep()
        self.keep.setChecked(can_keep)
        self.keep.setVisible(can_keep)
        self.authority = AuthorityField(authority)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = _(
            "Packages and receipts that came as attachments are taken in, over a secret connection (IMAP). Nothing in "
            "the mailbox is changed, moved or marked as read; what was looked at is not asked for again."
        )
        column.addWidget(label(words, "secondary", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(labelled(_("Mail server (IMAP)"), self.server), 3)
        row.addWidget(labelled(_("Port"), self.port), 1)
        column.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(labelled(_("Login name"), self.user), 2)
        row.addWidget(labelled(_("Folder of the mailbox"), self.folder), 1)
        column.addLayout(row)
        column.addWidget(
            labelled(_("Password"), self.password, _("Empty: the one in the keyring.") if can_keep else "")
        )
        column.addWidget(self.keep)
        column.addWidget(labelled(_("The office's own certificate authority"), self.authority))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Look for packages"), self.accept, "primary"))
        column.addLayout(foot)

    def carry_out(self) -> bool:
        try:
            server, user, folder = (clean(one.text()).strip() for one in (self.server, self.user, self.folder))
            box = Mailbox(server, user, self.port.value(), folder or "INBOX", self.authority.text)
            password = self.password.text() or passwords.kept(box) or ""
            if not password:
                raise UserError(_("Type the password first."))
            if self.password.text() and self.keep.isChecked():
                passwords.keep(box, password)
        except UserError as error:
            alerts.show_error(self, error)
            return False
        places.keep(self._key, "\n".join((box.server, box.user, str(box.port), box.folder, box.authority)))
        self.agreed.emit(box, password)
        return True


def _kept(text: str) -> list[str]:
    """Server, login name, port, folder and certificates, as they were remembered; without any the usual ones."""
    found = text.split("\n", 4)  # certificates have lines of their own
    return [*found, *[""] * (5 - len(found))] if len(found) >= 4 else ["", "", str(PORT), "INBOX", ""]
