"""By key from one place that the checks find in the texts of a paper to the next, and to what they propose there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QTextCursor

from cchc_desktop.i18n import _
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.ui import icons
from cchc_desktop.ui.check_words import told_with_fix
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.widgets.editor.line_checks import Spot
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor


class TextChecking(QObject):
    """Goes through the texts of the paper that a tab shows, each in the one `editor`, as far as single lines tell.

    `texts` gives guid and light markup of each text in the order of the paper, as it is kept; `show` brings one up.
    """

    def __init__(
        self,
        tab: Tab,
        editor: RichEditor,
        texts: Callable[[], Sequence[tuple[str, str]]],
        show: Callable[[str], object],
    ) -> None:
        super().__init__(tab)
        self._tab, self._editor, self._texts, self._show_text = tab, editor, texts, show
        self.next = self._action(_("Next place to look at"), self.go_on, "F7", "checklist")
        self.fix = self._action(_("Write what the check proposes"), self.mend, "Alt+F7", "wand")

    def _action(self, text: str, slot: Callable[[], object], keys: str, icon_name: str) -> QAction:
        action = QAction(icons.icon(icon_name, "accent"), text, self._tab)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._tab.command(action, slot)
        self._tab.addAction(action)
        return action

    def go_on(self) -> None:
        """Select the next place behind the cursor, in this text or a later one; after the last text, the first."""
        self._tab.commit_editing()
        texts = list(self._texts())
        guids = [guid for guid, _text in texts]
        here = self._editor.checks.owner if self._editor.isVisible() else ""
        at = guids.index(here) if here in guids else -1
        if at >= 0 and (spot := self._behind_cursor()) is not None:
            self._choose(here, spot)
            return
        for guid, text in (*texts[at + 1 :], *texts[: at + 1]):
            if self._editor.checks.finds_in(plain_text(text), guid):
                self._show_text(guid)
                spot = next(self._editor.checks.spots(self._editor.document()), None)
                if spot is not None:
                    self._choose(guid, spot)
                    return
        self._tab.workspace.say(_("The check finds nothing in the texts of this paper."))

    def mend(self) -> None:
        """Write what is proposed at the cursor, or else at another place of its paragraph."""
        editor, cursor = self._editor, self._editor.textCursor()
        block = editor.document().findBlock(cursor.selectionStart())
        chosen = cursor.selectionStart(), cursor.selectionEnd()
        able = [
            (not (spot.start <= chosen[1] and chosen[0] <= spot.end), one)
            for spot in editor.checks.spots_of(block)
            for one in spot.found
            if one.fix is not None
        ]
        if not able or editor.isReadOnly() or not editor.isVisible():
            self._tab.workspace.say(_("The check proposes nothing to write in this paragraph."))
            return
        _elsewhere, one = min(able, key=lambda both: both[0])
        behind = editor.checks.mend(cursor, block.position(), one)
        if behind is not None:
            editor.setTextCursor(behind)
            editor.ensureCursorVisible()
            self._tab.workspace.say(_("Mended. Undo (Ctrl+Z)"))

    def _behind_cursor(self) -> Spot | None:
        cursor = self._editor.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        spots = self._editor.checks.spots(self._editor.document())
        if start == end:
            return next((spot for spot in spots if spot.start >= start), None)
        return next((spot for spot in spots if (spot.start, spot.end) > (start, end)), None)

    def _choose(self, guid: str, spot: Spot) -> None:
        self._show_text(guid)
        cursor = self._editor.textCursor()
        cursor.setPosition(spot.start)
        cursor.setPosition(spot.end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._editor.ensureCursorVisible()
        self._tab.workspace.say(" ".join(map(told_with_fix, spot.found)))
