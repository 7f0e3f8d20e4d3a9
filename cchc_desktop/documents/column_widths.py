"""Column widths that suit what stands in them: no number is cut, a very long text gets room from other columns."""

import re
from collections.abc import Sequence
from math import ceil

from cchc_desktop.documents.house_style import MM, HouseStyle
from cchc_desktop.documents.nodes import Column, Row
from cchc_desktop.rules.numbers import NO_BREAK_SPACE

_LONG = 700  # letters of a cell for which the usual widths are given up
_LETTER = 0.46 / 72 * 25.4  # millimetres a letter takes, by the point of its size
_STEP = 4.0  # millimetres that change hands at a time
_ROUNDS = 15
_ROWS = 40  # judged one by one, the longest; of the others about as many stand for all
_LEAST = 0.65  # of its usual width, what a column keeps

_NARROW_SIGNS = frozenset(".,:;/-() \u00a0")
_WIDEST_LETTERS = frozenset("mMwW")
_SIGN, _DIGIT, _WIDE = 0.25, 0.5, 0.56  # widths by the size of the type: exact for digits, generous for letters
_WIDEST = 0.84  # of the letters that stand wider than that, in bold too
_PER_CENT = 1.0  # of the sign in bold, as rows of totals have it
_NARROWEST = 8.0  # millimetres of a column, though nothing stands in it
_CAPITAL_MORE = 0.2  # by which a bold capital is wider than that
_LOOSE = 1.15  # letters of bold words, and of those that are wider than most
_SPARE = 0.3  # millimetres
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:nghìn|triệu|tỷ|đồng)(?!\w))")

Cells = list[tuple[int, ...]]  # by column, the letters of each paragraph


def columns_for(
    widths: Sequence[float], aligns: Sequence[str], rows: Sequence[Row], style: HouseStyle
) -> tuple[Column, ...]:
    """Columns of these widths in millimetres, those grown in which a number would be cut."""
    size, padding = style.paragraph("table_cell").size, style.table.padding_x_mm
    return tuple(Column(width, align) for width, align in zip(grown(widths, rows, size, padding), aligns, strict=True))


def grown(widths: Sequence[float], rows: Sequence[Row], size: float, padding: float) -> list[float]:
    """The widths with room for every number, money and per cent on one line; the widest other columns give it."""
    least = [
        max((word_width(word, size) + 2 * padding + _SPARE for word in words), default=0.0)
        for words in _numbers(rows, len(widths))
    ]
    while True:
        found = [max(width, needed) for width, needed in zip(widths, least, strict=True)]
        missing = sum(found) - sum(widths)
        if missing <= 0:
            return found
        spare = [
            max(0.0, width - max(needed, sum(widths) / len(widths) * _LEAST))
            for width, needed in zip(found, least, strict=True)
        ]
        if sum(spare) > missing:
            return [width - missing * part / sum(spare) for width, part in zip(found, spare, strict=True)]
        # No page has room for all: the longest, such as the name of a file, is cut, and the others are whole.
        least[max(range(len(least)), key=lambda place: found[place] - widths[place])] = 0.0


def fitted(rows: Sequence[Row], total: float, size: float, padding: float) -> list[float]:
    """Widths in millimetres that make `total` and go by what stands in the rows, none of whose cells spans columns.

    No word is cut as long as there is room; of texts that need several lines the longer get more, though not all.
    """
    beside = 2 * padding + _SPARE
    least, wanted = [], []
    for column in zip(*(row.cells for row in rows), strict=True):
        lines = [line for one in column for line in one.text.split("\n")]
        words = (safe_width(word, size) for line in lines for word in line.split(" "))
        least.append(max(_NARROWEST, beside + max(words)))
        wanted.append(max(least[-1], beside + max(len(line) for line in lines) * size * _LETTER * _LOOSE))
    if sum(least) >= total:
        above = sum(least) - _NARROWEST * len(least)
        left = total - _NARROWEST * len(least)
        return [_NARROWEST + left * (width - _NARROWEST) / above for width in least]
    if sum(wanted) <= total:
        return [total * width / sum(wanted) for width in wanted]
    found = least
    while (spare := total - sum(found)) > _SPARE:
        shares = [max(0.0, wish - width) ** 0.5 for wish, width in zip(wanted, found, strict=True)]
        found = [
            min(wish, width + spare * share / sum(shares))
            for wish, width, share in zip(wanted, found, shares, strict=True)
        ]
    return [total * width / sum(found) for width in found]


