"""What a paste would do to the task frame, shown before it is done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame.frames import PastedGroup
from cchc_desktop.text import fold
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import count
from cchc_desktop.ui.table_models.frame_cells import COLUMNS, name_of, typed_text
from cchc_desktop.ui.tabs.frame.pasting import PastedRows, RowKind, groups_of
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.calm import CalmCombo

_SHOWN = 200  # rows; more tell nothing new
_NARROW, _WIDE = 116, 172  # pixels at 100 %
_BESIDE = 52  # what stands beside the words of a choice: its frame, its arrow, the cell around it


def _table(headers: Sequence[str], name: str) -> QTableWidget:
    made = QTableWidget(0, len(headers))
    made.setHorizontalHeaderLabels(list(headers))
    made.setAccessibleName(name)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(theme.px(28))
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.horizontalHeader().setHighlightSections(False)
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


def _put(table: QTableWidget, row: int, column: int, text: str, colour: QColor | None = None) -> None:
    item = QTableWidgetItem(" / ".join(line.strip() for line in text.split("\n") if line.strip()))
    item.setToolTip(text)
    if colour is not None:
        item.setForeground(colour)
    table.setItem(row, column, item)


class _PasteDialog(Dialog):
    """A sentence, a table, and consent; the two kinds of paste fill it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Paste into the frame"))
        fit(self, 1040, 520)
        self.sentence = label("", "pane", wrap=True)
        self.note = label("", "note", wrap=True)
        self.agree = button(_("Paste"), self.accept, "primary")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.px(16),) * 4)
        self.column.setSpacing(theme.px(10))
        self.column.addWidget(self.sentence)
        self.column.addWidget(self.note)

    def finish_layout(self, table: QTableWidget, *left: QWidget) -> None:
        """Put the table and the buttons under the sentence; `left` stands beside the buttons."""
        self.column.addWidget(table, 1)
        foot = QHBoxLayout()
        for widget in left:
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        self.column.addLayout(foot)
        self.agree.setFocus()


