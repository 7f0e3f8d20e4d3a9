"""The dossier that a command works on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services import years
from cchc_desktop.storage.dossier import Dossier


@contextmanager
def opened(path: Path, year: int | None = None) -> Iterator[Dossier]:
    """The dossier, closed afterwards; with a year only when it holds that year."""
    dossier = Dossier.open(path, backup=False)  # whatever changes much makes its own backup first
    if dossier.others.is_away and _takes_over(dossier):
        dossier.close()
        dossier = Dossier.open(path, backup=False, take_over=True)
    try:
        held = years.read_years(dossier)
        if year is not None and year not in held:
            raise UserError(
                _("This dossier does not hold {year}. It holds: {years}.").format(
                    year=year, years=", ".join(map(str, held)) or "-"
                )
            )
        yield dossier
    finally:
        dossier.close()


def _takes_over(dossier: Dossier) -> bool:
    """Ask who sits at the terminal; without one the dossier is read only, and a command that would write says why."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    question = _("Take it over? [y/N]")
    print(f"{dossier.others.sentence()} {question} ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", _("y"), _("yes")}
