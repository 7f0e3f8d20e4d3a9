"""Packages out of a real mailbox over TLS: what is taken, what is remembered, and servers that mean no good."""

from pathlib import Path

import pytest

from cchc_desktop.collection.mailbox import Mail, Mailbox, fetch, note_fetched
from cchc_desktop.collection.store import Collection
from cchc_desktop.commands.opening import carried_out
from cchc_desktop.errors import UserError
from tests.collection.conftest import WHOSE
from tests.collection.imap_server import PASSWORD, Behaviour, mail, running
from tests.collection.small import Commune
from tests.collection.test_intake import outcomes, taken


@pytest.fixture
def kept(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    yield made
    made.close()


def _mails(kept: Collection, box: Mailbox, into: Path, password: str = PASSWORD) -> tuple[Mail, ...]:
    return carried_out(fetch(kept, box, password, into, timeout=3))


def test_attachments_are_taken_once_and_the_mailbox_stays_as_it_was(kept: Collection, tmp_path: Path) -> None:
    first, second = (Commune(number).save(tmp_path) for number in (1, 2))
    behaviour = Behaviour(
        {
            3: mail("Báo cáo quý I của xã", ("Gói số liệu.cchcgoi", first.read_bytes())),
            5: mail("Thư mời họp", ("moi.docx", b"PK")),
            9: mail("Gửi lại", ("../../a.CCHCGOI", second.read_bytes()), ("bien-nhan.cchcbn", b"{}")),
        }
    )
    with running(tmp_path, behaviour) as box:
        found = _mails(kept, box, tmp_path / "thu")
        assert [(one.subject, [file.name for file in one.files]) for one in found] == [
            ("Báo cáo quý I của xã", ["Gói số liệu.cchcgoi"]),
            ("Gửi lại", ["_.._a.CCHCGOI", "bien-nhan.cchcbn"]),
        ]
        assert all(tmp_path / "thu" in file.parents for one in found for file in one.files)
        packages = [file for one in found for file in one.files if file.suffix.lower() == ".cchcgoi"]
        assert outcomes(taken(kept, packages, source=box.place)) == ["new", "new"]
        note_fetched(kept, box, found)
        assert _mails(kept, box, tmp_path / "thu2") == ()
        behaviour.mails[12] = mail("Mới", ("a.cchcgoi", first.read_bytes()))
        assert [one.subject for one in _mails(kept, box, tmp_path / "thu3")] == ["Mới"]
        behaviour.validity = 8  # the server numbers its mails anew: all are looked at again
        assert len(_mails(kept, box, tmp_path / "thu4")) == 3
    changing = ("STORE", "EXPUNGE", "MOVE", "COPY", "APPEND", "SELECT", "DELETE")
    assert not [said for said in behaviour.said if any(word in said.upper().split() for word in changing)]
    assert not [said for said in behaviour.said if "BODY[" in said]  # which would mark it as read


def test_a_wrong_password_is_said(kept: Collection, tmp_path: Path) -> None:
    with running(tmp_path, Behaviour()) as box, pytest.raises(UserError, match="mật khẩu sai"):
        _mails(kept, box, tmp_path / "thu", "sai")


def test_no_password_goes_to_a_server_that_nothing_vouches_for(kept: Collection, tmp_path: Path) -> None:
    behaviour = Behaviour()
    with running(tmp_path, behaviour) as box, pytest.raises(UserError, match="Chứng thư"):
        _mails(kept, Mailbox(box.server, box.user, box.port), tmp_path / "thu")
    assert behaviour.said == []


def test_a_mail_that_is_too_large_is_named_and_not_read(kept: Collection, tmp_path: Path) -> None:
    behaviour = Behaviour({1: mail("Lớn", ("a.cchcgoi", b"1"))}, size=90_000_000)
    with running(tmp_path, behaviour) as box:
        (found,) = _mails(kept, box, tmp_path / "thu")
    assert "90 MB" in found.refused and not found.files
    assert not [said for said in behaviour.said if "BODY" in said]


@pytest.mark.parametrize(
    "wrong",
    [{"literal": 10**12}, {"literal": 10**6}, {"cut_at": "PEEK"}, {"cut_at": "SEARCH"}, {"cut_at": "EXAMINE"}],
    ids=str,
)
def test_a_server_that_means_no_good_is_left_with_a_sentence(
    kept: Collection, tmp_path: Path, wrong: dict[str, int]
) -> None:
    behaviour = Behaviour({1: mail("Thư", ("a.cchcgoi", b"1"))}, **wrong)  # type: ignore[arg-type]
    with running(tmp_path, behaviour) as box, pytest.raises(UserError, match="Không đọc hết"):
        carried_out(fetch(kept, box, PASSWORD, tmp_path / "thu", timeout=0.5))


def test_names_that_lead_elsewhere_are_no_mailbox() -> None:
    for server, user in (("", "a"), ("a b", "a"), ("mail..vn", "a"), ("mail.vn", ""), ("mail.vn", "a\r\nb")):
        with pytest.raises(UserError):
            Mailbox(server, user)
