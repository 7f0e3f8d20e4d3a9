"""The papers of a dossier as the rules see them: texts as they are kept, each line with the row it belongs to."""

from collections.abc import Iterable, Iterator, Sequence

from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.models.task_rows import GroupRow, TaskRow
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, CheckedTask, Head, Part
from cchc_desktop.rules.documents_nd30 import signing_lines
from cchc_desktop.rules.frame_columns import TYPED, Column
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.organisation import area_kind
from cchc_desktop.rules.periods import Period

_DEEPEST = 5  # level of a heading in the paper's numbering: "1.1."
_GROUP = 3  # "I."
_COMMUNES = ("xã", "phường", "đặc khu", "thị trấn")


def checked_plan(view: YearPaperView, office: str) -> CheckedPaper:
    """A paper of the year; its decision is the first of two papers."""
    papers = [view.paper] if view.decision is None else [view.decision, view.paper]
    lines: list[CheckedLine] = []
    for number, paper in enumerate(papers):
        lines.extend(_frame(paper, number))
    number = len(papers) - 1
    for section in view.sections:
        level = min(section.level + 2, _DEEPEST) if section.number else 0
        lines.extend(_texts(section.title, section.guid, number, level=level, label=section.number))
        lines.extend(_texts(plain_text(section.body), section.guid, number))
    tasks = _rows(lines, view.tasks, view.groups, number)
    lines.extend(_texts(view.paper.closing, view.paper.guid, number))
    heads = heads_of(papers, view.plan.year, office)
    return CheckedPaper(tuple(lines), heads, tasks, _level(office), office, is_own=True, guid=view.plan.guid)


def checked_tasks(tasks: Iterable[TaskRow], heads: tuple[Head, ...], office: str, plan_guid: str = "") -> CheckedPaper:
    """Some tasks of a plan, each by itself, with what the plan's `heads` say."""
    lines: list[CheckedLine] = []
    rows = _rows(lines, tasks, (), len(heads) - 1, merged=False)
    return CheckedPaper(tuple(lines), heads, rows, _level(office), office, is_own=True, guid=plan_guid)


def heads_of(papers: Iterable[PaperRow], year: int, office: str) -> tuple[Head, ...]:
    """What the heads of a decision and its plan, or of a plan alone, say."""
    return tuple(_head(paper, year, office) for paper in papers)


def checked_report(view: ReportView, office: str) -> CheckedPaper:
    """A report."""
    lines = list(_frame(view.paper, 0))
    for item in view.items:
        level = min(item.level + 2, _DEEPEST) if item.number else 0
        lines.extend(_texts(item.title, item.guid, 0, level=level, label=item.number))
        lines.extend(_texts(plain_text(item.text), item.guid, 0))
    head = _head(view.paper, Period.parse(view.report.period).year, office)
    return CheckedPaper(tuple(lines), (head,), (), _level(office), office, is_own=True, guid=view.report.guid)


def _frame(paper: PaperRow, number: int) -> Iterator[CheckedLine]:
    for part, texts in (
        (Part.TITLE, (paper.subject,)),
        (Part.BASIS, paper.legal_bases),
        (Part.ADDRESSEE, paper.addressees),
        (Part.PREAMBLE, (plain_text(paper.preamble),)),
        (Part.ARTICLE, tuple(plain_text(article) for article in paper.articles)),
        (Part.RECIPIENT, paper.recipients),
    ):
        for text in texts:
            yield from _texts(text, paper.guid, number, part=part)


def _texts(
    text: str, owner: str, paper: int, *, part: Part = Part.BODY, level: int = 0, label: str = "", column: str = ""
) -> Iterator[CheckedLine]:
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            bullet = bare[0] if bare[0] in "-+" and bare[1:2] == " " else ""
            words = bare[2:].lstrip() if bullet else bare
            yield CheckedLine(0, bare, part, bullet, level, label, words, paper, owner, column)


def _rows(
    lines: list[CheckedLine], tasks: Iterable[TaskRow], groups: Iterable[GroupRow], paper: int, merged: bool = True
) -> tuple[CheckedTask, ...]:
    """Put the rows of a frame behind the lines, each group above its tasks; `merged`: a cell that looks merged once."""
    waiting = {group.guid: group for group in groups}
    rows: list[CheckedTask] = []
    before: TaskRow | None = None
    for task in tasks:
        if (group := waiting.pop(task.group_guid, None)) is not None:
            lines.extend(_texts(group.title, group.guid, paper, level=_GROUP, label=group.number, part=Part.CELL))
        first = len(lines)
        lines.extend(_cells(task, paper, before if merged else None))
        rows.append(_task(task, first, lines))
        before = task
    return tuple(rows)


def _cells(task: TaskRow, paper: int, above: TaskRow | None) -> Iterator[CheckedLine]:
    """The cells of a row; what looks merged with the row above stands there. A row without words is an empty line."""
    cells = task.cells
    if above is not None and task.objective_guid is not None and task.objective_guid == above.objective_guid:
        del cells[Column.OBJECTIVE]
        if task.text == above.text:
            del cells[Column.TASK]
    found = False
    for column in TYPED:
        for line in _texts(cells.get(column, ""), task.guid, paper, part=Part.CELL, column=str(column)):
            found = True
            yield line
    if not found:
        yield CheckedLine(0, "", Part.CELL, paper=paper, owner=task.guid, column=str(Column.TASK))


def _task(task: TaskRow, first: int, lines: Sequence[CheckedLine]) -> CheckedTask:
    return CheckedTask(
        first,
        ".".join(filter(None, (task.group_number, task.number))),
        task.text,
        task.lead_text,
        task.coordination_text,
        "\n".join(product.text for product in task.products),
        task.deadline,
        tuple(unit.text for unit in task.leads),
        tuple(unit.text for unit in task.coordinators),
        task.guid,
        {Column(line.column): at for at, line in reversed(list(enumerate(lines[first:], first)))},
    )


def _head(paper: PaperRow, year: int, office: str) -> Head:
    body = paper.authority or office
    signing = signing_lines(paper.signing_form, body, paper.signer_title) if paper.signing_form else ()
    return Head(
        str(paper.kind),
        paper.number,
        paper.symbol,
        paper.subject,
        paper.issued_on,
        year,
        paper.place,
        paper.authority,
        signing,
        paper.signer_name,
    )


def _level(office: str) -> str:
    kind = area_kind(office).lower()
    if kind in _COMMUNES:
        return "commune"
    return "district" if kind in ("huyện", "quận", "thị xã") else "province" if kind else ""
