"""`cchc draft`: what it answers, what it writes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop import commands
from cchc_desktop.services.reporting.reports import read_report, read_reports
from cchc_desktop.services.reporting.statement_sources import read_sources
from cchc_desktop.storage.dossier import Dossier

PERIOD = ("--period", "2026-9M", "--as-of", "2026-09-08")


@pytest.fixture(scope="module")
def made(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def sample(made: Path, tmp_path: Path) -> Path:
    """A copy of the sample dossier."""
    return Path(shutil.copy(made, tmp_path / "mau.cchc"))


def run(*words: str | Path) -> int:
    return commands.main([str(word) for word in words])


def drafted(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict[str, Any]:
    assert run("draft", *words, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_each_statement_names_rows_of_the_dossier(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = drafted(capsys, sample, *PERIOD)
    assert (data["period"], data["written"]) == ("2026-9M", 0)
    assert [entry["item"] for entry in data["items"]][:4] == ["I", "I.1", "I.2", "I.3"]
    assert {"item", "status", "text", "statements", "gaps"} <= data["items"][0].keys()
    dossier = Dossier.open(sample)
    for entry in data["items"]:
        for statement in entry["statements"]:
            if entry["status"] != "not_applicable" and not statement["text"].startswith("["):
                assert len(read_sources(dossier, statement["rows"])) == len(statement["rows"]) > 0
    dossier.close()


def test_without_write_nothing_is_changed_and_with_it_empty_headings_are_filled(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def texts() -> list[str]:
        dossier = Dossier.open(sample)
        row = next(row for row in read_reports(dossier, 2026) if row.period == "2026-9M")
        found = [item.text for item in read_report(dossier, row.guid).items]
        dossier.close()
        return found

    before = texts()
    drafted(capsys, sample, *PERIOD)
    assert texts() == before
    data = drafted(capsys, sample, *PERIOD, "--write")
    after = texts()
    assert data["written"] == sum(old != new for old, new in zip(before, after, strict=True)) > 0
    assert all(new == old for old, new in zip(before, after, strict=True) if old)
    assert drafted(capsys, sample, *PERIOD, "--write")["written"] == 0


def test_people_read_the_draft_as_a_report(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draft", sample, *PERIOD) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "II.5 Cải cách tài chính công" in lines
    assert any(line.startswith("  - Giải ngân 7.600/12.000 triệu đồng") for line in lines)


def test_a_period_without_a_report_and_a_wrong_day_are_refused(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draft", sample, "--period", "2025-Q1") == 1
    assert "2025-Q1" in capsys.readouterr().err
    assert run("draft", sample, "--period", "2026-9M", "--as-of", "8/9") == 2
    assert run("draft", sample, "--period", "2026-9M", "--as-of", "0001-01-01") == 2
    assert run("draft", sample) == 2


def test_a_sent_report_is_drafted_but_not_written(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert drafted(capsys, sample, "--period", "2026-H1")["items"]
    assert run("draft", sample, "--period", "2026-H1", "--write") == 1
    assert "đã gửi" in capsys.readouterr().err
