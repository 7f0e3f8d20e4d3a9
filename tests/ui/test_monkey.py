"""A few seeds of the monkey in the window; the long run is `python -m tests.soak.monkey`."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.soak import monkey


@pytest.mark.parametrize("seed", [3, 8])
def test_nothing_a_monkey_does_breaks_the_dossier(
    sample: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert monkey.run(seed, tmp_path, made=monkey.of_two_years(sample), actions=40) == []
