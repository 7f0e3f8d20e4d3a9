"""The calendar file, read back by another reader of the format."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from cchc_desktop.text import clean
from cchc_desktop.writers.ics_writer import Event, fold_line, ics_text, write_ics

MADE = datetime(2026, 9, 8, 1, 30, tzinfo=UTC)
# What a clean text may hold; a tab is white space like any other.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n,;\\:")).map(clean)


def read(text: str) -> list[Any]:
    return list(Calendar.from_ical(text.encode()).walk("VEVENT"))


def test_a_day_with_its_reminder(tmp_path: Path) -> None:
    events = [
        Event(
            "a-1@d",
            date(2026, 9, 11),
            "Gửi báo cáo; quý III, 9 tháng",
            "I.1.3, Phòng VH-XH\nTrước ngày 12/9",
            "Nhiệm vụ",
        ),
        Event("b@d", date(2026, 12, 31), "Xong", done=True),
    ]
    write_ics(events, "Xã Bình Minh", tmp_path / "a.ics", MADE)
    data = (tmp_path / "a.ics").read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    first, second = read(data.decode())
    assert first["SUMMARY"] == "Gửi báo cáo; quý III, 9 tháng"
    assert first["DESCRIPTION"] == "I.1.3, Phòng VH-XH\nTrước ngày 12/9"
    assert first["UID"] == "a-1@d"
    assert first.decoded("DTSTART") == date(2026, 9, 11)
    assert first.decoded("DTEND") == date(2026, 9, 12)
    assert first.decoded("DTSTAMP") == MADE
    (alarm,) = first.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-3)
    assert alarm["ACTION"] == "DISPLAY"
    assert second.walk("VALARM") == []


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_any_text_comes_back_as_it_was(title: str, description: str) -> None:
    text = ics_text([Event("u", date(2026, 1, 1), title, description)], title, MADE)
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))
    (event,) = read(text)
    assert str(event["SUMMARY"]) == title
    assert str(event.get("DESCRIPTION", "")) == description


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_folding_loses_nothing_and_cuts_no_letter(line: str) -> None:
    pieces = list(fold_line(line))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert all(len(piece.encode()) <= 75 for piece in pieces)
