"""Tasks in list form: groups as headings, tasks by letters, labelled lines under each."""

from cchc_desktop.documents.nodes import Block, Heading, ListItem, Paragraph, Run
from cchc_desktop.documents.text_parts import fixed, sentence
from cchc_desktop.models.rows import PlanView, TaskRow

_ACTIVITIES = "Hoạt động"


def task_blocks(view: PlanView, level: int) -> list[Block]:
    """All tasks of a plan; `level` is that of the group headings."""
    blocks: list[Block] = []
    for place, group in enumerate(view.groups, start=1):
        tasks = [task for task in view.tasks if task.group_guid == group.guid]
        if not tasks:
            continue
        blocks.append(Heading(level, (Run(fixed(group.title)),), group.guid, f"{place}."))
        for task in tasks:
            blocks += _task(task)
    return blocks


def _task(task: TaskRow) -> list[Block]:
    mark = f"{task.letter})" if task.letter else ""
    blocks: list[Block] = []
    if len(task.activities) == 1:
        blocks.append(_line(_ACTIVITIES, task.activities[0], task))
    elif task.activities:
        blocks.append(ListItem(1, "-", (Run(f"{_ACTIVITIES}:"),), task.guid))
        blocks += [ListItem(2, "+", (Run(fixed(sentence(text))),), task.guid) for text in task.activities]
    labelled = (
        ("Chủ trì", task.lead_text),
        ("Phối hợp", task.coordination_text),
        ("Sản phẩm", "; ".join(product.text.strip().rstrip(".;") for product in task.products)),
        ("Thời gian thực hiện", task.deadline),
        ("Kinh phí", task.budget_text),
    )
    blocks += [_line(label, text, task) for label, text in labelled if text.strip()]
    named = Paragraph("body", (Run(fixed(sentence(task.text))),), task.guid, keep_next=bool(blocks), number=mark)
    return [named, *blocks]


def _line(label: str, text: str, task: TaskRow) -> ListItem:
    lines = (" ".join(line.split()).rstrip(";") for line in text.split("\n"))
    words = sentence("; ".join(line for line in lines if line))
    return ListItem(1, "-", (Run(fixed(f"{label}: {words}")),), task.guid)
