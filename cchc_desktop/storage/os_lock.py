"""The operating system's lock on a file itself: whatever name it is reached by, one holder; gone with its process.

The byte that is locked lies far behind the end of any dossier. On Linux the lock belongs to the open file
(`F_OFD_SETLK`), not to the process: SQLite's own locks on the same file stay apart from it. They are of the other
kind, which a process loses when it closes any handle of the file: so the handle is kept until the lock is given back,
which has to be after SQLite has closed the file.
"""

import os
import stat
import struct
import sys
from contextlib import suppress
from pathlib import Path

_PLACE = 2**62


def lock_file(path: Path) -> int | None:
    """A handle that holds the lock of the regular file at `path`, for `unlock`; None while someone else has it.

    Raises OSError where the file cannot be opened for writing or its drive knows no locks.
    """
    while True:
        handle = _opened(path)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(f"not a regular file: {path}")
            if not _lock(handle):
                os.close(handle)
                return None
            if _is_still(path, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # another file has come to this name meanwhile


def unlock(handle: int) -> None:
    """Give the lock back."""
    with suppress(OSError):  # the drive is gone
        os.close(handle)


def _is_still(path: Path, handle: int) -> bool:
    """Whether the name still leads to the locked file. Windows lets no open dossier be renamed or replaced."""
    return sys.platform == "win32" or os.path.samestat(os.stat(path), os.fstat(handle))


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    class _Overlapped(ctypes.Structure):
        _fields_ = (
            ("internal", ctypes.c_size_t),
            ("internal_high", ctypes.c_size_t),
            ("offset", wintypes.DWORD),
            ("offset_high", wintypes.DWORD),
            ("event", wintypes.HANDLE),
        )

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _kernel.CreateFileW.argtypes = (
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID,
        wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE,
    )  # fmt: skip
    _kernel.LockFileEx.argtypes = (
        wintypes.HANDLE, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD, ctypes.POINTER(_Overlapped),
    )  # fmt: skip
    _READ_WRITE, _SHARED, _EXISTING, _NORMAL = 0xC0000000, 0x7, 3, 0x80  # shared: reading, writing, renaming
    _AT_ONCE_ALONE, _LOCK_VIOLATION = 0x3, 33

    def _opened(path: Path) -> int:
        # Not os.open: it would keep anybody, us too, from moving the file to its place while it is locked.
        found = _kernel.CreateFileW(str(path), _READ_WRITE, _SHARED, None, _EXISTING, _NORMAL, None)
        if found == wintypes.HANDLE(-1).value:
            raise ctypes.WinError(ctypes.get_last_error())
        return msvcrt.open_osfhandle(found, os.O_RDWR)

    def _lock(handle: int) -> bool:
        where = _Overlapped(offset=_PLACE & 0xFFFFFFFF, offset_high=_PLACE >> 32)
        if _kernel.LockFileEx(msvcrt.get_osfhandle(handle), _AT_ONCE_ALONE, 0, 1, 0, ctypes.byref(where)):
            return True
        code = ctypes.get_last_error()
        if code == _LOCK_VIOLATION:
            return False
        raise ctypes.WinError(code)

else:
    import fcntl

    def _opened(path: Path) -> int:
        return os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)

    def _lock(handle: int) -> bool:
        wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _PLACE, 1, 0)  # struct flock
        try:
            fcntl.fcntl(handle, fcntl.F_OFD_SETLK, wanted)
        except (BlockingIOError, PermissionError):  # EAGAIN or EACCES, as fcntl(2) has it
            return False
        return True
