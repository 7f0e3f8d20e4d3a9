"""The row of styles above a text editor."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.widgets.basics import box
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.editor.document import is_bold
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor

_GAP = 5  # between icon and word, pixels at 100 %
_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class FormatBar(QFrame):
    """Paragraph style, bold, italic, items, tables; shows the styles at the cursor. Shortcuts work in the editor."""

    def __init__(self, editor: RichEditor) -> None:
        super().__init__()
        self.setProperty("box", "toolbar")
        self.setFixedHeight(theme.px(36))
        self._editor = editor
        self._worded: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self._row.setSpacing(theme.px(4))
        self.style_box = CalmCombo()
        self.style_box.addItems([_("Paragraph"), _("Sub-heading")])
        self.style_box.setAccessibleName(_("Paragraph style"))
        self.style_box.setFixedWidth(theme.px(104))
        self.style_box.activated.connect(self._style_chosen)
        self._row.addWidget(self.style_box)
        self.heading = self._tool("h-1", _("Sub-heading"), lambda: self._flip_heading(), "Ctrl+Alt+1", check=True)
        self._line()
        self.bold = self._tool("bold", _("Bold"), editor.toggle_bold, "Ctrl+B", check=True)
        self.italic = self._tool("italic", _("Italic"), editor.toggle_italic, "Ctrl+I", check=True)
        self._line()
        self.bullet = self._tool("list", _("Item “-”"), lambda: editor.toggle_item("- "), check=True)
        self.sub_bullet = self._tool("indent-increase", _("Item “+”"), lambda: editor.toggle_item("+ "), check=True)
        self.table = self._tool("table", _("Insert a table…"), editor.ask_table)
        self.plain_paste = QAction(_("Paste words only"), editor)
        self.plain_paste.setShortcut(QKeySequence("Ctrl+Alt+V"))
        self.plain_paste.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.plain_paste.triggered.connect(lambda _checked=False: editor.paste_plain())
        editor.addAction(self.plain_paste)
        self._row.addStretch(1)
        editor.cursorPositionChanged.connect(self.refresh)
        editor.currentCharFormatChanged.connect(lambda _look: self.refresh())
        editor.document().contentsChanged.connect(self.refresh)
        self.refresh()

    def add_tool(
        self, icon_name: str, text: str, slot: Callable[[], object], shortcut: str = "", tooltip: str = ""
    ) -> QAction:
        """Add a tool with its word after the styles."""
        if not self._worded:
            self._line(self._row.count() - 1)
        action = self._action(icon_name, text, slot, shortcut, tooltip)
        made = self._button(action, word=True)
        spaced = icons.icon(icon_name, "accent", gap=_GAP)
        made.setIcon(spaced)
        made.setIconSize(QSize(theme.px(17 + _GAP), theme.px(17)))
        action.changed.connect(lambda: made.setIcon(spaced))  # the button has just taken the action's own again
        self._worded.append(made)
        self._row.insertWidget(self._row.count() - 1, made)
        return action

    def refresh(self) -> None:
        """Show the styles at the cursor."""
        editor = self._editor
        heading = editor.in_heading
        look = editor.currentCharFormat()
        self.style_box.setCurrentIndex(int(heading))
        self.heading.setChecked(heading)
        self.bold.setChecked(is_bold(look))
        self.bold.setEnabled(not editor.is_bold_anyway and not editor.isReadOnly())
        self.table.setEnabled(not editor.in_table and not editor.isReadOnly())
        self.italic.setChecked(look.fontItalic())
        self.bullet.setChecked(editor.item_marker == "- ")
        self.sub_bullet.setChecked(editor.item_marker == "+ ")
        for action in (self.italic, self.bullet, self.sub_bullet, self.plain_paste):
            action.setEnabled(not editor.isReadOnly())
        for widget in (self.heading, self.style_box):
            widget.setEnabled(not editor.in_table and not editor.isReadOnly())

    def _style_chosen(self, index: int) -> None:
        self._editor.set_heading(index == 1)
        self._editor.setFocus()

    def _flip_heading(self) -> None:
        self._editor.set_heading(not self._editor.in_heading)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """The signs alone; words and the list of styles give way to them."""
        signs = [button.iconSize().width() + theme.px(16) for button in self.findChildren(QToolButton)]
        return QSize(sum(signs) + theme.px(20) + self._row.spacing() * self._row.count(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room for all, the list of styles goes first, which a sign doubles, then words of tools."""
        for words, styles in ((True, True), (True, False), (False, True), (False, False)):
            for button in self._worded:
                button.setToolButtonStyle(_BESIDE if words else Qt.ToolButtonStyle.ToolButtonIconOnly)
            self.style_box.setVisible(styles)
            if self._row.sizeHint().width() <= self.width():
                return

    def _tool(
        self, icon_name: str, text: str, slot: Callable[[], object], shortcut: str = "", check: bool = False
    ) -> QAction:
        action = self._action(icon_name, text, slot, shortcut)
        action.setCheckable(check)
        self._row.addWidget(self._button(action, word=False))
        return action

    def _action(
        self, icon_name: str, text: str, slot: Callable[[], object], shortcut: str = "", tooltip: str = ""
    ) -> QAction:
        action = QAction(icons.icon(icon_name, "accent"), text, self._editor)
        hint = tooltip or text
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            hint = f"{hint} ({QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(hint)
        action.triggered.connect(lambda _checked=False: slot())
        self._editor.addAction(action)
        return action

    @staticmethod
    def _button(action: QAction, word: bool) -> QToolButton:
        made = QToolButton()
        made.setDefaultAction(action)
        made.setIconSize(QSize(theme.px(17), theme.px(17)))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(action.text())
        if word:
            made.setToolButtonStyle(_BESIDE)
        return made

    def _line(self, position: int = -1) -> None:
        upright = box("vertical-line")
        upright.setFixedHeight(theme.px(20))
        self._row.insertWidget(self._row.count() if position < 0 else position, upright)
