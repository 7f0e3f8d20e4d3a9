"""Surveys of satisfaction of a year: the list above, the chosen survey in pages below; kept as one goes."""

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from cchc_desktop import options as kept_options
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.survey_rows import OpenSurvey, SurveyRow
from cchc_desktop.readers.forms import file_filter
from cchc_desktop.rules.localised import number, percent
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.rules.surveys import Result
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.scoring import surveys
from cchc_desktop.services.scoring.survey_import import AnswerFile, SurveyPreview, preview_import, read_file
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog
from cchc_desktop.ui.dialogs.print_paper import print_over
from cchc_desktop.ui.dialogs.survey.compare import ComparePage
from cchc_desktop.ui.dialogs.survey.entry import EntryPage
from cchc_desktop.ui.dialogs.survey.importing import ImportAnswersDialog
from cchc_desktop.ui.dialogs.survey.questions import QuestionsPage
from cchc_desktop.ui.dialogs.survey.result import ResultPage, standing_words
from cchc_desktop.ui.dialogs.survey.settings import SettingsPage
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.row_table import RowTable, undo_keys
from cchc_desktop.ui.workspace import Workspace

_PAUSE = 600  # milliseconds after the last form until list and results are counted again
_HEADER, _ROW, _MOST_ROWS = 32, 28, 3  # of the list, pixels at 100 %


class _Pages(QTabWidget):
    """Pages of tables, which give way: words that wrap on one of them do not make the whole window higher."""

    def hasHeightForWidth(self) -> bool:
        return False


