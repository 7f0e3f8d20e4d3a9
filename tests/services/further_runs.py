"""More of what an officer does (see verb_runs.py): papers that are issued, filled and replaced, rules, forms, parts."""

from collections.abc import Callable
from datetime import date, timedelta

from cchc_desktop.models.template_rows import TemplateForm
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.scoring.rating import Rating
from cchc_desktop.services import office_profile, offices
from cchc_desktop.services.checking import checking, mending
from cchc_desktop.services.emulation import award_papers, movements
from cchc_desktop.services.emulation.movements import MovementCell, TargetPart
from cchc_desktop.services.exchange import contributions, part_merge, reminders
from cchc_desktop.services.frame import frames, products, results, task_bulk, task_moves, tasks, unit_matching
from cchc_desktop.services.frame.frames import PastedGroup
from cchc_desktop.services.papers import (
    own_templates,
    paper_words,
    papers,
    papers_from_templates,
    plan_copies,
    sections,
    targets,
)
from cchc_desktop.services.papers.papers_from_templates import Filling
from cchc_desktop.services.reporting import drafting, outlines, reports
from cchc_desktop.services.scoring import (
    criteria,
    criteria_edits,
    grading,
    index_plans,
    index_scoring,
    indices,
    survey_forms,
    surveys,
)
from cchc_desktop.services.scoring.surveys import QuestionLine
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR
from tests.services.verb_runs import AT, DAY, D, Steps, one, rows


def _filled_papers(d: Dossier) -> Steps:
    plan = one(d, "plan", f"kind = 'annual' AND year = {YEAR}")
    paper = one(d, "official_document")
    found = paper_words.find_in_plan(d, plan, "thủ tục", "quy trình", False)
    yield paper_words.replace_in_texts(d, texts=found, query="thủ tục", by="quy trình", exact=False)
    details: dict[str, str | date | bool | None] = {"subject": "Trích yếu", "signer_name": "Lê Hoa", "issued_on": DAY}
    yield papers.set_paper_details(d, paper_guid=paper, fields=details, lines={"recipient": ["Như trên", "Lưu: VT"]})
    form = TemplateForm(
        "Giấy mời của xã", PaperKind.INVITATION, "other", False, "Họp {năm}", (), "", (), ("Lưu",), (), ""
    )
    yield own_templates.add_template(d, form=form)
    filling = Filling({"{movement}": "Thi đua"}, {}, authority="Hội đồng xã", subject="Trích yếu khác")
    yield papers_from_templates.create_filled(d, year=YEAR, code="decision_award", filling=filling)
    yield papers_from_templates.create_filled(d, year=YEAR, code="decision_award", filling=Filling({}, {}))
    longest = "M" * own_templates.LONGEST_TITLE
    yield own_templates.rename_template(d, template_guid=one(d, "paper_template"), title=longest)
    yield targets.fill_actuals(d, plan_guid=plan, years=[YEAR])
    yield plan_copies.copy_last_year(d, year=YEAR + 1, with_done=False)
    yield outlines.take_outline(d, code="old_2024")
    report = one(d, "report", "status != 'sent'")
    yield drafting.write_drafts(d, report_guid=report, today=DAY)
    yield drafting.write_drafts(d, report_guid=report, today=DAY + timedelta(days=90), again=True)


def _rows_of_the_frame(d: Dossier) -> Steps:
    plan = one(d, "plan", f"kind = 'annual' AND year = {YEAR}")
    group = one(d, "task_group", f"plan_guid = '{plan}'")
    (first, second), done = rows(d, "task")[:2], one(d, "task", "status = 'done'")
    pasted = [
        PastedGroup("", [{Column.TASK: "Việc dán", Column.DEADLINE: "Quý IV/2026"}]),
        PastedGroup("NHÓM DÁN", [{Column.TASK: "Việc khác", Column.LEAD: "Phòng Kinh tế; Tổ lạ"}]),
    ]
    yield frames.paste_groups(d, year=YEAR, groups=pasted, here=group, after_guid=first)
    yield frames.fill_and_add(
        d, cells=[(first, Column.NOTE, "Chung")], group_guid=group, after_guid=second, rows=[{Column.TASK: "Thêm"}]
    )
    standing = rows(d, "task", f"group_guid = '{group}' ORDER BY position --")
    yield task_moves.move_tasks(d, task_guids=standing[-2:-1], by=1)
    yield products.set_paper_kind(d, product_guid=one(d, "product"), paper_kind=PaperKind.NOTICE)
    yield results.set_done_day(d, task_guid=done, day=DAY)
    yield task_bulk.replace_words(
        d, cells=[(first, Column.TASK, "Việc mới"), (second, Column.TASK, "Việc nữa")], words="Kế hoạch"
    )
    yield unit_matching.tell_apart(d, name="Tổ lạ", unit_guids=rows(d, "unit")[:2])
    office, (words, guids) = office_profile.office_answers(d, YEAR), office_profile.unit_rows(d)
    yield office_profile.keep_office(
        d,
        office=office,
        units=[*zip(guids, words, strict=True), ("", ("Tổ mới", "TM", "Lê Hoa", "lehoa@xa.vn"))],
        receivers=[("", ("Sở Nội vụ", "snv@tinh.vn", ""))],
    )
    yield offices.set_units(d, units=offices.read_units(d)[1:])


