"""The dossier that a command works on."""

import argparse
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.rules.localised import listed
from cchc_desktop.services import years
from cchc_desktop.storage.dossier import Dossier

Result = TypeVar("Result")


def carried_out(steps: Generator[Progress, None, Result]) -> Result:
    """The result of a long action; a person at a terminal sees its steps on standard error."""
    watched = sys.stderr.isatty()
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        if watched and step.text:
            print(f"[{step.done}/{step.total}] {step.text}", file=sys.stderr)


def output(path: Path, chosen: argparse.Namespace, *endings: str) -> Path:
    """Where a file that was asked for is written; looked at before anything else is done.

    Raises `UserError` for a file that the command reads, one of another kind, and one that stands in the way.
    """
    from cchc_desktop.writers.saving import Existing, placed

    read = [getattr(chosen, name, None) for name in ("dossier", "file", "taken")]
    for one in (*read, *(getattr(chosen, "receive", None) or ())):
        if isinstance(one, Path) and os.path.exists(one) and os.path.exists(path) and one.samefile(path):
            raise UserError(
                _("{name} is read by this command and cannot be written by it. Choose another name.").format(
                    name=path.name
                )
            )
    return placed(path, Existing(chosen.existing), *endings)


@contextmanager
def opened(path: Path, year: int | None = None) -> Iterator[Dossier]:
    """The dossier, closed afterwards; with a year only when it holds that year.

    A damaged one is refused whole: what came out of it might lack rows, and nobody would see.
    """
    dossier = Dossier.open(path, backup=False)  # whatever changes much makes its own backup first
    if dossier.others.is_away and _takes_over(dossier):
        dossier.close()
        dossier = Dossier.open(path, backup=False, take_over=True)
    try:
        dossier.watch.examine()
        dossier.watch.refuse()
        held = years.read_years(dossier)
        if year is not None and year not in held:
            raise UserError(
                _("This dossier does not hold {year}. It holds: {years}.").format(
                    year=year, years=listed([str(one) for one in held]) or "-"
                )
            )
        yield dossier
    finally:
        dossier.close()


def _takes_over(dossier: Dossier) -> bool:
    """Ask who sits at the terminal; without one the dossier is read only, and a command that would write says why."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    question = _("Take it over? [y/N]")
    print(f"{dossier.others.sentence()} {question} ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", _("y"), _("yes")}
