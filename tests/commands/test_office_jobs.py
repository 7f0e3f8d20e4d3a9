"""`cchc office`."""

import json
from pathlib import Path

import pytest

from cchc_desktop.commands import main
from cchc_desktop.services import start, years
from tests.writers.test_docx_base import base_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = start.create_dossier(
        tmp_path / "xa.cchc", office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=2025
    )
    years.add_year(made, year=2026)
    made.close()
    return made.path


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["office", *words, "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_a_name_from_a_year_on(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked(capsys, str(path), "--office", "UBND phường Bình Minh", "--from-year", "2026")
    for year, name in (("2025", "UBND xã Bình Minh"), ("2026", "UBND phường Bình Minh")):
        answer = asked(capsys, str(path), "--year", year)
        assert answer["office"]["name"] == name  # type: ignore[index]
    assert [row["valid_from"] for row in answer["offices"]] == [None, "2026-01-01"]  # type: ignore[attr-defined]
    assert main(["office", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "- | UBND xã Bình Minh | two | UBND tỉnh An Bình | Bình Minh",
        "2026 | UBND phường Bình Minh | two | UBND tỉnh An Bình | Bình Minh",
    ]


def test_a_year_that_is_not_there_and_an_empty_name(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["office", str(path), "--year", "2030"]) == 1
    assert main(["office", str(path), "--office", " "]) == 1
    assert main(["office", str(path), "--from-year", "hai nghìn"]) == 2
    assert capsys.readouterr().out == ""


def test_the_offices_word_file_is_kept_named_and_given_up(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = tmp_path / "mau.docx"
    base.write_bytes(base_file())

    assert asked(capsys, str(path), "--word-base", str(base))["word_base"] == "mau.docx"
    assert main(["office", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Mẫu Word: mau.docx"
    assert asked(capsys, str(path), "--word-base", "-")["word_base"] == ""
    assert main(["office", str(path), "--word-base", str(tmp_path / "missing.docx")]) == 1
