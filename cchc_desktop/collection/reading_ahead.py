"""Many files read on all processors: each by a process of its own, a few ahead of who takes them, in their order."""

import os
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from cchc_desktop import i18n
from cchc_desktop.collection.reading import Came, read

_FROM = 12  # files: for fewer the processes are not worth their start
_MOST = 8  # processes; the one that writes keeps up with no more
_AHEAD = 2  # files for each process that may wait to be taken: memory stays flat


def read_all(paths: Sequence[Path], password: str = "", workers: int | None = None) -> Generator[Came, None, None]:
    """What each file is, in the order of the paths. Closing the generator ends the processes.

    `workers`: how many processes; 0 reads in this one. None decides by the number of files and processors.
    """
    count = workers if workers is not None else (min(os.cpu_count() or 1, _MOST) if len(paths) >= _FROM else 0)
    if count < 1:
        yield from (read(path, password) for path in paths)
        return
    pool = ProcessPoolExecutor(count, get_context("spawn"), i18n.set_language, (i18n.language(),))
    waiting: deque[tuple[Path, Future[Came] | None]] = deque()
    try:
        for path in paths:
            waiting.append((path, _asked(pool, path, password)))
            if len(waiting) > count * _AHEAD:
                yield _came(*waiting.popleft(), password)
        while waiting:
            yield _came(*waiting.popleft(), password)
    finally:
        pool.shutdown(cancel_futures=True)


def _asked(pool: ProcessPoolExecutor, path: Path, password: str) -> "Future[Came] | None":
    with suppress(BrokenProcessPool, OSError):  # no process comes about, or one was ended from outside
        return pool.submit(read, path, password)
    return None


def _came(path: Path, asked: "Future[Came] | None", password: str) -> Came:
    """What a process found out; without one the file is read here."""
    if asked is not None:
        with suppress(BrokenProcessPool):
            return asked.result()
    return read(path, password)
