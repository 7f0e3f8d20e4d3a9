"""The short form of the campaign over bent workbooks and texts; its seed is fixed, so that a fault is seen again."""

from pathlib import Path

from tests.soak.campaign import carry_out
from tests.soak.sheets import CAMPAIGN


def test_bent_files_are_read_or_refused(tmp_path: Path) -> None:
    tally = carry_out(CAMPAIGN, tmp_path, seed=20261129, count=150)
    assert tally.faults == []
    assert tally.outcomes["read"] > 50
    assert tally.outcomes["refused"] > 10
