"""Criteria edited, what their sums say, and the task that mends a loss; scores typed, compared and checked."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.index import Criterion
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.rules.scoring import to_json
from cchc_desktop.rules.scoring.answers import YesNo
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.parts import Council
from cchc_desktop.rules.scoring.shares import Survey
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.overviews import read_overview
from cchc_desktop.services.papers import plans
from cchc_desktop.services.scoring import criteria, indices
from cchc_desktop.storage.changes import Change, RowChange, undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier

D = Decimal
CODE = "PAR_INDEX_COMMUNE"
ASKED = Input("x", "Có kế hoạch", "yes_no")
RULES = {
    "council": Council(),
    "survey": Survey(input=Input("y", "Mức hài lòng", "percent")),
    "yes_no": YesNo(input=ASKED, yes=D(1)),
}


@pytest.fixture
def dossier(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = new_dossier(tmp_path)
    indices.add_set_from_resource(made, year=YEAR, code="par_index_commune_demo")
    yield made
    made.close()


def view(dossier: Dossier, year: int = YEAR) -> IndexView:
    ((guid, _code, _title),) = indices.read_sets(dossier, year)
    return indices.read_index(dossier, guid)


def criterion(dossier: Dossier, code: str) -> CriterionRow:
    return next(row for row in view(dossier).criteria if row.code == code)


def test_a_criterion_is_told_with_what_its_points_are_measured_against(dossier: Dossier) -> None:
    (top, child) = (criteria.read_criterion(dossier, criterion(dossier, code).guid) for code in ("1", "1.1"))
    assert (top.parent_code, top.parent_max, top.beside) == ("", None, D(0))
    rows = view(dossier).criteria
    below = [row for row in rows if row.parent_guid == top.guid]
    assert top.below == sum(row.max_points for row in below)
    assert (child.parent_code, child.parent_max) == ("1", top.max_points)
    assert child.beside == sum(row.max_points for row in below if row.code != "1.1")
    assert top.doubts(top.max_points) == child.doubts(child.max_points) == ()
    (said,) = child.doubts(child.max_points + 1)[-1:]
    assert "1" in said and f"{top.max_points + 1:.2f}".replace(".", ",") in said
    assert any(child.code in each for each in child.doubts(child.max_points + 1)) == (child.below is not None)
    (said,) = top.doubts(D(99))
    assert "99,00" in said
    leaf = criteria.read_criterion(dossier, next(row.guid for row in rows if row.is_leaf and row.parent_guid))
    assert leaf.below is None


def test_a_criterion_is_edited_and_what_it_cannot_be_is_refused(dossier: Dossier) -> None:
    guid = criterion(dossier, "1.1").guid
    before = content(dossier)
    kept = {"code": "1.1b", "name": "Tên mới", "rule": "có: 1", "max_points": D("4.5"), "bonus": True}
    change = criteria.set_criterion(dossier, criterion_guid=guid, **kept)  # type: ignore[arg-type]
    now = criteria.read_criterion(dossier, guid)
    assert (now.code, now.name, now.rule, now.max_points, now.bonus) == tuple(kept.values())
    undo(dossier, change)
    assert content(dossier) == before
    for wrong in ({"code": "", "name": "x"}, {"code": "9", "name": ""}, {"code": "1.2"}, {"max_points": D("-0.01")}):
        with pytest.raises(UserError):
            criteria.set_criterion(dossier, criterion_guid=guid, **{**kept, **wrong})  # type: ignore[arg-type]
    assert content(dossier) == before
    criteria.set_criterion(dossier, criterion_guid=guid, **{**kept, "max_points": D(0)})  # type: ignore[arg-type]


def test_a_mending_task_stands_in_the_group_of_its_field_and_is_linked(dossier: Dossier) -> None:
    leaf = next(row for row in view(dossier).criteria if row.is_leaf and row.code.startswith("2."))
    change = criteria.add_mending_task(dossier, criterion_guid=leaf.guid)
    plan = plans.annual_plan(dossier, YEAR)
    assert plan is not None
    (task,) = tasks.read_tasks(dossier, plan.guid)
    assert task.text == f"Khắc phục chỗ mất điểm của tiêu chí {leaf.code}: {leaf.name}"
    assert [product.text for product in task.products] == [
        f"Tiêu chí {leaf.code} đạt {leaf.max_points:.2f} điểm".replace(".", ",").replace(
            leaf.code.replace(".", ","), leaf.code
        )
    ]
    (group,) = tasks.read_groups(dossier, plan.guid)
    assert group.title == "Cải cách thể chế"
    assert criterion(dossier, leaf.code).task_guids == (task.guid,)
    indices.link_task(dossier, criterion_guid=leaf.guid, task_guid=task.guid)  # once is enough
    assert criterion(dossier, leaf.code).task_guids == (task.guid,)
    criteria.add_mending_task(dossier, criterion_guid=leaf.guid)
    assert len(tasks.read_groups(dossier, plan.guid)) == 1
    assert change.created("task") == (task.guid,)


def test_points_are_taken_within_their_bounds(dossier: Dossier) -> None:
    leaf = next(row for row in view(dossier).criteria if row.is_leaf and not row.bonus)
    bonus = next((row for row in view(dossier).criteria if row.is_leaf and row.bonus), None)
    assert indices.points_problem(leaf, None) == indices.points_problem(leaf, leaf.max_points) == ""
    assert indices.points_problem(leaf, D(0)) == ""
    for points in (leaf.max_points + D("0.01"), D("-0.01")):
        assert leaf.code in indices.points_problem(leaf, points)
        with pytest.raises(UserError, match=leaf.code):
            indices.set_score(dossier, criterion_guid=leaf.guid, appraised=points)
        with pytest.raises(UserError, match=leaf.code):
            indices.set_scores(dossier, scores={(leaf.guid, "self_score"): points})
    if bonus is not None:
        assert indices.points_problem(bonus, -bonus.max_points) == ""
        assert indices.points_problem(bonus, -bonus.max_points - 1)
    indices.set_score(dossier, criterion_guid=leaf.guid, self_score=D("0.5"), explanation="  thiếu \n", applicable=True)
    assert criterion(dossier, leaf.code).explanation == "thiếu"
    for call in (
        lambda: indices.set_score(dossier, criterion_guid=leaf.guid, points=D(1)),
        lambda: indices.set_scores(dossier, scores={(leaf.guid, "explanation"): D(1)}),
    ):
        with pytest.raises(TypeError):
            call()


def test_points_of_many_leaves_are_one_step_with_its_name(dossier: Dossier) -> None:
    first, second = [row for row in view(dossier).criteria if row.is_leaf and not row.bonus][:2]
    indices.set_scores(dossier, scores={(first.guid, "self_score"): D(0), (first.guid, "survey"): D("0.5")})
    many = indices.set_scores(dossier, scores={(first.guid, "self_score"): None, (second.guid, "appraised"): D("0.25")})
    assert "2" in many.label
    now = {row.code: row for row in view(dossier).criteria}
    assert (now[first.code].self_score, now[first.code].survey) == (None, D("0.5"))
    assert now[second.code].appraised == D("0.25")


def test_years_are_compared_by_what_each_reached(dossier: Dossier) -> None:
    indices.copy_set(dossier, from_year=YEAR, to_year=YEAR + 1, index_code=CODE)
    with pytest.raises(UserError):
        indices.copy_set(dossier, from_year=YEAR, to_year=YEAR + 1, index_code=CODE)
    with pytest.raises(UserError):
        indices.copy_set(dossier, from_year=YEAR - 5, to_year=YEAR + 2, index_code=CODE)
    leaf = next(row for row in view(dossier).criteria if row.is_leaf and row.code.startswith("1."))
    indices.set_score(dossier, criterion_guid=leaf.guid, self_score=leaf.max_points)
    found = indices.compare_years(dossier, CODE, (YEAR, YEAR + 1, YEAR + 7))
    assert all(row.level == row.code.count(".") + 1 for row in view(dossier).criteria)
    tops = [row for row in view(dossier).criteria if row.level == 1 and row.max_points and not row.bonus]
    assert [(line.code, line.name) for line in found] == [(row.code, row.name) for row in tops]
    assert all(set(line.per_cents) == {YEAR, YEAR + 1} for line in found)
    assert found[0].per_cents[YEAR] == (leaf.max_points * 100 / tops[0].max_points).quantize(D("0.01"))
    assert indices.checks(view(dossier)) == ()


def test_what_does_not_add_up_is_said(dossier: Dossier) -> None:
    row = criterion(dossier, "1")
    text = criteria.read_criterion(dossier, row.guid)
    criteria.set_criterion(
        dossier, criterion_guid=row.guid, code="1", name=text.name, rule="", max_points=D(1), bonus=False
    )
    (said,) = indices.checks(view(dossier))
    assert "Tiêu chí 1:" in said and "1,00" in said


def test_of_several_sets_the_overview_shows_the_index_of_communes(dossier: Dossier) -> None:
    main = view(dossier).guid
    indices.add_set_from_resource(dossier, year=YEAR, code="766")
    assert [code for _guid, code, _title in indices.read_sets(dossier, YEAR)] == ["INDEX_766", CODE]
    shown = read_overview(dossier, YEAR, date(YEAR, 9, 8)).index_view
    assert shown is not None and shown.guid == main
    with pytest.raises(UserError):
        indices.add_set_from_resource(dossier, year=YEAR, code="766")


def test_a_view_after_scores_alone_were_changed_is_the_one_that_is_read_anew(dossier: Dossier) -> None:
    known = view(dossier)
    leaves = [row for row in known.criteria if row.is_leaf]
    steps: tuple[dict[str, object], ...] = (
        {"self_score": leaves[0].max_points, "explanation": "Đúng hạn"},
        {"applicable": False},
        {"self_score": Decimal(0), "final": leaves[0].max_points},
        {"self_score": None},
    )
    for number, fields in enumerate(steps):
        change = indices.set_score(dossier, criterion_guid=leaves[-1 - number].guid, **fields)  # type: ignore[arg-type]
        assert indices.rescored(dossier, known, change) == view(dossier)
        known = view(dossier)
    back = undo(dossier, change)
    assert indices.rescored(dossier, known, back) == view(dossier)
    both = Change("", (*change.entries, RowChange("evidence", "e", None, {})))
    assert indices.rescored(dossier, known, both) is None


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        ("self", "council", "council"),
        ("self", "survey", "survey"),
        ("council", "yes_no", "self"),
        ("survey", "yes_no", "survey"),  # the points of a survey may be worked out
        ("survey", "council", "council"),
        ("council", "", "council"),
    ],
)
def test_who_scores_follows_the_rule(dossier: Dossier, before: str, kind: str, after: str) -> None:
    guid = next(row.guid for row in view(dossier).criteria if row.is_leaf)
    with dossier.change("x") as work:
        row = work.session.get_one(Criterion, guid)
        row.scored_by, row.scoring = before, "x"
    rule = to_json(RULES[kind]) if kind else ""
    change = criteria.set_rule(dossier, criterion_guid=guid, scoring=rule)
    with dossier.read() as session:
        row = session.get_one(Criterion, guid)
        assert (row.scored_by, row.scoring) == (after, rule)
    undo(dossier, change)
    with pytest.raises(UserError):
        criteria.set_rule(dossier, criterion_guid=guid, scoring="{}")
