"""Each rule finds what it is for, in the words of real papers, and leaves alone what is right."""

import pytest

from cchc_desktop.readers.text_file import split_text
from cchc_desktop.rules.checks.base import Finding
from cchc_desktop.rules.checks.check import check, mended
from cchc_desktop.rules.checks.paper import CheckedPaper
from cchc_desktop.services.checking.checking import rules_of
from cchc_desktop.services.checking.foreign import checked

RULES = rules_of(None)
HEAD = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

ỦY BAN NHÂN DÂN
XÃ BÌNH MINH

Số: 12/KH-UBND

Bình Minh, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính xã Bình Minh năm 2026

Thực hiện Kế hoạch số 12/KH-UBND ngày 12/01/2026 của UBND tỉnh, UBND xã Bình Minh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH

"""
FOOT = """

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Mẫu
"""


def read(text: str) -> CheckedPaper:
    """A text as the rules see it."""
    return checked(split_text(text), "mau.txt")


def found_in(text: str, code: str) -> list[Finding]:
    """What one rule finds in a text."""
    return check(read(text), [rule for rule in RULES if rule.code == code])


def body(words: str) -> str:
    """A whole plan whose text says these words."""
    return f"{HEAD}- {words}./.{FOOT}"


# code, what is wrong, what it should be ("" where nothing is put in its place)
IN_TEXT = [
    ("F01", "theo Kế hoạch số 15/KH-UBND ngày 8/2/2023 của UBND tỉnh", "08/02/2023"),
    ("F01", "xong trước ngày 5/10/2026", "05/10/2026"),
    ("F01", "ban hành ngày 3 tháng 2 năm 2026", "ngày 03 tháng 02 năm 2026"),
    ("F03", "kèm theo Quyết định số:334/QĐ-UBND ngày 30/12/2025", " "),
    ("F05", "rà soát thủ tục , hồ sơ", ""),
    ("F05", "rà soát,cập nhật thủ tục", ", "),
    ("F06", "do Văn phòng thực hiện.. Phòng Kinh tế phối hợp", "."),
    ("F07", "công chức Tài chính-Kế toán thực hiện", " - "),
    ("F07", "công chức Lao động –Thương binh và Xã hội", " - "),
    ("F30", "theo chỉ đạo của chính phủ về cải cách", "Chính phủ"),
    ("F30", "phối hợp với Ủy ban Mặt trận tổ quốc Việt Nam xã", "Mặt trận Tổ quốc"),
    ("F30", "gửi Phòng Nội Vụ tổng hợp", "Phòng Nội vụ"),
    ("F30", "theo Luật tổ chức chính quyền địa phương hiện hành", "Luật Tổ chức chính quyền địa phương"),
    ("F31", "theo quy định tại Khoản 7 Điều 22", "khoản"),
    ("F31", "yêu cầu các Cán bộ, công chức thực hiện", "cán bộ"),
    ("F31", "đẩy mạnh tuyên truyền; Thực hiện có hiệu quả", "thực hiện"),
    ("F32", "trên địa bàn Xã Bình Minh trong năm", "xã"),
    ("L11", "triển khai Quyết định 34/2022/QĐ-UBND ngày 10/10/2022 của UBND tỉnh", "số "),
    ("L12", "theo Quyết định số 422/QĐ-TT ngày 04/4/2022 của Thủ tướng Chính phủ", "QĐ-TTg"),
    ("L12", "theo Quyết định số 15/KH-UBND ngày 12/01/2026 của UBND tỉnh", ""),
    ("L13", "áp dụng TCVN ISO 9001:2008 tại cơ quan", "2015"),
    ("L14", "theo Chương trình giai đoạn 2021 - 2025 của tỉnh", ""),
    ("L10", "cơ chế tự chủ theo Nghị định số 60/2021/NĐ-CP", ""),
    ("L01", "theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ", ""),
    ("L01", "theo Luật Tổ chức chính quyền địa phương ngày 19/6/2015", ""),
    ("L03", "theo Nghị định số 118/2025/NĐ-CP ngày 09/7/2025 của Chính phủ", ""),
    ("L05", "theo Luật Ban hành văn bản pháp luật năm 2025", ""),
    ("C08", "Tham mưu UBND huyện, xã ... ban hành văn bản", ""),
    ("C20", "theo kế hoạch tuyên truyền của xã năm 2024", ""),
    ("C21", "báo cáo UBND huyện theo quy định", ""),
    ("C21", "phối hợp với Sở Thông tin và Truyền thông", ""),
    ("C21", "UBND các xã, thị trấn báo cáo kết quả", ""),
    ("C21", "tham mưu UBND tỉnh ban hành kế hoạch", ""),
    ("C22", "giải quyết hồ sơ đúng hẹn đạt trên 99% - 100%", ""),
    ("C22", "rút ngắn tối thiểu 35% đến 40% thời gian", ""),
    ("C22", "giải quyết đúng hạn tối thiểu 95% đúng hạn", ""),
    ("C22", "tỷ lệ hồ sơ trực tuyến đạt 120%", ""),
    ("C23", "thực hiện các nhiệm vụ (có phụ lục kèm theo)", ""),
    ("W01", "phấn đấu nâng cao chỉ số cải các hành chính", "cải cách"),
    ("W01", "Phân đấu xếp hạng tốt hơn", "Phấn đấu"),
    ("W01", "đối với các xã mới sát nhập", "sáp nhập"),
    ("W01", "kip thời giải quyết", "kịp thời"),
    ("W01", "công bố danh mục TTTC mới", "TTHC"),
    ("W01", "trên Công TTĐT của xã", "Cổng TTĐT"),
    ("W02", "thực hiện nghành dọc", ""),
    ("W03", "kỷ luật trong trong đội ngũ", ""),
    ("W03", "giải quyết thủ tục thủ tục hành chính", ""),
    ("F07", "công chức Địa chính- Xây dựng thực hiện", " - "),
    ("F05", "dịch vụ công một phần, toàn trình ... của xã", ""),
    ("F30", "trình chủ tịch UBND xã xem xét", "Chủ tịch"),
    ("F30", "phục vụ nhân dân trên địa bàn", "Nhân dân"),
    ("F30", "tại Bộ phận một cửa của xã", "Một cửa"),
    ("F30", "theo nghị quyết của Ủy ban thường vụ Quốc hội", "Ủy ban Thường vụ Quốc hội"),
    ("F31", "phát triển Kinh tế - Xã hội của xã", "kinh tế - xã hội"),
    ("F31", "kết quả thực hiện nhiệm vụ Cải cách hành chính", "cải cách"),
    ("F31", "bảo vệ an ninh Nhân dân vững mạnh", "nhân dân"),
    ("F31", "giải quyết đúng hạn; Kịp thời xin lỗi", "kịp thời"),
    ("F31", "quản lý ở Quảng Ngãi Theo quy định mới", "theo"),
    ("L15", "theo Nghị định số 151/2017/NĐ-CP ngày 26/12/2017", ""),
    ("C21", "công bố kết quả trên địa bàn tỉnh; báo cáo", ""),
    ("C21", "đơn vị trực thuộc Ủy ban nhân dân huyện báo cáo", ""),
    ("C21", "cung cấp dịch vụ công trực tuyến mức độ 3, mức độ 4", ""),
    ("C27", "báo cáo của UBND xã về kết quả rà soát trình UBND xã", ""),
    ("W01", "lập lại trật tự, khen thưởng, ky luật cán bộ", "kỷ luật"),
    ("W01", "tổ chúc đánh giá kết quả", "tổ chức"),
    ("W01", "nâng cao chất lương phục vụ", "chất lượng"),
    ("W01", "các chỉ số nền hành chính năm 2025", "chỉ số cải cách hành chính"),
    ("W01", "trên Hệ thống thông tin giải quyết TTHC xã", "tỉnh"),
    ("W01", "thực hiện công khai độ tự chủ", "khai chế độ"),
    ("W07", "các cơ quan đơn vị báo cáo", "cơ quan, đơn vị"),
    ("W07", "phát triển kinh tế xã hội của xã", "kinh tế - xã hội"),
    ("W07", "nhiệm kỳ 2020-2025 Nghị quyết số 01-NQ/TU ngày 04/11/2021", "2025, Nghị quyết"),
    ("W08", "giải quyết TTHC đúng hạn", ""),
    ("W08", "ứng dụng công nghệ thông tin (CNTT) và công nghệ thông tin (CNTT)", ""),
    ("W04", "tại Bộ phận Một cửa và Bộ phận một cửa", ""),
    ("W04", "công chức Văn phòng – Thống kê, Văn phòng - Thống kê, Văn phòng - Thống kê", ""),
    ("W04", "giai đoạn 2021-2025, giai đoạn 2021 - 2030, giai đoạn 2026 - 2030", ""),
    ("W04", "báo cáo 6 tháng, 06 tháng, 09 tháng", ""),
    ("L06", "theo Luật Công nghệ thông tin ngày 29/6/2006 của Quốc hội", ""),
    ("C22", "phấn đấu thứ hạng các chỉ số xếp thứ hạng tốt", ""),
    ("F11", "căn cứ văn bản của tỉnh, và tình hình của xã", " và"),
    ("W14", "của Chính phủ tại Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ", ""),
    ("W04", "thực hiện hằng năm; báo cáo hàng năm; công khai hàng năm", ""),
]


@pytest.mark.parametrize(("code", "words", "right"), IN_TEXT)
def test_a_fault_is_found_where_it_stands_and_mended(code: str, words: str, right: str) -> None:
    """The place holds the wrong letters; what is put there ends it and touches nothing else."""
    text = body(words)
    found = found_in(text, code)
    assert found, words
    paper = read(text)
    first = found[0]
    line = paper.lines[first.line]
    assert words.split()[-1] in line.text  # the line that the words are in
    if right:
        assert first.fix is not None and first.fix.text == right
    for one in found:
        if one.fix is not None:
            new = mended(line.text, one.fix)
            assert new[: one.fix.start] == line.text[: one.fix.start]
            assert new.endswith(line.text[one.fix.end :])
    if all(one.fix is not None for one in found):
        mended_line = line.text
        for one in sorted(found, key=lambda one: -one.start):
            assert one.fix is not None
            mended_line = mended(mended_line, one.fix)
        assert not found_in(text.replace(line.text, mended_line), code)


RIGHT = [
    "theo Kế hoạch số 15/KH-UBND ngày 08/02/2026, ngày 12/3/2026 và ngày 15/10/2026 của UBND tỉnh",
    "giải quyết theo cơ chế một cửa, một cửa liên thông; thực hiện hiện đại hóa nền hành chính",
    "gửi Tỉnh ủy, Ủy ban Mặt trận Tổ quốc Việt Nam xã; Chủ tịch UBND xã",
    "công chức Văn phòng - Thống kê, Tài chính - Kế toán; năm 2026 - 2030",
    "thực hiện thường xuyên, hằng tháng, đạt từ 98% trở lên; ít nhất 02 lần/năm",
    "theo quy định tại khoản 2 Điều 5, điểm a khoản 3 Điều 7 Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ",
    "thu ngân sách đạt 101% dự toán; luôn luôn, ngày ngày, từng từng việc",
    "phần đầu của báo cáo; cái cách làm hay; báo cáo kết quả năm 2025",
    "Đảng ủy, HĐND, UBND xã Bình Minh; Trung tâm Phục vụ hành chính công; v.v...",
    "áp dụng TCVN ISO 9001:2015; kết quả Chỉ số PAR INDEX năm 2025",
    "đối với Nhân dân, tổ chức, doanh nghiệp trên địa bàn phường, xã",
    "cần bổ sung; cũng có thể; tiếp Nhân dân; phần công việc; UBND phường hướng dẫn; bệnh viện chức năng; đầu mới",
    "Ban Văn hóa - Xã hội, Phòng Kinh tế; các thôn; Hội Liên hiệp Phụ nữ xã; Các trường học",
    "bà Nguyễn Thị Của, ông Đinh Văn Các, bà H'Nguôl Niê Kdăm ở buôn Đắk Liêng",
    "an ninh nhân dân, quân đội nhân dân, Tòa án nhân dân; Ủy ban nhân dân xã; 500 triệu nhân dân tệ",
    "dùng e-Form, iOS, Wi-Fi; gửi thư đến xa.binhminh@lamdong.gov.vn",
    "bàn giao thiết bị; sửa đổi, bổ sung; cơ quan, đơn vị; kinh tế - xã hội; phòng, chống tham nhũng",
    "theo Nghị định số 151/2017/NĐ-CP ngày 26/12/2017 của Chính phủ; báo cáo của UBND xã gửi UBND tỉnh",
    "thủ tục hành chính (TTHC); giải quyết TTHC đúng hạn",
    "Chính quyền điện tử, Chính quyền số; xây dựng chính quyền số; ISO 9001:2015",
]


@pytest.mark.parametrize("words", RIGHT)
def test_what_is_right_is_left_alone(words: str) -> None:
    """No error and no warning on words that a reviewer would pass."""
    found = check(read(body(words)), [rule for rule in RULES if rule.code not in ("C25", "W06")])
    assert [(one.code, one.message) for one in found if one.severity in ("error", "warning")] == []


LONG = (
    "Tuyên truyền, hướng dẫn để Nhân dân giám sát hoạt động của các cơ quan trên địa bàn xã trong cả năm và các năm sau"
)
PAPI = "\n\n".join(
    (
        "1. Nội dung “Tham gia của người dân ở cấp cơ sở”",
        "2. Nội dung “Công khai, minh bạch trong hoạch định chính sách”",
        "3. Nội dung “Trách nhiệm giải trình với người dân”",
        "4. Nội dung “Kiểm soát tham nhũng trong khu vực công”",
        "- Việc./.",
    )
)
CONTENTS = "\n\n".join(
    f"- Về {name}"
    for name in (
        "cải cách thể chế",
        "cải cách TTHC",
        "tổ chức bộ máy",
        "chế độ công vụ",
        "tài chính công",
        "chính quyền số",
    )
)
FEWER = CONTENTS.replace("- Về tài chính công\n\n", "") + "./."
LABELS = "\n\n".join((*["- Thời gian: Quý I."] * 6, "- Thời gian: thường xuyên./."))
BARE = "- Yêu cầu.\n\nII. NHIỆM VỤ\n\n- Một việc.\n\n- Hai việc.\n\n- Ba việc./."

WHOLE = [
    ("F02", HEAD.replace("Số: 12/", "Số: 3/"), "“03”"),
    ("F20", f"{HEAD}a) Một việc dài;\n\nb) Hai việc;\n\nf) Sáu việc.", "“c”"),
    ("F20", f"{HEAD}đ) Một việc dài;\n\nb) Hai việc.", "“a”"),
    ("F20", f"{HEAD}1. Một.\n\n2. Hai.\n\n2. Hai nữa.\n\n3. Ba.", "“3”"),
    ("F21", f"{HEAD}1. Một.\n\n1.1. Việc.\n\n2. Hai.\n\n1.2. Việc khác.", "2"),
    ("F33", HEAD.replace("Bình Minh, ngày", "Bình minh, ngày"), "“Bình Minh”"),
    ("F40", HEAD.replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", "") + FOOT, "Quốc hiệu"),
    ("F41", f"{HEAD}- Một việc.{FOOT}", "“./.”"),
    ("F42", body("Việc").replace("TM. ỦY BAN NHÂN DÂN\n", "KT. "), "TM. ỦY BAN NHÂN DÂN"),
    ("F08", body("Việc").replace("TM. ", "TM."), "TM."),
    ("F09", body("Việc").replace("Lưu: VT", "Lưu VT"), "Lưu: VT"),
    ("F43", body("Việc").replace("Số: 12/KH-UBND", "Số: 12/BC-UBND"), "BC-UBND"),
    ("F04", body("x").replace("- x", "-100% hồ sơ được số hóa"), "gạch đầu dòng"),
    ("F46", body("Việc").replace("- UBND tỉnh;", "- UBND tỉnh"), "chấm phẩy"),
    (
        "W05",
        f"{HEAD}- Tổ chức bộ máy được sắp xếp theo quy định sau khi xã triển khai thực\n\n- Việc hai./.{FOOT}",
        "cụt",
    ),
    (
        "W06",
        f"{HEAD}- Thực hiện đầy đủ các nhiệm vụ được giao theo kế hoạch của tỉnh đã đề ra\n\n- Việc./.{FOOT}",
        "câu",
    ),
    ("F10", f"{HEAD}- + Kế hoạch kiểm tra.\n\n- d) Việc khác.{FOOT}", "“- d)”"),
    ("F10", f"{HEAD}* Ưu tiên: cá nhân.{FOOT}", "sao"),
    ("F09", body("Việc").replace("Lưu: VT", "Lưu: VP"), "Lưu: VT"),
    ("F40", (HEAD + "- Việc./." + FOOT).replace("ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH\n", ""), "tên cơ quan"),
    ("F23", f"{HEAD}1. Một mục\n\n- Việc.\n\n2. Hai mục\n\n- Việc.\n\n3. Ba mục:\n\n- Việc./.{FOOT}", "không có dấu"),
    ("F22", f"{HEAD}Phần I\n\nNHIỆM VỤ\n\nI. MỘT\n\n- Việc.\n\nII. TỔ CHỨC THỰC HIỆN\n\n- Việc./.{FOOT}", "phần riêng"),
    (
        "F47",
        f"{HEAD}- Việc./.{FOOT}\nPHỤ LỤC\nDANH MỤC MỘT\n\nPHỤ LỤC\nDANH MỤC HAI\n\nĐỀ CƯƠNG\nBÁO CÁO\n\n1. Việc.",
        "La Mã",
    ),
    (
        "W05",
        f"{HEAD}a) Tuyên truyền về thực trạng, nguy cơ, tác động từ nguồn nước, không khí đối với sức khỏe của ô\n\n"
        f"nhiễm môi trường./.{FOOT}",
        "ngắt làm hai",
    ),
    ("W05", f"{HEAD}- Gắn các nhiệm vụ với công tác Thi đua\n- Khen thưởng của xã./.{FOOT}", "Thi đua - Khen thưởng"),
    ("W06", f"{HEAD}- Bộ phận phối hợp: Các phòng chuyên môn\n\n- Việc./.{FOOT}", "câu"),
    ("W09", f"{HEAD}- Một việc;\n\n- Hai việc.\n\n- Ba việc.\n\n- Bốn việc./.{FOOT}", "dấu chấm"),
    (
        "W10",
        f"{HEAD}- “Nâng cao trách nhiệm người đứng đầu cơ quan” và “Nâng cao trách nhiệm người đứng đầu cơ quan”."
        f"\n\n- Phong trào “Nâng cao trách nhiệm của người đứng đầu cơ quan”./.{FOOT}",
        "cùng một tên",
    ),
    ("W11", f"{HEAD}- {LONG}.\n\n- Việc khác; {LONG}./.{FOOT}", "từng chữ"),
    (
        "W12",
        HEAD.replace("UBND tỉnh, UBND xã", "UBND tỉnh về cải cách hành chính.\n\nUBND xã") + "- Việc./." + FOOT,
        "chưa trọn",
    ),
    ("W13", f"{HEAD}- Một.\n\n- Hai.\n\n- Ba.\n\n{LONG}.\n\nII. MỤC KHÁC\n\n- Việc./.{FOOT}", "gạch đầu dòng"),
    ("W16", f"{HEAD}- Chữ ký số, hộp thư công vụ...\n\n- Việc./.{FOOT}", "bỏ lửng"),
    ("W15", f"{HEAD}{LABELS}{FOOT}", "chữ hoa"),
    (
        "C02",
        f"{HEAD}- Việc.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Một việc.\n\n2. Hai việc.\n\n3. Ba việc./.{FOOT}",
        "thời hạn",
    ),
    ("C23", f"{HEAD}- Báo cáo theo phụ lục số liệu (Mẫu đính kèm)./.{FOOT}", "Mẫu đính kèm"),
    ("C28", f"{HEAD}{PAPI}{FOOT}", "Quản trị điện tử"),
    ("C29", f"{HEAD}1. Nội dung\n\n{CONTENTS}\n\n2. Chỉ tiêu\n\n{FEWER}{FOOT}", "tài chính công"),
    ("C27", f"{HEAD}- Triển khai Kế hoạch cải cách hành chính xã Bình Minh năm 2026./.{FOOT}", "chính mình"),
    ("C01", f"{HEAD}{BARE}{FOOT}", "chủ trì"),
    ("C02", f"{HEAD}{BARE}{FOOT}", "thời hạn"),
    ("C03", f"{HEAD}{BARE}{FOOT}", "sản phẩm"),
    ("C04", f"{HEAD}{BARE}{FOOT}", "phối hợp"),
    ("C25", f"{HEAD}- Việc.\n\nII. CÔNG TÁC CHỈ ĐẠO\n\n- Việc.\n\nIII. TỔ CHỨC\n\n- Việc./.{FOOT}", "thể chế"),
]


@pytest.mark.parametrize(("code", "text", "says"), WHOLE)
def test_what_the_whole_paper_tells(code: str, text: str, says: str) -> None:
    """Numbers, parts and signatures, told in a sentence that names what is due."""
    assert any(says in one.message for one in found_in(text, code)), [one.message for one in found_in(text, code)]
    assert not found_in(HEAD + "- Việc này./." + FOOT, code)


TASKS = f"""{HEAD.replace("I. MỤC ĐÍCH", "II. NHIỆM VỤ")}1. Cải cách thể chế

