"""From a real plan to the papers and the package, by the command line alone."""

import io
import json
import os
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

from cchc_desktop import commands

ROOT = Path(__file__).resolve().parents[2]
PAPERS = Path(__file__).resolve().parents[1] / "papers"
OFFICE = ("--office", "UBND xã Bình Minh", "--superior", "UBND tỉnh An Bình", "--place", "Bình Minh")


Cchc = Callable[..., dict[str, Any]]


@pytest.fixture
def cchc(capsys: pytest.CaptureFixture[str]) -> Cchc:
    """The answer of a command, which must succeed."""

    def answered(*words: str | Path) -> dict[str, Any]:
        code = commands.main([*map(str, words), "--json"])
        said = capsys.readouterr()
        assert code == 0, said.err
        found: dict[str, Any] = json.loads(said.out)
        return found

    return answered


def started(*words: str | Path) -> dict[str, Any]:
    """The same, by a process of its own."""
    command = [sys.executable, "-m", "cchc_desktop", *map(str, words), "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def words_of(text: str) -> str:
    """The text as one line in NFC, whatever line breaks a page made in it; hyphens that do not break are hyphens."""
    return unicodedata.normalize("NFC", "".join(text.split())).replace("\u2011", "-")


def pdf_text(path: Path) -> str:
    return words_of("".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


def docx_text(path: Path) -> str:
    """All text of the body, tables included, in one line."""
    return words_of(
        "".join(node.text or "" for node in docx.Document(str(path)).element.body.iter() if node.tag.endswith("}t"))
    )


@pytest.fixture
def real_plan(seeds: Path) -> Path:
    """The list-form plan of a real commune."""
    return next(seeds.glob("003_*.txt"))


def test_a_real_plan_keeps_every_task(cchc: Cchc, real_plan: Path, tmp_path: Path) -> None:
    dossier = cchc("new", tmp_path / "xã", *OFFICE, "--year", "2024", "--tier", "three")["dossier"]
    found = cchc("import", real_plan, "--into", dossier, "--year", "2024")
    assert found["tasks"] == 58
    assert [group["tasks"] for group in found["groups"]] == [7, 15, 3, 4, 4, 14, 3, 8]
    assert (found["missing"]["lead"], found["missing"]["coordination"]) == (0, 0)
    assert (found["missing"]["product"], found["missing"]["deadline"]) == (1, 3)
    assert found["unplaced"] == []

    rows = cchc("show", dossier, "--year", "2024")["tasks"]
    assert len(rows) == 58
    assert all(row["leads"] and row["coordinators"] for row in rows)
    assert sum(bool(row["products"]) for row in rows) == 57
    assert sum(bool(row["deadline"]) for row in rows) == 55
    (plan,) = cchc("show", dossier, "--year", "2024", "--what", "plan")["plan"]
    assert len(plan["groups"]) == 8
    assert plan["decision"]["legal_bases"]
    assert plan["decision"]["articles"]
    assert plan["decision"]["recipients"]
    assert plan["decision"]["signer_title"]
    assert any("MỤC ĐÍCH" in section["title"].upper() for section in plan["sections"])
    assert any("TỔ CHỨC" in section["title"].upper() for section in plan["sections"])

    options = ("--year", "2024", "--what", "all", "--format", "docx,pdf,xlsx", "--out", tmp_path / "ra")
    files = [Path(name) for name in cchc("export", dossier, *options)["files"]]
    assert all(path.stat().st_size > 1000 for path in files)
    frame_pdf = pdf_text(next(path for path in files if path.name.startswith("Khung") and path.suffix == ".pdf"))
    frame_docx = docx_text(next(path for path in files if path.name.startswith("Khung") and path.suffix == ".docx"))
    plan_docx = docx_text(next(path for path in files if path.name.startswith("Ke-hoach") and path.suffix == ".docx"))
    for row in rows:
        start = words_of(row["task"])[:40]
        assert start in frame_docx
        assert start in plan_docx
        assert start[:20] in frame_pdf  # a row may go on overleaf after its second line
    sheet = openpyxl.load_workbook(next(path for path in files if path.suffix == ".xlsx")).active
    cells = {words_of(str(value)) for line in sheet.iter_rows(values_only=True) for value in line if value}
    assert all(any(words_of(row["task"]) in cell for cell in cells) for row in rows)

    made = cchc("pack", dossier, "--year", "2024", "--out", tmp_path / "gói.cchcgoi")
    assert cchc("verify", tmp_path / "gói.cchcgoi")["hash"] == made["hash"]
    assert made["counts"]["tasks"] == 58


def test_a_made_up_plan_takes_the_same_road_from_process_to_process(tmp_path: Path) -> None:
    dossier = started("new", tmp_path / "xã", *OFFICE, "--year", "2026")["dossier"]
    found = started("import", PAPERS / "decision_and_plan.txt", "--into", dossier, "--year", "2026")
    rows = started("show", dossier, "--year", "2026")["tasks"]
    assert len(rows) == found["tasks"] == sum(group["tasks"] for group in found["groups"]) > 0
    assert started("pack", dossier, "--year", "2026", "--out", tmp_path / "gói")["counts"]["tasks"] == len(rows)


def test_the_sample_goes_all_the_way_up(cchc: Cchc, tmp_path: Path) -> None:
    sample = cchc("sample", tmp_path / "mẫu")
    assert (sample["year"], cchc("sample", tmp_path / "mẫu")) == (2026, sample)
    dossier = sample["dossier"]
    assert len(cchc("show", dossier, "--year", "2026")["tasks"]) >= 60
    reports = cchc("show", dossier, "--year", "2026", "--what", "report")["report"]
    made = cchc(
        "pack", dossier, "--year", "2026", "--period", reports[0]["report"]["period"], "--out", tmp_path / "gói"
    )
    assert cchc("verify", made["file"]) == made
    assert made["counts"]["evidence"] > 0
    with zipfile.ZipFile(made["file"]) as archive:
        for name in archive.namelist():
            if name.endswith(".pdf"):
                assert "BìnhMinh" in words_of(
                    "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(archive.read(name))).pages)
                )
            elif name.endswith(".docx"):
                assert docx.Document(io.BytesIO(archive.read(name))).element.body is not None
