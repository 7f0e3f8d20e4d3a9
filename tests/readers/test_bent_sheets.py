"""The short form of the campaign over bent workbooks and texts; its seed is fixed, so that a fault is seen again."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("memory is measured by a module that Windows lacks", allow_module_level=True)

from tests.soak.sheets import campaign


def test_bent_files_are_read_or_refused(tmp_path: Path) -> None:
    tally = campaign(150, 20261129, tmp_path)
    assert not tally.faults
    assert tally.outcomes["read"] > 50
    assert tally.outcomes["refused"] > 10
