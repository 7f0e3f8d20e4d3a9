"""Packages on other drives and in folders: read back as they were written, and taken in the order they were made."""

from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange import carrying
from cchc_desktop.services.exchange.several import Came, in_turn
from cchc_desktop.writers import written
from tests.exchange import honest


def test_what_stands_on_the_drive_is_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "goi.cchcgoi"
    path.write_bytes(b"goi")
    with pytest.raises(UserError, match=r"goi\.cchcgoi"):  # nobody noted what was written
        carrying.settle(path)
    written.note(path, written.hash_of(path))
    carrying.settle(path)
    path.write_bytes(b"khac")
    with pytest.raises(UserError, match=str(tmp_path)):
        carrying.settle(path)
    with pytest.raises(UserError, match=r"khac\.cchcgoi"):
        carrying.settle(tmp_path / "khac.cchcgoi")


def test_another_drive_is_to_be_ejected(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "goi.cchcgoi"
    path.write_bytes(b"goi")
    assert carrying.leave_words(path) == ""
    monkeypatch.setenv("CCHC_HOME", str(home / "not" / "made" / "yet"))
    assert carrying.leave_words(path) == "", "told by the folder above"
    assert "rút" in carrying.leave_words(tmp_path / "gone.cchcgoi") and "rút" in carrying.leave_words(
        Path("/proc/version")
    )


def came(*paths: Path) -> list[Came]:
    steps = in_turn(paths)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return list(end.value)


def test_many_files_come_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    def made(folder: str, name: str, day: int) -> Path:
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        path = honest.package(tmp_path / folder, made_at=f"2026-09-{day:02}T08:00:00")
        return path.rename(path.with_name(name))

    late, early = made("thu/b", "a.cchcgoi", 9), made("thu/c", "z.CCHCGOI", 1)
    receipt, other = tmp_path / "thu" / "x.cchcbn", tmp_path / "thu" / "ghi chu.txt"
    receipt.write_bytes(b"?")
    other.write_bytes(b"?")
    broken = tmp_path / "thu" / "hong.cchcgoi"
    broken.write_bytes(b"PK")
    found = came(tmp_path / "thu")
    assert [one.path for one in found] == [early, late, broken, receipt]
    assert [bool(one.refused) for one in found] == [False, False, True, False]
    (strange,) = came(other)
    assert strange.path == other and strange.refused
