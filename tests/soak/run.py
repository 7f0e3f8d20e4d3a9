"""Long campaigns against the program: `python3 dev.py soak [NAME …] [--count N] [--seed S] [--seconds T] [--write]`.

Each is a module of this folder with a `CAMPAIGN`, and is carried out in a process of its own: one that dies or hangs is
found as well. The seed is printed, and the same seed does the same as far as processes and threads allow. With --write
the rows of what was run are renewed in docs/reliability.md. Exit code 1 when anything was found. Kills, races and the
full drive need Linux.
"""

import argparse
import faulthandler
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib import import_module
from pathlib import Path
from random import SystemRandom

from tests.soak.campaign import Campaign, Kind, Tally, carry_out

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reliability.md"
NAMES = (
    "edit_kills", "file_kills", "restore_kills", "full_disk", "lost_places", "damage", "damage_window", "locks",
    "exchange", "sheets", "xls", "papers", "pdfs", "monkey", "dialog_monkey",
)  # fmt: skip
_SILENCE = 180.0  # seconds after which a run that says nothing is a hang
_EVERY = 10.0  # seconds between two signs of life
_SHOWN = 12  # faults that are printed

_HEAD = """# Reliability

Campaigns that try to break the program, each with seeds, a bound and a count, far longer than the tests could be. Most
have a short form among the tests. This page is written by `python3 dev.py soak --write`; the campaigns are in
[tests/soak/](../tests/soak/).

A *loss* is anything acknowledged that is gone, anything that stands where nobody put it, and any file that is half
there or left over; a *crash* is any error but a sentence for the officer; a *hang* is a run beyond its bound, or a
campaign that grew by more than 300 MB; *wrong words* are sentences that are not so. *Slowest* is the processor time of
one run.

"""
_COLUMNS = (
    "campaign", "one run", "runs", *Kind, "slowest", "grown", "took", "date", "commit", "command",
)  # fmt: skip


def campaign_of(name: str) -> Campaign:
    """The campaign of a module."""
    found = import_module(f"tests.soak.{name}").CAMPAIGN
    assert isinstance(found, Campaign)
    return found


def main(words: list[str]) -> int:
    """Carry out what was asked for, one after the other."""
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--count", type=int, help="runs of each; without it, as many as the campaign says")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--seconds", type=float, help="the bound of each; without it, what the campaign says")
    parser.add_argument("--write", action="store_true", help="renew docs/reliability.md")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)  # the process of one campaign
    chosen = parser.parse_args(words)
    if unknown := [name for name in chosen.names if name not in NAMES]:
        parser.error(f"no campaign {', '.join(unknown)}; there are {', '.join(NAMES)}")
    if chosen.into is not None:
        return _inside(chosen)
    found = 0
    for name in chosen.names or NAMES:
        tally = _outside(name, chosen)
        found += len(tally.faults)
        if chosen.write:
            write_row(name, tally, chosen)
    return 1 if found else 0


def _outside(name: str, chosen: argparse.Namespace) -> Tally:
    """The campaign in a process of its own, in an empty folder, with a home of its own."""
    bound = campaign_of(name).seconds if chosen.seconds is None else chosen.seconds
    with tempfile.TemporaryDirectory(prefix="cchc-soak-", ignore_cleanup_errors=True) as folder:
        into = Path(folder, "tally")
        options = ["--seed", str(chosen.seed), "--seconds", str(bound), "--into", str(into)]
        options += ["--count", str(chosen.count)] if chosen.count is not None else []
        print(f"{name}: seed {chosen.seed}, at most {bound:.0f} s", flush=True)
        home = {"CCHC_HOME": str(Path(folder, "home")), "HOME": folder, "CCHC_TODAY": "2026-09-08"}
        code: int | str
        try:
            code = subprocess.run(
                [sys.executable, "-m", "tests.soak.run", name, *options],
                cwd=ROOT,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **home},
                timeout=bound + 2 * _SILENCE,
            ).returncode
        except subprocess.TimeoutExpired:
            code = "no end"
        tally: Tally = pickle.loads(into.read_bytes()) if into.exists() else Tally(chosen.seed)
    if code == "no end":
        tally.note(Kind.HANG, "the campaign did not end")
    elif code != 0:
        hung = code == 1  # as `faulthandler` ends it
        tally.note(Kind.HANG if hung else Kind.CRASH, f"the process ended with code {code}; the reason stands above")
    _print(name, tally)
    return tally


