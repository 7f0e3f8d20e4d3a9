"""`cchc calendar`: what is due on which day, and the same as a file for other calendars."""

import argparse
from datetime import date

from cchc_desktop import clock
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened, output
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.models.follow_rows import DueRow
from cchc_desktop.services.frame.calendar import export_ics, read_due


def show_calendar(chosen: argparse.Namespace) -> Answer:
    """The days of a year; with a file they are written there too."""
    today: date = chosen.as_of or clock.today()
    path = output(chosen.ics, chosen, ".ics") if chosen.ics is not None else None
    with opened(chosen.dossier, chosen.year) as dossier:
        rows = read_due(dossier, chosen.year, today)
        if path is not None:
            export_ics(dossier, year=chosen.year, path=path, today=today)
    files = [str(path)] if path is not None else []
    return Answer({"year": chosen.year, "due": to_json(rows), "files": files}, [*map(_line, rows), *files])


def _line(row: DueRow) -> str:
    state = "done" if row.met else row.urgency if row.urgency != "none" else ""
    parts = (" ".join(row.title.split()), row.note, " ".join(row.phrase.split()), state)
    return f"{row.last} " + " | ".join(part for part in parts if part)
