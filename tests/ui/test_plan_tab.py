"""The plan tab as an officer uses it: choose, type, see the page, print it, begin another paper."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.models.plan_rows import SectionRow
from cchc_desktop.options import Options
from cchc_desktop.services.drafts import read_draft
from cchc_desktop.services.papers.plans import read_plan
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.plan.end import EndPane, FramePane
from cchc_desktop.ui.tabs.plan.forms import ArticlesPane, HeadPane
from cchc_desktop.ui.tabs.plan.nodes import NodeKind
from cchc_desktop.ui.tabs.plan.tab import PlanTab
from cchc_desktop.ui.widgets import kept_text
from cchc_desktop.ui.workspace import Workspace
from tests.ui.printed_words import words_on


def plan_tab(window: MainWindow) -> PlanTab:
    window.show_tab("plan")
    tab = window.tab("plan")
    assert isinstance(tab, PlanTab)
    return tab


@pytest.fixture
def tab(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> PlanTab:
    """The tab on the sample's annual plan; drafts are kept at once."""
    monkeypatch.setattr(kept_text, "DRAFT_PAUSE", 0)
    return plan_tab(window)


def section(tab: PlanTab, title: str) -> SectionRow:
    """The section with this heading, as it is kept in the dossier."""
    assert tab.workspace.dossier is not None and tab.view is not None
    view = read_plan(tab.workspace.dossier, tab.view.plan.guid)
    return next(found for found in view.sections if found.title == title)


def wait_for_pages(qtbot: QtBot, tab: PlanTab) -> None:
    qtbot.waitUntil(
        lambda: not tab._pause.isActive() and tab.preview.is_current and not tab.preview.view.missing(), timeout=20_000
    )


def text_of_pages(tab: PlanTab) -> str:
    """All words on the pages that are shown, without line ends."""
    data = tab.preview.pages.data
    return words_on(data) if data else ""


