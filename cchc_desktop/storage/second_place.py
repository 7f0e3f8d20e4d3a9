"""A second place for backups, on a stick or a network share: reached when it is there, never waited for.

It holds the newest backups of a dossier under its own names, in `CCHC sao luu/<name>-<place>/`, each read back whole.
"""

import json
import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cchc_desktop import leftovers, paths
from cchc_desktop.storage.backup import backup_folder, backups_of
from cchc_desktop.storage.copying import flush_file, flush_folder

FOLDER = "CCHC sao luu"
_KEPT = 10


class Reached(NamedTuple):
    """Which folder was chosen for a dossier, and when a backup last went there; None for not yet."""

    folder: Path
    at: datetime | None


def second_place(dossier_path: Path) -> Reached | None:
    """The second place of a dossier; None where none was chosen."""
    try:
        kept = json.loads(_note(dossier_path).read_text(encoding="utf-8"))
        return Reached(Path(kept["folder"]), datetime.fromisoformat(kept["at"]) if kept["at"] else None)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def choose_second_place(dossier_path: Path, folder: Path | None) -> None:
    """Copies go to this folder from now on, or to none. Raises OSError when that cannot be noted."""
    if folder is None:
        _note(dossier_path).unlink(missing_ok=True)
    else:
        _keep(dossier_path, Reached(folder, None))


def copy_to_second_place(dossier_path: Path) -> bool:
    """Copy the newest backup there; whether it lies there whole. False where no place was chosen or it is not there.

    May take as long as the drive does: call it in the background.
    """
    place = second_place(dossier_path)
    newest = next(iter(backups_of(dossier_path)), None)
    if place is None or newest is None:
        return False
    try:
        if not place.folder.is_dir():  # the stick is not in: no folder is made where it would be
            return False
        folder = place.folder / FOLDER / backup_folder(dossier_path).name
        folder.mkdir(parents=True, exist_ok=True)
        leftovers.sweep(folder)
        target = folder / newest.path.name
        if not target.exists() or _hash(target) != _hash(newest.path):
            with leftovers.unfinished(folder) as temporary:
                shutil.copyfile(newest.path, temporary)
                flush_file(temporary)
                if _hash(temporary) != _hash(newest.path):
                    return False
                os.replace(temporary, target)
                flush_folder(folder)
        for old in sorted(folder.glob("[0-9]*.cchc"), key=lambda path: path.name.rpartition("_")[2])[:-_KEPT]:
            with suppress(OSError):
                old.unlink()
        _keep(dossier_path, Reached(place.folder, datetime.now()))
    except OSError:
        return False
    return True


def _note(dossier_path: Path) -> Path:
    return paths.home() / "second_places" / f"{backup_folder(dossier_path).name}.json"


def _keep(dossier_path: Path, place: Reached) -> None:
    note = _note(dossier_path)
    paths.make_private(note.parent)
    at = place.at.isoformat(timespec="seconds") if place.at else ""
    with leftovers.unfinished(note.parent) as temporary:
        temporary.write_text(json.dumps({"folder": str(place.folder), "at": at}, ensure_ascii=False), encoding="utf-8")
        os.replace(temporary, note)


def _hash(path: Path) -> str:
    import hashlib  # OpenSSL, which no start waits for

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