class SurveyDialog(Dialog):
    """Stays open beside the window and follows it; it closes with the year."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows: tuple[SurveyRow, ...] = ()
        self._survey: OpenSurvey | None = None
        self.setWindowTitle(_("Satisfaction surveys (SIPAS) {year}").format(year=workspace.year))
        fit(self, 1120, 660)
        headings = (
            pgettext("column", "Survey round"),
            pgettext("column", "Forms"),
            pgettext("column", "Clients"),
            pgettext("column", "Satisfied"),
            pgettext("column", "Standing"),
        )
        self.table = RowTable(_("Surveys of the year"), headings, {1: 80, 2: 90, 3: 90, 4: 330}, 0)
        self.hint = label("", "secondary", wrap=True)
        self.settings, self.questions = SettingsPage(workspace), QuestionsPage(workspace)
        self.entry, self.compare, self.results = EntryPage(workspace), ComparePage(workspace), ResultPage(workspace)
        self.pages = _Pages()
        self._left_page: QWidget = self.settings
        self.begin = button(_("Begin a survey"), self.begin_survey, icon_name="plus")
        self.file = button(_("Answers from a file…"), self._ask_file, icon_name="file-import")
        self.drop = button(_("Remove the survey"), self._remove, icon_name="trash")
        self.print_form = button(_("Print the form…"), self._print_form, icon_name="printer")
        self.export = button(_("Export…"), self._export, icon_name="file-export")
        self._count_soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._count_soon.timeout.connect(self._count)
        self._lay_out()
        self._connect()
        self.read()
        self.table.setFocus()

    def _lay_out(self) -> None:
        for page, title in (
            (self.settings, _("Conditions, sample")),
            (self.questions, _("Questions")),
            (self.entry, _("Type forms")),
            (self.compare, _("Typed twice")),
            (self.results, _("Result")),
        ):
            self.pages.addTab(page, title)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        for made in (self.begin, self.file, self.drop):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(self.print_form)
        foot.addWidget(self.export)
        foot.addWidget(button(_("Close"), self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(self.table)
        column.addWidget(self.hint)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.table.currentCellChanged.connect(self._other_survey)
        self.pages.currentChanged.connect(self._other_page)
        self._workspace.changed.connect(self._follow)
        stay_beside(self, self._workspace)
        undo_keys(self, self._workspace)

    # Shown

    def read(self, chosen: str = "") -> None:
        """Read the year's surveys again, staying at the one that was chosen, or going to this one."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        guid = chosen or (self._survey.row.guid if self._survey is not None else "")
        self._rows = surveys.read_surveys(dossier, self._workspace.year)
        guids = [row.guid for row in self._rows]
        place = guids.index(guid) if guid in guids else len(guids) - 1
        self._count()
        with QSignalBlocker(self.table):
            self.table.setCurrentCell(place, 0)
        self._show_survey(guids[place] if guids else "")

    def _show_survey(self, guid: str) -> None:
        dossier = self._workspace.dossier
        self._survey = surveys.open_survey(dossier, guid) if guid and dossier is not None else None
        there = self._survey is not None
        self.pages.setEnabled(there)
        for made in (self.drop, self.print_form, self.export):
            made.setEnabled(there)
        for made in (self.begin, self.file, self.drop):
            made.setVisible(not self._workspace.year_read_only)
        words = _("No survey of this year yet. Begin one, or take the answers of a file in.")
        self.hint.setText(words)
        self.hint.setVisible(not there)
        for page in (self.settings, self.questions, self.entry):
            page.show_survey(self._survey)
        self._show_page()

    def _show_page(self) -> None:
        """Compare and count only where it is looked at."""
        page = self.pages.currentWidget()
        if isinstance(page, ComparePage | ResultPage):
            page.show_survey(self._survey)

    def _count(self) -> None:
        """Say of each survey how many forms it has and what came of them."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        found = [surveys.read_result(dossier, row.guid) for row in self._rows]
        looks = [("circle-check", "done") if one.valid else ("alert-triangle", "soon") for one in found]
        with QSignalBlocker(self.table):
            rows = [_words(row, one) for row, one in zip(self._rows, found, strict=True)]
            self.table.show_rows(rows, looks, at=4)
        self.table.setFixedHeight(theme.px(_HEADER + _ROW * min(_MOST_ROWS, max(1, len(rows)))))
        self._show_page()

    def _follow(self, change: Change) -> None:
        if change.touches("survey"):
            made = change.created("survey")
            self.read(made[-1] if made else "")
        elif change.touches("survey_form"):
            self.entry.follow(change)
            self._count_soon.start()

    # Leaving

    def keep_typed(self) -> None:
        super().keep_typed()
        self._keep_page(self.settings)
        self._keep_page(self.questions)
        self._keep_page(self.entry)

    def _keep_page(self, page: QWidget) -> bool:
        if isinstance(page, EntryPage):
            return page.keep_typed()
        return page.keep() if isinstance(page, SettingsPage | QuestionsPage) else True

    def _other_page(self, _place: int) -> None:
        self._keep_page(self._left_page)
        self._left_page = self.pages.currentWidget()
        self._show_page()
        if self._left_page is self.entry:
            self.entry.view.setFocus()

    def _other_survey(self, place: int, _column: int, before: int, _before: int) -> None:
        """Another survey is shown once all that was typed about this one is kept."""
        if self._survey is None or place == before or not 0 <= place < len(self._rows):
            return
        guid = self._rows[place].guid
        self.keep_typed()
        self.read(guid)

    def enter(self) -> None:
        """In what a respondent wrote freely Enter begins the next form, as in the table."""
        focus = self.focusWidget()
        if isinstance(focus, QLineEdit) and any(focus is field for _asked, field in self.entry.free):
            self.entry.next_form()
        else:
            super().enter()

    # Ways

    def begin_survey(self) -> None:
        """A survey with the usual questions, to be worded and typed into."""
        self.keep_typed()
        if self._workspace.run(surveys.add_survey, year=self._workspace.year) is not None:
            self.pages.setCurrentWidget(self.settings)
            self.settings.population.setFocus()

    def _remove(self) -> None:
        if self._survey is None:
            return
        self.keep_typed()
        title = self._survey.row.title
        if self._workspace.run(surveys.remove_survey, survey_guid=self._survey.row.guid) is not None:
            self._workspace.say(_("Removed: {title}. Undo (Ctrl+Z)").format(title=title))

    def _ask_file(self) -> None:
        path = ask_file(self, Purpose.TAKEN_IN, _("Answers from a file"), file_filter())
        dossier = self._workspace.dossier
        if path is None or dossier is None:
            return
        self.keep_typed()
        survey = self._survey

        def read() -> tuple[AnswerFile, SurveyPreview]:
            file = read_file(path, survey.asks if survey is not None else None)
            return file, preview_import(dossier, file, survey.row.guid if survey is not None else None)

        run_reading(self, _("Reading {name}").format(name=path.name), read, self._show_file)

    def _show_file(self, found: tuple[AnswerFile, SurveyPreview]) -> None:
        ImportAnswersDialog(self._workspace, *found, parent=self).open()

    def _wish(self) -> Wish:
        guid = self._survey.row.guid if self._survey is not None else None
        return Wish(self._workspace.year, survey_guid=guid)

    def _print_form(self) -> None:
        dossier, survey = self._workspace.dossier, self._survey
        if dossier is None or survey is None:
            return
        self.keep_typed()
        wish = self._wish()
        print_over(self, self._workspace, survey.row.title, lambda: compose(dossier, Printout.SURVEY_FORM, wish))

    def _export(self) -> None:
        self.keep_typed()
        kept = getattr(self.window().parentWidget(), "options", None) or kept_options.load()
        papers, formats = (str(Printout.SURVEY_FORM), str(Printout.SURVEY)), ("docx", "pdf", "xlsx")
        guid = self._wish().survey_guid
        ExportPapersDialog(self, self._workspace, kept, papers, formats, survey_guid=guid).open()


def _words(row: SurveyRow, result: Result) -> tuple[str, ...]:
    share = result.whole.share
    return (
        row.title,
        number(result.whole.forms + result.blank),
        number(row.population) if row.population else "-",
        percent(rounded(share, 2)) if share is not None else "-",
        standing_words(result),
    )