a) Rà soát văn bản của xã.

- Chủ trì: Văn phòng; Phòng Kinh tế.

- Phối hợp: Văn phòng.

- Sản phẩm: Báo cáo.

- Thời gian: Quý I năm 2025.

b) Công khai văn bản của xã.

- Phối hợp: Văn phòng.

- Thời gian: khi nào xong thì thôi.

c) Kiểm tra văn bản của xã.

- Chủ trì: Văn phòng.

- Phối hợp: Phòng Kinh tế.

- Sản phẩm: Kế hoạch.

- Thời gian: Cấp xã trước ngày 10/3/2026; cấp xã trước ngày 15/3/2026./.{FOOT}"""


LITTLE = (
    TASKS.replace("Sản phẩm: Báo cáo.", "Sản phẩm: Nâng cao nhận thức, trước ngày 30/6/2026.")
    .replace("Quý I năm 2025", "Năm 2026")
    .replace("khi nào xong thì thôi", "Theo kế hoạch của UBND tỉnh")
    .replace("c) Kiểm tra văn bản của xã.\n\n- Chủ trì: Văn phòng.", "c) Kiểm tra văn bản.\n\n- Chủ trì: Sở Nội vụ.")
)


@pytest.mark.parametrize(("code", "count"), [("C06", 1), ("C09", 1), ("C10", 3)])
def test_tasks_say_what_can_be_shown(code: str, count: int) -> None:
    """A product that is an aim or holds a deadline, a deadline that points elsewhere, a lead of the level above."""
    assert len(found_in(LITTLE, code)) == count, [one.message for one in found_in(LITTLE, code)]
    assert code == "C10" or not found_in(TASKS, code)


@pytest.mark.parametrize(
    ("code", "count"), [("C01", 1), ("C02", 0), ("C03", 1), ("C05", 2), ("C07", 3)], ids=lambda value: str(value)
)
def test_tasks_say_who_what_and_when(code: str, count: int) -> None:
    """Leads, products and deadlines: what is missing, double, too early, or no time at all."""
    assert len(found_in(TASKS, code)) == count, [one.message for one in found_in(TASKS, code)]
