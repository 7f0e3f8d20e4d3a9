"""The pages of the dialog of a paper's frame: number and day, legal bases, receivers, signer, marks."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeRow, OfficerRow, UnitRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules.citations import in_order
from cchc_desktop.rules.documents_nd30 import (
    CIRCULATIONS,
    Secrecy,
    Urgency,
    body_of,
    symbol,
    symbol_of_body,
    title_of_body,
)
from cchc_desktop.rules.organisation import body_symbol
from cchc_desktop.rules.paper_kinds import Layout, PaperKind
from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.plan.end import SignerButton, SigningFormBox
from cchc_desktop.ui.tabs.plan.forms import field_text, titled
from cchc_desktop.ui.tabs.plan.lines import LineEditor
from cchc_desktop.ui.widgets.basics import label, labelled, link
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.date_field import DateField


class DetailsPage(QWidget):
    """Some fields of a paper in one column."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, theme.px(12), theme.px(12), 0)
        self.column.setSpacing(theme.px(10))

    def show_paper(self, paper: PaperRow) -> None:
        """Fill the fields."""

    def typed(self, paper: PaperRow) -> PaperRow:
        """The paper with what the fields say."""
        return paper


class NumberPage(DetailsPage):
    """Number, symbol, place, day, subject. `next_number` is what the register offers, "" for nothing."""

    def __init__(self, paper: PaperRow, office: OfficeRow, units: Sequence[UnitRow], next_number: str) -> None:
        super().__init__()
        self.number = QLineEdit()
        self.number.setPlaceholderText(_("by hand"))
        self.symbol = QLineEdit()
        self.place = QLineEdit()
        self.issuer = QLineEdit()
        self._office_name, self._decides = office.name, PaperKind(paper.kind) is PaperKind.DECISION
        self._body = body_of(paper.kind, paper.authority, office.name) or office.name
        self.issuer.setPlaceholderText(office.name)
        self.issuer.textEdited.connect(lambda _text: self._follow_body())
        self.issued_on = DateField(_("Date of issue"), optional=True)
        self.subject = LineEditor(lambda _number: "", 0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        fields = ((_("Number"), self.number, 1), (_("Symbol"), self.symbol, 2), (_("Place"), self.place, 2))
        for name, field, share in (*fields, (_("Date of issue"), self.issued_on, 3)):
            row.addWidget(labelled(name, field), share, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        offers = QHBoxLayout()
        offers.setSpacing(theme.px(12))
        offered = _("Next number: {number}").format(number=next_number)
        self.next_number = link(offered, lambda: self.number.setText(next_number))
        self.number.textChanged.connect(lambda text: self.next_number.setVisible(bool(next_number) and not text))
        self.next_number.setVisible(bool(next_number))
        offers.addWidget(self.next_number)
        if PaperKind(paper.kind) is PaperKind.LETTER:
            self.unit_button = _UnitButton(units, lambda code: self._take_unit(office, code))
            offers.addWidget(self.unit_button)
        offers.addStretch(1)
        self.column.addLayout(offers)
        self.month = CalmCombo()
        for text, code in _months(paper.year):
            self.month.addItem(text, code)
        self.column.addWidget(labelled(_("Month, where the day is written by hand"), self.month))
        note = _("Leave number or date empty to write them by hand. A number is given once per symbol and year.")
        self.column.addWidget(label(note, "note", wrap=True))
        if not self._decides:  # a decision tells it by who decides
            self.column.addWidget(labelled(_("Issuing body"), self.issuer))
        self.column.addWidget(labelled(_("Subject of the paper"), self.subject))
        self.column.addStretch(1)

    def body(self) -> str:
        """The body that issues the paper, as the field says it."""
        return field_text(self.issuer) or self._office_name

    def _follow_body(self) -> None:
        """The symbol has the abbreviation of the body that is named, as far as it had that of the former one."""
        self.symbol.setText(symbol_of_body(field_text(self.symbol), self._body, self.body()))
        self._body = self.body()

    def _take_unit(self, office: OfficeRow, code: str) -> None:
        self.symbol.setText(symbol(PaperKind.LETTER, body_symbol(self.body()), code))

    def show_paper(self, paper: PaperRow) -> None:
        self.number.setText(paper.number)
        self.symbol.setText(paper.symbol)
        self.place.setText(paper.place)
        self.issuer.setText(paper.authority)
        if self.month.findData(paper.dated) < 0:  # kept as it was read
            self.month.addItem(paper.dated, paper.dated)
        self.month.setCurrentIndex(self.month.findData(paper.dated))
        self.subject.set_lines(paper.subject.split("\n"))

    def typed(self, paper: PaperRow) -> PaperRow:
        # A number that was typed or pasted as papers are cited, "05/KH-UBND", brings its symbol along.
        number, _slash, symbol = field_text(self.number).partition("/")
        return replace(
            paper,
            number=number.strip(),
            symbol=symbol.strip() or field_text(self.symbol),
            place=field_text(self.place),
            authority=paper.authority if self._decides else field_text(self.issuer),
            issued_on=self.issued_on.value(),
            dated=self.month.currentData(),
            subject="\n".join(self.subject.lines()),
        )


def _months(year: int) -> list[tuple[str, str]]:
    """The months in which a paper of a year may be signed, the December before it too, with their codes."""
    found = [(year - 1, 12), *((year, month) for month in range(1, 13))]
    named = [(_("Month {month}/{year}").format(month=month, year=of), f"{of}-{month:02d}") for of, month in found]
    return [(_("Left open"), ""), *named]


class _UnitButton(QPushButton):
    """Offers the units that draft letters, by their short codes."""

    def __init__(self, units: Sequence[UnitRow], take: Callable[[str], None]) -> None:
        super().__init__(_("Drafting unit…"))
        menu = QMenu(self)
        for unit in units:
            if unit.short_code:
                chosen = menu.addAction(f"{unit.short_code}: {unit.name}")
                chosen.triggered.connect(lambda _checked=False, code=unit.short_code: take(code))
        if menu.isEmpty():
            menu.addAction(_("No unit has a short code yet. Add one under Tools, Office profile.")).setEnabled(False)
        self.setMenu(menu)


class BasesPage(DetailsPage):
    """Legal bases, chosen from the list or typed."""

    def __init__(self, choose: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self.bases = LineEditor(lambda number: f"{number + 1}.", 26)
        self.bases.setAccessibleName(_("Legal bases"))
        self._choose = choose
        self.column.addWidget(titled(_("Legal bases"), link(_("Insert a legal basis…"), self._add)))
        self.column.addWidget(self.bases)
        self.column.addWidget(label(_("One a line; semicolons and the last full stop are added when printed."), "note"))
        self.column.addStretch(1)

    def _add(self) -> None:
        self.bases.rewrite(in_order(self.bases.lines(), self._choose()))
        self.bases.setFocus()

    def show_paper(self, paper: PaperRow) -> None:
        self.bases.set_lines(paper.legal_bases)

    def typed(self, paper: PaperRow) -> PaperRow:
        return replace(paper, legal_bases=self.bases.lines())


class ReceiversPage(DetailsPage):
    """To whom the paper is addressed, and who receives it; what is filed ("Lưu") is always the last."""

    def __init__(self, paper: PaperRow) -> None:
        super().__init__()
        self.addressees = LineEditor(lambda _number: "-", 18)
        self.recipients = LineEditor(lambda _number: "-", 18)
        addressed = labelled(_("Addressed to"), self.addressees)
        addressed.setVisible(PaperKind(paper.kind).facts.addressed)
        self.column.addWidget(addressed)
        note = _("One a line; dashes and punctuation are added when printed. “Lưu” is always put last.")
        self.column.addWidget(labelled(_("Recipients"), self.recipients, note))
        self.column.addStretch(1)

    def show_paper(self, paper: PaperRow) -> None:
        self.addressees.set_lines(paper.addressees)
        self.recipients.set_lines(paper.recipients)

    def typed(self, paper: PaperRow) -> PaperRow:
        return replace(paper, addressees=self.addressees.lines(), recipients=self.recipients.lines())


class SignerPage(DetailsPage):
    """Who signs, and on whose behalf; of minutes the chair and the secretary, of an achievement who reports it."""

    def __init__(
        self,
        paper: PaperRow,
        office: OfficeRow,
        signers: Callable[[], tuple[OfficerRow, ...]],
        *,
        achievement: bool = False,
    ) -> None:
        super().__init__()
        self._body = body_of(paper.kind, paper.authority, office.name) or office.name
        self._minutes = PaperKind(paper.kind).facts.layout is Layout.MINUTES
        self._beside = self._minutes or achievement  # two sign side by side
        self.form = SigningFormBox()
        self.signer_title = QLineEdit()
        self.signer_title.textEdited.connect(lambda _text: self._show_forms(self.form.chosen()))
        self.signer = QLineEdit()
        self.secretary = QLineEdit()
        if self._minutes:
            self.column.addWidget(labelled(_("Secretary of the meeting"), self.secretary))
        else:
            if achievement:
                self.column.addWidget(labelled(_("Who reports the achievement"), self.secretary))
            self.column.addWidget(labelled(_("Position of the signer"), self.signer_title))
            self.column.addWidget(labelled(_("Lines above the signature"), self.form))
        row = QHBoxLayout()
        row.addWidget(labelled(_("Chair of the meeting") if self._minutes else _("Name of the signer"), self.signer), 1)
        choose = QVBoxLayout()
        choose.addStretch(1)
        choose.addWidget(SignerButton(signers, self._take))
        row.addLayout(choose)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_body(self, body: str) -> None:
        """The lines are those of this body."""
        self.signer_title.setText(title_of_body(field_text(self.signer_title), self._body, body))
        self._body = body
        self._show_forms(self.form.chosen())

    def _show_forms(self, chosen: str) -> None:
        self.form.show_choices(self._body, field_text(self.signer_title), chosen)

    def _take(self, officer: OfficerRow) -> None:
        self.signer.setText(officer.name)
        self.signer_title.setText(officer.title.upper())
        self._show_forms(officer.signing_form)

    def show_paper(self, paper: PaperRow) -> None:
        self.signer_title.setText(paper.signer_title)
        self.signer.setText(paper.signer_name)
        self.secretary.setText(paper.secretary)
        self._show_forms(paper.signing_form)

    def typed(self, paper: PaperRow) -> PaperRow:
        paper = replace(paper, signer_name=field_text(self.signer))
        if self._beside:
            paper = replace(paper, secretary=field_text(self.secretary))
        if self._minutes:
            return paper
        return replace(paper, signing_form=self.form.chosen(), signer_title=field_text(self.signer_title))


class MarksPage(DetailsPage):
    """Urgency, secrecy, circulation, the drafter's mark, the contact line (cells 10 to 13 of Phụ lục I)."""

    def __init__(self, office: OfficeRow) -> None:
        super().__init__()
        self.urgency = _choices([(kind.stamp, str(kind)) for kind in Urgency])
        self.secrecy = _choices([(kind.stamp, str(kind)) for kind in Secrecy])
        self.circulation = _choices([(words, words) for words in CIRCULATIONS])
        self.drafter = QLineEdit()
        self.drafter.setPlaceholderText("PL.(300)")
        self.contact = QCheckBox(_("Address, telephone and e-mail at the foot of the first page"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(labelled(_("Urgency"), self.urgency))
        row.addWidget(labelled(_("Secrecy"), self.secrecy))
        row.addWidget(labelled(_("Circulation"), self.circulation))
        self.column.addLayout(row)
        note = _("Initials of the drafter and number of copies, printed small at the end of the recipients.")
        self.column.addWidget(labelled(_("Drafter's mark"), self.drafter, note))
        self.column.addWidget(self.contact)
        if not (office.address or office.phone or office.email):
            missing = _("The office profile has neither address, telephone nor e-mail yet: see Tools, Office profile.")
            self.column.addWidget(label(missing, "soon", wrap=True))
        self.column.addStretch(1)

    def show_paper(self, paper: PaperRow) -> None:
        for field, value in (
            (self.urgency, paper.urgency),
            (self.secrecy, paper.secrecy),
            (self.circulation, paper.circulation),
        ):
            if field.findData(value) < 0:  # kept as it came, though it is none of the usual ones
                field.addItem(value, value)
            field.setCurrentIndex(field.findData(value))
        self.drafter.setText(paper.drafter_mark)
        self.contact.setChecked(paper.contact_footer)

    def typed(self, paper: PaperRow) -> PaperRow:
        return replace(
            paper,
            urgency=self.urgency.currentData(),
            secrecy=self.secrecy.currentData(),
            circulation=self.circulation.currentData(),
            drafter_mark=field_text(self.drafter),
            contact_footer=self.contact.isChecked(),
        )


def _choices(choices: Sequence[tuple[str, str]]) -> CalmCombo:
    made = CalmCombo()
    made.addItem(_("None"), "")
    for words, code in choices:
        made.addItem(words, code)
    return made
