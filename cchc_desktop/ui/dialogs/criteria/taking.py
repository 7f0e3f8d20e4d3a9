"""Taking a criteria sheet in from a file: read, shown, and kept once the officer agrees."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _
from cchc_desktop.services.intake.import_criteria import preview_criteria
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.criteria.preview import CriteriaPreview
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.workspace import Workspace


def show_file(parent: QWidget, workspace: Workspace, path: Path) -> None:
    """Show what a criteria sheet holds for the year that is shown; a file that holds none is told."""
    if workspace.dossier is None or workspace.year_read_only:
        alerts.show_error(parent, workspace.read_only_sentence())
        return
    run_reading(
        parent,
        _("Reading {name}").format(name=path.name),
        lambda: preview_criteria(path),
        lambda read: CriteriaPreview(workspace, read, path.name, parent).open(),
    )
