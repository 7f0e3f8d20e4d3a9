"""What a new paper may begin from: the templates under their kinds, or any paper of the dossier under its year."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox

from cchc_desktop.i18n import _
from cchc_desktop.models.template_rows import TemplateRow
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.searched_list import Entry, SearchedList


class TemplateList(SearchedList):
    """The templates of papers; those of the office's own say so."""

    def __init__(self, templates: Sequence[TemplateRow]) -> None:
        self._templates: dict[str, TemplateRow] = {}
        super().__init__((), _("Templates"))
        self.show_templates(templates)

    def show_templates(self, templates: Sequence[TemplateRow]) -> None:
        """Show these templates, with the one chosen that was."""
        chosen = self.code
        self._templates = {template.code: template for template in templates}
        self.fill([_entry(one) for one in templates])
        self.choose(chosen)

    def current(self) -> TemplateRow | None:
        """The template that is chosen."""
        return self._templates.get(self.code)


def _entry(one: TemplateRow) -> Entry:
    kind = one.paper_kind.facts
    title = _("{title} (the office's own)").format(title=one.title) if one.own else one.title
    return Entry(one.code, kind.name(), kind.icon, title, one.subject)


class EarlierPapers(SearchedList):
    """The papers of all years, and what is taken over from the one that is chosen into a paper of `year`."""

    def __init__(self, plans: Sequence[YearPaperRow], kinds: Mapping[str, PaperKind], year: int) -> None:
        self._plans = {plan.guid: plan for plan in plans}
        self._year = year
        entries = [
            Entry(
                plan.guid,
                _("Year {year}").format(year=plan.year),
                kinds[plan.guid].facts.icon,
                f"{kinds[plan.guid].facts.name()}: {' '.join(plan.title.split())}",
            )
            for plan in plans
        ]
        super().__init__(entries, _("Papers of this dossier"))
        self.move_years = QCheckBox()
        self.with_tasks = QCheckBox(_("Take the tasks over too, without their progress"))
        self.column.addWidget(self.move_years)
        self.column.addWidget(self.with_tasks)
        note = _("Text, legal bases, recipients and signer are taken over; number and date stay blank.")
        self.column.addWidget(label(note, "note", wrap=True))
        self.chosen.connect(self._suggest)

    def current(self) -> YearPaperRow | None:
        """The paper that is chosen."""
        return self._plans.get(self.code)

    def _suggest(self) -> None:
        """Years move on and tasks come along into another year; within one year both would be wrong."""
        plan = self.current()
        other_year = plan is not None and plan.year != self._year
        words = _("Move the years in the text: {old} becomes {new}") if other_year else _("Move the years in the text")
        self.move_years.setText(words.format(old=plan.year if plan else "", new=self._year))
        self.move_years.setEnabled(other_year)
        self.move_years.setChecked(other_year)
        self.with_tasks.setEnabled(plan is not None and plan.task_count > 0)
        self.with_tasks.setChecked(other_year and plan is not None and plan.task_count > 0)
