"""What an officer should look at before a plan is taken in: the doubts about each task, to be shown and counted."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from cchc_desktop.i18n import _
from cchc_desktop.readers.read_rows import Doubt, ReadGroup, ReadTask
from cchc_desktop.rules.deadlines import MilestoneKind, parse_deadline
from cchc_desktop.text import clean, fold

_YEAR = re.compile(r"(?<![\d/])20\d\d(?!\d)|(?<=/)20\d\d(?!\d)")
_FURTHEST = 20  # lines that the last task of a text has at most
_CITED = re.compile(r"(?:số|Số)\s*[\d/]+\S*(?:\s+ngày\s+[\d/]+)?")


def doubt_words(doubt: Doubt) -> str:
    """A doubt in a few words, as it stands beside its row."""
    return {
        Doubt.NO_TASK: _("no task named"),
        Doubt.MANY_TASKS: _("several tasks in one cell"),
        Doubt.SPLIT: _("split from one cell"),
        Doubt.GUESSED_GROUP: _("taken for a group"),
        Doubt.HIDDEN: _("hidden row"),
        Doubt.STRUCK: _("words struck through"),
        Doubt.NO_PLACE: _("a cell without a column"),
        Doubt.EXCEL_DATE: _("date from a number"),
        Doubt.NO_LEAD: _("no lead"),
        Doubt.NO_DEADLINE: _("no deadline"),
        Doubt.DEADLINE: _("unclear deadline"),
        Doubt.OTHER_YEAR: _("an earlier year"),
        Doubt.OLD_FONT: _("letters of an old font"),
        Doubt.RECOGNISED: _("words not sure in the scan"),
        Doubt.BUDGET: _("an amount that is too large"),
        Doubt.TWICE: _("stands twice"),
    }[doubt]


def doubts_of(task: ReadTask, year: int | None, with_lead: bool = True, with_deadline: bool = True) -> list[Doubt]:
    """What is doubtful in a task itself; a column that the whole paper lacks is no doubt of each task."""
    found = []
    if with_lead and not task.lead_text:
        found.append(Doubt.NO_LEAD)
    if with_deadline and not task.deadline:
        found.append(Doubt.NO_DEADLINE)
    return [*found, *_of_deadline(task.deadline, year)] if task.deadline else found


@lru_cache(maxsize=4096)
def _of_deadline(deadline: str, year: int | None) -> tuple[Doubt, ...]:
    meanings = parse_deadline(deadline, year or 2000)
    unclear = all(meaning.kind is MilestoneKind.UNKNOWN for meaning in meanings)
    years = {int(word) for word in _YEAR.findall(_CITED.sub("", deadline))}
    passed = year is not None and bool(years) and max(years) < year
    return tuple(doubt for doubt, holds in ((Doubt.DEADLINE, unclear), (Doubt.OTHER_YEAR, passed)) if holds)


def with_doubts(groups: Iterable[ReadGroup], year: int | None) -> tuple[ReadGroup, ...]:
    """The groups with the doubts of each task noted, those about the whole list included."""
    groups = tuple(groups)
    tasks = [task for group in groups for task in group.tasks]
    with_lead = any(task.lead_text for task in tasks)
    with_deadline = any(task.deadline for task in tasks)
    seen: set[tuple[str, ...]] = set()
    made = []
    for group in groups:
        marked = []
        for task in group.tasks:
            doubts = [*task.doubts, *doubts_of(task, year, with_lead, with_deadline)]
            key = tuple(" ".join(fold(clean(text)).split()) for text in (group.title, task.text, *task.activities))
            if key in seen:
                doubts.append(Doubt.TWICE)
            seen.add(key)
            marked.append(replace(task, doubts=tuple(dict.fromkeys(doubts))))
        made.append(replace(group, tasks=tuple(marked)))
    return tuple(made)


def with_unsure_lines(groups: tuple[ReadGroup, ...], lines: Sequence[int]) -> tuple[ReadGroup, ...]:
    """The groups, those of their tasks doubtful in whose lines of text words are not sure."""
    begins = sorted({task.line for group in groups for task in group.tasks})
    places = ((line, bisect_right(begins, line) - 1) for line in lines)
    found = {begins[at] for line, at in places if at >= 0 and line - begins[at] < _FURTHEST}
    if not found:
        return groups
    return tuple(
        replace(
            group,
            tasks=tuple(
                replace(task, doubts=tuple(dict.fromkeys((*task.doubts, Doubt.RECOGNISED))))
                if task.line in found
                else task
                for task in group.tasks
            ),
        )
        for group in groups
    )
