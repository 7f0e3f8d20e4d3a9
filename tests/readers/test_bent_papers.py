"""The short form of the campaign with bent Word files and HTML."""

from tests.soak.papers import campaign


def test_bent_files_are_refused_or_read() -> None:
    tally = campaign(90, 20_261)
    assert tally.faults == []
    assert tally.outcomes["docx read"] and tally.outcomes["html read"]
