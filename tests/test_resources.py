"""The bundled forms: their structure, their sums, and that everything they name exists."""

import json
import re
import unicodedata
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from cchc_desktop.rules.citations import papers_cited
from cchc_desktop.rules.fields import field_name
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.periods import PERIOD_KINDS
from cchc_desktop.rules.scoring import compute, faults, from_json
from cchc_desktop.rules.template_marks import AWARD_GAPS
from cchc_desktop.services.form_checks import check_form
from tests.resource_files import PERIODS, RESOURCES, SAMPLE, figure_definitions, load, short, values, walk

FORMS = [
    path
    for kind in ("outlines", "figures", "criteria", "regimes", "templates", "sentences")
    for path in (RESOURCES / kind).glob("*.json")
]
TEXTS = [*FORMS, *(path for path in SAMPLE.rglob("*") if path.is_file())]


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


# Templates


_MEMBERS = {"code", "title", "valid_from", "source", "paper_kind", "plan_kind", "by_decision", "subject", "legal_bases"}
_MEMBERS |= {"preamble", "addressees", "recipients", "sections", "closing"}
_PLACEHOLDERS = {"year", "last_year", "area", "office", "superior", "superior_short", "home_affairs"}
_PLACEHOLDERS |= {"unit", "unit_name", *(mark.strip("{}") for mark in AWARD_GAPS)}
_AWARD = {"award_" + name for name in ("names", "summary", "overview", "votes", "list_collectives", "list_persons")}
_AWARD |= {"award_" + name for name in ("rewarded", "contents", "targets", "reward", "profile", "results")}
_AWARD |= {"award_achievement"}
_PURPOSES = {"annual", "index", "emulation", "programme", "propaganda", "inspection", "other"}
_DRAWN = {"totals", "fields", "lost", "evidence", "goals", "par", "sipas", "papi"}
_TEMPLATES = sorted((RESOURCES / "templates").glob("*.json"))


@pytest.mark.parametrize("path", _TEMPLATES, ids=short)
def test_a_template_is_whole(path: Path) -> None:
    form = load(short(path))
    kind = PaperKind(form["paper_kind"])
    assert set(form) - {"authority"} == _MEMBERS and date.fromisoformat(form["valid_from"])
    assert form["plan_kind"] in _PURPOSES
    assert form["plan_kind"] != "annual" or path.stem == "plan_annual"
    assert set(re.findall(r"{(\w+)}", path.read_text(encoding="utf-8"))) <= _PLACEHOLDERS
    level = 0
    for section in form["sections"]:
        assert set(section) - {"draws"} == {"number", "title", "level", "body", "role"}
        assert section.get("draws", "totals") in (*_DRAWN, *_AWARD)
        assert section["role"] in {"text", "tasks", "article", "rewarded"} and 1 <= section["level"] <= level + 1
        level = section["level"]
    addressed = bool(form["addressees"])  # a report that goes to those who asked for it names them, others do not
    assert addressed == kind.facts.addressed or kind.facts.unaddressed_too
    numbered = bool(kind.abbreviation) or kind is PaperKind.LETTER
    assert not numbered or form["recipients"][-1].startswith("Lưu: VT")
    if addressed:
        assert form["recipients"][0] == "Như trên"
    for basis in form["legal_bases"]:
        assert not basis.endswith((";", "."))


def test_templates_cite_papers_that_are_known_and_in_force() -> None:
    listed = load("legal_bases/2026_11.json")["bases"]
    names = {name: basis for basis in listed for name in papers_cited(basis["text"])[:1]}
    amending = {name for basis in listed for line in basis.get("amended_by", ()) for name in papers_cited(line["text"])}
    for path in _TEMPLATES:
        bases = [
            basis for basis in load(short(path))["legal_bases"] if "[" not in basis and "{movement_plan}" not in basis
        ]
        for basis in bases:
            name = papers_cited(basis)[0]
            assert name in names or name in amending, (path.stem, basis)
            known = names.get(name, {})
            assert not known.get("valid_to"), (path.stem, basis)
            cited = {other for one in bases for other in papers_cited(one)}
            newer = [line["text"] for line in known.get("amended_by", ()) if papers_cited(line["text"])]
            assert all(papers_cited(text)[0] in cited for text in newer), (path.stem, basis, newer)


def test_every_kind_of_paper_has_a_template() -> None:
    assert {load(short(path))["paper_kind"] for path in _TEMPLATES} == {str(kind) for kind in PaperKind}


# Outlines


