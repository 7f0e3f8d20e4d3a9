"""Opening what the dossier or a package holds: a copy, by the system's own program, asked about where it can act."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.file_kinds import can_act, kind_words
from cchc_desktop.services.opened_copies import copy_to_open
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.export_done import open_path


def open_bytes(parent: QWidget, name: str, data: bytes) -> Path | None:
    """Open a copy of a file; None when the officer thinks better of it, or it could not be written.

    Changing the copy changes nothing in the dossier; it is removed when the program ends.
    """
    if can_act(name, data):
        text = _(
            "“{name}” is a {kind}. It can run commands on this computer as soon as it is opened. "
            "Open it only when you know who made it and why."
        ).format(name=name, kind=_acting_kind(name))
        if not alerts.ask(
            parent, _("Open this file?"), text, _("Open all the same"), _("Do not open"), enter_agrees=False
        ):
            return None
    try:
        target = copy_to_open(name, data)
    except UserError as error:
        alerts.show_error(parent, error)
        return None
    open_path(target)
    return target


def _acting_kind(name: str) -> str:
    """What is said of a file that can act; its name may say something harmless."""
    return kind_words(name) if can_act(name, b"") else _("program, script or document with macros under another name")
