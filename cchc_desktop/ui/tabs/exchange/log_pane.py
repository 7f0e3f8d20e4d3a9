"""The log of packages with what is looked for in it: a word of the receiver or the content, a direction."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from cchc_desktop.i18n import _
from cchc_desktop.models.package_log_rows import PackageLogRow
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.package_log import PackageLogModel
from cchc_desktop.ui.tabs.exchange.log_table import LogTable
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.calm import CalmCombo


class LogPane(QFrame):
    """The log of one year. Signals: `chosen` a line, a PackageLogRow, was selected."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "pane")
        self.setMinimumWidth(theme.px(300))
        self.model = PackageLogModel(self)
        self._year = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_search())
        self.table = LogTable(self.model)
        # Not the current row: a table that gets the focus back makes its first row current by itself.
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._selected())
        self.nothing = label("", "secondary", wrap=True)
        self.nothing.setContentsMargins(*(theme.px(14),) * 4)
        self.nothing.hide()
        self.model.modelReset.connect(self._tell_nothing)
        column.addWidget(self.nothing)
        column.addWidget(self.table)

    def _build_search(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(10), theme.px(5), theme.px(10), theme.px(5))
        row.setSpacing(theme.px(8))
        self.search = QLineEdit()
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self, self.begin_search)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.search.setPlaceholderText(_("Find a receiver or a content"))
        self.search.setAccessibleName(_("Find a receiver or a content"))
        self.search.setMinimumWidth(theme.px(100))
        self.search.setMaximumWidth(theme.px(230))
        self.search.textChanged.connect(lambda _text: self._filter())
        self.direction = CalmCombo()
        self.direction.setAccessibleName(_("Direction"))
        for words, value in ((_("Sent and received"), ""), (_("Sent"), "sent"), (_("Received"), "received")):
            self.direction.addItem(words, value)
        self.direction.currentIndexChanged.connect(lambda _place: self._filter())
        row.addWidget(self.search, 1)
        row.addWidget(self.direction)
        row.addStretch(1)
        return row

    def begin_search(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def show_rows(self, rows: tuple[PackageLogRow, ...], year: int) -> None:
        """Show the log of a year, as far as it is looked for."""
        self._year = year
        self.model.show_rows(rows)
        self._filter()

    def _filter(self) -> None:
        self.model.filter(self.search.text(), str(self.direction.currentData() or ""))

    def _tell_nothing(self) -> None:
        """Say why the log is empty, where it is."""
        sought = bool(self.search.text().strip() or self.direction.currentData())
        self.nothing.setText(
            _("No package matches what is looked for.")
            if sought
            else _(
                "No package was sent or received in {year} yet. Make one on the right, or open one that came."
            ).format(year=self._year)
        )
        self.nothing.setVisible(self.model.rowCount() == 0)

    def _selected(self) -> None:
        places = self.table.selectionModel().selectedRows()
        row = self.model.row_at(places[0].row()) if places else None
        if row is not None:
            self.chosen.emit(row)

    def choose(self, guid: str) -> bool:
        """Select a line by its guid; False where it is not shown."""
        place = self.model.place_of(guid)
        if place >= 0:
            self.table.selectRow(place)
        return place >= 0
