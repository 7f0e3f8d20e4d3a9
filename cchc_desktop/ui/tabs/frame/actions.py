"""The tools of the task frame: toolbar, its menu in the menu bar, the menu of the right mouse button."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons
from cchc_desktop.ui.table_models.frame_standing import STYLES, statuses_offered
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.frame.clipboard import FrameClipboard
from cchc_desktop.ui.tabs.frame.commands import FrameCommands
from cchc_desktop.ui.tabs.frame.moving import FrameMoving
from cchc_desktop.ui.widgets.basics import passing_menu, submenu
from cchc_desktop.ui.widgets.frame.view import FrameView
from cchc_desktop.ui.widgets.toolbar import Toolbar
from cchc_desktop.ui.workspace import Workspace


class FrameActions:
    """Makes every action once; toolbar, menu bar and right mouse button share them."""

    def __init__(
        self,
        tab: Tab,
        view: FrameView,
        commands: FrameCommands,
        moving: FrameMoving,
        clipboard: FrameClipboard,
        add_to_menu: Callable[[QMenu], None],
    ) -> None:
        """`add_to_menu` puts into the menu of the right button what was found in the chosen cell."""
        self._tab = tab
        self._view = view
        self._commands = commands
        self._moving = moving
        self._clipboard = clipboard
        self._add_to_menu = add_to_menu
        self.writing: list[QAction] = []
        self._make()

    def _make(self) -> None:
        commands, clipboard = self._commands, self._clipboard
        self._edit = self._action(_("Edit the cell"), self._view.editing.begin, "F2", on_view=True, icon="edit")
        self._fill = self._action(_("Copy down"), commands.fill_down, "Ctrl+D")
        self._duplicate = self._action(_("Duplicate the task"), commands.duplicate, "Alt+Ins", icon="copy")
        self._set = self._action(_("Set for chosen rows…"), commands.set_for_chosen, "Ctrl+G", icon="users")
        self._done = self._action(_("Mark as done"), commands.mark_done, "F9", icon="circle-check")
        self._remove = self._action(_("Remove the task"), commands.remove, icon="trash")
        self._remove_group = self._action(_("Remove the group with its tasks"), commands.remove_group)
        self._empty = self._action(_("Empty cells, remove chosen rows"), commands.clear_or_remove, "Del", on_view=True)
        self._copy = self._action(_("Copy"), clipboard.copy, "Ctrl+C", on_view=True, icon="copy")
        self._paste = self._action(_("Paste"), clipboard.paste, "Ctrl+V", on_view=True, icon="clipboard")
        self.writing += [
            self._edit, self._fill, self._duplicate, self._set, self._done, self._remove, self._remove_group,
            self._empty, self._paste,
        ]  # fmt: skip

    def _action(
        self, text: str, slot: Callable[[], object], shortcut: str = "", on_view: bool = False, icon: str = ""
    ) -> QAction:
        """An action on what is chosen; `on_view` when its key means something else outside the grid."""
        owner: QWidget = self._view if on_view else self._tab
        action = QAction(text, self._tab)
        if icon:
            action.setIcon(icons.icon(icon, "secondary", 16))
        if shortcut:
            context = Qt.ShortcutContext.WidgetShortcut if on_view else Qt.ShortcutContext.WidgetWithChildrenShortcut
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(context)
        self._tab.command(action, slot, on_chosen=True)
        owner.addAction(action)
        return action

    def fill_toolbar(self, toolbar: Toolbar, workspace: Workspace, export: Callable[[str], None]) -> None:
        """Put the tools into the toolbar, in the order of visual habit: undo, add, move, clipboard, papers."""
        commands, moving, clipboard = self._commands, self._moving, self._clipboard
        toolbar.add_undo(workspace)
        self.add_task = toolbar.add_action("plus", _("Add a task"), commands.add_task, "Ins")
        self.add_group = toolbar.add_action("list", _("Add a group"), commands.add_group)
        self.up = toolbar.add_action(
            "arrow-up", _("Move up"), lambda: moving.move(-1), "Alt+Up", word=False, on_chosen=True
        )
        self.down = toolbar.add_action(
            "arrow-down", _("Move down"), lambda: moving.move(1), "Alt+Down", word=False, on_chosen=True
        )
        toolbar.add_separator()
        toolbar.add_action("copy", _("Copy for Excel"), clipboard.copy_frame)
        self.paste_rows = toolbar.add_action("clipboard", _("Paste from Excel, Word…"), clipboard.paste_tasks)
        toolbar.add_separator()
        toolbar.add_action("file-type-docx", _("Export to Word…"), lambda: export("docx"))
        toolbar.add_action("file-type-xls", _("Export to Excel…"), lambda: export("xlsx"))
        toolbar.add_action("file-type-pdf", _("Export to PDF…"), lambda: export("pdf"))
        self.writing += [self.add_task, self.add_group, self.up, self.down, self.paste_rows]
        rows = [self._edit, self._fill, self._duplicate, None, self.up, self.down, None]
        self._rows_menu = submenu(self._tab, _("Chosen rows"), [*rows, self._remove, self._remove_group], "edit")

    def in_menu_bar(self) -> list[QAction | None]:
        """The first part of the tab's menu in the menu bar."""
        return [self.add_task, self.add_group, self.paste_rows, self._rows_menu, None, self._set, self._done]

    def allow(self, writing: bool) -> None:
        """Enable what writes, or not, when the dossier can only be read."""
        for action in self.writing:
            action.setEnabled(writing)

    def show_menu(self, place: QPoint) -> None:
        """The menu of the right mouse button, at a place on the screen."""
        menu = passing_menu(self._tab)
        shared = (
            self._edit,
            self._copy,
            self._paste,
            self._fill,
            self._set,
            None,
            self.add_task,
            self._duplicate,
            self.up,
            self.down,
        )
        for action in shared:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.addSeparator()
        self._add_statuses(menu.addMenu(_("Status")))
        menu.addSeparator()
        menu.addAction(self._remove)
        if self._view.frame_model.group_line(self._view.currentIndex().row()) is not None:
            menu.addAction(self._remove_group)
        self._add_to_menu(menu)
        menu.popup(place)

    def show_statuses(self, place: QPoint) -> None:
        """Only the statuses, under the tracking cell."""
        menu = passing_menu(self._tab)
        self._add_statuses(menu)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(place)

    def _add_statuses(self, menu: QMenu) -> None:
        for status, words, standing in statuses_offered():
            look = STYLES[standing]
            action = menu.addAction(icons.icon(look.icon, look.token, 15), words)
            action.setEnabled(self._done.isEnabled())
            action.triggered.connect(lambda _on=False, status=status: self._commands.set_status(status))
