"""Sending a package by mail: put into the outbox, handed to the server, and noted in the dossier's log."""

from collections.abc import Generator
from datetime import datetime

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import outbox, smtp
from cchc_desktop.exchange.mail.accounts import Account
from cchc_desktop.exchange.mail.letters import Letter, addresses, as_sent
from cchc_desktop.exchange.mail.outbox import State, Waiting
from cchc_desktop.exchange.mail.wording import USUAL, Wording, checked
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.rules.statuses import PackageStatus
from cchc_desktop.services.exchange.log import set_status
from cchc_desktop.services.offices import profile_of
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_STATUSES = {
    State.WAITING: PackageStatus.WAITING,
    State.ENDING: PackageStatus.UNCERTAIN,
    State.UNCERTAIN: PackageStatus.UNCERTAIN,
    State.SENT: PackageStatus.SENT,
    State.STOPPED: PackageStatus.FAILED,
    State.DROPPED: PackageStatus.FAILED,
}


def prepare(letter: Letter, account: Account, *, origin: str, line: str, again: bool) -> Waiting:
    """Put a letter into the outbox; nothing is sent. Raises `UserError` where it has no receiver or cannot be kept."""
    to = addresses(letter.to)
    if not to:
        raise UserError(_("Say to which mail address the package is to be sent."))
    identity, data = as_sent(letter, account)
    mail = Waiting(
        key="",
        account=account.address,
        to=to,
        subject=letter.subject,
        message_id=identity,
        size=len(data),
        origin=origin,
        line=line,
        made_at=datetime.now().replace(microsecond=0),
        again=again,
    )
    return outbox.put(mail, data)


def deliver(mail: Waiting, account: Account, password: str) -> Generator[Progress, None, Waiting]:
    """Try to send a mail of the outbox; returns it as it stands afterwards.

    Closing the generator before the end was handed over sends nothing, and the mail waits as it did.
    """
    data = outbox.mail_of(mail)
    try:
        yield from smtp.send(account, password, mail.to, data, before_end=lambda: outbox.ending(mail))
    except smtp.NotSent as error:
        return outbox.failed(mail, str(error), error.again, datetime.now())
    except smtp.MaybeSent as error:
        return outbox.uncertain(mail, str(error))
    return outbox.sent(mail)


def status_of(mail: Waiting) -> PackageStatus:
    """What the log calls the state of a mail."""
    return _STATUSES[mail.state]


def note(dossier: Dossier, *, mail: Waiting) -> Change:
    """Note in the log how a mail stands."""
    return set_status(dossier, guid=mail.line, status=status_of(mail), note=mail.reason)


def read_wording(dossier: Dossier, year: int) -> Wording:
    """How the office words the mail with a package."""
    with dossier.read() as session:
        profile = profile_of(session, year)
        return Wording(profile.mail_subject, profile.mail_body) if profile.mail_subject else USUAL


def set_wording(dossier: Dossier, *, year: int, subject: str, body: str) -> Change:
    """Word the mail with a package otherwise; the usual words are kept as none, and follow later programs.

    Raises `UserError` for a place that is not known, or a text that is empty.
    """
    wanted = checked(subject, body)
    with dossier.change(_("Change the text of the mail")) as work:
        profile = profile_of(work.session, year)
        kept = ("", "") if wanted == USUAL else (wanted.subject, wanted.body)
        profile.mail_subject, profile.mail_body = kept
    return work.change
