"""Ctrl+H in the tab of reports: what of the open paper is looked through, and where a place that was found lies."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_desktop.ui.replacing import Replacing
from cchc_desktop.ui.table_models.outline import item_name
from cchc_desktop.ui.tabs.report.open_report import OpenReport

if TYPE_CHECKING:
    from cchc_desktop.services.papers.paper_words import FoundText


def report_replacing(tab: OpenReport) -> Replacing:
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
