"""Ctrl+H in the tabs of papers: what the dialog that finds and replaces reaches, and how its places are called."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.ui import formats, icons
from cchc_desktop.ui.tabs.base import Tab

if TYPE_CHECKING:
    from cchc_desktop.services.papers.paper_words import FoundText
    from cchc_desktop.ui.dialogs.replace_words import ReplaceWordsDialog

    Search = Callable[[str, str, bool], Sequence[FoundText]]


class Replacing:
    """One dialog for one tab.

    `search` looks in the paper that is open, `section` names a section, an item or the subject of a decision by its
    guid ("" for others), `go` shows a text.
    """

    def __init__(
        self, tab: Tab, search: "Search", section: Callable[[str], str], go: "Callable[[FoundText], None]"
    ) -> None:
        self._tab = tab
        self._search = search
        self._section = section
        self._go = go
        self.dialog: ReplaceWordsDialog | None = None
        self.action = QAction(icons.icon("search", "accent"), _("Find and replace in the whole paper…"), tab)
        self.action.setShortcut(QKeySequence("Ctrl+H"))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        tab.command(self.action, self.open)
        tab.addAction(self.action)

    def open(self) -> None:
        """Show the dialog; what is selected is what is looked for."""
        self.show(_selected())

    def show(self, words: str, by: str = "") -> None:
        """Show the dialog with words to look for and what to put in their place; nothing is replaced yet."""
        from cchc_desktop.ui.dialogs.replace_words import ReplaceWordsDialog

        self._tab.commit_editing()
        if self.dialog is None:
            self.dialog = ReplaceWordsDialog(self._tab, self._search, self._name, self._go, self._replace)
        self.dialog.begin(words, by)

    def _name(self, text: "FoundText") -> str:
        if text.part in ("section", "item"):
            return self._section(text.guid)
        names = {
            "place": _("Place"),
            "authority": _("Who decides"),
            "subject": self._section(text.guid) or _("Subject of the paper"),
            "preamble": _("Opening words"),
            "closing": _("Closing words"),
            "legal_basis": _("Legal basis {number}"),
            "article": _("Article {number}"),
            "addressee": _("Addressed to"),
            "recipient": _("Recipients"),
        }
        return names[text.part].format(number=text.index + 1)

    def _replace(self, texts: "Sequence[FoundText]", query: str, by: str, exact: bool) -> bool:
        from cchc_desktop.services.papers.paper_words import replace_in_texts

        workspace = self._tab.workspace
        self._tab.commit_editing()
        if workspace.run(replace_in_texts, texts=texts, query=query, by=by, exact=exact) is None:
            return False
        number = sum(text.count for text in texts)
        words = ngettext("Replaced {count} place. Undo (Ctrl+Z)", "Replaced {count} places. Undo (Ctrl+Z)", number)
        workspace.say(words.format(count=formats.count(number)))
        return True


def _selected() -> str:
    """What is selected in the text that has the focus, when it is within one line."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        return field.selectedText()
    chosen = field.textCursor().selectedText() if isinstance(field, QTextEdit) else ""
    return "" if "\u2029" in chosen else chosen