def _inside(chosen: argparse.Namespace) -> int:
    """Carry out one campaign and keep its tally, every few seconds too."""
    spoken = 0.0
    begun = time.monotonic()

    def say(tally: Tally) -> None:
        nonlocal spoken
        faulthandler.dump_traceback_later(_SILENCE, exit=True)
        if time.monotonic() - spoken > _EVERY:
            spoken = time.monotonic()
            keep(tally)
            print(f"  {spoken - begun:.0f} s: {tally.runs} runs, {len(tally.faults)} faults", flush=True)

    def keep(tally: Tally) -> None:
        chosen.into.write_bytes(pickle.dumps(tally))

    faulthandler.enable()
    (name,) = chosen.names
    folder = chosen.into.parent / "work"
    folder.mkdir()
    campaign = campaign_of(name)
    tally = carry_out(campaign, folder, seed=chosen.seed, count=chosen.count, seconds=chosen.seconds, say=say)
    faulthandler.cancel_dump_traceback_later()
    keep(tally)
    shutil.rmtree(folder, ignore_errors=True)
    return 0


def _print(name: str, tally: Tally) -> None:
    for kind, words in tally.faults[:_SHOWN]:
        print(f"{kind}: {words}", flush=True)
    figures = ", ".join(f"{tally.count(kind)} {kind}" for kind in Kind)
    print(f"{name}: seed {tally.seed}, {tally.runs} runs in {tally.took:.0f} s, {dict(tally.outcomes)}")
    print(f"{name}: {figures}, slowest {tally.slowest:.2f} s, grown by {tally.grown // 1024 // 1024} MB", flush=True)


def write_row(name: str, tally: Tally, chosen: argparse.Namespace) -> None:
    """Renew one row of the page, and leave the others, and what stands below them, as they were found."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    above, *below = page.partition("\n## ")
    rows = {row[1]: row[0] for row in re.finditer(r"^\| (\w+) \|.*$", above, re.MULTILINE)}
    campaign = campaign_of(name)
    command = f"dev.py soak {name} --seed {tally.seed}"
    command += f" --count {chosen.count}" if chosen.count is not None else ""
    command += f" --seconds {chosen.seconds:.0f}" if chosen.seconds is not None else ""
    cells = [name, campaign.what, str(tally.runs), *(str(tally.count(kind)) for kind in Kind)]
    cells += [f"{tally.slowest:.2f} s", f"{tally.grown // 1024 // 1024} MB", f"{tally.took / 60:.0f} min"]
    cells += [f"{date.today():%Y-%m-%d}", _commit(), f"`{command}`"]
    rows[name] = f"| {' | '.join(cells)} |"
    lines = [f"| {' | '.join(_COLUMNS)} |", "|" + "---|" * len(_COLUMNS)]
    lines += [rows[each] for each in NAMES if each in rows]
    PAGE.write_text(_HEAD + "\n".join([*lines, ""]) + "".join(below), encoding="utf-8", newline="\n")


def _commit() -> str:
    """The commit that was tried; a plus where there are further edits."""
    git = ["git", "-C", str(ROOT)]
    try:
        head = subprocess.run([*git, "rev-parse", "--short=8", "HEAD"], capture_output=True, text=True, check=True)
        edited = subprocess.run([*git, "status", "--porcelain", "cchc_desktop"], capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return "-"
    return head.stdout.strip() + ("+" if edited.stdout.strip() else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
