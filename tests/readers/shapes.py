"""Made-up papers in the shapes that offices really send, as text; `as_docx` makes Word files of them."""

from pathlib import Path

import docx

from tests.readers.shape_decisions import DECISION_TABLE, PLAN_IN_ARTICLE, TWO_DECISIONS
from tests.readers.shape_letters import (
    LETTER_THAT_ASSIGNS,
    LETTER_TWO_TABLES,
    NOTICE,
    PARTY,
    REPORT_TABLE,
    SUBMISSION,
    UNITS_IN_BULLETS,
)
from tests.readers.shape_parts import HEADER

PLAN_THREE_APPENDICES = f"""\
ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: 20/KH-UBND

Bình Minh, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính năm 2026

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
Phục vụ người dân.

II. NHIỆM VỤ
Chi tiết tại Phụ lục I.

III. TỔ CHỨC THỰC HIỆN
1. Các phòng thực hiện theo phân công.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Bốn

PHỤ LỤC I
NHIỆM VỤ CỤ THỂ
(Kèm theo Kế hoạch số 20/KH-UBND ngày 12/01/2026)

{HEADER}
| I | Chỉ đạo | | | | |
| 1 | Lập kế hoạch | Văn phòng | Các phòng | Kế hoạch | Tháng 1/2026 |

PHỤ LỤC II
CHỈ TIÊU NĂM 2026

| TT | Chỉ tiêu | Đơn vị tính | Năm 2026 | Ghi chú |
|---|---|---|---|---|
| 1 | Tỷ lệ hồ sơ đúng hạn | % | ≥ 98 | |
| 2 | Hồ sơ trực tuyến | % | 80 - 85 | phấn đấu |

PHỤ LỤC III
DANH SÁCH BAN CHỈ ĐẠO

| TT | Họ và tên | Chức vụ | Nhiệm vụ |
|---|---|---|---|
| 1 | Trần Văn Bốn | Chủ tịch | Trưởng ban |
| 2 | Lê Thị Năm | Phó Chủ tịch | Phó ban |
"""

TABLE_FIRST = f"""\
{HEADER}
| 1 | Niêm yết thủ tục | Văn phòng | | Bảng niêm yết | Quý I/2026 |

KẾ HOẠCH
Niêm yết thủ tục năm 2026

I. YÊU CẦU
Làm đủ.
"""

OTHER_ORDER = """\
KẾ HOẠCH
Công tác năm 2026

I. NHIỆM VỤ

| Thời hạn | Đơn vị phối hợp | Đơn vị chủ trì | Kết quả | Tên công việc | STT |
|---|---|---|---|---|---|
| 30/6/2026 | Công an xã | Phòng Kinh tế | Báo cáo | Rà soát doanh nghiệp | 1 |
| Hằng quý | | Văn phòng | Sổ | Theo dõi hồ sơ | 2 |
"""

FRAMES_BY_SECTION = f"""\
KẾ HOẠCH
Cải cách hành chính năm 2026

I. CẢI CÁCH THỂ CHẾ

{HEADER}
| 1 | Rà soát văn bản | Tư pháp | | Danh mục | Quý I/2026 |

II. CẢI CÁCH THỦ TỤC

{HEADER}
| 2 | Niêm yết | Văn phòng | | Bảng | Quý II/2026 |

III. TỔ CHỨC THỰC HIỆN
Giao Văn phòng theo dõi.
"""

ROMAN_GROUPS = f"""\
KHUNG NHIỆM VỤ NĂM 2026

{HEADER}
| I | Thể chế | | | | |
| 1 | Rà soát văn bản | Tư pháp | | Danh mục | Quý I |
| II | Thủ tục | Văn phòng | | | |
| 2 | Niêm yết | Văn phòng | | Bảng | Quý II |
| | bảng điện tử | | | | |
| III | Bộ máy | | | | |
| 3 | Sắp xếp phòng | Nội vụ | | Đề án | Quý III |
| Tổng cộng | 3 nhiệm vụ | | | | |
"""

TITLE_WITHOUT_GAP = """\
ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: 15/KH-UBND
Bình Minh, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Cải cách hành chính năm 2026
Thực hiện Kế hoạch số 20/KH-UBND ngày 05/01/2026 của UBND tỉnh về cải cách hành chính năm 2026; UBND xã Bình \
Minh ban hành Kế hoạch cải cách hành chính năm 2026 như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao chất lượng phục vụ người dân.
"""

