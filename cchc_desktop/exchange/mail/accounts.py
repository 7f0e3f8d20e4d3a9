"""A mail account: what is known of it without its password."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

_SERVER = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_ADDRESS = re.compile(r"[^\s@<>,;\"]{1,64}@[A-Za-z0-9.-]{1,250}", re.ASCII)


class Security(StrEnum):
    """How the way to the server is kept secret; there is no third way: a password never travels in the open."""

    TLS = "tls"  # from the first byte, usually at port 465
    STARTTLS = "starttls"  # the server is asked for it first, usually at port 587


USUAL_PORTS = {Security.TLS: 465, Security.STARTTLS: 587}


@dataclass(frozen=True)
class Account:
    """`name` is what the officer calls it; `login` the name at the server, "" where it is the address;
    `sender` the words before the address in "From"; `authority` the office's own certificates, as PEM text, that vouch
    for the server besides those that this computer knows."""

    name: str
    server: str
    port: int
    security: Security
    address: str
    sender: str = ""
    login: str = ""
    authority: str = ""

    @property
    def user(self) -> str:
        """The name at the server."""
        return self.login or self.address

    def as_words(self) -> dict[str, str]:
        """The account as options keep it."""
        return {
            "name": self.name,
            "server": self.server,
            "port": str(self.port),
            "security": self.security,
            "address": self.address,
            "sender": self.sender,
            "login": self.login,
            **({"authority": self.authority} if self.authority else {}),
        }


def account_from(words: Mapping[str, str]) -> Account:
    """The account that the words describe; raises `UserError` saying which of them is wrong."""
    given = {name: words.get(name, "").strip() for name in ("name", "server", "address", "sender", "login")}
    if not _SERVER.fullmatch(given["server"]) or ".." in given["server"]:
        raise UserError(_("The name of the mail server is missing or wrong. It looks like mail.anbinh.gov.vn."))
    if not _ADDRESS.fullmatch(given["address"]):
        raise UserError(_("The mail address of the account is missing or wrong. It looks like xa@anbinh.gov.vn."))
    port = words.get("port", "").strip()
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        raise UserError(_("The port is a number from 1 to 65535, usually 465 or 587."))
    if words.get("security") not in tuple(Security):
        raise UserError(_("The program sends only over a secret connection: choose TLS or STARTTLS."))
    if any("\n" in value or "\r" in value for value in given.values()):
        raise UserError(_("Each field of a mail account is one line. Correct it."))
    given["name"] = given["name"] or given["address"]
    authority = words.get("authority", "").strip()
    return Account(port=int(port), security=Security(words["security"]), authority=authority, **given)
