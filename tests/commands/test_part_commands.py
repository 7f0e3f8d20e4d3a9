"""`cchc parts`: units are asked, a part comes back late, who is missing is listed."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop import commands
from cchc_desktop.exchange.part_file import read_part, write_part
from cchc_desktop.services.exchange.contributions import filled


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_sample(tmp_path_factory.mktemp("parts"))


@pytest.fixture
def dossier(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CCHC_TODAY", "2026-09-08")
    return Path(shutil.copy(sample, tmp_path / "a.cchc"))


def parts(capsys: pytest.CaptureFixture[str], dossier: Path, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert commands.main(["parts", str(dossier), "--period", "2026-9M", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_units_are_asked_and_what_comes_back_is_kept(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    asked = parts(capsys, dossier, "--ask", *names, "--out", str(tmp_path / "di"), "--due", "2026-09-05")
    assert (asked["missing"], [row["status"] for row in asked["parts"]]) == (2, ["asked", "asked"])
    files = [Path(name) for name in asked["written"]]
    assert sorted(file.name for file in files) == [
        "Phan-2026-9M-phong-kinh-te.cchcphan",
        "Phan-2026-9M-phong-van-hoa-xa-hoi.cchcphan",
    ]
    came = read_part(files[0])
    words = {came.items[0].guid: "- Đã làm."}
    write_part(filled(came, items=words, tasks={}, sender="Trần Thị Bình", now=datetime(2026, 9, 7, 9)), files[0])
    received = parts(capsys, dossier, "--receive", str(files[0]))
    assert received["missing"] == 1
    assert {(row["status"], row["late"], row["sender"]) for row in received["parts"]} == {
        ("asked", True, ""),
        ("received", True, "Trần Thị Bình"),
    }
    assert commands.main(["parts", str(dossier), "--period", "2026-9M"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(
        line.endswith("Đã nhận, chưa lấy vào, trễ hạn | 05/9/2026 | 08/9/2026 | Trần Thị Bình") for line in lines
    )


def test_nothing_is_changed_by_a_wrong_name_or_file(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["parts", str(dossier), "--period", "2026-9M"]
    assert commands.main([*here, "--ask", "Phòng Kinh tế"]) == 1
    assert "--out" in capsys.readouterr().err
    assert commands.main([*here, "--ask", "Phòng Kinh tế", "Phòng Lạ", "--out", str(tmp_path)]) == 1
    assert "Phòng Lạ" in capsys.readouterr().err
    wrong = tmp_path / "a.cchcphan"
    wrong.write_bytes(b"{}")
    assert commands.main([*here, "--receive", str(wrong)]) == 1
    assert "không phải" in capsys.readouterr().err
    assert commands.main(["parts", str(dossier), "--period", "2025-Q1"]) == 1
    capsys.readouterr()
    assert parts(capsys, dossier)["parts"] == []
