"""Two sets compared as plain lines: who is whom, what changed, and how it is said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_desktop.models.criteria_rows import SetHead, SetLine
from cchc_desktop.services.scoring.criteria_compare import (
    ChangeKind,
    HeadDifference,
    SetDifference,
    compare_heads,
    compare_sets,
    paired,
    said,
    said_of,
)

D = Decimal


def line(guid: str, code: str, name: str, points: str = "1", **more: object) -> SetLine:
    return SetLine(
        guid=guid, parent_guid=None, level=1, is_leaf=True, code=code, name=name, max_points=D(points), **more
    )  # type: ignore[arg-type]


PLAN, REPORT = line("a", "1", "Ban hành kế hoạch năm"), line("b", "2", "Gửi báo cáo đúng hạn")
CHECK = line("c", "3", "Kiểm tra các đơn vị")
OLD = (PLAN, REPORT, CHECK)


@pytest.mark.parametrize(
    ("new", "pairs"),
    [
        ((line("x", "1", "Ban hành  KẾ HOẠCH năm"),), {"x": "a"}),
        ((line("x", "9", "Gửi báo cáo đúng hạn"),), {"x": "b"}),
        ((line("x", "1", "Gửi báo cáo đúng hạn"), line("y", "2", "Ban hành kế hoạch năm")), {"x": "b", "y": "a"}),
        ((line("x", "1", "Ban hành kế hoạch cải cách hành chính"),), {"x": "a"}),
        ((line("x", "1", "Xyz"),), {}),
        ((line("x", "9", "Gửi báo cáo đúng hạn."),), {"x": "b"}),
        ((line("x", "9", "Gửi các báo cáo đúng thời hạn quy định"),), {}),
        ((line("x", "3", "Kiểm tra các đơn vị"), line("y", "7", "Kiểm tra các đơn vị")), {"x": "c"}),
        ((), {}),
    ],
)
def test_a_criterion_is_found_again_by_its_code_or_its_name(new: tuple[SetLine, ...], pairs: dict[str, str]) -> None:
    assert {guid: one.guid for guid, one in paired(OLD, new).items()} == pairs


def test_what_became_of_each() -> None:
    new = (
        replace(PLAN, guid="x", max_points=D("1.5"), rule="Có: 1,5", bonus=True),
        replace(REPORT, guid="y", code="2a", name="gửi  báo cáo ĐÚNG HẠN"),
        line("z", "4", "Đối thoại với doanh nghiệp", "0.5"),
    )
    found = compare_sets(OLD, new)
    told = [(one.old and one.old.guid, one.new and one.new.guid, one.kinds, one.words) for one in found]
    assert told == [
        ("a", "x", (ChangeKind.POINTS, ChangeKind.WORDS), ("rule", "bonus")),
        ("b", "y", (ChangeKind.CODE,), ()),
        (None, "z", (ChangeKind.ADDED,), ()),
        ("c", None, (ChangeKind.REMOVED,), ()),
    ]
    assert [said(one) for one in found] == [
        "1 Ban hành kế hoạch năm: 1,00 → 1,50 điểm; đổi lời: cách tính điểm, điểm thưởng, trừ",
        "2a gửi  báo cáo ĐÚNG HẠN: trước là mã 2",
        "4 Đối thoại với doanh nghiệp: thêm mới, 0,50 điểm",
        "3 Kiểm tra các đơn vị: bỏ, trước đây 1,00 điểm",
    ]
    assert compare_sets(OLD, OLD) == () and compare_sets((), ()) == ()


@pytest.mark.parametrize("name", ["requirement", "proof_wanted", "responsible", "applies_to", "scored_by"])
def test_other_words_of_each_member(name: str) -> None:
    new = replace(PLAN, **{name: "Khác"})
    (one,) = compare_sets((PLAN,), (new,))
    assert (one.kinds, one.words) == ((ChangeKind.WORDS,), (name,)) and said_of(one).startswith("đổi lời: ")
    assert compare_sets((new,), (replace(new, **{name: " KHÁC "}),)) == ()


def test_another_name_at_the_same_code() -> None:
    (one,) = compare_sets((PLAN,), (replace(PLAN, name="Ban hành kế hoạch quý"),))
    assert one.kinds == (ChangeKind.NAME,) and "“Ban hành kế hoạch năm”" in said_of(one)
    assert one.line.name == "Ban hành kế hoạch quý" and SetDifference(PLAN, None, ()).line is PLAN


HEAD = SetHead(
    guid="h", index_code="X", year=2026, title="Bộ", source="", version="1", decision="QĐ 5", level="commune",
    declared_max=D(100), steps='[["report", null, "2026-11-30"]]', rating="{}", bands=(("Tốt", D(80)), ("Khá", D(65))),
)  # fmt: skip


def test_what_is_said_otherwise_of_the_whole() -> None:
    assert compare_heads(HEAD, HEAD) == ()
    new = replace(
        HEAD, title="Bộ mới", version="", declared_max=None, bands=(("Tốt", D("80.5")),), rating="x",
        steps='[["report", "2026-11-01", "2026-12-01"], ["upload", null, "2026-12-05"]]',
    )  # fmt: skip
    found = compare_heads(HEAD, new)
    assert [(one.old, one.new) for one in found] == [
        ("Bộ", "Bộ mới"),
        ("1", ""),
        ("100,00", ""),
        ("Tốt ≥ 80; Khá ≥ 65", "Tốt ≥ 80,5"),
        ("30/11/2026", "01/11/2026 – 01/12/2026"),
        ("", "05/12/2026"),
        (found[-1].old, found[-1].new),
    ]
    assert found[-1].old and found[-1].old != found[-1].new and len({one.what for one in found}) == 7
    assert HeadDifference("x", "", "b").words == "không có → b" and HeadDifference("x", "a", "").words == "a → không có"
