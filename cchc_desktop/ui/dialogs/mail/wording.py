"""How the office words the mail with a package."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.exchange.mail.wording import PLACES, USUAL
from cchc_desktop.i18n import _
from cchc_desktop.services.exchange import sending
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.workspace import Workspace


class MailWordingDialog(Dialog):
    """Subject and text with places in braces that each mail fills."""

    enter_agrees = False

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle(_("Text of the mail"))
        fit(self, 680, 560)
        assert workspace.dossier is not None
        kept = sending.read_wording(workspace.dossier, workspace.year)
        self.subject, self.body = QLineEdit(kept.subject), QPlainTextEdit(kept.body)
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(theme.px(160))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(labelled(_("Subject"), self.subject))
        column.addWidget(labelled(_("Text of the mail"), self.body), 1)
        places = ", ".join(f"{{{name}}}" for name in PLACES)
        column.addWidget(
            label(
                _("Filled in each mail: {places}. A line whose places are empty is left out.").format(places=places),
                "note",
                wrap=True,
            )
        )
        foot = QHBoxLayout()
        foot.addWidget(button(_("The usual words"), self.show_usual, icon_name="arrow-back-up"))
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep"), self.accept, "primary"))
        column.addLayout(foot)

    def show_usual(self) -> None:
        """Show the words that the program came with; they are kept only when agreed to."""
        self.subject.setText(USUAL.subject)
        self.subject.setModified(True)
        self.body.setPlainText(USUAL.body)
        self.body.document().setModified(True)

    def carry_out(self) -> bool:
        verb = sending.set_wording
        words = {"subject": self.subject.text(), "body": self.body.toPlainText()}
        return self._workspace.run(verb, year=self._workspace.year, **words) is not None
