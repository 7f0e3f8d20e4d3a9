"""`cchc check`: what a reviewer would send back, in anyone's file or in the papers of a year."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.check_arguments import SEVERITIES
from cchc_desktop.commands.opening import opened, output
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Finding, Severity
from cchc_desktop.rules.checks.places import where
from cchc_desktop.services.checking.checking import Checked, check_file, check_year, rules_of
from cchc_desktop.services.checking.review import write_commented, write_review
from cchc_desktop.text import words_around

_DOSSIER = ".cchc"
_AROUND = 30  # letters shown at either side of a place


def check(chosen: argparse.Namespace) -> Answer:
    """The findings, the worst told first in the summary; `--fail-on` makes them a failure."""
    if chosen.rules:
        return _rules()
    if chosen.file is None:
        raise UserError(_("Name the file to be checked. Nothing was done."))
    checked = _checked(chosen.file, chosen.year, {code.strip() for code in chosen.off.split(",")})
    written = _write(chosen, checked)
    lines = [line for one in checked for line in _lines(one)]
    found = [finding for one in checked for finding in one.findings]
    verdict = _verdict(found)
    listed = [_finding(one, finding) for one in checked for finding in one.findings]
    worst = SEVERITIES.index(chosen.fail_on) if chosen.fail_on else -1
    failed = any(SEVERITIES.index(one.severity) <= worst for one in found)
    notes = [note for one in checked for note in one.paper.notes]
    notes += [_("Written: {name}").format(name=path) for path in written] if chosen.json else []
    return Answer({}, [verdict, *lines, *map(str, written)], notes, int(failed), listed)


def _write(chosen: argparse.Namespace, checked: Sequence[Checked]) -> list[Path]:
    """The review sheet and the file with comments, where they are asked for."""
    written = []
    if (chosen.review or chosen.comments) and (len(checked) != 1 or checked[0].guid):
        raise UserError(_("A review is written of one file, not of a dossier. Name a Word, PDF, Excel or text file."))
    if chosen.review:
        written.append(write_review(checked[0], output(chosen.review, chosen, ".docx", ".pdf", ".xlsx")))
    if chosen.comments:
        written.append(write_commented(chosen.file, checked[0], output(chosen.comments, chosen, ".docx")))
    return written


def _checked(file: Path, year: int | None, off: set[str]) -> tuple[Checked, ...]:
    if file.suffix.lower() != _DOSSIER:
        return (check_file(file, off),)
    if year is None:
        raise UserError(_("Say which year's papers of the dossier are to be checked, with --year."))
    with opened(file, year) as dossier:
        return check_year(dossier, year, off)


def _verdict(found: list[Finding]) -> str:
    counts = Counter(one.severity for one in found)
    return _("{errors} errors for which a registry would send it back, {warnings} warnings, {hints} hints.").format(
        errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING], hints=counts[Severity.HINT]
    )


def _lines(checked: Checked) -> list[str]:
    shown = [checked.title] if checked.findings else []
    for one in checked.findings:
        place = checked.paper.lines[one.line] if one.line >= 0 else None
        words = f" [{words_around(place.text, one.start, one.end, _AROUND)}]" if place is not None else ""
        told = f"{_severity(one.severity)}: {where(checked.paper, one)}: {one.message}{words} ({one.source})"
        shown.append(f"  {one.code} {told}")
    return shown


def _severity(severity: Severity) -> str:
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.HINT: _("hint")}[severity]


def _finding(checked: Checked, one: Finding) -> dict[str, Any]:
    line = checked.paper.lines[one.line] if one.line >= 0 else None
    place: dict[str, Any] = {"paper": checked.title, "guid": checked.guid, "where": where(checked.paper, one)}
    if line is not None:
        place |= {"line": line.number, "part": str(line.part), "owner": line.owner}
        place |= {"column": one.column, "start": one.start, "end": one.end}
    return {
        "code": one.code,
        "severity": str(one.severity),
        "place": place,
        "text": "" if line is None else line.text[one.start : one.end] or line.text,
        "message": one.message,
        "source": one.source,
        "fix": None if one.fix is None else one.fix.text,
    }


def _rules() -> Answer:
    rules = rules_of(None)
    data = [{"code": r.code, "severity": str(r.severity), "title": r.title(), "source": r.source} for r in rules]
    return Answer({"rules": data}, [f"{r.code}  {_severity(r.severity)}  {r.title()} ({r.source})" for r in rules])
