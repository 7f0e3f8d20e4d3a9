"""The start of the program as a process of its own: usable at once, the rest loaded after the window."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cchc_desktop.storage.backup import backups_of
from cchc_desktop.ui.loading import load_the_rest

_START = """
import sys
from cchc_desktop import app
if sys.argv.pop() == "ready":
    app._PAUSE_MS = 3_600_000  # what is loaded by then was loaded on the way, however slow the machine is
code = app.main(sys.argv)
heavy = {"alembic", "babel", "docx", "openpyxl", "reportlab", "sqlalchemy"}
print(*sorted(heavy & set(sys.modules)))
sys.exit(code)
"""


def started(dossier: Path, until: str) -> list[str]:
    """What a start says: "ready", then the heavy libraries it has loaded by then."""
    done = subprocess.run(
        [sys.executable, "-c", _START, str(dossier), until],
        env={**os.environ, "CCHC_QUIT_WHEN": until, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        timeout=600,  # a machine that does much else takes its time
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_window_stands_before_anything_heavy_is_loaded_and_the_start_is_backed_up(sample: Path) -> None:
    assert started(sample, "ready") == ["ready"]
    assert len(backups_of(sample)) == 1
    assert not list(sample.parent.glob("~*"))


def test_the_rest_is_loaded_in_the_background(sample: Path) -> None:
    assert started(sample, "loaded") == ["ready", "docx", "sqlalchemy"]


def test_loading_ends_without_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)  # or it would be told of in some later test
    load_the_rest().join()  # however long a busy machine takes
    assert [fault.exc_value for fault in faults] == []
