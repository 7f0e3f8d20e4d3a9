"""What a Word file shows on paper beside its lines and tables: named with its place, never passed over unsaid."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from cchc_desktop.i18n import _
from cchc_desktop.readers.old_fonts import said_of

_MOST_PLACES = 6  # named one by one, more are counted


class Unread(StrEnum):
    """Kinds of things that are seen on paper and are no text of the body."""

    PICTURE = "picture"
    SHAPE = "shape"
    CHART = "chart"
    DIAGRAM = "diagram"
    SHEET = "sheet"
    OBJECT = "object"
    EQUATION = "equation"
    CONTROL = "control"
    FIELD = "field"
    SYMBOL = "symbol"
    CONTENTS = "contents"
    INSERTED = "inserted"
    NESTED = "nested"
    COLUMNS = "columns"


def _name(kind: Unread) -> str:
    return {
        Unread.PICTURE: _("picture"),
        Unread.SHAPE: _("drawing"),
        Unread.CHART: _("chart"),
        Unread.DIAGRAM: _("SmartArt diagram"),
        Unread.SHEET: _("embedded Excel sheet"),
        Unread.OBJECT: _("embedded object"),
        Unread.EQUATION: _("equation"),
        Unread.CONTROL: _("form control"),
        Unread.FIELD: _("number or text that Word computes"),
        Unread.SYMBOL: _("sign of a symbol font without a Unicode letter"),
        Unread.CONTENTS: _("table of contents"),
        Unread.INSERTED: _("inserted file"),
        Unread.NESTED: _("table or text box inside too many others"),
        Unread.COLUMNS: _("row with more columns than a Word table has"),
    }[kind]


@dataclass
class Findings:
    """Gathered while a file is read; `line` is the line or row at hand, 0 outside the body.

    `asides` are (line, text, where); `parts` the charts and diagrams met, by their relationship; `references` the line
    of each footnote, endnote and comment; `struck` the lines with words that are struck through.
    """

    line: int = 0
    asides: list[tuple[int, str, str]] = field(default_factory=list)
    parts: list[tuple[int, Unread, str]] = field(default_factory=list)
    references: dict[tuple[str, str], int] = field(default_factory=dict)
    struck: list[int] = field(default_factory=list)
    in_old_fonts: list[tuple[int, str, str]] = field(default_factory=list)  # line, as typed, in Unicode
    said: list[str] = field(default_factory=list)  # by files that are inserted into this one
    _unread: dict[Unread, list[int]] = field(default_factory=dict)

    def unread(self, kind: Unread) -> None:
        """Something of this kind stands here and is no text."""
        self._unread.setdefault(kind, []).append(self.line)

    def aside(self, text: str, where: str, line: int | None = None) -> None:
        """Text outside the reading order: shown beside what was taken."""
        text = " ".join(text.split())
        entry = (self.line if line is None else line, text, where)
        if text and (not self.asides or self.asides[-1] != entry):
            self.asides.append(entry)

    def sentences(self) -> Iterator[str]:
        """What the officer is told of it."""
        yield from self.said
        if self._unread:
            things = "; ".join(
                _("{kind}: {count} ({places})").format(kind=_name(kind), count=len(lines), places=_places(lines))
                for kind, lines in sorted(self._unread.items())
            )
            yield _("Not read from this file: {things}.").format(things=things)
        if self.in_old_fonts:
            yield said_of(self.in_old_fonts)
        if self.struck:
            yield _("Some words are struck through ({places}); they were taken in like the others.").format(
                places=_places(self.struck)
            )


def _places(lines: list[int]) -> str:
    """The lines in words: "line 3, line 12"; 0 is a page's header or footer."""
    found = [_("line {number}").format(number=line) if line else _("page header or footer") for line in lines]
    found = list(dict.fromkeys(found))
    more = len(found) - _MOST_PLACES
    shown = ", ".join(found[:_MOST_PLACES])
    return shown if more <= 0 else _("{places} and {count} more places").format(places=shown, count=more)
