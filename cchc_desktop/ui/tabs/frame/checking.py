"""What the check before issuing finds in the task frame while it is worked in: marked, told, led to, mended."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cchc_desktop.i18n import _
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import icons
from cchc_desktop.ui.check_words import told_with_fix, write_words
from cchc_desktop.ui.jobs import QuietJob
from cchc_desktop.ui.spelling import spelling
from cchc_desktop.ui.table_models.frame_cells import COLUMNS
from cchc_desktop.ui.table_models.frame_lines import TaskFrame
from cchc_desktop.ui.table_models.frame_sorting import in_order
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.frame.found import FoundInTask
from cchc_desktop.ui.widgets.frame.view import FrameView
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.services.checking.frame import CellFinding, Found, FrameChecks

_PAUSE = 40  # milliseconds without scrolling before rows in sight are looked at
_AROUND = ("plan", "official_document", "work_year", "office_profile", "legal_basis", "check_choice")


class FrameChecking(QObject):
    """Only the rows in sight are looked at, each once after it was read; what is found elsewhere is asked for by key.

    `frame()` is the whole frame, `show_guid` brings a task into view. Signal: `found` the marks in sight are others.
    """

    found = Signal()

    def __init__(
        self,
        tab: Tab,
        workspace: Workspace,
        view: FrameView,
        frame: Callable[[], TaskFrame | None],
        show_guid: Callable[[str], None],
    ) -> None:
        super().__init__(tab)
        self._tab, self._workspace, self._view = tab, workspace, view
        self._frame, self._show_guid = frame, show_guid
        self._plan_guid = ""
        self._checks: FrameChecks | None = None
        self._known: dict[str, tuple[TaskRow, Found]] = {}
        self._search: QuietJob | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.look)
        view.verticalScrollBar().valueChanged.connect(lambda _place: self._soon.start())
        spelling.changed.connect(self._begin_again)
        self._next = self._action(_("Next place to look at"), self.go_on, "F7", "checklist")
        self._places = QMenu(_("Find, check"), tab)
        self._places.setIcon(icons.icon("search", "secondary", 16))
        self._fix = self._action(_("Write what the check proposes"), self.mend_chosen, "Alt+F7", "wand")

    def _action(self, text: str, slot: Callable[[], object], keys: str, icon_name: str) -> QAction:
        action = QAction(icons.icon(icon_name, "secondary", 16), text, self._tab)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._tab.command(action, slot)
        self._tab.addAction(action)
        return action

    def places_menu(self, find: QAction) -> QAction:
        """What leads to a place, finding words first, as one entry of the tab's menu."""
        self._fix.setEnabled(not self._workspace.year_read_only)
        if self._places.isEmpty():
            self._places.addActions([find, self._next, self._fix])
        return self._places.menuAction()

    # Kept in step

    def begin(self, plan_guid: str) -> None:
        """The frame of another plan is shown, or the same was read anew."""
        self._plan_guid, self._checks = plan_guid, None
        self._known.clear()
        self._view.frame_model.told.clear()
        self._soon.start()

    def take(self, change: Change) -> None:
        """Rows were changed: those that were read again are looked at again."""
        if change.touches(*_AROUND):
            self.begin(self._plan_guid)
        self._soon.start()

    def _begin_again(self) -> None:
        self.begin(self._plan_guid)
        self.found.emit()

    def _ready(self) -> "FrameChecks | None":
        """The rules with what the plan says around its frame, read when first asked for."""
        dossier = self._workspace.dossier
        if self._checks is None and dossier is not None and self._plan_guid:
            from cchc_desktop.services.checking.frame import read_frame_checks

            self._checks = read_frame_checks(dossier, self._plan_guid, self._workspace.year)
        return self._checks

    def look(self) -> None:
        """Look at the rows in sight that were not looked at as they are now."""
        view, model = self._view, self._view.frame_model
        first = max(0, view.rowAt(0))
        last = view.rowAt(view.viewport().height() - 1)
        rows = range(first, (last if last >= 0 else len(model.lines) - 1) + 1)
        lines = [line for row in rows if (line := model.task_line(row)) is not None]
        new = [line.task for line in lines if self._known.get(line.guid, (None,))[0] is not line.task]
        if not new or not view.isVisible() or not spelling.on or (checks := self._ready()) is None:
            return
        found = checks.of(new)
        for task in new:
            self._keep(task, found.get(task.guid, ()))
        view.viewport().update()
        self.found.emit()

    def _keep(self, task: TaskRow, found: "Found") -> None:
        self._known[task.guid] = task, found
        told: dict[int, str] = {}
        for one in found:
            if one.is_marked:
                column = COLUMNS.index(one.column)
                told[column] = "\n".join(filter(None, (told.get(column), told_with_fix(one.finding))))
        self._view.frame_model.told[task.guid] = told

    def of(self, guid: str) -> "Found":
        """What was found in a task, as far as it was looked at."""
        return self._known[guid][1] if guid in self._known else ()

    # Asked for

    def go_on(self) -> None:
        """Choose the next cell with a mark, of all rows that the filter lets through; after the last, the first."""
        self._view.editing.finish()
        frame, checks = self._frame(), self._ready()
        if frame is None or checks is None or self._search is not None:
            return
        from cchc_desktop.services.checking.frame import first_found, own_marks

        lines = frame.shown() if frame.sorting is None else list(in_order(frame.shown(), frame.sorting))
        tasks = [line.task for line in lines]
        guid, column = self._view.chosen_place() or ("", -1)
        at = next((place for place, task in enumerate(tasks) if task.guid == guid), -1)
        here = tasks[at] if at >= 0 else None
        if here is not None:
            own = own_marks(here, tasks[at - 1] if at else None, checks.of([here]).get(guid, ()))
            further = next((one for one in own if COLUMNS.index(one.column) > column), None)
            if further is not None:
                self._show((here, further))
                return
        self._search = QuietJob(self, self._show)
        self._search.start(partial(first_found, checks, [*tasks[at + 1 :], *tasks[: at + 1]], here))

    def _show(self, found: "tuple[TaskRow, CellFinding] | None") -> None:
        self._search = None
        if found is None:
            self._workspace.say(_("The check finds nothing in the rows that are shown."))
            return
        task, one = found
        self._show_guid(task.guid)
        self._view.choose(task.guid, COLUMNS.index(one.column))
        self._workspace.say(told_with_fix(one.finding))

    def mend_chosen(self) -> None:
        """Write what is proposed for the chosen cell, or else for another one of its row."""
        self._view.editing.finish()
        guid, column = self._view.chosen_place() or ("", -1)
        row = self._view.frame_model.task_line(self._view.frame_model.row_of(guid))
        checks = self._ready()
        found = checks.of([row.task]).get(guid, ()) if row is not None and checks is not None else ()
        able = [one for one in found if one.finding.fix is not None]
        chosen = next((one for one in able if COLUMNS.index(one.column) == column), able[0] if able else None)
        if chosen is None:
            self._workspace.say(_("The check proposes nothing to write in this row."))
        else:
            self.mend(guid, chosen)

    def mend(self, guid: str, one: "CellFinding") -> None:
        """Write what a finding says to write instead."""
        from cchc_desktop.services.checking.mending import mend_cell

        made = self._workspace.run(mend_cell, task_guid=guid, column=one.column, text=one.text, fix=one.finding.fix)
        if made is not None:
            self._workspace.say(_("Mended. Undo (Ctrl+Z)"))

    def pass_over(self, guid: str, one: "CellFinding") -> None:
        """Ask why a finding is passed over, and keep it."""
        from cchc_desktop.ui.dialogs.pass_over import ask_to_pass_over

        ask_to_pass_over(self._tab, self._workspace, one.finding, guid, one.words)

    def show_in(self, pane: FoundInTask, show: Callable[[], None]) -> None:
        """Do what is asked for in the pane beside the grid; `show` shows there what is found now."""
        self.found.connect(show)
        pane.mending.connect(self.mend)
        pane.passing.connect(self.pass_over)

    def add_to_menu(self, menu: QMenu) -> None:
        """Tell at the head of a menu what was found in the chosen cell, and what can be done about it."""
        guid, column = self._view.chosen_place() or ("", -1)
        first = menu.actions()[0]
        writable = not self._workspace.year_read_only
        for one in self.of(guid):
            if COLUMNS.index(one.column) != column:
                continue
            told = QAction(one.finding.message.replace("&", "&&"), menu)
            told.setEnabled(False)
            actions = [told]
            if one.finding.fix is not None and writable:
                actions.append(self._entry(menu, write_words(one.finding), partial(self.mend, guid, one)))
            if writable:
                actions.append(self._entry(menu, _("Pass over…"), partial(self.pass_over, guid, one)))
            for action in actions:
                menu.insertAction(first, action)
            menu.insertSeparator(first)

    @staticmethod
    def _entry(menu: QMenu, words: str, slot: Callable[[], object]) -> QAction:
        action = QAction(words.replace("&", "&&"), menu)
        action.triggered.connect(lambda _checked=False: slot())
        return action
