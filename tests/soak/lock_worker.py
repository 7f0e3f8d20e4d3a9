"""Run by locks.py as a program of its own: opens one dossier under all its names for ever, and writes when it may.

Each line says what happened: "kept NAME" a write that was acknowledged, "refused", or "TWO" when another writer was
inside at the same time. The witness is a lock of another kind on another file. It is opened first, because a process
that is killed closes its files in that order: then nobody can find it locked who has the dossier's lock.
"""

import fcntl
import os
import random
import sys
from pathlib import Path


def main(folder: Path, seed: int) -> None:
    """Race until killed."""
    witness = os.open(folder / "witness", os.O_RDWR | os.O_CREAT)
    from cchc_desktop.models.office import Unit
    from cchc_desktop.storage.dossier import Dossier

    chance = random.Random(seed)
    os.chdir(folder)
    names = ("a.cchc", "b.cchc", "inside/c.cchc", str(folder / "a.cchc"), "inside/../a.cchc", "inside/d.cchc")
    turn = 0
    while True:
        dossier = Dossier.open(Path(chance.choice(names)), backup=False)
        if dossier.read_only:
            print("refused", flush=True)
        else:
            try:
                fcntl.flock(witness, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                print("TWO", flush=True)
            turn += 1
            name = f"{seed}-{turn}"
            with dossier.change("race") as work:
                work.session.add(Unit(position=0, name=name, key=name))
            print(f"kept {name}", flush=True)
            fcntl.flock(witness, fcntl.LOCK_UN)
        dossier.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
