"""The real papers, when they are on this machine: exact counts, and no word lost."""

from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.readers import read_outline, read_plan
from cchc_desktop.readers.read_rows import ReadPlan
from tests.readers.words import lost


def paper(seeds: Path, number: str) -> Path:
    return next(seeds.glob(f"{number}_*.txt"))


@pytest.fixture(scope="module")
def plan(seeds: Path) -> ReadPlan:
    return read_plan(paper(seeds, "003"))


def test_the_list_has_58_tasks_in_8_groups(plan: ReadPlan) -> None:
    assert plan.form == "list"
    assert [len(group.tasks) for group in plan.groups] == [7, 15, 3, 4, 4, 14, 3, 8]
    assert [group.number for group in plan.groups] == list("12345678")
    assert plan.groups[0].title == "Cải cách thể chế"
    assert plan.missing() == {"lead": 0, "coordination": 0, "product": 1, "deadline": 3, "budget": 58}
    assert not plan.unplaced


def test_letters_are_kept_as_printed(plan: ReadPlan) -> None:
    assert [task.label for task in plan.groups[5].tasks][:5] == ["đ", "b", "c", "d", "đ"]
    assert [task.label for task in plan.groups[6].tasks] == ["a", "b", "d"]
    assert [task.label for task in plan.groups[0].tasks] == list("abcdđef")


def test_sub_items_and_lines_of_tasks(plan: ReadPlan) -> None:
    review = plan.groups[1].tasks[1]
    assert len(review.products) == 3
    assert review.products[2] == "Báo cáo kết quả rà soát, đánh giá TTHC của UBND xã"
    assert review.line == 152
    publishing = plan.groups[1].tasks[4]
    assert publishing.lead_text == "Công chức chuyên môn thuộc UBND xã"
    assert len(publishing.coordination_text.split("\n")) == 2
    assert plan.groups[0].tasks[0].deadline == "Thường xuyên trong năm"
    assert plan.groups[0].tasks[3].leads == ("công chức Tư pháp - Hộ tịch cấp xã",)
    assert plan.groups[6].tasks[2].deadline == "Thực hiện thường xuyên trong năm"


def test_the_decision_around_it(plan: ReadPlan) -> None:
    decision = plan.decision
    assert decision is not None
    assert (decision.number, decision.symbol, decision.place) == ("334", "QĐ-UBND", "Hương Trà")
    assert decision.issued_on == date(2023, 12, 30)
    assert decision.authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HƯƠNG TRÀ"
    assert len(decision.legal_bases) == 6
    assert decision.legal_bases[5].startswith("Theo đề nghị")
    assert len(decision.articles) == 3
    assert len(decision.recipients) == 8
    assert decision.recipients[0] == "Như Điều 3"
    assert decision.signing == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert len(decision.signer_name.split()) == 3
    assert decision.subject == "Ban hành Kế hoạch công tác cải cách hành chính xã Hương Trà năm 2024"


def test_purpose_and_organisation(plan: ReadPlan) -> None:
    assert plan.paper.kind == "plan"
    assert plan.paper.subject == "Công tác cải cách hành chính xã Hương Trà năm 2024"
    assert [(s.level, s.number, s.role) for s in plan.sections] == [
        (1, "I", "text"),
        (2, "1", "text"),
        (2, "2", "text"),
        (1, "II", "tasks"),
        (1, "III", "text"),
    ]
    assert plan.sections[0].title == "MỤC ĐÍCH, YÊU CẦU"
    assert plan.sections[1].body.count("\n- ") == 2
    assert [line[:2] for line in plan.sections[4].body.split("\n")] == ["1.", "2.", "3.", "4."]
    assert plan.paper.closing.startswith("Trong quá trình thực hiện")


def test_the_frame_of_the_letter(seeds: Path) -> None:
    plan = read_plan(paper(seeds, "000"))
    assert plan.form == "table"
    assert [(g.number, g.title, len(g.tasks)) for g in plan.groups] == [("I", "CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH CCHC", 2)]
    first, second = plan.groups[0].tasks
    assert (first.label, second.label) == ("2.1", "2.2")
    assert len(first.activities) == 2
    assert first.activities[1].startswith("Tổng hợp")
    assert second.objective == first.objective
    assert second.objective.startswith("Nâng cao chất lượng")
    assert first.leads == ("Phòng Nội vụ", "UBND các xã, thị trấn")
    assert second.deadline == "Năm 2024"
    assert plan.missing()["coordination"] == 0
    assert plan.missing()["product"] == 0
    assert (plan.paper.kind, plan.paper.number, plan.paper.symbol) == ("letter", "03", "UBND")
    assert len(plan.paper.addressees) == 3
    assert len(plan.paper.recipients) == 4


def test_the_outline_is_counted_right(seeds: Path) -> None:
    outline = read_outline(paper(seeds, "000"))
    assert [item.number for item in outline.items if item.level == 1] == ["I", "II", "III", "IV", "V"]
    assert len(outline.warnings) == 3
    assert "ĐÁNH GIÁ CHUNG" in outline.warnings[0]
    by_title = {item.title: item for item in outline.items}
    assert by_title["Về kiểm tra cải cách hành chính"].guidance.count("- ") == 2
    assert by_title["Rà soát VBQPPL"].level == 4
    assert [item.number for item in outline.items if item.number.startswith("4.")] == [
        "4.1",
        "4.2",
        "4.3",
        "4.4",
        "4.5",
    ]


@pytest.mark.parametrize("number", ["001", "002", "004"])
def test_other_shapes_become_sections(seeds: Path, number: str) -> None:
    plan = read_plan(paper(seeds, number))
    assert not plan.groups
    assert plan.paper.kind == "plan"
    assert len(plan.sections) > 5
    assert len(plan.paper.recipients) >= 3
    assert plan.warnings


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_no_word_is_lost(seeds: Path, number: str) -> None:
    path = paper(seeds, number)
    assert lost(path.read_text(encoding="utf-8"), read_plan(path)) == []


def test_no_word_of_the_outline_is_lost(seeds: Path) -> None:
    path = paper(seeds, "000")
    assert lost(path.read_text(encoding="utf-8"), read_outline(path)) == []
