"""Plans in list form, from made-up papers and from lines put together at random."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.readers import read_outline, read_plan, read_plan_text
from cchc_desktop.readers.marks import read_lines
from cchc_desktop.readers.read_rows import ReadPlan
from cchc_desktop.readers.source import SourceLine
from tests.readers.words import lost, texts, words

PAPERS = Path(__file__).resolve().parent.parent / "papers"


@pytest.fixture(scope="module")
def plan() -> ReadPlan:
    return read_plan(PAPERS / "decision_and_plan.txt")


def test_groups_and_tasks(plan: ReadPlan) -> None:
    assert [(g.number, g.title, [t.label for t in g.tasks]) for g in plan.groups] == [
        ("1", "Văn bản của xã", ["a", "b"]),
        ("2", "Thủ tục cho người dân", ["a", "b", "d"]),
    ]
    assert plan.missing() == {"lead": 0, "coordination": 0, "product": 1, "deadline": 0, "budget": 4}


def test_labels_in_their_many_wordings(plan: ReadPlan) -> None:
    first = plan.groups[0].tasks[0]
    assert first.text == "Lập danh sách văn bản còn hiệu lực và gửi cho các thôn"
    assert first.leads == ("Công chức Tư pháp - Hộ tịch xã",)
    assert first.coordinators == ("Văn phòng – Thống kê xã", "Công an xã")
    review, posting, answering = plan.groups[1].tasks
    assert review.lead_text == "Công chức Văn phòng - Thống kê xã"
    assert review.coordination_text == "Công chức Địa chính - Xây dựng"
    assert review.products == ("Bảng rà soát từng thủ tục", "Tờ trình đề nghị cắt giảm")
    assert review.budget == "5 triệu đồng từ ngân sách xã"
    assert posting.lead_text == "Công chức Văn phòng - Thống kê xã"
    assert posting.coordinators == ("Công chức Văn hóa - Xã hội", "Đoàn thanh niên xã")
    assert posting.products == ("Bảng tin đủ thủ tục, đăng tải đầy đủ các quy trình đang áp dụng",)
    assert answering.products == ("Văn bản trả lời",)


def test_a_label_nobody_knows_is_shown_with_its_line(plan: ReadPlan) -> None:
    (left,) = plan.unplaced
    assert left.text == "- Người ký trả lời: Chủ tịch xã."
    source = (PAPERS / "decision_and_plan.txt").read_text(encoding="utf-8").split("\n")
    assert source[left.line - 1] == left.text
    assert "Thủ tục cho người dân" in left.where


def test_letters_that_skip_are_pointed_out(plan: ReadPlan) -> None:
    assert any("a, b, d" in warning for warning in plan.warnings)


def test_the_decision(plan: ReadPlan) -> None:
    decision = plan.decision
    assert decision is not None
    assert (decision.number, decision.symbol, decision.issued_on) == ("15", "QĐ-UBND", date(2024, 1, 8))
    assert decision.subject == "Về việc ban hành Kế hoạch đổi mới công tác hành chính của xã Bình Minh trong năm 2024"
    assert len(decision.legal_bases) == 3
    assert decision.articles[1].count("\n") == 2
    assert decision.recipients == ("Như Điều 3", "UBND huyện Phú Lâm", "Lưu: VT")
    assert decision.signing == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert decision.signer_name == "Trần Thị Mẫu"


def test_sections_keep_emphasis_and_join_broken_lines(plan: ReadPlan) -> None:
    by_title = {section.title: section for section in plan.sections}
    assert "*hạn cuối*" in by_title["Mục đích"].body
    assert by_title["Yêu cầu"].body == "Việc nào cũng có người chịu trách nhiệm,\ncó sản phẩm kiểm đếm được."
    assert by_title["NHIỆM VỤ TRONG NĂM"].role == "tasks"
    assert by_title["TỔ CHỨC THỰC HIỆN"].body.startswith("1. Công chức")
    assert "(*qua điện thoại*)" in plan.paper.closing


@pytest.mark.parametrize("name", ["decision_and_plan.txt", "letter_frame_outline.txt", "index_plan.txt"])
def test_no_word_of_the_made_up_papers_is_lost(name: str) -> None:
    assert lost((PAPERS / name).read_text(encoding="utf-8"), read_plan(PAPERS / name)) == []


def test_parts_above_roman_numbers() -> None:
    plan = read_plan(PAPERS / "index_plan.txt")
    assert [(s.level, s.number, s.title) for s in plan.sections] == [
        (1, "Phần I", "MỤC TIÊU"),
        (2, "I", "MỤC TIÊU CHUNG"),
        (1, "Phần II", "VIỆC CẦN LÀM"),
        (2, "I", "CHỈ SỐ HÀI LÒNG"),
        (3, "1", "Thái độ phục vụ"),
    ]
    assert plan.sections[4].body.split("\n")[-1] == "2. Nơi ngồi chờ: thêm ghế và nước uống cho người già yếu."
    assert plan.paper.signer_name == "Ngô Thị Thử"


def test_the_clipboard_reads_like_a_file() -> None:
    text = (PAPERS / "decision_and_plan.txt").read_text(encoding="utf-8")
    plan = read_plan_text(text.replace("\n", "\r\n"))
    assert [len(group.tasks) for group in plan.groups] == [2, 3]


def test_tasks_right_under_roman_headings() -> None:
    text = (
        "KẾ HOẠCH\nThử\n\nI. THỂ CHẾ\n1. Soạn quy chế\n- Chủ trì: A\n- Thời hạn: Quý I\n2. Sửa quy chế\n- Chủ trì: B\n"
    )
    plan = read_plan_text(
        text + "\nII. THỦ TỤC\n1. Niêm yết\n- Chủ trì: C\n- Sản phẩm: Bảng\n\nIII. TỔ CHỨC\nLàm ngay.\n"
    )
    assert [(g.number, g.title, len(g.tasks)) for g in plan.groups] == [("I", "THỂ CHẾ", 2), ("II", "THỦ TỤC", 1)]
    assert [(s.number, s.role) for s in plan.sections] == [("I", "tasks"), ("III", "text")]


def test_tasks_named_as_such_with_their_objective() -> None:
    plan = read_plan_text(
        "KẾ HOẠCH\nThử\n\nI. NHIỆM VỤ\n1. Thể chế\n- Mục tiêu: Văn bản rõ ràng\n"
        "- Nhiệm vụ: Soạn quy chế\n- Nội dung: Lấy ý kiến\n- Đơn vị thực hiện: A\n- Thời hạn: Quý I\n"
        "- Nhiệm vụ: Sửa quy chế\n- Chủ trì: B\n- Kết quả: Bản so sánh\n\nII. TỔ CHỨC\nLàm ngay.\n"
    )
    first, second = plan.groups[0].tasks
    assert plan.groups[0].title == "Thể chế"
    assert (first.text, first.objective, first.activities) == ("Soạn quy chế", "Văn bản rõ ràng", ("Lấy ý kiến",))
    assert (second.text, second.objective, second.lead_text) == ("Sửa quy chế", "Văn bản rõ ràng", "B")
    assert [s.number for s in plan.sections] == ["I", "II"]


def test_text_that_is_no_plan_is_refused() -> None:
    with pytest.raises(UserError, match="kế hoạch"):
        read_plan_text("Chào anh/chị, hôm nay trời đẹp.")


def test_the_outline_of_a_made_up_letter() -> None:
    outline = read_outline(PAPERS / "letter_frame_outline.txt")
    assert outline.title == "ĐỀ CƯƠNG BÁO CÁO CỦA CÁC BỘ PHẬN"
    assert [(item.level, item.number, item.title) for item in outline.items] == [
        (1, "I", "CÔNG TÁC CHỈ ĐẠO"),
        (2, "1", "Về kế hoạch"),
        (1, "II", "KẾT QUẢ"),
        (2, "1", "Thủ tục"),
        (3, "1.1", "Hồ sơ đã giải quyết"),
        (4, "a", "Hồ sơ trực tuyến"),
        (1, "III", "NHẬN XÉT"),
        (2, "1", "Mặt được"),
        (1, "IV", "KIẾN NGHỊ"),
    ]
    assert outline.items[1].guidance.startswith("- Nói rõ")
    assert len(outline.warnings) == 2
    assert lost((PAPERS / "letter_frame_outline.txt").read_text(encoding="utf-8"), outline) == []


PREFIXES = [
    "", "- ", "+ ", "- + ", "* ", "I. ", "II. ", "1. ", "2. ", "1.1. ", "a) ", "đ) ", "- d) ", "Phần I ", "Điều 1. ",
    "- Bộ phận chủ trì: ", "- Bộ phận phối hợp: ", "- Sản phẩm: ", "- Thời gian thực hiện: ", "- Kinh phí: ",
    "- Thứ lạ: ",
    "- Mục tiêu: ", "- Nhiệm vụ: ", "- Hoạt động: ", "Căn cứ ", "KẾ HOẠCH ", "QUYẾT ĐỊNH ", "Kính gửi: ", "Nơi nhận: ",
    "TM. ", "V/v ",
    "(Ban hành kèm theo ", "| ", "**", "# ", "Trên đây là ", "CHỦ TỊCH ", "Theo đề nghị ", "A. ", "Số: 1/KH-",
]  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(PREFIXES), st.integers(1, 3), st.sampled_from(["", ".", ";", ":", "**", "./."])))
)
def test_every_word_of_any_lines_is_somewhere(lines: list[tuple[str, int, str]]) -> None:
    count = 0
    written: list[str] = []
    marked: list[str] = []
    for prefix, length, end in lines:
        own = [f"zq{count + each}x" for each in range(length)]
        count += length
        marked.extend(own)
        written.append(prefix + " ".join(own) + end)
    # Two headings make it a plan whatever the rest is.
    text = "I. ĐẦU\n" + "\n".join(written) + "\nII. CUỐI\n"
    try:
        plan = read_plan_text(text)
    except UserError:
        return
    kept = {word for value in texts(plan) for word in words(value)}
    assert [word for word in marked if word not in kept] == []


def test_a_long_blank_takes_no_longer_than_its_length() -> None:
    begun = time.process_time()
    assert [line.plain for line in read_lines([SourceLine(1, "I. MỤC" + " " * 40_000 + "**x")])] == ["I. MỤC", "x"]
    assert time.process_time() - begun < 0.5


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        read_plan_text(text)
    except UserError as error:
        assert str(error)