LONG_HEADING = """\
KẾ HOẠCH
Cải cách hành chính năm 2026

I. MỤC ĐÍCH
Phục vụ người dân tốt hơn.

II. NHIỆM VỤ
1. Cải cách thể chế
a) Rà soát văn bản đã ban hành.
2. Đổi mới phương thức làm việc của các phòng, đơn vị, gắn việc giải quyết hồ sơ với trách nhiệm của từng công \
chức; nâng cao chất lượng phục vụ người dân, doanh nghiệp tại Trung tâm Phục vụ hành chính công và trên môi \
trường điện tử, bảo đảm đúng hạn
a) Công khai kết quả từng tuần.
3. Cải cách tài chính công
a) Lập dự toán đúng kỳ.
"""

WRAPPED = """\
ỦY BAN NHÂN DÂN
TỈNH HÀ ĐÔNG
-------
|
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
35/KH-UBND
|
Hà
Đông, ngày 08 tháng 12 năm 2025
|
KẾ HOẠCH
CẢI CÁCH HÀNH CHÍNH TỈNH HÀ ĐÔNG NĂM 2026
Căn cứ Quyết định số 25/QĐ-TTg ngày
04/02/2025 của Thủ tướng Chính phủ;
Căn cứ Kế hoạch số 95/KH-UBND ngày
18/5/2025 của Ủy ban nhân dân tỉnh;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
Phục vụ người dân.
II. NHIỆM VỤ
Làm theo phân công.
"""

TARGETS = """\
KẾ HOẠCH
Nâng cao chỉ số năm 2027

| TT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì theo dõi, đánh giá |
|---|---|---|---|---|
| I | Đến năm 2027 | | | |
| 1 | Tỷ lệ hồ sơ nộp trực tuyến | % | ≥ 70 | Văn phòng |
| 2 | Mức độ hài lòng | % | từ 90 đến 95 | Phòng Nội vụ |
| II | Đến năm 2030 | | | |
| 3 | Tỷ lệ hồ sơ nộp trực tuyến | % | 100 | Văn phòng |
"""

CUT_BY_A_PAGE = f"""\
{HEADER}
| I. | Nâng cao nhận thức | | | | |
| 1. | Mở lớp tập huấn cho công chức | Sở Nội vụ | Sở Tài chính | Lớp tập huấn | 6/2026 |
| 2. | Duy trì chuyên mục cải cách | Sở Nội vụ | Sở Tư pháp, các sở, ngành, | Chuyên mục trên | 2026 và những |
| | hành chính trên báo | | địa phương | báo tỉnh | |
| II. | Phát triển nguồn nhân lực | | | | năm tiếp theo |
| 3. | Bố trí công chức chuyên trách | Bộ Văn hóa, Thể thao và Du lịch | | Quyết định | Quý II/2026 |
"""

ALL = {
    "units_in_bullets": UNITS_IN_BULLETS,
    "two_decisions": TWO_DECISIONS,
    "plan_three_appendices": PLAN_THREE_APPENDICES,
    "table_first": TABLE_FIRST,
    "letter_two_tables": LETTER_TWO_TABLES,
    "other_order": OTHER_ORDER,
    "frames_by_section": FRAMES_BY_SECTION,
    "roman_groups": ROMAN_GROUPS,
    "party": PARTY,
    "notice": NOTICE,
    "submission": SUBMISSION,
    "decision_table": DECISION_TABLE,
    "report_table": REPORT_TABLE,
    "plan_in_article": PLAN_IN_ARTICLE,
    "title_without_gap": TITLE_WITHOUT_GAP,
    "long_heading": LONG_HEADING,
    "wrapped": WRAPPED,
    "letter_that_assigns": LETTER_THAT_ASSIGNS,
    "targets": TARGETS,
    "cut_by_a_page": CUT_BY_A_PAGE,
}


def as_docx(text: str, path: Path) -> Path:
    """The paper in Word: lines as paragraphs, rows of bars as tables."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|") and line.endswith("|") and len(line) > 1:
            rows.append([cell.strip() for cell in line[1:-1].split("|")])
            continue
        rows = [row for row in rows if set("".join(row)) != {"-"}]
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    table.cell(at, column).text = cell
        rows = []
        document.add_paragraph(line)
    document.save(str(path))
    return path
