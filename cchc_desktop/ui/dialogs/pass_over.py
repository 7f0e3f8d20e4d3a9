"""Why a finding is passed over, and whether its whole rule is."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Finding
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label, labelled, named_buttons
from cchc_desktop.ui.workspace import Workspace


class PassOverDialog(Dialog):
    """Agreed to only with a reason."""

    def __init__(self, parent: QWidget | None, finding: Finding) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Pass over"))
        self.setMinimumWidth(theme.px(460))
        self.place = QRadioButton(_("this place, until its words change"))
        self.place.setChecked(True)
        self.whole_rule = QRadioButton(_("this rule ({code}) in all papers of the office").format(code=finding.code))
        self.reason = QLineEdit()
        named_buttons(self.reason)
        self.agree = button(_("Pass over"), self.accept, "primary")
        self.reason.textChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
        self.agree.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(finding.message, wrap=True))
        column.addWidget(self.place)
        column.addWidget(self.whole_rule)
        column.addWidget(labelled(_("Why"), self.reason))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)
        self.reason.setFocus()


def ask_to_pass_over(parent: QWidget, workspace: Workspace, finding: Finding, owner: str, words: str) -> bool:
    """Ask whether this place is meant or the whole rule, and why; whether it is passed over now."""
    from cchc_desktop.services.checking.choices import pass_over

    dialog = PassOverDialog(parent, finding)
    if not dialog.exec():
        return False
    whole = dialog.whole_rule.isChecked()
    made = workspace.run(
        pass_over,
        code=finding.code,
        owner_guid="" if whole else owner,
        words=words,
        reason=dialog.reason.text(),
    )
    return made is not None
