"""Figures quoted in the text of an item: marked, each with its present value under the editor and at the mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolTip

from cchc_desktop.documents.figures_appendix import quoted_values
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.rules.figure_quotes import codes_quoted, quotes_in
from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.report.marks import mark_figures
from cchc_desktop.ui.widgets.basics import icon_label, label, link
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor

_MOST = 5  # quotes named in the strip
_PAUSE = 60  # milliseconds after the cursor came to rest


class QuoteStrip(QFrame):
    """One line under the editor. Signals: `figures_wanted` the appendix is to be opened."""

    figures_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "alt")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(18), theme.px(3), theme.px(14), theme.px(3))
        row.setSpacing(theme.px(8))
        row.addWidget(icon_label("database-import", "accent", 14))
        self.words = label("", "note", wrap=True)
        row.addWidget(self.words, 1)
        row.addWidget(link(_("Open the appendix"), self.figures_wanted.emit))
        self.hide()


class ItemQuotes(QObject):
    """Watches a `RichEditor`; nothing of what it shows is kept or printed."""

    def __init__(self, editor: RichEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._own: tuple[FigureRow, ...] = ()
        self._all: tuple[FigureRow, ...] = ()
        self._values: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self.strip = QuoteStrip()
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._show_strip)
        editor.cursorPositionChanged.connect(self._later.start)
        editor.viewport().installEventFilter(self)

    @property
    def own(self) -> tuple[FigureRow, ...]:
        """The figures of the item."""
        return self._own

    @property
    def all(self) -> tuple[FigureRow, ...]:
        """The figures of the report."""
        return self._all

    def show_own(self, figures: Sequence[FigureRow]) -> None:
        """Which figures belong to the item that is edited."""
        self._own = tuple(figures)

    def show_all(self, figures: tuple[FigureRow, ...]) -> None:
        """The figures of the report, which any text of it may quote."""
        if figures is not self._all:
            self._all = figures
            self._values = quoted_values(figures)
            self._names = {figure.code: figure.name for figure in figures}
            self._show_strip()

    def mark(self) -> int:
        """Mark the text as it is now; returns how many numbers and quotes agree with the appendix."""
        self._later.start()
        return mark_figures(self._editor, self._own, self._values)

    def _show_strip(self) -> None:
        """Name the quotes of the paragraph at the cursor; where it has none those of the whole text."""
        self._later.stop()
        codes = codes_quoted(self._editor.toPlainText())
        self.strip.setVisible(bool(codes))
        if not codes:
            return
        here = codes_quoted(self._editor.textCursor().block().text()) or codes
        shown = [self._said(code) for code in here[:_MOST]]
        rest = len(here) - len(shown)
        if rest > 0:
            shown.append(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
        self.strip.words.setText(_("Quoted: {figures}").format(figures="; ".join(shown)))

    def _said(self, code: str) -> str:
        value = self._values.get(code)
        if value is None:
            return _("{{{code}}} is no figure of the appendix").format(code=code)
        if not value:
            return _("{{{code}}} has no value yet").format(code=code)
        return f"{{{code}}} = {value}"

    def tip_at(self, place: int) -> str:
        """What is said of the quote at a character of the text; "" where there is none."""
        found = (code for start, end, code in quotes_in(self._editor.toPlainText()) if start <= place < end)
        code = next(found, None)
        if code is None:
            return ""
        name = self._names.get(code, "")
        return f"{name}\n{self._said(code)}".strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The tooltip of a quote."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.tip_at(self._editor.cursorForPosition(event.pos()).position())
            if words:
                QToolTip.showText(event.globalPos(), words, self._editor.viewport())
                return True
            QToolTip.hideText()
        return super().eventFilter(watched, event)
