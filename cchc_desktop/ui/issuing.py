"""Issuing a paper from a tab, and opening the copies that were kept."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.rules.printouts import FileFormat
from cchc_desktop.services.exports import expand, print_findings
from cchc_desktop.services.papers.former_names import former_names_of
from cchc_desktop.services.papers.issued_files import issued_bytes, read_one
from cchc_desktop.services.papers.issuing import issue_state, undrawn_in
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts
from cchc_desktop.ui.opening import open_bytes
from cchc_desktop.ui.replacing import Replacing
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.plan.nodes import signed_paper
from cchc_desktop.ui.widgets.issued_strip import IssuedStrip, issued_words


def issue(tab: Tab, paper_guid: str, missing: Sequence[Finding], replacing: Replacing) -> None:
    """Ask for number and date, then issue the paper; what is missing is shown and stops nothing.

    Where the officer would rather replace a former name of the office first, `replacing` shows every place of it.
    """
    from cchc_desktop.ui.dialogs.issue_paper import IssuePaperDialog

    if tab.workspace.year_read_only:
        return
    dossier = tab.workspace.dossier
    gaps = undrawn_in(dossier, paper_guid) if dossier is not None else ()
    former = former_names_of(dossier, paper_guid) if dossier is not None else ()
    found = [Finding(gap.anchor, gap.sentence, "alert-triangle", "late") for gap in gaps]
    dialog = IssuePaperDialog(tab.workspace, paper_guid, [*found, *missing], tab, former=former)
    issued = dialog.issued if dialog.exec() else None
    if dialog.to_replace is not None:
        replacing.show(dialog.to_replace.before, dialog.to_replace.now)
    if issued is not None:
        words = issued_words(issued)
        tab.workspace.say(_("{done}. Word and PDF are kept in the dossier. Undo (Ctrl+Z)").format(done=words))


def findings_before(dossier: Dossier, wish: Wish, *, what: Sequence[str], formats: Sequence[str]) -> tuple[str, ...]:
    """What to look at before papers become files: gaps, former names, and for PDF what the check finds."""
    from cchc_desktop.services.checking.before import told_before_printing

    found = print_findings(dossier, wish, what=what, formats=formats)
    if FileFormat.PDF not in formats:
        return found  # a Word file is worked on further
    return (*found, *told_before_printing(dossier, wish, expand(dossier, wish, what)))


def printed_all_the_same(parent: QWidget | None, findings: Sequence[str], title: str = "") -> bool:
    """Whether to go on although this is to be looked at in the papers; asks only where there is anything."""
    if not findings:
        return True
    words = "\n\n".join(findings)  # the alert scrolls what is higher than the screen
    return alerts.ask(parent, title or _("To be looked at before printing"), words, _("Go on all the same"), _("Back"))


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
    strip.show_state(state, not tab.workspace.year_read_only)


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
