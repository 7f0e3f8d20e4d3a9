"""What the failures of both databases mean to people: a sentence that says what happened, what was kept, what to do."""

import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cchc_desktop.collection.server import Address
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.storage.damage import is_damage
from cchc_desktop.storage.failures import drive_refuses, is_drive

_TWICE = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
_COLLIDED = ("23505", "40001", "40P01", "55P03")  # unique, serialization, deadlock, lock not available
_REFUSED = ("28000", "28P01")
_GONE = ("57P01", "57P02", "57P03", "53300")  # shut down, crashed, starting up, too many connections


class ServerGone(UserError):
    """The server does not answer (any more); whatever was in hand was not written, and can be tried again."""


class Collided(UserError):
    """Somebody else wrote the same at the same moment; nothing of this was written."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else wrote the same just now. Nothing of yours was written. Look at it again, then try again.")
        )


class PasswordWanted(UserError):
    """The server did not let this user in with this password, or without one."""


@contextmanager
def told(place: Path | Address) -> Iterator[None]:
    """Raise what a database raises as a sentence, as far as the world is to blame; a mistake of ours stays one."""
    from sqlalchemy import exc

    try:
        yield
    except exc.DBAPIError as error:
        cause = error.orig or error
        words = _of_server(cause, place) if isinstance(place, Address) else _of_file(cause, place)
        if words is None:
            raise
        raise words from error
    except (ssl.SSLError, ConnectionError, TimeoutError) as error:  # before the driver has a connection
        if not isinstance(place, Address):
            raise
        raise _not_reached(error, place) from error
    except Exception as error:  # of the drivers themselves, where rows go past SQLAlchemy
        words = _of_server(error, place) if isinstance(place, Address) else _of_file(error, place)
        if words is None or isinstance(error, UserError):
            raise
        raise words from error


def _of_file(error: BaseException, path: Path) -> UserError | None:
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    if is_drive(error):
        return drive_refuses(path)
    if isinstance(error, sqlite3.IntegrityError):
        return Collided() if error.sqlite_errorcode in _TWICE else None
    return damaged(path) if is_damage(error) else None


def damaged(path: Path) -> UserError:
    """What is said of a collection's file that SQLite cannot read."""
    return UserError(
        _(
            "“{name}” is damaged: parts of the file cannot be read any more. Do not go on with it: take your last copy "
            "of it, or begin a new one and take in the packages again: they are where they came from."
        ).format(name=path.name)
    )


def _of_server(error: BaseException, address: Address) -> UserError | None:
    if not type(error).__module__.startswith("pg8000"):
        return None
    if not error.args or not isinstance(error.args[0], dict):
        return _of_words(str(error), address)
    said: dict[str, Any] = error.args[0]
    code = str(said.get("C", ""))
    if code in _COLLIDED:
        return Collided()
    if code in _REFUSED:
        return _not_let_in(address)
    if code in _GONE or code.startswith("08"):
        return _gone(address)
    if code == "53100":
        return UserError(
            _(
                "The drive of the server {server} is full. What was in hand was not written; what was there before is "
                "kept. Tell whoever looks after the server."
            ).format(server=address.server)
        )
    if code == "3D000":
        return UserError(
            _("There is no database “{database}” on {server}. Check the address, or have it made.").format(
                database=address.database, server=address.server
            )
        )
    if code in ("42501", "25006"):
        return not_allowed()
    return None


def _not_reached(error: OSError, address: Address) -> UserError:
    if not isinstance(error, ssl.SSLCertVerificationError):
        return _gone(address)
    return UserError(
        _(
            "Nothing vouches for the certificate of {server}, so nothing was given to it. If your office has its "
            "own authority, name the file of its certificate in the address (sslrootcert)."
        ).format(server=address.server)
    )


def _of_words(words: str, address: Address) -> UserError | None:
    """What the driver says by itself, without a code of the server."""
    if "no password was provided" in words:
        return _not_let_in(address)
    if "Server refuses SSL" in words:
        return UserError(
            _(
                "{server} offers no secret connection, so nothing was given to it. Ask whoever looks after the server "
                "to switch TLS on."
            ).format(server=address.server)
        )
    if any(part in words for part in ("network error", "connection is closed", "Can't create a connection")):
        return _gone(address)
    return None


def _gone(address: Address) -> ServerGone:
    return ServerGone(
        _(
            "{server} does not answer. What was written before is kept; what was in hand was not written. Check the "
            "network, then try again."
        ).format(server=address.server)
    )


def _not_let_in(address: Address) -> PasswordWanted:
    return PasswordWanted(
        _("{server} does not let “{user}” in: the password is missing or wrong. Type it again.").format(
            server=address.server, user=address.user
        )
    )


def not_allowed() -> UserError:
    """What is said where somebody may only read."""
    return UserError(
        _(
            "You may read this collection, not change this in it. Nothing was written. Ask whoever keeps the "
            "collection for the right to."
        )
    )
