"""The row of tools on top of a tab: an icon and a word each; in small windows only the first keeps its word.

What has no room even so goes into the menu of the last button: nothing is cut and nothing overlaps.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QToolButton, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.workspace import Workspace

_GAP = 5  # between icon and word, pixels at 100 %
_MARGIN = 10
_BESIDE, _ICON = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
NARROW = 1200  # window width in pixels at 100 % below which words give way


class Toolbar(QFrame):
    """Tools of one tab; shortcuts work while the focus is inside `owner`."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setProperty("box", "toolbar")
        self.setFixedHeight(theme.px(37))
        self.setMinimumWidth(1)  # or the words, which give way in small windows, would hold the window wide
        self._owner = owner
        self._worded: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._tools: list[QWidget] = []  # buttons and the lines between them, from the left
        self._tucked: set[QWidget] = set()
        self._widths: dict[tuple[QWidget, bool], int] = {}
        self._row.setContentsMargins(theme.px(_MARGIN), 0, theme.px(_MARGIN), 0)
        self._row.setSpacing(theme.px(6))
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._more = self._make_more()
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)

    def _make_more(self) -> QToolButton:
        more = QToolButton(self)
        more.setIcon(icons.icon("dots", "accent"))
        more.setIconSize(QSize(theme.px(17), theme.px(17)))
        more.setToolTip(_("More tools"))
        more.setAccessibleName(_("More tools"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(more)
        menu.aboutToShow.connect(self._fill_more)
        more.setMenu(menu)
        more.hide()
        self._row.addWidget(more)
        return more

    def _add_tool(self, tool: QWidget) -> None:
        self._tools.append(tool)
        self._row.insertWidget(self._row.indexOf(self._more), tool)

    def add_action(
        self,
        icon_name: str,
        text: str,
        slot: Callable[[], object],
        shortcut: str | None = None,
        tooltip: str | None = None,
        word: bool = True,
        on_chosen: bool = False,
    ) -> QAction:
        """Add a tool; without `word` it shows its icon alone and says its name in the tooltip.

        `on_chosen`: see `Tab.command`.
        """
        action = QAction(icons.icon(icon_name, "accent"), text, self._owner)
        if isinstance(self._owner, Tab):
            self._owner.command(action, slot, on_chosen=on_chosen)
        else:
            action.triggered.connect(lambda _checked=False: slot())
        hint = tooltip or text
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            hint = f"{hint} ({QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(hint)
        self._owner.addAction(action)
        self._add_button(action, icon_name, word)
        return action

    def add_undo(self, workspace: Workspace) -> None:
        """Add the undo and redo arrows; their shortcuts belong to the window."""
        _UndoArrows(
            self,
            workspace,
            self.add_action("arrow-back-up", _("Undo"), workspace.undo, word=False),
            self.add_action("arrow-forward-up", _("Redo"), workspace.redo, word=False),
        )
        self.add_separator()

    def add_widget(self, widget: QWidget) -> None:
        """Add a field or a label of the tab's own."""
        self._row.addWidget(widget)

    def add_separator(self) -> None:
        """Add an upright line."""
        line = QFrame(self)
        line.setProperty("box", "vertical-line")
        line.setFixedHeight(theme.px(20))
        self._add_tool(line)

    def add_stretch(self) -> None:
        """Push what follows to the right edge."""
        self._row.addStretch(1)

    def _add_button(self, action: QAction, icon_name: str, word: bool) -> None:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setIconSize(QSize(theme.px(17), theme.px(17)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        if word:
            spaced = icons.icon(icon_name, "accent", gap=_GAP)
            button.setIcon(spaced)
            action.changed.connect(lambda: button.setIcon(spaced))  # the button has just taken the action's own again
            button.setIconSize(QSize(theme.px(17 + _GAP), theme.px(17)))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._worded.append(button)
        action.changed.connect(lambda: self._rename(button, action.text()))
        self._add_tool(button)

    def _rename(self, button: QToolButton, name: str) -> None:
        if button.accessibleName() != name:
            button.setAccessibleName(name)
            self._widths.pop((button, True), None)
            self._fit_soon.start()

    # What gives way in a narrow window

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_soon.start()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Words first, then tools from the right end, which a button with a menu keeps at hand."""
        room = self.width() - 2 * theme.px(_MARGIN)
        wide = self.window().width() >= theme.px(NARROW)
        words = set(self._worded) if wide and self._needed(set(self._worded), set()) <= room else set(self._worded[:1])
        tucked: set[QWidget] = set()
        for tool in reversed(self._tools[1:]):
            if self._needed(words, tucked) <= room:
                break
            tucked.add(tool)
        if self._needed(words, tucked) > room:
            words = set()
        for button in self._worded:
            button.setToolButtonStyle(_BESIDE if button in words else _ICON)
        for tool in self._tools:
            tool.setVisible(tool not in tucked)
        self._more.setVisible(bool(tucked))
        self._tucked = tucked

    def _needed(self, words: set[QToolButton], tucked: set[QWidget]) -> int:
        """The pixels that all of the row takes with these words shown and these tools put away."""
        widths = [self._width_of(tool, tool in words) for tool in self._tools if tool not in tucked]
        if tucked:
            widths.append(self._more.sizeHint().width())
        for place in range(self._row.count()):
            item = self._row.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._more and widget not in self._tools and not widget.isHidden():
                widths.append(max(widget.minimumWidth(), widget.minimumSizeHint().width()))
        return sum(widths) + self._row.spacing() * max(0, len(widths) - 1)

    def _width_of(self, tool: QWidget, worded: bool) -> int:
        if not isinstance(tool, QToolButton):
            return 1
        if (tool, worded) not in self._widths:
            style = tool.toolButtonStyle()
            tool.setToolButtonStyle(_BESIDE if worded else _ICON)
            self._widths[(tool, worded)] = tool.sizeHint().width()
            tool.setToolButtonStyle(style)
        return self._widths[(tool, worded)]

    def _fill_more(self) -> None:
        menu = self._more.menu()
        menu.clear()
        for tool in self._tools:
            if tool in self._tucked and isinstance(tool, QToolButton):
                menu.addAction(tool.defaultAction())
            elif tool in self._tucked and not menu.isEmpty():
                menu.addSeparator()


class _UndoArrows(QObject):
    """Keeps the two arrows of a toolbar as the workspace says; goes with the toolbar, which it belongs to."""

    def __init__(self, parent: Toolbar, workspace: Workspace, undo: QAction, redo: QAction) -> None:
        super().__init__(parent)
        self._workspace, self._undo, self._redo = workspace, undo, redo
        workspace.undo_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        workspace = self._workspace
        self._undo.setEnabled(workspace.can_undo)
        self._redo.setEnabled(workspace.can_redo)
        self._undo.setToolTip(f"{workspace.undo_label or _('Undo')} (Ctrl+Z)")
        self._redo.setToolTip(f"{workspace.redo_label or _('Redo')} (Ctrl+Y)")
