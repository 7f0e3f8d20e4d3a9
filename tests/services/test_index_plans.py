"""From gap to plan: the plan of lost criteria with its parts, its frame, and the criteria that its tasks keep."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.index_result_rows import PublishedRow
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.index_rounds import Round
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.offices import set_units
from cchc_desktop.services.papers import plans
from cchc_desktop.services.scoring import index_plans, index_reach, index_results, index_rounds, indices
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
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


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dossier, str]]:
    """A set of which two leaves lost points, units that lead fields, and last results of two indices."""
    dossier = new_dossier(tmp_path_factory.mktemp("plan"))
    leaves = [
        {"code": "1.1", "name": "Kế hoạch.", "max": "2", "responsible": "Văn phòng"},
        {"code": "1.2", "name": "Báo cáo", "max": "1"},
        {"code": "1.3", "name": "Đủ", "max": "1"},
    ]
    form = {
        "index_code": CODE,
        "title": "Bộ",
        "criteria": [
            {"code": "1", "name": "Chỉ đạo", "max": "4", "field": "management", "children": leaves},
            {"code": "2", "name": "Thủ tục", "max": "2", "field": "procedures"},
            {"code": "3", "name": "Thưởng", "max": "1", "bonus": True},
        ],
    }
    with dossier.change("set") as work:
        guid = indices.add_set(work.session, YEAR, form).guid
    for code, points in (("1.1", D("0.5")), ("1.3", D(1)), ("2", D(1)), ("3", D(0))):
        indices.set_score(dossier, criterion_guid=guids(dossier, guid)[code], self_score=points)
    indices.set_score(dossier, criterion_guid=guids(dossier, guid)["2"], self_score=D(1), explanation="Trễ hạn.")
    units = [
        ("Văn phòng", "VP", "management"),
        ("Phòng Một cửa", "MC", "procedures"),
        ("Phòng Nội vụ", "NV", "civil_service"),
    ]
    set_units(dossier, units=[UnitRow("", 0, name, code, (), (field,)) for name, code, field in units])
    yield dossier, guid
    dossier.close()


def guids(dossier: Dossier, set_guid: str) -> dict[str, str]:
    return {row.code: row.guid for row in indices.read_index(dossier, set_guid).criteria}


def drafted(lost: tuple[Dossier, str], *codes: str, **how: Any) -> YearPaperView:
    """The plan as it would be made; it is taken back."""
    dossier, guid = lost
    chosen = [guids(dossier, guid)[code] for code in codes]
    change = index_plans.create_improvement_plan(dossier, set_guid=guid, criteria=chosen, **how)
    view = plans.read_plan(dossier, change.created("plan")[0])
    undo(dossier, change)
    return view


def body(view: YearPaperView, title: str) -> str:
    return next(section.body for section in view.sections if section.title.startswith(title))


def test_only_leaves_that_lost_points_are_lost(lost: tuple[Dossier, str]) -> None:
    view = indices.read_index(*lost)
    assert [row.code for row in index_plans.lost_criteria(view)] == ["1.1", "2"]  # not scored, full, bonus: none


def test_each_task_has_its_criterion_its_unit_and_its_day(lost: tuple[Dossier, str]) -> None:
    view = drafted(lost, "1.1", "1.2", "2", parts=())
    assert [(one.title, one.field_code) for one in view.groups] == [
        ("PAR INDEX: Chỉ đạo", "management"),
        ("PAR INDEX: Thủ tục", "procedures"),
    ]
    assert [(one.text, one.lead_text, one.deadline, one.products[0].text) for one in view.tasks] == [
        (
            "Khắc phục hạn chế của tiêu chí 1.1 Kế hoạch", "Văn phòng", f"Trước ngày 30/9/{YEAR + 1}",
            "Tiêu chí 1.1 đạt 2,00 điểm; tài liệu kiểm chứng đầy đủ",
        ),
        (
            "Khắc phục hạn chế của tiêu chí 2 Thủ tục", "Phòng Một cửa", f"Trước ngày 30/9/{YEAR + 1}",
            "Tiêu chí 2 đạt 2,00 điểm; tài liệu kiểm chứng đầy đủ",
        ),
    ]  # fmt: skip
    assert [one.objective for one in view.tasks] == [
        "Tiêu chí 1.1: từ 0,50 điểm lên 2,00 điểm",
        "Tiêu chí 2: từ 1,00 điểm lên 2,00 điểm",
    ]
    losses = body(view, "TỒN TẠI").splitlines()
    assert losses == [
        "- 1.1 Kế hoạch: đạt 0,50/2,00 điểm, mất 1,50 điểm. Nguyên nhân: [cần bổ sung: nguyên nhân mất điểm]. "
        "Đơn vị phụ trách: Văn phòng.",
        "- 2 Thủ tục: đạt 1,00/2,00 điểm, mất 1,00 điểm. Nguyên nhân: Trễ hạn. Đơn vị phụ trách: Phòng Một cửa.",
    ]
    goals = body(view, "MỤC TIÊU")
    assert "SIPAS" not in goals and "PAPI" not in goals
    assert f"năm {YEAR} tự chấm 2,50/" in goals and f"phấn đấu năm {YEAR + 1} cao hơn năm {YEAR}." in goals
    assert view.plan.year == YEAR + 1


def test_further_indices_have_tasks_of_their_own(lost: tuple[Dossier, str]) -> None:
    view = drafted(lost, parts=("papi", "sipas"))
    assert body(view, "TỒN TẠI") == "- Không có tiêu chí bị mất điểm được chọn đưa vào kế hoạch."
    titles = [one.title.partition(":")[0] for one in view.groups]
    assert titles == ["SIPAS", "PAPI"]
    leads = {one.objective.partition(": ")[2]: (one.lead_text, one.deadline) for one in view.tasks}
    assert leads["Tiếp cận dịch vụ"] == ("Phòng Một cửa", f"Trước ngày 30/9/{YEAR + 1}")
    assert leads["Công chức giải quyết công việc"][0] == "Phòng Nội vụ"
    assert leads["Quản trị môi trường"] == ("Văn phòng", f"Trước ngày 30/11/{YEAR + 1}")
    assert leads["Quản trị điện tử"][0] == "Văn phòng"  # nobody leads that field
    goals = body(view, "MỤC TIÊU")
    assert goals.count("cần bổ sung") == 3 and goals.index("PAR INDEX") < goals.index("SIPAS") < goals.index("PAPI")
    assert "Biên bản rà soát và danh mục việc đã sửa" in body(view, "Chỉ số hài lòng")
    assert drafted(lost, "2", parts=("papi",), year=YEAR + 3).plan.year == YEAR + 3


def test_results_and_goals_that_are_known_are_said(lost: tuple[Dossier, str]) -> None:
    dossier, _guid = lost
    rows = [
        PublishedRow(CODE, YEAR, "", D("81.255"), D(100), 4, 20, decision="519/QĐ-UBND"),
        PublishedRow("SIPAS", YEAR, "", D("88.5"), None, 3, None),
        PublishedRow("PAPI", YEAR, "", D(40), D(80)),
        PublishedRow("PAPI", YEAR, "Xã khác", D(70), D(80), 1, 2),
    ]
    index_results.set_results(dossier, results=rows)
    for words in ("top 5", "≥ 85"):
        index_results.set_goal(dossier, goal=index_results.typed_goal(words, index_code=CODE, year=YEAR + 1))
    view = drafted(lost, "2")
    lines = body(view, "MỤC TIÊU").splitlines()
    assert f"năm {YEAR} đạt 81,26%, xếp hạng 4/20; phấn đấu năm {YEAR + 1} " in lines[0]
    assert "85" in lines[0] and "5" in lines[0] and "cao hơn" not in lines[0]
    assert f"đạt 88,5%, xếp hạng 3; phấn đấu năm {YEAR + 1} cao hơn năm {YEAR}." in lines[1]
    assert f"đạt 50%; phấn đấu năm {YEAR + 1} cao hơn năm {YEAR}." in lines[2]
    assert any("519/QĐ-UBND" in basis for basis in view.paper.legal_bases)
