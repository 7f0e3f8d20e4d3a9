"""One writer per dossier, whatever name it is reached by, whoever died with it, whatever lies in the note's place."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.office import Unit
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.lock import DossierLock
from tests.soak.campaign import carry_out

linux_only = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")

OPEN_AND_DIE = """
import os, sys
from pathlib import Path
from cchc_desktop.storage.dossier import Dossier
dossier = Dossier.open(Path(sys.argv[1]), backup=False)
assert not dossier.read_only
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A dossier that nobody has open."""
    Dossier.create(tmp_path / "a.cchc").close()
    return tmp_path / "a.cchc"


def writable(path: Path, *, take_over: bool = False) -> bool:
    dossier = Dossier.open(path, backup=False, take_over=take_over)
    try:
        return not dossier.read_only
    finally:
        dossier.close()


def leave_note(path: Path, user: str, computer: str) -> Path:
    """The note of a program that never came to removing it."""
    note = path.with_name(f"~{path.name}.user")
    content = {"user": user, "computer": computer, "since": "2026-09-03T08:15", "mark": "0" * 16}
    note.write_text(json.dumps(content), encoding="utf-8")
    return note


@linux_only
def test_every_name_of_the_file_leads_to_the_same_lock(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "soft.cchc").symlink_to(path)
    (tmp_path / "sub" / "soft.cchc").symlink_to("../soft.cchc")
    os.link(path, tmp_path / "hard.cchc")
    os.link(path, tmp_path / "sub" / "hard.cchc")
    monkeypatch.chdir(tmp_path)
    names = ("a.cchc", "soft.cchc", "sub/soft.cchc", "hard.cchc", "sub/hard.cchc", "sub/../a.cchc", f"{path}")
    for opened in names:
        first = Dossier.open(Path(opened), backup=False)
        assert not first.read_only
        for other in names:
            assert not writable(Path(other)), (opened, other)
        first.close()
    assert writable(path)


@linux_only
def test_the_other_name_of_an_open_dossier_shows_what_was_typed_and_who_has_it(path: Path, tmp_path: Path) -> None:
    os.link(path, tmp_path / "hard.cchc")
    first = Dossier.open(path, backup=False)
    with first.change("thêm") as work:
        work.session.add(Unit(position=0, name="A", key="a"))
    second = Dossier.open(tmp_path / "hard.cchc", backup=False)
    with second.look() as plain:
        assert plain.execute("SELECT name FROM unit").fetchall() == [("A",)]
    assert second.holder.endswith(")")
    second.close()
    first.close()


def test_copies_are_dossiers_of_their_own(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "b.cchc"))
    first = Dossier.open(path, backup=False)
    assert writable(copy)
    first.close()


def test_a_program_that_died_keeps_nobody_out(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_DIE, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        assert not writable(path)
        other.kill()
        other.wait()
    assert path.with_name("~a.cchc.user").exists()  # it died with its note in place
    assert writable(path)
    assert sorted(os.listdir(path.parent)) == ["a.cchc"]


@linux_only
def test_what_a_link_in_the_note_s_place_points_to_is_neither_read_nor_written(path: Path, tmp_path: Path) -> None:
    victim = leave_note(tmp_path / "other.cchc", "Người khác", "MÁY-KHÁC")
    before = victim.read_bytes()
    (tmp_path / "~a.cchc.user").symlink_to(victim)
    (tmp_path / "~a.cchc.lock").symlink_to(victim)
    dossier = Dossier.open(path, backup=False)
    assert not dossier.read_only
    dossier.close()
    assert victim.read_bytes() == before


@linux_only
@pytest.mark.parametrize("content", ["", "[" * 4000, '{"user": 1}', "\ud800"])
def test_a_note_that_says_nothing_is_no_obstacle(path: Path, content: str) -> None:
    path.with_name("~a.cchc.user").write_bytes(content.encode("utf-8", "surrogatepass"))
    assert writable(path)


@linux_only
@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_what_is_no_file_in_the_note_s_place_is_no_obstacle(path: Path, kind: str) -> None:
    note = path.with_name("~a.cchc.user")
    os.mkfifo(note) if kind == "pipe" else note.mkdir()
    assert writable(path)


def test_what_a_note_says_of_its_owner_is_short_and_can_be_shown(path: Path) -> None:
    owner = {"user": "An\ud800\n" + "u" * 3_000, "computer": "MÁY-2", "since": "2026-09-03T08:15", "mark": "0" * 16}
    path.with_name(f"~{path.name}.user").write_text(json.dumps(owner), encoding="utf-8")
    dossier = Dossier.open(path, backup=False)
    said = dossier.others.sentence()
    dossier.close()
    assert said.encode() and "\n" not in said and len(said) < 400


def test_the_dossier_of_another_computer_is_taken_over_only_when_asked_for(path: Path) -> None:
    note = leave_note(path, "Nguyễn Văn An", "MÁY-2")
    dossier = Dossier.open(path, backup=False)
    assert dossier.read_only
    assert dossier.others.is_away
    assert dossier.holder == "Nguyễn Văn An (MÁY-2)"
    with pytest.raises(UserError, match=r"Nguyễn Văn An \(MÁY-2\).*08:15 03/09/2026"), dossier.change("thêm"):
        pass
    dossier.close()
    assert note.exists()
    assert writable(path, take_over=True)
    assert not note.exists()
    assert writable(path)


def test_who_has_it_here_is_asked_for_by_nobody_and_cannot_be_taken_over(path: Path) -> None:
    first = Dossier.open(path, backup=False)
    assert not writable(path, take_over=True)
    second = Dossier.open(path, backup=False)
    assert not second.others.is_away
    assert second.others.holder is not None and second.others.holder.since_when in second.others.sentence()
    second.close()
    first.close()


@linux_only
def test_a_lock_is_of_the_file_that_is_at_the_place_now(path: Path, tmp_path: Path) -> None:
    """Whoever restores a backup holds the lock of the old file; the new one is free as soon as it is there."""
    lock = DossierLock(path)
    assert lock.acquire()
    shutil.copy(path, tmp_path / "new")
    os.replace(tmp_path / "new", path)
    assert writable(path)
    lock.release()
    assert DossierLock(tmp_path / "nothing.cchc").acquire()


@linux_only
def test_nobody_writes_at_the_same_time_as_another(tmp_path: Path) -> None:
    from tests.soak.locks import CAMPAIGN

    tally = carry_out(CAMPAIGN, tmp_path, seed=3, count=8, seconds=60)
    assert tally.faults == []
    assert tally.outcomes["one wrote"] > 0
