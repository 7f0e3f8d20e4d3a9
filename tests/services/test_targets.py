"""Targets over years: typed, read from the text, filled from what is known, printed, copied, taken back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document as open_docx
from openpyxl import load_workbook

from cchc_desktop.errors import UserError
from cchc_desktop.models.index import IndexResult
from cchc_desktop.models.target_rows import goal_text, target_years, whole_standing, years_of
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.exports import export
from cchc_desktop.services.frame.results import add_result
from cchc_desktop.services.papers import plans, targets
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.papers import set_paper
from cchc_desktop.services.papers.plan_copies import copy_plan
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.sections import add_section, set_section
from cchc_desktop.services.papers.targets import Part, TargetCell
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, with_plan

Made = tuple[Dossier, str, list[str]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = with_plan(tmp_path)
    yield found
    found[0].close()


def cell(guid: str, part: Part, text: str, year: int = 0, line: int = 0) -> TargetCell:
    return TargetCell(guid, part, text, year, line)


def add(dossier: Dossier, plan: str, *texts: str) -> list[str]:
    return targets.add_targets(dossier, plan_guid=plan, texts=texts).created("target")


def test_a_block_of_cells_is_one_step_and_keeps_what_it_says(made: Made) -> None:
    dossier, plan, _tasks = made
    before = content(dossier)
    block = [
        cell("", Part.TEXT, "Hồ sơ đúng hạn", line=0),
        cell("", Part.GOAL, "≥ 99 %", line=0),
        cell("", Part.PLANNED, "97", 2025, line=0),
        cell("", Part.ACTUAL, "97,5", 2025, line=0),
        cell("", Part.ACTUAL, "96; ước 99,2", YEAR, line=0),
        cell("", Part.TEXT, "Nhiệm vụ đột xuất", line=1),
        cell("", Part.GOAL, "hoàn thành tốt", line=1),
    ]
    change = targets.set_targets(dossier, plan_guid=plan, cells=block)
    first, second = targets.read_targets(dossier, plan)
    assert [goal_text(first), goal_text(second)] == ["≥ 99%", "hoàn thành tốt"]  # what is not understood stays words
    years = years_of("", (), YEAR, (first, second))
    assert years == (2025, YEAR)
    assert years_of("", ("MỤC TIÊU ĐẾN NĂM 2028", "Đến năm 2040"), YEAR, ()) == (YEAR, YEAR + 1, YEAR + 2)
    told = [one.standing for one in target_years(first, years, YEAR)]
    assert told == ["met", "on_course"]
    assert whole_standing(second, years, YEAR) == ""
    undo(dossier, change)
    assert content(dossier) == before


def test_a_cell_that_is_no_number_changes_nothing(made: Made) -> None:
    dossier, plan, _tasks = made
    (guid,) = add(dossier, plan, "Hồ sơ đúng hạn ≥ 99%")
    before = content(dossier)
    block = [cell(guid, Part.TEXT, "Khác"), cell(guid, Part.ACTUAL, "nhiều", YEAR)]
    with pytest.raises(UserError, match="nhiều"):
        targets.set_targets(dossier, plan_guid=plan, cells=block)
    assert content(dossier) == before


def test_years_beyond_that_of_the_window_belong_to_the_paper(made: Made) -> None:
    dossier, plan, _tasks = made
    (guid,) = add(dossier, plan, "Hồ sơ đúng hạn ≥ 99%")
    for text in ("90", "91"):
        with dossier.within(YEAR):
            targets.set_targets(dossier, plan_guid=plan, cells=[cell(guid, Part.ACTUAL, text, 2021)])
    (row,) = targets.read_targets(dossier, plan)
    assert [(value.year, value.actual) for value in row.values] == [(2021, Decimal(91))]


def test_targets_are_read_from_the_text_once(made: Made) -> None:
    dossier, plan, _tasks = made
    section = add_section(dossier, plan_guid=plan, title="Mục tiêu cụ thể").created("section")[0]
    body = "- Hồ sơ đúng hạn đạt trên 99%; trực tuyến đạt 30-50%.\n- Nâng cao nhận thức."
    set_section(dossier, section_guid=section, body=body)
    other = add_section(dossier, plan_guid=plan, title="Nhiệm vụ", after_guid=None).created("section")[0]
    set_section(dossier, section_guid=other, body="- Số hóa đạt trên 80%.")
    found = targets.targets_in_text(dossier, plan)
    assert found == ("Hồ sơ đúng hạn đạt trên 99%", "Trực tuyến đạt 30-50%")
    add(dossier, plan, *found)
    assert [goal_text(row) for row in targets.read_targets(dossier, plan)] == ["> 99%", "30-50%"]
    assert targets.targets_in_text(dossier, plan) == ()
    assert body in [one.body for one in plans.read_plan(dossier, plan).sections]  # the text itself stays


def test_values_come_from_their_source_and_follow_it(made: Made) -> None:
    dossier, plan, tasks = made
    share, rank, typed = add(dossier, plan, "Nhiệm vụ hoàn thành đạt 100%", "PAR INDEX nằm trong top 5", "Số khác 5%")
    with dossier.change("…") as work:
        told = {"points": Decimal(80), "max_points": Decimal(100), "rank": 4, "decision": "Quyết định số 9/QĐ-UBND"}
        work.session.add(IndexResult(index_code="PAR_INDEX", year=YEAR, **told))
    targets.set_source(dossier, target_guid=share, source="tasks", years=[YEAR])
    targets.set_source(dossier, target_guid=rank, source="index:PAR_INDEX", years=[YEAR - 1, YEAR])
    targets.set_targets(dossier, plan_guid=plan, cells=[cell(typed, Part.ACTUAL, "7", YEAR)])
    targets.set_source(dossier, target_guid=typed, source="tasks", years=[YEAR])
    rows = {row.guid: row for row in targets.read_targets(dossier, plan)}
    assert [(v.year, v.actual) for v in rows[rank].values] == [(YEAR, Decimal(4))]
    assert "Quyết định số 9/QĐ-UBND" in rows[rank].values[0].note
    assert rows[share].values[0].actual == 0 and "0/4" in rows[share].values[0].note
    assert rows[typed].values[0].actual == 7  # what was typed stays
    add_result(dossier, task_guid=tasks[0], day=date(YEAR, 3, 1), text="Xong", percent=100)
    assert [(row.guid, year, value) for row, year, value in targets.stale_values(dossier, plan)] == [
        (share, YEAR, Decimal(25))
    ]
    targets.fill_actuals(dossier, plan_guid=plan, years=[YEAR])
    assert targets.stale_values(dossier, plan) == ()


def test_the_table_goes_along_with_a_programme_and_its_copy(made: Made, tmp_path: Path) -> None:
    dossier, plan, _tasks = made
    view = plans.read_plan(dossier, plan)
    set_paper(dossier, paper_guid=view.paper.guid, subject="Cải cách hành chính giai đoạn 2021-2025")
    (guid,) = add(dossier, plan, "Hồ sơ đúng hạn đạt tối thiểu 99%")
    cells = [cell(guid, Part.PLANNED, "95", 2021), cell(guid, Part.ACTUAL, "96,5", 2021)]
    targets.set_targets(dossier, plan_guid=plan, cells=cells)
    assert "Năm 2021" not in str(compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=plan)))
    targets.set_with_table(dossier, plan_guid=plan, on=True)
    for guid_of in (plan, copy_plan(dossier, plan_guid=plan, year=YEAR + 1, move_years=False).created("plan")[0]):
        wish = Wish(YEAR, plan_guid=guid_of)
        document = compose(dossier, Printout.PLAN, wish)
        tables = {table.name: table for table in document.tables()}
        assert document.parts[-1].page == "landscape"
        texts = [one.text.replace("\xa0", " ") for one in tables["Chỉ tiêu"].rows[0].cells]
        assert texts[1:5] == ["Hồ sơ đúng hạn đạt tối thiểu 99%", "≥ 99%", "≥ 95%", "96,5%"]
        assert [one.text for one in tables["Chỉ tiêu"].header[0].cells if one.text.startswith("Năm")][::4] == [
            "Năm 2021",
            "Năm 2025",
        ]
        assert "Phụ lục II kèm theo" in str(document).replace("\\xa0", " ")
    plans.remove_plan(dossier, plan_guid=plan)  # with the years of its targets


def test_the_table_alone_in_three_forms(made: Made, tmp_path: Path) -> None:
    dossier, plan, _tasks = made
    with pytest.raises(UserError, match="chưa có chỉ tiêu"):
        compose(dossier, Printout.TARGETS, Wish(YEAR))
    (guid,) = add(dossier, plan, "Hồ sơ đúng hạn đạt tối thiểu 99%")
    targets.set_targets(dossier, plan_guid=plan, cells=[cell(guid, Part.ACTUAL, "97", 2025)])
    steps = export(dossier, Wish(YEAR), what=["targets"], formats=["docx", "pdf", "xlsx"], out=tmp_path)
    files = [*steps]
    assert files[-1].done == 3
    (table,) = open_docx(str(tmp_path / f"Bang-chi-tieu-{YEAR}.docx")).tables[1:2]
    assert [one.text for one in table.rows[0].cells][:3] == ["TT", "Chỉ tiêu", "Mức phấn đấu"]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc  # a title over both rows of the header
    sheet = load_workbook(tmp_path / f"Bang-chi-tieu-{YEAR}.xlsx").active
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert any(one.startswith("A") and one[-1].isdigit() and ":A" in one for one in merged)


def test_the_year_of_a_text_moves_but_not_what_was_reached(made: Made) -> None:
    dossier, plan, _tasks = made
    (guid,) = add(dossier, plan, f"Hồ sơ đúng hạn năm {YEAR} đạt tối thiểu 99%")
    targets.set_targets(dossier, plan_guid=plan, cells=[cell(guid, Part.ACTUAL, "98", YEAR)])
    copied = copy_plan(dossier, plan_guid=plan, year=YEAR + 1).created("plan")[0]
    (row,) = targets.read_targets(dossier, copied)
    assert row.text == f"Hồ sơ đúng hạn năm {YEAR + 1} đạt tối thiểu 99%"
    assert [(value.year, value.actual) for value in row.values] == [(YEAR, Decimal(98))]


@pytest.mark.parametrize(
    ("part", "text", "refused"),
    [
        (Part.PLANNED, "nhiều", True),
        (Part.ACTUAL, "nhiều", True),
        (Part.PLANNED, "30-50", False),
        (Part.ACTUAL, "30-50", True),
        (Part.PLANNED, " ", False),
        (Part.TEXT, "nhiều", False),
        (Part.GOAL, "nhiều", False),
    ],
)
def test_a_cell_says_why_it_does_not_take_a_text(part: Part, text: str, refused: bool) -> None:
    assert bool(targets.refusal(cell("", part, text, YEAR))) is refused


def test_targets_move_within_their_paper_and_empty_lines_make_none(made: Made) -> None:
    dossier, plan, _tasks = made
    guids = add(dossier, plan, "A", "B", "C")
    before = content(dossier)
    for place, by, order in ((0, 1, "BAC"), (2, -1, "ACB"), (1, -9, "BAC"), (0, 9, "BCA")):
        change = targets.move_target(dossier, target_guid=guids[place], by=by)
        assert "".join(row.text for row in targets.read_targets(dossier, plan)) == order
        undo(dossier, change)
        assert content(dossier) == before
    assert not targets.set_targets(dossier, plan_guid=plan, cells=[cell("", Part.TEXT, " ", line=7)])
    targets.set_targets(
        dossier, plan_guid=plan, cells=[cell("", Part.GOAL, "≥ 5 %", line=7), cell("", Part.TEXT, "", line=8)]
    )
    assert [row.text for row in targets.read_targets(dossier, plan)] == ["A", "B", "C", "Chỉ tiêu mới"]


def test_a_target_takes_its_goal_from_its_words_until_it_has_one(made: Made) -> None:
    dossier, plan, _tasks = made
    (guid,) = add(dossier, plan, "Hồ sơ đúng hạn tối thiểu 99%")

    def told(part: Part, text: str) -> tuple[str, Decimal | None, Decimal | None, str, str]:
        targets.set_targets(dossier, plan_guid=plan, cells=[cell(guid, part, text)])
        (row,) = targets.read_targets(dossier, plan)
        return row.comparator, row.value, row.value_to, row.unit, row.text

    assert told(Part.TEXT, " Hồ sơ  trễ dưới 1% ") == (">=", Decimal(99), None, "%", "Hồ sơ trễ dưới 1%")
    assert told(Part.TEXT, "  ") == (">=", Decimal(99), None, "%", "Hồ sơ trễ dưới 1%")
    assert told(Part.GOAL, "30-50 điểm") == ("range", Decimal(30), Decimal(50), "điểm", "Hồ sơ trễ dưới 1%")
    assert told(Part.GOAL, "≥ 5")[:4] == (">=", Decimal(5), None, "")
    assert told(Part.GOAL, "hoàn thành tốt")[:4] == ("", None, None, "hoàn thành tốt")
    assert told(Part.TEXT, "đạt 80%")[1:4] == (None, None, "hoàn thành tốt")  # words are a goal too
    assert told(Part.GOAL, "")[:4] == ("", None, None, "")
    assert told(Part.TEXT, "Trực tuyến đạt 80%")[:4] == ("", Decimal(80), None, "%")


def test_years_of_a_target_are_planned_reached_and_cleared(made: Made) -> None:
    dossier, plan, _tasks = made
    (guid,) = add(dossier, plan, "A đạt 80%")
    cells = [cell(guid, Part.PLANNED, "70-75", 2025), cell(guid, Part.ACTUAL, "71; ước 73", 2025)]
    targets.set_targets(dossier, plan_guid=plan, cells=[*cells, cell(guid, Part.PLANNED, "80", 2026)])
    ((first, second),) = [row.values for row in targets.read_targets(dossier, plan)]
    assert (first.year, first.planned, first.planned_to, first.actual, first.forecast) == (2025, 70, 75, 71, 73)
    assert (second.year, second.planned, second.planned_to, second.actual) == (2026, 80, None, None)
    cleared = [cell(guid, Part.PLANNED, " ", 2025), cell(guid, Part.ACTUAL, "", 2025)]
    targets.set_targets(dossier, plan_guid=plan, cells=cleared)
    first = targets.read_targets(dossier, plan)[0].values[0]
    assert (first.planned, first.planned_to, first.actual, first.forecast) == (None, None, None, None)
    before = content(dossier)
    change = targets.remove_targets(dossier, guids=[guid])
    assert targets.read_targets(dossier, plan) == () and not content(dossier)["target_value"]
    undo(dossier, change)
    assert content(dossier) == before


def test_lines_of_a_table_become_targets_behind_those_that_are_there(made: Made) -> None:
    dossier, plan, _tasks = made
    add(dossier, plan, "A")
    cells = [
        cell("", Part.TEXT, " ", line=0),
        cell("", Part.GOAL, "≥ 5%", line=1),
        cell("", Part.TEXT, "C", line=2),
        cell("", Part.PLANNED, "7", 2026, line=2),
    ]
    targets.set_targets(dossier, plan_guid=plan, cells=cells)
    rows = targets.read_targets(dossier, plan)
    assert [(row.text, row.value) for row in rows] == [("A", None), ("Chỉ tiêu mới", 5), ("C", None)]
    assert rows[2].values[0].planned == 7
    targets.move_target(dossier, target_guid=rows[0].guid, by=1)
    assert [row.text for row in targets.read_targets(dossier, plan)] == ["Chỉ tiêu mới", "A", "C"]
    for by, order in ((-9, ["A", "Chỉ tiêu mới", "C"]), (9, ["Chỉ tiêu mới", "C", "A"])):
        targets.move_target(dossier, target_guid=rows[0].guid, by=by)
        assert [row.text for row in targets.read_targets(dossier, plan)] == order
