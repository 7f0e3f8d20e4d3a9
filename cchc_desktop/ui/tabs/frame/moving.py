"""Rows of the task frame put elsewhere, by keys or by the mouse: each move is one step."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.services.frame import task_moves
from cchc_desktop.ui.table_models.frame_lines import GroupLine, TaskFrame
from cchc_desktop.ui.tabs.frame.commands import FrameCommands
from cchc_desktop.ui.widgets.frame.view import FrameView
from cchc_desktop.ui.workspace import Workspace


class FrameMoving(QObject):
    """Runs the verbs that move what is chosen or dragged; `frame` gives the frame that is shown."""

    def __init__(
        self,
        workspace: Workspace,
        view: FrameView,
        commands: FrameCommands,
        frame: Callable[[], TaskFrame | None],
    ) -> None:
        super().__init__(commands)
        self._workspace = workspace
        self._view = view
        self._commands = commands
        self._frame = frame
        view.dragging.dropped.connect(self.drop)

    def move(self, by: int) -> None:
        """Alt+Up and Alt+Down: the chosen tasks, or the chosen group with its tasks."""
        if self._refuse_sorted():
            return
        group = self._view.frame_model.group_line(self._view.currentIndex().row())
        guids = self._commands.chosen_guids()
        if group is not None:
            self._commands.run(task_moves.move_group, group_guid=group.guid, by=by)
        elif guids:
            self._commands.run(task_moves.move_tasks, task_guids=guids, by=by)
        self._view.scrollTo(self._view.currentIndex())

    def _refuse_sorted(self) -> bool:
        """Rows that are sorted have no place of their own to move from or to."""
        frame = self._frame()
        if frame is None or frame.sorting is None:
            return False
        self._workspace.say(_("Go back to the printed order first: sorted rows cannot be moved."))
        return True

    def drop(self, guids: list[str], row: int) -> None:
        """Rows were dragged to stand before what is in this row."""
        frame = self._frame()
        if frame is None:
            return
        if self._view.frame_model.group_line(self._view.frame_model.row_of(guids[0])) is not None:
            self._drop_group(frame, guids[0], row)
        else:
            self._drop_tasks(frame, guids, row)

    def _drop_group(self, frame: TaskFrame, guid: str, row: int) -> None:
        """Before the group whose row this is; dropped among the tasks of a group, after that group."""
        lines = self._view.frame_model
        group, before = lines.group_line(row), None
        if group is not None:
            before = group.guid
        elif (task := lines.task_line(row)) is not None:
            before = frame.group_after(task.task.group_guid)
        self._commands.run(task_moves.move_group_before, group_guid=guid, before_guid=before)
        self._view.choose(guid)

    def _drop_tasks(self, frame: TaskFrame, guids: list[str], row: int) -> None:
        """Before the task in the row; at the head of the next group, after the last task above it."""
        lines = self._view.frame_model
        here, above = lines.task_line(row), lines.lines[row - 1]
        before: str | None = None
        if here is not None:
            group, before = here.task.group_guid, here.guid
        elif isinstance(above, GroupLine):
            group = above.guid
        else:
            group, before = above.task.group_guid, frame.task_after(above.guid)
        while before is not None and before in guids:
            before = frame.task_after(before)
        change = self._commands.run(task_moves.move_tasks_to, task_guids=guids, group_guid=group, before_guid=before)
        self._view.choose_rows(guids)
        if change:
            words = ngettext("{count} task moved.", "{count} tasks moved.", len(guids)).format(count=len(guids))
            self._commands.say_undo(words)
