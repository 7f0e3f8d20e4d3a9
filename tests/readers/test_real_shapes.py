"""Papers in the shapes that offices really send: what they mean, in text and in Word, and that no word is lost."""

import time
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from cchc_desktop.readers import read_outline, read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.read_rows import ReadPlan
from cchc_desktop.readers.source import Source, SourceRow, SourceTable
from cchc_desktop.readers.tables import task_tables
from tests.readers import shapes
from tests.readers.words import forgotten, texts

FORMS = ("txt", "docx")


def read(folder: Path, text: str, form: str = "txt") -> ReadPlan:
    """The paper in a file of a form, with every word accounted for."""
    path = folder / f"van-ban.{form}"
    if form == "docx":
        shapes.as_docx(text, path)
    else:
        path.write_text(text, encoding="utf-8")
    plan = read_plan(path)
    assert not forgotten(read_source(path), texts(plan))
    return plan


def tasks(plan: ReadPlan) -> list[tuple[str, tuple[str, ...], str]]:
    return [(task.text, task.leads, task.deadline) for group in plan.groups for task in group.tasks]


@pytest.mark.parametrize("name", sorted(shapes.ALL))
def test_word_and_text_say_the_same(tmp_path: Path, name: str) -> None:
    as_text, as_word = (read(tmp_path, shapes.ALL[name], form) for form in FORMS)
    assert tasks(as_text) == tasks(as_word)
    assert [(s.number, s.title) for s in as_text.sections] == [(s.number, s.title) for s in as_word.sections]
    assert (as_text.paper.kind, as_text.paper.number) == (as_word.paper.kind, as_word.paper.number)


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_inside_an_article(tmp_path: Path, form: str) -> None:
    plan = read(tmp_path, shapes.PLAN_IN_ARTICLE, form)
    assert plan.decision is not None
    assert (plan.decision.number, plan.decision.symbol, len(plan.decision.legal_bases)) == ("12", "QĐ-BCV", 2)
    assert [article.split()[0] for article in plan.decision.articles] == ["Ban", "Quyết"]
    assert (plan.decision.authority, plan.decision.signing) == ("BỘ TRƯỞNG BỘ CÔNG VIỆC MẪU", ("BỘ TRƯỞNG",))
    assert (plan.paper.kind, plan.paper.subject) == ("plan", "Tuyên truyền cải cách hành chính năm 2026")
    assert [section.number for section in plan.sections] == ["I", "1", "II"]
    assert tasks(plan) == [
        ("Tuyên truyền trên hệ thống loa", ("Văn phòng",), "Quý II/2026"),
        ("Mở chuyên mục trên trang thông tin điện tử", ("Phòng Văn hóa - Xã hội",), "Tháng 3/2026"),
    ]


def test_a_decision_with_a_table_keeps_its_frame(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.DECISION_TABLE)
    assert plan.decision is not None
    assert (plan.decision.number, len(plan.decision.articles), plan.decision.signer_name) == ("14", 3, "Lê Thị Tám")
    assert plan.decision.articles[1] == "Các đơn vị báo cáo trước ngày 15 tháng cuối quý."
    assert plan.paper.subject == "Giao nhiệm vụ cải cách hành chính năm 2026"
    assert tasks(plan) == [("Niêm yết", ("Văn phòng",), "Quý II/2026")]


def test_of_two_decisions_the_plans_own_is_taken(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.TWO_DECISIONS)
    assert plan.decision is not None
    assert plan.decision.number == "11"
    assert "Kiện toàn Ban Chỉ đạo cải cách hành chính" in [line.text for line in plan.unplaced]


def test_rows_that_a_page_cut_go_on_and_roman_numbers_stay_groups(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.CUT_BY_A_PAGE)
    assert [(group.number, group.title, len(group.tasks)) for group in plan.groups] == [
        ("I", "Nâng cao nhận thức", 2),
        ("II", "Phát triển nguồn nhân lực", 1),
    ]
    cut = plan.groups[0].tasks[1]
    assert cut.text == "Duy trì chuyên mục cải cách hành chính trên báo"
    assert cut.coordinators == ("Sở Tư pháp", "các sở, ngành, địa phương")
    assert cut.products == ("Chuyên mục trên báo tỉnh",)
    assert cut.deadline == "2026 và những năm tiếp theo"
    assert plan.groups[1].tasks[0].leads == ("Bộ Văn hóa, Thể thao và Du lịch",)
    assert [task.printed_number for group in plan.groups for task in group.tasks] == ["1", "2", "3"]
    assert plan.unplaced == ()


def test_a_title_ends_where_the_paper_begins(tmp_path: Path) -> None:
    paper = read(tmp_path, shapes.TITLE_WITHOUT_GAP).paper
    assert paper.subject == "Cải cách hành chính năm 2026"
    assert paper.preamble.startswith("Thực hiện Kế hoạch số 20/KH-UBND")
    assert paper.preamble.endswith("như sau:")


