"""A mailbox that packages come to: read by IMAP over TLS when somebody asks for it, and never changed.

Nothing is deleted, moved or marked as read; what was looked at is remembered by the server's own numbers (UID). Of the
mails only attachments of the two kinds that offices send are taken. What a server says is bounded in size and time.
"""

import email
import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import Any

from cchc_desktop.collection.sources import note_seen, seen_in
from cchc_desktop.collection.store import Collection
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.authorities import trusting
from cchc_desktop.files import safe_file_name
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.services.exchange.several import SUFFIXES
from cchc_desktop.text import clean

PORT = 993
TIMEOUT = 30.0  # seconds that the server may be silent
LONGEST = 900.0  # seconds that the whole may take, however the server drips
LARGEST_MAIL = 64 * 1024 * 1024  # bytes; larger ones are named and left where they are
_LARGEST_ANSWER = 1024 * 1024  # bytes of what is no mail
_AT_ONCE = 200  # mails whose sizes are asked for at a time
_MOST = 20_000  # mails that a folder may have
_SIZE = re.compile(rb"UID (\d{1,10})\b.*?RFC822\.SIZE (\d{1,12})|RFC822\.SIZE (\d{1,12}).*?UID (\d{1,10})\b", re.DOTALL)
_SERVER = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


@dataclass(frozen=True)
class Mailbox:
    """Where mails come to; `authority` holds the office's own certificates, as PEM text."""

    server: str
    user: str
    port: int = PORT
    folder: str = "INBOX"
    authority: str = ""

    def __post_init__(self) -> None:
        if not _SERVER.fullmatch(self.server) or ".." in self.server or not 0 < self.port < 65536:
            raise UserError(_("The name of the mail server is missing or wrong. It looks like mail.anbinh.gov.vn."))
        if not self.user.strip() or any(ord(sign) < 32 for sign in self.user + self.folder) or not self.folder:
            raise UserError(_("The name at the mail server or its folder is missing or wrong. Type it again."))

    @property
    def place(self) -> str:
        """What is kept as the source of an intake, and what was looked at is remembered by."""
        return f"imap://{self.user}@{self.server}:{self.port}/{self.folder}"


@dataclass(frozen=True)
class Mail:
    """A mail that was looked at: `files` are its packages and receipts, `refused` says why it was left unread."""

    key: str
    subject: str
    sender: str
    files: tuple[Path, ...] = ()
    refused: str = ""


class _Bounded(imaplib.IMAP4_SSL):
    """The connection, which takes no more from the server than a mail of the largest kind at a time."""

    def __init__(self, box: Mailbox, timeout: float) -> None:
        self.largest = _LARGEST_ANSWER
        super().__init__(box.server, box.port, ssl_context=trusting(box.authority), timeout=timeout)

    def read(self, size: int) -> bytes:
        """A literal; raises `IMAP4.abort` for one that is too long."""
        if not 0 <= size <= self.largest:
            raise self.abort("too long an answer")
        return super().read(size)


def fetch(
    collection: Collection, box: Mailbox, password: str, into: Path, *, timeout: float = TIMEOUT
) -> Generator[Progress, None, tuple[Mail, ...]]:
    """Save the packages and receipts of all mails that were not looked at yet into a folder, one mail a step.

    Mails without any are passed over and remembered at once. What was found is remembered by `note_fetched`, once it
    was taken in. Raises `UserError`; what was saved until then is in the folder, and comes again the next time.
    """
    yield Progress(0, 0, _("Connecting to {server}").format(server=box.server))
    found: list[Mail] = []
    passed: list[str] = []
    with _logged_in(box, password, timeout) as server, _told(box):
        validity, uids = _listed(server, box)
        with collection.reading() as connection:
            known = seen_in(connection, box.place, [_key(validity, uid) for uid in uids])
        wanted = [uid for uid in uids if _key(validity, uid) not in known]
        sizes = _sizes(server, wanted)
        for number, uid in enumerate(wanted):
            yield Progress(number, len(wanted), box.user)
            mail = _read(server, _key(validity, uid), uid, sizes.get(uid, 0), into)
            if mail.files or mail.refused:
                found.append(mail)
            else:
                passed.append(mail.key)
    with collection.changing() as connection:
        note_seen(connection, box.place, passed)
    return tuple(found)


def note_fetched(collection: Collection, box: Mailbox, mails: Sequence[Mail]) -> None:
    """Remember mails whose files were taken in, or that are left where they are: they are not asked for again."""
    with collection.changing() as connection:
        note_seen(connection, box.place, [mail.key for mail in mails])


def _key(validity: bytes, uid: bytes) -> str:
    return f"{validity.decode('ascii')}.{uid.decode('ascii')}"


