"""The office as its pages of questions ask for it: units, people and receivers kept, changed and taken away."""

from dataclasses import replace
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.office_rows import OfficeAnswers, ReceiverRow
from cchc_desktop.rules.organisation import Tier
from cchc_desktop.services import office_profile, offices
from cchc_desktop.storage.changes import undo
from tests.services.helpers import YEAR, content, new_dossier

OFFICE = OfficeAnswers("UBND xã An Hòa", "two", "UBND tỉnh An Bình", "An Hòa", YEAR, "head", "CHỦ TỊCH", "Lê Thị Hoa")
UNITS: office_profile.Rows = [
    ("", ("Văn phòng", "VP", "Trần Văn Bình", "vp@x.vn")),
    ("", ("Phòng Kinh tế", "KT", "", "")),
]
RECEIVERS: office_profile.Rows = [("", ("Sở Nội vụ", "snv@x.vn", "10")), ("", ("UBND tỉnh", "", ""))]


def test_everything_that_was_answered_is_in_the_new_dossier(tmp_path: Path) -> None:
    dossier = office_profile.make_dossier(tmp_path / "a.cchc", OFFICE, UNITS, RECEIVERS)
    assert office_profile.office_answers(dossier, YEAR) == OFFICE
    rows, guids = office_profile.unit_rows(dossier)
    assert rows == [words for _guid, words in UNITS]
    assert guids == [unit.guid for unit in offices.read_units(dossier)] and all(guids)
    received, _guids = office_profile.receiver_rows(dossier)
    assert received == [words for _guid, words in RECEIVERS]
    assert {row.purpose for row in offices.read_receivers(dossier)} == {"all"}
    people = [(row.name, row.title, row.signing_form, row.email) for row in offices.read_officers(dossier)]
    assert people == [
        ("Lê Thị Hoa", "CHỦ TỊCH", "head", ""),
        ("Trần Văn Bình", "Công chức", "", "vp@x.vn"),
    ]
    assert [row.unit_guid for row in offices.read_officers(dossier)] == [None, guids[0]]
    dossier.close()


@pytest.mark.parametrize("typed", ["mười", "0", "-5", "10,5", "99999", "٣"])
def test_a_size_of_mail_that_is_none_is_refused_and_nothing_kept(tmp_path: Path, typed: str) -> None:
    with pytest.raises(UserError, match=typed):
        office_profile.make_dossier(tmp_path / "a.cchc", OFFICE, UNITS, [("", ("Sở Nội vụ", "", typed))])
    assert not (tmp_path / "a.cchc").exists()


def test_the_least_that_a_receiver_takes_counts(tmp_path: Path) -> None:
    rows = [ReceiverRow("", 0, "Sở Nội vụ", "plan", limit_mb=25), ReceiverRow("", 0, "Sở Nội vụ", "report", limit_mb=5)]
    assert offices.mail_limit(rows, "Sở Nội vụ") == 5 * 1024 * 1024
    assert offices.mail_limit(rows, "UBND tỉnh") == 20 * 1024 * 1024


