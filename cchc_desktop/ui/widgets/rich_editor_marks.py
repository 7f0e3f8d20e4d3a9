"""What the editor tints on screen alone: [gaps still to be written]."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from cchc_desktop.ui import theme

_GAP = re.compile(r"\[[^\[\]\n]+\]")


class GapMarks(QSyntaxHighlighter):
    """Amber behind text in square brackets; nothing of it is kept or printed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._look = QTextCharFormat()
        self._look.setBackground(theme.tokens().soon_tint)

    def highlightBlock(self, text: str) -> None:
        for match in _GAP.finditer(text):
            self.setFormat(match.start(), match.end() - match.start(), self._look)
