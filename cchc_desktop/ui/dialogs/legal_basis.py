"""One paper of the list of legal bases: how it is cited, from when to when it is in force, what replaced it."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.legal_rows import LegalBasisRow
from cchc_desktop.services.papers.legal_bases import add_legal_basis, set_legal_basis
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.tabs.plan.lines import LineEditor
from cchc_desktop.ui.widgets.basics import button, labelled
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.workspace import Workspace


class LegalBasisDialog(Dialog):
    """Adds a paper to the list, or changes one; `text` is what a new one begins with."""

    def __init__(
        self, workspace: Workspace, basis: LegalBasisRow | None = None, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._basis = basis
        self.setWindowTitle(_("Edit a legal basis") if basis else _("Add a legal basis"))
        self.setMinimumWidth(theme.px(520))
        self.text = LineEditor(lambda _number: "", 0)
        self.valid_from = DateField(_("First day in force"), optional=True)
        self.valid_to = DateField(_("Last day in force"), optional=True)
        self.replaced_by = QLineEdit()
        self.amended_by = LineEditor(lambda _number: "", 0)
        self.partly_from = DateField(_("First day without that part"), optional=True)
        self.partly_by = QLineEdit()
        self.source = QLineEdit()
        self.known_on = DateField(_("Known on"), optional=True)
        self._lay_out()
        self._fill(text)
        self.text.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        note = _("Kind, number, day, who issued it, what it is about; without “Căn cứ”.")
        column.addWidget(labelled(_("The paper as it is cited"), self.text, note))
        days = QHBoxLayout()
        days.setSpacing(theme.px(16))
        days.addWidget(labelled(_("First day in force"), self.valid_from))
        days.addWidget(labelled(_("Last day in force"), self.valid_to))
        column.addLayout(days)
        column.addWidget(labelled(_("Replaced by"), self.replaced_by))
        amended = _("One paper a line; from when it holds in brackets: (từ 31/12/2025).")
        column.addWidget(labelled(_("Amended by"), self.amended_by, amended))
        column.addLayout(self._pair(_("First day without that part"), self.partly_from, _("Part gone"), self.partly_by))
        column.addLayout(self._pair(_("Known on"), self.known_on, _("Source, doubts"), self.source))
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep"), self.accept, "primary"))
        column.addLayout(foot)

    def _pair(self, day: str, field: DateField, name: str, words: QLineEdit) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(labelled(day, field))
        row.addWidget(labelled(name, words), 1)
        return row

    def _fill(self, text: str) -> None:
        basis = self._basis
        self.text.set_lines((basis.text if basis else text,))
        self.valid_from.show_date(basis.valid_from if basis else None)
        self.valid_to.show_date(basis.valid_to if basis else None)
        self.replaced_by.setText(basis.replaced_by if basis else "")
        self.amended_by.set_lines(tuple(basis.amended_by.split("\n")) if basis and basis.amended_by else ())
        self.partly_from.show_date(basis.partly_from if basis else None)
        self.partly_by.setText(basis.partly_by if basis else "")
        self.source.setText(basis.source if basis else "")
        self.known_on.show_date(basis.known_on if basis else None)

    def _typed(self) -> dict[str, Any]:
        days: dict[str, date | None] = {"valid_from": self.valid_from.value(), "valid_to": self.valid_to.value()}
        days |= {"partly_from": self.partly_from.value(), "known_on": self.known_on.value()}
        fields = {"replaced_by": self.replaced_by, "partly_by": self.partly_by, "source": self.source}
        words = {name: clean(field.text()).strip() for name, field in fields.items()}
        lines = {"text": " ".join(self.text.lines()), "amended_by": "\n".join(self.amended_by.lines())}
        return {**lines, **words, **days}

    def carry_out(self) -> bool:
        """Keep it; the dialog stays when the list refuses, and the officer is told."""
        typed = self._typed()
        if self._basis is None:
            done = self._workspace.run(add_legal_basis, **typed)
        else:
            changed = {name: value for name, value in typed.items() if value != getattr(self._basis, name)}
            done = self._workspace.run(set_legal_basis, basis_guid=self._basis.guid, **changed)
        return done is not None
