"""Finding words in the task frame and replacing them: what would change is shown before it does."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import count
from cchc_desktop.ui.table_models.frame_cells import NUMBER, TRACKING, name_of
from cchc_desktop.ui.table_models.frame_finding import FoundCell, FoundColumn, FoundModel, find_cells
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, labelled, named_buttons
from cchc_desktop.ui.widgets.calm import CalmCombo

_PAUSE_MS = 150
Scope = tuple[str, Callable[[], Sequence[TaskRow]]]


class FindDialog(Dialog):
    """Stays open beside the grid. `replace` writes the ticked cells, `go` shows one in the grid."""

    lives_on = True
    enter_agrees = False

    def __init__(
        self,
        parent: QWidget,
        scopes: Sequence[Scope],
        replace: Callable[[Sequence[FoundCell], str], bool],
        go: Callable[[str, int], None],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Find and replace in the frame"))
        fit(self, 760, 520)
        self._scopes = list(scopes)
        self._replace_cells = replace
        self._go = go
        self.model = FoundModel()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self.words = self._field(_("Find"))
        self.by = self._field(_("Replace by"))
        self.column = CalmCombo()
        self.scope = CalmCombo()
        self.found = label("", "field")
        self.list = self._make_list()
        self.agree = button(_("Replace"), self.replace, "primary")
        self._fill()
        self._lay_out()
        self.search()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        named_buttons(field)
        field.setProperty(PASSING, True)
        field.textChanged.connect(lambda _text: self._pause.start())
        field.returnPressed.connect(self._go_on)
        return field

    def _fill(self) -> None:
        self.column.addItem(_("All columns"), NUMBER)
        for column in range(NUMBER + 1, TRACKING):
            self.column.addItem(name_of(column), column)
        for name, _tasks in self._scopes:
            self.scope.addItem(name)
        for combo in (self.column, self.scope):
            combo.activated.connect(lambda _place: self.search())

    def _make_list(self) -> QTableView:
        shown = QTableView()
        shown.setModel(self.model)
        shown.setAccessibleName(_("Cells that would change"))
        shown.verticalHeader().hide()
        shown.verticalHeader().setDefaultSectionSize(theme.px(26))
        shown.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        shown.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        shown.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        shown.setTabKeyNavigation(False)
        shown.setWordWrap(False)
        header = shown.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((FoundColumn.NUMBER, 84), (FoundColumn.COLUMN, 130), (FoundColumn.BEFORE, 250)):
            header.resizeSection(column, theme.px(width))
        header.setSectionResizeMode(FoundColumn.AFTER, QHeaderView.ResizeMode.Stretch)
        shown.activated.connect(lambda index: self._show(index.row()))
        shown.clicked.connect(lambda index: self._show(index.row()))
        self.model.dataChanged.connect(self._count)
        return shown

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words, where = QHBoxLayout(), QHBoxLayout()
        words.addWidget(labelled(_("Find"), self.words))
        words.addWidget(labelled(_("Replace by"), self.by))
        where.addWidget(labelled(_("In column"), self.column))
        where.addWidget(labelled(_("In rows"), self.scope))
        column.addLayout(words)
        column.addLayout(where)
        column.addWidget(label(_("Typed without marks, words with marks are found too."), "note"))
        column.addWidget(self.found)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def begin(self, words: str, scope: int) -> None:
        """Show the dialog with these words to find, in the rows of this scope."""
        if words:
            self.words.setText(words)
        self.scope.setCurrentIndex(scope)
        self.search()
        self.to_front()
        self.words.setFocus()
        self.words.selectAll()

    def enter(self) -> None:
        """Enter belongs to the fields and the list: the button is pressed by itself alone."""

    def _go_on(self) -> None:
        """From the words to what replaces them, then to the places."""
        self.search()
        if self.sender() is self.words:
            self.by.setFocus()
            self.by.selectAll()
        else:
            self.list.setFocus()

    def search(self) -> None:
        """Look for the words as they are typed now."""
        self._pause.stop()
        words, by = clean(self.words.text()).strip(), clean(self.by.text())
        chosen = self.column.currentData()
        columns = range(NUMBER + 1, TRACKING) if chosen == NUMBER else (chosen,)
        tasks = self._scopes[max(0, self.scope.currentIndex())][1]() if words else ()
        self.model.show_cells(find_cells(tasks, words, by, columns) if words else [], words, by)
        self._count()

    def _count(self) -> None:
        cells, ticked = self.model.cells, self.model.ticked()
        if not clean(self.words.text()).strip():
            self.found.setText(_("Type what is to be found."))
        elif not cells:
            self.found.setText(_("Nothing found."))
        else:
            number = sum(cell.count for cell in cells)
            words = ngettext("{count} place", "{count} places", number).format(count=count(number))
            in_cells = ngettext("in {count} cell", "in {count} cells", len(cells)).format(count=count(len(cells)))
            self.found.setText(f"{words} {in_cells}")
        self.agree.setEnabled(any(cell.after != cell.before for cell in ticked))
        words = ngettext("Replace in {count} cell", "Replace in {count} cells", len(ticked))
        if not clean(self.by.text()):
            words = ngettext("Delete from {count} cell", "Delete from {count} cells", len(ticked))
        self.agree.setText(words.format(count=count(len(ticked))) if ticked else _("Replace"))

    def _show(self, row: int) -> None:
        cell = self.model.cells[row]
        self._go(cell.guid, cell.column)

    def replace(self) -> None:
        """Write the ticked cells; what is left is looked for again."""
        cells = [cell for cell in self.model.ticked() if cell.after != cell.before]
        if cells and self._replace_cells(cells, clean(self.words.text()).strip()):
            self.search()
