"""Outlines are edited as data; what a report was written by stays."""

from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.outline_rows import OutlineItemRow, OutlineRow
from cchc_desktop.services.reporting import outlines, reports
from cchc_desktop.storage.changes import redo, undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import content, new_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    made = new_dossier(tmp_path)
    outlines.take_outline(made, code="old_2024")
    return made


def only(dossier: Dossier) -> OutlineRow:
    (row,) = outlines.read_outlines(dossier)
    return row


def headings(dossier: Dossier) -> list[OutlineItemRow]:
    return list(outlines.read_outline(dossier, only(dossier).guid))


def shown(dossier: Dossier) -> list[str]:
    return [f"{'  ' * (row.level - 1)}{row.number} {row.title}" for row in headings(dossier)]


def test_headings_are_numbered_as_they_are_printed(dossier: Dossier) -> None:
    before = shown(dossier)
    first = headings(dossier)[0]
    outlines.move_heading(dossier, item_guid=first.guid, by=1)
    moved = headings(dossier)
    assert [row.number for row in moved if row.level == 1] == ["I", "II", "III", "IV", "V"]
    assert next(row for row in moved if row.guid == first.guid).number == "II"
    outlines.move_heading(dossier, item_guid=first.guid, by=-1)
    assert [line.strip().split(" ", 1)[1] for line in shown(dossier)] == [
        line.strip().split(" ", 1)[1] for line in before
    ]


def test_a_heading_moves_deeper_and_out_again_with_all_below_it(dossier: Dossier) -> None:
    second = [row for row in headings(dossier) if row.level == 1][1]
    below = [row.guid for row in headings(dossier) if row.parent_guid == second.guid]
    start = [(row.guid, row.level) for row in headings(dossier)]
    outlines.move_heading(dossier, item_guid=second.guid, deeper=1)
    row = next(row for row in headings(dossier) if row.guid == second.guid)
    assert row.level == 2
    assert [one.guid for one in headings(dossier) if one.parent_guid == second.guid] == below
    outlines.move_heading(dossier, item_guid=second.guid, deeper=-1)
    assert [(row.guid, row.level) for row in headings(dossier)] == start


def test_headings_come_and_go_and_every_step_is_undone(dossier: Dossier) -> None:
    start = content(dossier)
    first = headings(dossier)[0]
    changes = [
        outlines.add_heading(dossier, outline_guid=only(dossier).guid, after=first.guid, title="Đối thoại với dân"),
        outlines.add_heading(
            dossier, outline_guid=only(dossier).guid, after=first.guid, title="Bối cảnh của kỳ", below=True
        ),
        outlines.set_heading(
            dossier, item_guid=first.guid, guidance="Viết gọn.", periods=("Y",), optional=True, figures=("1", "2")
        ),
        outlines.remove_heading(dossier, item_guid=[row for row in headings(dossier) if row.level == 1][2].guid),
    ]
    lines = shown(dossier)
    assert "  1 Bối cảnh của kỳ" in lines
    assert "II Đối thoại với dân" in lines
    row = headings(dossier)[0]
    assert (row.guidance, row.periods, row.optional, row.figures) == ("Viết gọn.", ("Y",), True, ("1", "2"))
    end = content(dossier)
    back = [undo(dossier, change) for change in reversed(changes)]
    assert content(dossier) == start
    for change in changes:
        redo(dossier, change)
    assert content(dossier) == end
    assert len(back) == 4


def test_an_outline_that_a_report_follows_stays_and_its_copy_may_be_edited(dossier: Dossier) -> None:
    reports.create_report(dossier, period="2026-Q1", outline_code="old_2024")
    followed = only(dossier)
    first = headings(dossier)[0]
    for attempt in (
        lambda: outlines.set_heading(dossier, item_guid=first.guid, title="Khác"),
        lambda: outlines.remove_heading(dossier, item_guid=first.guid),
        lambda: outlines.remove_outline(dossier, outline_guid=followed.guid),
    ):
        with pytest.raises(UserError):
            attempt()
    outlines.copy_outline(dossier, outline_guid=followed.guid, title="Đề cương 2027", valid_from=date(2027, 1, 1))
    copy = outlines.read_outlines(dossier)[0]
    assert (copy.title, copy.valid_from, copy.reports) == ("Đề cương 2027", date(2027, 1, 1), 0)
    rows = outlines.read_outline(dossier, copy.guid)
    assert [row.title for row in rows] == [row.title for row in outlines.read_outline(dossier, followed.guid)]
    outlines.set_heading(dossier, item_guid=rows[0].guid, title="ĐIỀU HÀNH")
    reports.create_report(dossier, period="2026-H1", outline_code=copy.code)
    texts = {
        row.period: reports.read_report(dossier, row.guid).items[0].title for row in reports.read_reports(dossier, 2026)
    }
    assert texts["2026-H1"] == "ĐIỀU HÀNH"
    assert texts["2026-Q1"] != "ĐIỀU HÀNH"


