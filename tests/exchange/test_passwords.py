"""Passwords in the system's keyring: under which name they lie, and what a keyring that fails leaves."""

from collections.abc import Iterator

import keyring
import keyring.backend
import pytest
from keyring.errors import KeyringLocked

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import passwords
from cchc_desktop.exchange.mail.accounts import Account, Security

ACCOUNT = Account("", "mail.example.vn", 465, Security.TLS, "a@b.vn", login="xa")


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory that may be locked."""

    priority = -1  # never chosen unasked: every class of its kind is known to the library

    def __init__(self, locked: bool = False) -> None:
        super().__init__()
        self.locked, self.kept = locked, dict[tuple[str, str], str]()

    def _asked(self) -> None:
        if self.locked:
            raise KeyringLocked("locked")

    def get_password(self, service: str, username: str) -> str | None:
        self._asked()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._asked()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._asked()
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def before() -> Iterator[None]:
    found = keyring.get_keyring()
    yield
    keyring.set_keyring(found)


def test_a_password_lies_under_the_name_of_its_account() -> None:
    ring = Ring()
    keyring.set_keyring(ring)
    passwords.keep(ACCOUNT, "bí mật")
    assert ring.kept == {("CCHC Desktop", "xa@mail.example.vn:465"): "bí mật"}
    assert passwords.can_keep() and passwords.kept(ACCOUNT) == "bí mật"
    ring.kept["CCHC Desktop", "xa@mail.example.vn:465"] = ""
    assert passwords.kept(ACCOUNT) is None
    passwords.forget(ACCOUNT)
    assert ring.kept == {}


def test_a_locked_keyring_gives_and_takes_nothing() -> None:
    keyring.set_keyring(Ring(locked=True))
    assert passwords.can_keep() and passwords.kept(ACCOUNT) is None
    passwords.forget(ACCOUNT)
    with pytest.raises(UserError, match="mỗi lần cần"):
        passwords.keep(ACCOUNT, "bí mật")


@pytest.mark.parametrize("module", ["keyring.backends.fail", "keyring.backends.null", "keyrings.alt.file"])
def test_what_keeps_no_secret_is_no_keyring(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain(Ring):
        """Nothing, or a plain file."""

    monkeypatch.setattr(Plain, "__module__", module)
    ring = Plain()
    keyring.set_keyring(ring)
    ring.kept["CCHC Desktop", "xa@mail.example.vn:465"] = "x"
    assert not passwords.can_keep() and passwords.kept(ACCOUNT) is None
    passwords.forget(ACCOUNT)
    with pytest.raises(UserError, match="mỗi lần cần"):
        passwords.keep(ACCOUNT, "y")
    assert list(ring.kept.values()) == ["x"]
