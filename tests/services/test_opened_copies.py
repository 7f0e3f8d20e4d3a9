"""Copies made to be looked at: never one over another, half of one never kept, gone when their process is."""

import os
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.services.opened_copies import copy_to_open, remove_copies, sweep_copies


def test_copies_of_one_name_stand_beside_each_other(home: Path) -> None:
    first, second, third = (copy_to_open("báo cáo.pdf", data) for data in (b"1", b"2", b"3"))
    assert [path.name for path in (first, second, third)] == ["báo cáo.pdf", "báo cáo (2).pdf", "báo cáo (3).pdf"]
    assert [path.read_bytes() for path in (first, second, third)] == [b"1", b"2", b"3"]
    assert first.parent == home / "opened" / str(os.getpid())
    assert copy_to_open("../a:b.txt", b"").parent == first.parent
    if os.name == "posix":
        assert first.stat().st_mode & 0o777 == 0o600
    remove_copies()
    assert not first.parent.exists()
    remove_copies()


def test_where_nothing_can_be_written_the_officer_is_told(home: Path) -> None:
    (home / "opened").write_bytes(b"")
    with pytest.raises(UserError, match="opened"):
        copy_to_open("a.pdf", b"1")


def test_copies_of_processes_that_are_gone_are_swept(home: Path) -> None:
    mine = copy_to_open("a.pdf", b"1")
    folder = home / "opened"
    gone, other, running = folder / "999999999", folder / "khác", folder / str(os.getppid())
    for place in (gone, other, running):
        place.mkdir()
        (place / "b.pdf").write_bytes(b"2")
    (folder / "old.pdf").write_bytes(b"3")
    sweep_copies()
    assert not gone.exists() and not (folder / "old.pdf").exists()
    assert mine.exists() and (other / "b.pdf").exists() and (running / "b.pdf").exists()
    remove_copies()


def test_there_is_nothing_to_sweep_at_the_first_start(home: Path) -> None:
    sweep_copies()
    assert not (home / "opened").exists()
