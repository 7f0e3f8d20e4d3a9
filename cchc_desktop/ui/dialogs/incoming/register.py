"""The register of incoming papers: what arrived in a year, its files, deadlines and tasks, the list as a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.incoming_rows import IncomingRow
from cchc_desktop.services.papers.incoming import (
    add_incoming_files,
    incoming_bytes,
    incoming_years,
    link_tasks,
    read_incoming,
    read_one_incoming,
    remove_incoming,
    remove_incoming_file,
    set_done,
)
from cchc_desktop.services.papers.incoming_files import export_incoming, read_kept
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog, show_files
from cchc_desktop.ui.dialogs.incoming.detail import IncomingDetail
from cchc_desktop.ui.dialogs.incoming.owners import OwnerDialog, task_entries
from cchc_desktop.ui.dialogs.incoming.paper import IncomingPaperDialog
from cchc_desktop.ui.opening import open_bytes
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.places import Purpose, ask_files, documents_folder
from cchc_desktop.ui.table_models.incoming import IncomingColumn, IncomingModel, counted
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, link, named_buttons
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.register_table import dress
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.workspace import Workspace, wait_cursor

_WIDTHS = {
    IncomingColumn.ARRIVAL: 62,
    IncomingColumn.ARRIVED: 84,
    IncomingColumn.ISSUER: 150,
    IncomingColumn.NUMBER: 140,
    IncomingColumn.RECEIVER: 130,
    IncomingColumn.DUE: 136,
}


class IncomingRegisterDialog(Dialog):
    """Stays open beside the window and follows it; a double click or Enter opens the paper's first file.

    Signals: `papers_wanted` papers are to be taken in from files, `task_wanted(guid)` a task is to be shown.
    """

    papers_wanted = Signal()
    task_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace, self._dossier = workspace, workspace.dossier
        self.setWindowTitle(_("Register of incoming papers"))
        fit(self, 1080, 620)
        self.model = IncomingModel(workspace.today, self)
        self.table = QTableView()
        self.year = CalmCombo()
        self.search = QLineEdit()
        self.open_only = QCheckBox(_("Only what is still to be dealt with"))
        self.detail = IncomingDetail(self._dossier)
        self.counts = label("", "secondary")
        self.open_file = button(_("Open the file"), self.open_first, "primary", "file")
        self.edit = button(_("Edit…"), self.edit_row, icon_name="edit")
        self.settle = button(_("Dealt with"), self.turn_done, icon_name="check")
        self.add_files = link(_("Add files…"), self._ask_files)
        self.add_task = link(_("Link a task…"), self._ask_task)
        self.remove = link(_("Take out of the register"), self.remove_row)
        self._lay_out()
        self._fill_years(workspace.year)
        self._connect()
        self.read()
        self.table.setFocus()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(_("Search; diacritics are not needed"))
        self.search.setAccessibleName(_("Search"))
        named_buttons(self.search)
        self.search.setProperty(PASSING, True)
        self.year.setAccessibleName(_("Year"))
        dress(self.table, self.windowTitle(), self.model, _WIDTHS, IncomingColumn.TITLE)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.year)
        head.addWidget(self.search, 1)
        head.addWidget(self.open_only)
        self.from_files = button(_("Take in from files…"), self.papers_wanted.emit, icon_name="file-import")
        self.by_hand = button(_("Register a paper…"), self.register, icon_name="plus")
        for made in (self.from_files, self.by_hand):
            head.addWidget(made)
        head.addWidget(button(_("Export…"), self._ask_export, icon_name="file-export"))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.detail)
        parts.setChildrenCollapsible(False)
        parts.setSizes([theme.px(340), theme.px(130)])
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(parts, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.counts)
        foot.addSpacing(theme.px(8))
        for made in (self.add_files, self.add_task, self.remove):
            foot.addWidget(made)
        foot.addStretch(1)
        for widget in (self.settle, self.edit, self.open_file):
            foot.addWidget(widget)
        foot.addWidget(button(_("Close"), self.close))
        return foot

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _place: self.read())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.open_only.toggled.connect(lambda _on: self._filter())
        self.table.doubleClicked.connect(lambda _index: self.open_first())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._refresh())
        self.detail.file_wanted.connect(self.open)
        self.detail.file_dropped.connect(lambda guid: self._run(remove_incoming_file, file_guid=guid))
        self.detail.task_wanted.connect(self.task_wanted)
        self.detail.task_dropped.connect(self._unlink)
        self._workspace.changed.connect(self._follow)
        self._workspace.year_changed.connect(self._show_year)
        undo_keys(self, self._workspace)
        stay_beside(self, self._workspace, of_year=False)

    def _fill_years(self, chosen: int) -> None:
        years = {*self._workspace.years, *incoming_years(self._dossier), chosen}
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in sorted(years, reverse=True):
                self.year.addItem(_("Year {year}").format(year=year), year)
            self.year.setCurrentIndex(self.year.findData(chosen))

    def _show_year(self, year: int) -> None:
        """Another year is shown in the window."""
        self._fill_years(year)
        self.read()

    # Shown

    def read(self) -> None:
        """Read the year again; the line that was chosen stays chosen."""
        chosen = self.current()
        place = max(self.table.currentIndex().row(), 0)
        rows = read_incoming(self._dossier, self.year.currentData())
        self.model.show_rows(rows, self.search.text(), self.open_only.isChecked())
        kept = self.model.place_of(chosen.guid) if chosen is not None else -1
        self._choose(kept if kept >= 0 else place)

    def show_guid(self, guid: str) -> None:
        """Show the year of a line and choose it, whatever was searched for; a line that is gone chooses none."""
        try:
            year = read_one_incoming(self._dossier, guid).year
        except UserError as error:
            alerts.show_error(self, error)
            return
        with QSignalBlocker(self.search), QSignalBlocker(self.open_only):
            self.search.clear()
            self.open_only.setChecked(False)
        self._fill_years(year)
        self.read()
        self._choose(self.model.place_of(guid))

    def _follow(self, change: Change) -> None:
        if change.touches("incoming_paper", "incoming_file", "incoming_task", "task", "work_year"):
            self._fill_years(self.year.currentData())
            self.read()

    def enter(self) -> None:
        """Enter in the search leads to what was found; on a line it opens its file."""
        if self.focusWidget() is self.search:
            self.table.setFocus()
        else:
            super().enter()

    def _filter(self) -> None:
        self.model.filter(self.search.text(), self.open_only.isChecked())
        self._choose(0)

    def _choose(self, place: int) -> None:
        count = self.model.rowCount()
        self.table.setCurrentIndex(self.model.index(min(place, count - 1), 0))
        searched = bool(self.search.text().strip()) or self.open_only.isChecked()
        none = _("No paper is found.") if searched else _("No paper was registered in this year yet.")
        self.counts.setText(counted(count) if count else none)
        self._refresh()

    def current(self) -> IncomingRow | None:
        """The line that is chosen."""
        return self.model.row_at(self.table.currentIndex().row())

    def _refresh(self) -> None:
        """Offer what can be done with the line that is chosen."""
        row, writes = self.current(), not self._workspace.read_only
        self.detail.show_row(row, writes)
        for made in (self.from_files, self.by_hand):
            made.setVisible(writes)
        for made in (self.edit, self.settle, self.add_files, self.add_task, self.remove):
            made.setVisible(writes and row is not None)
        self.open_file.setEnabled(row is not None and bool(row.files))
        self.open_file.setToolTip("" if row is None or row.files else _("No file is kept of this paper."))
        is_done = row is not None and row.facts.done_on is not None
        self.settle.setText(_("Still to be dealt with") if is_done else _("Dealt with"))

    # Changed

    def _run(self, verb: object, **arguments: object) -> bool:
        return self._workspace.run_across(verb, **arguments) is not None  # type: ignore[arg-type]

    def register(self) -> None:
        """Register a paper by hand, as one that came on paper."""
        dialog = IncomingPaperDialog(self._workspace, parent=self)
        if dialog.exec():
            self.show_guid(dialog.guid)

    def edit_row(self) -> None:
        """Correct what is registered of the chosen paper."""
        row = self.current()
        if row is not None and IncomingPaperDialog(self._workspace, row, self).exec():
            self.show_guid(row.guid)

    def turn_done(self) -> None:
        """The chosen paper was dealt with today, or is open again."""
        row = self.current()
        if row is not None:
            done = None if row.facts.done_on is not None else self._workspace.today
            self._run(set_done, incoming_guid=row.guid, done_on=done)

    def remove_row(self) -> None:
        """Take the chosen line out of the register; undo brings it back."""
        row = self.current()
        if row is not None and self._run(remove_incoming, incoming_guid=row.guid):
            words = _("Taken out of the register: {paper}. Undo (Ctrl+Z)")
            self._workspace.say(words.format(paper=row.facts.subject))

    def _ask_files(self) -> None:
        paths = ask_files(self, Purpose.INCOMING, _("Add files"), _("All files (*)"))
        if paths:
            self.add(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Keep files with the chosen paper: all of them, or none."""
        row = self.current()
        if row is None:
            return
        try:
            with wait_cursor():
                files = [read_kept(path) for path in paths]
        except UserError as error:
            alerts.show_error(self, error)
            return
        self._run(add_incoming_files, incoming_guid=row.guid, files=files)

    def _ask_task(self) -> None:
        dialog = OwnerDialog(self, _("Task that came of the paper"), task_entries(self._dossier, self._workspace.year))
        if dialog.exec():
            self.link(dialog.guid)

    def link(self, task_guid: str) -> None:
        """Say that a task came of the chosen paper."""
        row = self.current()
        if row is not None:
            self._run(link_tasks, incoming_guid=row.guid, task_guids=[*(task.guid for task in row.tasks), task_guid])

    def _unlink(self, task_guid: str) -> None:
        row = self.current()
        if row is not None:
            left = [task.guid for task in row.tasks if task.guid != task_guid]
            self._run(link_tasks, incoming_guid=row.guid, task_guids=left)

    # Files

    def open_first(self) -> Path | None:
        """Open the first file of the chosen paper."""
        row = self.current()
        return self.open(row.files[0].guid) if row is not None and row.files else None

    def open(self, file_guid: str) -> Path | None:  # type: ignore[override]  # a file, not the dialog
        """Open a copy of a kept file."""
        try:
            name, data = incoming_bytes(self._dossier, file_guid)
        except UserError as error:
            alerts.show_error(self, error)
            return None
        return open_bytes(self, name, data)

    def _ask_export(self) -> None:
        start = documents_folder() / f"So-van-ban-den-{self.year.currentData()}.xlsx"
        kinds = "Excel (*.xlsx);;Word (*.docx);;PDF (*.pdf)"
        path = ask_output(self, _("Export the register"), start, kinds, ".xlsx", ".docx", ".pdf")
        if path is not None:
            self.export(path)

    def export(self, path: Path) -> ExportDoneDialog | None:
        """Write the register of the year that is shown, and show the way to it."""
        try:
            with wait_cursor():
                export_incoming(self._dossier, year=self.year.currentData(), path=path)
        except UserError as error:
            alerts.show_error(self, error)
            return None
        return show_files(self, [path])
