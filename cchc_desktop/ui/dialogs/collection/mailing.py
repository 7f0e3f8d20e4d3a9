"""The officer's yes before mails go to many offices, and what became of them."""

from collections.abc import Generator, Sequence
from contextlib import suppress
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cchc_desktop.collection import mailing
from cchc_desktop.collection.mailing import ToMail
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.accounts import Account
from cchc_desktop.exchange.mail.outbox import State, Waiting
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.progress import Progress
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.mail.from_account import FromAccount
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.widgets.basics import button, fit, label


class MailAllDialog(Dialog):
    """To whom, from which account; `agreed` is account, password and whether what fails is tried again by itself."""

    enter_agrees = False  # what goes cannot be taken back

    def __init__(self, space: CollectionSpace, mails: Sequence[ToMail], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.agreed: tuple[Account, str, bool] | None = None
        self.setWindowTitle(_("Send by mail"))
        fit(self, 720, 560)
        words = ngettext(
            "{count} mail goes to {count} office, each with its own file.",
            "{count} mails go to {count} offices, each with its own file.",
            len(mails),
        )
        self.table = RowsTable(_("Mails"), RowsModel(lambda one: one.office, lambda one: one.letter.to, self))
        self.from_account = FromAccount(space.collection.info.office_name)
        self.again = QCheckBox(_("If it cannot be sent now, try again by itself"))
        self.again.setChecked(True)
        self.send = button(_("Send now"), self.accept, "primary", "send")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(words.format(count=formats.count(len(mails))), "pane", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.from_account)
        column.addWidget(self.again)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.send)
        column.addLayout(foot)
        self.table.show_rows(_columns(), tuple(mails))
        self.from_account.ready.connect(self.send.setEnabled)
        self.from_account.read()

    def carry_out(self) -> bool:
        try:
            self.agreed = (*self.from_account.agreed(), self.again.isChecked())
        except UserError as error:
            alerts.show_error(self, error)
            return False
        return True


def _columns() -> list[Column]:
    return [
        Column(pgettext("column", "Office"), lambda one: one.office, 220, strong=True),
        Column(_("Mail address"), lambda one: one.letter.to, 200),
        Column(_("File"), lambda one: one.letter.attachment.name),
    ]


def mail_hint() -> str:
    """What is said of mails that are drafted."""
    return _("Nothing was sent yet: open each draft in your mail program and send it, or send all of them from here.")


def mail_button(space: CollectionSpace, mails: Sequence[ToMail], parent: QWidget) -> QPushButton | None:
    """A button that sends all; None where there is nothing to send."""
    if not mails:
        return None
    return button(_("Send by mail…"), lambda: send_all(space, mails, parent), icon_name="send")


def send_all(space: CollectionSpace, mails: Sequence[ToMail], parent: QWidget) -> None:
    """Ask for the officer's yes, then send one after the other; what fails waits in the outbox."""
    dialog = MailAllDialog(space, mails, parent)
    dialog.exec()
    if dialog.agreed is None:
        return
    account, password, again = dialog.agreed

    def steps() -> Generator[Progress, None, tuple[Waiting, ...]]:
        waiting = mailing.put_all(space.collection, mails, account, again=again)
        try:
            return (yield from mailing.deliver_all(waiting, account, password))
        finally:
            with suppress(UserError):  # a server that is away: what went is noted when it answers again
                mailing.note_all(space.collection)

    def done(found: tuple[Waiting, ...]) -> None:
        space.changed.emit()
        _tell(space, found, parent)

    job = run_job(parent, _("Sending by mail"), steps, done)
    job.finished.connect(lambda _answer: space.changed.emit())


def _tell(space: CollectionSpace, found: Sequence[Waiting], parent: QWidget) -> None:
    left = [mail for mail in found if mail.state is not State.SENT]
    sent = len(found) - len(left)
    words = ngettext("{count} mail was sent.", "{count} mails were sent.", sent).format(count=formats.count(sent))
    if not left:
        space.say(words)
        return
    more = ngettext(
        "{count} is in the outbox (Exchange, Outbox…):", "{count} are in the outbox (Exchange, Outbox…):", len(left)
    ).format(count=formats.count(len(left)))
    reasons = "\n".join(dict.fromkeys(f"{', '.join(mail.to)}: {mail.reason}" for mail in left[:5]))
    due = [mail.next_at for mail in left if mail.next_at is not None]
    when = "\n\n" + _again_at(min(due)) if due else ""
    alerts.show_error(parent, f"{words} {more}\n\n{reasons}{when}")


def _again_at(at: datetime) -> str:
    return _("It is in the outbox and is tried again at {when}, while the program is open.").format(when=f"{at:%H:%M}")
