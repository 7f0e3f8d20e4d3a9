"""Restorings that are killed at any point: the dossier opens with the old content or the new, and nothing is lost.

python -m tests.soak.restore_kills [TIMES [SEED]]
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from cchc_desktop import leftovers
from cchc_desktop.storage import backup
from cchc_desktop.storage.damage import verdict
from cchc_desktop.storage.dossier import Dossier
from tests.storage.made import add_units, dossier_with, names_in

ROOT = Path(__file__).resolve().parents[2]
_LONGEST = 0.06  # seconds into the restorings at which the kill comes

_RESTORE = """
import sys
from pathlib import Path
from cchc_desktop.storage import damage, schema
from cchc_desktop.storage.restoring import restore
path, backups = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
print("ready", flush=True)
while True:
    for one in backups:
        restore(one, path)
"""


def kill_restorings(folder: Path, times: int, seed: int) -> Iterator[str]:
    """Each wrong outcome as a line; none when all is well."""
    chance = random.Random(seed)
    path = dossier_with(folder / "Xã A.cchc", "A")
    backups = [backup.make_backup(path)]
    add_units(path, "B")
    backups.append(backup.make_backup(path))
    for number in range(times):
        add_units(path, f"C{number}")  # what no backup holds
        now = names_in(path)
        _kill_one(path, backups, chance.uniform(0, _LONGEST))
        yield from (f"kill {number}: {wrong}" for wrong in _judge(path, now))
        for kept in path.parent.glob("*(*).cchc*"):
            kept.unlink()


def _kill_one(path: Path, backups: list[Path], after: float) -> None:
    command = [sys.executable, "-c", _RESTORE, str(path), *map(str, backups)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as program:
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(after)  # the moment of the kill, not a wait for something
        program.send_signal(signal.SIGKILL)


def _judge(path: Path, before: list[str]) -> Iterator[str]:
    try:
        Dossier.open(path, backup=False).close()
    except Exception as error:
        yield f"does not open: {error!r}"
        return
    leftovers.sweep(path.parent)
    states = {one: names_in(one) for one in path.parent.glob("*.cchc")}
    if states[path] not in (before, ["A"], ["A", "B"]):
        yield f"holds {states[path]}"
    if before not in states.values():
        yield "what stood there is gone"
    damaged = [one.name for one in states if verdict(one)]
    if damaged:
        yield f"damaged: {damaged}"
    if path.stat().st_nlink != 1:
        yield "two names of one file"
    if left := [one.name for one in path.parent.glob("~cchc-*")]:
        yield f"left behind: {left}"


def main(times: int = 300, seed: int = 1) -> int:
    """Print what went wrong; 1 when anything did."""
    print(f"restore kills: {times}, seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CCHC_HOME"] = f"{folder}/home"
        wrong = list(kill_restorings(Path(folder), times, seed))
    print("\n".join(wrong) or "nothing lost")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
