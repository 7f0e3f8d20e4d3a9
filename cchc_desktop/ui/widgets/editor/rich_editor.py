"""The editor of sections and report items: sub-headings, paragraphs, items, small tables, bold, italic, nothing else.

An item is a paragraph that begins with "- " or "+ ", on screen as on paper, so no text is rewritten while it is typed
(input methods such as UniKey replace what they typed a moment ago). A sub-heading is kept in the block's format.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.markup import Block, BlockKind, parse_markup, pieces, to_markup
from cchc_desktop.text import clean
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.old_letters import wanted_as_typed
from cchc_desktop.ui.widgets.editor import tables
from cchc_desktop.ui.widgets.editor.document import (
    PREFIXES,
    block_format,
    char_format,
    is_bold,
    is_header,
    read_blocks,
    with_cells,
    write_blocks,
)
from cchc_desktop.ui.widgets.editor.html import in_lines, read_html, read_plain
from cchc_desktop.ui.widgets.editor.line_checks import LineChecks
from cchc_desktop.ui.widgets.editor.marks import TextMarks
from cchc_desktop.ui.widgets.long_words import wrap_mode
from cchc_desktop.ui.workspace import wait_cursor

_MARKERS = tuple(PREFIXES.values())
_MERGED = re.compile(r"(?:col|row)span\s?=\s?[\"']?(?:[2-9]|1\d)", re.IGNORECASE)
_MOST_PASTED = 4_000_000  # characters of HTML; more than a 500-page paper, and it is taken as plain text


class RichEditor(QTextEdit):
    """Edits light markup (`rules.markup`).

    Signals: `edited` the text was changed by the officer (not by `set_markup`); `told` what became of something pasted.
    """

    edited = Signal()
    told = Signal(str)

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
        self.checks = LineChecks(self)
        self._marks = TextMarks(self.document(), self._typing_at, self.checks)
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
        write_blocks(cursor, parse_markup(clean(markup)))
        cursor.endEditBlock()
        self.setUndoRedoEnabled(True)
        self._loading = False
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def markup(self) -> str:
        """The text as light markup, NFC; paragraphs without a word are left out, cells are not."""
        if self._markup is None:
            blocks = read_blocks(self.document())
            self._markup = to_markup([block for block in blocks if block.in_table or block.text.strip()])
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
            text = QApplication.clipboard().text()
            self._paste(in_lines(read_plain(text, wanted_as_typed(self, text))))

    def _paste(self, blocks: Iterable[Block]) -> bool:
        """Put in what was copied; False where it is refused, which has been told."""
        with wait_cursor():  # a paper of hundreds of pages takes a second or two
            refused = self._insert(tuple(blocks))
        if refused:
            alerts.show_error(self, refused)
        return not refused

    def _insert(self, blocks: Sequence[Block]) -> str:
        """Put blocks at the cursor as one step of undo; what to say where they are refused."""
        if not blocks:
            return ""
        if self.wordWrapMode() == wrap_mode(""):
            self.setWordWrapMode(wrap_mode("\n".join(block.text for block in blocks)))
        cursor = self.textCursor()
        if refused := tables.too_large(blocks):
            return refused
        if cursor.currentTable() is not None:
            return self._insert_in_cell(cursor, blocks)
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
        write_blocks(cursor, blocks)
        cursor.endEditBlock()
        self._go_on_at(cursor)
        return ""

    def _insert_in_cell(self, cursor: QTextCursor, blocks: Sequence[Block]) -> str:
        """Rows go into the table around the cursor, everything else as lines into its cell."""
        if len(list(pieces(blocks))) == 1 and blocks[0].in_table:
            if not tables.paste_rows(cursor, next(pieces(blocks))):
                return tables.too_large_sentence()
        else:
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            write_blocks(cursor, tuple(in_lines(blocks)))
            cursor.endEditBlock()
        self._go_on_at(cursor)
        return ""

    def _go_on_at(self, cursor: QTextCursor) -> None:
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
    def in_table(self) -> bool:
        """Whether the cursor is in a table."""
        return self.textCursor().currentTable() is not None

    @property
    def is_bold_anyway(self) -> bool:
        """Whether what stands at the cursor is bold by what it is: a sub-heading, the header of a table."""
        return self.in_heading or is_header(self.textCursor())

    @property
    def item_marker(self) -> str:
        """ "- ", "+ " or "", by how the cursor's paragraph begins."""
        start = self.textCursor().block().text()[:2]
        return start if start in _MARKERS else ""

    def set_heading(self, heading: bool) -> None:
        """Make the paragraphs of the selection sub-headings, or text again."""
        with_each = [block for block in self._chosen_blocks() if QTextCursor(block).currentTable() is None]
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
        look.setFontWeight(char_format(heading=heading or self.is_bold_anyway).fontWeight())
        self.setCurrentCharFormat(look)

    def toggle_item(self, marker: str) -> None:
        """Begin the paragraphs of the selection with "- " or "+ ", or take it away when all have it."""
        blocks = self._chosen_blocks()
        remove = all(block.text().startswith(marker) for block in blocks)
        edit = self.textCursor()
        edit.beginEditBlock()
        for block in blocks:
            cursor = QTextCursor(block)
            if block.text()[:2] in _MARKERS:
                cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 2)
                cursor.removeSelectedText()
            if not remove:
                cursor.insertText(marker, char_format())
        edit.endEditBlock()

    def toggle_bold(self) -> None:
        """Bold on or off, but for what is bold anyway."""
        if not self.is_bold_anyway:
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

    # Tables

    def ask_table(self) -> None:
        """Ask how large a table is to be, and put it below the cursor's paragraph."""
        from cchc_desktop.ui.dialogs.insert_table import ask_size

        size = ask_size(self)
        if size is not None:
            self.insert_table(*size)

    def insert_table(self, rows: int, columns: int) -> None:
        """Put an empty table below the cursor's paragraph; not into another table."""
        if self.isReadOnly() or self.in_table:
            return
        cursor = self.textCursor()
        tables.insert_table(cursor, rows, columns)
        self._go_on_at(cursor)
        self.setFocus()

    def _goes_to_cell(self, event: QKeyEvent) -> bool:
        """Whether Tab or Shift+Tab led to another cell."""
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or event.modifiers() & others or self.isReadOnly():
            return False
        cursor = self.textCursor()
        back = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not tables.step(cursor, not back):
            return False
        self._go_on_at(cursor)
        return True

    # What Qt asks

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._goes_to_cell(event):
            event.accept()
            return True
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
        marker = text[:2] if text[:2] in _MARKERS else ""
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
        self.checks.add_to_menu(menu, cursor, not self.isReadOnly())
        if not self.isReadOnly():
            self._add_table_menu(menu, cursor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.cursorRect(cursor).bottomLeft()) if by_keys else event.globalPos())

    def _add_table_menu(self, menu: QMenu, cursor: QTextCursor) -> None:
        menu.addSeparator()
        if cursor.currentTable() is not None:
            below = menu.addMenu(_("Table"))
            tables.fill_menu(below, QTextCursor(cursor), self._go_on_at)
        elif not self.in_table:
            insert = QAction(_("Insert a table…"), menu)
            insert.triggered.connect(lambda _checked=False: self.ask_table())
            menu.addAction(insert)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: HTML, and as plain text the cells of tables with tabs between them."""
        return with_cells(super().createMimeDataFromSelection(), self.textCursor().selection())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        html = source.html() if source.hasHtml() and len(source.html()) <= _MOST_PASTED else ""
        as_typed = wanted_as_typed(self, source.text(), html)
        with wait_cursor():
            blocks = read_html(html, as_typed) if html else read_plain(source.text(), as_typed)
        pasted = self._paste(blocks)
        if pasted and _MERGED.search(html) and any(block.in_table for block in blocks):
            self.told.emit(_("The table had merged cells: their words were repeated in each of the cells."))

    def _contents_changed(self, _position: int, removed: int, added: int) -> None:
        self._markup = None
        if not self._loading and (removed or added):
            self.edited.emit()
