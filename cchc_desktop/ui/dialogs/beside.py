"""Dialogs that stay open beside the window: they go on with the dossier and the year they were opened for, or close."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from cchc_desktop.ui.workspace import Workspace


def stay_beside(
    dialog: QDialog, workspace: Workspace, *, keep: Callable[[], object] | None = None, of_year: bool = True
) -> None:
    """Let `keep` write what is typed whenever the window writes, and close with the dossier; `of_year`: with the year.

    The window asks for what is typed before undo and before another year or dossier is shown, so nothing is lost.
    """
    if keep is not None:
        workspace.commit_requested.connect(keep)
    workspace.dossier_changed.connect(dialog.close)
    if of_year:
        workspace.year_changed.connect(dialog.close)
