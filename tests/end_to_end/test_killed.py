"""The power fails while the officer works: whatever was acknowledged is in the file, and the file is sound."""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage.dossier import Dossier

EDITOR = Path(__file__).with_name("editing.py")
ROOT = Path(__file__).resolve().parents[2]


def begun(path: Path) -> tuple[str, str]:
    """A dossier with an empty plan; the guids of the plan and of a group in it."""
    dossier = create_dossier(
        path, office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=2026
    )
    plan = plans.create_plan(dossier, year=2026).created("plan")[0]
    group = tasks.add_group(dossier, plan_guid=plan, title="Cải cách thể chế").created("task_group")[0]
    dossier.close()
    return plan, group


def edit_until_killed(path: Path, group: str, after: int) -> list[tuple[str, str, str]]:
    """Let the editing program run until it has acknowledged so many edits, then kill it; all that it acknowledged."""
    command = [sys.executable, str(EDITOR), str(path), group]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as editor:
        assert editor.stdout is not None
        lines = [editor.stdout.readline() for _edit in range(after)]
        editor.kill()  # SIGKILL; on Windows TerminateProcess
        lines += editor.stdout.readlines()  # what it still managed to say before it died
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(kind, guid, text) for kind, guid, text in whole]


def expected(edits: list[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """The tasks that must be there, with what was typed into them."""
    rows: dict[str, dict[str, str]] = {}
    for kind, guid, text in edits:
        if kind == "removed":
            del rows[guid]
        else:
            rows.setdefault(guid, {})[kind] = text
    return rows


@pytest.mark.parametrize("seed", range(4))
def test_no_acknowledged_edit_is_lost(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "Hồ sơ.cchc"
    plan, group = begun(path)
    after = random.Random(seed).randint(5, 60)
    edits = edit_until_killed(path, group, after)
    assert len(edits) >= after
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    dossier = Dossier.open(path)
    assert not dossier.read_only  # the dead program's lock does not keep anyone out
    rows = {row.guid: row for row in tasks.read_tasks(dossier, plan)}
    wanted = expected(edits)
    kind, last, _text = edits[-1]
    if kind == "status" and last not in rows:
        del wanted[last]  # its removal was written, but the program died before it could say so
    for guid, typed in wanted.items():
        if "typed" in typed:
            assert rows[guid].text == f"Nhiệm vụ {typed['typed']}"
        if "status" in typed:
            assert rows[guid].percent == int(typed["status"])
    removed = {guid for kind, guid, _text in edits if kind == "removed"}
    assert not removed & rows.keys()
    assert len(rows.keys() - wanted.keys()) <= 1  # likewise the beginning of one more task
    tasks.add_task(dossier, group_guid=group)
    dossier.close()
