"""A calendar file that other calendars open (iCalendar, RFC 5545): whole days, with a reminder before each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from cchc_desktop import __version__
from cchc_desktop.text import clean
from cchc_desktop.writers.saving import atomic_write

_LONGEST = 75  # octets in a line without its end (RFC 5545, 3.1)
_ESCAPED = re.compile(r"[\\;,]")


@dataclass(frozen=True)
class Event:
    """Something that is due on a day; `uid` stays the same when the file is made again, `done` needs no reminder."""

    uid: str
    day: date
    title: str
    description: str = ""
    category: str = ""
    done: bool = False


def write_ics(events: Iterable[Event], name: str, path: Path, made_at: datetime, remind_days: int = 3) -> None:
    """Write the calendar; `made_at` is in UTC. Raises `UserError` when the file cannot be written."""
    with atomic_write(path, ".ics") as stream:
        stream.write(ics_text(events, name, made_at, remind_days).encode())


def ics_text(events: Iterable[Event], name: str, made_at: datetime, remind_days: int = 3) -> str:
    """The calendar as text with the line ends that the format asks for."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//CCHC Desktop//{__version__}//VI",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event_lines(event, made_at, remind_days)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold_line(line))


def _event_lines(event: Event, made_at: datetime, remind_days: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.category:
        yield f"CATEGORIES:{escaped(event.category)}"
    yield "TRANSP:TRANSPARENT"
    if not event.done:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(event.title)}"
        yield f"TRIGGER:-P{remind_days}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Text as a value: no bare line end, comma, semicolon or backslash (RFC 5545, 3.3.11)."""
    return _ESCAPED.sub(lambda found: "\\" + found[0], clean(text)).replace("\n", "\\n")


def fold_line(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, the later ones begun by a space; no letter is cut (RFC 5545, 3.1)."""
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _LONGEST:
            yield piece
            piece, octets = " ", 1
        piece += letter
        octets += size
    yield piece
