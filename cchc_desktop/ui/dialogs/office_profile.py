"""The office profile: what the assistant asked for, to be changed at any time."""

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeAnswers
from cchc_desktop.services import office_profile
from cchc_desktop.services.offices import read_offices
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.office_from_year import FromYearDialog
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
        note = workspace.read_only_sentence() if workspace.read_only else self._note()
        column.addWidget(label(note, "note", wrap=True))
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
        self._before = office_profile.office_answers(dossier, self._workspace.year)
        self.office_page.show_answers(self._before)
        self.unit_page.list.set_rows(*office_profile.unit_rows(dossier))
        self.receiver_page.list.set_rows(*office_profile.receiver_rows(dossier))

    def _note(self) -> str:
        """Which years' papers the office page speaks of."""
        dossier = self._workspace.dossier
        spans = read_offices(dossier) if dossier is not None else ()
        if len(spans) < 2:
            return _("Papers issued already stay as they were issued.")
        names = [
            _("{name} from {year} on").format(name=row.name, year=row.valid_from.year) if row.valid_from else row.name
            for row in spans
        ]
        return _("Shown as in the papers of {year}. In the course of time: {names}.").format(
            year=self._workspace.year, names=" → ".join(names)
        )

    def show_receivers(self) -> None:
        """Turn to the addresses of the receivers."""
        self.pages.setCurrentWidget(self.receiver_page)
        self.receiver_page.list.setFocus()

    def show_named(self, words: str) -> None:
        """Turn to the unit, person or receiver of this name; of any other words the office itself stays in sight."""
        for page in (self.unit_page, self.receiver_page):
            if page.list.choose(words):
                self.pages.setCurrentWidget(page)
                page.list.setFocus()
                return

    def _keep(self) -> None:
        problem = self.office_page.problem()
        if problem:
            alerts.show_error(self, problem)
            return
        office = self.office_page.answers()
        if office.head() == self._before.head():
            self._write(office)
            return
        asking = FromYearDialog(self, self._before, office)
        asking.accepted.connect(lambda: self._write(office, asking.chosen()))
        asking.open()

    def _write(self, office: OfficeAnswers, from_year: int | None = None) -> None:
        change = self._workspace.run_across(
            office_profile.keep_office,
            office=office,
            from_year=from_year,
            units=self.unit_page.list.rows(),
            receivers=self.receiver_page.list.rows(),
        )
        if change is not None:
            self.accept()
