"""Other programs at work for a reader: bounded in time, stopped when asked to, ended with all that they began."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cchc_desktop.progress import stop_if_asked

_LOOK = 0.1  # seconds between two looks at whether it is to stop
_MEMORY = 4 * 1024**3  # bytes of addresses: many times what LibreOffice has for a paper
_NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW


class TooLong(Exception):
    """The program did not end within its time, and was ended."""


def run(command: Sequence[str | Path], folder: Path, seconds: float, variables: Mapping[str, str] | None = None) -> int:
    """Let a program work in a folder of its own; returns its exit code.

    What it would print goes nowhere; it and its children are ended where the time is up (`TooLong`) or whoever waits
    wants it no more (`Cancelled`). Raises `OSError` where it cannot be started.
    """
    whole = {**os.environ, "TMPDIR": str(folder), "TMP": str(folder), "TEMP": str(folder), **(variables or {})}
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=whole,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name != "nt",
        creationflags=_NO_WINDOW if os.name == "nt" else 0,
    )
    end = time.monotonic() + seconds
    _bound(process.pid)
    try:
        while True:
            with suppress(subprocess.TimeoutExpired):
                return process.wait(_LOOK)
            stop_if_asked()
            if time.monotonic() > end:
                raise TooLong
    finally:
        end_all(process.pid)
        process.wait()


def _bound(process: int) -> None:
    """Bound the memory of a process and of each that it begins, where the system has a call for it."""
    if sys.platform == "linux":
        import resource

        with suppress(OSError):
            resource.prlimit(process, resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def end_all(process: int) -> None:
    """End a process and all that it began; on POSIX it must lead a group of its own."""
    if os.name == "nt":
        taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                [str(taskkill), "/F", "/T", "/PID", str(process)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=_NO_WINDOW,
                timeout=20,
            )
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)
