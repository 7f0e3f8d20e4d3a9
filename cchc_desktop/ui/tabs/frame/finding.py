"""Ctrl+H in the task frame: the dialog that finds and replaces, and what it reaches; the cell that was found."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.services.frame.task_bulk import replace_words
from cchc_desktop.ui.found_words import first_found
from cchc_desktop.ui.table_models.frame_cells import COLUMNS, TASK, TRACKING, shown_text
from cchc_desktop.ui.table_models.frame_finding import FoundCell
from cchc_desktop.ui.table_models.frame_hits import one_line
from cchc_desktop.ui.table_models.frame_lines import TaskFrame
from cchc_desktop.ui.tabs.frame.commands import FrameCommands
from cchc_desktop.ui.widgets.frame.view import FrameView

if TYPE_CHECKING:
    from cchc_desktop.ui.dialogs.frame_find import FindDialog

_ALL, _SHOWN, _CHOSEN = range(3)


class FrameFinding(QObject):
    """`show_guid` brings a task into view, whatever filter hides it."""

    def __init__(
        self,
        owner: QWidget,
        view: FrameView,
        commands: FrameCommands,
        frame: Callable[[], TaskFrame | None],
        show_guid: Callable[[str], None],
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._view = view
        self._commands = commands
        self._frame = frame
        self._show_guid = show_guid
        self._chosen: list[str] = []
        self.dialog: FindDialog | None = None

    def open(self, words: str = "") -> None:
        """Show the dialog; what is in the search field is what is looked for."""
        from cchc_desktop.ui.dialogs.frame_find import FindDialog

        self._view.editing.finish()
        self._chosen = self._commands.chosen_guids()
        if self.dialog is None:
            scopes = ((_("The whole frame"), self._all), (_("Rows that are shown"), self._shown),
                      (_("Chosen rows"), self._of_chosen))  # fmt: skip
            self.dialog = FindDialog(self._owner, scopes, self._replace, self._go)
        self.dialog.begin(words, _CHOSEN if len(self._chosen) > 1 else _ALL)

    def lead_to_cell(self, guid: str, query: str) -> bool:
        """Choose the cell of a task in which the search everywhere found its words; False where none in sight has."""
        task = next((task for task in self._all() if task.guid == guid), None)
        if task is None:
            return False
        in_sight = [TASK, *(n for n in range(TRACKING) if n != TASK)]
        cells = (n for n in in_sight if not self._view.isColumnHidden(n))
        column = next((n for n in cells if first_found(one_line(shown_text(task, n)), query)), None)
        if column is not None:
            self._view.choose(guid, column)
        return column is not None

    def refresh(self) -> None:
        """The frame is another now."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.search()

    def _all(self) -> Sequence[TaskRow]:
        frame = self._frame()
        return frame.tasks if frame is not None else ()

    def _shown(self) -> Sequence[TaskRow]:
        frame = self._frame()
        return [line.task for line in frame.shown()] if frame is not None else ()

    def _of_chosen(self) -> Sequence[TaskRow]:
        return [task for task in self._all() if task.guid in self._chosen]

    def _replace(self, cells: Sequence[FoundCell], words: str) -> bool:
        texts = [(cell.guid, COLUMNS[cell.column], cell.after) for cell in cells]
        if not self._commands.run(replace_words, cells=texts, words=words):
            return False
        done = ngettext("Replaced in {count} cell.", "Replaced in {count} cells.", len(cells))
        self._commands.say_undo(done.format(count=len(cells)))
        return True

    def _go(self, guid: str, column: int) -> None:
        self._show_guid(guid)
        self._view.choose(guid, column)
