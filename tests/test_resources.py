"""Forms and the sample commune: their structure, their sums, and that everything they name exists."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop import paths
from cchc_desktop.rules.deadlines import parse_deadline
from cchc_desktop.rules.documents_nd30 import SigningForm
from cchc_desktop.rules.fields import field_name
from cchc_desktop.rules.markup import parse_markup, to_markup
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.numbers import format_number, parse_money
from cchc_desktop.rules.organisation import Tier
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.progress import TaskStatus, Urgency, urgency
from cchc_desktop.rules.unit_names import split_units, unit_key

RESOURCES = paths.resources()
SAMPLE = RESOURCES / "sample"
FORMS = [path for kind in ("outlines", "figures", "criteria", "regimes") for path in (RESOURCES / kind).glob("*.json")]
TEXTS = [*FORMS, *(path for path in SAMPLE.rglob("*") if path.is_file())]
TODAY = date(2026, 9, 8)
PERIODS = ("2026-Q1", "2026-H1", "2026-9M")


def load(name: str) -> Any:
    return json.loads((RESOURCES / name).read_text(encoding="utf-8"))


def short(path: Path) -> str:
    return path.relative_to(RESOURCES).as_posix()


def walk(items: list[dict[str, Any]], below: str) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from walk(item.get(below, []), below)


@pytest.mark.parametrize("path", TEXTS, ids=short)
def test_text_is_nfc_without_odd_characters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[\u200b-\u200f\ufeff\ufffd]|[^\S\n]\n|\S {2,}\S", text.replace("\n ", "\n"))


@pytest.mark.parametrize("path", FORMS, ids=short)
def test_each_form_names_itself_and_its_source(path: Path) -> None:
    form = load(short(path))
    assert form["title"] and form["source"]
    if path.parent.name != "criteria":
        assert form["code"] == path.stem


# Outlines


def figure_definitions() -> list[dict[str, Any]]:
    return [figure for group in load("figures/cchc_72.json")["groups"] for figure in group["figures"]]


@pytest.mark.parametrize("code", ["current", "old_2024"])
def test_an_outline_is_whole(code: str) -> None:
    outline = load(f"outlines/{code}.json")
    figures = {figure["code"] for figure in figure_definitions()}
    assert date.fromisoformat(outline["valid_from"])
    assert [item["number"] for item in outline["items"]] == ["I", "II", "III", "IV", "V"]
    for item in walk(outline["items"], "items"):
        assert item["title"]
        assert item["periods"] == list(PERIOD_KINDS)
        assert set(item["figures"]) <= figures
        assert not item["field"] or field_name(item["field"])
        assert item["items"] or item["guidance"], f"{item['number']} {item['title']} has no guidance"
        numbers = [child["number"] for child in item["items"]]
        assert len(numbers) == len(set(numbers))


def test_the_current_outline_shows_each_figure_once() -> None:
    items = list(walk(load("outlines/current.json")["items"], "items"))
    assert len(items) == 26
    shown = Counter(code for item in items for code in item["figures"])
    assert shown == Counter(figure["code"] for figure in figure_definitions())


def test_the_old_outline_has_every_depth_of_its_form() -> None:
    outline = load("outlines/old_2024.json")
    results = outline["items"][1]["items"]
    assert [item["number"] for item in results] == ["1", "2", "3", "4", "5", "6"]
    assert [item["number"] for item in results[2]["items"]] == ["3.1", "3.2", "3.3", "3.4", "3.5"]
    assert [item["number"] for item in results[3]["items"]] == ["4.1", "4.2", "4.3", "4.4", "4.5"]
    assert [item["number"] for item in results[0]["items"][2]["items"]] == ["a", "b", "c"]


# Figures


def test_all_seventy_two_lines_are_defined_once() -> None:
    figures = figure_definitions()
    codes = [figure["code"] for figure in figures]
    assert len(codes) == len(set(codes))
    assert {int(re.match(r"\d+", code)[0]) for code in codes} == set(range(1, 73))  # type: ignore[index]
    for figure in figures:
        assert figure["name"]
        assert figure["kind"] in {"count", "share", "amount", "points", "yes_no", "text"}
        assert set(re.findall(r"\[(\w+)\]", figure["formula"])) <= set(codes)
        assert figure["kind"] != "share" or (figure["unit"] == "%" and not figure["cumulative"])


def values(period: str) -> dict[str, Decimal]:
    return {code: Decimal(value["value"]) for code, value in load("sample/figures_2026.json")[period].items()}


ALL_PERIODS = ("2025-Y", *PERIODS)


@pytest.mark.parametrize("period", ALL_PERIODS)
def test_figures_of_a_period_agree(period: str) -> None:
    v = values(period)
    definitions = {figure["code"]: figure for figure in figure_definitions()}
    assert set(v) <= set(definitions)
    assert v["28"] + v["29"] + v["30"] == v["26"]
    assert v["32"] + v["33"] + v["34"] == v["31"]
    assert v["26"] + v["27"] == v["31"] + v["35a"] + v["35b"]
    assert v["2"] <= v["1"]
    assert v["11a"] + v["11b"] + v["11c"] == v["10"]
    assert v["38c"] <= v["38b"] <= v["38a"]
    assert v["37"] <= v["34"]
    for part, whole in (
        ("6", "44b"), ("9", "8"), ("17b", "17a"), ("18b", "18a"), ("19b", "19a"), ("22", "21"), ("23", "21"),
        ("25", "21"), ("46b", "46a"), ("50", "44b"), ("51a", "51b"), ("57b", "57a"), ("61b", "61a"), ("61d", "61c"),
    ):  # fmt: skip
        assert v[part] <= v[whole], (part, whole)
    assert v["62a"] + v["62b"] <= v["21"]
    for code, value in v.items():
        assert value >= 0
        if definitions[code]["kind"] == "share" and code != "58c":  # revenue may exceed its estimate
            assert value <= 100
        if definitions[code]["kind"] == "count":
            assert value == value.to_integral_value()


@pytest.mark.parametrize("period", ALL_PERIODS)
def test_shares_follow_their_formulas(period: str) -> None:
    v = values(period)
    for figure in figure_definitions():
        match = re.fullmatch(r"\(?((?:\[\w+\]\+?)+)\)?/\[(\w+)\]\*100", figure["formula"])
        if not figure["formula"]:
            continue
        assert match is not None, figure["formula"]
        parts = sum((v[code] for code in re.findall(r"\[(\w+)\]", match[1])), Decimal(0))
        assert v[figure["code"]] == (parts / v[match[2]] * 100).quantize(Decimal("0.01"), ROUND_HALF_UP), figure["code"]


def test_cumulative_figures_never_fall_within_the_year() -> None:
    for figure in figure_definitions():
        if figure["cumulative"]:
            row = [values(period)[figure["code"]] for period in PERIODS if figure["code"] in values(period)]
            assert row == sorted(row), figure["code"]


# Criteria sets and regimes


@pytest.mark.parametrize("code", ["par_index_commune_demo", "766"])
def test_a_criteria_set_adds_up_to_one_hundred(code: str) -> None:
    form = load(f"criteria/{code}.json")
    lines = list(walk(form["criteria"], "children"))
    codes = [line["code"] for line in lines]
    assert len(codes) == len(set(codes))
    for line in lines:
        assert line["name"] and Decimal(line["max"]) > 0
        if line["children"]:
            assert Decimal(line["max"]) == sum(Decimal(child["max"]) for child in line["children"]), line["code"]
            assert all(child["code"].startswith(line["code"] + ".") for child in line["children"])
        else:
            assert line["rule"] and line["kind"] in set("TRSBX")
        assert not line.get("field") or field_name(line["field"])
    assert sum(Decimal(top["max"]) for top in form["criteria"] if not top.get("bonus")) == 100
    minima = [Decimal(band["min"]) for band in form["bands"]]
    assert minima == sorted(minima, reverse=True) and minima[-1] == 0


def test_the_groups_of_766_have_their_points() -> None:
    tops = load("criteria/766.json")["criteria"]
    assert [top["max"] for top in tops] == ["18", "20", "12", "10", "22", "18"]


@pytest.mark.parametrize("code", ["default", "nd09"])
def test_a_regime_dates_the_four_reports(code: str) -> None:
    reports = load(f"regimes/{code}.json")["reports"]
    assert [line["period"] for line in reports] == list(PERIOD_KINDS)
    days = [date(2026, line["due_month"], line["due_day"]) for line in reports]
    assert days == sorted(days)


# The sample commune


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
        assert plan["decision"]["number"] and date.fromisoformat(plan["decision"]["issued_on"])
    else:
        assert not plan["paper"].get("number")


def report_items() -> list[str]:
    found = []

    def number(items: list[dict[str, Any]], parent: str) -> None:
        for item in items:
            own = item["number"].rpartition(".")[2]
            found.append(f"{parent}.{own}" if parent else own)
            number(item["items"], found[-1])

    number(load("outlines/current.json")["items"], "")
    return found


def test_reports_follow_the_outline_and_the_figures() -> None:
    form = load("sample/reports_2026.json")
    expected = report_items()
    assert form["outline"] == "current"
    assert [report["period"] for report in form["reports"]] == list(PERIOD_KINDS)
    for report in form["reports"][:3]:
        assert list(report["items"]) == expected
        for number, item in report["items"].items():
            assert item["status"] in {"done", "draft", "empty"}
            assert bool(item["text"]) == (item["status"] != "empty"), number
            assert to_markup(parse_markup(item["text"])) == item["text"]
            assert ("[" in item["text"]) <= (item["status"] == "draft")
        told = report["items"]["II.2.2"]["text"]
        for code in ("26", "28", "29", "30", "31", "32", "33", "34", "36"):
            assert format_number(values(f"2026-{report['period']}")[code]) in told, (report["period"], code)
    first, half, nine, year = form["reports"]
    for report in (first, half):
        assert report["status"] == "sent" and report["number"]
        assert Period(2026, report["period"]).covers(date.fromisoformat(report["sent_on"]))
        assert {item["status"] for item in report["items"].values()} == {"done"}
    assert nine["status"] == "drafting"
    assert sum(item["status"] == "done" for item in nine["items"].values()) == 17
    assert year["status"] == "not_begun" and not year["items"]


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
        assert not line["period"] or Period.parse(line["period"])
