"""Packages made by earlier programs are read for ever; the files are kept as they were made."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.models.rows import ActivityRow, PaperLineId
from tests.exchange import honest
from tests.exchange.test_row_json import DATA, PLAN, guid

PACKAGES = Path(__file__).with_name("packages")


@pytest.mark.parametrize("version", [1, 2])
def test_a_package_of_each_version(version: int) -> None:
    info, data = read_package(PACKAGES / f"version_{version}.cchcgoi")
    assert (info.office, info.year, info.period, info.manifest.note) == (
        "UBND xã Bình Minh",
        2026,
        "2026-9M",
        f"Gói của phiên bản {version}",
    )
    (plan,), (report,), (index,), (proof,) = data.plans, data.reports, data.indices, data.evidence
    assert [activity.text for activity in plan.tasks[0].activities] == ["Lập danh mục"]
    assert plan.tasks[0].milestones[0].date_to == date(2026, 9, 11)
    assert plan.targets[0].value == Decimal("99.5")
    assert report.items[0].text == "- Đã họp **hai** lần"
    assert report.figures[0].value == Decimal("99.02")
    assert index.criteria[0].max_points == Decimal("1.5")
    assert index.bands[1] == (Decimal(65), "Khá")
    assert proof.file_name == "Biên bản.txt"


def test_version_2_knows_each_activity_and_each_line_of_a_paper() -> None:
    (plan,) = read_package(PACKAGES / "version_2.cchcgoi")[1].plans
    assert plan.tasks[0].activities == (ActivityRow(guid(30), "Lập danh mục", 3),)
    assert plan.paper.line_ids == (PaperLineId(guid(31), 2, "legal_basis"),)


def test_minutes_of_version_1_find_their_secretary(tmp_path: Path) -> None:
    paper = replace(PLAN.paper, kind="minutes", authority="Đỗ Quang Huy")
    files = honest.files(replace(DATA, plans=(replace(PLAN, paper=paper),), reports=()))
    plans = json.loads(files["data/plans.json"])
    del plans["plans"][0]["paper"]["secretary"]
    plans["plans"][0]["tasks"][0]["activities"] = ["Họp", "Ghi biên bản"]
    files["data/plans.json"] = honest.as_json(plans)
    (plan,) = read_package(honest.package(tmp_path, files, version=1))[1].plans
    assert (plan.paper.secretary, plan.paper.authority) == ("Đỗ Quang Huy", "")
    assert [activity.text for activity in plan.tasks[0].activities] == ["Họp", "Ghi biên bản"]
