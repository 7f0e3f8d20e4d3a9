"""A dossier file that is being made: beside its place under a name of its own, then moved there whole."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

from cchc_desktop import __version__
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import make_public, sweep, unfinished
from cchc_desktop.storage import schema
from cchc_desktop.storage.copying import flush_folder
from cchc_desktop.storage.engine import APPLICATION_ID, open_engine
from cchc_desktop.storage.identity import SUFFIX, check_name
from cchc_desktop.storage.lock import DossierLock

_LOGS = ("-wal", "-shm", "-journal")


def with_suffix(path: Path) -> Path:
    """The path as a dossier's, ending in .cchc; raises `UserError` when its name is too long."""
    path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    check_name(path)
    return path


@contextmanager
def said(target: Path) -> Iterator[None]:
    """Turn what a drive refuses while a file is made there into a sentence."""
    try:
        yield
    except FileExistsError as error:
        raise UserError(
            _("“{name}” exists already. Choose another name, or open it.").format(name=target.name)
        ) from error
    except (OSError, ValueError, sqlite3.OperationalError) as error:
        raise UserError(
            _("Nothing can be written in {folder}. Choose another folder.").format(folder=target.parent)
        ) from error


@contextmanager
def beside(target: Path) -> Iterator[tuple[Path, DossierLock]]:
    """An empty file beside the target and its lock, both gone when the block fails.

    Raises `UserError` when the target is there or nothing can be written beside it.
    """
    with ExitStack() as stack:
        with said(target):
            if os.path.lexists(target):
                raise FileExistsError(target)
            _make_folder(target.parent)
            sweep(target.parent)
            made = stack.enter_context(unfinished(target.parent))
            make_public(made)
            lock = DossierLock(made)
            if not lock.hold():
                raise OSError(f"the drive has no locks: {target.parent}")
        try:
            yield made, lock
        except BaseException:
            lock.release()
            raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # a file, not the target, stands where the folder should
        raise NotADirectoryError(folder) from error


def fill(path: Path) -> None:
    """The tables and the identity of a dossier that is being made; raises `sqlite3.Error`."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    engine = open_engine(path)
    from sqlalchemy import exc
    from sqlalchemy.orm import Session

    from cchc_desktop.models.dossier import DossierInfo

    try:
        with engine.begin() as connection:
            schema.create_schema(connection)
        with Session(engine) as session, session.begin():
            session.add(DossierInfo(made_at=datetime.now(), program_version=__version__))
    except exc.DBAPIError as error:
        raise (error.orig or error) from error
    finally:
        engine.dispose()


def put_in_place(made: Path, target: Path) -> None:
    """Give the file, which no connection has open, its name; raises FileExistsError rather than replace anything.

    A log that an earlier dossier of that name has left is in the way too: SQLite would take it for the new one's.
    """
    for name in (target, *(Path(f"{target}{log}") for log in _LOGS)):
        if os.path.lexists(name):
            raise FileExistsError(name)
    if sys.platform == "win32":
        os.rename(made, target)
        return
    try:
        os.link(made, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a drive without hard links, such as a stick
        os.rename(made, target)
    else:
        made.unlink()
    flush_folder(target.parent)
