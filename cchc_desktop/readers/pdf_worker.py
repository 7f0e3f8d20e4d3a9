"""The process in which PDF files are read: what pdfium makes of a hostile one is bounded in time and memory there.

pdfium cannot be interrupted, and a file of two kilobytes may ask it for hours of work or for all memory. The process is
kept for the next file, ends by itself when none comes, and with the program.
"""

import gc
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from cchc_desktop import i18n
from cchc_desktop.readers.guards import MEGABYTE

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

SECONDS = 60.0
MEMORY = 900 * MEGABYTE
_IDLE = 120.0  # seconds for which the process waits for another file
_QUIET = 1.0  # seconds without work after which there is time to look for garbage
_START = 30.0  # seconds for which is waited until the process is ready
_WATCH = 0.05  # seconds between two looks at time and memory
_LATE = 5.0  # seconds after which a process that does not end itself is ended
_TOO_LONG, _TOO_MUCH = 81, 82  # exit codes

Given = ParamSpec("Given")
Found = TypeVar("Found")


class NoProcessError(Exception):
    """No process could be started."""


class TooLongError(Exception):
    """The work took longer than it may."""


class TooMuchError(Exception):
    """The work asked for more memory than it may."""


class DiedError(Exception):
    """The process ended in the middle of the work."""


class Worker:
    """A process that carries out one function after another; `seconds` and `memory` (bytes) bound each."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY, idle: float = _IDLE) -> None:
        self._bounds = (seconds, memory, idle)
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def call(self, function: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
        """What a function of a module answers or raises, in the process.

        Raises `NoProcessError`, `TooLongError`, `TooMuchError` or `DiedError` where there is no answer.
        """
        with self._lock:
            work = (i18n.language(), function, given, named)
            for _attempt in range(2):
                pipe = self._open()
                try:
                    pipe.send(work)
                    break
                except (BrokenPipeError, ConnectionError, EOFError):
                    self.close()  # it had waited long enough
            else:
                raise NoProcessError
            return self._answer(pipe)

    def close(self) -> None:
        """End the process."""
        process, self._process, self._pipe = self._process, None, None
        if process is not None:
            process.kill()
            process.join()

    def _open(self) -> "Connection":
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = get_context("spawn")
        own, other = context.Pipe()
        process = context.Process(target=_serve, args=(other, *self._bounds), daemon=True, name="cchc-pdf")
        try:
            process.start()
        except OSError as error:
            raise NoProcessError from error
        other.close()
        self._process, self._pipe = process, own
        try:
            if not own.poll(_START):
                raise EOFError
            own.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise NoProcessError from error
        return own

    def _answer(self, pipe: "Connection") -> Any:
        try:
            if not pipe.poll(self._bounds[0] + _LATE):
                self.close()
                raise TooLongError
            done, answer = pipe.recv()
        except (EOFError, OSError) as error:
            process = self._process
            if process is not None:
                process.join(_LATE)
            code = process.exitcode if process is not None else None
            self.close()
            raise {_TOO_LONG: TooLongError, _TOO_MUCH: TooMuchError}.get(code or 0, DiedError) from error
        if done:
            return answer
        raise answer


def _serve(pipe: "Connection", seconds: float, memory: int, idle: float) -> None:
    """Carry out what comes through the pipe, until nothing more does."""
    begun: list[float] = []
    gc.disable()  # what is read is kept until it was sent, and looking through it takes a tenth of the time
    threading.Thread(target=_watch, args=(begun, seconds, memory), daemon=True).start()
    # Whoever asked may be gone: there is nobody to tell then.
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send(True)
        while pipe.poll(idle):
            language, function, given, named = pipe.recv()
            i18n.set_language(language)
            begun.append(time.monotonic())
            try:
                answer = (True, function(*given, **named))
            except MemoryError:
                os._exit(_TOO_MUCH)
            except Exception as error:
                answer = (False, error)
            begun.clear()
            pipe.send(answer)
            del answer, given, named
            if not pipe.poll(_QUIET):
                gc.collect()


def _watch(begun: list[float], seconds: float, memory: int) -> None:
    """End the process when it takes too long or too much: pdfium itself cannot be asked to stop."""
    used = _memory_of_windows() if sys.platform == "win32" else _memory_in_use
    while True:
        time.sleep(_WATCH)
        for since in tuple(begun):
            if time.monotonic() - since > seconds:
                os._exit(_TOO_LONG)
        if used() > memory:
            os._exit(_TOO_MUCH)


def _memory_in_use() -> int:
    """Bytes that this process holds."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _memory_of_windows() -> Callable[[], int]:
    """What tells the bytes that this process holds, on Windows."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak", "held", "a", "b", "c", "d", "committed", "peak_committed")),
        )

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    ask = kernel.K32GetProcessMemoryInfo
    ask.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
    counters = Counters()

    def used() -> int:
        asked = ask(kernel.GetCurrentProcess(), ctypes.byref(counters), ctypes.sizeof(counters))
        return int(counters.committed) if asked else 0

    return used


pdf_worker = Worker()
