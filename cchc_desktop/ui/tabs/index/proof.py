"""What proves a criterion, in the pane beside the tree: files, issued papers, tasks, figures, addresses."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.rules.evidence_kinds import EvidenceKind
from cchc_desktop.rules.file_kinds import kind_words
from cchc_desktop.services import evidence
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.dialogs.ask_one import ask_words
from cchc_desktop.ui.evidence_titles import edit_title
from cchc_desktop.ui.opening import open_bytes
from cchc_desktop.ui.places import Purpose, ask_files
from cchc_desktop.ui.widgets.basics import empty, icon_label, label, line, link, passing_menu
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.widgets.one_line import OneLineLink
from cchc_desktop.ui.workspace import Workspace

_ICONS = {
    EvidenceKind.FILE: "paperclip",
    EvidenceKind.ISSUED: "rubber-stamp",
    EvidenceKind.TASK: "list-check",
    EvidenceKind.FIGURE: "chart-bar",
    EvidenceKind.LINK: "arrow-right",
}


class ProofBox(QWidget):
    """Everything that proves the chosen criterion, with ways to add more."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._row: CriterionRow | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(line())
        head = FlowLayout(gap=theme.px(14))
        head.addWidget(label(_("Evidence"), "field"))
        self.adding: list[QPushButton] = [
            link(_("Add a file…"), self.choose_files),
            link(_("Other proof…"), self.choose_other),
        ]
        for one in self.adding:
            head.addWidget(one)
        column.addLayout(head)
        self.wanted = label("", "note", wrap=True)
        column.addWidget(self.wanted)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(4))
        column.addLayout(self._rows)

    def show_row(self, row: CriterionRow) -> None:
        """Show what proves a criterion, and what its set asks for."""
        self._row = row
        self.wanted.setText(_("The set asks for: {evidence}").format(evidence=row.proof_wanted))
        self.wanted.setVisible(bool(row.proof_wanted))
        for one in self.adding:
            one.setEnabled(not self._workspace.year_read_only)
        empty(self._rows)
        dossier = self._workspace.dossier
        pieces = evidence.read_evidence(dossier, row.guid) if dossier else ()
        for piece in pieces:
            self._rows.addWidget(self._line_of(piece))
        if not pieces:
            self._rows.addWidget(label(_("No evidence yet."), "note"))

    def _line_of(self, piece: EvidenceRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(icon_label(_ICONS.get(EvidenceKind(piece.kind), "paperclip"), "secondary"))
        writable = not self._workspace.year_read_only
        editable = writable and not piece.issued_guid
        words = OneLineLink(piece.title, lambda: self._open(piece))
        words.setAccessibleName(piece.title)
        words.setToolTip(_tip(piece))
        row.addWidget(words)
        row.addStretch(1)
        if editable:
            row.addWidget(link(_("Edit evidence…"), lambda: edit_title(self, self._workspace, piece)))
        if writable:
            remove = link(_("Remove"), lambda: self._workspace.run(evidence.remove_evidence, evidence_guid=piece.guid))
            row.addWidget(remove)
        return holder

    def _open(self, piece: EvidenceRow) -> None:
        dossier = self._workspace.dossier
        if dossier is None:
            return
        if piece.kind == EvidenceKind.LINK:
            QDesktopServices.openUrl(QUrl(piece.reference))
            return
        if not piece.file_name:
            self._workspace.say(piece.title)
            return
        try:
            name, data = evidence.read_file(dossier, piece.guid)
        except UserError as error:
            alerts.show_error(self, error)
            return
        open_bytes(self, name, data)

    def choose_files(self) -> None:
        """Ask for files and keep a copy of each."""
        if self._row is not None:
            for path in ask_files(self, Purpose.EVIDENCE, _("Add evidence"), _("All files (*)")):
                self.add_file(path)

    def add_file(self, path: Path) -> None:
        """Keep a file as evidence of the criterion."""
        if self._row is not None:
            self._workspace.run(evidence.add_evidence, owner_guid=self._row.guid, path=path)

    def choose_other(self) -> None:
        """Proof that is no file from elsewhere."""
        menu = passing_menu(self)
        menu.addAction(_("An issued paper…"), self.choose_issued)
        menu.addAction(_("A task or a figure…"), self.choose_reference)
        menu.addAction(_("An address on the internet…"), self.type_address)
        menu.exec(self.adding[-1].mapToGlobal(self.adding[-1].rect().bottomLeft()))

    def choose_issued(self) -> None:
        """Take an issued paper as evidence."""
        from cchc_desktop.ui.dialogs.issued_proof import IssuedProofDialog

        dossier, row = self._workspace.dossier, self._row
        if dossier is None or row is None:
            return
        dialog = IssuedProofDialog(self, dossier)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen():
            self._workspace.run(evidence.add_issued, owner_guid=row.guid, issued_guid=dialog.chosen())

    def choose_reference(self) -> None:
        """Take what a task reached, or a figure, as evidence."""
        from cchc_desktop.ui.dialogs.choose_reference import ChooseReferenceDialog, reference_entries

        dossier, row = self._workspace.dossier, self._row
        if dossier is None or row is None:
            return
        dialog = ChooseReferenceDialog(self, reference_entries(dossier, self._workspace.year))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            kind, reference = dialog.chosen
            self._workspace.run(evidence.add_reference, owner_guid=row.guid, kind=kind, reference=reference)

    def type_address(self) -> None:
        """Take an address as evidence; one that is refused is asked for again, as it was typed."""
        row, typed = self._row, "https://"
        while row is not None:
            asked = ask_words(self, _("Address as evidence"), _("Where it can be read, such as https://…"), typed)
            if asked is None:
                return
            typed = asked
            kept = self._workspace.run(
                evidence.add_reference, owner_guid=row.guid, kind=EvidenceKind.LINK, reference=typed
            )
            if kept is not None:
                return


def _tip(piece: EvidenceRow) -> str:
    if piece.file_name:
        return f"{piece.title}\n{piece.file_name}, {kind_words(piece.file_name)}, {formats.file_size(piece.size)}"
    return f"{piece.title}\n{piece.reference}" if piece.kind == EvidenceKind.LINK else piece.title
