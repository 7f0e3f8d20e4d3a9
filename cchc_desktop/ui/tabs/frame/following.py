"""What goes with the task frame: help with units, the calendar, the progress sheet, the names still to be matched."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from cchc_desktop.i18n import _
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services.frame.unit_matching import read_unknown_units, settle_names, tell_apart
from cchc_desktop.services.offices import read_units
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import icons
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.widgets.cell_editor import CellEditor
from cchc_desktop.ui.widgets.frame.view import FrameView
from cchc_desktop.ui.widgets.unit_bar import UnitBar
from cchc_desktop.ui.widgets.unit_help import UnitHelp
from cchc_desktop.ui.workspace import Workspace

_UNIT_COLUMNS = (Column.LEAD, Column.COORDINATION)
_UNIT_TABLES = ("task_unit", "unit", "unit_alias", "name_apart")


class FrameFollowing(QObject):
    """`bar` asks about a unit name as soon as it has been typed or pasted; `show_place(tab, guid)` leads to a row.

    `plan_guid()` is the plan that is shown.
    """

    def __init__(
        self,
        owner: Tab,
        workspace: Workspace,
        view: FrameView,
        show_place: Callable[[str, str], object],
        plan_guid: Callable[[], str | None],
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._workspace = workspace
        self._view = view
        self._show_place = show_place
        self._plan_guid = plan_guid
        self._help: UnitHelp | None = None
        self._asked: list[str] = []  # names typed and not yet answered for
        self._later: set[str] = set()  # names put off: not asked about again while this dossier is open
        self._ask_soon = QTimer(self, singleShot=True, interval=0)  # once what was typed has been painted
        self._ask_soon.timeout.connect(self._ask)
        self.bar = UnitBar()
        self.bar.settled.connect(lambda name, choice: self._settle(name, choice))
        self.bar.refused.connect(self._refuse)
        self.bar.all_asked.connect(self.match_units)
        self.bar.put_off.connect(self._put_off)
        view.editing.opened.connect(self._offer_help)
        view.editing.closed.connect(self._end_help)
        workspace.changed.connect(self._consider)
        workspace.dossier_changed.connect(self._begin_anew)
        workspace.year_changed.connect(self._ask_nothing)
        self._match = self._action(_("Match unit names…"), self.match_units, "users")
        self._calendar = self._action(_("Calendar of the year…"), self.show_calendar, "calendar")
        self._sheet = self._action(_("Progress sheet…"), self.export_sheet, "report")
        QTimer.singleShot(0, self, self._consider_last)  # once the bar has its place in the tab

    def _action(self, text: str, slot: Callable[[], object], icon_name: str) -> QAction:
        action = QAction(icons.icon(icon_name, "secondary", 16), text, self._owner)
        self._owner.command(action, slot)
        return action

    def menu_actions(self) -> list[QAction | None]:
        """For the menu of the tab."""
        there = self._workspace.dossier is not None
        for action in (self._match, self._calendar, self._sheet):
            action.setEnabled(there)
        self._match.setEnabled(there and not self._workspace.year_read_only)
        return [None, self._match, self._calendar, self._sheet]

    # Units while they are typed

    def _offer_help(self, editor: CellEditor, column: Column) -> None:
        dossier = self._workspace.dossier
        if column in _UNIT_COLUMNS and dossier is not None:
            self._help = UnitHelp(editor, read_units(dossier))

    def _end_help(self) -> None:
        if self._help is not None:
            self._help.close_help()
            self._help = None

    # Units that the office does not have

    def _consider(self, change: Change) -> None:
        """Ask about names that this change brought in, and no more about those that it settled."""
        if not change.touches(*_UNIT_TABLES):
            return
        self._asked += [
            str(entry.after["text"])
            for entry in change.entries
            if entry.table == "task_unit" and entry.after is not None and entry.after["unit_guid"] is None
        ]
        self._asked = [name for name in self._asked if unit_key(name) not in self._later]
        self._ask_soon.start()

    def _consider_last(self) -> None:
        """Ask about a plan that was taken in before the tab was first shown."""
        if self._workspace.last_step is not None:
            self._consider(self._workspace.last_step)

    def _ask(self) -> None:
        dossier = self._workspace.dossier
        if dossier is None or self._workspace.year_read_only or not self._asked:
            self.bar.ask(())
            return
        unknown = read_unknown_units(dossier, self._workspace.year, self._asked)
        self._asked = [unit.name for unit in unknown]
        self.bar.ask(unknown)

    def _settle(self, name: str, choice: str) -> None:
        if self._workspace.run_across(settle_names, choices={name: choice}):
            self._say(_("“{name}”: noted.").format(name=name))

    def _refuse(self, name: str, guids: list[str]) -> None:
        """Another unit than those suggested: they are not suggested again; next is asked whether it is new."""
        self._workspace.run_across(tell_apart, name=name, unit_guids=guids)

    def _say(self, words: str) -> None:
        self._workspace.say(_("{done} Undo (Ctrl+Z)").format(done=words))

    def _put_off(self) -> None:
        self._later.update(unit_key(name) for name in self._asked)
        self._ask_nothing()
        self._workspace.say(_("Not asked again today: Tasks, Match unit names… has them all."))

    def _begin_anew(self) -> None:
        self._later.clear()
        self._ask_nothing()

    def _ask_nothing(self) -> None:
        self._asked.clear()
        self.bar.ask(())

    def match_units(self) -> None:
        """All unknown names of the year in one list."""
        from cchc_desktop.ui.dialogs.match_units import match_units

        self._view.editing.finish()
        match_units(self._owner, self._workspace)

    # The year as a whole

    def show_calendar(self) -> None:
        """The year's days, month by month."""
        from cchc_desktop.ui.dialogs.work_calendar import WorkCalendarDialog

        if self._workspace.dossier is not None:
            self._view.editing.finish()
            dialog = WorkCalendarDialog(self._owner, self._workspace)
            dialog.followed.connect(self._show_place)
            dialog.open()

    def export_sheet(self) -> None:
        """The progress sheet, in the formats that are chosen."""
        window_actions = getattr(self._owner.window(), "dossier_actions", None)
        if window_actions is not None:
            self._view.editing.finish()
            window_actions.export((), ("progress",), self._plan_guid())
