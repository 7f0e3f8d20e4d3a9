"""Pasted HTML (Word, browsers, mail) to what the editor knows: headings, paragraphs, "-" and "+" items, bold, italic.

Everything else falls away: fonts, colours, pictures, comments, deleted text of tracked changes. A table row becomes
one line. Word marks its list items by a span with ``mso-list:Ignore`` that holds the bullet or the number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import NamedTuple

from cchc_desktop.rules.markup import Block, BlockKind, Run
from cchc_desktop.text import clean
from cchc_desktop.ui.widgets.editor.symbols import symbol_font, unicode_of


@dataclass
class _Open:
    """The paragraph being gathered; `heading` is true within h1 to h6, `begun` when it is an item without words yet."""

    heading: bool = False
    begun: bool = False
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


_BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre", "hr"),
        *("table", "caption", "thead", "tbody", "tr", "blockquote", "section", "article", "header", "footer"),
        *("center", "address", "body", "html"),
    )
)
_IN_ITEM = frozenset(("p", "div"))  # they may hold the words of a list's item: <li><p>
_SKIPPED = frozenset(("head", "style", "script", "xml", "title", "svg", "del", "object", "noscript", "template"))
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "source"))
_BULLETS = frozenset("·•o§Ø-–—*▪●○‣⁃\uf0b7\uf0a7\uf0d8\uf02d")
_SECOND_BULLETS = frozenset("+o○")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u2000-\u200a\u202f\u3000]+")
_WEIGHT = re.compile(r"(?<![\w-])font-weight\s*:\s*([a-z0-9]+)")
_SLANT = re.compile(r"(?<![\w-])font-style\s*:\s*([a-z]+)")
_LIST_LEVEL = re.compile(r"mso-list\s*:[^;]*level(\d)")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all")
_MARKER = re.compile(r"^([·•▪●○‣⁃–—*\uf0b7\uf0a7\uf0d8\uf02d])\s+")


class _Look(NamedTuple):
    tag: str
    bold: bool
    italic: bool
    skipped: bool
    marker: bool  # inside Word's span of a bullet or number
    font: str  # a symbol font, or ""


@dataclass
class _List:
    numbered: bool
    count: int = 0


class _Reader(HTMLParser):
    """Walks the tags and gathers blocks; unclosed and stray tags do no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open = _Open()
        self._stack: list[_Look] = []
        self._lists: list[_List] = []
        self._marker: list[str] = []
        self._mso_level = 0
        self._cells = 0

    @property
    def _look(self) -> _Look:
        return self._stack[-1] if self._stack else _Look("", False, False, False, False, "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            if not self._look.skipped:
                self._break(keep_heading=True)
            return
        values = {name: (value or "").lower() for name, value in attrs}
        style = values.get("style", "")
        if tag in _BLOCKS:
            self._leave_head()
            if not (self._open.begun and tag in _IN_ITEM):
                self._break()
        if tag not in _VOID:
            self._stack.append(self._look_of(tag, style, values.get("class", ""), values.get("face", "")))
        if not self._look.skipped:
            self._begin(tag, style)

    def _leave_head(self) -> None:
        """The end of the head need not be written: the first paragraph ends it."""
        heads = [place for place, look in enumerate(self._stack) if look.tag == "head"]
        if heads:
            del self._stack[heads[0] :]

    def _look_of(self, tag: str, style: str, css_class: str, face: str) -> _Look:
        now = self._look
        bold = now.bold or tag in ("b", "strong")
        italic = now.italic or tag in ("i", "em", "cite", "dfn")
        if weight := _WEIGHT.search(style):
            bold = weight[1] in ("bold", "bolder") or (weight[1].isdigit() and int(weight[1]) >= 600)
        if slant := _SLANT.search(style):
            italic = slant[1] in ("italic", "oblique")
        hidden = bool(_HIDDEN.search(style)) or "msodel" in css_class or "msocom" in css_class
        skipped = now.skipped or tag in _SKIPPED or hidden
        marker = now.marker or "mso-list:ignore" in style.replace(" ", "")
        return _Look(tag, bold, italic, skipped, marker, symbol_font(style, face, now.font))

    def _begin(self, tag: str, style: str) -> None:
        if tag in ("td", "th"):
            while self._open.runs and self._open.runs[-1].text.isspace():
                self._open.runs.pop()
            if self._open.text.strip():
                self._put("; ")
            self._cells += 1
        elif tag in ("ul", "ol"):
            self._lists.append(_List(tag == "ol"))
        elif tag == "li":
            self._begin_item()
        elif tag[0] == "h" and tag[1:].isdigit():
            self._open.heading = True
        if level := _LIST_LEVEL.search(style):
            self._mso_level = int(level[1])

    def _begin_item(self) -> None:
        here = self._lists[-1] if self._lists else _List(False)  # what was copied may begin within a list
        here.count += 1
        bullet = "- " if len(self._lists) <= 1 else "+ "
        self._put(f"{here.count}. " if here.numbered else bullet)
        self._open.begun = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(look.tag == tag for look in self._stack):
            return
        while self._stack:
            look = self._stack.pop()
            if look.marker and not self._look.marker:
                self._put_marker()
            if look.tag in ("td", "th") and not look.skipped:
                self._cells = max(0, self._cells - 1)
            if look.tag in ("ul", "ol") and self._lists and not look.skipped:
                self._lists.pop()
            if look.tag == tag:
                break
        if tag in _BLOCKS:
            self._break()

    def _put_marker(self) -> None:
        """Word's own bullet or number, typed as one would type it."""
        marker = _SPACES.sub("", "".join(self._marker))
        self._marker = []
        if not marker:
            return
        if marker in _BULLETS or marker == "+":
            second = marker in _SECOND_BULLETS or self._mso_level > 1
            marker = "+" if second else "-"
        self._put(f"{marker} ")

    def handle_data(self, data: str) -> None:
        if self._look.skipped:
            return
        if self._look.font:
            data = unicode_of(data, self._look.font)
        if self._look.marker:
            self._marker.append(data)
            return
        self._put(data)
        self._open.begun = self._open.begun and data.isspace()

    def unknown_decl(self, data: str) -> None:
        """Word's ``<![if !supportLists]>``: nothing of it is text."""

    def _put(self, text: str) -> None:
        look = self._look
        self._open.runs.append(Run(text, look.bold, look.italic))

    def _break(self, keep_heading: bool = False) -> None:
        """A new paragraph; within a table's cell just a space."""
        if self._cells:
            self._put(" ")
        else:
            self._end_block(keep_heading)

    def _end_block(self, keep_heading: bool = False) -> None:
        block, self._open = self._open, _Open()
        if keep_heading:
            self._open.heading = block.heading
        self._mso_level = 0
        runs = _tidy(block.runs)
        if runs:
            self.blocks.append(block_of(runs, block.heading))

    def finish(self) -> tuple[Block, ...]:
        """The blocks, once all was fed."""
        self.close()
        self._end_block()
        return tuple(self.blocks)


def _tidy(runs: list[Run]) -> list[Run]:
    """One space between words, none at the ends, neighbours of one look joined, text NFC; [] when no word is left."""
    joined: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if not joined or joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        # A space alone takes the look of what stands before it, so that it does not cut a bold run in two.
        if joined and (text == " " or (joined[-1].bold, joined[-1].italic) == (run.bold, run.italic)):
            joined[-1] = replace(joined[-1], text=joined[-1].text + text)
        else:
            joined.append(replace(run, text=text))
    if joined:
        joined[0] = replace(joined[0], text=_MARKER.sub("- ", joined[0].text))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    kept = [replace(run, text=clean(run.text).replace("\n", " ")) for run in joined]
    return kept if "".join(run.text for run in kept).strip(" -+;") else []


def block_of(runs: Sequence[Run], heading: bool = False) -> Block:
    """A block of runs that may begin with a typed "- " or "+ "."""
    first = runs[0].text if runs else ""
    if heading:
        kind = BlockKind.HEADING
    elif first.startswith("- "):
        kind = BlockKind.BULLET
    elif first.startswith("+ "):
        kind = BlockKind.SUB_BULLET
    else:
        return Block(BlockKind.PARAGRAPH, tuple(run for run in runs if run.text))
    if kind is not BlockKind.HEADING:
        runs = [replace(runs[0], text=first[2:]), *runs[1:]]
    else:
        runs = [replace(run, bold=False) for run in runs]
    return Block(kind, tuple(run for run in runs if run.text))


def read_html(html: str) -> tuple[Block, ...]:
    """The paragraphs of an HTML fragment, whatever its state."""
    start, end = html.find("<!--StartFragment-->"), html.find("<!--EndFragment-->")
    if 0 <= start < end:
        html = html[start:end]
    reader = _Reader()
    reader.feed(html)
    return reader.finish()


def read_plain(text: str) -> tuple[Block, ...]:
    """The lines of plain text as paragraphs; bullets of other programs become "- "."""
    lines = (_SPACES.sub(" ", line).strip() for line in clean(text).split("\n"))
    return tuple(block_of([Run(_MARKER.sub("- ", line))]) for line in lines if line)
