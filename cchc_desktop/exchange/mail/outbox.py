"""Mails that could not be sent yet: kept whole on this computer, tried again later, never sent twice unasked.

They lie in the officer's own folder and not in the dossier: a mail leaves from an account of this computer, whose
password lies in the keyring of this computer, and a copy of the dossier elsewhere would send it once more. What became
of one is noted in the dossier or the collection that it came from, once that is open.

A mail's state is written before each step that cannot be taken back, so that a computer that goes down at any moment
leaves behind what is true: before the end of the mail was handed over it waits on, after that it may have arrived.
"""

import json
import logging
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import unfinished

MOST_TRIES = 10
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)
_MAIL, _STATE = "mail.eml", "state.json"
_BEFORE = {"origin": "dossier_guid", "line": "log_guid"}  # what earlier programs called it
_log = logging.getLogger(__name__)


class State(StrEnum):
    """How far a mail got."""

    WAITING = "waiting"
    ENDING = "ending"  # the mark of the end is being handed over
    UNCERTAIN = "uncertain"
    SENT = "sent"  # and not noted yet where it came from
    STOPPED = "stopped"  # it does not go by itself
    DROPPED = "dropped"  # by the officer, and not noted yet where it came from


@dataclass(frozen=True)
class Waiting:
    """A mail of the outbox; `account` is the address it goes from, `again` the officer's yes to further tries by
    themselves, `next_at` when the next is due, None where only the officer can send it. `origin` is the guid of the
    dossier or collection that it came from, `line` what it is there: the guid of a line of the log, the number of a
    package down, or ""."""

    key: str
    account: str
    to: tuple[str, ...]
    subject: str
    message_id: str
    size: int
    origin: str
    line: str
    made_at: datetime
    again: bool
    state: State = State.WAITING
    tries: int = 0
    next_at: datetime | None = None
    reason: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done than to note it where it came from."""
        return self.state in (State.SENT, State.DROPPED)


def _folder() -> Path:
    return paths.home() / "outbox"


def read_outbox() -> tuple[Waiting, ...]:
    """What is there, the oldest first; what was being ended when the computer went down is uncertain."""
    found = []
    for path in _folder().glob(f"*/{_STATE}"):
        try:
            mail = _read(path)
        except (OSError, ValueError, TypeError, KeyError):
            _log.warning("a mail of the outbox cannot be read", exc_info=True)
            continue
        found.append(replace(mail, state=State.UNCERTAIN, next_at=None) if mail.state is State.ENDING else mail)
    return tuple(sorted(found, key=lambda mail: (mail.made_at, mail.key)))


def _read(path: Path) -> Waiting:
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["to"] = tuple(str(one) for one in kept["to"])
    kept["made_at"] = datetime.fromisoformat(kept["made_at"])
    kept["next_at"] = datetime.fromisoformat(kept["next_at"]) if kept["next_at"] else None
    kept["state"] = State(kept["state"])
    for name, before in _BEFORE.items():
        if before in kept:
            kept[name] = kept.pop(before)
    return Waiting(**{**kept, "key": path.parent.name})


def put(mail: Waiting, data: bytes) -> Waiting:
    """Keep a mail before it is tried for the first time; returns it with its key. Raises `UserError`."""
    made = replace(mail, key=uuid.uuid4().hex)
    try:
        with _told():
            paths.make_private(_folder() / made.key)
            _write(_folder() / made.key / _MAIL, data)
        _keep(made)
    except UserError:
        drop(made)
        raise
    return made


def _keep(mail: Waiting) -> None:
    told = {**asdict(mail), "made_at": mail.made_at.isoformat(), "to": list(mail.to)}
    told["next_at"] = mail.next_at.isoformat() if mail.next_at else None
    with _told():
        _write(_folder() / mail.key / _STATE, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8"))


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, and on the drive when this returns."""
    with unfinished(path.parent) as temporary:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)


@contextmanager
def _told() -> Iterator[None]:
    """What the drive refuses, as a sentence."""
    try:
        yield
    except OSError as error:
        raise UserError(
            _("The outbox cannot be written, so nothing was sent. Free some space on the drive, then try again.")
        ) from error


def mail_of(mail: Waiting) -> bytes:
    """The bytes of a mail; raises `UserError` where they are gone."""
    try:
        return (_folder() / mail.key / _MAIL).read_bytes()
    except OSError as error:
        raise UserError(
            _("The mail to {receivers} is no longer in the outbox. Make it again.").format(receivers=", ".join(mail.to))
        ) from error


def ending(mail: Waiting) -> None:
    """Note that the next step cannot be taken back."""
    _keep(replace(mail, state=State.ENDING))


def failed(mail: Waiting, reason: str, again: bool, now: datetime) -> Waiting:
    """Note why a mail did not go, and when it is tried again: after 1, 2, 4 … minutes, at most ten times."""
    tries = mail.tries + 1
    goes_on = again and mail.again and tries < MOST_TRIES
    wait = min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_WAIT)
    made = replace(
        mail,
        state=State.WAITING if goes_on else State.STOPPED,
        tries=tries,
        next_at=now + wait if goes_on else None,
        reason=reason,
    )
    _keep(made)
    return made


def uncertain(mail: Waiting, reason: str) -> Waiting:
    """Note that a mail may have arrived; only the officer can send it again."""
    made = replace(mail, state=State.UNCERTAIN, tries=mail.tries + 1, next_at=None, reason=reason)
    _keep(made)
    return made


def sent(mail: Waiting) -> Waiting:
    """Note that the server took a mail; it stays until its dossier has noted it too."""
    made = replace(mail, state=State.SENT, tries=mail.tries + 1, next_at=None, reason="")
    _keep(made)
    return made


def due(mails: tuple[Waiting, ...], now: datetime) -> tuple[Waiting, ...]:
    """Those to be tried now by the officer's earlier yes; a clock that was set back lets none wait for days."""
    return tuple(
        mail
        for mail in mails
        if mail.state is State.WAITING and mail.again and mail.next_at is not None
        if mail.next_at <= now or mail.next_at > now + 2 * _LONGEST_WAIT
    )


def take_out(mail: Waiting) -> None:
    """Let a mail not be sent, as the officer says; one that may have arrived stays noted as that."""
    if mail.state is State.UNCERTAIN:
        drop(mail)
        return
    _keep(replace(mail, state=State.DROPPED, next_at=None, reason=_("Taken out of the outbox.")))
    with suppress(OSError):
        (_folder() / mail.key / _MAIL).unlink(missing_ok=True)


def drop(mail: Waiting) -> None:
    """Forget a mail."""
    with suppress(OSError):  # the state first: what is half removed is no mail any more
        (_folder() / mail.key / _STATE).unlink(missing_ok=True)
    shutil.rmtree(_folder() / mail.key, ignore_errors=True)
