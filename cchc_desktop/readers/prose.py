"""Lines of running text to the light markup of `rules.markup`: paragraphs, "-" and "+" items, bold and italic."""

import re

from cchc_desktop.readers.marks import MarkedLine
from cchc_desktop.readers.paper_lines import is_closing

_ENDED = (".", ";", ":", "!", "?", "./", "…", ",")
_WRAPPED = 60  # a line at least this long that ends in mid-sentence was broken by its page, not by its writer
_LONGEST = 5_000  # no paragraph is longer; hostile text must not be joined for ever
_BULLETED = re.compile(r"^(\*{0,2})\s*(?:(?:[-–—•·●▪◦+]\s*)|\*\s+)+(.*)$")
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]*?[^\s*])\*(?![*\w])")
_PAIRED_ESCAPE = re.compile(r"\\([-.+|_()#\[\]])")
_STAR = "\x01"  # stands for an escaped star while stars are paired; control characters never get this far
_BARS = ("| ", "|| ")  # typed, they begin no table
_HASHES = re.compile(r"^#{1,6}\s+")


def markup(lines: list[MarkedLine]) -> str:
    """The lines as markup, one block a line; lines that a page break cut are joined again."""
    blocks: list[str] = []
    after_row = False
    for line in lines:
        text = inline(line)
        if blocks and not after_row and continues(line, blocks[-1]):
            blocks[-1] += " " + text
        elif line.bullet:
            blocks.append(f"{line.bullet} {text}")
        else:
            blocks.append("\\" + text if text.startswith(_BARS) and not line.is_row else text)
        after_row = line.is_row
    return "\n".join(blocks)


def inline(line: MarkedLine) -> str:
    """The text of a line without its bullet, with bold and italic where their stars are in pairs."""
    if line.is_row:
        return line.raw
    raw = _HASHES.sub("", line.raw.strip())
    bulleted = _BULLETED.match(raw) if line.bullet else None
    if bulleted:
        raw = bulleted.group(1) + bulleted.group(2)
    raw = _PAIRED_ESCAPE.sub(r"\1", raw).replace("\\*", _STAR).replace("\\", "\\\\")
    if raw.count("**") % 2:
        raw = raw.replace("**", "")
    # What is left of single stars is debris: only whole pairs mean italic.
    parts = re.split(r"(\*\*)", raw)
    kept = [part if part == "**" else _italic(part) for part in parts]
    return " ".join("".join(kept).replace(_STAR, "\\*").split())


def continues(line: MarkedLine, before: str) -> bool:
    """Whether a line goes on where the line before it was broken off."""
    if (
        line.bullet
        or line.is_row
        or line.mark is not None
        or before.endswith(_ENDED)
        or not line.text
        or len(before) > _LONGEST
    ):
        return False
    return line.text[0].islower() or (not line.gap and len(before) >= _WRAPPED)


def take_closing(lines: list[MarkedLine]) -> tuple[list[MarkedLine], str]:
    """Part the usual last paragraphs from a body: what is left, and the closing as markup without its end mark."""
    cut = len(lines)
    while cut > 0 and lines[cut - 1].mark is None and not lines[cut - 1].bullet:
        cut -= 1
        if is_closing(lines[cut].plain):
            break
    while cut < len(lines) and not is_closing(lines[cut].plain):
        cut += 1
    earlier = cut
    while earlier > 0 and lines[earlier - 1].mark is None and is_closing(lines[earlier - 1].plain):
        earlier -= 1
    return lines[:earlier], markup(lines[earlier:]).removesuffix("./.").removesuffix("./").rstrip()


def _italic(text: str) -> str:
    held = _ITALIC.sub("\x00\\1\x00", text)
    return held.replace("*", "").replace("\x00", "*")
