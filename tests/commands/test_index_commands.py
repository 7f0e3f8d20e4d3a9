"""`cchc index`: lines with what the rules give, one criterion or index, the pack, and what is refused."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop import commands
from cchc_desktop.models.index import Criterion
from cchc_desktop.rules.scoring import Input, YesNo, to_json
from cchc_desktop.services.scoring import index_scoring, indices
from cchc_desktop.services.scoring.criteria_edits import set_cells
from cchc_desktop.storage.dossier import Dossier
from tests.services.issued import docx_words

YEAR = 2026


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_sample(tmp_path_factory.mktemp("index"))
    with closing(Dossier.open(path, backup=False)) as dossier:
        (guid, *_further) = indices.read_sets(dossier, YEAR)[0]
        row = next(row for row in indices.read_index(dossier, guid).criteria if row.code == "3.1")
        with dossier.change("…") as work:
            rule = YesNo(input=Input("done", "Đã công khai", "yes_no"), yes=row.max_points)
            work.session.get_one(Criterion, row.guid).scoring = to_json(rule)
        index_scoring.set_inputs(dossier, criterion_guid=row.guid, inputs={"done": True})
        indices.set_score(dossier, criterion_guid=row.guid, self_score=None)
    return path


@pytest.fixture
def dossier(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "a.cchc"))


def index(capsys: pytest.CaptureFixture[str], dossier: Path, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert commands.main(["index", str(dossier), "--year", str(YEAR), *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_lines_are_shown_worked_out_and_taken(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = index(capsys, dossier)
    assert shown["index"] == "PAR_INDEX_COMMUNE" and shown["totals"]["max"] == "100" and shown["band"]
    line = {one["code"]: one for one in shown["lines"]}["3.1"]
    assert (line["proposed"], line["self"], line["inputs"]) == (None, None, [])
    (line,) = index(capsys, dossier, "--code", "3.1", "--compute")["lines"]
    assert (line["proposed"], line["self"], line["scoring"]["kind"]) == (line["max"], None, "yes_no")
    assert line["inputs"][0]["value"] is True and line["how"]
    (line,) = index(capsys, dossier, "--code", "3.1", "--take")["lines"]
    assert line["self"] == line["max"]
    assert any(one["evidence"] for one in shown["lines"])


def test_the_pack_is_written_and_told(dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = index(capsys, dossier, "--evidence-pack", str(tmp_path / "goi.zip"))
    assert (tmp_path / "goi.zip").is_file() and len(shown["pack"]["files"]) >= 3
    missing = {code for one in shown["missing_proof"] for code in one["codes"]}
    assert set(shown["pack"]["missing"]) == missing


def test_the_self_scoring_report_is_begun_once_and_exported(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = ["export", str(dossier), "--year", str(YEAR), "--what", "self_score", "--out", str(tmp_path / "ra")]
    assert commands.main(export) == 1 and str(YEAR) in capsys.readouterr().err
    for _again in range(2):
        index(capsys, dossier, "--report")
    assert commands.main(export) == 0
    (made,) = (tmp_path / "ra").iterdir()
    words = docx_words(made.read_bytes())
    assert "DANHMỤCTÀILIỆUKIỂMCHỨNG" in words
    assert "GIẢITRÌNHKẾTQUẢTỰCHẤMĐIỂM" in words and "KẾTQUẢTỰCHẤMĐIỂM" in words


def test_the_sets_of_two_years_are_compared(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Dossier.open(dossier, backup=False)) as opened:
        guid = indices.read_sets(opened, YEAR)[0][0]
        row = next(row for row in indices.read_index(opened, guid).criteria if row.code == "1.6")
        set_cells(opened, cells={(row.guid, "max_points"): "2"})
    found = index(capsys, dossier, "--compare", str(YEAR - 1), str(YEAR))["compare"]
    assert (found["old"]["year"], found["new"]["year"]) == (YEAR - 1, YEAR)
    (one,) = found["differences"]
    assert (one["code"], one["kinds"], one["old"]["max"], one["new"]["max"]) == ("1.6", ["points"], "1.5", "2")
    assert "1,50 → 2,00" in one["sentence"]
    assert index(capsys, dossier, "--compare", str(YEAR), str(YEAR))["compare"]["differences"] == []
    assert commands.main(["index", str(dossier), "--year", str(YEAR), "--compare", "1999", str(YEAR)]) == 1
    assert "1999" in capsys.readouterr().err


def test_what_is_not_there_is_said(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["index", str(dossier), "--year", str(YEAR), "--code", "99.9"]) == 1
    assert "99.9" in capsys.readouterr().err
    assert commands.main(["index", str(dossier), "--year", "1999"]) == 1
