"""Work in a process of its own that is killed at any moment, and what must hold afterwards. POSIX alone: it forks."""

import os
import signal
import sqlite3
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from cchc_desktop import leftovers, paths
from cchc_desktop.services.opened_copies import sweep_copies
from cchc_desktop.storage import backup
from cchc_desktop.storage.damage import verdict
from cchc_desktop.storage.dossier import Dossier
from tests.soak.campaign import Kind, Tally

Say = Callable[[str], None]
State = tuple[tuple[str, int, int], ...]


def killed(work: Callable[[Say], object], after: float, words: int = 1) -> list[str]:
    """What the work said, one line each, until it was killed: so many seconds after so many lines.

    A line "failed" and what follows it tell that it was not killed but raised something.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of whoever runs this take no part
        child = os.fork()
    if child == 0:
        _work(work, reading, writing)
    os.close(writing)
    with open(reading, encoding="utf-8") as said:
        lines = [line for line in (said.readline() for _word in range(words)) if line]
        time.sleep(after)  # the moment of the kill, not a wait for something
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += said.readlines()
    return [line.rstrip("\n") for line in lines if line.endswith("\n")]


def _work(work: Callable[[Say], object], reading: int, writing: int) -> None:
    """In the child: work until killed; never returns."""
    os.close(reading)

    def say(words: str) -> None:
        os.write(writing, words.encode() + b"\n")

    try:
        work(say)
        say("done")
    except BaseException:
        say("failed\n" + traceback.format_exc(limit=-6))
    finally:
        os._exit(0)


def state_of(dossier: Path) -> State:
    """Every table with the number of its rows and the sum of their revisions, which grow with every write."""
    with closing(sqlite3.connect(dossier)) as plain:
        names = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return tuple(
            (name, *plain.execute(f"SELECT count(*), {_revisions(plain, name)} FROM {name}").fetchone())
            for name in names
        )


def _revisions(plain: sqlite3.Connection, name: str) -> str:
    has = any(column[1] == "revision" for column in plain.execute(f"PRAGMA table_info({name})"))
    return "coalesce(sum(revision), 0)" if has else "0"


def start_again(folder: Path) -> None:
    """What the next start does about whatever a dead process has left."""
    leftovers.sweep(folder)
    sweep_copies()
    for dossier in list(folder.glob("*.cchc")):
        if not dossier.exists():  # the second name of one that was opened
            continue
        Dossier.open(dossier, backup=False).close()
        leftovers.sweep(backup.backup_folder(dossier))


def check_files(folder: Path, tally: Tally) -> None:
    """Every file in the folder and in the officer's own is whole, and nothing unfinished lies about."""
    for file in (*folder.rglob("*"), *paths.home().rglob("*")):
        if file.is_file() and (wrong := _fault_of(file)):
            tally.note(Kind.LOSS, f"{file.parent.name}/{file.name}: {wrong}")


def _fault_of(file: Path) -> str:
    if file.name.startswith("~") or file.suffix == ".tmp":
        return "left behind"
    data = file.read_bytes()
    if file.suffix == ".cchc":
        return _fault_of_dossier(file)
    if file.suffix in (".docx", ".xlsx", ".cchcgoi"):
        if not zipfile.is_zipfile(file):
            return "half there"
        with zipfile.ZipFile(file) as archive:
            return archive.testzip() or ""
    ends = {".pdf": b"%%EOF", ".ics": b"END:VCALENDAR", ".eml": b"--", ".json": b"}", ".cchcphan": b"}"}
    return "" if data.rstrip().endswith(ends.get(file.suffix, b"")) else "half there"


def _fault_of_dossier(file: Path) -> str:
    if found := verdict(file):
        return f"damaged: {found[0].where}"
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as plain:
        if plain.execute("PRAGMA foreign_key_check").fetchone() is not None:
            return "rows without the rows that they belong to"
    return ""


def note_failure(lines: list[str], tally: Tally) -> None:
    """Note what the work raised instead of being killed."""
    if "failed" in lines:
        tally.note(Kind.CRASH, "\n".join(lines[lines.index("failed") :]))
