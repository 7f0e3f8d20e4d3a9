"""A criteria set as a form for other offices: all that it says travels, the usual is left out, faults are named."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.form_pack import read_pack
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.models.criteria_rows import CriteriaTable, SetHead, SetLine
from cchc_desktop.rules.scoring import Input, YesNo, to_json
from cchc_desktop.services.scoring.criteria_clipboard import pasted_rows
from cchc_desktop.services.scoring.criteria_forms import check_data, form_of
from cchc_desktop.services.scoring.criteria_packs import write_set_pack

D = Decimal
RULE = to_json(YesNo(input=Input("yes", "Có"), yes=D(1)))
USUAL = SetHead("s", "PAR_INDEX", 2026, "Bộ tiêu chí", bands=(("Tốt", D("80.0")), ("Kém", D(0))))
FULL = SetHead(
    "s",
    "PAR_INDEX",
    2026,
    "Bộ tiêu chí",
    source="Sở Nội vụ",
    version="lần 2",
    decision="Quyết định số 5/QĐ-UBND",
    level="department",
    declared_max=D("100.00"),
    steps='[["upload", null, "2026-12-05"]]',
    bands=USUAL.bands,
    rating='{"most_bonus": "3"}',
)
WORDS: Any = {name: f"Lời {name}" for name in ("rule", "requirement", "proof_wanted", "responsible", "applies_to")}
LINES = (
    SetLine("a", None, 1, "1", "Lĩnh vực", D(10), False, field_code="institution"),
    SetLine("b", "a", 2, "1.1", "Tiêu chí", D("1.50"), True, scored_by="survey", scoring=RULE, **WORDS),
    SetLine("c", None, 1, "2", "Điểm thưởng", D(5), True, bonus=True),
)


def test_all_that_a_set_says_is_in_its_form_and_no_more() -> None:
    assert form_of(CriteriaTable(USUAL, LINES[2:])) == {
        "index_code": "PAR_INDEX",
        "title": "Bộ tiêu chí",
        "year_from": 2026,
        "bands": [{"name": "Tốt", "min": "80"}, {"name": "Kém", "min": "0"}],
        "criteria": [{"code": "2", "name": "Điểm thưởng", "max": "5", "bonus": True, "children": []}],
    }
    form = form_of(CriteriaTable(FULL, LINES))
    assert {
        name: form[name] for name in ("source", "version", "decision", "level", "declared_max", "steps", "rating")
    } == {
        "source": "Sở Nội vụ",
        "version": "lần 2",
        "decision": "Quyết định số 5/QĐ-UBND",
        "level": "department",
        "declared_max": "100",
        "steps": [["upload", None, "2026-12-05"]],
        "rating": {"most_bonus": "3"},
    }
    child: dict[str, Any] = {"code": "1.1", "name": "Tiêu chí", "max": "1.5", **WORDS, "scored_by": "survey"}
    child |= {"scoring": json.loads(RULE), "children": []}
    field = {"code": "1", "name": "Lĩnh vực", "max": "10", "field": "institution", "children": [child]}
    assert form["criteria"] == [field, {"code": "2", "name": "Điểm thưởng", "max": "5", "bonus": True, "children": []}]
    check_data(form)


def item(**further: Any) -> dict[str, Any]:
    return {"code": "1.1", "name": "A", "max": "1", **further}


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ({"steps": {}}, "steps"),
        ({"steps": [["upload", None, "2026-01-01"], ["upload", None, "x"]]}, "steps"),
        ({"rating": []}, "rating"),
        ({"criteria": [item(scoring="x")]}, r"^1\.1: "),
        ({"criteria": [item(scoring={"kind": "nonsense"})]}, r"^1\.1: "),
        ({"criteria": [{"code": "1", "children": [item(), item(scoring=5)]}]}, r"^1\.1: "),
    ],
)
def test_a_form_that_the_program_cannot_use_is_refused_with_its_place(form: dict[str, Any], place: str) -> None:
    with pytest.raises(ShapeError, match=place) as caught:
        check_data(form)
    assert len(str(caught.value)) <= 160


def test_rules_may_be_texts_or_missing() -> None:
    check_data({})
    check_data({"criteria": [item(scoring=""), item(scoring=None), item(scoring=RULE), item(scoring=json.loads(RULE))]})


def test_a_set_becomes_a_pack_that_is_named_by_its_index_and_year(tmp_path: Path) -> None:
    head = FULL
    lines = (
        LINES[0],
        SetLine("b", "a", 2, "1.1", "Tiêu chí", D(10), True),
        SetLine("c", None, 1, "2", "B", D(90), True),
    )
    pack = write_set_pack(CriteriaTable(head, lines), tmp_path / "bo.cchcmau")
    assert (list(pack.data), pack.manifest.title) == (["criteria/par_index_2026.json"], "Bộ tiêu chí")
    assert (pack.manifest.code, pack.manifest.source) == ("par_index_2026", head.decision)
    assert json.loads(read_pack(tmp_path / "bo.cchcmau").data["criteria/par_index_2026.json"])["title"] == head.title


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([["1.1", "Công bố", "2", "Đủ: 2"]], [{"code": "1.1", "name": "Công bố", "max_points": "2", "rule": "Đủ: 2"}]),
        ([["Công bố", "2"]], [{"code": "", "name": "Công bố", "max_points": "2"}]),
        ([["1.1. Công bố", "2"]], [{"code": "1.1", "name": "Công bố", "max_points": "2"}]),
        ([["", ""], ["TC 1.1)", "Công bố"], ["", "1.2 Niêm yết"]], [
            {"code": "1.1", "name": "Công bố"}, {"code": "1.2", "name": "Niêm yết"}]),
        ([["Điểm tối đa", "Nội dung tiêu chí", "STT"], ["2", "Công bố", "1.1"]], [
            {"max_points": "2", "name": "Công bố", "code": "1.1"}]),
        ([["Tên tiêu chí"]], [{"code": "", "name": "Tên tiêu chí"}]),
    ],
)  # fmt: skip
def test_rows_of_a_sheet_are_pasted_by_their_heading_or_their_order(
    rows: list[list[str]], cells: list[dict[str, str]]
) -> None:
    assert pasted_rows(rows) == cells


def test_what_cannot_be_pasted_is_refused_with_its_row() -> None:
    for nothing in ([], [["", " "]]):
        with pytest.raises(UserError, match="không có dòng nào"):
            pasted_rows(nothing)
    with pytest.raises(UserError, match=r"2.*“x{60}”"):
        pasted_rows([["1.1", "A"], ["1.2", "B", *[""] * 7, "x" * 61]])
    with pytest.raises(UserError, match=r"1.*“7”"):
        pasted_rows([["Tên tiêu chí", "Mã lạ"], ["Công bố", "7"]])
