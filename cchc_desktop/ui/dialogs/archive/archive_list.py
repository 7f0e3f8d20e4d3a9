"""The archive: dossiers of former offices, where they are, and what can be done with each."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.archive_rows import ArchiveRow
from cchc_desktop.services.archive.archives import file_of, folder_of, read_archives, take_off_list
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import file_size, moment
from cchc_desktop.ui.widgets.basics import button, fit, label, link
from cchc_desktop.ui.widgets.row_table import RowTable
from cchc_desktop.ui.workspace import Workspace

_THERE, _MISSING = ("check", "done"), ("alert-triangle", "late")


class ArchiveDialog(Dialog):
    """Signals: `adding` put further files in; `opened`, `carrying`, `located` with the chosen `ArchiveRow`; `searching`
    the registers.
    """

    enter_agrees = False

    adding = Signal()
    searching = Signal()
    opened = Signal(object)
    carrying = Signal(object)
    located = Signal(object)

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace, self._dossier = workspace, workspace.dossier
        self._rows: tuple[ArchiveRow, ...] = ()
        self.setWindowTitle(_("Archive of former offices"))
        fit(self, 920, 520)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = _(
            "When offices are joined, their dossiers are kept here whole: to be looked up, printed and searched, and "
            "never changed. Papers and registers stay apart by office; open work can be carried on in this dossier."
        )
        column.addWidget(label(words, wrap=True))
        self.table = RowTable(
            self.windowTitle(),
            (_("Office"), _("Years"), _("Put in"), _("Size"), _("File")),
            {1: 110, 2: 150, 3: 90, 4: 230},
            0,
        )
        self.table.itemSelectionChanged.connect(self._show_choice)
        self.table.doubleClicked.connect(lambda _index: self._tell(self.opened, leaving=True))
        column.addWidget(self.table, 1)
        self.place = label("", "secondary", wrap=True)
        column.addWidget(self.place)
        self._add_tools(column)
        self._add_buttons(column)
        workspace.changed.connect(self.read)
        self.read()

    def _add_tools(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.search = link(_("Search all registers…"), self.searching.emit)
        self.locate = link(_("Where it lies now…"), lambda: self._tell(self.located))
        self.remove = link(_("Take off the list…"), self._remove)
        for one in (self.search, self.locate, self.remove):
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(row)

    def _add_buttons(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.add = button(_("Put into the archive…"), self.adding.emit, icon_name="database-import")
        self.carry = button(_("Carry open work on…"), lambda: self._tell(self.carrying))
        self.open_one = button(_("Open to read"), lambda: self._tell(self.opened, leaving=True), "primary")
        row.addWidget(self.add)
        row.addStretch(1)
        for one in (self.carry, self.open_one, button(_("Close"), self.reject)):
            row.addWidget(one)
        column.addLayout(row)

    def read(self) -> None:
        """Show the list as it is now; the chosen row stays chosen."""
        if self._workspace.dossier is not self._dossier:
            return
        chosen = self.current()
        self._rows = read_archives(self._dossier)
        there = [file_of(self._dossier, row) is not None for row in self._rows]
        words = [
            (
                row.office,
                row.span,
                moment(row.at),
                file_size(row.size),
                row.file_name if found else _("not at its place"),
            )
            for row, found in zip(self._rows, there, strict=True)
        ]
        self.table.show_rows(words, [_THERE if found else _MISSING for found in there], 4)
        place = next((i for i, row in enumerate(self._rows) if chosen is not None and row.guid == chosen.guid), 0)
        if self._rows:
            self.table.selectRow(place)
        self._show_choice()

    def current(self) -> ArchiveRow | None:
        """The chosen dossier."""
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _show_choice(self) -> None:
        row, writable = self.current(), not self._workspace.read_only
        file = file_of(self._dossier, row) if row is not None else None
        self.add.setEnabled(writable)
        self.open_one.setEnabled(file is not None)
        self.carry.setEnabled(file is not None and writable)
        self.locate.setEnabled(row is not None and writable)
        self.remove.setEnabled(row is not None and writable)
        if not self._rows:
            self.place.setText(
                _("The archive is empty. Choose the dossiers (.cchc) or handover packages of the former offices.")
            )
        elif row is not None and file is None:
            self.place.setText(
                _("“{name}” belongs in the folder “{folder}” beside the dossier; say where it lies now.").format(
                    name=row.file_name, folder=folder_of(self._dossier.path).name
                )
            )
        else:
            self.place.setText(str(file or ""))

    def _tell(self, signal: SignalInstance, leaving: bool = False) -> None:
        row = self.current()
        if row is None or (leaving and not self.open_one.isEnabled()):
            return
        if leaving:
            self.accept()
        signal.emit(row)

    def _remove(self) -> None:
        row = self.current()
        if row is None:
            return
        text = _(
            "“{name}” is not removed from the drive; it is only listed here no more, and its register not searched."
        )
        title = _("Take off the list of the archive")
        if alerts.ask(self, title, text.format(name=row.file_name), _("Take off"), _("Cancel"), enter_agrees=False):
            self._workspace.run_across(take_off_list, archive_guid=row.guid)
