"""The start of the program as a process of its own: usable at once, the rest loaded after the window."""

import ast
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cchc_desktop import ui
from cchc_desktop.storage.backup import backups_of
from cchc_desktop.ui.loading import load_the_rest

_START = """
import sys
from cchc_desktop import app
from cchc_desktop.ui import program
if sys.argv.pop() == "ready":
    program._PAUSE_MS = 3_600_000  # what is loaded by then was loaded on the way, however slow the machine is
heavy = {"alembic", "babel", "docx", "openpyxl", "reportlab", "sqlalchemy"}
heavy |= {"PySide6.QtNetwork", "cchc_desktop.ui.jobs"}
say_ready = program.say_ready
def say(qt):
    qt.processEvents()
    names = sorted(heavy & set(sys.modules))
    say_ready(qt)
    print(*names)
program.say_ready = say
sys.exit(app.main(sys.argv))
"""


def started(dossier: Path, until: str) -> list[str]:
    """What a start says: "ready", then the heavy libraries it has loaded by then."""
    return said(_START, until, str(dossier), until)


def said(source: str, until: str, *words: str) -> list[str]:
    """The words that a start prints which ends at "window", "ready" or "loaded"."""
    done = subprocess.run(
        [sys.executable, "-c", source, *words],
        env={**os.environ, "CCHC_QUIT_WHEN": until, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        timeout=600,  # a machine that does much else takes its time
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


# What the first window may load of the program, beside Python and Qt.
_FIRST = """
import sys
from cchc_desktop import __main__
sys.argv = sys.argv[:1]
code = __main__.main()
print(*sorted(name for name in sys.modules if name.startswith("cchc_desktop.")))
"""
_FIRST_ROOMS = {"app", "clock", "commands", "errors", "files", "i18n", "leftovers", "options", "paths"}
_FIRST_OF_THE_WINDOW = {"ui", "ui.application", "ui.single_instance", "ui.tokens"}


def test_the_first_window_stands_before_the_program_is_loaded() -> None:
    ready, *loaded = said(_FIRST, "window")
    assert ready == "ready"
    names = {name.removeprefix("cchc_desktop.") for name in loaded} - {"__main__"}
    assert {"app", "ui.application"} <= names <= _FIRST_ROOMS | _FIRST_OF_THE_WINDOW


def test_the_window_stands_before_anything_heavy_is_loaded_and_the_start_is_backed_up(sample: Path) -> None:
    assert started(sample, "ready") == ["ready"]
    assert len(backups_of(sample)) == 1
    assert not list(sample.parent.glob("~*"))


def test_the_rest_is_loaded_in_the_background(sample: Path) -> None:
    assert started(sample, "loaded") == ["ready", "PySide6.QtNetwork", "docx", "sqlalchemy"]


def test_who_asks_for_a_part_of_a_library_asks_for_the_whole_first() -> None:
    """Of two threads that begin with a part and with the whole Python hands one a library that is half loaded."""
    wrong = []
    for file in Path(ui.__file__).parents[1].rglob("*.py"):
        whole: set[str] = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                whole |= {"sqlalchemy", "docx"} & set(names)
                # The whole of SQLAlchemy does not ask for its mapper.
                parts = {
                    name for name in names if name.startswith(("sqlalchemy.", "docx.")) and name != "sqlalchemy.orm"
                }
                wrong += [(file.name, part) for part in parts if part.partition(".")[0] not in whole]
    assert wrong == []


def test_loading_ends_without_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)  # or it would be told of in some later test
    load_the_rest().join()  # however long a busy machine takes
    assert [fault.exc_value for fault in faults] == []
