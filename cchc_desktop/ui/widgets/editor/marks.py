"""What the editor marks on screen alone: [gaps still to be written], misspelt words, what checks find in a line."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from cchc_desktop.rules.gaps import GAP
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.editor.line_checks import LineChecks


class TextMarks(QSyntaxHighlighter):
    """Amber behind text in square brackets, a wavy line under misspelt words; nothing of it is kept or printed.

    `caret` says where in the document something is being typed, -1 for nowhere: the word there is not finished, and
    is looked at when the caret has left it (`caret_moved`).
    """

    def __init__(self, document: QTextDocument, caret: Callable[[], int], checks: LineChecks) -> None:
        super().__init__(document)
        self._caret, self._checks = caret, checks
        self._waiting: tuple[int, int] | None = None  # block and end in it of a word that looks misspelt so far
        self._gap = QTextCharFormat()
        self._gap.setBackground(theme.tokens().soon_tint)
        self._wrong = QTextCharFormat()
        self._wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._wrong.setUnderlineColor(QColor(theme.tokens().late))
        self._doubtful = QTextCharFormat()
        self._doubtful.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        self._doubtful.setUnderlineColor(QColor(theme.tokens().soon))
        checks.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        for match in GAP.finditer(text):
            self.setFormat(match.start(), match.end() - match.start(), self._gap)
        caret = self._caret() - self.currentBlock().position()
        marked = [(one.start, one.end, self._doubtful) for one in self._checks.found_in(text)]
        marked += [(*place, self._wrong) for place in self._checks.misspelt_in(text)]
        for start, end, look in marked:
            if start < caret <= end:
                self._waiting = self.currentBlock().blockNumber(), end
            else:
                self._underline(start, end, look)

    def _underline(self, start: int, end: int, mark: QTextCharFormat) -> None:
        look = self.format(start)  # within a gap both are seen
        look.merge(mark)
        self.setFormat(start, end - start, look)

    def caret_moved(self) -> None:
        """Look at the word that was being typed, once the caret has left it."""
        if self._waiting is None:
            return
        number, end = self._waiting
        block = self.document().findBlockByNumber(number)
        caret = self._caret() - block.position()
        if caret != end or not block.isValid():
            self._waiting = None
            self.rehighlightBlock(block)
