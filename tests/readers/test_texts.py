"""Text files, CSV and copied cells: every encoding that offices send, separators, quotes, and bytes that are broken."""

import time
from pathlib import Path

import docx
import pytest

from cchc_desktop.readers import read_plan, read_plan_text
from cchc_desktop.readers.any_file import read_copied, read_source
from cchc_desktop.readers.old_fonts import OldFont, font_of, old_font_by_letters, to_unicode, unicode_source
from cchc_desktop.readers.outline import read_outline
from cchc_desktop.readers.plan import plan_from
from cchc_desktop.readers.read_rows import Doubt
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.readers.tables import Choice
from tests.readers.workbooks import sheet, strings, styles, workbook

CSV = """KHUNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026, XÃ BÌNH MINH
TT;Nhiệm vụ;Kết quả, sản phẩm;Cơ quan chủ trì;Thời gian hoàn thành;Kinh phí
1;Rà soát thủ tục;Báo cáo, dữ liệu;VP;31/3/2026;12,5 triệu đồng
2;"Số hóa
hồ sơ; giấy tờ";Dữ liệu;VP;30/6/2026;
"""
OLD = "TËp huÊn nghiÖp vô c¶i c¸ch hµnh chÝnh cho c¸n bé, ng\u00adêi lao ®éng"
NEW = "Tập huấn nghiệp vụ cải cách hành chính cho cán bộ, người lao động"


def tasks(path: Path, content: bytes) -> list[tuple[str, str, str]]:
    path.write_bytes(content)
    return [(t.text, t.products[0], t.budget) for g in read_plan(path).groups for t in g.tasks]


