"""Passwords of accounts: in the system's own keyring or nowhere; never in a file of the program."""

from contextlib import suppress
from typing import Any, Protocol

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

_SERVICE = "CCHC Desktop"
_NOT_SECRET = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")  # nothing, or a plain file


class Login(Protocol):
    """An account at a server: what its password is kept by."""

    @property
    def user(self) -> str: ...  # the name at the server

    @property
    def server(self) -> str: ...

    @property
    def port(self) -> int: ...


def _keyring() -> Any:
    """The system's keyring; None where there is none that keeps a secret."""
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_keyring()
    except (KeyringError, RuntimeError, OSError):
        return None
    return None if type(found).__module__.startswith(_NOT_SECRET) else found


def can_keep() -> bool:
    """Whether this computer has a keyring; without one the password is asked for each time."""
    return _keyring() is not None


def _entry(account: Login) -> str:
    return f"{account.user}@{account.server}:{account.port}"


def kept(account: Login) -> str | None:
    """The password kept for the account; None where none is, or the keyring stays locked."""
    from keyring.errors import KeyringError

    found = _keyring()
    if found is None:
        return None
    try:
        password = found.get_password(_SERVICE, _entry(account))
    except (KeyringError, RuntimeError, OSError):
        return None
    return str(password) if password else None


def keep(account: Login, password: str) -> None:
    """Put the password into the keyring; raises `UserError` where it does not take it."""
    found = _keyring()
    try:
        if found is None:
            raise RuntimeError("no keyring")
        found.set_password(_SERVICE, _entry(account), password)
    except Exception as error:  # each system's keyring has failures of its own kind
        raise UserError(
            _(
                "The keyring of this computer did not take the password. It was kept nowhere, and is asked for each "
                "time it is needed."
            )
        ) from error


def forget(account: Login) -> None:
    """Take the password out of the keyring."""
    found = _keyring()
    if found is not None:
        with suppress(Exception):  # there was none
            found.delete_password(_SERVICE, _entry(account))
