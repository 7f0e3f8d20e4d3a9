"""Beginning a paper: from which template, about what, or from one of last year's."""

from PySide6.QtWidgets import QButtonGroup, QComboBox, QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.rows import PlanRow
from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.services.papers_from_templates import available_templates, create_from_template, subject_of
from cchc_desktop.services.plan_copies import copy_plan
from cchc_desktop.services.plans import read_plans
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.template_list import TemplateList
from cchc_desktop.ui.tabs.plan_lines import LineEditor
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.workspace import Workspace


class NewPlanDialog(QDialog):
    """After `accept` the new plan's guid is in `plan_guid`; "" when the dossier refused."""

    def __init__(self, workspace: Workspace, copied: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace = workspace
        self._templates = available_templates()
        self._earlier: tuple[PlanRow, ...] = read_plans(workspace.dossier, workspace.year - 1)
        self.plan_guid = ""
        self.setProperty("box", "surface")
        self.setWindowTitle(_("New paper of {year}").format(year=workspace.year))
        self.setMinimumWidth(theme.px(540))
        self.templates = TemplateList(self._templates)
        self.subject = LineEditor(lambda _number: "", 0)
        self.from_nothing = QRadioButton(_("From a template"))
        self.from_earlier = QRadioButton(_("From a paper of {year}").format(year=workspace.year - 1))
        self.earlier = QComboBox()
        for plan in self._earlier:
            self.earlier.addItem(plan.title.replace("\n", " "), plan.guid)
        self._lay_out()
        self.templates.chosen.connect(self._show_subject)
        self.from_earlier.toggled.connect(self._refresh)
        self.from_earlier.setChecked(copied and bool(self._earlier))
        self.from_nothing.setChecked(not self.from_earlier.isChecked())
        self._choose_template()
        self._show_subject()
        self._refresh()
        (self.templates.search if self.from_nothing.isChecked() else self.earlier).setFocus()

    def _lay_out(self) -> None:
        choices = QButtonGroup(self)
        choices.addButton(self.from_nothing)
        choices.addButton(self.from_earlier)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.from_nothing)
        self._fresh = QWidget()
        fresh = QVBoxLayout(self._fresh)
        fresh.setContentsMargins(theme.px(22), 0, 0, 0)
        fresh.addWidget(self.templates, 1)
        note = _("Printed as the title says; it can be changed at any time.")
        fresh.addWidget(labelled(_("Subject of the paper"), self.subject, note))
        column.addWidget(self._fresh, 1)
        column.addWidget(self.from_earlier)
        self._copied = QWidget()
        copied = QVBoxLayout(self._copied)
        copied.setContentsMargins(theme.px(22), 0, 0, 0)
        copied.addWidget(self.earlier)
        copied.addWidget(
            label(
                _("Text, tasks and recipients are taken over, the years moved on; number, date and progress are not."),
                "note",
                wrap=True,
            )
        )
        if not self._earlier:
            copied.addWidget(
                label(_("{year} has no paper to take over.").format(year=self._workspace.year - 1), "note")
            )
        column.addWidget(self._copied)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.begin = button(_("Begin the paper"), self.accept, "primary")
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

    def _show_subject(self) -> None:
        template, dossier = self.templates.current(), self._workspace.dossier
        if template is not None and dossier is not None:
            self.subject.set_lines(subject_of(dossier, template, self._workspace.year).split("\n"))
        self._refresh()

    def _refresh(self) -> None:
        self.from_earlier.setEnabled(bool(self._earlier))
        self.earlier.setVisible(bool(self._earlier))
        self._fresh.setEnabled(self.from_nothing.isChecked())
        self.begin.setEnabled(self.from_earlier.isChecked() or self.templates.current() is not None)
        self.earlier.setEnabled(self.from_earlier.isChecked())

    def accept(self) -> None:
        """Begin the paper; the dialog stays when the dossier refuses."""
        year = self._workspace.year
        if self.from_earlier.isChecked():
            change = self._workspace.run(copy_plan, plan_guid=self.earlier.currentData(), year=year)
        else:
            template = self.templates.current()
            code, subject = template.code if template else "", "\n".join(self.subject.lines())
            change = self._workspace.run(create_from_template, year=year, code=code, subject=subject)
        if change is None:
            return
        self.plan_guid = change.created("plan")[0]
        super().accept()
