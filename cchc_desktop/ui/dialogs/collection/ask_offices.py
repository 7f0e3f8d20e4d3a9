"""Which office a package is of: asked once for all whose sender is not known, in one table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from cchc_desktop.collection.offices import Office
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.text import clean, one_spelling, sort_key
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.table_models.typed_rows import TypedColumn, TypedRows, TypedTable
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.sheet import SheetDelegate

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Sender:
    """A sender that is not known: `guid` of its dossier, what its package calls it, why one has to ask.

    `candidates` are ids of offices that it may be of. `answer` is what was said; "" leaves its packages for later.
    """

    guid: str
    name: str
    files: str
    reason: str
    candidates: tuple[int, ...] = ()
    answer: str = ""


class _NameDelegate(SheetDelegate):
    """Offers the names of the offices that are known."""

    def __init__(self, table: TypedTable, names: Sequence[str]) -> None:
        super().__init__(table)
        self._names = list(names)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        completer = QCompleter(self._names, editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        editor.setCompleter(completer)
        return editor


class AskOfficesDialog(Dialog):
    """Signal: `answered(answers)`: by guid of the dossier the id of an office, or the name of a new one."""

    answered = Signal(object)
    enter_agrees = False  # whose package it is has to be looked at

    def __init__(self, parent: QWidget | None, asked: Sequence[Sender], offices: Sequence[Office]) -> None:
        """`offices` are those of the collection."""
        super().__init__(parent)
        twice = {name for name, number in Counter(_spelt(one.name) for one in offices).items() if number > 1}
        shown = {
            one.id: f"{one.name} ({one.note or one.id})" if _spelt(one.name) in twice else one.name for one in offices
        }
        self._known = {_spelt(words): number for number, words in shown.items()}
        self._rows = {one.guid: replace(one, answer="" if one.candidates else one.name) for one in asked}
        known = sorted(shown.values(), key=sort_key)
        self.setWindowTitle(_("Whose packages are these?"))
        fit(self, 960, 520)
        self.model = TypedRows(self)
        self.model.typed.connect(self._typed)
        self.table = TypedTable(_("Senders that are not known"), self.model)
        self.table.dress_as_sheet(
            _NameDelegate(self.table, [*known, *map(_new, dict.fromkeys(one.name for one in asked))])
        )
        self.agree = button("", self.accept, "primary")
        self.said = label("", "secondary", wrap=True)
        self.said.hide()
        self.table.said.connect(self._tell)
        self._lay_out()
        self._shown = shown
        self._show()
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._tell_why())
        self.table.setCurrentIndex(self.model.index(0, len(self._columns()) - 2))
        self.table.setFocus()
        self._tell_why()
        self._changed = False

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = _(
            "These packages come from senders that this collection does not know yet. Type the office that each is "
            "of; a name that is not in the collection becomes a new office. What you say is kept, and not asked again. "
            "Empty a line to leave its packages for later."
        )
        column.addWidget(label(words, wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Leave all for later"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _columns(self) -> list[TypedColumn]:
        return [
            TypedColumn("name", _("As the package says"), lambda row: row.name, 230, editable=False),
            TypedColumn("files", _("File"), lambda row: row.files, 180, editable=False),
            TypedColumn("reason", _("Why one has to ask"), lambda row: row.reason, editable=False),
            TypedColumn("answer", _("Is the office"), lambda row: row.answer, 230),
            TypedColumn("state", "", self._state, 110, editable=False),
        ]

    def _state(self, row: Sender) -> str:
        if not row.answer:
            return _("For later")
        return _("New office") if isinstance(self._answer(row), str) else _("Known")

    def _answer(self, row: Sender) -> int | str:
        """The id of a known office, or the name of a new one, also where one of that name is known."""
        for one in self._rows.values():
            if _spelt(row.answer) == _spelt(_new(one.name)):
                return one.name
        return self._known.get(_spelt(row.answer), row.answer)

    def _typed(self, cells: list[tuple[Sender, int, Any, str]]) -> None:
        for row, _place, _key, text in cells:
            self._rows[row.guid] = replace(row, answer=clean(text).strip())
        self._changed = True
        self._show()

    def _show(self) -> None:
        columns = self._columns()
        self.model.show_rows(columns, list(self._rows.values()), grows=False)
        self.table.fit_columns(columns)
        count = len(self.answers())
        words = ngettext("Receive from {count} office", "Receive from {count} offices", count)
        self.agree.setText(words.format(count=formats.count(count)))
        self.agree.setEnabled(count > 0)

    def answers(self) -> dict[str, int | str]:
        """What was said of each sender that has an office."""
        return {row.guid: self._answer(row) for row in self._rows.values() if row.answer}

    def _tell_why(self) -> None:
        """All that is known of the chosen sender: why one has to ask, and which offices it may be."""
        row: Sender | None = self.table.chosen()
        if row is None:
            return
        told = [row.reason]
        if row.candidates:
            names = [self._shown[number] for number in row.candidates if number in self._shown]
            told.append(_("It may be: {names}.").format(names="; ".join([*names, _new(row.name)])))
        self._tell("\n".join(told))

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()

    def holds_typed(self) -> bool:
        return super().holds_typed() or self._changed

    def carry_out(self) -> bool:
        self._changed = False
        self.answered.emit(self.answers())
        return True


def _spelt(name: str) -> str:
    """A name as it is compared: its marks count, for Tân Hòa is not Tân Hóa."""
    return one_spelling(clean(name)).casefold().strip()


def _new(name: str) -> str:
    return _("{name} (new office)").format(name=name)
