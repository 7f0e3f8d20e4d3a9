"""`cchc collect …` and what `cchc receive` does with a collection."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cchc_desktop import options
from cchc_desktop.collection.intake import IntakeLine, IntakeReport, take_in
from cchc_desktop.collection.intakes import read_intakes
from cchc_desktop.collection.kinds import Outcome, Right
from cchc_desktop.collection.offices import read_offices
from cchc_desktop.collection.outgoing import take_receipts
from cchc_desktop.collection.roles import grant
from cchc_desktop.collection.sources import sorted_out
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.turns import in_turn
from cchc_desktop.collection.undoing import undo_intake
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import carried_out
from cchc_desktop.commands.package_commands import password_in
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _


def collect(chosen: argparse.Namespace) -> Answer:
    """Make a collection, show what is in it, take an intake back, or say who may do what on its server."""
    return _ACTIONS[chosen.action](chosen)


@contextmanager
def _opened(place: Path | str) -> Iterator[Collection]:
    collection = Collection.open(place)
    try:
        yield collection
    finally:
        collection.close()


def _new(chosen: argparse.Namespace) -> Answer:
    if not chosen.office:
        raise UserError(_("Say whose collection it is: --office NAME."))
    made = Collection.create(
        chosen.place, office_name=chosen.office, superior=chosen.superior, locality=chosen.locality
    )
    try:
        return Answer({**_whose(made), "offices": [], "intakes": []}, [made.place])
    finally:
        made.close()


def _whose(collection: Collection) -> dict[str, Any]:
    info = collection.info
    return {
        "collection": collection.place,
        "guid": info.guid,
        "office": info.office_name,
        "superior": info.superior,
        "place": info.place,
        "right": str(collection.right),
    }


def _list(chosen: argparse.Namespace) -> Answer:
    with _opened(chosen.place) as collection:
        with collection.reading() as connection:
            offices, intakes = read_offices(connection), read_intakes(connection)
        data = _whose(collection)
        notes = [collection.why_read_only] if collection.why_read_only else []
    data["offices"] = [
        {"id": one.id, "name": one.name, "tier": one.tier, "email": one.email, "expected": one.expected}
        for one in offices
    ]
    data["intakes"] = [{**one._asdict(), "at": one.at.isoformat()} for one in intakes]
    lines = [f"{one.id}\t{one.name}" for one in offices]
    lines += [f"{one.at:%H:%M %d/%m/%Y}\t#{one.id}\t{one.packages}/{one.files}\t{one.by}" for one in intakes]
    return Answer(data, lines, notes)


def _undo(chosen: argparse.Namespace) -> Answer:
    if chosen.intake is None:
        raise UserError(_("Say which intake is taken back: --intake ID, as collect list tells it."))
    with _opened(chosen.place) as collection:
        undo_intake(collection, chosen.intake)
    return Answer({"intake": chosen.intake}, [_("Intake {id} is taken back.").format(id=chosen.intake)])


def _roles(chosen: argparse.Namespace) -> Answer:
    if not chosen.user or not chosen.right:
        raise UserError(_("Say who may do what: --user NAME --right reader, appraiser, owner or none."))
    right = None if chosen.right == "none" else Right(chosen.right)
    with _opened(chosen.place) as collection:
        said = grant(collection, chosen.user, right)
    return Answer({"user": chosen.user, "right": chosen.right, "statements": list(said)}, [f"{one};" for one in said])


_ACTIONS = {"new": _new, "list": _list, "undo": _undo, "roles": _roles}


def receive(chosen: argparse.Namespace) -> Answer:
    """Take packages and receipts into a collection; exit code 0 also where some were refused or are asked about."""
    if chosen.dry_run or chosen.take not in (None, "all", "safe"):
        raise UserError(_("A collection takes packages in or leaves them: --dry-run and --take none are of dossiers."))
    answers = dict(map(_said_office, chosen.office or ()))
    files = sorted_out(chosen.file)
    with _opened(chosen.dossier) as collection:
        report = carried_out(
            take_in(
                collection,
                in_turn(files.packages),  # a later version follows the one before it, whatever they are called
                by=options.officer_name(),
                source=_source(chosen.file),
                offices=answers,
                new_offices=chosen.new_offices,
                take_older=chosen.take == "all",
                password=password_in(chosen.password_file),
            )
        )
        receipts = take_receipts(collection, files.receipts)
    return _told(report, receipts)


def _source(paths: list[Path]) -> str:
    return str(paths[0].resolve()) if len(paths) == 1 and paths[0].is_dir() else ""


def _said_office(words: str) -> tuple[str, int | str]:
    """GUID=NAME or GUID=ID."""
    guid, sign, office = words.partition("=")
    if not sign or not office.strip():
        raise UserError(
            _(
                "“{words}” does not say whose a dossier is. Write --office GUID=NAME, or GUID=ID of a known office."
            ).format(words=words)
        )
    return guid.strip().lower(), int(office) if office.isascii() and office.isdecimal() else office.strip()


def _told(report: IntakeReport, receipts: dict[Path, str]) -> Answer:
    counts = {str(outcome): len(report.of(outcome)) for outcome in Outcome}
    data = {
        "intake": report.intake_id,
        "counts": counts,
        "files": [_line(line) for line in report.lines],
        "receipts": [{"file": str(path), "reason": reason or None} for path, reason in receipts.items()],
    }
    lines = [f"{line.file_name}: {words(line.outcome)}" for line in report.lines]
    notes = [f"{line.file_name}: {line.reason}" for line in report.lines if line.reason]
    notes += [f"{path.name}: {reason}" for path, reason in receipts.items() if reason]
    if counts[Outcome.ASK]:
        notes.append(_("For senders that are not known yet add --new-offices, or --office GUID=NAME for each."))
    return Answer(data, lines, notes)


def words(outcome: Outcome) -> str:
    """What became of a file, in a word."""
    return {
        Outcome.NEW: _("new"),
        Outcome.NEWER: _("newer version"),
        Outcome.SAME: _("there already"),
        Outcome.OLDER: _("older than what is there"),
        Outcome.ASK: _("whose is it?"),
        Outcome.REFUSED: _("refused"),
    }[outcome]


def _line(line: IntakeLine) -> dict[str, Any]:
    return {
        "file": str(line.path),
        "outcome": str(line.outcome),
        "reason": line.reason or None,
        "office": line.office or None,
        "office_id": line.office_id,
        "dossier_guid": line.dossier_guid or None,
        "year": line.year,
        "made_at": line.made_at.isoformat() if line.made_at else None,
        "package": line.package_id,
        "candidates": list(line.candidates),
    }
