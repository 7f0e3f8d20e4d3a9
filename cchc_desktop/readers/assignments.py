"""Tasks of a letter or notice that assigns them under the names of units, or behind them on the same line."""

import re
from collections.abc import Iterable
from dataclasses import replace

from cchc_desktop.readers.marks import Mark, MarkedLine
from cchc_desktop.readers.read_rows import ReadGroup, ReadTask
from cchc_desktop.rules.citing import written
from cchc_desktop.rules.deadlines import deadline_in
from cchc_desktop.rules.unit_names import names_units, split_units

_GIVES = re.compile(r"^(?:Giao|Yêu cầu|Đề nghị|Phân công|Đối với|Về phía)\s+(?:cho\s+)?", re.IGNORECASE)
_BEHIND = re.compile(
    r"^(?P<unit>[^:]{3,120}?)\s*(?::|,?\s(?=(?:chủ trì|tham mưu|chủ động|có trách nhiệm|khẩn trương|nghiêm túc)[\s,]))"
    r"\s*(?P<task>\S.{15,})$",
    re.DOTALL,
)


def find_assigned(lines: list[MarkedLine]) -> set[int]:
    """Positions of the lines that are tasks: points below a heading that names units, and lines that begin with one."""
    found: set[int] = set()
    for position, line in enumerate(lines):
        if line.mark is None and not line.bullet:
            continue
        if names_units(_GIVES.sub("", line.text)):
            found.update(_points_below(lines, position))
        elif _behind(line.text) is not None:
            found.add(position)
    return found


def with_units(groups: Iterable[ReadGroup]) -> tuple[ReadGroup, ...]:
    """The groups, each task with the units that its heading or its own beginning names, and the deadline it sets."""
    return tuple(
        replace(
            group, title=group.title.rstrip(" :"), tasks=tuple(_assigned(task, group.title) for task in group.tasks)
        )
        for group in groups
    )


def _points_below(lines: list[MarkedLine], heading: int) -> set[int]:
    """The lines right below a heading that are of one kind with the first of them."""
    mark = lines[heading].mark
    below = lines[heading + 1] if heading + 1 < len(lines) else None
    if below is None or not _is_under(below, mark):
        return set()
    kind = (below.mark, bool(below.bullet))
    found = set()
    for position in range(heading + 1, len(lines)):
        line = lines[position]
        if not _is_under(line, mark):
            break
        if (line.mark, bool(line.bullet)) == kind:
            found.add(position)
    # Names below a name are a list of units, not what they have to do.
    return set() if all(names_units(lines[position].text) for position in found) else found


def _is_under(line: MarkedLine, mark: Mark | None) -> bool:
    if line.mark is None:
        return bool(line.bullet) or mark is not None
    return mark is not None and line.mark > mark


def _behind(text: str) -> tuple[str, str] | None:
    """Unit and task of "Giao Sở Nội vụ: rà soát …", "Văn phòng chủ trì rà soát …"."""
    found = _BEHIND.match(_GIVES.sub("", text))
    return (found["unit"], found["task"]) if found and names_units(found["unit"]) else None


def _assigned(task: ReadTask, heading: str) -> ReadTask:
    behind = _behind(task.text)
    unit = _GIVES.sub("", heading) if names_units(_GIVES.sub("", heading)) else ""
    unit = written(unit.strip()) if unit.isupper() else unit
    text = task.text
    if behind is not None:
        unit = behind[0]
        if not _GIVES.match(text):  # "Đề nghị UBND các xã chủ động …" stays one sentence
            text = behind[1][:1].upper() + behind[1][1:]
    lead = task.lead_text or unit.strip(" :.;")
    deadline = task.deadline or deadline_in(text)
    return replace(task, text=text, lead_text=lead, leads=task.leads or split_units(lead), deadline=deadline)
