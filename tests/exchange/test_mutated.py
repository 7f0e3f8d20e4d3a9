"""Packages and parts that were bent and signed again; the long form is `python -m tests.soak.exchange`."""

from tests.soak.exchange import campaign

_COUNT, _SEED = 40, 3


def test_bent_packages_and_parts_are_refused_in_a_sentence_or_read_right() -> None:
    tally = campaign(_COUNT, _SEED)
    assert tally.faults == []
    assert sum(tally.outcomes.values()) == 2 * _COUNT
    assert tally.outcomes["part: taken"] and tally.outcomes["package: refused"]
