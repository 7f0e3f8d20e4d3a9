"""Legal bases in the plan tab: choosing them, and saying which of those cited are no longer in force."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.services.papers.legal_bases import basis_findings
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts
from cchc_desktop.ui.tabs.plan.nodes import Gap, signed_paper
from cchc_desktop.ui.workspace import Workspace


def choose_bases(parent: QWidget, workspace: Workspace, on: date) -> Sequence[str]:
    """Ask which legal bases to insert into a paper of a day, without "Căn cứ"; () when none."""
    from cchc_desktop.ui.dialogs.legal_bases import BasesDialog

    if workspace.dossier is None:
        return ()
    try:
        dialog = BasesDialog(workspace, on, parent)
    except UserError as error:  # a list that cannot be used
        alerts.show_error(parent, error)
        return ()
    return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else ()


def expired_gaps(dossier: Dossier, view: YearPaperView, today: date) -> tuple[Gap, ...]:
    """Legal bases of the paper that are no longer in force on its day, or today when it has none yet."""
    paper = signed_paper(view)
    try:
        found = basis_findings(dossier, paper.legal_bases, paper.issued_on or today)
    except UserError:  # the list cannot be used: the officer is told when it is opened
        return ()
    return tuple(Gap(sentence, "head") for sentence in found)
