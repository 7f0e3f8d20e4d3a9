"""Bảng so sánh văn bản: two papers side by side, what is gone at the left and what is new at the right in bold."""

from collections.abc import Iterator, Sequence

from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import (
    Block,
    Cell,
    Document,
    PageRun,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
    TitleBlock,
    cell,
)
from cchc_desktop.documents.ruled_tables import LANDSCAPE, ruled
from cchc_desktop.documents.text_parts import plain
from cchc_desktop.rules.paper_blocks import (
    Became,
    BlockKind,
    ComparedBlock,
    ComparedCell,
    Comparison,
    Counts,
    Limit,
    PaperBlock,
    differs,
    marked_cells,
)
from cchc_desktop.rules.word_marks import Mark

WORDS = {
    Became.SAME: "Giữ nguyên",
    Became.SMALL: "Khác nhỏ",
    Became.CHANGED: "Sửa",
    Became.MOVED: "Chuyển chỗ",
    Became.MOVED_CHANGED: "Chuyển chỗ và sửa",
    Became.SPLIT: "Tách đoạn",
    Became.JOINED: "Gộp đoạn",
    Became.ADDED: "Thêm",
    Became.REMOVED: "Bỏ",
}
_COUNTED = (
    (Became.ADDED, "thêm"),
    (Became.REMOVED, "bỏ"),
    (Became.CHANGED, "sửa"),
    (Became.MOVED, "chuyển chỗ"),
    (Became.MOVED_CHANGED, "chuyển chỗ và sửa"),
    (Became.SPLIT, "tách đoạn"),
    (Became.JOINED, "gộp đoạn"),
    (Became.SMALL, "khác nhỏ"),
)
_LIMITS = {
    Limit.LIKENESS: (
        "Hai văn bản có quá nhiều dòng không giống nhau, nên dòng đã sửa được ghi là bỏ ở một bên và thêm ở bên kia."
    ),
    Limit.WORDS: "Có đoạn quá dài để so từng chữ: cả đoạn được ghi là khác.",
}
_SHARES = (11, 25, 108, 108)
_ALIGNMENTS = ("center", "center", "left", "left")
_NOTE = "Chữ đậm ở cột trái là chữ không còn, ở cột phải là chữ mới."
_SMALL = " Chữ nghiêng chỉ khác chữ hoa, khoảng trắng hoặc chỗ đặt dấu."
_YEARS = " Không kể khác nhau về năm."


def counted_words(counts: Counts, small: bool) -> str:
    """How two papers differ, in a sentence: "12 dòng thêm, 3 bỏ, 5 chuyển chỗ."."""
    parts = [
        f"{counts.blocks[became]} {words}"
        for became, words in _COUNTED
        if counts.blocks[became] and (small or became is not Became.SMALL)
    ]
    if parts:
        first, _blank, rest = parts[0].partition(" ")
        parts[0] = f"{first} dòng {rest}"
    if counts.renumbered and small:
        parts.append(f"{counts.renumbered} dòng đổi số thứ tự" if not parts else f"{counts.renumbered} đổi số thứ tự")
    if not parts:
        return "Hai văn bản không khác nhau."
    same = counts.blocks[Became.SAME] + (0 if small else counts.blocks[Became.SMALL])
    return f"{', '.join(parts)}; {same} giữ nguyên."


def compose_comparison(
    titles: tuple[str, str],
    found: Comparison,
    style: HouseStyle,
    only_differences: bool = True,
    small: bool = True,
    pass_years: bool = False,
) -> Document:
    """The table under the names of both papers, with the counts above it."""
    lines = [Paragraph("kind", (Run("BẢNG SO SÁNH VĂN BẢN"),))]
    lines += [plain("subject", f"{side}: {title}") for side, title in zip(("Trước", "Sau"), titles, strict=True)]
    rows = tuple(_rows(found, only_differences, small))
    notes = [counted_words(found.counts, small)]
    notes += [_LIMITS[limit] for limit in Limit if limit in found.limits]
    if rows:
        notes.append(_NOTE + (_SMALL if small else "") + (_YEARS if pass_years else ""))
    blocks: list[Block] = [TitleBlock(tuple(lines), "Bảng so sánh văn bản"), *(plain("body", note) for note in notes)]
    if rows:
        blocks.append(_table(rows, style))
    return Document(f"So sánh {titles[0]} với {titles[1]}", "", (PageRun(LANDSCAPE, tuple(blocks)),))


def _table(rows: Sequence[Row], style: HouseStyle) -> Table:
    headings = ("TT", "Thay đổi", "Trước", "Sau")
    return ruled("So sánh", headings, _SHARES, _ALIGNMENTS, rows, style, LANDSCAPE)


def _rows(found: Comparison, only_differences: bool, small: bool) -> Iterator[Row]:
    above = ""
    number = 0
    for row in found.rows:
        if only_differences and not differs(row, small):
            continue
        blocks = [found.after[at] for at in row.after] or [found.before[at] for at in row.before]
        heading = blocks[0].above
        if heading and heading != above and blocks[0].kind is not BlockKind.HEADING:
            yield Row((Cell(), cell(heading, colspan=3)), "group")
        above = blocks[0].text if blocks[0].kind is BlockKind.HEADING else heading
        number += 1
        yield _row(number, row, found, small)


def _row(number: int, row: ComparedBlock, found: Comparison, small: bool) -> Row:
    before = [found.before[at] for at in row.before]
    after = [found.after[at] for at in row.after]
    shown = marked_cells(row, small)
    moved = row.became in (Became.MOVED, Became.MOVED_CHANGED)
    left = _side(before, shown, 0, small)
    if moved and before[0].above and before[0].above != after[0].above:
        left.append((Run(f"(trước ở mục: {before[0].above})", italic=True),))
    words = WORDS[Became.SAME if row.became is Became.SMALL and not small else row.became]
    if row.renumbered and small and row.became is Became.SAME:
        words = "Đổi số thứ tự"
    right = _side(after, shown, 1, small)
    return Row((cell(str(number)), cell(words), Cell(tuple(left)), Cell(tuple(right))), "row", f"so-sanh-{number}")


def _side(blocks: Sequence[PaperBlock], cells: Sequence[ComparedCell], side: int, small: bool) -> list[Runs]:
    """The paragraphs of one side: the number, then text for text."""
    if not blocks:
        return []
    paragraphs = [line for one in cells for line in _lines(one, side, small)]
    if label := _label(blocks[0]):
        paragraphs[:1] = [(Run(label), *(paragraphs[0] if paragraphs else ()))]
    return paragraphs


def _label(block: PaperBlock) -> str:
    if not block.label:
        return ""
    return f"{block.label} " if block.label[-1] in "-+" else f"{block.label}. "


def _lines(one: ComparedCell, side: int, small: bool) -> Iterator[Runs]:
    """A text as paragraphs, behind the title of its column; nothing where this side has none."""
    if not any(piece[side] for piece in one.pieces):
        return
    line: list[Run] = [Run(f"{one.title}: ")] if one.title else []
    for piece in one.pieces:
        marked = piece.mark is Mark.OTHER
        for at, text in enumerate(piece[side].split("\n")):
            if at:
                yield tuple(line)
                line = []
            if text:
                line.append(Run(text, bold=marked, italic=small and piece.mark is Mark.SMALL))
    yield tuple(line)
