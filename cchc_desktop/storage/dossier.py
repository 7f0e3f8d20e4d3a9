"""The dossier (*.cchc): one SQLite file per office, opened by one writer at a time."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cchc_desktop import __version__, options
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.storage import changes, schema
from cchc_desktop.storage.backup import backups_of, make_backup
from cchc_desktop.storage.damage import Damaged, DamageWatch, behind
from cchc_desktop.storage.engine import APPLICATION_ID, MAGIC, connect, open_engine
from cchc_desktop.storage.lock import DossierLock
from cchc_desktop.storage.restoring import undo_interrupted

# SQLAlchemy and the entities are imported where they are used: a start opens and reads without them.
if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from cchc_desktop.storage.recorder import Recorder

SUFFIX = ".cchc"


class Work:
    """One transaction of a verb: its session, and afterwards the change it made."""

    def __init__(self, session: "Session", label: str, recorder: "Recorder") -> None:
        self.session = session
        self.recorder = recorder
        self.change = changes.Change(label)


class Dossier:
    """An open dossier; `read_only` with `holder` when someone else has it, or the file cannot be written.

    `watch` turns what damage makes of reading and writing into `Damaged`; once it has, nothing is written any more.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lock: DossierLock | None,
        holder: str = "",
        immutable: bool = False,
    ) -> None:
        self.path = path
        self.holder = holder
        self.watch = DamageWatch(path)
        self._immutable = immutable
        self._connection = connection
        self._looking = threading.RLock()
        self._local = threading.local()  # the transaction that a thread is in
        self._made_engine: Engine | None = None
        self._lock = lock
        self.who = options.officer_name()  # whom the history names
        with self.look() as plain:
            found = plain.execute("SELECT guid FROM dossier_info").fetchone()
        if found is None:
            raise sqlite3.DatabaseError("the dossier has no identity")
        self.guid = str(found[0])

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty dossier; refuses to replace a file that exists."""
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        lock = DossierLock(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
        except FileExistsError as error:
            raise UserError(
                _("“{name}” exists already. Choose another name, or open it.").format(name=path.name)
            ) from error
        except OSError as error:
            raise UserError(
                _("Nothing can be written in {folder}. Choose another folder.").format(folder=path.parent)
            ) from error
        try:
            if not lock.acquire():
                raise UserError(
                    _("Nothing can be written in {folder}. Choose another folder.").format(folder=path.parent)
                )
            # Before the write-ahead log begins, so that the mark is in the file itself and not in the log.
            with closing(sqlite3.connect(path)) as raw:
                raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _fill(path)
            return cls(path, connect(path), lock)
        except sqlite3.OperationalError as error:
            _remove(path, lock)
            raise UserError(
                _("Nothing can be written in {folder}. Choose another folder.").format(folder=path.parent)
            ) from error
        except BaseException:
            _remove(path, lock)
            raise

    @classmethod
    def open(cls, path: Path, *, backup: bool = True) -> Self:
        """Open a dossier: check it is ours, lock it, back it up, bring it to the newest shape.

        Opens read-only when it is open elsewhere or cannot be written. Raises `UserError`
        when the file is missing, not a dossier, newer than the program, or damaged.
        """
        _check_header(path)
        lock = DossierLock(path)
        mine = os.access(path, os.W_OK) and lock.acquire()
        try:
            try:
                if mine:
                    undo_interrupted(path)
                return cls._opened(path, lock, mine, backup)
            except sqlite3.OperationalError as error:
                if not _is_drive(error):
                    raise
            # A full or write-protected drive: SQLite cannot put its log beside the file, but the file can be read.
            lock.release()
            return cls._opened(path, lock, False, False, immutable=not _has_log(path))
        except BaseException as error:
            lock.release()
            if isinstance(error, sqlite3.DatabaseError) and _is_drive(error):
                raise _failure(path) from error
            if isinstance(error, Exception) and (damage := behind(error, path)) is not None:
                raise damage from error
            raise

    @classmethod
    def _opened(cls, path: Path, lock: DossierLock, mine: bool, backup: bool, immutable: bool = False) -> Self:
        connection = connect(path, read_only=not mine, immutable=immutable)
        try:
            revision = schema.revision_of(connection)
            schema.check_readable(revision, path)
            if mine and (backup or revision < schema.HEAD_REVISION):
                make_backup(path)
            if revision < schema.HEAD_REVISION:
                if not mine:
                    raise UserError(
                        _("“{name}” must be updated first. Open it where it can be changed.").format(name=path.name)
                    )
                with _plain_errors():
                    _migrate(path)
            return cls(path, connection, lock if mine else None, "" if mine else lock.holder(), immutable)
        except BaseException:
            connection.close()
            raise

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written."""
        return self._lock is None or self.watch.damage is not None

    @property
    def _engine(self) -> "Engine":
        """SQLAlchemy's door to the file, made when it is first needed."""
        with self._looking:
            if self._made_engine is None:
                self._made_engine = open_engine(self.path, read_only=self.read_only, immutable=self._immutable)
            return self._made_engine

    def close(self, *, keep_lock: bool = False) -> DossierLock | None:
        """Close the file and let others have it; with `keep_lock` the lock is handed to the caller instead."""
        with self._looking:
            if self._made_engine is not None:
                self._made_engine.dispose()
            self._connection.close()
        if self._lock is not None and not keep_lock:
            self._lock.release()
        return self._lock if keep_lock else None

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """One state of the file to read by plain SQL; see `storage.plain_sql`."""
        with self._looking, self.watch.watching():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def read(self) -> Iterator["Session"]:
        """A session for reading; nothing written in it is kept. Inside a change it is the change's own session."""
        if (work := self._work()) is not None:
            yield work.session
            return
        engine = self._engine
        from sqlalchemy.orm import Session

        with self.watch.watching(), Session(engine, autoflush=False) as session:
            yield session

    @contextmanager
    def change(self, label: str) -> Iterator[Work]:
        """One transaction; when the block ends its change is in `work.change`.

        A verb that is called inside another one's block joins that transaction: both are one step, kept whole or
        not at all. Raises `UserError` when the dossier is read-only or the drive is full: nothing is written then.
        """
        if (outer := self._work()) is not None:
            yield from self._join(outer, label)
            return
        self._check_writable()
        engine = self._engine
        from sqlalchemy.orm import Session

        from cchc_desktop.storage.history import keep
        from cchc_desktop.storage.recorder import Recorder

        with self.watch.watching(), _plain_words(self.path), Session(engine) as session:
            # Checked at the end: rows may be written in any order, and no verb has to flush for the sake of a parent.
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            work = Work(session, label, Recorder(session))
            self._local.work = work
            try:
                yield work
                session.flush()
            finally:
                self._local.work = None
            entries = work.recorder.entries()
            if entries:
                keep(session.connection(), entries, label, self.who)
                session.commit()
            work.change = changes.Change(label, entries)

    def _work(self) -> Work | None:
        """The transaction that this thread is in."""
        return getattr(self._local, "work", None)

    @staticmethod
    def _join(outer: Work, label: str) -> Iterator[Work]:
        outer.session.flush()
        inner, mark = Work(outer.session, label, outer.recorder), outer.recorder.mark()
        yield inner
        outer.session.flush()
        inner.change = changes.Change(label, outer.recorder.entries(mark))

    def replay(self, change: changes.Change, label: str) -> changes.Change:
        """Write the change again, or, given its reverse, take it back; returns what was written.

        `label` is what the history calls it.
        """
        self._check_writable()
        engine = self._engine
        from cchc_desktop.storage.history import keep
        from cchc_desktop.storage.recorder import replay

        with self.watch.watching(), _plain_words(self.path), engine.begin() as connection:
            keep(connection, change.entries, label, self.who, replayed=True)
            return changes.Change(change.label, replay(connection, change.entries))

    def _check_writable(self) -> None:
        self.watch.refuse()
        if self.read_only:
            raise UserError(
                _("This dossier is open for reading only ({holder}). Nothing was changed.").format(
                    holder=self.holder or self.path.name
                )
            )


