"""The rule of one criterion, beside the words of the set that it has to mean."""

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.models.proposal_rows import InputValue
from cchc_desktop.rules.scoring import Manual, Rule, from_json, to_json
from cchc_desktop.rules.scoring.words import propose
from cchc_desktop.services.scoring.criteria import set_rule
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.scoring.form import RuleForm
from cchc_desktop.ui.dialogs.scoring.inputs import Choices
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.workspace import Workspace

_WORDS = 84  # height of the words of the set, pixels at 100 %


class RuleDialog(Dialog):
    """Kept as one step that can be undone."""

    def __init__(
        self,
        workspace: Workspace,
        row: CriterionRow,
        known: tuple[InputValue, ...],
        sources: Choices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._row = workspace, row
        self.setWindowTitle(_("How criterion {code} is scored").format(code=row.code))
        fit(self, 1040, 680)
        self.words = QPlainTextEdit("\n".join(filter(None, (row.name, row.requirement, row.rule))))
        self.words.setReadOnly(True)
        self.words.setFixedHeight(theme.px(_WORDS))
        self.said = label("", "soon", wrap=True)
        self.said.hide()
        self.form = RuleForm("", sources, row.max_points)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(labelled(_("In the words of the set"), self.words))
        read = QHBoxLayout()
        read.addWidget(button(_("Read the rule from the words"), self.read_words, icon_name="wand"))
        read.addWidget(self.said, 1)
        column.addLayout(read)
        column.addWidget(self.form, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep the rule"), self.accept, "primary"))
        column.addLayout(foot)
        self._show_kept(known)
        self.form.kind.setFocus()

    def _show_kept(self, known: tuple[InputValue, ...]) -> None:
        rule: Rule = Manual()
        try:
            rule = from_json(self._row.scoring) if self._row.scoring else rule
        except UserError as error:
            self._say(str(error))
        self.form.show_rule(rule, known)
        if not self._row.scoring and self._row.rule:
            self.read_words()

    def read_words(self) -> None:
        """Propose the rule that the words say; what they say beside it is told."""
        row = self._row
        found = propose(row.rule, row.max_points, name=row.name, requirement=row.requirement, bonus=row.bonus)
        if isinstance(found.rule, Manual):
            self._say(_("No rule was found in the words. Choose its kind below, or score it by hand."))
        else:
            said = [*found.doubts]
            if found.left:
                said.append(_("Not understood: {words}").format(words=" · ".join(found.left)))
            self._say("\n".join(said) or _("Read from the words. Try it at the right, then keep it."))
        self.form.show_rule(found.rule)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()

    def carry_out(self) -> bool:
        """Keep the rule; the dialog stays where something in it cannot be read."""
        try:
            rule = self.form.rule()
        except UserError as error:
            alerts.show_error(self, error)
            return False
        scoring = "" if isinstance(rule, Manual) and rule == Manual() else to_json(rule)
        return self._workspace.run(set_rule, criterion_guid=self._row.guid, scoring=scoring) is not None
