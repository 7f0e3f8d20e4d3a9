"""A collection on a server: where it is, who asks, what vouches for it; the password is in the keyring or nowhere."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.collection.server import Address, parse_address
from cchc_desktop.collection.store import Collection
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import passwords
from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.widgets.basics import button, label, labelled, link, number_field

_PORT = 5432


class ServerDialog(Dialog):
    """Signal: `opened(Collection)` the server let us in, and there is a collection."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None, place: str = "", said: str = "") -> None:
        """`place` is the address used last; `said` is why one has to type something here."""
        super().__init__(parent)
        self.setWindowTitle(_("Connect to a server"))
        self.setMinimumWidth(theme.px(520))
        shown = _parsed(place)
        self.server, self.database = QLineEdit(shown.server), QLineEdit(shown.database)
        self.server.setPlaceholderText("db.anbinh.gov.vn")
        self.database.setPlaceholderText("kho_tong_hop")
        self.user, self.password = QLineEdit(shown.user), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.port = number_field(1, 65535, shown.port)
        self.keep = QCheckBox(_("Keep the password in the keyring of this computer"))
        self._authority = shown.authority
        self.authority, self.no_authority = label("", "secondary", wrap=True), link(_("Use none"), self._use_none)
        self.said = label(said, "late", wrap=True)
        self.said.setVisible(bool(said))
        self.agree = button(_("Connect"), self.accept, "primary")
        self._lay_out()
        self._show_authority()
        first = next((one for one in (self.server, self.database, self.user) if not one.text()), self.password)
        first.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = _(
            "Several people work in a collection on a PostgreSQL server at once. Whoever looks after the server tells "
            "you these. The connection is always secret, and the server's certificate is checked."
        )
        column.addWidget(label(words, "secondary", wrap=True))
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(labelled(_("Server"), self.server), 3)
        row.addWidget(labelled(_("Port"), self.port), 1)
        column.addLayout(row)
        column.addWidget(labelled(_("Database"), self.database))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(labelled(_("User"), self.user), 1)
        row.addWidget(labelled(_("Password"), self.password), 1)
        column.addLayout(row)
        can_keep = passwords.can_keep()
        self.keep.setChecked(can_keep)
        self.keep.setVisible(can_keep)
        column.addWidget(self.keep)
        vouching = QHBoxLayout()
        vouching.setContentsMargins(0, 0, 0, 0)
        vouching.addWidget(self.authority, 1)
        vouching.addWidget(self.no_authority)
        vouching.addWidget(button(_("Choose a file…"), self._ask_authority))
        holder = QWidget()
        holder.setLayout(vouching)
        column.addWidget(labelled(_("The office's own certificate authority"), holder))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _ask_authority(self) -> None:
        kinds = _("Certificates (*.crt *.cer *.pem)")
        path = ask_file(self, Purpose.CERTIFICATE, _("The office's own certificate authority"), kinds)
        if path is not None:
            self._authority = str(path)
            self._show_authority()

    def _use_none(self) -> None:
        self._authority = ""
        self._show_authority()

    def _show_authority(self) -> None:
        self.authority.setText(self._authority or _("None: those that this computer knows"))
        self.no_authority.setVisible(bool(self._authority))

    def typed(self) -> Address:
        """The address as the fields say; raises `UserError` for what is none."""
        words = [clean(one.text()).strip() for one in (self.user, self.server, self.database)]
        made = Address(words[0], words[1], self.port.value(), words[2], self._authority)
        return parse_address(made.place)

    def carry_out(self) -> bool:
        try:
            address = self.typed()
        except UserError as error:
            alerts.show_error(self, error)
            return False
        password = self.password.text()
        run_reading(
            self,
            _("Connecting to {server}").format(server=address.server),
            lambda: Collection.open(address.place, password=password),
            lambda collection: self._let_in(address, password, collection),
        )
        return False  # it goes once the server has answered

    def _let_in(self, address: Address, password: str, collection: Collection) -> None:
        if password and self.keep.isChecked():
            try:
                passwords.keep(address, password)
            except UserError as error:
                alerts.show_error(self, error)
        self.dismiss()
        self.opened.emit(collection)


def _parsed(place: str) -> Address:
    try:
        return parse_address(place)
    except UserError:
        return Address("", "", _PORT, "")
