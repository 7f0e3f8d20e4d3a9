"""What may hold of any rule: nothing arising, nothing to count, bounds, deductions, cases of their own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.scoring import Case, Deduction, Options
from cchc_desktop.rules.scoring.cells import case_cells, case_of, deduction_cells, deduction_of, then_words
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.scoring.pages import number
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.edit_table import EditTable

_ROWS = 96  # height of a table, pixels at 100 %


class OptionsForm(QWidget):
    """Signal: `edited` something was typed or chosen."""

    edited = Signal()

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix
        self._words = ""
        self._cases: tuple[Case, ...] = ()
        self._deductions: tuple[Deduction, ...] = ()
        self.not_arising, self.when_zero = self._choice(_("Nothing arising")), self._choice(_("Nothing to count"))
        self.floor, self.cap = self._number(_("At least")), self._number(_("At most"))
        self.deductions = EditTable((_("Deduction for"), _("Taken off"), _("For each")), (4, 2, 1), _("Deductions"))
        self.cases = EditTable((_("Case"), _("What counts then")), (3, 2), _("Cases of their own"))
        self._lay_out()
        for table in (self.deductions, self.cases):
            table.table.setMinimumHeight(theme.px(_ROWS))
            for signal in (table.table.model().dataChanged, table.table.model().rowsRemoved):
                signal.connect(lambda *_args: self.edited.emit())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        bounds = QHBoxLayout()
        bounds.addWidget(self.floor)
        bounds.addWidget(label(_("At most")))
        bounds.addWidget(self.cap)
        bounds.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(10))
        form.addRow(_("Nothing arising in the year (a case of the set)"), self.not_arising)
        form.addRow(_("Nothing to count (a = 0)"), self.when_zero)
        form.addRow(_("At least"), bounds)
        column.addLayout(form)
        tables = QTabWidget()
        tables.addTab(self.deductions, _("Deductions"))
        tables.addTab(self.cases, _("Cases of their own"))
        tables.setAccessibleName(_("Deductions and cases"))
        column.addWidget(tables, 1)
        column.addWidget(
            label(_("Taken off: 0,5 is points, 50% a share of what was reached. For each: type “each”."), "note", True)
        )

    def _choice(self, name: str) -> CalmCombo:
        made = CalmCombo()
        made.setAccessibleName(name)
        made.addItem(_("the set does not say"), "")
        for key, words in then_words().items():
            made.addItem(words, key)
        made.activated.connect(lambda _place: self.edited.emit())
        return made

    def _number(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setFixedWidth(theme.px(70))
        made.textChanged.connect(lambda _text: self.edited.emit())
        return made

    def show_options(self, options: Options) -> None:
        """Show the options of a rule."""
        self._words, self._cases, self._deductions = options.not_arising_words, options.cases, options.deductions
        self.not_arising.setCurrentIndex(max(0, self.not_arising.findData(options.not_arising)))
        self.when_zero.setCurrentIndex(max(0, self.when_zero.findData(options.when_zero)))
        for field, value in ((self.floor, options.floor), (self.cap, options.cap)):
            field.setText("" if value is None else format_value(value))
        self.deductions.set_rows(
            [deduction_cells(one) for one in options.deductions], [one.input.name for one in options.deductions]
        )
        self.cases.set_rows([case_cells(one) for one in options.cases], [one.input.name for one in options.cases])

    def options(self) -> Options:
        """The options as they stand in the fields; raises `UserError` for what cannot be read."""
        deductions = {one.input.name: one for one in self._deductions}
        cases = {one.input.name: one for one in self._cases}
        not_arising = str(self.not_arising.currentData())
        return Options(
            not_arising=not_arising,
            not_arising_words=self._words if not_arising else "",
            when_zero=str(self.when_zero.currentData()),
            floor=number(self.floor) if self.floor.text().strip() else None,
            cap=number(self.cap) if self.cap.text().strip() else None,
            cases=tuple(
                case_of(cells, self._name("case", place, set(cases)), cases.get(guid))
                for place, (guid, cells) in enumerate(self.cases.rows(), 1)
            ),
            deductions=tuple(
                deduction_of(cells, self._name("off", place, set(deductions)), deductions.get(guid))
                for place, (guid, cells) in enumerate(self.deductions.rows(), 1)
            ),
        )

    def _name(self, stem: str, place: int, taken: set[str]) -> str:
        """A name for the input of a further line that none of the known ones has."""
        name = f"{self._prefix}{stem}{place}"
        return name if name not in taken else f"{name}_{len(taken) + place}"
