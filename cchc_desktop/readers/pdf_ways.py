"""Tables of three columns and more by the ways that stay open between their words, however narrow those are."""

from collections.abc import Sequence

from cchc_desktop.readers.pdf_lines import Line, as_one, line_of
from cchc_desktop.readers.pdf_page import PageWord

Way = tuple[float, float]

_NARROWEST = 0.6  # sizes of a letter; in running text only a stretched line has such blanks
_LEAST_WAYS = 2
_LEAST_BANDS = 2
_FAR = 2.5  # sizes between two rows at most
_ACROSS = 2  # bands in a row that a heading over several columns takes


def ways_of(words: Sequence[PageWord]) -> list[Way]:
    """The blanks between the words of a band that a column could end at."""
    found, reached = [], words[0].x1
    for word in words[1:]:
        if word.x0 - reached > _NARROWEST * word.size:
            found.append((reached, word.x0))
        reached = max(reached, word.x1)
    return found


def table_from(bands: Sequence[list[Line]], at: int) -> tuple[int, list[Way]]:
    """How many bands from one on are a table, and its ways; 0 where none begins there."""
    first = _words(bands[at])
    ways = ways_of(first)
    if len(ways) < _LEAST_WAYS:
        return 0, []
    end, across, held, filled = at + 1, 0, ways, 1
    while end < len(bands):
        band = bands[end]
        gap = band[0].top - max(line.bottom for line in bands[end - 1])
        if gap > _FAR * band[0].size:
            break
        words = _words(band)
        kept = _open(held, words)
        if len(kept) == len(held) or (len(kept) >= max(_LEAST_WAYS, len(held) - 1) and len(words) > 2):
            held, across = kept, 0
            filled += len({_column(word, held) for word in words}) > _LEAST_WAYS
            end += 1
        elif across < _ACROSS and len(as_one(band).words) <= 2 and not (across and _is_full(bands[end - 1], held)):
            across += 1
            end += 1
        else:
            break
    while end > at + 1 and not _is_row(_words(bands[end - 1]), held):
        end -= 1
    return (end - at, held) if filled >= _LEAST_BANDS else (0, [])


def parted(band: list[Line], ways: Sequence[Way]) -> list[Line]:
    """The lines of a band, one for each column; words across several stay in the one they begin in."""
    columns: dict[int, list[PageWord]] = {}
    for word in _words(band):
        columns.setdefault(_column(word, ways), []).append(word)
    return [line_of(words, band[0].page) for _at, words in sorted(columns.items())]


def spans_of(bands: Sequence[list[Line]], ways: Sequence[Way]) -> list[Way]:
    """From where to where each column goes."""
    words = [word for band in bands for word in _words(band)]
    starts = [min(word.x0 for word in words), *(end for _begin, end in ways)]
    ends = [*(begin for begin, _end in ways), max(word.x1 for word in words)]
    return list(zip(starts, ends, strict=True))


def _is_full(band: list[Line], ways: Sequence[Way]) -> bool:
    """Whether a line over the columns runs on like one of a paragraph: from the first into the last, not bold."""
    line = as_one(band)
    return not line.bold and line.x0 < ways[0][1] and line.x1 > ways[-1][1]


def _words(band: list[Line]) -> list[PageWord]:
    return [word for line in band for word in line.words]


def _open(ways: Sequence[Way], words: Sequence[PageWord]) -> list[Way]:
    """What of the ways stays open where these words stand."""
    made = []
    for begin, end in ways:
        middle = (begin + end) / 2
        for word in words:
            if word.x1 <= begin or word.x0 >= end:
                continue
            if (word.x0 + word.x1) / 2 < middle:
                begin = max(begin, word.x1)
            else:
                end = min(end, word.x0)
        if words and end - begin > 0.5 * _NARROWEST * words[0].size:
            made.append((begin, end))
    return made


def _column(word: PageWord, ways: Sequence[Way]) -> int:
    """In which column a word begins."""
    return sum(word.x0 >= end - 1 for _begin, end in ways)


def _is_row(words: Sequence[PageWord], ways: Sequence[Way]) -> bool:
    """Whether words are part of a row, not a line below the table: something stands beyond the first column, within."""
    columns = {_column(word, ways) for word in words}
    return columns != {0} and len(_open(ways, words)) == len(ways)
