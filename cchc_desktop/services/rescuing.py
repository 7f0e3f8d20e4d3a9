"""The rescue of a damaged dossier as long work that can be watched and stopped."""

from collections.abc import Generator
from itertools import count
from pathlib import Path

from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.storage import schema
from cchc_desktop.storage.rescue import rescue
from cchc_desktop.storage.rescued import Rescued


def rescue_dossier(source: Path, target: Path) -> Generator[Progress, None, Rescued]:
    """Read what can be read of a damaged dossier into a new one; raises what `storage.rescue` raises."""
    steps = rescue(source, target)
    done = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Rescued = end.value
            return result
        done += 1
        yield Progress(done, len(schema.TABLES), _("Rescuing what can be read…"))


def suggested_target(source: Path) -> Path:
    """A name beside the damaged dossier that is still free."""
    words = _("rescued")
    for number in count(1):
        more = f" {number}" if number > 1 else ""
        name = source.with_name(f"{source.stem} ({words}{more}){source.suffix}")
        if not name.exists():
            return name
    raise AssertionError("numbers never end")