def _points(d: Dossier) -> Steps:
    own = one(d, "criteria_set", f"year = {YEAR}")
    leaves = [row for row in indices.read_index(d, own).criteria if row.is_leaf]
    leaf = leaves[0].guid
    yield criteria.set_criterion(
        d, criterion_guid=leaf, code="1.1.9", name="Tên khác", rule="có: 1; không: 0", max_points=D(2), bonus=False
    )
    yield criteria.add_mending_task(d, criterion_guid=leaves[1].guid)
    pasted = [{"code": "9.1", "name": "Dán một", "max_points": "2"}, {"name": "Dán hai", "rule": "Có: 1; không: 0"}]
    yield criteria_edits.paste_criteria(d, set_guid=own, after=leaf, rows=pasted)
    yield grading.set_rating(
        d, set_guid=own, bands=[("Tốt", D(80)), ("Kém", D(0))], rating=Rating(most_bonus=D(3)), causes=[leaf]
    )
    ruled = next(row for row in index_scoring.read_proposals(d, own) if row.inputs)
    yield index_scoring.set_inputs(d, criterion_guid=ruled.guid, inputs={ruled.inputs[0].name: "on_time"})
    yield index_scoring.take_proposed(d, set_guid=own)
    yield index_plans.create_improvement_plan(d, set_guid=own, criteria=[row.guid for row in leaves[:3]])
    yield indices.copy_set(d, from_year=YEAR, to_year=YEAR + 1, index_code="PAR_INDEX_COMMUNE")


def _forms_and_parts(d: Dossier) -> Steps:
    made = surveys.add_survey(d, year=YEAR)
    yield made
    survey = made.created("survey")[0]
    asked = [
        (factor.name, words) for factor in surveys.open_survey(d, survey).asks.factors for words in factor.questions
    ]
    kept = [QuestionLine(place, factor, words) for place, (factor, words) in enumerate(asked[:3])]
    yield surveys.set_questions(d, survey_guid=survey, lines=[*kept, QuestionLine(None, "Khác", "Câu hỏi thêm")])
    answers = (3, 4, None, 5)
    for number, entry in ((1, 1), (2, 1), (1, 2)):
        yield survey_forms.keep_form(
            d,
            survey_guid=survey,
            number=number,
            answers=answers[:entry] + answers[:-entry],
            respondent=[("Tuổi", "25 - 34")],
            entry=entry,
        )
    yield survey_forms.settle(d, survey_guid=survey, settled=[(1, 1, 2)])
    yield survey_forms.take_second(d, survey_guid=survey, numbers=[1])
    yield survey_forms.remove_forms(d, form_guids=rows(d, "survey_form")[:1])
    report, unit = one(d, "report", "status != 'sent'"), one(d, "unit")
    yield contributions.ask_part(d, report_guid=report, unit_guid=unit, due_on=DAY, now=AT)
    guid = one(d, "contribution")
    part = contributions.asked_part(d, guid)
    said = contributions.filled(
        part,
        items={part.items[0].guid: "Phần một"},
        tasks={part.tasks[0].guid: ("done", 100, "Đã xong")},
        sender="Lê Hoa",
        now=AT,
    )
    yield contributions.receive_part(d, part=said, now=AT)
    new = [row.guid for row in part_merge.compare_part(d, guid) if row.state == "new"]
    yield part_merge.take_part(d, contribution_guid=guid, chosen=new, day=DAY)
    yield reminders.reminder_letter(d, report_guid=report, contributions=contributions.read_contributions(d, report))
    yield movements.create_movement(d, year=YEAR, title="Thi đua")
    movement = one(d, "movement")
    cells = [MovementCell("", TargetPart.CONTENT, "Văn bản", 0), MovementCell("", TargetPart.TEXT, "Đúng hạn", 0)]
    yield movements.set_targets(d, movement_guid=movement, cells=cells)
    yield award_papers.make_plan(d, movement_guid=movement)
    yield movements.take_targets(d, movement_guid=movement)


def _mended(d: Dossier) -> Steps:
    """Mistakes in a cell, a section, a paper's own lines and a report, each mended as its finding says."""
    plan = one(d, "plan", f"kind = 'annual' AND year = {YEAR}")
    report = one(d, "report", f"year = {YEAR} AND status != 'sent'")
    wrong = "Phân đấu rà soát  văn bản."
    yield tasks.set_cells(d, cells=[(rows(d, "task")[2], Column.ACTIVITY, f"Lập danh mục\n{wrong}")])
    yield sections.set_section(d, section_guid=one(d, "section", f"plan_guid = '{plan}'"), body=f"**Một.** {wrong}")
    yield reports.set_item(d, item_guid=rows(d, "report_item", f"report_guid = '{report}'")[3], text=f"- {wrong}")
    paper = one(d, "official_document", f"guid IN (SELECT paper_guid FROM plan WHERE guid = '{plan}')")
    yield papers.set_paper_lines(d, paper_guid=paper, role="recipient", lines=["Phân đấu", "Lưu: VT"])
    for checked in checking.check_year(d, YEAR, today=DAY):
        for finding in checked.findings:
            if finding.code == "W01" and mending.can_mend(checked, finding):
                yield mending.mend(d, checked=checked, finding=finding, year=YEAR)


RUNS: dict[str, Callable[[Dossier], Steps]] = {
    "filled_papers": _filled_papers, "rows_of_the_frame": _rows_of_the_frame, "points": _points,
    "forms_and_parts": _forms_and_parts, "mended": _mended,
}  # fmt: skip
