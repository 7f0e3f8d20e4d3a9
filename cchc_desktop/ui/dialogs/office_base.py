"""The office's own Word file, as dialogs that write papers show, change and give it up."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services.papers.office_base import base_name, read_office_base, remove_office_base, set_office_base
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import theme
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.widgets.one_line import OneLine
from cchc_desktop.ui.workspace import Workspace


class OfficeBaseField(QWidget):
    """Which file it is, what it does, and the buttons to choose another or none."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.name = OneLine()
        self.note = label("", "note", wrap=True)
        self.choose = button(_("Choose a Word file…"), self._choose, icon_name="folder-open")
        self.remove = button(_("Use no template"), self._remove)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(row)
        column.addWidget(self.note)
        self._show()

    def _show(self) -> None:
        dossier = self._workspace.dossier
        name = base_name(dossier, self._workspace.year) if dossier is not None else ""
        self.name.setText(name or _("None: Word files are laid out like the PDF"))
        self.remove.setVisible(bool(name))
        for one in (self.choose, self.remove):
            one.setEnabled(not self._workspace.read_only)
        notes = [_("Word files take its headers, footers and styles. PDF files keep the layout of Nghị định 30.")]
        if dossier is not None and name:
            notes.append(self._doubt(dossier))
        self.note.setText(" ".join(notes))

    def _doubt(self, dossier: Dossier) -> str:
        """What is to be known of the base; "" where nothing is."""
        try:
            base = read_office_base(dossier, self._workspace.year)
        except UserError as error:
            return str(error)
        if base is None or base.numbered:
            return ""
        return _("This template shows no page numbers. Where they are wanted, add them to its header in Word.")

    def _choose(self) -> None:
        path = ask_file(self, Purpose.OFFICE_BASE, _("The office's own Word template"), _("Word documents (*.docx)"))
        if path is None:
            return
        if self._workspace.run_across(set_office_base, year=self._workspace.year, path=path) is not None:
            self._show()

    def _remove(self) -> None:
        if self._workspace.run_across(remove_office_base, year=self._workspace.year) is not None:
            self.choose.setFocus()
            self._show()
