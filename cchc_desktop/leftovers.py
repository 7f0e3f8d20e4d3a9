"""Unfinished files: what is written first under a name of its own, and put away at a later start if the program died.

The name says which process of which computer writes it, `~cchc-<computer>-<process>-<chance>.tmp`. A note in the
officer's folder says where it lies, because it lies beside the file that it is to become. Only such names are ever
removed, and only when that process is gone: the computer is in the name because locks do not reach over every drive.
"""

import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cchc_desktop import paths

_NAME = re.compile(r"~cchc-(?P<computer>[0-9a-f]{8})-(?P<process>\d{1,10})-[a-z0-9_]{8}\.tmp")
_COMPANIONS = ("", "-journal", "-wal", "-shm")  # what SQLite lays beside a file that it writes
_mine: set[str] = set()
_guard = threading.Lock()


def _computer() -> str:
    import hashlib
    import platform

    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _prefix() -> str:
    return f"~cchc-{_computer()}-{os.getpid()}-"


def _notes() -> Path:
    return paths.home() / "unfinished"


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """An empty file in the folder, to be filled and moved to its place; what is still there at the end is removed.

    Raises `OSError` where none can be made.
    """
    path = Path(os.path.abspath(folder / f"{_prefix()}{os.urandom(4).hex()}.tmp"))
    note = _notes() / f"{path.name}.note"
    _mine.add(path.name)
    with suppress(OSError):  # a full drive: then the folder itself is swept when it is next written to
        paths.make_private(note.parent)
        note.write_text(str(path), encoding="utf-8")  # before the file, so that no kill leaves one without
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield path
    finally:
        _remove(path)
        with suppress(OSError):
            note.unlink(missing_ok=True)
        _mine.discard(path.name)


@contextmanager
def unfinished_folder(folder: Path) -> Iterator[Path]:
    """An empty folder within the folder, to be filled and moved to its place; what is there at the end is removed.

    Raises `OSError` where none can be made.
    """
    with unfinished(folder) as path:
        path.unlink()
        path.mkdir()
        yield path


def make_public(path: Path) -> None:
    """Give a file, private while it is unfinished, the rights that any new file has here. Raises `OSError`."""
    if os.name != "nt":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)


@contextmanager
def working_folder() -> Iterator[Path]:
    """An empty folder of the officer's own for what is made on the way to something else; gone at the end.

    Raises `OSError` where none can be made.
    """
    import shutil
    import tempfile

    with _guard:
        paths.make_private(_notes())
        path = Path(tempfile.mkdtemp(prefix=_prefix(), suffix=".tmp", dir=_notes()))
        _mine.add(path.name)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        _mine.discard(path.name)


def sweep(folder: Path | None = None) -> None:
    """Remove what dead processes of this computer left unfinished: all that was noted, and what lies in the folder.

    What cannot be removed now stays for the next time.
    """
    import shutil  # with all that it brings, a part of what a start would wait for

    with suppress(OSError):
        for note in list(_notes().glob("~cchc-*.note")):
            if _is_dead(note.name.removesuffix(".note")):
                _remove_noted(note)
        for made in list(_notes().glob("~cchc-*.tmp")):
            if _is_dead(made.name):
                shutil.rmtree(made, ignore_errors=True)
    if folder is not None:
        with suppress(OSError):
            for path in list(folder.glob("~cchc-*.tmp*")):
                _remove_dead(path)


def _remove_noted(note: Path) -> None:
    """Remove the file and its note; half a note is of a file that was not made yet."""
    with suppress(OSError):
        path = Path(note.read_text(encoding="utf-8", errors="replace"))
        if path.name == note.name.removesuffix(".note"):
            _remove(path)
            if path.exists():
                return
        note.unlink(missing_ok=True)


def _remove_dead(path: Path) -> None:
    main = next((path.name.removesuffix(tail) for tail in _COMPANIONS[1:] if path.name.endswith(tail)), path.name)
    if _is_dead(main):
        _put_away(path)


def _remove(path: Path) -> None:
    for tail in _COMPANIONS:
        _put_away(Path(f"{path}{tail}"))


def _put_away(path: Path) -> None:
    """Remove a file, or a folder with all that lies in it."""
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _is_dead(name: str) -> bool:
    """Whether the name is one of ours, of this computer, and its process writes it no more."""
    found = _NAME.fullmatch(name)
    if found is None or found["computer"] != _computer():
        return False
    process = int(found["process"])
    if process == os.getpid():  # a number that is used again
        return name not in _mine
    return not is_running(process)


def is_running(process: int) -> bool:
    """Whether a process with this number runs on this computer; a wrong yes only keeps a file longer."""
    if sys.platform == "win32":
        import ctypes

        query, still_active = 0x1000, 259
        handle = ctypes.windll.kernel32.OpenProcess(query, False, process)
        if not handle:
            return False
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(handle)
        return code.value == still_active
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
