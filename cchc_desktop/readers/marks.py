"""What stands at the beginning of a line: bullets, numbers and letters; and lines made plain of their emphasis."""

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from cchc_desktop.readers.source import SourceLine

_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_ITALIC = re.compile(r"(?<![*\w])\*(?=\S)([^*]*?\S)\*(?![*\w])")
_ESCAPED = re.compile(r"\\([-.*+|_()#\[\]])")
_HASHES = re.compile(r"^#{1,6}\s+")
_LOOSE_STAR = re.compile(r"^\*(?=\S)|(?<=\S)\*$")
_BULLET = re.compile(r"^(?:[-–—•·●▪◦+]\s*|\*\s+)+")

_PLAIN = frozenset("*_\\#")  # without any of these there is nothing to take away

_PART = re.compile(r"^((?:Phần|Chương|PHẦN|CHƯƠNG)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVX]+|\d{1,2}))\b\s*[.:\-–]?\s*(.*)$")
_ROMAN = re.compile(r"^([IVX]{1,6})\s*(?:[.):]|[-–](?=\s))\s*(.*)$")
_CAPITAL = re.compile(r"^([A-HĐ])\s*[.)]\s*(\S.*)$")
_DECIMAL = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?\s+(\S.*)$")
_NUMBER = re.compile(r"^(\d{1,3})\s*(?:[.)]|[-–](?=\s))\s*(?=[^\d\s.])(.*)$")
_LETTER = re.compile(r"^([a-zđ]\d?)\s*(?:\)|\.(?=\s))\s*(\S.*)$")
_LONGEST_TITLE = 1_000  # letters


class Mark(IntEnum):
    """Kinds of numbering, the outermost first."""

    PART = 1  # Phần I
    CAPITAL = 2  # A.
    ROMAN = 3  # I.
    NUMBER = 4  # 1.
    DECIMAL = 5  # 1.1.
    LETTER = 6  # a)


@dataclass(frozen=True)
class MarkedLine:
    """A line ready to be understood: `raw` keeps emphasis, `text` is plain and without its bullet and number."""

    number: int  # of the source line
    raw: str
    plain: str
    gap: bool
    bullet: str  # "-", "+" or ""
    mark: Mark | None
    label: str  # "II", "3", "1.2", "đ"
    text: str
    is_row: bool = False  # of a table in the text: `raw` is its markup


def plain(raw: str) -> str:
    """The text without Markdown emphasis, heading hashes and escapes; stars that mean nothing are taken away."""
    if _PLAIN.isdisjoint(raw):
        return " ".join(raw.split())
    text = _ESCAPED.sub(r"\1", _BOLD.sub("", _HASHES.sub("", raw)))
    return " ".join(_LOOSE_STAR.sub("", _ITALIC.sub(r"\1", text).strip()).split())


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals (at least two letters)."""
    return text == text.upper() and len(tuple(islice(filter(str.isalpha, text), 2))) == 2


def may_go_on(title: str) -> bool:
    """Whether a line in capitals below can be the rest of a title: none is as long as a page."""
    return len(title) < _LONGEST_TITLE and is_capitals(title)


def read_line(number: int, raw: str, gap: bool) -> MarkedLine:
    """One line, its bullet and mark told apart."""
    bare = plain(raw)
    bullet_match = _BULLET.match(bare)
    bullet = ""
    rest = bare
    if bullet_match:
        bullet = "+" if "+" in bullet_match.group() else "-"
        rest = bare[bullet_match.end() :].strip()
    mark, label, text = _mark(rest)
    if bullet and mark is not Mark.LETTER:
        # "- 1. something" is an item; "- d) something" is a task that a list button pushed in.
        mark, label, text = None, "", rest
    return MarkedLine(number, raw, bare, gap, bullet, mark, label, text)


def read_lines(source: list[SourceLine]) -> list[MarkedLine]:
    """All lines, those glued to their heading parted, those without any letter or digit left out."""
    lines: list[MarkedLine] = []
    for item in source:
        for position, raw in enumerate(_unglued(item.text)):
            line = read_line(item.number, raw, item.gap or position > 0)
            if any(c.isalnum() for c in line.plain):
                lines.append(line)
    return lines


def _mark(text: str) -> tuple[Mark | None, str, str]:
    for mark, pattern in (
        (Mark.PART, _PART),
        (Mark.ROMAN, _ROMAN),
        (Mark.DECIMAL, _DECIMAL),
        (Mark.NUMBER, _NUMBER),
        (Mark.LETTER, _LETTER),
    ):
        found = pattern.match(text)
        if found:
            return mark, found.group(1), found.group(2).strip()
    found = _CAPITAL.match(text)
    if found and is_capitals(found.group(2)):
        return Mark.CAPITAL, found.group(1), found.group(2).strip()
    return None, "", text


def _unglued(raw: str) -> list[str]:
    """A heading and the bold line or first point that lost its line break: "I. MỤC ĐÍCH**1. Mục đích**"."""
    # By hand: a pattern for it would go over a long blank once for each of its letters.
    before, bold, behind = raw.partition("**")
    before = before.rstrip()
    if bold and behind and len(before) >= 3 and is_capitals(before) and not is_capitals(behind):
        return [before, "**" + behind]
    point = re.search(r"\s1\.\s+(?=\w)", raw) if _ROMAN.match(raw) else None
    if point and is_capitals(raw[: point.start()]) and not is_capitals(raw[point.start() :]):
        return [raw[: point.start()].strip(), raw[point.start() :].strip()]
    return [raw]
