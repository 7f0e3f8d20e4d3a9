"""Checks of files and of a year's papers, by the rules and the list of legal bases."""

from collections.abc import Collection, Generator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cchc_desktop import clock
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.progress import Progress
from cchc_desktop.rules.checks.base import Finding, Rule
from cchc_desktop.rules.checks.check import all_rules, check
from cchc_desktop.rules.checks.paper import CheckedPaper
from cchc_desktop.services.checking.bases import known_bases
from cchc_desktop.services.checking.choices import Choice, Passed, parted, read_choices
from cchc_desktop.services.checking.foreign import read_checked
from cchc_desktop.services.checking.own import checked_plan, checked_report
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.legal_bases import bases_of_forms, read_legal_bases
from cchc_desktop.services.papers.plans import read_plan, read_plans
from cchc_desktop.services.reporting.figure_checks import read_period_figures
from cchc_desktop.services.reporting.report_facts import read_facts
from cchc_desktop.services.reporting.reports import read_report, read_reports
from cchc_desktop.services.scoring.index_scoring import findings, read_proposals
from cchc_desktop.services.scoring.indices import read_sets
from cchc_desktop.storage.dossier import Dossier


class Checked(NamedTuple):
    """A paper and what was found in it; `guid` is the year paper's or report's, "" of a file."""

    title: str
    guid: str
    paper: CheckedPaper
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...] = ()  # what the office passes over


def rules_of(dossier: Dossier | None) -> tuple[Rule, ...]:
    """Every rule, with the dossier's own list of legal bases, or the one that comes with the program."""
    return all_rules(known_bases(bases_of_forms() if dossier is None else read_legal_bases(dossier)))


def check_file(path: Path, off: Collection[str] = ()) -> Checked:
    """What is found in anyone's file. Raises `UserError` where it cannot be read."""
    paper = read_checked(path)
    return Checked(path.name, "", paper, tuple(check(paper, rules_of(None), off)))


def check_papers(
    dossier: Dossier, year: int, paper_guids: Collection[str], today: date | None = None
) -> tuple[Checked, ...]:
    """What is found in the year papers and reports whose frames, or whose decisions, have these guids."""
    office = read_office(dossier, year).name
    found = [
        _looked_at(dossier, row.title, checked_plan(read_plan(dossier, row.guid), office))
        for row in read_plans(dossier, year)
        if row.paper_guid in paper_guids or row.decision_guid in paper_guids
    ]
    found += [
        _looked_at(dossier, report.title, _report(dossier, report, office, today))
        for report in read_reports(dossier, year)
        if report.paper_guid in paper_guids
    ]
    return tuple(found)


def _report(dossier: Dossier, row: ReportRow, office: str, today: date | None) -> CheckedPaper:
    """A report with its figures, and the drafted sentences that hold no longer."""
    from cchc_desktop.services.reporting.drafting import outdated

    facts = read_facts(dossier, row.guid, today or clock.today())
    old = tuple((guid, statement.text) for guid, statement in outdated(facts))
    figures = read_period_figures(dossier, row.period)
    return checked_report(read_report(dossier, row.guid), office)._replace(figures=figures, outdated=old)


def _looked_at(
    dossier: Dossier,
    title: str,
    paper: CheckedPaper,
    rules: Sequence[Rule] | None = None,
    choices: Sequence[Choice] | None = None,
    off: Collection[str] = (),
) -> Checked:
    found = check(paper, rules_of(dossier) if rules is None else rules, off)
    left, passed = parted(paper, found, read_choices(dossier) if choices is None else choices)
    return Checked(title, paper.guid, paper, left, passed)


def check_year(
    dossier: Dossier, year: int, off: Collection[str] = (), today: date | None = None
) -> tuple[Checked, ...]:
    """What is found in each paper, report and criteria set of a year, in the order of its lists."""
    steps = checks_of_year(dossier, year, off, today)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: tuple[Checked, ...] = end.value
            return found


def checks_of_year(
    dossier: Dossier, year: int, off: Collection[str] = (), today: date | None = None
) -> Generator[Progress, None, tuple[Checked, ...]]:
    """`check_year` paper by paper."""
    rules, choices = rules_of(dossier), read_choices(dossier)
    office = read_office(dossier, year).name
    plans, periods = read_plans(dossier, year), read_reports(dossier, year)
    sets = read_sets(dossier, year)
    whole = len(plans) + len(periods) + len(sets)
    found: list[Checked] = []
    for row in plans:
        yield Progress(len(found), whole, row.title)
        paper = checked_plan(read_plan(dossier, row.guid), office)
        found.append(_looked_at(dossier, row.title, paper, rules, choices, off))
    for report in periods:
        yield Progress(len(found), whole, report.title)
        paper = _report(dossier, report, office, today)
        found.append(_looked_at(dossier, report.title, paper, rules, choices, off))
    for guid, _code, title in sets:
        yield Progress(len(found), whole, title)
        found.append(_looked_at(dossier, title, _scores(dossier, guid), rules, choices, off))
    return tuple(found)


def _scores(dossier: Dossier, set_guid: str) -> CheckedPaper:
    """A criteria set by what its rules say of the points that stand; what is still missing, its own tab tells."""
    said = [one for one in findings(read_proposals(dossier, set_guid)) if one.kind in ("above", "overruled")]
    return CheckedPaper((), is_own=True, guid=set_guid, scores=tuple(one.sentence for one in said))
