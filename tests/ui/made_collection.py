"""A collection of made-up communes, for tests with its window."""

import atexit
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.collection.intake import take_in
from cchc_desktop.collection.made_up.communes import write_communes
from cchc_desktop.collection.made_up.office_rows import SMALL, Size
from cchc_desktop.collection.store import Collection
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.jobs import JobDialog

YEAR, INDEX = 2026, "PAR_INDEX_COMMUNE"


def carried_out(steps: Generator[Any, None, Any]) -> Any:
    """What work gives at its end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def made_packages(folder: Path, count: int, size: Size = SMALL, *, by_paper: bool = False) -> tuple[Path, ...]:
    """The packages of so many communes."""
    files: tuple[Path, ...] = carried_out(
        write_communes(folder, count, seed=7, year=YEAR, size=size, by_paper=by_paper)
    )
    return files


def made_collection(count: int, folder: Path | None = None) -> Collection:
    """A collection into which so many communes have sent their year; without a folder in one that goes at the end."""
    if folder is None:
        kept = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        atexit.register(kept.cleanup)
        folder = Path(kept.name)
    made = Collection.create(folder / "Kho.cchctong", office_name="Sở Nội vụ tỉnh An Bình", locality="An Bình")
    carried_out(take_in(made, made_packages(folder / "gui", count), by="Lan", new_offices=True))
    return made


def settled(qtbot: QtBot, space: CollectionSpace | None = None) -> None:
    """Until nothing is read, written or taken in any more."""

    def rests() -> bool:
        jobs = any(isinstance(one, JobDialog) for one in QApplication.topLevelWidgets())
        busy = space is not None and space.is_busy
        return not jobs and not busy and QThreadPool.globalInstance().activeThreadCount() == 0

    QApplication.processEvents()  # what was typed is handed over
    qtbot.waitUntil(rests, timeout=60_000)
    QApplication.processEvents()
