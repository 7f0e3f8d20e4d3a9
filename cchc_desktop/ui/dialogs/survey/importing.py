"""Answers from a file before they are taken in: what each column is, what is doubtful, what is left out."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QTabWidget, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.rules.localised import number
from cchc_desktop.rules.survey_columns import NOT_TAKEN, Meaning, Taken
from cchc_desktop.services.scoring.survey_import import (
    AnswerFile,
    SurveyPreview,
    meaning_words,
    preview_import,
    take_answers,
)
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.left_lines import LeftLines
from cchc_desktop.ui.widgets.row_table import Look, RowTable
from cchc_desktop.ui.workspace import Workspace, wait_cursor

_MOST_SHOWN = 500  # doubtful cells in the list; the others are counted


class ImportAnswersDialog(Dialog):
    """Nothing is written before the officer agrees; then all of it, as one step."""

    enter_agrees = False

    def __init__(
        self, workspace: Workspace, file: AnswerFile, preview: SurveyPreview, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._file, self.preview = workspace, file, preview
        self._chosen: dict[int, Taken] = {}
        self.setWindowTitle(_("Answers from {name}").format(name=preview.name))
        fit(self, 880, 540)
        self.summary = label("", "strong", wrap=True)
        self.own = QRadioButton(_("Ask in the words of the file"))
        self.ours = QRadioButton(_("Keep the questions of the survey"))
        headings = (
            pgettext("column", "Column"),
            pgettext("column", "Heading in the file"),
            pgettext("column", "Taken for"),
        )
        self.columns = RowTable(_("Columns of the file"), headings, {0: 64, 2: 360}, 1)
        self.meaning = CalmCombo()
        doubted = (pgettext("column", "Cell"), pgettext("column", "It says"), pgettext("column", "What was made of it"))
        self.doubts = RowTable(_("Doubtful answers"), doubted, {0: 110, 1: 220}, 2)
        self.left = QWidget()
        self.pages = QTabWidget()
        self.take = button("", self.accept, "primary")
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        choice = QButtonGroup(self)
        ways = QHBoxLayout()
        ways.setSpacing(theme.px(16))
        for way in (self.own, self.ours):
            choice.addButton(way)
            way.setVisible(self.preview.may_choose)
            ways.addWidget(way)
        ways.addStretch(1)
        self.meaning.setAccessibleName(_("The chosen column is"))
        below = QHBoxLayout()
        below.setSpacing(theme.px(8))
        below.addWidget(label(_("The chosen column is")))
        below.addWidget(self.meaning, 1)
        of_columns = QWidget()
        page = QVBoxLayout(of_columns)
        page.setContentsMargins(0, theme.px(8), 0, 0)
        page.addWidget(self.columns, 1)
        page.addLayout(below)
        self.pages.addTab(of_columns, "")
        self.pages.addTab(self.doubts, "")
        self.pages.addTab(self.left, "")
        QVBoxLayout(self.left).setContentsMargins(0, theme.px(8), 0, 0)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.summary)
        column.addLayout(ways)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.own.clicked.connect(lambda: self._word(True))
        self.ours.clicked.connect(lambda: self._word(False))
        self.columns.currentCellChanged.connect(lambda *_cells: self._show_meaning())
        self.meaning.activated.connect(lambda _place: self._mean())

    # Shown

    def _show(self) -> None:
        preview = self.preview
        (self.own if preview.own_wording else self.ours).setChecked(True)
        self.summary.setText(_summary(preview))
        place = max(self.columns.currentRow(), 0)
        with QSignalBlocker(self.columns):
            rows = [(one.letters, one.heading, one.what or _("not taken")) for one in preview.columns]
            self.columns.show_rows(rows, [_look(one.taken) for one in preview.columns], at=2)
            self.columns.setCurrentCell(place if rows else -1, 0)
        self._show_meaning()
        shown = preview.doubts[:_MOST_SHOWN]
        doubts = [(_("The file"), "", words) for words in preview.warnings]
        doubts += [(one.place, one.text, f"{one.sentence} ({one.heading})") for one in shown]
        self.doubts.show_rows(doubts, [("alert-triangle", "soon")] * len(doubts), at=0)
        self._show_left()
        for at, words in enumerate(
            (
                _("Columns ({count})").format(count=len(preview.columns)),
                _("To be looked at ({count})").format(count=number(len(preview.doubts) + len(preview.warnings))),
                _("Not taken ({count})").format(count=number(len(preview.left))),
            )
        ):
            self.pages.setTabText(at, words)
        count = len(preview.forms)
        words = ngettext("Take in {count} form", "Take in {count} forms", count).format(count=number(count))
        self.take.setText(words)
        self.take.setEnabled(count > 0 and not self._workspace.year_read_only)

    def _show_left(self) -> None:
        layout = self.left.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self.preview.left:
            layout.addWidget(LeftLines(self.preview.left, self.preview.name))
        else:
            layout.addWidget(label(_("Every row of the file is a form."), "secondary"))

    def _choices(self) -> list[Taken]:
        asks = self.preview.asks
        questions = [Taken(Meaning.QUESTION, one.place) for one in asks.questions]
        respondent = [Taken(Meaning.RESPONDENT, place) for place in range(len(asks.respondent))]
        return [NOT_TAKEN, *questions, *respondent, Taken(Meaning.AT)]

    def _show_meaning(self) -> None:
        place = self.columns.currentRow()
        self.meaning.clear()
        self.meaning.setEnabled(0 <= place < len(self.preview.columns))
        if not self.meaning.isEnabled():
            return
        for one in self._choices():
            self.meaning.addItem(meaning_words(one, self.preview.asks) or _("not taken"), (one.meaning, one.place))
        taken = self.preview.columns[place].taken
        words = meaning_words(taken, self.preview.asks) or _("not taken")
        self.meaning.setCurrentIndex(max(0, self.meaning.findText(words)))

    # Ways

    def _word(self, own: bool) -> None:
        self._chosen = {}
        self._again(own, {})

    def _mean(self) -> None:
        """Take the chosen column for something else; a question that another column answered is free there."""
        place = self.columns.currentRow()
        meaning, at = self.meaning.currentData()
        wanted = NOT_TAKEN if Meaning(meaning) is Meaning.NOTHING else Taken(Meaning(meaning), at)
        letters = [column.letters for column in self._file.read.columns]
        chosen = dict(self._chosen)
        for one in self.preview.columns:
            if wanted is not NOT_TAKEN and (one.taken.meaning, one.taken.place) == (wanted.meaning, wanted.place):
                chosen[letters.index(one.letters)] = NOT_TAKEN
        chosen[letters.index(self.preview.columns[place].letters)] = wanted
        self._again(self.preview.own_wording, chosen)

    def _again(self, own: bool, chosen: Mapping[int, Taken]) -> None:
        dossier = self._workspace.dossier
        if dossier is None:
            return
        try:
            with wait_cursor():
                guid = self.preview.survey_guid
                self.preview = preview_import(dossier, self._file, guid, own_wording=own, chosen=chosen)
        except UserError as error:
            alerts.show_error(self, error)
        else:
            self._chosen = dict(chosen)
        self._show()

    def carry_out(self) -> bool:
        """Write all forms as one step."""
        with wait_cursor():
            change = self._workspace.run(take_answers, preview=self.preview, year=self._workspace.year)
        if change is None:
            return False
        count = len(self.preview.forms)
        words = ngettext(
            "{count} form was taken in. Undo (Ctrl+Z)", "{count} forms were taken in. Undo (Ctrl+Z)", count
        )
        self._workspace.say(words.format(count=number(count)))
        return True


def _look(taken: Taken) -> Look:
    if taken.meaning is Meaning.NOTHING:
        return ("circle-minus", "muted")
    return ("circle-check", "done") if taken.sure else ("alert-triangle", "soon")


def _summary(preview: SurveyPreview) -> str:
    count = len(preview.forms)
    words = ngettext("{count} new form", "{count} new forms", count).format(count=number(count))
    if preview.already:
        there = ngettext(
            "{count} row is in the survey already", "{count} rows are in the survey already", preview.already
        )
        words += f"; {there.format(count=number(preview.already))}"
    if not count and preview.already:
        return _("{words}. Nothing is to be taken in.").format(words=words)
    return f"{words}."
