"""Which backups are let go: by the order in which they were made, with the clock as a second word only.

The order is a number that grows by one with each backup. The clock of an office computer may stand still after its
battery died, or jump by years and back; then it may keep a backup longer, and never let one go by itself.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

_NEWEST = 8  # all of these are kept; of older ones every second, then every fourth, and so on
_BOUND = 64  # the same for a clock that calls every backup a day of its own
_DAYS = 14
_WEEKS = 13


class Made(NamedTuple):
    """A backup: its place in the order and what the clock said."""

    serial: int
    moment: datetime


def thinned_out(backups: Sequence[Made]) -> list[Made]:
    """Those to let go, from sound backups alone: order and clock agree that a newer one stands for them.

    By the clock the last of each day is kept for fourteen days that had a backup, then of thirteen weeks, then of each
    month, whatever day it is now.
    """
    newest_first = sorted(backups, key=lambda made: made.serial, reverse=True)
    if not newest_first:
        return []
    newest = newest_first[0].serial
    told_apart = _by_clock(newest_first)
    return [
        made
        for made in newest_first[_NEWEST:]
        if not _stays(made.serial, newest, _NEWEST)
        and (made not in told_apart or not _stays(made.serial, newest, _BOUND))
    ]


def _stays(serial: int, newest: int, dense: int) -> bool:
    """Whether the order keeps it: the newest all, then 1 of 2, 1 of 4 ..., each for as many backups kept."""
    spacing = 1
    reach = dense
    while newest - serial >= reach:
        spacing *= 2
        reach += dense * spacing
    return serial % spacing == 0


def _by_clock(newest_first: Sequence[Made]) -> set[Made]:
    """The last of each day, week or month that the clock tells apart."""
    kept: set[Made] = set()
    slots: dict[str, int] = {}
    met: set[str] = set()
    for made in newest_first:
        kind = "day" if slots.get("day", 0) < _DAYS else "week" if slots.get("week", 0) < _WEEKS else "month"
        names = {"day": f"{made.moment:%Y-%m-%d}", "week": f"{made.moment:%G-%V}", "month": f"{made.moment:%Y-%m}"}
        if names[kind] not in met:
            kept.add(made)
            slots[kind] = slots.get(kind, 0) + 1
        met.update(names.values())
    return kept
