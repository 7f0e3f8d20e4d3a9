"""A certified copy of an issued paper: which form, of which pages, its number, and who signs it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.issued_rows import IssuedRow
from cchc_desktop.models.office_rows import OfficerRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules.documents_nd30 import CopyForm
from cchc_desktop.rules.page_ranges import parse_pages
from cchc_desktop.services import offices
from cchc_desktop.services.papers.certified_copies import CopyWish, forms_of, make_copy, new_copy, pages_of
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.paper_details_pages import SignerPage
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.tabs.plan.forms import field_text
from cchc_desktop.ui.tabs.plan.lines import LineEditor
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.widgets.issued_strip import issued_words
from cchc_desktop.ui.workspace import Workspace, wait_cursor


class CertifiedCopyDialog(Dialog):
    """After agreeing the guid of the copy is in `made`; what is refused keeps the dialog open."""

    enter_agrees = False

    def __init__(self, workspace: Workspace, row: IssuedRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace, self._dossier, self._row = workspace, workspace.dossier, row
        self._source: Path | None = None
        self.made = ""
        self.setWindowTitle(_("Certified copy"))
        self.setFixedWidth(theme.px(560))
        self._make_fields()
        self._lay_out()
        self._offer()
        self.signer.show_paper(self._paper)
        self.recipients.set_lines(self._paper.recipients)

    def _make_fields(self) -> None:
        today = self._workspace.today
        self.form = CalmCombo()
        for form in forms_of(self._row):
            self.form.addItem(f"{form.title} ({form.word.lower()})", str(form))
        self.number = QLineEdit()
        self.symbol = label("", "field")
        self.day = DateField(_("Day of copying"))
        self.day.set_bounds(least=self._row.issued_on, most=today)
        self.day.show_date(max(today, self._row.issued_on))
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("1-3, 5")
        self.electronic = QCheckBox(_("Electronic copy: a line above the first page instead of the block"))
        self.file = label("", "secondary", wrap=True)
        self.recipients = LineEditor(lambda _number: "-", 18)
        self.recipients.setAccessibleName(_("Recipients"))
        office = offices.read_office(self._dossier, today.year)
        self._paper = new_copy(self._dossier, self._row, self._chosen(), today)
        self.signer = SignerPage(self._paper, office, self._signers)
        self.form.currentIndexChanged.connect(lambda _place: self._offer())
        self.day.edited.connect(self._offer)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(issued_words(self._row), "pane", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(labelled(_("Form of copy"), self.form), 3, top)
        head.addWidget(labelled(_("Number"), self._with_symbol()), 2, top)
        head.addWidget(labelled(_("Day of copying"), self.day), 2, top)
        column.addLayout(head)
        note = _("All pages if left empty; for an extract the pages that are copied.")
        column.addWidget(labelled(_("Pages"), self.pages, note))
        column.addWidget(self.file)
        choose = QHBoxLayout()
        choose.addWidget(button(_("Choose the signed PDF…"), self._ask_source, icon_name="file-type-pdf"))
        choose.addStretch(1)
        column.addLayout(choose)
        column.addWidget(self.electronic)
        column.addWidget(self.signer)
        column.addWidget(label(_("Recipients"), "field"))
        column.addWidget(self.recipients)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Make the copy"), self.accept, "primary", "copy"))
        column.addLayout(foot)
        self._show_source()

    def _with_symbol(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.number, 1)
        row.addWidget(self.symbol)
        made.setFocusProxy(self.number)
        self.number.setAccessibleName(_("Number"))
        return made

    def _signers(self) -> tuple[OfficerRow, ...]:
        return tuple(officer for officer in offices.read_officers(self._dossier) if officer.signing_form)

    def _chosen(self) -> CopyForm:
        return CopyForm(self.form.currentData())

    def _offer(self) -> None:
        """Offer the next number of the copies, which are one series; one that was typed stays."""
        before = self._paper.number
        self._paper = new_copy(self._dossier, self._row, self._chosen(), self.day.day())
        if field_text(self.number) in ("", before):
            self.number.setText(self._paper.number)
        self.symbol.setText(f"/{self._paper.symbol}")

    def _ask_source(self) -> None:
        path = ask_file(self, Purpose.CHECKED, _("Signed paper"), "PDF (*.pdf)")
        if path is not None:
            self.use_source(path)

    def use_source(self, path: Path) -> None:
        """Copy the pages of this PDF."""
        self._source = path
        self._show_source()

    def _show_source(self) -> None:
        if self._source is not None:
            self.file.setText(_("Pages of “{name}”.").format(name=self._source.name))
        else:
            words = _("Pages as they were kept when the paper was issued, without signature and seal.")
            self.file.setText(words)

    def wish(self) -> CopyWish:
        """What is asked for. Raises `UserError` when the pages are none."""
        paper: PaperRow = self.signer.typed(self._paper)
        paper = replace(
            paper, number=field_text(self.number), issued_on=self.day.day(), recipients=self.recipients.lines()
        )
        typed = field_text(self.pages)
        pages = parse_pages(typed, pages_of(self._row, self._source)) if typed else ()
        return CopyWish(self._chosen(), paper, pages, self._source, self.electronic.isChecked())

    def carry_out(self) -> bool:
        """Make the copy; the dialog stays when that is refused, and the officer is told."""
        try:
            wish = self.wish()
        except UserError as error:
            alerts.show_error(self, error)
            self.pages.setFocus()
            return False
        with wait_cursor():
            change = self._workspace.run_across(
                make_copy, issued_guid=self._row.guid, wish=wish, today=self._workspace.today
            )
        if change is None:
            self.number.setFocus()
            return False
        self.made = change.created("issued_paper")[0]
        return True
