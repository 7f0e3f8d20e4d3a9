"""Issuing a paper from a tab, and opening the copies that were kept."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.rows import PaperRow, ReportView, YearPaperView
from cchc_desktop.services.papers.issued_files import issued_bytes, read_one
from cchc_desktop.services.papers.issuing import issue_state, undrawn_in
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts
from cchc_desktop.ui.opening import open_bytes
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.plan.nodes import signed_paper
from cchc_desktop.ui.widgets.issued_strip import IssuedStrip, issued_words

if TYPE_CHECKING:
    from cchc_desktop.writers.undrawn import Undrawn

_MOST_SHOWN = 4


def issue(tab: Tab, paper_guid: str, missing: Sequence[Finding]) -> None:
    """Ask for number and date, then issue the paper; what is missing is shown and stops nothing."""
    from cchc_desktop.ui.dialogs.issue_paper import IssuePaperDialog

    if tab.workspace.read_only:
        return
    gaps = undrawn_in(tab.workspace.dossier, paper_guid) if tab.workspace.dossier is not None else ()
    found = [Finding(gap.anchor, gap.sentence, "alert-triangle", "late") for gap in gaps]
    dialog = IssuePaperDialog(tab.workspace, paper_guid, [*found, *missing], tab)
    issued = dialog.issued if dialog.exec() else None
    if issued is not None:
        words = issued_words(issued)
        tab.workspace.say(_("{done}. Word and PDF are kept in the dossier. Undo (Ctrl+Z)").format(done=words))


def printed_with_gaps(parent: QWidget | None, gaps: "Sequence[Undrawn]") -> bool:
    """Whether to go on although these letters leave gaps on paper; asks only where there are any."""
    if not gaps:
        return True
    words = "\n\n".join(gap.sentence for gap in gaps[:_MOST_SHOWN])
    rest = len(gaps) - _MOST_SHOWN
    if rest > 0:
        words += "\n\n" + ngettext("and {count} more", "and {count} more", rest).format(count=rest)
    return alerts.ask(parent, _("Letters that cannot be printed"), words, _("Export all the same"), _("Back"))


def strip_for(tab: Tab) -> IssuedStrip:
    """The strip of a tab; its links open the copies that were kept."""
    made = IssuedStrip()

    def opened(guid: str, form: str) -> None:
        if tab.workspace.dossier is not None:
            open_copy(tab, tab.workspace.dossier, guid, form)

    made.open_wanted.connect(opened)
    return made


def show_strip(strip: IssuedStrip, tab: Tab, view: YearPaperView | ReportView | None) -> None:
    """Show how the issued copy of the open paper stands to what is typed; None when no paper is open."""
    dossier = tab.workspace.dossier
    state = issue_state(dossier, _signed(view).guid, view) if dossier is not None and view is not None else None
    strip.show_state(state, not tab.workspace.read_only)


def _signed(view: YearPaperView | ReportView) -> PaperRow:
    return signed_paper(view) if isinstance(view, YearPaperView) else view.paper


def copy_name(dossier: Dossier, issued_guid: str, form: str) -> str:
    """The name of a copy: that of the paper, its number and, from the second on, its version."""
    row = read_one(dossier, issued_guid)
    version = f"-ban-{row.version}" if row.version > 1 else ""
    return f"{row.file_stem}{version}.{form}"


def open_copy(parent: QWidget, dossier: Dossier, issued_guid: str, form: str) -> Path | None:
    """Open the kept DOCX or PDF in the program that the system has for it; None when that was refused.

    What is opened is a copy in the officer's own folder: changing it changes nothing in the dossier.
    """
    try:
        name, data = copy_name(dossier, issued_guid, form), issued_bytes(dossier, issued_guid, form)
    except UserError as error:
        alerts.show_error(parent, error)
        return None
    return open_bytes(parent, name, data)
