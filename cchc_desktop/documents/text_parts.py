"""Texts of the dossier to blocks: no-break spaces, punctuation, markup, numbers of headings."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, Heading, ListItem, Paragraph, Run, Runs, Table
from cchc_desktop.documents.text_tables import text_table
from cchc_desktop.rules.documents_nd30 import join_nonbreaking
from cchc_desktop.rules.markup import BlockKind, parse_markup, pieces
from cchc_desktop.rules.numbering import from_roman

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"
END_MARK = "./."

# "/QĐ-UBND", "04-NQ/TU", "2021-2025": hyphens at which no line ends.
_SYMBOL = re.compile(r"/[A-ZĐ][A-ZĐa-zđ]*(?:-[A-ZĐ][A-ZĐa-zđ]*)+|(?<=\d)-(?=\d|[A-ZĐ]{2})|\b[A-ZĐ]{2,4}-[A-ZĐ]{2,5}\b")
_CENTRED = re.compile(r"(Phần|Chương|Mục|Tiểu mục)\s+([IVXLC]+|\d+|thứ \w+)\.?", re.IGNORECASE)
_ARTICLE = re.compile(r"Điều\s+(\d+[a-zđ]?)\.?", re.IGNORECASE)
_ROOM = re.compile(r" {3,}")  # to be filled in by pen
_PER_CENT = re.compile(r"(?<=\d) (?=%)")
_ENDING = re.compile(r"(?<![\s;.,/])[\s;.,/]+$")
_LIST_MARK = re.compile(r"^[-–—+•]\s*")


@lru_cache(maxsize=8192)
def fixed(text: str) -> str:
    """The text with no-break spaces and hyphens where no line may end: "Điều 5", "05/QĐ-UBND"."""
    text = _SYMBOL.sub(lambda match: match[0].replace("-", NO_BREAK_HYPHEN), join_nonbreaking(text))
    return _ROOM.sub(lambda match: NO_BREAK_SPACE * len(match[0]), text)


def in_cell(text: str) -> str:
    """The text as it suits a narrow column: only a number and its per cent sign stay together."""
    return _PER_CENT.sub(NO_BREAK_SPACE, text.strip())


def plain(role: str, text: str, anchor: str = "") -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(role, (Run(fixed(text)),), anchor)


def body_blocks(markup: str, anchor: str, style: HouseStyle, heading: int = 3) -> list[Block]:
    """The blocks of a markup text; its sub-headings are of the level `heading`."""
    blocks: list[Block] = []
    for block, *others in pieces(parse_markup(markup)):
        if block.in_table:
            blocks += [text_table((block, *others), anchor, style), below_table()]
            continue
        runs = tuple(Run(fixed(run.text), run.bold, run.italic) for run in block.runs)
        if block.kind is BlockKind.BULLET:
            blocks.append(ListItem(1, "-", runs, anchor))
        elif block.kind is BlockKind.SUB_BULLET:
            blocks.append(ListItem(2, "+", runs, anchor))
        elif block.kind is BlockKind.HEADING:
            blocks.append(Heading(heading, runs, anchor))
        else:
            blocks.append(Paragraph("body", runs, anchor))
    return blocks


def below_table() -> Paragraph:
    """Room below a table; a word processor joins tables that touch."""
    return Paragraph("table_cell", ())


def numbered(number: str) -> str:
    """A number as it stands before a heading: "II.", "3.2.", "a)"."""
    number = number.strip().rstrip(".)")
    if not number:
        return ""
    return f"{number})" if number.islower() and number.isalpha() else f"{number}."


def heading_level(number: str, level: int) -> int:
    """The heading's level by the shape of its number (I, 1, 1.1, a), or by its depth when it has none."""
    number = number.strip().rstrip(".)")
    if not number:
        return min(level, 4)
    if number.isalpha() and number.islower():
        return 4
    if "." in number:
        return 3
    if number.isdecimal():
        return max(2, min(level, 3))
    return 1 if from_roman(number) is not None else 2


def section_blocks(number: str, level: int, title: str, body: list[Block], anchor: str) -> list[Block]:
    """A numbered section; without a title its number stands before its first paragraph, not bold.

    Phần, Chương and Mục stand centred with their title below (Nghị định 30/2020, Phụ lục I, mục II.5); Điều is an
    article, bold with its title.
    """
    if found := _CENTRED.fullmatch(number.strip()):
        lines = [f"{found[1].capitalize()}{NO_BREAK_SPACE}{found[2]}", title.strip().upper()]
        return [Heading(0, (Run(fixed("\n".join(line for line in lines if line))),), anchor), *body]
    if found := _ARTICLE.fullmatch(number.strip()):
        return _article(f"Điều{NO_BREAK_SPACE}{found[1]}.", title.strip(), body, anchor)
    mark = numbered(number)
    if title.strip():
        depth = heading_level(number, level)
        words = title.strip().upper() if depth == 1 else title.strip()
        return [Heading(depth, (Run(fixed(words)),), anchor, mark), *body]
    if mark and body and isinstance(body[0], Paragraph | ListItem):
        return [Paragraph("body", body[0].runs, anchor, number=mark), *body[1:]]
    if mark:
        return [Paragraph("body", (), anchor, keep_next=bool(body), number=mark), *body]
    return body


def _article(mark: str, title: str, body: list[Block], anchor: str) -> list[Block]:
    if not title and body and isinstance(body[0], Paragraph):
        return [Paragraph("article", body[0].runs, anchor, number=mark), *body[1:]]
    return [Paragraph("article", (Run(fixed(title), bold=True),), anchor, keep_next=bool(body), number=mark), *body]


def punctuated(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines of a list that end with ";", the last with "."."""
    bare = [_ENDING.sub("", line.strip()) for line in lines]
    bare = [line for line in bare if line]
    return tuple(f"{line}{'.' if place == len(bare) - 1 else ';'}" for place, line in enumerate(bare))


def dashed(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines of a list with dashes and punctuation: "- Như Điều 3;"."""
    bare = (_LIST_MARK.sub("", line.strip()) for line in lines)
    return tuple(fixed(f"- {line}") for line in punctuated(bare))


def sentence(text: str) -> str:
    """The text with a full stop where it has no end of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".;:!?…" else f"{text}."


def ended(blocks: list[Block]) -> list[Block]:
    """The blocks with "./." at the end of the last text (every mẫu of Phụ lục III); a table at the end has none."""
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, Table):
            return blocks
        if isinstance(block, Paragraph | ListItem) and block.runs:
            blocks[place] = replace(block, runs=_ended_runs(block.runs))
            return blocks
    return blocks


def _ended_runs(runs: Runs) -> Runs:
    last = runs[-1]
    return (*runs[:-1], Run(_ENDING.sub("", last.text) + END_MARK, last.bold, last.italic))
