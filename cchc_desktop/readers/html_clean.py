"""The one cleaner of HTML from Word, Excel, browsers and mail: what a page shows, as tags and texts in their order.

Scripts, style sheets, Office's own XML, deleted text of tracked changes and comments fall away; hidden words are given
apart. Signs of symbol fonts are Unicode, capitals are as shown, list items have their bullet or number as one would
type it. Tags are balanced, whatever the HTML was.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from cchc_desktop.readers.html_fonts import PageFonts
from cchc_desktop.readers.html_tokens import Token, tokens
from cchc_desktop.readers.old_fonts import OldFont
from cchc_desktop.readers.source import Rewritten
from cchc_desktop.readers.symbol_fonts import has_private, symbol_font, unicode_of
from cchc_desktop.rules.numbering import to_roman

BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre", "hr"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "blockquote", "section", "article", "header", "footer"),
        *("center", "address", "body", "html", "main", "aside", "nav", "figure", "figcaption", "form", "fieldset"),
    )
)
_SKIPPED = frozenset(("head", "xml", "title", "style", "script", "svg", "del", "object", "noscript", "template"))
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "source", "embed"))
_CELLS = frozenset(("td", "th"))
_GRID = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"))
# An element that a tag ends although its own end is not written, and within which of its parents.
_ENDS = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "td": (_CELLS, frozenset(("table",))),
    "th": (_CELLS, frozenset(("table",))),
    "tr": (frozenset(("tr", "caption")), frozenset(("table",))),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (frozenset(("thead", "tbody", "tfoot", "tr")), frozenset(("table",)))),
}
_PARAGRAPH = (frozenset(("p",)), frozenset((*_CELLS, "li", "div", "caption")))
_BULLETS = frozenset("·•o§Ø-–—*▪●○‣⁃➢v❖ü✓q☐\uf0b7\uf0a7\uf0d8\uf02d")
_SECOND_BULLETS = frozenset("+o○")
_DEEPEST = 400  # elements inside one another that are told apart
_MOST_STYLE = 4000  # letters of a style that are looked at


class Kind(Enum):
    """What an event is; HIDDEN is text that the page does not show, MARKER what stands before a list item."""

    START = 1
    END = 2
    TEXT = 3
    MARKER = 4
    HIDDEN = 5


class Event(NamedTuple):
    """A piece of cleaned HTML; `hidden` says of a table row that it is not shown (its texts come all the same)."""

    kind: Kind
    tag: str = ""
    text: str = ""
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    attributes: dict[str, str] | None = None


@dataclass
class _Element:
    tag: str
    bold: bool = False
    italic: bool = False
    skipped: bool = False  # is no part of the page
    hidden: bool = False
    marker: bool = False  # inside Word's span of a bullet or number
    capitals: bool = False
    pre: bool = False
    font: str = ""  # a key of `symbol_fonts`
    old: OldFont | None = None  # a font from before Unicode
    form: str = ""  # of a list's numbers
    count: int = 0


@dataclass
class _Cleaner:
    """Walks the tokens with the elements that are open."""

    fonts: PageFonts
    stack: list[_Element] = field(default_factory=list)
    open: "Counter[str]" = field(default_factory=Counter)
    marker: list[str] = field(default_factory=list)
    level: int = 0  # of Word's list item at hand

    def take(self, token: Token) -> Iterator[Event]:
        """The events of a token."""
        if not token.tag:
            yield from self._text(token.text) if token.text else ()
        elif token.ends and token.tag not in ("br", "p"):
            yield from self._end(token.tag)
        elif token.ends and token.tag == "p" and self.open["p"]:
            yield from self._end("p")
        else:
            yield from self._start(token.tag, token.attributes)

    def finish(self) -> Iterator[Event]:
        """The ends of what is still open."""
        yield from self._close(0)

    def _start(self, tag: str, attributes: dict[str, str]) -> Iterator[Event]:
        yield from self._end_before(tag)
        style = _declarations(attributes.get("style", "")[:_MOST_STYLE])
        now = self.stack[-1] if self.stack else _Element("")
        element = _Element(
            *(tag, now.bold, now.italic, now.skipped, now.hidden, now.marker, now.capitals, now.pre, now.font, now.old)
        )
        _look(element, style, attributes)
        element.old = self.fonts.of(now.old, style, attributes)
        row_hidden = tag == "tr" and element.hidden and not now.hidden
        if row_hidden:
            element.hidden = False
        if "level" in style.get("mso-list", ""):
            self.level = _level_of(style["mso-list"])
        if tag not in _VOID and len(self.stack) >= _DEEPEST:
            if not now.skipped and not now.hidden:
                yield Event(Kind.START, "br")  # too deep to be told apart
            return
        if tag not in _VOID:
            self.stack.append(element)
            self.open[tag] += 1
        if element.skipped or element.hidden:
            return
        yield Event(Kind.START, tag, hidden=row_hidden, attributes=attributes)
        if tag == "li":
            yield from self._item(attributes)
        elif tag in ("ul", "ol"):
            element.form = _list_form(tag, style, attributes)
            start = attributes.get("start", "").strip()
            element.count = int(start) - 1 if start.isdecimal() and len(start) < 7 else 0

    def _end_before(self, tag: str) -> Iterator[Event]:
        """End what a tag ends by coming: a paragraph by a block, a cell by the next one, the head by the page."""
        if self.open["head"] and tag in BLOCKS:
            yield from self._close(next(at for at, each in enumerate(self.stack) if each.tag == "head"))
        if tag in BLOCKS and self.open["p"]:
            yield from self._end_nearest(*_PARAGRAPH)
        rule = _ENDS.get(tag)
        if rule is not None and any(self.open[each] for each in rule[0]):
            yield from self._end_nearest(*rule)

    def _end_nearest(self, wanted: frozenset[str], within: frozenset[str]) -> Iterator[Event]:
        found = -1
        for at in range(len(self.stack) - 1, -1, -1):
            tag = self.stack[at].tag
            if tag in wanted:
                found = at
            if tag in within or tag == "table":
                break
        if found >= 0:
            yield from self._close(found)

    def _end(self, tag: str) -> Iterator[Event]:
        if not self.open[tag]:
            return
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at].tag == tag:
                yield from self._close(at)
                return
            if self.stack[at].tag in _CELLS and tag not in _GRID:
                return  # the end of something outside the cell

    def _close(self, at: int) -> Iterator[Event]:
        """End the elements from a place on, the innermost first."""
        while len(self.stack) > at:
            element = self.stack.pop()
            self.open[element.tag] -= 1
            around = self.stack[-1] if self.stack else None
            if element.marker and not (around is not None and around.marker):
                yield from self._typed_marker(element)
            if not element.skipped and not element.hidden:
                yield Event(Kind.END, element.tag)

    def _text(self, text: str) -> Iterator[Event]:
        now = self.stack[-1] if self.stack else _Element("")
        if now.skipped:
            return
        if now.font or has_private(text):
            text = unicode_of(text, now.font)
        text = self.fonts.shown(text, now.old)
        if now.capitals:
            text = text.upper()
        if now.hidden:
            yield Event(Kind.HIDDEN, text=text)
        elif now.marker:
            self.marker.append(text)
        elif now.pre and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    yield Event(Kind.START, "br")
                yield Event(Kind.TEXT, text=line, bold=now.bold, italic=now.italic)
        else:
            yield Event(Kind.TEXT, text=text, bold=now.bold, italic=now.italic)

    def _typed_marker(self, element: _Element) -> Iterator[Event]:
        """Word's own bullet or number, typed as one would type it."""
        marker = "".join("".join(self.marker).split())
        self.marker = []
        if not marker or element.skipped or element.hidden:
            return
        if marker in _BULLETS or marker == "+" or not any(c.isalnum() for c in marker):
            marker = "+" if marker in _SECOND_BULLETS or self.level > 1 else "-"
        yield Event(Kind.MARKER, text=f"{marker} ", bold=element.bold, italic=element.italic)

    def _item(self, attributes: dict[str, str]) -> Iterator[Event]:
        """What a browser shows before an item; what was copied may begin within a list."""
        lists = [element for element in self.stack if element.tag in ("ul", "ol")]
        here = lists[-1] if lists else _Element("ul", form="bullet")
        value = attributes.get("value", "").strip()
        here.count = int(value) if value.isdecimal() and len(value) < 7 else here.count + 1
        if here.form == "none":
            return
        marker = ("-" if len(lists) <= 1 else "+") if here.form == "bullet" else f"{_counted(here.count, here.form)}."
        now = self.stack[-1]
        yield Event(Kind.MARKER, text=f"{marker} ", bold=now.bold, italic=now.italic)


