"""Findings that an office passes over, and rules that it does not ask: each with its reason, taken back at will."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.checks import CheckChoice
from cchc_desktop.rules.checks.base import Finding
from cchc_desktop.rules.checks.paper import CheckedPaper
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.writing_order import written


class Choice(NamedTuple):
    """One choice; `owner_guid` is "" where the whole rule is not asked."""

    guid: str
    code: str
    owner_guid: str
    words: str
    reason: str
    by: str


class Passed(NamedTuple):
    """A finding that is passed over, and by which choice."""

    finding: Finding
    choice: Choice


def read_choices(dossier: Dossier) -> tuple[Choice, ...]:
    """All choices of the office, the oldest first."""
    with dossier.read() as session:
        return tuple(
            Choice(row.guid, row.code, row.owner_guid, row.words, row.reason, row.by)
            for row in session.scalars(select(CheckChoice).order_by(CheckChoice.at, written(CheckChoice)))
        )


def parted(
    paper: CheckedPaper, found: Iterable[Finding], choices: Sequence[Choice]
) -> tuple[tuple[Finding, ...], tuple[Passed, ...]]:
    """What is still to be looked at, and what is passed over."""
    rules = {one.code: one for one in choices if not one.owner_guid}
    places = {(one.code, one.owner_guid, one.words): one for one in choices if one.owner_guid}
    left, passed = [], []
    for one in found:
        choice = rules.get(one.code) or places.get((one.code, *place_of(paper, one)))
        if choice is None:
            left.append(one)
        else:
            passed.append(Passed(one, choice))
    return tuple(left), tuple(passed)


def place_of(paper: CheckedPaper, finding: Finding) -> tuple[str, str]:
    """The row and the words by which a finding is known again; one of the whole paper by its sentence."""
    if finding.line < 0:
        return paper.guid, finding.message
    line = paper.lines[finding.line]
    return line.owner, line.text[finding.start : finding.end] or line.text


def pass_over(
    dossier: Dossier, *, code: str, owner_guid: str, words: str, reason: str, now: datetime | None = None
) -> Change:
    """Pass a finding over, or with an empty `owner_guid` a whole rule. Raises `UserError` without a reason."""
    return _keep(dossier, [(code, owner_guid, words if owner_guid else "")], reason, now)


def pass_over_places(
    dossier: Dossier, *, places: Iterable[tuple[str, str, str]], reason: str, now: datetime | None = None
) -> Change:
    """Pass several findings over for one reason: code, `owner_guid` and words of each; never a whole rule.

    Raises `UserError` without a reason.
    """
    return _keep(dossier, [place for place in places if place[1]], reason, now)


def _keep(dossier: Dossier, chosen: Iterable[tuple[str, str, str]], reason: str, now: datetime | None) -> Change:
    if not reason.strip():
        raise UserError(_("Say why this is passed over: whoever checks the paper after you will ask."))
    at = (now or datetime.now()).replace(microsecond=0)
    with dossier.change(_("Pass a finding over")) as work:
        for code, owner_guid, words in chosen:
            row = CheckChoice(
                code=code, owner_guid=owner_guid, words=words, reason=reason.strip(), by=dossier.who, at=at
            )
            work.session.add(row)
    return work.change


def look_again(dossier: Dossier, *, choice_guid: str) -> Change:
    """Take a choice back: what it passed over is found again."""
    with dossier.change(_("Look at a finding again")) as work:
        work.session.delete(work.session.get_one(CheckChoice, choice_guid))
    return work.change
