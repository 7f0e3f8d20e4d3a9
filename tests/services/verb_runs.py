"""What an officer does one after the other, by subject: each step gives the change that its verb made."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from cchc_desktop.models.draft_rows import Statement
from cchc_desktop.models.duty_rows import DutyRow
from cchc_desktop.models.incoming_rows import IncomingFacts
from cchc_desktop.models.index_result_rows import GoalRow, PublishedRow
from cchc_desktop.models.office_rows import OfficerRow, ReceiverRow, UnitRow
from cchc_desktop.rules.evidence_kinds import EvidenceKind
from cchc_desktop.rules.frame_columns import FURTHER, Column
from cchc_desktop.rules.index_rounds import Round
from cchc_desktop.rules.scoring.answers import YesNo
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.parts import Council
from cchc_desktop.rules.scoring.stored import to_json
from cchc_desktop.rules.statuses import Direction, PackageStatus
from cchc_desktop.services import evidence, offices, years
from cchc_desktop.services.checking import choices
from cchc_desktop.services.emulation import movements
from cchc_desktop.services.emulation.movements import MovementCell, ParticipantPart, TargetPart
from cchc_desktop.services.exchange import contributions, log, sending
from cchc_desktop.services.frame import frames, results, task_bulk, task_moves, tasks, unit_matching
from cchc_desktop.services.papers import (
    incoming,
    legal_bases,
    own_templates,
    papers,
    papers_from_templates,
    plan_copies,
    plans,
    sections,
    targets,
)
from cchc_desktop.services.papers.incoming import KeptFile
from cchc_desktop.services.papers.targets import Part, TargetCell
from cchc_desktop.services.reporting import (
    drafting,
    duties,
    figure_sources,
    figures,
    outlines,
    report_appendices,
    reports,
    self_scoring,
)
from cchc_desktop.services.scoring import (
    criteria,
    criteria_edits,
    index_results,
    index_rounds,
    index_rules,
    indices,
    surveys,
)
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR

D = Decimal
DAY = date(YEAR, 5, 4)
AT = datetime(YEAR, 5, 4, 8)
Steps = Iterator[Change]


def one(dossier: Dossier, table: str, where: str = "1") -> str:
    """The guid of the first row of a table, in an order that no chance decides."""
    return rows(dossier, table, where)[0]


def rows(dossier: Dossier, table: str, where: str = "1") -> list[str]:
    with dossier.raw_connection() as plain:
        return [row[0] for row in plain.execute(f"SELECT guid FROM {table} WHERE {where} ORDER BY rowid")]


def _movements(d: Dossier) -> Steps:
    yield movements.create_movement(d, year=YEAR, title=f"Thi đua cải cách năm {YEAR}")
    guid = one(d, "movement")
    yield movements.set_movement(d, movement_guid=guid, council="Hội đồng xã", most_rewarded=3)
    cells = [
        MovementCell("", TargetPart.FIELD, "Cải cách thể chế", 0),
        MovementCell("", TargetPart.CONTENT, "Văn bản", 0),
        MovementCell("", TargetPart.TEXT, "Ít nhất 95 % văn bản đúng hạn", 0),
    ]
    yield movements.set_targets(d, movement_guid=guid, cells=cells)
    yield movements.set_measure(d, target_guid=one(d, "movement_target"), source="tasks")
    yield movements.add_units(d, movement_guid=guid)
    yield movements.add_officers(d, movement_guid=guid)
    who = one(d, "participant")
    told = [(ParticipantPart.VOTES, "8/9"), (ParticipantPart.ACHIEVEMENT, "Giỏi"), (one(d, "movement_target"), "97")]
    yield movements.set_participants(d, movement_guid=guid, cells=[MovementCell(who, *pair) for pair in told])
    yield movements.propose_met(d, movement_guid=guid)
    yield movements.copy_movements(d, from_year=YEAR, to_year=YEAR + 1)
    yield movements.remove_rows(d, guids=[who])
    yield movements.remove_movement(d, movement_guid=guid)


def _evidence(d: Dossier) -> Steps:
    owner = one(d, "task")
    yield evidence.add_cited(
        d, owner_guid=owner, title=" Báo  cáo", number="5/BC", issued_on=DAY, issuer=" Phòng  Y", added_at=AT
    )
    guid = rows(d, "evidence", "number = '5/BC'")[0]
    yield evidence.set_evidence_facts(
        d, evidence_guid=guid, title="Tờ  trình", number=" 6/TTr", issued_on=None, issuer="Đảng  ủy"
    )
    yield evidence.set_evidence_title(d, evidence_guid=guid, title="Tờ trình khác")
    for kind, reference in (
        (EvidenceKind.TASK, owner),
        (EvidenceKind.FIGURE, "1"),
        (EvidenceKind.LINK, "https://xa.vn/a"),
    ):
        yield evidence.add_reference(d, owner_guid=owner, kind=kind, reference=reference, added_at=AT)
    yield evidence.remove_evidence(d, evidence_guid=guid)


def _frame(d: Dossier) -> Steps:
    plan = one(d, "plan", f"kind = 'annual' AND year = {YEAR}")
    yield tasks.add_group(d, plan_guid=plan, title="Nhóm thêm", field_code="institutional")
    group = one(d, "task_group", "title = 'Nhóm thêm'")
    yield tasks.set_group_title(d, group_guid=group, title="Nhóm đổi")
    yield task_moves.move_group(d, group_guid=group, by=-1)
    pasted = [
        {Column.TASK: "Việc một", Column.DEADLINE: "Quý I/2026", Column.PRODUCT: "Kế hoạch\nBáo cáo"},
        {Column.TASK: "Việc hai", Column.LEAD: "Tổ lạ", Column.OBJECTIVE: "Mục tiêu"},
    ]
    yield tasks.paste_tasks(d, group_guid=group, rows=pasted)
    first, second = rows(d, "task", f"group_guid = '{group}'")
    yield tasks.add_task(d, group_guid=group, after_guid=first)
    yield tasks.set_cells(d, cells=[(first, Column.TASK, "Việc khác"), (second, Column.NOTE, "Ghi chú")])
    yield tasks.set_status(d, task_guids=[first, second], status="done", day=DAY)
    yield tasks.set_tracking(d, task_guid=second, percent=40, result="Đang làm", status="in_progress")
    yield tasks.set_milestone_done(d, milestone_guid=one(d, "milestone"), done_on=DAY)
    yield results.add_result(d, task_guid=second, day=DAY, text="Họp hai lần", percent=60)
    guid = one(d, "task_result", "text = 'Họp hai lần'")
    yield results.set_result(d, result_guid=guid, day=date(YEAR, 5, 6), text="Họp ba lần", percent=70)
    yield results.remove_result(d, result_guid=guid)
    yield task_bulk.fill_down(d, source_guid=first, task_guids=[second], cells={Column.DEADLINE: "Quý II/2026"})
    yield task_bulk.set_for_tasks(d, task_guids=[first], cells={Column.NOTE: "Chung"}, status="in_progress", day=DAY)
    yield task_moves.move_tasks(d, task_guids=[second], by=-1)
    before = one(d, "task_group", f"plan_guid = '{plan}'")
    yield task_moves.move_tasks_to(d, task_guids=[second], group_guid=before, before_guid=None)
    yield task_moves.move_group_before(d, group_guid=group, before_guid=before)
    yield unit_matching.settle_names(d, choices={"Tổ lạ": unit_matching.NEW_UNIT})
    yield tasks.remove_tasks(d, task_guids=[first])
    yield tasks.remove_group(d, group_guid=group)
    yield frames.begin_group(d, year=YEAR, title="Nhóm đầu", after_guid=None, with_task=True)
    yield plans.set_frame_mode(d, plan_guid=plan, frame_mode="list")
    yield plans.set_further_columns(d, plan_guid=plan, columns=FURTHER[1:])


def _papers(d: Dossier) -> Steps:
    plan = one(d, "plan", f"kind = 'annual' AND year = {YEAR}")
    paper = one(d, "official_document")
    yield papers.set_paper(d, paper_guid=paper, subject="Trích yếu khác", place="Bình An")
    yield papers.set_paper_lines(d, paper_guid=paper, role="recipient", lines=["Như trên", "Lưu"])
    yield sections.add_section(d, plan_guid=plan, title="Phần thêm")
    guid = one(d, "section", "title = 'Phần thêm'")
    yield sections.set_section(d, section_guid=guid, title="Phần đổi", body="Nội dung", number="IX")
    yield sections.move_section(d, section_guid=guid, by=-1)
    yield sections.remove_section(d, section_guid=guid)
    yield targets.add_targets(d, plan_guid=plan, texts=["Ít nhất 90 % hồ sơ đúng hạn"])
    guid = one(d, "target", "text LIKE 'Ít nhất 90%'")
    cells = [
        TargetCell(guid, Part.GOAL, "từ 80 % đến 90 %"),
        TargetCell(guid, Part.PLANNED, "85", YEAR),
        TargetCell(guid, Part.ACTUAL, "82", YEAR),
    ]
    yield targets.set_targets(d, plan_guid=plan, cells=cells)
    yield targets.move_target(d, target_guid=guid, by=-1)
    yield targets.set_with_table(d, plan_guid=plan, on=True)
    yield targets.set_source(d, target_guid=guid, source="tasks", years=[YEAR])
    yield targets.remove_targets(d, guids=[guid])
    yield legal_bases.add_legal_basis(d, text="Luật X", valid_from=DAY, replaced_by=" Luật  Y")
    guid = one(d, "legal_basis", "text = 'Luật X'")
    yield legal_bases.set_legal_basis(d, basis_guid=guid, source=" Công  báo ", valid_to=DAY)
    yield legal_bases.remove_legal_basis(d, basis_guid=guid)
    yield own_templates.save_template(d, plan_guid=plan, title="Mẫu của xã")
    yield own_templates.rename_template(d, template_guid=one(d, "paper_template"), title="Mẫu khác")
    yield own_templates.delete_template(d, template_guid=one(d, "paper_template"))
    code = papers_from_templates.available_templates()[0].code
    yield papers_from_templates.create_from_template(d, year=YEAR, code=code)
    yield plan_copies.copy_plan(d, plan_guid=plan, year=YEAR + 5)
    yield plans.create_plan(d, year=YEAR + 6)
    yield plans.remove_plan(d, plan_guid=plan)


def _reports(d: Dossier) -> Steps:
    yield reports.create_report(d, period=f"{YEAR + 2}-Q1")
    report = one(d, "report", f"year = {YEAR + 2}")
    item = one(d, "report_item", f"report_guid = '{report}'")
    yield reports.set_item(d, item_guid=item, text="Nội dung", status="done", reason="")
    said = [Statement("Câu một.", ("a", "b")), Statement("Câu hai.")]
    yield drafting.add_statements(d, item_guid=item, text="Câu một. Câu hai.", statements=said)
    yield report_appendices.set_appendices(d, report_guid=report, chosen=("papers", "progress"))
    yield contributions.ask_part(d, report_guid=report, unit_guid=one(d, "unit"), due_on=DAY, now=AT)
    yield contributions.forget_contribution(d, contribution_guid=one(d, "contribution"))
    yield reports.set_report_status(d, report_guid=report, status="sent", sent_on=DAY)
    yield duties.take_regime(d, year=YEAR, receiver=" Sở Nội vụ ")
    guid = one(d, "report_duty")
    yield duties.set_duty(
        d, duty=DutyRow(guid, 0, YEAR, f"{YEAR}-Q1", "Sở Tư pháp", DAY, DAY, date(YEAR, 3, 9), date(YEAR, 3, 8))
    )
    yield duties.remove_duty(d, duty_guid=guid)
    known = rows(d, "figure", "source != 'typed' AND set_code = 'cchc_72'")
    yield figures.set_figures(d, period=f"{YEAR}-9M", values=dict.fromkeys(known, (None, False, "")))
    yield figure_sources.fill_figures(d, period=f"{YEAR}-9M")
    figure = one(d, "figure", "source = 'typed' AND kind = 'count'")
    yield figures.set_figure(d, figure_guid=figure, period=f"{YEAR + 2}-Q1", value=D(7), estimated=True, note="Ước")
    yield figures.set_figures(d, period=f"{YEAR + 2}-Q1", values={figure: (D(8), False, "")})
    yield outlines.copy_outline(d, outline_guid=one(d, "outline"), title="Đề cương của xã", valid_from=DAY)
    outline = one(d, "outline", "title = 'Đề cương của xã'")
    yield outlines.set_outline(d, outline_guid=outline, title="Đề cương khác", valid_from=None)
    yield outlines.add_heading(d, outline_guid=outline, after=None, title="Mục thêm")
    guid = one(d, "outline_item", "title = 'Mục thêm'")
    yield outlines.set_heading(d, item_guid=guid, guidance="Viết gọn", optional=True)
    yield outlines.move_heading(d, item_guid=guid, by=-1)
    yield outlines.remove_heading(d, item_guid=guid)
    yield outlines.remove_outline(d, outline_guid=outline)


def _scoring(d: Dossier) -> Steps:
    own = one(d, "criteria_set")
    yield criteria_edits.set_head(d, set_guid=own, title="Bộ mới ", version="lần 2", decision="2/QĐ-UBND")
    yield criteria_edits.add_criterion(d, set_guid=own)
    guid = rows(d, "criterion", f"set_guid = '{own}'")[-1]
    yield criteria_edits.set_cells(d, cells={(guid, "name"): "Tiêu chí thêm", (guid, "max_points"): "2,5"})
    yield criteria.set_rule(
        d, criterion_guid=guid, scoring=to_json(YesNo(input=Input("a", "Đã làm", "yes_no"), yes=D(1)))
    )
    yield criteria_edits.split_criterion(d, guid=guid)
    yield criteria_edits.move_criterion(d, guid=guid, by=-1)
    leaf = rows(d, "criterion", f"parent_guid = '{guid}'")[0]
    task = one(d, "task")
    yield indices.set_score(d, criterion_guid=leaf, self_score=D(1))
    yield indices.set_scores(d, scores={(leaf, "self_score"): D("0.5")})
    yield indices.link_task(d, criterion_guid=leaf, task_guid=task)
    yield indices.set_causes(d, set_guid=own, causes=[leaf])
    points = {leaf: D("0.25")}
    yield index_rounds.set_round(d, round_=Round.FIRST, points=points, by=" Sở Nội vụ", comment="Thiếu ", at=AT)
    yield index_rounds.set_round(d, round_=Round.SECOND, points={leaf: D("0.2")}, by="Sở Y tế", at=AT)
    yield index_rounds.set_rounds(d, points={Round.SECOND: points, Round.FINAL: points})
    yield index_rounds.remove_appraisal(d, appraisal_guid=one(d, "appraisal", "comment = 'Thiếu'"))
    yield index_rules.set_rules(d, rules={leaf: to_json(Council())})
    yield criteria_edits.remove_criteria(d, guids=[leaf])
    yield self_scoring.create_self_score_report(d, set_guid=own)
    yield index_results.set_results(d, results=[PublishedRow("PAR_INDEX", YEAR, "Xã A", D(80), D(100), 3, 20, "Tốt")])
    yield index_results.remove_results(d, guids=[one(d, "index_result")])
    yield index_results.set_goal(d, goal=GoalRow("PAR_INDEX", YEAR, "rank", D(2)))
    yield index_results.remove_goal(d, goal_guid=one(d, "index_goal"))
    yield surveys.add_survey(d, year=YEAR, title="Khảo sát")
    yield surveys.set_survey(d, survey_guid=one(d, "survey"), title="Khảo sát khác")
    yield surveys.remove_survey(d, survey_guid=one(d, "survey"))
    yield criteria_edits.remove_set(d, set_guid=own)


def _office(d: Dossier) -> Steps:
    yield offices.set_office(d, name="UBND xã khác")
    yield offices.set_units(
        d, units=[*offices.read_units(d), UnitRow("", 0, "Tổ mới", "TM", ("Tổ số",), ("institutional",))]
    )
    yield offices.set_officers(d, officers=[*offices.read_officers(d), OfficerRow("", 0, "An", "Chủ tịch")])
    yield offices.set_receivers(d, receivers=[*offices.read_receivers(d), ReceiverRow("", 0, "Sở", "report", "a@b.vn")])
    yield offices.set_receivers(d, receivers=offices.read_receivers(d)[1:])
    yield sending.set_wording(d, year=YEAR, subject="Gửi {kỳ}", body="Kính gửi")
    yield log.add_log(
        d, direction=Direction.SENT, partner="Sở", subject="Báo cáo", file_name="a.cchcpkg", sha256="ab", size=12,
        status=PackageStatus.MADE, year=YEAR, at=AT,
    )  # fmt: skip
    guid = one(d, "package_log", "sha256 = 'ab'")
    yield log.set_status(d, guid=guid, status=PackageStatus.SENT, note="Đã gửi")
    yield choices.pass_over(d, code="W01", owner_guid=one(d, "task"), words="abc", reason="Tên riêng", now=AT)
    yield choices.look_again(d, choice_guid=one(d, "check_choice"))
    yield years.add_year(d, year=YEAR + 9)
    yield years.close_year(d, year=YEAR + 9)


def _incoming(d: Dossier) -> Steps:
    facts = IncomingFacts("Hướng dẫn cải cách hành chính", DAY, issuer="Sở Nội vụ", number="15/SNV-CCHC", due_on=DAY)
    yield incoming.add_incoming(d, facts=facts, files=[KeptFile("15.pdf", b"%PDF-")], task_guids=[one(d, "task")])
    guid = one(d, "incoming_paper")
    yield incoming.set_incoming(d, incoming_guid=guid, facts=replace(facts, arrival_number="7a", note="Bản giấy"))
    yield incoming.set_done(d, incoming_guid=guid, done_on=DAY)
    yield incoming.add_incoming_files(d, incoming_guid=guid, files=[KeptFile("phu-luc.xlsx", b"PK")])
    yield incoming.link_tasks(d, incoming_guid=guid, task_guids=rows(d, "task")[1:3])
    yield incoming.remove_incoming_file(d, file_guid=one(d, "incoming_file"))
    yield incoming.remove_incoming(d, incoming_guid=guid)


RUNS: dict[str, Callable[[Dossier], Steps]] = {
    "movements": _movements, "evidence": _evidence, "frame": _frame, "papers": _papers, "reports": _reports,
    "scoring": _scoring, "office": _office, "incoming": _incoming,
}  # fmt: skip
