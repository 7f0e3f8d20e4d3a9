"""The papers of a dossier as the rules see them: texts as they are kept, each line with the row it belongs to."""

from collections.abc import Iterator, Sequence

from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.models.task_rows import TaskRow
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
    first: dict[str, int] = {}
    groups = {group.guid: group for group in view.groups}
    for task in view.tasks:
        if (group := groups.pop(task.group_guid, None)) is not None:
            lines.extend(_texts(group.title, group.guid, number, level=_GROUP, label=group.number, part=Part.CELL))
        first[task.guid] = len(lines)
        lines.extend(_cells(task, number))
    lines.extend(_texts(view.paper.closing, view.paper.guid, number))
    heads = tuple(_head(paper, view.plan.year, office) for paper in papers)
    tasks = tuple(_task(task, first[task.guid], lines) for task in view.tasks)
    return CheckedPaper(tuple(lines), heads, tasks, _level(office), office, is_own=True, guid=view.plan.guid)


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


def _cells(task: TaskRow, paper: int) -> Iterator[CheckedLine]:
    cells = task.cells
    for column in TYPED:
        yield from _texts(cells.get(column, ""), task.guid, paper, part=Part.CELL, column=str(column))


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
        _deadline_at(task, first, lines),
    )


def _deadline_at(task: TaskRow, first: int, lines: Sequence[CheckedLine]) -> int:
    for at in range(first, len(lines)):
        if lines[at].owner != task.guid:
            break
        if lines[at].column == Column.DEADLINE:
            return at
    return -1


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
