"""A real PostgreSQL server for the tests, from the programs of Debian's package, in a scratch folder."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.exchange.certificates import make_certificate

_PLACES = ("/usr/lib/postgresql", "/usr/pgsql")
_USER = "chu"
OVER_TLS = "127.0.0.2"  # to the program another computer: it asks for TLS there


class Server(NamedTuple):
    """A running server; `superuser` may do everything in it, `certificate` vouches for it at `OVER_TLS`."""

    folder: Path
    port: int
    password: str
    certificate: Path
    programs: Path
    superuser: str = _USER

    def url(self, database: str, user: str = "", password: str = "") -> str:
        """The address of a database of it."""
        return f"postgresql://{user or self.superuser}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Carry statements out as the superuser, each by itself."""
        import pg8000.dbapi

        place = {"host": "127.0.0.1", "port": self.port, "database": database}
        with closing(pg8000.dbapi.connect(user=self.superuser, password=self.password, **place)) as connection:
            connection.autocommit = True
            for statement in statements:
                connection.cursor().execute(statement)

    def program(self, name: str, *words: str) -> None:
        """Run one of PostgreSQL's own programs, such as pg_dump."""
        subprocess.run([self.programs / name, *words], check=True, capture_output=True)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a new empty database, dropped afterwards."""
        name = f"kho_{uuid.uuid4().hex[:12]}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


def _programs() -> Path | None:
    """The folder of initdb and postgres: of the newest version that is there."""
    for place in _PLACES:
        found = sorted(Path(place).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
        if found:
            return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _other_user() -> pwd.struct_passwd | None:
    """Whom the server runs as where we are root, which it refuses."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


@contextmanager
def started(durable: bool = False) -> Iterator[Server | str]:
    """A running server, or the reason why there is none; only a `durable` one waits for the drive."""
    programs = None if sys.platform == "win32" else _programs()
    if programs is None:
        yield "PostgreSQL is not on this machine (Debian: apt-get install postgresql)"
        return
    user = _other_user() if os.geteuid() == 0 else None
    if os.geteuid() == 0 and user is None:
        yield "PostgreSQL does not run as root, and there is no other user"
        return
    folder = Path(tempfile.mkdtemp(prefix="cchc-pg-"))
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        yield from _running(folder, programs, user, durable)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _running(folder: Path, programs: Path, user: pwd.struct_passwd | None, durable: bool) -> Iterator[Server | str]:
    password = uuid.uuid4().hex
    (folder / "password").write_text(password)
    whose = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user is not None else {}
    options = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **whose}
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    words = ["-A", "scram-sha-256", "-U", _USER, f"--pwfile={folder / 'password'}", "-N", "-E", "UTF8"]
    os.chmod(folder / "password", 0o644)
    made = subprocess.run([programs / "initdb", "-D", folder / "data", *words], env=environment, **options)  # type: ignore[call-overload]
    if made.returncode:
        yield "PostgreSQL could not be set up: initdb failed"
        return
    certificate, key = make_certificate(folder, OVER_TLS)
    if user is not None:
        os.chown(key, user.pw_uid, user.pw_gid)
    os.chmod(key, 0o600)
    port = _free_port()
    settings: dict[str, object] = {
        "port": port,
        "listen_addresses": f"127.0.0.1,{OVER_TLS}",
        "unix_socket_directories": "''",
        "fsync": "on" if durable else "off",
    }
    settings |= {"ssl": "on", "ssl_cert_file": certificate, "ssl_key_file": key}
    settings |= {"max_connections": 40, "shared_buffers": "32MB", "max_wal_size": "2GB"}
    told = " ".join(f"-c {name}={value}" for name, value in settings.items())
    control = [programs / "pg_ctl", "-D", folder / "data", "-w"]
    log = ["-l", folder / "log"]
    begun = subprocess.run([*control, *log, "-o", told, "start"], env=environment, **options)  # type: ignore[call-overload]
    if begun.returncode:
        yield f"PostgreSQL did not start: {(folder / 'log').read_text(errors='replace')[-300:]}"
        return
    try:
        yield Server(folder, port, password, certificate, programs)
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], env=environment, **options)  # type: ignore[call-overload]


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
