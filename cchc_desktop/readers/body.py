"""The body of a plan as sections, and among them the list of tasks."""

from dataclasses import dataclass, field

from cchc_desktop.i18n import _
from cchc_desktop.readers.assignments import find_assigned, with_units
from cchc_desktop.readers.marks import Mark, MarkedLine, is_capitals, may_go_on
from cchc_desktop.readers.prose import markup, take_closing
from cchc_desktop.readers.read_rows import ReadGroup, ReadSection, Unplaced
from cchc_desktop.readers.task_list import TaskList, find_tasks

_OUTER = (Mark.PART, Mark.CAPITAL, Mark.ROMAN)
_STOPS = (".", ";", ",", "./")


@dataclass
class Body:
    """A body as read; `closing` is markup."""

    sections: list[ReadSection] = field(default_factory=list)
    groups: list[ReadGroup] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    closing: str = ""


@dataclass
class _Chunk:
    """An outermost heading and the lines below it."""

    heading: MarkedLine | None
    title: str
    lines: list[MarkedLine]
    offset: int  # of the first line in the body

    @property
    def end(self) -> int:
        """The position after the last line."""
        return self.offset + len(self.lines)


def read_body(lines: list[MarkedLine], assigns: bool = False) -> Body:
    """Sections, tasks and closing of a plan's body; every line is in one of them.

    Where the paper `assigns`, as a letter does, and lists no tasks, what it asks of units are its tasks.
    """
    body = Body()
    lines, body.closing = take_closing(lines)
    tasks = find_tasks(lines)
    assigned = find_assigned(lines) if assigns and not tasks else set()
    tasks = tasks or assigned
    for chunk in _chunks(lines, tasks):
        inside = {position - chunk.offset for position in range(chunk.offset, chunk.end) if position in tasks}
        if inside:
            _take_tasks(body, chunk, inside)
        else:
            body.sections.extend(_sections(chunk))
    if assigned:
        body.groups = [*with_units(body.groups)]
    return body


def find_headings(lines: list[MarkedLine], tasks: set[int]) -> set[int]:
    """Positions of headings: numbered lines that are neither tasks nor numbered paragraphs."""
    found = set()
    for position, line in enumerate(lines):
        below = lines[position + 1] if position + 1 < len(lines) else None
        if line.mark is not None and position not in tasks and _is_heading(line, below):
            found.add(position)
    return found | _long_sisters(lines, found, tasks)


def _long_sisters(lines: list[MarkedLine], headings: set[int], tasks: set[int]) -> set[int]:
    """Numbered lines too long for a heading that go on with the count of headings, and have one after them or points
    below: 1, this one, 3.
    """
    found = set()
    before: dict[Mark, int] = {}  # the last number of each kind that was a heading, and still counts on
    for position, line in enumerate(lines):
        if line.mark not in (Mark.NUMBER, Mark.DECIMAL):
            before = {} if line.mark in _OUTER else before
            continue
        count = _count(line)
        follows = count == 1 or before.get(line.mark) == count - 1
        if position in headings:
            before[line.mark] = count
        elif (
            follows and position not in tasks and not line.text.endswith(_STOPS) and _sister(lines, position, headings)
        ):
            found.add(position)
            before[line.mark] = count
    return found


def _sister(lines: list[MarkedLine], position: int, headings: set[int]) -> bool:
    """Whether the next number of the count is a heading, or the line has lettered points below it."""
    line = lines[position]
    if position + 1 < len(lines) and lines[position + 1].mark is Mark.LETTER:
        return True
    for at in range(position + 1, len(lines)):
        if lines[at].mark in _OUTER:
            return False
        if lines[at].mark is line.mark:
            return at in headings and _count(lines[at]) == _count(line) + 1
    return False


def _count(line: MarkedLine) -> int:
    return int(line.label.rpartition(".")[2])


