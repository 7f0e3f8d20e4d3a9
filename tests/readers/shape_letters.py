"""Made-up letters, notices, reports and papers of the Party in the shapes that offices really send."""

from tests.readers.shape_parts import HEADER

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
