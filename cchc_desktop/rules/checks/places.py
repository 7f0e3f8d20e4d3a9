"""Where a finding stands, in words: the task and its column, the section, the part of the paper, the line of a file."""

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Finding
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, Part
from cchc_desktop.rules.frame_columns import Column, about


def where(paper: CheckedPaper, finding: Finding) -> str:
    """ "Nhiệm vụ I.2.1, Chủ trì", "Mục II.1", "Dòng 95, Mục II.1"; of the whole paper it says so."""
    if finding.line < 0:
        return _("The whole paper")
    line = paper.lines[finding.line]
    row = _line(line)
    said = _task(paper, line, finding.column) or _section(paper, finding.line) or _part(line.part)
    return f"{row}, {said}" if row and said else row or said


def _line(line: CheckedLine) -> str:
    return _("Line {number}").format(number=line.number) if line.number else ""


def _task(paper: CheckedPaper, line: CheckedLine, column: str) -> str:
    task = next((one for one in paper.tasks if one.owner and one.owner == line.owner), None)
    if task is None:
        return ""
    name = about(Column(column)).name() if column else ""
    return ", ".join(filter(None, (_("Task {label}").format(label=task.label or "?"), name)))


def _section(paper: CheckedPaper, place: int) -> str:
    """The numbers of the headings above a line, as "II.1"."""
    numbers: list[str] = []
    level = 99
    own = paper.lines[place]
    if own.part not in (Part.BODY, Part.CELL, Part.ARTICLE):
        return ""
    for line in reversed(paper.lines[: place + 1]):
        if line.paper != own.paper:
            break
        if 0 < line.level < level and line.label:
            numbers.append(line.label)
            level = line.level
    return _("Section {number}").format(number=".".join(reversed(numbers))) if numbers else ""


def _part(part: Part) -> str:
    names = {
        Part.HEAD: _("Head of the paper"),
        Part.TITLE: _("Title and subject"),
        Part.AUTHORITY: _("Who decides"),
        Part.BASIS: _("Legal bases"),
        Part.ADDRESSEE: _("Addressees"),
        Part.PREAMBLE: _("Opening"),
        Part.ARTICLE: _("Articles"),
        Part.RECIPIENT: _("Recipients"),
        Part.SIGNING: _("Signature"),
        Part.APPENDIX: _("Appendix"),
    }
    return names.get(part, "")
