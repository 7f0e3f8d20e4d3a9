"""Overview: what matters today, the six steps of the year, and five lists in which everything is a link."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.overview_rows import Overview
from cchc_desktop.services.overviews import read_overview
from cchc_desktop.ui import theme
from cchc_desktop.ui.formats import plain_points, points
from cchc_desktop.ui.overview_facts import FactLine, Place, Today, steps_of, today_of
from cchc_desktop.ui.overview_lines import due_groups, lost_lines, received_lines, report_lines
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.widgets.link_card import LinkCard
from cchc_desktop.ui.widgets.link_row import LinkRow
from cchc_desktop.ui.widgets.stacked_bar import Legend, ProgressRow
from cchc_desktop.ui.widgets.step_strip import StepStrip
from cchc_desktop.ui.workspace import Workspace

_MOST_DUE, _LEAST_DUE = 14, 5
_DUE_SHARE = {3: 0.37, 2: 0.48, 1: 0.96}  # of the width, for what is due, by the number of columns
_ABOVE_DUE = 213  # pixels at 100 %: sentence, steps, title of the card, margins
_MOST_LOST, _LEAST_LOST, _MOST_RECEIVED = 8, 3, 2
_LOST_SHARE = {3: 0.28, 2: 0.48, 1: 0.96}  # of the width, for the points that are lost
_TWO, _ONE = 1000, 640  # pixels at 100 % below which the cards stand in two columns, in one
_ABOVE_LOST = 393  # pixels at 100 %: as above, the score, and the card below


class OverviewTab(Tab):
    """Reads everything again on every change: one short read."""

    name = "overview"
    icon_name = "home"
    chapter = 1

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._sentence = label("", "page", wrap=True)
        self._detail = label("", "secondary", wrap=True)
        self._place = Place("plan")
        self._overview: Overview | None = None
        self._calendar = button(_("Calendar"), self._show_calendar, icon_name="calendar")
        self._go_on = button("", lambda: self._follow(self._place), "primary", "edit")
        self._steps = StepStrip(self._follow)
        self._due = LinkCard(_("Due in 30 days"), lambda: self._follow(Place("frame")))
        self._progress = LinkCard(
            _("Progress by field"), lambda: self._follow(Place("frame")), _("Open the task frame")
        )
        self._reports = LinkCard("", lambda: self._follow(Place("report")), _("Open the reports"))
        self._lost = LinkCard(
            _("Points that can be won back"), lambda: self._follow(Place("index")), _("Open the indices")
        )
        self._received = LinkCard(_("Received lately"), lambda: self._follow(Place("exchange")))
        self._cards = QHBoxLayout()
        self._count = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scrolled())

    def title(self) -> str:
        return _("Overview")

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(*(theme.px(size) for size in (14, 10, 14, 10)))
        column.setSpacing(theme.px(8))
        column.addLayout(self._head())
        column.addWidget(self._steps)
        column.addSpacing(theme.px(4))
        self._cards.setSpacing(theme.px(10))
        column.addLayout(self._cards, 1)
        self._arrange(3)
        area.setWidget(holder)
        return area

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence)
        words.addWidget(self._detail)
        head.addLayout(words, 1)
        head.addWidget(self._calendar, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _arrange(self, count: int) -> None:
        """Stand the cards in so many columns; each column is a share of the width and cards with their stretch."""
        if count == self._count:
            return
        self._count = count
        due, progress, reports = (self._due, 1), (self._progress, 0), (self._reports, 1)
        lost, received = (self._lost, 1), (self._received, 0)
        columns = {
            3: ((50, (due,)), (43, (progress, reports)), (38, (lost, received))),
            2: ((50, (due, received)), (50, (progress, reports, lost))),
            1: ((1, (due, progress, reports, lost, received)),),
        }
        while (item := self._cards.takeAt(0)) is not None:
            old = item.layout()
            while old is not None and old.takeAt(0) is not None:
                pass
        for share, cards in columns[count]:
            column = QVBoxLayout()
            column.setSpacing(theme.px(10))
            for card, stretch in cards:
                column.addWidget(card, stretch)
            self._cards.addLayout(column, share)

    def _follow(self, place: Place) -> None:
        self.navigate.emit(place.tab, place.guid)

    def _show_calendar(self) -> None:
        """The year's days, month by month."""
        from cchc_desktop.ui.dialogs.work_calendar import WorkCalendarDialog

        if self.workspace.dossier is not None:
            dialog = WorkCalendarDialog(self, self.workspace)
            dialog.followed.connect(self.navigate)
            dialog.open()

    def reload(self) -> None:
        dossier = self.workspace.dossier
        if dossier is None:
            self._overview = None
        else:
            self._show(read_overview(dossier, self.workspace.year, self.today))

    def _show(self, overview: Overview) -> None:
        self._show_today(today_of(overview, self.today))
        self._steps.show_steps(steps_of(overview))
        self._overview = overview
        self._show_due()
        self._show_progress(overview)
        self._reports.set_title(_("Reports of {year}").format(year=overview.year))
        self._fill(self._reports, report_lines(overview, self.today), "")
        self._show_lost()
        self._fill(self._received, received_lines(overview.received[:_MOST_RECEIVED]), _("No package has come in yet."))

    def _show_today(self, today: Today) -> None:
        self._sentence.setText(today.sentence)
        self._detail.setText(today.detail)
        self._go_on.setText(today.button)
        self._place = today.place

    def _row(self, line: FactLine) -> QWidget:
        row = LinkRow(line)
        row.clicked.connect(lambda: self._follow(line.place))
        return row

    def _rows(self, lines: Sequence[FactLine]) -> list[QWidget]:
        return [self._row(line) for line in lines]

    def _fill(self, card: LinkCard, lines: Sequence[FactLine], nothing: str) -> None:
        card.show_rows(self._rows(lines), nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(1 if self.width() < theme.px(_ONE) else 2 if self.width() < theme.px(_TWO) else 3)
        if self._overview is not None:
            self._show_due()
            self._show_lost()

    def _due_rows(self, overview: Overview, room: int, made: dict[tuple[str, int], QWidget]) -> list[QWidget]:
        """`made` holds rows by heading and number in their group: with less room a group shows fewer of its first."""
        rows: list[QWidget] = []
        for heading, token, lines in due_groups(overview, room):
            if (heading, 0) not in made:
                made[heading, 0] = title = label(heading, "strong" if token == "secondary" else f"strong-{token}")
                title.setContentsMargins(theme.px(14), theme.px(6), 0, theme.px(1))
            for number, line in enumerate(lines, 1):
                if (heading, number) not in made:
                    made[heading, number] = self._row(line)
            rows += [made[heading, number] for number in range(len(lines) + 1)]
        return rows

    def _show_due(self) -> None:
        """As many lines as fit without scrolling, and never fewer than a few."""
        overview = self._overview
        if overview is None:
            return
        width = round(self.width() * _DUE_SHARE[self._count])
        room = _MOST_DUE
        made: dict[tuple[str, int], QWidget] = {}
        rows = self._due_rows(overview, room, made)
        while room > _LEAST_DUE and _height_of(rows, width) > self.height() - theme.px(_ABOVE_DUE):
            room -= 1
            rows = self._due_rows(overview, room, made)
        count = len(overview.due)
        self._due.set_link(ngettext("See the one", "See all {count}", count).format(count=count) if count else "")
        self._due.show_rows(rows, _("Nothing is due in the next 30 days and nothing is late."))

    def _show_progress(self, overview: Overview) -> None:
        rows: list[QWidget] = []
        for field in overview.progress:
            row = ProgressRow(field)
            row.clicked.connect(lambda _checked=False, guid=field.group_guid: self._follow(Place("frame", guid)))
            rows.append(row)
        if rows:
            rows.append(Legend())
        self._progress.show_rows(rows, _("No tasks yet. Take a plan from a file, or add tasks in the task frame."))

    def _show_lost(self) -> None:
        overview = self._overview
        if overview is None:
            return
        index = overview.index_view
        if index is None:
            self._lost.show_rows([], _("No criteria set for {year} yet.").format(year=overview.year))
            return
        rows: list[QWidget] = [_score_line(index)]
        width = round(self.width() * _LOST_SHARE[self._count])
        lines = self._rows(lost_lines(overview.lost, _MOST_LOST))
        while len(lines) > _LEAST_LOST and _height_of(lines, width) > self.height() - theme.px(_ABOVE_LOST):
            lines.pop()
        rows += lines
        if not overview.lost:
            words = label(_("No points are lost in what has been scored so far."), "secondary", wrap=True)
            words.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
            rows.append(words)
        self._lost.show_rows(rows, "")


def _height_of(rows: Sequence[QWidget], width: int) -> int:
    return sum(row.heightForWidth(width) if row.hasHeightForWidth() else row.sizeHint().height() for row in rows)


def _score_line(index: IndexView) -> QWidget:
    """ "84,50/100 điểm tự chấm. Năm 2025: 81,20"."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(4))
    row.setSpacing(theme.px(4))
    row.addWidget(label(points(index.self_total), "score"), 0, Qt.AlignmentFlag.AlignBottom)
    words = _("/{max} points of self-score.").format(max=plain_points(index.own_max))
    if index.last_year_total is not None:
        last = _("Year {year}: {points}").format(year=index.year - 1, points=points(index.last_year_total))
        words = f"{words} {last}"
    note = label(words, "secondary", wrap=True)
    row.addWidget(note, 1, Qt.AlignmentFlag.AlignBottom)
    return holder
