"""The fields of one incoming paper, as the register has them (Nghị định 30/2020, Phụ lục IV)."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.incoming_rows import IncomingFacts
from cchc_desktop.rules.paper_names import PAPER_NAMES
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.date_field import DateField


class FactsForm(QWidget):
    """Signals: `edited` the officer changed something."""

    edited = Signal()

    def __init__(self, year: int) -> None:
        """`year` completes days that are typed without one."""
        super().__init__()
        self._done_on: date | None = None
        self.kind = CalmCombo()
        self.kind.setEditable(True)
        self.kind.setCompleter(None)  # type: ignore[arg-type]  # it would write over what UniKey is still composing
        self.kind.addItems(sorted({name.word for name in PAPER_NAMES}))
        self.issuer, self.number, self.subject = QLineEdit(), QLineEdit(), QLineEdit()
        self.arrival_number, self.receiver, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.number.setPlaceholderText("15/KH-UBND")
        self.issued_on = DateField(_("Date of the paper"), optional=True, year=year)
        self.arrived_on = DateField(_("Day of arrival"), year=year)
        self.due_on = DateField(_("To be dealt with by"), optional=True, year=year)
        self._lay_out()
        kind = self.kind.lineEdit()
        for field in (kind, self.issuer, self.number, self.subject, self.arrival_number, self.receiver, self.note):
            assert field is not None
            field.textEdited.connect(lambda _text: self.edited.emit())
        self.kind.activated.connect(lambda _place: self.edited.emit())
        for day in (self.issued_on, self.arrived_on, self.due_on):
            day.edited.connect(self.edited)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(8))
        places = (
            (_("Kind of paper"), self.kind, 0, 0, 1),
            (_("Issued by"), self.issuer, 0, 1, 1),
            (_("Number, symbol"), self.number, 0, 2, 1),
            (_("Date of the paper"), self.issued_on, 0, 3, 1),
            (_("What it is about"), self.subject, 1, 0, 3),
            (_("To be dealt with by"), self.due_on, 1, 3, 1),
            (_("Number of arrival"), self.arrival_number, 2, 0, 1),
            (_("Handled by"), self.receiver, 2, 1, 1),
            (_("Note"), self.note, 2, 2, 1),
            (_("Day of arrival"), self.arrived_on, 2, 3, 1),
        )
        for words, field, row, column, width in places:
            grid.addWidget(labelled(words, field), row, column, 1, width, Qt.AlignmentFlag.AlignTop)
        for column, share in enumerate((3, 4, 4, 3)):
            grid.setColumnStretch(column, share)

    def show_facts(self, facts: IncomingFacts, next_number: str) -> None:
        """Show what is registered; `next_number` is what a paper without a number gets."""
        self._done_on = facts.done_on
        self.kind.setCurrentText(facts.kind)
        for field, words in (
            (self.issuer, facts.issuer),
            (self.number, facts.number),
            (self.subject, facts.subject),
            (self.arrival_number, facts.arrival_number),
            (self.receiver, facts.receiver),
            (self.note, facts.note),
        ):
            field.setText(words)
            field.setCursorPosition(0)
        self.arrival_number.setPlaceholderText(next_number)
        self.issued_on.show_date(facts.issued_on)
        self.arrived_on.show_date(facts.arrived_on)
        self.due_on.show_date(facts.due_on)

    def facts(self) -> IncomingFacts:
        """What stands in the fields. Raises `UserError` for a day that is none."""
        return IncomingFacts(
            subject=_words(self.subject.text()),
            arrived_on=self.arrived_on.day(),
            arrival_number=_words(self.arrival_number.text()),
            issuer=_words(self.issuer.text()),
            number=_words(self.number.text()),
            issued_on=self.issued_on.value(),
            kind=_words(self.kind.currentText()),
            receiver=_words(self.receiver.text()),
            due_on=self.due_on.value(),
            done_on=self._done_on,
            note=_words(self.note.text()),
        )


def _words(text: str) -> str:
    return " ".join(clean(text).split())
