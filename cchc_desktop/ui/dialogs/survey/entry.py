"""Typing paper forms: kept form by form, and what is begun each second; once more, where that is to be compared."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.survey_rows import FormAnswers, OpenSurvey
from cchc_desktop.rules.numbers import parse_number
from cchc_desktop.services.scoring.survey_forms import (
    FIRST,
    LARGEST_NUMBER,
    SECOND,
    keep_form,
    read_forms,
    remove_forms,
    told_by,
)
from cchc_desktop.services.scoring.surveys import read_steps
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.ask_one import ask_number
from cchc_desktop.ui.dialogs.survey.entry_view import EntryView
from cchc_desktop.ui.table_models.survey_entry import EntryModel
from cchc_desktop.ui.widgets.basics import PASSING, button, empty, label, tab_in_order
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.workspace import Workspace

_PAUSE = 1000  # milliseconds that a form which was begun may stay unkept
_MANY = 200  # rows that are shown anew one by one; of more all are read again


class EntryPage(QWidget):
    """The table of the forms with what is asked beneath it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._survey: OpenSurvey | None = None
        self._first_numbers: list[int] = []  # of the first typing, while the second one is typed
        self.model = EntryModel(self)
        self.view = EntryView(self.model)
        self.typing = CalmCombo()
        self.typing.addItem(_("First typing"), FIRST)
        self.typing.addItem(_("Second typing, to be compared"), SECOND)
        self.go_to = QLineEdit()
        self.asked = label("", "strong")
        self.steps = label("", "secondary")
        self.said = label("", "strong-late", wrap=True)
        self.free: list[tuple[str, QLineEdit]] = []
        self._fields = QHBoxLayout()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._keep_here)
        self._moving = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.typing.setAccessibleName(_("Typing"))
        self.go_to.setPlaceholderText(_("Go to form number"))
        self.go_to.setAccessibleName(_("Go to form number"))
        self.go_to.setProperty(PASSING, True)
        self.go_to.setMaximumWidth(theme.px(150))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.typing)
        head.addWidget(self.go_to)
        head.addWidget(self.said, 1)
        self.number = button(_("Change the number…"), self._ask_number)
        self.remove = button(_("Remove the form"), self._remove, icon_name="trash")
        head.addWidget(self.number)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.asked)
        column.addWidget(self.steps)
        self._fields.setSpacing(theme.px(10))
        column.addLayout(self._fields)

    def _connect(self) -> None:
        self.view.next_form.connect(self.next_form)
        self.view.said.connect(self.said.setText)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.model.dataChanged.connect(lambda *_cells: self._begin_pause())
        self.typing.currentIndexChanged.connect(lambda _place: self._other_typing())
        self.go_to.returnPressed.connect(self._go)

    # Shown

    def show_survey(self, survey: OpenSurvey | None) -> None:
        """Show another survey, or this one as it is asked now; what was begun has been kept before."""
        self._survey = survey
        self.view.refusal = self._workspace.read_only_sentence() if self._workspace.year_read_only else ""
        self.read()

    @property
    def entry(self) -> int:
        """Which typing is shown."""
        return int(self.typing.currentData())

    def read(self) -> None:
        """Read all forms again, and go to the one that is typed next."""
        dossier, survey = self._workspace.dossier, self._survey
        if dossier is None or survey is None:
            return
        forms = read_forms(dossier, survey.row.guid, self.entry)
        first = read_forms(dossier, survey.row.guid, FIRST) if self.entry == SECOND else ()
        self._first_numbers = [form.number for form in first]
        self._moving = True
        self.model.show_forms(survey.asks, forms, self._next_number({form.number for form in forms}))
        self.view.fit_columns()
        self._lay_out_free()
        self._moving = False
        self.view.go(self.model.next_place)
        self._say_asked()

    def _next_number(self, kept: set[int]) -> int:
        """The number that runs on; of a second typing the next one that the first has."""
        last = max(kept, default=0)
        following = next((number for number in self._first_numbers if number > last), None)
        return following or min(last + 1, LARGEST_NUMBER)

    def _lay_out_free(self) -> None:
        empty(self._fields)
        self.free = []
        asked = self._survey.asks.respondent if self._survey is not None else ()
        for one in asked:
            if not one.choices:
                field = QLineEdit()
                field.setPlaceholderText(one.question)
                field.setAccessibleName(one.question)
                field.setReadOnly(self._workspace.year_read_only)
                field.editingFinished.connect(self._take_free)
                self._fields.addWidget(field, 1)
                self.free.append((one.question, field))
        if (whole := self.layout()) is not None:
            tab_in_order(whole)

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if self._moving:
            return
        if before.isValid() and before.row() != now.row():
            self.keep_row(before.row())
        self._say_asked()

    def _say_asked(self) -> None:
        """Word the question of the cell, and show what the respondent of the form wrote."""
        index = self.view.currentIndex()
        words = self.model.words(index.column()) if index.isValid() else ""
        self.asked.setText(words)
        answers = enumerate(self.model.answers(index.column()), start=1)
        digits = "   ".join([*(f"{digit}  {name}" for digit, name in answers), _("0  no answer")])
        self.steps.setText(digits if words else "")
        row = self.model.row(index.row())
        for question, field in self.free:
            said = row.told.get(question, "") if row is not None else ""
            if field.text() != said and not field.isModified():
                field.setText(said)
        kept = row is not None and bool(row.guid)
        for made in (self.remove, self.number):
            made.setEnabled(kept and not self._workspace.year_read_only)

    # Keeping

    def _take_free(self) -> None:
        for question, field in self.free:
            if field.isModified():
                self.model.set_told(self.view.currentIndex().row(), question, field.text().strip())
                field.setModified(False)
                self._begin_pause()

    def _begin_pause(self) -> None:
        """Count from the first change that is not kept: who types without a stop would never come to a pause."""
        if not self._pause.isActive():
            self._pause.start()

    def next_form(self) -> bool:
        """Enter: keep the form and begin the next one."""
        self._take_free()
        index = self.view.currentIndex()
        row = self.model.row(index.row())
        if row is None:
            return False
        if not row.guid and not row.holds:
            self.said.setText(_("Form {number} has no answer yet.").format(number=row.number))
            return False
        if not self.keep_row(index.row()):
            return False
        self.said.setText("")
        here = self.model.place_of(row.number)
        self.view.go(min(here + 1, self.model.next_place))
        self.view.setFocus()
        return True

    def keep_typed(self) -> bool:
        """Keep what is begun; whether nothing is left that could be lost."""
        self._take_free()
        return self.keep_row(self.view.currentIndex().row())

    def _keep_here(self) -> None:
        """After a while: keep the form, and stay where the officer is in it."""
        index = self.view.currentIndex()
        row = self.model.row(index.row())
        if row is None or not row.touched:
            return
        column = index.column()
        if self.keep_row(index.row()):
            self.view.go(max(self.model.place_of(row.number), 0), column)

    def keep_row(self, place: int) -> bool:
        """Write a form where something of it is not kept; False where it was refused."""
        row = self.model.row(place)
        if row is None or not row.touched or self._survey is None:
            return True
        if not row.guid and not row.holds:
            row.touched = False
            return True
        self._pause.stop()
        change = self._workspace.run(
            keep_form,
            survey_guid=self._survey.row.guid,
            number=row.number,
            answers=tuple(row.answers),
            respondent=tuple(row.told.items()),
            form_guid=row.guid,
            entry=self.entry,
        )
        if change is not None:
            row.touched = False
        return change is not None

    def follow(self, change: Change) -> None:
        """Show what a change made of the forms, whoever made it."""
        survey = self._survey
        if survey is None:
            return
        entries = [entry for entry in change.entries if entry.table == "survey_form"]
        if len(entries) > _MANY:
            self.read()
            return
        count = len(survey.asks.questions)
        self._moving = True
        for entry in entries:
            values = entry.after
            if values is None or values["survey_guid"] != survey.row.guid or values["entry"] != self.entry:
                self.model.drop([entry.guid])
                continue
            answers = read_steps(values["answers"], count)
            self.model.put(FormAnswers(entry.guid, values["number"], answers, told_by(values["respondent"])))
        self._moving = False
        self._renew_next()
        self._say_asked()

    def _renew_next(self) -> None:
        """The form that is typed next is empty again once it is kept under its number."""
        row, numbers = self.model.row(self.model.next_place), self.model.numbers()
        if row is not None and (row.number in numbers or not row.touched):
            self.model.clear_next(self._next_number(numbers))
            self._pause.stop()

    # Ways

    def _other_typing(self) -> None:
        if self.keep_typed():
            self.read()
            return
        shown = next(row for row in (FIRST, SECOND) if row != self.entry)
        with QSignalBlocker(self.typing):
            self.typing.setCurrentIndex(self.typing.findData(shown))

    def _go(self) -> None:
        found = parse_number(self.go_to.text())
        number = int(found) if found is not None and found == int(found) else 0
        if not 1 <= number <= LARGEST_NUMBER:
            self.said.setText(_("Type the number of a form, such as 12."))
            return
        self.said.setText("")
        place = self.model.place_of(number)
        if place < 0 and self.keep_typed():
            self.model.set_next_number(number)
            place = self.model.next_place
        self.go_to.clear()
        self.view.go(place)
        self.view.setFocus()

    def _ask_number(self) -> None:
        row = self.model.row(self.view.currentIndex().row())
        if row is None or not row.guid or self._survey is None:
            return
        words = _("The number of this form:")
        number = ask_number(self, _("Change the number"), words, row.number, 1, LARGEST_NUMBER)
        if number is not None and number != row.number:
            self._workspace.run(
                keep_form,
                survey_guid=self._survey.row.guid,
                number=number,
                answers=tuple(row.answers),
                respondent=tuple(row.told.items()),
                form_guid=row.guid,
                entry=self.entry,
            )
            self.view.go(max(self.model.place_of(number), 0))

    def _remove(self) -> None:
        guids = self._chosen_guids()
        if guids and self._workspace.run(remove_forms, form_guids=guids) is not None:
            self.said.setText(_("Removed. Ctrl+Z brings it back."))

    def _chosen_guids(self) -> Sequence[str]:
        places = sorted({index.row() for index in self.view.selectedIndexes()} | {self.view.currentIndex().row()})
        rows = (self.model.row(place) for place in places)
        return [row.guid for row in rows if row is not None and row.guid]
