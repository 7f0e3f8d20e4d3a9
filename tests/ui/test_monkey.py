"""A few actions of the monkey in the window."""

from pathlib import Path

import pytest

from tests.soak.campaign import carry_out
from tests.soak.monkey import CAMPAIGN


def test_nothing_a_monkey_does_breaks_the_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    tally = carry_out(CAMPAIGN, tmp_path, seed=3, count=60)
    assert (tally.runs, tally.faults) == (60, [])
