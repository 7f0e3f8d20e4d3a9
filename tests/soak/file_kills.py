"""Programs that are killed while they make files: each file is whole or not there, and nothing is left over."""

import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from cchc_desktop import paths
from cchc_desktop.storage.backup import make_backup
from tests.soak import jobs
from tests.soak.campaign import Campaign, Kind, Tally
from tests.soak.killing import Say, check_files, killed, note_failure, start_again, state_of

_LEFT_OUT = {"edit", "move"}  # verbs have a campaign of their own


def with_path(job: Callable[..., Path | None]) -> Callable[[Path, Path, str], Path | None]:
    """The job with a dossier that it opens itself."""
    if job in jobs.WITH_PATH:
        return job

    def run(source: Path, out: Path, name: str) -> Path | None:
        with jobs.held(source) as dossier:
            return job(dossier, out, name)

    return run


JOBS = {job.__name__: with_path(job) for job in (*jobs.WITH_DOSSIER, *jobs.WITH_PATH) if job.__name__ not in _LEFT_OUT}


def work(job: Callable[[Path, Path, str], Path | None], source: Path, out: Path, say: Say) -> None:
    """The job over and over until killed; says which files were made."""
    say("begun")
    for number in count():
        made = job(source, out, f"Tệp {number}")
        if made is not None:
            say(str(made))


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """The sample with a backup, copied for each run; how long each job takes is measured first."""
    made = jobs.create_sample(folder / "made")
    source = folder / "work" / "Xã A.cchc"
    lengths: dict[str, float] = {}

    def begin() -> Path:
        for old in (source.parent, paths.home()):
            shutil.rmtree(old, ignore_errors=True)
        source.parent.mkdir()
        shutil.copy(made, source)
        make_backup(source)
        return source.parent

    for name, job in JOBS.items():
        begun, out = time.monotonic(), begin()
        job(source, out, "Tệp")
        lengths[name] = time.monotonic() - begun

    def run(number: int) -> str:
        chance = random.Random(f"{seed} {number}")
        name, out = chance.choice(list(JOBS)), begin()
        before = state_of(source)
        lines = killed(lambda say: work(JOBS[name], source, out, say), chance.uniform(0, 1.3 * lengths[name]))
        note_failure(lines, tally)
        start_again(out)
        check_files(out, tally)
        for file in lines[1:]:
            if file.startswith("/") and not Path(file).exists() and name not in ("make_backup", "look_at_evidence"):
                tally.note(Kind.LOSS, f"{name}: a file is gone that was made")
        if name not in ("issue", "add_evidence", "ask_part") and state_of(source) != before:
            tally.note(Kind.LOSS, f"{name}: the dossier is not as it was")
        return name

    yield run


CAMPAIGN = Campaign(
    "a program that is killed while it makes files: new, export, package, issue, backup …", 300, 900, prepare
)
