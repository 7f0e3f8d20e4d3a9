"""The third step of taking a plan in: into which plan, and row by row what is taken and what stays."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _
from cchc_desktop.models.import_rows import ComparedRow, RowState
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.intake.import_verbs import Into, Target
from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.wrapped import WrappedWords
from cchc_desktop.ui.dialogs.intake.words import heading_words, state_words
from cchc_desktop.ui.table_models.compared_rows import ComparedColumn, ComparedRowsModel
from cchc_desktop.ui.widgets.basics import box, label, labelled, link, number_field
from cchc_desktop.ui.widgets.calm import CalmCombo

_MOST_FITTED = 400  # rows whose heights are fitted to their words; more would take too long


class ComparePage(QWidget):
    """Signals: `year_changed(int)`; `target_changed` the rows are to be compared again; `chosen` another tick."""

    year_changed = Signal(int)
    target_changed = Signal()
    chosen = Signal()

    def __init__(self, year: int) -> None:
        super().__init__()
        self.year = number_field(2000, 2100, year)
        self.target_box = CalmCombo()
        self.source = QLineEdit()
        self.source_holder = labelled(_("Assigned by, noted with each new task"), self.source)
        self.model = ComparedRowsModel(self)
        self.view = QTableView()
        self.states = CalmCombo()
        self.states.setAccessibleName(_("Show"))
        self.summary = label("", "strong", wrap=True)
        self._mine, self._theirs = label("", wrap=True), label("", wrap=True)
        self.sides = QScrollArea()
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self.year.valueChanged.connect(self.year_changed)
        self.target_box.activated.connect(lambda _at: self.target_changed.emit())
        self.states.activated.connect(lambda _at: self._filter())
        self.model.chosen.connect(self._ticked)
        self.view.selectionModel().currentRowChanged.connect(lambda now, _then: self._show_row(now.row()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        first = QHBoxLayout()
        first.setSpacing(theme.px(10))
        first.addWidget(labelled(_("Year"), self.year))
        first.addWidget(labelled(_("Into which plan"), self.target_box), 1)
        column.addLayout(first)
        column.addWidget(self.source_holder)
        second = QHBoxLayout()
        second.setSpacing(theme.px(10))
        second.addWidget(self.states)
        second.addWidget(link(_("Tick all that is shown"), lambda: self.model.tick_shown(True)))
        second.addWidget(link(_("Tick none"), lambda: self.model.tick_shown(False)))
        second.addStretch(1)
        column.addLayout(second)
        self.view.setModel(self.model)
        self.view.setProperty("box", "rows")
        self.view.setAccessibleName(_("Tasks compared"))
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setTabKeyNavigation(False)
        self.view.setWordWrap(True)
        self.view.setItemDelegate(WrappedWords(self.view))
        self.view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(theme.px(42))
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for place, width in enumerate((142, 118, 0, 150, 150)):
            self.view.setColumnWidth(place, theme.px(width))
        header.setSectionResizeMode(ComparedColumn.TASK, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_sizes: self._fit_soon.start())
        self._fit_soon.timeout.connect(self._fit_rows)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.view)
        splitter.addWidget(self._details())
        splitter.setStretchFactor(0, 1)
        splitter.setCollapsible(0, False)
        splitter.setSizes([theme.px(360), theme.px(112)])
        column.addWidget(splitter, 1)
        column.addWidget(self.summary)

    def _details(self) -> QWidget:
        """The two sides of the chosen row, to be scrolled where they are long."""
        holder = box("alt")
        row = QHBoxLayout(holder)
        row.setContentsMargins(*(theme.px(8),) * 4)
        row.setSpacing(theme.px(16))
        self.sides.setWidgetResizable(True)
        self.sides.setFrameShape(QFrame.Shape.NoFrame)
        self.sides.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sides.setAccessibleName(_("What the chosen task says here and in the file"))
        self.sides.setWidget(holder)
        for title, words in ((_("Here"), self._mine), (_("In the file"), self._theirs)):
            side = QVBoxLayout()
            side.setSpacing(theme.px(2))
            side.addWidget(label(title, "field"))
            side.addWidget(words)
            side.addStretch(1)
            row.addLayout(side, 1)
        self.sides.setMinimumHeight(theme.px(84))
        return self.sides

    # What is shown

    def show_targets(self, plans: Sequence[YearPaperRow], wanted: str, superior: bool) -> None:
        """Offer the year's plans and a new one; `wanted` is the guid of the plan chosen at first, "" for a new one."""
        self.source_holder.setVisible(superior)
        self.target_box.clear()
        for plan in plans:
            title = " ".join(plan.title.split())
            words = _("{title} ({count} tasks)").format(title=title, count=plan.task_count)
            self.target_box.addItem(words, Target(Into.PLAN, plan.guid))
        if superior:
            self.target_box.addItem(_("A new paper of ours that carries this plan out"), Target(Into.CARRY))
        else:
            self.target_box.addItem(_("A plan of its own"), Target(Into.NEW))
        places = [self.target_box.itemData(at) for at in range(self.target_box.count())]
        at = next((at for at, target in enumerate(places) if target.guid == wanted), len(places) - 1)
        self.target_box.setCurrentIndex(at)

    @property
    def target(self) -> Target:
        """Where the tasks go."""
        found: Target = self.target_box.currentData()
        return found

    def show_rows(self, rows: Sequence[ComparedRow], taken: frozenset[int], duties: dict[int, str] | None) -> None:
        """Show a comparison with its first ticks; `duties` says what rows of a superior's plan ask of the commune."""
        self.model.show_rows(rows, taken, duties)
        counts = self.model.counts()
        self.states.clear()
        if duties is not None:
            self.states.addItem(_("Given to communes ({count})").format(count=len(duties)), "duties")
        self.states.addItem(_("All tasks ({count})").format(count=len(rows)), None)
        for state in RowState:
            if counts[state] and duties is None:
                self.states.addItem(f"{state_words(state)} ({counts[state]})", state)
        self._filter()
        self._ticked()

    def _filter(self) -> None:
        self.model.filter(self.states.currentData())
        self._fit_rows()
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
        else:
            self._show_row(-1)

    def _fit_rows(self) -> None:
        """Each row as high as its words in the columns as wide as they are now."""
        if self.model.rowCount() <= _MOST_FITTED:
            self.view.resizeRowsToContents()

    def _ticked(self) -> None:
        added, changed, gone = (self.model.ticked(state) for state in (RowState.NEW, RowState.CHANGED, RowState.HERE))
        words = _("To be added: {added}. Written over: {changed}. Deleted: {gone}. Everything else stays as it is.")
        self.summary.setText(words.format(added=added, changed=changed, gone=gone))
        self.chosen.emit()

    def _show_row(self, place: int) -> None:
        row = self.model.row_at(place)
        mine, theirs = _sides(row) if row is not None else ("", "")
        self._mine.setText(mine)
        self._theirs.setText(theirs)
        self.sides.verticalScrollBar().setValue(0)


def _sides(row: ComparedRow) -> tuple[str, str]:
    """What the two say where they differ; all of it where there is but one."""
    here: Mapping[Column, str] = row.mine.cells if row.mine is not None else {}
    file: Mapping[Column, str] = row.theirs.cells if row.theirs is not None else {}
    columns = row.columns or [column for column in (*here, *file) if here.get(column) or file.get(column)][:8]

    def side(cells: Mapping[Column, str], absent: str) -> str:
        lines = [f"{heading_words(column)}: {cells.get(column) or '—'}" for column in dict.fromkeys(columns)]
        return "\n".join(lines) if cells else absent

    if row.state is RowState.SAME:
        return side(here, ""), _("The same")
    mine, theirs = side(here, _("Not here yet")), side(file, _("Not in the file"))
    if row.moved and row.mine and row.theirs:
        mine = f"{_('Group')}: {row.mine.group_title}\n{mine}"
        theirs = f"{_('Group')}: {row.theirs.group}\n{theirs}"
    return mine, theirs
