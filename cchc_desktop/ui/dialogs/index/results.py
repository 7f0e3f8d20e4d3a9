"""What was published of an index: years and offices side by side, goals and whether they were met."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.index_result_rows import Comparison, GoalRow, OfficeResults, PublishedRow
from cchc_desktop.rules.numbers import format_value, typed_number
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.scoring.index_results import (
    read_comparison,
    remove_goal,
    remove_results,
    set_goal,
    set_results,
    typed_goal,
)
from cchc_desktop.services.scoring.pasted_results import read_pasted
from cchc_desktop.storage.changes import Change
from cchc_desktop.text import clean
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.table_models.published import PublishedModel
from cchc_desktop.ui.widgets.basics import button, empty, fit, label, labelled, link, number_field, tab_in_order
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.widgets.trend_chart import TrendChart
from cchc_desktop.ui.workspace import Workspace

_YEAR = 128  # width of a year's column, pixels at 100 %


class ResultsDialog(Dialog):
    """The chosen cell stands in the fields below; each kept line is a step that can be undone."""

    def __init__(self, workspace: Workspace, index_code: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._code = workspace, index_code
        self._comparison = Comparison(index_code, (), ())
        self._shown: PublishedRow | None = None
        self._moving = False
        self.setWindowTitle(_("{index}: years, offices, goals").format(index=title))
        fit(self, 1040, 700)
        self.chart = TrendChart()
        self.goals = FlowLayout(gap=theme.px(14))
        self.model = PublishedModel(self)
        self.table = QTableView()
        self.table.setAccessibleName(_("Published results"))
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(28))
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultSectionSize(theme.px(_YEAR))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.table.horizontalHeader().setDefaultAlignment(left)
        self.table.setTabKeyNavigation(False)
        self.table.selectionModel().currentChanged.connect(self._cell_chosen)
        self.office, self.band, self.decision = QLineEdit(), QLineEdit(), QLineEdit()
        self.points, self.most, self.rank, self.ranked = (QLineEdit() for _place in range(4))
        for field in (self.points, self.most, self.rank, self.ranked):
            field.setMaximumWidth(theme.px(84))
        self.year = number_field(2010, 2100, workspace.year - 1)
        self.goal = QLineEdit()
        self.goal.setPlaceholderText(_("higher than last year, top 5, ≥ 80"))
        self.goal_year = number_field(2010, 2100, workspace.year)
        self._lay_out()
        workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace, of_year=False)
        undo_keys(self, workspace)
        self.read()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.chart)
        column.addLayout(self.goals)
        bottom = Qt.AlignmentFlag.AlignBottom
        wanted = QHBoxLayout()
        wanted.addWidget(labelled(_("Goal of the year"), self.goal_year))
        wanted.addWidget(labelled(_("Goal"), self.goal), 1)
        set_goal_ = button(_("Set the goal"), self.keep_goal)
        for field in (*self._line(), self.goal):  # what is typed could not be kept
            field.setReadOnly(self._workspace.year_read_only)
        set_goal_.setEnabled(not self._workspace.year_read_only)
        wanted.addWidget(set_goal_, 0, bottom)
        column.addLayout(wanted)
        column.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(labelled(_("Year"), self.year))
        line.addWidget(labelled(_("Office (empty: this one)"), self.office), 2)
        for words, field in (
            (_("Points"), self.points),
            (_("of at most"), self.most),
            (_("Rank"), self.rank),
            (_("of"), self.ranked),
        ):
            line.addWidget(labelled(words, field))
        line.addWidget(labelled(_("Grade"), self.band), 1)
        column.addLayout(line)
        column.addWidget(labelled(_("Published by"), self.decision))
        foot = QHBoxLayout()
        if not self._workspace.year_read_only:
            foot.addWidget(button(_("Paste a table"), self.paste, icon_name="clipboard"))
            foot.addWidget(button(_("Remove"), self.remove, icon_name="trash"))
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.close))
        if not self._workspace.year_read_only:
            foot.addWidget(button(_("Keep this line"), self.keep, "primary"))
        column.addLayout(foot)

    def read(self) -> None:
        """Read all that is known of the index."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        current = self.table.currentIndex()
        self._comparison = read_comparison(dossier, self._code)
        self.chart.show_comparison(self._comparison)
        place = max(0, current.row()), max(0, current.column())
        self._moving = True
        self.model.show_comparison(self._comparison, read_office(dossier, self._workspace.year).name)
        self.table.setCurrentIndex(self.model.index(*place))
        self._moving = False
        header = self.table.horizontalHeader()
        header.resizeSection(0, theme.px(230))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        if not self._line_is_typed():
            self._show_line()
        self._show_goals()

    def _show_goals(self) -> None:
        empty(self.goals)
        for year in self._comparison.years:
            for goal, met in zip(year.goals, year.met, strict=True):
                standing = {True: _("met"), False: _("not met"), None: _("open")}[met]
                words = _("{year}: {goal}, {standing}").format(year=year.year, goal=goal.words, standing=standing)
                role = {True: "strong-done", False: "strong-late", None: "secondary"}[met]
                self.goals.addWidget(label(words, role))
                if not self._workspace.year_read_only:
                    drop = link(_("Remove"), partial(self._drop, goal))
                    drop.setAccessibleName(_("Remove the goal: {goal}").format(goal=words))
                    self.goals.addWidget(drop)
        if (whole := self.layout()) is not None:
            tab_in_order(whole)

    def _drop(self, goal: GoalRow) -> None:
        self._workspace.run_across(remove_goal, goal_guid=goal.guid)

    def keep_goal(self) -> None:
        """Set what was typed as a goal of the year."""
        try:
            goal = typed_goal(self.goal.text(), index_code=self._code, year=self.goal_year.value())
        except UserError as error:
            alerts.show_error(self, error)
            self.goal.setFocus()
            return
        if self._workspace.run_across(set_goal, goal=goal) is not None:
            self.goal.clear()

    def _line(self) -> tuple[QLineEdit, ...]:
        return (self.office, self.points, self.most, self.rank, self.ranked, self.band, self.decision)

    def _line_is_typed(self) -> bool:
        return any(field.isModified() for field in self._line())

    def _cell_chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        """Another cell fills the fields; of a line that was typed and not kept the officer is asked first."""
        if self._moving:
            return
        if not self._line_is_typed():
            self._show_line()
            return
        office, column, back = self.model.place_of(now)[0], now.column(), (before.row(), before.column())
        # Not while the table is still moving: the question is a window of its own.
        QTimer.singleShot(0, self, lambda: self._leave_line(office, column, back))

    def _leave_line(self, office: OfficeResults | None, column: int, back: tuple[int, int]) -> None:
        if self._line_is_typed() and not self.ask_about_typed():
            place = back
        else:
            self._forget_line()
            place = max(0, self.model.row_of(office.name) if office is not None else 0), column
        self._moving = True
        self.table.setCurrentIndex(self.model.index(*place))
        self._moving = False
        if not self._line_is_typed():
            self._show_line()

    def _forget_line(self) -> None:
        for field in self._line():
            field.setModified(False)

    def _show_line(self) -> None:
        office, year = self.model.place_of(self.table.currentIndex())
        row = self._shown = self.model.result_of(self.table.currentIndex())
        if office is not None and self.table.currentIndex().column():
            self.year.setValue(year)
        self.office.setText(office.name if office is not None else "")
        self.points.setText(_words(row.points if row else None))
        self.most.setText(_words(row.max_points if row else None))
        self.rank.setText(str(row.rank or "") if row else "")
        self.ranked.setText(str(row.ranked or "") if row else "")
        self.band.setText(row.band if row else "")
        self.decision.setText(row.decision if row else "")

    def typed(self) -> PublishedRow:
        """The line as it stands in the fields; raises `UserError` for what is no number."""
        office, known = " ".join(clean(self.office.text()).split()), self._shown
        if known is not None and (known.year, known.office_name) != (self.year.value(), office):
            known = None  # another name is another office, whose line does not take the place of this one
        ranks = [_whole(field.text()) if field.text().strip() else None for field in (self.rank, self.ranked)]
        points = [typed_number(field.text(), "75,5") if field.text().strip() else None
                  for field in (self.points, self.most)]  # fmt: skip
        return PublishedRow(
            self._code,
            self.year.value(),
            office,
            points[0],
            points[1],
            ranks[0],
            ranks[1],
            clean(self.band.text()).strip(),
            clean(self.decision.text()).strip(),
            known.guid if known is not None else "",
        )

    def keep(self) -> None:
        """Keep the line in the fields."""
        try:
            row = self.typed()
        except UserError as error:
            alerts.show_error(self, error)
            return
        was_typed = [field for field in self._line() if field.isModified()]
        self._forget_line()  # what the verb announces reads the line again
        if self._workspace.run_across(set_results, results=(row,)) is None:
            for field in was_typed:
                field.setModified(True)

    def remove(self) -> None:
        """Take the chosen result away."""
        chosen = self.model.result_of(self.table.currentIndex())
        if chosen is not None:
            self._workspace.run_across(remove_results, guids=(chosen.guid,))

    def paste(self) -> None:
        """Take a table of results copied from a sheet or a paper, of the year in the field."""
        text = QGuiApplication.clipboard().text()
        pasted = read_pasted(
            text, index_code=self._code, year=self.year.value(), decision=clean(self.decision.text()).strip()
        )
        if not pasted.rows:
            words = _("The clipboard holds no table of results. Copy the rows with their headings, then paste again.")
            alerts.show_note(self, _("Paste a table"), words)
            return
        rows = pasted.rows
        if self._workspace.run_across(set_results, results=rows) is None:
            return
        said = ngettext("{count} result was taken.", "{count} results were taken.", len(rows)).format(count=len(rows))
        lost = [_("Line {line}: {words} ({why})").format(line=line, words=words, why=why)
                for line, words, why in pasted.failed]  # fmt: skip
        if lost:
            alerts.show_note(self, _("Paste a table"), "\n".join((said, _("Not taken:"), *lost)))
        else:
            self._workspace.say(said)

    def _rows_changed(self, change: Change) -> None:
        if change.touches("index_result", "index_goal", "score", "criteria_set"):
            self.read()


def _whole(text: str) -> int:
    """A rank; raises `UserError` for anything but a whole number."""
    number = typed_number(text, "12")
    if number != int(number):
        raise UserError(_("“{text}” is not a whole number.").format(text=text.strip()))
    return int(number)


def _words(value: Decimal | None) -> str:
    return "" if value is None else format_value(value)
