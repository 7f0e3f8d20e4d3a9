"""Papers as files: which ones, in which formats, into which folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop import options as kept_options
from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.exports import ALL, Existing, expand, export, files_of
from cchc_desktop.services.papers.composing import PRINTABLES, printable
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting.reports import current, read_reports
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.export_done import show_files
from cchc_desktop.ui.dialogs.office_base import OfficeBaseField
from cchc_desktop.ui.issuing import written_all_the_same
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.output_files import ask_about_existing
from cchc_desktop.ui.places import Purpose, ask_folder, documents_folder
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.workspace import Workspace


def _format_names() -> dict[str, str]:
    return {
        "docx": _("Word (docx)"),
        "pdf": _("PDF, ready to print"),
        "xlsx": _("Excel: task frame, progress sheet, scoring sheet, survey result"),
    }


class ExportPapersDialog(Dialog):
    """Papers that the year does not have are grey, with the reason beside them."""

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        options: Options,
        papers: Sequence[str],
        formats: Sequence[str],
        plan_guid: str | None = None,
        survey_guid: str | None = None,
    ) -> None:
        """`plan_guid` is another plan than the annual one whose papers are wanted; `survey_guid` a survey."""
        super().__init__(parent)
        self.setWindowTitle(_("Export papers"))
        self.setMinimumWidth(theme.px(520))
        self._workspace = workspace
        self._options = options
        self._plan_guid, self._survey_guid = plan_guid, survey_guid
        self._papers: dict[Printout, QCheckBox] = {}
        self._formats: dict[str, QCheckBox] = {}
        self.period = CalmCombo()
        self.folder = QLineEdit(options.export_folder or str(documents_folder()))
        self.start = button(_("Export"), self.run, "primary")
        if workspace.dossier is not None:
            self._lay_out(workspace.dossier, papers, formats)
        self._refresh()

    def _lay_out(self, dossier: Dossier, papers: Sequence[str], formats: Sequence[str]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(6))
        column.addWidget(label(_("Papers of {year}").format(year=self._workspace.year), "pane"))
        there = expand(dossier, Wish(self._workspace.year), [ALL])
        chosen = [paper for paper in papers if paper in there] or there
        for name, one in PRINTABLES.items():
            column.addLayout(self._paper_row(dossier, name, one.name(), name in there, name in chosen))
        column.addSpacing(theme.px(8))
        column.addWidget(label(_("As"), "pane"))
        kinds = FlowLayout(gap=theme.px(18))
        for form, words in _format_names().items():
            check = QCheckBox(words)
            check.setChecked(form in (formats or ("docx", "pdf")))
            check.toggled.connect(self._refresh)
            self._formats[form] = check
            kinds.addWidget(check)
        column.addLayout(kinds)
        column.addSpacing(theme.px(8))
        column.addWidget(label(_("The office's own Word template"), "pane"))
        self.base = OfficeBaseField(self._workspace)
        column.addWidget(self.base)
        column.addSpacing(theme.px(8))
        column.addWidget(label(_("Folder"), "pane"))
        column.addLayout(self._folder_row())
        column.addSpacing(theme.px(10))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.start)
        column.addLayout(foot)

    def _paper_row(self, dossier: Dossier, name: Printout, words: str, there: bool, chosen: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        check = QCheckBox(words)
        check.setEnabled(there)
        check.setChecked(chosen)
        check.toggled.connect(self._refresh)
        self._papers[name] = check
        row.addWidget(check)
        if not there:
            row.addWidget(label(_("not in this year yet"), "note"))
        elif name is Printout.REPORT:
            self._fill_periods(dossier)
            row.addWidget(self.period)
        row.addStretch(1)
        return row

    def _fill_periods(self, dossier: Dossier) -> None:
        self.period.setAccessibleName(_("Which report"))
        reports = read_reports(dossier, self._workspace.year)
        for report in reports:
            self.period.addItem(report.title, report.period)
        chosen = current(reports)
        self.period.setCurrentIndex(reports.index(chosen) if chosen else 0)
        self.period.setMaximumWidth(theme.px(380))

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.folder.setAccessibleName(_("Folder"))
        row.addWidget(self.folder, 1)
        row.addWidget(button(_("Choose…"), self._choose_folder, icon_name="folder-open"))
        return row

    def _choose_folder(self) -> None:
        there = Path(self.folder.text().strip() or documents_folder())
        folder = ask_folder(self, Purpose.PAPERS, _("Folder for the papers"), there)
        if folder is not None:
            self.folder.setText(str(folder))

    def chosen_papers(self) -> list[Printout]:
        """The papers that are ticked."""
        return [name for name, check in self._papers.items() if check.isChecked() and check.isEnabled()]

    def chosen_formats(self) -> list[str]:
        """The formats that are ticked."""
        return [name for name, check in self._formats.items() if check.isChecked()]

    def _refresh(self) -> None:
        papers, formats = self.chosen_papers(), self.chosen_formats()
        self.start.setEnabled(any(form in printable(paper).formats for paper in papers for form in formats))
        self.start.setToolTip(
            _("Choose at least one paper and a format it exists in.") if not self.start.isEnabled() else ""
        )

    def run(self) -> None:
        """Write the files in the background; then show the way to them."""
        dossier, parent = self._workspace.dossier, self.parentWidget()
        if dossier is None:
            return
        folder = Path(self.folder.text().strip() or str(documents_folder()))
        self._options.export_folder = str(folder)
        kept_options.save(self._options)
        papers, formats = self.chosen_papers(), self.chosen_formats()
        period = self.period.currentData() if Printout.REPORT in papers else None
        wish = Wish(self._workspace.year, period, self._plan_guid, self._workspace.today, self._survey_guid)
        if not written_all_the_same(self, self._workspace, wish, what=papers, formats=formats):
            return
        steps = files_of(dossier, wish, what=papers, formats=formats, out=folder)
        existing = ask_about_existing(self, [path for _paper, path in steps], self._options)
        if existing is None:
            return
        self.accept()
        run_job(
            parent,
            _("Exporting papers"),
            lambda: export(dossier, wish, what=papers, formats=formats, out=folder, existing=Existing(existing)),
            lambda files: show_files(parent, files),
        )
