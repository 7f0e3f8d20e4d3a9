"""A small real IMAP server on the loopback, over TLS: one mailbox that is only read, and ways to be hostile."""

import base64
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from cchc_desktop.collection.mailbox import Mailbox
from tests.exchange.certificates import make_certificate

USER, PASSWORD = "tonghop@anbinh.example.vn", "Mật-khẩu 1"


@dataclass
class Behaviour:
    """The mails by their numbers, what was said to the server, and where it goes wrong."""

    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    said: list[str] = field(default_factory=list)
    cut_at: str = ""  # it hangs up when this word comes
    literal: int | None = None  # the size that it tells of each mail
    size: int | None = None  # RFC822.SIZE of each mail


def mail(subject: str, *files: tuple[str, bytes]) -> bytes:
    """A mail with attachments."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = subject, "xa@binhminh.example.vn", USER
    made.set_content("Kính gửi quý cơ quan.")
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


@contextmanager
def running(folder: Path, behaviour: Behaviour) -> Iterator[Mailbox]:
    """The server until the block ends, and the mailbox in it."""
    certificate, key = make_certificate(folder, "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve, args=(listening, context, behaviour), daemon=True)
    thread.start()
    try:
        yield Mailbox("localhost", USER, listening.getsockname()[1], authority=certificate.read_text())
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def _serve(listening: socket.socket, context: ssl.SSLContext, behaviour: Behaviour) -> None:
    while True:
        try:
            plain, _address = listening.accept()
        except OSError:
            return
        with plain, suppress(OSError, ValueError), context.wrap_socket(plain, server_side=True) as secret:
            secret.settimeout(5)
            _talk(secret, behaviour)


def _talk(secret: ssl.SSLSocket, behaviour: Behaviour) -> None:
    with secret.makefile("rwb") as file:

        def say(line: str) -> None:
            file.write(line.encode() + b"\r\n")
            file.flush()

        say("* OK xin chao")
        while line := file.readline().decode().strip():
            tag, _space, rest = line.partition(" ")
            word = rest.split(" ")[0].upper()
            behaviour.said.append(rest)
            if behaviour.cut_at and behaviour.cut_at in rest:
                return
            if word == "CAPABILITY":
                say("* CAPABILITY IMAP4rev1 AUTH=PLAIN")
            elif word == "AUTHENTICATE":
                say("+")
                told = base64.b64decode(file.readline()).decode()
                if told != f"\0{USER}\0{PASSWORD}":
                    say(f"{tag} NO sai")
                    continue
            elif word == "EXAMINE":
                say(f"* {len(behaviour.mails)} EXISTS")
                say(f"* OK [UIDVALIDITY {behaviour.validity}] moi")
            elif rest.upper() == "UID SEARCH ALL":
                say(f"* SEARCH {' '.join(map(str, behaviour.mails))}")
            elif word == "UID":
                _fetch(file, rest, behaviour)
            elif word == "LOGOUT":
                say("* BYE")
            say(f"{tag} OK xong")
            if word == "LOGOUT":
                return


def _fetch(file, rest: str, behaviour: Behaviour) -> None:  # type: ignore[no-untyped-def]
    found = re.match(r"UID FETCH ([0-9,]+) \((.*)\)", rest)
    assert found is not None, rest
    for uid in map(int, found[1].split(",")):
        data = behaviour.mails[uid]
        if "RFC822.SIZE" in found[2]:
            file.write(f"* {uid} FETCH (UID {uid} RFC822.SIZE {behaviour.size or len(data)})\r\n".encode())
        else:
            literal = len(data) if behaviour.literal is None else behaviour.literal
            file.write(f"* {uid} FETCH (UID {uid} BODY[] {{{literal}}}\r\n".encode() + data + b")\r\n")
    file.flush()
