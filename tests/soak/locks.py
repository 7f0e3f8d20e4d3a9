"""Races for one dossier: programs that open it by path, symbolic link, hard link and relative path, write, and die.

Linux only.
"""

import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from cchc_desktop.storage.dossier import Dossier
from tests.soak.campaign import Campaign, Kind, Tally

WORKER = Path(__file__).with_name("lock_worker.py")
ROOT = Path(__file__).resolve().parents[2]


_WORKERS = 3


class _Worker:
    def __init__(self, folder: Path, seed: int, said: "SimpleQueue[str]") -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), str(folder), str(seed)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self._said = said
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):
                self._said.put(line.strip())

    def kill(self) -> str:
        """End it in the middle of whatever it does; what it had to complain about."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None and self.process.stderr is not None
        complaint = self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return complaint


class Race:
    """Programs that race until one of them has written; now and then one is killed."""

    def __init__(self, folder: Path, seed: int, tally: Tally) -> None:
        self._folder, self._tally, self._chance = folder, tally, random.Random(seed)
        self._said: SimpleQueue[str] = SimpleQueue()
        self._kept: set[str] = set()
        self._numbers = iter(range(seed * 1000, seed * 1000 + 1_000_000))
        self._running = [self._worker() for _number in range(_WORKERS)]
        self._next_kill = self._chance.randint(2, 12)

    def _worker(self) -> _Worker:
        return _Worker(self._folder, next(self._numbers), self._said)

    def run(self, number: int) -> str:
        """They ask until one of them has written; how many were refused meanwhile."""
        if number >= self._next_kill:
            place = self._chance.randrange(_WORKERS)
            self._complain(self._running[place])
            self._running[place] = self._worker()
            self._next_kill = number + self._chance.randint(2, 12)
        try:
            while self._note(self._said.get(timeout=60)) != "kept":
                pass
        except Empty:
            self._tally.note(Kind.HANG, "nobody got anywhere for a minute")
            return "nobody wrote"
        return "one wrote"

    def _note(self, line: str) -> str:
        kind, _space, name = line.partition(" ")
        if kind == "TWO":
            self._tally.note(Kind.LOSS, "two write at once")
        elif kind == "kept":
            self._kept.add(name)
        return kind

    def _complain(self, worker: _Worker) -> None:
        if text := worker.kill().strip():
            self._tally.note(Kind.CRASH, text.splitlines()[-1])

    def end(self) -> set[str]:
        """Kill them all; the names of all writes that were acknowledged."""
        for worker in self._running:
            self._complain(worker)
        while not self._said.empty():
            self._note(self._said.get())
        return self._kept


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """A dossier with many names, and a link where the note about its holder belongs."""
    dossier = folder / "a.cchc"
    Dossier.create(dossier).close()
    (folder / "inside").mkdir()
    (folder / "b.cchc").symlink_to(dossier)
    (folder / "inside" / "c.cchc").symlink_to("../b.cchc")
    os.link(dossier, folder / "e.cchc")
    (folder / "inside" / "d.cchc").symlink_to(folder / "e.cchc")
    victim = folder / "victim"
    victim.write_text("untouched")
    (folder / "~a.cchc.user").symlink_to(victim)
    race = Race(folder, seed, tally)
    try:
        yield race.run
    finally:
        kept = race.end()
    _look(dossier, victim, kept, tally)


def _look(dossier: Path, victim: Path, kept: set[str], tally: Tally) -> None:
    opened = Dossier.open(dossier, backup=False)
    if opened.read_only:
        tally.note(Kind.WORDS, "nobody is left, and the dossier cannot be written")
    opened.close()
    with closing(sqlite3.connect(dossier)) as raw:
        there = {row[0] for row in raw.execute("SELECT name FROM unit")}
        verdict = raw.execute("PRAGMA quick_check").fetchone()[0]
    for name in sorted(kept - there):
        tally.note(Kind.LOSS, f"write {name} is gone")
    if verdict != "ok":
        tally.note(Kind.LOSS, verdict)
    if victim.read_text() != "untouched":
        tally.note(Kind.LOSS, "what a link pointed to was overwritten")


CAMPAIGN = Campaign("three programs ask for a dossier by its six names until one has written", 1000, 900, prepare)
