"""The rows of a package as files and back: what is empty, what a later program added, what an earlier one wrote."""

import json
from dataclasses import replace
from typing import Any

import pytest

from cchc_desktop.exchange.package_data import data_files, data_of
from cchc_desktop.exchange.package_format import PackageData, Unknown
from cchc_desktop.exchange.row_json import ShapeError
from tests.exchange.test_row_json import DATA, PLAN


def parsed(data: PackageData, unknown: Unknown | None = None) -> dict[str, Any]:
    return {name: json.loads(raw) for name, raw in data_files(data, unknown).items()}


def test_what_is_empty_has_no_file_unless_the_first_programs_had_it() -> None:
    files = parsed(PackageData(DATA.office))
    assert {name: sorted(file) for name, file in files.items()} == {
        "data/office.json": ["office", "units"],
        "data/plans.json": ["plans"],
        "data/reports.json": ["reports"],
        "data/indices.json": ["indices"],
        "data/evidence.json": ["evidence"],
    }
    assert data_of(files, 2, {}) == PackageData(DATA.office)
    assert data_of({**files, "data/plans.json": None}, 2, {}) == PackageData(DATA.office)


def test_what_a_later_program_added_is_noted_and_written_again() -> None:
    files = parsed(DATA)
    files["data/plans.json"]["colours"] = ["đỏ"]
    files["data/plans.json"]["plans"][0]["mood"] = "vui"
    noted: dict[tuple[str, str], dict[str, Any]] = {}
    data = data_of(files, 2, noted)
    assert data == DATA and noted["file", "data/plans.json"] == {"colours": ["đỏ"]}
    assert parsed(data, Unknown(members=noted, files={"data/later.json": b"{}"})) == files | {"data/later.json": {}}
    assert ("file", "data/office.json") not in noted


def test_plans_of_the_first_version_are_brought_into_todays_form_and_later_ones_left() -> None:
    minutes = replace(PLAN.paper, kind="minutes", authority="Đỗ Quang Huy", secretary="")
    first = parsed(replace(DATA, plans=(replace(PLAN, paper=minutes), PLAN)))
    for plan in first["data/plans.json"]["plans"]:
        for task in plan["tasks"]:
            task["activities"] = ["Họp"]
    renewed, other = data_of(json.loads(json.dumps(first)), 1, {}).plans
    assert (renewed.paper.secretary, renewed.paper.authority) == ("Đỗ Quang Huy", "")
    assert other.paper.authority == PLAN.paper.authority, "what are no minutes keep who decides"
    assert [(one.guid, one.text) for one in renewed.tasks[0].activities] == [("", "Họp")]
    with pytest.raises(ShapeError):  # a later version writes activities as rows
        data_of(json.loads(json.dumps(first)), 2, {})
    for bad in (None, [], {}, {"plans": 5}, {"plans": [5]}, {"plans": [{"tasks": 5, "paper": 5}]}):
        files = {**parsed(DATA), "data/plans.json": bad}
        try:
            found = data_of(files, 1, {})
        except ShapeError:
            continue
        assert found.plans == ()