def clean_html(text: str, rewritten: list[Rewritten] | None = None, as_typed: bool = False) -> Iterator[Event]:
    """What an HTML text shows; of a clipboard's fragment the words between its marks and the tags around them.

    Words in fonts from before Unicode are made Unicode and added to `rewritten`, or left `as_typed`.
    """
    start, end = text.find("<!--StartFragment-->"), text.rfind("<!--EndFragment-->")
    is_fragment = 0 <= start < end
    pieces = (text[:start], text[start:end], text[end:]) if is_fragment else ("", text, "")
    cleaner = _Cleaner(PageFonts(text, [] if rewritten is None else rewritten, as_typed))
    for place, piece in enumerate(pieces):
        for token in tokens(piece):
            if token.tag or place == 1:
                yield from cleaner.take(token)
    yield from cleaner.finish()


@lru_cache(maxsize=512)
def _declarations(style: str) -> dict[str, str]:
    """The properties of a style attribute in lower case."""
    found = {}
    for declaration in style.lower().split(";"):
        name, _colon, value = declaration.partition(":")
        found[name.strip()] = value.strip()
    return found


def _look(element: _Element, style: dict[str, str], attributes: dict[str, str]) -> None:
    """Change a look, so far that of what is around, as a tag and its style do."""
    tag = element.tag
    element.bold = element.bold or tag in ("b", "strong")
    element.italic = element.italic or tag in ("i", "em", "cite", "dfn")
    if weight := style.get("font-weight"):
        element.bold = weight in ("bold", "bolder") or (weight.isdecimal() and len(weight) < 5 and int(weight) >= 600)
    if slant := style.get("font-style"):
        element.italic = slant.startswith(("italic", "oblique"))
    css_class = attributes.get("class", "").lower()
    element.skipped = element.skipped or tag in _SKIPPED or "msodel" in css_class or "msocom" in css_class
    element.hidden = element.hidden or (
        style.get("display", "").startswith("none")
        or style.get("mso-hide", "").startswith("all")
        or style.get("visibility", "").startswith("hidden")
        or ("hidden" in attributes and tag not in _VOID)
    )
    element.marker = element.marker or style.get("mso-list", "").replace(" ", "").startswith("ignore")
    if transform := style.get("text-transform"):
        element.capitals = transform.startswith("uppercase")
    if variant := style.get("font-variant"):
        element.capitals = "small-caps" in variant or (element.capitals and "text-transform" in style)
    element.pre = element.pre or tag == "pre"
    family = style.get("font-family") or style.get("font", "").partition("pt")[2] or attributes.get("face", "")
    if family:
        element.font = symbol_font(family.partition(",")[0])


def _level_of(mso_list: str) -> int:
    """The level in Word's "l0 level2 lfo1"."""
    digit = mso_list.partition("level")[2][:1]
    return int(digit) if digit.isascii() and digit.isdecimal() else 0


def _list_form(tag: str, style: dict[str, str], attributes: dict[str, str]) -> str:
    named = style.get("list-style-type") or style.get("list-style", "").partition(" ")[0]
    if named == "none":
        return "none"
    if tag == "ul":
        return "bullet"
    by_letter = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
    return named or by_letter.get(attributes.get("type", ""), "decimal")


def _counted(count: int, form: str) -> str:
    if form in ("lower-alpha", "upper-alpha", "lower-latin", "upper-latin") and 0 < count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter.upper() if form.startswith("upper") else letter
    if form in ("lower-roman", "upper-roman"):
        return to_roman(count) if form.startswith("upper") else to_roman(count).lower()
    return f"0{count}" if form == "decimal-leading-zero" and count < 10 else str(count)
