"""Ctrl+H in the tab of plans: what of the open paper is looked through, and where a place that was found lies."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_desktop.i18n import _
from cchc_desktop.ui.replacing import Replacing
from cchc_desktop.ui.tabs.plan.nodes import heading_of, path_of, section_of
from cchc_desktop.ui.tabs.plan.open_plan import OpenPlan

if TYPE_CHECKING:
    from cchc_desktop.services.papers.paper_words import FoundText

_END = ("closing", "recipient")  # parts of a plan that are edited in the pane of its end


def plan_replacing(tab: OpenPlan) -> Replacing:
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
