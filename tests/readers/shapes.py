"""Made-up papers in the shapes that offices really send, as text; `as_docx` makes Word files of them."""

from pathlib import Path

import docx

HEADER = """\
| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời gian hoàn thành |
|---|---|---|---|---|---|"""

TWO_DECISIONS = """\
ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: 11/QĐ-UBND

Bình Minh, ngày 05 tháng 01 năm 2026

QUYẾT ĐỊNH
Ban hành Kế hoạch cải cách hành chính năm 2026

CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH

Căn cứ Luật Tổ chức chính quyền địa phương;
Theo đề nghị của Chánh Văn phòng.

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2026.
Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

CHỦ TỊCH

Trần Văn Bốn

ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: 12/QĐ-UBND

Bình Minh, ngày 06 tháng 01 năm 2026

QUYẾT ĐỊNH
Kiện toàn Ban Chỉ đạo cải cách hành chính

CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH

Căn cứ Nghị quyết số 76/NQ-CP;

QUYẾT ĐỊNH:

Điều 1. Kiện toàn Ban Chỉ đạo gồm 5 thành viên.
Điều 2. Quyết định có hiệu lực từ ngày ký.

Nơi nhận:
- Như Điều 2.

CHỦ TỊCH

Trần Văn Bốn

KẾ HOẠCH
Cải cách hành chính năm 2026
(Ban hành kèm theo Quyết định số 11/QĐ-UBND ngày 05/01/2026)

I. MỤC ĐÍCH
Phục vụ tốt hơn.

II. NHIỆM VỤ
1. Rà soát văn bản
- Chủ trì: Văn phòng.
- Thời gian: Quý I/2026.
"""

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

LETTER_TWO_TABLES = f"""\
Số: 45/UBND-VP

Bình Minh, ngày 20 tháng 01 năm 2026

V/v phân công nhiệm vụ và báo cáo số liệu

Kính gửi: Các phòng chuyên môn.

Ủy ban nhân dân xã phân công nhiệm vụ như sau:

{HEADER}
| 1 | Tuyên truyền trên loa | Văn phòng | | 12 buổi | Quý II/2026 |

Các phòng báo cáo số liệu theo bảng:

| Tên phòng | Người lập | Điện thoại |
|---|---|---|
| Phòng Kinh tế | Lê Thị Hai | 0912 |

Đề nghị các phòng gửi trước ngày 15/3/2026.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn A
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

PARTY = """\
ĐẢNG BỘ TỈNH AN BÌNH
ĐẢNG ỦY XÃ BÌNH MINH
Số 12-CTr/ĐU

Bình Minh, ngày 10 tháng 02 năm 2026

CHƯƠNG TRÌNH HÀNH ĐỘNG
Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị

I. MỤC TIÊU
Chuyển đổi số.

II. NHIỆM VỤ
1. Tập huấn kỹ năng số
- Chủ trì: Văn phòng Đảng ủy.
- Thời gian: Tháng 6/2026.

Nơi nhận:
- Ban Thường vụ Tỉnh ủy;
- Lưu: Văn phòng.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Phạm Văn Sáu
"""

NOTICE = """\
ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: 33/TB-UBND

Bình Minh, ngày 02 tháng 3 năm 2026

THÔNG BÁO
Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban

Ngày 01/3/2026, Chủ tịch UBND xã chủ trì họp giao ban và kết luận như sau:

1. Văn phòng: Hoàn thiện báo cáo quý I, gửi trước ngày 12/3/2026.
2. Phòng Kinh tế chủ trì rà soát hộ kinh doanh, hoàn thành trong tháng 4/2026.
3. Giao Công an xã:
a) Cấp tài khoản định danh cho người dân, xong trước 30/6/2026.
b) Tuyên truyền hằng tháng.

Nơi nhận:
- Các phòng;
- Lưu: VT.

TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG

Lê Thị Bảy
"""

SUBMISSION = f"""\
Số: 5/TTr-VP

Bình Minh, ngày 02 tháng 3 năm 2026

TỜ TRÌNH
Về việc ban hành khung nhiệm vụ năm 2026

Kính gửi: Ủy ban nhân dân xã Bình Minh.

Văn phòng trình khung nhiệm vụ dưới đây.

{HEADER}
| 1 | Niêm yết | Văn phòng | | Bảng | Quý II/2026 |

Kính trình Ủy ban nhân dân xã xem xét.

Nơi nhận:
- Như trên.

