"""`cchc return` of a collection: receipts that came, then one package down for each office."""

import argparse

from cchc_desktop.collection.outgoing import take_receipts
from cchc_desktop.collection.returning import ReturnLine, Wish
from cchc_desktop.collection.returning import return_all as make_all
from cchc_desktop.collection.store import Collection
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import carried_out
from cchc_desktop.commands.package_commands import password_in
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _


def return_all(chosen: argparse.Namespace) -> Answer:
    """Make the packages in a folder."""
    if chosen.year is None:
        raise UserError(_("Say which year's papers are answered: --year."))
    wish = Wish(
        given=chosen.give,
        deadlines=chosen.deadlines,
        drafts=chosen.drafts,
        password=password_in(chosen.password_file),
    )
    collection = Collection.open(chosen.file)
    try:
        receipts = take_receipts(collection, chosen.receipts or ())
        lines = carried_out(make_all(collection, chosen.year, out=chosen.out, wish=wish))
    finally:
        collection.close()
    data = {
        "year": chosen.year,
        "packages": [_told(line) for line in lines],
        "receipts": [{"file": str(path), "reason": reason or None} for path, reason in receipts.items()],
    }
    notes = [f"{path.name}: {reason}" for path, reason in receipts.items() if reason]
    notes += [f"{line.office}: {line.reason}" for line in lines if line.reason]
    return Answer(data, [f"{line.office}: {line.path} ({line.check_code})" for line in lines if line.path], notes)


def _told(line: ReturnLine) -> dict[str, object]:
    return {
        "office": line.office,
        "file": str(line.path) if line.path else None,
        "draft": str(line.draft) if line.draft else None,
        "hash": line.check_code or None,
        "points": line.points,
        "remarks": line.remarks,
        "returned": line.returned,
        "reason": line.reason or None,
    }
