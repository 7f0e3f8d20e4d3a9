"""Where a dossier is saved to besides its own place: a copy on a stick, or a new file when its own is gone."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.storage import copies
from cchc_desktop.storage.identity import SUFFIX, DossierLost
from cchc_desktop.ui import alerts
from cchc_desktop.ui.places import ask_fresh_file, documents_folder, stick_folder
from cchc_desktop.ui.workspace import Workspace, wait_cursor


def save_copy(parent: QWidget, workspace: Workspace) -> None:
    """Ask where to, make a verified copy there and say where it is."""
    dossier = workspace.dossier
    if dossier is None:
        return
    workspace.commit_requested.emit()
    name = f"{dossier.path.stem} {datetime.now():%Y-%m-%d %Hh%M}{SUFFIX}"
    chosen = _ask(parent, _("Save a copy to a USB drive"), (stick_folder() or documents_folder()) / name)
    if chosen is None:
        return
    from cchc_desktop.services.archive.archives import copy_along  # loads SQLAlchemy

    try:
        with wait_cursor():
            copy = copies.save_copy(dossier, chosen)
            left = copy_along(dossier, copy)
    except UserError as error:
        alerts.show_error(parent, error)
        return
    words = _("The copy is complete and was read back. It is here: {path}\n\nYou go on working in {name}.")
    told = words.format(path=copy, name=dossier.path.name)
    for office in left:
        told += "\n\n" + _("Not copied, because the archive is not at its place: {office}").format(office=office)
    alerts.show_note(parent, _("Save a copy to a USB drive"), told)


def rescue(parent: QWidget, workspace: Workspace, error: DossierLost) -> bool:
    """The file is gone: ask for a new one until everything is in it, the file is there again, or the officer stops."""
    dossier = workspace.dossier
    while dossier is not None:
        answers = (_("Save again into…"), _("Look again"), _("Later"))
        answer = alerts.choose(parent, _("The file of the dossier is gone"), str(error), answers, escape=2)
        if answer == 2:
            return False
        if not dossier.is_lost:
            return True
        if answer == 0 and _save_again(parent, workspace, dossier.path):
            return True
    return False


def _save_again(parent: QWidget, workspace: Workspace, old: Path) -> bool:
    chosen = _ask(parent, _("Save the dossier again into"), _proposed(old))
    if chosen is None:
        return False
    try:
        workspace.save_elsewhere(chosen)
    except UserError as failure:
        alerts.show_error(parent, failure)
        return False
    assert workspace.dossier is not None
    workspace.say(_("Everything is saved in {path}; you go on working there.").format(path=workspace.dossier.path))
    return True


def _proposed(old: Path) -> Path:
    """The old place where it is free, else a new name there, else the officer's own folder."""
    folder = old.parent if old.parent.is_dir() else documents_folder()
    for name in (old.name, _("{name} (saved again)").format(name=old.stem) + SUFFIX):
        if not (folder / name).exists():
            return folder / name
    return folder / f"{old.stem} {datetime.now():%Y-%m-%d %Hh%M}{SUFFIX}"


def _ask(parent: QWidget, title: str, proposed: Path) -> Path | None:
    """The file to write, which must be a new one; so nobody is asked whether to replace one."""
    return ask_fresh_file(parent, title, proposed, _("CCHC dossiers (*.cchc)"))
