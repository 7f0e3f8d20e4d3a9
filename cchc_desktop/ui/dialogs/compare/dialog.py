"""Two papers side by side: what differs is marked word by word, and gone through from one place to the next."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextTable
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.paper_blocks import ComparedBlock, differs
from cchc_desktop.services.papers.compared_words import counted, limits_told
from cchc_desktop.services.papers.comparing import ComparedPapers
from cchc_desktop.ui import theme
from cchc_desktop.ui.compared_html import LONGEST, WIDTHS, notes_html, table_html
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label

_PAGE, _PAGE_LETTERS = 100, 60_000  # rows and letters that are laid out at a time


class ComparedDialog(Dialog):
    """Stays open beside the tabs; nothing is changed.

    Signals: `again(pass_years)` compare anew; `writing` write what is shown as a file.
    """

    again = Signal(bool)
    writing = Signal()
    enter_agrees = False

    def __init__(self, parent: QWidget | None, compared: ComparedPapers) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Two papers compared"))
        fit(self, 1240, 640)
        self.compared = compared
        self._rows: list[ComparedBlock] = []
        self._starts = [0]  # of the pages, among the rows
        self._page = 0
        self.current = -1  # the place of the difference that is led to
        self.verdict = label("", wrap=True)
        self.only = QCheckBox(_("Only what differs"))
        self.pass_small = QCheckBox(_("Pass over numbers of rows, capitals, blanks, places of tones"))
        self.pass_years = QCheckBox(_("Pass over years"))
        self.only.setChecked(True)
        self.place = label("", "note")
        self.previous = button(_("Previous (Shift+F3)"), lambda: self.step(-1), icon_name="arrow-up")
        self.next = button(_("Next (F3)"), lambda: self.step(1), icon_name="arrow-down")
        self.view = QTextBrowser()
        self.view.setAccessibleName(_("Both papers side by side"))
        self.view.setOpenLinks(False)
        self.pages = QWidget()
        self.page_words = label("", "note")
        self._lay_out()
        self.only.toggled.connect(lambda _on: self._list())
        self.pass_small.toggled.connect(lambda _on: self._list())
        self.pass_years.toggled.connect(self.again.emit)
        for keys, by in (("F3", 1), ("Shift+F3", -1), ("Alt+Down", 1), ("Alt+Up", -1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.step(by))
        self.show_compared(compared)
        self.view.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(self.verdict)
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(12))
        for one in (self.only, self.pass_small, self.pass_years):
            tools.addWidget(one)
        tools.addStretch(1)
        column.addLayout(tools)
        heads = QHBoxLayout()
        self.titles = tuple(label("", "field", wrap=True) for _width in WIDTHS)
        for title, width in zip(self.titles, WIDTHS, strict=True):
            title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            heads.addWidget(title, width)
        column.addLayout(heads)
        column.addWidget(self.view, 1)
        turning = QHBoxLayout(self.pages)
        turning.setContentsMargins(0, 0, 0, 0)
        turning.addWidget(button(_("Earlier rows"), lambda: self._turn(-1)))
        turning.addWidget(button(_("Further rows"), lambda: self._turn(1)))
        turning.addWidget(self.page_words)
        turning.addStretch(1)
        column.addWidget(self.pages)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        for widget in (self.previous, self.next, self.place):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(button(_("Write as a file…"), self.writing.emit, icon_name="file-export"))
        foot.addWidget(button(_("Close"), self.reject, "primary"))
        column.addLayout(foot)

    @property
    def small(self) -> bool:
        """Whether numbers of rows, capitals, blanks and places of tones count as differing."""
        return not self.pass_small.isChecked()

    def show_compared(self, compared: ComparedPapers) -> None:
        """Show how two papers differ, from the first difference on."""
        self.compared = compared
        self.pass_years.blockSignals(True)
        self.pass_years.setChecked(compared.pass_years)
        self.pass_years.blockSignals(False)
        for title, words in zip(self.titles[1:], (compared.before.title, compared.after.title), strict=True):
            title.setText(words)
        self._list()

    def _list(self) -> None:
        found, only = self.compared.found, self.only.isChecked()
        self.verdict.setText(counted(found, self.small))
        self._rows = [row for row in found.rows if not only or differs(row, self.small)]
        self._differing = [at for at, row in enumerate(self._rows) if differs(row, self.small)]
        self._starts = _page_starts(self._rows)
        self.current = -1
        self._show_page(0)
        self._tell()

    def _show_page(self, page: int) -> None:
        self._page = page
        first, last = [*self._starts, len(self._rows)][page : page + 2]
        notes = [*limits_told(self.compared.found)]
        for side in (self.compared.before, self.compared.after):
            notes += [f"{side.title}: {warning}" for warning in side.warnings]
        shown = self._rows[first:last]
        above = notes_html(notes) if page == 0 else ""
        self.view.setHtml(above + (table_html(shown, self.compared.found, self.small) if shown else ""))
        self.pages.setVisible(len(self._starts) > 1)
        words = _("Rows {first} to {last} of {count}")
        self.page_words.setText(words.format(first=first + 1, last=last, count=len(self._rows)))

    def _turn(self, by: int) -> None:
        page = self._page + by
        if 0 <= page < len(self._starts):
            self.current = self._starts[page] - 1  # the next difference is the first of the page
            self._show_page(page)

    def step(self, by: int) -> None:
        """Lead to the next difference, or the one before; from the last to the first."""
        if not self._differing:
            return
        if by > 0:
            self.current = next((at for at in self._differing if at > self.current), self._differing[0])
        else:
            self.current = next((at for at in reversed(self._differing) if at < self.current), self._differing[-1])
        self._show_page(bisect_right(self._starts, self.current) - 1)
        self._mark(self.current - self._starts[self._page])
        self._tell()

    def _mark(self, row: int) -> None:
        """A ground behind the first cell of the row that is led to, and the row in sight."""
        frames = self.view.document().rootFrame().childFrames()
        table = next((frame for frame in frames if isinstance(frame, QTextTable)), None)
        if table is None:
            return
        cell = table.cellAt(row, 0)
        look = cell.format()
        look.setBackground(theme.tokens().accent_tint)
        cell.setFormat(look)
        self.view.setTextCursor(cell.firstCursorPosition())
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + self.view.cursorRect().top() - theme.px(48))

    def _tell(self) -> None:
        many = len(self._differing)
        at = self._differing.index(self.current) + 1 if self.current in self._differing else 0
        self.place.setText(_("{at} of {count}").format(at=at or "-", count=many) if many else "")
        self.previous.setEnabled(bool(many))
        self.next.setEnabled(bool(many))

    def enter(self) -> None:
        """Enter leads to the next difference."""
        self.step(1)


def _page_starts(rows: Sequence[ComparedBlock]) -> list[int]:
    """The first row of each page: no page has more rows, nor much more letters, than are laid out at once."""
    starts, letters = [0], 0
    for at, row in enumerate(rows):
        own = sum(min(LONGEST, len(text)) for cell in row.cells for text in (cell.before, cell.after))
        if at > starts[-1] and (at - starts[-1] == _PAGE or letters + own > _PAGE_LETTERS):
            starts.append(at)
            letters = 0
        letters += own
    return starts
