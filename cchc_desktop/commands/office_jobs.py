"""`cchc office`: how the office is called in the papers of which years, and a change of it."""

import argparse

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.models.rows import OfficeRow
from cchc_desktop.services import offices

FIELDS = {"office": "name", "tier": "tier", "superior": "superior", "place": "place"}
FIELDS |= {name: name for name in ("address", "email", "phone")}


def office(chosen: argparse.Namespace) -> Answer:
    """Change what was given, then show the office in the course of time."""
    given = {FIELDS[name]: value for name in FIELDS if (value := getattr(chosen, name)) is not None}
    with opened(chosen.dossier, chosen.year) as dossier:
        if given:
            offices.set_office(dossier, year=chosen.year, from_year=chosen.from_year, **given)
        rows = offices.read_offices(dossier)
        of_year = offices.read_office(dossier, chosen.year)
    data = {"year": chosen.year, "office": to_json(of_year), "offices": to_json(rows)}
    return Answer(data, [_line(row) for row in ((of_year,) if chosen.year is not None and not given else rows)])


def _line(row: OfficeRow) -> str:
    begun = str(row.valid_from.year) if row.valid_from else "-"
    return " | ".join(part for part in (begun, row.name, row.tier, row.superior, row.place) if part)
