"""The table into which paper forms are typed: a digit answers and leads on, Enter begins the next form."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.survey_entry import NUMBER, EntryModel

_NUMBER_WIDTH, _DIGIT_WIDTH, _ASKED_WIDTH = 62, 38, 112
_BLANK = ("0", " ")


class _Framed(QStyledItemDelegate):
    """The cell that the next digit goes into has a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        super().paint(painter, option, index)
        view = self.parent()
        if isinstance(view, QAbstractItemView) and index == view.currentIndex():
            painter.save()
            painter.setPen(QPen(theme.tokens().accent, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()


class EntryView(QTableView):
    """Digits are taken as they are pressed; nothing is opened to be edited.

    Signals: `next_form` Enter; `said(sentence)` why a key was refused, "" once one was taken.
    """

    next_form = Signal()
    said = Signal(str)

    def __init__(self, model: EntryModel) -> None:
        super().__init__()
        self._forms = model
        self.refusal = ""  # why nothing can be typed at all
        self.setModel(model)
        self.setAccessibleName(_("Forms"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Framed(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(24))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setMinimumSectionSize(theme.px(24))
        self.setMinimumHeight(theme.px(110))

    def fit_columns(self) -> None:
        """Narrow columns for digits; those of the respondent show what they ask."""
        for column in range(self._forms.columnCount()):
            width = _NUMBER_WIDTH if column == NUMBER else _DIGIT_WIDTH
            width = _ASKED_WIDTH if self._forms.asked_of(column) is not None else width
            self.setColumnWidth(column, theme.px(width))

    def go(self, place: int, column: int = 1) -> None:
        """To a cell."""
        index = self._forms.index(place, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.next_form.emit()
        elif event.key() == Qt.Key.Key_Backspace and not held:
            self._back()
        elif event.key() == Qt.Key.Key_Delete and not held:
            self._clear()
        elif typed in _BLANK and not held:
            self._answer(None)
        elif len(typed) == 1 and typed.isascii() and typed.isdigit() and not held:
            self._digit(int(typed))
        elif typed.isprintable() and typed and not held:
            self.said.emit(_("“{key}” is no answer. Type a digit, or 0 for none.").format(key=typed))
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _digit(self, digit: int) -> None:
        index = self.currentIndex()
        if not index.isValid() or index.column() == NUMBER:
            self.go(max(index.row(), 0))
            return
        most = self._forms.most(index.column())
        if digit > most:
            words = _("{digit} is no answer here: from 1 to {most}, or 0 for none. Nothing was typed.")
            self.said.emit(words.format(digit=digit, most=most))
            return
        self._answer(digit)

    def _answer(self, digit: int | None) -> None:
        """Type an answer and go on to the next question; at the last one wait for Enter."""
        index = self.currentIndex()
        if not index.isValid() or self.refusal:
            self.said.emit(self.refusal)
            return
        if index.column() != NUMBER:
            self._forms.set_value(index.row(), index.column(), digit)
        self.said.emit("")
        if index.column() + 1 < self._forms.columnCount():
            self.go(index.row(), index.column() + 1)
        else:
            self.said.emit(_("The form is complete. Enter begins the next one."))

    def _back(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.column() > 1:
            self.go(index.row(), index.column() - 1)
            self.said.emit("")

    def _clear(self) -> None:
        for index in self.selectedIndexes():
            if index.column() != NUMBER and not self.refusal:
                self._forms.set_value(index.row(), index.column(), None)
