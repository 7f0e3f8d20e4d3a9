"""Small forms that can just be used, and each bent in one place, which the refusal names."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from cchc_desktop import paths
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.services.form_checks import check_form

FIGURES: dict[str, Any] = {
    "title": "Số liệu",
    "groups": [
        {
            "title": "Nhóm",
            "field": "procedures",
            "figures": [{"code": "1", "name": "Hồ sơ"}, {"code": "2", "name": "Đúng hạn", "formula": "[1]*2"}],
        }
    ],
    "checks": [{"formula": "[1] <= [2]", "message": "Sai"}],
}
CRITERIA: dict[str, Any] = {
    "index_code": "PAR",
    "title": "Bộ tiêu chí",
    "criteria": [
        {
            "code": "1",
            "name": "Chỉ đạo",
            "max": "3",
            "field": "management",
            "children": [
                {"code": "1.1", "name": "A", "max": "2"},
                {"code": "1.2", "name": "B", "max": "1", "scored_by": "survey"},
                {"code": "1.3", "name": "C", "max": "5", "bonus": True},
            ],
        }
    ],
}
OUTLINE: dict[str, Any] = {
    "title": "Đề cương",
    "figures_set": "own",
    "items": [{"title": "I", "field": "procedures", "figures": ["1"], "items": [{"title": "1", "figures": ["2"]}]}],
}
PERIODS = ("Q1", "H1", "9M", "Y")
REGIME: dict[str, Any] = {
    "title": "Chế độ",
    "reports": [{"period": period, "due_day": 15, "due_month": 3} for period in PERIODS],
}
BASES: dict[str, Any] = {
    "title": "Căn cứ",
    "known_on": "2026-01-01",
    "bases": [
        {"text": "Luật A", "field": "procedures", "amended_by": [{"text": "Luật C", "from": "2025-03-01"}]},
        {"text": "Luật B", "amended_by": [{"text": "Luật D"}]},
    ],
}


def bundled(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((paths.resources() / f"{name}.json").read_text(encoding="utf-8"))
    return found


SURVEY, STYLE, SENTENCES = bundled("surveys/sipas"), bundled("house_styles/nd30"), bundled("sentences/report")
FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "figures": ("own", FIGURES),
    "criteria": ("own", CRITERIA),
    "outlines": ("own", OUTLINE),
    "regimes": ("default", REGIME),
    "legal_bases": ("own", BASES),
    "surveys": ("own", SURVEY),
    "house_styles": ("nd30", STYLE),
    "sentences": ("report", SENTENCES),
}


def checked(kind: str, form: object, code: str = "") -> dict[str, Any]:
    data = form if isinstance(form, bytes) else json.dumps(form, ensure_ascii=False).encode()
    return check_form(
        kind, code or FORMS[kind][0], data, lambda *asked: FIGURES if asked == ("figures", "own") else None
    )


@pytest.mark.parametrize("kind", FORMS)
def test_a_small_form_is_taken_as_it_is(kind: str) -> None:
    form = FORMS[kind][1]
    assert checked(kind, form) == form
    assert checked(kind, b"\xef\xbb\xbf" + json.dumps(form).encode()) == form  # an editor's mark before it
    with pytest.raises(ShapeError):
        checked(kind, b"{")


def test_words_are_cleaned_wherever_they_stand() -> None:
    messy = {
        **FIGURES,
        "title": "Số li\u0065\u0323\u0302u\u0000",
        "groups": [{**FIGURES["groups"][0], "title": "a\u0000"}],
    }
    found = checked("figures", messy)
    assert (found["title"], found["groups"][0]["title"]) == ("Số liệu", "a")


Bend = Callable[[Any], object]


def put(*way: Any) -> Bend:
    """Put the last word of the way at the place that the others lead to."""
    *steps, name, value = way

    def bend(form: Any) -> None:
        for step in steps:
            form = form[step]
        form[name] = value

    return bend


CHILD = ("criteria", 0, "children", 0)
BENDS: list[tuple[str, Bend, str]] = [
    ("figures", put("title", ""), "title"),
    ("figures", put("title", "  "), "title"),
    ("figures", put("title", "a\nb"), "title"),
    ("figures", put("title", "a" * 301), "title"),
    ("figures", put("title", "a" * 300), ""),
    ("figures", put("groups", 0, "field", "magic"), "field magic"),
    ("figures", put("groups", 0, "field", ""), ""),
    ("figures", put("groups", 0, "figures", 1, "code", "1"), "code 1"),
    ("figures", put("groups", 0, "figures", 1, "code", " "), "code"),
    ("figures", put("groups", 0, "figures", 1, "formula", "[9]"), "formula [9]"),
    ("figures", put("checks", 0, "formula", "[1] < [9]"), "formula [1] < [9]"),
    ("figures", put("groups", 0, "figures", 0, "kind", "wish"), "1: kind"),
    *(
        ("figures", put("groups", 0, "figures", 0, "kind", kind), "")
        for kind in ("count", "share", "amount", "points", "yes_no", "choice", "heading")
    ),
    ("criteria", put("index_code", " "), "index_code"),
    ("criteria", put(*CHILD, "max", "1"), "1: max 3"),
    ("criteria", put("criteria", 0, "max", "2"), ""),  # what the office scores itself
    ("criteria", put("criteria", 0, "max", "8"), "1: max 8"),  # a bonus counts beside it
    ("criteria", put(*CHILD, "max", "-1"), "max"),
    ("criteria", put(*CHILD, "scored_by", "me"), "1.1: scored_by me"),
    ("criteria", put(*CHILD, "code", "1.2"), "code 1.2"),
    ("criteria", put("criteria", 0, "field", "magic"), "field magic"),
    ("criteria", put("criteria", 0, "bonus", True), "1: max 3"),  # below a bonus each child counts
    ("outlines", put("figures_set", "none"), "figures_set none"),
    ("outlines", put("items", 0, "figures", ["1", "9", "8"]), " I: 9, 8"),
    ("outlines", put("items", 0, "items", 0, "figures", ["9"]), " 1: 9"),
    ("outlines", put("items", 0, "items", 0, "title", " "), " "),
    ("outlines", put("items", 0, "items", 0, "field", "magic"), "field magic"),
    ("outlines", put("items", 0, "optional", True), ""),
    ("regimes", put("reports", 0, "due_month", 13), "Q1: 15/13"),
    ("regimes", put("reports", 0, {"period": "Q1", "due_day": 29, "due_month": 2}), "Q1: 29/2"),
    ("regimes", put("reports", 0, {"period": "Q1", "due_day": 28, "due_month": 2}), ""),
    ("regimes", put("reports", 0, "period", "H1"), "period H1"),
    ("regimes", put("reports", REGIME["reports"][1:]), "reports"),
    ("legal_bases", put("bases", 1, "text", "Luật A"), "text Luật A"),
    ("legal_bases", put("bases", 1, "field", "magic"), "field magic"),
    ("legal_bases", put("bases", 0, "amended_by", 0, "from", "hôm qua"), "from hôm qua"),
    ("legal_bases", put("bases", 0, "amended_by", 0, "from", 5), "from 5"),
    ("surveys", put("index_code", " "), "index_code, least_share, least_forms"),
    ("surveys", put("least_share", "100.5"), "index_code, least_share, least_forms"),
    ("surveys", put("least_share", "-1"), "index_code, least_share, least_forms"),
    ("surveys", put("least_share", "100"), ""),
    ("surveys", put("least_forms", -1), "index_code, least_share, least_forms"),
    ("surveys", put("least_forms", 0), ""),
    ("surveys", put("steps", []), "steps"),
    ("house_styles", put("frame_empty_column_mm", 1), "frame_empty_column_mm"),
    ("sentences", put("plan", "x"), ".plan"),
    ("sentences", lambda form: form.pop("plan"), ".plan"),
    ("sentences", put("new", {"a": ["b", 1, True]}), ""),
    ("sentences", put("new", {"a": [None]}), ".new.a"),
    ("sentences", put("new", None), ".new"),
    ("sentences", put("nothing", "{count:>9}"), "{count:>9}"),
    ("sentences", put("nothing", "{"), "{"),
    ("sentences", put("nothing", "}"), "}"),
]


@pytest.mark.parametrize(("kind", "bend", "place"), BENDS)
def test_a_bent_form_is_refused_by_its_place(kind: str, bend: Bend, place: str) -> None:
    form = copy.deepcopy(FORMS[kind][1])
    bend(form)
    if not place:
        assert checked(kind, form)
        return
    with pytest.raises(ShapeError) as told:
        checked(kind, form)
    assert place in str(told.value)


def test_a_regime_of_another_name_may_have_fewer_reports() -> None:
    assert checked("regimes", {**REGIME, "reports": REGIME["reports"][1:]}, "own")


def test_a_house_style_and_sentences_have_the_names_of_the_programs_own() -> None:
    for kind, code, form in (("house_styles", "other", STYLE), ("sentences", "other", SENTENCES)):
        with pytest.raises(ShapeError, match="other"):
            checked(kind, form, code)
    with pytest.raises(ShapeError):
        checked("house_styles", [])
