"""What all campaigns share: how often, how long, from which seed, and what was found."""

import itertools
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cchc_desktop.errors import UserError

MEMORY = 300 * 1024 * 1024  # over the start


class Kind(StrEnum):
    """What can go wrong; the values are columns of the table."""

    LOSS = "losses"  # something acknowledged is gone, or stands where nobody put it; a file is half there
    CRASH = "crashes"  # anything raised but a `UserError`; the process died; Qt was critical
    HANG = "hangs"  # too much time or memory
    WORDS = "wrong words"  # what was said is not so, or nothing was said


@dataclass
class Tally:
    """What became of the runs; `faults` have all that is needed to see them again, `grown` is in bytes."""

    seed: int
    runs: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[Kind, str]] = field(default_factory=list)
    slowest: float = 0.0
    grown: int = 0
    took: float = 0.0

    def note(self, kind: Kind, words: str) -> None:
        """Something went wrong in the run that is under way."""
        self.faults.append((kind, f"seed {self.seed}, run {self.runs}: {words}"))

    def count(self, kind: Kind) -> int:
        """How often that went wrong."""
        return sum(each == kind for each, _words in self.faults)


@dataclass(frozen=True)
class Campaign:
    """A way to break the program, tried over and over.

    `prepare` makes what is needed in an empty folder, from the seed, and gives the function that makes the run of a
    number and says in a word what came of it; a `UserError` is "refused". What ends it may note faults too. Seed and
    number decide all that happens, as far as processes and threads allow. `seconds` bound the whole; a run that takes
    more than `slow` seconds of the processor hangs.
    """

    what: str
    count: int
    seconds: float
    prepare: Callable[[Path, int, Tally], AbstractContextManager[Callable[[int], str]]]
    slow: float = 60.0


def carry_out(
    campaign: Campaign,
    folder: Path,
    *,
    seed: int,
    count: int | None = None,
    seconds: float | None = None,
    say: Callable[[Tally], object] = lambda _tally: None,
) -> Tally:
    """The campaign in an empty folder; `say` is called before each run."""
    tally = Tally(seed)
    begun = time.monotonic()
    end = begun + (campaign.seconds if seconds is None else seconds)
    with campaign.prepare(folder, seed, tally) as run:
        memory = _memory()
        for number in itertools.islice(itertools.count(), campaign.count if count is None else count):
            if time.monotonic() > end:
                break
            say(tally)
            _once(campaign, run, number, tally)
            tally.took, tally.grown = time.monotonic() - begun, _memory() - memory
    if tally.grown > MEMORY:
        tally.note(Kind.HANG, f"grew by {tally.grown // 1024 // 1024} MB")
    return tally


def _once(campaign: Campaign, run: Callable[[int], str], number: int, tally: Tally) -> None:
    before = _worked()
    try:
        outcome = run(number)
    except UserError as error:
        outcome = "refused"
        if not str(error).strip():
            tally.note(Kind.WORDS, "an empty sentence")
    except Exception:  # the campaign goes on and shows it
        outcome = "crashed"
        tally.note(Kind.CRASH, traceback.format_exc(limit=-6))
    worked = _worked() - before
    tally.outcomes[outcome] += 1
    tally.slowest = max(tally.slowest, worked)
    if worked > campaign.slow:
        tally.note(Kind.HANG, f"{worked:.1f} s")
    tally.runs += 1


def _worked() -> float:
    """Seconds of the processor that this process and its ended children have had."""
    return sum(os.times()[:4])


def _memory() -> int:
    """The most memory that this process ever took, in bytes; 0 where the system does not tell."""
    try:
        import resource  # POSIX alone
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
