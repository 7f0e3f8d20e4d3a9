"""What windows and papers are told of a worked-on dossier, by subject: each line's name and what its service gives."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cchc_desktop.exchange.package_format import PackageContent, PackageKind
from cchc_desktop.models.index_result_rows import GoalRow, PublishedRow
from cchc_desktop.models.office_rows import OfficerRow
from cchc_desktop.rules.emulation import AwardPaper
from cchc_desktop.rules.evidence_kinds import EvidenceKind
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.index_rounds import Round
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services import evidence, forms, known_values, office_profile, offices, overviews, years
from cchc_desktop.services.checking import choices
from cchc_desktop.services.emulation import award_drawings, award_papers, movement_views, movements
from cchc_desktop.services.emulation.movements import MovementCell, ParticipantPart, TargetPart
from cchc_desktop.services.exchange import answers, contributions, foreseeing, log, part_merge, reminders, sending
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.exchange.kept_rows import kept_rows
from cchc_desktop.services.frame import calendar, frames, history, results, task_rows, tasks, unit_matching
from cchc_desktop.services.frame.progress_sheets import progress_of
from cchc_desktop.services.papers import (
    composing,
    former_names,
    issue_checks,
    issuing,
    legal_bases,
    own_templates,
    paper_numbers,
    paper_words,
    papers_from_templates,
    plan_copies,
    plans,
    register,
    targets,
    year_papers,
)
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.targets import Part, TargetCell
from cchc_desktop.services.reporting import (
    drafting,
    duties,
    figure_checks,
    figures,
    outlines,
    report_appendices,
    report_facts,
    reports,
    score_sheets,
    self_scoring,
    statement_sources,
)
from cchc_desktop.services.scoring import (
    criteria,
    criteria_compare,
    criteria_sets,
    index_plans,
    index_proof,
    index_reach,
    index_results,
    index_rounds,
    index_rules,
    index_scoring,
    index_source_choices,
    indices,
    survey_forms,
    surveys,
)
from cchc_desktop.services.search.searching import search
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR
from tests.services.verb_runs import one, rows

D = Decimal
TODAY = date(YEAR, 9, 8)
AT = datetime(YEAR, 9, 8, 8)
Told = Iterator[tuple[str, Any]]


def work_on(d: Dossier) -> None:
    """What the sample commune has not done yet: a movement, a survey, parts, rounds, results, choices."""
    unit = one(d, "unit")
    plan, report = _plan(d), _report(d)
    offices.set_officers(d, officers=[*offices.read_officers(d), OfficerRow("", 0, "Lê Hoa", "Phó trưởng phòng", unit)])
    first, second, third = rows(d, "task")[:3]
    tasks.set_cells(d, cells=[(first, Column.LEAD, "Tổ lạ"), (second, Column.NOTE, "Ghi chú")])
    results.add_result(d, task_guid=first, day=date(YEAR, 5, 4), text="Họp hai lần", percent=60)
    tasks.set_status(d, task_guids=[third], status="cancelled", reason="Không phát sinh")
    evidence.add_cited(d, owner_guid=first, title="Báo cáo", number="5/BC-UBND", issued_on=TODAY, added_at=AT)
    evidence.add_reference(
        d, owner_guid=one(d, "criterion"), kind=EvidenceKind.TASK, reference=second, title="Việc", added_at=AT
    )
    targets.add_targets(d, plan_guid=plan, texts=["Ít nhất 90 % hồ sơ đúng hạn", "100 % văn bản được công bố"])
    target = one(d, "target", "text LIKE 'Ít nhất 90%'")
    cells = [TargetCell(target, Part.PLANNED, "85", YEAR), TargetCell(target, Part.ACTUAL, "82", YEAR)]
    targets.set_targets(d, plan_guid=plan, cells=cells)
    drafting.write_drafts(d, report_guid=report, today=TODAY)
    report_appendices.set_appendices(d, report_guid=report, chosen=report_appendices.APPENDICES)
    contributions.ask_part(d, report_guid=report, unit_guid=unit, due_on=TODAY, now=AT)
    part = contributions.asked_part(d, one(d, "contribution"))
    said = contributions.filled(
        part,
        items={item.guid: f"Phần {n}" for n, item in enumerate(part.items[:2])},
        tasks={task.guid: ("done", 100, "Đã xong") for task in part.tasks[:1]},
        sender="Lê Hoa",
        now=AT,
    )
    contributions.receive_part(d, part=said, now=AT)
    duties.take_regime(d, year=YEAR)
    _score(d)
    _award(d)
    survey = surveys.add_survey(d, year=YEAR).created("survey")[0]
    surveys.set_survey(d, survey_guid=survey, population=40, least_forms=2)
    asked = sum(len(factor.questions) for factor in surveys.open_survey(d, survey).asks.factors)
    for number in (1, 2, 3):
        told = [("Giới tính", "Nam")] if number < 3 else []
        survey_forms.keep_form(d, survey_guid=survey, number=number, answers=(number + 1,) * asked, respondent=told)
    survey_forms.keep_form(d, survey_guid=survey, number=1, answers=(2, 3, *((2,) * (asked - 2))), entry=2)
    choices.pass_over(d, code="W01", owner_guid=first, words="Rà soát", reason="Tên riêng", now=AT)
    legal_bases.add_legal_basis(d, text="Luật X", valid_to=date(YEAR, 1, 1), replaced_by="Luật Y")


def _score(d: Dossier) -> None:
    own = one(d, "criteria_set", f"year = {YEAR}")
    leaves = [row.guid for row in indices.read_index(d, own).criteria if row.is_leaf]
    index_rounds.set_round(d, round_=Round.FIRST, points={leaves[0]: D("0.25")}, by="Sở Nội vụ", comment="Thiếu", at=AT)
    indices.set_causes(d, set_guid=own, causes=leaves[:1])
    published = [
        PublishedRow("PAR_INDEX_COMMUNE", YEAR - 1, "", D(80), D(100), 3, 20, "Tốt", decision="12/QĐ-UBND"),
        PublishedRow("PAR_INDEX_COMMUNE", YEAR - 1, "Xã A", D(85), D(100), 1, 20, "Tốt"),
        PublishedRow("SIPAS", YEAR - 1, "", D(82), D(100), None, None, ""),
    ]
    index_results.set_results(d, results=published)
    index_results.set_goal(d, goal=GoalRow("PAR_INDEX_COMMUNE", YEAR, "rank", D(2)))


def _award(d: Dossier) -> None:
    movement = movements.create_movement(d, year=YEAR, title="Thi đua").created("movement")[0]
    movements.set_movement(d, movement_guid=movement, council="Hội đồng xã", most_rewarded=2)
    cells = [
        MovementCell("", TargetPart.FIELD, "Cải cách thể chế", 0),
        MovementCell("", TargetPart.TEXT, "Ít nhất 95 % văn bản đúng hạn", 0),
        MovementCell("", TargetPart.TEXT, "Không có kỷ luật", 1),
    ]
    movements.set_targets(d, movement_guid=movement, cells=cells)
    movements.set_measure(d, target_guid=one(d, "movement_target"), source="tasks")
    movements.add_units(d, movement_guid=movement)
    movements.add_officers(d, movement_guid=movement)
    people = rows(d, "participant")
    first, second = rows(d, "movement_target")
    told = [(ParticipantPart.VOTES, "8/9"), (ParticipantPart.ACHIEVEMENT, "Giỏi"), (first, "97"), (second, "Đạt")]
    cells = [MovementCell(who, *pair) for who in (people[0], people[-1]) for pair in told]
    movements.set_participants(d, movement_guid=movement, cells=[*cells, MovementCell(people[1], first, "90")])
    movements.propose_met(d, movement_guid=movement)


def _plan(d: Dossier) -> str:
    return one(d, "plan", f"kind = 'annual' AND year = {YEAR}")


def _report(d: Dossier) -> str:
    return one(d, "report", f"year = {YEAR} AND status != 'sent'")  # the one that is worked on


def _frame(d: Dossier) -> Told:
    plan = _plan(d)
    yield "groups", task_rows.read_groups(d, plan)
    yield "tasks", task_rows.read_tasks(d, plan)
    yield "order", task_rows.read_order(d, plan)
    yield "due", calendar.read_due(d, YEAR, TODAY)
    yield "due in another year", calendar.read_due(d, YEAR + 1, TODAY)
    yield "progress", progress_of(plans.read_plan(d, plan), TODAY)
    for guid in rows(d, "task")[:2]:
        yield "history", [(row.what, row.before, row.after) for row in history.read_history(d, guid)]
        yield "results", results.read_results(d, guid)
    yield "unknown units", unit_matching.read_unknown_units(d, YEAR)
    yield "frame plan", frames.frame_plan(d, YEAR)


def _overview(d: Dossier) -> Told:
    for day in (TODAY, date(YEAR, 1, 20), date(YEAR + 1, 1, 5)):
        yield f"overview on {day}", overviews.read_overview(d, YEAR, day)._replace(index_view=None)
    yield "overview of a year without papers", overviews.read_overview(d, YEAR + 4, TODAY)
    for words in ("cai cach", "thủ tục", "hồ sơ trực tuyến", "tiếp công dân thủ tục", "không có ở đâu"):
        hits = search(d, words, limit=400)
        yield (
            f"search {words}",
            sorted(hits, key=lambda hit: (hit.kind, hit.title, hit.where)),
        )  # their order is no matter
    yield "years", (years.read_years(d), years.office_name_in(d, YEAR), years.closed_years(d))


def _papers(d: Dossier) -> Told:
    plan = _plan(d)
    for row in plans.read_plans(d, YEAR):
        yield "plan", row
        view = plans.read_plan(d, row.guid)
        yield "paper", view.paper
        yield "decision", view.decision
        yield "sections", view.sections
        yield "targets", view.targets
        yield "contents", composing.contents_of(d, YEAR, row.guid)
        for day in (TODAY, date(YEAR - 1, 1, 1)):
            yield f"findings for {day}", issue_checks.day_findings(d, view.paper.guid, day)
            yield f"unwritten on {day}", issue_checks.unwritten_in(d, view.paper.guid, day)
        yield "number", paper_numbers.offer_number(d, view.paper.guid, TODAY)
        yield "issue", issuing.issue_state(d, view.paper.guid)
        yield "former names", former_names.former_names_of(d, view.paper.guid)
        yield "stems", [composing.file_stem(d, what, Wish(YEAR, plan_guid=row.guid)) for what in Printout]
    yield "contents", composing.contents_of(d, YEAR)
    yield "contents of another year", composing.contents_of(d, YEAR + 1)
    yield "stems", [composing.file_stem(d, what, Wish(YEAR)) for what in Printout]
    yield "stem of a year without papers", composing.file_stem(d, Printout.REPORT, Wish(YEAR + 3))
    yield "year papers", year_papers.year_papers(d, YEAR)
    yield "found", (year_papers.find_paper(d, YEAR, plan), plans.paper_kinds(d, YEAR))
    yield "texts", paper_words.find_in_plan(d, plan, "thu tuc", "quy trình", False)
    yield "texts as typed", paper_words.find_in_plan(d, plan, "Thủ tục", "Quy trình", True)
    yield "targets in text", targets.targets_in_text(d, plan)
    yield "stale", targets.stale_values(d, plan)
    yield "copy", plan_copies.preview_copy(d, plan_guid=plan, year=YEAR + 1)
    yield "copy without tasks", plan_copies.preview_copy(d, plan_guid=plan, year=YEAR + 1, with_tasks=False)
    yield "last year", plan_copies.preview_last_year(d, year=YEAR + 1)
    yield "register", (register.read_register(d, YEAR), register.register_years(d))
    yield "bases", legal_bases.read_legal_bases(d)
    yield "cited", legal_bases.cited_elsewhere(d)
    yield "expired", legal_bases.flag_expired(d, ["Căn cứ Luật X;"], TODAY)
    yield "basis findings", legal_bases.basis_findings(d, ["Căn cứ Luật X;"], TODAY)
    yield "draft of a template", own_templates.draft_template(d, plan)
    yield (
        "subjects",
        [papers_from_templates.subject_of(d, row, YEAR) for row in papers_from_templates.available_templates(d)],
    )


def _reports(d: Dossier) -> Told:
    report = _report(d)
    yield "reports", reports.read_reports(d, YEAR)
    view = reports.read_report(d, report)
    yield "paper", view.paper
    yield "items", view.items
    yield "figures", view.figures
    facts = report_facts.read_facts(d, report, TODAY)
    yield "tasks", facts.tasks
    yield "by item", facts.of_item
    yield "papers", facts.papers
    yield "kept", facts.kept
    yield "drafts", drafting.draft_report(facts)
    yield "outdated", drafting.outdated(facts)
    yield "untouched", drafting.untouched_drafts(facts)
    yield (
        "rest on",
        statement_sources.read_sources(
            d, [*rows(d, "task")[:2], *rows(d, "figure_value")[:2], *rows(d, "evidence"), *rows(d, "criterion")[:1]]
        ),
    )
    for kind in PERIOD_KINDS:
        yield f"checks of {kind}", figure_checks.check_figures(d, str(Period(YEAR, kind)))
        yield (
            f"figures of {kind}",
            [(row.code, row.value, row.previous) for row in figures.read_figures(d, str(Period(YEAR, kind)))],
        )
    yield "appendices", report_appendices.read_appendices(d, report, TODAY)
    yield "duties", duties.read_duties(d, YEAR)
    yield "owed", duties.owed_days(d, YEAR)
    for day in (date(YEAR, 1, 2), TODAY, date(YEAR + 1, 12, 31), date(YEAR + 2, 1, 1)):
        yield f"findings for {day}", issue_checks.day_findings(d, view.paper.guid, day)
    yield "outlines", outlines.read_outlines(d)
    yield "outline", outlines.read_outline(d, one(d, "outline"))
    yield "usual outlines", [reports.usual_outline(d, Period(YEAR, kind)) for kind in PERIOD_KINDS]
    with d.read() as session:
        periods = [Period(year, kind) for year in (YEAR - 1, YEAR, YEAR + 1) for kind in PERIOD_KINDS]
        yield "figures set", [(str(each), forms.figures_set(session, each)) for each in periods]
    yield "texts", paper_words.find_in_report(d, report, "thu tuc", "quy trình", False)


def _parts(d: Dossier) -> Told:
    report, asked = _report(d), one(d, "contribution")
    yield "contributions", contributions.read_contributions(d, report)
    yield "asked", contributions.asked_part(d, asked)
    yield "received", contributions.received_part(d, asked)
    yield "compared", part_merge.compare_part(d, asked)
    yield "said by others", part_merge.said_by_others(d, asked)
    yield "reminder", reminders.reminder_text(f"{YEAR}-9M", contributions.read_contributions(d, report))
    yield "leads nothing", [contributions.leads_nothing(d, report, unit) for unit in rows(d, "unit")]
    yield "log", [(row.direction, row.partner, row.subject, row.status) for row in log.read_log(d, YEAR)]
    yield "wording", sending.read_wording(d, YEAR)
    yield "remarks", answers.read_remarks(d)
    yield "appraisals", answers.read_appraisals(d)
    wishes = [PackageWish(YEAR, content=content) for content in PackageContent]
    for wish in (*wishes, PackageWish(YEAR, kind=PackageKind.DOWN), PackageWish(YEAR, kind=PackageKind.HANDOVER)):
        yield f"foreseen {wish.kind} {wish.content}", foreseeing.foresee(d, wish)
        held = kept_rows(gather(d, wish))
        yield f"packed {wish.kind} {wish.content}", {table: len(held[table]) for table in held}
        if wish.kind == PackageKind.HANDOVER:
            yield from ((f"row of {table}", [next(iter(held[table].values()))]) for table in held if held[table])


def _scores(d: Dossier) -> Told:
    own = one(d, "criteria_set", f"year = {YEAR}")
    yield "sets", indices.read_sets(d, YEAR)
    view = indices.read_index(d, own)
    yield "index", view
    yield "checks", indices.checks(view)
    yield "table", criteria_sets.read_table(d, own)
    yield "doubts", criteria_sets.doubts(criteria_sets.read_table(d, own))
    yield "comparable", criteria_sets.comparable_sets(d, own)
    yield "criterion", [criteria.read_criterion(d, row.guid) for row in view.criteria[:4]]
    yield "years", indices.compare_years(d, view.index_code, (YEAR - 1, YEAR))
    yield "proposals", index_scoring.read_proposals(d, own)
    yield "differing", index_scoring.differing(d, own)
    yield "findings", index_scoring.findings(index_scoring.read_proposals(d, own))
    yield "proof", index_proof.missing_proof(d, own, TODAY)
    yield "states", index_proof.state_counts(index_proof.missing_proof(d, own, TODAY))
    yield "units", index_proof.responsible_units(view, offices.read_units(d))
    yield "reachable", index_reach.read_reachable(d, own)
    yield "lost", index_plans.lost_criteria(view)
    yield "rounds", index_rounds.read_rounds(d, own)
    yield "rules", index_rules.read_rules(d, own)
    yield "results", index_results.read_results(d)
    yield "goals", index_results.read_goals(d)
    yield "comparison", index_results.read_comparison(d, view.index_code)
    before = criteria_compare.set_of(d, view.index_code, YEAR - 1)
    yield "set of last year", criteria_compare.read_comparison(d, before, own) if before else ""
    yield "choices", index_source_choices.source_choices(d, YEAR)
    yield "known sources", known_values.source_choices(d, YEAR)
    with d.read() as session:
        yield (
            "known",
            [
                (row.code, known_values.known_value(session, row.code, YEAR))
                for row in known_values.source_choices(d, YEAR)
            ],
        )
    yield "self-scoring", self_scoring.draft_self_score(self_scoring.read_score_facts(d, own))
    yield "proofs", score_sheets.read_proofs(d, view)


def _surveys(d: Dossier) -> Told:
    survey = one(d, "survey")
    yield "surveys", surveys.read_surveys(d, YEAR)
    yield "open", surveys.open_survey(d, survey)
    yield "result", surveys.read_result(d, survey)
    yield "satisfaction", surveys.satisfaction(d, YEAR)
    yield "forms", survey_forms.read_forms(d, survey)
    yield "second forms", survey_forms.read_forms(d, survey, 2)
    yield "entries", survey_forms.compare_entries(d, survey)


def _office(d: Dossier) -> Told:
    yield "office", offices.read_office(d, YEAR)
    yield "offices", offices.read_offices(d)
    yield "units", offices.read_units(d)
    yield "officers", offices.read_officers(d)
    yield "receivers", offices.read_receivers(d)
    yield "answers", office_profile.office_answers(d, YEAR)
    yield "unit rows", office_profile.unit_rows(d)
    yield "receiver rows", office_profile.receiver_rows(d)
    yield "evidence", evidence.read_evidence(d)
    yield "choices", choices.read_choices(d)


def _awards(d: Dossier) -> Told:
    yield "movements", movement_views.read_movements(d, YEAR)
    guid = one(d, "movement")
    view = movement_views.read_movement(d, guid)
    yield "movement", view
    for thematic in (False, True):
        yield f"needed, thematic {thematic}", award_papers.needed_papers(view, thematic)
    yield "own templates", [award_papers.own_templates_for(d, role) for role in AwardPaper]
    yield "award papers", award_papers.award_papers(d, YEAR)
    with d.read() as session:
        facts = award_papers.read_facts(d, session, view)
    for about in (None, *view.participants[:1], *view.participants[-1:]):
        yield "words", award_drawings.words_of(facts, about)
        yield "drawn", award_drawings.drawn_of(facts, about)


SUBJECTS: dict[str, Callable[[Dossier], Told]] = {
    "frame": _frame, "overview": _overview, "papers": _papers, "reports": _reports, "parts": _parts,
    "scores": _scores, "surveys": _surveys, "office": _office, "awards": _awards,
}  # fmt: skip
