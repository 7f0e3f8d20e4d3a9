"""The end of the program as a process of its own: it goes without a crash, and a crash leaves its traces."""

import os
import subprocess
import sys
from pathlib import Path

_COPIED = """
import sys
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from cchc_desktop import app
from cchc_desktop.ui import program

def copy(begin=program.Program.begin):
    def first(self, file):
        copied = QMimeData()
        copied.setHtml("<b>1.1</b>")
        QGuiApplication.clipboard().setMimeData(copied)
        begin(self, file)
    return first

program.Program.begin = copy()
sys.exit(app.main(sys.argv))
"""
_CRASHED = """
import ctypes
from PySide6.QtCore import qWarning
from cchc_desktop import app

app.start_log()
app.start_crash_log()
app.log_qt()
qWarning("QThing: no 'Rà soát thủ tục' in (1, 2)")

def lost_pointer():
    ctypes.string_at(0)

lost_pointer()
"""


def ended(source: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", source, *words],
        env={**os.environ, "CCHC_QUIT_WHEN": "loaded", "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_program_ends_well_with_something_copied(sample: Path) -> None:
    done = ended(_COPIED, str(sample))
    assert (done.returncode, done.stdout.split()) == (0, ["ready"]), done.stderr


def test_a_crash_and_what_qt_warned_of_stand_in_the_officers_folder_without_what_was_typed(home: Path) -> None:
    assert ended(_CRASHED).returncode != 0
    crash = home / "crash.log"
    assert "in lost_pointer" in crash.read_text(encoding="utf-8")
    log = (home / "cchc.log").read_text(encoding="utf-8")
    assert "WARNING" in log and "QThing: no … in …" in log
    if os.name != "nt":
        assert crash.stat().st_mode & 0o077 == 0
