"""Packages made by earlier programs are read for ever; the files are kept as they were made."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.models.paper_rows import PaperLineId
from cchc_desktop.models.task_rows import ActivityRow
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


def test_version_2_upward_with_all_that_it_may_hold() -> None:
    info, data = read_package(PACKAGES / "version_2_up.cchcgoi")
    assert (info.kind, info.manifest.content, info.manifest.evidence) == ("up", "year", "whole")
    assert (data.results[0].text, data.statements[0].rows) == ("Đã rà soát", (guid(1), guid(40)))
    assert (data.outlines[0].items[0].title, data.duties[0].due_on) == ("Chỉ đạo", date(2026, 9, 15))
    assert data.legal_bases[0].text == "Nghị quyết số 76/NQ-CP"
    issued = [entry.title for entry in info.entries if entry.name.startswith("issued/")]
    assert issued == ["ke-hoach-05.docx", "ke-hoach-05.pdf"] and data.issued[0].number == "05"
    assert info.unknown.members == {("TaskRow", guid(1)): {"colour": "xanh"}}


def test_version_2_downward_with_a_password() -> None:
    info, data = read_package(PACKAGES / "version_2_down_locked.cchcgoi", "Tháng chín trời thu")
    assert (info.kind, info.manifest.answers, info.manifest.to) == ("down", "a" * 64, "b" * 32)
    assert (data.base[0].table, data.base[0].guid, data.base[0].revision) == ("task", guid(1), 2)
    assert (data.remarks[0].text, data.returned[0].text) == ("Bổ sung số liệu", "Viết lại mục I")
    assert (data.appraisals[0].round, data.appraisals[0].score) == (2, Decimal("0.5"))
    assert data.assigned[0].cells == (("task", "Rà soát"),)
