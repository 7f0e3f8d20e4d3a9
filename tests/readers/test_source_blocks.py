"""A file as blocks to be compared: every word of it in one block, rows by their columns, numbers apart from texts."""

import re
from pathlib import Path

from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.readers.source_blocks import blocks_of
from cchc_desktop.rules.paper_blocks import BlockKind, PaperBlock

_TITLES = ("TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì", "Thời gian hoàn thành")


def table(*rows: tuple[str, ...], carried: int = -1) -> SourceTable:
    made = tuple(
        SourceRow(n, cells, frozenset({1}) if n == carried else frozenset()) for n, cells in enumerate(rows, 10)
    )
    return SourceTable(made, ruled=True)


FRAME = table(
    _TITLES,
    ("", "1", "2", "3", "4"),
    ("I", "CẢI CÁCH THỂ CHẾ", "", "", ""),
    ("1.1", "1. Đúng thẩm quyền", "Rà soát văn bản", "Tư pháp", "Quý I"),
    ("1.2", "", "Công bố danh mục", "Tư pháp", "Quý II"),
    carried=14,
)


def test_lines_lose_their_numbers_to_a_label() -> None:
    lines = ("I. MỤC ĐÍCH", "1. Mục đích chung", "- Gần dân.", "**Điều 1.** Ban hành.", "1. Giao Văn phòng thực hiện.")
    blocks = blocks_of(Source(tuple(SourceLine(n, text, True) for n, text in enumerate(lines, 1))))
    assert [(one.kind, one.label, one.cells[0]) for one in blocks] == [
        (BlockKind.HEADING, "I", "MỤC ĐÍCH"),
        (BlockKind.HEADING, "1", "Mục đích chung"),
        (BlockKind.LINE, "-", "Gần dân."),
        (BlockKind.LINE, "", "Điều 1. Ban hành."),
        (BlockKind.LINE, "1", "Giao Văn phòng thực hiện."),
    ]
    assert blocks[2].above == "Mục đích chung"


def test_rows_know_their_columns_their_group_and_what_is_merged_above_them() -> None:
    header, counted, group, first, second = blocks_of(Source((FRAME,)))
    assert [header.kind, counted.kind, group.kind] == [BlockKind.HEADER, BlockKind.HEADER, BlockKind.HEADING]
    assert (group.label, group.cells) == ("I", ("CẢI CÁCH THỂ CHẾ",))
    assert first.columns == ("objective", "task", "lead", "deadline") and first.titles == _TITLES[1:]
    assert (first.label, first.cells[0], first.above) == ("1.1", "Đúng thẩm quyền", "CẢI CÁCH THỂ CHẾ")
    assert second.cells[0] == "" and second.full_cells[0] == "Đúng thẩm quyền"


def test_a_letterhead_in_a_table_is_lines_and_notes_come_last() -> None:
    head = SourceTable((SourceRow(1, ("UBND XÃ\nBÌNH MINH", "CỘNG HÒA XÃ HỘI")),))
    blocks = blocks_of(Source((head, SourceLine(2, "KẾ HOẠCH")), asides=((0, "Trang 1", "chân trang"),)))
    assert [one.cells[0] for one in blocks] == ["UBND XÃ", "BÌNH MINH", "CỘNG HÒA XÃ HỘI", "KẾ HOẠCH", "Trang 1"]
    assert blocks[-1].kind is BlockKind.ASIDE and blocks[-1].where == "chân trang"


def words(texts: list[str]) -> list[str]:
    return sorted(word for text in texts for word in re.findall(r"\w+", text))


def said(block: PaperBlock) -> list[str]:
    return [block.label, *block.cells]


def test_no_word_of_a_real_paper_is_left_out(seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        source = read_source(path)
        texts: list[str] = []
        for block in source.blocks:
            texts += [block.text] if isinstance(block, SourceLine) else [c for row in block.rows for c in row.cells]
        blocks = blocks_of(source)
        assert words([text.replace("_", " ") for text in texts]) == words(
            [text.replace("_", " ") for block in blocks for text in said(block)]
        )
