"""The outbox: what could not be sent, why, and when it is tried again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.exchange.mail import outbox
from cchc_desktop.exchange.mail.outbox import State, Waiting
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.row_table import RowTable

_LOOKS = {
    State.WAITING: ("hourglass", "soon"),
    State.UNCERTAIN: ("help", "soon"),
    State.SENT: ("circle-check", "done"),
    State.STOPPED: ("alert-triangle", "late"),
}


class OutboxDialog(Dialog):
    """Signals: `send_wanted(Waiting)` the officer wants a mail tried now, `dropped` one was taken out."""

    send_wanted = Signal(object)
    dropped = Signal()
    enter_agrees = False

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._mails: tuple[Waiting, ...] = ()
        self.setWindowTitle(_("Outbox"))
        fit(self, 820, 420)
        headings = (pgettext("column", "To"), _("Content"), _("Status"), _("Next try"))
        self.table = RowTable(_("Outbox"), headings, {0: 200, 2: 150, 3: 120}, 1)
        self.table.itemSelectionChanged.connect(self._tell)
        self.reason = label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)
        foot = QHBoxLayout()
        self._send = button(_("Send now"), self.send_chosen, "primary", "send")
        self._drop = button(_("Take out of the outbox"), self.drop_chosen, icon_name="trash")
        foot.addWidget(self._send)
        foot.addWidget(self._drop)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.reject))
        column.addLayout(foot)
        self.read()

    def read(self) -> None:
        """Read the outbox again."""
        place = self.table.currentRow()
        self._mails = tuple(mail for mail in outbox.read_outbox() if not mail.is_over)
        rows = [(", ".join(mail.to), mail.subject, state_words(mail), _next(mail)) for mail in self._mails]
        self.table.show_rows(rows, [_LOOKS[mail.state] for mail in self._mails], at=2)
        if rows:
            self.table.setCurrentCell(min(max(place, 0), len(rows) - 1), 0)
        self._tell()

    def chosen(self) -> Waiting | None:
        """The mail that is chosen."""
        place = self.table.currentRow()
        return self._mails[place] if 0 <= place < len(self._mails) else None

    def _tell(self) -> None:
        mail = self.chosen()
        for one in (self._send, self._drop):
            one.setEnabled(mail is not None)
        self.reason.setText(
            _("Nothing waits to be sent.") if mail is None else mail.reason or _("It was not tried yet.")
        )

    def send_chosen(self) -> None:
        """Try the chosen mail now; one that may have arrived only after a question."""
        mail = self.chosen()
        if mail is None:
            return
        if mail.state is State.UNCERTAIN and not alerts.ask(
            self,
            _("Send by mail"),
            _("This mail may have arrived already. Send it once more? Ask the receiver by telephone first."),
            _("Send once more"),
            _("Do not send"),
            enter_agrees=False,
        ):
            return
        self.send_wanted.emit(mail)

    def drop_chosen(self) -> None:
        """Take the chosen mail out after a question; the package itself stays where it is."""
        mail = self.chosen()
        words = _(
            "Take the mail to {receivers} out of the outbox? It is then not sent. The package stays in its folder."
        )
        if mail is not None and alerts.ask(
            self,
            _("Outbox"),
            words.format(receivers=", ".join(mail.to)),
            _("Take out of the outbox"),
            _("Cancel"),
            enter_agrees=False,
        ):
            outbox.take_out(mail)
            self.dropped.emit()
            self.read()


def state_words(mail: Waiting) -> str:
    """The state of a mail as the outbox shows it."""
    words = {
        State.WAITING: _("Waits"),
        State.UNCERTAIN: _("May have arrived"),
        State.ENDING: _("May have arrived"),
        State.SENT: _("Sent"),
        State.STOPPED: _("Not sent"),
        State.DROPPED: _("Not sent"),
    }
    return words[mail.state]


def _next(mail: Waiting) -> str:
    return f"{formats.short_date(mail.next_at.date())} {mail.next_at:%H:%M}" if mail.next_at else _("when you send it")
