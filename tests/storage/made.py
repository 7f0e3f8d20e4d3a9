"""Small dossiers for the tests of files: units by name, and what is kept of them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from cchc_desktop.models.office import Unit
from cchc_desktop.storage.dossier import Dossier


def dossier_with(path: Path, *names: str) -> Path:
    """A closed dossier with these units."""
    Dossier.create(path).close()
    add_units(path, *names)
    return path


def add_units(path: Path, *names: str) -> None:
    """Open it, add units, close it."""
    dossier = Dossier.open(path, backup=False)
    with dossier.change("thêm") as work:
        for name in names:
            work.session.add(Unit(position=0, name=name, key=name))
    dossier.close()


def names_in(path: Path) -> list[str]:
    """The units of a dossier, whatever opened it last."""
    with closing(sqlite3.connect(path)) as raw:
        return [row[0] for row in raw.execute("SELECT name FROM unit ORDER BY name")]