def _fill(path: Path) -> None:
    """The tables and the identity of a dossier that is being made; raises `sqlite3.Error`."""
    engine = open_engine(path)
    from sqlalchemy.orm import Session

    from cchc_desktop.models.dossier import DossierInfo

    try:
        with _plain_errors():
            with engine.begin() as connection:
                schema.create_schema(connection)
            with Session(engine) as session, session.begin():
                session.add(DossierInfo(made_at=datetime.now(), program_version=__version__))
    finally:
        engine.dispose()


def _migrate(path: Path) -> None:
    engine = open_engine(path)
    try:
        schema.migrate(engine)
    finally:
        engine.dispose()


@contextmanager
def _plain_errors() -> Iterator[None]:
    """SQLite's own errors in place of those that SQLAlchemy wraps them in."""
    from sqlalchemy import exc

    try:
        yield
    except exc.DBAPIError as error:
        raise (error.orig or error) from error


@contextmanager
def _plain_words(path: Path) -> Iterator[None]:
    """Turn a failing drive into a sentence."""
    try:
        with _plain_errors():
            yield
    except sqlite3.OperationalError as error:
        if _is_drive(error):
            raise _failure(path) from error
        raise


_DRIVE = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
)


def _is_drive(error: sqlite3.DatabaseError) -> bool:
    """Whether the drive is to blame and not the file."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DRIVE


def _failure(path: Path) -> UserError:
    return UserError(
        _("“{name}” could not be written: the drive is full, removed or busy. What was saved before is safe.").format(
            name=path.name
        )
    )


def _has_log(path: Path) -> bool:
    """Whether edits stand in the write-ahead log that are not yet in the file."""
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _remove(path: Path, lock: DossierLock) -> None:
    """Leave nothing of a dossier that could not be begun."""
    for leftover in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{path}{leftover}").unlink(missing_ok=True)
    lock.release()


def _check_header(path: Path) -> None:
    """Look at the first 100 bytes only: a stranger's file is never opened as a database."""
    if path.is_dir():
        raise UserError(
            _("“{name}” is a folder. A dossier is one file ending in .cchc: look for it inside.").format(name=path.name)
        )
    try:
        with open(path, "rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise UserError(
            _("“{name}” is not there any more. Look for it, or restore a backup.").format(name=path.name)
        ) from error
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    is_database, is_marked = header[:16] == MAGIC, int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if is_database and is_marked:
        return
    if is_marked or (path.suffix == SUFFIX and (is_database or backups_of(path))):
        raise Damaged(path)  # it was a dossier: its mark is half there, or it has been backed up from this very place
    raise UserError(_("“{name}” is not a CCHC dossier. Choose a file ending in .cchc.").format(name=path.name))
