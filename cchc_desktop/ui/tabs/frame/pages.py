"""What the task frame shows in the grid's place: the grid, an empty plan, a filter that lets nothing through."""

from PySide6.QtWidgets import QStackedWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui.tabs.frame.clipboard import FrameClipboard
from cchc_desktop.ui.tabs.frame.commands import FrameCommands
from cchc_desktop.ui.widgets.empty_state import EmptyState
from cchc_desktop.ui.widgets.frame.filter_bar import FilterBar
from cchc_desktop.ui.widgets.frame.view import FrameView


class FramePages(QStackedWidget):
    """`nothing_found` offers to clear the filter; an empty plan offers last year's tasks where there are any."""

    def __init__(
        self, view: FrameView, filter_bar: FilterBar, commands: FrameCommands, clipboard: FrameClipboard
    ) -> None:
        super().__init__()
        self._view = view
        self.nothing_found = EmptyState(_("No task matches the filter."), _("Clear the filter"), filter_bar.clear)
        self.after_a_year = EmptyState(
            _("There is no task yet. Take them from last year's plan, paste from Excel or add line by line."),
            _("Take from last year"),
            commands.copy_last_year,
            _("Paste from Excel"),
            clipboard.paste_tasks,
        )
        self._first = EmptyState(
            _("There is no task yet. Paste from Excel or add line by line."),
            _("Add a task"),
            commands.add_task,
            _("Paste from Excel"),
            clipboard.paste_tasks,
        )
        for page in (view, self.nothing_found, self.after_a_year, self._first):
            self.addWidget(page)

    def show_empty(self, last_year: bool) -> None:
        """The plan has no task; with `last_year` there are tasks to begin with."""
        self.setCurrentWidget(self.after_a_year if last_year else self._first)

    def show_grid(self, found: bool) -> None:
        """The plan has tasks, of which the filter lets some through or none."""
        self.setCurrentWidget(self._view if found else self.nothing_found)
