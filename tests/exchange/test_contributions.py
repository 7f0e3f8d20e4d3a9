"""A unit's part goes out, comes back twice, late, from two people or from elsewhere, and is taken in by choice."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.exchange import contributions, part_merge
from cchc_desktop.exchange.part_file import part_bytes, part_name, part_of, read_part, write_part
from cchc_desktop.exchange.safe_json import canonical
from cchc_desktop.models.part_rows import Part
from cchc_desktop.models.rows import UnitRow
from cchc_desktop.models.task import Task
from cchc_desktop.services import offices
from cchc_desktop.services.reporting import figures, reports
from cchc_desktop.services.sample import create_sample
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier

NOW = datetime(2026, 9, 8, 9, 0)
PERIOD = "2026-9M"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return create_sample(tmp_path_factory.mktemp("parts"))


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
    return contributions.make_part(dossier, change.created("contribution")[0])


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
    assert "60 %" in rows[task.guid].theirs and "phần rà soát" in rows[task.guid].theirs
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
    assert came is not None and came.items[0].text == "- Đã kiểm tra 4 đơn vị."


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
    part = contributions.make_part(dossier, change.created("contribution")[0])
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
