"""Whose a package is: asked once and kept; names and identities that do not fit are asked about."""

from pathlib import Path

from cchc_desktop.collection import offices
from cchc_desktop.collection.intake import IntakeReport
from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.store import Collection
from tests.collection.small import BEGIN, Commune, with_office
from tests.collection.test_intake import outcomes, taken


def _names(collection: Collection) -> list[str]:
    with collection.reading() as connection:
        return [one.name for one in offices.read_offices(connection)]


def _asked(report: IntakeReport) -> tuple[str, tuple[int, ...]]:
    (line,) = report.lines
    assert line.outcome == Outcome.ASK
    return line.reason, line.candidates


def test_an_unknown_office_is_asked_about_once_and_the_answer_is_kept(collection: Collection, tmp_path: Path) -> None:
    first, second = Commune(1).save(tmp_path), Commune(1, 2).save(tmp_path)
    reason, candidates = _asked(taken(collection, [first], new_offices=False))
    assert "Kho chưa biết" in reason and candidates == ()
    assert _names(collection) == []
    answers = {Commune(1).dossier_guid: "UBND xã Số Một"}
    assert outcomes(taken(collection, [first], new_offices=False, offices=answers)) == ["new"]
    assert _names(collection) == ["UBND xã Số Một"]
    assert outcomes(taken(collection, [second], new_offices=False)) == ["newer"]


def test_an_office_that_was_typed_beforehand_is_proposed_for_its_first_package(
    collection: Collection, tmp_path: Path
) -> None:
    with collection.changing() as connection:
        known = offices.add_office(connection, "UBND xã SỐ 1", at=BEGIN)
    _reason, candidates = _asked(taken(collection, [Commune(1).save(tmp_path)], new_offices=False))
    assert candidates == (known,)
    assert taken(collection, [Commune(1).save(tmp_path)]).lines[0].office_id == known
    assert _names(collection) == ["UBND xã SỐ 1"]


def test_a_dossier_that_calls_itself_otherwise_is_asked_about(collection: Collection, tmp_path: Path) -> None:
    taken(collection, [Commune(1).save(tmp_path)])
    forged = Commune(1, 2, name="UBND xã Khác").save(tmp_path)
    reason, candidates = _asked(taken(collection, [forged]))
    assert "UBND xã Số 1" in reason and "UBND xã Khác" in reason and len(candidates) == 1
    renamed = taken(collection, [forged], offices={Commune(1).dossier_guid: candidates[0]})
    assert outcomes(renamed) == ["newer"] and _names(collection) == ["UBND xã Số 1"]
    assert outcomes(taken(collection, [Commune(1, 3, name="UBND xã Khác").save(tmp_path)])) == ["newer"]


def test_a_name_with_the_identity_of_another_office_is_never_taken_unasked(
    collection: Collection, tmp_path: Path
) -> None:
    taken(collection, [Commune(1).save(tmp_path), Commune(2).save(tmp_path)])
    stolen = with_office(Commune(3).data(), guid=Commune(1).guid("office"))
    reason, candidates = _asked(taken(collection, [Commune(3).save(tmp_path, stolen, name="a.cchcgoi")]))
    assert "mã nhận dạng của “UBND xã Số 1”" in reason and candidates == (1,)
    known = with_office(Commune(2, 2).data(), guid=Commune(1).guid("office"))
    _reason, candidates = _asked(taken(collection, [Commune(2, 2).save(tmp_path, known, name="b.cchcgoi")]))
    assert candidates == (2, 1)
    assert len(_names(collection)) == 2


def test_two_offices_of_one_name_stay_two(collection: Collection, tmp_path: Path) -> None:
    one, other = Commune(1, name="UBND xã Tân Lập"), Commune(2, name="UBND xã Tân Lập")
    taken(collection, [one.save(tmp_path)])
    reason, candidates = _asked(taken(collection, [other.save(tmp_path)]))
    assert "trùng tên" in reason and candidates == (1,)
    report = taken(collection, [other.save(tmp_path)], offices={other.dossier_guid: "UBND xã Tân Lập"})
    assert report.lines[0].office_id == 2
    with collection.reading() as connection:
        assert [one.note for one in offices.read_offices(connection)] == ["", "Số 2"]


def test_a_package_of_another_year_stands_beside_the_others(collection: Collection, tmp_path: Path) -> None:
    report = taken(collection, [Commune(1).save(tmp_path), Commune(1, year=2025).save(tmp_path, name="cu.cchcgoi")])
    # Another dossier in this test, as its guids hang on the year: the same office all the same, once that is said.
    assert outcomes(report) == ["new", "ask"]
    again = taken(
        collection,
        [Commune(1, year=2025).save(tmp_path, name="cu.cchcgoi")],
        offices={Commune(1, year=2025).dossier_guid: 1},
    )
    assert outcomes(again) == ["new"] and again.lines[0].year == 2025
    assert outcomes(taken(collection, [Commune(1, 2).save(tmp_path)])) == ["newer"]


def test_names_that_differ_by_a_mark_are_two_offices(collection: Collection, tmp_path: Path) -> None:
    with collection.changing() as connection:
        known = offices.add_office(connection, "UBND xã Tân Hòa", at=BEGIN)
    other = Commune(1, name="UBND xã Tân Hóa").save(tmp_path)
    assert _asked(taken(collection, [other], new_offices=False))[1] == ()
    same = Commune(2, name="ỦY BAN NHÂN DÂN XÃ TÂN HOÀ").save(tmp_path)
    assert _asked(taken(collection, [same], new_offices=False))[1] == (known,)
