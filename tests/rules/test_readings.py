"""What every reader of words makes of the same texts, as a page: each text, and below it who reads what in it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.rules import (
    choices,
    citations,
    cited_paper,
    citing,
    criterion_codes,
    dates,
    deadlines,
    documents_nd30,
    fields,
    figure_quotes,
    markup,
    money,
    moving_years,
    numbers,
    paper_names,
    product_kinds,
    sentences,
    survey_moments,
    table_columns,
    targets,
    unit_names,
)
from tests.rules.test_deadlines import PHRASES
from tests.writers.golden import assert_golden

TEXTS = """
Ít nhất 95% hồ sơ được giải quyết đúng hạn; phấn đấu đạt 98%
Từ 80% đến 85% văn bản được số hóa
Trên 90% người dân hài lòng, tăng 5% so với năm 2025
Không quá 3% hồ sơ trễ hạn
100% cơ quan, đơn vị; tối thiểu 02 sáng kiến/năm
Phấn đấu nằm trong nhóm 10 xã dẫn đầu
Xếp thứ 5 trong tỉnh, đạt từ 85 điểm trở lên
Giảm ít nhất 10% thời gian giải quyết
Đến năm 2030 đạt 100%, năm 2026 đạt 60%, năm 2027: 70%
Giai đoạn 2026 - 2030: mỗi năm tăng 2 điểm
Dưới 5 phút/lượt giao dịch
95,5
1.234,5 triệu đồng
1.500.000 đ từ ngân sách xã
150 triệu đồng (nguồn xã hội hóa)
12 tỷ; kinh phí thường xuyên
Theo dự toán được giao
Kế hoạch số 05/KH-UBND ngày 15/01/2026 của UBND xã Bình Minh về cải cách hành chính năm 2026
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ, được sửa đổi bởi Nghị định 367/2025/NĐ-CP
Theo Thông tư số 01/2026/TT-BNV và Quyết định số 12/QĐ-TTg ngày 5/1/2026 của Thủ tướng Chính phủ
Công văn 112/UBND-VHXH ngày 20 tháng 3 năm 2026
Quyết định số 15/QĐ-UBND, 16/QĐ-UBND ngày 20/01/2026
V/v báo cáo kết quả năm học 2025-2026
Kế hoạch năm 2026 tiếp tục thực hiện Kế hoạch số 03/KH-UBND ngày 10/01/2026; so với năm 2025
Quý I/2026; 6 tháng đầu năm 2026; ngày 29/02/2028
Tổng kết năm 2025, triển khai nhiệm vụ năm 2026
Văn phòng HĐND và UBND; Phòng Kinh tế, Phòng Văn hóa - Xã hội
Phòng VH-XH (chủ trì), Công an xã và các thôn
Các phòng, ban, ngành; UBMTTQ xã phối hợp
Trung tâm Phục vụ hành chính công / Trạm Y tế xã
Ông Nguyễn Văn An - Chủ tịch UBND xã
UBND xã chủ trì, các phòng phối hợp
1.2.3. Mức độ hoàn thành kế hoạch
2.1 Ban hành văn bản
IV. Cải cách tài chính công
a) Có ban hành kế hoạch
12/3 Kiểm tra
TC 3.4.1: Tỷ lệ đúng hạn
Tiêu chí 5
Nhiệm vụ, giải pháp
Đơn vị chủ trì thực hiện
Cơ quan phối hợp
Thời gian hoàn thành (ngày/tháng)
Sản phẩm, kết quả đầu ra
Kinh phí (triệu đồng)
STT
Ghi chú
Căn cứ pháp lý/ghi chú
Tổng cộng
Cộng (I+II)
Có/Không
Đạt (có = 1; không = 0)
Đúng hạn/Chậm/Không gửi
Loại (tốt, khá, trung bình)
**Đậm** và *nghiêng*: [[72a]] %
- Gạch đầu dòng
+ Cộng
| TT | Tên |
Báo cáo kết quả; Kế hoạch kiểm tra
Quyết định ban hành Quy chế làm việc của UBND xã
Công văn đôn đốc các thôn
Tờ trình, Danh sách kèm theo
Giấy mời họp
Cải cách thủ tục hành chính, cơ chế một cửa
Chuyển đổi số; chính quyền số
Công vụ, công chức
Chỉ số PAPI
08:30 15/07/2026
2026-07-15T08:30:00
7/15/2026 8:30:05 PM
15/7/26
ngày 15 tháng 7
15.7.2026
hôm nay
Lưu: VT, VHXH
- Như Điều 3;
số 5/KH-UBND
05 /QĐ - UBND
TM. UBND
""".strip().splitlines()
TODAY = date(2026, 9, 8)
READERS: dict[str, Callable[[str], Any]] = {
    "deadline": deadlines.deadline_in,
    "milestones": partial(deadlines.parse_deadline, plan_year=2026),
    "due": lambda text: deadlines.due_date(deadlines.parse_deadline(text, 2026)),
    "deadline doubts": partial(deadlines.deadline_doubts, plan_year=2026),
    "goals": lambda text: [(one, targets.goal_words(one.goal)) for one in targets.goals_in(text)],
    "goal": lambda text: (targets.read_goal(text), targets.goal_words(targets.goal_of(text))),
    "planned": targets.read_planned,
    "actual": targets.read_actual,
    "programme": partial(targets.programme_years, year=2026),
    "moved": lambda text: moving_years.move_years(text, 2026, 2027),
    "moved deadline": lambda text: moving_years.move_years(text, 2026, 2028, deadline=True),
    "cites 2026": partial(moving_years.cites_year, year=2026),
    "bare": citations.bare_citation,
    "basis": citations.as_basis,
    "cited": citations.papers_cited,
    "cited on": citations.cited_on,
    "place": citations.place_of,
    "paper": cited_paper.read_cited,
    "units": unit_names.split_units,
    "unit key": unit_names.unit_key,
    "names units": unit_names.names_units,
    "code alone": criterion_codes.code_alone,
    "code in name": criterion_codes.code_in_name,
    "named code": criterion_codes.named_code,
    "day as code": criterion_codes.day_as_code,
    "code kind": criterion_codes.kind_of,
    "number": numbers.parse_number,
    "plain value": numbers.plain_value,
    "money": money.parse_money,
    "money unit": money.money_unit,
    "noted unit": money.noted_money_unit,
    "column": table_columns.heading_of,
    "label": table_columns.label_of,
    "total": table_columns.is_total,
    "choices": lambda text: choices.choices_of("choice", "", text),
    "without choices": choices.without_choices,
    "field": fields.field_of,
    "product": lambda text: (product_kinds.kind_of_product(text), product_kinds.subject_of_product(text)),
    "paper name": paper_names.name_by_head,
    "written": citing.written,
    "word of": citing.word_of,
    "codes": figure_quotes.codes_quoted,
    "markup": lambda text: markup.to_markup(markup.parse_markup(text)),
    "plain": markup.plain_text,
    "date": dates.parse_date,
    "days": dates.days_told,
    "typed": lambda text: dates.typed_date(text, TODAY, 2026),
    "moment": survey_moments.moment_of,
    "inner": sentences.inner,
    "without marks": sentences.bare,
    "figure name": sentences.figure_name,
    "normal number": documents_nd30.normal_number,
    "filed": documents_nd30.filed_with,
    "joined": documents_nd30.join_nonbreaking,
}


def _told(read: Callable[[str], Any], text: str) -> str:
    """What a reader says, "~" for the text itself."""
    try:
        return str(read(text)).replace(repr(text)[1:-1], "~")
    except UserError as error:
        return f"refused: {error}"


def test_what_each_reader_makes_of_a_text() -> None:
    """Left out is what is said of any text."""
    phrases = [line for line in PHRASES.read_text(encoding="utf-8").splitlines() if line and line[0] not in "#\t"]
    usual = {name: {_told(read, text) for text in ("Một việc khác", "việc khác")} for name, read in READERS.items()}
    told = []
    for text in (*TEXTS, *phrases[::6]):
        told.append(text)
        said = ((name, _told(read, text)) for name, read in READERS.items())
        told += [f"  {name}: {words}" for name, words in said if words not in {*usual[name], "~", "None", "False"}]
    assert_golden("rules/readings.txt", "\n".join(told) + "\n")
