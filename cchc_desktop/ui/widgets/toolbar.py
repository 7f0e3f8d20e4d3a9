"""The row of tools on top of a tab: an icon and a word each; in small windows only the first keeps its word."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QToolButton, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.workspace import Workspace

_GAP = 5  # between icon and word, pixels at 100 %
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
        self._row.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self._row.setSpacing(theme.px(6))
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

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
        undo = self.add_action("arrow-back-up", _("Undo"), workspace.undo, word=False)
        redo = self.add_action("arrow-forward-up", _("Redo"), workspace.redo, word=False)

        def refresh() -> None:
            undo.setEnabled(workspace.can_undo)
            redo.setEnabled(workspace.can_redo)
            undo.setToolTip(f"{workspace.undo_label or _('Undo')} (Ctrl+Z)")
            redo.setToolTip(f"{workspace.redo_label or _('Redo')} (Ctrl+Y)")

        workspace.undo_changed.connect(refresh)
        refresh()
        self.add_separator()

    def add_widget(self, widget: QWidget) -> None:
        """Add a field or a label of the tab's own."""
        self._row.addWidget(widget)

    def add_separator(self) -> None:
        """Add an upright line."""
        line = QFrame(self)
        line.setProperty("box", "vertical-line")
        line.setFixedHeight(theme.px(20))
        self._row.addWidget(line)

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
        action.changed.connect(lambda: button.setAccessibleName(action.text()))
        self._row.addWidget(button)

    def _fit_words(self) -> None:
        for button in self._worded:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self.window().width() >= theme.px(NARROW) and self._row.sizeHint().width() <= self.width():
            return
        for button in self._worded[1:]:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_words()
        super().resizeEvent(event)
