"""Handing a mail to a server over TLS: what went wrong as a sentence, and whether it may have arrived all the same."""

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.accounts import Account, Security
from cchc_desktop.exchange.mail.authorities import trusting
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.text import clean

TIMEOUT = 30.0  # seconds that the server may be silent
LONGEST = 900.0  # seconds that the whole may take, however the server drips
_PIECE = 128 * 1024
_LONGEST_ANSWER = 160
_TOO_LARGE = frozenset({523, 552})


class NotSent(UserError):
    """The mail did not leave; `again` where the same may go better later by itself."""

    def __init__(self, words: str, again: bool) -> None:
        super().__init__(words)
        self.again = again


class MaybeSent(UserError):
    """The whole mail was handed over and the server did not say whether it took it."""


def check(account: Account, password: str, timeout: float = TIMEOUT) -> Generator[Progress, None, None]:
    """Connect and log in, and send nothing. Raises `NotSent`."""
    yield Progress(0, 0, _("Connecting to {server}").format(server=account.server))
    with _logged_in(account, password, timeout):
        pass


def send(
    account: Account,
    password: str,
    to: Sequence[str],
    mail: bytes,
    *,
    before_end: Callable[[], object] = lambda: None,
    timeout: float = TIMEOUT,
    longest: float = LONGEST,
) -> Generator[Progress, None, None]:
    """Hand the mail over for all receivers or for none.

    `before_end` is called when everything but the mark of the end was handed over: before it the server delivers
    nothing, after it nobody knows until it answers. Closing the generator before that sends nothing.
    Raises `NotSent`, `MaybeSent`.
    """
    yield Progress(0, len(mail), _("Connecting to {server}").format(server=account.server))
    with _logged_in(account, password, timeout, longest) as server:
        with _told(account):
            _envelope(server, account, to, len(mail))
            _agreed(server.docmd("DATA"), 354, len(mail))
        quoted = re.sub(rb"(?m)^\.", b"..", mail)
        for begin in range(0, len(quoted), _PIECE):
            yield Progress(begin, len(quoted), _("Sending to {receivers}").format(receivers=", ".join(to)))
            with _told(account):
                server.send(quoted[begin : begin + _PIECE])
        before_end()
        end = b".\r\n" if quoted.endswith(b"\r\n") else b"\r\n.\r\n"
        try:
            server.send(end)
            answer = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise MaybeSent(
                _(
                    "The connection broke off after the whole mail was handed over, before {server} said that it has "
                    "it. It may have arrived. Ask the receiver before it is sent again."
                ).format(server=account.server)
            ) from error
        _agreed(answer, 250, len(mail))


def _envelope(server: smtplib.SMTP, account: Account, to: Sequence[str], size: int) -> None:
    """Sender and receivers; one receiver that is refused stops the mail for all."""
    limit = server.esmtp_features.get("size", "")
    if limit.isdigit() and 0 < int(limit) < size:
        raise _too_large(size, int(limit))
    options = [f"SIZE={size}"] if server.has_extn("size") else []
    _agreed(server.mail(account.address, options), 250, size)
    for address in to:
        code, answer = server.rcpt(address)
        if code in (250, 251):
            continue
        words = _words(answer)
        if 400 <= code < 500:
            raise NotSent(
                _("The server does not take mail for {address} just now ({answer}). Nothing was sent.").format(
                    address=address, answer=words
                ),
                again=True,
            )
        raise NotSent(
            _(
                "The server refuses the receiver {address} ({answer}). Nothing was sent to anybody. "
                "Correct the address, then send again."
            ).format(address=address, answer=words),
            again=False,
        )


def _agreed(reply: tuple[int, bytes], wanted: int, size: int) -> None:
    code, answer = reply
    if code == wanted:
        return
    if code in _TOO_LARGE:
        raise _too_large(size, None)
    if 400 <= code < 500:
        raise NotSent(
            _("The server cannot take the mail just now ({answer}). Nothing was sent.").format(answer=_words(answer)),
            again=True,
        )
    raise NotSent(
        _(
            "The server refuses the mail ({answer}). Nothing was sent. Ask whoever looks after the office's mail."
        ).format(answer=_words(answer)),
        again=False,
    )


def _too_large(size: int, limit: int | None) -> NotSent:
    mail = f"{size / 1_000_000:.1f}".replace(".", ",")
    if limit is None:
        words = _(
            "The mail with its file is {size} MB, more than the server takes. Nothing was sent. "
            "Make a lighter package, or carry it on a USB drive."
        ).format(size=mail)
    else:
        words = _(
            "The mail with its file is {size} MB, and the server takes at most {limit} MB. Nothing was sent. "
            "Make a lighter package, or carry it on a USB drive."
        ).format(size=mail, limit=f"{limit / 1_000_000:.1f}".replace(".", ","))
    return NotSent(words, again=False)