@pytest.mark.parametrize("code", ["bnv_4625", "current", "old_2024"])
def test_an_outline_is_whole(code: str) -> None:
    outline = load(f"outlines/{code}.json")
    figures = {figure["code"] for figure in figure_definitions(outline.get("figures_set", "cchc_72"))}
    assert date.fromisoformat(outline["valid_from"]).year >= 2020
    assert [item["number"] for item in outline["items"]] == ["I", "II", "III", "IV", "V"][: len(outline["items"])]
    for item in walk(outline["items"], "items"):
        assert item["title"]
        assert item["periods"] == list(PERIOD_KINDS)
        assert set(item["figures"]) <= figures
        assert not item["field"] or field_name(item["field"])
        assert item["items"] or item["guidance"], f"{item['number']} {item['title']} has no guidance"
        numbers = [child["number"] for child in item["items"]]
        assert len(numbers) == len(set(numbers))


def test_the_outline_of_the_ministry_shows_each_figure_of_its_seven_forms_once() -> None:
    outline, forms = load("outlines/bnv_4625.json"), load("figures/bnv_4625.json")
    numbers = [[item["number"] for item in part["items"]] for part in outline["items"]]
    assert numbers == [list("123456"), list("123456"), ["1", "2"], []]
    assert [len(item["items"]) for item in outline["items"][1]["items"]] == [4, 3, 4, 4, 3, 8]
    assert [item["number"] for item in outline["items"][1]["items"][5]["items"]] == list("abcdđegh")
    assert [group["title"].partition(".")[0] for group in forms["groups"]] == [f"Biểu mẫu {n}" for n in range(1, 8)]
    shown = Counter(code for item in walk(outline["items"], "items") for code in item["figures"])
    defined = figure_definitions("bnv_4625")
    assert len(defined) == 123
    assert shown == Counter(one["code"] for one in defined if one["kind"] != "heading")
    assert all(one["unit"] for one in defined if one["kind"] != "heading")


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


SETS = {
    "par_index_commune_demo": 100, "766": 100, "sipas": 100, "papi": 80, "pci": 100, "dti_commune": 100,
    "pobi_commune": 100,
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(path.stem for path in (RESOURCES / "criteria").glob("*.json")))
def test_a_criteria_set_adds_up_and_its_rules_can_be_used(code: str) -> None:
    data = (RESOURCES / f"criteria/{code}.json").read_bytes()
    form = check_form("criteria", code, data, lambda _kind, _code: None)
    lines = list(walk(form["criteria"], "children"))
    for line in lines:
        assert line["name"] and Decimal(line["max"]) > 0
        if line["children"]:
            assert Decimal(line["max"]) == sum(Decimal(child["max"]) for child in line["children"]), line["code"]
            assert all(child["code"].startswith(line["code"] + ".") for child in line["children"])
        if line.get("scoring"):
            rule = from_json(json.dumps(line["scoring"]))
            assert not faults(rule, Decimal(line["max"])), line["code"]
    total = sum(Decimal(top["max"]) for top in form["criteria"] if not top.get("bonus"))
    assert total == SETS[code] == Decimal(form.get("declared_max", 100))
    minima = [Decimal(band["min"]) for band in form["bands"]]
    assert minima == sorted(minima, reverse=True) and minima[-1:] in ([], [0])


def test_rules_as_data_go_by_their_words() -> None:
    ruled = [
        line
        for line in walk(load("criteria/par_index_commune_demo.json")["criteria"], "children")
        if line.get("scoring")
    ]
    assert len(ruled) >= 46
    by_code = {line["code"]: from_json(json.dumps(line["scoring"])) for line in ruled}
    assert compute(by_code["3.3"], Decimal(6), {"p": "98"}).points == 6
    payment = {line["code"]: line for line in walk(load("criteria/766.json")["criteria"], "children")}["4.2"]
    rule = from_json(json.dumps(payment["scoring"]))
    assert compute(rule, Decimal(2), {"b": "4", "a": "10"}).points == 1


def test_the_groups_of_766_have_their_points() -> None:
    tops = load("criteria/766.json")["criteria"]
    assert [top["max"] for top in tops] == ["18", "20", "12", "10", "22", "18"]


@pytest.mark.parametrize("code", ["default", "nd09"])
def test_a_regime_dates_the_four_reports(code: str) -> None:
    reports = load(f"regimes/{code}.json")["reports"]
    assert [line["period"] for line in reports] == list(PERIOD_KINDS)
    days = [date(2026, line["due_month"], line["due_day"]) for line in reports]
    assert days == sorted(days)


def test_shares_are_written_as_papers_write_them() -> None:
    catalogue = RESOURCES.parent / "translations/vi/LC_MESSAGES/cchc.po"
    texts = [*TEXTS, RESOURCES / "guide/huong_dan_su_dung.md", catalogue]
    found = [
        (path.name, match[0])
        for path in texts
        for match in re.finditer(r".{0,20}(?:[\d}]\s%|,\d*0%)", path.read_text(encoding="utf-8"))
    ]
    assert found == []
