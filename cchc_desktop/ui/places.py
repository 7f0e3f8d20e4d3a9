"""Folders of the officer's own, and the one door to every dialog that asks for a file or a folder.

Each dialog begins in the folder in which one of its purpose ended last; the options keep these folders.
"""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QStorageInfo
from PySide6.QtWidgets import QWidget

from cchc_desktop import options as kept_options
from cchc_desktop.options import Options

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog


class Purpose(StrEnum):
    """What a file or folder is asked for; each has a last folder of its own."""

    DOSSIER = "dossier"  # dossiers and copies of them
    COLLECTION = "collection"  # what a superior makes of many offices' packages
    WATCHED = "watched"  # the folder into which packages come
    TAKEN_IN = "taken_in"  # plans and forms to be read
    EVIDENCE = "evidence"
    INCOMING = "incoming"  # papers that came from elsewhere
    PACKAGES_IN = "packages_in"
    PACKAGES_OUT = "packages_out"
    PARTS_IN = "parts_in"
    PARTS_OUT = "parts_out"
    OFFICE_BASE = "office_base"  # the office's own Word file
    PAPERS = "papers"  # papers, sheets and copies that are written
    TEMPLATES = "templates"  # templates of papers, as files
    SECOND_PLACE = "second_place"  # where copies of backups go
    CERTIFICATE = "certificate"  # of the authority that vouches for a mail server
    PROGRAMS = "programs"  # other programs, and what belongs to them
    CHECKED = "checked"  # files that are compared with what was issued


class _Kept:
    options: Options | None = None


def use(options: Options) -> None:
    """Remember the folders in the window's own options."""
    _Kept.options = options


def last_folder(purpose: Purpose, start: Path | None = None) -> Path:
    """Where a dialog of this purpose begins: its last folder where that is still there, else `start`."""
    kept = _options().folders.get(purpose, "")
    if kept and Path(kept).is_dir():
        return Path(kept)
    return start or documents_folder()


def kept(key: str) -> str:
    """A place of another kind that was noted under a key, such as the folder that is watched; "" for none."""
    return _options().folders.get(key, "")


def keep(key: str, place: str) -> None:
    """Note a place under a key; "" forgets it."""
    options = _options()
    options.folders.pop(key, None)
    if place:
        options.folders[key] = place
    kept_options.save(options)


def _file_dialog() -> "type[QFileDialog]":
    """The system's dialogs, which no start waits for."""
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog


def ask_file(
    parent: QWidget | None, purpose: Purpose, title: str, kinds: str, start: Path | None = None
) -> Path | None:
    """Ask for a file to be read; None where the officer thinks better of it. `kinds` are Qt's filters."""
    name, _kind = _file_dialog().getOpenFileName(parent, title, str(last_folder(purpose, start)), kinds)
    return _remembered(purpose, Path(name).parent, Path(name)) if name else None


def ask_files(parent: QWidget | None, purpose: Purpose, title: str, kinds: str) -> list[Path]:
    """Ask for files to be read, any number of them."""
    names, _kind = _file_dialog().getOpenFileNames(parent, title, str(last_folder(purpose)), kinds)
    return [_remembered(purpose, Path(name).parent, Path(name)) for name in names]


def ask_folder(parent: QWidget | None, purpose: Purpose, title: str, there: Path | None = None) -> Path | None:
    """Ask for a folder to write into, beginning at `there` where one is given."""
    name = _file_dialog().getExistingDirectory(parent, title, str(there or last_folder(purpose)))
    return _remembered(purpose, Path(name), Path(name)) if name else None


def ask_new_file(
    parent: QWidget | None, purpose: Purpose, title: str, proposed: Path, kinds: str, *, there: bool = False
) -> tuple[Path | None, str]:
    """Ask for a file to be written, and which of the kinds; the dialog itself asks before it replaces one.

    `there`: the proposed folder is the right one, whatever was used last.
    """
    start = proposed if there else last_folder(purpose, proposed.parent) / proposed.name
    name, kind = _file_dialog().getSaveFileName(parent, title, str(start), kinds)
    return (_remembered(purpose, Path(name).parent, Path(name)), kind) if name else (None, "")


def ask_fresh_file(parent: QWidget | None, title: str, proposed: Path, kinds: str) -> Path | None:
    """Ask for a dossier to be written that must be a new one; so nobody is asked whether to replace one."""
    asked_not = _file_dialog().Option.DontConfirmOverwrite
    name, _kind = _file_dialog().getSaveFileName(parent, title, str(proposed), kinds, options=asked_not)
    return Path(name) if name else None


def _options() -> Options:
    if _Kept.options is None:
        _Kept.options = kept_options.load()
    return _Kept.options


def _remembered(purpose: Purpose, folder: Path, answer: Path) -> Path:
    options = _options()
    if options.folders.get(purpose) != str(folder):
        options.folders[str(purpose)] = str(folder)
        kept_options.save(options)
    return answer


def documents_folder() -> Path:
    """Where the officer keeps documents."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


def stick_folder() -> Path | None:
    """The first stick, or other drive that can be taken out, on which can be written; None where none is in."""
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if volume.isReady() and not volume.isReadOnly() and _can_be_taken_out(root):
            return Path(root)
    return None


def _can_be_taken_out(root: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        removable = 2
        return bool(ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\")) == removable)
    return root.startswith(("/media/", "/run/media/")) and os.access(root, os.W_OK)
