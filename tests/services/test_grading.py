"""Grades of an index as an office enters them: bands, conditions, events."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.rules.scoring.rating import Cap, Gate, Rating
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.scoring.grading import set_rating
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import with_plan

BANDS = [("Khá", Decimal(65)), ("Tốt", Decimal(80)), ("Trung bình", Decimal(0))]


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    made = with_plan(tmp_path)[0]
    indices.add_set_from_resource(made, year=2026, code="par_index_commune_demo")
    view = indices.read_index(made, indices.read_sets(made, 2026)[0][0])
    full = {(row.guid, "self_score"): row.max_points for row in view.criteria if row.is_leaf and not row.bonus}
    zero = next(guid for guid, _name in full)
    indices.set_scores(made, scores={**full, (zero, "self_score"): Decimal(0)})
    yield made
    made.close()


def band(dossier: Dossier, rating: Rating, causes: tuple[str, ...] = ()) -> str:
    guid = indices.read_sets(dossier, 2026)[0][0]
    set_rating(dossier, set_guid=guid, bands=BANDS, rating=rating, causes=causes)
    return indices.read_index(dossier, guid).band


def test_bands_conditions_and_events_decide_the_grade(dossier: Dossier) -> None:
    assert band(dossier, Rating()) == "Tốt"
    assert band(dossier, Rating(gates=(Gate(("Tốt",), no_zero=True),))) == "Khá"
    reprimand = Rating(caps=(Cap("Khiển trách", "Trung bình"), Cap("Tham nhũng")))
    assert band(dossier, reprimand) == "Tốt"
    assert band(dossier, reprimand, ("Khiển trách",)) == "Trung bình"
    assert band(dossier, reprimand, ("Tham nhũng",)) == ""


def test_grades_that_cannot_be_are_refused_and_nothing_changes(dossier: Dossier) -> None:
    guid = indices.read_sets(dossier, 2026)[0][0]
    before = indices.read_index(dossier, guid)
    for bands, rating in (
        ([*BANDS, ("Khá", Decimal(70))], Rating()),
        ([("Tốt", Decimal(101))], Rating()),
        (BANDS, Rating(gates=(Gate(("Xuất sắc",), no_zero=True),))),
        (BANDS, Rating(caps=(Cap("Khiển trách", "Yếu"),))),
    ):
        with pytest.raises(UserError, match="Chưa có gì thay đổi"):
            set_rating(dossier, set_guid=guid, bands=bands, rating=rating)
    assert indices.read_index(dossier, guid) == before
