"""Headers of frames and labels of lists, in the wordings of many governments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.table_columns import Aside, column_of, heading_from, heading_of, headings_of, is_total, label_of

HEADERS = {
    Column.NUMBER: ["TT", "STT", "Số TT", "Số thứ tự"],
    Column.OBJECTIVE: ["1- Mục tiêu/Chỉ tiêu/nội dung", "Mục tiêu", "Chỉ tiêu", "Lĩnh vực"],
    Column.TASK: [
        *("2- Nhiệm vụ", "Tên nhiệm vụ", "Nhiệm vụ, giải pháp", "Nội dung thực hiện", "Nội dung", "Nội dung chính"),
        *("Tên dự án, nhiệm vụ", "NHIỆM VỤ", "(2) Nhiệm vụ"),
    ],
    Column.ACTIVITY: ["3- Hoạt động", "Các hoạt động", "Hoạt động cụ thể"],
    Column.PRODUCT: [
        *("4- Kết quả, sản phẩm", "Kết quả", "Sản phẩm", "Sản phẩm dự kiến", "Sản phẩm đầu ra", "Kết quả dự kiến"),
        *("Kết quả thực hiện", "Kết quả/sản phẩm", "Dự kiến sản phẩm", "Chỉ tiêu đạt được"),
    ],
    Column.LEAD: [
        *("5- Chủ trì", "Cơ quan chủ trì", "Cơ quan chủ trì thực hiện", "Đơn vị chủ trì", "Đơn vị thực hiện"),
        *(
            "Bộ phận chủ trì thực hiện",
            "Cơ quan, đơn vị chủ trì",
            "**5. Chủ trì**",
            "Bộ phận chủ trì thực hiện tiếp nhận",
        ),
    ],
    Column.COORDINATION: [
        *(
            "6- Phối hợp",
            "Cơ quan phối hợp",
            "Đơn vị phối hợp",
            "Bộ phận phối hợp, theo dõi",
            "Cơ quan/đơn vị phối hợp",
        ),
    ],
    Column.DEADLINE: [
        *("7- Thời gian hoàn thành", "Thời hạn", "Thời hạn hoàn thành", "Thời gian dự kiến hoàn thành", "Tiến độ"),
        *("Thời gian thực hiện", "Thời gian\nhoàn thành", "Thời gian", "Thời gian triển khai"),
    ],
    Column.BUDGET: [
        "8- Kinh phí",
        "Nguồn kinh phí",
        "Nguồn lực thực hiện",
        "Kinh phí (triệu đồng)",
        "Dự toán kinh phí",
    ],
}
CASES = [(column, header) for column, headers in HEADERS.items() for header in headers]


@pytest.mark.parametrize(("column", "header"), CASES, ids=[header for _, header in CASES])
def test_headers(column: Column, header: str) -> None:
    assert column_of(header) is column
    assert column_of(f"  {header.upper()} ") is column


@pytest.mark.parametrize(
    "header",
    [
        *("", "Tỷ trọng", "Đơn vị tính", "Văn bản giao nhiệm vụ", "Tình trạng", "Người đứng đầu chịu trách nhiệm"),
        *("Kế hoạch năm", "Thực hiện 6 tháng", "Điểm tối đa", "Thuộc nhóm nhiệm vụ"),
        *("Nhiệm vụ này do Văn phòng chủ trì", "1"),
    ],
)
def test_other_headers(header: str) -> None:
    assert column_of(header) is None


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("- Bộ phận chủ trì thực hiện: Công chức A", Column.LEAD, "Công chức A"),
        ("- Bộ phận chủ trì thực hiện tiếp nhận: Công chức A", Column.LEAD, "Công chức A"),
        ("Cơ quan phối hợp: B", Column.COORDINATION, "B"),
        (" - Bộ phận phối hợp, theo dõi: C", Column.COORDINATION, "C"),
        ("- + Sản phẩm :", Column.PRODUCT, ""),
        ("– Thời gian: Thực hiện thường xuyên", Column.DEADLINE, "Thực hiện thường xuyên"),
        ("- Thời gian thực hiện: Kế hoạch: quý I", Column.DEADLINE, "Kế hoạch: quý I"),
        ("* Kinh phí: 15 triệu đồng", Column.BUDGET, "15 triệu đồng"),
        ("**Sản phẩm:** Báo cáo", Column.PRODUCT, "Báo cáo"),
        ("a) Chủ trì: Văn phòng", Column.LEAD, "Văn phòng"),
        ("đ)Phối hợp： Công an", Column.COORDINATION, "Công an"),
        ("• Kết quả: Báo cáo", Column.PRODUCT, "Báo cáo"),
        ("- Sản phẩm:\n+ Kế hoạch\n+ Báo cáo", Column.PRODUCT, "+ Kế hoạch\n+ Báo cáo"),
    ],
)
def test_labelled_lines(line: str, column: Column, value: str) -> None:
    assert label_of(line) == (column, value)


@pytest.mark.parametrize(
    "line",
    ["", "- Báo cáo năm.", "- Công chức Tư pháp - Hộ tịch: chủ trì soạn thảo", "Nơi nhận:", "Căn cứ: Luật", "STT: 1"],
)
def test_lines_without_a_label(line: str) -> None:
    assert label_of(line) is None


@given(st.text(max_size=200) | st.text(st.sampled_from("-+* :,/\nthoi gian chủ trì"), max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert column_of(text) is None or column_of(text) in Column
    found = label_of(text)
    assert found is None or all(word in text for word in found[1].split())


FURTHER_WORDINGS = {
    Column.PRODUCT: (
        "Kết quả đạt được; Kết quả cần đạt được; Sản phẩm cần đạt; Kết quả phải đạt; Kết quả, sản phẩm hoàn thành; "
        "Sản phẩm công việc; Sản phẩm chủ yếu; Kết quả nhiệm vụ; Đầu ra; Sản phẩm, đầu ra dự kiến"
    ),
    Column.OBJECTIVE: (
        "Mục tiêu chung; Mục tiêu cụ thể; Mục tiêu, chỉ tiêu; Mục tiêu và yêu cầu; Chỉ tiêu, nội dung; "
        "Chỉ tiêu nhiệm vụ; Mục tiêu lĩnh vực; Nhóm nhiệm vụ"
    ),
    Column.DEADLINE: (
        "Mốc thời gian; Thời điểm hoàn thành; Thời hạn trình; Thời hạn ban hành; Thời gian xong; Hạn hoàn thành; "
        "Hạn nhiệm vụ; Hạn báo cáo; Hạn cuối; Hạn chót; Thời gian kết thúc; Đến ngày; Ngày hoàn thành; Ngày hết hạn; "
        "Hoàn thành; Ngày kết thúc; Kết thúc; Ngày cuối; Tiến độ thực hiện"
    ),
    Column.BUDGET: (
        "Dự toán kinh phí; Dự kiến kinh phí; Nguồn kinh phí; Tổng kinh phí; Nguồn lực thực hiện; Ngân sách; "
        "Kinh phí bảo đảm; Kinh phí đảm bảo; Kinh phí, nguồn"
    ),
    Column.TASK: (
        "Công việc; Đầu việc; Dự án; Nhiệm vụ cụ thể; Nhiệm vụ trọng tâm; Nội dung triển khai; Nhiệm vụ chủ yếu; "
        "Nội dung công việc; Nội dung chi tiết; Công việc cần thực hiện; Nội dung hoạt động"
    ),
    Column.ACTIVITY: (
        "Hoạt động chính; Hoạt động chủ yếu; Hoạt động triển khai; Hoạt động, giải pháp; Giải pháp; Biện pháp; "
        "Giải pháp thực hiện; Biện pháp thực hiện; Cách thức thực hiện"
    ),
    Column.LEAD: "Phụ trách; Đầu mối; Công chức phụ trách; Phân công; Phân công thực hiện; Bộ phận tham mưu",
    Column.NOTE: (
        "Ghi chú; Các ghi chú; Ghi chú khác; Ghi chú, căn cứ; Căn cứ/Ghi chú; Ghi chú (căn cứ); Lý do - ghi chú"
    ),
}


@pytest.mark.parametrize(
    ("column", "header"), [(column, header) for column, said in FURTHER_WORDINGS.items() for header in said.split("; ")]
)
def test_further_wordings_of_headers(column: Column, header: str) -> None:
    assert column_of(header) is column
    assert column_of(header.upper()) is column


@pytest.mark.parametrize(
    ("header", "heading"),
    [
        ("Thuộc nhóm nhiệm vụ", Aside.GROUP),
        ("Thuộc lĩnh vực", Aside.GROUP),
        ("Nhóm lĩnh vực", Aside.GROUP),
        ("Văn bản giao nhiệm vụ", Aside.SOURCE),
        ("Số, văn bản chỉ đạo", Aside.SOURCE),
        ("Căn cứ giao việc", Aside.SOURCE),
        ("Nguồn giao", Aside.SOURCE),
        ("Từ ngày", Aside.START),
        ("Ngày bắt đầu", Aside.START),
        ("Thời gian bắt đầu", Aside.START),
        ("Bắt đầu", Aside.START),
        ("tenNhiemVu", Column.TASK),
        ("Thời gian: từ - đến", None),
        ("Chỉ tiêu - Nhiệm vụ", Column.OBJECTIVE),
        ("Nhiệm vụ " * 30, None),
    ],
)
def test_what_stands_beside_the_columns(header: str, heading: Column | Aside | None) -> None:
    assert heading_of(header) == heading


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("Nội dung|Nhiệm vụ", [Column.OBJECTIVE, Column.TASK]),
        ("Nhiệm vụ|Nội dung", [Column.TASK, Column.ACTIVITY]),
        ("Mục tiêu|Nội dung|Nhiệm vụ", [Column.OBJECTIVE, Column.TASK, Column.ACTIVITY]),
        ("Chủ trì|Đơn vị chủ trì||Ghi chú", [Column.LEAD, None, None, Column.NOTE]),
    ],
)
def test_a_header_names_each_column_once(row: str, columns: list[Column | None]) -> None:
    assert headings_of(row.split("|")) == columns


def test_codes_of_headings() -> None:
    assert heading_from("lead") is Column.LEAD and heading_from("source") is Aside.SOURCE
    assert heading_from("") is None and heading_from("newer") is None


@pytest.mark.parametrize(
    ("text", "total"),
    [
        *[(text, True) for text in ("Tổng cộng:", "CỘNG (I+II)", "Tổng số nhiệm vụ", "Tổng điểm", "Tổng kinh phí")],
        *[(text, True) for text in ("Tổng dự toán", "Tổng cộng nhóm II", "Cộng mục 3", "Tổng toàn bộ các nguồn")],
        *[(text, False) for text in ("Tổng hợp báo cáo", "Tổng số hóa", "Cộng đồng", "", "Tổng cộng " * 25)],
    ],
)
def test_a_sum_is_known_by_its_words(text: str, total: bool) -> None:
    assert is_total(text) is total
