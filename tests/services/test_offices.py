"""The office in the course of time: papers of a year say what the office was called in it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.errors import UserError
from cchc_desktop.models.office import OfficeProfile, Unit
from cchc_desktop.models.office_rows import OfficerRow, ReceiverRow, UnitRow
from cchc_desktop.models.year import WorkYear
from cchc_desktop.services import exports, offices, start, years
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.documents.reading import texts_of
from tests.services.helpers import content


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """A commune of 2025, three tiers, that goes on in 2026."""
    made = start.create_dossier(
        tmp_path / "xa.cchc",
        office="UBND xã Bình Minh",
        superior="UBND huyện An Bình",
        place="Bình Minh",
        year=2025,
        tier="three",
    )
    years.add_year(made, year=2026)
    return made


WARD = {"name": "UBND phường Bình Minh", "tier": "two", "superior": "UBND tỉnh An Bình"}


def names(dossier: Dossier, *asked: int) -> list[str]:
    """The names in these years, which the first screen and the papers must know alike."""
    found = [offices.read_office(dossier, year).name for year in asked]
    assert [years.office_name_in(dossier, year) for year in asked] == found
    return found


def test_a_ward_of_2026_does_not_rename_the_papers_of_2025(dossier: Dossier) -> None:
    old, new = (plans.create_plan(dossier, year=year).created("plan")[0] for year in (2025, 2026))
    before, stood = _printed(dossier, old), content(dossier)

    change = offices.set_office(dossier, from_year=2026, **WARD)

    assert _printed(dossier, old) == before and "XÃ BÌNH MINH" in before
    assert "PHƯỜNG BÌNH MINH" in _printed(dossier, new)
    assert names(dossier, 2025, 2026) == ["UBND xã Bình Minh", "UBND phường Bình Minh"]
    dossier.replay(change.reversed(), "Hoàn tác")
    assert content(dossier) == stood


def _printed(dossier: Dossier, plan_guid: str) -> str:
    view = plans.read_plan(dossier, plan_guid)
    office = offices.read_office(dossier, view.plan.year)
    parts = compose_paper(view, office, load_house_style()).parts
    return "\n".join(text for part in parts for block in part.blocks for text in texts_of(block))


def test_two_and_three_tiers_stand_side_by_side(dossier: Dossier) -> None:
    offices.set_office(dossier, from_year=2026, **WARD)
    assert [offices.read_office(dossier, year).tier for year in (2025, 2026)] == ["three", "two"]
    for year, above in ((2025, "UBND huyện An Bình; Phòng Nội vụ"), (2026, "UBND tỉnh An Bình; Sở Nội vụ")):
        made = create_from_template(dossier, year=year, code="plan_index", subject="").created("plan")[0]
        sent_to = plans.read_plan(dossier, made).paper.recipients
        assert all(any(name in line for line in sent_to) for name in above.split("; ")), sent_to


def test_years_added_later_find_the_office_of_their_time(dossier: Dossier) -> None:
    offices.set_office(dossier, from_year=2026, **WARD)
    for year in (2024, 2027):
        years.add_year(dossier, year=year)
    assert names(dossier, 2024, 2025, 2026, 2027) == ["UBND xã Bình Minh"] * 2 + ["UBND phường Bình Minh"] * 2
    for year, area in ((2024, "xã Bình Minh"), (2027, "phường Bình Minh")):
        made = plans.read_plan(dossier, plans.create_plan(dossier, year=year).created("plan")[0])
        assert area in made.plan.title
    assert names(dossier, 2031, 2001) == ["UBND phường Bình Minh", "UBND xã Bình Minh"]  # no years of this dossier


def test_a_change_in_the_middle_leaves_what_follows_it(dossier: Dossier) -> None:
    years.add_year(dossier, year=2027)
    offices.set_office(dossier, from_year=2027, name="UBND phường An Bình")
    offices.set_office(dossier, from_year=2026, name="UBND thị trấn Bình Minh")
    assert names(dossier, 2025, 2026, 2027) == [
        "UBND xã Bình Minh",
        "UBND thị trấn Bình Minh",
        "UBND phường An Bình",
    ]
    offices.set_office(dossier, from_year=2026, name="UBND thị trấn Bình Minh Mới")  # that begins there already
    assert [row.valid_from for row in offices.read_offices(dossier)] == [None, date(2026, 1, 1), date(2027, 1, 1)]
    assert names(dossier, 2026) == ["UBND thị trấn Bình Minh Mới"]


def test_a_mistake_is_put_right_in_all_its_years(dossier: Dossier) -> None:
    offices.set_office(dossier, from_year=2026, **WARD)
    offices.set_office(dossier, year=2025, name="UBND xã Bình Minh Đông")
    assert names(dossier, 2025, 2026) == ["UBND xã Bình Minh Đông", "UBND phường Bình Minh"]
    offices.set_office(dossier, phone="0123")
    assert [row.phone for row in offices.read_offices(dossier)] == ["", "0123"]  # the newest, where no year is named


def test_nothing_changed_is_no_step_and_begins_nothing(dossier: Dossier) -> None:
    assert not offices.set_office(dossier, from_year=2026, name="UBND xã Bình Minh").entries
    assert len(offices.read_offices(dossier)) == 1


def test_a_year_that_was_given_a_profile_has_it_whatever_is_newer(dossier: Dossier) -> None:
    with dossier.change("…") as work:
        other = OfficeProfile(name="UBND xã Khác", tier="two", superior="", place="Khác", valid_from=date(2020, 1, 1))
        work.session.add(other)
        work.session.query(WorkYear).filter_by(year=2026).one().profile_guid = other.guid
    assert names(dossier, 2026, 2025) == ["UBND xã Khác", "UBND xã Bình Minh"]


@pytest.mark.parametrize("fields", [{"name": " "}, {"place": ""}, {"name": "UBND xã A", "from_year": 1890}])
def test_what_cannot_be_is_told(dossier: Dossier, fields: dict[str, str]) -> None:
    stood = content(dossier)
    with pytest.raises(UserError):
        offices.set_office(dossier, **fields)
    assert content(dossier) == stood


def test_exports_of_each_year_bear_their_own_head(dossier: Dossier, tmp_path: Path) -> None:
    for year in (2025, 2026):
        plans.create_plan(dossier, year=year)
    offices.set_office(dossier, from_year=2026, **WARD)
    heads = {}
    for year in (2025, 2026):
        out = tmp_path / str(year)
        out.mkdir()
        steps = exports.export(dossier, Wish(year), what=["plan"], formats=["docx"], out=out)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                (path,) = end.value
                break
        from docx import Document

        heads[year] = "\n".join(c.text for table in Document(str(path)).tables for r in table.rows for c in r.cells)
    assert "XÃ BÌNH MINH" in heads[2025] and "PHƯỜNG BÌNH MINH" in heads[2026]


def test_a_unit_that_goes_leaves_its_people_without_one_and_the_others_where_they_are(dossier: Dossier) -> None:
    offices.set_units(dossier, units=[UnitRow("", 0, "Văn phòng"), UnitRow("", 0, "Công an xã")])
    first, second = offices.read_units(dossier)
    people = [
        OfficerRow("", 0, name, "Công chức", unit.guid)
        for name, unit in (("Nguyễn Văn A", first), ("Trần Thị B", second))
    ]
    offices.set_officers(dossier, officers=people)
    before = content(dossier)
    change = offices.set_units(dossier, units=[second])
    assert [(row.name, row.unit_guid) for row in offices.read_officers(dossier)] == [
        ("Nguyễn Văn A", None),
        ("Trần Thị B", second.guid),
    ]
    undo(dossier, change)
    assert content(dossier) == before


def test_everything_that_is_known_of_an_office_is_corrected_by_its_name(dossier: Dossier) -> None:
    told = {"address": "Số 1", "email": "a@b.vn", "phone": "0203", "place": "Bình Minh 2", "superior": "UBND tỉnh"}
    offices.set_office(dossier, year=2026, **{name: f" {words} " for name, words in told.items()})
    row = offices.read_office(dossier, 2026)
    assert {name: getattr(row, name) for name in told} == told
    with pytest.raises(TypeError, match="fax"):
        offices.set_office(dossier, year=2026, fax="1")


def test_a_new_dossier_has_units_and_receivers_in_their_order(dossier: Dossier) -> None:
    assert [row.name for row in offices.read_receivers(dossier)] == ["UBND huyện An Bình", "Phòng Nội vụ"]
    assert [row.purpose for row in offices.read_receivers(dossier)] == ["all", "all"]
    units = offices.read_units(dossier)
    assert [row.short_code for row in units][:3] == ["VP", "TP", "TCKT"] and len(units) == 8
    with dossier.read() as session:
        assert [row.position for row in session.query(Unit).order_by(Unit.position)] == list(range(8))


def test_receivers_are_replaced_as_they_are_typed(dossier: Dossier) -> None:
    first, second = offices.read_receivers(dossier)
    change = offices.set_receivers(
        dossier,
        receivers=[
            replace(second, name=" Sở Nội vụ ", email=" a@b.vn ", limit_mb=5),
            ReceiverRow("", 0, " ", "all"),
            ReceiverRow("", 0, "Đảng ủy", ""),
        ],
    )
    assert change.label
    rows = offices.read_receivers(dossier)
    assert [(row.name, row.purpose, row.email, row.limit_mb) for row in rows] == [
        ("Sở Nội vụ", second.purpose, "a@b.vn", 5),
        ("Đảng ủy", "all", "", rows[1].limit_mb),
    ]
    assert rows[0].guid == second.guid and first.guid not in {row.guid for row in rows}
    undo(dossier, change)
    assert [row.name for row in offices.read_receivers(dossier)] == [first.name, second.name]
