"""A new dossier is at its place whole, or nothing is: also when the program is killed, also when the name is odd."""

import os
import random
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.office import Unit
from cchc_desktop.services.sample import FILE_NAME, create_sample
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage.dossier import Dossier
from tests.storage.made import dossier_with, names_in

linux_only = pytest.mark.skipif(sys.platform == "win32", reason="other kinds of files, other bounds on names")
OFFICE = {"office": "UBND xã Bình Minh", "superior": "UBND tỉnh An Bình", "place": "Bình Minh", "year": 2026}

MAKE = """
import sys
from pathlib import Path
from cchc_desktop.services import sample, start
print("begun", flush=True)
if sys.argv[2] == "sample":
    sample.create_sample(Path(sys.argv[1]))
else:
    start.create_dossier(Path(sys.argv[1], "x.cchc"), office="A", superior="B", place="C", year=2026).close()
print("done", flush=True)
"""


def killed_after(seconds: float, folder: Path, what: str) -> None:
    command = [sys.executable, "-c", MAKE, str(folder), what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout is not None and maker.stdout.readline() == "begun\n"
        threading.Timer(seconds, maker.kill).start()
        maker.stdout.read()


@pytest.mark.parametrize("what", ["new", "sample"])
def test_a_program_that_is_killed_while_it_makes_one_leaves_a_whole_dossier_or_none(tmp_path: Path, what: str) -> None:
    chance = random.Random(what)
    for turn in range(3):
        folder = tmp_path / str(turn)
        folder.mkdir()
        killed_after(chance.uniform(0.01, 0.35), folder, what)
        target = folder / ("x.cchc" if what == "new" else FILE_NAME)
        if target.exists():
            dossier = Dossier.open(target, backup=False)
            with dossier.look() as plain:
                assert plain.execute("SELECT count(*) FROM work_year").fetchone()[0] >= 1
            dossier.close()
        else:
            create_dossier(target, **OFFICE).close()
        assert os.listdir(folder) == [target.name]


def test_what_fails_while_a_dossier_is_filled_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Dossier.making(tmp_path / "a.cchc") as dossier:
        assert not (tmp_path / "a.cchc").exists()
        with dossier.change("thêm"):
            raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_what_came_to_the_place_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"a\.cchc"), Dossier.making(tmp_path / "a.cchc"):
        (tmp_path / "a.cchc").write_text("của người khác")
    assert (tmp_path / "a.cchc").read_text() == "của người khác"
    assert os.listdir(tmp_path) == ["a.cchc"]


def test_the_log_of_an_earlier_dossier_is_not_taken_for_the_new_one_s(tmp_path: Path) -> None:
    (tmp_path / "a.cchc-wal").write_bytes(b"an earlier one's")
    with pytest.raises(UserError, match=r"a\.cchc"):
        Dossier.create(tmp_path / "a.cchc")
    assert os.listdir(tmp_path) == ["a.cchc-wal"]


def test_the_sample_is_there_or_not(tmp_path: Path) -> None:
    assert create_sample(tmp_path) == create_sample(tmp_path)
    assert os.listdir(tmp_path) == [FILE_NAME]


@linux_only
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "la.cchc"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(UserError, match=r"la\.cchc"):
        Dossier.open(path)


@linux_only
@pytest.mark.parametrize("letters", [240, 242, 243, 248, 250, 300])
def test_a_long_name_works_or_is_refused_in_a_sentence(tmp_path: Path, letters: int) -> None:
    path = tmp_path / ("x" * letters + ".cchc")
    try:
        dossier = Dossier.create(path)
    except UserError as error:
        assert letters > 242
        assert "quá dài" in str(error)
        assert os.listdir(tmp_path) == []
        with pytest.raises(UserError, match="quá dài"):
            Dossier.open(path)
        return
    assert letters <= 242
    with dossier.change("thêm"):
        pass
    dossier.close()
    Dossier.open(path).close()


def test_a_path_that_no_file_can_have_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for name in ("a\0b.cchc", "/".join(["x" * 200] * 30) + ".cchc"):
        with pytest.raises(UserError):
            Dossier.open(tmp_path / name)
        with pytest.raises(UserError):
            Dossier.create(tmp_path / name)


def test_where_a_copy_cannot_be_put_the_work_goes_on_in_the_old_file(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "a.cchc", "A")
    (tmp_path / "b.cchc-wal").write_bytes(b"of an earlier dossier")
    dossier = Dossier.open(path, backup=False)
    with pytest.raises(UserError, match=r"b\.cchc"):
        dossier.move_to(tmp_path / "b.cchc")
    with dossier.change("thêm") as work:
        work.session.add(Unit(position=0, name="B", key="B"))
    dossier.close()
    assert names_in(path) == ["A", "B"]
    assert sorted(os.listdir(tmp_path)) == ["a.cchc", "b.cchc-wal"]
