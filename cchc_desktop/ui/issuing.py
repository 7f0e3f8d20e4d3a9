"""Issuing a paper from a tab, and opening the copies that were kept."""

from collections.abc import Collection, Sequence
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
from cchc_desktop.ui.check_words import reason_words
from cchc_desktop.ui.opening import open_bytes
from cchc_desktop.ui.replacing import Replacing
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.plan.nodes import signed_paper
from cchc_desktop.ui.widgets.issued_strip import IssuedStrip, issued_words
from cchc_desktop.ui.workspace import Workspace, wait_cursor


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


def written_all_the_same(
    parent: QWidget, workspace: Workspace, wish: Wish, *, what: Sequence[str], formats: Sequence[str], title: str = ""
) -> bool:
    """Whether papers become files although there are gaps, former names, and for PDF what the check finds."""
    from cchc_desktop.services.checking.before import papers_of

    dossier = workspace.dossier
    assert dossier is not None
    found = print_findings(dossier, wish, what=what, formats=formats)
    as_pdf = FileFormat.PDF in formats  # a Word file is worked on further
    papers = papers_of(dossier, wish, expand(dossier, wish, what)) if as_pdf else ()
    return printed_all_the_same(parent, workspace, found, papers, wish.year, title)


def printed_all_the_same(
    parent: QWidget,
    workspace: Workspace,
    found: Sequence[str],
    paper_guids: Collection[str],
    year: int,
    title: str = "",
) -> bool:
    """Whether to go on although this, and what the check finds in some papers, is to be looked at.

    Asks only where there is anything; what the check finds may be passed over there with a reason, which is kept.
    """
    from cchc_desktop.services.checking.before import pass_over_told, told_before

    dossier = workspace.dossier
    checked: tuple[str, ...] = ()
    try:
        with wait_cursor():
            checked = told_before(dossier, year, paper_guids) if dossier is not None and paper_guids else ()
    except UserError as error:  # a list that the check asks cannot be used
        found = (*found, str(error))
    if not found and not checked:
        return True
    words = "\n\n".join((*found, *checked))  # the alert scrolls what is higher than the screen
    asked = parent, title or _("To be looked at before printing"), words, _("Go on all the same"), _("Back")
    if not checked or workspace.read_only:
        return alerts.ask(*asked)
    reason = alerts.ask_why(*asked, reason_words())
    if not reason:
        return reason is not None
    return workspace.run(pass_over_told, year=year, paper_guids=paper_guids, reason=reason) is not None


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
