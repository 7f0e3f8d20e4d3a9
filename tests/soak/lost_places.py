"""A dossier whose place goes away under the officer: removed, replaced, pulled out, on a clock that is a year behind.

After each edit that was taken the words are noted; whatever happens to the file then, the open dossier either says that
it is lost and can be saved elsewhere with every word, or it is still at its place with every word.
"""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from cchc_desktop.errors import UserError
from cchc_desktop.models.office import Unit
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage import backup
from cchc_desktop.storage.backup import backups_of, make_backup
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.identity import DossierLost
from tests.soak.campaign import Campaign, Kind, Tally
from tests.storage.made import names_in

WAYS = ("removed", "replaced by rubbish", "replaced by another", "pulled out", "made read-only", "clock set back")


@contextmanager
def _prepared(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    first = folder / "mẫu.cchc"
    create_dossier(first, office="UBND xã", superior="UBND tỉnh", place="Xã", year=2026).close()
    other = folder / "khác.cchc"
    create_dossier(other, office="UBND phường", superior="UBND tỉnh", place="Phường", year=2026).close()

    def run(number: int) -> str:
        chance = random.Random(f"{seed} {number}")
        place = folder / f"{number}" / "USB"
        place.mkdir(parents=True)
        try:
            return _one(Path(shutil.copy(first, place / "xã.cchc")), other, chance, tally)
        finally:
            shutil.rmtree(place.parent, ignore_errors=True)

    yield run


def _one(path: Path, other: Path, chance: random.Random, tally: Tally) -> str:
    way = chance.choice(WAYS)
    taken: list[str] = []
    dossier = Dossier.open(path, backup=False)
    try:
        _edit(dossier, taken, chance.randrange(1, 6))
        make_backup(path)
        with _happened(way, path, other):
            try:
                _edit(dossier, taken, chance.randrange(1, 6))
                said = ""
            except DossierLost as lost:
                said = str(lost)
            if way in WAYS[:4] and not said:
                tally.note(Kind.LOSS, f"{way}: an edit was taken into no file")
            if said or dossier.is_lost:
                dossier.move_to(path.parent.parent / "cứu.cchc")
                _edit(dossier, taken, 1)
        found = dossier.path
    finally:
        dossier.close()
    _check(found, taken, way, tally)
    return way


def _edit(dossier: Dossier, taken: list[str], times: int) -> None:
    for _time in range(times):
        name = f"Bộ phận {len(taken)}"
        with dossier.change("thêm") as work:
            work.session.add(Unit(position=0, name=name, key=name))
        taken.append(name)


@contextmanager
def _happened(way: str, path: Path, other: Path) -> Iterator[None]:
    """What befalls the file, and what is put right again afterwards."""
    if way == "removed":
        path.unlink()
    elif way.startswith("replaced"):
        beside = path.with_name("mới")
        shutil.copy(other, beside) if way.endswith("another") else beside.write_bytes(b"thu rac" * 1000)
        os.replace(beside, path)
    elif way == "pulled out":
        path.parent.rename(path.parent.with_name("túi"))
    elif way == "made read-only":
        path.parent.chmod(0o500)
    if way != "clock set back":
        yield
        if way == "made read-only":
            path.parent.chmod(0o700)
        return
    made = backups_of(path)[0].path
    with patch.object(backup, "datetime", _Behind):
        yield
        newest = make_backup(path)
    if backups_of(path)[0].path != newest or not made.exists():
        raise AssertionError("the clock decided which backup is the newest")


class _Behind(datetime):
    @classmethod
    def now(cls, tz: object = None) -> "_Behind":  # type: ignore[override]
        moment = datetime.now() - timedelta(days=365)
        return cls(*moment.timetuple()[:6])


def _check(path: Path, taken: list[str], way: str, tally: Tally) -> None:
    with closing(sqlite3.connect(path)) as base:
        if base.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            tally.note(Kind.LOSS, f"{way}: the file is not sound")
    try:
        again = Dossier.open(path, backup=False)
    except UserError as error:
        tally.note(Kind.LOSS, f"{way}: cannot be opened again: {error}")
        return
    with closing(again):
        if again.read_only:
            tally.note(Kind.LOSS, f"{way}: a lock was left")
    if missing := set(taken) - set(names_in(path)):
        tally.note(Kind.LOSS, f"{way}: {sorted(missing)} are gone")


CAMPAIGN = Campaign(
    "a dossier that is removed, replaced, pulled out, locked or a year behind while it is open", 500, 120.0, _prepared
)
