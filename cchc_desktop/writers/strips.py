"""Horizontal strips of a page: what is laid out once, and drawn wherever it comes to stand.

A strip is cut (`cut`) only where it is taller than a page, so that nothing of it is lost.

Lengths are points; x grows to the right and y downward from the strip's own top left corner.
"""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cchc_desktop.documents.house_style import MM, ParagraphStyle
from cchc_desktop.documents.nodes import Run, Runs
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.line_breaking import BrokenLine, Piece, break_lines

_BELOW = 0.3  # of the type size: what a line takes below its base line


class TextMark(NamedTuple):
    """A line of text to draw: start, base line, pieces of one face each, type size, extra width of each space."""

    x: float
    y: float
    pieces: list[Piece]
    size: float
    stretch: float
    colour: str = ""  # six hexadecimal digits; black without


class RuleMark(NamedTuple):
    """A straight rule to draw."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    colour: str = ""  # six hexadecimal digits; black without


class FieldMark(NamedTuple):
    """Room for a digital signature: "signer" or "seal", top left corner, width and height, and who signs."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(slots=True)
class Strip:
    """A slice of the body; `keep` holds it on the page of the next one; before and after collapse like margins."""

    height: float
    texts: list[TextMark] = field(default_factory=list)
    rules: list[RuleMark] = field(default_factory=list)
    before: float = 0.0
    after: float = 0.0
    slack: float = 0.0  # of the height, may stand in the bottom margin: the leading below a line
    keep: bool = False
    anchor: str = ""
    bookmark: tuple[int, str] | None = None  # level from 0, title
    fields: tuple[FieldMark, ...] = ()


def cut(strip: Strip, room: float) -> tuple[Strip, Strip] | None:
    """A strip as what stands wholly in its first `room` points, and the rest; None when nothing does.

    Columns that stand side by side are each cut between lines of their own.
    """
    texts = [mark for mark in strip.texts if mark.y + _BELOW * mark.size <= room]
    if not texts:
        return None
    later = [mark for mark in strip.texts if mark.y + _BELOW * mark.size > room]
    fields = tuple(mark for mark in strip.fields if mark.y + mark.height <= room)
    waiting = [mark for mark in strip.fields if mark.y + mark.height > room]
    top = min([mark.y - mark.size for mark in later] + [mark.y for mark in waiting], default=room)
    head = replace(strip, height=room, texts=texts, rules=[], fields=fields, after=0.0, slack=0.0)
    rest = replace(
        strip,
        height=max(strip.height - top, 0.0),
        texts=[mark._replace(y=mark.y - top) for mark in later],
        rules=[],
        fields=tuple(mark._replace(y=mark.y - top) for mark in waiting),
        before=0.0,
        bookmark=None,
    )
    for rule in strip.rules:
        if rule.y0 <= room:
            head.rules.append(rule._replace(y1=min(rule.y1, room)))
        if rule.y1 > room:
            rest.rules.append(rule._replace(y0=max(rule.y0 - top, 0.0), y1=rule.y1 - top))
    return head, rest


def place_line(line: BrokenLine, align: str, x: float, width: float, baseline: float, size: float) -> TextMark:
    """A line set within `width` from `x`."""
    spare = width - line.width
    stretch = 0.0
    if align == "center":
        x += spare / 2
    elif align == "right":
        x += spare
    elif align == "justify" and not line.last and line.spaces:
        stretch = spare / line.spaces
    return TextMark(x, baseline, line.pieces, size, stretch)


def styled(runs: Runs, style: ParagraphStyle) -> Runs:
    """The runs with what the style adds to each."""
    if not (style.bold or style.italic):
        return runs
    return tuple(Run(run.text, run.bold or style.bold, run.italic or style.italic) for run in runs)


def lay_lines(runs: Runs, style: ParagraphStyle, width: float, family: Family) -> list[BrokenLine]:
    """The lines of a paragraph of this style in a column of this width."""
    indent = style.left_mm * MM
    room = width - indent
    first = room - style.first_line_mm * MM
    return break_lines(styled(runs, style), style.size, first, room, family, justified=style.align == "justify")


def paragraph_strips(
    runs: Runs, style: ParagraphStyle, width: float, family: Family, *, keep: bool, left: float = 0.0
) -> list[Strip]:
    """One strip a line of a column that begins at `left`.

    Two lines at least stay together at either end of a page, all of them with `keep`.
    """
    lines = lay_lines(runs, style, width, family)
    height = family.line_height(style.size, style.line)
    slack = height - family.line_height(style.size)
    baseline = family.ascent(style.size)
    last = len(lines) - 1
    strips: list[Strip] = []
    for number, line in enumerate(lines):
        indent = (style.left_mm + (style.first_line_mm if number == 0 else 0.0)) * MM
        mark = place_line(line, style.align, left + indent, width - indent, baseline, style.size)
        held = keep or (number == 0 and last > 0) or (number == last - 1)
        strips.append(Strip(height, [mark], keep=held, slack=slack))
    strips[0].before = style.before_pt
    strips[-1].after = style.after_pt
    return strips


def stack(
    paragraphs: list[tuple[str, ParagraphStyle]], x: float, width: float, top: float, family: Family
) -> tuple[list[TextMark], float]:
    """Paragraphs of plain text one under another in a column; the marks, and where the column ends."""
    marks: list[TextMark] = []
    y = top
    for text, style in paragraphs:
        y += style.before_pt
        for line in lay_lines((Run(text),), style, width, family):
            marks.append(place_line(line, style.align, x, width, y + family.ascent(style.size), style.size))
            y += family.line_height(style.size, style.line)
        y += style.after_pt
    return marks, y
