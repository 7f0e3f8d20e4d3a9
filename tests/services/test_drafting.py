"""Drafts in the dossier: what is known of a period, what is written, what stays the officer's, the trace kept."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.report import ReportStatement
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.models.task import Task
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services import evidence
from cchc_desktop.services.frame import results, tasks
from cchc_desktop.services.papers import papers
from cchc_desktop.services.reporting import drafting, figures, reports
from cchc_desktop.services.reporting.report_facts import _cited, read_facts
from cchc_desktop.services.reporting.statement_sources import read_sources
from cchc_desktop.storage.changes import redo, undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import content, with_plan

TODAY = date(2026, 6, 1)


@pytest.fixture
def dossier(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A plan of four tasks and the report of six months."""
    made, _plan, _guids = with_plan(tmp_path)
    reports.create_report(made, period="2026-H1", outline_code="current")
    yield made
    made.close()


def report(dossier: Dossier) -> str:
    return reports.read_reports(dossier, 2026)[0].guid


def guids(dossier: Dossier) -> list[str]:
    with dossier.read() as session:
        return list(session.scalars(select(Task.guid).order_by(Task.group_guid, Task.position)))


def named(dossier: Dossier, text: str) -> str:
    with dossier.read() as session:
        return session.scalars(select(Task.guid).where(Task.text == text)).one()


def item(dossier: Dossier, title: str = "Cải cách thể chế") -> ReportItemRow:
    return next(row for row in reports.read_report(dossier, report(dossier)).items if row.title == title)


def kept(dossier: Dossier) -> list[str]:
    with dossier.read() as session:
        return list(session.scalars(select(ReportStatement.text).order_by(ReportStatement.position)))


def write(dossier: Dossier, **options: object):  # type: ignore[no-untyped-def]
    return drafting.write_drafts(dossier, report_guid=report(dossier), today=TODAY, **options)  # type: ignore[arg-type]


def test_a_draft_says_only_what_is_known(dossier: Dossier) -> None:
    done = named(dossier, "Công bố danh mục")
    tasks.set_tracking(dossier, task_guid=done, status="done", result="Quyết định số 15/QĐ-UBND")
    (draft,) = drafting.draft_report(read_facts(dossier, report(dossier), TODAY), {item(dossier).guid})
    lines = draft.text.splitlines()
    assert lines[0].startswith(
        "- Cải cách thể chế: có 3 nhiệm vụ trong kế hoạch năm 2026; đã hoàn thành 1/3, quá hạn 1,"
    )
    assert "- Công bố danh mục: Quyết định số 15/QĐ-UBND." in lines
    assert any(line.startswith("- Rà soát văn bản: quá hạn (thời hạn: quý I/2026). [cần bổ sung") for line in lines)
    assert not any("Phổ biến pháp luật" in line for line in lines)
    assert len(draft.gaps) == 3  # of the late task two, and the figures


def test_a_result_of_a_later_day_is_not_of_the_period(dossier: Dossier) -> None:
    guid = named(dossier, "Công bố danh mục")
    tasks.set_tracking(dossier, task_guid=guid, status="in_progress")
    results.add_result(dossier, task_guid=guid, day=date(2026, 5, 20), text="Đã lập dự thảo", percent=40)
    results.add_result(dossier, task_guid=guid, day=date(2026, 6, 20), text="Đã ký", percent=90)
    known = read_facts(dossier, report(dossier), date(2026, 9, 1))
    fact = next(fact for fact in known.tasks if fact.row.guid == guid)
    assert (fact.row.result, fact.row.percent, known.as_of) == ("Đã lập dự thảo", 40, date(2026, 6, 14))
    assert read_sources(dossier, (fact.result_guid,))[0].target == guid


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("Lần thứ nhất ngày 20/7/2026, 92 người dự", ""),
        ("Đã họp ngày 02 tháng 8 năm 2026", ""),
        (
            "Đã họp ngày 02/3/2026; dự kiến họp tiếp ngày 15/9/2026",
            "Đã họp ngày 02/3/2026; dự kiến họp tiếp ngày 15/9/2026",
        ),
        ("Đã họp hai lần", "Đã họp hai lần"),
    ],
)
def test_a_result_without_a_day_that_tells_of_later_days_is_not_of_the_period(
    dossier: Dossier, told: str, known: str
) -> None:
    guid = named(dossier, "Công bố danh mục")
    tasks.set_tracking(dossier, task_guid=guid, status="in_progress", result=told, percent=60)
    facts = read_facts(dossier, report(dossier), date(2026, 9, 1)).tasks
    fact = next(fact for fact in facts if fact.row.guid == guid)
    assert (fact.row.result, fact.row.percent) == (known, 60 if known else 0)


