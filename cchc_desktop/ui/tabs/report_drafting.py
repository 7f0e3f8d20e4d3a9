"""Drafts from results: for one item, and for all items of a report that are still empty, as one step of undo."""

from collections.abc import Sequence
from datetime import date

from cchc_desktop.i18n import _
from cchc_desktop.models.rows import ReportItemRow
from cchc_desktop.services.drafting import draft_item
from cchc_desktop.services.reports import set_item
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.table_models.outline import parents_of


def new_lines(draft: str, *texts: str) -> str:
    """The lines of a draft that none of the texts has yet: a result is told once in a report."""
    known = {line.strip() for text in texts for line in text.splitlines()}
    return "\n".join(line for line in draft.splitlines() if line.strip() not in known)


def draft_report(dossier: Dossier, *, items: Sequence[ReportItemRow], today: date) -> Change:
    """Write a draft under each item that has no text, no items below, and is not set as not applicable."""
    parents = parents_of(items)
    texts = [item.text for item in items]
    with dossier.change(_("Draft the report")) as work:
        for item in items:
            if item.text.strip() or item.guid in parents or item.status in ("done", "not_applicable"):
                continue
            draft = new_lines(draft_item(dossier, item.guid, today), *texts)
            if draft:
                texts.append(draft)
                set_item(dossier, item_guid=item.guid, text=draft)
    return work.change
