"""What is judged of criteria without a dossier: how hard lost points are to win, what is proved, sums after rounds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.package_rows import BaseRow
from cchc_desktop.models.proof_rows import ProofCheck, ProofState
from cchc_desktop.models.proposal_rows import InputValue, Proposal, ReachTask
from cchc_desktop.rules.index_rounds import Round
from cchc_desktop.rules.scoring import Gate, OnTime, Rating, rating_to_json
from cchc_desktop.services.exchange import previewing
from cchc_desktop.services.scoring import index_plans, index_proof, index_reach, index_rounds
from cchc_desktop.services.scoring.index_totals import causes_of, totals_of
from tests.exchange.test_row_json import DATA
from tests.services.test_index_totals import leaf

D = Decimal


def proposal(points: str | None, **further: Any) -> Proposal:
    return Proposal("1", "1", "1", D(2), points=None if points is None else D(points), **further)


def task(percent: int, done: bool = False, guid: str = "t") -> ReachTask:
    return ReachTask(guid, "Việc", percent, done, "")


LATE = (InputValue("day", "Ngày gửi", "choice", "", "", value="late"),)
IN_TIME = (InputValue("day", "Ngày gửi", "choice", "", "", value="in_time"),)


@pytest.mark.parametrize(
    ("own", "given", "tasks", "ease", "words"),
    [
        ("1", proposal("1.5"), [], 1, "1,50"),
        ("1", proposal("1"), [], 4, "Chưa gắn"),  # the rule gives no more than stands
        ("1", proposal(None), [], 4, "Chưa gắn"),
        (None, proposal("1.5"), [], 4, "Chưa gắn"),
        ("1", proposal("1.5", kind=OnTime.kind, inputs=LATE), [], 1, "1,50"),
        ("1", proposal("1", kind=OnTime.kind, inputs=LATE, how="Gửi muộn."), [task(100, True)], 5, "Gửi muộn."),
        ("1", proposal("1", kind=OnTime.kind, inputs=IN_TIME), [task(10)], 3, "10%"),
        ("1", proposal("1", kind="share", inputs=LATE), [task(10)], 3, "10%"),
        ("1", proposal("1"), [task(79)], 3, "79%"),
        ("1", proposal("1"), [task(80)], 2, "80%"),
        ("1", proposal("1"), [task(5), task(60), task(30)], 3, "60%"),
        ("1", proposal("1"), [task(95), task(0, True)], 2, "đã xong|đã hoàn thành"),
    ],
)
def test_how_hard_lost_points_are_to_win(
    own: str | None, given: Proposal, tasks: list[ReachTask], ease: int, words: str
) -> None:
    named = [replace(one, guid=str(place)) for place, one in enumerate(tasks)]
    row = leaf("1", "2", own, task_guids=(*(one.guid for one in named), "gone"))
    found = index_reach._reachable(row, given, {one.guid: one for one in named})
    assert found is not None and (found.ease, found.tasks) == (ease, tuple(named))
    assert any(each in found.words for each in words.split("|")) and ".." not in found.words
    assert found.lost == D(2) - (D(own) if own is not None else given.points or 0)


def test_points_of_a_later_round_are_not_called_given_by_the_rule() -> None:
    row = leaf("1", "2", "2", appraised=D(1), reached=D(1))
    found = index_reach._reachable(row, proposal("2"), {})
    assert found is not None and found.lost == 1 and found.ease == 4


@pytest.mark.parametrize(("own", "given"), [("2", "1"), ("2.5", "1"), (None, "2"), (None, None)])
def test_nothing_is_lost_at_the_maximum_or_where_nothing_is_known(own: str | None, given: str | None) -> None:
    assert index_reach._reachable(leaf("1", "2", own), proposal(given), {}) is None


PIECE = (EvidenceRow.__new__(EvidenceRow),)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (leaf("1", "2", "1"), ProofState.MISSING),
        (leaf("1", "2", None), ProofState.MISSING),
        (leaf("1", "2", "0"), ProofState.NOT_WANTED),
        (leaf("1", "2", "1", applicable=False), ProofState.NOT_WANTED),
        (leaf("1", "2", "1", scored_by="survey"), ProofState.NOT_WANTED),
        (leaf("1", "2", "1", bonus=True), ProofState.MISSING),
        (leaf("1", "2", None, bonus=True), ProofState.NOT_WANTED),
        (leaf("1", "2", "1", explanation="Chưa đến kỳ"), ProofState.EXPLAINED),
        (leaf("1", "2", "1", explanation=" "), ProofState.MISSING),
    ],
)
def test_what_wants_proof(row: CriterionRow, state: ProofState) -> None:
    assert index_proof._state(row, ()) is state
    assert index_proof._state(row, PIECE) is ProofState.PROVEN


def view(*rows: CriterionRow, **further: Any) -> IndexView:
    made: dict[str, Any] = {
        "guid": "s",
        "index_code": "X",
        "title": "Bộ",
        "year": 2026,
        "criteria": rows,
        "max_total": D(0),
    }
    made |= {"self_total": D(0), "last_year_total": None, "band": ""}
    return IndexView(**(made | further))


def test_who_sees_to_a_criterion() -> None:
    units = (
        UnitRow("a", 1, "Văn phòng", short_code="VP", aliases=("VP HĐND",), fields=("institution",)),
        UnitRow("b", 1, "Phòng Kinh tế", fields=("institution", "finance")),
    )
    rows = (
        leaf("1", "1", None, field_code="finance"),
        leaf("1.1", "1", None, parent_guid="1"),
        leaf("1.2", "1", None, parent_guid="1", responsible=" vp  hđnd "),
        leaf("1.2.1", "1", None, parent_guid="1.2"),
        leaf("1.3", "1", None, parent_guid="1", field_code="institution"),
        leaf("2", "1", None, responsible="Công an xã"),
        leaf("3", "1", None),
        leaf("4", "1", None, field_code="institution"),
        leaf("5", "1", None, responsible="vp"),
    )
    assert index_proof.responsible_units(view(*rows), units) == {
        "1": "Phòng Kinh tế",
        "1.1": "Phòng Kinh tế",
        "1.2": "Văn phòng",
        "1.2.1": "Văn phòng",
        "1.3": "Phòng Kinh tế",  # what it stands under is seen to by one unit
        "2": "Công an xã",
        "3": "",
        "4": "Văn phòng",  # the first that leads the field
        "5": "Văn phòng",
    }


def test_what_is_missing_is_grouped_by_unit_those_of_nobody_last() -> None:
    told = [("1", "", "1"), ("2", "Văn phòng", "1"), ("3", "", "0"), ("4", "VĂN PHÒNG", "1"), ("5", "", None)]
    lines = tuple(index_proof._line(leaf(code, "1", own), unit, ()) for code, unit, own in told)
    found = index_proof._by_unit(lines)
    assert [(one.unit, [line.code for line in one.lines]) for one in found] == [
        ("Văn phòng", ["2", "4"]),
        ("", ["1", "5"]),
    ]
    assert index_proof.state_counts(ProofCheck(lines, found, ())) == {
        ProofState.PROVEN: 0,
        ProofState.EXPLAINED: 0,
        ProofState.MISSING: 4,
        ProofState.NOT_WANTED: 1,
    }
    steps = '[["upload", "2026-11-30", "2026-12-05"], ["survey", "2026-10-01", null]]'
    days = {one.step: one.left for one in index_proof._steps(view(steps=steps), date(2026, 12, 5))}
    assert days == {"upload": 0, "survey": None}


def test_sums_after_each_round_take_what_stood_before() -> None:
    one = {Round.SELF: D(2), Round.SECOND: D(1)}
    other = {Round.FIRST: D("0.5")}
    assert index_rounds._added([one, other, {}]) == {
        Round.SELF: D(2),
        Round.FIRST: D("2.5"),
        Round.SECOND: D("1.5"),
    }
    assert index_rounds._added([]) == {}


def test_a_gate_on_a_part_of_the_index_counts_all_that_is_below_it() -> None:
    rating = rating_to_json(Rating((Gate(("Tốt",), code="1", least=D(50)),), (), None))
    bands = ((D(60), "Tốt"), (D(0), "Kém"))
    rows = [
        leaf("1", "20", None, is_leaf=False),
        leaf("1.1", "10", "10", parent_guid="1"),
        leaf("1.2", "10", "0", parent_guid="1"),
        leaf("2", "80", "80"),
    ]
    assert totals_of(rows, bands, rating, "")[0].band == "Tốt"
    rows[1] = replace(rows[1], self_score=D("9.5"))
    assert totals_of(rows, bands, rating, "")[0].band == "Kém"
    assert causes_of('["a", 1]') == {"a"} and causes_of('{"a": 1}') == causes_of("") == causes_of("x") == frozenset()


def test_what_is_taken_off_and_points_of_surveys_in_the_appraisal() -> None:
    rows = [
        leaf("1", "90", "80", appraised=D(70)),
        leaf("2", "10", None, scored_by="survey", survey=D(9)),
        leaf("9", "0", "-2", bonus=True, appraised=D(-1)),
        leaf("10", "5", "1", bonus=True),
    ]
    own, appraised, _reached = totals_of(rows, ((D(0), "Kém"),), rating_to_json(Rating((), (), D(3))), "")
    assert (own.points, own.maximum) == (D(79), D(90))
    assert (appraised.points, appraised.maximum) == (D(78), D(100))
    nothing = totals_of([leaf("1", "90", None)], ((D(0), "Kém"),), "", "")[0]
    assert (nothing.share, nothing.band) == (None, "")


def test_the_field_of_a_criterion_is_the_uppermost_line_above_it() -> None:
    rows = {row.guid: row for row in (leaf("1", "9", None), leaf("1.1", "9", None, parent_guid="1"))}
    rows["1.1.1"] = leaf("1.1.1", "9", None, parent_guid="1.1")
    assert {index_plans._top(row, rows).code for row in rows.values()} == {"1"}


def test_rows_stand_as_the_sender_had_them_where_the_revisions_fit() -> None:
    ours = {"task": {"a": {"revision": 3, "text": "A"}, "b": {"revision": 4, "text": "B"}}}
    told = replace(DATA, base=tuple(BaseRow("task", guid, 3) for guid in ("a", "b", "gone")))
    base: dict[str, dict[str, dict[str, Any]]] = {}
    previewing._add_stated(base, told, ours)
    assert base == {"task": {"a": {"revision": 3, "text": "A"}}}
