"""What the officer does to tasks and groups of the frame: each command is one verb, undone as one step."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.rules.deadlines import deadline_doubts
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.frames import begin_group
from cchc_desktop.services.frame.task_bulk import fill_down, set_for_tasks
from cchc_desktop.services.offices import read_units
from cchc_desktop.services.papers.plan_copies import copy_last_year, preview_last_year
from cchc_desktop.services.papers.plans import set_further_columns
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.formats import long_date
from cchc_desktop.ui.table_models.frame_cells import (
    COLUMNS,
    NUMBER,
    TASK,
    TRACKING,
    budget_to_keep,
    name_of,
    typed_text,
)
from cchc_desktop.ui.table_models.frame_filter import leads_of
from cchc_desktop.ui.table_models.frame_lines import TaskFrame, TaskLine
from cchc_desktop.ui.table_models.frame_standing import statuses_offered
from cchc_desktop.ui.widgets.frame.view import FrameView
from cchc_desktop.ui.workspace import Workspace, wait_cursor

if TYPE_CHECKING:
    from cchc_desktop.ui.dialogs.frame_bulk import BulkChoice


class FrameCommands(QObject):
    """Runs verbs on what is chosen in the view; `frame` gives the frame that is shown, None when there is none."""

    def __init__(
        self, owner: QWidget, workspace: Workspace, view: FrameView, frame: Callable[[], TaskFrame | None]
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._workspace = workspace
        self._view = view
        self._frame = frame
        view.editing.typed.connect(self._write)
        view.editing.retitled.connect(self._retitle)

    def run(self, verb: Callable[..., Change], **arguments: Any) -> Change | None:
        """Write what is being typed, then run the verb."""
        self._view.editing.finish()
        return self._workspace.run(verb, **arguments)

    def set_further(self, column: Column, wanted: bool) -> None:
        """Give the plan a further column, or print it no longer; what stands in it is kept."""
        frame = self._frame()
        if frame is None:
            return
        left = tuple(one for one in frame.further if one is not column)
        columns = (*left, column) if wanted else left
        change = self.run(set_further_columns, plan_guid=frame.plan_guid, columns=columns)
        if change is not None and not wanted and any(column in task.cells for task in frame.tasks):
            self._workspace.say(_("What stands in the column is kept; switch it on again to see and print it."))

    def chosen_tasks(self) -> list[TaskLine]:
        """The task lines with a selected cell, top down."""
        lines = (self._view.frame_model.task_line(row) for row in self._view.chosen_rows())
        return [line for line in lines if line is not None]

    def chosen_guids(self) -> list[str]:
        """The guids of the tasks with a selected cell, top down."""
        return [line.guid for line in self.chosen_tasks()]

    def _chosen_group(self) -> str | None:
        """The group that the chosen row is, or is in; the last group when nothing is chosen."""
        row = self._view.currentIndex().row()
        line, group = self._view.frame_model.task_line(row), self._view.frame_model.group_line(row)
        if line is not None:
            return line.task.group_guid
        if group is not None:
            return group.guid
        frame = self._frame()
        return frame.groups[-1].guid if frame and frame.groups else None

    # Cells

    def _write(self, guids: list[str], column: Column, text: str) -> None:
        if column is Column.BUDGET:
            text = budget_to_keep(text)
        self._workspace.run(tasks.set_cells, cells=[(guid, column, text) for guid in guids])
        if column is Column.DEADLINE and (doubts := deadline_doubts(text, self._workspace.year)):
            self._workspace.say(doubts[0])

    def _retitle(self, guid: str, text: str) -> None:
        title = " ".join(text.split())
        if title:
            self._workspace.run(tasks.set_group_title, group_guid=guid, title=title)

    def clear_or_remove(self) -> None:
        """Del: rows chosen by their number are removed, a group with its tasks, cells are emptied."""
        group = self._view.frame_model.group_line(self._view.currentIndex().row())
        if self._view.whole_rows_chosen() and self.chosen_tasks():
            self.remove()
        elif group is not None:
            self.remove_group()
        else:
            self._empty_cells()

    def _empty_cells(self) -> None:
        columns = [column for column in self._view.chosen_columns() if NUMBER < column < TRACKING]
        cells = [
            (line.guid, COLUMNS[column], "")
            for line in self.chosen_tasks()
            for column in columns
            if typed_text(line.task, column)
        ]
        if cells and self.run(tasks.set_cells, cells=cells):
            words = ngettext("{count} cell emptied.", "{count} cells emptied.", len(cells)).format(count=len(cells))
            self.say_undo(words)

    def fill_down(self) -> None:
        """Ctrl+D: the text of the first chosen row goes into the rows below; of one row alone, the one above it."""
        lines = self.chosen_tasks()
        if len(lines) == 1:
            row = self._view.frame_model.row_of(lines[0].guid)
            above = self._view.frame_model.task_line(row - 1)
            lines = [above, *lines] if above is not None else lines
        columns = [column for column in self._view.chosen_columns() if NUMBER < column < TRACKING]
        if len(lines) < 2 or not columns:
            self._workspace.say(_("Choose cells of one column in several rows first, then press Ctrl+D."))
            return
        change = self.run(
            fill_down,
            source_guid=lines[0].guid,
            task_guids=[line.guid for line in lines[1:]],
            cells={COLUMNS[column]: typed_text(lines[0].task, column) for column in columns},
        )
        if change:
            names = ", ".join(f"“{name_of(column)}”" for column in columns)
            self.say_undo(_("Copied down: {columns}.").format(columns=names))

    # Rows

    def add_task(self) -> None:
        """Insert: a new task under the chosen one, ready to be typed into; under one objective where that is shared."""
        self._view.editing.finish()
        group = self._chosen_group()
        if group is None:
            self.add_group(with_task=True)
            return
        line = self._view.frame_model.task_line(self._view.currentIndex().row())
        after, objective = (line.guid, line.task.objective_guid) if line else (None, None)
        if line is None:
            after = None
        change = self.run(tasks.add_task, group_guid=group, after_guid=after, objective_guid=objective)
        self._begin_typing(change)

    def duplicate(self) -> None:
        """Alt+Insert: the chosen tasks once more, below the last of them, as not yet begun."""
        self._view.editing.finish()
        chosen = [line.task for line in self.chosen_tasks()]
        chosen = [task for task in chosen if task.group_guid == chosen[-1].group_guid]
        if not chosen:
            self._workspace.say(_("Choose the tasks first: click their numbers with Shift or Ctrl."))
            return
        shared = {task.objective_guid for task in chosen}
        objective = shared.pop() if len(shared) == 1 else None
        rows = [task.cells for task in chosen]
        if objective is not None:
            for row in rows:
                del row[Column.OBJECTIVE]
        group, last = chosen[-1].group_guid, chosen[-1].guid
        change = self.run(tasks.paste_tasks, group_guid=group, rows=rows, after_guid=last, objective_guid=objective)
        if change:
            made = change.created("task")
            self._view.choose_rows(made)
            words = ngettext("{count} task duplicated.", "{count} tasks duplicated.", len(made))
            self.say_undo(words.format(count=len(made)))

    def _begin_typing(self, change: Change | None) -> None:
        made = change.created("task") if change else ()
        if made:
            self._view.choose(made[0], TASK)
            self._view.setFocus()
            self._view.editing.begin()

    def add_group(self, with_task: bool = False) -> None:
        """A new group after the one at hand; its name is asked for."""
        from cchc_desktop.ui.dialogs.frame_group import ask_group_title

        self._view.editing.finish()
        frame = self._frame()
        taken = [group.title for group in frame.groups] if frame else []
        title = ask_group_title(self._owner, taken)
        if title:
            self.make_group(title, with_task)

    def make_group(self, title: str, with_task: bool) -> None:
        """Add a group with this title, and a first task where one is wanted."""
        change = self.run(
            begin_group,
            year=self._workspace.year,
            title=title,
            after_guid=self._chosen_group(),
            with_task=with_task,
            plan_guid=frame.plan_guid if (frame := self._frame()) else "",
        )
        if change is None:
            return
        if with_task:
            self._begin_typing(change)
        else:
            self._view.choose(change.created("task_group")[0])

    def remove(self) -> None:
        """Remove the chosen tasks."""
        lines = self.chosen_tasks()
        if not lines:
            return
        if self.run(tasks.remove_tasks, task_guids=[line.guid for line in lines]):
            words = ngettext("{count} task removed.", "{count} tasks removed.", len(lines)).format(count=len(lines))
            self.say_undo(words)

    def remove_group(self) -> None:
        """Remove the group at hand with its tasks."""
        guid = self._chosen_group()
        row = self._view.frame_model.row_of(guid) if guid else -1
        group = self._view.frame_model.group_line(row)
        if group is None:
            return
        if self.run(tasks.remove_group, group_guid=group.guid):
            count = group.group.task_count
            words = ngettext("Group removed with {count} task.", "Group removed with {count} tasks.", count)
            self.say_undo(words.format(count=count))

    # How tasks stand

    def mark_done(self) -> None:
        """F9: the chosen tasks are done."""
        self.set_status(TaskStatus.DONE)

    def set_status(self, status: TaskStatus) -> None:
        """Set where the chosen tasks stand; why a task does not apply is asked for."""
        guids = self.chosen_guids()
        if not guids:
            return
        reason = None
        if status in SET_ASIDE:
            from cchc_desktop.ui.dialogs.frame_reason import ask_reason

            reason = ask_reason(self._owner, self.chosen_tasks()[0].task.reason, status)
            if not reason:
                return
        if self.run(tasks.set_status, task_guids=guids, status=status, reason=reason, day=self._workspace.today):
            words = ngettext("Status set for {count} task.", "Status set for {count} tasks.", len(guids))
            if status is TaskStatus.DONE:
                words = ngettext(
                    "{count} task done on {day}. Done on another day? Correct “Done on” beside its status (F4).",
                    "{count} tasks done on {day}. Done on another day? Correct “Done on” beside the status (F4).",
                    len(guids),
                )
            self.say_undo(words.format(count=len(guids), day=long_date(self._workspace.today)))

    def set_for_chosen(self) -> None:
        """Ctrl+G: the same lead, coordination, deadline, status or group for all chosen tasks."""
        from cchc_desktop.ui.dialogs.frame_bulk import BulkDialog

        self._view.editing.finish()
        frame, guids = self._frame(), self.chosen_guids()
        if frame is None or not guids:
            self._workspace.say(_("Choose the tasks first: click their numbers with Shift or Ctrl."))
            return
        statuses = [(status, words) for status, words, _standing in statuses_offered()]
        year = self._workspace.year
        dialog = BulkDialog(self._owner, len(guids), self._units(frame), frame.groups, statuses, year)
        dialog.accepted.connect(lambda: self._set(guids, dialog.choice()))
        dialog.open()

    def _units(self, frame: TaskFrame) -> list[UnitRow]:
        """The office's units, then the leads that the frame names beside them."""
        units = list(read_units(self._workspace.dossier)) if self._workspace.dossier else []
        known = {unit_key(unit.name) for unit in units}
        return units + [UnitRow("", 0, name) for _key, name in leads_of(frame.tasks) if unit_key(name) not in known]

    def _set(self, guids: list[str], choice: "BulkChoice") -> None:
        change = self.run(
            set_for_tasks,
            task_guids=guids,
            cells=choice.cells,
            status=choice.status,
            reason=choice.reason or None,
            group_guid=choice.group_guid,
            day=self._workspace.today,
        )
        if change:
            words = ngettext("Set for {count} task.", "Set for {count} tasks.", len(guids)).format(count=len(guids))
            self.say_undo(words)

    def copy_last_year(self) -> None:
        """Begin the year with last year's groups and tasks, after what moves and what is carried over was shown."""
        from cchc_desktop.ui.dialogs.copy_preview import CopyPreviewDialog

        dossier, year = self._workspace.dossier, self._workspace.year
        if dossier is None:
            return
        with wait_cursor():
            preview = preview_last_year(dossier, year=year)
        shown = CopyPreviewDialog(self._owner, preview, year - 1, year)
        shown.make.setText(_("Take from last year"))
        shown.agreed.connect(lambda: self._copy(shown.with_done, shown.carried, shown.kept))
        shown.open()

    def _copy(self, with_done: bool, carried: frozenset[str], kept: frozenset[str]) -> None:
        year = self._workspace.year
        self._view.editing.finish()
        how = {"with_done": with_done, "carried": carried, "kept": kept}
        change = self._workspace.run_across(copy_last_year, year=year, **how)
        if change:
            count = len(change.created("task"))
            words = ngettext("{count} task taken from last year.", "{count} tasks taken from last year.", count)
            self.say_undo(words.format(count=count))

    def say_undo(self, words: str) -> None:
        """Tell what was done, and that it can be taken back."""
        self._workspace.say(_("{done} Undo (Ctrl+Z)").format(done=words))