def test_a_task_finished_after_the_period_was_not_done_in_it(dossier: Dossier) -> None:
    guid = named(dossier, "Rà soát văn bản")
    row = next(fact.row for fact in read_facts(dossier, report(dossier), TODAY).tasks if fact.row.guid == guid)
    tasks.set_milestone_done(dossier, milestone_guid=row.milestones[0].guid, done_on=date(2026, 7, 1))
    tasks.set_tracking(dossier, task_guid=guid, status="done", result="Xong tháng 7")
    fact = next(f for f in read_facts(dossier, report(dossier), date(2026, 9, 1)).tasks if f.row.guid == guid)
    assert (fact.standing, fact.row.result) == ("late", "")


def test_the_whole_draft_is_one_step(dossier: Dossier) -> None:
    before = content(dossier)
    change = write(dossier)
    view = reports.read_report(dossier, report(dossier))
    parents = {row.parent_guid for row in view.items}
    assert all(row.text and row.status == "draft" for row in view.items if row.guid not in parents)
    written = content(dossier)
    undo(dossier, change)
    assert content(dossier) == before
    redo(dossier, change)
    assert content(dossier) == written
    assert not write(dossier)  # nothing is left to draft


def test_what_the_officer_wrote_stays(dossier: Dossier) -> None:
    tasks.set_tracking(dossier, task_guid=named(dossier, "Công bố danh mục"), status="done", result="Xong")
    reports.set_item(dossier, item_guid=item(dossier).guid, text="Câu của tôi.")
    write(dossier)
    assert item(dossier).text == "Câu của tôi."
    write(dossier, items=(item(dossier).guid,))
    text = item(dossier).text
    assert text.startswith("Câu của tôi.\n- Cải cách thể chế: có") and "- Công bố danh mục: Xong." in text
    assert not write(dossier, items=(item(dossier).guid,))
    reports.set_item(dossier, item_guid=item(dossier).guid, status="not_applicable", reason="Không có")
    assert not write(dossier, items=(item(dossier).guid,), again=True)


def test_a_draft_that_nobody_edited_is_made_anew_and_an_edited_one_is_not(dossier: Dossier) -> None:
    write(dossier)
    assert drafting.untouched_drafts(read_facts(dossier, report(dossier), TODAY)) == []
    tasks.set_tracking(dossier, task_guid=named(dossier, "Công bố danh mục"), status="done", result="Xong")
    known = read_facts(dossier, report(dossier), TODAY)
    assert item(dossier).guid in drafting.untouched_drafts(known)
    write(dossier, again=True)
    assert "- Công bố danh mục: Xong." in item(dossier).text
    assert item(dossier).text.count("Cải cách thể chế: có") == 1
    reports.set_item(dossier, item_guid=item(dossier).guid, text=item(dossier).text.replace("Xong", "Xong sớm"))
    edited = item(dossier).text
    tasks.set_tracking(dossier, task_guid=named(dossier, "Phổ biến pháp luật"), status="done", result="Đã mở 2 lớp")
    write(dossier, again=True)
    assert item(dossier).text == edited


def test_the_trace_lasts_until_the_sentence_is_edited(dossier: Dossier) -> None:
    guid = named(dossier, "Công bố danh mục")
    tasks.set_tracking(dossier, task_guid=guid, status="done", result="Xong")
    write(dossier, items=(item(dossier).guid,))
    trace = read_facts(dossier, report(dossier), TODAY).kept[item(dossier).guid]
    sentence = next(one for one in trace if one.text == "Công bố danh mục: Xong.")
    assert [source.title for source in read_sources(dossier, sentence.rows)] == ["Công bố danh mục"]
    assert sentence in drafting.statements_in(item(dossier).text, trace)
    edited = item(dossier).text.replace("Công bố danh mục: Xong.", "Công bố danh mục: Xong rồi.")
    assert sentence not in drafting.statements_in(edited, trace)
    moved = "Mở đầu.\n" + item(dossier).text
    assert sentence in drafting.statements_in(moved, trace)


