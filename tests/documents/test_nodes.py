"""Text is cleaned at the door of the nodes."""

import unicodedata

from cchc_desktop.documents.nodes import Cell, Column, Document, PageRun, Row, Run, Table, cell, runs_of, text_of


def test_a_run_is_nfc_and_without_control_characters() -> None:
    run = Run(unicodedata.normalize("NFD", "Cải cách\x00 hành\x07 chính\u200b"))

    assert run.text == "Cải cách hành chính"


def test_a_tab_becomes_a_space() -> None:
    assert Run("1.\tMục đích").text == "1. Mục đích"


def test_the_title_of_a_document_is_one_clean_line() -> None:
    document = Document("Kế hoạch\nnăm\x07 2026", "UBND xã", ())

    assert document.title == "Kế hoạch năm 2026"


def test_a_cell_keeps_lines_as_paragraphs() -> None:
    made = cell("Báo cáo\nDanh mục", bold=True)

    assert [text_of(runs) for runs in made.paragraphs] == ["Báo cáo", "Danh mục"]
    assert made.text == "Báo cáo\nDanh mục"
    assert made.paragraphs[0][0].bold


def test_no_text_gives_no_run() -> None:
    assert runs_of("") == ()
    assert Cell().text == ""


def test_tables_come_in_reading_order() -> None:
    first, second = (Table((Column(20),), (), (Row((cell(name),)),), name) for name in ("một", "hai"))
    document = Document("", "", (PageRun("portrait", (first,)), PageRun("landscape", (second,))))

    assert [table.name for table in document.tables()] == ["một", "hai"]
