"""What the shell of Windows is asked for; on other systems, or where it does not answer, nothing happens."""

import os
import sys
from pathlib import Path

_PATH_IN_UNICODE = 3  # SHARD_PATHW


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file with the file chosen; whether Explorer was asked to."""
    if sys.platform == "win32":
        import subprocess

        explorer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "explorer.exe"
        try:
            # Explorer wants the quotes inside the word; no file of Windows has one in its name.
            subprocess.Popen(f'"{explorer}" /select,"{path.absolute()}"')
        except OSError:
            return False
        return True
    return False


def note_recent(path: Path) -> None:
    """A dossier was opened: it stands in the taskbar's list of this program and among the recent files."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SHAddToRecentDocs(_PATH_IN_UNICODE, ctypes.c_wchar_p(str(path.absolute())))
