"""A survey's name, clients, conditions and days, and how many forms it needs; kept as one goes."""

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.survey_rows import OpenSurvey
from cchc_desktop.rules.localised import number, percent
from cchc_desktop.rules.numbers import format_value, parse_number, typed_number
from cchc_desktop.rules.surveys import USUAL_ERROR, Conditions, forms_needed, sample_size
from cchc_desktop.services.scoring.surveys import set_survey
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import PASSING, label, labelled, number_field
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.workspace import Workspace

_MOST = 999_999_999
_EXAMPLE = "10"


class SettingsPage(QWidget):
    """The fields; what is typed is kept once a field is left."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._survey: OpenSurvey | None = None
        self.title = QLineEdit()
        self.population = number_field(0, _MOST, 0)
        self.least_share, self.error = QLineEdit(), QLineEdit(format_value(USUAL_ERROR))
        self.least_forms = number_field(0, _MOST, 0)
        self.opened = DateField(_("First day"), optional=True, year=workspace.year)
        self.closed = DateField(_("Last day"), optional=True, year=workspace.year)
        self.needed = label("", "strong", wrap=True)
        self.how = label("", "secondary", wrap=True)
        self.said = label("", "strong-late", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.error.setProperty(PASSING, True)
        for spin in (self.population, self.least_forms):
            spin.setSpecialValueText("-")
            spin.setGroupSeparatorShown(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(8))
        grid.addWidget(labelled(_("Name of the survey"), self.title), 0, 0, 1, 3)
        grid.addWidget(labelled(_("Clients of the period"), self.population), 1, 0)
        grid.addWidget(labelled(_("At least, % of the clients"), self.least_share), 1, 1)
        grid.addWidget(labelled(_("At least, forms"), self.least_forms), 1, 2)
        grid.addWidget(labelled(_("First day"), self.opened), 2, 0)
        grid.addWidget(labelled(_("Last day"), self.closed), 2, 1)
        grid.addWidget(labelled(_("Margin of error e, %"), self.error), 2, 2)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(grid)
        column.addWidget(self.needed)
        column.addWidget(self.how)
        column.addWidget(self.said)
        column.addStretch(1)

    def _connect(self) -> None:
        for field in (self.title, self.least_share, self.population, self.least_forms):
            field.editingFinished.connect(self.keep)
        for day in (self.opened, self.closed):
            day.edited.connect(self.keep)
        self.population.valueChanged.connect(lambda _value: self._say_needed())
        self.least_forms.valueChanged.connect(lambda _value: self._say_needed())
        self.least_share.textChanged.connect(lambda _text: self._say_needed())
        self.error.textChanged.connect(lambda _text: self._say_needed())

    def show_survey(self, survey: OpenSurvey | None) -> None:
        """Show a survey's fields as they are kept."""
        self._survey = survey
        if survey is None:
            return
        row = survey.row
        self.title.setText(row.title)
        self.population.setValue(row.population or 0)
        self.least_share.setText("" if row.least_share is None else format_value(row.least_share))
        self.least_forms.setValue(row.least_forms or 0)
        for field, day in ((self.opened, row.opened_on), (self.closed, row.closed_on)):
            if not field.problem():  # what is half typed stays
                field.show_date(day)
        self.setEnabled(not self._workspace.year_read_only)
        self._say_needed()

    def keep(self) -> bool:
        """Keep what was typed; False where it cannot be kept, and then it is said."""
        survey = self._survey
        if survey is None or self._workspace.year_read_only:
            return True
        try:
            typed = self._typed()
        except UserError as error:
            self.said.setText(str(error))
            return False
        changed = {name: value for name, value in typed.items() if getattr(survey.row, name) != value}
        if not changed:
            return True
        return self._workspace.run(set_survey, survey_guid=survey.row.guid, **changed) is not None

    def _typed(self) -> dict[str, Any]:
        self.said.setText("")
        share = self.least_share.text().strip().removesuffix("%").strip()
        typed: dict[str, Any] = {
            "title": self.title.text().strip(),
            "population": self.population.value() or None,
            "least_share": typed_number(share, _EXAMPLE) if share else None,
            "least_forms": self.least_forms.value() or None,
        }
        for name, day in (("opened_on", self.opened), ("closed_on", self.closed)):
            if not day.problem():
                typed[name] = day.value()
        return typed

    def _say_needed(self) -> None:
        """The size of the sample and what the conditions ask for, as the numbers are typed."""
        population, forms = self.population.value(), self.least_forms.value() or None
        share, error = parse_number(self.least_share.text()), parse_number(self.error.text())
        if error is None or not 0 < error <= 100:
            self.needed.setText(_("Type the margin of error, above 0 and up to 100%."))
            self.how.setText("")
            return
        conditions = Conditions(population or None, share, forms)
        needed = forms_needed(conditions, error)
        if needed is None:
            self.needed.setText(_("Type how many clients the period had: the number of forms follows from it."))
            self.how.setText("")
            return
        entered = self._survey.forms if self._survey is not None else 0
        words = _("{needed} forms are needed; {entered} are entered.")
        self.needed.setText(words.format(needed=number(needed), entered=number(entered)))
        self.how.setText(" ".join(_how(population, error, share, forms)))


def _how(population: int, error: Decimal, share: Decimal | None, forms: int | None) -> list[str]:
    size = sample_size(population, error)
    told = [
        _("Sample: n = N/(1 + N × e²) = {size} for N = {population}, e = {error}.").format(
            size=number(size), population=number(population), error=percent(error)
        )
    ]
    if share:
        least = forms_needed(Conditions(population, share, None), Decimal(100)) or 0
        words = _("{share} of the clients: {least} forms.")
        told.append(words.format(share=percent(share), least=number(least)))
    if forms:
        told.append(_("At least {forms} forms.").format(forms=number(forms)))
        if forms > population:
            told.append(_("There are fewer clients than forms that are asked for; the survey cannot count."))
    return told
