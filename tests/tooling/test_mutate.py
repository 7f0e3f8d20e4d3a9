"""Planted faults: what is changed, which tests are asked, and that the page keeps both of its tables."""

import argparse
import gc
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.soak import run
from tests.soak.campaign import Tally
from tools.mutants import is_python, mutants_of

planting = pytest.importorskip("tools.planting", reason="it forks", exc_type=ImportError)
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


def test_what_nobody_can_see_stays(tmp_path: Path) -> None:
    source = 'from typing import TypeVar, cast\n\nRow = TypeVar("Row")\n\n\n@lru_cache(maxsize=9)\ndef rows(a, b):\n'
    source += '    return cast("Row", [c for c in zip(a, b, strict=True) if c != 1])\n'
    (tmp_path / "small.py").write_text(source, encoding="utf-8")
    changed = [each.difference(source) for each in mutants_of(tmp_path, "small.py")]
    assert not any(word in text for text in changed for word in ("XRow", "maxsize=10", "strict=False"))
    assert len(changed) == 4  # the comparison, its number, its being asked at all, and what is returned


def test_tests_that_reach_the_statement_are_asked_the_nearest_first_then_the_widest(tmp_path: Path) -> None:
    folder = tmp_path / "cchc_desktop" / "rules"
    folder.mkdir(parents=True)
    (folder / "small.py").write_text(_SOURCE, encoding="utf-8")
    path = "cchc_desktop/rules/small.py"
    found = {mutant.line: mutant for mutant in mutants_of(tmp_path, path)}
    reach = mutate.Reach(
        {
            "tests/services/test_b.py::far": (0.1, {path: {8, 9}}),
            "tests/rules/test_b.py::in the room": (0.1, {path: {8, 9}}),
            "tests/rules/test_small.py::does more": (0.1, {path: {8, 9, 10}, "b.py": {1, 2}}),
            "tests/rules/test_small.py::its own": (2.0, {path: {8, 9}}),
            "tests/rules/test_small.py::never ends": (20.0, {path: {9}, "b.py": {1, 2, 3}}),
            "tests/services/test_b.py::widest": (8.0, {path: {8, 9}, "b.py": {1, 2}, "c.py": {1, 2}}),
            "tests/services/test_b.py::too wide": (8.1, {path: {8, 9}, "b.py": {1, 2}, "c.py": {1, 2, 3}}),
            "tests/services/test_b.py::long": (8.0, {path: {8, 9}, "b.py": {1}}),
            "tests/rules/test_b.py::elsewhere": (0.1, {"b.py": {9}}),
        }
    )
    functions = {path: {8, 9, 10, 11, 12}}
    asked = [name.split("::")[1] for name in reach.tests_of(found[9], functions)]
    assert asked == ["its own", "does more", "in the room", "far", "long", "widest"]
    assert [name.split("::")[1] for name in reach.tests_of(found[10], functions)] == ["does more"]
    at_import = reach.tests_of(found[3], functions)  # whoever calls a function of it
    assert [name.split("::")[1] for name in at_import] == asked


def test_a_table_is_held_by_tests_that_import_its_source_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cchc_desktop" / "rules").mkdir(parents=True)
    path = "cchc_desktop/rules/small.py"
    (tmp_path / path).write_text(_SOURCE, encoding="utf-8")
    texts = {"a": "from cchc_desktop.rules.small import SHARE", "b": "from cchc_desktop.rules import small", "c": ""}
    for name, text in texts.items():
        (tmp_path / f"test_{name}.py").write_text(text + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    reach = mutate.Reach({f"test_{name}.py::x": (0.1, {}) for name in "abc"})
    found = {mutant.line: mutant for mutant in mutants_of(tmp_path, path)}
    functions = {path: {8, 9}}
    assert reach.tests_of(found[3], functions) == ["test_a.py::x", "test_b.py::x"]
    assert reach.tests_of(found[9], functions) == []  # within a function what is carried out decides


def test_a_fault_outside_functions_is_loaded_in_place_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "planted").mkdir()
    (tmp_path / "planted" / "__init__.py").touch()
    (tmp_path / "planted" / "small.py").write_text(_SOURCE, encoding="utf-8")
    (mutant,) = (each for each in mutants_of(tmp_path, "planted/small.py") if each.line == 3)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", [planting._Planted(tmp_path, mutant, _SOURCE), *sys.meta_path])
    assert import_module("planted.small").SHARE == 86
    assert (tmp_path / "planted" / "small.py").read_text("utf-8") == _SOURCE


def test_test_files_are_shared_out_evenly() -> None:
    files = {"a": 5.0, "b": 4.0, "c": 3.0, "d": 2.0, "e": 1.0, "f": 0.5}
    assert sorted(map(sorted, mutate._shares(files, 2))) == [["a", "d", "e"], ["b", "c", "f"]]
    assert mutate._shares({"a": 1.0}, 8) == [["a"]]


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


def test_a_fault_is_given_to_functions_that_the_collector_passes_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "frozen.py").write_text(_SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    worst = import_module("frozen").worst
    (mutant,) = (each for each in mutants_of(tmp_path, "frozen.py") if "[0] - 1" in each.applied(_SOURCE))
    gc.freeze()  # as the tests' configuration does with all that is loaded
    told: list[bool] = []
    loaded = planting.Loaded(tmp_path, lambda own: told.append(own._give(mutant, _SOURCE)))
    loaded.pytest_runtestloop(SimpleNamespace(items=[]))
    gc.freeze()
    assert told == [True] and worst([8]) == "điểm: 7"


def test_a_test_file_is_measured_again_when_what_it_imports_of_the_tests_changes(tmp_path: Path) -> None:
    files = {
        "test_a": "from tests.helped import (\n    one,\n)\n",
        "helped": "def one() -> None:\n    from tests.deep import below\n",
        "deep/below": "",
        "other": "",
    }
    for name, text in files.items():
        (tmp_path / "tests" / "deep").mkdir(parents=True, exist_ok=True)
        (tmp_path / "tests" / f"{name}.py").write_text(text, encoding="utf-8")
    found = mutate._with_imported(tmp_path, "tests/test_a.py")
    assert {path.relative_to(tmp_path / "tests").as_posix() for path in found} == {
        "test_a.py",
        "helped.py",
        "deep/below.py",
    }


def test_a_test_file_is_measured_again_when_a_source_that_it_reached_changes() -> None:
    noted = ("k", {"rules/money.py": "1"})
    assert mutate._stands(noted, "k", {"rules/money.py": "1", "rules/dates.py": "2"})
    assert not mutate._stands(noted, "k", {"rules/money.py": "2"}), "changed"
    assert not mutate._stands(noted, "k", {}), "gone"
    assert not mutate._stands(noted, "another", {"rules/money.py": "1"}) and not mutate._stands(None, "k", {})