@pytest.mark.parametrize("sign", [";", ",", "\t", "sep=;", "sep=|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_separators_are_told_by_all_rows(tmp_path: Path, sign: str, encoding: str) -> None:
    text = CSV.replace("12,5", '"12,5"').replace("Báo cáo, dữ liệu", '"Báo cáo, dữ liệu"')
    text = (
        text.replace("Kết quả, sản phẩm", '"Kết quả, sản phẩm"').replace("sơ; giấy", "sơ, giấy").replace(";", sign[-1])
    )
    text = f"{sign}\n{text}" if sign.startswith("sep") else text
    assert tasks(tmp_path / "a.csv", text.encode(encoding)) == [
        ("Rà soát thủ tục", "Báo cáo, dữ liệu", "12,5 triệu đồng"),
        ("Số hóa hồ sơ, giấy tờ", "Dữ liệu", ""),
    ]


def test_a_title_with_a_comma_is_no_row(tmp_path: Path) -> None:
    assert [text for text, _product, _budget in tasks(tmp_path / "a.csv", CSV.encode("utf-8-sig"))] == [
        "Rà soát thủ tục",
        "Số hóa hồ sơ; giấy tờ",
    ]


def test_copied_cells_share_the_rules_of_csv() -> None:
    rows = 'TT\tNhiệm vụ\tSản phẩm\tChủ trì\n1\t"Rà soát\nhai dòng"\tBáo cáo\tVP\n2\t"mở ngoặc\tBáo cáo\tVP\n'
    plan = read_plan_text(rows + "x\ty\tz\tt\n" * 60)
    assert [task.text for task in plan.groups[0].tasks[:3]] == ["Rà soát hai dòng", '"mở ngoặc', "y"]
    assert len(plan.groups[0].tasks) == 62
    assert any("ngoặc kép" in warning for warning in plan.warnings)


def test_one_bad_byte_is_marked_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("I. NHIỆM VỤ\n1. Rà soát văn bản\n- Chủ trì: Văn phò\n".encode() + b"ng \xfe x\n")
    source = read_source(path)
    assert [line.text for line in source.blocks if not isinstance(line, SourceTable)][-1] == "ng � x"
    assert [warning for warning in source.warnings if "dòng 4" in warning and "�" in warning]
    path.write_bytes("Kế hoạch cải cách hành chính".encode()[:-1] + b"\xe1\xba")
    assert "Kế hoạch cải cách hành chín" in read_source(path).blocks[0].text  # type: ignore[union-attr]


def test_a_title_in_capitals_ends_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    lines = [f"DÒNG SỐ {number}" for number in range(12_000)]
    path.write_text("KẾ HOẠCH\nI. MỤC ĐÍCH\n" + "\n".join(lines), encoding="utf-8")
    begin = time.process_time()
    (section,) = read_plan(path).sections
    outline = read_outline(path)
    assert time.process_time() - begin < 4
    assert f"{section.title} {section.body}".split()[2:] == " ".join(lines).split()
    assert len(outline.items) == 1


@pytest.mark.parametrize(
    "head",
    [
        "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Bình Minh, ngày 08 tháng 9 năm 2026",
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ BÌNH MINH\tĐộc lập - Tự do - Hạnh phúc",
        "UBND XÃ BÌNH MINH\n-------\nSố: 15/KH-UBND",
        "ĐẢNG ỦY XÃ BÌNH MINH\n*\nĐẢNG CỘNG SẢN VIỆT NAM",
        "",
    ],
)
@pytest.mark.parametrize("gap", ["\n", ""])
def test_a_paper_behind_an_outline_is_no_part_of_it(tmp_path: Path, head: str, gap: str) -> None:
    paper = f"{head}\nKẾ HOẠCH\nTự kiểm tra\nI. MỤC ĐÍCH\nKiểm tra các đơn vị.\n".lstrip("\n")
    own = "ĐỀ CƯƠNG BÁO CÁO\nI. CHỈ ĐẠO, ĐIỀU HÀNH\nNêu kết quả.\nVIỆC ĐÃ LÀM\nII. KIẾN NGHỊ\nNêu kiến nghị.\n"
    (path := tmp_path / "de-cuong.txt").write_text(own + (gap if head else "\n") + paper, encoding="utf-8")
    read = read_outline(path)
    assert [(item.title, item.guidance) for item in read.items] == [
        ("CHỈ ĐẠO, ĐIỀU HÀNH", "Nêu kết quả.\nVIỆC ĐÃ LÀM"),
        ("KIẾN NGHỊ", "Nêu kiến nghị."),
    ]
    left = " ".join(one.text for one in read.unplaced)
    assert all(words in left for words in ("Tự kiểm tra", "MỤC ĐÍCH", "Kiểm tra các đơn vị.")), "nothing is lost"


def test_an_outline_of_more_parts_than_roman_numerals_count(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ĐỀ CƯƠNG\n" + "I. Kết quả\n" * 4_001, encoding="utf-8")
    assert read_outline(path).items[-1].number == "4001"


def test_rows_of_bars_are_read_in_one_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("KẾ HOẠCH\n\n| -- |" + "      |" * 400 + " Quý I |\n| a | b |\n" + "|" * 50_000, encoding="utf-8")
    begin = time.process_time()
    (table,) = read_source(path).tables()
    assert time.process_time() - begin < 2
    assert table.rows[0].cells[0] == "--"
    assert max(len(row.cells) for row in table.rows) <= 256


@pytest.mark.parametrize(
    "text",
    [
        "Partner: Köln, München, Zürich, Lübeck, Thüringen, Württemberg. Products: Word® Excel® Outlook® Visio®",
        "señor mañana años niño España compañía",
        "déjà vu à côté de l'hôtel française, garçon, été, où, Noël",
        "«Họ tên» «Ngày sinh» «Địa chỉ» «Số CCCD» «Nơi cấp» «Ghi chú»",
        "Công an xã «TEN_XA», ông «HO_TEN», bà «HO_TEN_BA»",
        "São Paulo não coração, João, pães",
        "Là cá sò có hà nhà, bà tôi",
    ],
)
def test_other_languages_and_fields_are_no_old_font(tmp_path: Path, text: str) -> None:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    assert read_source(tmp_path / "a.docx").blocks[0].text == text  # type: ignore[union-attr]
    assert old_font_by_letters(text) is None


def test_old_fonts_become_unicode() -> None:
    assert old_font_by_letters(OLD) is OldFont.TCVN3
    assert to_unicode(OLD, OldFont.TCVN3) == NEW
    assert to_unicode("ÑAÛNG UÛY XAÕ, ngöôøi lao ñoäng", OldFont.VNI) == "ĐẢNG ỦY XÃ, người lao động"
    assert to_unicode("kÕ ho¹ch", OldFont.TCVN3_CAPITALS) == "KẾ HOẠCH"
    assert [font_of(name) for name in (".VnTimeH", ".VnArial", "VNI-Times", "Times New Roman")] == [
        OldFont.TCVN3_CAPITALS,
        OldFont.TCVN3,
        OldFont.VNI,
        None,
    ]


HEADER = ("TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Thời hạn")


def test_one_row_in_an_old_font_is_offered_as_unicode() -> None:
    old = OLD.replace("ng\u00adêi ", "")
    rows = [
        HEADER,
        ("1", "Rà soát thủ tục", "Báo cáo", "VP", "Quý I/2026"),
        ("2", old, "Sæ theo dâi", "VP", "Quý I/2026"),
    ]
    source = Source((SourceTable(tuple(SourceRow(n, row) for n, row in enumerate(rows, start=1))),))
    first, second = plan_from(source, "a.docx").groups[0].tasks
    assert (first.doubts, second.doubts) == ((), (Doubt.OLD_FONT,))
    assert second.text == NEW.replace("người ", "")
    assert plan_from(source, "a.docx", Choice(convert=False)).groups[0].tasks[1].text == old
    assert unicode_source(source).tables()[0].rows[2].cells[2] == "Sổ theo dõi"


def test_a_copied_row_in_an_old_font_is_said_before_and_after() -> None:
    rows = "\n".join("\t".join(row) for row in (HEADER, *[("1", "Rà soát thủ tục", "Báo cáo", "VP", "Quý I")] * 9))
    source = read_copied(f"{rows}\n10\t{OLD}\tBáo cáo\tVP\tQuý I")
    assert [w for w in source.warnings if "TËp huÊn" in w and "Tập huấn" in w]


def test_cells_in_an_old_font_of_excel_are_what_excel_shows(tmp_path: Path) -> None:
    row = '<row><c t="s"><v>0</v></c><c t="s" s="1"><v>1</v></c><c t="s" s="2"><v>1</v></c><c t="s"><v>2</v></c></row>'
    parts = {
        "xl/worksheets/sheet1.xml": sheet(row),
        "xl/sharedStrings.xml": strings("Rà soát thủ tục hành chính của người dân", "kÕ ho¹ch ng\u00adêi", OLD),
        "xl/styles.xml": styles([], [".VnTime", ".VnTimeH"]),
    }
    source = read_source(workbook(tmp_path / "a.xlsx", parts))
    assert source.tables()[0].rows[0].cells[1:3] == ("kế hoạch người", "KẾ HOẠCH NGƯỜI")
    assert any("2 ô dùng phông cũ" in warning for warning in source.warnings)
    old = {"xl/sharedStrings.xml": strings("KÕ HO¹CH", OLD, "bé"), "xl/styles.xml": ""}
    whole = workbook(tmp_path / "b.xlsx", {**parts, **old})
    (row,) = read_source(whole).tables()[0].rows
    assert (row.cells[0], row.cells[3], row.doubts) == ("KẾ HOẠCH", "bộ", (Doubt.OLD_FONT,))
    assert row.cells[1] == "Tập huấn nghiệp vụ cải cách hành chính cho cán bộ, người lao động"


def test_words_that_vni_writes_with_letters_of_vietnamese_are_made_unicode() -> None:
    """ "Baùo caùo" has no odd letter: as a line, and in a row that has others."""
    row = SourceRow(3, ("2", "Taäp huaán caûi caùch", "Baùo caùo", "Báo cáo", "Hoá, thuý, toà"))
    made = unicode_source(Source((SourceLine(1, "Baùo caùo"), SourceTable((row,)))))
    line, table = made.blocks
    assert isinstance(line, SourceLine) and isinstance(table, SourceTable)
    assert line.text == "Báo cáo"
    assert table.rows[0].cells == ("2", "Tập huấn cải cách", "Báo cáo", "Báo cáo", "Hoá, thuý, toà")


@pytest.mark.parametrize("text", ["Hoá, thuý, toà", "più città, perché", "Báo cáo", "naïve cooùp", "João não há"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert old_font_by_letters(text) is None
