"""Plans, their sections and papers."""

from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.plan import Section
from cchc_desktop.services.papers import papers, plans, sections
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier, with_plan


def test_an_annual_plan_begins_with_its_decision_and_headings(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    plans.create_plan(dossier, year=YEAR)
    row = plans.annual_plan(dossier, YEAR)
    assert row is not None
    view = plans.read_plan(dossier, row.guid)
    assert view.decision is not None
    assert view.decision.symbol == "QĐ-UBND"
    assert view.decision.subject == "Ban hành Kế hoạch công tác cải cách hành chính xã Bình Minh năm 2026"
    assert [(s.number, s.title, s.role) for s in view.sections][1] == ("II", "NHIỆM VỤ CỤ THỂ", "tasks")
    dossier.close()


def test_removing_a_plan_can_be_taken_back(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    before = content(dossier)
    change = plans.remove_plan(dossier, plan_guid=plan_guid)
    assert plans.read_plans(dossier, YEAR) == ()
    assert content(dossier)["official_document"] == []
    undo(dossier, change)
    assert content(dossier) == before
    dossier.close()


def test_sections_are_numbered_by_their_place(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    first, second, third = plans.read_plan(dossier, plan_guid).sections
    sections.add_section(dossier, plan_guid=plan_guid, title="KINH PHÍ", after_guid=second.guid)
    one = sections.add_section(dossier, plan_guid=plan_guid, title="Mục đích", parent_guid=first.guid)
    sections.add_section(dossier, plan_guid=plan_guid, title="Yêu cầu", parent_guid=first.guid)
    sections.move_section(dossier, section_guid=third.guid, by=-1)
    assert [(s.level, s.number, s.title) for s in plans.read_plan(dossier, plan_guid).sections] == [
        (1, "I", "MỤC ĐÍCH, YÊU CẦU"),
        (2, "1", "Mục đích"),
        (2, "2", "Yêu cầu"),
        (1, "II", "NHIỆM VỤ CỤ THỂ"),
        (1, "III", "TỔ CHỨC THỰC HIỆN"),
        (1, "IV", "KINH PHÍ"),
    ]
    sections.remove_section(dossier, section_guid=one.created("section")[0])
    assert [s.number for s in plans.read_plan(dossier, plan_guid).sections] == ["I", "1", "II", "III", "IV"]
    change = sections.remove_section(dossier, section_guid=first.guid)
    assert [s.number for s in plans.read_plan(dossier, plan_guid).sections] == ["I", "II", "III"]
    undo(dossier, change)
    assert [s.title for s in plans.read_plan(dossier, plan_guid).sections][:2] == ["MỤC ĐÍCH, YÊU CẦU", "Yêu cầu"]
    dossier.close()


def shown(dossier: Dossier, plan: str) -> list[str]:
    """The numbers and titles of the whole tree, indented by level."""
    return ["  " * (s.level - 1) + f"{s.number} {s.title}".strip() for s in plans.read_plan(dossier, plan).sections]


def test_headings_are_made_under_the_last_one_of_a_level_above(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    plan = plans.create_plan(dossier, year=YEAR, kind="other", subject="Việc khác").created("plan")[0]
    with dossier.change("x") as work:
        work.session.query(Section).delete()
        told = [(1, "A"), (2, "B"), (3, "C"), (2, "D"), (3, "E"), (1, "F"), (2, "G")]
        sections.add_sections(work.session, plan, [sections.NewSection(level, "", name) for level, name in told])
    assert shown(dossier, plan) == ["A", "  B", "    C", "  D", "    E", "F", "  G"]
    dossier.close()


def test_a_section_is_edited_and_moved_and_both_can_be_taken_back(tmp_path: Path) -> None:
    dossier, plan, _tasks = with_plan(tmp_path)
    first, second, _third = plans.read_plan(dossier, plan).sections
    before = content(dossier)
    for wanted in ({"title": " Mới "}, {"body": " Chữ "}, {"number": " A "}):
        change = sections.set_section(dossier, section_guid=first.guid, **wanted)
        row = plans.read_plan(dossier, plan).sections[0]
        expected = {"title": first.title, "body": first.body, "number": first.number} | wanted
        assert {"title": row.title, "body": row.body, "number": row.number} == {
            name: value if name == "body" else value.strip() for name, value in expected.items()
        }
        undo(dossier, change)
        assert content(dossier) == before
    change = sections.move_section(dossier, section_guid=second.guid, by=-7)
    assert plans.read_plan(dossier, plan).sections[0].title == second.title
    undo(dossier, change)
    assert content(dossier) == before
    dossier.close()


@pytest.mark.parametrize(
    ("numbers", "level", "numbered"),
    [
        (["I", "", "IX"], 1, ["I", "II", "III"]),
        (["1", "", "7"], 1, ["1", "2", "3"]),  # the points of a letter
        (["", "II", "I"], 1, ["I", "II", "III"]),
        (["5", "1", ""], 2, ["1", "2", "3"]),
        (["b", "", "a"], 3, ["a", "b", "c"]),
        (["b", "", "a"], 4, ["a", "b", "c"]),
        (["", "", ""], 1, ["I", "II", "III"]),
        (["", "", ""], 2, ["", "", ""]),
        ([""], 2, ["1"]),
        (["", ""], 2, ["", ""]),
    ],
)
def test_numbers_follow_what_the_siblings_carry(numbers: list[str], level: int, numbered: list[str]) -> None:
    rows = [Section(number=number, title="x", body="", position=9) for number in numbers]
    sections._renumber(rows, level)
    assert [row.number for row in rows] == numbered
    assert [row.position for row in rows] == list(range(len(rows)))


def test_paragraphs_without_a_heading_stay_without_a_number() -> None:
    rows = [Section(number="", title="", body="Đoạn văn", position=0), Section(number="", title="Ý", body="Chữ")]
    sections._renumber(rows, 1)
    assert [row.number for row in rows] == ["", ""], "there is text, and nobody numbered it"
    rows = [
        Section(number="I", title="Ý", body=""),
        Section(number="", title="", body="Đoạn"),
        Section(number="", title="Ý"),
    ]
    sections._renumber(rows, 1)
    assert [row.number for row in rows] == ["I", "", "II"]


def test_a_papers_frame_and_lines(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    guid = plans.read_plan(dossier, plan_guid).decision.guid  # type: ignore[union-attr]
    papers.set_paper(dossier, paper_guid=guid, number="12", issued_on=date(2026, 1, 5))
    papers.set_paper_lines(dossier, paper_guid=guid, role="recipient", lines=["Như Điều 3", " ", "Lưu: VT"])
    papers.set_paper_lines(dossier, paper_guid=guid, role="recipient", lines=["Lưu: VT"])
    paper = papers.read_paper(dossier, guid)
    assert (paper.number, paper.issued_on, paper.recipients) == ("12", date(2026, 1, 5), ("Lưu: VT",))
    dossier.close()


def test_a_number_is_given_once_a_year(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    first = plans.read_plan(dossier, plan_guid)
    papers.set_paper(dossier, paper_guid=first.paper.guid, number="05")
    other = plans.create_plan(dossier, year=YEAR, kind="index", subject="Nâng cao chỉ số").created("plan")[0]
    second = plans.read_plan(dossier, other).paper
    with pytest.raises(UserError, match="05/KH-UBND"):
        papers.set_paper(dossier, paper_guid=second.guid, number="05")
    assert papers.read_paper(dossier, second.guid).number == ""
    dossier.close()
