"""Which tasks of the frame are shown: words without diacritics, field, lead, deadline, standing."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cchc_desktop.models.task_rows import TaskRow, TaskUnitRow
from cchc_desktop.rules.finding import has_marks, places
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.progress import CLOSED
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.text import clean, sort_key
from cchc_desktop.ui.table_models.frame_standing import Standing, last_day


class DeadlineChoice(StrEnum):
    """When the next open milestone of a task is due."""

    LATE = "late"
    SEVEN_DAYS = "seven_days"
    THIRTY_DAYS = "thirty_days"
    THIS_QUARTER = "this_quarter"
    UNDATED = "undated"


@dataclass(frozen=True)
class FrameFilter:
    """Empty values ask for nothing; `phrase` as `phrase_of` gives it, `group` a guid, `lead` a key of `lead_key`."""

    phrase: str = ""
    group: str = ""
    lead: str = ""
    deadline: DeadlineChoice | None = None
    standing: Standing | None = None

    def __bool__(self) -> bool:
        return self != FrameFilter()


def folded(text: str) -> str:
    """`text.fold` without the signs that no keyboard has; quick enough for ten thousand tasks at a key press."""
    decomposed = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return decomposed.encode("ascii", "ignore").decode("ascii")


def phrase_of(text: str) -> str:
    """What is asked for when this is typed into the search field: these words, one after the other."""
    return " ".join(clean(text).split())


def searched_fields(task: TaskRow) -> Iterator[tuple[Column | None, str]]:
    """What of the task can be searched, each text on one line with its column; the result, which has none, comes last.

    Activities and products are a text each, for on paper other words stand between them.
    """
    yield Column.NUMBER, task.number
    for column, text in task.cells.items():
        for part in text.split("\n") if column in (Column.ACTIVITY, Column.PRODUCT) else [text]:
            yield column, " ".join(part.split())
    yield None, " ".join(task.result.split())


def searched(task: TaskRow) -> str:
    """Everything of the task that can be searched, one line a text."""
    return "\n".join(text for _column, text in searched_fields(task))


class Matcher:
    """Answers which tasks a filter lets through; folded texts are kept from one question to the next."""

    def __init__(self) -> None:
        self._haystacks: dict[str, tuple[TaskRow, str]] = {}

    def matches(self, asked: FrameFilter, task: TaskRow, standing: Standing, today: date) -> bool:
        """Whether the task is shown."""
        if asked.group and task.group_guid != asked.group:
            return False
        if asked.standing is not None and standing is not asked.standing:
            return False
        if asked.lead and all(lead_key(lead) != asked.lead for lead in task.leads):
            return False
        if asked.deadline is not None and not _due(asked.deadline, task, today):
            return False
        if not asked.phrase:
            return True
        if folded(asked.phrase) not in self._haystack(task):
            return False  # quick; with letters that fold what is left is looked at letter by letter
        folds = has_marks(asked.phrase) or not asked.phrase.isascii()
        return not folds or bool(places(searched(task), asked.phrase))

    def learn(self, tasks: Iterable[TaskRow]) -> None:
        """Fold the texts of these tasks before they are asked for."""
        for task in tasks:
            self._haystack(task)

    def _haystack(self, task: TaskRow) -> str:
        kept = self._haystacks.get(task.guid)
        if kept is None or kept[0] is not task:
            kept = (task, folded(searched(task)))
            self._haystacks[task.guid] = kept
        return kept[1]


def _due(choice: DeadlineChoice, task: TaskRow, today: date) -> bool:
    if task.status in CLOSED:
        return False
    days = [day for m in task.milestones if m.done_on is None and (day := last_day(m)) is not None]
    if choice is DeadlineChoice.UNDATED:
        return not days
    if not days:
        return False
    first = min(days)
    if choice is DeadlineChoice.LATE:
        return first < today
    if choice is DeadlineChoice.SEVEN_DAYS:
        return today <= first <= today + timedelta(days=7)
    if choice is DeadlineChoice.THIRTY_DAYS:
        return today <= first <= today + timedelta(days=30)
    return first.year == today.year and (first.month - 1) // 3 == (today.month - 1) // 3


def lead_key(lead: TaskUnitRow) -> str:
    """What makes two leads one: the unit that they are known to be, or else the spelling of the name."""
    return lead.unit_guid or unit_key(lead.text)


def leads_of(tasks: Iterable[TaskRow]) -> list[tuple[str, str]]:
    """Key and name of every unit that leads a task, in Vietnamese order; of several spellings the longest."""
    names: dict[str, str] = {}
    leads = {(lead.text, lead_key(lead)) for task in tasks for lead in task.leads}
    for text, key in sorted(leads, key=lambda lead: (-len(lead[0]), lead[0])):
        names.setdefault(key, " ".join(text.split()))
    return sorted(((key, name) for key, name in names.items() if name), key=lambda pair: sort_key(pair[1]))
