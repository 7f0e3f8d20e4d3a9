"""What changed since a backup: every row that differs is told, under its year and paper, and nothing else."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from cchc_desktop import commands
from cchc_desktop.errors import UserError
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.backup_compare import (
    Became,
    _became,
    _values,
    compare_with_backup,
)
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.plans import annual_plan, read_plan
from cchc_desktop.storage import second_place
from cchc_desktop.storage.backup import backups_of, make_backup
from cchc_desktop.storage.changes import RowChange
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.since import changed_since


@pytest.fixture
def dossier(new_sample: Callable[[Path], Path], tmp_path: Path) -> Iterator[Dossier]:
    made = Dossier.open(new_sample(tmp_path / "sample"), backup=False)
    yield made
    made.close()


def first_tasks(dossier: Dossier) -> list[str]:
    plan = annual_plan(dossier, 2026)
    assert plan is not None
    return [task.guid for task in read_plan(dossier, plan.guid).tasks[:3]]


def test_rows_are_told_by_what_became_of_them(dossier: Dossier) -> None:
    backup = make_backup(dossier.path)
    assert compare_with_backup(dossier, backup) == ()
    changed, gone, _kept = first_tasks(dossier)
    words = next(task.text for task in tasks.read_tasks(dossier, _plan(dossier)) if task.guid == changed)
    tasks.set_cells(dossier, cells=[(changed, Column.TASK, "Việc đã đổi")])
    tasks.remove_tasks(dossier, task_guids=[gone])
    rows = compare_with_backup(dossier, backup)
    told = {(row.became, row.words): row for row in rows if row.kind == "Nhiệm vụ"}
    assert len(told) == 2
    row = told[Became.CHANGED, "Việc đã đổi"]
    assert row.year == 2026 and "Bình Minh" in row.paper
    assert row.values == (("Nội dung", words, "Việc đã đổi"),)
    assert {became for became, _words in told} == {Became.CHANGED, Became.REMOVED}


def test_everything_that_differs_is_told(dossier: Dossier) -> None:
    """Against the plain rows of both files."""
    backup = make_backup(dossier.path)
    changed, gone, other = first_tasks(dossier)
    tasks.set_cells(dossier, cells=[(changed, Column.DEADLINE, "Quý IV"), (other, Column.LEAD, "Công an xã")])
    tasks.remove_tasks(dossier, task_guids=[gone])
    aside = ("history", "text_draft", "dossier_info", "stored_file", "column_mapping", "report_wording")
    with closing(sqlite3.connect(backup)) as old, closing(sqlite3.connect(dossier.path)) as new:
        names = [row[0] for row in new.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        went = came = 0
        for name in set(names) - {*aside, "alembic_version"}:
            before, after = ({row[0] for row in base.execute(f"SELECT guid FROM {name}")} for base in (old, new))
            went, came = went + len(before - after), came + len(after - before)
    rows = compare_with_backup(dossier, backup)
    assert sum(row.became is Became.REMOVED for row in rows) == went > 0
    assert sum(row.became is Became.NEW for row in rows) == came


def _plan(dossier: Dossier) -> str:
    plan = annual_plan(dossier, 2026)
    assert plan is not None
    return plan.guid


def test_a_backup_of_another_dossier_is_refused(dossier: Dossier, tmp_path: Path) -> None:
    Dossier.create(tmp_path / "khác.cchc").close()
    with pytest.raises(UserError, match="hồ sơ khác"):
        compare_with_backup(dossier, make_backup(tmp_path / "khác.cchc"))
    (tmp_path / "hỏng.cchc").write_bytes(b"SQLite format 3\x00" + bytes(5000))
    with pytest.raises(UserError, match="hỏng"):
        compare_with_backup(dossier, tmp_path / "hỏng.cchc")


def test_what_going_back_loses_is_told_day_by_day(dossier: Dossier) -> None:
    backup = make_backup(dossier.path)
    one, two, three = first_tasks(dossier)
    for guid in (one, two, three):
        tasks.set_cells(dossier, cells=[(guid, Column.DEADLINE, "Quý IV"), (guid, Column.LEAD, "Công an xã")])
    with closing(sqlite3.connect(dossier.path)) as raw, raw:
        moments = [row[0] for row in raw.execute("SELECT DISTINCT at FROM history ORDER BY at DESC LIMIT 3")]
        for at, moved in zip(moments, ("2026-09-08 07:55", "2026-09-07 17:05", "2026-09-07 16:20"), strict=True):
            raw.execute("UPDATE history SET at = ? WHERE at = ?", [f"{moved}:00.000000", at])
    since = changed_since(dossier.path, backup)
    assert since is not None
    assert [(day.steps, day.first, day.last) for day in since.days] == [
        (2, datetime(2026, 9, 7, 16, 20), datetime(2026, 9, 7, 17, 5)),
        (1, datetime(2026, 9, 8, 7, 55), datetime(2026, 9, 8, 7, 55)),
    ]


def test_the_second_place_gets_the_newest_backup_and_is_never_made(dossier: Dossier, tmp_path: Path) -> None:
    stick, path = tmp_path / "USB", dossier.path
    assert not second_place.copy_to_second_place(path)  # none was chosen
    second_place.choose_second_place(path, stick)
    first = make_backup(path)
    assert not second_place.copy_to_second_place(path) and not stick.exists()
    stick.mkdir()
    assert second_place.copy_to_second_place(path)
    (copy,) = stick.rglob("*.cchc")
    assert copy.name == first.name and copy.read_bytes() == first.read_bytes()
    reached = second_place.second_place(path)
    assert reached is not None and reached.at is not None and reached.at.date() == date.today()
    for _time in range(12):
        newest = make_backup(path)
        assert second_place.copy_to_second_place(path)
    kept = sorted(one.name for one in stick.rglob("*.cchc"))
    assert len(kept) == 10 and kept[-1] == newest.name
    assert not [one for one in stick.rglob("*") if one.is_file() and one.suffix != ".cchc"]
    second_place.choose_second_place(path, None)
    assert second_place.second_place(path) is None


def test_backups_by_command(dossier: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    path = dossier.path
    task = first_tasks(dossier)[0]

    def run(*words: object) -> tuple[int, str]:
        code = commands.main([str(word) for word in ("backups", path, *words)])
        return code, "".join(capsys.readouterr())

    assert "chưa có bản sao lưu" in run()[1]
    assert run("make")[0] == 0 and len(backups_of(path)) == 1
    tasks.set_cells(dossier, cells=[(task, Column.TASK, "Việc sau sao lưu")])
    dossier.close()
    code, told = run("compare")
    assert code == 0 and "changed" in told and "Việc sau sao lưu" in told
    code, told = run("restore")
    assert code == 0 and "trước khi khôi phục" in told
    code, told = run("compare")
    assert code == 0 and "Việc sau sao lưu" not in told
    assert run("restore", "--backup", path.parent / "không-có.cchc")[0] == 1


def test_only_words_of_a_changed_row_are_told() -> None:
    before = {
        "guid": "a",
        "revision": 1,
        "position": 0,
        "text": "cũ",
        "task_guid": "t",
        "docx_sha256": "x",
        "note": "n",
    }
    after = {"guid": "a", "revision": 2, "position": 5, "text": "mới", "task_guid": "u", "docx_sha256": "y"}
    assert list(_values(RowChange("task", "a", before, after))) == [("Nội dung", "cũ", "mới")]
    assert (
        list(_values(RowChange("task", "a", None, after))) == list(_values(RowChange("task", "a", before, None))) == []
    )
    kinds = [_became(RowChange("task", "a", old, new)) for old, new in ((None, after), (before, None), (before, after))]
    assert kinds == [Became.NEW, Became.REMOVED, Became.CHANGED]
