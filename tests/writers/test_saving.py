"""A file appears whole, or the old one stays as it was and the officer learns why."""

import errno
import os
from pathlib import Path

import pytest

from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.writers.saving import atomic_write


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "Kế hoạch.pdf"

    with atomic_write(path) as file:
        file.write(b"abc")
        assert not path.exists()

    assert path.read_bytes() == b"abc"
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("error", [Cancelled(), RuntimeError("bug")])
def test_a_stopped_writer_leaves_the_old_file(tmp_path: Path, error: Exception) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    with pytest.raises(type(error)), atomic_write(path) as file:
        file.write(b"half")
        raise error

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.docx"]


def test_a_full_disk_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"

    with pytest.raises(UserError, match=r"a\.docx"), atomic_write(path):
        raise OSError(errno.ENOSPC, "No space left on device")

    assert os.listdir(tmp_path) == []


def test_a_file_open_in_word_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"

    with pytest.raises(UserError, match="Word"), atomic_write(path):
        raise PermissionError(errno.EACCES, "denied")


def test_a_folder_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="USB"), atomic_write(tmp_path / "USB" / "a.docx"):
        pass


@pytest.mark.skipif(os.name == "nt", reason="rights are not kept as numbers there")
def test_a_new_file_may_be_read_by_others_as_usual(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    usual = tmp_path / "usual"
    usual.write_bytes(b"")

    with atomic_write(path) as file:
        file.write(b"x")

    assert path.stat().st_mode == usual.stat().st_mode