def test_headings_for_another_period_or_kind_of_office_are_left_out_and_optional_ones_not_missed(
    dossier: Dossier,
) -> None:
    all_of_them = headings(dossier)
    leaves = [row for row in all_of_them if row.guid not in {one.parent_guid for one in all_of_them}]
    outlines.set_heading(dossier, item_guid=leaves[0].guid, periods=("Y",))
    outlines.set_heading(dossier, item_guid=leaves[1].guid, tiers=("three",))
    outlines.set_heading(dossier, item_guid=leaves[2].guid, optional=True)
    reports.create_report(dossier, period="2026-Q1", outline_code="old_2024")
    (row,) = reports.read_reports(dossier, 2026)
    items = reports.read_report(dossier, row.guid).items
    assert {leaves[0].title, leaves[1].title}.isdisjoint(item.title for item in items)
    assert row.items_total == len(items) - 1
    optional = next(item for item in items if item.optional)
    reports.set_item(dossier, item_guid=optional.guid, text="Có nội dung.")
    (row,) = reports.read_reports(dossier, 2026)
    assert row.items_total == len(items)


def test_an_outline_goes_with_all_its_headings_and_comes_back(dossier: Dossier) -> None:
    before = content(dossier)
    guid = only(dossier).guid
    change = outlines.remove_outline(dossier, outline_guid=guid)
    assert outlines.read_outlines(dossier) == () and not content(dossier)["outline_item"]
    undo(dossier, change)
    assert content(dossier) == before
    outlines.set_outline(dossier, outline_guid=guid, title="  ", valid_from=date(2027, 1, 1))
    assert only(dossier).title and only(dossier).valid_from == date(2027, 1, 1)
    outlines.set_outline(dossier, outline_guid=guid, title=" Mới ", valid_from=None)
    assert (only(dossier).title, only(dossier).valid_from) == ("Mới", None)


def test_headings_of_four_levels_are_numbered_and_put_where_they_were_asked_for(dossier: Dossier) -> None:
    guid = only(dossier).guid
    for row in headings(dossier):
        if row.level == 1:
            outlines.remove_heading(dossier, item_guid=row.guid)
    assert shown(dossier) == []
    above = None
    for title in ("A", "B", "C", "D"):
        outlines.add_heading(dossier, outline_guid=guid, after=above, title=f" {title} ", below=True)
        above = headings(dossier)[-1].guid
    first = headings(dossier)[0].guid
    outlines.add_heading(dossier, outline_guid=guid, after=None, title="E")
    outlines.add_heading(dossier, outline_guid=guid, after=first, title="F")
    outlines.add_heading(dossier, outline_guid=guid, after=first, title="G", below=True)
    lines = ["I A", "  1 G", "  2 B", "    2.1 C", "      a D", "II F", "III E"]
    assert shown(dossier) == lines
    for moves in ({"by": -1}, {"deeper": -1}, {}):
        outlines.move_heading(dossier, item_guid=first, **moves)  # type: ignore[arg-type]
        assert shown(dossier) == lines, "there is no place to move to"
    last = headings(dossier)[-1].guid
    outlines.move_heading(dossier, item_guid=last, by=1)
    assert shown(dossier) == lines
    outlines.move_heading(dossier, item_guid=last, deeper=1)
    assert shown(dossier)[-2:] == ["II F", "  1 E"]
    outlines.move_heading(dossier, item_guid=last, deeper=-1)
    assert shown(dossier) == lines
    with pytest.raises(TypeError, match="wish"):
        outlines.set_heading(dossier, item_guid=last, wish="x")
    outlines.set_heading(dossier, item_guid=last, title=" Z ", figures=(" 1 ", ""), tiers=("two",))
    row = headings(dossier)[-1]
    assert (row.title, row.figures, row.tiers) == ("Z", ("1",), ("two",))
