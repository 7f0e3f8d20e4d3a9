"""Tables and papers over all offices as files: which ones, in which formats, into which folder."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop import clock
from cchc_desktop import options as kept_options
from cchc_desktop.collection.rollup import OF_INDEX, OF_PERIOD, Rollup, Wanted, formats_of, stem_of, write
from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.printouts import FileFormat
from cchc_desktop.text import clean
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.export_done import show_files
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.output_files import ask_about_existing
from cchc_desktop.ui.places import Purpose, ask_folder, documents_folder
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.writers.saving import Existing

_OF_PAGE = {
    "received": Rollup.TIMELINESS,
    "progress": Rollup.PROGRESS,
    "figures": Rollup.FIGURES,
    "report": Rollup.REPORT,
    "scores": Rollup.SCORES,
    "ranking": Rollup.DECISION,
}


def rollup_name(what: Rollup) -> str:
    """What a table or paper is called."""
    return {
        Rollup.TIMELINESS: _("Who sent what, and when"),
        Rollup.PROGRESS: _("Progress of tasks"),
        Rollup.FIGURES: _("Figures added up"),
        Rollup.REPORT: _("Consolidated report"),
        Rollup.SCORES: _("Points by field, and the ranking"),
        Rollup.HEAT: _("Offices by fields"),
        Rollup.SURVEY: _("Results of surveys"),
        Rollup.DECISION: _("Decision that announces the results, with its appendices"),
        Rollup.LETTER: _("Letter that asks for remedies"),
    }[what]


class ExportTablesDialog(Dialog):
    """What is made of the chosen period and index; each kind says in which formats it exists."""

    def __init__(
        self,
        space: CollectionSpace,
        options: Options,
        page: str,
        period: str,
        index_code: str,
        parent: QWidget | None,
    ) -> None:
        """`page` is the one that is seen: what belongs to it is ticked."""
        super().__init__(parent)
        self.space = space
        self._wanted = Wanted(space.year, clock.today(), period, index_code)
        self._options = options
        self.setWindowTitle(_("Export tables and papers"))
        self.setMinimumWidth(theme.px(540))
        self.kinds = {what: self._kind(what, what == _OF_PAGE.get(page, Rollup.TIMELINESS)) for what in Rollup}
        self.forms = {form: self._form(form) for form in (FileFormat.DOCX, FileFormat.PDF, FileFormat.XLSX)}
        self.folder = QLineEdit(self._options.export_folder or str(documents_folder()))
        self.folder.setAccessibleName(_("Folder"))
        self.start = button(_("Export"), self.accept, "primary")
        self._lay_out()
        self._refresh()

    def _kind(self, what: Rollup, chosen: bool) -> QCheckBox:
        words = rollup_name(what)
        if what in OF_PERIOD and self._wanted.period:
            words = f"{words}: {formats.period_title(Period.parse(self._wanted.period))}"
        made = QCheckBox(words)
        made.setChecked(chosen)
        lacking = (what in OF_PERIOD and not self._wanted.period) or (what in OF_INDEX and not self._wanted.index_code)
        made.setEnabled(not lacking)
        made.toggled.connect(lambda _on: self._refresh())
        return made

    def _form(self, form: FileFormat) -> QCheckBox:
        names = {FileFormat.DOCX: _("Word (docx)"), FileFormat.PDF: _("PDF, ready to print")}
        made = QCheckBox(names.get(form, _("Excel (xlsx): tables")))
        made.setChecked(form != FileFormat.PDF)
        made.toggled.connect(lambda _on: self._refresh())
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(6))
        column.addWidget(label(_("Tables and papers of {year}").format(year=self.space.year), "pane"))
        for one in self.kinds.values():
            column.addWidget(one)
        column.addSpacing(theme.px(8))
        column.addWidget(label(_("As"), "pane"))
        forms = FlowLayout(gap=theme.px(18))
        for form in self.forms.values():
            forms.addWidget(form)
        column.addLayout(forms)
        column.addSpacing(theme.px(8))
        column.addWidget(label(_("Folder"), "pane"))
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(button(_("Choose…"), self._choose_folder, icon_name="folder-open"))
        column.addLayout(row)
        column.addSpacing(theme.px(10))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.start)
        column.addLayout(foot)

    def _choose_folder(self) -> None:
        there = Path(clean(self.folder.text()).strip() or documents_folder())
        folder = ask_folder(self, Purpose.PAPERS, _("Folder for the papers"), there)
        if folder is not None:
            self.folder.setText(str(folder))

    def chosen(self) -> list[Rollup]:
        """What is ticked."""
        return [what for what, one in self.kinds.items() if one.isChecked() and one.isEnabled()]

    def chosen_forms(self) -> list[FileFormat]:
        """The formats that are ticked."""
        return [form for form, one in self.forms.items() if one.isChecked()]

    def _refresh(self) -> None:
        self.start.setEnabled(any(form in formats_of(what) for what in self.chosen() for form in self.chosen_forms()))

    def carry_out(self) -> bool:
        out = Path(clean(self.folder.text()).strip() or str(documents_folder()))
        what, forms, wanted = self.chosen(), self.chosen_forms(), self._wanted
        files = [out / f"{stem_of(one, wanted)}.{form}" for one in what for form in forms if form in formats_of(one)]
        existing = ask_about_existing(self, files, self._options)
        if existing is None:
            return False
        self._options.export_folder = str(out)
        kept_options.save(self._options)
        parent, collection = self.parentWidget(), self.space.collection
        run_job(
            parent,
            _("Exporting papers"),
            lambda: write(collection, wanted, what=what, formats=forms, out=out, existing=Existing(existing)),
            lambda made: show_files(parent, made),
        )
        return True
