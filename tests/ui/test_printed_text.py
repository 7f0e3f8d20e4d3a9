"""Texts that are read show what the paper shows: tables, bold, italic, figures; never their markup."""

import re

from PySide6.QtWidgets import QLabel, QTextEdit
from pytestqt.qtbot import QtBot

from cchc_desktop.models.copy_rows import MovedLine
from cchc_desktop.services.papers.plan_texts import BODY
from cchc_desktop.ui.dialogs.copy_preview import excerpts
from cchc_desktop.ui.tabs.report.earlier import EarlierPane, EarlierText
from cchc_desktop.ui.widgets.printed_text import printed_html, printed_label

TABLE = "|| TT | Chỉ tiêu |\n| 1 | Đúng hạn |\n| 2 | **98%** |"
TEXT = f"# Kết quả\n- Đã **rà soát** *12* thủ tục <b>\n+ mã 5 \\* 3\n{TABLE}\nHết."
SIGNS = re.compile(r"\*\*|\|\||(?<!\S)\|(?!\S)|\\|^#|\{\d")


def words_in(pane: EarlierPane) -> str:
    return "\n".join(one.text() for one in pane.findChildren(QLabel))


def test_a_table_is_a_table_and_what_is_bold_is_bold(qtbot: QtBot) -> None:
    shown = QTextEdit()
    qtbot.addWidget(shown)
    shown.setHtml(printed_html(TEXT))
    words = shown.toPlainText()
    assert not SIGNS.search(words)
    for said in ("Kết quả", "- Đã rà soát 12 thủ tục <b>", "+ mã 5 * 3", "Chỉ tiêu", "98%", "Hết."):
        assert said in words
    for bold in ("rà soát", "Kết quả", "98%"):
        assert shown.document().find(bold).charFormat().fontWeight() > 400
    cursor = shown.document().find("Đúng hạn")
    table = cursor.currentTable()
    assert (table.rows(), table.columns()) == (3, 2)
    assert "rà soát" in printed_label(TEXT).text()


def test_earlier_texts_are_shown_as_printed_and_compared_without_markup(qtbot: QtBot) -> None:
    pane = EarlierPane()
    qtbot.addWidget(pane)
    pane.show_texts([EarlierText("Quý I", TEXT, TEXT)], "", writable=True)
    assert "<table" in words_in(pane) and not SIGNS.search(re.sub(r"<[^>]+>", "", words_in(pane)))
    pane.show_texts([EarlierText("Quý I", TEXT, TEXT)], TEXT.replace("98%", "99%"), writable=True)
    said = re.sub(r"<[^>]+>", "", words_in(pane))
    assert "98%" in said and "99%" in said and not SIGNS.search(said)


def test_what_moves_in_a_section_is_shown_without_its_markup() -> None:
    body = "**Năm 2026**\n|| Năm | Số |\n| 2026 | **12** |"
    line = MovedLine(f"guid{BODY}", "Mục 1", body, body.replace("2026", "2027"))
    before, after = excerpts(line)
    assert "2026" in before and "2027" in after
    assert not SIGNS.search(before + " " + after)
