"""Beside an item: its figures, sentences ready to be taken over, the tasks of its field with results and proof."""

import html
from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cchc_desktop import clock
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.draft_rows import ItemFacts, Statement, TaskFact
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.figure_quotes import quote
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.table_models.figures import with_unit
from cchc_desktop.ui.table_models.frame_standing import SET_ASIDE, STYLES, Standing, note_of, standing_of, word_of
from cchc_desktop.ui.widgets.basics import icon_label, label, line, link, set_role
from cchc_desktop.ui.widgets.column_pane import ColumnPane

_FEW = 12  # rows of a sentence that tells of one task: the task, its result, its proof
_AT_ONCE = 6  # tasks and sentences shown before one asks for the rest


class FactsPane(ColumnPane):
    """What is known in this period.

    Signals: `statement_wanted(Statement)` a sentence to be put into the text; `words_wanted(text)` a figure to be
    quoted; `task_wanted(guid)`, `figures_wanted`.
    """

    statement_wanted = Signal(object)
    words_wanted = Signal(str)
    task_wanted = Signal(str)
    figures_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("This period"))
        self._writable = False
        self._today = clock.today()
        self._ready: dict[str, Statement] = {}  # by the task it tells of

    def show_facts(
        self, facts: ItemFacts, ready: Sequence[Statement], previous: str, today: date, writable: bool
    ) -> None:
        """Show what is known about an item.

        `ready` are the sentences of its draft that the text does not have yet; `previous` names the period before.
        """
        self.clear()
        self._writable, self._today = writable, today
        tasks = {fact.row.guid for fact in facts.tasks}
        self._ready = {one.rows[0]: one for one in ready if one.rows and one.rows[0] in tasks and len(one.rows) < _FEW}
        # Figures first: they are few, and below a dozen tasks nobody would find them.
        self.add_head(_("Figures of this item"), link(_("Open the appendix"), self.figures_wanted.emit))
        figures = [fact.row for fact in facts.figures]
        if figures:
            self.column.addLayout(self._figures(figures, previous, writable))
        else:
            self.column.addWidget(label(_("The outline names no figures for this item."), "note", wrap=True))
        self._close_part()
        others = [one for one in ready if one not in self._ready.values()]
        if others and writable:
            self.add_head(_("Sentences ready to take over ({count})").format(count=len(others)))
            self._add_some([partial(self._sentence, one) for one in others])
            self.column.addSpacing(theme.px(6))
        self._add_tasks(facts)
        self.column.addStretch(1)

    def _add_tasks(self, facts: ItemFacts) -> None:
        self.add_head(_("Tasks of this item ({count})").format(count=len(facts.tasks)))
        if not facts.tasks and not facts.others:
            self.column.addWidget(label(_("The plan has no task of this item's field."), "note", wrap=True))
        self._add_some([partial(self._task, fact) for fact in facts.tasks])
        if facts.others:
            count = len(facts.others)
            words = ngettext(
                "{count} more task of the field, told under other items",
                "{count} more tasks of the field, told under other items",
                count,
            )
            self._add_more(words.format(count=count), [partial(self._task, fact) for fact in facts.others])

    def _close_part(self) -> None:
        self.column.addWidget(line())
        self.column.addSpacing(theme.px(4))

    def _add_some(self, makers: Sequence["partial[QWidget]"]) -> None:
        """The first of the rows, and the others behind a link: a field may have seventy tasks."""
        for make in makers[:_AT_ONCE]:
            self.column.addWidget(make())
            self.column.addWidget(line())
        if rest := makers[_AT_ONCE:]:
            words = ngettext("Show {count} more", "Show {count} more", len(rest))
            self._add_more(words.format(count=len(rest)), rest)

    def _add_more(self, words: str, makers: Sequence["partial[QWidget]"]) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))

        def unfold() -> None:
            more.hide()
            for make in makers:
                column.addWidget(make())
                column.addWidget(line())

        more = link(words, unfold)
        column.addWidget(more)
        self.column.addWidget(holder)

    def _sentence(self, statement: Statement) -> QWidget:
        """A sentence of the draft with its link."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, theme.px(2), 0, 0)
        column.setSpacing(theme.px(1))
        column.addWidget(label(statement.text, wrap=True))
        column.addWidget(link(_("Insert into the text"), partial(self.statement_wanted.emit, statement)))
        return holder

    def _task(self, fact: TaskFact) -> QWidget:
        task = fact.row
        standing, days = standing_of(task, self._today)
        look = STYLES[standing]
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
        note = _task_note(task, standing, days, self._today)
        if note:
            words = label(note, "secondary", wrap=True)
            set_role(words, "late" if standing is Standing.LATE else "secondary")
            column.addWidget(words)
        if task.result:
            column.addWidget(label(task.result, "secondary", wrap=True))
        if fact.proof:
            names = "; ".join(piece.title for piece in fact.proof)
            column.addWidget(label(_("Proof: {names}").format(names=names), "note", wrap=True))
        column.addLayout(self._task_links(task))
        row.addLayout(column, 1)
        return holder

    def _task_links(self, task: TaskRow) -> QHBoxLayout:
        links = QHBoxLayout()
        links.setSpacing(theme.px(12))
        ready = self._ready.get(task.guid)
        if ready is not None and self._writable:
            links.addWidget(link(_("Insert into the text"), partial(self.statement_wanted.emit, ready)))
        links.addWidget(link(_("Open the task"), partial(self.task_wanted.emit, task.guid)))
        links.addStretch(1)
        return links

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
        made = link(shown, lambda: self.words_wanted.emit(quote(figure.code, figure.name)))
        made.setToolTip(_("Insert into the text"))
        return made


def _titled(number: str, text: str) -> QLabel:
    """A number in bold before words that wrap."""
    made = label("", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(f'<span style="font-weight:600">{html.escape(number)}</span> {html.escape(text)}')
    return made


def _task_note(task: TaskRow, standing: Standing, days: int, today: date) -> str:
    """ "Trễ 24 ngày, tiến độ 60%"."""
    if standing in SET_ASIDE:
        return task.reason
    note = note_of(task, standing, abs(days), today)
    if standing is Standing.DONE or not task.percent or formats.percent(task.percent) in note:
        return note
    reached = _("progress {percent}").format(percent=formats.percent(task.percent))
    return f"{note}, {reached}" if note else reached[:1].upper() + reached[1:]
