"""One incoming paper: what the register says of it, typed by hand or corrected."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.incoming_rows import IncomingFacts, IncomingRow
from cchc_desktop.services.papers.incoming import add_incoming, next_arrival_number, set_incoming
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.incoming.facts_form import FactsForm
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.workspace import Workspace


class IncomingPaperDialog(Dialog):
    """Registers a paper, or corrects a line; after agreeing `guid` is that of the line."""

    def __init__(self, workspace: Workspace, row: IncomingRow | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace, self._row = workspace, row
        self.guid = row.guid if row is not None else ""
        today = workspace.today
        self.setWindowTitle(_("Edit an incoming paper") if row else _("Register an incoming paper"))
        fit(self, 860, 320)
        self.form = FactsForm(row.year if row is not None else today.year)
        facts = row.facts if row is not None else IncomingFacts("", today)
        self.form.show_facts(facts, next_arrival_number(workspace.dossier, facts.arrived_on.year))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self.form)
        note = _("Without a number of arrival the paper gets the next one of the year in which it came.")
        column.addWidget(label(note, "note", wrap=True))
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep") if row else _("Register"), self.accept, "primary"))
        column.addLayout(foot)
        (self.form.subject if row else self.form.kind).setFocus()

    def carry_out(self) -> bool:
        """Keep the line; the dialog stays when it is refused, and the officer has been told why."""
        try:
            facts = self.form.facts()
        except UserError as error:
            alerts.show_error(self, error)
            return False
        if self._row is not None:
            return self._workspace.run_across(set_incoming, incoming_guid=self._row.guid, facts=facts) is not None
        change = self._workspace.run_across(add_incoming, facts=facts)
        if change is not None:
            (self.guid,) = change.created("incoming_paper")
        return change is not None
