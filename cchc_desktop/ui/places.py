"""Folders of the officer's own."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo


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
