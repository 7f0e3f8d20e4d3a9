"""Rows of two compared papers as the HTML that Qt's text views show."""

from collections.abc import Sequence
from html import escape

from cchc_desktop.i18n import _
from cchc_desktop.rules import localised
from cchc_desktop.rules.paper_blocks import (
    Became,
    BlockKind,
    ComparedBlock,
    ComparedCell,
    Comparison,
    PaperBlock,
    differs,
    marked_cells,
)
from cchc_desktop.rules.word_marks import Mark, parted
from cchc_desktop.services.papers.compared_words import became_name
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.long_words import broken

LONGEST = 10_000  # letters of a text that are laid out
WIDTHS = (14, 43, 43)  # per cent: what became of it, before, after
_GROUNDS = {
    (Mark.OTHER, 0): "soon_tint",
    (Mark.OTHER, 1): "accent_tint",
    (Mark.SMALL, 0): "band",
    (Mark.SMALL, 1): "band",
}
_TOKENS = {Became.ADDED: "accent", Became.REMOVED: "soon", Became.MOVED: "conflict", Became.MOVED_CHANGED: "conflict"}


def table_html(rows: Sequence[ComparedBlock], found: Comparison, small: bool) -> str:
    """A table with one row for each of these, in three columns."""
    colour = theme.tokens().line.name()
    style = f"border-collapse:collapse;border-style:solid;border-color:{colour}"
    body = "".join(_row(row, found, small) for row in rows)
    return f'<table width="100%" border="1" cellspacing="0" cellpadding="{theme.px(5)}" style="{style}">{body}</table>'


def notes_html(notes: Sequence[str]) -> str:
    """Sentences above the table."""
    return "".join(f'<p style="margin:0 0 {theme.px(6)}px 0">{escape(note)}</p>' for note in notes)


def _row(row: ComparedBlock, found: Comparison, small: bool) -> str:
    before = [found.before[at] for at in row.before]
    after = [found.after[at] for at in row.after]
    shown = marked_cells(row, small)
    sides = [_side(before, shown, 0, small), _side(after, shown, 1, small)]
    if row.became in (Became.MOVED, Became.MOVED_CHANGED) and before[0].above != after[0].above:
        sides = [words + _place(blocks[0]) for words, blocks in zip(sides, (before, after), strict=True)]
    words = (_what(row, small), *sides)
    cells = (f'<td width="{width}%">{one}</td>' for width, one in zip(WIDTHS, words, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _what(row: ComparedBlock, small: bool) -> str:
    """What became of the row; nothing beside what is the same."""
    if not differs(row, small):
        return ""
    colour = getattr(theme.tokens(), _TOKENS.get(row.became, "text")).name()
    return f'<span style="color:{colour};font-weight:600">{escape(became_name(row, small))}</span>'


def _place(block: PaperBlock) -> str:
    if not block.above:
        return ""
    words = _("(under: {heading})").format(heading=block.above)
    return f'<br><span style="color:{theme.tokens().secondary.name()}">{escape(words)}</span>'


def _side(blocks: Sequence[PaperBlock], cells: Sequence[ComparedCell], side: int, small: bool) -> str:
    if not blocks:
        return ""
    texts = [_text(cell, side, small) for cell in cells if any(piece[side] for piece in cell.pieces)]
    label = escape(blocks[0].label)
    if label:
        label = f"{label} " if label[-1] in "-+" else f"{label}. "
    words = f"{label}{'<br>'.join(texts)}"
    where = f' <span style="color:{theme.tokens().secondary.name()}">({escape(blocks[0].where)})</span>'
    heading = blocks[0].kind in (BlockKind.HEADING, BlockKind.HEADER)
    return f"{f'<b>{words}</b>' if heading else words}{where if blocks[0].where else ''}"


def _text(cell: ComparedCell, side: int, small: bool) -> str:
    tokens = theme.tokens()
    title = f'<span style="color:{tokens.secondary.name()}">{escape(cell.title)}:</span> ' if cell.title else ""
    left = LONGEST
    shown = []
    for piece in cell.pieces:
        mark = piece.mark if small or piece.mark is Mark.OTHER else Mark.SAME
        shown.append(_piece(piece[side][:left], mark, side))
        left -= min(left, len(piece[side]))
    words = "".join(shown)
    more = sum(len(piece[side]) for piece in cell.pieces) - LONGEST
    if more > 0:
        said = _("… {count} further letters stand in the file that can be written.").format(
            count=localised.number(more)
        )
        words += f' <span style="color:{tokens.secondary.name()}">{escape(said)}</span>'
    return title + words.replace("\n", "<br>")


def _piece(text: str, mark: Mark, side: int) -> str:
    if mark is Mark.SAME or not text.strip():
        return escape(broken(text))
    before, words, behind = parted(text)
    ground = getattr(theme.tokens(), _GROUNDS[mark, side]).name()
    bold = "font-weight:600;" if mark is Mark.OTHER else ""
    return f'{before}<span style="{bold}background:{ground}">{escape(broken(words))}</span>{behind}'
