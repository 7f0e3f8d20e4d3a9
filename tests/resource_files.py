"""What the tests of the bundled forms and of the sample commune share: reading the files."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from cchc_desktop import paths

RESOURCES = paths.resources()
SAMPLE = RESOURCES / "sample"
PERIODS = ("2026-Q1", "2026-H1", "2026-9M")


def load(name: str) -> Any:
    return json.loads((RESOURCES / name).read_text(encoding="utf-8"))


def short(path: Path) -> str:
    return path.relative_to(RESOURCES).as_posix()


def walk(items: list[dict[str, Any]], below: str) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from walk(item.get(below, []), below)


def figure_definitions(code: str = "cchc_72") -> list[dict[str, Any]]:
    return [figure for group in load(f"figures/{code}.json")["groups"] for figure in group["figures"]]


def values(period: str) -> dict[str, Decimal]:
    return {code: Decimal(value["value"]) for code, value in load("sample/figures_2026.json")[period].items()}
