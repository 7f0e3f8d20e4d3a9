"""A collection of made-up communes, for tests with its window."""

import atexit
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

from cchc_desktop.collection.intake import take_in
from cchc_desktop.collection.made_up.communes import write_communes
from cchc_desktop.collection.made_up.office_rows import SMALL, Size
from cchc_desktop.collection.store import Collection

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
