"""A mail account as it is typed: just right, just wrong, and how it is kept."""

from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.accounts import USUAL_PORTS, Account, Security, account_from

WORDS = {
    "name": "Hộp thư xã",
    "server": "mail.binhminh.example.vn",
    "port": "465",
    "security": "tls",
    "address": "xa@binhminh.example.vn",
    "sender": "UBND xã Bình Minh",
    "login": "xa.binhminh",
}
ACCOUNT = Account(
    "Hộp thư xã", "mail.binhminh.example.vn", 465, Security.TLS, "xa@binhminh.example.vn", "UBND xã Bình Minh",
    "xa.binhminh",
)  # fmt: skip


def test_an_account_is_kept_as_words() -> None:
    assert account_from(WORDS) == ACCOUNT and ACCOUNT.as_words() == WORDS
    assert (
        account_from({name: f"  {value} " if name != "security" else value for name, value in WORDS.items()}) == ACCOUNT
    )
    assert ACCOUNT.user == "xa.binhminh"
    least = account_from({"server": "a", "port": "1", "security": "starttls", "address": "a@b"})
    assert least == Account("a@b", "a", 1, Security.STARTTLS, "a@b") and least.user == "a@b"
    assert USUAL_PORTS == {Security.TLS: 465, Security.STARTTLS: 587}
    assert [str(security) for security in Security] == ["tls", "starttls"]


SERVER, ADDRESS, PORT, SECRET, LINE = "máy chủ thư", "địa chỉ thư", "Cổng", "TLS hoặc STARTTLS", "một dòng"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"server": "a" * 253}, ""),
        ({"server": "a" * 254}, SERVER),
        *(({"server": name}, SERVER) for name in ("", "-a", "a-", ".a", "a.", "a..b", "a b", "a_b", "máy", "a\n")[:9]),
        *(({"server": name}, "") for name in ("a.b", "A-1.vn", "10.0.0.1")),
        ({"address": "a" * 64 + "@" + "b" * 250}, ""),
        ({"address": "a" * 65 + "@b"}, ADDRESS),
        ({"address": "a@" + "b" * 251}, ADDRESS),
        *(
            ({"address": it}, ADDRESS)
            for it in ("", "a", "@b", "a@", "a b@c", "a@b@c", "a,b@c", "<a@b>", 'a"@b', "a@é")
        ),
        *(({"port": port}, "") for port in ("1", "65535", "00465")),
        *(({"port": port}, PORT) for port in ("0", "65536", "-1", "", "465.", "000465", "x")),
        *(({"security": word}, SECRET) for word in ("", "none", "TLS", "ssl")),
        *(({field: "a\nb"}, LINE) for field in ("name", "sender", "login")),
        *(({field: "a\rb"}, LINE) for field in ("name", "sender", "login")),
    ],
)
def test_each_field(changed: dict[str, Any], said: str) -> None:
    if not said:
        assert account_from(WORDS | changed).as_words()["name"] == "Hộp thư xã"
        return
    with pytest.raises(UserError, match=said):
        account_from(WORDS | changed)


@pytest.mark.parametrize(
    ("field", "said"), [("server", SERVER), ("address", ADDRESS), ("port", PORT), ("security", SECRET)]
)
def test_a_field_that_is_not_there(field: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        account_from({name: value for name, value in WORDS.items() if name != field})
