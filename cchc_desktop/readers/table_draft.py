"""A task of a frame while its rows come in: cells that hold for several, points of a cell, cells that a page cut."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from cchc_desktop.readers.read_rows import Doubt, ReadTask
from cchc_desktop.readers.task_list import without_end
from cchc_desktop.rules.frame_columns import FURTHER, SHARED, Column, about
from cchc_desktop.rules.unit_names import split_units

NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s*(?=[^\d\s])")
BULLET = re.compile(r"^[-–—•+*·]+\s*")


@dataclass
class TaskDraft:
    """A task of a table while its rows come in."""

    text: str
    label: str
    objective: str
    line: int
    activities: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    shared: dict[Column, list[str]] = field(default_factory=dict)
    source: str = ""
    printed_number: str = ""
    doubts: list[Doubt] = field(default_factory=list)

    def holds(self, column: Column) -> bool:
        """Whether the column says something yet."""
        return bool(self._lines(column))

    def go_on(self, column: Column, text: str) -> None:
        """Add the rest of a cell that was broken off; what begins with a capital is a line of its own."""
        flat = without_end(" ".join(text.split()))
        lines = self._lines(column)
        if not lines:
            if column is Column.PRODUCT:
                self.products.append(flat)
            elif column in SHARED:
                self.shared[column] = [flat]
            else:
                self.activities.append(flat)
        elif column in (Column.TASK, Column.OBJECTIVE) or not flat[:1].isupper():
            self._put_last(column, f"{lines[-1]} {flat}")
        elif column in SHARED:
            self.shared[column].append(flat)
        else:
            (self.products if column is Column.PRODUCT else self.activities).append(flat)

    def _lines(self, column: Column) -> list[str]:
        if column in (Column.TASK, Column.OBJECTIVE):
            return [self.text]
        if column in SHARED:
            return self.shared.get(column, [])
        return self.products if column is Column.PRODUCT else self.activities

    def _put_last(self, column: Column, text: str) -> None:
        if column in (Column.TASK, Column.OBJECTIVE):
            self.text = text
        else:
            self._lines(column)[-1] = text

    def finish(self) -> ReadTask:
        """The task as handed over."""

        def text(column: Column) -> str:
            return about(column).between.join(self.shared.get(column, ()))

        lead, coordination = text(Column.LEAD), text(Column.COORDINATION)
        return ReadTask(
            text=self.text,
            label=self.label,
            objective=self.objective,
            activities=tuple(self.activities),
            products=tuple(self.products),
            lead_text=lead,
            leads=_units(lead),
            coordination_text=coordination,
            coordinators=_units(coordination),
            deadline=text(Column.DEADLINE),
            budget=text(Column.BUDGET),
            line=self.line,
            source=self.source,
            printed_number=self.printed_number,
            doubts=tuple(self.doubts),
            further=tuple((column, said) for column in FURTHER if (said := text(column))),
        )


def points(cell: str) -> list[str]:
    """The points of a cell: one a line, or numbered 3.1., 3.2. within a line; numbers and bullets taken off."""
    found: list[str] = []
    for line in cell.split("\n"):
        first = NUMBERED.match(line)
        if first:
            # Only numbers that go on counting part the text; others belong to it.
            major = re.escape(first.group(1).rsplit(".", 1)[0])
            pieces = re.split(rf"(?:^|(?<=\s)){major}\.\d{{1,2}}[.)]?\s+(?=[^\d\s])", line)
        else:
            pieces = [line]
        found.extend(text for piece in pieces if (text := without_end(BULLET.sub("", piece.strip()))))
    return found


@lru_cache(maxsize=4096)
def _units(text: str) -> tuple[str, ...]:
    return tuple(unit for line in text.split("\n") if line for unit in split_units(line))
