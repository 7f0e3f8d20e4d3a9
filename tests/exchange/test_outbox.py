"""The outbox on the drive: what lies there, what is tried when, and what a full drive leaves behind."""

import json
import shutil
import sys
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import outbox
from cchc_desktop.exchange.mail.outbox import State, Waiting

NOW = datetime(2026, 9, 8, 10, 0)
MAIL = Waiting(
    "", "xa@b.vn", ("a@c.vn", "b@c.vn"), "Gói dữ liệu", "<1@b.vn>", 7, "d" * 32, "a" * 32, NOW, True, reason="bận"
)


def state(mail: Waiting) -> dict[str, object]:
    found: dict[str, object] = json.loads((paths.home() / "outbox" / mail.key / "state.json").read_text("utf-8"))
    return found


def test_a_mail_lies_there_whole() -> None:
    assert outbox.read_outbox() == ()
    mail = outbox.put(MAIL, b"From: a\r\n")
    folder = paths.home() / "outbox" / mail.key
    assert len(mail.key) == 32 and replace(mail, key="") == MAIL
    assert {path.name for path in folder.iterdir()} == {"mail.eml", "state.json"}
    assert (folder / "mail.eml").read_bytes() == outbox.mail_of(mail) == b"From: a\r\n"
    told = state(mail)
    assert told["subject"] == "Gói dữ liệu" and told["to"] == ["a@c.vn", "b@c.vn"] and told["next_at"] is None
    assert told["made_at"] == "2026-09-08T10:00:00" and told["state"] == "waiting" and told["tries"] == 0
    assert "Gói dữ liệu" in (folder / "state.json").read_text("utf-8")
    assert outbox.read_outbox() == (mail,)


def test_the_oldest_comes_first() -> None:
    made = [outbox.put(replace(MAIL, made_at=NOW + timedelta(hours=hours)), b"") for hours in (3, 1, 2)]
    same = sorted((outbox.put(replace(MAIL, made_at=NOW), b"") for _time in range(3)), key=lambda mail: mail.key)
    assert outbox.read_outbox() == (*same, made[1], made[2], made[0])


def test_how_far_a_mail_got_is_on_the_drive() -> None:
    mail = outbox.put(MAIL, b"x")
    outbox.ending(mail)
    assert state(mail)["state"] == "ending"
    assert outbox.read_outbox() == (replace(mail, state=State.UNCERTAIN),)
    maybe = outbox.uncertain(replace(mail, next_at=NOW), "đứt")
    assert maybe == replace(mail, state=State.UNCERTAIN, tries=1, reason="đứt") and outbox.read_outbox() == (maybe,)
    gone = outbox.sent(replace(maybe, next_at=NOW))
    assert gone == replace(mail, state=State.SENT, tries=2, reason="") and outbox.read_outbox() == (gone,)
    outbox.drop(gone)
    outbox.drop(gone)
    assert outbox.read_outbox() == () and not (paths.home() / "outbox" / mail.key).exists()
    with pytest.raises(UserError, match=r"a@c\.vn, b@c\.vn"):
        outbox.mail_of(mail)
    assert [str(one) for one in State] == ["waiting", "ending", "uncertain", "sent", "stopped", "dropped"]


def test_what_the_officer_takes_out_is_never_sent_and_known_where_it_came_from() -> None:
    mail, maybe = outbox.put(MAIL, b"x"), outbox.uncertain(outbox.put(MAIL, b"y"), "đứt")
    for one in (mail, maybe):
        outbox.take_out(one)
    (found,) = outbox.read_outbox()
    assert found == replace(mail, state=State.DROPPED, reason="Đã bỏ khỏi hộp thư đi.") and found.is_over
    assert outbox.due((found,), NOW + timedelta(days=9)) == ()
    with pytest.raises(UserError, match=r"a@c\.vn, b@c\.vn"):
        outbox.mail_of(found)


def test_a_mail_that_an_earlier_program_kept_is_read() -> None:
    mail = outbox.put(MAIL, b"x")
    path = paths.home() / "outbox" / mail.key / "state.json"
    kept = state(mail)
    kept["dossier_guid"], kept["log_guid"] = kept.pop("origin"), kept.pop("line")
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert outbox.read_outbox() == (mail,)


@pytest.mark.parametrize(("tries", "minutes"), [(0, 1), (1, 2), (2, 4), (7, 128), (8, 256), (9, None), (20, None)])
def test_when_a_mail_is_tried_again(tries: int, minutes: int | None) -> None:
    mail = outbox.put(replace(MAIL, tries=tries), b"x")
    found = outbox.failed(mail, "mạng hỏng", True, NOW)
    assert outbox.read_outbox() == (found,)
    assert found.tries == tries + 1 and found.reason == "mạng hỏng"
    assert found.state is (State.STOPPED if minutes is None else State.WAITING)
    assert found.next_at == (None if minutes is None else NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(("again", "yes"), [(False, True), (True, False), (False, False)])
def test_what_is_not_tried_again(again: bool, yes: bool) -> None:
    found = outbox.failed(outbox.put(replace(MAIL, again=yes), b"x"), "sai", again, NOW)
    assert found.state is State.STOPPED and found.next_at is None and found.tries == 1


DUE = replace(MAIL, key="k", next_at=NOW)


@pytest.mark.parametrize(
    ("mail", "is_due"),
    [
        (DUE, True),
        (replace(DUE, next_at=NOW - timedelta(days=30)), True),
        (replace(DUE, next_at=NOW + timedelta(seconds=1)), False),
        (replace(DUE, next_at=NOW + timedelta(hours=12)), False),
        (replace(DUE, next_at=NOW + timedelta(hours=12, seconds=1)), True),  # the clock was set back
        (replace(DUE, next_at=None), False),
        (replace(DUE, again=False), False),
        *((replace(DUE, state=one), False) for one in State if one is not State.WAITING),
    ],
)
def test_what_is_due(mail: Waiting, is_due: bool) -> None:
    assert outbox.due((mail,), NOW) == ((mail,) if is_due else ())


@pytest.mark.parametrize("torn", ["", "[]", "{}", '{"to": 5}', '{"to": [], "made_at": "hôm qua"}', "\udcff"])
def test_a_state_that_cannot_be_read_is_passed_over(torn: str, caplog: pytest.LogCaptureFixture) -> None:
    mail = outbox.put(MAIL, b"x")
    for name in ("0", "zz"):
        (paths.home() / "outbox" / name).mkdir()
        (paths.home() / "outbox" / name / "state.json").write_bytes(torn.encode("utf-8", "surrogateescape"))
    assert outbox.read_outbox() == (mail,)
    assert caplog.messages == ["a mail of the outbox cannot be read"] * 2 and caplog.records[0].exc_info


def test_where_nothing_can_be_written_nothing_stays() -> None:
    outbox.put(MAIL, b"x")
    shutil.rmtree(paths.home() / "outbox")
    with pytest.raises(UserError, match="hộp thư đi"):
        outbox.ending(replace(MAIL, key="k"))
    (paths.home() / "outbox").write_text("a file in its place")
    with pytest.raises(UserError, match="hộp thư đi"):
        outbox.put(MAIL, b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no files of a process")
@pytest.mark.parametrize("room", [0, 100])
def test_a_full_drive_keeps_no_half_of_a_mail(room: int) -> None:
    """The mail finds room or not; what is known of it does not."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(UserError, match="hộp thư đi"):
            outbox.put(MAIL, b"x" * 50)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list((paths.home() / "outbox").iterdir()) == []
