"""Small pieces of WordprocessingML as text: runs, paragraphs and their properties."""

from functools import lru_cache
from html import escape

from cchc_desktop.documents.house_style import MM, ParagraphStyle
from cchc_desktop.documents.nodes import Run, Runs
from cchc_desktop.writers.line_breaking import FIXED_SPACE, unbound

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SMALL_PT = 1.0
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Role in the house style: style id and the name Word shows; its own names where Word has a style for the purpose.
STYLES: dict[str, tuple[str, str]] = {
    "body": ("BodyText", "Body Text"),
    "article": ("Dieu", "Điều"),
    "legal_basis": ("CanCu", "Căn cứ"),
    "authority": ("ThamQuyen", "Thẩm quyền ban hành"),
    "decides": ("QuyetDinhHaiCham", "Quyết định hai chấm"),
    "addressee": ("KinhGui", "Kính gửi"),
    "addressee_first": ("KinhGuiNhieu", "Kính gửi nhiều nơi"),
    "addressee_item": ("KinhGuiDong", "Kính gửi từng dòng"),
    "heading0": ("PhanChuong", "Phần, chương, mục"),
    "heading1": ("Heading1", "heading 1"),
    "heading2": ("Heading2", "heading 2"),
    "heading3": ("Heading3", "heading 3"),
    "heading4": ("Heading4", "heading 4"),
    "list1": ("ListBullet", "List Bullet"),
    "list2": ("ListBullet2", "List Bullet 2"),
    "kind": ("Title", "Title"),
    "subject": ("Subtitle", "Subtitle"),
    "attachment": ("KemTheo", "Kèm theo"),
    "appendix_number": ("SoPhuLuc", "Số phụ lục"),
    "appendix_title": ("TenPhuLuc", "Tên phụ lục"),
    "table_result": ("KetQuaBang", "Kết quả dưới bảng"),
    "table_header": ("TieuDeBang", "Tiêu đề bảng"),
    "table_number": ("SoCotBang", "Số cột bảng"),
    "table_group": ("NhomBang", "Nhóm trong bảng"),
    "table_cell": ("OBang", "Ô bảng"),
    "superior": ("ChuQuan", "Cơ quan chủ quản"),
    "issuer": ("CoQuan", "Cơ quan ban hành"),
    "nation": ("QuocHieu", "Quốc hiệu"),
    "motto": ("TieuNgu", "Tiêu ngữ"),
    "number": ("SoKyHieu", "Số, ký hiệu"),
    "place_date": ("DiaDanhNgay", "Địa danh, thời gian"),
    "letter_subject": ("VeViec", "Trích yếu công văn"),
    "stamp": ("DauChi", "Dấu chỉ mức độ"),
    "recipients_title": ("NoiNhanTieuDe", "Nơi nhận"),
    "recipients": ("NoiNhan", "Nơi nhận danh sách"),
    "drafter": ("KyHieuSoanThao", "Ký hiệu người soạn thảo"),
    "signing": ("QuyenHan", "Quyền hạn, chức vụ"),
    "signer": ("HoTen", "Họ tên người ký"),
    "signing_note": ("GhiChuKy", "Ghi chú chữ ký"),
    "contact": ("Footer", "footer"),
    "award": ("GiayKhen", "Giấy khen"),
    "award_name": ("NguoiDuocKhen", "Người được khen"),
    "award_text": ("ThanhTich", "Thành tích"),
    "award_place": ("NgayKhen", "Ngày khen"),
    "copy_mark": ("DauSao", "Dấu bản sao điện tử"),
    "page_number": ("Header", "header"),
}
OUTLINE_LEVELS = {
    "heading0": 0,
    "heading1": 0,
    "heading2": 1,
    "heading3": 2,
    "heading4": 3,
    "kind": 0,
    "appendix_title": 0,
}


def fonts_xml(name: str) -> str:
    """One font for all four kinds of script, or a word processor puts its own in for some letters."""
    quoted = escape(name)
    return f'<w:rFonts w:ascii="{quoted}" w:hAnsi="{quoted}" w:eastAsia="{quoted}" w:cs="{quoted}"/>'


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def mm_twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * MM * 20)


@lru_cache(maxsize=16384)
def text_xml(text: str) -> str:
    """The content of a run: text with its breaks.

    Spaces and hyphens are ordinary ones: a search for "ngày 18 tháng 12" or "76/NQ-CP" finds no others.
    """
    lines = unbound(text).replace(FIXED_SPACE, " ").split("\n")
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' if line else "" for line in lines
    )


def run_xml(run: Run, colour: str = "") -> str:
    """A run; bold, italic and colour (six hexadecimal digits) add to what the paragraph's style says."""
    if not run.text:
        return ""
    if not (run.bold or run.italic or colour):
        return f"<w:r>{text_xml(run.text)}</w:r>"
    look = ("<w:b/><w:bCs/>" if run.bold else "") + ("<w:i/><w:iCs/>" if run.italic else "")
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    return f"<w:r><w:rPr>{look}</w:rPr>{text_xml(run.text)}</w:r>"


def runs_xml(runs: Runs) -> str:
    """The runs of a paragraph."""
    return run_xml(runs[0]) if len(runs) == 1 else "".join([run_xml(run) for run in runs])


def paragraph_start(role: str, properties: str = "") -> str:
    """A paragraph in the style of a role up to its runs; `properties` follow the style in the order the schema asks."""
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLES[role][0]}"/>{properties}</w:pPr>'


def paragraph_xml(role: str, runs: Runs, properties: str = "") -> str:
    """A whole paragraph, its properties as in `paragraph_start`."""
    return f"{paragraph_start(role, properties)}{runs_xml(runs)}</w:p>"


def spacing_xml(style: ParagraphStyle, *, before: float | None = None, after: float | None = None) -> str:
    """Spacing of a style, with other spaces above or below where given; points."""
    above = style.before_pt if before is None else before
    below = style.after_pt if after is None else after
    return (
        f'<w:spacing w:before="{twips(above)}" w:after="{twips(below)}" '
        f'w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
    )


def rule_xml(
    length: float, width: float, gap: float, thickness: float, room: float, *, after: float, keep: bool
) -> str:
    """A paragraph that draws a centred rule of `length` in a column of `width` points and takes `room` below it."""
    side = twips((width - length) / 2)
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}"
        f'<w:pBdr><w:top w:val="single" w:sz="{round(thickness * 8)}" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="{twips(gap)}" w:after="{twips(after)}" w:line="{twips(room)}" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    )


def top_rule_xml(above: float, thickness: float, below: float) -> str:
    """A rule across the column with space above and below it; points."""
    return (
        "<w:p><w:pPr>"
        f'<w:pBdr><w:bottom w:val="single" w:sz="{round(thickness * 8)}" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="0" w:after="{twips(below)}" w:line="{twips(above)}" w:lineRule="exact"/>'
        '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    )


def gap_xml(height: float, inside: str = "") -> str:
    """An empty paragraph of this height; points."""
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{twips(height)}" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{inside}</w:pPr></w:p>'
    )


def small_paragraph_xml(inside: str = "") -> str:
    """The smallest paragraph there is, where the format asks for one and the page for none."""
    return gap_xml(SMALL_PT, inside)
