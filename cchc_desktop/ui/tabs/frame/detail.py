"""The pane beside the grid: status, progress, milestones, result, evidence and links of the chosen task."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.results import set_done_day
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.formats import days_late
from cchc_desktop.ui.table_models.frame_cells import budget_words, origin_words
from cchc_desktop.ui.table_models.frame_lines import TaskLine
from cchc_desktop.ui.table_models.frame_standing import STYLES, Standing, days_left, statuses_offered
from cchc_desktop.ui.tabs.frame.evidence import EvidenceList
from cchc_desktop.ui.tabs.frame.found import FoundInTask
from cchc_desktop.ui.tabs.frame.history import HistoryList
from cchc_desktop.ui.tabs.frame.links import RelatedLink
from cchc_desktop.ui.tabs.frame.milestones import MilestoneList
from cchc_desktop.ui.tabs.frame.products import ProductList
from cchc_desktop.ui.tabs.frame.results import ResultsPane
from cchc_desktop.ui.widgets.basics import (
    button,
    empty,
    icon_label,
    label,
    labelled,
    line,
    link,
    set_role,
    tab_in_order,
)
from cchc_desktop.ui.widgets.calm import CalmCombo, CalmSpin
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.widgets.marked import show_marked
from cchc_desktop.ui.widgets.month_strip import MonthStrip
from cchc_desktop.ui.widgets.remarks import RemarksBox
from cchc_desktop.ui.workspace import Workspace


class DetailPane(QFrame):
    """Signals: `closed_asked`; `step_asked(-1 or 1)`; `followed(tab, guid)`."""

    closed_asked = Signal()
    step_asked = Signal(int)
    followed = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("box", "pane")
        self._workspace = workspace
        self._line: TaskLine | None = None
        self._title = label("", "pane")
        self._nothing = label(_("Choose a task to see and note how it goes on."), "secondary", wrap=True)
        self.status = CalmCombo()
        self.percent = CalmSpin()
        self.reason = label("", "note", wrap=True)
        self._standing_words = label("")
        self._standing_icon = QLabel()
        self.strip = MonthStrip()
        self.milestones = MilestoneList(self._set_milestone)
        self.done_on = DateField(_("Done on"))
        self._done_row = labelled(_("Done on"), self.done_on)
        self.results = ResultsPane(workspace)
        self.result = self.results.field
        self.products = ProductList(workspace, lambda guid: self.followed.emit("plan", guid))
        self._products_head = label(_("Products"), "field")
        self._budget = label("", "secondary", wrap=True)
        self.origin = label("", "secondary", wrap=True)
        self.found = FoundInTask()
        self.remarks = RemarksBox(workspace)
        self.history = HistoryList(workspace)
        self.pages = QStackedWidget()
        self._page_row = QTabBar()
        self._evidence_title = label("", "field")
        self.evidence = EvidenceList(workspace, self._count_evidence)
        self._add_file = link(_("Add file…"), self.evidence.choose_and_add)
        self._add_issued = link(_("Issued paper…"), self.evidence.choose_issued)
        self._links = QVBoxLayout()
        self._links_head = label(_("Related"), "field")
        self._lay_out()
        self._connect()

    # Made once

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(12), theme.px(6), 0, 0)
        outer.setSpacing(theme.px(4))
        outer.addLayout(self._head())
        outer.addWidget(self._nothing)
        self._page_row.setDrawBase(False)
        self._page_row.setExpanding(False)
        for words in (_("Following"), _("History")):
            self._page_row.addTab(words)
        outer.addWidget(self._page_row)
        self.pages.addWidget(self._scrolled())
        self.pages.addWidget(self.history)
        outer.addWidget(self.pages, 1)
        outer.addStretch(0)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, theme.px(8), 0)
        row.setSpacing(0)
        row.addWidget(self._title, 1)
        for icon_name, words, slot in (
            ("chevron-up", _("Task above"), lambda: self.step_asked.emit(-1)),
            ("chevron-down", _("Task below"), lambda: self.step_asked.emit(1)),
            ("x", _("Close (F4)"), self.closed_asked.emit),
        ):
            tool = QToolButton()
            tool.setIcon(icons.icon(icon_name, "secondary" if icon_name == "x" else "accent", 16))
            tool.setIconSize(QSize(theme.px(16), theme.px(16)))
            tool.setToolTip(words)
            tool.setAccessibleName(words)
            tool.clicked.connect(lambda _on=False, slot=slot: slot())
            row.addWidget(tool)
        return row

    def _scrolled(self) -> QScrollArea:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        self._column = column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, theme.px(12), theme.px(10))
        column.setSpacing(theme.px(6))
        column.addLayout(self._status_row())
        column.addWidget(self.found)
        column.addWidget(self.remarks)
        column.addWidget(self._done_row)
        column.addWidget(self.reason)
        column.addLayout(self._milestones_head())
        column.addWidget(self.strip)
        column.addWidget(self.milestones)
        column.addWidget(line())
        column.addWidget(self.results)
        column.addWidget(line())
        column.addWidget(self._evidence_title)
        column.addWidget(self.evidence)
        column.addLayout(self._evidence_tools())
        column.addWidget(line())
        column.addWidget(self._products_head)
        column.addWidget(self.products)
        column.addWidget(self._budget)
        column.addWidget(self.origin)
        self._links_line = line()
        column.addWidget(self._links_line)
        column.addWidget(self._links_head)
        self._links.setSpacing(theme.px(4))
        column.addLayout(self._links)
        column.addStretch(1)
        self._area.setWidget(holder)
        return self._area

    def _status_row(self) -> QHBoxLayout:
        for status, words, _standing in statuses_offered():
            self.status.addItem(words, str(status))
        self.status.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.status.setMinimumContentsLength(8)
        self.status.setAccessibleName(_("Status"))
        self.percent.setRange(0, 100)
        self.percent.setSingleStep(5)
        self.percent.setSuffix("%")
        self.percent.setKeyboardTracking(False)
        self.percent.setFixedWidth(theme.px(74))
        self.percent.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)  # as in `basics.number_field`
        self.percent.setAccessibleName(_("Progress in per cent"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.status, 1)
        row.addWidget(self.percent)
        return row

    def _milestones_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(5))
        row.addWidget(label(_("Milestones"), "field"))
        row.addStretch(1)
        row.addWidget(self._standing_words)
        row.addWidget(self._standing_icon)
        return row

    def _evidence_tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self._add_file)
        row.addWidget(self._add_issued)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.status.activated.connect(lambda _index: self._set_status())
        self.percent.valueChanged.connect(lambda _value: self._set_percent())
        self.done_on.edited.connect(self._set_done_day)
        self._page_row.currentChanged.connect(self._show_page)

    # Shown

    def show_task(
        self, row: TaskLine | None, year: int, today: date, links: Sequence[RelatedLink] = (), sought: str = ""
    ) -> None:
        """Show this task, with the words marked that were `sought`; None when a group or nothing is chosen."""
        other = row is None or self._line is None or row.guid != self._line.guid
        if other:
            self.commit()
        self._line = row
        self._nothing.setVisible(row is None)
        self.pages.setVisible(row is not None)
        self._page_row.setVisible(row is not None)
        self._title.setText("")
        if row is None:
            self.results.forget()
            return
        task, allowed = row.task, not self._workspace.year_read_only
        self._title.setText(_("Task {number}").format(number=f"{task.group_number}.{task.number}"))
        self._title.setToolTip(task.text)
        self._show_status(row, allowed)
        self.strip.show_task(task, year, today)
        self.milestones.show_task(task, year, today, allowed)
        self.results.show_task(task, sought)
        self.remarks.show_of((task.guid,))
        self.evidence.show_task(task.guid)
        self._add_file.setEnabled(allowed)
        self._add_issued.setEnabled(allowed)
        self._products_head.setVisible(bool(task.products))
        self.products.show_task(task, sought)
        show_marked(self._budget, budget_words(task), sought)
        self._budget.setVisible(bool(task.budget_text))
        self.origin.setText(origin_words(task))
        self.origin.setVisible(bool(self.origin.text()))
        self._show_links(links)
        tab_in_order(self._column)
        self._show_page(self._page_row.currentIndex())

    def _show_page(self, place: int) -> None:
        """Following the work, or its history, which is read only while it is seen."""
        self.pages.setCurrentIndex(place)
        if place == 1 and self._line is not None:
            self.history.show_task(self._line.guid)

    def _show_status(self, row: TaskLine, allowed: bool) -> None:
        status = TaskStatus(row.task.status)
        self.status.setCurrentIndex(self.status.findData(str(status)))
        self.status.setEnabled(allowed)
        self.percent.blockSignals(True)
        self.percent.setValue(100 if status is TaskStatus.DONE else row.task.percent)
        self.percent.blockSignals(False)
        self.percent.setEnabled(allowed and status in (TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS))
        self._show_done_day(row, status is TaskStatus.DONE, allowed)
        self.reason.setText(row.task.reason)
        self.reason.setVisible(status in SET_ASIDE and bool(row.task.reason))
        late, soon = row.standing is Standing.LATE, row.standing is Standing.DUE_SOON
        words = days_late(row.days) if late else days_left(row.days) if soon else ""
        self._standing_words.setText(words.lower())
        set_role(self._standing_words, "late" if late else "soon")
        self._standing_icon.setVisible(late or soon)
        if late or soon:
            look = STYLES[row.standing]
            self._standing_icon.setPixmap(icons.pixmap(look.icon, look.token, 15))

    def _show_done_day(self, row: TaskLine, done: bool, allowed: bool) -> None:
        self._done_row.setVisible(done)
        self.done_on.setEnabled(allowed)
        if done and not self.done_on.line.hasFocus():
            self.done_on.show_date(row.task.done_on)

    def _show_links(self, links: Sequence[RelatedLink]) -> None:
        empty(self._links)
        for related in links:
            self._links.addWidget(self._link_line(related))
        self._links_head.setVisible(bool(links))
        self._links_line.setVisible(bool(links))

    def _link_line(self, related: RelatedLink) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(icon_label(related.icon, "secondary", 15))
        row.addWidget(button(related.words, lambda: self.followed.emit(related.tab, related.guid), "link"))
        row.addWidget(label(related.note), 1)
        return holder

    def _count_evidence(self, count: int) -> None:
        self._evidence_title.setText(_("Evidence ({count})").format(count=count))

    # Written

    def commit(self) -> None:
        """Write the result that is being typed."""
        self.result.commit()

    def _set_status(self) -> None:
        if self._line is None:
            return
        status, reason = TaskStatus(self.status.currentData()), None
        if status in SET_ASIDE:
            from cchc_desktop.ui.dialogs.frame_reason import ask_reason

            reason = ask_reason(self, self._line.task.reason, status)
            if not reason:
                self._show_status(self._line, True)
                return
        today = self._workspace.today
        self._workspace.run(
            tasks.set_status, task_guids=[self._line.guid], status=str(status), reason=reason, day=today
        )

    def _set_done_day(self) -> None:
        day = self.done_on.value()
        if self._line is not None and day is not None:
            self._workspace.run(set_done_day, task_guid=self._line.guid, day=day)

    def _set_percent(self) -> None:
        """A task that has got somewhere has begun."""
        if self._line is None:
            return
        begun = self._line.task.status == TaskStatus.NOT_STARTED and self.percent.value() > 0
        status = str(TaskStatus.IN_PROGRESS) if begun else None
        self._workspace.run(tasks.set_tracking, task_guid=self._line.guid, percent=self.percent.value(), status=status)

    def _set_milestone(self, guid: str, day: date | None) -> None:
        self._workspace.run(tasks.set_milestone_done, milestone_guid=guid, done_on=day)
