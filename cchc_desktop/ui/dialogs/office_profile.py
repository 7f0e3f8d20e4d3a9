"""The office profile: what the assistant asked for, to be changed at any time."""

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts, office_records, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.office_pages import OfficePage, ReceiversPage, UnitsPage
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.workspace import Workspace


class OfficeProfileDialog(Dialog):
    """Office, units and people, receivers; kept as one step."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle(_("Office profile"))
        fit(self, 740, 520)
        self.office_page = OfficePage(workspace.year, with_year=False)
        self.unit_page = UnitsPage()
        self.receiver_page = ReceiversPage()
        self.pages = pages = QTabWidget()
        for page, title in (
            (self.office_page, _("Office")),
            (self.unit_page, _("Units, people")),
            (self.receiver_page, _("Receivers")),
        ):
            page.setContentsMargins(*(theme.px(12),) * 4)
            pages.addTab(page, title)
        column = QVBoxLayout(self)
        column.addWidget(pages, 1)
        note = _("New papers take these names; papers already made keep theirs.")
        column.addWidget(label(workspace.read_only_sentence() if workspace.read_only else note, "note", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        self.keep = button(_("Save the profile"), self._keep, "primary")
        self.keep.setEnabled(not workspace.read_only)
        row.addWidget(self.keep)
        column.addLayout(row)
        if workspace.dossier is not None:
            self._fill(workspace.dossier)

    def _fill(self, dossier: Dossier) -> None:
        self.office_page.show_answers(office_records.office_answers(dossier, self._workspace.year))
        self.unit_page.list.set_rows(*office_records.unit_rows(dossier))
        self.receiver_page.list.set_rows(*office_records.receiver_rows(dossier))

    def show_receivers(self) -> None:
        """Turn to the addresses of the receivers."""
        self.pages.setCurrentWidget(self.receiver_page)
        self.receiver_page.list.setFocus()

    def _keep(self) -> None:
        problem = self.office_page.problem()
        if problem:
            alerts.show_error(self, problem)
            return
        change = self._workspace.run_across(
            office_records.keep_office,
            office=self.office_page.answers(),
            units=self.unit_page.list.rows(),
            receivers=self.receiver_page.list.rows(),
        )
        if change is not None:
            self.accept()
