"""The editor of sections and report items: sub-headings, paragraphs, "-" and "+" items, bold, italic, nothing else.

An item is a paragraph that begins with "- " or "+ ", on screen as on paper, so no text is rewritten while it is typed
(input methods such as UniKey replace what they typed a moment ago). A sub-heading is kept in the block's format.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.markup import Block, BlockKind, Run, parse_markup, to_markup
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.spelling import spelling
from cchc_desktop.ui.widgets.editor.html import block_of, read_html, read_plain
from cchc_desktop.ui.widgets.editor.marks import TextMarks
from cchc_desktop.ui.widgets.long_words import wrap_mode
from cchc_desktop.ui.workspace import wait_cursor

_PREFIX = {BlockKind.BULLET: "- ", BlockKind.SUB_BULLET: "+ "}
_MOST_PASTED = 4_000_000  # characters of HTML; more than a 500-page paper, and it is taken as plain text


class RichEditor(QTextEdit):
    """Edits light markup (`rules.markup`).

    Signals: `edited` the text was changed by the officer (not by `set_markup`).
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "bare")
        self.setFont(theme.font(14))
        self.document().setDefaultFont(theme.font(14))
        self.document().setDocumentMargin(theme.px(18))
        self.setTabChangesFocus(True)
        self.setCursorWidth(theme.px(2))
        self._loading = False
        self._markup: str | None = None  # what `markup` returned, as long as nothing changes
        self._marks = TextMarks(self.document(), self._typing_at)
        self.document().contentsChange.connect(self._contents_changed)
        self.cursorPositionChanged.connect(self._marks.caret_moved)
        self.set_markup("")

    # Text in and out

    def set_markup(self, markup: str) -> None:
        """Show another text; the editor's own undo begins anew."""
        self._loading = True
        self.setWordWrapMode(wrap_mode(markup))
        self.setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # laid out and marked once, not with each paragraph
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(block_format(False))
        cursor.setBlockCharFormat(char_format())
        cursor.setCharFormat(char_format())
        self._write(cursor, parse_markup(clean(markup)))
        cursor.endEditBlock()
        self.setUndoRedoEnabled(True)
        self._loading = False
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def markup(self) -> str:
        """The text as light markup, NFC; paragraphs without a word are left out."""
        if self._markup is None:
            self._markup = to_markup([block for block in self._blocks() if block.text.strip()])
        return self._markup

    def word_count(self) -> int:
        """How many words (syllables between spaces) there are."""
        return sum(any(c.isalnum() for c in word) for word in self.toPlainText().split())

    def insert_markup(self, markup: str) -> None:
        """Put text at the cursor as one step of undo: within the line when it is a single paragraph."""
        self._insert(parse_markup(clean(markup)))

    def insert_words(self, text: str) -> None:
        """Put plain words at the cursor, a space before them where one is needed."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        gap = " " if before and not before[-1].isspace() else ""
        cursor.insertText(gap + clean(text).replace("\n", " "))
        self.setTextCursor(cursor)

    def paste_plain(self) -> None:
        """Paste the words alone."""
        from PySide6.QtWidgets import QApplication

        if not self.isReadOnly():
            self._insert(read_plain(QApplication.clipboard().text()))

    def _blocks(self) -> Iterator[Block]:
        block = self.document().begin()
        while block.isValid():
            heading = block.blockFormat().headingLevel() > 0
            line: list[Run] = []
            for run in _runs(block, heading):
                # A line break within a paragraph (pasted or typed by old habit) begins a paragraph of its own.
                first, *rest = run.text.split("\n")
                line.append(replace(run, text=first))
                for text in rest:
                    yield block_of(line, heading)
                    line = [replace(run, text=text)]
            yield block_of(line, heading)
            block = block.next()

    def _write(self, cursor: QTextCursor, blocks: Sequence[Block]) -> None:
        """Write blocks from the cursor on, the first one into the paragraph it stands in."""
        for number, block in enumerate(blocks):
            heading = block.kind is BlockKind.HEADING
            if number:
                cursor.insertBlock(block_format(heading), char_format(heading=heading))
            elif cursor.block().length() == 1:
                cursor.setBlockFormat(block_format(heading))
                cursor.setBlockCharFormat(char_format(heading=heading))
            prefix = _PREFIX.get(block.kind, "")
            if prefix:
                cursor.insertText(prefix, char_format())
            for run in block.runs:
                cursor.insertText(run.text, char_format(run.bold, run.italic, heading))

    def _insert(self, blocks: Sequence[Block]) -> None:
        if not blocks:
            return
        if self.wordWrapMode() == wrap_mode(""):
            self.setWordWrapMode(wrap_mode("\n".join(block.text for block in blocks)))
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        alone = len(blocks) == 1 and blocks[0].kind is BlockKind.PARAGRAPH
        if not alone and cursor.block().length() > 1:
            if not cursor.atBlockStart():
                self._new_paragraph(cursor)
            if not cursor.atBlockEnd():
                cursor.insertBlock()
                cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        heading = cursor.block().blockFormat().headingLevel() > 0
        if alone and heading:
            blocks = [Block(BlockKind.PARAGRAPH, tuple(replace(run, bold=True) for run in blocks[0].runs))]
        self._write(cursor, blocks)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    @staticmethod
    def _new_paragraph(cursor: QTextCursor) -> None:
        cursor.insertBlock(block_format(False), char_format())
        cursor.setBlockCharFormat(char_format())

    # Styles

    @property
    def in_heading(self) -> bool:
        """Whether the cursor is in a sub-heading."""
        return self.textCursor().blockFormat().headingLevel() > 0

    @property
    def item_marker(self) -> str:
        """ "- ", "+ " or "", by how the cursor's paragraph begins."""
        start = self.textCursor().block().text()[:2]
        return start if start in _PREFIX.values() else ""

    def set_heading(self, heading: bool) -> None:
        """Make the paragraphs of the selection sub-headings, or text again."""
        with_each = self._chosen_blocks()
        edit = self.textCursor()
        edit.beginEditBlock()
        for block in with_each:
            cursor = QTextCursor(block)
            cursor.mergeBlockFormat(block_format(heading))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            weight = QTextCharFormat()
            weight.setFontWeight(char_format(heading=heading).fontWeight())
            cursor.mergeCharFormat(weight)
            cursor.mergeBlockCharFormat(weight)
        edit.endEditBlock()
        look = self.currentCharFormat()
        look.setFontWeight(char_format(heading=heading).fontWeight())
        self.setCurrentCharFormat(look)

    def toggle_item(self, marker: str) -> None:
        """Begin the paragraphs of the selection with "- " or "+ ", or take it away when all have it."""
        blocks = self._chosen_blocks()
        remove = all(block.text().startswith(marker) for block in blocks)
        edit = self.textCursor()
        edit.beginEditBlock()
        for block in blocks:
            cursor = QTextCursor(block)
            if block.text()[:2] in _PREFIX.values():
                cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 2)
                cursor.removeSelectedText()
            if not remove:
                cursor.insertText(marker, char_format())
        edit.endEditBlock()

    def toggle_bold(self) -> None:
        """Bold on or off; sub-headings are bold as they are."""
        if not self.in_heading:
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.Normal if is_bold(self.currentCharFormat()) else QFont.Weight.DemiBold)
            self.mergeCurrentCharFormat(look)

    def toggle_italic(self) -> None:
        """Italic on or off."""
        look = QTextCharFormat()
        look.setFontItalic(not self.currentCharFormat().fontItalic())
        self.mergeCurrentCharFormat(look)

    def _chosen_blocks(self) -> list[QTextBlock]:
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        found = [block]
        while block != last:
            block = block.next()
            found.append(block)
        return found

    # What Qt asks

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Undo and redo go to the window when the editor has none left; Ctrl+K is the window's on every system.
            keys = QKeySequence(event.keyCombination())
            document = self.document()
            spent = (event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()) or (
                event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            )
            if spent or keys == QKeySequence("Ctrl+K"):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain_or_shift = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain_or_shift and not self.isReadOnly():
            self._enter()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        """A new paragraph: an item goes on as an item, an empty item ends the list, text follows a sub-heading."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        text = cursor.block().text()
        marker = text[:2] if text[:2] in _PREFIX.values() else ""
        if marker and text == marker:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        elif cursor.atBlockEnd() and cursor.blockFormat().headingLevel() > 0:
            self._new_paragraph(cursor)
        else:
            look = cursor.charFormat()
            cursor.insertBlock(cursor.blockFormat(), look)
            if marker and cursor.block().previous().text() != "":
                cursor.insertText(marker, char_format())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _typing_at(self) -> int:
        """Where a word is being typed; -1 when none is."""
        return -1 if self._loading or not self.hasFocus() else self.textCursor().position()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_keys else self.cursorForPosition(event.pos())
        menu = self.createStandardContextMenu(event.pos())
        word = self.misspelt_word(cursor)
        if word:
            first = menu.actions()[0]
            ignore = QAction(_("Ignore “{word}”").format(word=word), menu)
            ignore.triggered.connect(lambda _checked=False: spelling.ignore(word))
            menu.insertAction(first, ignore)
            menu.insertSeparator(first)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.cursorRect(cursor).bottomLeft()) if by_keys else event.globalPos())

    @staticmethod
    def misspelt_word(cursor: QTextCursor) -> str:
        """The word under a cursor when it is misspelt, else ""."""
        text, place = cursor.block().text(), cursor.positionInBlock()
        return next((text[start:end] for start, end in spelling.wrong_in(text) if start <= place <= end), "")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        with wait_cursor():  # a paper of hundreds of pages takes a second or two
            if source.hasHtml() and len(source.html()) <= _MOST_PASTED:
                self._insert(read_html(source.html()))
            elif source.hasText():
                self._insert(read_plain(source.text()))

    def _contents_changed(self, _position: int, removed: int, added: int) -> None:
        self._markup = None
        if not self._loading and (removed or added):
            self.edited.emit()


def block_format(heading: bool) -> QTextBlockFormat:
    """Spacing of a paragraph, with the level that makes it a sub-heading."""
    made = QTextBlockFormat()
    # 1.28 of the font's height: marks above and below Vietnamese letters never touch.
    height = round(QFontMetricsF(theme.font(14)).height() * 1.28)
    made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setTopMargin(theme.px(8 if heading else 2))
    made.setBottomMargin(theme.px(2 if heading else 6))
    made.setHeadingLevel(1 if heading else 0)
    return made


def char_format(bold: bool = False, italic: bool = False, heading: bool = False) -> QTextCharFormat:
    """The look of a run."""
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.DemiBold if bold or heading else QFont.Weight.Normal)
    made.setFontItalic(italic)
    return made


def is_bold(look: QTextCharFormat) -> bool:
    """Whether a run counts as bold."""
    return look.fontWeight() >= QFont.Weight.DemiBold


def _runs(block: QTextBlock, heading: bool) -> Iterator[Run]:
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        look = fragment.charFormat()
        text = clean(fragment.text().replace("\ufffc", "").replace("\t", " "))
        yield Run(text, is_bold(look) and not heading, look.fontItalic())
        iterator += 1
