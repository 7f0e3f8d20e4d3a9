"""The address of a collection's database on a PostgreSQL server, and the way to it: TLS but on this very computer."""

import os
import re
import socket
import ssl
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import passwords
from cchc_desktop.exchange.mail.authorities import read_authority, trusting
from cchc_desktop.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

SCHEMES = ("postgresql://", "postgres://")
PATIENCE = 120.0  # seconds that the server may be silent
_REST = 20.0  # seconds after which a connection may be dead without a sign
_HERE = ("localhost", "127.0.0.1", "::1")
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:]{2,45}")


@dataclass(frozen=True)
class Address:
    """Where a database is and who asks; `authority` is the path of the certificates of the office's own authority."""

    user: str
    server: str
    port: int
    database: str
    authority: str = ""
    password: str = field(default="", repr=False, compare=False)  # as the URL gave it

    @property
    def is_here(self) -> bool:
        """Whether the server runs on this computer: nothing goes over a network then."""
        return self.server in _HERE

    @property
    def place(self) -> str:
        """The URL without a password."""
        server = f"[{self.server}]" if ":" in self.server else self.server
        more = f"?sslrootcert={quote(self.authority)}" if self.authority else ""
        return f"postgresql://{quote(self.user, safe='')}@{server}:{self.port}/{quote(self.database, safe='')}{more}"

    @property
    def title(self) -> str:
        """What people read: "kho_2026 (db.anbinh.gov.vn)"."""
        return f"{self.database} ({self.server})"


def is_address(place: str) -> bool:
    """Whether this names a server, and not a file."""
    return place.lower().startswith(SCHEMES)


def parse_address(url: str) -> Address:
    """The address that a URL as PostgreSQL's own programs take it gives; raises `UserError` saying what is wrong.

    `sslrootcert` is the file of the office's own certificates; `sslmode` may stand there, but the way is always secret
    and the server's name always checked, other than on this computer.
    """
    try:
        parts = urlsplit(url.strip())
        server, port = parts.hostname or "", parts.port or 5432
        more = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError as error:
        raise _wrong_address() from error
    database, user = unquote(parts.path.removeprefix("/")), unquote(parts.username or "")
    if not is_address(url) or not _NAME.fullmatch(server) or not database or "/" in database or not user:
        raise _wrong_address()
    if strange := sorted(set(more) - {"sslmode", "sslrootcert"}):
        raise UserError(
            _("The address of the server has “{name}”, which this program does not know. Take it out.").format(
                name=strange[0]
            )
        )
    found = Address(user, server, port, database, more.get("sslrootcert", ""), unquote(parts.password or ""))
    if more.get("sslmode") in ("disable", "allow", "prefer") and not found.is_here:
        raise UserError(
            _(
                "Over a network the program talks to a server only over a secret connection. Take “sslmode” out of the "
                "address; if the server knows no TLS yet, ask whoever looks after it."
            )
        )
    return found


def _wrong_address() -> UserError:
    return UserError(
        _(
            "This is no address of a database on a server. It looks like "
            "postgresql://lan@db.anbinh.gov.vn:5432/kho_tong_hop."
        )
    )


def password_of(address: Address) -> str:
    """The password that was given with the address, else that of the environment, else the keyring's; "" of none."""
    return address.password or os.environ.get("PGPASSWORD", "") or passwords.kept(address) or ""


def server_engine(address: Address, password: str) -> "Engine":
    """An engine on the database; nothing is connected yet. Raises `UserError` for certificates that are none."""
    from sqlalchemy import create_engine
    from sqlalchemy.engine import URL

    url = URL.create("postgresql+pg8000", address.user, None, address.server, address.port, address.database)
    told = {
        "password": password,
        "ssl_context": False if address.is_here else _context(address),
        "timeout": PATIENCE,
        "application_name": "cchc",
    }
    # What people typed is in the parameters of statements, and would stand in the log with every failure.
    engine = create_engine(url, hide_parameters=True, connect_args=told)
    _ask_again_after_a_rest(engine)
    _send_at_once(engine)
    return engine


def _send_at_once(engine: "Engine") -> None:
    """The driver sends a question in several small pieces: held together by the system, each waits some 40 ms for the
    other side to say that it has the piece before."""
    from sqlalchemy import event

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection._usock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _ask_again_after_a_rest(engine: "Engine") -> None:
    """A connection that lay still for a while is tried before it is used: the server may have been away meanwhile."""
    from sqlalchemy import event, exc

    @event.listens_for(engine, "checkin")
    def checkin(connection: Any, record: Any) -> None:
        record.info["lay_down"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def checkout(connection: Any, record: Any, proxy: Any) -> None:
        if time.monotonic() - record.info.get("lay_down", time.monotonic()) < _REST:
            return
        try:
            engine.dialect.do_ping(connection)
        except Exception as error:
            raise exc.DisconnectionError from error


def _context(address: Address) -> ssl.SSLContext:
    return trusting(read_authority(Path(address.authority)) if address.authority else "")
