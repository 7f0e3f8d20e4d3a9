"""Planted faults: what is changed, which tests are asked, and that the page keeps both of its tables."""

import argparse
from pathlib import Path

import pytest

from tests.soak import run
from tests.soak.campaign import Tally
from tools.mutants import is_python, mutants_of

mutate = pytest.importorskip("tools.mutate", reason="it forks", exc_type=ImportError)

_SOURCE = '''"""Một tệp nhỏ."""

SHARE = 85  # "phần trăm"


def worst(marks: list[int], least: "int" = 0) -> str:
    """Lời nói."""
    chosen = [mark for mark in marks if mark is not None]
    if not chosen or min(chosen) < least:
        chosen.sort()
        return _("Not enough")
    return "điểm: " + f"{chosen[0] + 1}"
'''


def lines_with(tmp_path: Path) -> list[str]:
    """What the mutants make of the source: of each the one line that it adds."""
    (tmp_path / "small.py").write_text(_SOURCE, encoding="utf-8")
    found = mutants_of(tmp_path, "small.py")
    assert all(is_python(mutant.applied(_SOURCE)) for mutant in found)
    return [line[1:].strip() for each in found for line in each.difference(_SOURCE).splitlines()[3:] if line[0] == "+"]


def test_operators_numbers_words_and_steps_are_changed(tmp_path: Path) -> None:
    added = lines_with(tmp_path)
    assert 'SHARE = 86  # "phần trăm"' in added
    assert 'def worst(marks: list[int], least: "int" = 1) -> str:' in added
    assert "chosen = [mark for mark in marks if mark is None]" in added
    assert "chosen = [mark for mark in marks if True]" in added
    assert "if not chosen and min(chosen) < least:" in added
    assert "if not chosen or min(chosen) <= least:" in added
    assert {"pass", "return None"} <= set(added)
    assert "return 'Xđiểm: ' + f\"{chosen[0] + 1}\"" in added
    assert 'return "điểm: " + f"{chosen[0] - 1}"' in added


def test_docstrings_annotations_and_messages_stay(tmp_path: Path) -> None:
    added = "\n".join(lines_with(tmp_path))
    assert "XLời nói" not in added and "XMột" not in added and "Xint" not in added and "XNot" not in added


def test_quick_tests_that_reach_the_line_are_asked(tmp_path: Path) -> None:
    (tmp_path / "small.py").write_text(_SOURCE, encoding="utf-8")
    found = {mutant.line: mutant for mutant in mutants_of(tmp_path, "small.py")}
    reach = mutate.Reach(
        {"slow": (2.0, {"small.py": {8, 9, 10}}), "quick": (0.1, {"small.py": {8, 9}}), "other": (0.1, {"b.py": {9}})}
    )
    functions = {"small.py": {8, 9, 10, 11, 12}}
    assert reach.tests_of(found[9], functions) == ["quick", "slow"]
    assert reach.tests_of(found[10], functions) == ["slow"]
    assert reach.tests_of(found[3], functions) == ["quick", "slow"]  # at import: whoever calls a function of it


def test_the_page_keeps_campaigns_and_planted_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    monkeypatch.setattr(run, "PAGE", page)
    monkeypatch.setattr(mutate, "PAGE", page)
    run.write_row("sheets", Tally(1, runs=10), argparse.Namespace(count=None, seconds=60.0))
    mutate.write_row("rules", 90, 100, argparse.Namespace(seed=7, count=100))
    mutate.write_row("exchange", 80, 100, argparse.Namespace(seed=7, count=100))
    run.write_row("papers", Tally(2, runs=20), argparse.Namespace(count=None, seconds=60.0))
    mutate.write_row("rules", 95, 100, argparse.Namespace(seed=7, count=100))
    rows = [line for line in page.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert [row.split(" | ")[0] for row in rows] == [
        "| campaign",
        "| sheets",
        "| papers",
        "| room",
        "| rules",
        "| exchange",
    ]
    assert "| rules | 95 | 100 | 95% |" in rows[4] and "--seed 7 --count 100`" in rows[4]
