"""The files that prove one task: add, open, remove."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.rules.file_kinds import kind_words
from cchc_desktop.services import evidence
from cchc_desktop.ui import alerts, icons, theme
from cchc_desktop.ui.evidence_titles import edit_title
from cchc_desktop.ui.formats import file_size, long_date
from cchc_desktop.ui.opening import open_bytes
from cchc_desktop.ui.places import Purpose, ask_files
from cchc_desktop.ui.widgets.basics import empty, icon_label, label
from cchc_desktop.ui.widgets.one_line import OneLineLink
from cchc_desktop.ui.workspace import Workspace

_ICONS = {".pdf": "file-type-pdf", ".docx": "file-type-docx", ".doc": "file-type-docx", ".xlsx": "file-type-xls"}


class EvidenceList(QWidget):
    """Reads the evidence of the task it shows; what it writes goes through the workspace."""

    def __init__(self, workspace: Workspace, say_count: Callable[[int], None]) -> None:
        super().__init__()
        self._workspace = workspace
        self._say_count = say_count
        self._owner = ""
        self._lines: dict[str, QWidget] = {}  # by the evidence's guid
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def show_task(self, guid: str) -> None:
        """Show the evidence of this task."""
        self._owner = guid
        dossier = self._workspace.dossier
        rows = evidence.read_evidence(dossier, guid) if dossier is not None else ()
        empty(self._column)
        self._lines = {row.guid: self._line(row) for row in rows}
        for line in self._lines.values():
            self._column.addWidget(line)
        self._say_count(len(rows))

    def lead_to(self, guid: str) -> None:
        """Put the focus on a file that is shown, so that Enter opens it; of any other guid nothing happens."""
        line = self._lines.get(guid)
        link = line.findChild(OneLineLink) if line is not None else None
        if link is not None:
            link.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, row: EvidenceRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        icon_name = "rubber-stamp" if row.issued_guid else _ICONS.get(Path(row.file_name).suffix.lower(), "file")
        line.addWidget(icon_label(icon_name, "secondary", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = OneLineLink(row.title, lambda: self.open(row))
        title.setToolTip(f"{row.title}\n{_('Open {name}').format(name=row.file_name)}")
        words.addWidget(title)
        words.addWidget(
            label(f"{kind_words(row.file_name)}, {file_size(row.size)}, {long_date(row.added_at.date())}", "note", True)
        )
        line.addLayout(words, 1)
        if not row.issued_guid:  # the register says what those are
            line.addWidget(self._edit_button(row), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._remove_button(row), 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _edit_button(self, row: EvidenceRow) -> QToolButton:
        made = self._small_button("edit", _("Say what paper this is…"))
        made.setAccessibleName(_("Say what paper this is: {title}").format(title=row.title))
        made.clicked.connect(lambda _on=False: edit_title(self, self._workspace, row))
        return made

    def _small_button(self, icon_name: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon_name, "secondary", 13))
        made.setIconSize(QSize(theme.px(13), theme.px(13)))
        made.setToolTip(tip)
        made.setEnabled(not self._workspace.year_read_only)
        return made

    def _remove_button(self, row: EvidenceRow) -> QToolButton:
        made = self._small_button("x", _("Remove this file"))
        made.setAccessibleName(_("Remove this file: {title}").format(title=row.title))
        made.clicked.connect(lambda _on=False: self.remove(row))
        return made

    def choose_and_add(self) -> None:
        """Ask for files and keep a copy of each."""
        for path in ask_files(self, Purpose.EVIDENCE, _("Add evidence"), _("All files (*)")):
            self.add(path)

    def add(self, path: Path) -> None:
        """Keep a copy of this file as evidence of the task."""
        if self._owner:
            self._workspace.run(evidence.add_evidence, owner_guid=self._owner, path=path)

    def choose_issued(self) -> None:
        """Ask for an issued paper and take it as evidence."""
        from cchc_desktop.ui.dialogs.issued_proof import IssuedProofDialog

        dossier = self._workspace.dossier
        if dossier is None or not self._owner:
            return
        dialog = IssuedProofDialog(self, dossier)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen():
            self._workspace.run(evidence.add_issued, owner_guid=self._owner, issued_guid=dialog.chosen())

    def remove(self, row: EvidenceRow) -> None:
        """Take this file away; undo brings it back."""
        if self._workspace.run(evidence.remove_evidence, evidence_guid=row.guid):
            words = _("“{name}” removed.").format(name=row.title)
            self._workspace.say(_("{done} Undo (Ctrl+Z)").format(done=words))

    def open(self, row: EvidenceRow) -> None:
        """Open a copy of the file in the program that the system has for it."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        try:
            name, data = evidence.read_file(dossier, row.guid)
        except UserError as error:
            alerts.show_error(self, error)
            return
        open_bytes(self, name, data)
