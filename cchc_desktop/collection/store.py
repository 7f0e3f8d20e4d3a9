"""An open collection: a file (`.cchctong`, SQLite) or a database on a server (PostgreSQL), reached in transactions."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from cchc_desktop.collection.failures import damaged, not_allowed, told
from cchc_desktop.collection.kinds import Right
from cchc_desktop.collection.revisions import REVISION, check_revision, upgrade
from cchc_desktop.collection.server import Address, is_address, parse_address, password_of, server_engine
from cchc_desktop.errors import UserError
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.storage import creating
from cchc_desktop.storage.engine import MAGIC, choose_journal, open_engine
from cchc_desktop.storage.identity import has_log
from cchc_desktop.storage.lock import DossierLock, Others

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SUFFIX = ".cchctong"
APPLICATION_ID = 0x43435448  # "CCTH"


class CollectionInfo(NamedTuple):
    """Whose collection it is."""

    guid: str
    office_name: str
    superior: str
    place: str


class Collection:
    """An open collection; `place` is the path of its file, or the URL of a server's database without the password.

    `right` says what may be done in it here; `why_read_only` is a sentence where that is reading alone because
    somebody else has the file open, else "".
    """

    def __init__(
        self, where: Path | Address, engine: "Engine", lock: DossierLock | None = None, why_read_only: str = ""
    ) -> None:
        self.where, self._engine, self._lock = where, engine, lock
        self._writing = engine.execution_options(begin="BEGIN IMMEDIATE")  # of a file: wait for who writes, at once
        self.why_read_only = why_read_only
        try:
            with told(where):
                found = _read_info(engine)
                if found is None:
                    raise _not_a_collection(_title(where))
                self.info, revision = found
                check_revision(revision, _title(where))
                self.right = Right.READER if why_read_only else _right(engine)
                if revision < REVISION and self.right == Right.OWNER:
                    with self.changing() as connection:
                        upgrade(connection, revision)
        except BaseException:
            self.close()
            raise

    @property
    def place(self) -> str:
        """How it is opened again."""
        return self.where.place if isinstance(self.where, Address) else str(self.where)

    @property
    def title(self) -> str:
        """What people call it."""
        return _title(self.where)

    @property
    def is_server(self) -> bool:
        """Whether several may write at once."""
        return isinstance(self.where, Address)

    @classmethod
    def create(
        cls, place: Path | str, *, office_name: str, superior: str = "", locality: str = "", password: str = ""
    ) -> Self:
        """Make an empty collection of an office, in a new file or in an empty database.

        Raises `UserError` when there is one already, or nothing can be written there.
        """
        whose = {"office_name": office_name, "superior": superior, "place": locality}
        if is_address(str(place)):
            address = parse_address(str(place))
            engine = server_engine(address, password or password_of(address))
            try:
                with told(address), engine.begin() as connection:
                    if _has_tables(connection):
                        raise UserError(_there_already(address.title))
                    _fill(connection, whose)
            except BaseException:
                engine.dispose()
                raise
            return cls(address, engine)
        path = Path(place)
        target = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        with creating.said(target), creating.beside(target) as (made, lock):
            with closing(sqlite3.connect(made)) as raw:
                raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            engine = open_engine(made)
            try:
                with told(target), engine.begin() as connection:
                    _fill(connection, whose)
            finally:
                engine.dispose()
            creating.put_in_place(made, target)
            lock.moved(target)
        return cls._opened(target, lock)

    @classmethod
    def open(cls, place: Path | str, *, password: str = "", take_over: bool = False) -> Self:
        """Open a collection that is there; a file that somebody else has open is opened for reading alone.

        `take_over`: the file is taken although another computer has not said that it closed it. Raises `UserError`:
        `failures.PasswordWanted` where the server asks for another password, `failures.ServerGone` where it is silent.
        """
        if is_address(str(place)):
            address = parse_address(str(place))
            return cls(address, server_engine(address, password or password_of(address)))
        path = Path(place)
        _check_header(path)
        lock = DossierLock(path)
        mine = lock.acquire(take_over)
        return cls._opened(path, lock, "" if mine else _held(lock))

    @classmethod
    def _opened(cls, path: Path, lock: DossierLock, why_read_only: str = "") -> Self:
        try:
            with told(path):
                if not why_read_only:
                    with closing(sqlite3.connect(path)) as raw:
                        choose_journal(raw, path)
                # Where nobody may write SQLite cannot put its log beside the file, and needs none.
                unwritable = bool(why_read_only) and lock.others() == Others() and not has_log(path)
                engine = open_engine(path, read_only=bool(why_read_only), immutable=unwritable)
            return cls(path, engine, lock, why_read_only)
        except BaseException:
            lock.release()
            raise

    @contextmanager
    def reading(self) -> Iterator["Connection"]:
        """A connection in one transaction, for reading."""
        with told(self.where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator["Connection"]:
        """A connection in one transaction: all of it is kept when the block ends well, else nothing.

        Raises `UserError` in place of what the database raises: `failures.Collided` where somebody else wrote the same
        just now, `failures.ServerGone` where the server does not answer.
        """
        if self.why_read_only:
            raise UserError(self.why_read_only)
        if self.right == Right.READER:
            raise not_allowed()
        with told(self.where), self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()


def _title(where: Path | Address) -> str:
    return where.title if isinstance(where, Address) else where.name


def _check_header(path: Path) -> None:
    """Look at the first bytes only: a stranger's file is never opened as a database."""
    try:
        size_of_file(path)
        with open(path, "rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise UserError(
            _("“{name}” is not there. Check the name, or plug in the drive that it lies on.").format(name=path.name)
        ) from error
    except (OSError, ValueError) as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    is_database, is_marked = header[:16] == MAGIC, int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if is_marked and not is_database:
        raise damaged(path)
    if not is_marked:
        raise _not_a_collection(path.name)


