"""Where a text quotes the figures of its item: shown on screen, never kept or printed."""

import re
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtWidgets import QTextEdit

from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.rules.figure_quotes import quotes_in
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.ui import theme
from cchc_desktop.ui.qt_places import in_units
from cchc_desktop.ui.table_models.figures import value_words
from cchc_desktop.ui.widgets.marked import ground_behind


def mark_figures(editor: QTextEdit, figures: Sequence[FigureRow], values: Mapping[str, str]) -> int:
    """Tint the quotes, and the numbers that agree with a figure of the item; returns how many have a value.

    `values` are those of all figures by code: a quote that has none, or names no figure, is tinted amber.
    """
    text, tokens = editor.toPlainText(), theme.tokens()
    quotes = list(quotes_in(text))
    found = [(start, end, bool(values.get(code))) for start, end, code in quotes]
    found += [
        (start, end, True)
        for start, end in quoted_figures(text, figures)
        if not any(first <= start < last for first, last, _code in quotes)
    ]
    places = in_units(text, [(start, end) for start, end, _known in found])
    tints = [tokens.accent_tint if known else tokens.soon_tint for _start, _end, known in found]
    editor.setExtraSelections([ground_behind(editor, *place) for place in zip(places, tints, strict=True)])
    return sum(known for _start, _end, known in found)


def _writings(figure: FigureRow) -> Iterator[str]:
    """The ways a value is written: 90 and, for what is no count, 90,0 and 90,00."""
    if figure.value is None:
        return
    yield value_words(figure, figure.value)
    if figure.kind != "count":
        yield from (
            format_number(figure.value, places) for places in (1, 2) if round(figure.value, places) == figure.value
        )


def quoted_figures(text: str, figures: Sequence[FigureRow]) -> Iterator[tuple[int, int]]:
    """Where numbers of two digits and more stand that are a figure's value; dates and parts of numbers are none."""
    words = {words for figure in figures if not figure.choices for words in _writings(figure)}
    words = {word for word in words if sum(char.isdigit() for char in word) > 1}
    if not words:
        return
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\d/])(?<!\d[.,])(?:{either})(?:/(?:{either}))?(?![\d/]|[.,]\d)", text):
        yield match.span()
