"""An office's own certificate authority: its file is chosen once, and its text is kept with what it vouches for."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.authorities import authority_names, read_authority
from cchc_desktop.i18n import _
from cchc_desktop.ui import alerts
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.widgets.basics import button, label, link


class AuthorityField(QWidget):
    """Shows what the certificates call themselves; `text` is they, as PEM, "" for none."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names = label("", "secondary", wrap=True)
        self.none = link(_("Use none"), lambda: self.put(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.names, 1)
        row.addWidget(self.none)
        row.addWidget(button(_("Choose a file…"), self.ask))
        self.put(text)

    def ask(self) -> None:
        """Take the root certificate of the office's own authority from a file."""
        kinds = _("Certificates (*.crt *.cer *.pem)")
        path = ask_file(self, Purpose.CERTIFICATE, _("The office's own certificate authority"), kinds)
        if path is None:
            return
        try:
            self.put(read_authority(path))
        except UserError as error:
            alerts.show_error(self, error)

    def put(self, text: str) -> None:
        """Show these certificates."""
        self.text = text
        try:
            names = ", ".join(authority_names(text)) if text else _("None: those that this computer knows")
        except ValueError:  # changed in the options since it was chosen
            names = _("The certificate that was kept is damaged. Choose its file again.")
        self.names.setText(names)
        self.none.setVisible(bool(text))
