"""The dossier that a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services import years
from cchc_desktop.storage.dossier import Dossier


@contextmanager
def opened(path: Path, year: int | None = None) -> Iterator[Dossier]:
    """The dossier, closed afterwards; with a year only when it holds that year.

    A damaged one is refused whole: what came out of it might lack rows, and nobody would see.
    """
    dossier = Dossier.open(path, backup=False)  # whatever changes much makes its own backup first
    try:
        dossier.watch.examine()
        dossier.watch.refuse()
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
