"""Packages and parts that were bent and signed again, a few of each."""

from pathlib import Path

from tests.soak.campaign import carry_out
from tests.soak.exchange import CAMPAIGN


def test_bent_packages_and_parts_are_refused_in_a_sentence_or_read_right(tmp_path: Path) -> None:
    tally = carry_out(CAMPAIGN, tmp_path, seed=3, count=80)
    assert tally.faults == []
    assert tally.runs == 80
    assert tally.outcomes["part taken"] and tally.outcomes["refused"]
