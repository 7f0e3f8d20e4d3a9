"""Two papers side by side in the window: chosen, marked, gone through by key, written as a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.commands.opening import carried_out
from cchc_desktop.rules.paper_blocks import BlockKind, PaperBlock
from cchc_desktop.services.papers.comparing import ComparedPapers, ReadPaper, compared_again, papers_to_compare
from cchc_desktop.ui.compare_actions import CompareActions
from cchc_desktop.ui.dialogs.compare.choose import CompareChoiceDialog, usual_pair
from cchc_desktop.ui.dialogs.compare.dialog import ComparedDialog
from cchc_desktop.ui.workspace import Workspace
from tests.ui.conftest import wait_for_jobs

BEFORE = ("Mở đầu năm 2025", "Rà soát 10 thủ tục hành chính", "Gần dân", "Kiểm tra công vụ", "Hết")
AFTER = ("Mở đầu năm 2026", "gần dân", "Kiểm tra công vụ", "Rà soát 12 thủ tục hành chính", "Đúng hẹn", "Hết")


def paper(title: str, texts: tuple[str, ...]) -> ReadPaper:
    return ReadPaper(title, tuple(PaperBlock(BlockKind.LINE, (text,)) for text in texts), (f"Lưu ý về {title}",))


def compared(before: tuple[str, ...] = BEFORE, after: tuple[str, ...] = AFTER) -> ComparedPapers:
    return carried_out(compared_again(paper("trước", before), paper("sau", after), False))


@pytest.fixture
def dialog(qtbot: QtBot) -> ComparedDialog:
    made = ComparedDialog(None, compared())
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_differs_is_listed_with_its_words(dialog: ComparedDialog) -> None:
    assert dialog.verdict.text() == ("Số dòng: 1 thêm, 1 sửa, 1 chuyển chỗ và sửa và 1 khác nhỏ; 2 dòng giống nhau.")
    shown = dialog.view.toPlainText()
    assert "Rà soát 12 thủ tục hành chính" in shown and "Hết" not in shown
    assert "Lưu ý về trước" in shown and "Lưu ý về sau" in shown
    assert "font-weight:600" in dialog.view.toHtml().replace(" ", "")
    dialog.only.setChecked(False)
    assert "Hết" in dialog.view.toPlainText()
    dialog.only.setChecked(True)
    dialog.pass_small.setChecked(True)
    assert "khác nhỏ" not in dialog.verdict.text() and "gần dân" not in dialog.view.toPlainText()


def test_keys_lead_from_one_difference_to_the_next(dialog: ComparedDialog, qtbot: QtBot) -> None:
    seen = []
    for key, modifier in (
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier),
    ):
        qtbot.keyClick(dialog.view, key, modifier)
        seen.append(dialog.place.text())
    assert seen == ["1/4", "2/4", "3/4", "2/4"]


def test_many_rows_are_shown_page_by_page_and_none_is_out_of_reach(qtbot: QtBot) -> None:
    before = tuple(f"Việc cũ {n} {'x' * (n % 7)}" for n in range(130))
    dialog = ComparedDialog(None, compared(before, ("Hết",)))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.pages.isVisible() and "Dòng 1 đến 100 trong 131" in dialog.page_words.text()
    dialog.step(-1)
    assert dialog.place.text() == "131/131" and "Việc cũ 129" in dialog.view.toPlainText()
    dialog.step(1)
    assert dialog.place.text() == "1/131" and "Việc cũ 0" in dialog.view.toPlainText()


def test_texts_as_long_as_a_book_are_begun_and_said_to_go_on(qtbot: QtBot) -> None:
    texts = tuple(f"{n} " + "từ " * 30_000 for n in range(9))
    dialog = ComparedDialog(None, compared(texts, (*texts, "a" * 90_000)))
    qtbot.addWidget(dialog)
    dialog.only.setChecked(False)
    dialog.show()
    assert "… còn 80.002 ký tự nữa" in dialog.view.toPlainText() and len(dialog.view.toPlainText()) < 100_000
    dialog.only.setChecked(True)
    dialog.step(1)
    assert "… còn 80.000 ký tự nữa" in dialog.view.toPlainText()


def test_two_papers_are_chosen_compared_anew_and_written(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    actions = CompareActions(over, workspace)
    (tmp_path / "cap-tren.txt").write_text("KẾ HOẠCH\nI. MỤC ĐÍCH\n- Gần dân năm 2025.\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(tmp_path / "cap-tren.txt"), ""))

    def agree(asked: CompareChoiceDialog) -> bool:
        assert asked.lists[1].code and not asked.lists[0].code and not asked.agree.isEnabled()
        asked._ask_file(0)
        assert asked.agree.isEnabled() and asked.before.path == tmp_path / "cap-tren.txt"
        return True

    monkeypatch.setattr(CompareChoiceDialog, "exec", agree)
    actions.choose()
    wait_for_jobs(qtbot)
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ComparedDialog) and one.isVisible()]
    assert [title.text() for title in dialog.titles[1:]] == [dialog.compared.before.title, dialog.compared.after.title]
    assert dialog.compared.before.title == "cap-tren.txt" and "thêm" in dialog.verdict.text()
    dialog.pass_years.setChecked(True)
    wait_for_jobs(qtbot)
    assert dialog.compared.pass_years
    out = tmp_path / "so-sanh.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))
    dialog.writing.emit()
    wait_for_jobs(qtbot)
    assert out.read_bytes().startswith(b"PK")
    dialog.close()


def test_the_usual_pair_is_this_plan_and_what_was_before_it(workspace: Workspace) -> None:
    assert workspace.dossier is not None
    choices = papers_to_compare(workspace.dossier)
    before, after = usual_pair(choices, 2026)
    assert before == -1 and choices[after].title == "2026: 08/QĐ-UBND Cải cách hành chính xã Bình Minh năm 2026"
    last_year = choices[after]._replace(year=2025, title="2025: Kế hoạch")
    assert usual_pair((*choices, last_year), 2026) == (len(choices), after)
