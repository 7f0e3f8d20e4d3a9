"""Every paper holds what its form asks for, in the right order."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.documents.criteria_sheet import compose_criteria_sheet
from cchc_desktop.documents.decision import compose_decision, compose_decision_with_plan
from cchc_desktop.documents.figures_appendix import figures_table, quoted, quoted_values
from cchc_desktop.documents.frame_appendix import compose_frame
from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import (
    Block,
    Document,
    Heading,
    Letterhead,
    ListItem,
    Paragraph,
    SignatureBlock,
    Table,
    TitleBlock,
    text_of,
)
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.documents.report import compose_report
from cchc_desktop.models.task_rows import ActivityRow
from cchc_desktop.writers.fonts import family
from cchc_desktop.writers.page_rules import held_together
from tests.documents.reading import texts_of
from tests.documents.sample_views import DECISION, OFFICE, index_view, plan_view, report_view, task

STYLE = load_house_style()


def lines(document: Document, part: int = 0) -> list[str]:
    """The texts of a part with plain spaces and hyphens."""
    found = [text for block in document.parts[part].blocks for text in texts_of(block)]
    return [text.replace("\u00a0", " ").replace("\u2011", "-") for text in found]


def first(document: Document, kind: type[Block], part: int = 0) -> Block:
    """The first block of a kind."""
    return next(block for block in document.parts[part].blocks if isinstance(block, kind))


def test_the_decision_has_its_nine_components_in_order() -> None:
    text = lines(compose_decision(plan_view(), OFFICE, STYLE))

    order = [
        "ỦY BAN NHÂN DÂN",
        "XÃ BÌNH MINH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QĐ-UBND",
        "Bình Minh, ngày 05 tháng 01 năm 2026",
        "QUYẾT ĐỊNH",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH",
        "QUYẾT ĐỊNH:",
        "Nơi nhận:",
        "- Như Điều 3;",
        "- Lưu: VT, VHXH.",
        "CHỦ TỊCH",
        "Trần Thị Hoa Mai",
    ]
    assert [text.index(line) for line in order] == sorted(text.index(line) for line in order)
    assert "UBND TỈNH AN BÌNH" not in text


def test_legal_bases_are_italic_and_end_as_the_decree_asks() -> None:
    document = compose_decision(plan_view(), OFFICE, STYLE)

    bases = [b for b in document.parts[0].blocks if isinstance(b, Paragraph) and b.role == "legal_basis"]

    assert [text_of(b.runs)[-1] for b in bases] == [";", ";", "."]
    assert STYLE.paragraph("legal_basis").italic


def test_articles_are_numbered_in_bold_and_the_last_ends_the_paper() -> None:
    document = compose_decision(plan_view(), OFFICE, STYLE)

    articles = [b for b in document.parts[0].blocks if isinstance(b, Paragraph) and b.role == "article"]

    assert [b.number for b in articles] == [f"Điều\u00a0{n}." for n in (1, 2, 3)]
    assert not any(run.bold for b in articles for run in b.runs)
    assert text_of(articles[-1].runs).endswith("thi hành Quyết định này./.")


def test_blanks_are_left_for_number_and_date() -> None:
    paper = replace(DECISION, number="", issued_on=None)

    text = lines(compose_decision(plan_view(decision=paper), OFFICE, STYLE))

    assert "Số:        /QĐ-UBND" in text
    assert any(line.startswith("Bình Minh, ngày  ") and line.endswith("năm 2026") for line in text)


def test_an_office_with_a_superior_body_shows_it() -> None:
    office = replace(OFFICE, name="Phòng Văn hóa - Xã hội", superior="UBND xã Bình Minh")

    head = first(compose_decision(plan_view(), office, STYLE), Letterhead)

    assert isinstance(head, Letterhead)
    assert head.superior == ("UBND XÃ BÌNH MINH",)


def test_an_attached_plan_says_what_it_is_attached_to_and_is_not_signed() -> None:
    document = compose_decision_with_plan(plan_view(), OFFICE, STYLE)

    assert [part.page for part in document.parts] == ["portrait", "portrait", "landscape"]
    text = lines(document, 1)
    assert (
        "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026 của Chủ tịch Ủy ban nhân dân xã Bình Minh)"
        in text
    )
    assert not any(isinstance(block, SignatureBlock) for block in document.parts[1].blocks)
    assert text[-1].endswith("./.")


def test_a_plan_issued_directly_is_numbered_and_signed() -> None:
    document = compose_paper(plan_view(decision=None), OFFICE, STYLE)

    text = lines(document)
    assert "Số:        /KH-UBND" in text
    assert "TM. ỦY BAN NHÂN DÂN" in text
    assert "(Kèm theo Kế hoạch số       /KH-UBND ngày      tháng      năm 2026 của Ủy ban nhân dân xã Bình Minh)" in (
        lines(document, 1)
    )


@pytest.mark.parametrize(("mode", "listed", "parts"), [("list", True, 1), ("both", True, 2), ("table", False, 2)])
def test_tasks_are_printed_as_list_table_or_both(mode: str, listed: bool, parts: int) -> None:
    document = compose_paper(plan_view(mode=mode), OFFICE, STYLE)

    text = lines(document)
    assert len(document.parts) == parts
    assert ("- Chủ trì: Văn phòng HĐND và UBND." in text) is listed
    assert any(line.startswith("b) Công khai") for line in text) is listed
    assert any("Phụ lục kèm theo" in line for line in text) is (parts == 2)


def test_headings_carry_the_guid_of_their_section() -> None:
    document = compose_paper(plan_view(mode="table"), OFFICE, STYLE)

    found = {b.text.replace("\u00a0", " "): b.anchor for b in document.parts[0].blocks if isinstance(b, Heading)}

    assert found["I. MỤC ĐÍCH, YÊU CẦU"] == "s1"
    assert found["2. Phòng Văn hóa - Xã hội"] == "s7"


def test_lists_of_the_body_keep_both_levels() -> None:
    document = compose_paper(plan_view(mode="table"), OFFICE, STYLE)

    items = [(b.level, b.marker) for b in document.parts[0].blocks if isinstance(b, ListItem)]

    assert items == [(1, "-"), (1, "-"), (2, "+"), (2, "+")]


def frame(document: Document) -> Table:
    """The one table."""
    (table,) = document.tables()
    return table


def test_the_frame_has_eight_numbered_columns_and_a_row_for_every_group_and_task() -> None:
    document = compose_frame(plan_view(), OFFICE, STYLE)

    table = frame(document)
    assert [cell.text for cell in table.header[0].cells][0::8] == ["TT", "Kinh phí"]
    assert [cell.text for cell in table.header[1].cells] == ["", *"12345678"]
    assert [row.kind for row in table.rows].count("group") == 7
    assert [row.kind for row in table.rows].count("row") == 60
    assert table.rows[0].cells[1].text == "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH"
    assert table.rows[0].cells[1].colspan == 8
    title = first(document, TitleBlock)
    assert isinstance(title, TitleBlock)
    assert text_of(title.lines[0].runs) == "Phụ lục"
    assert text_of(title.lines[1].runs) == "KHUNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026"


def test_an_objective_spans_its_tasks_but_not_the_next_group() -> None:
    table = frame(compose_frame(plan_view(), OFFICE, STYLE))

    tasks = [row for row in table.rows if row.kind == "row"]

    assert [row.cells[1].merge_above for row in tasks[:7]] == [False, True, True, False, True, True, False]
    assert not tasks[9].cells[1].merge_above
    assert tasks[0].cells[1].text.startswith("1. Đạt từ 90")
    assert tasks[3].cells[1].text.startswith("2. Đạt từ 91")


def test_tasks_without_objective_stay_apart() -> None:
    rows = tuple(task(n, 0, "Nhóm", n, objective_guid=None, objective="", number=str(n + 1)) for n in range(3))

    table = frame(compose_frame(plan_view(rows=rows), OFFICE, STYLE))

    assert [row.cells[0].text for row in table.rows if row.kind == "row"] == ["1", "2", "3"]
    assert not any(cell.merge_above for row in table.rows for cell in row.cells)


def test_several_activities_stand_on_lines_of_their_own() -> None:
    table = frame(compose_frame(plan_view(), OFFICE, STYLE))

    cells = [row.cells[3].text for row in table.rows if row.kind == "row"]

    assert cells[0] == "Lập kế hoạch và phân công người thực hiện"
    assert cells[1].split("\n")[1] == "- Tổng hợp kết quả, báo cáo Chủ tịch UBND xã"


def test_a_budget_that_is_a_number_is_one_for_a_spreadsheet() -> None:
    table = frame(compose_frame(plan_view(), OFFICE, STYLE))

    budgets = [row.cells[8] for row in table.rows if row.kind == "row"]

    assert budgets[5].number == 5
    assert budgets[5].align == "right"
    assert budgets[1].number is None


def test_the_report_states_what_does_not_apply_and_what_waits() -> None:
    text = lines(compose_report(report_view(), OFFICE, STYLE))

    assert text[text.index("2. Về kiểm tra") + 1] == "Kế hoạch kiểm tra bắt đầu từ quý II."
    assert text[text.index("III. KIẾN NGHỊ, ĐỀ XUẤT") + 1] == "(Chưa có nội dung)"
    assert text[text.index("II. KẾT QUẢ THỰC HIỆN") + 1] == "1. Cải cách thể chế"
    assert "a) Rà soát văn bản" in text


def test_the_report_names_its_addressees_one_a_line() -> None:
    text = lines(compose_report(report_view(), OFFICE, STYLE))

    place = text.index("Kính gửi:")
    assert text[place + 1 : place + 3] == ["- Ủy ban nhân dân tỉnh An Bình;", "- Sở Nội vụ tỉnh An Bình."]
    assert text[text.index("TM. ỦY BAN NHÂN DÂN") :][:3] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_one_addressee_stands_on_the_same_line() -> None:
    view = report_view()
    view = replace(view, paper=replace(view.paper, addressees=("Sở Nội vụ tỉnh An Bình",)))

    assert "Kính gửi: Sở Nội vụ tỉnh An Bình" in lines(compose_report(view, OFFICE, STYLE))


def test_figures_are_an_appendix_with_their_groups_and_estimates() -> None:
    document = compose_report(report_view(), OFFICE, STYLE)

    text = lines(document, 1)
    assert text[1] == "SỐ LIỆU CẢI CÁCH HÀNH CHÍNH QUÝ I NĂM 2026"
    rows = frame(document).rows
    assert [row.cells[0].text for row in rows if row.kind == "group"] == ["I", "II"]
    assert [row.cells[3].text for row in rows if row.kind == "row"] == [
        "60",
        "12\u00a0(ước)",
        "99,02%",
        "4.512",
    ]


def test_a_report_without_figures_has_no_appendix() -> None:
    assert len(compose_report(replace(report_view(), figures=()), OFFICE, STYLE).parts) == 1


def test_the_criteria_sheet_shows_scores_totals_and_band() -> None:
    document = compose_criteria_sheet(index_view(), OFFICE, STYLE)

    rows = frame(document).rows
    assert [cell.text for cell in rows[0].cells][2:4] == ["12,50", "11,25"]
    assert [cell.text for cell in rows[-1].cells][1:4] == ["TỔNG CỘNG", "100,00", "86,25"]
    text = lines(document)
    assert "Kết quả tự chấm: 86,25/100,00 điểm, đạt 86,25%; xếp loại: Tốt." in text
    assert text.count("Không áp dụng") == 1
    assert "Xã không có đơn vị sự nghiệp công lập." in text


def test_columns_that_no_task_fills_are_narrow_and_money_is_not_cut() -> None:
    rows = tuple(
        replace(task, coordination_text="", products=(), budget_text="1.500.000.000 đồng") for task in plan_view().tasks
    )
    table = frame(compose_frame(replace(plan_view(), tasks=rows), OFFICE, STYLE))

    widths = [column.width for column in table.columns]
    assert widths[6] == 12  # Phối hợp
    assert widths[4] < 20  # Kết quả, sản phẩm: its longest word is not cut
    assert widths[8] > 26
    assert sum(widths) == pytest.approx(STYLE.page("landscape").body_width)
    assert table.rows[1].cells[8].number == 1_500_000_000


def test_a_heading_of_activities_stands_on_the_page_of_the_first() -> None:
    rows = tuple(
        replace(task, activities=(ActivityRow("1", "Một"), ActivityRow("2", "Hai")))
        for task in plan_view(mode="list").tasks
    )
    part = compose_paper(replace(plan_view(mode="list"), tasks=rows), OFFICE, STYLE).parts[0]
    held = held_together(part, STYLE, family(use_system=False))

    led = [block for block in held if isinstance(block, ListItem) and text_of(block.runs) == "Hoạt động:"]
    assert led and all(block.keep_next for block in led)


def test_yes_and_no_are_coded_as_their_note_says() -> None:
    view = report_view()
    asked = replace(view.figures[0], kind="yes_no", value=Decimal(1), previous=Decimal(0))
    coded, plain = replace(asked, note="1: có áp dụng; 0: không"), replace(asked, note="")
    by_unit = replace(plain, unit="Chưa = 0; Hoàn thành = 1")
    chosen = replace(by_unit, kind="choice", unit="Trực tuyến = 0; Phát phiếu = 1", estimated=True)
    table = figures_table((coded, plain, by_unit, chosen), STYLE)

    shown = [[one.text for one in row.cells[3:5]] for row in table.rows if row.kind == "row"]
    assert shown == [["1", "0"], ["Có", "Không"], ["1", "0"], ["1\u00a0(ước)", "0"]]
    assert quoted(chosen) == "ước phát phiếu"


def test_lines_of_a_form_bear_its_numbers() -> None:
    first = report_view().figures[0]
    lines = (replace(first, code="B1.2.1"), replace(first, code="B3.3", kind="heading", value=None), first)
    assert [row.cells[0].text for row in figures_table(lines, STYLE).rows if row.kind == "row"] == ["2.1", "3", "3"]


@given(
    st.lists(st.decimals(-9999, 9999, places=2), min_size=1, max_size=5),
    st.sampled_from(["%", "điểm", "hồ sơ", "đồng"]),
)
@settings(max_examples=25)
def test_text_and_table_print_a_figure_alike(values: list[Decimal], unit: str) -> None:
    first = report_view().figures[0]
    figures = tuple(
        replace(first, code=str(code), kind="amount", unit=unit, value=value, previous=None, estimated=False)
        for code, value in enumerate(values)
    )
    printed = [row.cells[3].text for row in figures_table(figures, STYLE).rows if row.kind == "row"]
    assert list(quoted_values(figures).values()) == printed
    assert not any(text.endswith(",00%") for text in printed)


def test_figures_of_one_unit_have_the_same_decimals() -> None:
    share = replace(
        report_view().figures[0], kind="share", unit="%", value=Decimal("84.50"), previous=Decimal("100.00")
    )
    other = replace(share, value=Decimal("96.67"), previous=None, estimated=True)
    count = replace(share, kind="count", unit="hồ sơ", value=Decimal("4512.00"), previous=Decimal(0))
    table = figures_table((share, other, count), STYLE)

    shown = [[one.text for one in row.cells[3:5]] for row in table.rows if row.kind == "row"]
    assert shown == [["84,5%", "100%"], ["96,67%\u00a0(ước)", ""], ["4.512", "0"]]
    points = replace(share, kind="points", unit="điểm", code="9"), replace(share, unit="điểm", value=Decimal(75))
    table = figures_table(points, STYLE)
    shown = [[one.text for one in row.cells[3:5]] for row in table.rows if row.kind == "row"]
    assert shown == [["84,5", "100,0"], ["75,0", "100,0"]]


def test_a_report_names_its_appendices_unless_its_text_does() -> None:
    view = report_view()
    text = lines(compose_report(view, OFFICE, STYLE))
    assert "Phụ lục kèm theo: số liệu cải cách hành chính quý I năm 2026." in text

    told = tuple(replace(item, text=item.text + "\n(Phụ lục kèm theo)") for item in view.items)
    assert not any(
        line.startswith("Phụ lục kèm theo:") for line in lines(compose_report(replace(view, items=told), OFFICE, STYLE))
    )
