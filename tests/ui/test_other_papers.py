"""Letters, minutes, lists and decisions of their own in the plan tab: begun from a template, edited, seen, exported."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services.exports import export
from cchc_desktop.services.papers.issuing import issue_paper
from cchc_desktop.services.papers.papers import set_paper
from cchc_desktop.services.papers.papers_from_templates import available_templates, create_from_template
from cchc_desktop.services.papers.plans import read_plan
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.register import read_register
from cchc_desktop.ui.dialogs.new_plan import NewPlanDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.plan.end import EndPane
from cchc_desktop.ui.tabs.plan.forms import ArticlesPane, HeadPane
from cchc_desktop.ui.tabs.plan.tab import PlanTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.test_plan_tab import plan_tab, text_of_pages, wait_for_pages


def begun(tab: PlanTab, code: str) -> str:
    """A paper from a template, open in the tab."""
    change = tab.workspace.run(create_from_template, year=2026, code=code)
    assert change is not None
    guid = change.created("plan")[0]
    tab.show_guid(guid)
    assert tab.view is not None and tab.view.plan.guid == guid
    return guid


@pytest.fixture
def tab(window: MainWindow) -> PlanTab:
    return plan_tab(window)


def keys(tab: PlanTab) -> list[str]:
    return [node.key for node in tab._nodes]


def shown(dialog: NewPlanDialog) -> list[str]:
    rows = (dialog.templates.list.item(row) for row in range(dialog.templates.list.count()))
    return [row.text() for row in rows if not row.isHidden()]


def test_templates_stand_under_their_kinds_and_are_found_without_marks(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = NewPlanDialog(workspace)
    qtbot.addWidget(dialog)
    assert shown(dialog)[:2] == ["Kế hoạch", "Kế hoạch cải cách hành chính năm"]
    assert len(shown(dialog)) == len(available_templates()) + len(PaperKind)
    dialog.templates.search.setText("cong van don doc nhiem vu")
    assert shown(dialog) == ["Công văn", "Công văn đôn đốc nhiệm vụ quá hạn"]
    assert "".join(dialog.subject.lines()[:1]) == "đôn đốc thực hiện nhiệm vụ"
    dialog.templates.search.setText("không có mẫu này")
    assert shown(dialog) == [] and not dialog.begin.isEnabled()
    dialog.templates.search.setText("to trinh khen thuong")
    dialog.subject.set_lines(["Về việc khen thưởng đột xuất"])
    dialog.accept()
    assert workspace.dossier is not None
    paper = read_plan(workspace.dossier, dialog.plan_guid).paper
    assert (paper.kind, paper.symbol, paper.subject) == ("submission", "TTr-UBND", "Về việc khen thưởng đột xuất")


def test_a_product_is_begun_from_the_template_that_speaks_of_it(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = NewPlanDialog(workspace)
    qtbot.addWidget(dialog)
    cases = (("Xin lỗi về hồ sơ chậm trả", "letter_apology"), ("Đôn đốc nhiệm vụ quá hạn", "letter_reminder"))
    for subject, code in cases:
        dialog.propose(PaperKind.LETTER, subject)
        assert dialog.templates.code == code and dialog.subject.lines() == (subject,)


def test_a_letter_is_addressed_and_has_no_appendix(qtbot: QtBot, tab: PlanTab) -> None:
    guid = begun(tab, "letter_reminder")
    assert keys(tab)[0] == "head" and keys(tab)[-1] == "end" and "frame" not in keys(tab)
    tab.choose("head")
    head = tab.pane
    assert isinstance(head, HeadPane)
    assert not head._addressees.isHidden() and head._bases.isHidden() and head._authority.isHidden()
    head.addressees.set_lines(["Phòng Kinh tế", "Công an xã"])
    head.edited.emit()
    tab.commit_editing()
    assert tab.workspace.dossier is not None
    assert read_plan(tab.workspace.dossier, guid).paper.addressees == ("Phòng Kinh tế", "Công an xã")
    wait_for_pages(qtbot, tab)
    text = text_of_pages(tab)
    assert "V/v đôn đốc thực hiện nhiệm vụ" in text and "- Phòng Kinh tế; - Công an xã." in text
    assert "PHỤ LỤC" not in text.upper()


def test_a_decision_of_its_own_is_edited_by_its_articles(qtbot: QtBot, tab: PlanTab) -> None:
    guid = begun(tab, "decision_team")
    assert keys(tab) == ["head", "articles", "article:0", "article:1", "article:2", "end"]
    assert not tab.actions_of_plan.add_beside.isEnabled()
    pane = tab.pane
    assert isinstance(pane, ArticlesPane)
    pane.articles.set_lines(["Thành lập Tổ công tác.", "Quyết định có hiệu lực kể từ ngày ký."])
    pane.edited.emit()
    tab.commit_editing()
    assert tab.workspace.dossier is not None
    assert len(read_plan(tab.workspace.dossier, guid).paper.articles) == 2
    wait_for_pages(qtbot, tab)
    assert "Điều 1. Thành lập Tổ công tác. Điều 2. Quyết định có hiệu lực kể từ ngày ký./." in text_of_pages(tab)


def test_minutes_are_signed_by_secretary_and_chair(qtbot: QtBot, tab: PlanTab) -> None:
    guid = begun(tab, "minutes_meeting")
    tab.choose("end")
    end = tab.pane
    assert isinstance(end, EndPane)
    assert not end._secretary.isHidden() and end._signs[0].isHidden()
    end.secretary.setText("Đỗ Quang Huy")
    end.signer.setText("Nguyễn Văn An")
    end.edited.emit()
    tab.commit_editing()
    assert tab.workspace.dossier is not None
    paper = read_plan(tab.workspace.dossier, guid).paper
    assert (paper.secretary, paper.signer_name) == ("Đỗ Quang Huy", "Nguyễn Văn An")
    wait_for_pages(qtbot, tab)
    assert "THƯ KÝ" in text_of_pages(tab) and "Đỗ Quang Huy" in text_of_pages(tab)


def test_the_papers_of_the_year_say_what_they_are(tab: PlanTab) -> None:
    for code in ("letter_request", "list_award"):
        begun(tab, code)
    names = [tab.outline.papers.item(row).text() for row in range(tab.outline.papers.count())]
    assert names[:2] == ["Kế hoạch CCHC năm 2026", "Nâng cao Chỉ số CCHC"]
    assert names[2].startswith("Công văn: xây dựng kế hoạch") and names[3].startswith("Danh sách: ")
    assert "end" not in keys(tab)  # an attached list is not signed


def test_a_letter_is_exported_under_its_own_name(tab: PlanTab, tmp_path: Path) -> None:
    guid = begun(tab, "letter_request")
    dossier = tab.workspace.dossier
    assert dossier is not None
    folder = tmp_path / "papers"
    for _step in export(dossier, Wish(2026, plan_guid=guid), what=("plan",), formats=("docx", "pdf"), out=folder):
        continue
    names = sorted(path.name for path in folder.iterdir())
    assert [name.split("-2026-")[0] for name in names] == ["Cong-van", "Cong-van"]


def test_a_section_without_a_number_is_called_by_its_first_words(tab: PlanTab) -> None:
    begun(tab, "minutes_meeting")
    first = next(gap for gap in tab.gaps() if gap.key not in ("head", "end"))
    assert first.text == "Mục “Thời gian bắt đầu…” còn chỗ [chưa viết]"
    said: list[str] = []
    tab.workspace.message.connect(said.append)
    tab.choose("end")
    tab.choose(first.key)
    assert "· Thời gian bắt đầu: [giờ" in said[-1]
    assert tab.outline.gap.toolTip() == tab.gaps()[0].text


def test_a_decision_of_the_chairman_is_not_signed_for_the_committee(tab: PlanTab) -> None:
    guid = begun(tab, "decision_team")
    words = "Thẩm quyền ban hành và phần ký (TM.) chưa khớp"
    assert words not in [gap.text for gap in tab.gaps()]
    paper = tab.view.paper.guid if tab.view else ""
    tab.workspace.run(set_paper, paper_guid=paper, authority="Chủ tịch Ủy ban nhân dân xã Bình Minh")
    assert words in [gap.text for gap in tab.gaps()]
    tab.workspace.run(set_paper, paper_guid=paper, authority="", signing_form="head")
    assert words in [gap.text for gap in tab.gaps()]  # where nothing is typed the committee itself is printed
    tab.workspace.run(set_paper, paper_guid=paper, authority="Chủ tịch Ủy ban nhân dân xã Bình Minh")
    assert words not in [gap.text for gap in tab.gaps()] and tab.view is not None and tab.view.plan.guid == guid


def test_an_issued_paper_that_is_removed_stays_in_the_register(tab: PlanTab) -> None:
    begun(tab, "letter_reminder")
    assert tab.view is not None and tab.workspace.dossier is not None
    paper, today = tab.view.paper.guid, tab.workspace.today
    tab.workspace.run(issue_paper, paper_guid=paper, number="5a", issued_on=today, today=today)
    said: list[str] = []
    tab.workspace.message.connect(said.append)
    tab.actions_of_plan.remove_paper.trigger()
    assert "vẫn còn trong sổ" in said[-1]
    lines = [row for row in read_register(tab.workspace.dossier, today.year) if row.paper_guid == paper]
    assert [(row.number, row.issued is not None) for row in lines] == [("05a", True)]


def test_a_list_says_why_it_is_not_issued(tab: PlanTab) -> None:
    begun(tab, "list_award")
    issue = tab.actions_of_plan.issue
    assert not issue.isEnabled() and "ban hành cùng văn bản" in issue.toolTip()
    begun(tab, "letter_reminder")
    assert issue.isEnabled() and "ban hành cùng văn bản" not in issue.toolTip()
