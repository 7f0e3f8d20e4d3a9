"""What stands around a paper's text: number, symbol, place, date, legal bases, recipients, signer, marks."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficerRow
from cchc_desktop.rules.emulation import reports_achievement
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services.offices import read_office, read_officers, read_units
from cchc_desktop.services.papers.paper_numbers import offer_number
from cchc_desktop.services.papers.papers import read_paper, set_paper_details
from cchc_desktop.services.papers.plans import read_plans
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.paper_details_pages import (
    BasesPage,
    DetailsPage,
    MarksPage,
    NumberPage,
    ReceiversPage,
    SignerPage,
)
from cchc_desktop.ui.tabs.plan.bases import choose_bases
from cchc_desktop.ui.widgets.basics import button, fit
from cchc_desktop.ui.workspace import Workspace

_FIELDS = (
    *("number", "symbol", "place", "issued_on", "subject", "authority", "dated"),
    *(
        "signing_form",
        "signer_title",
        "signer_name",
        "secretary",
        "urgency",
        "secrecy",
        "circulation",
        "drafter_mark",
        "contact_footer",
    ),
)
_LINES = {"legal_basis": "legal_bases", "addressee": "addressees", "recipient": "recipients"}


class PaperDetailsDialog(Dialog):
    """Edits everything around the body of one paper, as one step; what did not change is not written."""

    def __init__(self, workspace: Workspace, paper_guid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace = workspace
        self._dossier = workspace.dossier
        self._paper = read_paper(workspace.dossier, paper_guid)
        self.setWindowTitle(_("Number, date, signer"))
        fit(self, 660, 440)
        self._pages: list[DetailsPage] = []
        self._make_pages()
        self._lay_out()
        for page in self._pages:
            page.show_paper(self._paper)
        self.numbers.issued_on.show_date(self._paper.issued_on)
        self.numbers.number.setFocus()

    def _make_pages(self) -> None:
        paper, dossier = self._paper, self._dossier
        office = read_office(dossier, paper.year)
        offer = offer_number(dossier, paper.guid, paper.issued_on or self._workspace.today)
        suggested = offer.number if offer.state == "suggested" else ""
        self.numbers = NumberPage(paper, office, read_units(dossier), suggested)
        self.bases = BasesPage(self._choose_bases)
        self.receivers_page = ReceiversPage(paper)
        plan = next((row for row in read_plans(dossier, paper.year) if row.paper_guid == paper.guid), None)
        achievement = plan is not None and reports_achievement(paper.kind, plan.kind)
        self.signer = SignerPage(paper, office, self._signers, achievement=achievement)
        self.numbers.issuer.textEdited.connect(lambda _text: self.signer.show_body(self.numbers.body()))
        self.marks = MarksPage(office)
        self._tabs = QTabWidget()
        self._add(self.numbers, _("Number, date"))
        if PaperKind(paper.kind).facts.takes_bases or paper.legal_bases:
            self._add(self.bases, _("Legal bases"))
        self._add(self.receivers_page, _("Recipients"))
        self._add(self.signer, _("Signer"))
        self._add(self.marks, _("Marks, notes"))

    def _add(self, page: DetailsPage, title: str) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        self._tabs.addTab(area, title)
        self._pages.append(page)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.addWidget(self._tabs, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.keep = button(_("Keep"), self.accept, "primary")
        self.keep.setEnabled(not self._workspace.year_read_only)
        foot.addWidget(self.keep)
        column.addLayout(foot)

    def carry_out(self) -> bool:
        """Write what changed; when the number is taken the dialog stays, and the officer is told."""
        typed = kept = self._paper
        for page in self._pages:
            typed = page.typed(typed)
        fields: dict[str, Any] = {f: getattr(typed, f) for f in _FIELDS if getattr(typed, f) != getattr(kept, f)}
        lines = {
            role: getattr(typed, name) for role, name in _LINES.items() if getattr(typed, name) != getattr(kept, name)
        }
        if (fields or lines) and (
            self._workspace.run(set_paper_details, paper_guid=kept.guid, fields=fields, lines=lines) is None
        ):
            self._tabs.setCurrentIndex(0)  # the number is all that can be refused
            self.numbers.number.setFocus()
            self.numbers.number.selectAll()
            return False
        return True

    def _choose_bases(self) -> Sequence[str]:
        issued_on = self.numbers.issued_on
        day = issued_on.value() if issued_on.read() else None
        return choose_bases(self, self._workspace, day or self._workspace.today)

    def _signers(self) -> tuple[OfficerRow, ...]:
        return tuple(officer for officer in read_officers(self._dossier) if officer.signing_form)
