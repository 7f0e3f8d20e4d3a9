"""What is said of a whole criteria set: name, the paper that issues it, version, total, the days of the process."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.criteria_rows import SetHead
from cchc_desktop.rules.index_rounds import IndexStep, step_name
from cchc_desktop.rules.numbers import typed_number
from cchc_desktop.rules.set_steps import steps_of, steps_text
from cchc_desktop.services.scoring.criteria_edits import set_head
from cchc_desktop.text import clean
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.workspace import Workspace


class SetHeadDialog(Dialog):
    """Kept as one step that can be undone."""

    def __init__(self, workspace: Workspace, head: SetHead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._head = head
        self.setWindowTitle(_("About the criteria set"))
        self.setMinimumWidth(theme.px(620))
        self.name = QLineEdit(head.title)
        self.decision = QLineEdit(head.decision)
        self.version = QLineEdit(head.version)
        self.level = CalmCombo()
        for code, words in (("commune", _("Commune")), ("department", _("Department")), ("province", _("Province"))):
            self.level.addItem(words, code)
        self.level.setCurrentIndex(max(0, self.level.findData(head.level)))
        self.total = QLineEdit(formats.points(head.declared_max) if head.declared_max is not None else "")
        self.source = QPlainTextEdit(head.source)
        self.source.setTabChangesFocus(True)
        self.source.setFixedHeight(theme.px(58))
        kept = steps_of(head.steps)
        self.days: dict[IndexStep, tuple[DateField, DateField]] = {}
        for step in IndexStep:
            first, last = kept.get(step, (None, None))
            fields = (
                DateField(_("{step}: first day").format(step=step_name(step)), optional=True),
                DateField(_("{step}: last day").format(step=step_name(step)), optional=True),
            )
            for field, day in zip(fields, (first, last), strict=True):
                field.show_date(day)
            self.days[step] = fields
        self._others = {step: span for step, span in kept.items() if step not in set(IndexStep)}
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(labelled(_("Name of the set"), self.name))
        column.addWidget(labelled(_("Issued by (paper, number, date)"), self.decision))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(labelled(_("Version of the set"), self.version), 1)
        row.addWidget(labelled(_("Level"), self.level), 1)
        row.addWidget(labelled(_("Total as the paper says it"), self.total), 1)
        column.addLayout(row)
        column.addWidget(label(_("Days of the process"), "strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(4))
        grid.addWidget(label(_("From day"), "field"), 0, 1)
        grid.addWidget(label(_("Until day"), "field"), 0, 2)
        for place, (step, (first, last)) in enumerate(self.days.items(), start=1):
            grid.addWidget(label(step_name(step), "field"), place, 0)
            grid.addWidget(first, place, 1)
            grid.addWidget(last, place, 2)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        column.addWidget(labelled(_("Where it comes from, what is doubtful"), self.source))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.agree = button(_("Keep"), self.accept, "primary")
        self.agree.setEnabled(not self._workspace.year_read_only)
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def carry_out(self) -> bool:
        """Keep it; the dialog stays when that is refused, and the officer is told."""
        typed = clean(self.total.text()).strip()
        try:
            total = typed_number(typed, "100") if typed else None
        except UserError as error:
            alerts.show_error(self, error)
            self.total.setFocus()
            return False
        days = {str(step): (first.value(), last.value()) for step, (first, last) in self.days.items()}
        fields = {
            "title": clean(self.name.text()),
            "decision": clean(self.decision.text()),
            "version": clean(self.version.text()),
            "level": self.level.currentData(),
            "declared_max": total,
            "source": clean(self.source.toPlainText()),
            "steps": steps_text({**days, **self._others}),
        }
        changed = {name: value for name, value in fields.items() if value != getattr(self._head, name)}
        if steps_of(self._head.steps) == steps_of(fields["steps"]):
            changed.pop("steps", None)
        return not changed or self._workspace.run(set_head, set_guid=self._head.guid, **changed) is not None