def test_a_long_heading_between_two_others(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.LONG_HEADING)
    assert [(section.level, section.number) for section in plan.sections] == [
        (1, "I"),
        (1, "II"),
        (2, "1"),
        (2, "2"),
        (2, "3"),
    ]
    assert plan.sections[3].body == "a) Công khai kết quả từng tuần."


def test_wrapped_lines_are_joined_before_fixed_ones_are_looked_for(tmp_path: Path) -> None:
    paper = read(tmp_path, shapes.WRAPPED).paper
    assert (paper.number, paper.symbol, paper.place) == ("35", "KH-UBND", "Hà Đông")
    assert str(paper.issued_on) == "2025-12-08"
    assert paper.legal_bases == (
        "Căn cứ Quyết định số 25/QĐ-TTg ngày 04/02/2025 của Thủ tướng Chính phủ",
        "Căn cứ Kế hoạch số 95/KH-UBND ngày 18/5/2025 của Ủy ban nhân dân tỉnh",
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_letter_that_assigns_under_units(tmp_path: Path, form: str) -> None:
    plan = read(tmp_path, shapes.LETTER_THAT_ASSIGNS, form)
    office, communes = ("Văn phòng Ủy ban nhân dân tỉnh",), ("Ủy ban nhân dân các xã, phường",)
    assert tasks(plan) == [
        ("Rà soát nhiệm vụ được giao, hoàn thành trước ngày 10/3/2026", office, "hoàn thành trước ngày 10/3/2026"),
        ("Ban hành quy chế phối hợp công bố thủ tục", office, ""),
        ("Số hóa toàn bộ hồ sơ tiếp nhận, xong trong tháng 4/2026", communes, "xong trong tháng 4/2026"),
    ]
    assert {task.source for group in plan.groups for task in group.tasks} == {
        "Công văn số 88/UBND-NC ngày 02/3/2026",
    }


def test_a_notice_names_units_before_or_above_what_they_do(tmp_path: Path) -> None:
    assert tasks(read(tmp_path, shapes.NOTICE)) == [
        ("Hoàn thiện báo cáo quý I, gửi trước ngày 12/3/2026", ("Văn phòng",), "trước ngày 12/3/2026"),
        (
            "Chủ trì rà soát hộ kinh doanh, hoàn thành trong tháng 4/2026",
            ("Phòng Kinh tế",),
            "hoàn thành trong tháng 4/2026",
        ),
        (
            "Cấp tài khoản định danh cho người dân, xong trước 30/6/2026",
            ("Công an xã",),
            "xong trước 30/6/2026",
        ),
        ("Tuyên truyền hằng tháng", ("Công an xã",), "hằng tháng"),
    ]


def test_units_in_front_of_bullets(tmp_path: Path) -> None:
    assert tasks(read(tmp_path, shapes.UNITS_IN_BULLETS)) == [
        ("Tham mưu ban hành quy chế, xong trước ngày 20/3/2026", ("Văn phòng UBND tỉnh",), "xong trước ngày 20/3/2026"),
        ("Rà soát thủ tục nội bộ, gửi danh mục trước ngày 15/4/2026", ("Các sở, ban, ngành",), "trước ngày 15/4/2026"),
        (
            "Đề nghị UBND các xã, phường chủ động số hóa hồ sơ; báo cáo hằng tháng",
            ("UBND các xã, phường",),
            "hằng tháng",
        ),
    ]


def test_a_frame_over_three_pages_with_merged_cells(tmp_path: Path) -> None:
    """Cells merged over tasks, a row cut by a page, a page without a header and one that prints it again."""
    header = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Sản phẩm", "Thời gian hoàn thành"]
    pages = (
        [
            header,
            ["I", "Thể chế", "", "", ""],
            ["1", "Rà soát văn bản", "Văn phòng", "Danh mục", "Quý I/2026"],
            ["2", "Công bố danh mục", "", "Quyết định", "Quý II/2026"],
        ],
        [["", "cho nhân dân biết", "", "của UBND xã", ""], ["3", "Niêm yết", "Tư pháp", "Bảng", "Quý III/2026"]],
        [header, ["4", "Lấy ý kiến", "Tư pháp", "Phiếu", "2026"]],
    )
    document = docx.Document()
    for rows in pages:
        table = document.add_table(len(rows), len(header))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(at, column).text = text
        if len(rows) == 4:
            table.cell(2, 2).merge(table.cell(3, 2))
            table.cell(1, 1).merge(table.cell(1, 4))
    document.save(str(tmp_path / "khung.docx"))
    plan = read_plan(tmp_path / "khung.docx")
    assert [(task.text, task.lead_text, task.products) for group in plan.groups for task in group.tasks] == [
        ("Rà soát văn bản", "Văn phòng", ("Danh mục",)),
        ("Công bố danh mục cho nhân dân biết", "Văn phòng", ("Quyết định của UBND xã",)),
        ("Niêm yết", "Tư pháp", ("Bảng",)),
        ("Lấy ý kiến", "Tư pháp", ("Phiếu",)),
    ]
    assert [group.number for group in plan.groups] == ["I"]
    assert plan.unplaced == ()


def test_targets_of_several_years(tmp_path: Path) -> None:
    rows = ("TT | Chỉ tiêu | Thực hiện 2025 | Kế hoạch 2026", "---|---|---|---", "1 | Hồ sơ trực tuyến (%) | 65,5 | 70")
    plan = read(tmp_path, "".join(f"| {row} |\n" for row in rows))
    assert [(t.group, t.value) for t in plan.targets] == [
        ("Thực hiện 2025", Decimal("65.5")),
        ("Kế hoạch 2026", Decimal(70)),
    ]


def test_targets_are_no_tasks(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.TARGETS)
    assert plan.groups == ()
    assert [(t.text, t.comparator, t.value, t.value_to, t.unit, t.watched_by) for t in plan.targets] == [
        ("Tỷ lệ hồ sơ nộp trực tuyến", ">=", Decimal(70), None, "%", "Văn phòng"),
        ("Mức độ hài lòng", "range", Decimal(90), Decimal(95), "%", "Phòng Nội vụ"),
        ("Tỷ lệ hồ sơ nộp trực tuyến", "", Decimal(100), None, "%", "Văn phòng"),
    ]
    assert [target.group for target in plan.targets] == ["I. Đến năm 2027"] * 2 + ["II. Đến năm 2030"]
    assert "- Tỷ lệ hồ sơ nộp trực tuyến: ≥ 70 % (theo dõi: Văn phòng)" in plan.sections[0].body


def test_a_plan_with_three_appendices(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.PLAN_THREE_APPENDICES)
    assert tasks(plan) == [("Lập kế hoạch", ("Văn phòng",), "Tháng 1/2026")]
    assert [(t.text, t.said) for t in plan.targets] == [
        ("Tỷ lệ hồ sơ đúng hạn", "≥ 98"),
        ("Hồ sơ trực tuyến", "80 - 85"),
    ]
    assert [section.title for section in plan.sections][-1] == "Chỉ tiêu"
    assert "1 | Trần Văn Bốn | Chủ tịch | Trưởng ban" in [line.text for line in plan.unplaced]


def test_a_letter_with_two_tables_shows_the_other_one(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.LETTER_TWO_TABLES)
    assert tasks(plan) == [("Tuyên truyền trên loa", ("Văn phòng",), "Quý II/2026")]
    assert [line.text for line in plan.unplaced] == [
        "Tên phòng | Người lập | Điện thoại",
        "Phòng Kinh tế | Lê Thị Hai | 0912",
    ]
    assert plan.paper.closing == "Đề nghị các phòng gửi trước ngày 15/3/2026."


def test_columns_in_any_order_and_tables_before_the_title(tmp_path: Path) -> None:
    assert tasks(read(tmp_path, shapes.OTHER_ORDER)) == [
        ("Rà soát doanh nghiệp", ("Phòng Kinh tế",), "30/6/2026"),
        ("Theo dõi hồ sơ", ("Văn phòng",), "Hằng quý"),
    ]
    assert tasks(read(tmp_path, shapes.TABLE_FIRST)) == [("Niêm yết thủ tục", ("Văn phòng",), "Quý I/2026")]


def test_frames_below_headings_and_their_place_in_the_text(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.FRAMES_BY_SECTION)
    assert [(group.number, group.title) for group in plan.groups] == [
        ("I", "CẢI CÁCH THỂ CHẾ"),
        ("II", "CẢI CÁCH THỦ TỤC"),
    ]
    assert [(section.number, section.role) for section in plan.sections] == [("", "tasks"), ("III", "text")]


def test_sums_and_stray_words_in_a_frame(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.ROMAN_GROUPS)
    assert [[task.text for task in group.tasks] for group in plan.groups] == [
        ["Rà soát văn bản"],
        ["Niêm yết bảng điện tử"],
        ["Sắp xếp phòng"],
    ]
    assert [line.text for line in plan.unplaced] == ["Văn phòng", "Tổng cộng | 3 nhiệm vụ"]


def test_a_programme_of_the_party(tmp_path: Path) -> None:
    plan = read(tmp_path, shapes.PARTY)
    paper = plan.paper
    assert (paper.kind, paper.number, paper.symbol) == ("programme", "12", "CTr/ĐU")
    assert paper.subject.startswith("Hành động thực hiện Nghị quyết số 57-NQ/TW")
    assert paper.signing == ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")
    assert len(tasks(plan)) == 1


@pytest.mark.parametrize(("text", "kind"), [(shapes.SUBMISSION, "submission"), (shapes.REPORT_TABLE, "report")])
def test_other_papers_with_a_frame_stay_what_they_are(tmp_path: Path, text: str, kind: str) -> None:
    plan = read(tmp_path, text)
    assert (plan.paper.kind, len(tasks(plan))) == (kind, 1)


def test_an_outline_with_its_subject_in_ordinary_letters(tmp_path: Path) -> None:
    path = tmp_path / "de-cuong.txt"
    path.write_text(
        "ĐỀ CƯƠNG BÁO CÁO\nCông tác cải cách hành chính quý I năm 2026\n\nI. CÔNG TÁC CHỈ ĐẠO\n1. Về kế hoạch\n"
        "II. KẾT QUẢ\n1. Cải cách thể chế\nPHỤ LỤC: Bảng số liệu chi tiết\n",
        encoding="utf-8",
    )
    outline = read_outline(path)
    assert outline.title == "Báo cáo công tác cải cách hành chính quý I năm 2026"
    assert [(item.number, item.guidance) for item in outline.items] == [("I", ""), ("1", ""), ("II", ""), ("1", "")]
    assert [line.text for line in outline.unplaced] == ["PHỤ LỤC: Bảng số liệu chi tiết"]


TARGET_HEAD = ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026", "Đơn vị theo dõi")
FIRST_PAGE = [("I", "Chung", "", "", ""), ("1", "Hồ sơ đúng hạn", "%", "≥ 98", "Văn phòng")]
CUT_ROW = ("2", "Hồ sơ nộp", "%", "80", "Phòng")
SECOND_PAGE = [("", "trực tuyến", "", "", "Kinh tế"), ("II", "Riêng", "", "", ""), ("3", "Giảm họp", "%", "10", "VP")]


@pytest.mark.parametrize("again", [False, True], ids=["headerless", "header again"])
@pytest.mark.parametrize("inside", [False, True], ids=["as appendix", "in the text"])
def test_targets_that_a_page_cut_are_one_table(tmp_path: Path, again: bool, inside: bool) -> None:
    document = docx.Document()
    for line in ("KẾ HOẠCH", "Cải cách năm 2026", "", *(("I. CHỈ TIÊU", "1. Năm 2026") if inside else ())):
        document.add_paragraph(line)
    pages = [TARGET_HEAD, *FIRST_PAGE, CUT_ROW], [*([TARGET_HEAD] if again else []), *SECOND_PAGE]
    for rows in pages:
        table = document.add_table(0, 5)
        table.style = "Table Grid"
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    for line in ("II. GIẢI PHÁP", "Làm đủ."):
        document.add_paragraph(line)
    document.save(tmp_path / "a.docx")
    source = read_source(tmp_path / "a.docx")
    plan = read_plan(tmp_path / "a.docx")
    assert [(t.number, t.text, t.group, t.said, t.watched_by) for t in plan.targets] == [
        ("1", "Hồ sơ đúng hạn", "I. Chung", "≥ 98", "Văn phòng"),
        ("2", "Hồ sơ nộp trực tuyến", "I. Chung", "80", "Phòng Kinh tế"),
        ("3", "Giảm họp", "II. Riêng", "10", "VP"),
    ]
    assert plan.unplaced == ()
    assert [len(table.places) for table in task_tables(source)] == [2]
    said = "\n".join(section.body for section in plan.sections)
    assert said.count("Đơn vị theo dõi") <= 1 and said.count("trực tuyến") == 1


def test_a_list_below_a_table_of_targets_is_no_part_of_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("I. CHỈ TIÊU")
    for rows in ([TARGET_HEAD, *FIRST_PAGE], [("1", "Trần Văn Bốn", "Chủ tịch", "Trưởng ban", "")]):
        table = document.add_table(0, 5)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(tmp_path / "a.docx")
    plan = read_plan(tmp_path / "a.docx")
    assert [target.text for target in plan.targets] == ["Hồ sơ đúng hạn"]
    assert any("Trần Văn Bốn" in text for text in texts(plan))


def test_thousands_of_pages_of_targets_are_joined_soon() -> None:
    rows = [SourceRow(number, (str(number), f"Chỉ tiêu {number}", "%", "90", "VP")) for number in range(2, 3002)]
    tables = [SourceTable((SourceRow(1, TARGET_HEAD), rows[0])), *(SourceTable((row,)) for row in rows[1:])]
    begun = time.perf_counter()
    (table,) = task_tables(Source(tuple(tables)))
    assert len(table.places) == 3000
    assert time.perf_counter() - begun < 20
