"""A file or the clipboard opened to be taken in: its tables, what the officer chooses of them, and what that gives."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.import_rows import IncomingTask, RowState
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.readers.any_file import read_copied, read_source
from cchc_desktop.readers.doubts import with_doubts
from cchc_desktop.readers.old_fonts import rewritten_by_letters, unicode_row
from cchc_desktop.readers.plan import plan_from
from cchc_desktop.readers.read_rows import Doubt, ReadPaper, ReadPlan, ReadTask, RowKind
from cchc_desktop.readers.scan_doubts import corrected
from cchc_desktop.readers.source import Rewritten, Source, Unsure
from cchc_desktop.readers.tables import Choice, TaskTable, task_tables
from cchc_desktop.rules.frame_columns import TYPED, Column
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.services.intake.column_mappings import learned_columns
from cchc_desktop.services.intake.comparing import compare_with
from cchc_desktop.services.papers.plans import plans_with_tasks
from cchc_desktop.storage.dossier import Dossier

_SAME_PLAN = 0.3  # of the file's tasks, how many must be in a plan here for it to be taken for the same plan
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_YEAR_NAMED = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Opened:
    """What a file holds before anything is chosen; `listed` are the tasks that stand in its text as a list."""

    name: str
    source: Source
    tables: tuple[TaskTable, ...]
    listed: int

    @property
    def hidden_rows(self) -> int:
        """How many rows Excel does not show."""
        return sum(row.hidden for table in self.tables for row in table.table.rows)

    @property
    def old_font_rows(self) -> int:
        """How many rows are in a font from before Unicode."""
        return sum(unicode_row(row) is not row for table in self.tables for row in table.table.rows)

    @property
    def rewritten(self) -> tuple[Rewritten, ...]:
        """The texts in fonts from before Unicode, as they were typed and in Unicode."""
        return (*self.source.rewritten, *rewritten_by_letters(self.source))


@dataclass(frozen=True)
class PreviewRow:
    """A row of the file as it stands, and what it was taken for."""

    number: int
    cells: tuple[str, ...]
    kind: RowKind
    doubts: tuple[Doubt, ...] = ()


def open_file(dossier: Dossier, path: Path) -> Opened:
    """Open a Word, Excel or text file. Raises `UserError` when it cannot be read."""
    return _opened(dossier, read_source(path), path.name)


def open_copied(dossier: Dossier, text: str, html: str) -> Opened:
    """Open what is on the clipboard. Raises `UserError` when it holds no text."""
    return _opened(dossier, read_copied(text, html), _("The copied text"))


def _opened(dossier: Dossier, source: Source, name: str) -> Opened:
    tables = task_tables(source, learned_columns(dossier))
    try:
        listed = sum(len(group.tasks) for group in plan_from(source, name, Choice(tables=())).groups)
    except UserError:
        listed = 0
    return Opened(name, source, tables, listed)


def put_right(
    dossier: Dossier, opened: Opened, choice: Choice, right: Sequence[tuple[Unsure, str]]
) -> tuple[Opened, Choice]:
    """What was opened with words of its scans put right, and the same choice of it."""
    made = _opened(dossier, corrected(opened.source, right), opened.name)
    tables = {table.places: table.table for table in made.tables}
    chosen = tuple(
        replace(table, table=tables[table.places]) for table in choice.tables or () if table.places in tables
    )
    return made, replace(choice, tables=chosen) if choice.tables is not None else choice


def usual_choice(opened: Opened) -> Choice:
    """The tables that are known, or the list in the text where it is longer; else the first table, to be explained."""
    known = tuple(table for table in opened.tables if table.known)
    rows = sum(len(table.frame().rows) for table in known)
    if opened.listed and opened.listed > rows:
        return Choice(tables=())
    others = tuple(table for table in opened.tables if not table.targets)
    return Choice(tables=known or others[:1])


def read_chosen(opened: Opened, choice: Choice, year: int | None = None) -> ReadPlan:
    """What a choice gives, doubts noted; a plan without tasks and the reason as warning where it gives none."""
    try:
        plan = plan_from(opened.source, opened.name, choice)
    except UserError as error:
        return ReadPlan(None, ReadPaper(""), (), (), (), (str(error),), "table")
    return replace(plan, groups=with_doubts(plan.groups, year or year_of(plan)))


def tasks_of(plan: ReadPlan) -> list[ReadTask]:
    """All tasks of a plan in its order."""
    return [task for group in plan.groups for task in group.tasks]


def listed_columns(plan: ReadPlan) -> tuple[Column, ...]:
    """The columns of which the tasks of a plan say anything."""
    said = {column for task in tasks_of(plan) for column, text in task.cells.items() if text}
    return tuple(column for column in TYPED if column in said)


def count_doubts(plan: ReadPlan) -> Counter[Doubt]:
    """How often each doubt is met: those of rows and those of tasks."""
    counts = Counter(doubt for task in tasks_of(plan) for doubt in task.doubts)
    counts.update(
        doubt for note in plan.notes if note.kind not in (RowKind.TASK, RowKind.MORE) for doubt in note.doubts
    )
    return counts


def preview_rows(choice: Choice, plan: ReadPlan) -> list[PreviewRow]:
    """The rows of the chosen tables with what each was taken for; of a list its tasks, of a text its sections."""
    if choice.tables:
        return list(_table_rows(choice, plan))
    return list(_list_rows(plan) if plan.groups else _text_rows(plan))


def _text_rows(plan: ReadPlan) -> Iterator[PreviewRow]:
    for section in plan.sections:
        title = f"{section.number}. {section.title}".removeprefix(". ")
        yield PreviewRow(section.line, (title, plain_text(section.body)), RowKind.TEXT)


def _table_rows(choice: Choice, plan: ReadPlan) -> Iterator[PreviewRow]:
    kinds = {(note.place, note.number): note.kind for note in reversed(plan.notes)}
    doubts: dict[tuple[int, int], dict[Doubt, None]] = {}
    for note in plan.notes:
        doubts.setdefault((note.place, note.number), {}).update(dict.fromkeys(note.doubts))
    of_tasks: dict[int, dict[Doubt, None]] = {}
    for task in tasks_of(plan):
        of_tasks.setdefault(task.line, {}).update(dict.fromkeys(task.doubts))
    for table in choice.tables or ():
        for row in table.frame().rows:
            key = (table.places[0], row.number)
            found = doubts.get(key, {})
            if kinds.get(key) is RowKind.TASK:
                found = {**found, **of_tasks.get(row.number, {})}
            yield PreviewRow(row.number, row.cells, kinds.get(key, RowKind.LEFT), tuple(found))


def _list_rows(plan: ReadPlan) -> Iterator[PreviewRow]:
    for group in plan.groups:
        title = f"{group.number}. {group.title}".removeprefix(". ")
        yield PreviewRow(group.line, (title,), RowKind.GROUP)
        for task in group.tasks:
            cells = tuple(task.cells.get(column, "") for column in listed_columns(plan))
            yield PreviewRow(task.line, cells, RowKind.TASK, task.doubts)


def year_of(plan: ReadPlan) -> int | None:
    """The year that the plan names in its subject, else that of its date; of a frame alone that of most deadlines."""
    named = _YEAR_NAMED.search(plan.paper.subject)
    if named:
        return int(named[1])
    if plan.paper.issued_on:
        return plan.paper.issued_on.year
    said = [set(_YEAR.findall(task.cells.get(Column.DEADLINE, ""))) for task in tasks_of(plan)]
    counts = Counter(year for years in said for year in years)
    year, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return int(year) if 2 * count > sum(map(bool, said)) else None


def same_plan(dossier: Dossier, year: int, theirs: Sequence[IncomingTask]) -> YearPaperRow | None:
    """The plan of the year that a file is another version of, by how many of its tasks are in it; None for none."""
    best: tuple[float, YearPaperRow | None] = (_SAME_PLAN, None)
    for plan in plans_with_tasks(dossier, year):
        if plan.task_count and theirs:
            rows = compare_with(dossier, plan_guid=plan.guid, theirs=theirs)
            share = sum(row.state in (RowState.SAME, RowState.CHANGED) for row in rows) / len(theirs)
            if share > best[0]:
                best = (share, plan)
    return best[1]
