"""`cchc compare`: what differs for people and programs, and the sheet."""

import json
from pathlib import Path

import pytest

from cchc_desktop import commands

BEFORE = "I. MỤC ĐÍCH\n- Rà soát 10 thủ tục hành chính.\n- Gần dân.\n"
AFTER = "I. MỤC ĐÍCH\n- Rà soát 12 thủ tục hành chính.\n- gần dân.\n- Đúng hẹn.\n"


@pytest.fixture
def pair(tmp_path: Path) -> list[str]:
    for name, text in (("a.txt", BEFORE), ("b.txt", AFTER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def test_lines_for_people(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["compare", *pair]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Số dòng: 1 thêm, 1 sửa và 1 khác nhỏ; 1 dòng giống nhau.",
        "  sửa: - Rà soát 10 thủ tục hành chính. → Rà soát 12 thủ tục hành chính.",
        "  khác nhỏ: - Gần dân. → gần dân.",
        "  thêm: - Đúng hẹn.",
    ]


def test_everything_for_programs_and_the_sheet(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    out = Path(pair[0]).with_name("so-sanh.pdf")
    assert commands.main(["compare", *pair, "--all", "--json", "--out", str(out)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["before"], found["after"], found["file"]) == ("a.txt", "b.txt", str(out))
    assert {key: count for key, count in found["counts"].items() if count} == {
        "same": 1,
        "small": 1,
        "changed": 1,
        "added": 1,
    }
    assert found["words"] == {"before": 1, "after": 3} and found["limits"] == []
    heading, changed, *_others = found["lines"]
    assert heading["after"][0] == {"kind": "heading", "line": 1, "label": "I", "above": "", "where": ""}
    assert changed["texts"][0]["pieces"][1] == ["other", " 10", " 12"]
    assert out.read_bytes().startswith(b"%PDF")


def test_what_cannot_be_compared_is_told(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["compare", pair[0], "khong-co.docx"]) == 1
    assert "khong-co.docx" in capsys.readouterr().err
    assert commands.main(["compare", *pair, "--out", pair[1]]) == 1
