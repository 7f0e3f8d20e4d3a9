"""Dialogs that stay open beside the window: they go on with the dossier and the year they were opened for, or close."""

from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.workspace import Workspace


def stay_beside(dialog: Dialog, workspace: Workspace, *, of_year: bool = True) -> None:
    """Keep what is typed whenever the window does, and close with the dossier; `of_year`: with the year too.

    The window asks for what is typed before undo and before another year or dossier is shown. What the dialog cannot
    keep as it goes it asks about when it closes.
    """
    workspace.commit_requested.connect(dialog.keep_typed)
    workspace.dossier_changed.connect(dialog.dismiss)
    if of_year:
        workspace.year_changed.connect(dialog.close)