class PasteTasksDialog(_PasteDialog):
    """Rows that become tasks: what each row is, and which column each cell goes to, which can be corrected.

    `known` tells by folded text where a task stands already.
    """

    def __init__(self, parent: QWidget | None, rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> None:
        super().__init__(parent)
        self._rows = rows
        self._known = known
        self._width = max(len(row) for row in rows)
        self.pasted: PastedRows = groups_of(rows)
        self.table = _table(["", *([""] * self._width)], _("Rows on the clipboard"))
        self.choices = [self._choice(place) for place in range(self._width)]
        self.skip = QCheckBox()
        self.skip.toggled.connect(lambda _on: self._show())
        self.finish_layout(self.table, self.skip)
        self._fill()
        self._show()

    def _choice(self, place: int) -> CalmCombo:
        made = CalmCombo()
        made.addItem(_("left out"), "")
        for column, kind in enumerate(COLUMNS):
            made.addItem(name_of(column), str(kind))
        made.setCurrentIndex(max(0, made.findData(str(self.pasted.columns.get(place, "")))))
        made.setAccessibleName(_("What column {number} holds").format(number=place + 1))
        made.activated.connect(lambda _index: self._assign())
        return made

    def _widen(self, place: int) -> None:
        """Let the words of a choice be read whole."""
        choice = self.choices[place]
        choice.ensurePolished()
        words = choice.fontMetrics().horizontalAdvance(choice.currentText())
        self.table.setColumnWidth(place + 1, max(self.table.columnWidth(place + 1), words + theme.px(_BESIDE)))

    def _assign(self) -> None:
        for place in range(self._width):
            self._widen(place)
        columns = {
            place: Column(choice.currentData()) for place, choice in enumerate(self.choices) if choice.currentData()
        }
        self.pasted = groups_of(self._rows, columns)
        self._show()

    def _fill(self) -> None:
        """The texts, once; what they are taken for is shown by `_show`."""
        shown = self._rows[:_SHOWN]
        self.table.setRowCount(len(shown) + 1)
        self.table.setHorizontalHeaderLabels([_("Becomes"), *(str(n + 1) for n in range(self._width))])
        self.table.setColumnWidth(0, theme.px(132))
        for place, choice in enumerate(self.choices):
            self.table.setCellWidget(0, place + 1, choice)
            longest = max((len(row[place]) for row in shown if place < len(row)), default=0)
            self.table.setColumnWidth(place + 1, theme.px(_NARROW if longest < 8 else _WIDE))
            self._widen(place)
        self.table.setRowHeight(0, theme.px(30))
        for number, row in enumerate(shown, 1):
            for place, text in enumerate(row):
                _put(self.table, number, place + 1, text)

    def _same(self, text: str) -> str:
        """Where a task of these words stands already; "" when none does."""
        return self._known.get(fold(text), "") if text.strip() else ""

    def _show(self) -> None:
        tasks = [cells for group in self.pasted.groups for cells in group.rows]
        same = sum(bool(self._same(cells.get(Column.TASK, ""))) for cells in tasks)
        self.skip.setVisible(same > 0)
        words = ngettext("Leave out {count} row that is there already", "Leave out {count} rows that are there already",
                         same)  # fmt: skip
        self.skip.setText(words.format(count=count(same)))
        kept = sum(len(group.rows) for group in self.groups())
        named = sum(bool(group.title) for group in self.pasted.groups)
        made = ngettext("{count} task", "{count} tasks", kept).format(count=count(kept))
        under = ngettext("{count} group row", "{count} group rows", named).format(count=count(named))
        said = _("{tasks} will be added, {groups} found.") if named else _("{tasks} will be added.")
        self.sentence.setText(said.format(tasks=made, groups=under))
        notes = [_("Nothing has changed yet. Correct the columns in the first row where they are wrong.")]
        if len(self._rows) > _SHOWN:
            rest = count(len(self._rows) - _SHOWN)
            notes.append(_("The first {shown} rows are shown, {rest} follow.").format(shown=_SHOWN, rest=rest))
        self.note.setText(" ".join(notes))
        self.agree.setText(ngettext("Paste {count} task", "Paste {count} tasks", kept).format(count=count(kept)))
        self.agree.setEnabled(kept > 0)
        self._mark()

    def _mark(self) -> None:
        """Say in the first column what each row becomes."""
        colours = theme.tokens()
        rows = iter([cells for group in self.pasted.groups for cells in group.rows])
        for number, kind in enumerate(self.pasted.kinds[:_SHOWN], 1):
            words, colour = {
                RowKind.HEADER: (_("header, left out"), colours.muted),
                RowKind.BLANK: (_("empty, left out"), colours.muted),
                RowKind.GROUP: (_("group"), colours.secondary),
                RowKind.TASK: (_("new task"), colours.accent),
            }[kind]
            same = self._same(next(rows).get(Column.TASK, "")) if kind is RowKind.TASK else ""
            if same:
                words = (_("left out, as {number}") if self.skip.isChecked() else _("same as {number}")).format(
                    number=same
                )
                colour = colours.soon
            _put(self.table, number, 0, words, colour)

    def groups(self) -> list[PastedGroup]:
        """What is to be pasted."""
        if not self.skip.isChecked():
            return self.pasted.groups
        left = (
            PastedGroup(group.title, [row for row in group.rows if not self._same(row.get(Column.TASK, ""))])
            for group in self.pasted.groups
        )
        return [group for group in left if group.rows]


class PasteCellsDialog(_PasteDialog):
    """Cells that go over others: what stands there now, and what afterwards; rows that find no place are new tasks."""

    def __init__(
        self,
        parent: QWidget | None,
        written: Sequence[tuple[TaskRow, int, str]],
        rest: Sequence[Mapping[Column, str]],
    ) -> None:
        super().__init__(parent)
        self.table = _table([_("Row"), _("Column"), _("Now"), _("Afterwards")], _("Cells that would change"))
        for column, width in enumerate((90, 150)):
            self.table.setColumnWidth(column, theme.px(width))
        for column in (2, 3):
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        changes = [(task, column, text) for task, column, text in written if typed_text(task, column) != text]
        lost = sum(bool(typed_text(task, column)) for task, column, _text in changes)
        over = ngettext("{count} cell will be overwritten", "{count} cells will be overwritten", lost)
        new = ngettext("{count} task will be added", "{count} tasks will be added", len(rest))
        sentences = [over.format(count=count(lost))] + ([new.format(count=count(len(rest)))] if rest else [])
        self.sentence.setText(f"{', '.join(sentences)}.")
        self.note.setText(_("Nothing has changed yet."))
        self.agree.setText(_("Paste over"))
        self._fill(changes, rest)
        self.finish_layout(self.table)

    def _fill(self, changes: Sequence[tuple[TaskRow, int, str]], rest: Sequence[Mapping[Column, str]]) -> None:
        colours = theme.tokens()
        lines = [
            (f"{task.group_number}.{task.number}", name_of(column), typed_text(task, column), text)
            for task, column, text in changes
        ]
        lines += [
            (_("new"), name_of(COLUMNS.index(column)), "", text) for cells in rest for column, text in cells.items()
        ]
        self.table.setRowCount(min(len(lines), _SHOWN))
        for row, line in enumerate(lines[:_SHOWN]):
            for column, text in enumerate(line):
                overwritten = colours.late if column == 2 and text else None
                _put(self.table, row, column, text, overwritten)
