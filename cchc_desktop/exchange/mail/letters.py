"""A letter with one file: the bytes that a mail program opens as a draft, or that go to a server.

Everything that becomes mail goes through `Letter`, which is checked when it is made, and through `write_draft` where
the officer's own mail program is to send it.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import formatdate
from pathlib import Path, PurePath
from urllib.parse import quote

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.accounts import Account
from cchc_desktop.i18n import _
from cchc_desktop.text import clean, fold
from cchc_desktop.writers.saving import atomic_write

SUFFIX = ".eml"
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_FORM = compat32.clone(linesep="\r\n", max_line_length=76)
_LONGEST_NAME = 800  # letters of a percent-encoded file name: with its parameter less than a line of mail may have


@dataclass(frozen=True)
class Letter:
    """`to` holds addresses parted by commas or semicolons, or nothing; `body` has lines parted by ``\\n``.

    Raises `UserError` for an address that is none or a subject of several lines.
    """

    to: str
    subject: str
    body: str
    attachment: Path

    def __post_init__(self) -> None:
        if "\n" in clean(self.subject).strip():
            raise UserError(_("The subject of a mail is one line. Correct it."))
        addresses(self.to)


def addresses(to: str) -> tuple[str, ...]:
    """The addresses, each once; raises `UserError` for one that is none."""
    return tuple(dict.fromkeys(_addresses(to)))


def _addresses(to: str) -> Iterator[str]:
    """Each address, checked; a line break would smuggle in another header."""
    if "\n" in to or "\r" in to:
        raise UserError(_("A mail address is one line. Correct the address of the receiver."))
    for address in (part.strip() for part in re.split("[,;]", to)):
        if not address:
            continue
        if not _ADDRESS.fullmatch(address) or ".." in address or len(address) > 254:
            raise UserError(
                _("“{address}” is not a mail address. Correct the address of the receiver.").format(address=address)
            )
        yield address


def write_draft(out: Path, letter: Letter) -> Path:
    """Write the draft file and return where it is.

    `X-Unsent` makes Outlook open it for editing; without a date and a sender the mail program fills in its own.
    Raises `UserError` where the attachment cannot be read or the draft not be written.
    """
    out = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    message = _message(letter)
    message["X-Unsent"] = "1"
    data = message.as_bytes(policy=_FORM)
    with atomic_write(out, SUFFIX) as file:
        file.write(data)
    return out


def as_sent(letter: Letter, account: Account) -> tuple[str, bytes]:
    """The Message-ID and the whole mail as it goes to the server; sent again it is the same mail with the same ID."""
    message = _message(letter)
    sender = str(Header(clean(account.sender), "utf-8").encode()) if account.sender.strip() else ""
    message["From"] = f"{sender} <{account.address}>" if sender else account.address
    message["Date"] = formatdate(localtime=True)
    identity = f"<{uuid.uuid4().hex[:24]}@{account.address.rpartition('@')[2]}>"
    message["Message-ID"] = identity
    return identity, message.as_bytes(policy=_FORM)


def _message(letter: Letter) -> MIMEMultipart:
    """The mail without what is said of sending it.

    The older policy of Python's email, as the newer one loses the spaces where it folds a long Vietnamese subject, and
    breaks file names into numbered pieces that Outlook and Zimbra do not put together.
    """
    message = MIMEMultipart(policy=_FORM)
    to = addresses(letter.to)
    if to:
        message["To"] = ", ".join(to)
    message["Subject"] = Header(clean(letter.subject).strip(), "utf-8", header_name="Subject")  # type: ignore[assignment]
    body = clean(letter.body).rstrip("\n") + "\n"
    message.attach(MIMEText(body.replace("\n", "\r\n"), "plain", "utf-8", policy=_FORM))
    message.attach(_attached(letter.attachment))
    return message


def _attached(path: Path) -> MIMEBase:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    part = MIMEBase("application", "octet-stream", policy=_FORM)
    part.set_payload(data)
    encode_base64(part)
    name = _carried(clean(path.name))
    plain = _plain(name)
    part.replace_header("Content-Type", f'application/octet-stream; name="{plain}"')
    # The whole name first: where there are two, readers that know only one kind take theirs, the others the first.
    whole = f"filename*=UTF-8''{quote(name, safe='')}; " if name != plain else ""
    part["Content-Disposition"] = f'attachment; {whole}filename="{plain}"'
    return part


def _carried(name: str) -> str:
    """The name, shorter where its header would be longer than mail allows; the ending stays."""
    ending = PurePath(name).suffix
    stem = name.removesuffix(ending)
    while len(quote(stem + ending, safe="")) > _LONGEST_NAME and len(stem) > 1:
        stem = stem[: len(stem) * 9 // 10]
    return stem + ending


def _plain(name: str) -> str:
    """The name in ASCII, for readers that know nothing else: "Gói dữ liệu.cchcgoi" as "Goi du lieu.cchcgoi"."""
    bare = name if name.isascii() else "".join(fold(c).upper() if c.isupper() else fold(c) for c in name)
    kept = re.sub(r"[^A-Za-z0-9 ._()+-]", "_", bare)
    return kept if kept.strip("_. ") else f"tep{PurePath(kept).suffix}"
