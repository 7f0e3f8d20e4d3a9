"""Further wordings of the shapes of real papers: what an article says of its plan, titles, headings that name units."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from cchc_desktop.readers import read_outline, read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.read_rows import ReadPlan
from cchc_desktop.rules.unit_names import names_units, split_units
from tests.readers.words import forgotten, texts

DECISION = """\
ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: 12/QĐ-UBND

Bình Minh, ngày 03 tháng 02 năm 2026

QUYẾT ĐỊNH
Về công tác kiểm tra

CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH

Căn cứ Luật Tổ chức chính quyền địa phương;
Theo đề nghị của Chánh Văn phòng.

QUYẾT ĐỊNH:

Điều 1. {article}
Điều 2. Quyết định này có hiệu lực từ ngày ký.

Nơi nhận:
- Như Điều 2.

CHỦ TỊCH

Trần Văn Bốn
"""
PLAN = """
I. YÊU CẦU
Đúng luật.
II. NHIỆM VỤ
1. Kiểm tra ấp 1
- Chủ trì: Văn phòng.
- Thời gian: Tháng 3/2026.
"""
LETTER = """\
ỦY BAN NHÂN DÂN
TỈNH HÀ ĐÔNG
Số: 88/UBND-NC

Hà Đông, ngày 02 tháng 3 năm 2026

V/v khắc phục chỉ số

Kính gửi: Các sở, ban, ngành.

Chủ tịch UBND tỉnh yêu cầu:

{text}

