"""What a file gives before anything is taken in, from plans as they were read: years, doubts, rows of the preview."""

from dataclasses import replace
from datetime import date

import pytest

from cchc_desktop.readers.read_rows import (
    Doubt,
    ReadGroup,
    ReadPaper,
    ReadPlan,
    ReadSection,
    ReadTask,
    RowKind,
    RowNote,
)
from cchc_desktop.readers.tables import Choice
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.intake.import_choices import (
    PreviewRow,
    count_doubts,
    listed_columns,
    preview_rows,
    tasks_of,
    year_of,
)

TASKS = (
    ReadTask("Một", deadline="Quý I/2026", line=3, doubts=(Doubt.NO_LEAD,)),
    ReadTask("Hai", lead_text="VP", deadline="31/12/2026 hoặc 2027", line=4),
    ReadTask("Ba", line=6, doubts=(Doubt.NO_LEAD, Doubt.SPLIT)),
)
GROUPS = (ReadGroup("Thể chế", "I", TASKS[:2], 2), ReadGroup("Khác", "", TASKS[2:], 5))
PLAN = ReadPlan(None, ReadPaper("plan"), (), GROUPS, (), (), "list")


def deadlines(*texts: str) -> ReadPlan:
    return replace(PLAN, groups=(ReadGroup("A", "", tuple(ReadTask("x", deadline=text) for text in texts)),))


@pytest.mark.parametrize(
    ("plan", "year"),
    [
        (replace(PLAN, paper=ReadPaper("plan", "Kế hoạch NĂM  2025", issued_on=date(2024, 12, 1))), 2025),
        (replace(PLAN, paper=ReadPaper("plan", "Kế hoạch 2025", issued_on=date(2024, 12, 1))), 2024),
        (PLAN, 2026),
        (deadlines("2026", "2026", "2027"), 2026),
        (deadlines("2026", "2027"), None),  # no year of most
        (deadlines("12026", "Quý I"), None),
        (deadlines(), None),
    ],
)
def test_the_year_that_a_plan_is_of(plan: ReadPlan, year: int | None) -> None:
    assert year_of(plan) == year


def test_doubts_are_counted_of_tasks_and_of_other_rows() -> None:
    notes = (
        RowNote(0, 3, RowKind.TASK, (Doubt.NO_LEAD,)),  # told by the task itself
        RowNote(0, 4, RowKind.MORE, (Doubt.HIDDEN,)),
        RowNote(0, 5, RowKind.GROUP, (Doubt.GUESSED_GROUP,)),
    )
    found = count_doubts(replace(PLAN, notes=notes))
    assert found == {Doubt.NO_LEAD: 2, Doubt.SPLIT: 1, Doubt.GUESSED_GROUP: 1}
    assert [task.text for task in tasks_of(PLAN)] == ["Một", "Hai", "Ba"]


def test_rows_of_a_list_and_of_a_text() -> None:
    assert listed_columns(PLAN) == (Column.TASK, Column.LEAD, Column.DEADLINE)
    assert preview_rows(Choice(tables=()), PLAN) == [
        PreviewRow(2, ("I. Thể chế",), RowKind.GROUP),
        PreviewRow(3, ("Một", "", "Quý I/2026"), RowKind.TASK, (Doubt.NO_LEAD,)),
        PreviewRow(4, ("Hai", "VP", "31/12/2026 hoặc 2027"), RowKind.TASK),
        PreviewRow(5, ("Khác",), RowKind.GROUP),
        PreviewRow(6, ("Ba", "", ""), RowKind.TASK, (Doubt.NO_LEAD, Doubt.SPLIT)),
    ]
    sections = (ReadSection("", "Mở đầu", 1, "**Chữ**", line=1), ReadSection("I", "B", 1, ""))
    text = replace(PLAN, groups=(), sections=sections)
    assert preview_rows(Choice(tables=()), text) == [
        PreviewRow(1, ("Mở đầu", "Chữ"), RowKind.TEXT),
        PreviewRow(0, ("I. B", ""), RowKind.TEXT),
    ]
