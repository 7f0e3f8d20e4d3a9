"""Pages of the rule's form for what is measured: steps, shares, parts of a whole, surveys."""

from decimal import Decimal

from PySide6.QtWidgets import QCheckBox

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.rules.numbers import format_value, typed_number
from cchc_desktop.rules.scoring import Count, Input, Measure, Ratio, Rule, Step, Steps, Survey, Term, Weighted
from cchc_desktop.rules.scoring.cells import step_cells, step_of
from cchc_desktop.ui.dialogs.scoring.inputs import Choices
from cchc_desktop.ui.dialogs.scoring.pages import RulePage, number, show_number
from cchc_desktop.ui.widgets.edit_table import EditTable


class MeasurePage(RulePage):
    """The base of rules of a share: the share itself, or a part of a whole."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.part = self.add_input(_("Part (b)"), "b")
        self.whole = self.add_input(_("Whole (a)"), "a")
        self.share = self.add_input(_("or the share itself"), "share", "percent")

    def show_measure(self, measure: Measure | None) -> None:
        """Show what is measured."""
        self.part.show_input(measure.part if measure else None)
        self.whole.show_input(measure.whole if measure else None)
        self.share.show_input(measure.share if measure else None)

    def measure(self) -> Measure:
        """What is measured; a share where nothing is named."""
        part, whole = (None if field.is_empty else field.input() for field in (self.part, self.whole))
        if (part is None) != (whole is None):
            raise UserError(_("Name both the part and the whole, or neither."))
        share = None if self.share.is_empty and part is not None else self.share.input()
        return Measure(share, part, whole)


def _steps(page: RulePage) -> EditTable:
    note = _("From: 95 is from 95 up, > 95 above 95. To: < 98 is below 98, 98 up to 98; empty is without a bound.")
    headings = (_("Points"), pgettext("bound", "From"), pgettext("bound", "To"))
    return page.add_table(headings, (1, 1, 1), _("Steps"), note)


def _steps_of(table: EditTable) -> tuple[Step, ...]:
    return tuple(step_of(cells) for _guid, cells in table.rows())


class StepsPage(MeasurePage):
    """Points by steps of a share."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.table = _steps(self)

    def show_rule(self, rule: Rule | None) -> None:
        known = rule if isinstance(rule, Steps) else None
        self.show_measure(known.measure if known else None)
        self.table.set_rows([step_cells(step) for step in (known.steps if known else ())])

    def rule(self) -> Rule:
        return Steps(measure=self.measure(), steps=_steps_of(self.table))


class CountPage(RulePage):
    """Points by how many there are."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.input = self.add_input(_("What is counted"), "count")
        self.table = _steps(self)

    def show_rule(self, rule: Rule | None) -> None:
        known = rule if isinstance(rule, Count) else None
        self.input.show_input(known.input if known else None)
        self.table.set_rows([step_cells(step) for step in (known.steps if known else ())])

    def rule(self) -> Rule:
        return Count(input=self.input.input(), steps=_steps_of(self.table))


class RatioPage(MeasurePage):
    """A share of the maximum."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.least = self.add_points(_("Below this share (%) no points"))
        self.least_too = self.add_check(_("no points at this share itself either"))
        self.full_at = self.add_points(_("From this share (%) on the maximum"))
        self.scaled = self.add_check(_("below it in proportion to it: share × maximum / that share"))
        self.times = self.add_points(_("Points at 100% where not the maximum"))
        self.column.addStretch(1)

    def add_check(self, words: str) -> QCheckBox:
        """A line to tick."""
        made = QCheckBox(words)
        made.toggled.connect(lambda _on: self.edited.emit())
        self.form.addRow("", made)
        return made

    def show_rule(self, rule: Rule | None) -> None:
        known = rule if isinstance(rule, Ratio) else None
        self.show_measure(known.measure if known else None)
        show_number(self.least, known.least if known and known.least else None)
        self.least_too.setChecked(known is not None and not known.least_in)
        show_number(self.full_at, known.full_at if known else Decimal(100))
        self.scaled.setChecked(known.scaled if known else False)
        show_number(self.times, known.times if known else None)

    def rule(self) -> Rule:
        return Ratio(
            measure=self.measure(),
            least=number(self.least, Decimal(0)),
            least_in=not self.least_too.isChecked(),
            full_at=number(self.full_at, Decimal(100)),
            scaled=self.scaled.isChecked(),
            times=number(self.times) if self.times.text().strip() else None,
        )


class WeightedPage(RulePage):
    """Parts of one whole, each with its points."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self._known: tuple[Term, ...] = ()
        self.whole = self.add_input(_("Whole (a)"), "a")
        self.table = self.add_table((_("Part of the whole"), _("Points")), (4, 1), _("Parts"))

    def show_rule(self, rule: Rule | None) -> None:
        known = rule if isinstance(rule, Weighted) else None
        self._known = known.terms if known else ()
        self.whole.show_input(known.whole if known else None)
        rows = [(term.input.title, format_value(term.points)) for term in self._known]
        self.table.set_rows(rows, [term.input.name for term in self._known])

    def rule(self) -> Rule:
        known = {term.input.name: term.input for term in self._known}
        terms: list[Term] = []
        for guid, (words, points) in self.table.rows():
            name = guid or free_name(self.prefix, {*known, *(term.input.name for term in terms)})
            before = known.get(guid, Input(name))
            terms.append(Term(Input(name, words, before.kind, before.unit, before.source), typed_number(points, "1,5")))
        return Weighted(whole=self.whole.input(), terms=tuple(terms))


def free_name(prefix: str, taken: set[str]) -> str:
    """A name for a further input that none of those has."""
    return next(name for place in range(1, 200) if (name := f"{prefix}x{place}") not in taken)


class SurveyPage(RulePage):
    """What a survey says."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.input = self.add_input(_("Share of the survey (%)"), "survey", "percent")
        self.column.addStretch(1)

    def show_rule(self, rule: Rule | None) -> None:
        self.input.show_input(rule.input if isinstance(rule, Survey) else None)

    def rule(self) -> Rule:
        return Survey(input=self.input.input())
