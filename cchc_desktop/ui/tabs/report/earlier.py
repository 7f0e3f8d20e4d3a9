"""What earlier reports said under an item, and how what is being written differs from it."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules.differences import Difference, Kind, Words, differences
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import icon_label, label, line, link, readable
from cchc_desktop.ui.widgets.column_pane import ColumnPane
from cchc_desktop.ui.widgets.printed_text import printed_label

_ICONS = {Kind.NEW: ("plus", "done"), Kind.GONE: ("circle-minus", "soon"), Kind.CHANGED: ("edit", "accent")}


@dataclass(frozen=True)
class EarlierText:
    """What a report said under the item: its markup, and that with what it quoted as it was printed."""

    title: str
    markup: str
    printed: str


class EarlierPane(ColumnPane):
    """The report before and that of the same period last year, as they are or compared with what is being written.

    Signals: `copy_wanted(markup)` text to be taken over.
    """

    copy_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Earlier periods"))
        self.compared = True  # stays as the officer left it
        self._texts: Sequence[EarlierText] = ()
        self._now = ""
        self._writable = False

    def show_texts(self, texts: Sequence[EarlierText], now: str, writable: bool) -> None:
        """Show texts beside what is written now (markup, as it would be printed)."""
        self._texts, self._now, self._writable = texts, now, writable
        self._fill()

    def flip(self) -> None:
        """Show the texts as they are, or the differences."""
        self.compared = not self.compared
        self._fill()

    def _fill(self) -> None:
        self.clear()
        if self._now.strip() and any(text.markup for text in self._texts):
            words = _("Show the texts as they are") if self.compared else _("Show what differs")
            self.column.addWidget(link(words, self.flip))
        for text in self._texts:
            take = link(_("Copy into the text"), partial(self.copy_wanted.emit, text.markup))
            self.add_head(text.title, take if text.markup and self._writable else None)
            if not text.markup:
                self.column.addWidget(label(_("Nothing is known of that period."), "note", wrap=True))
            elif self.compared and self._now.strip():
                self._add_differences(differences(plain_text(text.printed, "; "), plain_text(self._now, "; ")))
            else:
                self.column.addWidget(printed_label(text.printed))
            self.column.addWidget(line())
        self.column.addStretch(1)

    def _add_differences(self, found: Sequence[Difference]) -> None:
        same = sum(one.kind is Kind.SAME for one in found)
        for one in found:
            if one.kind is not Kind.SAME:
                self.column.addWidget(_difference(one))
        if same:
            words = ngettext("{count} sentence is the same.", "{count} sentences are the same.", same)
            self.column.addWidget(label(words.format(count=same), "note"))


def _difference(one: Difference) -> QWidget:
    """Icon and word say what became of a sentence; within a changed one the words that differ are bold on a tint."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, theme.px(2), 0, theme.px(2))
    row.setSpacing(theme.px(8))
    row.addWidget(icon_label(*_ICONS[one.kind]), 0, Qt.AlignmentFlag.AlignTop)
    words = {
        Kind.NEW: _("New: {text}").format(text=_rich(one.after, "accent_tint")),
        Kind.GONE: _("No longer there: {text}").format(text=_rich(one.before, "soon_tint")),
        Kind.CHANGED: _("Now: {after}<br>Then: {before}").format(
            after=_rich(one.after, "accent_tint"), before=_rich(one.before, "soon_tint")
        ),
    }[one.kind]
    made = label("", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(words)
    row.addWidget(readable(made), 1)
    return holder


def _rich(words: Words, tint: str) -> str:
    colour = getattr(theme.tokens(), tint).name()
    parts = [
        f'<b style="background:{colour}">{html.escape(text)}</b>' if differs else html.escape(text)
        for text, differs in words
    ]
    return " ".join(parts)