def _is_heading(line: MarkedLine, below: MarkedLine | None) -> bool:
    """A heading is short and does not end, or go on, like a sentence."""
    if line.mark in _OUTER:
        return len(line.text) <= (500 if is_capitals(line.text) else 250)
    if line.mark not in (Mark.NUMBER, Mark.DECIMAL) or len(line.text) > 200:
        return False
    if line.text.endswith(_STOPS):
        return False
    cut_short = below is not None and below.mark is None and not below.bullet and below.plain[0].islower()
    return line.text.endswith(":") or not cut_short


def _chunks(lines: list[MarkedLine], tasks: set[int]) -> list[_Chunk]:
    """The body cut at its outermost headings; a title that fell on the next line is taken with its number."""
    headings = find_headings(lines, tasks)
    outermost = min((mark for at in headings if (mark := lines[at].mark) is not None), default=None)
    chunks = [_Chunk(None, "", [], 0)]
    for position, line in enumerate(lines):
        chunk = chunks[-1]
        if position in headings and line.mark is outermost:
            chunks.append(_Chunk(line, line.text, [], position + 1))
        elif chunk.heading is not None and not chunk.lines and _goes_on(chunk, line):
            chunk.title = f"{chunk.title} {line.plain}".strip()
            chunk.offset = position + 1
        else:
            chunk.lines.append(line)
    return [chunk for chunk in chunks if chunk.heading is not None or chunk.lines]


def _goes_on(chunk: _Chunk, line: MarkedLine) -> bool:
    """Whether a line in capitals below a heading is the rest of its title."""
    if line.mark is not None or line.bullet or line.is_row or not is_capitals(line.plain):
        return False
    return not chunk.title or (may_go_on(chunk.title) and not line.gap)


def _sections(chunk: _Chunk) -> list[ReadSection]:
    """The headings of a chunk with the text below each."""
    drafts: list[tuple[str, str, int, int, list[MarkedLine]]] = []
    open_marks: list[Mark] = []
    if chunk.heading is not None:
        open_marks = [chunk.heading.mark] if chunk.heading.mark is not None else []
        drafts.append((chunk.heading.label, chunk.title, 1, chunk.heading.number, []))
    elif chunk.lines:
        drafts.append(("", "", 1, chunk.lines[0].number, []))
    headings = find_headings(chunk.lines, set())
    for position, line in enumerate(chunk.lines):
        if line.mark is None or position not in headings:
            drafts[-1][4].append(line)
            continue
        while open_marks and open_marks[-1] >= line.mark:
            open_marks.pop()
        open_marks.append(line.mark)
        drafts.append((line.label, line.text, len(open_marks), line.number, []))
    return [
        ReadSection(number, title, level, markup(below), "text", line)
        for number, title, level, line, below in drafts
        if number or title or below
    ]


def _take_tasks(body: Body, chunk: _Chunk, tasks: set[int]) -> None:
    """Read a chunk that holds tasks; the first such chunk becomes the section where the plan prints its tasks."""
    heading = chunk.heading
    number, line = (heading.label, heading.number) if heading is not None else ("", chunk.lines[0].number)
    marks = [mark for position in tasks if (mark := chunk.lines[position].mark) is not None]
    reading = TaskList(chunk.title, number, line, min(marks, default=None))
    for position, below in enumerate(chunk.lines):
        if below.is_row and position > min(tasks):
            body.unplaced.append(Unplaced(below.number, below.plain, _("Table")))
        else:
            reading.take(below, position in tasks)
    result = reading.finish()
    first = not body.groups
    body.groups.extend(result.groups)
    body.unplaced.extend(result.unplaced)
    body.warnings.extend(result.warnings)
    if first:
        body.sections.append(ReadSection(number, chunk.title, 1, markup(result.preface), "tasks", line))
    elif not any(group.title == chunk.title for group in result.groups) or result.preface:
        body.sections.append(ReadSection(number, chunk.title, 1, markup(result.preface), "text", line))
        body.warnings.append(
            _("Tasks also stand under “{title}”; they were added to the one task list of the plan.").format(
                title=f"{number}. {chunk.title}"
            )
        )
