"""Beside an item: the tasks of its field with their results, its figures, and what earlier reports said."""

import html
from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.rows import FigureRow, TaskRow
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.table_models.figures import with_unit
from cchc_desktop.ui.table_models.frame_standing import LOOKS, Standing, note_of, standing_of, word_of
from cchc_desktop.ui.widgets.basics import box, icon_label, label, line, link, set_role


class ColumnPane(QScrollArea):
    """Rows in one column that scrolls; filled anew for each item."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.column = QVBoxLayout()
        self.clear()

    def clear(self) -> None:
        """Begin with an empty column."""
        inside = box("pane")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        self.column.setSpacing(theme.px(6))
        self.setWidget(inside)

    def add_head(self, title: str, words: QWidget | None = None) -> None:
        """A title with an optional link at the right."""
        row = QHBoxLayout()
        row.addWidget(label(title, "field"))
        row.addStretch(1)
        if words is not None:
            row.addWidget(words)
        self.column.addLayout(row)


class FactsPane(ColumnPane):
    """What is known in this period.

    Signals: `statement_wanted(text)` to be put into the text; `words_wanted(text)` a figure to be quoted;
    `task_wanted(guid)`, `figures_wanted`.
    """

    statement_wanted = Signal(str)
    words_wanted = Signal(str)
    task_wanted = Signal(str)
    figures_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("This period"))

    def show_facts(
        self, tasks: Sequence[TaskRow], figures: Sequence[FigureRow], previous: str, today: date, writable: bool
    ) -> None:
        """Show what is known about an item; `previous` names the period before."""
        self.clear()
        # Figures first: they are few, and below a dozen tasks nobody would find them.
        self.add_head(_("Figures of this item"), link(_("Open the appendix"), self.figures_wanted.emit))
        if figures:
            self.column.addLayout(self._figures(figures, previous, writable))
        else:
            self.column.addWidget(label(_("The outline names no figures for this item."), "note", wrap=True))
        self.column.addWidget(line())
        self.column.addSpacing(theme.px(4))
        self.add_head(_("Tasks of this item ({count})").format(count=len(tasks)))
        if not tasks:
            self.column.addWidget(label(_("The plan has no task of this item's field."), "note", wrap=True))
        for task in tasks:
            self.column.addWidget(self._task(task, today, writable))
            self.column.addWidget(line())
        self.column.addStretch(1)

    def _task(self, task: TaskRow, today: date, writable: bool) -> QWidget:
        standing, days = standing_of(task, today)
        look = LOOKS[standing]
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, theme.px(2), 0, 0)
        row.setSpacing(theme.px(8))
        mark = icon_label(look.icon, look.token)
        mark.setToolTip(word_of(standing))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(1))
        column.addWidget(_titled(f"{task.group_number}.{task.number}", task.text))
        note = _task_note(task, standing, days, today)
        if note:
            words = label(note, "secondary", wrap=True)
            set_role(words, "late" if standing is Standing.LATE else "secondary")
            column.addWidget(words)
        if task.result:
            column.addWidget(label(task.result, "secondary", wrap=True))
        links = QHBoxLayout()
        links.setSpacing(theme.px(12))
        if task.result and writable:
            links.addWidget(link(_("Insert into the text"), lambda: self.statement_wanted.emit(_statement(task))))
        links.addWidget(link(_("Open the task"), lambda: self.task_wanted.emit(task.guid)))
        links.addStretch(1)
        column.addLayout(links)
        row.addLayout(column, 1)
        return holder

    def _figures(self, figures: Sequence[FigureRow], previous: str, writable: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        for column, title in enumerate((_("Figure"), _("This period"), previous)):
            grid.addWidget(label(title, "note"), 0, column, right if column else Qt.AlignmentFlag.AlignLeft)
        for row, figure in enumerate(figures, start=1):
            grid.addWidget(label(figure.name, wrap=True), row, 0)
            grid.addWidget(self._value(figure, writable), row, 1, right)
            grid.addWidget(label(with_unit(figure, figure.previous), "secondary"), row, 2, right)
        return grid

    def _value(self, figure: FigureRow, writable: bool) -> QWidget:
        if figure.value is None:
            return label(_("none yet"), "muted")
        words = with_unit(figure, figure.value)
        shown = _("{value} (estimate)").format(value=words) if figure.estimated else words
        if not writable:
            return label(shown, "strong")
        made = link(shown, lambda: self.words_wanted.emit(words))
        made.setToolTip(_("Insert into the text"))
        return made


class EarlierPane(ColumnPane):
    """What the report before and that of the same period last year said under the item.

    Signals: `copy_wanted(markup)` text to be taken over.
    """

    copy_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Earlier periods"))

    def show_texts(self, texts: Sequence[tuple[str, str]], writable: bool) -> None:
        """Show titles with texts in markup."""
        self.clear()
        for title, markup in texts:
            take = link(_("Copy into the text"), partial(self.copy_wanted.emit, markup))
            self.add_head(title, take if markup and writable else None)
            if markup:
                words = label(plain_text(markup).replace("\n", "\n\n"), wrap=True)
                words.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                self.column.addWidget(words)
            else:
                self.column.addWidget(label(_("Nothing is known of that period."), "note", wrap=True))
            self.column.addWidget(line())
        self.column.addStretch(1)


def _titled(number: str, text: str) -> QLabel:
    """A number in bold before words that wrap."""
    made = label("", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(f'<span style="font-weight:600">{html.escape(number)}</span> {html.escape(text)}')
    return made


def _task_note(task: TaskRow, standing: Standing, days: int, today: date) -> str:
    """ "Trễ 24 ngày, tiến độ 60 %"."""
    if standing is Standing.NOT_APPLICABLE:
        return task.reason
    note = note_of(task, standing, abs(days), today)
    if standing is Standing.DONE or not task.percent or formats.percent(task.percent) in note:
        return note
    reached = _("progress {percent}").format(percent=formats.percent(task.percent))
    return f"{note}, {reached}" if note else reached[:1].upper() + reached[1:]


def _statement(task: TaskRow) -> str:
    """The task's result as a sentence of the report."""
    return f"{task.text.rstrip(' .;')}: {task.result.strip().rstrip('.')}."
