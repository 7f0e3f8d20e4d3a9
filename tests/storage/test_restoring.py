"""Restoring: the old state comes back, what was there stays, and whatever goes wrong the dossier is one of the two."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.storage import backup, restoring
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.lock import DossierLock
from tests.soak.campaign import carry_out
from tests.storage.made import add_units, dossier_with, names_in

NOW = datetime(2026, 9, 8, 10, 12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A dossier that holds A and B, with a backup of when it held A."""
    made = dossier_with(tmp_path / "Xã A.cchc", "A")
    backup.make_backup(made, NOW)
    add_units(made, "B")
    return made


def the_backup(path: Path) -> Path:
    return backup.backups_of(path)[-1].path


@contextmanager
def full_drive(room: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: the kernel refuses as on a full drive."""
    import resource  # POSIX alone

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_old_state_comes_back_and_the_present_one_stays_beside_it(path: Path) -> None:
    kept = restoring.restore(the_backup(path), path)
    assert names_in(path) == ["A"]
    assert kept is not None and kept.parent == path.parent
    assert names_in(kept) == ["A", "B"]
    Dossier.open(kept, backup=False).close()


def test_what_the_log_alone_holds_is_kept_too(path: Path, tmp_path: Path) -> None:
    dead = tmp_path / "dead"
    dead.mkdir()
    dossier = Dossier.open(path, backup=False)
    with dossier.change("thêm") as work:
        from cchc_desktop.models.office import Unit

        work.session.add(Unit(position=2, name="C", key="c"))
    for one in tmp_path.glob("Xã A.cchc*"):  # as a power cut leaves it
        shutil.copy(one, dead / one.name)
    dossier.close()
    fallen = dead / path.name
    assert Path(f"{fallen}-wal").stat().st_size > 0
    kept = restoring.restore(the_backup(path), fallen)
    assert kept is not None
    assert names_in(fallen) == ["A"]
    assert names_in(kept) == ["A", "B", "C"]


def test_a_damaged_dossier_and_its_log_are_kept_byte_for_byte(path: Path) -> None:
    log = Path(f"{path}-wal")
    path.write_bytes(b"rubbish" * 1000)
    log.write_bytes(b"edits that somebody may still read")
    kept = restoring.restore(the_backup(path), path)
    assert kept is not None
    assert names_in(path) == ["A"]
    assert kept.read_bytes() == b"rubbish" * 1000
    assert Path(f"{kept}-wal").read_bytes() == b"edits that somebody may still read"


def test_the_log_of_an_emptied_file_is_kept(path: Path) -> None:
    path.write_bytes(b"")
    Path(f"{path}-wal").write_bytes(b"edits")
    kept = restoring.restore(the_backup(path), path)
    assert kept is not None and Path(f"{kept}-wal").read_bytes() == b"edits"


def test_no_name_is_used_twice(path: Path) -> None:
    names = set()
    for number in range(4):
        path.write_bytes(f"{number}".encode() * 500)
        kept = restoring.restore(the_backup(path), path)
        assert kept is not None
        names.add(kept)
    assert sorted(name.read_bytes()[:1] for name in names) == [b"0", b"1", b"2", b"3"]


def test_a_dossier_that_is_gone_comes_back(path: Path) -> None:
    path.unlink()
    source = backup.backup_folder(path)
    assert restoring.restore(next(source.glob("*.cchc")), path) is None
    assert names_in(path) == ["A"]


def test_a_damaged_backup_is_called_so_and_the_dossier_stays(path: Path) -> None:
    before = path.read_bytes()
    kept = the_backup(path)
    content = bytearray(kept.read_bytes())
    content[4096:12288] = b"\x07" * 8192
    kept.write_bytes(content)
    with pytest.raises(UserError, match="bị hỏng") as told:
        restoring.restore(kept, path)
    assert kept.name in str(told.value)
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="limits on files are POSIX")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_neither_waited_for_nor_called_open_elsewhere(path: Path, tmp_path: Path) -> None:
    pipe, good = tmp_path / "ống.cchc", the_backup(path)
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="không phải là tệp"):
        restoring.restore(pipe, path)
    with pytest.raises(UserError, match="không phải là tệp"):
        restoring.restore(good, pipe)


@pytest.mark.parametrize("room", [0, 4096, 100_000, 300_000])
def test_a_full_drive_leaves_the_dossier_as_it_was_and_is_blamed_itself(path: Path, room: int) -> None:
    before = path.read_bytes()
    for _time in range(2):
        with full_drive(room), pytest.raises(UserError, match="Ổ đĩa") as told:
            restoring.restore(the_backup(path), path)
        assert "Bản sao lưu vẫn tốt" in str(told.value)
        assert path.read_bytes() == before
        assert sorted(one.name for one in path.parent.iterdir()) == [path.name]
    assert names_in(path) == ["A", "B"]


def test_nothing_is_restored_while_another_has_it_open(path: Path) -> None:
    other = Dossier.open(path, backup=False)
    with pytest.raises(UserError, match="đang mở"):
        restoring.restore(the_backup(path), path)
    with other.change("thêm") as work:
        from cchc_desktop.models.office import Unit

        work.session.add(Unit(position=2, name="C", key="c"))
    other.close()
    assert names_in(path) == ["A", "B", "C"]


def test_nothing_is_restored_under_somebody_who_reads(path: Path) -> None:
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM unit").fetchone()
        with pytest.raises(UserError, match="đang mở"):
            restoring.restore(the_backup(path), path)
    assert names_in(path) == ["A", "B"]


def test_the_lock_is_handed_over_and_stays_the_callers(path: Path) -> None:
    dossier = Dossier.open(path, backup=False)
    lock = dossier.close(keep_lock=True)
    assert lock is not None
    restoring.restore(the_backup(path), path, lock)
    assert not DossierLock(path).acquire()
    lock.release()
    assert DossierLock(path).acquire()


def test_a_restoring_that_died_before_the_swap_leaves_one_name(path: Path) -> None:
    twin = path.with_name("Xã A (trước khi khôi phục 2026-09-08 101200).cchc")
    own = path.with_name("Xã A bản của tôi.cchc")
    os.link(path, twin)
    os.link(path, own)
    Dossier.open(path, backup=False).close()
    assert not twin.exists()
    assert own.samefile(path)
    assert names_in(path) == ["A", "B"]


def test_the_fresh_file_has_the_rights_of_the_old_one(path: Path) -> None:
    path.chmod(0o640)
    restoring.restore(the_backup(path), path)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_a_kill_at_any_point_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    from tests.soak.restore_kills import CAMPAIGN  # it forks

    assert carry_out(CAMPAIGN, tmp_path, seed=5, count=6).faults == []
