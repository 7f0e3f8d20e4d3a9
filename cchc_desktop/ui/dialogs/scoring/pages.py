"""A page of the rule's form for each family of rules: it shows one, and makes one of what stands in its fields."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_value, typed_number
from cchc_desktop.rules.scoring import (
    Answer,
    Choice,
    Manual,
    OnTime,
    PerItem,
    Rule,
    YesNo,
)
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.scoring.inputs import Choices, InputField
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.edit_table import EditTable

_ROWS = 132  # height of a table in the form, pixels at 100 %


class RulePage(QWidget):
    """The base of the pages; what options a rule has is no matter of theirs.

    Signal: `edited` something was typed or chosen.
    """

    edited = Signal()

    def __init__(self, prefix: str, sources: Choices) -> None:
        """`prefix` keeps the names of a part's inputs apart from those of other parts."""
        super().__init__()
        self.prefix, self.sources = prefix, sources
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setHorizontalSpacing(theme.px(10))
        self.form.setVerticalSpacing(theme.px(6))
        self.column.addLayout(self.form)

    def show_rule(self, rule: Rule | None) -> None:
        """Show a rule of the page's family; None shows an empty one."""

    def rule(self) -> Rule:
        """The rule that stands in the fields; raises `UserError` for what cannot be read."""
        raise NotImplementedError

    def add_input(self, title: str, name: str, kind: str = "number") -> InputField:
        """A line for an input."""
        made = InputField(f"{self.prefix}{name}", kind, title, self.sources)
        made.edited.connect(self.edited)
        self.form.addRow(title, made)
        return made

    def add_words(self, title: str) -> QLineEdit:
        """A line for words."""
        made = QLineEdit()
        made.setAccessibleName(title)
        made.textChanged.connect(lambda _text: self.edited.emit())
        self.form.addRow(title, made)
        return made

    def add_points(self, title: str) -> QLineEdit:
        """A line for a number."""
        made = self.add_words(title)
        made.setMaximumWidth(theme.px(90))
        return made

    def add_table(self, headings: Sequence[str], shares: Sequence[int], title: str, note: str = "") -> EditTable:
        """A table below the lines."""
        made = EditTable(headings, shares, title)
        made.table.setMinimumHeight(theme.px(_ROWS))
        for signal in (made.table.model().dataChanged, made.table.model().rowsRemoved, made.table.model().rowsMoved):
            signal.connect(lambda *_args: self.edited.emit())
        if note:
            self.column.addWidget(label(note, "note", wrap=True))
        self.column.addWidget(made, 1)
        return made


def number(field: QLineEdit, usual: Decimal | None = None) -> Decimal:
    """The number in a field; an empty one is the usual. Raises `UserError` naming the field."""
    text = field.text().strip()
    if not text and usual is not None:
        return usual
    try:
        return typed_number(text.removesuffix("%"), "1,5")
    except UserError as error:
        raise UserError(_("{field}: {reason}").format(field=field.accessibleName(), reason=error)) from error


def show_number(field: QLineEdit, value: Decimal | None) -> None:
    """Show a number in a field as papers write it."""
    field.setText("" if value is None else format_value(value))


class YesNoPage(RulePage):
    """Points for yes, points for no."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.input = self.add_input(_("Question"), "done", "yes_no")
        self.yes_label, self.yes = self.add_words(_("Yes means")), self.add_points(_("Points for yes"))
        self.no_label, self.no = self.add_words(_("No means")), self.add_points(_("Points for no"))
        self.column.addStretch(1)

    def show_rule(self, rule: Rule | None) -> None:
        known = rule if isinstance(rule, YesNo) else None
        self.input.show_input(known.input if known else None)
        self.yes_label.setText(known.yes_label if known else "")
        self.no_label.setText(known.no_label if known else "")
        show_number(self.yes, known.yes if known else None)
        show_number(self.no, known.no if known else Decimal(0))

    def rule(self) -> Rule:
        words = [" ".join(clean(field.text()).split()) for field in (self.yes_label, self.no_label)]
        return YesNo(
            input=self.input.input(), yes=number(self.yes), no=number(self.no), yes_label=words[0], no_label=words[1]
        )


class OnTimePage(RulePage):
    """Points in time, late, not at all."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.input = self.add_input(_("What has to be in time"), "in_time", "choice")
        self.full, self.late, self.none = (
            self.add_points(words) for words in (_("Points in time"), _("Points late"), _("Points not done"))
        )
        self.column.addStretch(1)

    def show_rule(self, rule: Rule | None) -> None:
        known = rule if isinstance(rule, OnTime) else None
        self.input.show_input(known.input if known else None)
        for field, value in zip(
            (self.full, self.late, self.none),
            (known.full, known.late, known.none) if known else (None, Decimal(0), Decimal(0)),
            strict=True,
        ):
            show_number(field, value)

    def rule(self) -> Rule:
        return OnTime(input=self.input.input(), full=number(self.full), late=number(self.late), none=number(self.none))


class ChoicePage(RulePage):
    """One of several answers."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.input = self.add_input(_("Question"), "answer", "choice")
        self.table = self.add_table((_("Answer"), _("Points")), (4, 1), _("Answers"))

    def show_rule(self, rule: Rule | None) -> None:
        known = rule if isinstance(rule, Choice) else None
        self.input.show_input(known.input if known else None)
        self.table.set_rows([(one.label, format_value(one.points)) for one in (known.answers if known else ())])

    def rule(self) -> Rule:
        answers = tuple(Answer(words, typed_number(points, "1,5")) for _guid, (words, points) in self.table.rows())
        return Choice(input=self.input.input(), answers=answers)


class PerItemPage(RulePage):
    """So many points for each, added to a start or taken from the maximum."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.input = self.add_input(_("What is counted"), "count")
        self.each = self.add_points(_("Points for each (below zero: taken off)"))
        self.start = self.add_points(_("Points to begin with (empty: the maximum)"))
        self.column.addStretch(1)

    def show_rule(self, rule: Rule | None) -> None:
        known = rule if isinstance(rule, PerItem) else None
        self.input.show_input(known.input if known else None)
        show_number(self.each, known.each if known else None)
        show_number(self.start, known.start if known else Decimal(0))

    def rule(self) -> Rule:
        start = number(self.start) if self.start.text().strip() else None
        return PerItem(input=self.input.input(), each=number(self.each), start=start)


class ManualPage(RulePage):
    """Nothing to say."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.column.addWidget(label(_("The points are typed by hand; nothing is worked out."), "note", wrap=True))
        self.column.addStretch(1)

    def rule(self) -> Rule:
        return Manual()
