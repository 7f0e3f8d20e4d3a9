"""Lịch: the year month by month, what is due on the chosen day beside it, and a file for other calendars."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.follow_rows import DueRow
from cchc_desktop.services.frame.calendar import export_ics, read_due
from cchc_desktop.ui import alerts, icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.formats import long_date, weekday
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.overview_facts import FactLine, Place, days_left
from cchc_desktop.ui.places import documents_folder
from cchc_desktop.ui.widgets.basics import button, fit, icon_label, label
from cchc_desktop.ui.widgets.link_card import LinkCard
from cchc_desktop.ui.widgets.link_row import LinkRow
from cchc_desktop.ui.widgets.month_grid import MonthGrid, month_moved, style_of
from cchc_desktop.ui.workspace import Workspace


class WorkCalendarDialog(Dialog):
    """Signals: `followed(tab, guid)` the officer goes to what is due; the calendar is closed then."""

    followed = Signal(str, str)

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Calendar of {year}").format(year=workspace.year))
        fit(self, 1040, 560)
        self._workspace = workspace
        self._due: dict[date, list[DueRow]] = {}
        self._rows: list[LinkRow] = []  # of the chosen day
        if workspace.dossier is not None:
            for row in read_due(workspace.dossier, workspace.year, workspace.today):
                self._due.setdefault(row.last, []).append(row)
        self.month = label("", "page")
        self.grid = MonthGrid(workspace.today)
        self.day = LinkCard("", self._follow_first)
        self._lay_out()
        self.grid.day_chosen.connect(self._show_day)
        self.grid.entered.connect(self._follow_first)
        self.grid.show_due(self._due)
        if workspace.today.year != workspace.year:
            self.grid.choose(date(workspace.year, 1, 1))
        self.grid.setFocus()
        stay_beside(self, workspace)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(self._head())
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(12))
        middle.addWidget(self.grid, 1)
        middle.addWidget(self._scrolled_day())
        column.addLayout(middle, 1)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self._arrow("chevron-up", _("Month before (PgUp)"), -1))
        row.addWidget(self._arrow("chevron-down", _("Next month (PgDn)"), 1))
        row.addWidget(self.month)
        row.addStretch(1)
        row.addWidget(button(_("Today"), lambda: self.grid.choose(self._workspace.today)))
        row.addWidget(button(_("Save for other calendars…"), self.save, icon_name="calendar"))
        return row

    def _scrolled_day(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(theme.px(300))
        area.setWidget(self.day)
        return area

    def _arrow(self, icon_name: str, words: str, by: int) -> QToolButton:
        tool = QToolButton()
        tool.setIcon(icons.icon(icon_name, "accent", 17))
        tool.setIconSize(QSize(theme.px(17), theme.px(17)))
        tool.setToolTip(words)
        tool.setAccessibleName(words)
        tool.clicked.connect(lambda _on=False: self.grid.choose(month_moved(self.grid.day, by)))
        return tool

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(5))
        for icon_name, token, words in (
            ("alert-triangle", "late", _("Overdue")),
            ("clock", "soon", _("Due soon")),
            ("circle-dashed", "secondary", _("Task")),
            ("report", "secondary", _("Report")),
            ("mail-down", "secondary", _("Incoming paper")),
            ("circle-check", "done", _("Done")),
        ):
            row.addWidget(icon_label(icon_name, token, 14))
            row.addWidget(label(words, "note"))
            row.addSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(button(_("Close"), self.reject))
        return row

    # Shown

    def _show_day(self, day: date) -> None:
        self.month.setText(_("Month {month}/{year}").format(month=day.month, year=day.year))
        self.day.set_title(f"{weekday(day)}, {long_date(day)}")
        self._rows = []
        for due in self._due.get(day, ()):
            made = LinkRow(_line(due))
            made.clicked.connect(lambda _checked=False, due=due: self._follow(due))
            self._rows.append(made)
        self.day.show_rows(self._rows, _("Nothing is due on this day."))

    def _follow(self, due: DueRow) -> None:
        self.followed.emit(*_place(due))
        self.accept()

    def _follow_first(self) -> None:
        """Enter on a day: its only entry at once; of several the first one gets the focus."""
        rows = self._due.get(self.grid.day, [])
        if len(rows) == 1:
            self._follow(rows[0])
        elif rows:
            self._rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # PgUp and PgDn turn the months wherever the focus is.
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.grid.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    # Kept

    def save(self) -> None:
        """Ask where the calendar file goes and write it."""
        folder = documents_folder() / f"Lich-CCHC-{self._workspace.year}.ics"
        path = ask_output(self, _("Save for other calendars"), folder, _("Calendar files (*.ics)"), ".ics")
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the calendar file; tells how many days it has."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        try:
            count = export_ics(dossier, year=self._workspace.year, path=path, today=self._workspace.today)
        except UserError as error:
            alerts.show_error(self, error)
            return
        words = ngettext("{count} day written to {name}.", "{count} days written to {name}.", count)
        self._workspace.say(words.format(count=count, name=path.name))


def _line(due: DueRow) -> FactLine:
    icon_name, token = style_of(due)
    note = ". ".join(part for part in (due.note, due.phrase) if part)
    right = _("done") if due.met else days_left(due.days) if token in ("late", "soon") else ""
    return FactLine(icon_name, token, " ".join(due.title.split()), note, right, _place(due))


def _place(due: DueRow) -> Place:
    return Place("frame" if due.kind == "task" else due.kind, due.guid)
