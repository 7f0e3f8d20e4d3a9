"""Taking in a form that the superior sent: a criteria sheet, figures, an outline."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.ui import alerts
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.workspace import Workspace, wait_cursor

if TYPE_CHECKING:
    from cchc_desktop.services.intake.imports import ImportResult
    from cchc_desktop.storage.dossier import Dossier


def ask_form(parent: QWidget, title: str) -> Path | None:
    """Ask for a file of any form that can be read."""
    from cchc_desktop.readers.forms import file_filter

    return ask_file(parent, Purpose.TAKEN_IN, title, file_filter())


def take_form(
    parent: QWidget, workspace: Workspace, title: str, name: str, take: Callable[["Dossier"], "ImportResult"]
) -> bool:
    """Take the form that was read from the file `name` in as one step of undo, and say what found no place; False when
    it was refused.
    """
    dossier = workspace.dossier
    if dossier is None or workspace.year_read_only:
        alerts.show_error(parent, workspace.read_only_sentence())
        return False
    try:
        with wait_cursor():
            result = take(dossier)
    except UserError as error:
        alerts.show_error(parent, error)
        return False
    workspace.adopt(result.change)
    if result.warnings or result.unplaced:
        from cchc_desktop.ui.dialogs.left_lines import LeftLinesDialog

        LeftLinesDialog(parent, title, result.warnings, result.unplaced, name).open()
    workspace.say(_("Taken in from the file. Undo (Ctrl+Z)"))
    return True
