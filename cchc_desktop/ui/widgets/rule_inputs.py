"""The values that a rule of scoring asks for, one field each: typed, chosen, or found by the dossier."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.proposal_rows import InputValue
from cchc_desktop.rules.scoring import Choice, Council, Input, OnTime, Rule, Sum, inputs_of, on_time_answers
from cchc_desktop.services.scoring.index_scoring import said
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import PASSING, empty, label
from cchc_desktop.ui.widgets.calm import CalmCombo

Typed = str | bool | None

_FIELD = 128  # width in pixels at 100 %
_LONG = 26  # letters of a title or an answer that get a line of their own


def answers_of(rule: Rule) -> dict[str, Mapping[str, str]]:
    """The answers that may be chosen, by the name of the input that asks for them."""
    return dict(_answers(rule))


def _answers(rule: Rule) -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(rule, OnTime):
        yield rule.input.name, on_time_answers()
    elif isinstance(rule, Choice):
        yield rule.input.name, rule.keys()
    elif isinstance(rule, Sum):
        for part in rule.parts:
            yield from _answers(part.rule)
    elif isinstance(rule, Council) and rule.rule is not None:
        yield from _answers(rule.rule)


class RuleInputs(QWidget):
    """Signals: `typed` a value is there, "" or None where it was taken away (name of the input, value); `edited` a
    letter was typed or an answer chosen.
    """

    typed = Signal(str, object)
    edited = Signal()

    def __init__(self, *, passing: bool = False) -> None:
        """`passing`: the values are a trial, nothing that could be lost."""
        super().__init__()
        self._passing = passing
        self._asked: tuple[tuple[Input, ...], dict[str, Mapping[str, str]]] = (), {}
        self._fields: dict[str, QLineEdit | CalmCombo] = {}
        self._notes: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)

    def show_rule(self, rule: Rule | None, known: Sequence[InputValue] = (), *, editable: bool = True) -> None:
        """Ask for what a rule needs, with what is known of it; None asks for nothing.

        The fields of a rule that asks for the same stay, and so does what is being typed into one.
        """
        answers = answers_of(rule) if rule is not None else {}
        wanted = inputs_of(rule) if rule is not None else ()
        if (wanted, answers) != self._asked:
            self._asked = wanted, answers
            self._fields.clear()
            self._notes.clear()
            empty(self._grid)
            for line, one in enumerate(wanted):
                self._add(3 * line, one, answers.get(one.name))
        values = {one.name: one for one in known}
        for one in wanted:
            self._show_value(one, values.get(one.name), answers.get(one.name))
            self._fields[one.name].setEnabled(editable)

    def values(self) -> dict[str, Typed]:
        """What stands in the fields, by the names of the inputs; empty ones are left out."""
        found: dict[str, Typed] = {}
        for name, field in self._fields.items():
            value = field.currentData() if isinstance(field, CalmCombo) else field.text().strip()
            if value not in ("", None):
                found[name] = value
        return found

    def keep_typed(self) -> None:
        """Tell of what is being typed, as if its field had been left."""
        for name, field in list(self._fields.items()):
            if isinstance(field, QLineEdit):
                self._finished(name, field)

    def first_field(self) -> QWidget | None:
        """The first field, None where the rule asks for nothing."""
        return next(iter(self._fields.values()), None)

    def _add(self, line: int, wanted: Input, answers: Mapping[str, str] | None) -> None:
        title = label(wanted.title if not wanted.unit else f"{wanted.title} ({wanted.unit})", wrap=True)
        field = self._choices(wanted, answers) if answers or wanted.kind == "yes_no" else QLineEdit()
        field.setAccessibleName(wanted.title)
        field.setProperty(PASSING, self._passing)
        below = _is_long(wanted, answers)
        if not (below and isinstance(field, CalmCombo)):
            field.setFixedWidth(theme.px(_FIELD))
        if isinstance(field, CalmCombo):
            field.activated.connect(lambda _place: self.typed.emit(wanted.name, field.currentData()))
            field.activated.connect(lambda _place: self.edited.emit())
        else:
            field.editingFinished.connect(lambda: self._finished(wanted.name, field))
            field.textEdited.connect(lambda _text: self.edited.emit())
        title.setBuddy(field)
        note = label("", "note", wrap=True)
        self._fields[wanted.name], self._notes[wanted.name] = field, note
        self._grid.addWidget(title, line, 0, 1, 2 if below else 1)
        if below:
            self._grid.addWidget(field, line + 1, 0, 1, 2)
        else:
            self._grid.addWidget(field, line, 1)
        self._grid.addWidget(note, line + 2, 0, 1, 2)

    def _show_value(self, wanted: Input, known: InputValue | None, answers: Mapping[str, str] | None) -> None:
        field, note = self._fields[wanted.name], self._notes[wanted.name]
        typed = known.typed if known is not None else None
        found = known.found if known is not None else None
        if isinstance(field, CalmCombo):
            field.setCurrentIndex(max(0, field.findData(_key(typed, answers))))
        else:
            if not (field.hasFocus() and field.isModified()):
                field.setText(said(typed))
            field.setPlaceholderText(said(found) or (_("per cent") if wanted.kind == "percent" else ""))
        words = known.words if known is not None else ""
        note.setText(words if found is None or not words else f"{words}: {said(found)}")
        note.setVisible(bool(words))

    def _choices(self, wanted: Input, answers: Mapping[str, str] | None) -> CalmCombo:
        made = CalmCombo()
        made.addItem("", None)
        for key, words in (answers or {}).items():
            made.addItem(words, key)
        if answers is None:
            made.addItem(_("Yes"), True)
            made.addItem(_("No"), False)
        return made

    def _finished(self, name: str, field: QLineEdit) -> None:
        if field.isModified():
            field.setModified(False)
            self.typed.emit(name, field.text().strip())


def _is_long(wanted: Input, answers: Mapping[str, str] | None) -> bool:
    """Whether a field stands below its title: in the pane half a line holds only a short one."""
    return max(map(len, (wanted.title, *(answers or {}).values()))) > _LONG


def _key(typed: str | bool | None, answers: Mapping[str, str] | None) -> object:
    """What a choice keeps for a value that was typed by its key, its words or as yes and no."""
    if answers is None:
        return typed if isinstance(typed, bool) else {"true": True, "false": False}.get(str(typed).lower())
    return next((key for key, words in answers.items() if typed in (key, words)), None)
