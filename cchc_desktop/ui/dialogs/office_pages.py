"""Office, receivers, units and signer as pages: the first-run assistant and the office profile are made of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeAnswers
from cchc_desktop.rules.documents_nd30 import SigningForm
from cchc_desktop.rules.organisation import Tier, default_receivers, default_units, place_of
from cchc_desktop.services.offices import USUAL_LIMIT_MB
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import icon_label, label, labelled, number_field
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.edit_table import EditTable
from cchc_desktop.ui.widgets.letterhead import Letterhead

# (signing form, title); the words in the list are made when it is shown
_SIGNERS = (
    (SigningForm.COLLECTIVE, "Chủ tịch"),
    (SigningForm.COLLECTIVE_DEPUTY, "Phó Chủ tịch"),
    (SigningForm.ACTING, "Chủ tịch"),
)


def _signer_words() -> tuple[str, ...]:
    return (_("Chairman"), _("Deputy chairman, for the chairman"), _("Acting chairman"))


class OfficePage(QWidget):
    """Signals: `edited` something was typed or chosen."""

    edited = Signal()

    def __init__(self, year: int, with_year: bool = True) -> None:
        super().__init__()
        self._place_typed = False
        self.name = self._field("UBND xã Bình Minh")
        self.superior = self._field("UBND tỉnh An Bình")
        self.place = self._field("Bình Minh")
        self.signer_name = self._field("")
        self.year = number_field(2000, 2100, year)
        self.signer = CalmCombo()
        self.signer.addItems(list(_signer_words()))
        self._two = QRadioButton(_("Two levels: communes report to the province (since 01/7/2025)"))
        self._three = QRadioButton(_("Three levels: communes report to the district (older papers)"))
        self._two.setChecked(True)
        self._tiers = QButtonGroup(self)
        self._tiers.addButton(self._two)
        self._tiers.addButton(self._three)
        self.letterhead = Letterhead()
        self._by_decree = (icon_label("circle-check", "done", 15), label(_("Laid out by Nghị định 30"), "done"))
        self._lay_out(with_year)
        self._connect()
        self._draw()

    def _field(self, example: str) -> QLineEdit:
        made = QLineEdit()
        if example:
            made.setPlaceholderText(_("For example: {example}").format(example=example))
        return made

    def _lay_out(self, with_year: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(9))
        grid.addWidget(labelled(_("Name of the office"), self.name), 0, 0)
        grid.addWidget(labelled(_("Superior body"), self.superior), 0, 1)
        tiers = QVBoxLayout()
        tiers.setSpacing(theme.px(2))
        tiers.addWidget(label(_("Structure of government"), "field"))
        tiers.addWidget(self._two)
        tiers.addWidget(self._three)
        grid.addLayout(tiers, 1, 0, 1, 2)
        grid.addWidget(labelled(_("Place name on papers"), self.place), 2, 0)
        if with_year:
            grid.addWidget(labelled(_("First year"), self.year), 2, 1)
        grid.addWidget(labelled(_("Usual signer"), self.signer), 3, 0)
        grid.addWidget(labelled(_("Name of the signer"), self.signer_name), 3, 1)
        grid.addLayout(self._preview_title(), 4, 0, 1, 2)
        grid.addWidget(self.letterhead, 5, 0, 1, 2)
        grid.setRowStretch(6, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _preview_title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(label(_("The head of the page will look like this"), "field"))
        row.addSpacing(theme.px(8))
        for widget in self._by_decree:
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.name.textChanged.connect(self._name_typed)
        self.place.textEdited.connect(self._remember_place)
        for field in (self.superior, self.place, self.signer_name):
            field.textChanged.connect(self._draw)
        self.year.valueChanged.connect(self._draw)
        self.signer.currentIndexChanged.connect(self._draw)
        self._two.toggled.connect(self._draw)

    def _remember_place(self, text: str) -> None:
        self._place_typed = bool(text)

    def _name_typed(self, text: str) -> None:
        """The place name follows the office's name until it has been typed itself."""
        if not self._place_typed:
            self.place.setText(place_of(clean(text)) if text.strip() else "")
        self._draw()

    def _draw(self) -> None:
        name, place = clean(self.name.text()), clean(self.place.text())
        self.letterhead.show_office(name, place, self.year.value())
        for widget in self._by_decree:  # a head without its body or its place is none
            widget.setVisible(bool(name and place))
        self.edited.emit()

    @property
    def tier(self) -> Tier:
        """The structure of government that is chosen."""
        return Tier.TWO if self._two.isChecked() else Tier.THREE

    def answers(self) -> OfficeAnswers:
        """What has been typed, cleaned."""
        form, title = _SIGNERS[self.signer.currentIndex()]
        texts = [clean(field.text()).strip() for field in (self.name, self.superior, self.place, self.signer_name)]
        return OfficeAnswers(
            texts[0], str(self.tier), texts[1], texts[2], self.year.value(), str(form), title, texts[3]
        )

    def show_answers(self, answers: OfficeAnswers) -> None:
        """Fill the page."""
        self._place_typed = True
        self.name.setText(answers.name)
        self.superior.setText(answers.superior)
        self.place.setText(answers.place)
        self.signer_name.setText(answers.signer_name)
        self.year.setValue(answers.year)
        (self._two if answers.tier == Tier.TWO else self._three).setChecked(True)
        known = [(str(form), title.upper()) for form, title in _SIGNERS]
        wanted = (answers.signing_form, answers.signer_title.upper())
        self.signer.setCurrentIndex(known.index(wanted) if wanted in known else 0)

    def problem(self) -> str:
        """What is still missing; "" when nothing is."""
        answers = self.answers()
        if not answers.name:
            return _("Type the name of the office.")
        if not answers.superior:
            return _("Type the name of the superior body.")
        return "" if answers.place else _("Type the place name that papers carry.")


class ReceiversPage(QWidget):
    """Who receives the office's papers, with e-mail."""

    def __init__(self) -> None:
        super().__init__()
        self.list = EditTable([_("Receiver"), _("E-mail"), _("Mail up to (MB)")], (5, 4, 2), _("Receivers"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        usual = _("The largest attachment that the receiver's mail takes; left empty, {count} MB are counted with.")
        column.addWidget(label(usual.format(count=USUAL_LIMIT_MB), "note", wrap=True))

    def suggest(self, tier: Tier, superior: str) -> None:
        """The usual receivers of this tier."""
        self.list.set_rows([(name, "", "") for name in default_receivers(tier, superior) if name])


class UnitsPage(QWidget):
    """Units of the office and who is in charge in each."""

    def __init__(self) -> None:
        super().__init__()
        headers = [_("Unit"), _("Short code"), _("Person in charge"), _("E-mail")]
        self.list = EditTable(headers, (6, 2, 4, 4), _("Units"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def suggest(self, tier: Tier) -> None:
        """The usual units of this tier."""
        self.list.set_rows([(unit.name, unit.short_code, "", "") for unit in default_units(tier)])
