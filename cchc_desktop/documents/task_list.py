"""Tasks in list form: groups as headings, tasks by letters, labelled lines under each."""

from collections.abc import Sequence

from cchc_desktop.documents.nodes import Block, Heading, ListItem, Paragraph, Run
from cchc_desktop.documents.text_parts import fixed, sentence
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.frame_columns import Column, about, labelled_columns

_ACTIVITIES = about(Column.ACTIVITY).heading


def task_blocks(view: YearPaperView, level: int) -> list[Block]:
    """All tasks of a plan; `level` is that of the group headings."""
    blocks: list[Block] = []
    for place, group in enumerate(view.groups, start=1):
        tasks = [task for task in view.tasks if task.group_guid == group.guid]
        if not tasks:
            continue
        blocks.append(Heading(level, (Run(fixed(group.title)),), group.guid, f"{place}."))
        for task in tasks:
            blocks += _task(task, view.plan.further_columns)
    return blocks


def _task(task: TaskRow, further: Sequence[Column]) -> list[Block]:
    mark = f"{task.letter})" if task.letter else ""
    blocks: list[Block] = []
    if len(task.activities) == 1:
        blocks.append(_line(_ACTIVITIES, task.activities[0].text, task))
    elif task.activities:
        blocks.append(ListItem(1, "-", (Run(f"{_ACTIVITIES}:"),), task.guid))
        blocks += [ListItem(2, "+", (Run(fixed(sentence(activity.text))),), task.guid) for activity in task.activities]
    labelled = ((known.list_label, _said(task, known.column)) for known in labelled_columns(further))
    blocks += [_line(label, text, task) for label, text in labelled if text.strip()]
    named = Paragraph("body", (Run(fixed(sentence(task.text))),), task.guid, keep_next=bool(blocks), number=mark)
    return [named, *blocks]


def _said(task: TaskRow, column: Column) -> str:
    if column is Column.PRODUCT:
        return "; ".join(product.text.strip().rstrip(".;") for product in task.products)
    return task.cells.get(column, "")


def _line(label: str, text: str, task: TaskRow) -> ListItem:
    lines = (" ".join(line.split()).rstrip(";") for line in text.split("\n"))
    words = sentence("; ".join(line for line in lines if line))
    return ListItem(1, "-", (Run(fixed(f"{label}: {words}")),), task.guid)
