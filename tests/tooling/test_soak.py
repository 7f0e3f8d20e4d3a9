"""The campaigns' runner sees what goes wrong, and its page keeps what others have found."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from tests.soak import run
from tests.soak.campaign import Campaign, Kind, Tally, carry_out


@contextmanager
def prepare(_folder: Path, _seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """One run of each kind."""

    def act(number: int) -> str:
        match number:
            case 0:
                raise UserError("Ổ đĩa đã đầy.")
            case 1:
                raise UserError("")
            case 2:
                raise KeyError("x")
            case 3:
                tally.note(Kind.LOSS, "gone")
            case 4:
                end = time.process_time() + 0.3
                while time.process_time() < end:
                    pass
        return "read"

    yield act


def test_what_goes_wrong_is_counted_with_its_seed_and_its_run(tmp_path: Path) -> None:
    tally = carry_out(Campaign("a try", 6, 60, prepare, slow=0.2), tmp_path, seed=7)
    assert tally.outcomes == {"refused": 2, "crashed": 1, "read": 3}
    assert [kind for kind, _words in tally.faults] == [Kind.WORDS, Kind.CRASH, Kind.LOSS, Kind.HANG]
    assert tally.faults[2] == (Kind.LOSS, "seed 7, run 3: gone")


def test_a_campaign_ends_when_its_time_is_up(tmp_path: Path) -> None:
    assert carry_out(Campaign("a try", 10**6, 60, prepare), tmp_path, seed=7, seconds=0).runs == 0


@pytest.mark.skipif(sys.platform == "win32", reason="some campaigns fork or need POSIX locks")
@pytest.mark.parametrize("name", run.NAMES)
def test_every_campaign_is_there(name: str) -> None:
    assert run.campaign_of(name).what


def test_the_page_keeps_the_rows_of_other_campaigns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "PAGE", tmp_path / "page.md")
    chosen = argparse.Namespace(count=None, seconds=60.0)
    run.write_row("sheets", Tally(1, runs=10), chosen)
    run.write_row("papers", Tally(2, runs=20), chosen)
    run.write_row("sheets", Tally(3, runs=30, faults=[(Kind.LOSS, "x")]), chosen)
    rows = [line for line in (tmp_path / "page.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert [row.split(" | ")[0] for row in rows[1:]] == ["| sheets", "| papers"]
    assert " | 30 | 1 | 0 | 0 | 0 | " in rows[1] and "--seed 3 --seconds 60`" in rows[1]
