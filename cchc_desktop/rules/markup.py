"""The light markup in which the dossier keeps text: one block a line, bold, italic, two levels of list.

``- `` begins a list item, ``+ `` one below it, ``# `` a sub-heading; ``**bold**``, ``*italic*``. A backslash
makes ``*``, a leading ``-``, ``+``, ``#`` and itself plain. Marks that are not closed on their line are plain
text. Blank lines mean nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a line is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    SUB_BULLET = "sub_bullet"


@dataclass(frozen=True)
class Run:
    """Text of one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """One paragraph, sub-heading or list item."""

    kind: BlockKind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words without styles."""
        return "".join(run.text for run in self.runs)


_PREFIXES = {BlockKind.HEADING: "# ", BlockKind.BULLET: "- ", BlockKind.SUB_BULLET: "+ "}
_TOKEN = re.compile(r"\\[\\*+#-]|\*+|[^\\*]+|\\")


def parse_markup(text: str) -> tuple[Block, ...]:
    """The blocks of a text, blank lines left out; any text is valid."""
    return tuple(_block(line) for line in re.split(r"\r\n?|\n", text) if line.strip())


def to_markup(blocks: Iterable[Block]) -> str:
    """The text from which `parse_markup` reads the same blocks; line breaks within a run become spaces."""
    return "\n".join(_line(block) for block in blocks)


def plain_text(text: str) -> str:
    """The words alone, list items with their dash or plus sign."""
    lines = []
    for block in parse_markup(text):
        prefix = "" if block.kind is BlockKind.HEADING else _PREFIXES.get(block.kind, "")
        lines.append(prefix + block.text)
    return "\n".join(lines)


def merge_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with equal neighbours joined and empty ones left out."""
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if merged and (merged[-1].bold, merged[-1].italic) == (run.bold, run.italic):
            merged[-1] = Run(merged[-1].text + run.text, run.bold, run.italic)
        else:
            merged.append(run)
    return tuple(merged)


def _block(line: str) -> Block:
    for kind, prefix in _PREFIXES.items():
        if line.startswith(prefix):
            return Block(kind, _runs(line[len(prefix) :]))
    return Block(BlockKind.PARAGRAPH, _runs(line))


def _runs(text: str) -> tuple[Run, ...]:
    tokens = _TOKEN.findall(text)
    bold_left = _even(tokens, {2, 3})
    italic_left = _even(tokens, {1, 3})
    runs: list[Run] = []
    bold = italic = False
    for token in tokens:
        if token[0] != "*" or len(token) > 3:
            runs.append(Run(token[1:] if len(token) == 2 and token[0] == "\\" else token, bold, italic))
            continue
        plain = ""
        if len(token) > 1:
            if bold_left:
                bold, bold_left = not bold, bold_left - 1
            else:
                plain += "**"
        if len(token) != 2:
            if italic_left:
                italic, italic_left = not italic, italic_left - 1
            else:
                plain += "*"
        runs.append(Run(plain, bold, italic))
    return merge_runs(runs)


def _even(tokens: Sequence[str], lengths: set[int]) -> int:
    """How many of these marks open or close something: an odd last one is plain text."""
    count = sum(token[0] == "*" and len(token) in lengths for token in tokens)
    return count - count % 2


def _line(block: Block) -> str:
    parts: list[str] = []
    bold = italic = False
    for run in (*merge_runs(block.runs), Run("")):
        first, *rest = re.split(r"[\r\n]+", run.text)
        text = " ".join([first.rstrip(), *(line.strip() for line in rest[:-1]), rest[-1].lstrip()]) if rest else first
        marks = ("**" if run.bold != bold else "") + ("*" if run.italic != italic else "")
        parts.append(marks + re.sub(r"[\\*]", r"\\\g<0>", text))
        bold, italic = run.bold, run.italic
    line = "".join(parts)
    if block.kind is BlockKind.PARAGRAPH and line.startswith(tuple(_PREFIXES.values())):
        line = "\\" + line
    return _PREFIXES.get(block.kind, "") + line
