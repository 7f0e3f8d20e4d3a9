"""Rescue: every row that can be read comes through, the rest is listed, and the damaged file stays as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.services.frame import frames, tasks
from cchc_desktop.storage import rescued as naming
from cchc_desktop.storage import schema
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.damage import verdict
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.rescued import Rescued
from cchc_desktop.storage.since import changed_since
from tests.soak.damage import rescued
from tests.storage.made import add_units, dossier_with, names_in
from tests.storage.test_damage import spoil

_PAGE = 4096


@pytest.fixture
def path(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample for one test."""
    made = tmp_path / "Xã A.cchc"
    made.write_bytes(sample_file.read_bytes())
    return made


def rows_of(path: Path, table: str) -> dict[str, tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return {row[0]: row for row in raw.execute(f"SELECT * FROM {table}")}


def leaf_of(path: Path, table: str) -> int:
    """The number of a page that holds rows of the table: found by the words of one."""
    with closing(sqlite3.connect(path)) as raw:
        guid = raw.execute(f"SELECT guid FROM {table} ORDER BY rowid LIMIT 1 OFFSET 3").fetchone()[0]
    content = path.read_bytes()
    places = [place for place in range(0, len(content), _PAGE) if guid.encode() in content[place : place + _PAGE]]
    return next(place for place in places if content[place] == 13) // _PAGE + 1


def zero_page(path: Path, number: int) -> None:
    content = bytearray(path.read_bytes())
    content[(number - 1) * _PAGE : number * _PAGE] = bytes(_PAGE)
    path.write_bytes(content)


def run(path: Path) -> Rescued:
    before = path.read_bytes()
    done = rescued(path, path.with_name("mới.cchc"))
    assert path.read_bytes() == before
    assert verdict(done.path) == ()
    return done


def test_of_a_sound_dossier_everything_comes_through(path: Path) -> None:
    done = run(path)
    assert not done.lost and not done.mended and done.list_path is None
    for table in ("task", "plan", "stored_file", "history", "dossier_info", "score"):
        assert rows_of(done.path, table) == rows_of(path, table)


def test_rows_on_a_lost_page_are_listed_by_what_the_index_knows(path: Path) -> None:
    before = rows_of(path, "task")
    zero_page(path, leaf_of(path, "task"))
    done = run(path)
    after = rows_of(done.path, "task")
    gone = set(before) - {guid for guid, row in after.items() if row == before[guid]}
    assert gone
    listed = {note.guid for note in (*done.lost, *done.mended) if note.table == "task"}
    assert gone <= listed
    assert done.list_path is not None
    text = done.list_path.read_text(encoding="utf-8")
    assert "Nhiệm vụ: " in text
    assert all(guid in text for guid in gone)


def test_lost_rows_come_from_the_last_good_backup(path: Path) -> None:
    before = rows_of(path, "task")
    make_backup(path)
    zero_page(path, leaf_of(path, "task"))
    done = run(path)
    assert rows_of(done.path, "task") == before
    assert not done.lost
    assert done.mended and all("bản sao lưu" in note.what for note in done.mended)


def test_a_task_that_was_removed_since_the_backup_stays_removed(path: Path) -> None:
    make_backup(path)
    dossier = Dossier.open(path, backup=False)
    plan = frames.frame_plan(dossier, 2026)
    assert plan is not None
    gone = tasks.read_tasks(dossier, plan)[0].guid
    tasks.remove_tasks(dossier, task_guids=[gone])
    dossier.close()
    zero_page(path, leaf_of(path, "criterion"))
    assert gone not in rows_of(run(path).path, "task")


def test_edits_in_the_log_alone_are_rescued_too(path: Path, tmp_path: Path) -> None:
    dossier = Dossier.open(path, backup=False)
    plan = frames.frame_plan(dossier, 2026)
    assert plan is not None
    group = tasks.read_tasks(dossier, plan)[0].group_guid
    made = tasks.add_task(dossier, group_guid=group).created("task")[0]
    fallen = tmp_path / "fallen" / path.name
    fallen.parent.mkdir()
    for tail in ("", "-wal"):  # as a power cut leaves it
        Path(f"{fallen}{tail}").write_bytes(Path(f"{path}{tail}").read_bytes())
    dossier.close()
    zero_page(fallen, leaf_of(path, "criterion"))
    assert made in rows_of(run(fallen).path, "task")


@pytest.mark.parametrize("length", [16, 100, _PAGE])
def test_without_its_head_everything_else_comes_through(path: Path, length: int) -> None:
    make_backup(path)
    before = rows_of(path, "task")
    content = path.read_bytes()
    path.write_bytes(bytes(length) + content[length:])
    done = run(path)
    assert rows_of(done.path, "task") == before
    assert not done.lost


def test_half_a_file_gives_what_the_backup_and_it_have(path: Path) -> None:
    make_backup(path)
    before = rows_of(path, "task")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert rows_of(run(path).path, "task") == before


def test_a_value_that_cannot_be_read_costs_no_more_than_itself(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "Xã A.cchc", "A", "Bình Minh")
    spoil(path, "UPDATE unit SET name = CAST(x'42c3ac6e68ff4d696e68' AS TEXT) WHERE name LIKE 'B%'")
    done = run(path)
    assert names_in(done.path) == ["A", "Bình\ufffdMinh"]
    (note,) = done.mended
    assert "Bình" in note.known


def test_what_hangs_on_a_lost_row_is_kept(path: Path) -> None:
    count = len(rows_of(path, "task"))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DELETE FROM task_group WHERE rowid = 1")
        raw.commit()
    done = run(path)
    assert len(rows_of(done.path, "task")) == count
    assert any(note.table == "task_group" for note in done.mended)


def test_nothing_is_written_over(path: Path) -> None:
    other = path.with_name("mới.cchc")
    other.write_bytes(b"somebody's")
    with pytest.raises(UserError, match=r"mới\.cchc"):
        rescued(path, other)
    assert other.read_bytes() == b"somebody's"


def test_a_file_without_anything_to_read_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "Xã A.cchc"
    path.write_bytes(b"rubbish" * 10)
    with pytest.raises(UserError, match="Không còn đọc được"):
        rescued(path, tmp_path / "mới.cchc")
    assert [one.name for one in tmp_path.iterdir()] == ["Xã A.cchc"]


def test_what_going_back_would_lose_is_counted(tmp_path: Path) -> None:
    path = dossier_with(tmp_path / "Xã A.cchc", "A")
    kept = make_backup(path)
    nothing = changed_since(path, kept)
    assert nothing is not None and nothing.rows == 0
    add_units(path, "B", "C")
    since = changed_since(path, kept)
    assert since is not None and since.rows == 2
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    without_head = changed_since(path, kept)
    assert without_head is not None and without_head.rows == 2


def test_every_table_has_a_name_that_an_officer_knows() -> None:
    assert [table for table in schema.TABLES if naming.table_name(table) == table] == []
