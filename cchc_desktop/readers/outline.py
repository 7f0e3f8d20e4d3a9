"""The outline of a periodic report (đề cương): headings, the guidance below each, and a count put right."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.ledger import Ledger
from cchc_desktop.readers.marks import Mark, MarkedLine, is_capitals, may_go_on, read_lines
from cchc_desktop.readers.old_fonts import unicode_source
from cchc_desktop.readers.paper_lines import (
    begins,
    dated_of,
    is_letterhead,
    is_signing,
    is_state_title,
    is_tie,
    number_of,
    title_of,
)
from cchc_desktop.readers.prose import markup
from cchc_desktop.readers.read_rows import ReadOutline, ReadOutlineItem, Unplaced
from cchc_desktop.readers.source import Source, SourceLine
from cchc_desktop.readers.wrapped import joined_lines
from cchc_desktop.rules.numbering import from_roman, to_roman
from cchc_desktop.text import fold

_LONGEST_HEADING = 250
_ANNEX = re.compile(r"^Phụ lục\s+(?:số\s+)?(?:\d{1,2}|[IVX]{1,5})\s*[.:–-]")
_LONGEST_SUBJECT = 150
_HEAD_LINES = 12  # of a letterhead, in which what tells it as one is looked for


@dataclass
class _Item:
    mark: Mark
    number: str
    title: str
    level: int
    line: int
    below: list[MarkedLine] = field(default_factory=list)


def read_outline(path: Path) -> ReadOutline:
    """The outline in a Word or text file, also where it follows other papers; raises UserError where there is none."""
    return outline_from(read_source(path), path.name)


def outline_from(source: Source, name: str) -> ReadOutline:
    """The outline a source holds; `name` is what error messages call it."""
    source = unicode_source(source)
    lines, unplaced = _lines(source)
    begin = _begin(lines)
    unplaced.extend(Unplaced(line.number, line.plain, "") for line in lines[:begin])
    below_title, first = _title(lines, begin)
    title = _title_text(lines[begin:below_title])
    ties = [line.plain for line in lines[below_title:first] if is_tie(line.plain)]
    unplaced.extend(
        Unplaced(line.number, line.plain, title) for line in lines[below_title:first] if line.plain not in ties
    )
    items, tail = _items(lines[first:])
    unplaced.extend(Unplaced(line.number, line.plain, title) for line in tail)
    if not items:
        raise UserError(
            _(
                "No report outline was found in “{name}”. An outline has numbered headings such as "
                "“I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH”; check that this is the right file."
            ).format(name=name)
        )
    warnings = [*source.warnings, *_repair(items)]
    found = tuple(ReadOutlineItem(i.number, i.title, markup(i.below), i.level, i.line) for i in items)
    ledger = Ledger(source, convert=False)
    ledger.strike(title, found, unplaced, ties)
    unplaced.extend(ledger.left())
    return ReadOutline(title, found, tuple(sorted(unplaced, key=lambda item: item.line)), tuple(warnings))


def _lines(source: Source) -> tuple[list[MarkedLine], list[Unplaced]]:
    """The running lines; tables are no part of an outline."""
    running: list[SourceLine] = []
    unplaced: list[Unplaced] = []
    for block in source.blocks:
        if isinstance(block, SourceLine):
            running.append(block)
            continue
        for row in block.rows:
            text = " | ".join(cell.replace("\n", " ") for cell in row.cells if cell)
            unplaced.append(Unplaced(row.number, text, block.where or _("Table")))
    unplaced.extend(Unplaced(line, text, where) for line, text, where in source.asides)
    return read_lines(joined_lines(running)), unplaced


def _begin(lines: list[MarkedLine]) -> int:
    """The line of the title "ĐỀ CƯƠNG", else of the first title, else the beginning."""
    titles = [(position, title.kind) for position, line in enumerate(lines) if (title := title_of(line.plain))]
    outlines = [position for position, kind in titles if kind == "outline"]
    if outlines:
        return outlines[0]
    return titles[0][0] if titles else 0


def _title(lines: list[MarkedLine], begin: int) -> tuple[int, int]:
    """Where the lines of the title end, and where the first outermost heading stands."""
    below = begin
    while below < len(lines) and lines[below].mark is None and is_capitals(lines[below].plain):
        below += 1
    if begin < below < len(lines) and not lines[below].gap and _is_subject(lines[below]):
        below += 1
        while below < len(lines) and not lines[below].gap and _goes_on(lines[below]):
            below += 1
    marks = {at: mark for at in range(below, len(lines)) if (mark := lines[at].mark) is not None}
    outer = [at for at, mark in marks.items() if mark in (Mark.PART, Mark.ROMAN)]
    return below, min(outer or marks, default=len(lines))


def _title_text(lines: list[MarkedLine]) -> str:
    """The title as one text; "ĐỀ CƯƠNG BÁO CÁO" above a subject in ordinary letters: "Báo cáo" and the subject."""
    texts = [line.plain for line in lines]
    if len(texts) < 2 or is_capitals(texts[-1]):
        return " ".join(texts)
    above = [text for text in texts if is_capitals(text)]
    head, subject = " ".join(above), " ".join(texts[len(above) :])
    title = title_of(head)
    word = (title.rest if title is not None and title.kind == "outline" else head).capitalize()
    if fold(subject).startswith("bao cao"):
        word = ""
    return (
        f"{word} {subject[:1].lower()}{subject[1:]}" if word and not fold(subject).startswith(fold(word)) else subject
    )


def _goes_on(line: MarkedLine) -> bool:
    """Whether a line is the rest of a subject that takes several."""
    return _is_subject(line) and line.plain[:1].islower()


def _is_subject(line: MarkedLine) -> bool:
    """Whether a line in ordinary letters right below the title says what the report is about."""
    short = len(line.plain) < _LONGEST_SUBJECT and not line.plain.endswith((".", ":", ";"))
    return short and line.mark is None and not line.bullet and not line.plain.startswith("(")


def _items(lines: list[MarkedLine]) -> tuple[list[_Item], list[MarkedLine]]:
    """Headings with the lines below them, and the receivers and signature that end the paper."""
    items: list[_Item] = []
    open_marks: list[Mark] = []
    for position, line in enumerate(lines):
        if line.mark is None and not line.bullet and _ends(line, lines[position + 1 :]):
            return items, lines[position:]
        if line.mark is None or line.bullet or len(line.text) > _LONGEST_HEADING:
            if not items:
                return [], lines
            if not items[-1].below and not line.bullet and _rest_of_title(items[-1], line):
                items[-1].title = f"{items[-1].title} {line.plain}".strip()
            else:
                items[-1].below.append(line)
            continue
        while open_marks and open_marks[-1] >= line.mark:
            open_marks.pop()
        open_marks.append(line.mark)
        items.append(_Item(line.mark, line.label, line.text, len(open_marks), line.number))
    return items, []


def _ends(line: MarkedLine, below: list[MarkedLine]) -> bool:
    """Whether the outline ends here: at receivers, a signature, another paper or the title of an annex, one in small
    letters too where no heading comes below it.
    """
    title = title_of(line.plain)
    annex = title is not None and title.kind == "appendix"
    if _ANNEX.match(line.plain):
        annex = annex or all(one.mark is None for one in below)
    return annex or begins(line.plain, "Nơi nhận") or is_signing(line.plain) or _is_head(line, below)


def _is_head(line: MarkedLine, below: list[MarkedLine]) -> bool:
    """Whether another paper begins: with lines of a letterhead, one of which nothing but a letterhead has, or with its
    title alone in a paragraph and a subject below it.
    """
    title = title_of(line.plain)
    if title is not None and line.gap and not title.rest and is_capitals(line.plain):
        return bool(below) and below[0].mark is None
    head: list[str] = []
    for one in (line, *below[:_HEAD_LINES]):
        text = one.plain
        rule = not any(sign.isalnum() for sign in text)
        if one.mark is not None or one.bullet or not (rule or is_letterhead(text) or number_of(text) or dated_of(text)):
            break
        head.append(text)
    numbered = len(head) > 1 and is_capitals(head[0]) and any(map(number_of, head))
    return numbered or any(map(is_state_title, head))


def _rest_of_title(item: _Item, line: MarkedLine) -> bool:
    return not item.title or (not line.gap and is_capitals(line.plain) and may_go_on(item.title))


def _repair(items: list[_Item]) -> list[str]:
    """Count the Roman numbers anew where the paper counts one twice; the warnings say what was changed."""
    warnings = []
    count = 0
    for item in items:
        if item.mark is Mark.PART:
            count = 0
        if item.mark is not Mark.ROMAN:
            continue
        count += 1
        if from_roman(item.number) != count:
            repaired = to_roman(count)
            warnings.append(
                _("“{printed}. {title}” is printed with a wrong number; it was taken in as {repaired}.").format(
                    printed=item.number, title=item.title, repaired=repaired
                )
            )
            item.number = repaired
    return warnings
