"""Where a text quotes the figures of its item: shown on screen, never kept or printed."""

import re
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from cchc_desktop.models.rows import FigureRow
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.figures import value_words


def mark_figures(editor: QTextEdit, figures: Sequence[FigureRow]) -> int:
    """Tint the numbers that agree with a figure of the item; returns how many there are."""
    look = QTextCharFormat()
    look.setBackground(theme.tokens().accent_tint)
    marks = []
    for start, end in quoted_figures(editor.toPlainText(), figures):
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format = look
        marks.append(mark)
    editor.setExtraSelections(marks)
    return len(marks)


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
    words = {words for figure in figures if figure.kind != "yes_no" for words in _writings(figure)}
    words = {word for word in words if sum(char.isdigit() for char in word) > 1}
    if not words:
        return
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\d/])(?<!\d[.,])(?:{either})(?:/(?:{either}))?(?![\d/]|[.,]\d)", text):
        yield match.span()
