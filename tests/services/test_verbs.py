"""Whatever a verb does: the rows it writes, and that its change leads back and forth; what differs shows as a diff."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.models.base import Base
from cchc_desktop.storage.changes import Change, RowChange, undo
from cchc_desktop.storage.dossier import Dossier
from tests.services import further_runs, verb_runs
from tests.services.verb_runs import AT
from tests.writers.golden import assert_golden

_GUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
RUNS = verb_runs.RUNS | further_runs.RUNS
_SHOWN = 8  # rows of one kind that one step touches
_CHANCE = {"guid", "revision"}  # and what names another row


def _content(dossier: Dossier) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    with dossier.raw_connection() as plain:
        for name, table in Base.metadata.tables.items():
            if name != "history":
                columns = ", ".join(f'"{c.name}"' for c in table.columns if c.name != "revision")
                found[name] = [tuple(row) for row in plain.execute(f'SELECT {columns} FROM "{name}" ORDER BY guid')]
    return found


def _said(values: dict[str, Any], others: dict[str, Any]) -> str:
    shown = {
        name: _GUID.sub("•", repr(value))[:100]
        for name, value in sorted(values.items())
        if name not in _CHANCE and value != others.get(name) and value not in (None, "") and not _is_now(value)
    }
    return " ".join(f"{name}={value}" for name, value in shown.items() if value != "'•'")


def _is_now(value: object) -> bool:
    return isinstance(value, datetime) and value != AT


def _line(one: RowChange) -> str:
    before, after = one.before or {}, one.after or {}
    if one.after is None:
        return f"  - {one.table}"
    told = f"+ {one.table} {_said(after, {})}" if one.before is None else f"{one.table} {_said(before, after)} →"
    return f"  {told if one.before is None else told + ' ' + _said(after, before)}".rstrip()


def _lines(change: Change) -> Iterator[str]:
    """The rows that a change made, altered and removed; of many alike the first."""
    yield change.label
    counted = sorted(Counter(_line(one) for one in change.entries).items())
    for _kind, alike in groupby(counted, key=lambda pair: pair[0].split(" ")[2:4]):
        lines = list(alike)
        yield from (f"{line} ({times})" if times > 1 else line for line, times in lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"    and {sum(times for _line, times in lines[_SHOWN:])} more"


@pytest.mark.parametrize("run", RUNS)
def test_what_verbs_write_and_that_it_can_be_taken_back(
    new_sample: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: str
) -> None:
    monkeypatch.setenv("LOGNAME", "canbo")
    dossier = Dossier.open(new_sample(tmp_path), backup=False)
    start = _content(dossier)
    made = list(RUNS[run](dossier))
    end = _content(dossier)
    back = [undo(dossier, change) for change in reversed(made)]
    assert _content(dossier) == start
    for change in reversed(back):
        undo(dossier, change)
    assert _content(dossier) == end
    dossier.close()
    told = [line for change in made for line in _lines(change)]
    assert_golden(f"verbs/{run}.txt", "\n".join(told) + "\n")
