"""A real mail server on the loopback, with a certificate of its own making."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from cchc_desktop.exchange.mail.accounts import Account, Security

USER, PASSWORD = "xa@binhminh.example.vn", "Mat-khau 1"


@dataclass
class Behaviour:
    """What the server does; `cut` is where it breaks off ("before", "data", "end"), `silent`: it never greets."""

    limit: int = 40_000_000
    refused: dict[str, str] = field(default_factory=dict)  # address -> answer
    answer: str = "250 OK"
    cut: str = ""
    silent: bool = False
    got: list[Envelope] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.got.append(envelope)
        if self.cut == "end":
            server.transport.abort()
        return self.answer

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: LoginPassword
    ) -> AuthResult:
        self.logins.append(given.login.decode())
        return AuthResult(handled=False, success=(given.login, given.password) == (USER.encode(), PASSWORD.encode()))


class Server(SMTP):
    """aiosmtpd's server, which may break off while the mail is on its way."""

    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.cut == "before":
            self.transport.abort()
            return
        if self.event_handler.cut == "data":
            await self.push("354 go on")
            await self._reader.readexactly(20_000)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


@contextmanager
def running(
    behaviour: Behaviour, certificate: tuple[Path, Path], security: Security, offers_tls: bool = True
) -> Iterator[Account]:
    """The server on a free port until the block ends, and the account of its user."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    loop = asyncio.new_event_loop()
    starttls = context if security is Security.STARTTLS and offers_tls else None

    def protocol() -> asyncio.Protocol:
        if behaviour.silent:
            return asyncio.Protocol()
        return Server(
            behaviour,
            hostname="localhost",
            data_size_limit=behaviour.limit,
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=behaviour.authenticate,
            auth_require_tls=starttls is not None,
            auth_required=True,
            loop=loop,
        )

    implicit = context if security is Security.TLS else None
    made = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0, ssl=implicit))
    port = made.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield Account("Xã", "localhost", port, security, USER, "UBND xã Bình Minh")
    finally:

        async def end() -> None:
            made.close()
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
