"""A file appears whole, or the old one stays as it was and the officer learns why."""

import errno
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.writers.saving import (
    Existing,
    agree_to_replace,
    atomic_write,
    cannot_write,
    free_name,
    in_the_way,
    placed,
)


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "Kế hoạch.pdf"

    with atomic_write(path, ".pdf") as file:
        file.write(b"abc")
        assert not path.exists()

    assert path.read_bytes() == b"abc"
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("error", [Cancelled(), RuntimeError("bug")])
def test_a_stopped_writer_leaves_the_old_file(tmp_path: Path, error: Exception) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK old")
    agree_to_replace(path)

    with pytest.raises(type(error)), atomic_write(path, ".docx") as file:
        file.write(b"half")
        raise error

    assert path.read_bytes() == b"PK old"
    assert os.listdir(tmp_path) == ["a.docx"]


def test_a_full_disk_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"

    with pytest.raises(UserError, match=r"a\.docx"), atomic_write(path, ".docx"):
        raise OSError(errno.ENOSPC, "No space left on device")

    assert os.listdir(tmp_path) == []


def test_a_file_open_in_word_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"

    with pytest.raises(UserError, match="Word"), atomic_write(path, ".docx"):
        raise PermissionError(errno.EACCES, "denied")


def test_a_folder_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="USB"), atomic_write(tmp_path / "USB" / "a.docx", ".docx"):
        pass


@pytest.mark.skipif(os.name == "nt", reason="rights are not kept as numbers there")
def test_a_new_file_may_be_read_by_others_as_usual(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    usual = tmp_path / "usual"
    usual.write_bytes(b"")

    with atomic_write(path, ".pdf") as file:
        file.write(b"x")

    assert path.stat().st_mode == usual.stat().st_mode


def write(path: Path, content: bytes, ending: str = ".docx") -> None:
    with atomic_write(path, ending) as file:
        file.write(content)


def test_a_file_of_our_own_is_replaced_unasked_until_somebody_changes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write(path, b"PK 1")
    write(path, b"PK 2")
    path.write_bytes(b"PK edited in Word")
    assert in_the_way(path)
    with pytest.raises(UserError, match=r"a\.docx"):
        write(path, b"PK 3")
    assert path.read_bytes() == b"PK edited in Word"
    write(placed(path, Existing.RENAME, ".docx"), b"PK 3")
    assert free_name(path) == tmp_path / "a (2).docx"  # what we wrote there is not in the way
    write(placed(path, Existing.REPLACE, ".docx"), b"PK 4")
    assert path.read_bytes() == b"PK 4"


def test_what_is_changed_after_the_officer_agreed_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK one")
    agree_to_replace(path)
    path.write_bytes(b"PK two")
    with pytest.raises(UserError):
        write(path, b"PK 3")
    with pytest.raises(UserError), atomic_write(tmp_path / "b.docx", ".docx") as file:
        file.write(b"PK")
        (tmp_path / "b.docx").write_bytes(b"PK from elsewhere meanwhile")
    assert path.read_bytes() == b"PK two"
    assert (tmp_path / "b.docx").read_bytes() == b"PK from elsewhere meanwhile"


@pytest.mark.parametrize("name", ["xa.cchc", "a.docx", "a.csv", "a.xls", "a", "a.docx.exe"])
def test_no_output_takes_the_place_of_a_dossier_or_of_another_kind(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE t (x)")
    kept = path.read_bytes()
    for existing in Existing:
        with pytest.raises(UserError):
            write(placed(path, existing, ".docx"), b"PK")
    with pytest.raises(UserError):
        write(path, b"PK")
    assert path.read_bytes() == kept


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_does_not_lead_an_output_over_a_dossier(tmp_path: Path) -> None:
    (tmp_path / "xa.cchc").write_bytes(b"SQLite format 3\x00 rows")
    (tmp_path / "a.pdf").symlink_to(tmp_path / "xa.cchc")
    with pytest.raises(UserError):
        write(tmp_path / "a.pdf", b"%PDF", ".pdf")
    assert (tmp_path / "xa.cchc").read_bytes() == b"SQLite format 3\x00 rows"


def test_a_name_that_is_too_long_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="quá dài"):
        write(tmp_path / ("ế" * 200 + ".docx"), b"PK")


def test_the_notes_of_what_was_written_stay_short_and_private(tmp_path: Path, home: Path) -> None:
    for number in range(30):
        write(tmp_path / f"{number}.docx", b"PK")
    notes = home / "written.txt"
    assert notes.stat().st_size == 30 * 98
    if os.name != "nt":
        assert notes.stat().st_mode & 0o777 == 0o600
    notes.write_bytes(notes.read_bytes() * 200)
    write(tmp_path / "last.docx", b"PK")
    assert notes.stat().st_size < 2_100 * 98
    assert not in_the_way(tmp_path / "last.docx")


def test_a_path_that_windows_does_not_reach_is_told_as_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path("/nha") / "/".join(["thư mục có tên dài"] * 13) / "ke-hoach.pdf"
    gone = FileNotFoundError(2, "The system cannot find the path specified")
    assert "Không còn thấy thư mục" in str(cannot_write(gone, path))
    monkeypatch.setattr(sys, "platform", "win32")
    assert f"dài {len(str(path))} ký tự" in str(cannot_write(gone, path))
    assert "Không còn thấy thư mục" in str(cannot_write(gone, Path("/nha/ke-hoach.pdf")))