def _not_a_collection(name: str) -> UserError:
    return UserError(
        _("“{name}” is no collection. Choose a file ending in .cchctong, or the address of a server.").format(name=name)
    )


def _there_already(name: str) -> str:
    return _("There is a collection in “{name}” already. Open it, or name an empty database.").format(name=name)


def _held(lock: DossierLock) -> str:
    """Why the file is opened for reading alone."""
    others = lock.others()
    if others.holder is not None and others.is_busy:
        return _(
            "{holder} has had this collection open since {since}. You can read it; changes are possible once it is "
            "closed there. Several work in it at once when it lies on a server."
        ).format(holder=others.holder.name, since=others.holder.since_when)
    if others.holder is not None and others.is_away:
        return _(
            "{holder} opened this collection at {since} and has not closed it. Where it is still open there, have it "
            "closed first; where it is not, open it here once more and take it over."
        ).format(holder=others.holder.name, since=others.holder.since_when)
    if others.is_busy:
        return _(
            "Another program has this collection open. You can read it; changes are possible once it is closed there."
        )
    return _("This collection can only be read from where it lies. Copy it to this computer to change it.")


def _fill(connection: "Connection", whose: dict[str, str]) -> None:
    from cchc_desktop.collection.tables import collection_info, metadata

    metadata.create_all(connection)
    at = datetime.now().replace(microsecond=0)
    connection.execute(
        collection_info.insert().values(guid=uuid.uuid4().hex, created_at=at, revision=REVISION, **whose)
    )


def _has_tables(connection: "Connection") -> bool:
    from sqlalchemy import inspect

    return inspect(connection).has_table("collection_info")


def _read_info(engine: "Engine") -> tuple[CollectionInfo, int] | None:
    """Whose it is and its revision; None where it is no collection. Later programs keep these columns."""
    from sqlalchemy import select

    from cchc_desktop.collection.tables import collection_info

    c = collection_info.c
    with engine.begin() as connection:
        if not _has_tables(connection):
            return None
        found = connection.execute(select(c.guid, c.office_name, c.superior, c.place, c.revision)).one_or_none()
    return None if found is None else (CollectionInfo(*found[:4]), int(found.revision))


def _right(engine: "Engine") -> Right:
    """What the server's own rights let this user do; a file may be changed by whoever has it."""
    if engine.dialect.name != "postgresql":
        return Right.OWNER
    from sqlalchemy import text

    asked = text("SELECT has_table_privilege('package', 'INSERT'), has_table_privilege('appraisal', 'INSERT')")
    with engine.begin() as connection:
        takes_in, appraises = connection.execute(asked).one()
    return Right.OWNER if takes_in else Right.APPRAISER if appraises else Right.READER