def test_a_sentence_whose_rows_say_something_else_now_is_found(dossier: Dossier) -> None:
    guid = named(dossier, "Công bố danh mục")
    tasks.set_tracking(dossier, task_guid=guid, status="in_progress", percent=40, result="Đã có dự thảo")
    write(dossier)
    assert drafting.outdated(read_facts(dossier, report(dossier), date(2026, 6, 3))) == []  # another day alone
    tasks.set_tracking(dossier, task_guid=guid, status="in_progress", percent=60)
    ((item_guid, old),) = drafting.outdated(read_facts(dossier, report(dossier), TODAY))
    assert item_guid == item(dossier).guid and old.text.startswith("Công bố danh mục: đang thực hiện, đạt 40")
    reports.set_item(dossier, item_guid=item_guid, text=item(dossier).text.replace(old.text, "Câu của tôi."))
    assert drafting.outdated(read_facts(dossier, report(dossier), TODAY)) == []


def test_a_later_wording_leaves_drafted_reports_alone(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a province or a new program words otherwise is no change of the figures, in reports begun before."""
    tasks.set_tracking(dossier, task_guid=named(dossier, "Công bố danh mục"), status="done", result="Xong")
    write(dossier)
    text = item(dossier).text
    folder = shutil.copytree(paths.resources(), tmp_path / "resources")
    file = folder / "sentences" / "report.json"
    file.write_text(file.read_text(encoding="utf-8").replace("nhiệm vụ trong kế hoạch", "việc của"), encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: folder)
    known = read_facts(dossier, report(dossier), TODAY)
    assert drafting.outdated(known) == [] and drafting.untouched_drafts(known) == []
    assert not write(dossier, again=True) and item(dossier).text == text
    later = reports.create_report(dossier, period="2026-Y", outline_code="current").created("report")[0]
    drafting.write_drafts(dossier, report_guid=later, today=TODAY)
    said = " ".join(row.text for row in reports.read_report(dossier, later).items)
    assert "việc của" in said and "nhiệm vụ trong kế hoạch" not in said


def test_a_sentence_taken_over_alone_keeps_its_trace(dossier: Dossier) -> None:
    (draft,) = drafting.draft_report(read_facts(dossier, report(dossier), TODAY), {item(dossier).guid})
    first, second = draft.statements[:2]
    drafting.add_statements(dossier, item_guid=draft.item_guid, text=f"- {first.text}", statements=(first,))
    drafting.add_statements(
        dossier, item_guid=draft.item_guid, text=f"- {first.text}\n- {second.text}", statements=(second,)
    )
    assert kept(dossier) == [first.text, second.text]
    assert item(dossier).status == "draft"


def test_a_result_is_told_under_one_heading_alone(dossier: Dossier) -> None:
    known = read_facts(dossier, report(dossier), TODAY)
    told = [fact.row.guid for row in known.items for fact in known.item(row.guid).tasks]
    assert sorted(told) == sorted(guids(dossier))
    others = known.item(item(dossier, "Tiếp nhận, xử lý phản ánh, kiến nghị").guid).others
    assert [fact.row.text for fact in others] == ["Niêm yết thủ tục"]


def test_proof_and_papers_are_known(dossier: Dossier, tmp_path: Path) -> None:
    guid = named(dossier, "Công bố danh mục")
    (tmp_path / "bien-ban.txt").write_text("Biên bản", encoding="utf-8")
    evidence.add_evidence(dossier, owner_guid=guid, path=tmp_path / "bien-ban.txt", title="Biên bản họp")
    tasks.set_tracking(dossier, task_guid=guid, status="done")
    decision = reports.create_report(dossier, period="2026-Q1").created("official_document")[0]
    papers.set_paper(dossier, paper_guid=decision, number="31", issued_on=date(2026, 3, 10))
    known = read_facts(dossier, _half_year(dossier), TODAY)
    fact = next(fact for fact in known.tasks if fact.row.guid == guid)
    assert [piece.title for piece in fact.proof] == ["Biên bản họp"]
    assert known.papers[0].words.startswith("Báo cáo số 31/BC-UBND ngày 10/3/2026 (kết quả công tác")
    assert read_sources(dossier, (known.papers[0].guid, fact.proof[0].guid))[1].target == guid


def _half_year(dossier: Dossier) -> str:
    return next(row.guid for row in reports.read_reports(dossier, 2026) if row.period == "2026-H1")


def test_last_years_value_stands_beside_that_of_the_period(dossier: Dossier) -> None:
    code = next(row for row in figures.read_figures(dossier, "2026-H1") if row.code == "12")
    figures.set_figure(dossier, figure_guid=code.guid, period="2025-H1", value=Decimal(40))
    figures.set_figure(dossier, figure_guid=code.guid, period="2026-H1", value=Decimal(55), estimated=True)
    known = read_facts(dossier, report(dossier), TODAY)
    spread = item(dossier, "Thông tin, tuyên truyền cải cách hành chính")
    (draft,) = drafting.draft_report(known, {spread.guid})
    assert draft.statements[0].text == (
        "Ước thực hiện 55 tin, bài, buổi tuyên truyền về cải cách hành chính, tăng 15 lượt so với cùng kỳ năm trước."
    )
    now, then = read_sources(dossier, draft.statements[0].rows)
    assert (now.period, then.period, now.target) == ("2026-H1", "2025-H1", code.guid)


def test_a_sent_report_is_not_written(dossier: Dossier) -> None:
    reports.set_report_status(dossier, report_guid=report(dossier), status="sent", sent_on=TODAY)
    before = content(dossier)
    for verb in (
        lambda: write(dossier),
        lambda: reports.set_item(dossier, item_guid=item(dossier).guid, text="Sửa"),
        lambda: drafting.add_statements(dossier, item_guid=item(dossier).guid, text="Sửa", statements=()),
    ):
        with pytest.raises(UserError, match="đã gửi"):
            verb()
    assert content(dossier) == before


def test_deadlines_of_the_next_period_are_what_comes_next(dossier: Dossier) -> None:
    tasks.set_cells(dossier, cells=[(named(dossier, "Niêm yết thủ tục"), Column.DEADLINE, "Quý III/2026")])
    known = read_facts(dossier, report(dossier), TODAY)
    coming = item(dossier, "PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM KỲ TỚI")
    (draft,) = drafting.draft_report(known, {coming.guid})
    assert [one.text for one in draft.statements] == [
        "Hoàn thành nhiệm vụ quá hạn: Rà soát văn bản.",
        "Niêm yết thủ tục, thời hạn: quý III/2026.",
    ]


def test_what_was_met_in_part_by_the_cut_off_day_was_under_way(dossier: Dossier) -> None:
    guid = named(dossier, "Rà soát văn bản")
    row = next(fact.row for fact in read_facts(dossier, report(dossier), TODAY).tasks if fact.row.guid == guid)
    tasks.set_milestone_done(dossier, milestone_guid=row.milestones[0].guid, done_on=date(2026, 3, 1))
    tasks.set_status(dossier, task_guids=[guid], status="done", day=date(2026, 11, 29))
    known = read_facts(dossier, report(dossier), date(2026, 11, 29))
    assert next(fact.standing for fact in known.tasks if fact.row.guid == guid) == "doing"


def test_what_was_done_after_the_cut_off_day_is_not_told_as_done(dossier: Dossier) -> None:
    for name in ("Rà soát văn bản", "Công bố danh mục"):
        guid = named(dossier, name)
        tasks.set_status(dossier, task_guids=[guid], status="in_progress")
        tasks.set_status(dossier, task_guids=[guid], status="done", day=date(2026, 11, 29))
    late = read_facts(dossier, report(dossier), date(2026, 11, 29))
    assert not [fact.row.text for fact in late.tasks if fact.standing == "done"]
    results.set_done_day(dossier, task_guid=guid, day=date(2026, 6, 1))
    known = read_facts(dossier, report(dossier), date(2026, 11, 29))
    assert [fact.row.text for fact in known.tasks if fact.standing == "done"] == ["Công bố danh mục"]


@pytest.mark.parametrize(
    ("day", "subject", "words"),
    [
        (None, "", "Kế hoạch số 08/KH-UBND"),
        (date(2026, 3, 5), "", "Kế hoạch số 08/KH-UBND ngày 05/3/2026"),
        (None, "Tuyên truyền.", "Kế hoạch số 08/KH-UBND (tuyên truyền)"),
    ],
)
def test_how_an_issued_paper_is_cited(day: date | None, subject: str, words: str) -> None:
    assert _cited(RegisterRow("08", "KH-UBND", "plan", subject, day, "", (), "", "p")) == words
