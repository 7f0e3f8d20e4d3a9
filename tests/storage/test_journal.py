"""Which journal a dossier has where it lies: a folder that is carried to the network file by file gets no log."""

import shutil
from pathlib import Path

import pytest

from cchc_desktop.models.office import Unit
from cchc_desktop.storage.dossier import Dossier


def journal_of(path: Path) -> str:
    dossier = Dossier.create(path)
    with dossier.change("thêm") as work:
        work.session.add(Unit(position=0, name="A", key="a"))
    with dossier.raw_connection() as plain:
        mode = str(plain.execute("PRAGMA journal_mode").fetchone()[0])
    copy = Path(shutil.copy(path, path.with_name("chép.cchc")))
    dossier.close()
    if mode == "delete":  # at every moment the file alone holds everything
        opened = Dossier.open(copy, backup=False)
        with opened.raw_connection() as plain:
            assert plain.execute("SELECT name FROM unit").fetchall() == [("A",)]
        opened.close()
    return mode


@pytest.mark.parametrize(
    ("folder", "wanted"),
    [
        ("Tài liệu", "wal"),
        ("OneDrive", "delete"),
        ("OneDrive - UBND xã Bình Minh/Hồ sơ", "delete"),
        ("Dropbox (Cá nhân)", "delete"),
        ("Google Drive/CCHC", "delete"),
        ("GoogleDrive-an@gmail.com", "delete"),
        ("G/My Drive", "delete"),
        ("G/Drive của tôi", "delete"),
        ("onedrive", "delete"),
        ("OneDriveCũ", "wal"),
        ("My Drive cũ", "wal"),
    ],
)
def test_the_journal_follows_the_name_of_the_folder(tmp_path: Path, folder: str, wanted: str) -> None:
    assert journal_of(tmp_path / folder / "a.cchc") == wanted


def test_a_folder_is_known_by_windows_own_word_and_by_the_marks_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Đám mây"))
    assert journal_of(tmp_path / "Đám mây" / "sâu" / "a.cchc") == "delete"
    (tmp_path / "khác").mkdir()
    (tmp_path / "khác" / ".dropbox.cache").mkdir()
    assert journal_of(tmp_path / "khác" / "sâu" / "a.cchc") == "delete"


def test_a_dossier_that_is_brought_into_such_a_folder_gets_its_journal_there(tmp_path: Path) -> None:
    Dossier.create(tmp_path / "a.cchc").close()
    (tmp_path / "Dropbox").mkdir()
    moved = Path(shutil.move(tmp_path / "a.cchc", tmp_path / "Dropbox" / "a.cchc"))
    dossier = Dossier.open(moved, backup=False)
    with dossier.raw_connection() as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    dossier.close()
