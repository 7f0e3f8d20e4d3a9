"""`cchc survey`: answers taken in, results told, and the papers of a survey."""

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from cchc_desktop import commands
from cchc_desktop.services.scoring.surveys import usual_questionnaire
from tests.services.helpers import new_dossier

ASKS = usual_questionnaire()


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    made = new_dossier(tmp_path)
    made.close()
    return made.path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([*(one.text for one in ASKS.questions), "Biển số xe"])
    for step in ["Rất hài lòng"] * 30 + ["4 - Hài lòng"] * 15 + [2] * 5:
        page.append([*([step] * len(ASKS.questions)), "49-H1"])
    book.save(tmp_path / "phieu.xlsx")
    return tmp_path / "phieu.xlsx"


def survey(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert commands.main(["survey", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_answers_are_taken_once_and_their_result_is_told(
    dossier: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = survey(capsys, str(dossier), "--year", "2026", "--import", str(answers))
    assert (first["import"]["taken"], first["import"]["already"]) == (50, 0)
    assert [one["heading"] for one in first["import"]["columns"] if not one["taken_for"]] == ["Biển số xe"]
    assert first["satisfaction"]["share"] is None and first["satisfaction"]["why"]
    again = survey(capsys, str(dossier), "--import", str(answers), "--population", "500")
    assert (again["import"]["taken"], again["import"]["already"]) == (0, 50)
    (told,) = again["surveys"]
    assert (told["forms"], told["valid"], told["share"]) == (50, True, "90.00")
    assert [factor["share"] for factor in told["factors"]] == ["90.00"] * 5
    assert told["factors"][0]["margin"] == "7.90"
    assert told["factors"][0]["questions"][0]["counts"] == [0, 5, 0, 15, 30]
    assert again["satisfaction"] == {"share": "90", "forms": 50, "why": ""}
    assert survey(capsys, str(dossier))["surveys"] == again["surveys"]


def test_what_cannot_be_done_is_said_in_one_line(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "la.csv"
    odd.write_text("Tên,Nơi ở\nAn,Thôn 1\n", encoding="utf-8")
    for words in (["--import", str(odd)], ["--survey", "không có"], ["--population", "5"], ["--year", "1999"]):
        capsys.readouterr()
        assert commands.main(["survey", str(dossier), *words]) == 1
        assert capsys.readouterr().err.count("\n") == 1


def test_form_and_result_are_printed(dossier: Path, answers: Path, tmp_path: Path) -> None:
    commands.main(["survey", str(dossier), "--import", str(answers), "--population", "400"])
    out = tmp_path / "giay"
    words = ["export", str(dossier), "--year", "2026", "--what", "survey_form,survey", "--format", "docx,xlsx"]
    assert commands.main([*words, "--out", str(out)]) == 0
    form = Document(str(out / "Phieu-khao-sat-2026.docx"))
    boxes = [row.cells for row in form.tables[1].rows if row.cells[2].text == "☐"]
    assert [cells[1].text for cells in boxes] == [one.text for one in ASKS.questions]
    assert all([cell.text for cell in cells[2:]] == ["☐"] * 5 for cells in boxes)
    assert any("Phiếu số: …" in line.text for line in form.paragraphs)
    result = Document(str(out / "Ket-qua-khao-sat-2026.docx"))
    told = "\n".join(line.text for line in result.paragraphs)
    assert "50 phiếu, bằng 12,5% của 400 khách hàng" in told and "90%" in told
    assert "Đủ điều kiện tính chỉ số (ít nhất 10% số khách hàng và ít nhất 50 phiếu)." in told
    page = load_workbook(out / "Ket-qua-khao-sat-2026.xlsx").active
    assert page is not None
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert [row[7:] for row in rows if row[1] == "CHUNG"] == [
        [1100, 90, pytest.approx(4.4), pytest.approx(7.78, abs=0.01)]
    ]