def safe_width(word: str, size: float) -> float:
    """Millimetres that a word takes at most, in capitals and bold too."""
    capitals = sum(char.isupper() for char in word)
    return word_width(word, size) + capitals * _CAPITAL_MORE * size / MM


def word_width(word: str, size: float) -> float:
    """Millimetres that a word of figures, or one of letters at most, takes."""
    return sum(map(_letter_width, word)) * size / MM


def _letter_width(char: str) -> float:
    if char in _NARROW_SIGNS:
        return _SIGN
    if char in _WIDEST_LETTERS:
        return _WIDEST
    return _DIGIT if char.isdigit() else _PER_CENT if char == "%" else _WIDE


def _numbers(rows: Sequence[Row], count: int) -> list[set[str]]:
    """By column of the rows of `count` cells: the words that begin with a digit or a sign before one, with what is
    bound to them; to money the first word of its unit is bound.
    """
    texts: list[set[str]] = [set() for _column in range(count)]  # the same come again and again
    for row in rows:
        if len(row.cells) == count:
            for known, one in zip(texts, row.cells, strict=True):
                known.add(one.text)
    bound = [{_BEFORE_UNIT.sub(NO_BREAK_SPACE, text.replace("\n", " ")) for text in known} for known in texts]
    words = [{word for text in known for word in text.split(" ")} for known in bound]
    return [{word for word in known if word.lstrip("-+(")[:1].isdigit()} for known in words]


def suited(widths: Sequence[float], rows: Sequence[Row], size: float, padding: float, fixed: float) -> list[float]:
    """The widths in millimetres, changed where a cell is very long and the table gets shorter by it.

    `size` is that of the text in points, `padding` of a cell at either side; columns up to `fixed` wide are left alone.
    """
    if max([len(one.text) for row in rows for one in row.cells], default=0) < _LONG:
        return list(widths)
    letters = [_letters(row) for row in rows if row.kind == "row"]
    if max(map(_longest, letters), default=0) < _LONG:
        return list(widths)
    letters.sort(key=_longest, reverse=True)
    every = max(1, len(letters) // _ROWS)
    judged = [(1, row) for row in letters[:_ROWS]] + [(every, row) for row in letters[_ROWS::every]]
    place = max(range(len(widths)), key=lambda column: sum(letters[0][column]))
    least = [
        width if width <= fixed else max(width * _LEAST, _longest_word(rows, column) * size * _LETTER + 2 * padding + 1)
        for column, width in enumerate(widths)
    ]
    found = list(widths)
    lines = _lines(judged, found, size, padding)
    for _round in range(_ROUNDS):
        tries = [_moved(found, giver, place) for giver in range(len(found)) if found[giver] - _STEP >= least[giver]]
        best = min(tries, key=lambda tried: _lines(judged, tried, size, padding), default=found)
        fewer = _lines(judged, best, size, padding)
        if fewer >= lines:
            break
        found, lines = best, fewer
    return found


def _moved(widths: Sequence[float], giver: int, taker: int) -> list[float]:
    moved = list(widths)
    moved[giver] -= _STEP
    moved[taker] += _STEP
    return moved


def _letters(row: Row) -> Cells:
    """The letters of each paragraph of each cell; a cell that spans several rows is judged by none of them."""
    return [
        () if cell.merge_above else tuple(sum(len(run.text) for run in runs) for runs in cell.paragraphs)
        for cell in row.cells
    ]


def _longest(letters: Cells) -> int:
    return max((sum(cell) for cell in letters), default=0)


def _longest_word(rows: Sequence[Row], column: int) -> int:
    """Letters of the longest word that a column must not cut; addresses and the like are cut anyway."""
    words = (word for row in rows if row.kind == "row" for word in row.cells[column].text.split())
    return max((len(word) for word in words if len(word) <= 12), default=0)


def _lines(rows: Sequence[tuple[int, Cells]], widths: Sequence[float], size: float, padding: float) -> int:
    """How many lines the rows take together, each as many times as it stands for."""
    room = [max(1.0, (width - 2 * padding) / (size * _LETTER)) for width in widths]
    return sum(
        times
        * max(
            (sum(ceil(count / room[column]) for count in cell) for column, cell in enumerate(row)),
            default=0,
        )
        for times, row in rows
    )
