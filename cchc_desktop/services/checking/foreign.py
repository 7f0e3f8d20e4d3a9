"""Anyone's Word, Excel or text file as the rules see it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.readers import paper_lines as known
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.docx_layout import read_layout
from cchc_desktop.readers.marks import MarkedLine, read_line, read_lines
from cchc_desktop.readers.plan import plan_from
from cchc_desktop.readers.read_rows import ReadGroup, ReadPlan, ReadTask
from cchc_desktop.readers.source import Source, SourceLine, SourceTable
from cchc_desktop.readers.tables import Choice, is_layout
from cchc_desktop.readers.true_formats import sniff
from cchc_desktop.readers.wrapped import joined_lines
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, CheckedTask, Head, Part
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.text import fold

_ARTICLE = re.compile(r"^Điều\s+\d+\s*[.:]")
_YEAR = re.compile(r"năm\s+(20\d\d)")
_COMMUNE = re.compile(
    r"(?<!\w)(?:UBND|ủy ban nhân dân) (?:xã|phường|thị trấn|đặc khu)(?!\w)|(?<!\w)cấp xã(?!\w)", re.IGNORECASE
)
_FURTHEST = 20  # lines below its task in which a deadline is looked for
_DISTRICT = re.compile(r"(?<!\w)UBND (?:huyện|quận|thị xã)(?!\w)")


def read_checked(path: Path) -> CheckedPaper:
    """A file as the rules see it. Raises `UserError` where it cannot be read."""
    paper = checked(read_source(path), path.name)
    return paper._replace(layout=read_layout(path)) if sniff(path) == "docx" else paper


def checked(source: Source, name: str) -> CheckedPaper:
    """A source as the rules see it; where no plan can be read in it, it has no tasks."""
    reading = _Reading()
    for line in _lines(source):
        reading.take(line)
    plan = None
    with suppress(UserError):
        plan = plan_from(source, name, Choice())
    lines = tuple(reading.lines)
    heads = tuple(_head(lines, number, title) for number, title in enumerate(reading.kinds))
    return CheckedPaper(lines, heads, _tasks(plan, lines), _level(lines), notes=source.warnings)


def _lines(source: Source) -> Iterator[MarkedLine | CheckedLine]:
    """Lines in reading order; a cell of a real table is a line of its own, one of a layout table a line of the text."""
    running: list[SourceLine] = []
    for block in source.blocks:
        if isinstance(block, SourceLine):
            running.append(block)
        elif is_layout(block) and not block.where:
            running.extend(
                SourceLine(row.number, text, at == 0)
                for row in block.rows
                for cell in row.cells
                for at, text in enumerate(filter(str.strip, cell.split("\n")))
            )
        else:
            yield from read_lines(joined_lines(running))
            running = []
            yield from _cells(block)
    yield from read_lines(joined_lines(running))


def _cells(table: SourceTable) -> Iterator[CheckedLine]:
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if column not in row.carried and cell.strip():
                for text in filter(str.strip, cell.split("\n")):
                    line = read_line(row.number, text, False)
                    yield CheckedLine(row.number, line.plain, Part.CELL, words=line.plain, column=str(column + 1))


class _Reading:
    """Goes through the lines once and tells in which part of which paper each stands."""

    def __init__(self) -> None:
        self.lines: list[CheckedLine] = []
        self.kinds: list[str] = [""]
        self._part = Part.HEAD
        self._titled = False  # whether the paper at hand has its title

    def take(self, line: MarkedLine | CheckedLine) -> None:
        """Put one line where it stands."""
        if isinstance(line, CheckedLine):
            self._add(line._replace(paper=len(self.kinds) - 1))
            return
        title = known.title_of(line.plain) if line.mark is None and not line.bullet else None
        named = known.head_of(line.plain) if title is None and self._part is Part.HEAD and line.mark is None else None
        if title is not None and not self._goes_on(title.kind):
            self._title(line, title.kind)
        elif named is not None and not self._titled:
            self._title(line, "letter" if named.kind == known.OTHER else named.kind)
        else:
            self._part = self._next(line)
            self._put(line, self._part)

    def _goes_on(self, kind: str) -> bool:
        """Whether a title word is only the operative line of a decision, or the second line of a title."""
        same = kind == "decision" and self.kinds[-1] == "decision"
        return same and not any(line.part is Part.ARTICLE for line in self.lines if line.paper == len(self.kinds) - 1)

    def _title(self, line: MarkedLine, kind: str) -> None:
        if self._titled:
            head = []
            # The number and date above the title are of this paper.
            while self.lines and self.lines[-1].part is Part.HEAD:
                head.append(self.lines.pop())
            self.kinds.append(kind)
            self.lines.extend(one._replace(paper=len(self.kinds) - 1) for one in reversed(head))
        else:
            self.kinds[-1] = kind
        self._titled = True
        self._part = Part.APPENDIX if kind in ("appendix", "outline") else Part.TITLE
        self._put(line, self._part)

    def _next(self, line: MarkedLine) -> Part:
        text, part = line.plain, self._part
        if known.begins(text, "Nơi nhận"):
            return Part.RECIPIENT
        if known.is_signing(text) and line.mark is None:
            return Part.SIGNING
        if part is Part.RECIPIENT and (line.bullet or len(text) < 60):
            return Part.RECIPIENT
        if part in (Part.SIGNING, Part.RECIPIENT):
            return self._behind_signature(line)
        if _ARTICLE.match(text):
            return Part.ARTICLE
        if known.begins(text, "Kính gửi"):
            self._letter()
            return Part.ADDRESSEE
        if part is Part.ADDRESSEE and line.bullet:
            return Part.ADDRESSEE
        if part is Part.HEAD:
            return self._in_head(line)
        if known.is_basis(text) and part in (Part.TITLE, Part.AUTHORITY, Part.BASIS):
            return Part.BASIS
        if known.is_authority(text) and part is Part.TITLE and self.kinds[-1] == "decision":
            return Part.AUTHORITY
        return self._in_text(line)

    def _letter(self) -> None:
        if not self.kinds[-1]:
            self.kinds[-1], self._titled = "letter", True

    def _in_head(self, line: MarkedLine) -> Part:
        text = line.plain
        if known.is_letterhead(text) or known.number_of(text) or known.dated_of(text) or len(text) < 60:
            return Part.HEAD
        if fold(text).startswith(("v/v", "ve viec")):
            return Part.HEAD
        return Part.BODY

    def _behind_signature(self, line: MarkedLine) -> Part:
        """Who signed; whatever comes behind is the head of the next paper."""
        text = line.plain
        if (
            self._part is Part.SIGNING
            and (known.is_person(text.title()) or known.is_signed_note(text))
            and line.mark is None
        ):
            return Part.SIGNING
        if line.mark is not None or line.bullet or len(text) > 90:
            return Part.BODY
        return Part.HEAD

    def _in_text(self, line: MarkedLine) -> Part:
        text, part = line.plain, self._part
        begun = line.mark is not None or bool(line.bullet)
        if part in (Part.TITLE, Part.APPENDIX) and not begun:
            if known.is_tie(text) or (
                len(text) < 250 and not text.endswith((".", ":", ";")) and not known.is_opening(text)
            ):
                return part
            return Part.PREAMBLE
        if part in (Part.BASIS, Part.ADDRESSEE, Part.AUTHORITY, Part.PREAMBLE) and not begun:
            return Part.PREAMBLE
        return Part.ARTICLE if part is Part.ARTICLE and not begun else Part.BODY

    def _put(self, line: MarkedLine, part: Part) -> None:
        level = int(line.mark) if line.mark is not None else 0
        words = line.text if line.plain.endswith(line.text) else line.plain
        self._add(
            CheckedLine(line.number, line.plain, part, line.bullet, level, line.label, words, len(self.kinds) - 1)
        )

    def _add(self, line: CheckedLine) -> None:
        self.lines.append(line)


def _head(lines: tuple[CheckedLine, ...], paper: int, kind: str) -> Head:
    own = [line for line in lines if line.paper == paper]
    top = [line.text for line in own if line.part is Part.HEAD]
    number = next((found for text in top if (found := known.number_of(text))), None)
    dated = next((told for text in top if (told := known.dated_of(text))), None)
    subject = [line.text for line in own if line.part in (Part.TITLE, Part.APPENDIX)]
    if not subject[1:]:
        subject = [text for text in top if fold(text).startswith(("v/v", "ve viec"))] or subject
    signing = [line.text for line in own if line.part is Part.SIGNING]
    persons = [text for text in signing if known.is_person(text.title()) and not known.is_signing(text)]
    day = dated[1] if dated else None
    return Head(
        kind,
        number[0] if number else "",
        number[1] if number else "",
        " ".join(subject),
        day,
        _year_of(" ".join((*subject, *top)), day),
        dated[0] if dated else "",
        next((line.text for line in own if line.part is Part.AUTHORITY), ""),
        tuple(text for text in signing if text not in persons),
        persons[-1] if persons else "",
    )


def _year_of(title: str, day: date | None) -> int:
    """The year that a title speaks of: the latest one, where it is near the day of issue."""
    years = [int(year) for year in _YEAR.findall(title)]
    near = [year for year in years if day is None or abs(year - day.year) <= 1]
    return max(near, default=0)


def _level(lines: tuple[CheckedLine, ...]) -> str:
    """Whose paper it is, by who is spoken of in it."""
    top = "\n".join(line.text for line in lines if line.part not in (Part.BODY, Part.CELL))
    speaks = next((line.text for line in lines if line.part in (Part.AUTHORITY, Part.PREAMBLE)), "")
    if _DISTRICT.search(speaks) and not _COMMUNE.search(top):
        return "district"
    return "commune" if _COMMUNE.search(top) else ""


def _tasks(plan: ReadPlan | None, lines: tuple[CheckedLine, ...]) -> tuple[CheckedTask, ...]:
    if plan is None:
        return ()
    at: dict[int, int] = {}
    for place, line in enumerate(lines):
        at.setdefault(line.number, place)
    tasks = [(group, task) for group in plan.groups for task in group.tasks]
    begins = [at.get(task.line, -1) for _group, task in tasks]
    found = []
    for (group, task), (first, following) in zip(tasks, pairwise([*begins, len(lines)]), strict=True):
        end = following if following > first else first + _FURTHEST
        found.append(_task(group, task, first, lines[max(first, 0) : min(end, first + _FURTHEST)]))
    return tuple(found)


def _task(group: ReadGroup, task: ReadTask, first: int, lines: Sequence[CheckedLine]) -> CheckedTask:
    """A task whose first line is that of `lines`."""
    texts = {
        Column.LEAD: task.lead_text,
        Column.COORDINATION: task.coordination_text,
        Column.PRODUCT: next(iter(task.products), ""),
        Column.DEADLINE: task.deadline,
    }
    return CheckedTask(
        first,
        ".".join(filter(None, (group.number, task.label))),
        task.text,
        task.lead_text,
        task.coordination_text,
        "\n".join(task.products),
        task.deadline,
        task.leads,
        task.coordinators,
        places=_places(texts, first, lines) if first >= 0 else {},
    )


def _places(texts: dict[Column, str], first: int, lines: Sequence[CheckedLine]) -> dict[Column, int]:
    """Where the columns of a task begin: the lines that their first words fill, alone or behind a label."""
    found: dict[Column, int] = {}
    for column, text in texts.items():
        words = text.split("\n", 1)[0].strip(" .;")
        for place, line in enumerate(lines, first):
            if words and place not in found.values() and _tells(line.text, words):
                found[column] = place
                break
    return found


def _tells(text: str, words: str) -> bool:
    return text.startswith(words) or f": {words}" in text or text.rstrip(" .;").endswith(words)
