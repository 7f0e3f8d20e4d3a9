"""`python -m installer.trial`: the setup tried under Wine, as an officer and an IT officer would use it.

Every step prints what was done and what was seen; the first that goes wrong ends the trial with exit code 1.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.trial.steps import STEPS, Trial
from installer.trial.wine import Wine, WineError


@contextmanager
def display() -> Iterator[None]:
    """A screen of the size that the offices have, for the programs that are started meanwhile."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        raise WineError("Xvfb is missing. Type: sudo apt-get install -y --no-install-recommends xvfb")
    reader, writer = os.pipe()
    command = [xvfb, "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with open(reader, encoding="ascii") as said:
        os.environ["DISPLAY"] = f":{said.readline().strip()}"
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def main() -> int:
    """Exit code 0 when every step was as it has to be."""
    parser = argparse.ArgumentParser(prog="dev.py wine", description=__doc__)
    parser.add_argument("dist", type=Path, help="where the setup that is tried lies")
    parser.add_argument("--out", type=Path, required=True, help="for papers, pictures and Wine's own folder")
    chosen = parser.parse_args()
    try:
        with display():
            wine = Wine(chosen.out.absolute())
            trial = Trial(wine, chosen.dist.absolute())
            try:
                for number, step in enumerate(STEPS, 1):
                    begun = time.monotonic()
                    seen = step(trial)
                    print(f"{number:2}. {step.__doc__}\n      {seen} [{time.monotonic() - begun:.1f} s]", flush=True)
            finally:
                wine.end()
    except WineError as error:
        print(f"FAILED: {error}", flush=True)
        return 1
    print(f"{len(STEPS)} steps, all as they have to be.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
