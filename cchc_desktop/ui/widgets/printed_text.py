"""Light markup as the paper shows it: bold, italic, items, tables; for texts that are read and not edited."""

import html
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cchc_desktop.rules.markup import Block, BlockKind, Run, parse_markup, pieces
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import label, readable

_BEFORE = {BlockKind.BULLET: "- ", BlockKind.SUB_BULLET: "+ "}


def printed_html(markup: str) -> str:
    """The markup as the HTML that Qt's labels and editors show."""
    parts = []
    for piece in pieces(parse_markup(markup)):
        parts.append(_table(piece) if piece[0].in_table else "".join(map(_paragraph, piece)))
    return "".join(parts)


def printed_label(markup: str) -> QLabel:
    """A label that shows it; the words can be selected with mouse and keyboard."""
    made = label("", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(printed_html(markup))
    return readable(made)


def _paragraph(block: Block) -> str:
    words = _words(block.runs)
    if block.kind is BlockKind.HEADING:
        words = f"<b>{words}</b>"
    left = theme.px(12) if block.kind is BlockKind.SUB_BULLET else 0
    return f'<p style="margin:0 0 {theme.px(6)}px {left}px">{_BEFORE.get(block.kind, "")}{words}</p>'


def _table(rows: Iterable[Block]) -> str:
    shown = []
    for row in rows:
        tag = "th" if row.kind is BlockKind.TABLE else "td"
        shown.append("<tr>" + "".join(f"<{tag}>{_words(cell)}</{tag}>" for cell in row.cells) + "</tr>")
    colour = theme.tokens().field_border.name()
    style = f"border-collapse:collapse; border-color:{colour}; margin-bottom:{theme.px(6)}px"
    return f'<table border="1" cellpadding="{theme.px(3)}" cellspacing="0" style="{style}">{"".join(shown)}</table>'


def _words(runs: Iterable[Run]) -> str:
    parts = []
    for run in runs:
        words = html.escape(run.text).replace("\n", "<br>")
        words = f"<i>{words}</i>" if run.italic else words
        parts.append(f"<b>{words}</b>" if run.bold else words)
    return "".join(parts)
