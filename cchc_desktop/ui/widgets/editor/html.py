"""Pasted HTML (Word, browsers, mail) to what the editor knows: headings, paragraphs, "-" and "+" items, bold, italic.

Everything else falls away (`readers.html_clean`): fonts, colours, pictures, comments, hidden and deleted words. A table
row becomes one line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cchc_desktop.readers.html_clean import BLOCKS, Event, Kind, clean_html
from cchc_desktop.rules.markup import Block, BlockKind, Run
from cchc_desktop.text import clean


@dataclass
class _Open:
    """The paragraph being gathered; `heading` is true within h1 to h6, `begun` when it is an item without words yet."""

    heading: bool = False
    begun: bool = False
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


_IN_ITEM = frozenset(("p", "div"))  # they may hold the words of a list's item: <li><p>
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u2000-\u200a\u202f\u3000]+")
_MARKER = re.compile(r"^([·•▪●○‣⁃–—*\uf0b7\uf0a7\uf0d8\uf02d])\s+")


class _Reader:
    """Gathers blocks from cleaned HTML."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open = _Open()
        self._cells = 0
        self._hidden_rows = 0  # rows inside one another from the outermost that is not shown on

    def take(self, event: Event) -> None:
        """Add a piece."""
        if event.tag == "tr" and (event.hidden or self._hidden_rows):
            self._hidden_rows += 1 if event.kind is Kind.START else -1
        elif event.kind is Kind.HIDDEN or self._hidden_rows:
            return
        elif event.kind is Kind.START:
            self._start(event.tag)
        elif event.kind is Kind.END:
            self._end(event.tag)
        else:
            self._open.runs.append(Run(event.text, event.bold, event.italic))
            self._open.begun = event.kind is Kind.MARKER or (self._open.begun and event.text.isspace())

    def _start(self, tag: str) -> None:
        if tag == "br":
            self._break(keep_heading=True)
            return
        if tag in BLOCKS and not (self._open.begun and tag in _IN_ITEM):
            self._break()
        if tag in ("td", "th"):
            while self._open.runs and self._open.runs[-1].text.isspace():
                self._open.runs.pop()
            if self._open.text.strip():
                self._open.runs.append(Run("; "))
            self._cells += 1
        elif tag[0] == "h" and tag[1:].isdigit():
            self._open.heading = True

    def _end(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cells -= 1
        if tag in BLOCKS:
            self._break()

    def _break(self, keep_heading: bool = False) -> None:
        """A new paragraph; within a table's cell just a space."""
        if self._cells:
            self._open.runs.append(Run(" "))
        else:
            self._end_block(keep_heading)

    def _end_block(self, keep_heading: bool = False) -> None:
        block, self._open = self._open, _Open()
        if keep_heading:
            self._open.heading = block.heading
        runs = _tidy(block.runs)
        if runs:
            self.blocks.append(block_of(runs, block.heading))

    def finish(self) -> tuple[Block, ...]:
        """The blocks, once all was taken."""
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
    reader = _Reader()
    for event in clean_html(html):
        reader.take(event)
    return reader.finish()


def read_plain(text: str) -> tuple[Block, ...]:
    """The lines of plain text as paragraphs; bullets of other programs become "- "."""
    lines = (_SPACES.sub(" ", line).strip() for line in clean(text).split("\n"))
    return tuple(block_of([Run(_MARKER.sub("- ", line))]) for line in lines if line)
