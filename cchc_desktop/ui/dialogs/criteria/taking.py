"""Taking a criteria sheet in from a file: read, shown, and kept once the officer agrees."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.services.intake.import_criteria import preview_criteria
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.criteria.preview import CriteriaPreview
from cchc_desktop.ui.workspace import Workspace, wait_cursor


def show_file(parent: QWidget, workspace: Workspace, path: Path) -> None:
    """Show what a criteria sheet holds for the year that is shown; a file that holds none is told."""
    if workspace.dossier is None or workspace.year_read_only:
        alerts.show_error(parent, workspace.read_only_sentence())
        return
    try:
        with wait_cursor():
            read = preview_criteria(path)
    except UserError as error:
        alerts.show_error(parent, error)
        return
    CriteriaPreview(workspace, read, path.name, parent).open()
