"""What the second typing of forms says otherwise than the first, to be settled one by one or together."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.survey_rows import EntryComparison, EntryDifference, OpenSurvey
from cchc_desktop.rules.localised import listed
from cchc_desktop.rules.questionnaires import STEPS, Questionnaire
from cchc_desktop.services.scoring.survey_forms import compare_entries, settle, take_second
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.widgets.row_table import RowTable
from cchc_desktop.ui.workspace import Workspace

_NAMED = 12  # numbers of forms that a sentence lists


class _Differences(RowTable):
    """Rows that a digit settles."""

    def __init__(self, page: "ComparePage") -> None:
        headings = (
            pgettext("column", "Form"),
            pgettext("column", "Question"),
            pgettext("column", "First typing"),
            pgettext("column", "Second typing"),
        )
        super().__init__(_("Differences"), headings, {0: 80, 2: 170, 3: 170}, 1)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._page = page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isascii() and typed.isdigit() and 0 <= int(typed) <= STEPS:
            self._page.settle_as(int(typed) or None)
            event.accept()
        else:
            super().keyPressEvent(event)


class ComparePage(QWidget):
    """The differences, and forms that were typed for the second time alone."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._survey: OpenSurvey | None = None
        self._found = EntryComparison(0, (), ())
        self.summary = label("", "strong", wrap=True)
        self.table = _Differences(self)
        self.first = button(_("The first is right"), lambda: self._settle(lambda one: one.first))
        self.second = button(_("The second is right"), lambda: self._settle(lambda one: one.second))
        self.alone = label("", "secondary", wrap=True)
        self.count_alone = button(_("Count these forms"), self._count_alone)
        self._lay_out()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(8))
        tools.addWidget(self.first)
        tools.addWidget(self.second)
        tools.addWidget(label(_("or type the right digit, 0 for no answer"), "secondary"))
        tools.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self.alone, 1)
        below.addWidget(self.count_alone, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addLayout(tools)
        column.addLayout(below)

    def show_survey(self, survey: OpenSurvey | None) -> None:
        """Compare the typings of another survey."""
        self._survey = survey
        self.read()

    def read(self) -> None:
        """Compare again, staying at the line that was chosen."""
        dossier, survey = self._workspace.dossier, self._survey
        if dossier is None or survey is None:
            return
        place = max(self.table.currentRow(), 0)
        self._found = found = compare_entries(dossier, survey.row.guid)
        rows = [_words(one, survey.asks) for one in found.differences]
        self.table.show_rows(rows, [("alert-triangle", "soon")] * len(rows), at=0)
        if rows:
            self.table.setCurrentCell(min(place, len(rows) - 1), 0)
        self.summary.setText(_summary(found))
        alone = found.second_alone
        self.alone.setVisible(bool(alone))
        self.count_alone.setVisible(bool(alone) and not self._workspace.year_read_only)
        self.alone.setText(_alone(alone))
        for made in (self.first, self.second):
            made.setEnabled(bool(rows) and not self._workspace.year_read_only)

    def chosen(self) -> list[EntryDifference]:
        """The differences that are chosen."""
        places = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._found.differences[place] for place in places if place < len(self._found.differences)]

    def settle_as(self, step: int | None) -> None:
        """Put one step in place of both typings of what is chosen."""
        self._settle(lambda _one: step)

    def _settle(self, right: Callable[[EntryDifference], int | None]) -> None:
        chosen = self.chosen()
        if chosen and self._survey is not None and not self._workspace.year_read_only:
            settled = [(one.number, one.question, right(one)) for one in chosen]
            self._workspace.run(settle, survey_guid=self._survey.row.guid, settled=settled)
            self.read()  # at once: the next digit is of the next difference

    def _count_alone(self) -> None:
        if self._survey is not None:
            numbers = self._found.second_alone
            self._workspace.run(take_second, survey_guid=self._survey.row.guid, numbers=numbers)


def _words(one: EntryDifference, asks: Questionnaire) -> tuple[str, ...]:
    question = asks.questions[one.question]
    said = (f"{step} {asks.steps[step - 1].name}" if step else _("no answer") for step in (one.first, one.second))
    return (str(one.number), f"{question.code}. {question.text}", *said)


def _summary(found: EntryComparison) -> str:
    if not found.typed_twice:
        return _("No form has been typed twice yet. Choose “Second typing” where forms are typed, and type some again.")
    words = ngettext("{count} form was typed twice", "{count} forms were typed twice", found.typed_twice)
    words = words.format(count=found.typed_twice)
    if not found.differences:
        return _("{words}; both typings are alike.").format(words=words)
    count = len(found.differences)
    differ = ngettext("{count} answer differs", "{count} answers differ", count).format(count=count)
    return f"{words}; {differ}."


def _alone(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    named = [str(number) for number in numbers[:_NAMED]]
    words = listed(named) if len(numbers) <= _NAMED else ", ".join(named) + ", …"
    return ngettext(
        "Form {numbers} was typed as a second time alone and is not counted.",
        "Forms {numbers} were typed as a second time alone and are not counted.",
        len(numbers),
    ).format(numbers=words)
