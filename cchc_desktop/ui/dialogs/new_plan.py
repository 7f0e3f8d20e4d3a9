"""Beginning a paper: from which template, about what, or from another paper of any year."""

from typing import Any

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services.papers.papers_from_templates import available_templates, create_from_template, subject_of
from cchc_desktop.services.papers.plan_copies import copy_plan, preview_copy
from cchc_desktop.services.papers.plans import paper_kinds, read_plans
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.own_templates import OwnTemplates
from cchc_desktop.ui.dialogs.template_list import EarlierPapers, TemplateList
from cchc_desktop.ui.tabs.plan.lines import LineEditor
from cchc_desktop.ui.widgets.basics import button, labelled
from cchc_desktop.ui.workspace import Workspace, wait_cursor


class NewPlanDialog(Dialog):
    """After `accept` the new plan's guid is in `plan_guid`; "" when the dossier refused."""

    def __init__(self, workspace: Workspace, copied: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace = workspace
        self._templates = available_templates(workspace.dossier)
        self.plan_guid = ""
        self._how: dict[str, Any] = {}  # what was chosen in the preview of another year's plan
        self.setWindowTitle(_("New paper of {year}").format(year=workspace.year))
        self.setMinimumWidth(theme.px(560))
        self.templates = TemplateList(self._templates)
        self.own = OwnTemplates(workspace, self.templates)
        self.subject = LineEditor(lambda _number: "", 0)
        self.from_nothing = QRadioButton(_("From a template"))
        self.from_earlier = QRadioButton(_("From a paper of this dossier"))
        self.earlier = self._make_earlier(workspace.dossier)
        self._lay_out()
        self.templates.chosen.connect(self._show_subject)
        self.earlier.chosen.connect(self._refresh)
        self.from_earlier.toggled.connect(self._refresh)
        self.from_earlier.setChecked(copied and self.from_earlier.isEnabled())
        self.from_nothing.setChecked(not self.from_earlier.isChecked())
        self._choose_template()
        self._show_subject()
        self._refresh()
        (self.templates if self.from_nothing.isChecked() else self.earlier).search.setFocus()

    def _make_earlier(self, dossier: Dossier) -> EarlierPapers:
        """The papers of all years, the newest year first; last year's annual plan is the likely one."""
        plans: list[YearPaperRow] = []
        kinds: dict[str, PaperKind] = {}
        for year in sorted(self._workspace.years, reverse=True):
            plans += read_plans(dossier, year)
            kinds |= paper_kinds(dossier, year)
        made = EarlierPapers(plans, kinds, self._workspace.year)
        before = [plan for plan in plans if plan.year < self._workspace.year]
        likely = next((plan for plan in before if plan.kind == "annual"), next(iter(before or plans), None))
        if likely is not None:
            made.choose(likely.guid)
        self.from_earlier.setEnabled(bool(plans))
        return made

    def _lay_out(self) -> None:
        choices = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        top = QHBoxLayout()
        top.setSpacing(theme.px(18))
        for choice in (self.from_nothing, self.from_earlier):
            choices.addButton(choice)
            top.addWidget(choice)
        top.addStretch(1)
        column.addLayout(top)
        self._fresh = QWidget()
        fresh = QVBoxLayout(self._fresh)
        fresh.setContentsMargins(0, 0, 0, 0)
        fresh.addWidget(self.templates, 1)
        fresh.addWidget(self.own)
        note = _("Printed as the title says; it can be changed at any time.")
        fresh.addWidget(labelled(_("Subject of the paper"), self.subject, note))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._fresh)
        self._pages.addWidget(self.earlier)
        column.addWidget(self._pages, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.begin = button(_("Begin the paper"), self.go_on, "primary")
        foot.addWidget(self.begin)
        column.addLayout(foot)

    def _choose_template(self) -> None:
        """The first kind of plan that the year does not have yet."""
        assert self._workspace.dossier is not None
        there = {plan.kind for plan in read_plans(self._workspace.dossier, self._workspace.year)}
        plans = [template for template in self._templates if template.paper_kind is PaperKind.PLAN]
        free = [template for template in plans if template.plan_kind not in there]
        for template in (free or plans)[:1]:
            self.templates.choose(template.code)

    def propose(self, kind: PaperKind, subject: str) -> None:
        """Begin with the template of a kind of paper that has most words of this subject, else the first."""
        wanted = set(fold(subject).split())
        template = max(
            (template for template in self._templates if template.paper_kind is kind),
            key=lambda one: len(wanted.intersection(fold(f"{one.title} {one.subject}").split())),
            default=None,
        )
        if template is not None:
            self.from_nothing.setChecked(True)
            self.templates.choose(template.code)
        if subject:
            self.subject.set_lines([subject])
        self._refresh()

    def _show_subject(self) -> None:
        template, dossier = self.templates.current(), self._workspace.dossier
        typed = self.subject.document().isModified() and any(self.subject.lines())
        if template is not None and dossier is not None and not typed:  # a subject that was typed stays
            self.subject.set_lines(subject_of(dossier, template, self._workspace.year).split("\n"))
        self._refresh()

    def _refresh(self) -> None:
        copied = self.from_earlier.isChecked()
        self._pages.setCurrentIndex(int(copied))
        chosen = self.earlier.current() if copied else self.templates.current()
        self.begin.setEnabled(chosen is not None)

    def go_on(self) -> None:
        """Begin the paper; where years move on, after what moves was shown."""
        source = self.earlier.current() if self.from_earlier.isChecked() else None
        dossier = self._workspace.dossier
        if source is None or dossier is None or not self.earlier.move_years.isChecked():
            self.accept()
            return
        from cchc_desktop.ui.dialogs.copy_preview import CopyPreviewDialog

        year = self._workspace.year
        with wait_cursor():
            with_tasks = self.earlier.with_tasks.isChecked()
            preview = preview_copy(dossier, plan_guid=source.guid, year=year, with_tasks=with_tasks)
        shown = CopyPreviewDialog(self, preview, source.year, year)
        shown.agreed.connect(lambda: self._copy(shown.with_done, shown.carried, shown.kept))
        shown.open()

    def _copy(self, with_done: bool, carried: frozenset[str], kept: frozenset[str]) -> None:
        self._how = {"with_done": with_done, "carried": carried, "kept": kept}
        self.accept()

    def carry_out(self) -> bool:
        """Begin the paper; the dialog stays when the dossier refuses."""
        year = self._workspace.year
        if self.from_earlier.isChecked():
            change = self._workspace.run_across(
                copy_plan,
                plan_guid=self.earlier.code,
                year=year,
                move_years=self.earlier.move_years.isChecked(),
                with_tasks=self.earlier.with_tasks.isChecked(),
                **self._how,
            )
        else:
            template = self.templates.current()
            code, subject = template.code if template else "", "\n".join(self.subject.lines())
            change = self._workspace.run_across(create_from_template, year=year, code=code, subject=subject)
        if change is None:
            return False
        self.plan_guid = change.created("plan")[0]
        return True
