"""Packages down that go by mail: a real server, the outbox, and what the collection notes of each."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.collection.mailing import ToMail, deliver_all, note_all, put_all, take_back
from cchc_desktop.collection.offices import change_office, read_offices
from cchc_desktop.collection.outgoing import OutgoingState, read_outgoing
from cchc_desktop.collection.returning import Wish
from cchc_desktop.collection.store import Collection
from cchc_desktop.exchange.mail import outbox
from cchc_desktop.exchange.mail.accounts import Account, Security
from cchc_desktop.exchange.mail.outbox import State, Waiting
from tests.collection.conftest import WHOSE
from tests.collection.small import Commune
from tests.collection.test_returning import YEAR, bring, done
from tests.exchange.certificates import make_certificate
from tests.exchange.mail_server import PASSWORD, Behaviour, running

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
OFFICES = 4


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    made = make_certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
    return made


@pytest.fixture
def made(tmp_path: Path) -> Generator[tuple[Collection, list[ToMail]], None, None]:
    """A collection that has made a package for each of four communes, with the mails that carry them."""
    collection = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    bring(collection, *(Commune(number).save(tmp_path) for number in range(1, OFFICES + 1)))
    with collection.changing() as connection:
        for one in read_offices(connection):
            change_office(
                connection, one.id, name=one.name, email=f"xa{one.id}@b.example.vn", note=one.note, expected=True
            )
    lines = done(collection, tmp_path / "xuong", Wish(deadlines=True, drafts=True))
    yield collection, [line.mail for line in lines if line.mail is not None]
    collection.close()


def sent(waiting: tuple[Waiting, ...], account: Account, password: str = PASSWORD) -> tuple[Waiting, ...]:
    steps: Generator[Any, None, tuple[Waiting, ...]] = deliver_all(waiting, account, password)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: tuple[Waiting, ...] = end.value
            return found


def standing(collection: Collection) -> list[tuple[OutgoingState, str]]:
    return [(one.state, one.detail) for one in sorted(read_outgoing(collection, YEAR), key=lambda one: one.id)]


def test_each_office_gets_its_own_package_and_the_collection_knows(
    made: tuple[Collection, list[ToMail]], certificate: tuple[Path, Path]
) -> None:
    collection, mails = made
    refused = mails[1].letter.to
    behaviour = Behaviour(refused={refused: "550 khong co hop thu"})
    with running(behaviour, certificate, Security.TLS) as account:
        waiting = put_all(collection, mails, account, again=True)
        assert note_all(collection) == OFFICES and {state for state, _why in standing(collection)} == {"waiting"}
        found = sent(waiting, account)
    assert [mail.state for mail in found] == [State.SENT, State.STOPPED, State.SENT, State.SENT]
    assert note_all(collection) == 1
    told = standing(collection)
    assert [told[0], told[2]] == [("sent", mails[0].letter.to), ("sent", mails[2].letter.to)]
    assert told[1][0] == "failed" and "khong co hop thu" in told[1][1]
    for mail, envelope in zip([mails[0], *mails[2:]], behaviour.got, strict=True):
        assert envelope.rcpt_tos == [mail.letter.to]
        assert mail.letter.attachment.name.encode() in bytes(envelope.content or b"")
    assert [mail.to for mail in outbox.read_outbox()] == [(refused,)]


def test_a_server_that_lets_nobody_in_is_asked_twice_and_not_for_every_office(
    made: tuple[Collection, list[ToMail]], certificate: tuple[Path, Path]
) -> None:
    collection, mails = made
    behaviour = Behaviour()  # that is asked in two ways each time
    with running(behaviour, certificate, Security.TLS) as account:
        found = sent(put_all(collection, mails, account, again=False), account, "sai")
    assert len(behaviour.logins) == 2 * 2 and behaviour.got == []
    assert len({mail.reason for mail in found}) == 1 and {mail.state for mail in found} == {State.STOPPED}
    assert note_all(collection) == OFFICES
    assert standing(collection) == [("failed", mail.reason) for mail in found]


def test_stopping_in_the_middle_keeps_what_went_and_what_waits(
    made: tuple[Collection, list[ToMail]], certificate: tuple[Path, Path]
) -> None:
    collection, mails = made
    behaviour = Behaviour()
    with running(behaviour, certificate, Security.TLS) as account:
        steps = deliver_all(put_all(collection, mails, account, again=True), account, PASSWORD)
        while next(steps).done == 0:
            pass
        steps.close()
    assert note_all(collection) == OFFICES - 1 and len(behaviour.got) == 1
    assert [state for state, _why in standing(collection)] == ["sent", "waiting", "waiting", "waiting"]


def test_a_package_that_is_taken_back_is_not_mailed_later(
    made: tuple[Collection, list[ToMail]], certificate: tuple[Path, Path]
) -> None:
    collection, mails = made
    with running(Behaviour(), certificate, Security.TLS) as account:
        waiting = put_all(collection, mails, account, again=True)
    assert mails[0].outgoing_id is not None
    take_back(collection, mails[0].outgoing_id)
    outbox.take_out(waiting[1])
    assert {mail.key for mail in outbox.read_outbox()} == {mail.key for mail in waiting[1:]}
    assert note_all(collection) == OFFICES - 2
    assert standing(collection)[0] == ("failed", "Đã bỏ khỏi hộp thư đi.")
