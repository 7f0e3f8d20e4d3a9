"""Backups: verified, thinned, restored."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.models.office import Unit
from cchc_desktop.storage import backup
from cchc_desktop.storage.dossier import Dossier

NOW = datetime(2026, 9, 8, 10, 12)


def made(moment: datetime, serial: int = 0) -> backup.BackupInfo:
    return backup.BackupInfo(Path(f"{serial}.cchc"), moment, 1)


def dossier_with(path: Path, *names: str) -> Path:
    dossier = Dossier.create(path)
    with dossier.change("thêm") as work:
        for name in names:
            work.session.add(Unit(position=0, name=name, key=name))
    dossier.close()
    return path


def names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return [row[0] for row in raw.execute("SELECT name FROM unit ORDER BY name")]


def test_restoring_brings_the_old_state_and_keeps_the_present_one(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    old = backup.make_backup(path, NOW)
    dossier = Dossier.open(path, backup=False)
    with dossier.change("thêm") as work:
        work.session.add(Unit(position=1, name="B", key="b"))
    dossier.close()
    backup.restore(old, path)
    assert names_in(path) == ["A"]
    newest = backup.backups_of(path)[0]
    assert newest.path != old
    assert names_in(newest.path) == ["A", "B"]


def test_a_damaged_dossier_can_be_replaced_by_its_backup(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    kept = backup.make_backup(path, NOW)
    path.write_bytes(b"rubbish" * 1000)
    backup.restore(kept, path)
    assert names_in(path) == ["A"]
    assert path.with_suffix(".damaged").read_bytes() == b"rubbish" * 1000


def test_a_damaged_backup_is_refused_and_the_dossier_stays(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    kept = backup.make_backup(path, NOW)
    kept.write_bytes(b"rubbish" * 1000)
    with pytest.raises(UserError):
        backup.restore(kept, path)
    assert names_in(path) == ["A"]


def test_two_backups_in_one_second_are_two_files(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    assert backup.make_backup(path, NOW) != backup.make_backup(path, NOW)
    assert len(backup.backups_of(path)) == 2


def test_thinning_keeps_days_then_weeks_then_months() -> None:
    hourly = [NOW - timedelta(hours=hours) for hours in range(24 * 200)]
    gone = {info.made_at for info in backup.thinned_out([made(moment) for moment in hourly], NOW)}
    kept = [moment for moment in hourly if moment not in gone]
    assert sum(NOW - moment <= timedelta(days=1) for moment in kept) == 25
    two_weeks = [m for m in kept if timedelta(days=1) < NOW - m <= timedelta(days=14)]
    assert len({m.date() for m in two_weeks}) == len(two_weeks) >= 13
    weeks = [m for m in kept if timedelta(days=14) < NOW - m <= timedelta(days=90)]
    assert len({m.strftime("%G-%V") for m in weeks}) == len(weeks)
    older = [m for m in kept if NOW - m > timedelta(days=90)]
    assert len({m.strftime("%Y-%m") for m in older}) == len(older)


@given(st.lists(st.integers(0, 60 * 24 * 400), max_size=60))
def test_the_newest_backup_is_never_thinned_out(minutes: list[int]) -> None:
    backups = [made(NOW - timedelta(minutes=m), serial) for serial, m in enumerate(minutes)]
    gone = backup.thinned_out(backups, NOW)
    assert set(gone) <= set(backups)
    newest = max((info.made_at for info in backups), default=NOW)
    assert not backups or any(info.made_at == newest for info in set(backups) - set(gone))
