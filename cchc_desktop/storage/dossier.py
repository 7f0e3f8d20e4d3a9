"""The dossier (*.cchc): one SQLite file per office, opened by one writer at a time."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cchc_desktop import options
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import sweep
from cchc_desktop.storage import changes, creating, schema
from cchc_desktop.storage.backup import back_up_before_update, make_backup
from cchc_desktop.storage.copying import copy_into
from cchc_desktop.storage.damage import Damaged, DamageWatch, behind, check_readable
from cchc_desktop.storage.engine import choose_journal, connect, open_engine
from cchc_desktop.storage.failures import drive_refuses, is_drive, plain_errors, plain_words
from cchc_desktop.storage.identity import DossierLost, Place, check_header, has_log, is_archive, unreadable
from cchc_desktop.storage.lock import DossierLock, Others
from cchc_desktop.storage.restoring import undo_interrupted

# SQLAlchemy and the entities are imported where they are used: a start opens and reads without them.
if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from cchc_desktop.storage.recorder import Recorder


class Work:
    """One transaction of a verb: its session, and afterwards the change it made."""

    def __init__(self, session: "Session", label: str, recorder: "Recorder") -> None:
        self.session = session
        self.recorder = recorder
        self.change = changes.Change(label)


class Dossier:
    """An open dossier; `read_only` where the file cannot be written, or `others` have it.

    `watch` turns what damage makes of reading and writing into `Damaged`; once it has, nothing is written any more.
    """

    def __init__(
        self,
        path: Path,
        place: Place,
        connection: sqlite3.Connection,
        lock: DossierLock | None,
        immutable: bool = False,
    ) -> None:
        self.path = path
        self.watch = DamageWatch(path)
        self.others = Others()
        self._place = place
        self._immutable = immutable
        self._connection = connection
        self._looking = threading.RLock()
        self._local = threading.local()  # the transaction that a thread is in, the year it keeps to
        self._made_engine: Engine | None = None
        self._lock = lock
        self.who = options.officer_name()  # whom the history names
        self.guid = self._read_guid()

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty dossier; refuses to replace a file that exists."""
        with cls.making(path) as dossier:
            return dossier

    @classmethod
    @contextmanager
    def making(cls, path: Path) -> Iterator[Self]:
        """A new dossier for the block to fill: at its place, whole and open, when the block ends well, else nowhere.

        Raises `UserError` when the file exists or cannot be written.
        """
        target = creating.with_suffix(path)
        with creating.beside(target) as (made, lock):
            with creating.said(target):
                creating.fill(made)
                dossier = cls(target, Place(made), connect(made), lock)
            try:
                yield dossier
                with creating.said(target):
                    dossier._put(made, target)
            except BaseException:
                dossier.close()
                raise

    def move_to(self, path: Path) -> None:
        """Save everything into a new file and go on there; the open file may lie nowhere any more.

        Undo steps stay good. Raises `UserError` when the file exists or cannot be written: nothing has changed then.
        """
        target = creating.with_suffix(path)
        with self._looking, creating.said(target), creating.beside(target) as (made, lock):
            with self.raw_connection() as plain:
                copy_into(plain, made)
            if self.is_lost:
                self._place.drop_log()  # it may lie where the copy goes, which holds all of it
            creating.put_in_place(made, target)
            lock.moved(target)
            self.close()
            self._place.drop_log()
            self._immutable, self._lock = False, lock
            self._reopen(target)

    def _put(self, made: Path, target: Path) -> None:
        """Move the file that was made, and is open, to its place."""
        with self._looking:
            self._close_file()
            try:
                creating.put_in_place(made, target)
            except BaseException:
                self._reopen(made)
                raise
            if self._lock is not None:
                self._lock.moved(target)
            self._reopen(target)

    def _reopen(self, path: Path) -> None:
        self.path, self._place, self.watch = path, Place(path), DamageWatch(path)
        self._connection = connect(self._place.file)
        choose_journal(self._connection, self._place.file)
        self._read_guid()

    def _read_guid(self) -> str:
        """The dossier's identity; from then on its log is there and known."""
        with self.raw_connection() as plain:
            found = plain.execute("SELECT guid FROM dossier_info").fetchone()
        if found is None:
            raise sqlite3.DatabaseError("the dossier has no identity")
        self.check_place()
        return str(found[0])

    @classmethod
    def open(cls, path: Path, *, backup: bool = True, take_over: bool = False) -> Self:
        """Open a dossier: check it is ours, lock it, back it up, bring it to the newest shape.

        Opens read-only when it is open elsewhere or cannot be written; also when it may still be open on another
        computer (`others.is_away`), unless the officer says that it is not (`take_over`). Raises `UserError` when
        the file is missing, not a dossier, newer than the program, or damaged. An archive is only ever read.
        """
        check_header(path)
        if is_archive(path):
            return cls._archived(path)
        sweep(path.parent)
        lock = DossierLock(path)
        mine = os.access(path, os.W_OK) and lock.acquire(take_over)
        try:
            try:
                if mine and undo_interrupted(path):
                    lock.moved(path)
                return cls._opened(path, lock, mine, backup)
            except sqlite3.OperationalError as error:
                if not is_drive(error):
                    raise
            # A full or write-protected drive: SQLite cannot put its log beside the file, but the file can be read.
            lock.release()
            return cls._opened(path, lock, False, False, immutable=not has_log(path))
        except OSError as error:
            lock.release()
            raise unreadable(path) from error
        except BaseException as error:
            lock.release()
            if isinstance(error, sqlite3.DatabaseError) and is_drive(error):
                raise drive_refuses(path) from error
            if isinstance(error, Exception) and (damage := behind(error, path)) is not None:
                raise damage from error
            raise

    @classmethod
    def _archived(cls, path: Path) -> Self:
        """An archive, as it lies there; one that an earlier program made by way of an updated copy."""
        from cchc_desktop.storage.archiving import in_newest_shape

        try:
            file = in_newest_shape(path)
            dossier = cls(path, Place(file), connect(file, read_only=True, immutable=True), None, immutable=True)
        except OSError as error:
            raise unreadable(path) from error
        except sqlite3.DatabaseError as error:
            raise Damaged(path) from error
        dossier.others = Others(is_archive=True)
        return dossier

    @classmethod
    def _opened(cls, path: Path, lock: DossierLock, mine: bool, backup: bool, immutable: bool = False) -> Self:
        place = Place(path)
        connection = connect(place.file, read_only=not mine, immutable=immutable)
        try:
            if mine:
                choose_journal(connection, place.file)
            revision = schema.revision_of(connection)
            check_readable(revision, path)
            if mine and not back_up_before_update(path) and (backup or revision < schema.HEAD_REVISION):
                make_backup(path)
            if revision < schema.HEAD_REVISION:
                if not mine:
                    raise UserError(
                        _("“{name}” must be updated first. Open it where it can be changed.").format(name=path.name)
                    )
                with plain_errors():
                    _migrate(place.file)
            dossier = cls(path, place, connection, lock if mine else None, immutable)
        except BaseException:
            connection.close()
            raise
        if not mine:
            dossier.others = lock.others()
        return dossier

    @property
    def holder(self) -> str:
        """Who else has it, as "name (computer)"; "" when nobody, or nobody knows."""
        return self.others.holder.name if self.others.holder is not None else ""

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written."""
        return self._lock is None or self.watch.damage is not None

    @property
    def _engine(self) -> "Engine":
        """SQLAlchemy's door to the file, made when it is first needed."""
        with self._looking:
            if self._made_engine is None:
                self._made_engine = open_engine(self._place.file, read_only=self.read_only, immutable=self._immutable)
            return self._made_engine

    def close(self, *, keep_lock: bool = False) -> DossierLock | None:
        """Close the file and let others have it; with `keep_lock` the lock is handed to the caller instead."""
        self._close_file()
        if self._place.is_replaced():
            self._place.drop_log()
        if self._lock is not None and not keep_lock:
            self._lock.release()
        return self._lock if keep_lock else None

    def _close_file(self) -> None:
        with self._looking:
            if self._made_engine is not None:
                self._made_engine.dispose()
                self._made_engine = None
            self._connection.close()

    @contextmanager
    def raw_connection(self) -> Iterator[sqlite3.Connection]:
        """One state of the file to read by plain SQL; see `storage.plain_sql`."""
        with self._looking, self.watch.watching():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:  # a failing drive has ended it already
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def read(self) -> Iterator["Session"]:
        """A session for reading; nothing written in it is kept. Inside a change it is the change's own session."""
        if (work := self._work()) is not None:
            yield work.session
            return
        engine = self._engine
        from cchc_desktop.storage.sessions import DossierSession

        with self.watch.watching(), DossierSession(engine, autoflush=False) as session:
            yield session

    @contextmanager
    def within(self, year: int) -> Iterator[None]:
        """Meanwhile a change of rows of another year is refused with a `UserError`, and nothing is written."""
        self._local.year = year
        try:
            yield
        finally:
            self._local.year = None

    def years_of(self, change: changes.Change) -> frozenset[int]:
        """The years whose rows a change touched."""
        from cchc_desktop.storage.row_years import RowYears

        with self.read() as session:
            return RowYears(session.connection(), change.entries).years()

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
        from cchc_desktop.storage.history import keep
        from cchc_desktop.storage.recorder import Recorder
        from cchc_desktop.storage.row_years import check_closed, check_year
        from cchc_desktop.storage.sessions import DossierSession

        place = self._place  # the file that is written to, whatever is opened meanwhile
        place.check()
        with self.watch.watching(), plain_words(self.path), DossierSession(engine) as session:
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
                if (year := getattr(self._local, "year", None)) is not None:
                    check_year(session.connection(), entries, year)
                check_closed(session.connection(), entries)
                keep(session.connection(), entries, label, self.who)
                place.check()
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
        from cchc_desktop.storage.row_years import check_closed

        place = self._place
        place.check()
        with self.watch.watching(), plain_words(self.path), engine.begin() as connection:
            check_closed(connection, change.entries)
            keep(connection, change.entries, label, self.who, replayed=True)
            made = changes.Change(change.label, replay(connection, change.entries))
            place.check()
        return made

    def check_place(self) -> None:
        """Raise `DossierLost` when what was saved is in no file that can be found any more."""
        if not self.read_only:
            self._place.check()

    @property
    def is_lost(self) -> bool:
        """Whether the file is not at its place any more."""
        try:
            self.check_place()
        except DossierLost:
            return True
        return False

    def is_at(self, path: Path) -> bool:
        """Whether the path leads to the file that is open, however it is written."""
        return self._place.is_at(path)

    def settle(self) -> None:
        """Bring everything from the write-ahead log into the file itself, so that a copy of the file holds it.

        Waits for nobody: what cannot be done now is done the next time, at the latest when the dossier is closed.
        """
        if not self.read_only:
            with suppress(sqlite3.Error), self._looking:
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _check_writable(self) -> None:
        self.watch.refuse()
        if self.read_only:
            raise UserError(_("{reason} Nothing was changed.").format(reason=self.others.sentence()))


def _migrate(path: Path) -> None:
    engine = open_engine(path)
    try:
        schema.migrate(engine)
    finally:
        engine.dispose()
