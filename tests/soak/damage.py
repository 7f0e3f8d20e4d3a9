"""Dossiers damaged at random: whatever is asked of them, the answer is right, or a sentence; never a traceback.

python -m tests.soak.damage [TIMES [SEED]]
"""

import os
import random
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.exchange import contributions, log, package, package_data
from cchc_desktop.rules.table_columns import Column
from cchc_desktop.services import evidence, exports, indices, offices, overviews, search, years
from cchc_desktop.services.frame import calendar, frames, history, results, tasks, unit_matching
from cchc_desktop.services.papers import issuing, legal_bases, paper_numbers, paper_words, papers, plan_copies, plans
from cchc_desktop.services.papers import register as registers
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
from cchc_desktop.storage import changes
from cchc_desktop.storage.damage import verdict
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.rescue import rescue
from cchc_desktop.storage.rescued import Rescued

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
        yield partial(search.search, dossier, query)
    yield partial(calendar.read_due, dossier, 2026, TODAY)
    yield partial(unit_matching.read_unknown_units, dossier, 2026)
    yield partial(legal_bases.read_legal_bases, dossier)
    yield partial(legal_bases.cited_elsewhere, dossier)
    yield partial(registers.read_register, dossier, 2026)
    yield partial(duties.read_duties, dossier, 2026)
    yield partial(outlines.read_outlines, dossier)
    yield partial(log.read_log, dossier, 2026)
    yield partial(package_data.gather, dossier, 2026, None)
    yield partial(evidence.read_evidence, dossier)
    yield from _of_plans(dossier)
    yield from _of_reports(dossier)
    yield from _of_sets(dossier)
    if int(folder.name or 0) % 4 == 0:  # the slow ones
        yield lambda: _all(exports.export(dossier, year=2026, what=("all",), formats=("docx",), out=folder))
        yield lambda: _all(package.make_package(dossier, year=2026, period=None, out=folder / "a.cchcgoi", note=""))


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
        yield partial(report_facts.read_facts, dossier, row.guid, TODAY)
        yield partial(report_appendices.read_appendices, dossier, row.guid, TODAY)
        yield lambda guid=row.guid: drafting.draft_report(report_facts.read_facts(dossier, guid, TODAY))
        yield partial(paper_words.find_in_report, dossier, row.guid, "năm", "", False)
        yield partial(contributions.read_contributions, dossier, row.guid)
        yield partial(figures.read_figures, dossier, row.period)
        yield partial(figure_checks.check_figures, dossier, row.period)


def _of_sets(dossier: Dossier) -> Iterator[Callable[[], Any]]:
    for guid, code, _title in _got(partial(indices.read_sets, dossier, 2026)) or ():
        yield partial(indices.read_index, dossier, guid)
        yield partial(indices.checks, dossier, guid)
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


def asked(step: Callable[[], Any]) -> str:
    """ "" for an answer or a sentence; else the traceback that an officer would have seen."""
    try:
        step()
    except UserError:
        return ""
    except Exception:
        return traceback.format_exc()
    return ""


def _drive(steps: Callable[[], Iterator[Callable[[], Any]]]) -> Iterator[str]:
    """What goes wrong among the steps, each asked once."""
    try:
        for step in steps():
            if wrong := asked(step):
                yield wrong
    except UserError:  # nothing leads on from here
        return
    except Exception:
        yield traceback.format_exc()


def judge(path: Path, folder: Path) -> Iterator[str]:
    """What goes wrong with one damaged dossier, from opening to rescue."""
    try:
        dossier = Dossier.open(path, backup=False)
    except UserError:
        dossier = None
    except Exception:
        yield traceback.format_exc()
        return
    if dossier is not None:
        yield from _drive(lambda: questions(dossier, folder))
        before = path.read_bytes()
        yield from _drive(lambda: verbs(dossier))
        told = dossier.watch.damage is not None
        dossier.close()
        if told and path.read_bytes()[:_PAGE] != before[:_PAGE] and verdict(path) == ():
            yield "damage was told of a sound file"
    yield from _judge_rescue(path, folder / "rescued.cchc")


def _judge_rescue(path: Path, target: Path) -> Iterator[str]:
    try:
        rescued(path, target)
    except UserError:
        return
    except Exception:
        yield traceback.format_exc()
        return
    try:
        Dossier.open(target, backup=False).close()
        if verdict(target):
            yield "the rescued dossier is damaged itself"
    except Exception:
        yield traceback.format_exc()


def rescued(path: Path, target: Path) -> Rescued:
    """The rescue from its first step to its last."""
    steps = rescue(path, target)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: Rescued = end.value
            return done


def campaign(sample: Path, folder: Path, times: int, seed: int) -> Iterator[str]:
    """What goes wrong among so many damaged copies of the sample."""
    content = sample.read_bytes()
    for number in range(times):
        chance = random.Random(f"{seed}-{number}")
        place = folder / f"{number}"
        place.mkdir()
        path = place / "Xã A.cchc"
        path.write_bytes(damage(content, chance))
        yield from (f"{seed}-{number}: {wrong}" for wrong in judge(path, place))


def main(times: int = 500, seed: int = 1) -> int:
    """Print what went wrong; 1 when anything did."""
    print(f"damage through services: {times}, seed {seed}")
    with tempfile.TemporaryDirectory() as name:
        os.environ["CCHC_HOME"] = f"{name}/home"
        folder = Path(name)
        wrong = list(campaign(create_sample(folder), folder, times, seed))
    print("\n".join(wrong) or "every answer was right or a sentence")
    print(f"{len(wrong)} wrong answers")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
