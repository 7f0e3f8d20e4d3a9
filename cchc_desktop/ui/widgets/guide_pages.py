"""The text of the user guide: bundled Markdown with pictures that fit the width; nothing is loaded from elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import fold
from cchc_desktop.ui import theme

_MARGIN = 24  # around the text, pixels at 100 %
_LINE = 132  # per cent of the font's height
_SIZES = {1: 22, 2: 18, 3: 14}  # of headings by level, pixels at 100 %
_PAUSE_MS = 150
_OBJECT = "\ufffc"  # stands for a picture in a document's text


@dataclass(frozen=True)
class Heading:
    """A heading of the guide; `anchor` is what links after "#" name it by."""

    level: int
    text: str
    anchor: str


def guide_folder() -> Path:
    """Where the guide and its pictures lie."""
    return paths.resources() / "guide"


def read_guide() -> str:
    """The guide as Markdown; raises `UserError` when it is not there."""
    try:
        return (guide_folder() / "huong_dan_su_dung.md").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UserError(_("The guide is missing or damaged. Install the program again.")) from error


def anchor_of(heading: str) -> str:
    """ "4. Khung nhiệm vụ" as "4-khung-nhiệm-vụ", as Markdown viewers name headings."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


class GuidePages(QTextBrowser):
    """Signals: `heading_reached(anchor)`: the heading over what is at the top of the view."""

    heading_reached = Signal(str)

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self._markdown = markdown
        self._width = 0  # of the pictures, in pixels; 0 until the text is laid out
        self.setProperty("box", "bare")
        self.setOpenLinks(False)
        self.setAccessibleName(_("User guide"))
        self.anchorClicked.connect(lambda url: self.show_anchor(QUrl.fromPercentEncoding(url.fragment().encode())))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._lay_out_again)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._say_heading())
        self._lay_out()

    # Laid out

    def _picture_width(self) -> int:
        return max(theme.px(320), self.viewport().width() - 2 * theme.px(_MARGIN))

    def _lay_out(self) -> None:
        self._width = self._picture_width()
        document = self.document()
        document.setDefaultFont(theme.font(13))
        self.setMarkdown(self._markdown)
        document.setDocumentMargin(theme.px(_MARGIN))
        for block in _blocks(document):
            _dress(block)
        for table in _tables(document):
            _dress_table(table)

    def _lay_out_again(self) -> None:
        """The width is another: pictures are made again for it, and the place that was read stays at the top."""
        if self._picture_width() == self._width:
            return
        place = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        self._lay_out()
        self._scroll_to(self.document().findBlock(place))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A bundled picture, made smaller with care when it is wider than the view; nothing else is ever loaded."""
        if kind != int(QTextDocument.ResourceType.ImageResource.value):
            return None
        path = (guide_folder() / QUrl(name).path()).resolve()
        if not path.is_relative_to(guide_folder().resolve()):
            return None
        image = QImage(str(path))
        ratio = self.devicePixelRatioF()
        if image.width() > self._width * ratio:
            image = image.scaledToWidth(round(self._width * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(max(1.0, image.width() / self._width))
        return image

    # Asked for

    def headings(self) -> list[Heading]:
        """All headings, in the order of the text."""
        return [
            Heading(block.blockFormat().headingLevel(), block.text(), anchor_of(block.text()))
            for block in _blocks(self.document())
            if block.blockFormat().headingLevel()
        ]

    def show_anchor(self, anchor: str) -> None:
        """Bring a heading to the top of the view."""
        found = (block for block in _blocks(self.document()) if block.blockFormat().headingLevel())
        block = next((block for block in found if anchor_of(block.text()) == anchor), None)
        if block is not None:
            self.setTextCursor(QTextCursor(block))
            self._scroll_to(block)

    def find_folded(self, query: str, onward: bool = False) -> bool:
        """Choose the first place with these words, or with `onward` the next one; without regard to marks and case."""
        wanted = fold(query)
        start = self.textCursor().selectionEnd() if onward else 0
        blocks = list(_blocks(self.document()))
        here = next((n for n, block in enumerate(blocks) if block.position() + block.length() > start), 0)
        for turn, block in enumerate(blocks[here:] + blocks[: here + 1]):
            offset = max(0, start - block.position()) if turn == 0 else 0
            place = fold(block.text()).find(wanted, offset)
            if place >= 0:
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + place)
                cursor.setPosition(
                    min(block.position() + place + len(wanted), block.position() + block.length() - 1),
                    QTextCursor.MoveMode.KeepAnchor,
                )
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
                return True
        return False

    def _scroll_to(self, block: QTextBlock) -> None:
        if block.isValid():
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(round(top) - theme.px(8))

    def _say_heading(self) -> None:
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        while block.isValid() and block.blockFormat().headingLevel() not in (2, 3):
            block = block.previous()
        if block.isValid():
            self.heading_reached.emit(anchor_of(block.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _tables(document: QTextDocument) -> Iterator[QTextTable]:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            yield frame


def _dress(block: QTextBlock) -> None:
    """Line height, distances, size of headings, keys as they look on a keyboard; pictures keep their own height."""
    level = block.blockFormat().headingLevel()
    look = QTextBlockFormat()
    if _OBJECT not in block.text():
        look.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    look.setTopMargin(theme.px({1: 0, 2: 22, 3: 12}.get(level, 0)))
    look.setBottomMargin(theme.px(3 if block.textList() is not None else 7))
    cursor = QTextCursor(block)
    cursor.mergeBlockFormat(look)
    if level:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        letters = QTextCharFormat()
        letters.setFont(theme.font(_SIZES.get(level, 13), 600))
        cursor.setCharFormat(letters)
        return
    for start, end in _fixed_pitch(block):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        letters = QTextCharFormat()
        letters.setFont(theme.font(12))
        letters.setBackground(theme.tokens().band)
        cursor.setCharFormat(letters)


def _fixed_pitch(block: QTextBlock) -> list[tuple[int, int]]:
    """Where keys, file endings and commands stand in a block."""
    found = []
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        if fragment.charFormat().fontFixedPitch():
            found.append((fragment.position(), fragment.position() + fragment.length()))
        fragments += 1
    return found


def _dress_table(table: QTextTable) -> None:
    look = table.format()
    look.setBorder(1)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(theme.tokens().line)
    look.setBorderCollapse(True)
    look.setCellPadding(theme.px(5))
    look.setCellSpacing(0)
    look.setTopMargin(theme.px(4))
    look.setBottomMargin(theme.px(10))
    table.setFormat(look)
