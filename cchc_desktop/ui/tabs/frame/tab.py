"""Khung nhiệm vụ: the task frame as on paper, editable in place, with the tracking that paper has no room for."""

import gc
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.frame_lines import TaskFrame
from cchc_desktop.ui.table_models.frame_model import FrameModel
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.frame.actions import FrameActions
from cchc_desktop.ui.tabs.frame.checking import FrameChecking
from cchc_desktop.ui.tabs.frame.clipboard import FrameClipboard
from cchc_desktop.ui.tabs.frame.commands import FrameCommands
from cchc_desktop.ui.tabs.frame.detail import DetailPane
from cchc_desktop.ui.tabs.frame.finding import FrameFinding
from cchc_desktop.ui.tabs.frame.following import FrameFollowing
from cchc_desktop.ui.tabs.frame.moving import FrameMoving
from cchc_desktop.ui.tabs.frame.pages import FramePages
from cchc_desktop.ui.tabs.frame.panes import FramePanes
from cchc_desktop.ui.tabs.frame.papers import export_frame, print_frame
from cchc_desktop.ui.tabs.frame.source import FrameReading
from cchc_desktop.ui.tabs.frame.view_state import FrameViewState
from cchc_desktop.ui.widgets.frame.filter_bar import FilterBar
from cchc_desktop.ui.widgets.frame.footer import FrameFooter, totals_sentence
from cchc_desktop.ui.widgets.frame.view import FrameView
from cchc_desktop.ui.widgets.plan_chooser import PlanChooser
from cchc_desktop.ui.widgets.toolbar import NARROW, Toolbar
from cchc_desktop.ui.workspace import Workspace

_LOW = 640  # window height in pixels at 100 % below which the small arrangement is used


