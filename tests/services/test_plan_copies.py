"""A plan begun from last year's: what is taken over, what is left behind, which years move on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_desktop.models.copy_rows import CopyPreview
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.papers import set_paper, set_paper_lines
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.services.papers.plan_copies import copy_last_year, copy_plan, preview_copy, preview_last_year
from cchc_desktop.services.papers.plan_texts import _of_tasks
from cchc_desktop.services.papers.plans import annual_plan, create_plan, read_plan, read_plans
from cchc_desktop.services.papers.sections import add_section, set_section
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier, with_plan


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Năm 2026 đạt cao hơn năm 2025, làm nền cho 2027.", "Năm 2027 đạt cao hơn năm 2026, làm nền cho 2028."),
        (
            "Quyết định số 2026/QĐ-UBND ngày 18 tháng 12 năm 2025",
            "Quyết định số 2026/QĐ-UBND ngày 18 tháng 12 năm 2025",
        ),
        ("ngày 05/3/2026; giai đoạn 2021 - 2030", "ngày 05/3/2026; giai đoạn 2021 - 2030"),
        ("ngày 8 tháng 9 năm 2026", "ngày 8 tháng 9 năm 2026"),
    ],
)
def test_years_in_words_move_on_and_citations_stay(tmp_path: Path, text: str, moved: str) -> None:
    dossier = create_dossier(
        tmp_path / "a.cchc", office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=2026
    )
    guid = create_plan(dossier, year=2026).created("plan")[0]
    section = add_section(dossier, plan_guid=guid, title="Kinh phí").created("section")[0]
    set_section(dossier, section_guid=section, body=text)
    copy = copy_plan(dossier, plan_guid=guid, year=2027).created("plan")[0]
    assert read_plan(dossier, copy).sections[-1].body == moved
    dossier.close()


def test_the_whole_frame_comes_along_and_can_be_taken_back(new_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    dossier = Dossier.open(new_sample(tmp_path))
    source = annual_plan(dossier, 2026)
    assert source is not None
    change = copy_plan(dossier, plan_guid=source.guid, year=2027)
    old, new = read_plan(dossier, source.guid), read_plan(dossier, change.created("plan")[0])
    assert [(g.number, g.title.replace("2026", "2027"), g.task_count) for g in old.groups] == [
        (g.number, g.title, g.task_count) for g in new.groups
    ]
    assert [task.number for task in new.tasks] == [task.number for task in old.tasks]
    assert [len(task.milestones) for task in new.tasks] == [len(task.milestones) for task in old.tasks]
    first = new.tasks[0]
    assert first.deadline == old.tasks[0].deadline.replace("2026", "2027")
    assert all(m.date_to is None or m.date_to.year in (2026, 2027, 2028) for t in new.tasks for m in t.milestones)
    assert [unit.unit_guid for unit in first.leads] == [unit.unit_guid for unit in old.tasks[0].leads]
    undo(dossier, change)
    assert read_plans(dossier, 2027) == ()
    assert read_plan(dossier, source.guid) == old
    dossier.close()


def test_a_paper_of_the_same_year_is_copied_without_tasks(new_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    dossier = Dossier.open(new_sample(tmp_path))
    source = annual_plan(dossier, 2026)
    assert source is not None
    copy = copy_plan(dossier, plan_guid=source.guid, year=2026, with_tasks=False).created("plan")[0]
    old, new = read_plan(dossier, source.guid), read_plan(dossier, copy)
    assert new.tasks == () and new.plan.kind == "other" and annual_plan(dossier, 2026) == source
    assert [section.body for section in new.sections] == [section.body for section in old.sections]
    assert new.decision is not None and new.decision.number == ""
    dossier.close()


def test_years_stay_when_asked(new_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    dossier = Dossier.open(new_sample(tmp_path))
    source = annual_plan(dossier, 2026)
    assert source is not None
    copy = copy_plan(dossier, plan_guid=source.guid, year=2028, move_years=False).created("plan")[0]
    old, new = read_plan(dossier, source.guid), read_plan(dossier, copy)
    assert new.paper.subject == old.paper.subject
    assert [task.deadline for task in new.tasks] == [task.deadline for task in old.tasks]
    dossier.close()


def test_unfinished_tasks_are_carried_over_and_marked_in_both_plans(
    new_sample: Callable[[Path], Path], tmp_path: Path
) -> None:
    dossier = Dossier.open(new_sample(tmp_path))
    source = annual_plan(dossier, 2026)
    assert source is not None
    before = read_plan(dossier, source.guid)
    preview = preview_copy(dossier, plan_guid=source.guid, year=2027)
    assert preview.done == sum(task.status == "done" for task in before.tasks)
    assert {task.status for task in preview.unfinished} == {"not_started", "in_progress"}
    chosen = [preview.unfinished[0].guid, preview.unfinished[2].guid]
    change = copy_plan(dossier, plan_guid=source.guid, year=2027, with_done=False, carried=chosen)
    new = read_plan(dossier, change.created("plan")[0])
    assert [task.carried_from for task in new.tasks if task.carried_from] == chosen
    assert {task.status for task in new.tasks} == {"not_started"}
    left = [task for task in before.tasks if task.status not in ("done", "cancelled")]
    assert [task.group_title.replace("2026", "2027") for task in left] == [task.group_title for task in new.tasks]
    old = {task.guid: task for task in read_plan(dossier, source.guid).tasks}
    assert [old[guid].status for guid in chosen] == ["carried_over"] * 2
    assert old[chosen[0]].reason == "Chuyển tiếp sang kế hoạch năm 2027"
    undo(dossier, change)
    again = read_plan(dossier, source.guid).tasks
    assert [(task.guid, task.status) for task in again] == [(task.guid, task.status) for task in before.tasks]
    dossier.close()


def test_the_preview_names_what_moves_and_what_is_doubtful(tmp_path: Path) -> None:
    dossier = create_dossier(
        tmp_path / "a.cchc", office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=2026
    )
    guid = create_plan(dossier, year=2026).created("plan")[0]
    plan = read_plan(dossier, guid)
    assert plan.decision is not None
    set_paper_lines(
        dossier,
        paper_guid=plan.decision.guid,
        role="legal_basis",
        lines=["Căn cứ Kế hoạch số 05/KH-UBND ngày 12/01/2026 của UBND tỉnh về cải cách hành chính năm 2026"],
    )
    section = add_section(dossier, plan_guid=guid, title="Kinh phí").created("section")[0]
    set_section(dossier, section_guid=section, body="Quyết toán trước ngày 31/12/2026. Họp ngày 05/3/2026.")
    lines = {line.key: line for line in preview_copy(dossier, plan_guid=guid, year=2027).lines}
    basis = lines[f"{plan.decision.guid}:legal_basis:0"]
    assert not basis.moves and basis.doubts == ("cited_year",)
    body = lines[f"{section}:body"]
    assert body.after == "Quyết toán trước ngày 31/12/2027. Họp ngày 05/3/2026."
    assert body.doubts == ("kept_date",)
    kept = copy_plan(dossier, plan_guid=guid, year=2027, kept=[body.key]).created("plan")[0]
    assert read_plan(dossier, kept).sections[-1].body == body.before
    dossier.close()


def test_last_years_frame_moves_its_years_too(new_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    dossier = Dossier.open(new_sample(tmp_path))
    source = annual_plan(dossier, 2026)
    assert source is not None
    copy_last_year(dossier, year=2027)
    made = annual_plan(dossier, 2027)
    assert made is not None
    old, new = read_plan(dossier, source.guid).tasks, read_plan(dossier, made.guid).tasks
    assert len(old) == len(new)
    assert new[0].deadline == old[0].deadline.replace("2026", "2027")
    dossier.close()


def test_what_last_year_leaves_is_foreseen_and_taken(tmp_path: Path) -> None:
    dossier, plan, guids = with_plan(tmp_path)
    assert preview_last_year(dossier, year=YEAR) == CopyPreview((), (), 0)
    for guid, status in zip(guids, ("done", "cancelled", "in_progress"), strict=False):
        tasks.set_status(dossier, task_guids=[guid], status=status)
    seen = preview_last_year(dossier, year=YEAR + 1)
    assert [task.guid for task in seen.unfinished] == guids[2:] and seen.done == 1
    assert not any(":subject" in line.key for line in seen.lines), "the papers stay with their plan"
    with_papers = preview_copy(dossier, plan_guid=plan, year=YEAR + 1)
    assert len(with_papers.lines) > len(seen.lines) and with_papers.unfinished == seen.unfinished
    assert preview_copy(dossier, plan_guid=plan, year=YEAR + 1, with_tasks=False).unfinished == ()
    before = content(dossier)
    change = copy_last_year(dossier, year=YEAR + 1, with_done=False, carried=[guids[2]])
    (new,) = read_plans(dossier, YEAR + 1)
    texts = [task.text for task in read_plan(dossier, new.guid).tasks]
    assert texts == ["Phổ biến pháp luật", "Niêm yết thủ tục"]
    again = copy_last_year(dossier, year=YEAR + 1, with_done=True, carried=[])
    assert len(read_plans(dossier, YEAR + 1)) == 1, "it goes into the plan that is there"
    assert [group.number for group in read_plan(dossier, new.guid).groups] == ["I", "II", "III", "IV"]
    undo(dossier, again)
    undo(dossier, change)
    assert content(dossier) == before
    dossier.close()


@pytest.mark.parametrize("code", ["letter_request", "minutes_working"])
def test_a_paper_of_another_kind_begins_anew_with_what_it_always_says(tmp_path: Path, code: str) -> None:
    dossier = new_dossier(tmp_path)
    source = create_from_template(dossier, year=YEAR, code=code).created("plan")[0]
    guid = read_plan(dossier, source).paper.guid
    set_paper(dossier, paper_guid=guid, number="7", signer_name="Ông A", contact_footer=True, drafter_mark="NVA")
    set_paper_lines(dossier, paper_guid=guid, role="recipient", lines=["Như trên", "Lưu: VT"])
    old = read_plan(dossier, source).paper
    new = read_plan(dossier, copy_plan(dossier, plan_guid=source, year=YEAR + 1).created("plan")[0]).paper
    assert (new.kind, new.number, new.issued_on, new.recipients) == (old.kind, "", None, old.recipients)
    assert (new.symbol, new.contact_footer, new.drafter_mark) == (old.symbol, old.contact_footer, old.drafter_mark)
    assert new.year == YEAR + 1
    if old.kind == "minutes":
        assert new.signer_name == "", "whoever is in the chair"
    dossier.close()


def test_only_deadlines_move_as_deadlines(tmp_path: Path) -> None:
    dossier, plan, _guids = with_plan(tmp_path)
    told = {text.key: text.deadline for text in _of_tasks(dossier, plan) if ":" in text.key}
    assert told and all(deadline is key.endswith(f":{Column.DEADLINE}") for key, deadline in told.items())
    dossier.close()
