"""Dossiers damaged at random: whatever is asked of them, the answer is right, or a sentence; never a traceback."""

import random
import shutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services import evidence, exports, offices, overviews, years
from cchc_desktop.services.exchange import contributions, log, packing
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.frame import calendar, frames, history, results, tasks, unit_matching
from cchc_desktop.services.papers import issuing, legal_bases, paper_numbers, paper_words, papers, plan_copies, plans
from cchc_desktop.services.papers import register as registers
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting import (
    drafting,
    duties,
    figure_checks,
    figures,
    outlines,
    report_appendices,
    report_facts,
    reports,
    self_scoring,
)
from cchc_desktop.services.sample import create_sample
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.search.searching import search
from cchc_desktop.storage import changes
from cchc_desktop.storage.damage import verdict
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.rescue import rescue
from cchc_desktop.storage.rescued import Rescued
from tests.soak.campaign import Campaign, Kind, Tally

TODAY = date(2026, 9, 8)
_PAGE = 4096


def damage(content: bytes, chance: random.Random) -> bytes:
    """The content with bytes, a page or a block spoilt, or its end cut off."""
    spoilt = bytearray(content)
    kind = chance.choice(("bytes", "bytes", "text", "page", "zeroes", "block", "header", "cut"))
    if kind == "bytes":
        for _time in range(chance.choice((1, 5, 40))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    elif kind == "text":  # where values are: between the letters of a page, one bit
        for _time in range(400):
            place = chance.randrange(len(spoilt))
            if spoilt[place] >= 32:
                spoilt[place] ^= 1 << chance.randrange(8)
    elif kind == "header":
        spoilt[: chance.choice((16, 100, _PAGE))] = chance.randbytes(chance.choice((16, 100)))
        spoilt = spoilt[: len(content)]
    elif kind == "cut":
        del spoilt[chance.randrange(len(spoilt)) :]
    else:
        length = _PAGE if kind != "block" else chance.randrange(100, 30_000)
        place = chance.randrange(len(spoilt) // _PAGE) * _PAGE if kind != "block" else chance.randrange(len(spoilt))
        end = min(place + length, len(spoilt))
        spoilt[place:end] = bytes(end - place) if kind == "zeroes" else chance.randbytes(end - place)
    return bytes(spoilt)


def questions(dossier: Dossier, folder: Path) -> Iterator[Callable[[], Any]]:
    """All that the window asks of a dossier, with the guids that it gets on the way."""
    yield partial(years.read_years, dossier)
    yield partial(years.office_name_in, dossier, 2026)
    yield partial(overviews.read_overview, dossier, 2026, TODAY)
    for read in (offices.read_office, offices.read_units, offices.read_officers, offices.read_receivers):
        yield partial(read, dossier)
    for query in ("cai cach", "quy"):
        yield partial(search, dossier, query)
    yield partial(calendar.read_due, dossier, 2026, TODAY)
    yield partial(unit_matching.read_unknown_units, dossier, 2026)
    yield partial(legal_bases.read_legal_bases, dossier)
    yield partial(legal_bases.cited_elsewhere, dossier)
    yield partial(registers.read_register, dossier, 2026)
    yield partial(duties.read_duties, dossier, 2026)
    yield partial(outlines.read_outlines, dossier)
    yield partial(log.read_log, dossier, 2026)
    yield partial(gather, dossier, PackageWish(2026))
    yield partial(evidence.read_evidence, dossier)
    yield from _of_plans(dossier)
    yield from _of_reports(dossier)
    yield from _of_sets(dossier)
    if int(folder.name or 0) % 4 == 0:  # the slow ones
        yield lambda: _all(exports.export(dossier, Wish(2026), what=("all",), formats=("docx",), out=folder))
        yield lambda: _all(packing.make_package(dossier, wish=PackageWish(2026), out=folder / "a.cchcgoi", note=""))


def _all(steps: Iterator[Any]) -> list[Any]:
    return list(steps)


def _of_plans(dossier: Dossier) -> Iterator[Callable[[], Any]]:
    yield partial(plans.paper_kinds, dossier, 2026)
    for row in _got(partial(plans.read_plans, dossier, 2026)) or ():
        yield partial(plans.read_plan, dossier, row.guid)
        yield partial(paper_words.find_in_plan, dossier, row.guid, "năm", "", False)
        yield partial(plan_copies.preview_copy, dossier, plan_guid=row.guid, year=2027)
        yield partial(papers.read_paper, dossier, row.paper_guid)
        yield partial(issuing.issue_state, dossier, row.paper_guid)
        yield partial(paper_numbers.offer_number, dossier, row.paper_guid, TODAY)
        for task in (_got(partial(tasks.read_tasks, dossier, row.guid)) or ())[:6]:
            yield partial(history.read_history, dossier, task.guid)
            yield partial(results.read_results, dossier, task.guid)
            yield partial(evidence.read_evidence, dossier, task.guid)


def _of_reports(dossier: Dossier) -> Iterator[Callable[[], Any]]:
    for row in _got(partial(reports.read_reports, dossier, 2026)) or ():
        yield partial(reports.read_report, dossier, row.guid)
        yield partial(report_appendices.read_appendices, dossier, row.guid, TODAY)
        yield lambda guid=row.guid: drafting.draft_report(report_facts.read_facts(dossier, guid, TODAY))
        yield partial(paper_words.find_in_report, dossier, row.guid, "năm", "", False)
        yield partial(contributions.read_contributions, dossier, row.guid)
        yield partial(figures.read_figures, dossier, row.period)
        yield partial(figure_checks.check_figures, dossier, row.period)


def _of_sets(dossier: Dossier) -> Iterator[Callable[[], Any]]:
    for guid, code, _title in _got(partial(indices.read_sets, dossier, 2026)) or ():
        yield partial(indices.read_index, dossier, guid)
        yield lambda guid=guid: indices.checks(indices.read_index(dossier, guid))
        yield partial(indices.compare_years, dossier, code, (2025, 2026))
        yield partial(self_scoring.read_score_facts, dossier, guid)


def _got(question: Callable[[], Any]) -> Any:
    """The answer that leads on; where it is refused its own question has told so."""
    return question()


def verbs(dossier: Dossier) -> Iterator[Callable[[], Any]]:
    """Some of what an officer changes."""
    plan = frames.frame_plan(dossier, 2026)
    rows = tasks.read_tasks(dossier, plan) if plan else ()
    if plan and rows:
        cells = [(rows[0].guid, Column.TASK, "Sửa"), (rows[-1].guid, Column.DEADLINE, "Quý IV")]
        step = tasks.set_cells(dossier, cells=cells)
        yield partial(changes.undo, dossier, step)
        yield partial(tasks.add_task, dossier, group_guid=rows[0].group_guid)
        yield partial(tasks.remove_tasks, dossier, task_guids=[rows[-1].guid])
        yield partial(plans.remove_plan, dossier, plan_guid=plan)
    yield partial(years.add_year, dossier, year=2031)


def asked(step: Callable[[], Any], tally: Tally) -> bool:
    """Whether an answer came; a sentence is none, and a traceback that an officer would have seen is a crash."""
    try:
        step()
    except UserError:
        return False
    except Exception:
        tally.note(Kind.CRASH, traceback.format_exc(limit=-6))
        return False
    return True


def judge(path: Path, folder: Path, tally: Tally) -> str:
    """Note what goes wrong with one damaged dossier, from opening to rescue; returns how far it went."""
    outcome = "not opened"
    try:
        dossier = Dossier.open(path, backup=False)
    except UserError:
        pass
    else:
        outcome = "looked at"
        _drive(lambda: questions(dossier, folder), tally)
        before = path.read_bytes()
        _drive(lambda: verbs(dossier), tally)
        told = dossier.watch.damage is not None
        dossier.close()
        if told and path.read_bytes()[:_PAGE] != before[:_PAGE] and verdict(path) == ():
            tally.note(Kind.WORDS, "damage was told of a sound file")
    return f"{outcome}, {_judge_rescue(path, folder / 'rescued.cchc', tally)}"


def _drive(steps: Callable[[], Iterator[Callable[[], Any]]], tally: Tally) -> None:
    """Ask each of the steps once; where one of those that lead on is refused, the rest is not asked."""

    def ask() -> None:
        for step in steps():
            asked(step, tally)

    asked(ask, tally)


def _judge_rescue(path: Path, target: Path, tally: Tally) -> str:
    if not asked(lambda: rescued(path, target), tally):
        return "not rescued"
    Dossier.open(target, backup=False).close()
    if verdict(target):
        tally.note(Kind.LOSS, "the rescued dossier is damaged itself")
    return "rescued"


def rescued(path: Path, target: Path) -> Rescued:
    """The rescue from its first step to its last."""
    steps = rescue(path, target)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: Rescued = end.value
            return done


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """The sample, of which each run damages a copy."""
    content = create_sample(folder).read_bytes()

    def run(number: int) -> str:
        place = folder / f"{number}"
        place.mkdir()
        path = place / "Xã A.cchc"
        path.write_bytes(damage(content, random.Random(f"{seed}-{number}")))
        outcome = judge(path, place, tally)
        shutil.rmtree(place)
        return outcome

    yield run


CAMPAIGN = Campaign("a damaged dossier, asked everything through the services, then rescued", 500, 2400, prepare)