@contextmanager
def _logged_in(account: Account, password: str, timeout: float, longest: float = LONGEST) -> Iterator[smtplib.SMTP]:
    """The server, secret and logged in; closed at the end, also where it lets one wait for ever."""
    if not password.isascii():
        raise NotSent(
            _(
                "The password has letters with diacritics, which mail servers do not take. Perhaps UniKey was on: "
                "switch it to English and type the password again."
            ),
            again=False,
        )
    with _told(account):
        context = trusting(account.authority)
        server = _connect(account, context, timeout)
    watch = threading.Timer(longest, _cut, (server,))
    watch.daemon = True
    watch.start()
    try:
        with _told(account):
            if account.security is Security.STARTTLS:
                _begin_tls(server, account, context)
            server.ehlo_or_helo_if_needed()
            server.login(account.user, password)
        yield server
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
    finally:
        watch.cancel()
        server.close()


def _connect(account: Account, context: ssl.SSLContext, timeout: float) -> smtplib.SMTP:
    if account.security is Security.TLS:
        return smtplib.SMTP_SSL(
            account.server, account.port, local_hostname="localhost", timeout=timeout, context=context
        )
    return smtplib.SMTP(account.server, account.port, local_hostname="localhost", timeout=timeout)


def _begin_tls(server: smtplib.SMTP, account: Account, context: ssl.SSLContext) -> None:
    server.ehlo()
    if not server.has_extn("starttls"):
        raise NotSent(
            _(
                "{server} offers no secret connection at port {port}, so neither password nor mail was given to it. "
                "Choose TLS with port 465 in the account, or ask whoever looks after the office's mail."
            ).format(server=account.server, port=account.port),
            again=False,
        )
    server.starttls(context=context)


def _cut(server: smtplib.SMTP) -> None:
    """End whatever waits for the server."""
    with suppress(OSError, AttributeError):
        server.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]


@contextmanager
def _told(account: Account) -> Iterator[None]:
    """What Python raises, before the end of a mail was handed over, as a sentence that says what to do."""
    try:
        yield
    except NotSent:
        raise
    except ssl.SSLCertVerificationError as error:
        raise NotSent(_untrusted(error, account), again=False) from error
    except smtplib.SMTPAuthenticationError as error:
        raise _not_logged_in(error, account) from error
    except smtplib.SMTPNotSupportedError as error:
        raise NotSent(
            _("{server} knows no way of logging in that this program has. Nothing was sent.").format(
                server=account.server
            ),
            again=False,
        ) from error
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
        raise NotSent(_cut_off(ConnectionAbortedError(), account), again=True) from error
    except ssl.SSLError as error:
        raise NotSent(
            _(
                "No secret connection comes about with {server} at port {port}. Nothing was sent. In the account try "
                "TLS with port 465, or STARTTLS with port 587."
            ).format(server=account.server, port=account.port),
            again=False,
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(_cut_off(error, account), again=True) from error


def _untrusted(error: ssl.SSLCertVerificationError, account: Account) -> str:
    if error.verify_code in (62, 64):  # X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH
        return _(
            "The certificate that came from {server} belongs to another name. Somebody may stand in between, or the "
            "name of the server is mistyped. Neither password nor mail was given to it. Check the account."
        ).format(server=account.server)
    if error.verify_code == 10:  # X509_V_ERR_CERT_HAS_EXPIRED
        return _(
            "The certificate of {server} has expired, or the date of this computer is wrong. Neither password nor "
            "mail was given to it. Check the date, then ask whoever looks after the office's mail."
        ).format(server=account.server)
    return _(
        "The certificate of {server} is vouched for by nobody whom this computer knows. Neither password nor mail was "
        "given to it. If the office's mail has an authority of its own, ask whoever looks after it for the file of its "
        "root certificate and choose it in the account."
    ).format(server=account.server)


def _not_logged_in(error: smtplib.SMTPAuthenticationError, account: Account) -> NotSent:
    if 400 <= error.smtp_code < 500:
        return NotSent(
            _("{server} cannot check the password just now. Nothing was sent.").format(server=account.server),
            again=True,
        )
    return NotSent(
        _(
            "{server} does not accept the name or the password of {address}. Nothing was sent. Type the password "
            "again; some mail services want an “app password” instead of the usual one."
        ).format(server=account.server, address=account.address),
        again=False,
    )


def _cut_off(error: Exception, account: Account) -> str:
    if isinstance(error, socket.gaierror):
        return _(
            "{server} is not found. Nothing was sent. Check the network, and the name of the server in the account."
        ).format(server=account.server)
    if isinstance(error, TimeoutError):
        return _("{server} does not answer. Nothing was sent. Check the network; try again later.").format(
            server=account.server
        )
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError):
        return _(
            "The connection to {server} was refused or broke off before the mail was handed over. Nothing was sent. "
            "Check the network and the port {port}; try again later."
        ).format(server=account.server, port=account.port)
    return _("The mail could not be handed to {server}. Nothing was sent. Check the network; try again later.").format(
        server=account.server
    )


def _words(answer: bytes) -> str:
    """What the server says, in one short line."""
    return " ".join(clean(answer.decode("utf-8", "replace")).split())[:_LONGEST_ANSWER] or "-"
