"""Each kind of paper as a clerk reads it, on the pages of its PDF."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.frame_appendix import frame_part, frame_table
from cchc_desktop.documents.house_style import MM, load_house_style
from cchc_desktop.documents.nodes import Heading, Paragraph, SignatureBlock, Table, TitleBlock, runs_of
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.rules.documents_nd30 import title_of_body
from cchc_desktop.rules.paper_kinds import Layout, PaperKind
from cchc_desktop.writers.fonts import family
from cchc_desktop.writers.page_rules import without_rivers
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.documents.paper_views import BODY, LIST
from tests.documents.paper_views import paper_view as view
from tests.documents.sample_views import OFFICE, plan_view, tasks

STYLE = load_house_style()


def printed(shown: YearPaperView) -> tuple[list[str], dict[str, tuple[float, float]]]:
    """The lines of all pages, and where each begins: millimetres from the left and from the top."""
    file = BytesIO()
    write_pdf(compose_paper(shown, OFFICE, STYLE), file, STYLE, system_fonts=False)
    lines: list[str] = []
    places: dict[str, tuple[float, float]] = {}
    for page in PdfReader(file).pages:
        top = float(page.mediabox.height)

        def see(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
            if text.strip():
                where = (matrix[4] / MM, (top - matrix[5]) / MM)  # noqa: B023 - called within this turn
                places.setdefault(" ".join(text.split()), where)

        lines += [" ".join(line.split()) for line in page.extract_text(visitor_text=see).split("\n") if line.strip()]
    return lines, places


def test_a_letter_has_its_subject_below_the_number_and_no_title() -> None:
    lines, places = printed(view(PaperKind.LETTER, addressees=("Sở Nội vụ",)))
    text = " ".join(lines)
    for part in (
        "Số: 07/UBND-VHXH",
        "Bình Minh, ngày 05 tháng 02 năm 2026",
        "Kính gửi: Sở Nội vụ",
        f"1. {BODY[:-1]}./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN",
    ):
        assert part in text
    assert "V/v gửi kế hoạch" in text and "CÔNG VĂN" not in text
    number, subject = places["Số: 07/UBND-VHXH"], next(at for line, at in places.items() if line.startswith("V/v"))
    assert 0 < subject[1] - number[1] < 12 and subject[0] < 96  # right below, in the left column


def test_several_addressees_have_their_dashes_under_the_colon() -> None:
    _lines, places = printed(view(PaperKind.LETTER, addressees=("Sở Nội vụ", "Công an xã")))
    head, first, last = places["Kính gửi:"], places["- Sở Nội vụ;"], places["- Công an xã."]
    assert head[1] < first[1] < last[1]
    assert first[0] == pytest.approx(last[0], abs=0.1)
    assert head[0] + 14 < first[0] < head[0] + 20


@pytest.mark.parametrize(
    ("subject", "printed_as"),
    [
        ("Triển khai Kế hoạch", "V/v triển khai Kế hoạch"),
        ("Về việc Đôn đốc báo cáo", "V/v đôn đốc báo cáo"),
        ("Tổ công tác cải cách hành chính", "V/v Tổ công tác cải cách hành chính"),
    ],
)
def test_what_is_done_is_written_small(subject: str, printed_as: str) -> None:
    assert paper_parts.regarding(view(PaperKind.LETTER, subject=subject).paper) == (printed_as,)


def test_regarding_is_written_once() -> None:
    lines, _places = printed(view(PaperKind.LETTER, subject="V/v gửi kế hoạch"))
    assert "V/v gửi kế hoạch" in lines
    lines, _places = printed(view(PaperKind.LETTER, subject="Về việc gửi kế hoạch"))
    assert "V/v gửi kế hoạch" in lines


@pytest.mark.parametrize(
    ("kind", "title", "number"),
    [
        (PaperKind.PROGRAMME, "CHƯƠNG TRÌNH", "Số: 07/CTr-UBND"),
        (PaperKind.SUBMISSION, "TỜ TRÌNH", "Số: 07/TTr-UBND"),
        (PaperKind.NOTICE, "THÔNG BÁO", "Số: 07/TB-UBND"),
        (PaperKind.REPORT, "BÁO CÁO", "Số: 07/BC-UBND"),
        (PaperKind.PLAN, "KẾ HOẠCH", "Số: 07/KH-UBND"),
    ],
)
def test_a_paper_with_a_title(kind: PaperKind, title: str, number: str) -> None:
    addressees = ("Ủy ban nhân dân tỉnh An Bình",) if kind.facts.addressed else ()
    lines, _places = printed(view(kind, addressees=addressees, legal_bases=("Căn cứ Luật Thi đua, khen thưởng",)))
    text = " ".join(lines)
    order = [number, title, "Gửi kế hoạch cải cách", "Căn cứ Luật Thi đua, khen thưởng.", BODY[:-1], "Nơi nhận:"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert ("Kính gửi: Ủy ban nhân dân tỉnh An Bình" in text) is kind.facts.addressed
    assert text.count("./.") == 1


def test_minutes_have_two_signers_and_their_recipients_below() -> None:
    shown = view(PaperKind.MINUTES, secretary="Đỗ Quang Huy", recipients=("Thành phần dự họp", "Lưu: VT, Hồ sơ"))
    lines, places = printed(shown)
    assert "Số: 07/BB-UBND" in lines and not any(line.startswith("Bình Minh, ngày") for line in lines)
    secretary, chair = places["THƯ KÝ"], places["CHỦ TỌA"]
    assert secretary[1] == pytest.approx(chair[1], abs=0.1) and secretary[0] < 105 < chair[0]
    assert places["Đỗ Quang Huy"][1] == pytest.approx(places["Nguyễn Văn An"][1], abs=0.1)
    assert places["Nơi nhận:"][1] > places["Đỗ Quang Huy"][1]
    assert places["Nơi nhận:"][0] == pytest.approx(30, abs=0.5)
    assert not any("TM." in line for line in lines)


def test_an_attached_list_is_a_numbered_table_without_signature() -> None:
    attached = "(Kèm theo Tờ trình số 07/TTr-UBND)"
    shown = replace(
        view(PaperKind.LIST, preamble=attached),
        sections=(
            SectionRow("s1", 1, None, 1, "I", "Cá nhân", LIST),
            SectionRow("s2", 1, None, 1, "II", "Tập thể", ""),
        ),
    )
    blocks = compose_paper(shown, OFFICE, STYLE).parts[0].blocks
    table = next(block for block in blocks if isinstance(block, Table))
    assert [cell.text for cell in table.header[0].cells] == ["TT", "Họ và tên", "Chức vụ"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1", "Trần Thị Hòa", "Phó Chủ tịch"],
        ["2", "Lê Minh Đức", "Chánh Văn phòng"],
    ]
    assert sum(column.width for column in table.columns) == pytest.approx(STYLE.page("portrait").body_width)
    title = next(block for block in blocks if isinstance(block, TitleBlock))
    assert title.lines[-1].runs[0].text.replace("\u00a0", " ").replace("\u2011", "-") == attached
    assert not any(isinstance(block, SignatureBlock) for block in blocks)
    assert sum(isinstance(block, Heading) for block in blocks) == 2
    lines, _places = printed(shown)
    assert not any(line.startswith("Số:") for line in lines)


def test_a_list_of_its_own_is_dated_and_signed() -> None:
    lines, _places = printed(view(PaperKind.LIST))
    assert "DANH SÁCH" in lines and "Bình Minh, ngày 05 tháng 02 năm 2026" in lines and "Nguyễn Văn An" in lines
    assert not any(line.startswith("Số:") for line in lines)


def test_a_direct_decision_says_its_articles_itself() -> None:
    shown = replace(
        view(PaperKind.DECISION, subject="Về việc thành lập Tổ công tác", articles=("Thành lập Tổ.", "Có hiệu lực.")),
        sections=(),
    )
    lines, _places = printed(shown)
    order = [
        "QUYẾT ĐỊNH",
        "Về việc thành lập Tổ công tác",
        "QUYẾT ĐỊNH:",
        "Điều 1. Thành lập Tổ.",
        "Điều 2. Có hiệu lực./.",
    ]
    assert [lines.index(line) for line in order] == sorted(lines.index(line) for line in order)
    assert "Ban hành kèm theo" not in " ".join(lines)


def test_the_line_that_says_where_a_paper_is_kept_comes_last() -> None:
    _lines, places = printed(view(PaperKind.NOTICE, recipients=("Lưu: VT, VHXH", "Như trên"), drafter_mark="PL.(30)"))
    assert places["- Như trên;"][1] < places["- Lưu: VT, VHXH."][1] < places["PL.(30)"][1]


def test_a_line_torn_apart_by_a_long_word_is_not_justified() -> None:
    address = "https://dichvucong.example/p/home/dvc-trang-chu/" + "x" * 40
    shown = replace(
        view(PaperKind.NOTICE), sections=(SectionRow("s1", 1, None, 1, "", "", f"{BODY} {address} {BODY}"),)
    )
    blocks = compose_paper(shown, OFFICE, STYLE).parts[0].blocks
    look, width = STYLE.paragraph("body"), STYLE.page("portrait").body_width * MM
    torn = next(block for block in blocks if isinstance(block, Paragraph) and address in block.text)
    whole = replace(torn, runs=runs_of(f"{BODY} {BODY} {BODY}"))
    fonts = family(use_system=False)
    assert without_rivers(torn.runs, look, width, fonts).align == "left"
    assert without_rivers(whole.runs, look, width, fonts) is look


def test_a_mark_of_another_program_is_printed_as_it_came() -> None:
    shown = view(PaperKind.LETTER)
    lines, _places = printed(replace(shown, paper=replace(shown.paper, secrecy="Mật", urgency="Hẹn giờ")))
    assert "MẬT" in lines and "HẸN GIỜ" in lines


def test_another_body_heads_its_paper_under_the_committee() -> None:
    shown = view(PaperKind.DECISION, authority="HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG XÃ BÌNH MINH", articles=("Thi hành",))
    lines, _places = printed(replace(shown, sections=()))
    text = " ".join(lines)

    assert text.startswith("UBND XÃ BÌNH MINH HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG XÃ BÌNH MINH")
    assert "TM. HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG CHỦ TỊCH" in text


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind.facts.layout in (Layout.SECTIONS, Layout.MINUTES)])
@pytest.mark.parametrize(
    ("body", "head", "signs"),
    [
        (
            "Hội đồng Thi đua - Khen thưởng xã Bình Minh",
            "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG XÃ BÌNH MINH",
            "TM. HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG CHỦ TỊCH",
        ),
        ("Ban Chỉ đạo cải cách hành chính", "BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH", "TM. BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH"),
        ("Phòng Văn hóa - Xã hội", "PHÒNG VĂN HÓA - XÃ HỘI", "TRƯỞNG PHÒNG"),
    ],
)
def test_another_body_heads_any_kind_of_paper(kind: PaperKind, body: str, head: str, signs: str) -> None:
    title = title_of_body("CHỦ TỊCH", OFFICE.name, body)
    lines, _places = printed(view(kind, authority=body, signer_title=title, signing_form="collective"))
    text = " ".join(lines)
    assert f"UBND XÃ BÌNH MINH {head}" in text.replace(" CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "").replace(
        " Độc lập - Tự do - Hạnh phúc", ""
    )
    assert "ỦY BAN NHÂN DÂN" not in text
    assert signs in text or kind is PaperKind.MINUTES or not kind.facts.signed
    own, _places = printed(view(kind, authority="UBND xã Bình Minh"))
    assert own == printed(view(kind))[0]


def test_parts_and_chapters_are_centred_above_their_titles_and_articles_are_bold() -> None:
    marks = (("Phần I", "Quy định chung"), ("Chương II", "Nội dung"), ("Mục 1", "Hồ sơ"), ("Điều 3", "Phạm vi"))
    sections = tuple(SectionRow(f"s{n}", 1, None, 1, mark, title, BODY) for n, (mark, title) in enumerate(marks))
    document = compose_paper(replace(view(PaperKind.PROGRAMME), sections=sections), OFFICE, STYLE)
    lines, places = printed(replace(view(PaperKind.PROGRAMME), sections=sections))

    centre = STYLE.page("portrait").left + STYLE.page("portrait").body_width / 2
    for above, below in (("Phần I", "QUY ĐỊNH CHUNG"), ("Chương II", "NỘI DUNG"), ("Mục 1", "HỒ SƠ")):
        assert lines.index(below) == lines.index(above) + 1
        wide = family(False).faces[1].width(above) * 14 / MM
        assert places[above][0] + wide / 2 == pytest.approx(centre, abs=0.5)
    (article,) = [block for block in document.parts[0].blocks if getattr(block, "role", "") == "article"]
    assert isinstance(article, Paragraph)
    assert article.number == "Điều\u00a03." and article.runs[0].bold


def test_an_article_with_a_title_above_its_clauses_has_it_bold() -> None:
    shown = view(PaperKind.DECISION, articles=("Phạm vi\n1. Một.\na) Hai.", "Thi hành từ ngày ký:\n- Một."))
    document = compose_paper(replace(shown, sections=()), OFFICE, STYLE)

    articles = [block for block in document.parts[0].blocks if isinstance(block, Paragraph) and block.role == "article"]
    assert [block.runs[0].bold for block in articles] == [True, False]


@pytest.mark.parametrize(
    ("kind", "subject", "title", "line"),
    [
        (
            PaperKind.LETTER,
            "V/v triển khai nhiệm vụ",
            "KHUNG NHIỆM VỤ TRIỂN KHAI NHIỆM VỤ",
            "(Kèm theo Công văn số 07/",
        ),
        (
            PaperKind.PROGRAMME,
            "Phát triển",
            "KHUNG NHIỆM VỤ THỰC HIỆN CHƯƠNG TRÌNH PHÁT TRIỂN",
            "(Kèm theo Chương trình số",
        ),
    ],
)
def test_a_frame_names_the_paper_it_goes_with(kind: PaperKind, subject: str, title: str, line: str) -> None:
    shown = view(kind, subject=subject)
    part = frame_part(replace(shown, plan=replace(shown.plan, kind="other"), tasks=tasks()), OFFICE, STYLE)

    assert isinstance(part.blocks[0], TitleBlock)
    assert part.blocks[0].lines[1].text == title
    assert part.blocks[0].lines[2].text.replace("\u00a0", " ").startswith(line)


def test_a_year_to_come_is_left_open_in_a_blank_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of 2026 that lies on the desk in December 2025 may be signed in either year."""
    for today, shown in (("2025-12-20", "tháng      năm"), ("2026-01-05", "tháng      năm 2026")):
        monkeypatch.setenv("CCHC_TODAY", today)
        paper = view(PaperKind.PLAN, issued_on=None).paper
        assert paper_parts.letterhead(OFFICE, paper).place_date.replace("\u00a0", " ").endswith(shown)


