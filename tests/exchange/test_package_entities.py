"""The one table of what travels: of each kind of row what another program has to hold to."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cchc_desktop.exchange.package_entities import ENTITIES, FILES, counts, rows_of
from cchc_desktop.exchange.row_json import from_json
from cchc_desktop.models.package_rows import BaseRow
from tests.conftest import REPOSITORY
from tests.exchange.package_members import member_lines
from tests.exchange.test_row_json import DATA, guid

# Name, place, counted as, marks: t a tree, s shared, a its parent may be absent; then what it belongs to.
TABLE = """
office_profile office.json office - s
office_profile office.json offices - s
unit office.json units - -
officer office.json officers - a unit unit_guid
receiver office.json receivers - -
plan plans.json plans.plan plans -
official_document plans.json plans.paper - s plan
official_document plans.json plans.decision - s plan
section plans.json plans.sections - t plan
task_group plans.json plans.groups - - plan plan_guid
task plans.json plans.tasks tasks - task_group group_guid
activity plans.json plans.tasks.activities - - task
product plans.json plans.tasks.products - - task
task_unit plans.json plans.tasks.leads - - task
task_unit plans.json plans.tasks.coordinators - - task
milestone plans.json plans.tasks.milestones - - task
target plans.json plans.targets - - plan
target_value plans.json plans.targets.values - - target
outline_item plans.json plans.outline.items - ts plan
task_result plans.json results results - task task_guid
report reports.json reports.report reports -
official_document reports.json reports.paper - s report
report_item reports.json reports.items - t report
figure_value reports.json reports.figures - s report
figure_value reports.json figures.figures - s
report_statement reports.json statements - - report_item item_guid
criteria_set indices.json indices indices -
criterion indices.json indices.criteria - t criteria_set
index_result indices.json published published -
index_goal indices.json goals goals -
evidence evidence.json evidence evidence -
issued_paper issued.json issued issued -
survey surveys.json surveys surveys -
survey_form surveys.json survey_forms survey_forms - survey survey_guid
outline forms.json outlines outlines s
outline_item forms.json outlines.items - ts outline
report_duty forms.json duties duties -
legal_basis forms.json legal_bases legal_bases -
remark answers.json remarks remarks -
appraisal answers.json appraisals appraisals -
returned_report answers.json returned returned -
assigned_task answers.json assigned assigned -
"""


def test_every_kind_of_row_is_what_the_description_says() -> None:
    found = []
    for one in ENTITIES:
        marks = ("t" if one.tree else "") + ("s" if one.shared else "") + ("a" if one.parent_may_be_absent else "")
        words = (one.name, one.file.removeprefix("data/"), ".".join(one.path), one.counted or "-", marks or "-")
        found.append(" ".join((*words, one.parent, one.owner)).strip())
        assert all(isinstance(row, one.row) for row, _around in rows_of(DATA, one))
    assert found == TABLE.strip().splitlines()
    assert {one.name for one in ENTITIES if one.identity != "guid"} == {"figure_value"}
    assert {one.identity for one in ENTITIES} == {"guid", "value_guid"}


def test_the_description_names_each_file_and_its_members() -> None:
    assert set(counts(DATA)) == {one.counted for one in ENTITIES if one.counted}
    described = {}
    for line in (REPOSITORY / "docs" / "package_format.md").read_text("utf-8").splitlines():
        if line.startswith("| `data/"):
            _edge, name, words, _end = line.split("|")
            described[name.strip().strip("`")] = words
    assert list(described) == list(FILES)
    assert all(f"`{member}`" in described[name] for name, members in FILES.items() for member in members)
    assert FILES["data/evidence.json"] == ("evidence", "copies") and FILES["data/answers.json"][-1] == "base"


def test_the_description_names_each_member_of_each_row() -> None:
    """Where it fails: `python -m tests.exchange.package_members` prints the table anew."""
    described = (REPOSITORY / "docs" / "package_format.md").read_text("utf-8").splitlines()
    begin = described.index("| row | members |") + 2
    assert described[begin : described.index("", begin)] == member_lines()


def nested(owners: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    for entity in ENTITIES:
        if entity.path == owners:
            yield from rows_of(DATA, entity)


@pytest.mark.parametrize(
    ("path", "around"),
    [
        ("office", ""),
        ("units", ""),
        ("plans.plan", ""),
        ("plans.paper", guid(9)),
        ("plans.groups", guid(9)),
        ("plans.tasks", guid(2)),
        ("plans.tasks.activities", guid(1)),
        ("plans.tasks.milestones", guid(1)),
        ("plans.targets", guid(9)),
        ("reports.paper", guid(13)),
        ("reports.items", guid(13)),
        ("reports.figures", guid(13)),
        ("indices.criteria", guid(12)),
        ("evidence", ""),
    ],
)
def test_what_each_row_belongs_to(path: str, around: str) -> None:
    found = [above for _row, above in nested(tuple(path.split(".")))]
    assert found and (set(found) == {around} or path == "plans.plan")
    assert not list(nested(("plans", "decision"))) and not list(nested(("plans", "outline", "items")))


def test_what_is_counted() -> None:
    assert {name: number for name, number in counts(DATA).items() if number} == {
        "plans": 1, "tasks": 1, "reports": 1, "indices": 1, "evidence": 1
    }  # fmt: skip
    assert from_json(BaseRow, json.loads(f'{{"table":"task","guid":"{guid(1)}","revision":1}}')).table == "task"
