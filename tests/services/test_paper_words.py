"""Words found and replaced in all texts of a plan or a report, as one step."""

from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.services.papers.paper_words import find_in_plan, find_in_report, replace_in_texts
from cchc_desktop.services.papers.papers import set_paper, set_paper_lines
from cchc_desktop.services.papers.plans import read_plan
from cchc_desktop.services.papers.sections import set_section
from cchc_desktop.services.reporting.reports import create_report, read_report, set_item, set_report_status
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, with_plan


@pytest.fixture
def plan(tmp_path: Path) -> tuple[Dossier, str]:
    dossier, guid, _tasks = with_plan(tmp_path)
    view = read_plan(dossier, guid)
    assert view.decision is not None
    set_paper_lines(
        dossier,
        paper_guid=view.decision.guid,
        role="legal_basis",
        lines=["Căn cứ Kế hoạch của UBND huyện", "Căn cứ Luật Lưu trữ", "UBND huyện"],
    )
    set_paper(dossier, paper_guid=view.paper.guid, closing="Báo cáo **UBND huyện** để chỉ đạo.")
    body = "- Báo cáo UBND **huyện**\nKhông có gì\n+ UBND huyện và UBND huyện"
    set_section(dossier, section_guid=view.sections[0].guid, body=body)
    return dossier, guid


def test_every_text_is_searched_in_the_order_of_the_paper(plan: tuple[Dossier, str]) -> None:
    found = find_in_plan(*plan, "ubnd huyen", "UBND tỉnh", False)
    assert [(text.part, text.index, text.line, text.count) for text in found] == [
        ("legal_basis", 0, 0, 1),
        ("legal_basis", 2, 0, 1),
        ("section", 0, 0, 1),
        ("section", 0, 2, 2),
        ("closing", 0, 0, 1),
    ]
    assert found[3].after == "UBND tỉnh và UBND tỉnh"
    assert find_in_plan(*plan, "ubnd huyen", "", True) == ()


def test_marks_of_a_paper_are_no_texts(plan: tuple[Dossier, str]) -> None:
    dossier, guid = plan
    before = find_in_plan(*plan, "2026-03", "", False)
    set_paper(dossier, paper_guid=read_plan(dossier, guid).paper.guid, dated="2026-03")
    assert find_in_plan(*plan, "2026-03", "", False) == before == ()


def test_all_are_replaced_as_one_step(plan: tuple[Dossier, str]) -> None:
    dossier, guid = plan
    before = content(dossier)
    found = find_in_plan(dossier, guid, "UBND huyện", "UBND tỉnh", True)
    change = replace_in_texts(dossier, texts=found, query="UBND huyện", by="UBND tỉnh", exact=True)
    view = read_plan(dossier, guid)
    assert view.sections[0].body == "- Báo cáo UBND **tỉnh**\nKhông có gì\n+ UBND tỉnh và UBND tỉnh"
    assert view.paper.closing == "Báo cáo **UBND tỉnh** để chỉ đạo."
    assert view.decision is not None and "huyện" not in "".join(view.decision.legal_bases)
    assert find_in_plan(dossier, guid, "UBND huyện", "", True) == ()
    undo(dossier, change)
    assert content(dossier) == before


def test_what_was_left_out_or_has_changed_since_stays(plan: tuple[Dossier, str]) -> None:
    dossier, guid = plan
    found = find_in_plan(dossier, guid, "UBND huyện", "UBND tỉnh", True)
    section = read_plan(dossier, guid).sections[0]
    set_section(dossier, section_guid=section.guid, body="Mới: UBND huyện")
    replace_in_texts(dossier, texts=found[1:], query="UBND huyện", by="UBND tỉnh", exact=True)
    view = read_plan(dossier, guid)
    assert view.sections[0].body == "Mới: UBND huyện"
    assert view.decision is not None and view.decision.legal_bases[0] == "Căn cứ Kế hoạch của UBND huyện"
    assert view.decision.legal_bases[2] == "UBND tỉnh"


def test_a_line_without_words_goes_and_later_lines_are_found(plan: tuple[Dossier, str]) -> None:
    dossier, guid = plan
    section = read_plan(dossier, guid).sections[0]
    set_section(dossier, section_guid=section.guid, body="- bỏ đi\n- bỏ đi\n- giữ lại, bỏ đi")
    found = find_in_plan(dossier, guid, "bỏ đi", "", True)
    replace_in_texts(dossier, texts=found, query="bỏ đi", by="", exact=True)
    assert read_plan(dossier, guid).sections[0].body == "- giữ lại,"
    found = find_in_plan(dossier, guid, "UBND huyện", "", True)
    replace_in_texts(dossier, texts=found, query="UBND huyện", by="", exact=True)
    decision = read_plan(dossier, guid).decision
    assert decision is not None and len(decision.legal_bases) == 2


def test_a_report_is_searched_and_a_sent_one_refused(plan: tuple[Dossier, str]) -> None:
    dossier = plan[0]
    guid = create_report(dossier, period=f"{YEAR}-Q1").created("report")[0]
    item = next(item for item in read_report(dossier, guid).items if not item.text)
    set_item(dossier, item_guid=item.guid, text="Tiếp nhận **4.512** hồ sơ\n- hồ sơ trễ hạn", status="draft")
    found = find_in_report(dossier, guid, "ho so", "thủ tục", False)
    assert [(text.part, text.line) for text in found] == [("item", 0), ("item", 1)]
    replace_in_texts(dossier, texts=found, query="ho so", by="thủ tục", exact=False)
    after = next(row for row in read_report(dossier, guid).items if row.guid == item.guid)
    assert after.text == "Tiếp nhận **4.512** thủ tục\n- thủ tục trễ hạn"
    set_report_status(dossier, report_guid=guid, status="sent")
    before = content(dossier)
    found = find_in_report(dossier, guid, "thủ tục", "hồ sơ", True)
    with pytest.raises(UserError):
        replace_in_texts(dossier, texts=found, query="thủ tục", by="hồ sơ", exact=True)
    assert content(dossier) == before