def test_the_day_of_what_it_is_attached_to_stays_on_one_line() -> None:
    decision = replace(view(PaperKind.DECISION).paper, kind="decision", symbol="QĐ-UBND", number="8")
    for day in (date(2026, 1, 12), None):
        shown = replace(view(PaperKind.PLAN), decision=replace(decision, issued_on=day))
        lines, _places = printed(replace(shown, sections=()))
        (dated,) = [line for line in lines if line.startswith("(Kèm theo Quyết định số 08/QĐ-UBND")]
        assert "ngày" in dated and "tháng" in dated and "năm" in dated


def test_a_long_body_is_broken_in_the_middle_above_the_signature() -> None:
    body = "Ban Chỉ đạo cải cách hành chính"
    lines, _places = printed(view(PaperKind.NOTICE, authority=body, signer_title="TRƯỞNG BAN"))
    first = lines.index(next(line for line in lines if line.startswith("TM. ")))
    assert [len(line) > 12 for line in lines[first : first + 2]] == [True, True]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("giao nhiệm vụ cải cách hành chính năm 2026", "KHUNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026"),
        ("triển khai thực hiện nhiệm vụ quý I", "KHUNG NHIỆM VỤ QUÝ I"),
        ("đôn đốc báo cáo", "KHUNG NHIỆM VỤ ĐÔN ĐỐC BÁO CÁO"),
    ],
)
def test_the_frame_of_a_letter_is_named_by_its_tasks_and_mentioned_once(subject: str, title: str) -> None:
    framed = plan_view(mode="table")
    group = replace(framed.groups[0], title="")
    tasks = tuple(replace(one, group_guid=group.guid) for one in framed.tasks[:2])
    paper = replace(view(PaperKind.LETTER).paper, subject=subject, preamble="Giao các đơn vị theo Phụ lục kèm theo.")
    letter = replace(framed, paper=paper, decision=None, groups=(group,), tasks=tasks)
    letter = replace(
        letter, plan=replace(letter.plan, kind="other"), sections=(SectionRow("s", 1, None, 1, "", "", BODY),)
    )
    lines, _places = printed(letter)
    text = " ".join(lines)
    assert title in text and "nêu tại Phụ lục kèm theo" not in text
    assert not any(row.kind == "group" for row in frame_table(letter, STYLE).rows)  # one that nothing names