def _listed(server: imaplib.IMAP4, box: Mailbox) -> tuple[bytes, list[bytes]]:
    """The folder's own mark and the numbers of its mails; opened for reading alone."""
    state, _count = server.select(_quoted(box.folder), readonly=True)
    if state != "OK":
        raise UserError(
            _("The mailbox of {user} has no folder “{folder}”. Choose another one; usually it is INBOX.").format(
                user=box.user, folder=box.folder
            )
        )
    _name, marks = server.response("UIDVALIDITY")
    validity = marks[0] if marks and isinstance(marks[0], bytes) else b""
    state, lines = server.uid("SEARCH", "ALL")
    uids = lines[0].split() if lines and isinstance(lines[0], bytes) else []
    if state != "OK" or not re.fullmatch(rb"\d{1,10}", validity) or len(uids) > _MOST:
        raise server.abort("no list of mails")
    if not all(re.fullmatch(rb"\d{1,10}", uid) for uid in uids):
        raise server.abort("no numbers of mails")
    return validity, sorted(set(uids), key=int)


def _sizes(server: imaplib.IMAP4, uids: Sequence[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for begin in range(0, len(uids), _AT_ONCE):
        some = b",".join(uids[begin : begin + _AT_ONCE]).decode("ascii")
        _state, lines = server.uid("FETCH", some, "(UID RFC822.SIZE)")
        for line in lines:
            told = _SIZE.search(line if isinstance(line, bytes) else b"")
            if told is not None:
                found[told[1] or told[4]] = int(told[2] or told[3])
    return found


def _read(server: _Bounded, key: str, uid: bytes, size: int, into: Path) -> Mail:
    """Look at one mail, which stays unread; one that is too large is named."""
    if size > LARGEST_MAIL:
        words = _(
            "This mail has {size} MB, more than is read here. Save its packages by your mail program and drop them in."
        )
        return Mail(key, "", "", refused=words.format(size=size // 1_000_000))
    server.largest = LARGEST_MAIL
    try:
        _state, lines = server.uid("FETCH", uid.decode("ascii"), "(BODY.PEEK[])")
    finally:
        server.largest = _LARGEST_ANSWER
    raw = next((line[1] for line in lines if isinstance(line, tuple) and len(line) > 1), b"")
    if not raw:
        raise server.abort("no mail")
    message = email.message_from_bytes(raw, policy=modern)
    return Mail(key, _header(message, "Subject"), _header(message, "From"), tuple(_saved(message, into / key)))


def _header(message: Any, name: str) -> str:
    """A header as one line; what breaks the rules of mail is shown as it came."""
    try:
        value = str(message.get(name, ""))
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        value = ""
    return " ".join(clean(value).split())[:300]


def _saved(message: EmailMessage, folder: Path) -> Iterator[Path]:
    """The attachments that are packages or receipts, as files; two of one name lie beside each other."""
    for number, part in enumerate(message.walk()):
        try:
            name = safe_file_name(part.get_filename() or "")
            if Path(name).suffix.lower() not in SUFFIXES or part.is_multipart():
                continue
            data = part.get_payload(decode=True)
        except (ValueError, LookupError, AttributeError, TypeError, IndexError):
            continue  # a name or a body that breaks the rules of mail
        if isinstance(data, bytes):
            path = folder / str(number) / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            except OSError as error:
                raise UserError(
                    _("Nothing can be written in {folder}. Choose another folder.").format(folder=folder)
                ) from error
            yield path


@contextmanager
def _logged_in(box: Mailbox, password: str, timeout: float) -> Iterator[_Bounded]:
    """The server, secret and logged in; closed at the end, also where it lets one wait for ever."""
    with _told(box):
        server = _Bounded(box, timeout)
    watch = threading.Timer(LONGEST, _cut, (server,))
    watch.daemon = True
    watch.start()
    try:
        with _told(box):
            _log_in(server, box, password)
        yield server
    finally:
        watch.cancel()
        with suppress(OSError, imaplib.IMAP4.error, AttributeError):
            server.logout()
        with suppress(OSError):
            server.shutdown()


def _log_in(server: imaplib.IMAP4, box: Mailbox, password: str) -> None:
    told = f"\0{box.user}\0{password}".encode()
    try:
        if "AUTH=PLAIN" in server.capabilities:
            server.authenticate("PLAIN", lambda _asked: told)
        else:
            server.login(box.user, password)
    except server.abort:
        raise
    except server.error as error:
        raise UserError(
            _(
                "{server} does not let “{user}” in: the password is wrong, or the mailbox wants a password of its own "
                "for programs. Nothing was read. Type it again."
            ).format(server=box.server, user=box.user)
        ) from error


def _cut(server: imaplib.IMAP4) -> None:
    """End whatever waits for the server."""
    with suppress(OSError, AttributeError):
        server.socket().shutdown(socket.SHUT_RDWR)


@contextmanager
def _told(box: Mailbox) -> Iterator[None]:
    """What Python raises on the way, as a sentence."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise UserError(
            _(
                "Nothing vouches for the certificate of {server}, so the password was not given to it. If your office "
                "has its own authority, choose its certificate in the account."
            ).format(server=box.server)
        ) from error
    except (OSError, imaplib.IMAP4.error, EOFError, ValueError) as error:
        raise UserError(
            _(
                "The mailbox at {server} could not be read to the end. Nothing was changed in it. Check the network, "
                "then try again; what was taken in already is not taken twice."
            ).format(server=box.server)
        ) from error


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
