"""A list of paragraphs typed one under the other: legal bases, articles, recipients."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.old_letters import wanted_as_typed
from cchc_desktop.ui.widgets.editor.html import in_lines, read_html, read_plain
from cchc_desktop.ui.widgets.long_words import wrap_mode

_WITHIN = "\u2028"  # a line break within a paragraph, as Qt keeps it


class LineEditor(QTextEdit):
    """Each paragraph is one line of the paper; what the program prints before it stands in the margin.

    Signals: `edited` the officer changed something. Alt+Up and Alt+Down move the line.
    """

    edited = Signal()

    def __init__(self, mark: Callable[[int], str], margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDefaultFont(theme.font(13))
        self._margin = theme.px(margin) if margin else 0
        self.setViewportMargins(self._margin, 0, 0, 0)
        self._gutter = _Gutter(self, mark)
        self._loading = False
        self.document().contentsChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.set_lines(())

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show other lines."""
        self._loading = True
        self.setWordWrapMode(wrap_mode("\n".join(lines)))
        self.setPlainText("\n".join(line.replace("\n", _WITHIN) for line in lines))
        self._space()
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)
        self._loading = False
        self._fit()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show other lines unless these are shown already, so that the cursor stays where it is."""
        if self.lines() != tuple(line for line in lines if line):
            self.set_lines(lines)

    def lines(self) -> tuple[str, ...]:
        """The lines that have words, NFC; Shift+Enter makes a line feed within one (the clauses of an article)."""
        found = []
        block = self.document().begin()
        while block.isValid():
            parts = (part.strip() for part in clean(block.text()).split("\n"))
            found.append("\n".join(part for part in parts if part))
            block = block.next()
        return tuple(line for line in found if line)

    def rewrite(self, lines: Sequence[str]) -> None:
        """Make the lines say this, as one step of the editor's undo; the cursor goes to the end."""
        if tuple(lines) == self.lines():
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(clean(line).replace("\n", _WITHIN) for line in lines))
        self.setTextCursor(cursor)

    def move_line(self, by: int) -> None:
        """Exchange the line with its neighbour."""
        cursor = self.textCursor()
        block = cursor.block()
        other = block.next() if by > 0 else block.previous()
        if not other.isValid():
            return
        column = cursor.positionInBlock()
        first, second = (block, other) if by > 0 else (other, block)
        texts = second.text(), first.text()
        cursor.beginEditBlock()
        for place, text in ((first.blockNumber(), texts[0]), (second.blockNumber(), texts[1])):
            cursor.setPosition(self.document().findBlockByNumber(place).position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        cursor.endEditBlock()
        target = self.document().findBlockByNumber(second.blockNumber() if by > 0 else first.blockNumber())
        cursor.setPosition(target.position() + min(column, target.length() - 1))
        self.setTextCursor(cursor)

    def show_line(self, index: int) -> None:
        """Put the cursor at the end of a line."""
        block = self.document().findBlockByNumber(index)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self.setTextCursor(cursor)

    def _space(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        height = round(QFontMetricsF(theme.font(13)).height() * 1.2)
        spacing.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        spacing.setBottomMargin(theme.px(6))
        cursor.mergeBlockFormat(spacing)

    def _changed(self) -> None:
        self._gutter.update()
        if not self._loading:
            self.edited.emit()

    def _fit(self) -> None:
        """As high as its lines: the form scrolls, not the field."""
        # The last paragraph's own space below is enough as the field's margin.
        height = round(self.document().size().height()) + 2 * self.frameWidth() + theme.px(4)
        self.setFixedHeight(max(height, theme.px(38)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_line(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        html = source.html() if source.hasHtml() else ""
        as_typed = wanted_as_typed(self, source.text(), html)
        blocks = read_html(html, as_typed) if html else read_plain(source.text(), as_typed)
        text = "\n".join(block.text for block in in_lines(blocks))
        if self.wordWrapMode() == wrap_mode(""):
            self.setWordWrapMode(wrap_mode(text))
        self.textCursor().insertText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), self._margin, inside.height()))
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), self.height())


class _Gutter(QWidget):
    """The margin with what the paper prints before each line."""

    def __init__(self, editor: LineEditor, mark: Callable[[int], str]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._mark = mark
        self.setFont(theme.font(12))
        editor.installEventFilter(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.tokens().secondary)
        layout = self._editor.document().documentLayout()
        top = self._editor.viewport().y() - self.y() - self._editor.verticalScrollBar().value()
        block = self._editor.document().begin()
        number = 0
        while block.isValid():
            if block.text().strip():
                first = block.layout().lineAt(0)
                baseline = top + layout.blockBoundingRect(block).top() + first.y() + first.ascent()
                mark = self._mark(number)
                left = self.width() - theme.px(4) - painter.fontMetrics().horizontalAdvance(mark)
                painter.drawText(QPointF(left, baseline), mark)
                number += 1
            block = block.next()
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False
