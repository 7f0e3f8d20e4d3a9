"""Unknown unit names: offered with what they may be, joined only when the officer says so."""

from pathlib import Path

import pytest

from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services import offices
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.unit_matching import AS_TYPED, NEW_UNIT, read_unknown_units, settle_names, tell_apart
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, with_plan

Made = tuple[Dossier, str, list[str]]


@pytest.fixture
def made(tmp_path: Path):  # type: ignore[no-untyped-def]
    dossier, plan, guids = with_plan(tmp_path)
    offices.set_units(dossier, units=[UnitRow("", 0, "Văn phòng - Thống kê"), UnitRow("", 0, "Phòng Kinh tế")])
    for guid, lead in zip(
        guids, ("Công chức VP-TK", "Công chức VP-TK", "Tổ công nghệ số", "Phòng Kinh tế"), strict=True
    ):
        tasks.set_cells(dossier, cells=[(guid, Column.LEAD, lead)])
    yield dossier, plan, guids
    dossier.close()


def leads(made: Made) -> list[tuple[str, bool]]:
    return [(row.leads[0].text, row.leads[0].unit_guid is not None) for row in tasks.read_tasks(made[0], made[1])]


def test_unknown_names_come_with_what_they_may_be(made: Made) -> None:
    found = read_unknown_units(made[0], YEAR)
    assert [(row.name, row.tasks, [name for _guid, name in row.suggestions]) for row in found] == [
        ("Công chức VP-TK", 2, ["Văn phòng - Thống kê"]),
        ("Tổ công nghệ số", 1, []),
    ]
    assert [row.name for row in read_unknown_units(made[0], YEAR, ["Tổ Công nghệ số", "Phòng Kinh tế"])] == [
        "Tổ công nghệ số"
    ]


def test_a_name_that_is_a_units_becomes_its_alias_and_stays_as_typed(made: Made) -> None:
    dossier = made[0]
    before = content(dossier)
    unit = offices.read_units(dossier)[0]
    change = settle_names(dossier, choices={"Công chức VP-TK": unit.guid, "Tổ công nghệ số": NEW_UNIT})
    assert leads(made)[:3] == [("Công chức VP-TK", True), ("Công chức VP-TK", True), ("Tổ công nghệ số", True)]
    assert offices.read_units(dossier)[0].aliases == ("Công chức VP-TK",)
    assert offices.read_units(dossier)[-1].name == "Tổ công nghệ số"
    assert read_unknown_units(dossier, YEAR) == ()
    undo(dossier, change)
    assert content(dossier) == before


def test_a_name_typed_after_it_was_matched_is_known(made: Made) -> None:
    dossier, _plan, guids = made
    settle_names(dossier, choices={"Công chức VP-TK": offices.read_units(dossier)[0].guid})
    tasks.set_cells(dossier, cells=[(guids[2], Column.LEAD, "VP – TK")])
    assert leads(made)[2] == ("VP – TK", True)


def test_an_answer_is_remembered(made: Made) -> None:
    dossier = made[0]
    unit = offices.read_units(dossier)[0]
    tell_apart(dossier, name="Công chức VP-TK", unit_guids=[unit.guid])
    assert read_unknown_units(dossier, YEAR)[0].suggestions == ()
    settle_names(dossier, choices={"Công chức VP-TK": AS_TYPED})
    assert [row.name for row in read_unknown_units(dossier, YEAR)] == ["Tổ công nghệ số"]
    assert leads(made)[0] == ("Công chức VP-TK", False)
