"""The sample commune: complete, consistent with itself, and standing as on 8 September 2026."""

import json
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

import pytest

from cchc_desktop.rules.deadlines import parse_deadline
from cchc_desktop.rules.documents_nd30 import SigningForm
from cchc_desktop.rules.fields import field_name
from cchc_desktop.rules.markup import parse_markup, to_markup
from cchc_desktop.rules.money import parse_money
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.organisation import Tier
from cchc_desktop.rules.progress import TaskStatus, Urgency, urgency
from cchc_desktop.rules.unit_names import split_units, unit_key
from tests.resource_files import PERIODS, SAMPLE, load, values, walk

TODAY = date(2026, 9, 8)


def office() -> dict[str, Any]:
    form: dict[str, Any] = load("sample/office.json")
    return form


def unit_keys() -> set[str]:
    return {unit_key(name) for unit in office()["units"] for name in (unit["name"], *unit["aliases"])}


def tasks(name: str = "plan_2026.json") -> dict[str, dict[str, Any]]:
    """Tasks by group, objective and place: "III.2.1"."""
    return {
        f"{to_roman(g)}.{o}.{t}": {**task, "field": group["field"]}
        for g, group in enumerate(load(f"sample/{name}")["groups"], 1)
        for o, objective in enumerate(group["objectives"], 1)
        for t, task in enumerate(objective["tasks"], 1)
    }


def test_the_office_can_sign_and_lead_every_field() -> None:
    form = office()
    names = {unit["name"] for unit in form["units"]}
    assert form["office"]["tier"] == Tier.TWO
    assert all(not officer["unit"] or officer["unit"] in names for officer in form["officers"])
    assert {officer["signing_form"] for officer in form["officers"]} - {""} <= set(SigningForm)
    led = {code for unit in form["units"] for code in unit["fields"]}
    assert led == {task["field"] for task in tasks().values()}
    assert {receiver["purpose"] for receiver in form["receivers"]} == {"all", "plan", "report", "index"}
    keys = [unit_key(name) for unit in form["units"] for name in (unit["name"], *unit["aliases"])]
    assert len(names) == len(form["units"])
    assert {unit_key(name) for name in names} <= set(keys)


@pytest.mark.parametrize(("name", "least", "fields"), [("plan_2026.json", 60, 7), ("plan_index_2026.json", 12, 2)])
def test_every_task_of_a_plan_is_complete(name: str, least: int, fields: int) -> None:
    rows = tasks(name)
    known = unit_keys()
    assert len(rows) >= least
    assert len({row["field"] for row in rows.values()}) == fields
    assert all(field_name(row["field"]) for row in rows.values())
    assert len({row["text"] for row in rows.values()}) == len(rows)
    for number, row in rows.items():
        assert row["text"] and row["activities"] and row["products"] and row["leads"] and row["coordinators"], number
        for text in (*row["leads"], *row["coordinators"]):
            assert unit_key(text) in known, f"{number}: {text}"
            assert split_units(text) == (text,)
        milestones = parse_deadline(row["deadline"], 2026)
        assert milestones and all(place < len(milestones) for place in row["done_milestones"]), number
        assert not row["budget"] or parse_money(row["budget"])[0], number
        status = TaskStatus(row["status"])
        assert 0 <= row["percent"] <= 100
        assert (row["percent"] == 100) == (status is TaskStatus.DONE), number
        assert bool(row["reason"]) == (status is TaskStatus.NOT_APPLICABLE), number
        assert bool(row["result"]) == (status in (TaskStatus.DONE, TaskStatus.IN_PROGRESS)), number


def test_the_year_stands_as_on_the_eighth_of_september() -> None:
    rows = tasks()
    counts = Counter(row["status"] for row in rows.values())
    assert counts == {"done": 31, "in_progress": 26, "not_started": 5, "not_applicable": 1}
    stand: dict[Urgency, set[str]] = {Urgency.LATE: set(), Urgency.DUE_SOON: set(), Urgency.NONE: set()}
    for number, row in rows.items():
        due = [
            (milestone.date_to, place in row["done_milestones"])
            for place, milestone in enumerate(parse_deadline(row["deadline"], 2026))
            if milestone.date_to is not None
        ]
        stand[urgency(TaskStatus(row["status"]), due, TODAY)[0]].add(number)
    assert stand[Urgency.LATE] == {"III.1.2", "VII.2.3", "VII.4.1"}
    assert stand[Urgency.DUE_SOON] == {"I.1.3", "III.2.1", "VII.3.2"}
    budgets = [parse_money(row["budget"])[0] or 0 for row in rows.values() if row["budget"]]
    assert sum(budgets) == 186_000_000
    assert "186 triệu đồng" in json.dumps(load("sample/plan_2026.json")["sections"], ensure_ascii=False)


