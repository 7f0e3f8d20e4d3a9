"""Races for one dossier: programs that open it by path, symbolic link, hard link and relative path, write, and die.

`python -m tests.soak.locks [RACES] [SEED]` from the project's folder; Linux only.
"""

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory

from cchc_desktop.storage.dossier import Dossier

WORKER = Path(__file__).with_name("lock_worker.py")
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Outcome:
    """What a campaign found: `races` times a program asked for the dossier; the rest should be empty or zero."""

    seed: int
    races: int = 0
    writes: int = 0
    kills: int = 0
    two_writers: int = 0
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.two_writers or self.lost or self.faults)


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


def race(folder: Path, races: int, seed: int, workers: int = 3, bound: float = 600.0) -> Outcome:
    """At least so many races in an empty folder, a tenth of them won, or as many as `bound` seconds allow."""
    found, chance = Outcome(seed), random.Random(seed)
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
    said: SimpleQueue[str] = SimpleQueue()
    kept: set[str] = set()
    numbers = iter(range(seed * 1000, seed * 1000 + 1000))
    running = [_Worker(folder, next(numbers), said) for _worker in range(workers)]
    end, next_kill = time.monotonic() + bound, chance.randint(20, 120)
    try:
        while (found.races < races or found.writes < races // 10) and time.monotonic() < end:
            try:
                _note(said.get(timeout=10), found, kept)
            except Empty:
                found.faults.append("nobody got anywhere for ten seconds")
                break
            if found.races >= next_kill:
                place = chance.randrange(workers)
                _complain(running[place].kill(), found)
                found.kills += 1
                running[place] = _Worker(folder, next(numbers), said)
                next_kill = found.races + chance.randint(20, 120)
    finally:
        for worker in running:
            _complain(worker.kill(), found)
    while not said.empty():
        _note(said.get(), found, kept)
    _look(dossier, victim, found, kept)
    return found


def _note(line: str, found: Outcome, kept: set[str]) -> None:
    kind, _space, name = line.partition(" ")
    if kind == "TWO":
        found.two_writers += 1
        return
    found.races += 1
    if kind == "kept":
        found.writes += 1
        kept.add(name)


def _complain(text: str, found: Outcome) -> None:
    if text.strip():
        found.faults.append(text.strip().splitlines()[-1])


def _look(dossier: Path, victim: Path, found: Outcome, kept: set[str]) -> None:
    opened = Dossier.open(dossier, backup=False)
    if opened.read_only:
        found.faults.append("nobody is left, and the dossier cannot be written")
    opened.close()
    with closing(sqlite3.connect(dossier)) as raw:
        there = {row[0] for row in raw.execute("SELECT name FROM unit")}
        verdict = raw.execute("PRAGMA quick_check").fetchone()[0]
    found.lost += sorted(kept - there)
    if verdict != "ok":
        found.faults.append(verdict)
    if victim.read_text() != "untouched":
        found.faults.append("what a link pointed to was overwritten")


def main(words: list[str]) -> int:
    """1 when a writer was not alone, an acknowledged write is gone, or something failed."""
    races = int(words[0]) if words else 1000
    seed = int(words[1]) if len(words) > 1 else random.SystemRandom().randrange(10_000)
    with TemporaryDirectory() as folder:
        found = race(Path(folder), races, seed)
    print(found)
    return 0 if found.is_clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
