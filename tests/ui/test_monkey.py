"""A few actions of the monkey in the window."""

from pathlib import Path

import pytest

from tests.soak.campaign import carry_out
from tests.soak.monkey import CAMPAIGN


@pytest.mark.parametrize("seed", [3, 8])
def test_nothing_a_monkey_does_breaks_the_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert carry_out(CAMPAIGN, tmp_path, seed=seed, count=40).faults == []
