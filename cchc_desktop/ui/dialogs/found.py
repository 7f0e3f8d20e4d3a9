"""Everything that was found, by kinds: beside the window, so that one look after the other can be taken."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules import localised
from cchc_desktop.services.search.file_texts import unread_words
from cchc_desktop.services.search.kinds import kind_names
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.searching import Asker, Searching, standing_words
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, named_buttons
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.found_list import FoundList
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.services.search.asking import Answer
    from cchc_desktop.services.search.finding import Hit
    from cchc_desktop.services.search.keeping import Standing

_PAUSE_MS = 120
_MOST = 300
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class FoundDialog(Dialog):
    """Signals: `chosen(Hit, query)` the officer wants to see this; the window stays."""

    chosen = Signal(object, str)

    def __init__(self, workspace: Workspace, searching: Searching, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._searching = workspace, searching
        self._asker = Asker(searching, self, _MOST, _PAUSE_MS)
        self._hits: tuple[Hit, ...] = ()
        self._entered = False  # Enter was pressed before the answer came
        self.setWindowTitle(_("Search everywhere"))
        fit(self, 860, 600)
        self.search = QLineEdit()
        self.kind, self.year = CalmCombo(), CalmCombo()
        self.list = FoundList()
        self.counts, self.standing = label("", "secondary", wrap=True), label("", "note", wrap=True)
        self.go = button(_("Go there"), self._go, "primary")
        self._lay_out()
        self._fill_years()
        self._fill_kinds()
        self._connect()
        self._show_standing(searching.standing)
        self.search.setFocus()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(_("Search; diacritics are not needed"))
        self.search.setAccessibleName(_("Search everywhere"))
        self.search.setProperty(PASSING, True)
        self.search.installEventFilter(self)
        named_buttons(self.search, leading=icons.icon("search", "secondary", 16))
        self.kind.setAccessibleName(_("What is listed"))
        self.year.setAccessibleName(_("Year"))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.search, 1)
        head.addWidget(self.kind)
        head.addWidget(self.year)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.standing, 1)
        foot.addWidget(button(_("Close"), self.close))
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.counts)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._ask())
        self.year.currentIndexChanged.connect(lambda _place: self._ask())
        self.kind.currentIndexChanged.connect(lambda _place: self._list())
        self.list.picked.connect(lambda _hit: self.search.setFocus())
        self.list.itemDoubleClicked.connect(lambda _item: self._go())
        self.list.currentRowChanged.connect(lambda _row: self.go.setEnabled(self.list.is_on_hit))
        self._asker.answered.connect(self.show_answer)
        self._searching.went_on.connect(self._show_standing)
        stay_beside(self, self._workspace, of_year=False)

    def _fill_years(self) -> None:
        self.year.addItem(_("All years"), None)
        for year in sorted(self._workspace.years, reverse=True):
            self.year.addItem(_("Year {year}").format(year=year), year)

    def _fill_kinds(self) -> None:
        """Offer the kinds of what was found; the one that was chosen stays chosen where it is still there."""
        chosen, names = self.kind.currentData(), kind_names()
        with QSignalBlocker(self.kind):
            self.kind.clear()
            self.kind.addItem(_("All kinds"), "")
            for kind in dict.fromkeys(hit.kind for hit in self._hits):
                self.kind.addItem(names[kind], kind)
            self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))

    # Asking

    def ask(self, query: str) -> None:
        """Look for these words."""
        self.search.setText(query)
        self.search.selectAll()
        self.search.setFocus()
        self._ask()
        self._asker.hurry()

    def _ask(self) -> None:
        self._entered = False
        self._asker.type(self.search.text(), self.year.currentData())
        if not self.search.text().strip():
            self._hits = ()
            self._fill_kinds()
            self._list()

    def show_answer(self, answer: "Answer") -> None:
        """Show what was found."""
        self._hits = answer.hits
        self._fill_kinds()
        self._list()
        self.list.query = answer.query
        if self._entered:
            self._entered = False
            self._go()

    def _list(self) -> None:
        kind = self.kind.currentData()
        shown = [hit for hit in self._hits if kind in ("", hit.kind)]
        again = self.list.query == self.search.text().strip()
        row = self.list.currentRow()
        asked = bool(self.search.text().strip())
        self.list.show_groups(shown, [_("Nothing found. Try fewer words.")] if asked and not shown else [])
        if again and 0 < row < self.list.count():
            self.list.setCurrentRow(row)
        words = ngettext("{count} place", "{count} places", len(shown)).format(count=localised.number(len(shown)))
        if len(self._hits) >= _MOST:
            words = _("The best {count} are shown. More words, or a year, narrow them down.").format(count=_MOST)
        self.counts.setText(words if asked else _("Type words; Up and Down choose, Enter goes there."))
        self.go.setEnabled(self.list.is_on_hit)

    def _show_standing(self, standing: "Standing | None") -> None:
        """How far the dossier is listed, and what the list takes."""
        words = standing_words(standing)
        if not words and standing is not None:
            words = _("The list of words takes {size} in the program's folder on this computer.").format(
                size=localised.file_size(standing.size)
            )
            if standing.unread:
                words += f" {unread_words(standing.unread)}"
        self.standing.setText(words)

    # Going

    def _go(self) -> None:
        if (hit := self.list.hit) is not None:
            self.chosen.emit(hit, self.search.text().strip())

    def enter(self) -> None:
        """Enter goes to what is chosen, from wherever it is pressed; what is still looked for first."""
        self._entered = self._asker.is_waiting
        if self._entered:
            self._asker.hurry()
        else:
            self._go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while words are typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _STEPS.get(Qt.Key(event.key()))
            if by is not None:
                for _step in range(abs(by)):
                    self.list.step(1 if by > 0 else -1)
                return True
        return super().eventFilter(watched, event)
