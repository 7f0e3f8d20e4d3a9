"""Backups: verified, numbered, thinned by their order; what was left unfinished is put away."""

import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.storage import backup
from cchc_desktop.storage.copying import copy_database
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.thinning import Made, thinned_out
from tests.storage.made import add_units, dossier_with, names_in

NOW = datetime(2026, 9, 8, 10, 12)


def kept_of(moments: list[datetime]) -> list[Made]:
    """What remains when backups are made one after the other and thinned each time."""
    there: list[Made] = []
    for serial, moment in enumerate(moments, 1):
        there.append(Made(serial, moment))
        gone = set(thinned_out(there))
        there = [made for made in there if made not in gone]
    return there


def test_two_backups_in_one_second_are_two_files(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    first, second = backup.make_backup(path, NOW), backup.make_backup(path, NOW)
    assert first != second
    assert [info.path for info in backup.backups_of(path)] == [second, first]


def test_a_dossier_that_is_gone_is_not_told_as_a_full_drive(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    path.rename(tmp_path / "b.cchc")
    with pytest.raises(UserError, match="Không còn thấy") as raised:
        backup.make_backup(path, NOW)
    assert "a.cchc" in str(raised.value)
    assert not backup.backups_of(path)


def test_a_damaged_dossier_is_not_told_as_a_full_drive(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    content = bytearray(path.read_bytes())
    content[8192:20480] = b"\x07" * 12288
    path.write_bytes(content)
    with pytest.raises(Damaged) as told:
        backup.make_backup(path)
    assert "nguyên vẹn" not in str(told.value)
    assert backup.backups_of(path) == []


def test_a_folder_that_cannot_be_written_is_told_as_that(tmp_path: Path, home: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    (home / "backups").write_bytes(b"")
    with pytest.raises(UserError, match="bản sao lưu") as told:
        backup.make_backup(path)
    assert not isinstance(told.value, Damaged)


def test_one_start_with_a_clock_that_jumped_thins_nothing_more(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    for day in range(21):
        backup.make_backup(path, NOW + timedelta(days=day))
    before = {info.path for info in backup.backups_of(path)}
    jumped = backup.make_backup(path, datetime(2035, 1, 1))
    behind = backup.make_backup(path, datetime(1999, 1, 1))
    now = {info.path for info in backup.backups_of(path)}
    assert len(before) >= 16
    assert len(before - now) <= 1
    assert {jumped, behind} <= now
    assert backup.backups_of(path)[0].path == behind  # made last, whatever its stamp


def test_a_backup_stamped_in_the_future_is_not_the_newest_for_ever(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    backup.make_backup(path, datetime(2035, 1, 1))
    add_units(path, "B")
    made = [backup.make_backup(path, NOW + timedelta(minutes=minute)) for minute in range(12)]
    assert backup.backups_of(path)[0].path == made[-1]
    assert all(one.exists() for one in made[-8:])


def test_backups_of_earlier_versions_are_numbered_in_their_order(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    first = backup.make_backup(path, NOW)
    first.rename(first.with_name("2026-09-08_101200.cchc"))
    add_units(path, "B")
    second = backup.make_backup(path, NOW)
    second.rename(second.with_name("2026-09-08_101200-2.cchc"))
    add_units(path, "C")
    backup.make_backup(path, NOW - timedelta(days=400))
    assert [names_in(info.path) for info in backup.backups_of(path)] == [["A", "B", "C"], ["A", "B"], ["A"]]


def test_backups_that_are_not_whole_stand_for_no_others(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    good = [backup.make_backup(path, NOW + timedelta(minutes=minute)) for minute in range(4)]
    for serial in range(5, 60):
        (good[0].parent / f"2026-09-08_120000_{serial:06d}.cchc").write_bytes(b"")
    backup.make_backup(path, NOW)
    assert all(one.exists() for one in good)


def test_a_year_of_starts_keeps_days_then_weeks_then_months() -> None:
    starts = [NOW + timedelta(hours=12 * number) for number in range(2 * 400)]
    kept = kept_of(starts)
    days = {made.moment.date() for made in kept}
    last = starts[-1].date()
    assert {last - timedelta(days=number) for number in range(14)} <= days
    assert len({made.moment.strftime("%Y-%m") for made in kept}) >= 13
    assert len(kept) < 130


@pytest.mark.parametrize("step", [timedelta(0), timedelta(days=-40), timedelta(days=400)])
def test_a_clock_that_stands_still_or_runs_wild_neither_thins_nor_fills_the_drive(step: timedelta) -> None:
    kept = kept_of([datetime(2030, 1, 1) + step * (number % 60) for number in range(600)])
    serials = [made.serial for made in kept]
    assert set(range(593, 601)) <= set(serials)
    assert min(serials) < 600 / 2  # something old is always there
    assert len(kept) < 200


@given(st.lists(st.datetimes(datetime(1980, 1, 1), datetime(2099, 1, 1)), max_size=80))
def test_whatever_the_clock_says_the_newest_stay(moments: list[datetime]) -> None:
    kept = {made.serial for made in kept_of(moments)}
    assert set(range(max(1, len(moments) - 7), len(moments) + 1)) <= kept
    assert len(kept) >= min(len(moments), 8 + max(0, len(moments) - 24) // 4)


_DIE = """
import os, sys
from pathlib import Path
from cchc_desktop import leftovers
with leftovers.unfinished(Path(sys.argv[1])) as path:
    path.write_bytes(b"half")
    Path(f"{path}-journal").write_bytes(b"half")
    os._exit(9)
"""


def die_writing(folder: Path) -> Path:
    """A program that is killed in the middle of a file; what it left."""
    folder.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-c", _DIE, str(folder)], env=os.environ, check=False)
    return next(folder.glob("~*.tmp"))


def test_what_a_killed_program_left_is_put_away_at_the_next_backup(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    folder = backup.backup_folder(path)
    folder.mkdir(parents=True)
    die_writing(folder)
    half_export = die_writing(tmp_path / "exports")
    strangers = [folder / "~notes.tmp", tmp_path / "exports" / "~$Kế hoạch.tmp", tmp_path / "exports" / "~abcd1234.tmp"]
    for stranger in strangers:
        stranger.write_bytes(b"not ours")
    backup.make_backup(path)
    assert not half_export.exists()
    assert all(stranger.exists() for stranger in strangers)
    assert [one.name for one in folder.glob("~*")] == ["~notes.tmp"]


_DIE_MAKING = """
import os, sys
from pathlib import Path
from cchc_desktop import leftovers
from cchc_desktop.storage.dossier import Dossier
with Dossier.making(Path(sys.argv[1], "x.cchc")), leftovers.working_folder() as folder:
    (folder / "a.docx").write_bytes(b"half")
    os._exit(9)
"""


def test_what_was_half_made_is_put_away_where_nobody_opens_anything(tmp_path: Path, home: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    subprocess.run([sys.executable, "-c", _DIE_MAKING, str(elsewhere)], env=os.environ, check=False)
    assert list(elsewhere.iterdir()) and list((home / "unfinished").rglob("*.docx"))
    backup.make_backup(path)
    assert not list(elsewhere.iterdir())
    assert not list((home / "unfinished").iterdir())


_DIE_AT_ONCE = """
import os, sys
from pathlib import Path
from cchc_desktop import leftovers

def die(*_words, **_more):
    os._exit(9)

Path.write_text = die  # the note
with leftovers.unfinished(Path(sys.argv[1])):
    pass
"""


def test_a_kill_before_the_note_is_a_kill_before_the_file(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _DIE_AT_ONCE, str(tmp_path)], env=os.environ, check=False)
    assert not list(tmp_path.iterdir())


def test_half_a_note_goes_too(tmp_path: Path, home: Path) -> None:
    left = die_writing(tmp_path / "exports")
    note = home / "unfinished" / f"{left.name}.note"
    note.write_text("")
    backup.make_backup(dossier_with(tmp_path / "a.cchc", "A"))
    assert not note.exists()


def test_what_a_living_program_writes_is_left_alone(tmp_path: Path) -> None:
    from cchc_desktop import leftovers

    with leftovers.unfinished(tmp_path) as path:
        leftovers.sweep(tmp_path)
        assert path.exists()
        others = path.name.replace(f"-{os.getpid()}-", f"-{os.getppid()}-")
        (tmp_path / others).write_bytes(b"a living neighbour")
        elsewhere = tmp_path / "~cchc-00000000-1-abcdefgh.tmp"
        elsewhere.write_bytes(b"of another computer")
        leftovers.sweep(tmp_path)
        assert (tmp_path / others).exists() and elsewhere.exists()
    assert not path.exists()


def test_copies_that_earlier_versions_left_are_put_away_when_they_are_old(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    folder = backup.backup_folder(path)
    folder.mkdir(parents=True)
    old, fresh = folder / "~abcd1234.tmp", folder / "~abcd5678.tmp"
    for one in (old, fresh):
        one.write_bytes(b"half")
    os.utime(old, (0, 0))
    backup.make_backup(path)
    assert not old.exists()
    assert fresh.exists()


def test_another_version_of_the_program_backs_up_before_it_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")

    def open_it() -> int:
        Dossier.open(path, backup=False).close()
        return len(backup.backups_of(path))

    assert [open_it(), open_it()] == [0, 0]
    monkeypatch.setattr(backup, "__version__", "9.0.0")
    assert [open_it(), open_it()] == [1, 1]
    monkeypatch.setattr(backup, "__version__", "9.1.0")
    monkeypatch.setattr(backup, "copy_database", _full_drive)
    assert open_it() == 1  # opened all the same
    monkeypatch.setattr(backup, "copy_database", copy_database)
    assert [open_it(), open_it()] == [2, 2]


def test_a_version_from_before_there_was_a_note_is_known_by_its_backups(tmp_path: Path, home: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    backup.make_backup(path, NOW)
    shutil.rmtree(home / "versions", ignore_errors=True)
    Dossier.open(path, backup=False).close()
    Dossier.open(path, backup=False).close()
    assert len(backup.backups_of(path)) == 2


def _full_drive(_source: Path, _target: Path) -> None:
    raise OSError(28, "No space left on device")
