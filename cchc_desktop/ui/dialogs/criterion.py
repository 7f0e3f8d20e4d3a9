"""One criterion of a set: code, what it asks for, how it is scored and proved, its highest points."""

from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import parse_number, typed_number
from cchc_desktop.services.scoring.criteria import CriterionText, set_criterion
from cchc_desktop.text import clean
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.workspace import Workspace


class CriterionDialog(Dialog):
    """Kept as one step that can be undone; points that do not add up are said beside the field, and kept."""

    def __init__(self, workspace: Workspace, criterion: CriterionText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._criterion = criterion
        self.setWindowTitle(_("Edit criterion {code}").format(code=criterion.code))
        self.setMinimumWidth(theme.px(540))
        self.code = QLineEdit(criterion.code)
        self.code.setMaximumWidth(theme.px(110))
        self.points = QLineEdit(formats.points(criterion.max_points))
        self.points.setMaximumWidth(theme.px(110))
        self.bonus = QCheckBox(_("Bonus or penalty points, outside the total"))
        self.bonus.setChecked(criterion.bonus)
        self.name = _words(criterion.name, 58)
        self.rule = _words(criterion.rule, 110)
        self.doubts = label("", "soon", wrap=True)
        self.agree = button(_("Keep"), self.accept, "primary")
        self._lay_out()
        for field in (self.code, self.points):
            field.textChanged.connect(lambda _text: self._check())
        self.name.textChanged.connect(self._check)
        self._check()
        self.points.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(labelled(_("Code"), self.code))
        row.addWidget(labelled(_("Highest points"), self.points))
        row.addWidget(self.bonus, 1)
        column.addLayout(row)
        column.addWidget(self.doubts)
        column.addWidget(labelled(_("What it asks for"), self.name))
        column.addWidget(labelled(_("How it is scored, what proves it"), self.rule))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _check(self) -> None:
        """Say what would not add up; only what is no number, or has no name, cannot be kept."""
        points: Decimal | None = None
        try:
            points = typed_number(self.points.text(), "1,5")
            said = list(self._criterion.doubts(points))
        except UserError as error:
            said = [str(error)]
        self.doubts.setText("\n".join(said))
        self.doubts.setVisible(bool(said))
        named = bool(self.code.text().strip() and self.name.toPlainText().strip())
        self.agree.setEnabled(named and points is not None)

    def carry_out(self) -> bool:
        """Keep it; the dialog stays when that is refused, and the officer is told."""
        points = parse_number(self.points.text())
        if points is None:
            return False
        done = self._workspace.run(
            set_criterion,
            criterion_guid=self._criterion.guid,
            code=clean(self.code.text()).strip(),
            name=" ".join(clean(self.name.toPlainText()).split()),
            rule=clean(self.rule.toPlainText()).strip(),
            max_points=points,
            bonus=self.bonus.isChecked(),
        )
        return done is not None


def _words(text: str, height: int) -> QPlainTextEdit:
    made = QPlainTextEdit(text)
    made.setTabChangesFocus(True)
    made.setMinimumHeight(theme.px(height))
    return made
