"""The check before a paper leaves the office: what is to be looked at, told in one sentence for each paper."""

from collections.abc import Collection, Iterable
from datetime import datetime

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Finding, Severity
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.checking.checking import Checked, check_papers
from cchc_desktop.services.checking.choices import pass_over_places, place_of
from cchc_desktop.services.papers.composing import award_steps, current_plan, current_report
from cchc_desktop.services.papers.plans import read_plans
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_OF_PLAN = frozenset({Printout.DECISION, Printout.PLAN, Printout.FRAME})


def told_before(
    dossier: Dossier, year: int, paper_guids: Collection[str], but: Collection[str] = ()
) -> tuple[str, ...]:
    """A sentence for each of the papers with errors or warnings, by the guids of their frames; hints stay in the list.

    Rules whose codes are in `but` are told elsewhere.
    """
    said = []
    for checked in check_papers(dossier, year, paper_guids):
        found = _told_of(checked, but)
        errors = [one for one in found if one.severity is Severity.ERROR]
        if found:
            words = _(
                "The check finds in “{title}”: {errors} errors, {warnings} warnings. The first: {first} "
                "Shift+F7 lists all with their places."
            )
            said.append(
                words.format(
                    title=" ".join(checked.title.split()),
                    errors=len(errors),
                    warnings=len(found) - len(errors),
                    first=(errors or found)[0].message,
                )
            )
    return tuple(said)


def _told_of(checked: Checked, but: Collection[str]) -> list[Finding]:
    return [one for one in checked.findings if one.severity is not Severity.HINT and one.code not in but]


def pass_over_told(
    dossier: Dossier,
    *,
    year: int,
    paper_guids: Collection[str],
    reason: str,
    but: Collection[str] = (),
    now: datetime | None = None,
) -> Change:
    """Pass over every place that `told_before` tells of, each until its words change; one step.

    Raises `UserError` without a reason.
    """
    places = {
        (one.code, *place_of(checked.paper, one)): None
        for checked in check_papers(dossier, year, paper_guids)
        for one in _told_of(checked, but)
    }
    return pass_over_places(dossier, places=tuple(places), reason=reason, now=now)


def told_before_printing(dossier: Dossier, wish: Wish, what: Iterable[Printout]) -> tuple[str, ...]:
    """`told_before` for the papers that these printouts are made of. Raises `UserError` where one is not there."""
    return told_before(dossier, wish.year, papers_of(dossier, wish, what))


def papers_of(dossier: Dossier, wish: Wish, what: Iterable[Printout]) -> tuple[str, ...]:
    """The guids of the frames of the papers that printouts are made of. Raises `UserError` where one is not there."""
    printouts, guids = set(what), []
    if printouts & _OF_PLAN:
        guids.append(wish.plan_guid or current_plan(dossier, wish.year).guid)
    if Printout.AWARD in printouts:
        guids += [step.plan_guid for _stem, step in award_steps(dossier, wish) if step.plan_guid]
    papers = {row.guid: row.paper_guid for row in read_plans(dossier, wish.year)}
    frames = [papers[guid] for guid in guids if guid in papers]
    if Printout.REPORT in printouts:
        frames.append(current_report(dossier, wish.year, wish.period).paper_guid)
    return tuple(frames)
