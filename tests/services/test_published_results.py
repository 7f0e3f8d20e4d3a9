"""Published results without a dossier: tables as they are pasted, goals as they are typed, and whether they are met."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.index_result_rows import GoalRow, PublishedRow
from cchc_desktop.services.scoring import index_results
from cchc_desktop.services.scoring.pasted_results import read_pasted
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import new_dossier

D = Decimal
Told = list[tuple[str, str, str | None, int | None, str]]


def pasted(text: str) -> tuple[Told, list[tuple[int, str]]]:
    found = read_pasted(text.replace("|", "\t"), index_code="INDEX", year=2026, decision="5/QĐ")
    assert all((row.index_code, row.year, row.decision) == ("INDEX", 2026, "5/QĐ") for row in found.rows)
    numbers = [(str(row.points), None if row.max_points is None else str(row.max_points)) for row in found.rows]
    rows = [(row.office_name, *two, row.rank, row.band) for row, two in zip(found.rows, numbers, strict=True)]
    return rows, [(place, why) for place, _line, why in found.failed]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1|Xã A|81,5|Tốt", [("Xã A", "81.5", None, 1, "Tốt")]),
        ("Xã A|81,5|Tốt", [("Xã A", "81.5", None, None, "Tốt")]),
        ("TT|Tên xã|Điểm chuẩn|Tổng điểm|Xếp loại\n7|Xã A|90|81|Khá", [("Xã A", "81", "90", None, "Khá")]),
        ("STT|Địa phương|Điểm tối đa|Điểm|Thứ hạng.\n7|Xã A|90|90|3", [("Xã A", "90", "90", 3, "")]),
        ("Cơ quan|Điểm|Tỷ lệ %\nSở B|81|90", [("Sở B", "81", "90", None, "")]),  # its own maximum is reckoned
        ("Cơ quan|Điểm|Tỷ lệ %\nSở B|81|90,01", [("Sở B", "81", "90", None, "")]),
        ("Cơ quan|Điểm|Tỷ lệ %\nSở B|7|90", [("Sở B", "90", "100", None, "")]),
        ("Cơ quan|Điểm|Tỷ lệ %\nSở B|0|0", [("Sở B", "0", "100", None, "")]),
        ("Xã, phường|Index|Hạng\nXã A|88|2", [("Xã A", "88", "100", 2, "")]),
        ("Đơn vị|Điểm|Điểm khác\nXã A|8|9", [("Xã A", "8", None, None, "")]),  # the first column of two alike
        ("Đơn vị|Điểm|Ghi chú\nXã A|8|99\n\nTổng cộng|99|\n|Điểm trung bình|50", [("Xã A", "8", None, None, "")]),
    ],
)
def test_a_pasted_table_is_read_by_its_headings_or_by_what_stands_in_it(text: str, told: Told) -> None:
    assert pasted(text) == (told, [])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1||81", "tên"),
        ("1|Xã A", "điểm"),
        ("1|Xã A|-1", "không phải là số"),
        ("1,5|Xã A|81", "không phải là số"),
        ("1|Xã A|nhiều", "không phải là số"),
        ("1|Xã A|" + "9" * 30, "không phải là số"),
    ],
)
def test_a_line_that_is_no_result_is_told_with_its_place(line: str, why: str) -> None:
    rows, ((place, said),) = pasted(f"\n2|Xã B|80\n{line}\n3|Xã C|70")
    assert [row[0] for row in rows] == ["Xã B", "Xã C"] and place == 3 and why in said.casefold()


def test_points_above_the_maximum_of_a_pasted_line() -> None:
    rows, ((place, why),) = pasted("Đơn vị|Điểm tối đa|Điểm\nXã A|90|90,01\nXã B|90|90")
    assert [row[0] for row in rows] == ["Xã B"] and (place, why) == (2, "Điểm đạt lớn hơn điểm tối đa.")
    found = read_pasted("Hạng\tĐơn vị\tĐiểm\n1\tXã A\t81\n\tXã B\t80\n2\tXã C\t79", index_code="INDEX", year=2026)
    assert [row.ranked for row in found.rows] == [2, None, 2]


@pytest.mark.parametrize(
    ("text", "kind", "value", "words"),
    [
        ("cao hơn năm trước.", "higher", None, "cao hơn năm 2025"),
        ("Tốt hơn", "higher", None, "cao hơn năm 2025"),
        ("top 5", "rank", "5", "xếp hạng trong 5 đơn vị dẫn đầu"),
        ("thuộc nhóm 10 đơn vị dẫn đầu", "rank", "10", "xếp hạng trong 10 đơn vị dẫn đầu"),
        ("≥ 80", "share", "80", "đạt từ 80% trở lên"),
        ("từ 80,5% trở lên", "share", "80.5", "đạt từ 80,5% trở lên"),
        ("ít nhất 80 điểm", "share", "80", "đạt từ 80% trở lên"),
    ],
)
def test_goals_as_they_are_typed_and_printed(text: str, kind: str, value: str | None, words: str) -> None:
    goal = index_results.typed_goal(text, index_code="INDEX", year=2026)
    assert goal == GoalRow("INDEX", 2026, kind, D(value) if value else None)
    assert goal.words == words


@pytest.mark.parametrize("text", ["cao hơn 5", "", "tốp đầu", "≥ tám mươi", "x" * 99])
def test_what_is_no_goal_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        index_results.typed_goal(text, index_code="INDEX", year=2026)
    assert f"“{text[:60]}”" in str(caught.value)


def result(
    points: str | None, most: str | None = "100", rank: int | None = None, ranked: int | None = None
) -> PublishedRow:
    shares = [None if one is None else D(one) for one in (points, most)]
    return PublishedRow("INDEX", 2026, "", shares[0], shares[1], rank, ranked)


@pytest.mark.parametrize(
    ("kind", "value", "before", "now", "met"),
    [
        ("share", "80", None, result("80"), True),
        ("share", "80", None, result("79.99"), False),
        ("share", "80", None, result(None), None),
        ("higher", None, "80", result("80"), False),
        ("higher", None, "80", result("80.01"), True),
        ("higher", None, None, result("80"), None),
        ("rank", "5", None, result("80", rank=5), True),
        ("rank", "5", None, result("80", rank=6), False),
        ("rank", "5", None, result("80"), None),
        ("rank", "5", None, None, None),
    ],
)
def test_whether_a_goal_was_met(
    kind: str, value: str | None, before: str | None, now: PublishedRow | None, met: bool | None
) -> None:
    mine = {} if now is None else {2026: now}
    if before is not None:
        mine[2025] = PublishedRow("INDEX", 2025, "", D(before), D(100))
    other = PublishedRow("INDEX", 2026, "Xã A", D(45), D(90))
    goals = [GoalRow("INDEX", 2026, kind, D(value) if value else None), GoalRow("INDEX", 2025, "share", D(1))]
    year = index_results._year(2026, [*mine.values(), other], goals, mine, {2026: D(81)})
    assert (year.goals, year.met, year.own) == (tuple(goals[:1]), (met,), D(81))
    shares = [one.share for one in (now, other) if one is not None and one.share is not None]
    assert (year.highest, year.lowest, year.mean) == (max(shares), min(shares), sum(shares) / len(shares))


@pytest.mark.parametrize(
    ("one", "wrong"),
    [
        (result("100"), False),
        (result("100.01"), True),
        (result("100.01", None), False),
        (result("1", rank=0), True),
        (result("1", rank=1), False),
        (result("1", rank=3, ranked=3), False),
        (result("1", rank=4, ranked=3), True),
    ],
)
def test_what_cannot_be_is_refused(one: PublishedRow, wrong: bool) -> None:
    if not wrong:
        index_results._check(one)
        return
    with pytest.raises(UserError, match="2026"):
        index_results._check(one)


def test_goals_that_cannot_be_are_refused_and_the_others_kept_once(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    for kind, value, said in (
        ("rank", None, "thứ hạng|Thứ hạng"),
        ("rank", D("1.5"), "thứ hạng|Thứ hạng"),
        ("rank", D(0), "thứ hạng|Thứ hạng"),
        ("share", None, "100"),
        ("share", D(0), "100"),
        ("share", D("100.01"), "100"),
    ):
        with pytest.raises(UserError, match=said):
            index_results.set_goal(dossier, goal=GoalRow("INDEX", 2026, kind, value))
    with pytest.raises(ValueError, match="most"):
        index_results.set_goal(dossier, goal=GoalRow("INDEX", 2026, "most"))
    for kind, value in (("rank", D(3)), ("rank", D(1)), ("share", D(100)), ("higher", D(5))):
        index_results.set_goal(dossier, goal=GoalRow("INDEX", 2026, kind, value))
    kept = index_results.read_goals(dossier, index_code="INDEX", year=2026)
    assert {goal.kind: goal.value for goal in kept} == {"rank": D(1), "share": D(100), "higher": None}
    assert index_results.read_goals(dossier, year=2025) == index_results.read_goals(dossier, index_code="Y") == ()
    change = index_results.remove_goal(dossier, goal_guid=kept[0].guid)
    assert len(index_results.read_goals(dossier)) == 2
    undo(dossier, change)
    assert [goal.guid for goal in index_results.read_goals(dossier)] == [goal.guid for goal in kept]
    index_results.set_results(dossier, results=[result("80"), result("70")])
    (row,) = index_results.read_results(dossier)
    undo(dossier, index_results.remove_results(dossier, guids=[row.guid]))
    assert [one.points for one in index_results.read_results(dossier, year=2026)] == [D(70)]
    assert index_results.read_results(dossier, year=2025) == ()
    dossier.close()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """Results of two years and three offices, goals of each kind."""
    dossier = new_dossier(tmp_path_factory.mktemp("published"))
    rows = [
        PublishedRow("INDEX", 2025, "", D(70), D(100), 2, 3, "Khá ", " 1/QĐ "),
        PublishedRow("INDEX", 2025, "Xã Tân An", D(80), D(100), 1, 3),
        PublishedRow("INDEX", 2026, "UBND xã Bình Minh", D(45), D(50)),  # the office itself
        PublishedRow("INDEX", 2026, "UBND xã  Tân An", D(85), D(100)),
        PublishedRow("INDEX", 2026, "Phường An Lạc", None, None, 9, None),
        PublishedRow("Y", 2026, "", D(1), D(2)),
    ]
    index_results.set_results(dossier, results=rows)
    for text, year in (("cao hơn", 2026), ("top 1", 2026), ("≥ 95", 2026), ("≥ 60", 2025), ("cao hơn", 2027)):
        goal = index_results.typed_goal(text, index_code="INDEX", year=year)
        index_results.set_goal(dossier, goal=goal)
    yield dossier
    dossier.close()


def test_results_are_read_by_index_and_year(published: Dossier) -> None:
    def told(**chosen: Any) -> list[tuple[str, int, str]]:
        return [(one.index_code, one.year, one.office_name) for one in index_results.read_results(published, **chosen)]

    assert told(year=2025) == [("INDEX", 2025, "Xã Tân An"), ("INDEX", 2025, "")]
    assert told(index_code="Y") == [("Y", 2026, "")] and len(told()) == 6 and told(index_code="Z") == []
    row = next(one for one in index_results.read_results(published, year=2025) if not one.office_name)
    assert (row.points, row.max_points, row.rank, row.ranked, row.band, row.decision) == (
        D(70),
        100,
        2,
        3,
        "Khá",
        "1/QĐ",
    )
    goals = index_results.read_goals(published, index_code="INDEX", year=2026)
    assert [(one.kind, one.value) for one in goals] == [("higher", None), ("rank", D(1)), ("share", D(95))]
    assert len(index_results.read_goals(published)) == 5 and index_results.read_goals(published, index_code="Y") == ()


def test_years_and_offices_side_by_side(published: Dossier) -> None:
    found = index_results.read_comparison(published, "INDEX")
    assert [one.year for one in found.years] == [2025, 2026, 2027]
    first, second, third = found.years
    assert (first.highest, first.lowest, first.mean) == (D(80), D(70), D(75))
    assert (second.highest, second.lowest, second.mean) == (D(90), D(85), D("87.5"))
    assert (third.highest, third.met, third.own) == (None, (None,), None)
    assert first.met == (True,) and second.met == (True, None, False)
    assert [one.name for one in found.offices] == ["", "Phường An Lạc", "Xã Tân An"]
    own, ward, other = found.offices
    assert set(own.results) == {2025, 2026} and set(other.results) == {2025, 2026} and set(ward.results) == {2026}
    assert index_results.read_comparison(published, "Z").years == ()


def test_what_is_there_takes_the_new_values(published: Dossier) -> None:
    before = index_results.read_results(published)
    one = next(row for row in before if row.office_name == "Phường An Lạc")
    change = index_results.set_results(
        published, results=[replace(one, office_name="Phường Mới", rank=8), PublishedRow("Y", 2026, "", D(2), D(2))]
    )
    now = index_results.read_results(published)
    assert len(now) == len(before) and {row.office_name for row in now if row.rank == 8} == {"Phường Mới"}
    assert next(row for row in now if row.index_code == "Y").points == 2 and "2" in change.label
    undo(published, change)
    gone = index_results.remove_results(published, guids=[row.guid for row in before if row.index_code == "Y"])
    assert index_results.read_results(published, index_code="Y") == ()
    undo(published, gone)
    assert [replace(row, revision=0) for row in index_results.read_results(published)] == [
        replace(row, revision=0) for row in before
    ]


def test_goals_are_one_of_each_kind(published: Dossier) -> None:
    before = index_results.read_goals(published)
    change = index_results.set_goal(published, goal=GoalRow("INDEX", 2026, "share", D(100)))
    assert [one.value for one in index_results.read_goals(published, year=2026) if one.kind == "share"] == [D(100)]
    undo(published, change)
    gone = index_results.remove_goal(published, goal_guid=before[0].guid)
    assert len(index_results.read_goals(published)) == len(before) - 1
    undo(published, gone)
    before = index_results.read_goals(published)
    assert len(before) == 5
    wrong = (("rank", "0"), ("rank", "2.5"), ("rank", None), ("share", "0"), ("share", "100.01"), ("share", None))
    for kind, value in wrong:
        with pytest.raises(UserError):
            index_results.set_goal(published, goal=GoalRow("INDEX", 2026, kind, D(value) if value else None))
    with pytest.raises(ValueError, match="wish"):
        index_results.set_goal(published, goal=GoalRow("INDEX", 2026, "wish", D(1)))
    assert index_results.read_goals(published) == before
