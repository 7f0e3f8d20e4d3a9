"""Papers of other shapes than a plan, all of them right: nothing is found that a reviewer would pass."""

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from cchc_desktop.services.checking.checking import check_file

_HEAD = """UBND TỈNH AN BÌNH
ỦY BAN NHÂN DÂN
XÃ BÌNH MINH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}

Bình Minh, ngày 20 tháng 3 năm 2026

"""
_FOOT = """

Nơi nhận:
- {first}
- Lưu: VT, VHXH.

{signing}

Trần Văn Mẫu
"""
_COLLECTIVE = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
LETTER = f"""{_HEAD.format(number="112/UBND-VHXH")}V/v đăng ký sáng kiến cải cách hành chính năm 2026

Kính gửi: Các phòng, đơn vị thuộc UBND xã.

Căn cứ Kế hoạch số 03/KH-UBND ngày 15/01/2026 của UBND xã Bình Minh về cải cách hành chính năm 2026, UBND xã yêu cầu \
các phòng, đơn vị thực hiện các nội dung sau:

1. Mỗi phòng, đơn vị đăng ký ít nhất 01 sáng kiến về cải cách hành chính; các thôn góp ý.

2. Gửi về Phòng Văn hóa - Xã hội trước 31/3/2026./.{_FOOT.format(first="Như trên;", signing=_COLLECTIVE)}"""
DECISION = f"""{_HEAD.format(number="215/QĐ-UBND")}QUYẾT ĐỊNH
Về việc kiện toàn Ban Chỉ đạo cải cách hành chính xã Bình Minh

CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Theo đề nghị của Trưởng phòng Phòng Văn hóa - Xã hội.

QUYẾT ĐỊNH:

Điều 1. Kiện toàn Ban Chỉ đạo cải cách hành chính xã Bình Minh gồm các ông, bà có tên sau:

1. Ông Trần Văn Mẫu, Chủ tịch UBND xã - Trưởng ban.

2. Bà Nguyễn Thị Của, Phó Chủ tịch UBND xã - Phó Trưởng ban.

Điều 2. Các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.\
{_FOOT.format(first="Như Điều 2;", signing="CHỦ TỊCH")}"""
MINUTES = f"""{_HEAD.format(number="08/BB-UBND")}BIÊN BẢN
Họp Ban Chỉ đạo cải cách hành chính tháng 3 năm 2026

Thời gian bắt đầu: 08 giờ 00 phút ngày 20/3/2026.

Thành phần tham dự: các thành viên Ban Chỉ đạo (vắng 01, có lý do).

1. Phòng Văn hóa - Xã hội báo cáo kết quả quý I năm 2026.

Cuộc họp kết thúc vào 11 giờ 00 phút cùng ngày./.

THƯ KÝ

Lê Thị Mẫu

CHỦ TRÌ

Trần Văn Mẫu

Nơi nhận:
- Thành viên Ban Chỉ đạo;
- Lưu: VT, Hồ sơ.
"""
REPORT = f"""{_HEAD.format(number="45/BC-UBND")}BÁO CÁO
Công tác cải cách hành chính quý I năm 2026

Thực hiện Kế hoạch số 12/KH-UBND ngày 12/01/2026 của UBND tỉnh, UBND xã Bình Minh báo cáo kết quả như sau:

I. KẾT QUẢ THỰC HIỆN

1. Cải cách thủ tục hành chính (TTHC)

- Tiếp nhận 2.450 hồ sơ TTHC; đã giải quyết 2.401 hồ sơ, đúng hạn 99,9%.

- Dùng trợ lý ảo (chatbot) tại https://dichvucong.gov.vn; góp ý gửi xa.binhminh@anbinh.gov.vn.

- Biểu dương bà H'Nguôl Niê Kdăm, buôn Đắk Liêng.

II. KIẾN NGHỊ

Đề nghị UBND tỉnh bổ sung kinh phí mua máy quét cho xã./.{_FOOT.format(first="Sở Nội vụ;", signing=_COLLECTIVE)}"""


@pytest.mark.parametrize("text", [LETTER, DECISION, MINUTES, REPORT], ids=["letter", "decision", "minutes", "report"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_papers_of_other_shapes_pass(text: str, form: Literal["NFC", "NFD"], tmp_path: Path) -> None:
    """Also with letters and marks apart, as some systems write them."""
    file = tmp_path / "van_ban.txt"
    file.write_text(unicodedata.normalize(form, text), encoding="utf-8")
    found = check_file(file).findings
    assert [(one.code, one.message) for one in found if one.code not in ("L02", "L04")] == []
