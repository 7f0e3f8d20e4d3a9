"""`cchc figures`: values, what does not add up, a sheet out and in again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cchc_desktop import commands


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_sample(tmp_path_factory.mktemp("figures"))


@pytest.fixture
def dossier(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "a.cchc"))


def figures(capsys: pytest.CaptureFixture[str], dossier: Path, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert commands.main(["figures", str(dossier), "--period", "2026-9M", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def by_code(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in answer["figures"]}


def test_the_sample_adds_up_and_a_slip_of_the_pen_is_named(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "so-lieu.xlsx"
    before = figures(capsys, dossier, "--out", str(sheet))
    assert before["failed"] == []
    assert len(before["figures"]) > 72
    book = load_workbook(sheet)
    found = [
        cell
        for row in book.active.iter_rows()
        for cell in row
        if row[1].value == by_code(before)["31"]["name"] and cell.column == 4
    ]
    found[0].value = 1
    book.save(sheet)
    after = figures(capsys, dossier, "--set", str(sheet))
    assert [one["text"] for one in after["unplaced"]] == ["SỐ LIỆU CẢI CÁCH HÀNH CHÍNH 9 THÁNG NĂM 2026"]
    assert by_code(after)["31"]["value"] == "1"
    assert any(one["codes"] == ["32", "33", "34", "31"] for one in after["failed"])
    assert any(one["codes"][0] == "31" and "6 tháng đầu năm 2026" in one["reason"] for one in after["failed"])
    same = {code: one["value"] for code, one in by_code(before).items() if code not in ("31", "36")}
    assert {code: one["value"] for code, one in by_code(after).items() if code not in ("31", "36")} == same


def test_what_the_dossier_knows_is_filled_in_and_nothing_typed_is_touched(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.main(["figures", str(dossier), "--period", "2026-Y", "--fill", "--json"])
    found = by_code(json.loads(capsys.readouterr().out))
    assert (found["1"]["value"], found["1"]["source"]) == ("62", "tasks.total")
    assert found["3"]["value"] == "50"
    assert found["21"]["value"] == found["21"]["previous"]  # carried
    assert found["26"]["value"] is None  # typed: nobody invents it
    typed = by_code(figures(capsys, dossier))
    assert by_code(figures(capsys, dossier, "--fill"))["26"] == typed["26"]


def test_a_period_that_is_none_is_refused(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["figures", str(dossier), "--period", "2026-13"]) == 2
    assert commands.main(["figures", str(dossier)]) == 2
