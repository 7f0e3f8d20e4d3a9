"""A circle of imports is found wherever its imports stand."""

from itertools import count
from pathlib import Path

import pytest

from tools.import_circles import circles, lines_of

_NAMES = count()
_TYPES = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    "
_CALL = "def call():\n    "


def package_of(folder: Path, **modules: str) -> str:
    """A package of these modules, in which "{own}" stands for its name; returns the name."""
    name = f"planted{next(_NAMES)}"
    (folder / name).mkdir()
    for module, text in {"__init__": "", **modules}.items():
        (folder / name / f"{module}.py").write_text(text.replace("{own}", name) + "\n", encoding="utf-8")
    return name


@pytest.mark.parametrize("where", ["", _CALL, _TYPES])
def test_a_planted_circle_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    name = package_of(
        tmp_path,
        window="from {own} import menus",
        menus=where + "from {own}.actions import run",
        actions=_CALL + "import {own}.window",
        beside="from {own} import window",
    )
    (circle,) = circles(name)
    assert {module.rpartition(".")[2] for module in circle} == {"window", "menus", "actions"}
    assert next(lines_of(circle)) == "A circle of 3 modules:"


def test_two_circles_are_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    name = package_of(
        tmp_path,
        a="import {own}.b",
        b=_TYPES + "import {own}.a",
        c="import {own}.d, {own}.a",
        d=_CALL + "import {own}.c",
    )
    assert len(circles(name)) == 2


def test_a_chain_is_no_circle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    name = package_of(tmp_path, a="import {own}.b, {own}.c", b="import {own}.c", c="import {own}.d", d="")
    assert circles(name) == []


def test_the_program_has_none() -> None:
    assert circles("cchc_desktop") == []
