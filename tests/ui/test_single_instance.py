"""A second start hands its file to the first."""

import os
import subprocess
import sys

from pytestqt.qtbot import QtBot

from cchc_desktop.ui.single_instance import SingleInstance

# A start without a window: says what it is, the first also each file it is handed, until it is told to end.
_START = """
import sys, threading
from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from cchc_desktop.ui.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance()
if not instance.is_first(sys.argv[1]):
    print("handed", flush=True)
    sys.exit()
instance.listen()
print("first", flush=True)
instance.handed_over.connect(lambda name: print(name, flush=True))
quitting = lambda: QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)
threading.Thread(target=lambda: (sys.stdin.read(), quitting()), daemon=True).start()
app.exec()
instance.end()
"""


def start(file: str) -> "subprocess.Popen[str]":
    """A start that runs at once with the others."""
    return subprocess.Popen(
        [sys.executable, "-c", _START, file],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_a_second_start_hands_its_file_over(qtbot: QtBot) -> None:
    first = SingleInstance()
    assert first.is_first("")
    first.listen()
    with qtbot.waitSignal(first.handed_over, timeout=60_000) as handed:
        second = start("/nhà/Xã Bình Minh.cchc")
    assert handed.args == ["/nhà/Xã Bình Minh.cchc"]
    assert second.communicate(timeout=60)[0] == "handed\n"
    first.end()
    first.let_go()


def test_of_double_clicks_at_once_one_is_the_first_and_has_every_file() -> None:
    files = [f"Hồ sơ {number}.cchc" for number in range(3)]
    starts = dict(zip(files, map(start, files), strict=True))
    said = {}
    for file, process in starts.items():
        assert process.stdout is not None
        said[file] = process.stdout.readline().strip()
    (chosen,) = [file for file, word in said.items() if word == "first"]
    rest = sorted(set(files) - {chosen})
    assert [said[file] for file in rest] == ["handed"] * len(rest)
    told = starts[chosen].stdout  # read on as before: what was read ahead is not seen by `communicate`
    assert told is not None and sorted(told.readline().strip() for _file in rest) == rest
    for process in starts.values():
        process.communicate("", timeout=60)


def test_whoever_starts_while_the_first_ends_opens_its_own_file() -> None:
    first = SingleInstance()
    assert first.is_first("")
    first.listen()
    first.end()
    second = start("/nhà/Xã Bình Minh.cchc")
    first.let_go()
    assert second.stdout is not None and second.stdout.readline() == "first\n"
    second.communicate("", timeout=60)
