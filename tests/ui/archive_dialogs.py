"""The dialogs of the archive, and those that compare two papers, made on the sample dossier."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from cchc_desktop.commands.opening import carried_out
from cchc_desktop.models.archive_rows import ArchiveRow
from cchc_desktop.services.archive.archives import add_archive, put_away, read_archives
from cchc_desktop.services.archive.carrying import read_going_on
from cchc_desktop.services.archive.registers import read_registers
from cchc_desktop.services.papers.comparing import ComparedPapers, comparison, papers_to_compare
from cchc_desktop.storage.copies import save_copy
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.dialogs.archive.archive_list import ArchiveDialog
from cchc_desktop.ui.dialogs.archive.carry import CarryOnDialog
from cchc_desktop.ui.dialogs.archive.registers import RegistersDialog
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.compare.choose import CompareChoiceDialog
from cchc_desktop.ui.dialogs.compare.dialog import ComparedDialog
from cchc_desktop.ui.workspace import Workspace


def _dossier(workspace: Workspace) -> Dossier:
    assert workspace.dossier is not None
    return workspace.dossier


def _archived(workspace: Workspace, folder: Path) -> ArchiveRow:
    """A copy of the sample in its own archive."""
    dossier = _dossier(workspace)
    if not read_archives(dossier):
        made = put_away(dossier, save_copy(dossier, folder / f"{uuid4().hex}.cchc"))
        workspace.run_across(add_archive, made=made, now=datetime(2026, 7, 1, 8, 0))
    return read_archives(dossier)[0]


def _list(workspace: Workspace, window: QWidget, folder: Path) -> Dialog:
    _archived(workspace, folder)
    return ArchiveDialog(window, workspace)


def _carrying(workspace: Workspace, window: QWidget, folder: Path) -> Dialog:
    row = _archived(workspace, folder)
    return CarryOnDialog(window, workspace, row, read_going_on(_dossier(workspace), row, year=2026))


def _registers(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    return RegistersDialog(window, read_registers(_dossier(workspace))[0], ("UBND xã An Hòa",))


def _choosing(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    return CompareChoiceDialog(window, papers_to_compare(_dossier(workspace)), 1, 0)


@cache
def _comparison(dossier: Dossier) -> ComparedPapers:
    """The two newest papers beside each other, laid so once for each dossier: what dialogs do there is taken back."""
    first, second, *_others = papers_to_compare(dossier)
    return carried_out(comparison(dossier, first, second))


def _compared(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    return ComparedDialog(window, _comparison(_dossier(workspace)))


MAKERS: dict[type[Dialog], Callable[[Workspace, QWidget, Path], Dialog]] = {
    ArchiveDialog: _list,
    CarryOnDialog: _carrying,
    CompareChoiceDialog: _choosing,
    ComparedDialog: _compared,
    RegistersDialog: _registers,
}
