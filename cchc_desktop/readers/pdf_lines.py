"""The words of a page in lines, and lines in paragraphs, wherever the words came from."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cchc_desktop.readers.emphasis import with_emphasis
from cchc_desktop.readers.pdf_page import PageWord

APART = 1.6  # sizes of a letter: a wider blank parts two pieces of a line
_ON_A_LINE = 0.45  # sizes by which the middles of the words on one line may differ
_BLANK = 0.1  # sizes: a narrower gap is none
_ROOM = 0.25  # sizes that a blank takes
_SPACED = 0.2  # sizes by which paragraphs stand farther apart than lines
_FAR = 2.4  # sizes from one line of a paragraph to the next at most
_INDENT = 4.0  # points
_BOUND = 0.35  # share of a line that stays empty where words are bound to the next
_MARK = re.compile(
    r"(?:[-–—•·●▪◦+*](?!\s?\d{4}\b)|(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[IVX]{1,5}|[A-HĐ])[.)](?=\s|$)"
    r"|(?:Điều|Khoản|Chương|Phần|Mục)\s+[\dIVX]+)"
)
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_LEADER, _OF_LEADER = re.compile(r"(?:[.…_]\s?){3}$"), ".…_ \t\n\xa0"
_ENDED = (".", ";", ":", "!", "?", "…")
_NARROW, _WIDE = re.compile(r"[iljítfIr.,;:!|'()\-/ ỉĩìị]"), re.compile("[mwA-HK-ORT-ZĐÂĂÊÔƠƯ%@—]")


class Line(NamedTuple):
    """Words side by side without a wide blank, the left one first; the box in points, `page` from 1.

    `column` is set where the line is of running text in columns: between which places it runs there.
    """

    words: tuple[PageWord, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    page: int = 0
    column: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """The words without emphasis."""
        return self.words[0].text if len(self.words) == 1 else "".join(text for text, _style in _pieces(self.words))

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return self.words[0].bold if len(self.words) == 1 else all([word.bold for word in self.words])


class Edges(NamedTuple):
    """Between which places, in points, lines run, and where the first ones of paragraphs begin.

    `pitch` is from one line to the next, 0 where it is not known; `known` is whether the right edge is more than where
    the longest line ends.
    """

    left: float
    right: float
    pitch: float = 0.0
    indent: float = 0.0
    known: bool = True


def bands_of(words: Iterable[PageWord], page: int = 0) -> list[list[Line]]:
    """The lines of a page from top to bottom, those side by side together."""
    ordered = sorted(words, key=lambda word: word.top + word.bottom)
    bands: list[list[PageWord]] = []
    middle = size = 0.0
    for word in ordered:
        here = (word.top + word.bottom) / 2
        if bands and here - middle < _ON_A_LINE * max(size, word.size):
            bands[-1].append(word)
            if word.size > size:
                middle, size = here, word.size
        else:
            bands.append([word])
            middle, size = here, word.size
    return [_parted(band, page) for band in bands]


def _parted(band: list[PageWord], page: int) -> list[Line]:
    """The lines of a band, from left to right."""
    if len(band) == 1:
        return [line_of(band, page)]
    band.sort(key=lambda word: word.x0)
    lines: list[list[PageWord]] = []
    reached = 0.0
    for word in band:
        if lines and word.x0 - reached <= APART * max(word.size, lines[-1][-1].size):
            lines[-1].append(word)
            reached = max(reached, word.x1)
        else:
            lines.append([word])
            reached = word.x1
    return [line_of(words, page) for words in lines]


def line_of(words: list[PageWord], page: int) -> Line:
    """Words from left to right as one line."""
    if len(words) == 1:
        word = words[0]
        return Line((word,), word.x0, word.top, word.x1, word.bottom, word.size, page)
    return Line(
        tuple(words),
        words[0].x0,
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
        max(word.size for word in words),
        page,
    )


def as_one(lines: Sequence[Line]) -> Line:
    """Lines side by side as one."""
    return lines[0] if len(lines) == 1 else line_of([word for line in lines for word in line.words], lines[0].page)


def pitch_of(lines: Sequence[Line]) -> float:
    """The most common way from one line to the next that follows it closely, in points; 0 where none does."""
    ways: Counter[float] = Counter()
    for above, line in pairwise(lines):
        way = line.bottom - above.bottom
        if above.page == line.page and 0 < way < 2.4 * line.size:
            ways[round(way * 2) / 2] += 1
    if not ways:
        return 0.0
    most = max(ways.values())
    return min(way for way, count in ways.items() if count * 3 >= most)


def paragraphs(lines: Sequence[Line], edges: Edges) -> list[list[Line]]:
    """Lines that run on below one another, joined where their writer did not end one."""
    made: list[list[Line]] = []
    for line in lines:
        if made and goes_on(made[-1], line, edges):
            made[-1].append(line)
        else:
            made.append([line])
    return made


def goes_on(paragraph: Sequence[Line], line: Line, edges: Edges) -> bool:
    """Whether a line belongs to the paragraph above it."""
    above = paragraph[-1]
    size = max(above.size, line.size)
    if above.page == line.page:
        way = line.bottom - above.bottom
        if way > (max(edges.pitch + _SPACED * size + 1, 1.15 * edges.pitch) if edges.pitch else _FAR * size):
            return False
    end = above.words[-1].text  # what the text of the line ends with, without putting it together
    if abs(above.size - line.size) > 0.15 * size or (end[-1:] in _OF_LEADER and _LEADER.search(above.text)):
        return False
    text = line.text
    small = text.lstrip('(“"')[:1].islower()
    ended = end.endswith(_ENDED)
    shift = line.x0 - above.x0
    if not small and ((above.bold != line.bold and (ended or shift > -_INDENT)) or (ended and not edges.known)):
        return False
    centred = is_centred(above, edges)
    room = edges.right - edges.left - (above.x1 - above.x0) if centred else edges.right - above.x1
    marked = _MARK.match(text) is not None
    if (
        room > _ROOM * size
        and _has_room(line, (room - _ROOM * size - 0.5) / 1.06)
        and not (
            # Words that are bound together go down to the next line together.
            (small or text[0].isdigit())
            and not (marked or ended)
            and (room < _BOUND * (edges.right - edges.left) or (small and not edges.known))
        )
    ):
        return False
    if centred and is_centred(line, edges):
        return True
    if marked and ended:
        return False
    if shift > _INDENT:
        hanging = len(paragraph) == 1 and _MARK.match(above.text) is not None and shift < 3 * size
        return not marked and (small or hanging)
    if shift < -_INDENT:
        return len(paragraph) == 1 or (small and not marked)
    if edges.indent and abs(paragraph[0].x0 - edges.indent) < 1 and line.x0 < edges.left + _INDENT:
        return True  # another paragraph would begin farther in
    if marked:
        return False
    return len(paragraph) > 1 or small or above.x0 < edges.left + _INDENT or not ended


def is_centred(line: Line, edges: Edges) -> bool:
    """Whether a line has the same room at both sides, and some; where paragraphs begin it may be chance."""
    left, right = line.x0 - edges.left, edges.right - line.x1
    if edges.indent and abs(line.x0 - edges.indent) < 1:
        return False
    return left > _INDENT and right > _INDENT and abs(left - right) < (3.0 if edges.known else 8.0)


def _has_room(line: Line, room: float) -> bool:
    """Whether the first word of a line is narrower than so many points."""
    word = line.words[0]
    width = word.x1 - word.x0
    first, blank, _rest = word.text.partition(" ")
    if not blank or width < room:
        return width < room
    return width * _weight(first) / max(_weight(word.text), 0.1) < room


def _weight(text: str) -> float:
    """About how wide a text is beside others in the same letters."""
    return len(text) - 0.45 * len(_NARROW.findall(text)) + 0.55 * len(_WIDE.findall(text))


def text_of(paragraph: Sequence[Line]) -> str:
    """The text of a paragraph in light markup, on one line."""
    first = paragraph[0].words[0]
    if all([len(line.words) == 1 and _same_style(line.words[0], first) for line in paragraph]):
        text = before = first.text
        for line in paragraph[1:]:
            after = line.words[0].text
            text += after if _is_cut(before, after) else f" {after}"
            before = after
        return text
    pieces: list[tuple[str, str]] = []
    for line in paragraph:
        if pieces and not _is_cut(pieces[-1][0], line.words[0].text):
            pieces.append((" ", pieces[-1][1]))
        pieces.extend(_pieces(line.words))
    if len(pieces) > 2 and _MARK.fullmatch(pieces[0][0]):  # Word draws bullets and numbers in letters of their own
        pieces[0] = (pieces[0][0], pieces[2][1])
        pieces[1] = (pieces[1][0], pieces[2][1])
    return with_emphasis(pieces)


def _same_style(word: PageWord, other: PageWord) -> bool:
    return word.bold == other.bold and word.italic == other.italic


def _is_cut(text: str, rest: str) -> bool:
    """Whether a line was broken behind a sign within a word ("KH-", "chỉ tiêu/"), or within a day."""
    if text[:1].isdecimal() and _DAY.fullmatch(text + rest) and not _DAY.fullmatch(text):
        return True
    return len(text) > 1 and text[-1] in "-/" and not text[-2].isspace()


def _pieces(words: Sequence[PageWord]) -> list[tuple[str, str]]:
    """The words of a line with their styles, blanks where there is room for one."""
    pieces: list[tuple[str, str]] = []
    before: PageWord | None = None
    for word in words:
        style = ("**" if word.bold else "") + ("*" if word.italic else "")
        blank = before is not None and word.x0 - before.x1 > _BLANK * min(word.size, before.size)
        if pieces and style == pieces[-1][1]:
            pieces[-1] = (f"{pieces[-1][0]}{' ' if blank else ''}{word.text}", style)
        else:
            if blank:
                pieces.append((" ", pieces[-1][1]))
            pieces.append((word.text, style))
        before = word
    return pieces
