"""Mails of a collection: packages down and reminders, put into this computer's outbox, sent one after the other, noted.

The collection keeps how each package down stands; which mails wait is the outbox's alone, as its account and password
are of this computer.
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from cchc_desktop.collection.outgoing import OutgoingState, set_state, withdraw
from cchc_desktop.collection.store import Collection
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import outbox
from cchc_desktop.exchange.mail.accounts import Account
from cchc_desktop.exchange.mail.letters import Letter
from cchc_desktop.exchange.mail.outbox import State, Waiting
from cchc_desktop.progress import Progress
from cchc_desktop.services.exchange.sending import deliver, prepare

_STATES = {
    State.WAITING: OutgoingState.WAITING,
    State.ENDING: OutgoingState.UNCERTAIN,
    State.UNCERTAIN: OutgoingState.UNCERTAIN,
    State.SENT: OutgoingState.SENT,
    State.STOPPED: OutgoingState.FAILED,
    State.DROPPED: OutgoingState.FAILED,
}
_IN_A_ROW = 2  # failures after which the server is asked no more: a wrong password is not tried for every office


@dataclass(frozen=True)
class ToMail:
    """A letter to an office; `outgoing_id` is the number of the package down that it carries."""

    office: str
    letter: Letter
    outgoing_id: int | None = None


def put_all(collection: Collection, mails: Sequence[ToMail], account: Account, *, again: bool) -> tuple[Waiting, ...]:
    """Put all into the outbox, or none; nothing is sent. `again`: what fails may be tried again without asking."""
    put: list[Waiting] = []
    try:
        for one in mails:
            line = "" if one.outgoing_id is None else str(one.outgoing_id)
            put.append(prepare(one.letter, account, origin=collection.info.guid, line=line, again=again))
    except UserError:
        for mail in put:
            outbox.drop(mail)
        raise
    return tuple(put)


def deliver_all(
    mails: Sequence[Waiting], account: Account, password: str
) -> Generator[Progress, None, tuple[Waiting, ...]]:
    """Send mails of the outbox, one after the other; returns them as they stand afterwards.

    After two failures in a row the others are not tried: they wait as the last one does, for the same reason. Closing
    the generator leaves what was not sent in the outbox.
    """
    found: list[Waiting] = []
    failures: list[Waiting] = []
    for place, mail in enumerate(mails):
        if len(failures) >= _IN_A_ROW:
            found.append(outbox.failed(mail, failures[-1].reason, True, datetime.now()))
            continue
        to = ", ".join(mail.to)
        yield Progress(place, len(mails), to)
        with closing(deliver(mail, account, password)) as steps:
            while True:
                try:
                    next(steps)
                except StopIteration as end:
                    found.append(end.value)
                    break
                yield Progress(place, len(mails), to)
        failures = [] if found[-1].state is State.SENT else [*failures, found[-1]]
    yield Progress(len(mails), len(mails), "")
    return tuple(found)


def note_all(collection: Collection) -> int:
    """Note how the mails of this collection stand, and forget those that need nothing more; returns how many wait."""
    waiting = 0
    for mail in outbox.read_outbox():
        if mail.origin != collection.info.guid:
            continue
        if mail.line.isdecimal():
            detail = ", ".join(mail.to) if mail.state is State.SENT else mail.reason
            set_state(collection, int(mail.line), _STATES[mail.state], detail)
        if mail.is_over:
            outbox.drop(mail)
        else:
            waiting += 1
    return waiting


def take_back(collection: Collection, outgoing_id: int) -> int:
    """Withdraw a package down (`outgoing.withdraw`), and its mails that wait in the outbox."""
    freed = withdraw(collection, outgoing_id)
    for mail in outbox.read_outbox():
        if (mail.origin, mail.line) == (collection.info.guid, str(outgoing_id)):
            outbox.drop(mail)
    return freed
