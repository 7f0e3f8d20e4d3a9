"""A row that did not change keeps its guid, whatever is written around it: merging goes by guids and revisions."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.exchange import package_data
from cchc_desktop.models.draft_rows import Statement
from cchc_desktop.models.report import ReportItem, ReportStatement
from cchc_desktop.models.task import Activity, TaskResult
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services import offices
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.frame import products, results, tasks
from cchc_desktop.services.pairing import pair
from cchc_desktop.services.papers import papers, plans
from cchc_desktop.services.reporting import drafting, reports
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier, with_plan

WORDS = st.lists(st.sampled_from("abcd"), max_size=7)


@given(WORDS, WORDS)
def test_equal_words_go_together_and_no_row_goes_on_twice(before: list[str], after: list[str]) -> None:
    found = pair(before, after)
    places = [place for place in found if place is not None]
    assert len(found) == len(after) and len(set(places)) == len(places)
    same = Counter(
        words for words, place in zip(after, found, strict=True) if place is not None and before[place] == words
    )
    assert same == Counter(before) & Counter(after)


@given(WORDS)
def test_the_same_list_goes_on_as_it_is(words: list[str]) -> None:
    assert pair(words, words) == list(range(len(words)))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("ABC", "XABC", [None, 0, 1, 2]),
        ("ABC", "AxC", [0, 1, 2]),  # rewritten in its place
        ("ABC", "BA", [1, 0]),
        ("ABC", "AXYC", [0, 1, None, 2]),
        ("", "AB", [None, None]),
        ("AA", "A", [0]),
        ("AB", "", []),
    ],
)
def test_what_was_rewritten_goes_on_in_its_place(before: str, after: str, found: list[int | None]) -> None:
    assert pair(before, after) == found


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return with_plan(tmp_path)[0]


def the_task(dossier: Dossier, text: str) -> TaskRow:
    plan = plans.read_plans(dossier, YEAR)[0]
    return next(row for row in tasks.read_tasks(dossier, plan.guid) if row.text == text)


def test_products_keep_their_kind_when_one_is_written_above_them(dossier: Dossier) -> None:
    task = the_task(dossier, "Phổ biến pháp luật")
    plan, report = task.products
    products.set_paper_kind(dossier, product_guid=plan.guid, paper_kind=PaperKind.PROGRAMME)

    tasks.set_cells(dossier, cells=[(task.guid, Column.PRODUCT, "Danh sách\nBáo cáo\nKế hoạch")])

    fresh, second, third = the_task(dossier, task.text).products
    assert (second.guid, second.text, second.revision) == (report.guid, "Báo cáo", report.revision)
    assert (third.guid, third.paper_kind) == (plan.guid, "programme")
    assert fresh.guid not in (plan.guid, report.guid) and fresh.paper_kind == ""


def test_one_rewritten_activity_is_one_changed_row(dossier: Dossier) -> None:
    task = the_task(dossier, "Rà soát văn bản")
    tasks.set_cells(dossier, cells=[(task.guid, Column.ACTIVITY, "Họp\nLập danh mục\nCông bố")])
    before = the_task(dossier, task.text).activities
    stood = content(dossier)

    change = tasks.set_cells(dossier, cells=[(task.guid, Column.ACTIVITY, "Họp\nLập danh mục mới\nCông bố")])

    after = the_task(dossier, task.text).activities
    assert [row.guid for row in after] == [row.guid for row in before]
    assert [new.revision - old.revision for new, old in zip(after, before, strict=True)] == [0, 1, 0]
    assert [entry.guid for entry in change.entries if entry.table == "activity"] == [before[1].guid]
    dossier.replay(change.reversed(), "Hoàn tác")
    assert content(dossier) == stood


def test_units_keep_their_rows_in_any_order(dossier: Dossier) -> None:
    task = the_task(dossier, "Công bố danh mục")
    tasks.set_cells(dossier, cells=[(task.guid, Column.LEAD, "Phòng Kinh tế; Công an xã")])
    first, second = the_task(dossier, task.text).leads
    assert task.leads[0].guid == first.guid

    tasks.set_cells(dossier, cells=[(task.guid, Column.LEAD, "Công an xã; Văn phòng HĐND và UBND; Phòng Kinh tế")])

    moved = the_task(dossier, task.text).leads
    assert [(row.guid, row.unit_guid) for row in moved[::2]] == [
        (second.guid, second.unit_guid),
        (first.guid, first.unit_guid),
    ]
    known = {unit.name: unit.guid for unit in offices.read_units(dossier)}
    assert moved[1].unit_guid == known["Văn phòng HĐND và UBND"]


def test_a_unit_that_is_typed_over_is_looked_up_anew(dossier: Dossier) -> None:
    known = {unit.name: unit.guid for unit in offices.read_units(dossier)}
    task = the_task(dossier, "Công bố danh mục")
    tasks.set_cells(dossier, cells=[(task.guid, Column.LEAD, "Văn phòng HĐND và UBND")])
    (before,) = the_task(dossier, task.text).leads
    assert before.unit_guid == known["Văn phòng HĐND và UBND"]

    tasks.set_cells(dossier, cells=[(task.guid, Column.LEAD, "Tổ công nghệ số")])

    (after,) = the_task(dossier, task.text).leads
    assert (after.guid, after.text, after.unit_guid) == (before.guid, "Tổ công nghệ số", None)


def test_milestones_that_say_the_same_stay_met_and_others_are_open_again(dossier: Dossier) -> None:
    task = the_task(dossier, "Rà soát văn bản")
    tasks.set_cells(dossier, cells=[(task.guid, Column.DEADLINE, "Quý I/2026, quý III/2026")])
    first, third = the_task(dossier, task.text).milestones
    for one in (first, third):
        tasks.set_milestone_done(dossier, milestone_guid=one.guid, done_on=date(2026, 3, 30))

    tasks.set_cells(dossier, cells=[(task.guid, Column.DEADLINE, "Quý II/2026, quý III/2026")])

    moved, kept = the_task(dossier, task.text).milestones
    assert (kept.guid, kept.label, kept.done_on) == (third.guid, third.label, date(2026, 3, 30))
    assert (moved.guid, moved.date_to, moved.done_on) == (first.guid, date(2026, 6, 30), None)


def test_lines_of_a_paper_keep_their_rows(dossier: Dossier) -> None:
    paper = plans.read_plan(dossier, plans.read_plans(dossier, YEAR)[0].guid).paper.guid
    papers.set_paper_lines(dossier, paper_guid=paper, role="legal_basis", lines=["Luật A", "Luật B"])
    before = papers.read_paper(dossier, paper)

    papers.set_paper_lines(dossier, paper_guid=paper, role="legal_basis", lines=["Luật mới", "Luật A", "Luật B"])

    after = papers.read_paper(dossier, paper)
    ids = [line.guid for line in after.line_ids if line.role == "legal_basis"]
    assert ids[1:] == [line.guid for line in before.line_ids if line.role == "legal_basis"]
    assert after.legal_bases == ("Luật mới", "Luật A", "Luật B")


def test_a_day_of_completion_that_is_corrected_is_the_same_row(dossier: Dossier) -> None:
    task = the_task(dossier, "Niêm yết thủ tục")
    tasks.set_status(dossier, task_guids=[task.guid], status="done", day=date(2026, 3, 4))
    with dossier.read() as session:
        (before,) = session.query(TaskResult.guid, TaskResult.day).all()

    assert not results.set_done_day(dossier, task_guid=task.guid, day=date(2026, 3, 4)).entries
    results.set_done_day(dossier, task_guid=task.guid, day=date(2026, 3, 9))

    with dossier.read() as session:
        assert session.query(TaskResult.guid, TaskResult.day).all() == [(before.guid, date(2026, 3, 9))]
    assert the_task(dossier, task.text).done_on == date(2026, 3, 9)


def test_a_statement_keeps_its_row_when_the_one_before_it_goes(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    reports.create_report(dossier, period=f"{YEAR}-Q1")
    with dossier.read() as session:
        item = session.query(ReportItem.guid).order_by(ReportItem.position).first()
    assert item is not None
    said = [Statement("Đã họp hai lần.", ()), Statement("Đã ban hành kế hoạch.", ())]
    drafting.add_statements(dossier, item_guid=item.guid, text="Đã họp hai lần. Đã ban hành kế hoạch.", statements=said)
    with dossier.read() as session:
        second = session.query(ReportStatement.guid).filter_by(text=said[1].text).one()

    drafting.add_statements(dossier, item_guid=item.guid, text="Đã ban hành kế hoạch.", statements=[])

    with dossier.read() as session:
        assert session.query(ReportStatement.guid, ReportStatement.text).all() == [(second.guid, said[1].text)]


def test_a_package_carries_guid_and_revision_of_every_child(dossier: Dossier) -> None:
    task = the_task(dossier, "Công bố danh mục")
    cells = [(task.guid, Column.ACTIVITY, "Họp\nCông bố"), (task.guid, Column.PRODUCT, "Danh mục")]
    tasks.set_cells(dossier, cells=[*cells, (task.guid, Column.DEADLINE, "Quý I/2026")])
    files = package_data.data_files(gather(dossier, PackageWish(YEAR)))
    parsed = json.loads(files["data/plans.json"])
    (sent,) = (row for row in parsed["plans"][0]["tasks"] if row["guid"] == task.guid)
    for name in ("activities", "products", "leads", "milestones"):
        assert sent[name] and all(len(child["guid"]) == 32 and child["revision"] >= 1 for child in sent[name]), name
    assert (sent["objective_guid"], sent["objective_revision"]) == (task.objective_guid, 1)
    with dossier.read() as session:
        kept = {
            row.guid: row.text for row in session.query(Activity.guid, Activity.text).filter_by(task_guid=task.guid)
        }
    assert {row["guid"]: row["text"] for row in sent["activities"]} == kept
