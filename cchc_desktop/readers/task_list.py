"""The list form of a plan: group heading, lettered task, labelled lines in their many wordings."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from cchc_desktop.i18n import _
from cchc_desktop.readers.marks import Mark, MarkedLine
from cchc_desktop.readers.paper_lines import begins
from cchc_desktop.readers.read_rows import ReadGroup, ReadTask, Unplaced
from cchc_desktop.rules.frame_columns import FRAME_COLUMNS, FURTHER, Column
from cchc_desktop.rules.table_columns import label_of
from cchc_desktop.rules.unit_names import split_units

_TASK_LABELS = {known.column for known in FRAME_COLUMNS if known.list_label and not known.further}
_OUTER = (Mark.PART, Mark.CAPITAL, Mark.ROMAN)
_LABEL_LIKE = re.compile(r"^([^\W\d][^:;.]{2,50}):\s*\S")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_OFTEN_SKIPPED = set("ăâđêfjôơưw")


def labelled(line: MarkedLine) -> tuple[Column, str] | None:
    """The column and value of a labelled line: "- Sản phẩm: ..."."""
    if line.mark in _OUTER:
        return None
    found = label_of(line.text)
    return found if found is not None and found[0] is not Column.NUMBER else None


def find_tasks(lines: list[MarkedLine]) -> set[int]:
    """Positions of the lines that are tasks: marked lines with labelled lines below, and their unlabelled siblings."""
    marks: list[int] = []
    labels: dict[int, set[Column]] = {}
    for position, line in enumerate(lines):
        found = labelled(line)
        names_task = found is not None and found[0] is Column.TASK and not begins(line.text, "Nội dung")
        if found is not None and not names_task:
            if marks and found[0] in _TASK_LABELS:
                labels.setdefault(marks[-1], set()).add(found[0])
        elif line.mark is not None or names_task:
            # "- Nhiệm vụ: ..." begins a task as a number does.
            marks.append(position)
    if not any(len(columns) >= 2 for columns in labels.values()):
        return set()
    votes = Counter(mark for position in labels if (mark := lines[position].mark) is not None)
    usual = max(votes, key=lambda mark: (votes[mark], mark), default=None)
    tasks = set(labels)
    part: list[int] = []
    for order, position in enumerate([*marks, len(lines)]):
        if position == len(lines) or lines[position].mark in _OUTER:
            if any(p in labels for p in part):
                tasks.update(p for p in part if usual is not None and lines[p].mark is usual)
            part = []
        if position < len(lines):
            below = marks[order + 1] if order + 1 < len(marks) else None
            # A number with lettered tasks of its own below it is their heading.
            heads = below in labels and (lines[below].mark or 0) > (lines[position].mark or 0) if below else False
            if position in labels or not heads:
                part.append(position)
    return tasks


@dataclass
class _Draft:
    """A task while its lines come in."""

    text: str
    label: str
    line: int
    objective: str = ""
    column: Column | None = None
    values: dict[Column, list[str]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """A value or sub-item of the column at hand; before any label it is an activity."""
        self.values.setdefault(self.column or Column.ACTIVITY, []).append(text)

    def go_on(self, text: str) -> None:
        """The rest of what the last line began."""
        if self.column is None and Column.ACTIVITY not in self.values:
            self.text = f"{self.text} {text}".strip()
            return
        values = self.values.setdefault(self.column or Column.ACTIVITY, [])
        if values:
            values[-1] = f"{values[-1]} {text}".strip()
        else:
            values.append(text)

    def finish(self) -> ReadTask:
        """The task; full stops that end a value belong to the list, not to the value."""

        def of(column: Column) -> list[str]:
            return [tidy for value in self.values.get(column, ()) if (tidy := without_end(value))]

        lead, coordination = of(Column.LEAD), of(Column.COORDINATION)
        return ReadTask(
            text=without_end(self.text),
            label=self.label,
            objective=" ".join(of(Column.OBJECTIVE)) or self.objective,
            activities=tuple(of(Column.ACTIVITY)),
            products=_products(of(Column.PRODUCT)),
            lead_text="\n".join(lead),
            leads=tuple(unit for value in lead for unit in split_units(value)),
            coordination_text="\n".join(coordination),
            coordinators=tuple(unit for value in coordination for unit in split_units(value)),
            deadline="; ".join(of(Column.DEADLINE)),
            budget="; ".join(of(Column.BUDGET)),
            line=self.line,
            further=tuple((column, "\n".join(said)) for column in FURTHER if (said := of(column))),
        )


@dataclass
class _Group:
    title: str
    number: str
    line: int
    drafts: list[_Draft] = field(default_factory=list)


@dataclass
class TaskListResult:
    """Groups in order, lines before the first of them, and what found no place."""

    groups: list[ReadGroup]
    preface: list[MarkedLine]
    unplaced: list[Unplaced]
    warnings: list[str]


class TaskList:
    """Takes the lines of one section that holds tasks, in order."""

    def __init__(self, title: str, number: str, line: int, task_mark: Mark | None) -> None:
        self._section = _Group(title, number, line)
        self._task_mark = task_mark if task_mark is not None else Mark.LETTER
        self._groups: list[_Group] = []
        self._draft: _Draft | None = None
        self._objective = ""
        self._idle: MarkedLine | None = None  # an objective that no task has followed yet
        self._group_mark: Mark | None = None
        self._preface: list[MarkedLine] = []
        self._unplaced: list[Unplaced] = []

    def take(self, line: MarkedLine, is_task: bool) -> None:
        """Put one line where it belongs; `is_task` is the verdict of `find_tasks`."""
        found = labelled(line)
        if is_task:
            text = found[1] if found is not None else line.text
            self._draft = _Draft(text, line.label, line.number, self._objective)
            self._idle = None
            self._group().drafts.append(self._draft)
        elif found is not None:
            self._take_label(line, *found)
        elif line.mark is not None and not line.bullet:
            self._take_heading(line)
        elif self._draft is None:
            self._take_early(line)
        elif line.bullet:
            self._take_item(self._draft, line)
        else:
            self._draft.go_on(line.plain)

    def finish(self) -> TaskListResult:
        """What was read."""
        self._set_objective(None, "")
        groups = [
            ReadGroup(without_end(g.title), g.number, tuple(draft.finish() for draft in g.drafts), g.line)
            for g in self._groups
            if g.drafts
        ]
        for group in self._groups:
            if not group.drafts:
                self._unplaced.append(Unplaced(group.line, f"{group.number}. {group.title}", self._section.title))
        warnings = [warning for group in groups if (warning := _letters_warning(group))]
        return TaskListResult(groups, self._preface, self._unplaced, warnings)

    def _group(self) -> _Group:
        if not self._groups:
            self._groups.append(_Group(self._section.title, self._section.number, self._section.line))
        return self._groups[-1]

    def _take_label(self, line: MarkedLine, column: Column, value: str) -> None:
        draft = self._draft
        if draft is None and column is Column.OBJECTIVE and self._groups:
            self._set_objective(line, value)
        elif draft is None:
            self._take_early(line)
        else:
            draft.column = Column.ACTIVITY if column is Column.TASK else column
            if value:
                draft.add(value)

    def _take_heading(self, line: MarkedLine) -> None:
        """A group, an objective between group and task, or a numbered point inside a task."""
        mark = line.mark or Mark.LETTER
        if mark < self._task_mark and (self._group_mark is None or mark <= self._group_mark):
            self._group_mark = mark
            self._set_objective(None, "")
            self._groups.append(_Group(line.text, line.label, line.number))
        elif mark < self._task_mark:
            self._set_objective(line, line.text)
        elif self._draft is not None:
            self._draft.add(line.plain)
        else:
            self._take_early(line)

    def _set_objective(self, line: MarkedLine | None, text: str) -> None:
        """The objective of the tasks to come; one that had no task is shown as unplaced."""
        if self._idle is not None:
            self._unplaced.append(Unplaced(self._idle.number, self._idle.plain, self._group().title))
        self._draft, self._idle = None, line
        self._objective = without_end(text)

    def _take_early(self, line: MarkedLine) -> None:
        """A line before the first task: the section's own text, or a remark below a group heading."""
        if not self._groups:
            self._preface.append(line)
        else:
            self._unplaced.append(Unplaced(line.number, line.plain, self._groups[-1].title))

    def _take_item(self, draft: _Draft, line: MarkedLine) -> None:
        unknown = line.bullet == "-" and draft.column is not None and draft.values.get(draft.column)
        if unknown and _LABEL_LIKE.match(line.text):
            where = _("Task {label} under “{group}”").format(label=draft.label, group=self._group().title)
            self._unplaced.append(Unplaced(line.number, line.plain, where))
        else:
            draft.add(line.text)


def _products(values: list[str]) -> tuple[str, ...]:
    """The products of a task: one a line; semicolons part those that share the line of their label."""
    parts = values[0].split(";") if len(values) == 1 else values
    return tuple(tidy for part in parts if (tidy := without_end(part)))


def without_end(text: str) -> str:
    """The text without the stops that close it in a list; an ellipsis stays."""
    text = text.strip()
    if text.endswith(("...", "…")):
        return text
    return text.removesuffix("./.").rstrip(" .;")


def _letters_warning(group: ReadGroup) -> str:
    """A warning where the letters of a group do not run on: the paper may have lost a task."""
    letters = [task.label for task in group.tasks if len(task.label) == 1 and task.label in _ALPHABET]
    places = [_ALPHABET.index(letter) for letter in letters]
    begins = not places or places[0] == 0
    runs = all(
        before < after and set(_ALPHABET[before + 1 : after]) <= _OFTEN_SKIPPED for before, after in pairwise(places)
    )
    if begins and runs:
        return ""
    return _(
        "The letters under “{group}” do not run on ({letters}); check that no task is missing in the paper."
    ).format(group=f"{group.number}. {group.title}", letters=", ".join(letters))
