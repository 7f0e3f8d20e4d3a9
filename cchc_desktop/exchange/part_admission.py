"""What of a unit's part is believed: the rows that the unit was asked for, under the dossier's own titles."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from cchc_desktop.exchange.admission import Admitted, Refused, Row, admit
from cchc_desktop.i18n import _
from cchc_desktop.models.part_rows import Part, PartFigure, PartItem, PartTask
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.statuses import PartState

# What a unit may say of a task; setting it aside is the office's to decide.
UNIT_STATUSES = (str(TaskStatus.NOT_STARTED), str(TaskStatus.IN_PROGRESS), str(TaskStatus.DONE))

_LARGEST_FIGURE = Decimal(10) ** 14  # so that sums of figures can be kept too


@dataclass(frozen=True)
class ReceivedPart:
    """A part that came back, as far as it is believed.

    `part` holds the rows that were asked for, with the dossier's own words and what stood when they were asked for;
    `refused` the others; `apart` the guids of rows that the unit wrote upon something else than what was asked last.
    """

    part: Part
    refused: tuple[Refused, ...] = ()
    apart: frozenset[str] = frozenset()

    def state(self, guid: str, before: object, mine: object, theirs: object) -> PartState:
        """How what came stands to what was asked for and to what stands here."""
        if theirs in (before, mine):
            return PartState.SAME
        return PartState.NEW if mine == before and guid not in self.apart else PartState.CHANGED_HERE


def hold_against(asked: Part, came: Part, *, as_it_went_out: bool) -> ReceivedPart:
    """The part that came, held against what was asked.

    `as_it_went_out` is False where the dossier did not keep what it asked for (an asking of an earlier version):
    `asked` is then what would be asked today, and what stood before is known from the file alone.
    """
    items: Admitted[PartItem] = admit("item", asked.items, came.items, written=("text",), words=_item_words)
    tasks: Admitted[PartTask] = admit(
        "task",
        asked.tasks,
        came.tasks,
        written=("status", "percent", "result"),
        words=_task_words,
        wrong=_wrong_status,
    )
    figures: Admitted[PartFigure] = admit(
        "figure",
        asked.figures,
        came.figures,
        written=("value", "estimated"),
        words=_figure_words,
        wrong=_wrong_value,
    )
    apart: set[str] = set()
    parted = [
        _before(rows.rows, sent, names, as_it_went_out, apart)
        for rows, sent, names in (
            (items, came.items, (("before", "text"),)),
            (tasks, came.tasks, (("status_before", "status"), ("percent_before", "percent"))),
            (figures, came.figures, (("before", "value"),)),
        )
    ]
    part = replace(
        asked, sender=came.sender, filled_at=came.filled_at, items=parted[0], tasks=parted[1], figures=parted[2]
    )
    return ReceivedPart(part, items.refused + tasks.refused + figures.refused, frozenset(apart))


def _before(
    rows: tuple[Row, ...],
    sent: Collection[Any],
    names: tuple[tuple[str, str], ...],
    as_it_went_out: bool,
    apart: set[str],
) -> Any:
    """The rows with what stood before; a row that the unit left as an earlier file gave it says nothing new."""
    by_guid = {row.guid: row for row in reversed(tuple(sent))}
    found = []
    for row in rows:
        theirs = by_guid[row.guid]
        if not as_it_went_out:
            row = replace(row, **{before: getattr(theirs, before) for before, _now in names})  # type: ignore[type-var]
        elif any(getattr(row, before) != getattr(theirs, before) for before, _now in names):
            if all(getattr(theirs, before) == getattr(theirs, now) for before, now in names):
                row = replace(row, **{now: getattr(row, before) for before, now in names})  # type: ignore[type-var]
            else:
                apart.add(row.guid)
        found.append(row)
    return tuple(found)


def _item_words(row: PartItem) -> tuple[str, str]:
    return f"{row.number}. {row.title}".removeprefix(". "), row.text


def _task_words(row: PartTask) -> tuple[str, str]:
    return f"{row.number}. {row.text}".removeprefix(". "), row.result


def _figure_words(row: PartFigure) -> tuple[str, str]:
    number = f"{format_value(row.value)} {'' if row.choices else row.unit}".strip() if row.value is not None else ""
    return f"{row.code}. {row.name}".removeprefix(". "), row.choices.of(row.value) or number


def _wrong_status(asked: PartTask, came: PartTask) -> str:
    if came.status in UNIT_STATUSES or came.status == asked.status:
        return ""
    return _("A unit tells whether a task is not started, in progress or done. Setting it aside is for you to decide.")


def _wrong_value(asked: PartFigure, came: PartFigure) -> str:
    if asked.choices and came.value is not None and asked.choices.of(came.value) is None:
        return _("The answer to this figure is one of: {answers}.").format(answers=asked.choices)
    if came.value is not None and abs(came.value) >= _LARGEST_FIGURE:
        return _("The number is larger than a figure of an office can be.")
    return ""