def test_what_is_typed_anew_changes_the_same_people_and_keeps_what_was_not_asked(tmp_path: Path) -> None:
    dossier = office_profile.make_dossier(tmp_path / "a.cchc", OFFICE, UNITS, RECEIVERS)
    before = content(dossier)
    first, second = office_profile.unit_rows(dossier)[1]
    receiver = office_profile.receiver_rows(dossier)[1][0]
    aliased = [
        replace(unit, aliases=("VP xã",)) if unit.guid == first else unit for unit in offices.read_units(dossier)
    ]
    offices.set_units(dossier, units=aliased)
    people = {row.name: row.guid for row in offices.read_officers(dossier)}
    office = replace(OFFICE, name="UBND phường An Hòa", signer_title="Chủ tịch", signer_name="Lê Hoa")
    change = office_profile.keep_office(
        dossier,
        office=office,
        units=[
            (second, ("Phòng Kinh tế", "KTHT", "Ngô An", "na@x.vn")),
            (first, ("Văn phòng", "VP", "Trần Bình", "tb@x.vn")),
        ],
        receivers=[(receiver, ("Sở Nội vụ tỉnh", "moi@x.vn", "8 MB"))],
    )
    assert office_profile.office_answers(dossier, YEAR).name == "UBND phường An Hòa"
    assert office_profile.unit_rows(dossier)[0] == [
        ("Phòng Kinh tế", "KTHT", "Ngô An", "na@x.vn"),
        ("Văn phòng", "VP", "Trần Bình", "tb@x.vn"),
    ]
    assert [unit.aliases for unit in offices.read_units(dossier)] == [(), ("VP xã",)]
    now = {row.guid: row for row in offices.read_officers(dossier)}
    assert now[people["Lê Thị Hoa"]].name == "Lê Hoa"
    assert now[people["Lê Thị Hoa"]].title == "CHỦ TỊCH"  # the same title in other letters stays as it was
    assert now[people["Trần Văn Bình"]].name == "Trần Bình"
    assert office_profile.receiver_rows(dossier) == ([("Sở Nội vụ tỉnh", "moi@x.vn", "8")], [receiver])
    undo(dossier, change)
    offices.set_units(dossier, units=[replace(unit, aliases=()) for unit in offices.read_units(dossier)])
    assert content(dossier) == before
    dossier.close()


def test_an_empty_name_takes_the_person_away_and_another_title_is_kept(tmp_path: Path) -> None:
    dossier = office_profile.make_dossier(tmp_path / "a.cchc", OFFICE, UNITS, RECEIVERS)
    guids = office_profile.unit_rows(dossier)[1]
    rows = [(guid, (*words[:2], "", "")) for guid, (_guid, words) in zip(guids, UNITS, strict=True)]
    signer = replace(OFFICE, signer_title="Q. CHỦ TỊCH", signing_form="acting")
    office_profile.keep_office(dossier, office=signer, units=rows, receivers=[])
    assert office_profile.office_answers(dossier, YEAR) == signer
    assert len(offices.read_officers(dossier)) == 1
    office_profile.keep_office(dossier, office=replace(OFFICE, signer_name=""), units=rows, receivers=[])
    assert offices.read_officers(dossier) == () and offices.read_receivers(dossier) == ()
    nobody = office_profile.office_answers(dossier, YEAR)
    assert (nobody.signing_form, nobody.signer_title, nobody.signer_name) == ("", "", "")
    dossier.close()


def test_a_deputy_of_the_unit_stays_beside_its_head(tmp_path: Path) -> None:
    dossier = office_profile.make_dossier(tmp_path / "a.cchc", OFFICE, UNITS, RECEIVERS)
    (head,) = [row for row in offices.read_officers(dossier) if row.unit_guid]
    deputy = replace(head, guid="", name="Phó An")
    offices.set_officers(dossier, officers=[*offices.read_officers(dossier), deputy])
    rows, guids = office_profile.unit_rows(dossier)
    assert rows[0][2] == "Trần Văn Bình"  # the first of two
    office_profile.keep_lists(dossier, OFFICE, [(guids[0], ("Văn phòng", "VP", "Mới", ""))], RECEIVERS)
    assert [row.name for row in offices.read_officers(dossier)] == ["Lê Thị Hoa", "Mới", "Phó An"]
    dossier.close()


def test_nothing_is_left_of_a_dossier_that_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(IndexError):
        office_profile.make_dossier(tmp_path / "a.cchc", OFFICE, [("", ("Văn phòng",))], RECEIVERS)
    assert list(tmp_path.glob("a.cchc*")) == []


def test_a_year_may_have_its_own_name_and_structure(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    before = office_profile.office_answers(dossier, YEAR)
    later = replace(before, name="UBND phường Bình Minh", tier=str(Tier.THREE), year=YEAR + 1)
    office_profile.keep_office(dossier, office=later, units=[], receivers=[], from_year=YEAR + 1)
    assert office_profile.office_answers(dossier, YEAR).name == before.name
    kept = office_profile.office_answers(dossier, YEAR + 1)
    assert (kept.name, kept.tier) == (later.name, later.tier)
    dossier.close()
