"""`cchc office`: how the office is called in the papers of which years, and a change of it."""

import argparse
from pathlib import Path

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.services import offices
from cchc_desktop.services.papers import office_base

FIELDS = {"office": "name", "tier": "tier", "superior": "superior", "place": "place"}
FIELDS |= {name: name for name in ("address", "email", "phone")}


def office(chosen: argparse.Namespace) -> Answer:
    """Change what was given, then show the office in the course of time."""
    given = {FIELDS[name]: value for name in FIELDS if (value := getattr(chosen, name)) is not None}
    with opened(chosen.dossier, chosen.year) as dossier:
        if given:
            offices.set_office(dossier, year=chosen.year, from_year=chosen.from_year, **given)
        of_base = chosen.year if chosen.from_year is None else chosen.from_year
        if chosen.word_base == "-":
            office_base.remove_office_base(dossier, year=of_base)
        elif chosen.word_base is not None:
            office_base.set_office_base(dossier, year=of_base, path=Path(chosen.word_base))
        base = office_base.base_name(dossier, of_base)
        rows = offices.read_offices(dossier)
        of_year = offices.read_office(dossier, chosen.year)
    data = {"year": chosen.year, "office": to_json(of_year), "offices": to_json(rows), "word_base": base}
    lines = [_line(row) for row in ((of_year,) if chosen.year is not None and not given else rows)]
    return Answer(data, [*lines, *([_("Word template: {name}").format(name=base)] if base else [])])


def _line(row: OfficeRow) -> str:
    begun = str(row.valid_from.year) if row.valid_from else "-"
    return " | ".join(part for part in (begun, row.name, row.tier, row.superior, row.place) if part)
