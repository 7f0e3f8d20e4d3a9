"""Templates of the office's own: from a paper and back again, in this year and another, here and elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.template_file import read_template
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.organisation import Tier
from cchc_desktop.services import offices, start
from cchc_desktop.services.papers import own_templates, papers, plans, sections, template_words
from cchc_desktop.services.papers.papers_from_templates import available_templates, create_from_template
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier, with_plan

KINDS = ("letter_reminder", "decision_team", "plan_annual", "minutes_meeting", "list_award", "report_achievement")


def begin(dossier: Dossier, code: str, year: int = YEAR) -> YearPaperView:
    return plans.read_plan(dossier, create_from_template(dossier, year=year, code=code).created("plan")[0])


def kept(dossier: Dossier, view: YearPaperView, title: str = "Mẫu của xã", but: tuple[str, ...] = ()) -> str:
    change = own_templates.save_template(dossier, plan_guid=view.plan.guid, title=title, kept=but)
    return change.created("paper_template")[0]


def said(view: YearPaperView) -> list[object]:
    """All that a paper says, without what tells its rows apart."""
    found: list[object] = [view.plan.kind, view.plan.frame_mode]
    for paper in (view.paper, view.decision):
        if paper is not None:
            found.append(replace(paper, guid="", revision=0, line_ids=(), number="", issued_on=None, secretary=""))
    return [*found, *((s.level, s.number, s.title, s.body, s.role) for s in view.sections)]


@pytest.mark.parametrize("code", KINDS)
def test_a_paper_made_from_a_template_says_what_its_source_said(tmp_path: Path, code: str) -> None:
    dossier = new_dossier(tmp_path)
    source = begin(dossier, code)
    signed = source.decision or source.paper
    papers.set_paper(dossier, paper_guid=signed.guid, number="7", preamble="Năm 2026, {xã} có 5% việc “chậm”\\n\nHết")
    papers.set_paper_lines(
        dossier,
        paper_guid=signed.guid,
        role="legal_basis",
        lines=["Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND xã Bình Minh về cải cách hành chính năm 2026;"],
    )
    source = plans.read_plan(dossier, source.plan.guid)
    before = content(dossier)
    change = own_templates.save_template(dossier, plan_guid=source.plan.guid, title="Mẫu của xã")
    made = begin(dossier, change.created("paper_template")[0])
    assert said(made) == said(source)
    assert (made.decision or made.paper).number == ""
    undo(dossier, create_from_template(dossier, year=YEAR, code=change.created("paper_template")[0]))
    plans.remove_plan(dossier, plan_guid=made.plan.guid)
    undo(dossier, change)
    assert content(dossier) == before
    dossier.close()


def test_years_and_the_offices_words_become_placeholders_and_cited_papers_stay(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    source = begin(dossier, "letter_request")
    papers.set_paper(
        dossier,
        paper_guid=source.paper.guid,
        preamble=(
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND xã Bình Minh, năm 2026 UBND xã Bình Minh "
            "báo cáo UBND tỉnh An Bình kết quả so với năm 2025 trước ngày 15/11/2026; giai đoạn 2026 - 2030; "
            "xã Bình Minh Tây và Ủy ban nhân dân tỉnh An Bình; hồ sơ 2026/A; Chủ tịch UBND xã Bình Minh."
        ),
    )
    code = kept(dossier, source)
    with dossier.read() as session:
        form = own_templates.template_form(session, code)
    assert form.preamble == (
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND xã Bình Minh, năm {year} UBND {area} báo cáo "
        "{superior_short} kết quả so với năm {last_year} trước ngày 15/11/{year}; giai đoạn 2026 - 2030; xã Bình "
        "Minh Tây và {superior}; hồ sơ 2026/A; Chủ tịch UBND {area}."
    )
    draft = own_templates.draft_template(dossier, source.plan.guid)
    assert {one.mark: one.words for one in draft.placed}["{area}"] == "xã Bình Minh"
    assert draft.title == "Công văn xây dựng kế hoạch và báo cáo cải cách hành chính"
    words = kept(dossier, source, "Giữ tên xã", ("{area}", "{year}"))
    with dossier.read() as session:
        form = own_templates.template_form(session, words)
    assert "năm 2026 UBND xã Bình Minh báo cáo {superior_short}" in form.preamble
    dossier.close()


def test_next_year_and_another_office_get_their_own_words(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path / "a")
    code = kept(dossier, begin(dossier, "letter_reminder"))
    assert begin(dossier, code, 2027).paper.subject == "đôn đốc thực hiện nhiệm vụ\ncải cách hành chính năm 2027"
    path = own_templates.export_template(dossier, code=code, path=tmp_path / "mau.json")
    dossier.close()
    other = start.create_dossier(
        tmp_path / "b.cchc", office="Sở Nội vụ", superior="UBND tỉnh An Bình", place="An Bình", year=YEAR
    )
    form, unknown = read_template(path)
    assert unknown == ()
    change = own_templates.add_template(other, form=form)
    view = begin(other, change.created("paper_template")[0])
    assert "xã Bình Minh" not in repr(view) and "{" not in repr((view.paper, view.sections))
    assert "Lãnh đạo Sở Nội vụ" in view.paper.recipients
    with pytest.raises(UserError, match="Mẫu của xã"):
        own_templates.add_template(other, form=form)
    other.close()


def test_a_decision_names_the_paper_that_it_issues_now(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    source = begin(dossier, "plan_annual")
    assert source.decision is not None
    first, *others = source.decision.articles
    papers.set_paper_lines(
        dossier, paper_guid=source.decision.guid, role="article", lines=[f"{first} Việc mới của năm 2026.", *others[1:]]
    )
    code = kept(dossier, plans.read_plan(dossier, source.plan.guid))
    made = create_from_template(dossier, year=2027, code=code, subject="Đột phá năm 2027").created("plan")[0]
    decision = plans.read_plan(dossier, made).decision
    assert decision is not None and decision.subject == "Ban hành Kế hoạch đột phá năm 2027"
    assert decision.articles[0] == "Ban hành kèm theo Quyết định này Kế hoạch đột phá năm 2027. Việc mới của năm 2027."
    assert len(decision.articles) == len(others)
    dossier.close()


def test_tasks_stay_behind_and_that_is_said(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    assert "4 nhiệm vụ" in own_templates.draft_template(dossier, plan_guid).left_out
    made = begin(dossier, kept(dossier, plans.read_plan(dossier, plan_guid)))
    assert made.tasks == () and made.groups == () and [s.role for s in made.sections] == ["text", "tasks", "text"]
    dossier.close()


def test_own_templates_stand_under_their_kinds_and_are_named_and_deleted(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    view = begin(dossier, "letter_request")
    first, second = kept(dossier, view, "  Mẫu   một "), kept(dossier, view, "Mẫu hai")
    own = [one for one in available_templates(dossier) if one.own]
    assert [(one.code, one.title) for one in own] == [(second, "Mẫu hai"), (first, "Mẫu một")]
    for title in ("", "mẫu HAI", "a" * 201):
        with pytest.raises(UserError):
            own_templates.rename_template(dossier, template_guid=first, title=title)
    own_templates.rename_template(dossier, template_guid=first, title="Mẫu ba")
    assert begin(dossier, first).paper.subject == view.paper.subject
    change = own_templates.delete_template(dossier, template_guid=second)
    assert [one.title for one in available_templates(dossier) if one.own] == ["Mẫu ba"]
    undo(dossier, change)
    assert len(available_templates(dossier)) == len(available_templates()) + 2
    dossier.close()


def test_a_template_of_the_same_title_gets_a_number(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    view = begin(dossier, "letter_request")
    path = own_templates.export_template(dossier, code=kept(dossier, view), path=tmp_path / "mau.json")
    code = next(one.code for one in available_templates(dossier) if one.own)
    own_templates.delete_template(dossier, template_guid=code)
    sections.add_section(dossier, plan_guid=view.plan.guid, title="Việc khác")
    kept(dossier, view, "MẪU CỦA XÃ")
    kept(dossier, plans.read_plan(dossier, view.plan.guid), "Mẫu của xã (2)")
    own_templates.add_template(dossier, form=read_template(path)[0])
    assert {one.title for one in available_templates(dossier) if one.own} == {
        "MẪU CỦA XÃ",
        "Mẫu của xã (2)",
        "Mẫu của xã (3)",
    }
    dossier.close()


def test_the_drafting_unit_is_the_one_that_leads_the_management_of_the_reform(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    units = [
        UnitRow("", 0, "Công an xã", "CA", fields=("institution",)),
        UnitRow("", 0, "Phòng Văn hóa", "VHXH", fields=("management",)),
        UnitRow("", 0, "Văn phòng", "VP", fields=("management",)),
    ]
    offices.set_units(dossier, units=units)
    with dossier.read() as session:
        assert template_words._drafting_unit(session, Tier.TWO) == ("Phòng Văn hóa", "VHXH")
    offices.set_units(dossier, units=[offices.read_units(dossier)[0]])
    with dossier.read() as session:
        name, short = template_words._drafting_unit(session, Tier.TWO)
    assert name not in ("", "Công an xã") and short, "the usual one"
    dossier.close()
