"""`cchc issue`, `register` and `verify DOSSIER FILE`."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from cchc_desktop import commands
from cchc_desktop.services.papers import issued_files
from cchc_desktop.services.papers.papers import set_paper, set_paper_lines
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.services.papers.plans import annual_plan, read_plans
from cchc_desktop.storage.dossier import Dossier

_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
DAY = "2025-01-06"  # no paper is issued on a day to come, so the clock must be behind it


@pytest.fixture(scope="module")
def made(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dossier, made once; tests work on copies."""
    return new_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def sample(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / made.name))


def answered(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict[str, Any]:
    assert commands.main([*map(str, words), "--json"]) == 0, capsys.readouterr().err
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    assert commands.main([*map(str, words), "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_the_plan_is_issued_by_its_decision(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    found = answered(capsys, "issue", sample, "--year", "2026", "--date", DAY)
    assert (found["kind"], found["number"], found["symbol"], found["version"]) == ("decision", "08", "QĐ-UBND", 1)
    assert len(found["pdf_sha256"]) == len(found["docx_sha256"]) == 64 and found["pages"] > 5
    again = answered(capsys, "issue", sample, "--year", "2026", "--date", DAY, "--number", "8")
    assert again["version"] == 2


def test_a_report_takes_the_next_number(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    words = ("issue", sample, "--year", "2026", "--what", "report", "--period", "2026-9M", "--date", DAY)
    assert "Chưa viết gì dưới mục" in refused(capsys, *words)
    assert answered(capsys, *words, "--with-gaps")["number"] == "58"
    taken = ("issue", sample, "--year", "2026", "--what", "report", "--number", "57", "--date", DAY)
    assert "57/BC-UBND" in refused(capsys, *taken, "--with-gaps")


def test_any_paper_by_its_guid(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    dossier = Dossier.open(sample, backup=False)
    index = next(plan for plan in read_plans(dossier, 2026) if plan.kind == "index")
    dossier.close()
    words = ("issue", sample, "--year", "2026", "--date", DAY, "--paper")
    found = answered(capsys, *words, index.paper_guid)
    assert (found["kind"], found["number"], found["issued_on"]) == ("plan", "01", DAY)
    assert "không có văn bản này" in refused(capsys, *words, "f" * 32)


def test_a_date_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    assert commands.main(["issue", str(sample), "--year", "2026", "--date", "hôm nay"]) == 2
    assert "2026-01-12" in capsys.readouterr().err


def test_the_register_as_rows_and_as_a_file(capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path) -> None:
    answered(capsys, "issue", sample, "--year", "2026", "--date", DAY)
    found = answered(capsys, "register", sample, "--year", "2025", "--xlsx", tmp_path / "so.xlsx")
    assert [(row["number"], row["symbol"]) for row in found["register"]] == [
        ("08", "QĐ-UBND"), ("57", "BC-UBND"),
    ]  # fmt: skip
    ours, theirs = found["register"]
    assert ours["issued"]["version"] == 1 and theirs["issued"] is None
    assert openpyxl.load_workbook(tmp_path / "so.xlsx").worksheets[0].max_column == 8
    assert commands.main(["register", str(sample), "--year", "2025"]) == 0
    assert "08/QĐ-UBND | 06/01/2025 | Quyết định ban hành" in capsys.readouterr().out
    assert commands.main(["register", str(sample), "--year", "1999"]) == 0
    assert capsys.readouterr().out == "Năm này chưa có văn bản nào ghi số.\n"


def test_a_file_is_held_against_what_was_issued(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    made = answered(capsys, "issue", sample, "--year", "2026", "--date", DAY)
    dossier = Dossier.open(sample, backup=False)
    plan = annual_plan(dossier, 2026)
    assert plan is not None and plan.status == "issued"
    issued_files.save_issued(dossier, made["guid"], "pdf", tmp_path / "qd.pdf")
    dossier.close()
    found = answered(capsys, "verify", sample, tmp_path / "qd.pdf")
    assert (found["exact"], found["newest"], found["form"]) == (True, True, "pdf")
    assert found["issued"]["guid"] == made["guid"]
    (tmp_path / "qd.pdf").write_bytes(b"%PDF-1.7")
    assert "không trùng" in refused(capsys, "verify", sample, tmp_path / "qd.pdf")
    assert "gói" in refused(capsys, "verify", tmp_path / "qd.pdf")  # alone it is held for a package


def test_letters_that_cannot_be_printed_are_named_first(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    dossier = Dossier.open(sample, backup=False)
    plan = next(plan for plan in read_plans(dossier, 2026) if plan.kind == "index")
    set_paper(dossier, paper_guid=plan.paper_guid, subject="Nâng cao chỉ số 😀 ☑")
    dossier.close()
    words = ("issue", sample, "--year", "2026", "--paper", plan.paper_guid, "--date", DAY)

    said = refused(capsys, *words)
    assert "U+1F600" in said and "chỉ số 😀" in said and "U+2611" not in said and "--with-gaps" in said
    assert answered(capsys, *words, "--with-gaps")["version"] == 1


def test_an_export_names_them_and_is_made(capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path) -> None:
    dossier = Dossier.open(sample, backup=False)
    plan = annual_plan(dossier, 2026)
    assert plan is not None
    set_paper(dossier, paper_guid=plan.paper_guid, subject="Cải cách hành chính 😀")
    dossier.close()

    made = answered(capsys, "export", sample, "--year", "2026", "--what", "plan", "--format", "pdf", "--out", tmp_path)
    assert [Path(name).suffix for name in made["files"]] == [".pdf"]
    assert "U+1F600" in made["warnings"][0]


def test_gaps_stop_the_paper_and_a_doubtful_day_is_told(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    dossier = Dossier.open(sample, backup=False)
    plan = next(plan for plan in read_plans(dossier, 2026) if plan.kind == "index")
    set_paper(dossier, paper_guid=plan.paper_guid, preamble="Thực hiện Kế hoạch số [ghi số] của Ủy ban nhân dân tỉnh")
    old = "Quyết định số 1085/QĐ-TTg ngày 15 tháng 9 năm 2022 của Thủ tướng Chính phủ"
    set_paper_lines(dossier, paper_guid=plan.paper_guid, role="legal_basis", lines=[old])
    dossier.close()
    words = ["issue", str(sample), "--year", "2026", "--paper", plan.paper_guid, "--date"]
    said = refused(capsys, *words, "2023-06-05")
    assert "[ghi số]" in said and "--with-gaps" in said
    assert commands.main([*words, "2023-06-05", "--with-gaps"]) == 0
    told = capsys.readouterr().err
    assert "của năm 2026" in told and "05/6/2023" in told and "[ghi số]" in told
    assert "hết hiệu lực" not in told
    assert commands.main([*words, "2026-06-05", "--with-gaps", "--number", "2"]) == 0
    told = capsys.readouterr().err
    assert "không khớp" not in told and "của năm" not in told
    assert "hết hiệu lực" in told


def test_a_certified_copy_is_made_of_an_issued_paper(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    paper = answered(capsys, "issue", sample, "--year", "2026", "--date", DAY)
    words = ("certify", sample, "--issued", paper["guid"], "--date", DAY)
    made = answered(capsys, *words)
    assert (made["number"], made["symbol"], made["kind"]) == ("01", "SY-UBND", "decision")
    assert made["content_sha256"] == paper["content_sha256"] and made["pages"] >= paper["pages"]
    extract = answered(capsys, *words, "--form", "TrS", "--pages", "1-2")
    assert (extract["symbol"], extract["number"]) == ("TrS-UBND", "02") and extract["pages"] in (2, 3)
    assert "trang" in refused(capsys, *words, "--pages", "99")
    assert "các trang" in refused(capsys, *words, "--form", "TrS")


def test_every_paper_of_the_year_is_listed_exported_and_issued(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    dossier = Dossier.open(sample, backup=False)
    create_from_template(dossier, year=2026, code="letter_request")
    everything = {plan.guid for plan in read_plans(dossier, 2026)}
    dossier.close()
    listed = answered(capsys, "show", sample, "--year", "2026", "--what", "papers")["papers"]
    assert {row["guid"] for row in listed} == everything and len(listed) > 2
    for row in listed:
        out = tmp_path / row["guid"]
        made = answered(capsys, "export", sample, "--year", "2026", "--paper", row["guid"], "--out", out)
        (file,) = made["files"]
        words = "".join("".join(p.text.split()) for p in docx.Document(file).element.body.iter(_PARAGRAPH))
        assert "".join(row["title"].split()).casefold() in words.casefold()
    letter = next(row for row in listed if row["kind"] == "letter")
    by_title = ("export", sample, "--year", "2026", "--paper", letter["title"].upper(), "--what", "all")
    assert len(answered(capsys, *by_title, "--out", tmp_path / "all")["files"]) == 1
    words = ("issue", sample, "--year", "2026", "--date", DAY, "--with-gaps", "--paper")
    assert answered(capsys, *words, letter["guid"])["kind"] == "letter"
    number = answered(capsys, "show", sample, "--year", "2026", "--what", "papers")["papers"]
    named = next(row["number"] for row in number if row["kind"] == "letter")
    answered(capsys, "export", sample, "--year", "2026", "--paper", named, "--out", tmp_path / "named")
    assert "không có văn bản" in refused(capsys, *words, "chuyện khác")
    assert letter["guid"] in refused(capsys, *words, "a")
