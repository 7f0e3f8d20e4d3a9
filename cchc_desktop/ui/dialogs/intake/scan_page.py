"""The pages of a scan beside the words in them that are not sure: looked at together, put right in place."""

from collections.abc import Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.readers.pdf_file import shown_page
from cchc_desktop.readers.scan_doubts import context_of
from cchc_desktop.readers.source import ScannedPage, Source, Unsure
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.jobs import QuietJob
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.calm import CalmCombo

_PAGE, _WORD, _CONTEXT = range(3)
_AROUND = 2.0  # points around a word that is marked
_CONTEXT_LETTERS = 160
_Picture = tuple[bytes, float]


class ScanPage(QWidget):
    """Signal: `put_right(list)` all words that the officer has put right so far, as pairs of `Unsure` and text."""

    put_right = Signal(object)

    def __init__(self, path: Path, source: Source) -> None:
        super().__init__()
        self._path, self._source = path, source
        self._right: dict[int, str] = {}
        self._pictures: dict[int, tuple[QImage, float]] = {}
        self.page_box = CalmCombo()
        self.page_box.setAccessibleName(_("Page of the scan"))
        for scan in source.scans:
            self.page_box.addItem(_("Page {page}").format(page=scan.number), scan.number)
        self.words = QTableWidget(len(source.unsure), 3)
        self.picture = QLabel(_("The page is being drawn…"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.area = QScrollArea()
        self.area.setWidget(self.picture)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Picture of the page"))
        self._lay_out()
        self._fill()
        self.page_box.activated.connect(self._page_chosen)
        self.words.currentCellChanged.connect(self._show_word)
        self.words.itemChanged.connect(self._changed)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(6))
        words = _(
            "Compare each word with the picture; where it is wrong, type the right one over it. What you type is what "
            "is taken in."
        )
        column.addWidget(label(words if self._source.unsure else _("Every word seems sure."), "secondary", wrap=True))
        column.addWidget(self.words, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.page_box)
        column.addWidget(self.area, 1)
        both = QSplitter()
        both.addWidget(left)
        both.addWidget(right)
        both.setChildrenCollapsible(False)
        both.setSizes([theme.px(460), theme.px(540)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(8), 0, 0)
        row.addWidget(both)

    def _fill(self) -> None:
        table = self.words
        table.setAccessibleName(_("Words that are not sure"))
        table.setHorizontalHeaderLabels([_("Page"), _("Read as"), _("Where it stands")])
        table.verticalHeader().hide()
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setProperty("box", "rows")
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_CONTEXT, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(_PAGE, theme.px(56))
        table.setColumnWidth(_WORD, theme.px(112))
        for at, one in enumerate(self._source.unsure):
            context = context_of(self._source, one).replace("\n", " ")[:_CONTEXT_LETTERS]
            for column, text in enumerate((str(one.page), one.text, context)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column != _WORD:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                table.setItem(at, column, item)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def begin(self) -> None:
        """Show the first word that is not sure, or the first page."""
        if self._pictures:
            return
        if self._source.unsure:
            self.words.setCurrentCell(0, _WORD)
        else:
            self._show_page(self._source.scans[0].number)

    # Putting right

    def _changed(self, item: QTableWidgetItem) -> None:
        at, text = item.row(), clean(item.text()).strip()
        if item.column() != _WORD:
            return
        if text == self._source.unsure[at].text:
            self._right.pop(at, None)
        else:
            self._right[at] = text
        self.put_right.emit([(self._source.unsure[at], text) for at, text in sorted(self._right.items())])

    # The picture

    def _current(self) -> Unsure | None:
        row = self.words.currentRow()
        return self._source.unsure[row] if 0 <= row < len(self._source.unsure) else None

    def _page_chosen(self, _at: int) -> None:
        self._show_page(self.page_box.currentData())

    def _show_word(self, row: int, *_before: int) -> None:
        if 0 <= row < len(self._source.unsure):
            self._show_page(self._source.unsure[row].page)

    def _show_page(self, number: int) -> None:
        self.page_box.setCurrentIndex(self.page_box.findData(number))
        if number in self._pictures:
            self._paint(number)
            return
        scan = next(scan for scan in self._source.scans if scan.number == number)
        self.picture.setText(_("The page is being drawn…"))
        QuietJob(self, self._drawn, self._failed).start(partial(_drawing, self._path, scan))

    def _drawn(self, found: tuple[int, _Picture]) -> None:
        number, (data, dots) = found
        self._pictures = {number: (QImage.fromData(data), dots)}  # one page is five million bytes
        if self.page_box.currentData() == number:
            self._paint(number)

    def _failed(self, error: UserError) -> None:
        self.picture.setText(str(error))
        self.picture.setWordWrap(True)

    def _paint(self, number: int) -> None:
        """The page with the words that are not sure marked; the one at hand stands out and is brought into view."""
        plain, dots = self._pictures[number]
        shown, current = plain.copy(), self._current()
        pen = QPainter(shown)
        at_hand = None
        for one in self._source.unsure:
            if one.page != number:
                continue
            x0, top, x1, bottom = one.box
            box = QRectF(x0 - _AROUND, top - _AROUND, x1 - x0 + 2 * _AROUND, bottom - top + 2 * _AROUND)
            box = QRectF(box.topLeft() * dots, box.size() * dots)
            if one is current:
                at_hand = box
            pen.fillRect(box, QColor(255, 214, 0, 110 if one is current else 55))
            pen.setPen(QPen(QColor(200, 60, 0) if one is current else QColor(200, 160, 0), 3 if one is current else 1))
            pen.drawRect(box)
        pen.end()
        self.picture.setPixmap(QPixmap.fromImage(shown))
        self.picture.setFixedSize(shown.size())
        if at_hand is not None:
            middle = at_hand.center().toPoint()
            size = self.area.viewport().size()
            self.area.ensureVisible(middle.x(), middle.y(), size.width() // 2 - 1, size.height() // 2 - 1)


def _drawing(path: Path, scan: ScannedPage) -> Generator[Progress, None, tuple[int, _Picture]]:
    yield Progress(0, 0, "")
    return scan.number, shown_page(path, scan)
