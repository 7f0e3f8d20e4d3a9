"""`cchc incoming`: the register of incoming papers, and papers that come in files, folders and archives."""

import argparse
from dataclasses import replace
from typing import Any

from cchc_desktop import clock
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import carried_out, opened, output
from cchc_desktop.documents.incoming_register import named
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.models.incoming_rows import IncomingRow
from cchc_desktop.readers.paper_folders import gather
from cchc_desktop.readers.pdf_signatures import signature_lines
from cchc_desktop.rules import localised
from cchc_desktop.rules.issue_numbers import same_number
from cchc_desktop.rules.printouts import ENDINGS
from cchc_desktop.services.intake.came_papers import (
    CamePaper,
    Destination,
    Taking,
    attached_to,
    here_before,
    recognise,
    take,
)
from cchc_desktop.services.papers.incoming import read_incoming, read_one_incoming, set_done
from cchc_desktop.services.papers.incoming_files import export_incoming
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold


def incoming(chosen: argparse.Namespace) -> Answer:
    """List the register of a year, take papers in, or say that one was dealt with."""
    if chosen.action == "take":
        return _take(chosen)
    if chosen.paths:
        raise UserError(_("Only “take” takes files: cchc incoming DOSSIER take PATH…"))
    with opened(chosen.dossier) as dossier:
        return _done(dossier, chosen) if chosen.action == "done" else _list(dossier, chosen)


def _year(chosen: argparse.Namespace) -> int:
    return int(chosen.year or clock.today().year)


def _list(dossier: Dossier, chosen: argparse.Namespace) -> Answer:
    path = output(chosen.out, chosen, *ENDINGS) if chosen.out is not None else None
    words = fold(chosen.find).split()
    rows = [
        row
        for row in read_incoming(dossier, _year(chosen))
        if (row.is_open or not chosen.open) and all(word in fold(_line(row)) for word in words)
    ]
    if path is not None:
        export_incoming(dossier, year=_year(chosen), path=path)
    lines = [_line(row) for row in rows] or [_("No paper is found.")]
    return Answer({"year": _year(chosen), "incoming": to_json(rows)}, lines)


def _line(row: IncomingRow) -> str:
    facts = row.facts
    due = localised.full_date(facts.due_on) if facts.due_on is not None else ""
    issued = localised.full_date(facts.issued_on) if facts.issued_on is not None else ""
    parts = (
        facts.arrival_number,
        localised.full_date(facts.arrived_on),
        facts.issuer,
        facts.number,
        issued,
        named(facts.kind, facts.subject),
        facts.receiver,
        _("due {date}").format(date=due) if due and facts.done_on is None else "",
        ", ".join(file.file_name for file in row.files),
    )
    return " | ".join(part for part in parts if part)


def _done(dossier: Dossier, chosen: argparse.Namespace) -> Answer:
    year, number = _year(chosen), chosen.number or ""
    rows = [row for row in read_incoming(dossier, year) if same_number(row.facts.arrival_number, number)]
    if not rows:
        words = _("No incoming paper of {year} has the number of arrival “{number}”. Give it with --number.")
        raise UserError(words.format(year=year, number=number))
    day = None if chosen.again else chosen.date or clock.today()
    if not chosen.dry_run:
        set_done(dossier, incoming_guid=rows[0].guid, done_on=day)
    row = read_one_incoming(dossier, rows[0].guid)
    return Answer(to_json(row), [_line(row)])


# Taken


def _take(chosen: argparse.Namespace) -> Answer:
    if not chosen.paths:
        raise UserError(_("Name the files or folders that came: cchc incoming DOSSIER take PATH…"))
    arrived = chosen.date or clock.today()
    with opened(chosen.dossier) as dossier, working_folder() as folder:
        gathered = carried_out(gather(chosen.paths, folder))
        papers = carried_out(recognise(dossier, gathered, arrived))
        takings = [
            Taking(
                paper.file,
                _destination(paper, chosen.register_all),
                _facts(paper, arrived),
                to=attached_to(place, papers),
            )
            for place, paper in enumerate(papers)
        ]
        taken = any(one.destination is not Destination.LEFT for one in takings)
        if taken and not chosen.dry_run:
            take(dossier, takings=takings)
    data = [_told(paper, taking) for paper, taking in zip(papers, takings, strict=True)]
    lines = [line for paper, taking in zip(papers, takings, strict=True) for line in _lines(paper, taking)]
    notes = [_("Left out, a file of the system: {name}").format(name=name) for name in gathered.left_out]
    return Answer({"files": data, "left_out": list(gathered.left_out)}, lines, notes)


def _facts(paper: CamePaper, arrived: Any) -> Any:
    """As it is registered; what says nothing of itself is called by its file."""
    facts = paper.facts(arrived)
    return facts if facts.subject else replace(facts, subject=paper.file.name)


def _destination(paper: CamePaper, register_all: bool) -> Destination:
    """Where a file is taken without a window: tasks and plans are compared there, so they are registered or left."""
    wanted = paper.proposed
    if register_all and paper.file.path is not None and not paper.twin and paper.registered is None:
        return Destination.ATTACHED if wanted is Destination.ATTACHED else Destination.INCOMING
    if wanted is Destination.SUPERIOR:
        return Destination.INCOMING
    return Destination.LEFT if wanted is Destination.PLAN else wanted


def _told(paper: CamePaper, taking: Taking) -> dict[str, Any]:
    card = paper.card
    return {
        "file": paper.file.place,
        "size": paper.file.size,
        "sha256": paper.file.sha256,
        "proposed": str(paper.proposed),
        "taken": str(taking.destination),
        **to_json(taking.facts),
        "due_words": card.due_words,
        "by_name": sorted(card.by_name),
        "unread": paper.unread,
        "same_as": paper.twin,
        "registered": paper.registered.facts.arrival_number if paper.registered is not None else "",
        "signatures": [
            {
                "state": str(one.state),
                "signer": one.by.signer,
                "organisation": one.by.organisation,
                "signed_at": one.signed_at.isoformat() if one.signed_at is not None else None,
                "to_end": one.to_end,
                "certificate_in_time": one.in_time,
            }
            for one in paper.signatures
        ],
    }


def _lines(paper: CamePaper, taking: Taking) -> list[str]:
    facts = taking.facts
    day = localised.full_date(facts.issued_on) if facts.issued_on is not None else ""
    parts = (
        paper.file.place,
        str(taking.destination),
        facts.issuer,
        facts.number,
        day,
        named(facts.kind, facts.subject),
    )
    told = [f"  {line}" for line in (paper.unread, *here_before(paper), *signature_lines(paper.signatures)) if line]
    if paper.proposed in (Destination.SUPERIOR, Destination.PLAN):
        told.append("  " + _("Its tasks or text are taken in the window, or by cchc import."))
    return [" | ".join(part for part in parts if part), *told]
