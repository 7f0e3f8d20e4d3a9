"""What stands side by side without rules: letterheads, signatures, tables by their columns, pages in two columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from cchc_desktop.readers.pdf_lines import Edges, Line, as_one, line_of, paragraphs, text_of
from cchc_desktop.readers.pdf_tables import PageTable, TableRow
from cchc_desktop.readers.pdf_ways import Way, parted, spans_of, table_from

_CORRIDOR = 4.0  # points between two columns
_CENTRED = 3.0  # points
_MARGIN = 42.0  # points, the narrowest one at the right
_MOST = 40  # columns
_CLOSE = 0.9  # sizes between the lines of one column
_FAR = 9.0  # sizes that a signature takes at most
_LONE = 3.0  # sizes between two pieces of a line that make columns of it alone
_PADDING = 10.0  # points between the texts of two columns where both are full
_ROWS = 4  # lines of two columns that are rows of a table, and no letterhead
_NEWSPAPER = 8  # lines that each of two columns of running text has at least
_MARK = re.compile(
    r"(?:[-–—•·●▪◦+*]|(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[IVXA-HĐ]{1,5})[.)]"
    r"|(?:Điều|Khoản|Chương|Phần|Mục) [\dIVX]{1,5}(?:\.\d{1,2})?[.:)]?)"
)
_NUMBER = re.compile(r"(?:\d{1,3}(?:[.,]\d{1,3}){0,4}|[IVX]{1,6})\s?[.)%]?")
_LEADERS = re.compile(r"[.…_]{4,}")

Part = Line | PageTable


def parts_of(bands: Sequence[list[Line]], width: float) -> list[Part]:
    """The lines and tables of a stretch of a page, so wide in points, in reading order."""
    if all(len(band) == 1 and len(band[0].words) < 3 for band in bands):
        return [band[0] for band in bands]
    left = min(line.x0 for band in bands for line in band)
    right = max(*(line.x1 for band in bands for line in band), width - max(left, _MARGIN))
    made: list[Part] = []
    at = 0
    while at < len(bands):
        count, ways = table_from(bands, at)
        if count:
            made.extend(_Columns.by_ways(bands[at : at + count], ways).parts())
            at += count
            continue
        if len(bands[at]) == 1:
            made.append(bands[at][0])
            at += 1
            continue
        columns = _Columns(bands[at], left, right)
        end = at + 1
        while end < len(bands) and columns.take(bands[end], bands[end - 1]):
            end += 1
        begin = at
        # Lines of one side stand above those that stand beside each other.
        while begin > 0 and made and isinstance(made[-1], Line) and columns.take_above(bands[begin - 1], bands[begin]):
            made.pop()
            begin -= 1
        made.extend(columns.parts())
        at = end
    return made


class _Columns:
    """Columns that grow downwards line by line, for as long as a way between them stays open."""

    def __init__(self, band: list[Line], left: float, right: float) -> None:
        self._left, self._right = left, right
        self._spans = [(line.x0, line.x1) for line in band]
        self._bands = [band]

    @classmethod
    def by_ways(cls, bands: Sequence[list[Line]], ways: Sequence[Way]) -> "_Columns":
        """Columns between which these ways are open."""
        spans = spans_of(bands, ways)
        made = cls(parted(bands[0], ways), spans[0][0], spans[-1][1])
        made._spans = spans
        made._bands = [parted(band, ways) for band in bands]
        return made

    def take(self, band: list[Line], above: list[Line]) -> bool:
        """Add the next band; False where it does not stand in these columns."""
        gap = band[0].top - max(line.bottom for line in above)
        size = band[0].size
        if gap > _FAR * size or not self._fits(band):
            return False
        if len(band) == 1 and not self._continues(band[0], gap):
            return False
        self._put(band)
        self._bands.append(band)
        return True

    def take_above(self, band: list[Line], below: list[Line]) -> bool:
        """Add the band above."""
        line = band[0]
        if len(band) > 1 or below[0].top - line.bottom > 0.5 * line.size or not self._fits(band):
            return False
        at = self._column(line)
        if at is None or (at == 0 and len(self._spans) == 2):
            return False  # a heading over a list, or the end of a paragraph
        self._put(band)
        self._bands.insert(0, band)
        return True

    def _continues(self, line: Line, gap: float) -> bool:
        """Whether a line that stands alone belongs to one of the columns."""
        at = self._column(line)
        if at is None:
            return False
        left, right = self._spans[at]
        if gap <= _CLOSE * line.size:
            inside = left - 2 * line.size <= line.x0 and line.x1 <= right + 2 * line.size
            return inside if at else line.x1 <= self._spans[1][0] - _CORRIDOR
        away = abs((line.x0 + line.x1) / 2 - (left + right) / 2)
        if at == 0:  # the number of a paper stands in the middle below its office
            return away < _CENTRED and gap < 2 * line.size and line.x1 <= self._spans[1][0] - _CORRIDOR
        # The name below a signature stands in the middle of it, far below the post.
        middle = away < 0.12 * (right - left)
        return at == len(self._spans) - 1 and middle and line.x0 > self._spans[at - 1][1]

    def _column(self, line: Line) -> int | None:
        """The column in which a line stands; None for none, or several."""
        found = [at for at, (left, right) in enumerate(self._spans) if line.x0 < right - 1 and line.x1 > left + 1]
        return found[0] if len(found) == 1 else None

    def _fits(self, band: list[Line]) -> bool:
        spans = list(self._spans)
        for line in band:
            found = [at for at, (left, right) in enumerate(spans) if line.x0 < right - 1 and line.x1 > left + 1]
            if len(found) > 1:
                return False
            if found:
                left, right = spans[found[0]]
                spans[found[0]] = (min(left, line.x0), max(right, line.x1))
            elif len(band) > 1 and len(spans) < _MOST:
                spans.append((line.x0, line.x1))
                spans.sort()
            else:
                return False
        return all(right + _CORRIDOR <= left for (_x, right), (left, _y) in pairwise(spans))

    def _put(self, band: list[Line]) -> None:
        for line in band:
            for at, (left, right) in enumerate(self._spans):
                if line.x0 < right - 1 and line.x1 > left + 1:
                    self._spans[at] = (min(left, line.x0), max(right, line.x1))
                    break
            else:
                self._spans.append((line.x0, line.x1))
                self._spans.sort()

    def parts(self) -> list[Part]:
        """The columns as a table, or as lines where they are none."""
        self._part_columns()
        grid = [self._row(band) for band in self._bands]
        if self._is_text(grid):
            return [as_one(band) for band in self._bands]
        if self._is_newspaper(grid):
            return [line for at in range(len(self._spans)) for line in self._running(grid, at)]
        rows = [self._texts(rows) for rows in self._parted(grid)]
        places = (*(left for left, _right in self._spans), self._spans[-1][1])
        top = min(line.top for line in self._bands[0])
        bottom = max(line.bottom for line in self._bands[-1])
        return [PageTable(places, tuple(map(TableRow, rows)), top, bottom, False)]

    def _part_columns(self) -> None:
        """Part columns so close to each other that some of their lines were taken for one, as beside a number."""
        if len(self._bands) < _ROWS or len(self._spans) < 2:
            return
        ways = []
        for left, right in self._spans:
            words = sorted(
                (word for band in self._bands for line in band for word in line.words if left <= word.x0 < right),
                key=lambda word: word.x0,
            )
            reached = left
            for word in words:
                if word.x0 - reached > _CORRIDOR and self._is_way((reached + word.x0) / 2, left, right):
                    ways.append((reached, word.x0))
                reached = max(reached, word.x1)
        if not ways:
            return
        for begin, end in ways:
            at = next(at for at, (left, right) in enumerate(self._spans) if left < end <= right)
            left, right = self._spans[at]
            self._spans[at : at + 1] = [(left, begin), (end, right)]
        self._bands = [self._cut(band, ways) for band in self._bands]

    def _is_way(self, x: float, left: float, right: float) -> bool:
        """Whether at most lines of a column there are words at both sides of a place."""
        both = 0
        for band in self._bands:
            words = [word for line in band for word in line.words if left <= word.x0 < right]
            both += any(word.x1 < x for word in words) and any(word.x0 > x for word in words)
        return both * 2 >= len(self._bands)

    @staticmethod
    def _cut(band: list[Line], ways: list[tuple[float, float]]) -> list[Line]:
        """The lines of a band, parted where a way goes through them."""
        made = []
        for line in band:
            words = list(line.words)
            for begin, _end in sorted(ways):
                before = [word for word in words if word.x1 <= begin + 1]
                if before and len(before) < len(words):
                    made.append(line_of(before, line.page))
                    words = [word for word in words if word.x1 > begin + 1]
            made.append(line_of(words, line.page))
        return made

    def _row(self, band: list[Line]) -> list[list[Line]]:
        cells: list[list[Line]] = [[] for _span in self._spans]
        for line in band:
            at = min(range(len(cells)), key=lambda at: self._away(at, line))
            cells[at].append(line)
        return cells

    def _away(self, at: int, line: Line) -> float:
        """How far a line is from a column, by its beginning."""
        left, right = self._spans[at]
        return max(left - line.x0 - 1, line.x0 - right, 0.0)

    def _is_text(self, grid: list[list[list[Line]]]) -> bool:
        """Whether the pieces are of lines that run on: a list with wide tabs, a contents, one stretched line."""
        multi = [band for band in self._bands if len(band) > 1]
        if any(_LEADERS.search(line.text) for band in multi for line in band[1:]):
            return True
        marks = [line for row in grid for line in row[0]]
        if len(self._spans) == 2 and all(_MARK.fullmatch(line.text) for line in marks):
            return True
        if len(multi) > 1:
            return False
        (band,) = multi
        return len(self._bands) == 1 and (len(band) > 2 or band[1].x0 - band[0].x1 < _LONE * band[0].size)

    def _is_newspaper(self, grid: list[list[list[Line]]]) -> bool:
        """Whether two columns of running text stand side by side."""
        if len(self._spans) != 2:
            return False
        for at, (left, right) in enumerate(self._spans):
            lines = [as_one(row[at]) for row in grid if row[at]]
            full = sum(line.x1 - line.x0 > 0.85 * (right - left) for line in lines)
            if len(lines) < _NEWSPAPER or full * 2 < len(lines):
                return False
        return True

    def _running(self, grid: list[list[list[Line]]], at: int) -> list[Line]:
        """The lines of a column of running text, set below the first one's, so that paragraphs go on over columns."""
        first, (left, _right) = self._spans[0][0], self._spans[at]
        column = (first, first + max(right - left for left, right in self._spans))
        lines = [as_one(row[at]) for row in grid if row[at]]
        return [one._replace(x0=one.x0 - left + first, x1=one.x1 - left + first, column=column) for one in lines]

    def _parted(self, grid: list[list[list[Line]]]) -> list[list[list[list[Line]]]]:
        """The bands of each row: parted by wider gaps, or else by what stands in the first column."""
        sizes = [line.size for band in self._bands for line in band]
        size = sum(sizes) / len(sizes)
        gaps = [
            min(line.top for line in below) - max(line.bottom for line in above)
            for above, below in zip(self._bands, self._bands[1:], strict=False)
        ]
        least = min(gaps, default=0.0)
        two = len(self._spans) == 2
        wide = [gap > max(least, 0.0) + (0.7 if two else 0.3) * size for gap in gaps]
        whole = all(all(row) for row in grid)
        if two and not any(wide) and (not whole or len(grid) < _ROWS) and not self._is_counted(grid):
            return [grid]
        if not any(wide) or (whole and not two):
            wide = [bool(row[0]) for row in grid[1:]]
        rows = [[grid[0]]]
        for row, begins in zip(grid[1:], wide, strict=True):
            if begins:
                rows.append([row])
            else:
                rows[-1].append(row)
        return rows

    @staticmethod
    def _is_counted(grid: list[list[list[Line]]]) -> bool:
        """Whether nothing but numbers stands in one of the columns below its header, as in no letterhead."""
        below = [row for row in grid[1:] if all(row)]
        return len(below) > 1 and any(
            all(_NUMBER.fullmatch(as_one(row[at]).text.strip()) for row in below) for at in range(len(grid[0]))
        )

    def _texts(self, rows: list[list[list[Line]]]) -> tuple[str, ...]:
        texts = []
        for at in range(len(self._spans)):
            lines = [as_one(row[at]) for row in rows if row[at]]
            texts.append("\n".join(map(text_of, paragraphs(lines, self._edges(at, lines)))))
        return tuple(texts)

    def _edges(self, at: int, lines: list[Line]) -> Edges:
        """Between which places the lines of a column run: those in its middle have the room at both sides of it."""
        left, right = self._spans[at]
        if len(self._spans) > 2:  # a column of a table ends before the next one begins
            behind = self._spans[at + 1][0] - _PADDING if at + 1 < len(self._spans) else right
            room = 2 * max((line.size for line in lines), default=0.0)  # there may be an empty column between
            return Edges(left, max(right, min(behind, right + room)), known=False)
        middle = (left + right) / 2
        if any(abs((line.x0 + line.x1) / 2 - middle) > _CENTRED for line in lines):
            return Edges(left, right, known=False)
        before = self._spans[at - 1][1] if at else self._left
        behind = self._spans[at + 1][0] if at + 1 < len(self._spans) else self._right
        half = max(min(middle - before, behind - middle) - _CORRIDOR, (right - left) / 2)
        return Edges(middle - half, middle + half)
