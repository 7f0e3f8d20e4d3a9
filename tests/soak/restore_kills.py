"""Restorings that are killed at any point: the dossier opens with the old content or the new, and nothing is lost."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_desktop.storage import backup, schema  # noqa: F401  # what a restoring imports later
from cchc_desktop.storage.damage import verdict
from cchc_desktop.storage.restoring import restore
from tests.soak.campaign import Campaign, Kind, Tally
from tests.soak.killing import Say, killed, note_failure, start_again
from tests.storage.made import add_units, dossier_with, names_in

_LONGEST = 0.06  # seconds into the restorings at which the kill comes


def restore_in_turn(path: Path, backups: list[Path], say: Say) -> None:
    """Restore one after the other until killed."""
    say("begun")
    while True:
        for one in backups:
            restore(one, path)


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """A dossier with two backups, edited anew before each kill."""
    path = dossier_with(folder / "work" / "Xã A.cchc", "A")
    backups = [backup.make_backup(path)]
    add_units(path, "B")
    backups.append(backup.make_backup(path))

    def run(number: int) -> str:
        add_units(path, f"C{number}")  # what no backup holds
        before = names_in(path)
        after = random.Random(f"{seed} {number}").uniform(0, _LONGEST)
        note_failure(killed(lambda say: restore_in_turn(path, backups, say), after), tally)
        outcome = _judge(path, before, tally)
        for kept in path.parent.glob("*(*).cchc*"):
            kept.unlink()
        return outcome

    yield run


def _judge(path: Path, before: list[str], tally: Tally) -> str:
    start_again(path.parent)
    states = {one: names_in(one) for one in path.parent.glob("*.cchc")}
    if states[path] not in (before, ["A"], ["A", "B"]):
        tally.note(Kind.LOSS, f"holds {states[path]}")
    if before not in states.values():
        tally.note(Kind.LOSS, "what stood there is gone")
    if damaged := [one.name for one in states if verdict(one)]:
        tally.note(Kind.LOSS, f"damaged: {damaged}")
    if path.stat().st_nlink != 1:
        tally.note(Kind.LOSS, "two names of one file")
    if left := [one.name for one in path.parent.glob("~cchc*")]:
        tally.note(Kind.LOSS, f"left behind: {left}")
    return "as before" if states[path] == before else "restored"


CAMPAIGN = Campaign("restorings that are killed", 300, 900, prepare)
