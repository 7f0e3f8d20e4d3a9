"""One writer per dossier: an operating-system lock beside the file, with the name of who holds it."""

import getpass
import json
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout


class DossierLock:
    """The lock files are `~name.cchc.lock` and, with the holder's name, `~name.cchc.user`."""

    def __init__(self, path: Path) -> None:
        self._user_file = path.with_name(f"~{path.name}.user")
        self._lock = FileLock(str(path.with_name(f"~{path.name}.lock")), thread_local=False)

    def acquire(self) -> bool:
        """Take the lock if it is free; False when someone else has it or the folder is not writable."""
        try:
            self._lock.acquire(timeout=0)
        except (Timeout, OSError):
            return False
        holder = {"user": _user(), "computer": platform.node(), "since": datetime.now().isoformat(timespec="minutes")}
        try:
            self._user_file.write_text(json.dumps(holder, ensure_ascii=False), encoding="utf-8")
        except OSError:
            self.release()
            return False
        return True

    def holder(self) -> str:
        """Who has the dossier open, as "name (computer)"; empty when unknown."""
        try:
            found = json.loads(self._user_file.read_text(encoding="utf-8"))
            return f"{found['user']} ({found['computer']})"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def release(self) -> None:
        """Give the lock back and leave no files behind."""
        if not self._lock.is_locked:
            return
        with suppress(OSError):  # the drive is gone: the name on it can mislead nobody
            self._user_file.unlink(missing_ok=True)
        self._lock.release()
        try:
            Path(self._lock.lock_file).unlink(missing_ok=True)
        except OSError:  # Windows: somebody is just looking at it
            return


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
