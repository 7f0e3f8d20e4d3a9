"""Templates as files: what is taken, what is named, what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.template_file import (
    LARGEST,
    read_template,
    template_bytes,
    template_file_name,
    template_of,
    write_template,
)
from cchc_desktop.writers.saving import Existing
from tests.resource_files import RESOURCES

LETTER: dict[str, Any] = json.loads((RESOURCES / "templates" / "letter_request.json").read_text(encoding="utf-8"))


def of(**changes: Any) -> bytes:
    return json.dumps({**LETTER, **changes}, ensure_ascii=False).encode()


@pytest.mark.parametrize("path", sorted((RESOURCES / "templates").glob("*.json")), ids=lambda path: str(path.stem))
def test_a_template_is_the_same_after_writing_and_reading(path: Path) -> None:
    form, unknown = read_template(path)
    assert unknown == ()
    assert template_of(template_bytes(form), path.name) == (form, ())


def test_members_and_placeholders_that_no_template_has_are_named() -> None:
    sections = [{**LETTER["sections"][0], "font": "Arial"}, *LETTER["sections"][1:]]
    form, unknown = template_of(of(sections=sections, colour="red", preamble="Kính gửi {mayor} của {area}"), "mau.json")
    assert unknown == ("colour", "sections[1].font", "{mayor}")
    assert form.preamble == "Kính gửi {mayor} của {area}"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "a\nb"},
        {"title": "a" * 201},
        {"title": 7},
        {"plan_kind": "party"},
        {"paper_kind": 3},
        {"by_decision": "yes"},
        {"frame_mode": "round"},
        {"decision": {"subject": "", "articles": []}},
        {"decision": [1]},
        {"legal_bases": "Căn cứ"},
        {"recipients": ["x"] * 2_001},
        {"sections": {}},
        {"sections": [1]},
        {"sections": [{**LETTER["sections"][0], "level": 2}]},
        {"sections": [{**LETTER["sections"][0], "level": 0}]},
        {"sections": [{**LETTER["sections"][0], "role": "macro"}]},
        {"sections": [LETTER["sections"][0]] * 5_001},
        {"paper_kind": "decision", "by_decision": True},
    ],
)
def test_what_no_template_holds_is_refused_with_its_place(changes: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=r"mau\.json"):
        template_of(of(**changes), "mau.json")


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "a" * 200},
        {"recipients": ["x"] * 2_000},
        {"sections": [LETTER["sections"][0]] * 5_000},
        {"sections": [{**LETTER["sections"][0], "level": min(place, 20)} for place in range(1, 22)]},
        {"sections": [{**LETTER["sections"][0], "level": level} for level in (1, 2, 3, 1, 2, 2)]},
    ],
)
def test_the_largest_that_is_taken(changes: dict[str, Any]) -> None:
    form, unknown = template_of(of(**changes), "mau.json")
    assert unknown == () and len(form.sections) == len(changes.get("sections", LETTER["sections"]))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"legal_bases": ["x"] * 2_001}, "lines"),
        ({"addressees": ["x"] * 2_001}, "lines"),
        ({"by_decision": True, "paper_kind": "plan", "decision": {"subject": "", "articles": ["x"] * 2_001}}, "lines"),
        ({"decision": {"subject": "", "articles": []}}, "decision"),
        ({"sections": [{**LETTER["sections"][0], "level": level} for level in (1, 3)]}, r"sections\[2\]"),
        ({"sections": [{**LETTER["sections"][0], "level": place} for place in range(1, 22)]}, r"sections\[21\]"),
    ],
)
def test_the_place_is_named_of_what_is_beyond(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(UserError, match=place):
        template_of(of(**changes), "mau.json")


def test_a_decision_of_its_own_travels_with_the_template() -> None:
    decision = {"subject": "Ban hành", "articles": ["Điều 1"], "colour": "red"}
    form, unknown = template_of(of(by_decision=True, paper_kind="plan", decision=decision), "mau.json")
    assert form.decision is not None and form.decision.articles == ("Điều 1",) and unknown == ("decision.colour",)
    assert template_of(template_bytes(form), "mau.json") == (form, ())
    assert b'"draws"' not in template_bytes(form) and b'"frame_mode"' not in template_bytes(form)
    assert template_of(of(**{"x" * 90: 1}), "mau.json")[1] == ("x" * 80,)
    assert template_file_name("Công văn đôn đốc") == "mau-cong-van-don-doc.json"
    assert template_file_name("…") == "mau-van-ban.json"


def test_a_file_that_is_too_large_or_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "to.json"
    path.write_bytes(of().ljust(LARGEST))
    assert read_template(path)[0].title == LETTER["title"]
    path.write_bytes(of().ljust(LARGEST + 1))
    with pytest.raises(UserError, match=r"to\.json.*không phải"):
        read_template(path)
    with pytest.raises(UserError, match=r"Không đọc được “mat\.json”"):
        read_template(tmp_path / "mat.json")


def test_a_kind_of_a_newer_program_is_named() -> None:
    with pytest.raises(UserError, match="power_of_attorney"):
        template_of(of(paper_kind="power_of_attorney"), "mau.json")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"PK\x03\x04", b"\xff\xfe{", b'{"title": "x"}', b"[" * 100_000])
def test_other_files_are_no_templates(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "la.json"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"la\.json"):
        read_template(path)


def test_a_file_of_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / "mau.json").write_bytes(b"\xef\xbb\xbf" + of())
    assert read_template(tmp_path / "mau.json")[0].title == LETTER["title"]


def test_another_file_is_never_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "mau.json"
    path.write_text('{"của": "người khác"}', encoding="utf-8")
    form, _unknown = template_of(of(), "x")
    with pytest.raises(UserError, match=r"mau\.json"):
        write_template(form, path)
    assert "người khác" in path.read_text(encoding="utf-8")
    assert write_template(form, path, Existing.RENAME) == tmp_path / "mau (2).json"
    assert read_template(tmp_path / "mau (2).json")[0] == form