class FrameTab(Tab):
    """Reads the frame of the year's annual plan, or of the one chosen; after a change only the tasks it touched."""

    name: ClassVar[str] = "frame"
    icon_name: ClassVar[str] = "table"
    chapter: ClassVar[int] = 4
    _froze: ClassVar[bool] = False  # that the collector passes over a plan, of whatever window

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._source = FrameReading(workspace)
        self._late_changes: list[Change] = []
        self._narrow = False
        self.model = FrameModel()
        self.view = FrameView(self.model)
        self.filter_bar = FilterBar()
        self.footer = FrameFooter()
        self.view_state = FrameViewState(self.view, self.filter_bar)
        self.detail = DetailPane(workspace)
        self.commands = FrameCommands(self, workspace, self.view, self.whole_frame)
        self.clipboard = FrameClipboard(self, workspace, self.view, self.whole_frame)
        self.moving = FrameMoving(workspace, self.view, self.commands, self.whole_frame)
        self.finding = FrameFinding(self, self.view, self.commands, self.whole_frame, self.show_guid)
        self.checking = FrameChecking(self, workspace, self.view, self.whole_frame, self.show_guid)
        told = self.checking.add_to_menu
        self.actions_ = FrameActions(self, self.view, self.commands, self.moving, self.clipboard, told)
        self.following = FrameFollowing(self, workspace, self.view, self.navigate.emit, self._shown_plan)
        self.toolbar = Toolbar(self)
        self.actions_.fill_toolbar(self.toolbar, workspace, self._export)
        self.toolbar.add_stretch()
        self.plan = PlanChooser(self.choose_plan)
        self.toolbar.add_widget(self.plan)
        self.pages = FramePages(self.view, self.filter_bar, self.commands, self.clipboard)
        self.panes = FramePanes(self._left(), self.detail)
        self._show_soon, self._read_soon = (QTimer(self, singleShot=True, interval=0) for _timer in range(2))
        self._keep_in_view = QTimer(self, singleShot=True, interval=0)  # once the columns have their new widths
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return _("Task frame")

    @property
    def frame(self) -> TaskFrame | None:
        """What was read; None when the year has no plan."""
        return self._source.frame

    def whole_frame(self) -> TaskFrame | None:
        """The frame with all its tasks, for what concerns more than those in sight."""
        if not self._source.is_whole:
            self._source.finish()
            self._show_whole()
        return self._source.frame

    # Made once

    def choose_plan(self, plan_guid: str) -> None:
        """Show the tasks of another plan of the year."""
        self.commit_editing()
        self._source.choose(plan_guid)
        self.reload()

    def _offer_plans(self) -> None:
        self.plan.offer(self._source.plans, self._source.kinds, self.frame.plan_guid if self.frame else "")

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter_bar)
        column.addWidget(self.pages, 1)
        # Below the grid: what comes and goes must not move the rows under the mouse.
        column.addWidget(self.following.bar)
        column.addWidget(self.view_state.strip)
        column.addWidget(self.footer)
        left.setMinimumWidth(theme.px(540))
        return left

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.setFocusProxy(self.view)
        column.addWidget(self.toolbar)
        column.addWidget(self.panes, 1)

    def _connect(self) -> None:
        view = self.view
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(
            lambda place: self.actions_.show_menu(view.viewport().mapToGlobal(place))
        )
        view.status_asked.connect(lambda _guid: self.actions_.show_statuses(view.cell_corner()))
        view.fold_asked.connect(self._fold)
        view.chosen_changed.connect(self._show_soon.start)
        self._show_soon.timeout.connect(self._show_detail)
        self._read_soon.timeout.connect(self._read_on)
        self._keep_in_view.timeout.connect(lambda: view.scrollTo(view.currentIndex()))
        view.editing.closed.connect(self._catch_up)
        self.filter_bar.changed.connect(self._apply_filter)
        self.view_state.sorted.connect(self._apply_sorting)
        self.view_state.further_asked.connect(self.commands.set_further)
        self.filter_bar.search.left_downward.connect(view.setFocus)
        self.footer.chosen.connect(self.filter_bar.choose_standing)
        self.detail.closed_asked.connect(self._close_detail)
        self.detail.step_asked.connect(view.step)
        self.detail.followed.connect(self.navigate)
        self.checking.show_in(self.detail.found, self._show_found)
        self._toggle = self._own_action(_("Detail pane"), "F4", self._toggle_detail)
        self._own_action(_("Search in the frame"), "Ctrl+F", self.begin_search)
        words = self.filter_bar.search.text
        self._replace = self._own_action(_("Find and replace…"), "Ctrl+H", lambda: self.finding.open(words().strip()))
        self._columns = QAction(self.view_state.columns_menu.title(), self)
        self._columns.setMenu(self.view_state.columns_menu)

    def _own_action(self, text: str, shortcut: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.command(action, slot)
        self.addAction(action)
        return action

    def print_pages(self) -> bool:
        self.commit_editing()
        return self.frame is not None and print_frame(self, self.frame.plan_guid)

    def menu_actions(self) -> list[QAction | None]:
        look = (self.checking.places_menu(self._replace), self._columns, self._toggle)
        return [*self.actions_.in_menu_bar(), None, *look, *self.following.menu_actions()]

    # Read

    def use_options(self, options: Options) -> None:
        self.view_state.use(options)

    def reload(self) -> None:
        if FrameTab._froze:  # the plan that was shown before is to be let go
            gc.unfreeze()
            FrameTab._froze = False
        self.view.editing.revert()
        self._late_changes.clear()
        self._source.read()
        if self.frame is not None and self.view_state.remembers(self.frame):
            self._source.finish()
        allowed = not self.workspace.year_read_only
        self.view.cells.set_day(self.workspace.year, self.today)
        self.view.editing.allowed = allowed
        self.actions_.allow(allowed)
        self._offer_plans()
        self._offer_filter()
        self.view_state.begin(self.frame)
        self.view.suit_columns(self.frame.tasks if self.frame is not None else ())
        self.checking.begin(self._shown_plan() or "")
        self._show_frame()
        if not self._source.is_whole:
            self._read_soon.start()
        self._say_hint()

    def _read_on(self) -> None:
        """A plan too large to be read at once: a few more tasks, and the window may answer."""
        self._source.read_on()
        if self._source.is_whole:
            self._show_whole()
        else:
            self._read_soon.start()

    def _show_whole(self) -> None:
        self._read_soon.stop()
        FrameTab._froze = True
        gc.freeze()  # or each full round of the collector would look at every row again, for a tenth of a second
        self._offer_filter()
        self._show_frame()

    def rows_changed(self, change: Change) -> None:
        if self.view.editing.is_open:
            self._late_changes.append(change)
            return
        lines = self._source.take(change)
        if lines is None:
            self._offer_plans()
            self._offer_filter()
            self.view_state.begin(self.frame)
            self._show_frame()
        elif lines and self.frame is not None:
            self.view.put_lines(lines)
            self.footer.show_totals(self.frame.totals(), self.frame.budget())
        self.finding.refresh()
        self.checking.take(change)
        self._show_soon.start()  # once the rows have been painted

    def _catch_up(self) -> None:
        """Take in what changed while something was being typed."""
        waiting, self._late_changes = self._late_changes, []
        for change in waiting:
            self.rows_changed(change)

    # Shown

    def _offer_filter(self) -> None:
        frame = self.frame
        self.filter_bar.offer(frame.groups if frame else (), frame.tasks if frame else ())

    def _apply_filter(self) -> None:
        frame = self.whole_frame()
        if frame is not None:
            self.view.editing.finish()
            frame.pinned.clear()
            self.view_state.note()
            self._show_frame()

    def _apply_sorting(self) -> None:
        self.whole_frame()
        self.view.editing.finish()
        self._show_frame()
        self.view.scrollTo(self.view.currentIndex())

    def _show_frame(self) -> None:
        frame = self.frame
        if frame is not None:
            frame.filter = self.filter_bar.asked()
            self.view.cells.sought = frame.filter.phrase
        self.view.show_lines(frame.lines() if frame else [], frame.sorting if frame else None)
        shown, total = (len(frame.shown()), frame.total) if frame else (0, 0)
        self.filter_bar.show_count(shown, total, self._narrow)
        if frame is not None:
            self.footer.show_totals(frame.totals(), frame.budget())
        self._choose_page(shown, total)
        if self.view.currentIndex().row() < 0:
            self.view.choose_first()
        self._show_soon.start()  # words that are sought are marked in the pane too

    def _choose_page(self, shown: int, total: int) -> None:
        has_groups = self.frame is not None and bool(self.frame.groups)
        if not total and not has_groups:
            self.pages.show_empty(self._source.last_year_has_tasks())
        else:
            self.pages.show_grid(bool(self.model.lines or shown))
        self.footer.setVisible(total > 0 and not self._narrow)
        self.filter_bar.setVisible(total > 0 and not self._narrow)
        self.panes.set_detail_wanted(total > 0)

    def _show_detail(self) -> None:
        line = self.model.task_line(self.view.currentIndex().row()) if self.panes.is_open else None
        links = self._source.links_of(line.guid) if line is not None else ()
        self.detail.show_task(line, self.workspace.year, self.today, links, self.view.cells.sought)
        self._show_found()

    def _show_found(self) -> None:
        if self.panes.is_open:
            guid, _column = self.view.chosen_place() or ("", -1)
            self.detail.found.show_found(guid, self.checking.of(guid), not self.workspace.year_read_only)

    def _say_hint(self) -> None:
        if self.frame is None or not self.frame.total:
            return
        if self._narrow:
            self.workspace.say(totals_sentence(self.frame.totals()))
        else:
            self.workspace.say(_("F2 edits, Ctrl+Enter begins a new line, F4 shows the detail pane"))

    def _fold(self, guid: str) -> None:
        if self.frame is not None:
            self.view.editing.finish()
            self.frame.collapsed ^= {guid}
            self._show_frame()
            self.view.choose(guid)

    def show_guid(self, guid: str) -> None:
        frame = self.whole_frame()
        if frame is not None and frame.task(guid) is None and (plan_guid := self._source.plan_of(guid)):
            self.choose_plan(plan_guid)
            frame = self.whole_frame()
        if frame is None:
            return
        task = frame.task(guid)
        if task is not None and task.group_guid in frame.collapsed:
            frame.collapsed.discard(task.group_guid)
            self._show_frame()
        if self.model.row_of(guid) < 0 and frame.filter:
            self.filter_bar.clear()
        self.view.choose(guid)
        self.view.setFocus()

    def show_found(self, guid: str, query: str, part_guid: str) -> None:
        self.show_guid(guid)
        if part_guid != guid or not self.finding.lead_to_cell(guid, query):
            self.panes.set_open(True)  # a result, a hidden column or a file: the pane has it
            self._show_detail()
            self.detail.evidence.lead_to(part_guid)

    def show_step(self, change: Change) -> None:
        frame = self.frame
        groups = {str(values["group_guid"]) for values in change.rows("task")}
        if frame is None or not groups or not groups.isdisjoint(group.guid for group in frame.groups):
            return
        other = next(
            (plan for values in change.rows("task") if (plan := self._source.plan_of(str(values["guid"])))), ""
        )
        if other and other != frame.plan_guid:
            self.choose_plan(other)

    # Asked for

    def commit_editing(self) -> None:
        self.view.editing.finish()
        self.detail.commit()

    def _export(self, form: str) -> None:
        self.commit_editing()
        export_frame(self, form, self._shown_plan())

    def _shown_plan(self) -> str | None:
        return self.frame.plan_guid if self.frame is not None else None

    def _toggle_detail(self) -> None:
        self.panes.toggle()
        self._show_detail()
        self._keep_in_view.start()

    def _close_detail(self) -> None:
        self.panes.set_open(False)
        self.view.setFocus()
        self._keep_in_view.start()

    def begin_search(self) -> bool:
        self.filter_bar.search.setFocus()
        self.filter_bar.search.selectAll()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panes.is_open:
            self._close_detail()
        else:
            super().keyPressEvent(event)

    def cycle_focus(self) -> None:
        places = [self.filter_bar.search, self.view, *([self.detail.status] if self.panes.is_open else ())]
        focus = self.focusWidget()
        current = next((n for n, place in enumerate(places) if focus is place or place.isAncestorOf(focus)), -1)
        places[(current + 1) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.window()
        narrow = window.width() < theme.px(NARROW) or window.height() < theme.px(_LOW)
        if narrow != self._narrow:
            self._rearrange(narrow)

    def _rearrange(self, narrow: bool) -> None:
        self._narrow = narrow
        self.panes.set_narrow(self._narrow)
        if narrow:
            self.filter_bar.lend(self.toolbar.add_widget)
        else:
            self.filter_bar.take_back()
        self._show_frame()
        self._say_hint()
