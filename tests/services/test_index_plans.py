"""From gap to plan: the plan of lost criteria with its parts, its frame, and the criteria that its tasks keep."""

from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.index_result_rows import PublishedRow
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.rules.index_rounds import Round
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.offices import set_units
from cchc_desktop.services.papers import plans
from cchc_desktop.services.scoring import index_plans, index_reach, index_results, index_rounds, indices
from cchc_desktop.storage.changes import undo
from tests.services.helpers import YEAR, content, new_dossier, with_plan

D = Decimal
CODE = "PAR_INDEX_COMMUNE"


def test_lost_criteria_become_a_plan_whose_tasks_keep_them(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    for year in (YEAR, YEAR + 1):
        indices.add_set_from_resource(dossier, year=year, code="par_index_commune_demo")
    (set_guid, *_further) = indices.read_sets(dossier, YEAR)[0]
    mine = {row.code: row.guid for row in indices.read_index(dossier, set_guid).criteria}
    scored = {(mine["1.1.1"], "self_score"): D(1), (mine["3.4"], "self_score"): D(1), (mine["5.1"], "self_score"): D(1)}
    indices.set_scores(dossier, scores=scored)
    points = {mine["3.4"]: D("0.25")}
    index_rounds.set_round(dossier, round_=Round.FIRST, points=points, by="Sở Nội vụ", comment="Thiếu thư xin lỗi")
    index_results.set_results(
        dossier, results=[PublishedRow(CODE, YEAR, "", D("74.25"), D(99), 40, 124, "Khá", "519/QĐ-UBND")]
    )
    goal = index_results.typed_goal("≥ 80", index_code=CODE, year=YEAR + 1)
    index_results.set_goal(dossier, goal=goal)

    lost = index_plans.lost_criteria(indices.read_index(dossier, set_guid))
    assert [row.code for row in lost] == ["5.1", "3.4"]
    before = content(dossier)
    change = index_plans.create_improvement_plan(dossier, set_guid=set_guid, criteria=[row.guid for row in lost])
    view = plans.read_plan(dossier, change.created("plan")[0])
    assert (view.plan.year, view.plan.kind) == (YEAR + 1, "index")
    body = {section.title: section.body for section in view.sections}
    assert "75%" in body["MỤC TIÊU"] and "40/124" in body["MỤC TIÊU"] and "80%" in body["MỤC TIÊU"]
    assert "Thiếu thư xin lỗi" in body["TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"]
    assert "3.4" in body["Chỉ số cải cách hành chính (PAR INDEX)"]
    groups = [group.title.partition(":")[0] for group in view.groups]
    assert (groups.count("PAR INDEX"), groups.count("SIPAS"), groups.count("PAPI")) == (2, 1, 1)
    assert all(task.text and task.deadline and task.products and task.objective for task in view.tasks)
    assert any(line.startswith("Căn cứ Quyết định số 519/QĐ-UBND") for line in view.paper.legal_bases)
    assert all(task.milestones for task in view.tasks)
    task = next(task for task in view.tasks if " 3.4 " in task.text)
    for guid in (set_guid, indices.read_sets(dossier, YEAR + 1)[0][0]):
        row = next(row for row in indices.read_index(dossier, guid).criteria if row.code == "3.4")
        assert row.task_guids == (task.guid,)
    tasks.set_tracking(dossier, task_guid=task.guid, status="done", percent=100)
    (reach,) = (one for one in index_reach.read_reachable(dossier, set_guid) if one.code == "3.4")
    assert [(one.guid, one.done) for one in reach.tasks] == [(task.guid, True)]
    tasks.set_tracking(dossier, task_guid=task.guid, status="not_started", percent=0)
    undo(dossier, change)
    left = {name: rows for name, rows in content(dossier).items() if rows != before[name]}
    assert not left
    with pytest.raises(UserError):
        index_plans.create_improvement_plan(dossier, set_guid=set_guid, criteria=[], parts=())
    dossier.close()


def test_the_plan_says_what_the_dossier_knows_without_a_published_result(tmp_path: Path) -> None:
    dossier, _plan, (first, second, *_more) = with_plan(tmp_path)
    indices.add_set_from_resource(dossier, year=YEAR, code="par_index_commune_demo")
    (set_guid, *_further) = indices.read_sets(dossier, YEAR)[0]
    row = next(row for row in indices.read_index(dossier, set_guid).criteria if row.code == "8.2")
    indices.set_score(dossier, criterion_guid=row.guid, self_score=D(1))
    for task_guid in (first, second):
        indices.link_task(dossier, criterion_guid=row.guid, task_guid=task_guid)
    tasks.set_tracking(dossier, task_guid=first, status="done", percent=100)
    unit = UnitRow("", 0, "Văn phòng HĐND và UBND", "VP", (), ("management",))
    set_units(dossier, units=[unit])
    change = index_plans.create_improvement_plan(dossier, set_guid=set_guid, criteria=[row.guid])
    view = plans.read_plan(dossier, change.created("plan")[0])
    known = {
        task.guid: task.text
        for plan in plans.read_plans(dossier, YEAR)
        for task in tasks.read_tasks(dossier, plan.guid)
    }
    (mending,) = (task for task in view.tasks if "tiêu chí 8.2" in task.text)
    assert known[second] in mending.text and known[first] not in mending.text
    assert mending.objective == "Tiêu chí 8.2: từ 1,00 điểm lên 3,00 điểm"
    assert {task.lead_text for task in view.tasks} == {unit.name}  # none is left without a lead
    assert "tự chấm 1,00/" in next(section.body for section in view.sections if section.title == "MỤC TIÊU")
    dossier.close()


def test_what_can_still_be_won_is_told_by_ease_then_size(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    indices.add_set_from_resource(dossier, year=YEAR, code="par_index_commune_demo")
    (set_guid, *_further) = indices.read_sets(dossier, YEAR)[0]
    mine = {row.code: row.guid for row in indices.read_index(dossier, set_guid).criteria}
    for code, points in (("3.3", D(2)), ("5.1", D(1)), ("1.1.1", D(1))):
        indices.set_score(dossier, criterion_guid=mine[code], self_score=points)
    plan = plans.create_plan(dossier, year=YEAR).created("plan")[0]
    group = tasks.add_group(dossier, plan_guid=plan, title="Chế độ công vụ").created("task_group")[0]
    task = tasks.add_task(dossier, group_guid=group).created("task")[0]
    tasks.set_tracking(dossier, task_guid=task, status="in_progress", percent=90)
    indices.link_task(dossier, criterion_guid=mine["5.1"], task_guid=task)
    found = index_reach.read_reachable(dossier, set_guid)
    assert [(one.code, one.lost) for one in found] == [("5.1", D(1)), ("3.3", D(4)), ("1.1.3", D(2))]
    assert found[0].ease < found[1].ease and "90" in found[0].words
    dossier.close()