Nơi nhận:
- Như trên.
"""


def read(folder: Path, text: str) -> ReadPlan:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    plan = read_plan(path)
    assert not forgotten(read_source(path), texts(plan))
    return plan


@pytest.mark.parametrize(
    ("article", "kind", "subject"),
    [
        ("Phê duyệt Kế hoạch kiểm tra năm 2026, với các nội dung sau:", "plan", "Kiểm tra năm 2026"),
        ("Ban hành Chương trình kiểm tra năm 2026, bao gồm:", "programme", "Kiểm tra năm 2026"),
        ("Thông qua Kế hoạch kiểm tra năm 2026, cụ thể như sau:", "plan", "Kiểm tra năm 2026"),
        ("Ban hành Kế hoạch kiểm tra năm 2026 như sau", "plan", "Kiểm tra năm 2026"),
        ("Ban hành Kế hoạch kiểm tra năm 2026 (sau đây gọi là Kế hoạch)", "plan", "Kiểm tra năm 2026"),
    ],
)
def test_what_an_article_may_say_of_its_plan(tmp_path: Path, article: str, kind: str, subject: str) -> None:
    plan = read(tmp_path, DECISION.format(article=article + PLAN))
    assert (plan.paper.kind, plan.paper.subject) == (kind, subject)
    assert [section.number for section in plan.sections] == ["I", "II"]
    assert [task.text for group in plan.groups for task in group.tasks] == ["Kiểm tra ấp 1"]
    assert plan.decision is not None and len(plan.decision.articles) == 2


def test_a_decision_alone_is_kept_with_its_articles(tmp_path: Path) -> None:
    plan = read(tmp_path, DECISION.format(article="Kiện toàn Ban Chỉ đạo gồm:\n1. Ông A, Trưởng ban.\n2. Bà B."))
    assert (plan.paper.kind, len(plan.paper.articles), plan.is_text) == ("decision", 2, True)
    assert "2. Bà B." in plan.paper.articles[0]


@pytest.mark.parametrize(
    "opening",
    [
        "Ngày 05/01/2026, Ủy ban nhân dân tỉnh ban hành Kế hoạch số 20/KH-UBND.",
        "Nhằm nâng cao chất lượng phục vụ, UBND xã ban hành Kế hoạch với các nội dung sau:",
        "Phát huy kết quả đạt được, UBND xã xây dựng kế hoạch như sau:",
    ],
)
def test_what_follows_a_title_of_two_lines_is_no_title(tmp_path: Path, opening: str) -> None:
    text = f"KẾ HOẠCH\nTuyên truyền cải cách hành chính\ntrên địa bàn xã năm 2026\n{opening}\nI. MỤC ĐÍCH\nPhục vụ.\n"
    paper = read(tmp_path, text).paper
    assert paper.subject == "Tuyên truyền cải cách hành chính trên địa bàn xã năm 2026"
    assert paper.preamble == opening


def test_a_letter_that_assigns_in_capitals_and_in_sentences(tmp_path: Path) -> None:
    text = "I. ĐỐI VỚI SỞ NỘI VỤ\n1. Rà soát thủ tục.\nII. ĐỐI VỚI UBND CÁC XÃ, PHƯỜNG\n1. Số hóa hồ sơ."
    plan = read(tmp_path, LETTER.format(text=text))
    tasks = [task for group in plan.groups for task in group.tasks]
    assert [task.leads for task in tasks] == [("Sở Nội vụ",), ("UBND các xã, phường",)]
    text = "1. Giao Sở Nội vụ:\n- Rà soát nhiệm vụ.\n2. Giao Sở Tài chính chủ trì, phối hợp các sở bố trí kinh phí."
    plan = read(tmp_path, LETTER.format(text=text))
    tasks = [task for group in plan.groups for task in group.tasks]
    assert [task.leads for task in tasks] == [("Sở Nội vụ",), ("Sở Tài chính",)]
    assert not plan.unplaced


def test_headings_in_capitals_that_name_no_unit(tmp_path: Path) -> None:
    for text in ("CÁC GIẢI PHÁP", "TỔ CHỨC BỘ MÁY", "BAN HÀNH VĂN BẢN", "PHÒNG, CHỐNG THIÊN TAI", "HỘI NHẬP QUỐC TẾ"):
        assert not names_units(text)
        plan = read(tmp_path, LETTER.format(text=f"I. {text}\n1. Làm tốt việc này.\nII. YÊU CẦU\n1. Làm ngay."))
        assert plan.groups == ()
    for text in ("SỞ NỘI VỤ", "CÁC ẤP", "CÁC SỞ, BAN, NGÀNH", "BAN CHỈ ĐẠO", "PHÒNG KINH TẾ", "TỔ CÔNG NGHỆ SỐ"):
        assert names_units(text)


@pytest.mark.parametrize(
    "others", ["các ấp", "mỗi ấp", "toàn thể công chức", "tất cả các phòng", "những đơn vị liên quan"]
)
def test_a_named_unit_and_all_others(others: str) -> None:
    assert split_units(f"Công an xã, {others}") == ("Công an xã", others)
    assert split_units(f"Sở Văn hóa, Thể thao và Du lịch, {others}")[-1] == others


FRAME = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời gian hoàn thành")


def read_table(folder: Path, rows: Sequence[Sequence[str]]) -> ReadPlan:
    document = docx.Document()
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(folder / "a.docx")
    return read_plan(folder / "a.docx")


@pytest.mark.parametrize("numbers", [("Phần I", "Phần II"), ("A", "B"), ("I.", "II."), ("Nhóm 1", "Nhóm 2")])
def test_group_rows_by_their_number(tmp_path: Path, numbers: tuple[str, str]) -> None:
    first, second = ("1", "Mở lớp", "Sở Nội vụ", "", "Lớp", "6/2026"), ("2", "Bố trí", "Sở Nội vụ", "", "QĐ", "9/2026")
    rows = [FRAME, (numbers[0], "Nhận thức", "", "", "", ""), first, (numbers[1], "Nhân lực", "", "", "liên quan", "")]
    plan = read_table(tmp_path, [*rows, second])
    assert [(group.title, len(group.tasks)) for group in plan.groups] == [("Nhận thức", 1), ("Nhân lực", 1)]
    assert plan.groups[0].tasks[0].products == ("Lớp liên quan",)


@pytest.mark.parametrize(
    "header",
    [
        ("STT", "Tên nhiệm vụ (nội dung công việc)", "Bộ phận chủ trì, thực hiện", "Thời gian: bắt đầu - kết thúc"),
        ("TT", "Nội dung – Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn: ngày hoàn thành"),
        ("TT", "Nhiệm vụ/Hoạt động", "Chủ trì/phối hợp", "Thời gian - Tiến độ"),
    ],
)
def test_joined_headers(tmp_path: Path, header: tuple[str, ...]) -> None:
    plan = read_table(tmp_path, [(*header, "Loại"), ("1", "Số hóa", "VP", "Quý I", "Nhiệm vụ")])
    (task,) = plan.groups[0].tasks
    assert (task.text, task.lead_text, task.deadline) == ("Số hóa", "VP", "Quý I")
    assert [line.text for line in plan.unplaced] == ["Loại: Nhiệm vụ"]


def test_targets_of_two_years_stand_under_their_own_year(tmp_path: Path) -> None:
    header = ("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2025", "Kế hoạch 2026")
    plan = read_table(tmp_path, [header, ("1", "Trực tuyến", "%", "70", "80"), ("2", "Họp", "cuộc", "5", "10")])
    assert plan.sections[0].body.split("\n") == [
        *("**Thực hiện 2025**", "- Trực tuyến: 70 %", "- Họp: 5 cuộc"),
        *("**Kế hoạch 2026**", "- Trực tuyến: 80 %", "- Họp: 10 cuộc"),
    ]


def test_a_rule_of_hyphens_and_a_broken_date_in_a_copied_letterhead(tmp_path: Path) -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH HÀ ĐÔNG\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    number = "---------------\nSố: 35/KH-\nUBND\nHà Đông, ngày 08\ntháng 12 năm 2025\n\nKẾ HOẠCH\nNăm 2026\n\n"
    plan = read(tmp_path, f"{head}{number}I. MỤC TIÊU\nPhục vụ người\ndân.\n")
    assert (plan.paper.number, plan.paper.symbol, plan.paper.place) == ("35", "KH-UBND", "Hà Đông")
    assert str(plan.paper.issued_on) == "2025-12-08"
    assert plan.unplaced == ()


@pytest.mark.parametrize("annex", ["Phụ lục 1: Biểu số liệu", "PHỤ LỤC I – SỐ LIỆU", "Phụ lục số 01. Biểu"])
def test_a_subject_of_an_outline_on_several_lines_and_an_annex(tmp_path: Path, annex: str) -> None:
    path = tmp_path / "a.txt"
    subject = "Báo cáo sơ kết cải cách hành chính\nquý III năm 2026"
    path.write_text(f"ĐỀ CƯƠNG CHI TIẾT\n{subject}\nI. CHỈ ĐẠO\n1. Kế hoạch\nNêu rõ.\n{annex}\n", encoding="utf-8")
    outline = read_outline(path)
    assert outline.title == "Báo cáo sơ kết cải cách hành chính quý III năm 2026"
    assert [(item.number, item.guidance) for item in outline.items] == [("I", ""), ("1", "Nêu rõ.")]
    assert annex in [line.text for line in outline.unplaced]
