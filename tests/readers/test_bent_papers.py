"""The short form of the campaign with bent Word files and HTML."""

from pathlib import Path

from tests.soak.campaign import carry_out
from tests.soak.papers import CAMPAIGN


def test_bent_files_are_refused_or_read(tmp_path: Path) -> None:
    tally = carry_out(CAMPAIGN, tmp_path, seed=20_261, count=90)
    assert tally.faults == []
    assert tally.outcomes["docx read"] and tally.outcomes["html read"]
