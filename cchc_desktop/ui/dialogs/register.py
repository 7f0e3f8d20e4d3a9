"""The register of outgoing papers: what was issued in a year, the kept copies, the list as a file."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.issued_rows import IssuedRow, RegisterRow
from cchc_desktop.services.papers.certified_copies import forms_of
from cchc_desktop.services.papers.issued_files import match_sentence, read_one, save_issued, verify_file
from cchc_desktop.services.papers.issuing import issued_versions, withdraw_issued
from cchc_desktop.services.papers.register import export_register, read_register, register_years
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.dialogs.certified_copy import CertifiedCopyDialog
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog, show_files
from cchc_desktop.ui.issuing import copy_name, open_copy
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.places import Purpose, ask_file, documents_folder
from cchc_desktop.ui.table_models.register import RegisterColumn, RegisterModel
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, link, named_buttons
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.issued_strip import issued_words
from cchc_desktop.ui.widgets.register_table import dress
from cchc_desktop.ui.workspace import Workspace, wait_cursor

_WIDTHS = {
    RegisterColumn.NUMBER: 110,
    RegisterColumn.DATE: 86,
    RegisterColumn.SIGNER: 120,
    RegisterColumn.RECIPIENTS: 210,
    RegisterColumn.KEPT: 140,
}


class RegisterDialog(Dialog):
    """Stays open beside the window and follows it; a double click or Enter opens the PDF that was issued."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace, self._dossier = workspace, workspace.dossier
        self.setWindowTitle(_("Register of outgoing papers"))
        fit(self, 980, 560)
        self.model = RegisterModel(self)
        self.table = QTableView()
        self.year, self.version = CalmCombo(), CalmCombo()
        self.search = QLineEdit()
        self.counts = label("", "secondary")
        self.open_pdf = button(_("Open the PDF"), lambda: self.open("pdf"), "primary", "file-type-pdf")
        self.open_docx = button(_("Open the Word file"), lambda: self.open("docx"), icon_name="file-type-docx")
        self.save = button(_("Save a copy…"), self._ask_copy, icon_name="device-floppy")
        self.certify = link(_("Certified copy…"), self._certify)
        self.withdraw = link(_("Take out of the register"), self._withdraw)
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
        self.version.setAccessibleName(_("Version"))
        dress(self.table, self.windowTitle(), self.model, _WIDTHS, RegisterColumn.TITLE)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.year)
        head.addWidget(self.search, 1)
        head.addWidget(button(_("Check a file…"), self._ask_file, icon_name="shield-check"))
        head.addWidget(button(_("Export the register…"), self._ask_export, icon_name="file-export"))
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.counts)
        foot.addSpacing(theme.px(8))
        foot.addWidget(self.certify)
        foot.addWidget(self.withdraw)
        foot.addStretch(1)
        for widget in (self.version, self.save, self.open_docx, self.open_pdf):
            foot.addWidget(widget)
        foot.addWidget(button(_("Close"), self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _place: self.read())
        self.search.textChanged.connect(self._filter)
        self.table.doubleClicked.connect(lambda _index: self.open("pdf"))
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._refresh())
        self._workspace.changed.connect(self._follow)
        self._workspace.year_changed.connect(self._show_year)
        stay_beside(self, self._workspace, of_year=False)

    def _fill_years(self, chosen: int) -> None:
        years = {*self._workspace.years, *register_years(self._dossier), chosen}
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
        place = max(self.table.currentIndex().row(), 0)
        self.model.show_rows(read_register(self._dossier, self.year.currentData()), self.search.text())
        self._choose(place)

    def show_issued(self, guid: str, year: int) -> None:
        """Choose the line of an issued version, in its year."""
        self.search.clear()
        self._fill_years(year)
        self.read()
        self._choose(self.model.place_of(guid))
        self.table.setFocus()

    def _follow(self, change: Change) -> None:
        if change.touches("issued_paper", "official_document", "document_line", "plan", "work_year"):
            self._fill_years(self.year.currentData())
            self.read()

    def enter(self) -> None:
        """Enter in the search leads to what was found; on a line it opens the paper."""
        if self.focusWidget() is self.search:
            self.table.setFocus()
        else:
            super().enter()

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self._choose(0)

    def _choose(self, place: int) -> None:
        count = self.model.rowCount()
        self.table.setCurrentIndex(self.model.index(min(place, count - 1), 0))
        words = ngettext("{count} paper", "{count} papers", count).format(count=count)
        self.counts.setText(words if count else _("No paper of this year bears a number."))
        self._refresh()

    def current(self) -> RegisterRow | None:
        """The line that is chosen."""
        return self.model.row_at(self.table.currentIndex().row())

    def _refresh(self) -> None:
        """Offer the versions that are kept of the paper that is chosen, the newest first."""
        row = self.current()
        kept: list[IssuedRow] = []
        if row is not None and row.issued is not None:
            kept = [
                version
                for version in issued_versions(self._dossier, row.paper_guid)
                if (version.number, version.symbol, version.year) == (row.number, row.symbol, row.issued.year)
            ]
        with QSignalBlocker(self.version):
            self.version.clear()
            for version in reversed(kept):
                self.version.addItem(_("version {number}").format(number=version.version), version.guid)
        self.version.setVisible(len(kept) > 1)
        self.withdraw.setVisible(bool(kept) and not self._workspace.read_only)
        copied = bool(kept) and bool(forms_of(kept[-1]))
        self.certify.setVisible(copied and not self._workspace.read_only)
        for made in (self.save, self.open_docx, self.open_pdf):
            made.setEnabled(bool(kept))
            made.setToolTip("" if kept else _("The program keeps no copy: this paper was not issued in it."))

    def _certify(self) -> None:
        """Ask for a certified copy of the version that is chosen; it becomes a line of the register."""
        guid = self.version.currentData()
        if not guid:
            return
        dialog = CertifiedCopyDialog(self._workspace, read_one(self._dossier, guid), self)
        made = dialog.made if dialog.exec() else ""
        if made:
            row = read_one(self._dossier, made)
            words = _("{done}. The copy is kept in the register; open its PDF and print it to sign. Undo (Ctrl+Z)")
            self._workspace.say(words.format(done=issued_words(row)))
            self._fill_years(row.year)
            self.read()
            self._choose(self.model.place_of(made))

    def _withdraw(self) -> None:
        """Take the version that is chosen out of the register; undo brings it back."""
        guid = self.version.currentData()
        if not guid:
            return
        words = issued_words(read_one(self._dossier, guid))
        if self._workspace.run_across(withdraw_issued, issued_guid=guid) is not None:
            self._workspace.say(_("Taken out of the register: {paper}. Undo (Ctrl+Z)").format(paper=words))

    # Files

    def open(self, form: str) -> Path | None:  # type: ignore[override]  # a paper, not the dialog
        """Open the kept copy of the chosen version."""
        guid = self.version.currentData()
        return open_copy(self, self._dossier, guid, form) if guid else None

    def _ask_copy(self) -> None:
        guid = self.version.currentData()
        if not guid:
            return
        start = documents_folder() / copy_name(self._dossier, guid, "pdf")
        path = ask_output(self, _("Save a copy"), start, "PDF (*.pdf);;Word (*.docx)", ".pdf", ".docx")
        if path is not None:
            self.save_copy(path)

    def save_copy(self, path: Path) -> ExportDoneDialog | None:
        """Write the kept file that the name asks for, and show the way to it."""
        try:
            save_issued(self._dossier, self.version.currentData(), path.suffix.lower().lstrip("."), path)
        except UserError as error:
            alerts.show_error(self, error)
            return None
        return show_files(self, [path])

    def _ask_export(self) -> None:
        start = documents_folder() / f"So-van-ban-di-{self.year.currentData()}.xlsx"
        kinds = "Excel (*.xlsx);;Word (*.docx);;PDF (*.pdf)"
        path = ask_output(self, _("Export the register"), start, kinds, ".xlsx", ".docx", ".pdf")
        if path is not None:
            self.export(path)

    def export(self, path: Path) -> ExportDoneDialog | None:
        """Write the register of the year that is shown, and show the way to it."""
        try:
            with wait_cursor():
                export_register(self._dossier, year=self.year.currentData(), path=path)
        except UserError as error:
            alerts.show_error(self, error)
            return None
        return show_files(self, [path])

    def _ask_file(self) -> None:
        kinds = _("PDF, Word (*.pdf *.docx);;All files (*)")
        path = ask_file(self, Purpose.CHECKED, _("Check a file"), kinds)
        if path is not None:
            self.check(path)

    def check(self, path: Path) -> None:
        """Say whether a file is one that was issued; a drive may take its time to give it."""
        run_reading(
            self,
            _("Checking {name}").format(name=path.name),
            lambda: verify_file(self._dossier, path),
            lambda match: alerts.show_note(self, _("Check a file"), match_sentence(path.name, match)),
        )
