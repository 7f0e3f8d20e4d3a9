"""What the clerk writes on a paper: number, symbol, place, date; and its subject, legal bases, recipients, signer."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.rows import OfficerRow, PaperRow
from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.services.offices import read_office, read_officers
from cchc_desktop.services.papers import read_paper, set_paper, set_paper_lines
from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.plan_end import SignerButton, SigningFormBox
from cchc_desktop.ui.tabs.plan_forms import field_text
from cchc_desktop.ui.tabs.plan_lines import LineEditor
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.workspace import Workspace

_FIELDS = ("number", "symbol", "place", "issued_on", "subject", "signing_form", "signer_title", "signer_name")
_LINES = {"legal_basis": "legal_bases", "addressee": "addressees", "recipient": "recipients"}


class PaperFrameDialog(QDialog):
    """Edits everything around the body of one paper; what did not change is not written."""

    def __init__(self, workspace: Workspace, paper_guid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace = workspace
        self._paper = read_paper(workspace.dossier, paper_guid)
        self.setProperty("box", "surface")
        self.setWindowTitle(_("Number, date, signer"))
        fit(self, 660, 600)
        self._make_fields()
        self._lay_out()
        self._fill(self._paper)

    def _make_fields(self) -> None:
        self.number = QLineEdit()
        self.number.setPlaceholderText(_("by hand"))
        self.symbol = QLineEdit()
        self.place = QLineEdit()
        self.dated = QCheckBox(_("Dated"))
        self.issued_on = QDateEdit()
        self.issued_on.setLocale(QLocale(QLocale.Language.Vietnamese))
        self.issued_on.setDisplayFormat("dd/MM/yyyy")
        self.issued_on.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.dated.toggled.connect(self.issued_on.setEnabled)
        self.subject = LineEditor(lambda _number: "", 0)
        self.bases = LineEditor(lambda number: f"{number + 1}.", 26)
        self.addressees = LineEditor(lambda _number: "-", 18)
        self.recipients = LineEditor(lambda _number: "-", 18)
        self.form = SigningFormBox()
        self.signer_title = QLineEdit()
        self.signer_title.textEdited.connect(lambda _text: self._show_forms(self.form.chosen()))
        self.signer = QLineEdit()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(12), 0)
        column.setSpacing(theme.px(10))
        column.addLayout(self._number_row())
        column.addWidget(
            label(_("The number is given once per symbol and year. Leave it empty to write it by hand."), "note")
        )
        column.addWidget(labelled(_("Subject of the paper"), self.subject))
        column.addWidget(labelled(_("Legal bases"), self.bases))
        if PaperKind(self._paper.kind).is_addressed:
            column.addWidget(labelled(_("Addressed to"), self.addressees))
        column.addWidget(labelled(_("Recipients"), self.recipients))
        column.addWidget(labelled(_("Position of the signer"), self.signer_title))
        column.addWidget(labelled(_("Lines above the signature"), self.form))
        signer = QHBoxLayout()
        signer.addWidget(labelled(_("Name of the signer"), self.signer), 1)
        choose = QVBoxLayout()
        choose.addStretch(1)
        choose.addWidget(SignerButton(self._signers, self._take_signer))
        signer.addLayout(choose)
        column.addLayout(signer)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme.px(16),) * 4)
        outer.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.keep = button(_("Keep"), self.accept, "primary")
        self.keep.setEnabled(not self._workspace.read_only)
        foot.addWidget(self.keep)
        outer.addLayout(foot)

    def _number_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        date_field = QWidget()
        inner = QHBoxLayout(date_field)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.dated)
        inner.addWidget(self.issued_on, 1)
        row.addWidget(labelled(_("Number"), self.number), 1)
        row.addWidget(labelled(_("Symbol"), self.symbol), 2)
        row.addWidget(labelled(_("Place"), self.place), 2)
        row.addWidget(labelled(_("Date of issue"), date_field), 3)
        self.issued_on.setAccessibleName(_("Date of issue"))
        return row

    def _fill(self, paper: PaperRow) -> None:
        self.number.setText(paper.number)
        self.symbol.setText(paper.symbol)
        self.place.setText(paper.place)
        day = paper.issued_on or self._workspace.today
        self.issued_on.setDate(QDate(day.year, day.month, day.day))
        self.dated.setChecked(paper.issued_on is not None)
        self.issued_on.setEnabled(paper.issued_on is not None)
        self.subject.set_lines(paper.subject.split("\n"))
        self.bases.set_lines(paper.legal_bases)
        self.addressees.set_lines(paper.addressees)
        self.recipients.set_lines(paper.recipients)
        self.signer_title.setText(paper.signer_title)
        self.signer.setText(paper.signer_name)
        self._show_forms(paper.signing_form)

    def _typed(self) -> PaperRow:
        """The paper as the fields say."""
        day = self.issued_on.date()
        return replace(
            self._paper,
            number=field_text(self.number),
            symbol=field_text(self.symbol),
            place=field_text(self.place),
            issued_on=date(day.year(), day.month(), day.day()) if self.dated.isChecked() else None,
            subject="\n".join(self.subject.lines()),
            legal_bases=self.bases.lines(),
            addressees=self.addressees.lines(),
            recipients=self.recipients.lines(),
            signing_form=self.form.chosen(),
            signer_title=field_text(self.signer_title),
            signer_name=field_text(self.signer),
        )

    def accept(self) -> None:
        """Write what changed; when the number is taken the dialog stays, and the officer is told."""
        typed, kept = self._typed(), self._paper
        changed: dict[str, Any] = {f: getattr(typed, f) for f in _FIELDS if getattr(typed, f) != getattr(kept, f)}
        if changed and self._workspace.run(set_paper, paper_guid=kept.guid, **changed) is None:
            return
        for role, name in _LINES.items():
            lines = getattr(typed, name)
            if lines == getattr(kept, name):
                continue
            if self._workspace.run(set_paper_lines, paper_guid=kept.guid, role=role, lines=lines) is None:
                return
        super().accept()

    def _show_forms(self, chosen: str) -> None:
        if self._workspace.dossier is not None:
            office = read_office(self._workspace.dossier, self._paper.year)
            self.form.show_choices(office.name, field_text(self.signer_title), chosen)

    def _signers(self) -> tuple[OfficerRow, ...]:
        dossier = self._workspace.dossier
        return tuple(o for o in read_officers(dossier) if o.signing_form) if dossier is not None else ()

    def _take_signer(self, officer: OfficerRow) -> None:
        self.signer.setText(officer.name)
        self.signer_title.setText(officer.title.upper())
        self._show_forms(officer.signing_form)
