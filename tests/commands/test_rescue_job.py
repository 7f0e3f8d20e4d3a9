"""Damage on the command line: one sentence and an exit code, and a way to what can still be read."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cchc_desktop import commands
from cchc_desktop.storage.damage import verdict


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dossier, only copied from."""
    return new_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def spoilt(sample: Path, tmp_path: Path) -> Path:
    """A copy in which a text and a date were never written by any program."""
    path = tmp_path / "Xã A.cchc"
    path.write_bytes(sample.read_bytes())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE task SET text = CAST(x'4ec3ff' AS TEXT) WHERE rowid = 3")
        raw.execute("UPDATE report SET due_on = 'ngày mai'")
        raw.commit()
    return path


@pytest.mark.parametrize(
    "words", [("show",), ("export", "--what", "all", "--out", "giấy"), ("calendar",), ("pack", "--out", "a.cchcgoi")]
)
def test_every_command_refuses_a_damaged_dossier_in_one_line(
    spoilt: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(spoilt.parent)
    before = spoilt.read_bytes()
    command, *rest = words
    assert commands.main([command, str(spoilt), "--year", "2026", *rest]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "bị hỏng" in said.err
    assert spoilt.read_bytes() == before
    assert [one.name for one in spoilt.parent.iterdir()] == [spoilt.name]


def test_rescue_makes_a_new_dossier_and_lists_the_rest(spoilt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["rescue", str(spoilt), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    made = Path(answer["dossier"])
    assert made.parent == spoilt.parent and made != spoilt
    assert verdict(made) == ()
    assert answer["lost"] == []
    assert {row["table"] for row in answer["mended"]} == {"task", "report"}
    assert Path(answer["list"]).read_text(encoding="utf-8").count("\n") >= 4
    assert commands.main(["show", str(made), "--year", "2026"]) == 0
    capsys.readouterr()
    assert commands.main(["rescue", str(spoilt), "--out", str(made)]) == 1
    assert made.name in capsys.readouterr().err


def test_rescue_of_nothing_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["rescue", str(tmp_path / "không có.cchc")]) == 1
    assert "không có.cchc" in capsys.readouterr().err