def commit(editor: object, text: str) -> None:
    """What an input method sends."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(editor, event)  # type: ignore[arg-type]


def to_end(tab: PlanTab) -> None:
    tab.section.editor.moveCursor(QTextCursor.MoveOperation.End)


def test_papers_and_outline_of_the_year(tab: PlanTab) -> None:
    names = [tab.outline.papers.item(row).text() for row in range(tab.outline.papers.count())]
    assert names == ["Kế hoạch CCHC năm 2026", "Nâng cao Chỉ số CCHC"]
    keys = tab.outline.tree.all_keys()
    assert keys[0] == "head" and keys[-2:] == ["end", "frame"]
    assert tab.outline.tree.text_of("article:0").startswith("Điều 1. Ban hành kèm theo")
    assert tab.outline.tree.text_of(section(tab, "Mục đích").guid) == "1. Mục đích"
    assert tab.outline.tree.text_of("frame") == "Phụ lục: Khung nhiệm vụ (63)"


def test_typed_text_is_on_the_page_before_it_is_kept(qtbot: QtBot, tab: PlanTab) -> None:
    wait_for_pages(qtbot, tab)
    chosen = section(tab, "Mục đích")
    tab.choose(chosen.guid)
    to_end(tab)
    qtbot.keyClick(tab.section.editor, Qt.Key.Key_Return)
    commit(tab.section.editor, "Nâng cao sự hài lòng của người dân")
    qtbot.keyClicks(tab.section.editor, " nam 2026")
    qtbot.waitUntil(lambda: "sự hài lòng của người dân nam 2026" in text_of_pages(tab), timeout=20_000)
    assert section(tab, "Mục đích").body == chosen.body  # no step of undo yet
    tab.commit_editing()
    assert section(tab, "Mục đích").body.endswith("- Nâng cao sự hài lòng của người dân nam 2026")


def test_leaving_a_section_keeps_it_as_one_step_of_undo(qtbot: QtBot, window: MainWindow, tab: PlanTab) -> None:
    chosen = section(tab, "Mục đích")
    tab.choose(chosen.guid)
    to_end(tab)
    qtbot.keyClicks(tab.section.editor, " mot hai")
    tab.choose(section(tab, "Yêu cầu").guid)
    assert section(tab, "Mục đích").body.endswith(" mot hai")
    assert window.workspace.can_undo
    tab.choose(chosen.guid)
    window.workspace.undo()
    assert section(tab, "Mục đích").body == chosen.body
    assert tab.section.editor.markup() == chosen.body  # the editor shows it at once
    assert not window.workspace.can_undo
    window.workspace.redo()
    assert tab.section.editor.markup().endswith(" mot hai")


def test_nothing_typed_makes_no_step(window: MainWindow, tab: PlanTab) -> None:
    for key in tab.outline.tree.all_keys():
        tab.choose(key)
    tab.commit_editing()
    assert not window.workspace.can_undo


def test_another_tab_keeps_what_was_typed(qtbot: QtBot, window: MainWindow, tab: PlanTab) -> None:
    tab.choose(section(tab, "Mục đích").guid)
    to_end(tab)
    qtbot.keyClicks(tab.section.editor, " xong")
    window.show_tab("overview")
    assert section(tab, "Mục đích").body.endswith(" xong")


def test_a_draft_survives_a_power_cut(qtbot: QtBot, tab: PlanTab, sample: Path, tmp_path: Path) -> None:
    """The file as it is on disk while typing goes on is opened again."""
    chosen = section(tab, "Mục đích")
    tab.choose(chosen.guid)
    to_end(tab)
    commit(tab.section.editor, " đang gõ dở")
    dossier = tab.workspace.dossier
    assert dossier is not None
    qtbot.waitUntil(lambda: (read_draft(dossier, chosen.guid, "body") or "").endswith("đang gõ dở"))
    crashed = tmp_path / "crashed.cchc"
    with closing(sqlite3.connect(sample)) as source, closing(sqlite3.connect(crashed)) as target:
        source.backup(target)
    again = Workspace()
    again.open(crashed)
    window = MainWindow(again, Options())
    qtbot.addWidget(window)
    window.show()
    other = plan_tab(window)
    other.choose(chosen.guid)
    assert other.section.editor.markup().endswith(" đang gõ dở")
    assert section(other, "Mục đích").body == chosen.body
    other.commit_editing()
    assert section(other, "Mục đích").body.endswith(" đang gõ dở")
    assert again.dossier is not None and read_draft(again.dossier, chosen.guid, "body") is None
    window.close()
    again.close()


def test_a_click_on_the_page_opens_what_stands_there(qtbot: QtBot, tab: PlanTab) -> None:
    wait_for_pages(qtbot, tab)

    def click(key: str, anchor: str) -> None:
        page, top, bottom = tab.preview.pages.anchors[anchor][0]
        tab.preview.view.show_place(page, top)
        wait_for_pages(qtbot, tab)
        rect = tab.preview.view.rect_of(page)
        scale = rect.height() / tab.preview.pages.sizes[page][1]
        at = QPoint(round(rect.center().x()), round(rect.top() + (top + min(bottom - top, 12) / 2) * scale))
        qtbot.mouseClick(tab.preview.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert tab.node is not None and tab.node.key == key
        assert tab.outline.tree.chosen() == key

    target = section(tab, "Yêu cầu").guid
    click(target, target)
    click("article:1", "article:1")
    click("end", "end")
    click("head", "head")
    assert tab.view is not None
    click("frame", tab.view.tasks[0].guid)
    tab.navigate.disconnect()  # where it leads is another tab's own test
    with qtbot.waitSignal(tab.navigate) as asked:  # a second click on the row leads to the frame
        tab._page_clicked(tab.view.tasks[0].guid)
    assert asked.args == ["frame", tab.view.tasks[0].guid]


def test_choosing_by_keys_in_the_outline(qtbot: QtBot, tab: PlanTab) -> None:
    tab.choose(section(tab, "Mục đích").guid)
    tab.outline.tree.setFocus()
    qtbot.keyClick(tab.outline.tree, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: tab.section.title.text() == "Yêu cầu")


def test_opening_and_legal_bases(qtbot: QtBot, tab: PlanTab) -> None:
    tab.choose("head")
    pane = tab.panes[NodeKind.HEAD]
    assert isinstance(pane, HeadPane) and tab.view is not None and tab.view.decision is not None
    before = tab.view.decision.legal_bases
    assert pane.bases.lines() == before
    pane.bases.moveCursor(QTextCursor.MoveOperation.Start)
    pane.bases.setFocus()
    qtbot.keyClick(pane.bases, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)  # the first line goes down
    lines = list(pane.bases.lines())
    pane.bases.rewrite([lines[0], lines[1], "Căn cứ Nghị quyết số 99/NQ-HĐND;", *lines[2:]])
    qtbot.waitUntil(lambda: "Căn cứ Nghị quyết số 99/NQ-HĐND" in text_of_pages(tab), timeout=20_000)
    tab.commit_editing()
    kept = tab.view.decision.legal_bases
    assert kept == (before[1], before[0], "Căn cứ Nghị quyết số 99/NQ-HĐND;", *before[2:])
    tab.workspace.undo()
    assert pane.bases.lines() == before


def test_articles_with_clauses(qtbot: QtBot, tab: PlanTab) -> None:
    tab.choose("article:1")
    pane = tab.panes[NodeKind.ARTICLES]
    assert isinstance(pane, ArticlesPane)
    qtbot.keyClick(pane.articles, Qt.Key.Key_Return)
    qtbot.keyClicks(pane.articles, "Giao Van phong")
    qtbot.keyClick(pane.articles, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(pane.articles, "1. Theo doi")
    tab.commit_editing()
    assert tab.view is not None and tab.view.decision is not None
    assert tab.view.decision.articles[2] == "Giao Van phong\n1. Theo doi"
    assert tab.outline.tree.text_of("article:3").startswith("Điều 4.")
    tab.choose("head")
    tab.choose("articles")
    assert pane.articles.lines()[2] == "Giao Van phong\n1. Theo doi"


def test_signer_and_recipients(qtbot: QtBot, tab: PlanTab) -> None:
    tab.choose("end")
    pane = tab.panes[NodeKind.END]
    assert isinstance(pane, EndPane)
    pane.signer_title.selectAll()
    commit(pane.signer_title, "PHÓ CHỦ TỊCH")
    pane.form.setCurrentIndex(pane.form.findData("collective_deputy"))
    pane.form.activated.emit(pane.form.currentIndex())
    assert pane.form.currentText() == "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
    qtbot.waitUntil(lambda: "KT. CHỦ TỊCH" in text_of_pages(tab), timeout=20_000)
    assert tab.view is not None and tab.view.decision is not None
    assert tab.view.decision.signer_title == "PHÓ CHỦ TỊCH"
    pane.recipients.rewrite(["Báo An Bình", *pane.recipients.lines()])
    tab.choose("frame")
    assert "Báo An Bình" in tab.view.decision.recipients


def test_sections_are_added_moved_and_removed(qtbot: QtBot, window: MainWindow, tab: PlanTab) -> None:
    tab.choose(section(tab, "Mục đích").guid)
    tab.actions_of_plan.add_beside.trigger()
    assert tab.node is not None
    new = tab.node.key
    assert tab.section.title.hasFocus() and tab.section.title.selectedText() == "Mục mới"
    commit(tab.section.title, "Phạm vi")
    tab.commit_editing()
    assert tab.outline.tree.text_of(new) == "2. Phạm vi"
    assert tab.outline.tree.text_of(section(tab, "Yêu cầu").guid) == "3. Yêu cầu"
    assert tab.outline.gap.text() == "Mục I.2 chưa có nội dung"
    tab.actions_of_plan.down.trigger()
    assert tab.outline.tree.text_of(new) == "3. Phạm vi"
    tab.actions_of_plan.add_below.trigger()
    assert tab.outline.tree.text_of(tab.node.key) == "a) Mục mới"
    tab.choose(new)
    tab.actions_of_plan.remove.trigger()
    assert new not in tab.outline.tree.all_keys()
    assert tab.node is not None and tab.node.key in tab.outline.tree.all_keys()
    window.workspace.undo()
    assert new in tab.outline.tree.all_keys()


def test_how_tasks_are_printed_is_chosen_in_their_section(qtbot: QtBot, tab: PlanTab) -> None:
    assert tab.view is not None
    holder = next(found for found in tab.view.sections if found.role == "tasks")
    tab.choose(holder.guid)
    wait_for_pages(qtbot, tab)
    pages = len(tab.preview.pages.sizes)
    tab.section.mode.setCurrentIndex(1)
    tab.section.mode.activated.emit(1)
    assert tab.view.plan.frame_mode == "list"
    wait_for_pages(qtbot, tab)
    assert all(width < height for width, height in tab.preview.pages.sizes)
    assert len(tab.preview.pages.sizes) != pages


def test_small_windows_show_text_or_page(qtbot: QtBot, window: MainWindow, tab: PlanTab) -> None:
    wait_for_pages(qtbot, tab)
    tab.choose(section(tab, "Mục đích").guid)
    window.resize(1093, 582)
    qtbot.waitUntil(lambda: tab.middle.tabs.isVisible())
    assert tab.section.editor.isVisible() and not tab.preview.isVisible()
    tab.outline.tree.setFocus()
    window.next_pane()
    assert tab.section.editor.hasFocus()
    window.next_pane()
    assert tab.preview.isVisible() and tab.preview.view.hasFocus()
    window.next_pane()
    assert tab.outline.tree.hasFocus()
    wait_for_pages(qtbot, tab)
    window.resize(1366, 698)
    qtbot.waitUntil(lambda: tab.preview.isVisible() and tab.section.editor.isVisible())
    wait_for_pages(qtbot, tab)


def test_another_paper_and_an_empty_year(qtbot: QtBot, window: MainWindow, tab: PlanTab) -> None:
    tab.outline.papers.setCurrentRow(1)
    qtbot.waitUntil(lambda: tab.view is not None and tab.view.plan.kind == "index")
    assert "articles" not in tab.outline.tree.all_keys()
    wait_for_pages(qtbot, tab)
    assert "Số: /KH-UBND" in text_of_pages(tab)
    window.workspace.set_year(2025)
    assert tab.view is None and tab._pages.currentIndex() == 1
    window.workspace.set_year(2026)
    assert tab.view is not None and tab.view.plan.kind == "annual"


def test_last_years_lost_points_go_into_the_text(qtbot: QtBot, window: MainWindow, tab: PlanTab) -> None:
    assert not tab.section.tip.isVisible()  # an annual plan has other worries
    tab.show_guid(next(plan for plan in tab.plans if plan.kind == "index").guid)
    assert tab.section.tip.isVisible()
    before = tab.section.editor.markup()
    to_end(tab)
    tab.section.tip.insert.click()
    added = tab.section.editor.markup().removeprefix(before).strip().split("\n")
    assert len(added) == 3 and all(line.startswith("- Tiêu chí ") and line.endswith("điểm.") for line in added)
    tab.commit_editing()
    window.workspace.undo()
    assert tab.section.editor.markup() == before


def test_search_leads_to_a_section_of_another_paper(window: MainWindow, tab: PlanTab) -> None:
    index_plan = next(plan for plan in tab.plans if plan.kind == "index")
    assert tab.workspace.dossier is not None
    wanted = read_plan(tab.workspace.dossier, index_plan.guid).sections[-1]
    window.show_place("plan", wanted.guid)
    assert tab.view is not None and tab.view.plan.guid == index_plan.guid
    assert tab.node is not None and tab.node.key == wanted.guid


def test_the_paper_can_be_removed_and_brought_back(window: MainWindow, tab: PlanTab) -> None:
    tab.actions_of_plan.remove_paper.trigger()
    assert [plan.kind for plan in tab.plans] == ["index"]
    assert tab.view is not None and tab.view.plan.kind == "index"
    window.workspace.undo()
    assert [plan.kind for plan in tab.plans] == ["annual", "index"]


def test_a_dossier_open_elsewhere_is_shown_but_not_changed(qtbot: QtBot, workspace: Workspace, sample: Path) -> None:
    reader = Workspace()
    reader.open(sample)
    assert reader.read_only
    window = MainWindow(reader, Options())
    qtbot.addWidget(window)
    window.show()
    tab = plan_tab(window)
    for key in tab.outline.tree.all_keys():
        tab.choose(key)
    tab.choose(section(tab, "Mục đích").guid)
    assert tab.section.editor.isReadOnly() and tab.section.title.isReadOnly()
    assert not tab.actions_of_plan.add.isEnabled() and tab.actions_of_plan.print.isEnabled()
    window.close()
    reader.close()


def test_export_of_the_open_paper(qtbot: QtBot, tab: PlanTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cchc_desktop.ui.dialogs import export_done

    shown: list[Path] = []
    monkeypatch.setattr(export_done, "show_files", lambda _parent, files: shown.extend(files))
    tab.outline.papers.setCurrentRow(1)
    qtbot.waitUntil(lambda: tab.view is not None and tab.view.plan.kind == "index")
    tab.actions_of_plan.export_into(tmp_path, ("plan",), "pdf")
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    text = pypdf.PdfReader(shown[0]).pages[0].extract_text()
    assert "Khắc phục" in text


def test_panes_for_the_frame_lead_to_its_tab(qtbot: QtBot, tab: PlanTab) -> None:
    tab.choose("frame")
    pane = tab.panes[NodeKind.FRAME]
    assert isinstance(pane, FramePane)
    tab.navigate.disconnect()
    with qtbot.waitSignal(tab.navigate) as asked:
        pane.open_button.click()
    assert asked.args == ["frame", ""]
    QApplication.processEvents()
