"""What of a source was taken: every word is struck off as it is met in what was read, and the lines that keep words are
shown as without a place. So no reader can lose a line by forgetting it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from heapq import heapify, heappop, heappush

from cchc_desktop.readers.marks import plain, read_line, read_lines
from cchc_desktop.readers.old_fonts import unicode_line, unicode_row
from cchc_desktop.readers.paper_lines import title_of, without_form
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.readers.source import Source, SourceLine, SourceRow
from cchc_desktop.rules.table_columns import label_of

_WORD = re.compile(r"\d[\d.,]*(?!\w)|[^\W_]+")
_DOTTED = re.compile(r"(?:^|(?<=[\s(]))\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s+[^\d\s])")  # "3.1." before what it numbers
_MARK_ALONE = re.compile(r"^(?:[IVX]{1,6}[.)]?|\d{1,2}[.)]|[a-zđ]\))$")
_EDGES = " \t.;,:/"


@dataclass(frozen=True)
class _Piece:
    """A line of text or a row of a table: what of it counts, line by line."""

    number: int
    text: str
    where: str
    lines: tuple[str, ...]


class Ledger:
    """The lines, rows and asides of a source; `strike` what was taken, then ask what is `left`."""

    def __init__(self, source: Source, convert: bool = True) -> None:
        self._pieces = list(_pieces(source, convert))
        self._whole: Counter[str] = Counter()

    def strike(self, *taken: object) -> None:
        """Strike off all texts, days and numbers within rows that were read."""
        for text in _texts(taken):
            self._whole.update(_unbroken(line).strip(_EDGES) for line in text.split("\n"))

    def left(self) -> list[Unplaced]:
        """The lines and rows with words that nothing struck off, whole, in the order of the source."""
        # Most cells are taken as they stand; only the others are taken apart into words.
        rest: list[tuple[_Piece, Counter[str]]] = []
        for piece in self._pieces:
            lines = [line for line in piece.lines if not self._strike_whole(line.strip(_EDGES))]
            if lines:
                rest.append((piece, Counter(word for line in lines for word in _words(line))))
        missing: Counter[str] = Counter()
        for _piece, words in rest:
            missing.update(words)
        for text, count in self._whole.items():
            for word in _words(text) if count else ():
                missing[word] -= count
        lost = +missing
        found = [Unplaced(piece.number, piece.text, piece.where) for piece in _fewest(rest, lost)]
        return sorted(found, key=lambda item: item.line)

    def _strike_whole(self, line: str) -> bool:
        if self._whole[line] <= 0:
            return False
        self._whole[line] -= 1
        return True


def _unbroken(line: str) -> str:
    """A row of a table in a text with spaces for the line breaks of its cells, another line as it is."""
    return line.replace("\\n", " ") if line.startswith("|") else line


def _fewest(rest: list[tuple[_Piece, Counter[str]]], lost: Counter[str]) -> Iterator[_Piece]:
    """The pieces that the lost words most likely stood in: those of which most is lost, first."""

    def share(words: Counter[str]) -> float:
        return sum((words & lost).values()) / max(words.total(), 1)

    heap = [(-part, place) for place, (_piece, words) in enumerate(rest) if (part := share(words))]
    heapify(heap)
    while lost and heap:
        before, place = heappop(heap)
        piece, words = rest[place]
        now = -share(words)
        if now > before:
            if now:
                heappush(heap, (now, place))
            continue
        lost -= words
        yield piece


def _pieces(source: Source, convert: bool) -> Iterator[_Piece]:
    for block in source.blocks:
        if isinstance(block, SourceLine):
            line = unicode_line(block) if convert else block
            title = title_of(plain(line.text))
            # The word of a title is its paper's kind, which is kept as such.
            parts = (title.rest,) if title is not None else tuple(part.raw for part in read_lines([line]))
            yield _Piece(line.number, plain(line.text), "", parts)
            continue
        for row in block.rows:
            yield _row(unicode_row(row) if convert else row, block.where)
    for number, text, where in source.asides:
        yield _Piece(number, text, where, tuple(text.split("\n")))


def _row(row: SourceRow, where: str) -> _Piece:
    shown = " | ".join(" ".join(plain(line) for line in cell.split("\n")) for cell in row.cells if cell.strip())
    return _Piece(row.number, shown, where, tuple(line for cell in row.cells for line in cell.split("\n") if line))


def _texts(value: object) -> Iterator[str]:
    """All texts in frozen rows, days and numbers written out; where a line stood is none."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, date):
        yield f"{value.day} {value.month} {value.year}"
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in ("line", "doubts", "leads", "coordinators", "kind", "role", "level"):
                yield from _texts(getattr(value, each.name))
    elif isinstance(value, Iterable):
        for item in value:
            yield from _texts(item)
    elif value is not None:
        yield str(value)


def _words(line: str) -> list[str]:
    """The words that count: not the number or label before a line, nor the fixed words of a paper."""
    read = read_line(0, line, False)
    text = "" if _MARK_ALONE.match(read.text) else read.text
    label = label_of(text)
    text = without_form(label[1] if label is not None else text)
    return [_bare(word) for word in _WORD.findall(_DOTTED.sub(" ", text).casefold())]


def _bare(word: str) -> str:
    """A number without its separators and leading zeros: "05" and "5", "1.250" and "1250" are one."""
    if not word[0].isdigit():
        return word
    digits = re.sub(r"[.,]", "", word)
    return digits.lstrip("0") or "0"
