"""The forms of one typing as a table: a row a form, a column a question; at its end the form that is typed next."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cchc_desktop.i18n import pgettext
from cchc_desktop.models.survey_rows import FormAnswers
from cchc_desktop.rules.questionnaires import STEPS, Asked, Questionnaire
from cchc_desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex
NUMBER = 0  # the column of the form's number


@dataclass
class EntryRow:
    """A form in the table; `guid` is "" until it is kept, `touched` says that something of it is not kept yet."""

    guid: str
    number: int
    answers: list[int | None]
    told: dict[str, str] = field(default_factory=dict)
    touched: bool = False

    @property
    def holds(self) -> bool:
        """Whether anything was answered."""
        return any(self.answers) or any(self.told.values())


class EntryModel(QAbstractTableModel):
    """Columns: the number, the questions, then what the respondent chooses from; free answers have fields of their own.

    The last row is the form that is typed next.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[EntryRow] = []
        self._asks: Questionnaire | None = None
        self._codes: list[str] = []
        self._factors: list[int] = []
        self._chosen: list[Asked] = []

    def show_forms(self, asks: Questionnaire, forms: Sequence[FormAnswers], next_number: int) -> None:
        """Show these forms in place of the ones before."""
        self.beginResetModel()
        self._asks = asks
        self._codes = [one.code for one in asks.questions]
        self._factors = [one.factor for one in asks.questions]
        self._chosen = [one for one in asks.respondent if one.choices]
        self._rows = [EntryRow(form.guid, form.number, list(form.answers), form.told) for form in forms]
        self._rows.append(EntryRow("", next_number, [None] * len(self._codes)))
        self.endResetModel()

    # Rows

    def row(self, place: int) -> EntryRow | None:
        """The form at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @property
    def next_place(self) -> int:
        """Where the form that is typed next stands."""
        return len(self._rows) - 1

    def place_of(self, number: int) -> int:
        """Where the form with a number stands; -1 where it is none of those that are kept."""
        found = bisect_left(self._rows, number, hi=max(0, self.next_place), key=lambda row: row.number)
        return found if found < self.next_place and self._rows[found].number == number else -1

    def numbers(self) -> set[int]:
        """The numbers of the forms that are kept."""
        return {row.number for row in self._rows[: self.next_place]}

    def set_next_number(self, number: int) -> None:
        """Type the form with this number next."""
        if self._rows:
            self._rows[-1].number = number
            self._told(self.next_place)

    def put(self, form: FormAnswers) -> int:
        """Show a form as it is kept now, a new one at its place by its number; returns the place."""
        for place in range(self.next_place):
            if self._rows[place].guid == form.guid:
                if self._rows[place].number != form.number:
                    self.drop([form.guid])
                    break
                kept = self._rows[place]
                kept.answers, kept.told, kept.touched = list(form.answers), form.told, False
                self._told(place)
                return place
        place = bisect_left(self._rows, form.number, hi=max(0, self.next_place), key=lambda row: row.number)
        self.beginInsertRows(QModelIndex(), place, place)
        self._rows.insert(place, EntryRow(form.guid, form.number, list(form.answers), form.told))
        self.endInsertRows()
        return place

    def drop(self, guids: Iterable[str]) -> None:
        """Show these forms no longer."""
        gone = set(guids)
        for place in range(self.next_place - 1, -1, -1):
            if self._rows[place].guid in gone:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()

    def clear_next(self, number: int) -> None:
        """Begin an empty form."""
        if self._rows:
            self._rows[-1] = EntryRow("", number, [None] * len(self._codes))
            self._told(self.next_place)

    def _told(self, place: int) -> None:
        self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    # Columns

    def question_of(self, column: int) -> int:
        """The place of the question in a column, -1 for none."""
        return column - 1 if 1 <= column <= len(self._codes) else -1

    def asked_of(self, column: int) -> Asked | None:
        """What a column asks of the respondent."""
        place = column - 1 - len(self._codes)
        return self._chosen[place] if 0 <= place < len(self._chosen) else None

    def most(self, column: int) -> int:
        """The largest digit that a column takes."""
        asked = self.asked_of(column)
        return len(asked.choices) if asked is not None else STEPS

    def words(self, column: int) -> str:
        """What a column asks, with its code."""
        question, asked = self.question_of(column), self.asked_of(column)
        if question >= 0 and self._asks is not None:
            return f"{self._codes[question]}. {self._asks.questions[question].text}"
        return asked.question if asked is not None else ""

    def answers(self, column: int) -> tuple[str, ...]:
        """The words of the digits from 1 on."""
        asked = self.asked_of(column)
        if asked is not None:
            return asked.choices
        return tuple(step.name for step in self._asks.steps) if self._asks is not None else ()

    # Cells

    def value(self, place: int, column: int) -> int | None:
        """The digit in a cell."""
        row, question, asked = self.row(place), self.question_of(column), self.asked_of(column)
        if row is None:
            return None
        if question >= 0:
            return row.answers[question]
        said = row.told.get(asked.question, "") if asked is not None else ""
        return asked.choices.index(said) + 1 if asked is not None and said in asked.choices else None

    def set_value(self, place: int, column: int, digit: int | None) -> None:
        """Type a digit into a cell, None for no answer."""
        row, question, asked = self.row(place), self.question_of(column), self.asked_of(column)
        if row is None or self.value(place, column) == digit:
            return
        if question >= 0:
            row.answers[question] = digit
        elif asked is not None:
            row.told[asked.question] = asked.choices[digit - 1] if digit else ""
        row.touched = True
        self.dataChanged.emit(self.index(place, column), self.index(place, column))

    def set_told(self, place: int, question: str, words: str) -> None:
        """Keep what a respondent wrote freely."""
        row = self.row(place)
        if row is not None and row.told.get(question, "") != words:
            row.told[question] = words
            row.touched = True

    # What Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1 + len(self._codes) + len(self._chosen)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(row.number) if column == NUMBER else self._shown(row, index.row(), column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.BackgroundRole:
                question = self.question_of(column)
                return theme.tokens().alt if question < 0 or self._factors[question] % 2 else None
            case Qt.ItemDataRole.ForegroundRole if column == NUMBER:
                return theme.tokens().secondary
            case Qt.ItemDataRole.ToolTipRole if column != NUMBER:
                return self._tip(index.row(), column)
        return None

    def _shown(self, row: EntryRow, place: int, column: int) -> str:
        digit = self.value(place, column)
        if digit is not None:
            return str(digit)
        asked = self.asked_of(column)
        return "+" if asked is not None and row.told.get(asked.question) else ""  # said otherwise, in a file

    def _tip(self, place: int, column: int) -> str:
        digit, row, asked = self.value(place, column), self.row(place), self.asked_of(column)
        answers = self.answers(column)
        said = answers[digit - 1] if digit else ""
        if asked is not None and row is not None:
            said = row.told.get(asked.question, "")
        return f"{self.words(column)}\n{said}".strip()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.words(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        question, asked = self.question_of(section), self.asked_of(section)
        if question >= 0:
            return self._codes[question]
        if asked is not None:
            return asked.question
        return pgettext("column", "Form")
