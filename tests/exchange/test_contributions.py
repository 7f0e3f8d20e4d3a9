"""A unit's part goes out, comes back twice, late, from two people or from elsewhere, and is taken in by choice."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.part_admission import hold_against
from cchc_desktop.exchange.part_file import part_bytes, part_name, part_of, read_part, write_part
from cchc_desktop.exchange.safe_json import canonical
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.part_rows import Part
from cchc_desktop.models.task import Task
from cchc_desktop.services import offices
from cchc_desktop.services.exchange import contributions, part_merge
from cchc_desktop.services.reporting import figures, reports
from cchc_desktop.services.sample import create_sample
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier

NOW = datetime(2026, 9, 8, 9, 0)
PERIOD = "2026-9M"


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_sample(tmp_path_factory.mktemp("parts"))


@pytest.fixture
def dossier(sample: Path, tmp_path: Path) -> Iterator[Dossier]:
    opened = Dossier.open(Path(shutil.copy(sample, tmp_path / "here.cchc")), backup=False)
    yield opened
    opened.close()


def report_guid(dossier: Dossier) -> str:
    return next(row.guid for row in reports.read_reports(dossier, 2026) if row.period == PERIOD)


def asked(dossier: Dossier, due_on: date | None = date(2026, 9, 10)) -> Part:
    """The part of the first unit that leads a field."""
    unit = next(row for row in offices.read_units(dossier) if row.fields)
    change = contributions.ask_part(
        dossier, report_guid=report_guid(dossier), unit_guid=unit.guid, due_on=due_on, now=NOW
    )
    return contributions.asked_part(dossier, next(e.guid for e in change.entries if e.table == "contribution"))


def written(part: Part, sender: str = "Trần Thị Bình", words: str = "- Đã kiểm tra 3 đơn vị.") -> Part:
    return contributions.filled(
        part,
        items={part.items[0].guid: words},
        tasks={part.tasks[0].guid: ("in_progress", 60, "Đã làm xong phần rà soát")},
        sender=sender,
        now=NOW,
    )


def back(dossier: Dossier, part: Part, now: datetime = NOW) -> str:
    """The contribution that a part became."""
    contributions.receive_part(dossier, part=part, now=now)
    rows = contributions.read_contributions(dossier, part.report_guid)
    return next(row.guid for row in rows if row.sender == part.sender)


def item_text(dossier: Dossier, guid: str) -> str:
    view = reports.read_report(dossier, report_guid(dossier))
    return next(item.text for item in view.items if item.guid == guid)


def test_a_part_holds_the_fields_and_tasks_of_its_unit_and_travels_as_a_file(dossier: Dossier, tmp_path: Path) -> None:
    part = asked(dossier)
    assert part.items and part.tasks and part.figures
    unit = next(row for row in offices.read_units(dossier) if row.name == part.unit)
    view = {item.guid: item for item in reports.read_report(dossier, part.report_guid).items}
    assert {view[item.guid].field_code for item in part.items} <= set(unit.fields)
    path = tmp_path / part_name(part)
    write_part(part, path)
    assert read_part(path) == part
    assert path.stat().st_size < 100_000


def test_what_came_is_shown_beside_what_stands_and_taken_by_choice(dossier: Dossier) -> None:
    part = written(asked(dossier))
    item, task = part.items[0], part.tasks[0]
    figure = next(one for one in part.figures if one.kind == "count")
    part = replace(
        part,
        figures=tuple(replace(one, value=Decimal(77)) if one.guid == figure.guid else one for one in part.figures),
    )
    guid = back(dossier, part)
    rows = {row.guid: row for row in part_merge.compare_part(dossier, guid)}
    assert {row.guid for row in rows.values() if row.state != "same"} == {item.guid, task.guid, figure.guid}
    assert rows[item.guid].theirs == "- Đã kiểm tra 3 đơn vị."
    assert "60%" in rows[task.guid].theirs and "phần rà soát" in rows[task.guid].theirs
    before = item_text(dossier, item.guid)
    change = part_merge.take_part(dossier, contribution_guid=guid, chosen=[task.guid, figure.guid], day=NOW.date())
    assert item_text(dossier, item.guid) == before
    assert contributions.read_contributions(dossier, part.report_guid)[0].status == "received"
    with dossier.read() as session:
        row = session.get_one(Task, task.guid)
    assert (row.percent, row.result) == (60, "Đã làm xong phần rà soát")
    assert next(one for one in figures.read_figures(dossier, PERIOD) if one.guid == figure.guid).value == 77
    part_merge.take_part(dossier, contribution_guid=guid, chosen=[item.guid], day=NOW.date())
    assert item_text(dossier, item.guid) == "- Đã kiểm tra 3 đơn vị."
    assert contributions.read_contributions(dossier, part.report_guid)[0].status == "taken"
    undo(dossier, change)
    assert next(one for one in figures.read_figures(dossier, PERIOD) if one.guid == figure.guid).value == figure.before


def test_what_was_changed_here_meanwhile_is_marked(dossier: Dossier) -> None:
    part = asked(dossier)
    reports.set_item(dossier, item_guid=part.items[0].guid, text="Viết ở đây.")
    guid = back(dossier, written(part))
    (row,) = [row for row in part_merge.compare_part(dossier, guid) if row.guid == part.items[0].guid]
    assert (row.state, row.mine) == ("changed_here", "Viết ở đây.")


def test_a_part_is_not_taken_in_while_something_changed_on_both_sides_is_left(dossier: Dossier) -> None:
    part = asked(dossier)
    reports.set_item(dossier, item_guid=part.items[0].guid, text="Viết ở đây.")
    guid = back(dossier, written(part))
    states = {row.guid: row.state for row in part_merge.compare_part(dossier, guid) if row.state != "same"}
    assert states == {part.items[0].guid: "changed_here", part.tasks[0].guid: "new"}

    part_merge.take_part(dossier, contribution_guid=guid, chosen=[part.tasks[0].guid], day=NOW.date())

    assert contributions.read_contributions(dossier, part.report_guid)[0].status == "received"
    assert item_text(dossier, part.items[0].guid) == "Viết ở đây."
    part_merge.take_part(dossier, contribution_guid=guid, chosen=[part.items[0].guid], day=NOW.date())
    assert contributions.read_contributions(dossier, part.report_guid)[0].status == "taken"


def test_the_same_file_twice_is_told_and_a_later_one_takes_its_place(dossier: Dossier) -> None:
    part = written(asked(dossier))
    first = back(dossier, part)
    with pytest.raises(UserError):
        contributions.receive_part(dossier, part=part, now=NOW)
    later = written(part, words="- Đã kiểm tra 4 đơn vị.")
    assert back(dossier, later, datetime(2026, 9, 11, 8, 0)) == first
    (row,) = contributions.read_contributions(dossier, part.report_guid)
    assert row.is_late(date(2026, 9, 12))
    came = contributions.received_part(dossier, first)
    assert came is not None and came.part.items[0].text == "- Đã kiểm tra 4 đơn vị."


def test_two_people_of_a_unit_are_kept_beside_each_other(dossier: Dossier) -> None:
    part = asked(dossier)
    one = back(dossier, written(part, sender="Trần Thị Bình"))
    other = back(dossier, written(part, sender="Lê Văn Chính", words="- Khác."))
    assert one != other
    assert len(contributions.read_contributions(dossier, part.report_guid)) == 2
    chosen = [part.items[0].guid]
    part_merge.take_part(dossier, contribution_guid=one, chosen=chosen, day=NOW.date())
    (row,) = [row for row in part_merge.compare_part(dossier, other) if row.guid == chosen[0]]
    assert row.state == "changed_here"


def test_a_part_of_another_dossier_or_of_no_asking_is_refused(dossier: Dossier, tmp_path: Path) -> None:
    part = written(asked(dossier))
    elsewhere = Dossier.open(create_sample(tmp_path / "there"), backup=False)
    with pytest.raises(UserError):
        contributions.receive_part(elsewhere, part=part, now=NOW)
    contributions.forget_contribution(dossier, contribution_guid=part.guid)
    with pytest.raises(UserError):
        contributions.receive_part(dossier, part=part, now=NOW)
    assert contributions.read_contributions(dossier, part.report_guid) == ()


def test_a_part_for_another_years_report_lands_there_and_changes_nothing_here(dossier: Dossier) -> None:
    old = reports.read_reports(dossier, 2025)[0]
    unit = next(row for row in offices.read_units(dossier) if row.fields)
    change = contributions.ask_part(dossier, report_guid=old.guid, unit_guid=unit.guid, due_on=None, now=NOW)
    part = contributions.asked_part(dossier, change.created("contribution")[0])
    contributions.receive_part(dossier, part=replace(part, sender="Bình"), now=NOW)
    assert contributions.read_contributions(dossier, report_guid(dossier)) == ()
    assert contributions.read_contributions(dossier, old.guid)[0].status == "received"


def test_a_unit_that_leads_nothing_is_told(dossier: Dossier) -> None:
    idle = UnitRow("", 0, "Ban Chỉ huy Quân sự")
    offices.set_units(dossier, units=(*offices.read_units(dossier), idle))
    guid = next(row.guid for row in offices.read_units(dossier) if row.name == idle.name)
    with pytest.raises(UserError, match="Ban Chỉ huy Quân sự"):
        contributions.ask_part(dossier, report_guid=report_guid(dossier), unit_guid=guid, due_on=None, now=NOW)
    assert contributions.read_contributions(dossier, report_guid(dossier)) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_never_believed(dossier: Dossier, data: st.DataObject) -> None:
    whole = part_bytes(Part("a" * 32, dossier.guid, "b" * 32, 2026, PERIOD, "UBND", "Phòng", None, NOW))
    place = data.draw(st.integers(0, len(whole) - 1))
    bent = whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    try:
        found = part_of(bent, "phần")
    except UserError:
        return
    assert found == part_of(whole, "phần")  # a change of white space alone


def test_a_file_that_claims_nonsense_is_refused(dossier: Dossier) -> None:
    body = json.loads(part_bytes(written(asked(dossier))))
    del body["hash"]
    body["part"]["tasks"][0]["percent"] = 900
    body["hash"] = hashlib.sha256(canonical(body)).hexdigest()
    with pytest.raises(UserError):
        part_of(json.dumps(body).encode(), "phần")
    body["version"] = 2
    with pytest.raises(UserError, match="mới hơn"):
        part_of(json.dumps(body).encode(), "phần")


def forged(part: Part, **lists: object) -> Part:
    """What a hostile or mistaken unit may send: whole, signed, with other rows in it."""
    return part_of(part_bytes(replace(part, sender="Bình", **lists)), "phần")  # type: ignore[arg-type]


def test_rows_that_this_unit_was_not_asked_for_are_named_and_never_taken(dossier: Dossier) -> None:
    part = asked(dossier)
    view = reports.read_report(dossier, part.report_guid)
    mine = {item.guid for item in part.items}
    other_heading = next(item for item in view.items if item.guid not in mine and item.field_code)
    other_report = next(row for row in reports.read_reports(dossier, 2025))
    elsewhere = reports.read_report(dossier, other_report.guid).items[1]
    strange_task = replace(part.tasks[0], guid="9" * 32, text="Nhiệm vụ lạ", result="Xong")
    strange_figure = replace(part.figures[0], guid=part.items[0].guid, value=Decimal(5))
    rows = tuple(
        replace(part.items[0], guid=guid, before=before, text="- Ghi đè.")
        for guid, before in ((other_heading.guid, other_heading.text), (elsewhere.guid, elsewhere.text))
    )
    guid = back(dossier, forged(part, items=rows, tasks=(strange_task,), figures=(strange_figure,)))
    found = part_merge.compare_part(dossier, guid)
    assert [row.state for row in found] == ["refused"] * 4
    assert all(row.reason and row.theirs for row in found)
    assert any("Nhiệm vụ lạ" in row.title for row in found)
    for row in found:
        with pytest.raises(UserError):
            part_merge.take_part(dossier, contribution_guid=guid, chosen=[row.guid], day=NOW.date())
    assert item_text(dossier, other_heading.guid) == other_heading.text
    assert reports.read_report(dossier, other_report.guid).items[1].text == elsewhere.text


def test_titles_and_what_stood_before_are_the_dossiers_own(dossier: Dossier) -> None:
    part = asked(dossier)
    item = part.items[0]
    reports.set_item(dossier, item_guid=item.guid, text="Viết ở đây.")
    lying = replace(item, title="Mục khác", number="99", before="Viết ở đây.", text="- Ghi đè.")
    guid = back(dossier, forged(part, items=(lying, replace(lying, text="- Hai lần."))))
    rows = part_merge.compare_part(dossier, guid)
    first, second = (row for row in rows if row.guid == item.guid)
    assert first.title == f"{item.number}. {item.title}".removeprefix(". ")
    assert first.state == "changed_here"  # what the file claims to have stood before counts for nothing
    assert (second.state, second.theirs) == ("refused", "- Hai lần.")


def test_a_part_goes_into_the_report_it_was_asked_for_whatever_period_it_claims(dossier: Dossier) -> None:
    part = asked(dossier)
    figure = next(one for one in part.figures if one.kind == "count")
    other = replace(part, period="2026-Y", figures=(replace(figure, value=Decimal(77)),))
    guid = back(dossier, forged(other))
    part_merge.take_part(dossier, contribution_guid=guid, chosen=[figure.guid], day=NOW.date())
    values = {row.guid: row.value for row in figures.read_figures(dossier, "2026-Y")}
    assert values[figure.guid] != 77
    assert next(row for row in figures.read_figures(dossier, PERIOD) if row.guid == figure.guid).value == 77


def test_a_unit_cannot_set_a_task_aside_or_answer_yes_with_a_number(dossier: Dossier) -> None:
    part = asked(dossier)
    task = replace(part.tasks[0], status="cancelled")
    figure = replace(part.figures[0], kind="yes_no")
    held = hold_against(
        replace(part, figures=(figure,)),
        replace(part, tasks=(task,), figures=(replace(figure, value=Decimal(7)),)),
        as_it_went_out=True,
    )
    assert held.part.tasks == () and held.part.figures == ()
    assert [row.place for row in held.refused] == [1, 1]


def test_a_number_that_no_figure_reaches_is_named_at_its_place(dossier: Dossier) -> None:
    part = asked(dossier)
    figure = replace(next(one for one in part.figures if one.kind == "count"), value=Decimal("900000000000000"))
    guid = back(dossier, forged(part, figures=(figure,)))
    (row,) = (row for row in part_merge.compare_part(dossier, guid) if row.guid == figure.guid)
    assert row.state == "refused" and "900.000.000.000.000" in row.theirs
    with pytest.raises(UserError):
        figures.set_figure(dossier, figure_guid=figure.guid, period=PERIOD, value=Decimal(10) ** 16)


def test_a_file_of_an_earlier_asking_is_not_ticked_over_what_stands_now(dossier: Dossier) -> None:
    first = asked(dossier)
    item = first.items[0]
    reports.set_item(dossier, item_guid=item.guid, text="Viết ở đây.")
    asked(dossier)  # the same unit once more: what stands now is asked for
    guid = back(dossier, written(first))
    rows = {row.guid: row.state for row in part_merge.compare_part(dossier, guid)}
    assert rows[item.guid] == "changed_here"
    assert {rows[other.guid] for other in first.items[1:]} <= {"same"}


def test_a_heading_that_was_removed_meanwhile_is_named(dossier: Dossier) -> None:
    part = written(asked(dossier))
    guid = back(dossier, part)
    with dossier.change("Xóa") as work:
        work.session.delete(work.session.get_one(Task, part.tasks[0].guid))
    row = next(row for row in part_merge.compare_part(dossier, guid) if row.guid == part.tasks[0].guid)
    assert row.state == "refused" and "60%" in row.theirs


def test_the_answer_to_a_second_asking_counts_as_that_one(dossier: Dossier) -> None:
    back(dossier, written(asked(dossier)))
    again = asked(dossier)
    back(dossier, written(again, words="- Lần hai."))
    rows = contributions.read_contributions(dossier, again.report_guid)
    assert [row.status for row in rows] == ["received", "received"]


@pytest.mark.parametrize(("value", "believed"), [(10**14 - 1, True), (10**14, False), (-(10**14), False)])
def test_the_largest_figure_that_a_unit_may_send(dossier: Dossier, value: int, believed: bool) -> None:
    part = asked(dossier)
    figure = next(one for one in part.figures if one.kind == "count")
    came = replace(part, items=(), tasks=(), figures=(replace(figure, value=Decimal(value)),))
    held = hold_against(part, came, as_it_went_out=True)
    assert [row.value for row in held.part.figures] == ([Decimal(value)] if believed else [])
    assert len(held.refused) == (0 if believed else 1)


def test_each_part_is_told_what_the_others_say_of_the_same_rows(dossier: Dossier) -> None:
    part = asked(dossier)
    one = back(dossier, written(part, sender="Trần Thị Bình"))
    other = back(dossier, written(part, sender="Lê Văn Chính", words="- Khác."))
    assert part_merge.said_by_others(dossier, one) == {
        part.items[0].guid: ((f"{part.unit} · Lê Văn Chính", "- Khác."),)
    }
    told = part_merge.said_by_others(dossier, other)
    assert told == {part.items[0].guid: ((f"{part.unit} · Trần Thị Bình", "- Đã kiểm tra 3 đơn vị."),)}
    reports.set_item(dossier, item_guid=part.items[0].guid, text="- Khác.")
    assert part_merge.said_by_others(dossier, one) == {}, "what stands here already is no news"


def test_how_far_a_task_is_in_words() -> None:
    assert [part_merge._standing(status, 60, "") for status in ("not_started", "in_progress", "done", "cancelled")] == [
        "Chưa bắt đầu",
        "Đang thực hiện, 60%",
        "Hoàn thành",
        "Không áp dụng",
    ]
    assert part_merge._standing("done", 100, "Xong quý I") == "Hoàn thành. Xong quý I"


def test_a_part_that_has_not_come_says_nothing_and_cannot_be_taken(dossier: Dossier) -> None:
    part = asked(dossier)
    (row,) = contributions.read_contributions(dossier, part.report_guid)
    assert part_merge.compare_part(dossier, row.guid) == ()
    with pytest.raises(UserError, match="Chưa nhận"):
        part_merge.take_part(dossier, contribution_guid=row.guid, chosen=[], day=NOW.date())


def test_a_result_alone_is_news_and_a_note_of_a_figure_stays(dossier: Dossier) -> None:
    part = asked(dossier)
    task, figure = part.tasks[0], next(one for one in part.figures if one.kind == "count")
    figures.set_figure(dossier, figure_guid=figure.guid, period=PERIOD, value=Decimal(5), note="Theo sổ")
    part = replace(
        contributions.filled(
            part, items={}, tasks={task.guid: (task.status, task.percent, "Mới")}, sender="A", now=NOW
        ),
        figures=tuple(
            replace(one, value=Decimal(6), estimated=True) if one.guid == figure.guid else one for one in part.figures
        ),
    )
    guid = back(dossier, part)
    rows = {row.guid: row for row in part_merge.compare_part(dossier, guid)}
    assert rows[task.guid].title == f"{task.number}. {task.text}"
    assert rows[task.guid].state == "new" and rows[task.guid].theirs.endswith(". Mới")
    assert (rows[figure.guid].state, rows[figure.guid].mine) == ("changed_here", f"5 {figure.unit}".strip())
    assert rows[figure.guid].theirs == f"6 {figure.unit}".strip() + ", ước"
    assert rows[figure.guid].title == f"{figure.code}. {figure.name}"
    part_merge.take_part(dossier, contribution_guid=guid, chosen=[figure.guid], day=NOW.date())
    now = next(one for one in figures.read_figures(dossier, PERIOD) if one.guid == figure.guid)
    assert (now.value, now.estimated, now.note) == (6, True, "Theo sổ")
