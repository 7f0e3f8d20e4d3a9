"""Which appendices go along with a report: choices in the menu, remembered for each report."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cchc_desktop.i18n import _
from cchc_desktop.models.appendix_rows import APPENDICES, FIGURES, PAPERS, PROGRESS, TARGETS, ReportAppendices
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.services.reporting.report_appendices import read_appendices, read_choice, set_appendices
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import icons
from cchc_desktop.ui.tabs.report.knowledge import FACT_TABLES
from cchc_desktop.ui.tabs.report.open_report import OpenReport


class AppendixChoice:
    """The menu, and the appendices of the open report as the preview and the printer take them."""

    def __init__(self, tab: OpenReport) -> None:
        self._tab = tab
        self._read: tuple[str, ReportAppendices] | None = None  # by the report's guid
        self._choice: tuple[str, tuple[str, ...]] | None = None
        self.menu = QMenu(tab)
        # An action of the tab's own: the menu bar's menus delete those of submenus when they are filled again.
        self.action = QAction(icons.icon("paperclip", "accent"), _("Appendices that go along"), tab)
        self.action.setMenu(self.menu)
        titles = {
            PROGRESS: _("Progress of the tasks"),
            TARGETS: _("Targets over years"),
            PAPERS: _("Papers issued in the period"),
            FIGURES: _("Figures"),
        }
        self.choices: dict[str, QAction] = {}
        for name in APPENDICES:
            made = QAction(titles[name], self.menu, checkable=True)
            made.triggered.connect(lambda on, name=name: self._chosen(name, on))
            self.menu.addAction(made)
            self.choices[name] = made

    def refresh(self) -> None:
        """Show what is chosen for the open report."""
        view, dossier = self._tab.view, self._tab.workspace.dossier
        if view is not None and dossier is not None and (self._choice is None or self._choice[0] != view.report.guid):
            self._choice = view.report.guid, read_choice(dossier, view.report.guid)
            for name, made in self.choices.items():
                made.setChecked(name in self._choice[1])
        sent = view is not None and view.report.status == ReportStatus.SENT
        self.action.setEnabled(view is not None and not sent and not self._tab.workspace.year_read_only)

    def forget(self) -> None:
        """Another dossier or another year."""
        self._read = self._choice = None

    def note(self, change: Change) -> None:
        """Forget what a change made old."""
        if change.touches("document_line", "target", "target_value", *FACT_TABLES):
            self._read = None
        if change.touches("document_line"):
            self._choice = None

    def of_report(self) -> ReportAppendices:
        """What goes along with the open report, read once."""
        view, dossier = self._tab.view, self._tab.workspace.dossier
        if view is None or dossier is None:
            return ReportAppendices()
        if self._read is None or self._read[0] != view.report.guid:
            self._read = view.report.guid, read_appendices(dossier, view.report.guid, self._tab.today)
        return self._read[1]

    def _chosen(self, name: str, on: bool) -> None:
        self._tab.bring_up()
        self._tab.commit_editing()
        if self._tab.view is not None:
            self.choices[name].setChecked(on)
            chosen = [name for name, made in self.choices.items() if made.isChecked()]
            self._choice = None
            self._tab.workspace.run(set_appendices, report_guid=self._tab.view.report.guid, chosen=chosen)
            self.refresh()