def test_done_tasks_are_counted_in_the_figures_of_their_period() -> None:
    days = [date.fromisoformat(row["done_on"]) for row in tasks().values() if row["status"] == "done"]
    sent = {"2026-Q1": date(2026, 3, 10), "2026-H1": date(2026, 6, 9), "2026-9M": TODAY}
    for period, day in sent.items():
        assert values(period)["1"] == len(tasks())
        assert values(period)["2"] == sum(done <= day for done in days), period


@pytest.mark.parametrize("name", ["plan_2026.json", "plan_index_2026.json"])
def test_a_plan_reads_as_a_paper(name: str) -> None:
    plan = load(f"sample/{name}")
    sections = plan["sections"]
    assert [section["role"] for section in sections].count("tasks") == 1
    assert sections[0]["level"] == 1
    assert all(after["level"] <= before["level"] + 1 for before, after in pairwise(sections))
    for section in sections:
        assert section["title"]
        assert to_markup(parse_markup(section["body"])) == section["body"]
    papers = [plan["paper"], *([plan["decision"]] if "decision" in plan else [])]
    signers = {officer["name"] for officer in office()["officers"] if officer["signing_form"]}
    for paper in papers:
        assert paper["subject"] and paper["signer_name"] in signers
        assert SigningForm(paper["signing_form"])
    if "decision" in plan:
        assert len(plan["decision"]["legal_bases"]) >= 4 and len(plan["decision"]["articles"]) == 3
        assert plan["decision"]["number"] == "08"
        assert date.fromisoformat(plan["decision"]["issued_on"]) == date(2026, 1, 12)
    else:
        assert not plan["paper"].get("number")


def test_scores_stay_within_the_criteria_and_add_up() -> None:
    form = load("sample/scores.json")
    tops = load("criteria/par_index_commune_demo.json")["criteria"]
    leaves = {line["code"]: line for line in walk(tops, "children") if not line["children"]}
    years = form["PAR_INDEX_COMMUNE"]
    for scores in years.values():
        assert set(scores) == set(leaves)
        for code, score in scores.items():
            for points in (score["self"], score["appraised"], score.get("survey")):
                assert points is None or 0 <= Decimal(points) <= Decimal(leaves[code]["max"]), code
    assert sum(Decimal(score["self"]) for score in years["2026"].values()) == Decimal("84.50")
    assert sum(Decimal(score["appraised"]) for score in years["2025"].values()) == Decimal("81.20")
    assert all(score["explanation"] for score in years["2026"].values())
    for link in form["criterion_tasks"]:
        assert link["criterion"] in leaves
        assert f"{link['group']}.{link['task']}" in tasks()


def test_scores_follow_from_the_figures() -> None:
    for period, scores, name in (("2026-9M", "2026", "self"), ("2025-Y", "2025", "appraised")):
        v = values(period)
        points = {
            code: Decimal(score[name])
            for code, score in load("sample/scores.json")["PAR_INDEX_COMMUNE"][scores].items()
        }
        expected = {
            "3.3": v["36"] / 100 * 6,
            "3.4": v["37"] / v["34"],
            "3.5": min(Decimal(1), v["38c"] / v["38a"] / Decimal("0.9")) * 3,
            "3.6": min(Decimal(1), v["40"] / 80) * 3,
            "3.8": v["43"] / 100 * 5,
            "5.2": v["51c"] / 100 * 2,
            "6.2": min(Decimal(1), v["57c"] / 95) * 3,
            "6.3": min(Decimal(1), v["58c"] / 100) * 2,
            "7.2": min(Decimal(1), v["64"] / 50) * 4,
            "7.3": min(Decimal(1), v["65"] / 80) * Decimal("2.5"),
            "7.5": v["67"] / 100 * 2,
        }
        for code, value in expected.items():
            assert points[code] == value.quantize(Decimal("0.01"), ROUND_HALF_UP), (period, code)


def test_evidence_files_exist_and_prove_something() -> None:
    folder = SAMPLE / "evidence"
    lines = load("sample/evidence/evidence.json")
    leaves = {line["code"] for line in walk(load("criteria/par_index_commune_demo.json")["criteria"], "children")}
    files = {path.name for path in folder.iterdir()} - {"evidence.json"}
    assert {line["file"] for line in lines} == files and len(files) >= 12
    for line in lines:
        assert line["title"] and date.fromisoformat(line["added_on"]) <= TODAY
        assert 0 < (folder / line["file"]).stat().st_size < 4000
        assert (line.get("task") in tasks()) != (line.get("criterion") in leaves)


def test_the_package_log_is_in_order() -> None:
    lines = load("sample/packages.json")
    moments = [line["at"] for line in lines]
    assert moments == sorted(moments)
    for line in lines:
        assert line["direction"] in {"sent", "received"}
        assert line["status"] in ({"received"} if line["direction"] == "received" else {"made", "mailed", "saved"})
        assert line["partner"] and line["subject"] and line["size"] > 0
        assert line["period"] in {"", *PERIODS}