CHÁNH VĂN PHÒNG

Lê Thị Bảy
"""

DECISION_TABLE = f"""\
ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: 14/QĐ-UBND

Bình Minh, ngày 05 tháng 01 năm 2026

QUYẾT ĐỊNH
Về việc giao nhiệm vụ cải cách hành chính năm 2026

ỦY BAN NHÂN DÂN XÃ BÌNH MINH

Căn cứ Luật Tổ chức chính quyền địa phương;

QUYẾT ĐỊNH:

Điều 1. Giao nhiệm vụ cải cách hành chính năm 2026 cho các đơn vị như sau:

{HEADER}
| 1 | Niêm yết | Văn phòng | | Bảng | Quý II/2026 |

Điều 2. Các đơn vị báo cáo trước ngày 15 tháng cuối quý.
Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này.

Nơi nhận:
- Như Điều 3;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Thị Tám
"""

REPORT_TABLE = f"""\
Số: 50/BC-UBND

Bình Minh, ngày 10 tháng 6 năm 2026

BÁO CÁO
Kết quả cải cách hành chính 6 tháng đầu năm 2026

I. KẾT QUẢ
Đã làm 5 việc.

II. NHIỆM VỤ 6 THÁNG CUỐI NĂM

{HEADER}
| 1 | Niêm yết | Văn phòng | | Bảng | Quý III/2026 |

Nơi nhận:
- UBND tỉnh.

CHỦ TỊCH

Trần Văn Bốn
"""

PLAN_IN_ARTICLE = """\
BỘ CÔNG VIỆC MẪU
Số: 12/QĐ-BCV
Hà Đông, ngày 03 tháng 02 năm 2026

QUYẾT ĐỊNH
Ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2026

BỘ TRƯỞNG BỘ CÔNG VIỆC MẪU

Căn cứ Nghị định số 10/2025/NĐ-CP ngày 01 tháng 3 năm 2025 của Chính phủ;
Xét đề nghị của Vụ trưởng Vụ Cải cách hành chính.

QUYẾT ĐỊNH:

Điều 1. Ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2026 với những nội dung sau đây:

I. MỤC TIÊU, YÊU CẦU

1. Mục tiêu

Nâng cao nhận thức của cán bộ, công chức.

II. NHIỆM VỤ

1. Tuyên truyền trên hệ thống loa
- Đơn vị chủ trì: Văn phòng.
- Sản phẩm: 12 buổi phát thanh.
- Thời gian: Quý II/2026.

2. Mở chuyên mục trên trang thông tin điện tử
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.
- Sản phẩm: Chuyên mục.
- Thời gian: Tháng 3/2026.

Điều 2. Quyết định này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

BỘ TRƯỞNG

Nguyễn Văn A
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

LETTER_THAT_ASSIGNS = """\
Số: 88/UBND-NC

Hà Đông, ngày 02 tháng 3 năm 2026

V/v khắc phục các chỉ số năm 2026

Kính gửi:
- Các sở, ban, ngành;
- Ủy ban nhân dân các xã, phường.

Để nâng cao các chỉ số, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

I. NHỮNG VIỆC CẦN LÀM NGAY
1. Văn phòng Ủy ban nhân dân tỉnh
a) Rà soát nhiệm vụ được giao, hoàn thành trước ngày 10/3/2026.
b) Ban hành quy chế phối hợp công bố thủ tục.
2. Ủy ban nhân dân các xã, phường
a) Số hóa toàn bộ hồ sơ tiếp nhận, xong trong tháng 4/2026.

Nơi nhận:
- Như trên;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn A
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

UNITS_IN_BULLETS = """\
Số: 88/SNV-CCHC

An Bình, ngày 02 tháng 3 năm 2026

V/v đôn đốc nhiệm vụ

Kính gửi:
- Các sở, ban, ngành;
- UBND các xã, phường.

Sở Nội vụ đề nghị:

- Văn phòng UBND tỉnh: Tham mưu ban hành quy chế, xong trước ngày 20/3/2026.
- Các sở, ban, ngành: Rà soát thủ tục nội bộ, gửi danh mục trước ngày 15/4/2026.
- Đề nghị UBND các xã, phường chủ động số hóa hồ sơ; báo cáo hằng tháng.

Quá trình thực hiện nếu vướng mắc, phản ánh về Sở Nội vụ./.

Nơi nhận:
- Như trên.

GIÁM ĐỐC

Lê Văn C
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
