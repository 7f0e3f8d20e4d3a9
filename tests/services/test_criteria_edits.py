"""Criteria typed, added, moved, split and removed: each cell's meaning, each place, and what is left behind."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.models.exchange import Appraisal, Remark
from cchc_desktop.models.index import Criterion, CriterionTask, Score
from cchc_desktop.services.scoring import criteria_edits, criteria_sets, indices
from cchc_desktop.services.scoring.criteria_edits import cell_value
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, with_plan

D = Decimal
FORM: dict[str, Any] = {
    "index_code": "X",
    "title": "Bộ",
    "criteria": [
        {"code": "1", "name": "A", "max": "3", "children": [{"code": "1.1", "name": "B", "max": "3"}]},
        {"code": "2", "name": "C", "max": "1", "scored_by": "council"},
        {"code": "3", "name": "D", "max": "1", "bonus": True, "children": [{"code": "3.1", "name": "E", "max": "1"}]},
    ],
}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("max_points", "", D(0)),
        ("max_points", " 1,5 ", D("1.5")),
        ("max_points", "± 2", D(2)),
        ("max_points", "0", D(0)),
        ("scored_by", "", "self"),
        ("scored_by", "self", "self"),
        ("scored_by", "COUNCIL", "council"),
        ("scored_by", "Tự chấm", "self"),
        ("scored_by", "Điều tra xã hội học", "survey"),
        ("scored_by", "khảo sát", "survey"),
        ("scored_by", "XHH", "survey"),
        ("scored_by", "Hội đồng tỉnh", "council"),
        ("scored_by", "thẩm định", "council"),
        ("code", " 1.  2 ", "1. 2"),
        ("name", "A\u0000  B", "A B"),
        ("rule", " Có:  1 ", "Có:  1"),
        ("rule", "", ""),
    ],
)
def test_what_a_cell_means(name: str, text: str, value: object) -> None:
    assert cell_value(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("max_points", "-0,5", "âm|nhỏ hơn 0|dưới 0"),
        ("max_points", "nhiều", "nhiều"),
        ("code", " ", "mã"),
        ("name", "", "mã"),
        ("scored_by", "ai đó " * 10, "“ai đó ai đó ai đó ai đó ai đó ai đó ai đ”"),
    ],
)
def test_what_means_nothing_is_told(name: str, text: str, said: str) -> None:
    with pytest.raises(UserError) as told:
        cell_value(name, text)
    assert any(words in str(told.value).casefold() for words in said.casefold().split("|"))


def test_scorers_are_named_where_none_is_meant() -> None:
    with pytest.raises(UserError) as told:
        cell_value("scored_by", "ai đó")
    assert all(f"“{criteria_sets.scorer_name(code)}”" in str(told.value) for code in criteria_sets.SCORERS)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Dossier, str, str]]:
    """A dossier, its set and a task."""
    dossier, _plan, tasks = with_plan(tmp_path)
    with dossier.change("set") as work:
        guid = indices.add_set(work.session, YEAR, FORM).guid
    yield dossier, guid, tasks[0]
    dossier.close()


def guid_of(made: tuple[Dossier, str, str], code: str) -> str:
    return next(one.guid for one in criteria_sets.read_table(made[0], made[1]).lines if one.code == code)


def codes(made: tuple[Dossier, str, str]) -> str:
    return " ".join(one.code for one in criteria_sets.read_table(made[0], made[1]).lines)


def places(made: tuple[Dossier, str, str]) -> dict[str, int]:
    with made[0].read() as session:
        return {row.code: row.position for row in session.scalars(select(Criterion).order_by(Criterion.code))}


def test_a_new_one_has_what_it_stands_under(made: tuple[Dossier, str, str]) -> None:
    dossier, set_guid, _task = made
    criteria_edits.add_criterion(dossier, set_guid=set_guid, after=guid_of(made, "3"), below=True)
    criteria_edits.add_criterion(dossier, set_guid=set_guid, after=guid_of(made, "1"))
    change = criteria_edits.add_criterion(dossier, set_guid=set_guid, after=guid_of(made, "2"), below=True)
    assert codes(made) == "1 1.1 4 2 2.1 3 3.1 3.2"
    assert places(made) == {"1": 0, "1.1": 0, "4": 1, "2": 2, "2.1": 0, "3": 3, "3.1": 0, "3.2": 1}
    rows = {one.code: one for one in criteria_sets.read_table(dossier, set_guid).lines}
    assert [rows[code].bonus for code in ("3.2", "4", "2.1")] == [True, False, False]
    assert (rows["2.1"].max_points, rows["2.1"].scored_by) == (D(1), "council")  # of the leaf that it is under
    assert (rows["3.2"].max_points, rows["3.2"].scored_by, rows["4"].max_points) == (D(0), "self", D(0))
    assert rows["4"].name == "Tiêu chí mới" and change.label


def test_a_move_without_a_place_changes_nothing(made: tuple[Dossier, str, str]) -> None:
    dossier = made[0]
    before = content(dossier)
    for code, how in (("1", {"by": -1}), ("3", {"by": 1}), ("1", {"deeper": 1}), ("1", {"deeper": -1}), ("2", {})):
        assert not criteria_edits.move_criterion(dossier, guid=guid_of(made, code), **how)
    assert content(dossier) == before
    criteria_edits.move_criterion(dossier, guid=guid_of(made, "1"), by=1)
    assert codes(made) == "2 1 1.1 3 3.1" and places(made) == {"1": 1, "1.1": 0, "2": 0, "3": 2, "3.1": 0}
    criteria_edits.move_criterion(dossier, guid=guid_of(made, "3"), deeper=1)
    assert codes(made) == "2 1 1.1 1.2 1.2.1"
    assert places(made) == {"1": 1, "1.1": 0, "1.2": 1, "1.2.1": 0, "2": 0}
    criteria_edits.move_criterion(dossier, guid=guid_of(made, "1.2.1"), deeper=-1)
    assert codes(made) == "2 1 1.1 1.2 1.3"


def test_a_code_within_another_word_stays(made: tuple[Dossier, str, str]) -> None:
    dossier = made[0]
    criteria_edits.set_cells(dossier, cells={(guid_of(made, "3.1"), "code"): "31"})
    criteria_edits.move_criterion(dossier, guid=guid_of(made, "3"), deeper=1)
    assert codes(made) == "1 1.1 2 2.1 31"


def test_hundredths_are_left_to_the_last_part(made: tuple[Dossier, str, str]) -> None:
    dossier, set_guid, _task = made
    guid = guid_of(made, "2")
    with dossier.change("x") as work:
        row = work.session.get_one(Criterion, guid)
        row.scoring, row.responsible = "{}", "VP"
    indices.set_score(dossier, criterion_guid=guid, self_score=D("0.33"), explanation="x")
    criteria_edits.split_criterion(dossier, guid=guid, parts=3)
    rows = [one for one in criteria_sets.read_table(dossier, set_guid).lines if one.code.startswith("2")]
    assert [one.max_points for one in rows] == [D(1), D("0.33"), D("0.33"), D("0.34")]
    assert {(one.responsible, one.scored_by) for one in rows} == {("VP", "council")} and rows[0].scoring == ""
    assert rows[3].name.endswith("3") and "C" in rows[3].name
    with dossier.read() as session:
        (score,) = session.scalars(select(Score)).all()
        assert (score.criterion_guid, score.self_score, score.inputs) == (rows[1].guid, D("0.33"), "{}")
    with pytest.raises(UserError, match="tách"):
        criteria_edits.split_criterion(dossier, guid=guid)


def test_all_that_is_said_of_a_criterion_goes_with_it(made: tuple[Dossier, str, str]) -> None:
    dossier, _set_guid, task = made
    guid, other, at = guid_of(made, "1.1"), guid_of(made, "2"), datetime(YEAR, 5, 1)
    with dossier.change("said") as work:
        for one in (guid, other):
            work.session.add(Appraisal(criterion_guid=one, round=1, score=D(1), comment="", by="", at=at))
            work.session.add(Remark(owner_kind="criterion", owner_guid=one, text="x", author="", at=at, done=False))
    for one in (guid, other):
        indices.link_task(dossier, criterion_guid=one, task_guid=task)
    before = content(dossier)
    assert criteria_edits.what_goes(dossier, [guid_of(made, "1"), "gone"]) == criteria_edits.Gone(2, 0, 0, 1)
    change = criteria_edits.remove_criteria(dossier, guids=[guid_of(made, "1")])
    with dossier.read() as session:
        assert [row.criterion_guid for row in session.scalars(select(Appraisal))] == [other]
        assert [row.owner_guid for row in session.scalars(select(Remark))] == [other]
        assert [row.criterion_guid for row in session.scalars(select(CriterionTask))] == [other]
    assert codes(made) == "2 3 3.1" and places(made) == {"2": 0, "3": 1, "3.1": 0}
    undo(dossier, change)
    assert content(dossier) == before


def test_pasted_cells_that_are_empty_or_unknown_say_nothing(made: tuple[Dossier, str, str]) -> None:
    dossier, set_guid, _task = made
    rows = [{"code": "2", "name": "Mới", "max_points": " ", "wish": "x"}, {"code": "9", "rule": "Có"}]
    change = criteria_edits.paste_criteria(dossier, set_guid=set_guid, after=guid_of(made, "3"), rows=rows, below=True)
    lines = criteria_sets.read_table(dossier, set_guid).lines[-2:]
    assert [(one.code, one.name, one.level, one.max_points) for one in lines] == [
        ("3.2", "Mới", 2, D(0)),  # its code is another's already
        ("9", "Tiêu chí mới", 2, D(0)),
    ]
    assert lines[1].rule == "Có" and "2" in change.label
    with pytest.raises(TypeError, match="wish"):
        criteria_edits.set_cells(dossier, cells={(lines[0].guid, "wish"): "x"})


def test_the_head_says_what_it_is_given(made: tuple[Dossier, str, str]) -> None:
    dossier, set_guid, _task = made
    criteria_edits.set_head(dossier, set_guid=set_guid, title=" Tên ", declared_max=D(5), version="")
    head = criteria_sets.read_table(dossier, set_guid).head
    assert (head.title, head.declared_max, head.version) == ("Tên", D(5), "")
    with pytest.raises(UserError, match="tên"):
        criteria_edits.set_head(dossier, set_guid=set_guid, title=" ")
    with pytest.raises(TypeError, match="wish"):
        criteria_edits.set_head(dossier, set_guid=set_guid, wish="x")


def test_sets_to_compare_with_begin_with_the_year_before(made: tuple[Dossier, str, str]) -> None:
    dossier, set_guid, _task = made
    with dossier.change("more") as work:
        for code, year, title in (
            ("Y", YEAR, "Khác"),
            ("X", YEAR + 1, f"Bộ {YEAR + 1}"),
            ("X", YEAR - 1, "Bộ"),
            ("X", YEAR - 3, "Bộ"),
        ):
            indices.add_set(work.session, year, {**FORM, "index_code": code, "title": title, "criteria": []})
    assert [title for _guid, title in criteria_sets.comparable_sets(dossier, set_guid)] == [
        f"Bộ {YEAR - 1}", f"Bộ {YEAR - 3}", f"Bộ {YEAR + 1}", f"Khác {YEAR}",
    ]  # fmt: skip
    assert criteria_sets.is_there(dossier, set_guid) and not criteria_sets.is_there(dossier, "gone")
    names = [criteria_sets.scorer_name(code) for code in ("self", "survey", "council")]
    assert names == ["Tự chấm", "Điều tra xã hội học", "Hội đồng thẩm định"]
