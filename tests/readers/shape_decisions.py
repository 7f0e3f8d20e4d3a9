"""Made-up decisions with their plans in the shapes that offices really send."""

from tests.readers.shape_parts import HEADER

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
