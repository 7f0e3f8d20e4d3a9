"""A first draft of a report item from what is known: results of tasks and figures, nothing invented."""

from datetime import date

from cchc_desktop.models.rows import FigureRow, TaskRow
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.rules.progress import TaskStatus, Urgency, urgency
from cchc_desktop.services.reports import item_facts
from cchc_desktop.storage.dossier import Dossier


def draft_item(dossier: Dossier, item_guid: str, today: date) -> str:
    """The draft as markup, one list item a statement; what is not known is left as a gap in square brackets."""
    facts = item_facts(dossier, item_guid, today)
    lines = [f"- {sentence}" for task in facts.tasks if (sentence := _of_task(task, today))]
    numbers = [_of_figure(figure) for figure in facts.figures if figure.value is not None]
    if numbers:
        lines.append(f"- Số liệu: {'; '.join(numbers)}.")
    return "\n".join(lines)


def _of_task(task: TaskRow, today: date) -> str:
    """One statement per task that has something to tell."""
    name = task.text.rstrip(" .;")
    result = task.result.strip().rstrip(".")
    if task.status == TaskStatus.NOT_APPLICABLE:
        return ""
    if task.status == TaskStatus.DONE:
        return f"{name}: {result}." if result else f"{name}: đã hoàn thành."
    due = [(m.date_to, m.done_on is not None) for m in task.milestones if m.date_to is not None]
    late = urgency(TaskStatus(task.status), due, today)[0] == Urgency.LATE
    if late:
        known = f"{result}. " if result else ""
        return f"{name}: {known}[Nhiệm vụ quá hạn: ghi lý do và thời gian hoàn thành]"
    if task.status == TaskStatus.IN_PROGRESS:
        known = result or "[ghi kết quả đến nay]"
        return f"{name}: đang thực hiện, đạt {task.percent} %; {known}."
    return ""


def _of_figure(figure: FigureRow) -> str:
    """ "số hồ sơ tiếp nhận: ước 4.512 hồ sơ"."""
    value = format_number(figure.value) if figure.value is not None else ""
    unit = f" {figure.unit}" if figure.unit and figure.unit != "–" else ""
    return f"{_lower_first(figure.name)}: {'ước ' if figure.estimated else ''}{value}{unit}"


def _lower_first(name: str) -> str:
    """An abbreviation such as TTHC keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
