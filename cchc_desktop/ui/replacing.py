"""Ctrl+H in the tabs of papers: what the dialog that finds and replaces reaches, and how its places are called."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.ui import formats, icons
from cchc_desktop.ui.table_models.outline import item_name
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.plan.nodes import heading_of, path_of, section_of

if TYPE_CHECKING:
    from cchc_desktop.services.papers.paper_words import FoundText
    from cchc_desktop.ui.dialogs.replace_words import ReplaceWordsDialog
    from cchc_desktop.ui.tabs.plan.tab import PlanTab
    from cchc_desktop.ui.tabs.report.tab import ReportTab

    Search = Callable[[str, str, bool], Sequence[FoundText]]

_END = ("closing", "recipient")  # parts of a plan that are edited in the pane of its end


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
        from cchc_desktop.ui.dialogs.replace_words import ReplaceWordsDialog

        words = _selected()
        self._tab.commit_editing()
        if self.dialog is None:
            self.dialog = ReplaceWordsDialog(self._tab, self._search, self._name, self._go, self._replace)
        self.dialog.begin(words)

    def _name(self, text: "FoundText") -> str:
        if text.part in ("section", "item"):
            return self._section(text.guid)
        names = {
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


def plan_replacing(tab: "PlanTab") -> Replacing:
    """Find and replace in the plan that is open, and in the decision that issues it."""

    def search(query: str, by: str, exact: bool) -> "Sequence[FoundText]":
        from cchc_desktop.services.papers.paper_words import find_in_plan

        dossier, view = tab.workspace.dossier, tab.view
        return find_in_plan(dossier, view.plan.guid, query, by, exact) if dossier and view else ()

    def name(guid: str) -> str:
        if tab.view is not None and guid == tab.view.plan.decision_guid:
            return _("Subject of the decision")
        section = section_of(tab.view, guid) if tab.view else None
        if tab.view is None or section is None:
            return ""
        number = path_of(tab.view, section)
        return _("Section {number}").format(number=number) if number else heading_of(section)

    def go(text: "FoundText") -> None:
        if text.part == "section":
            tab.choose(text.guid)
        else:
            tab.choose("articles" if text.part == "article" else "end" if text.part in _END else "head")

    return Replacing(tab, search, name, go)


def report_replacing(tab: "ReportTab") -> Replacing:
    """Find and replace in the report that is open."""

    def search(query: str, by: str, exact: bool) -> "Sequence[FoundText]":
        from cchc_desktop.services.papers.paper_words import find_in_report

        dossier, view = tab.workspace.dossier, tab.view
        return find_in_report(dossier, view.report.guid, query, by, exact) if dossier and view else ()

    def name(guid: str) -> str:
        found = (item for item in tab.view.items if item.guid == guid) if tab.view else ()
        return next(map(item_name, found), "")

    def go(text: "FoundText") -> None:
        if text.part == "item":
            tab.choose(text.guid)

    return Replacing(tab, search, name, go)
