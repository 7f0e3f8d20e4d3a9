"""The short forms of the campaigns over bent workbooks and texts; their seeds are fixed, so a fault is seen again."""

from pathlib import Path

from tests.soak import xls
from tests.soak.campaign import carry_out
from tests.soak.sheets import CAMPAIGN


def test_bent_files_are_read_or_refused(tmp_path: Path) -> None:
    tally = carry_out(CAMPAIGN, tmp_path, seed=20261129, count=150)
    assert tally.faults == []
    assert tally.outcomes["read"] > 50
    assert tally.outcomes["refused"] > 10


def test_bent_workbooks_of_other_forms_are_read_or_refused(tmp_path: Path) -> None:
    tally = carry_out(xls.CAMPAIGN, tmp_path, seed=20261130, count=120)
    assert tally.faults == []
    assert tally.outcomes["read"] > 20
    assert tally.outcomes["refused"] > 20
