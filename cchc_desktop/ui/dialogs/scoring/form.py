"""The form of a rule: family, fields, options, a trial on sample values; and the form of one of its parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.proposal_rows import InputValue
from cchc_desktop.rules.numbers import format_value, parse_number
from cchc_desktop.rules.scoring import (
    Input,
    Manual,
    Part,
    Rule,
    compute,
    describe,
    faults,
    from_json,
    inputs_of,
    to_json,
)
from cchc_desktop.text import clean
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.scoring.inputs import Choices
from cchc_desktop.ui.dialogs.scoring.kinds import PAGES, kind_names
from cchc_desktop.ui.dialogs.scoring.options import OptionsForm
from cchc_desktop.ui.dialogs.scoring.pages import number
from cchc_desktop.ui.dialogs.scoring.part_pages import CouncilPage, PartsPage
from cchc_desktop.ui.widgets.basics import box, button, fit, label, labelled, scrolled, set_role
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.rule_inputs import RuleInputs

_TRIAL = 330  # width of the trial, pixels at 100 %


class RuleForm(QWidget):
    """Signal: `edited` what stands in the form may be another rule now."""

    edited = Signal()

    def __init__(self, prefix: str, sources: Choices, maximum: Decimal) -> None:
        super().__init__()
        self._sources, self._maximum = sources, maximum
        self._known: Sequence[InputValue] = ()
        self.kind = CalmCombo()
        self.pages = QStackedWidget()
        self._pages = {kind: make(prefix, sources) for kind, make in PAGES.items()}
        for kind, words in kind_names().items():
            self.kind.addItem(words, kind)
            self.pages.addWidget(self._pages[kind])
            page = self._pages[kind]
            page.edited.connect(self._note)
            if isinstance(page, PartsPage):
                page.part_wanted.connect(self._open_part)
        self.options = OptionsForm(prefix)
        self.options.edited.connect(self._note)
        self.inputs = RuleInputs(passing=True)
        self.inputs.edited.connect(self._show_result)
        self.sentence = label("", "secondary", wrap=True)
        self.points = label("", "score")
        self.how = label("", wrap=True)
        self.problem = label("", "late", wrap=True)
        # What was typed is read once the hands rest: a table tells of each of its cells.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._check)
        self._lay_out()
        self.kind.activated.connect(lambda _place: self._turn())

    def _lay_out(self) -> None:
        left = QTabWidget()
        left.setAccessibleName(_("Rule"))
        family = QWidget()
        rows = QVBoxLayout(family)
        rows.setSpacing(theme.px(8))
        rows.addWidget(labelled(_("Kind of rule"), self.kind))
        rows.addWidget(self.pages, 1)
        left.addTab(family, _("Rule"))
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.addWidget(self.options)
        left.addTab(holder, _("Cases, deductions, bounds"))
        trial = box("alt")
        trial.setFixedWidth(theme.px(_TRIAL))
        column = QVBoxLayout(trial)
        column.setContentsMargins(*(theme.px(12),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(_("Try it"), "field"))
        fields = QWidget()
        inner = QVBoxLayout(fields)
        inner.setContentsMargins(0, 0, theme.px(4), 0)
        inner.setSpacing(theme.px(8))
        for part in (self.sentence, self.inputs, self.points, self.how, self.problem):
            inner.addWidget(part)
        inner.addStretch(1)
        column.addWidget(scrolled(fields), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(left, 1)
        row.addWidget(trial)

    def show_rule(self, rule: Rule, known: Sequence[InputValue] = ()) -> None:
        """Show a rule, and try it on what is known for its inputs."""
        self._known = known
        for kind, page in self._pages.items():
            page.show_rule(rule if kind == rule.kind else None)
        self.options.show_options(rule.options)
        self.kind.setCurrentIndex(max(0, self.kind.findData(rule.kind)))
        self.pages.setCurrentWidget(self._pages[rule.kind])
        self._check()

    def set_maximum(self, maximum: Decimal) -> None:
        """The points of the criterion, or of the part, are others."""
        self._maximum = maximum
        self._note()

    def rule(self) -> Rule:
        """The rule that stands in the form; raises `UserError` with what cannot be read."""
        rule = replace(self._pages[str(self.kind.currentData())].rule(), options=self.options.options())
        return from_json(to_json(rule))

    def _turn(self) -> None:
        self.pages.setCurrentWidget(self._pages[str(self.kind.currentData())])
        self._note()

    def _note(self) -> None:
        self._later.start()

    def _check(self) -> None:
        """Say what the rule is and what is wrong with it, and ask for its inputs."""
        self._later.stop()
        try:
            rule: Rule | None = self.rule()
            problems = faults(rule, self._maximum) if rule is not None else []
        except UserError as error:
            rule, problems = None, [str(error)]
        self.problem.setText("\n".join(problems))
        self.problem.setVisible(bool(problems))
        self.sentence.setText(describe(rule, self._maximum) if rule is not None else "")
        if rule is not None:
            typed, known = self.inputs.values(), {one.name: one for one in self._known}
            self.inputs.show_rule(rule, [_tried(one, known.get(one.name), typed) for one in inputs_of(rule)])
        self._show_result()
        self.edited.emit()

    def _show_result(self) -> None:
        try:
            rule = self.rule()
        except UserError:
            rule = Manual()
        worked_out = not isinstance(rule, Manual)
        self.points.setVisible(worked_out)
        self.how.setVisible(worked_out)
        if not worked_out:
            return
        found = {one.name: one.found for one in self._known if one.found is not None}
        outcome = compute(rule, self._maximum, {**found, **self.inputs.values()})
        self.points.setText("" if outcome.points is None else formats.points(outcome.points.quantize(Decimal("0.01"))))
        self.points.setVisible(outcome.points is not None)
        self.how.setText(outcome.how)
        set_role(self.how, "soon" if outcome.points is None and outcome.applicable else "")

    def _open_part(self, part: Part, prefix: str, kept: Callable[[Part], None]) -> None:
        whole = isinstance(self.pages.currentWidget(), CouncilPage)
        PartDialog(part, prefix, self._sources, kept, self.window(), self._maximum if whole else None).open()


def _tried(wanted: Input, known: InputValue | None, typed: Mapping[str, str | bool | None]) -> InputValue:
    """An input of the trial: what was typed for it there, else what is known of it."""
    value = known or InputValue(wanted.name, wanted.title, wanted.kind, wanted.unit, wanted.source)
    return replace(value, typed=typed.get(wanted.name, value.typed))


class PartDialog(Dialog):
    """Keeps nothing by itself: `kept` is handed the part when the officer agrees."""

    def __init__(
        self,
        part: Part,
        prefix: str,
        sources: Choices,
        kept: Callable[[Part], None],
        parent: QWidget,
        maximum: Decimal | None = None,
    ) -> None:
        """`maximum`: the rule is that of a whole criterion of so many points, which has no label here."""
        super().__init__(parent)
        self._kept, self._maximum = kept, maximum
        self._when = part.when or Input(f"{prefix}when", kind="yes_no")
        self.setWindowTitle(_("The council's rule") if maximum is not None else _("Part of the rule"))
        fit(self, 900, 560)
        self.label = QLineEdit(part.label)
        self.points = QLineEdit(format_value(part.max) if part.max else "")
        self.points.setMaximumWidth(theme.px(90))
        self.when = QLineEdit(part.when.label if part.when else "")
        self.form = RuleForm(prefix, sources, part.max if maximum is None else maximum)
        self.form.show_rule(part.rule)
        self.points.textChanged.connect(lambda text: self.form.set_maximum(parse_number(text) or Decimal(0)))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        if maximum is None:
            head = QHBoxLayout()
            head.setSpacing(theme.px(12))
            head.addWidget(labelled(_("Part"), self.label), 3)
            head.addWidget(labelled(_("Points"), self.points))
            head.addWidget(labelled(_("Counts only when (a question, may be empty)"), self.when), 3)
            column.addLayout(head)
        column.addWidget(self.form, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep the part"), self.accept, "primary"))
        column.addLayout(foot)

    def carry_out(self) -> bool:
        """Hand the part on; the dialog stays where something in it cannot be read."""
        try:
            rule = self.form.rule()
            most = number(self.points) if self._maximum is None else Decimal(0)
        except UserError as error:
            alerts.show_error(self, error)
            return False
        question = " ".join(clean(self.when.text()).split())
        when = Input(self._when.name, question, "yes_no", source=self._when.source) if question else None
        self._kept(Part(most, rule, " ".join(clean(self.label.text()).split()), when))
        return True
