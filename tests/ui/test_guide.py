"""The user guide in the program: it opens with its pictures, and what it names exists in the window."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cchc_desktop import __version__, i18n, options, paths
from cchc_desktop.collection.store import Collection
from cchc_desktop.options import Options
from cchc_desktop.rules.paper_match import compare_blocks
from cchc_desktop.services.papers.comparing import ComparedPapers, ReadPaper
from cchc_desktop.ui.collection.window import CollectionWindow
from cchc_desktop.ui.dialogs.changes import ChangesDialog
from cchc_desktop.ui.dialogs.compare.dialog import ComparedDialog
from cchc_desktop.ui.dialogs.guide import GuideDialog
from cchc_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.program import Program
from cchc_desktop.ui.widgets.guide_pages import GuidePages, anchor_of, guide_folder, read_guide
from cchc_desktop.ui.workspace import Workspace

GUIDE = (paths.resources() / "guide" / "huong_dan_su_dung.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", GUIDE)
MENU_PATHS = re.findall(r"\*\*([^*\n]+? → [^*\n]+?)\*\*", GUIDE)
KEYS = sorted(set(re.findall(r"`((?:(?:Ctrl|Alt|Shift)\+)*(?:F\d+|Ins|Del|Enter|Tab|Esc|Up|Down|[A-Z0-9=-]))`", GUIDE)))
# Answered by the cell editor itself, which tests/ui/frame/test_typing.py types into; and by the system.
CELL_KEYS = {"Shift+Tab", "Shift+Enter", "Enter", "Tab", "Esc", "Ctrl+Enter", "Alt+Enter"}


def menus(window: MainWindow | CollectionWindow) -> dict[str, list[QAction]]:
    """The actions under each head of the menu bar, as an officer sees them."""
    found = {}
    for head in window.menuBar().actions():
        menu = head.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        found[head.text().replace("&", "")] = menu.actions()
    return found


def paths_of(head: str, actions: list[QAction]) -> set[str]:
    """Every way through a menu in words: "Tệp → Xuất → Xuất Word…"."""
    found = set()
    for action in actions:
        path = f"{head} → {action.text().partition(chr(9))[0].replace('&', '')}"
        found.add(path)
        below = action.menu()
        if isinstance(below, QMenu):
            below.aboutToShow.emit()
            found |= paths_of(path, below.actions())
    return found


def test_f1_opens_the_guide_and_again_brings_the_same_one(window: MainWindow, qtbot: QtBot) -> None:
    (guide,) = [action for action in menus(window)["Trợ giúp"] if action.text() == "Hướng dẫn"]
    assert guide.shortcut() == QKeySequence("F1")
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(GuideDialog)
    assert isinstance(dialog, GuideDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert dialog.windowTitle() == "Hướng dẫn sử dụng"
    window.help_actions.guide()
    assert len(window.findChildren(GuideDialog)) == 1


def test_shortcuts_have_an_entry_of_their_own(window: MainWindow, qtbot: QtBot) -> None:
    (shortcuts,) = [action for action in menus(window)["Trợ giúp"] if action.text() == "Phím tắt"]
    shortcuts.trigger()
    assert window.findChild(ShortcutsDialog) is not None


def test_contents_lead_to_the_chapter_and_follow_the_reader(qtbot: QtBot) -> None:
    dialog = GuideDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    chapters = [dialog.contents.topLevelItem(place) for place in range(dialog.contents.topLevelItemCount())]
    assert [chapter.text(0) for chapter in chapters if chapter][:3] == [
        "1. Bắt đầu", "2. Lấy kế hoạch có sẵn", "3. Soạn và in kế hoạch",
    ]  # fmt: skip
    frame = next(chapter for chapter in chapters if chapter and chapter.text(0) == "4. Khung nhiệm vụ")
    dialog.contents.setCurrentItem(frame)
    assert dialog.pages.textCursor().block().text() == "4. Khung nhiệm vụ"
    dialog.pages.show_anchor("42-thời-gian-hoàn-thành")
    current = dialog.contents.currentItem()
    assert current is not None
    assert current.text(0) == "4.2. Thời gian hoàn thành"


def test_search_needs_no_marks_and_says_when_there_is_nothing(qtbot: QtBot) -> None:
    dialog = GuideDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.search, "tai lieu kiem chung")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.pages.textCursor().selectedText().lower() == "tài liệu kiểm chứng"
    first = dialog.pages.textCursor().position()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.pages.textCursor().position() > first
    dialog.search.setText("xyzzy")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog._found.text() == "Không tìm thấy. Thử gõ ít từ hơn."


def test_english_windows_say_that_the_guide_is_vietnamese(qtbot: QtBot) -> None:
    i18n.set_language("en")
    dialog = GuideDialog(None)
    qtbot.addWidget(dialog)
    assert any("written in Vietnamese" in label.text() for label in dialog.findChildren(type(dialog._found)))


def test_every_picture_is_there_light_and_loads(qtbot: QtBot) -> None:
    assert 6 <= len(PICTURES) <= 14
    assert sorted(PICTURES) == sorted(f"images/{file.name}" for file in (guide_folder() / "images").iterdir())
    pages = GuidePages(read_guide())
    qtbot.addWidget(pages)
    pages.resize(700, 500)
    pages.show()
    for name in PICTURES:
        assert (guide_folder() / name).stat().st_size < 120_000, name
        image = pages.loadResource(int(QTextDocument.ResourceType.ImageResource.value), name)
        assert isinstance(image, QImage)
        assert 0 < image.width() <= 700 * pages.devicePixelRatioF()


@pytest.mark.parametrize("name", ["../../README.md", "file:///etc/hostname", "https://example.org/picture.png"])
def test_nothing_from_elsewhere_is_loaded(qtbot: QtBot, name: str) -> None:
    pages = GuidePages("")
    qtbot.addWidget(pages)
    image = pages.loadResource(int(QTextDocument.ResourceType.ImageResource.value), name)
    assert image is None or image.isNull()


def test_pictures_follow_the_width(qtbot: QtBot) -> None:
    pages = GuidePages(read_guide())
    qtbot.addWidget(pages)
    pages.resize(600, 500)
    pages.show()
    qtbot.waitUntil(lambda: 400 < pages.document().idealWidth() <= 600)
    pages.resize(900, 500)
    qtbot.waitUntil(lambda: pages._width > 700)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """An empty collection, which has menus of its own."""
    made = Collection.create(tmp_path_factory.mktemp("kho") / "Kho.cchctong", office_name="Sở Nội vụ")
    yield made
    made.close()


@pytest.fixture
def beside(collection: Collection, window: MainWindow, qtbot: QtBot) -> CollectionWindow:
    """Its window."""
    made = CollectionWindow(collection, window.options, window.collection_actions)
    qtbot.addWidget(made)
    return made


def test_every_menu_path_of_the_guide_exists(window: MainWindow, beside: CollectionWindow) -> None:
    both = (*menus(window).items(), *menus(beside).items())
    names = {path for head, actions in both for path in paths_of(head, actions)}
    assert len(set(MENU_PATHS)) > 40
    assert set(MENU_PATHS) - names == set()


def test_f1_opens_the_chapter_of_the_tab(window: MainWindow) -> None:
    for name, chapter in (("frame", "4. Khung nhiệm vụ"), ("report", "5. Báo cáo"), ("plan", "3. Soạn và in kế hoạch")):
        window.show_tab(name)
        window.help_actions.guide()
        dialog = window.findChild(GuideDialog)
        assert isinstance(dialog, GuideDialog)
        assert dialog.pages.textCursor().block().text() == chapter


def keys_of(window: MainWindow | CollectionWindow) -> set[str]:
    """Every key that the window, its tabs and the texts in them answer to."""
    menus(window)
    for name in window.tab_names:
        window.show_tab(name)
    found = {action.shortcut().toString() for action in window.findChildren(QAction)}
    found |= {action.text().partition("\t")[2] for action in window.findChildren(QAction)}
    return found | {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}


def test_every_key_of_the_guide_does_something(window: MainWindow, beside: CollectionWindow) -> None:
    assert {"F1", "Ctrl+K", "F12", "Ctrl+="} <= set(KEYS)
    empty = ReadPaper("", ())
    ComparedDialog(window, ComparedPapers(empty, empty, compare_blocks((), ())))
    assert set(KEYS) - CELL_KEYS - keys_of(window) - keys_of(beside) == set()


def test_links_inside_the_guide_lead_somewhere() -> None:
    anchors = {anchor_of(heading) for heading in re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= anchors


def test_other_pages_lead_to_the_guide() -> None:
    root = Path(__file__).resolve().parents[2]
    for page in ("README.md", "docs/huong_dan_su_dung.md"):
        text = (root / page).read_text(encoding="utf-8")
        links = re.findall(r"\]\(([^)#:]+)\)", text)
        assert any(link.endswith("guide/huong_dan_su_dung.md") for link in links), page
        assert [link for link in links if not ((root / page).parent / link).exists()] == []


def test_a_guide_that_is_gone_is_explained(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    window = MainWindow(workspace, Options())
    qtbot.addWidget(window)
    monkeypatch.setattr("cchc_desktop.ui.widgets.guide_pages.guide_folder", lambda: tmp_path)
    monkeypatch.setattr("cchc_desktop.ui.alerts.show_error", lambda _parent, error: said.append(str(error)))
    window.help_actions.guide()
    assert said == ["Không đọc được tệp hướng dẫn. Anh/chị cài lại chương trình."]


def test_what_is_new_is_shown_once_after_an_update_and_never_to_who_begins(
    sample: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    def start() -> list[str]:
        program = Program(qapp, options.load())
        program.window.show()
        program.begin(sample)
        shown = [one.pages.toPlainText() for one in program.window.findChildren(ChangesDialog) if one.isVisible()]
        program.workspace.close()
        program.window.hide()
        return shown

    assert start() == []
    kept = options.load()
    assert kept.changes_seen == __version__
    kept.changes_seen = "0.0.9"
    options.save(kept)
    (told,) = start()
    assert f"Bản {__version__}" in told
    assert start() == []


def test_the_newest_version_stands_at_the_head_of_the_changes() -> None:
    changes = (guide_folder() / "co_gi_moi.md").read_text(encoding="utf-8")
    assert re.findall(r"^## Bản (.+)$", changes, re.MULTILINE)[0] == __version__
