"""Small and large documents for the writers' tests."""

from io import BytesIO

from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Letterhead,
    ListItem,
    PageRun,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Signing,
    Table,
    TitleBlock,
    cell,
    runs_of,
)

STYLE = load_house_style()
HOSTILE = "A & B < C > D \"q\" 'a' \x00\x07 ]]> &amp; <w:p/> \ud800 = Cải cách"


def paragraph(text: str, role: str = "body") -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(role, runs_of(text))


def small_decision() -> Document:
    """A decision of one page with every kind of block but a table."""
    blocks: tuple[Block, ...] = (
        Letterhead(
            (),
            ("ỦY BAN NHÂN DÂN", "XÃ BÌNH MINH"),
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 05/QĐ\u2011UBND",
            "Bình Minh, ngày 05 tháng 01 năm 2026",
            anchor="head",
        ),
        TitleBlock((paragraph("QUYẾT ĐỊNH", "kind"), paragraph("Ban hành Kế hoạch", "subject")), "Quyết định"),
        paragraph("Căn cứ Luật Tổ chức chính quyền địa phương;", "legal_basis"),
        Heading(1, runs_of("MỤC ĐÍCH"), "s1", "I."),
        Paragraph("article", (Run("Nội dung "), Run("nghiêng", italic=True)), "s2", number="Điều\u00a01."),
        ListItem(1, "-", runs_of("Một"), "s3"),
        ListItem(2, "+", runs_of("Hai"), "s3"),
        ListItem(1, "c)", runs_of("Ba"), "s3"),
        paragraph("Kết thúc bằng một đoạn đủ dài để xuống dòng, vì chữ ký phải đi cùng ít nhất hai dòng nội dung./."),
        SignatureBlock(Signing(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Trần Thị Hoa Mai"), ("- Lưu: VT.",), anchor="end"),
    )
    return Document("Quyết định thử", "Ủy ban nhân dân xã Bình Minh", (PageRun("portrait", blocks),))


def table(rows: tuple[Row, ...], widths: tuple[float, ...] = (12, 60, 60), name: str = "Bảng") -> Table:
    """A table under a header row "TT, Nội dung, Ghi chú"."""
    columns = tuple(Column(width) for width in widths)
    header = Row(tuple(cell(text) for text in ("TT", "Nội dung", "Ghi chú")), "header")
    return Table(columns, (header,), rows, name)


def spanned_rows() -> tuple[Row, ...]:
    """A group row and three rows of which the second column is one cell."""
    return (
        Row((cell("I", align="center"), cell("NHÓM", colspan=2)), "group", "g"),
        Row((cell("1"), cell("Mục tiêu chung của ba nhiệm vụ"), cell("một")), "row", "t1"),
        Row((cell("2"), Cell(merge_above=True), cell("hai")), "row", "t2"),
        Row((cell("3"), Cell(merge_above=True), cell("ba")), "row", "t3"),
    )


def document_of(*blocks: Block, page: str = "portrait") -> Document:
    """A document of one part."""
    return Document("Thử", "UBND xã Bình Minh", (PageRun(page, blocks),))


def sink() -> BytesIO:
    """Something to write to."""
    return BytesIO()
