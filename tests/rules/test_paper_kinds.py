"""The kinds of papers as Nghị định 30/2020 (Phụ lục III) and the officers' own folders name them."""

import pytest

from cchc_desktop.rules.documents_nd30 import (
    CopyForm,
    Secrecy,
    Urgency,
    body_of,
    copy_form,
    joined_number,
    normal_number,
    symbol_of_body,
    title_of_body,
    word_for,
)
from cchc_desktop.rules.paper_kinds import WITH_TASKS, Layout, PaperKind
from cchc_desktop.rules.product_kinds import kind_of_product, subject_of_product
from tests.conftest import REPOSITORY

OFFICE = "UBND xã Bình Minh"
ICONS = REPOSITORY / "resources" / "icons"


@pytest.mark.parametrize(
    ("kind", "code", "word", "abbreviation", "stem"),
    [
        (PaperKind.DECISION, "decision", "Quyết định", "QĐ", "Quyet-dinh"),
        (PaperKind.PLAN, "plan", "Kế hoạch", "KH", "Ke-hoach-CCHC"),
        (PaperKind.PROGRAMME, "programme", "Chương trình", "CTr", "Chuong-trinh"),
        (PaperKind.LETTER, "letter", "Công văn", "", "Cong-van"),
        (PaperKind.REPORT, "report", "Báo cáo", "BC", "Bao-cao"),
        (PaperKind.SUBMISSION, "submission", "Tờ trình", "TTr", "To-trinh"),
        (PaperKind.NOTICE, "notice", "Thông báo", "TB", "Thong-bao"),
        (PaperKind.MINUTES, "minutes", "Biên bản", "BB", "Bien-ban"),
        (PaperKind.LIST, "list", "Danh sách", "", "Danh-sach"),
        (PaperKind.GUIDANCE, "guidance", "Hướng dẫn", "HD", "Huong-dan"),
        (PaperKind.REGULATION, "regulation", "Quy chế", "QC", "Quy-che"),
        (PaperKind.INVITATION, "invitation", "Giấy mời", "GM", "Giay-moi"),
        (PaperKind.SURVEY, "survey", "Phiếu khảo sát", "", "Phieu-khao-sat"),
        (PaperKind.CERTIFICATE, "certificate", "Giấy khen", "", "Giay-khen"),
    ],
)
def test_what_a_kind_is_called(kind: PaperKind, code: str, word: str, abbreviation: str, stem: str) -> None:
    assert kind == code  # as dossiers and packages keep it
    assert (kind.word, kind.abbreviation, kind.facts.stem) == (word, abbreviation, stem)
    assert kind.title == ("" if kind is PaperKind.LETTER else word.upper())
    assert kind_of_product(word) is kind
    assert subject_of_product(f"02 dự thảo {word} công tác cải cách") == "Công tác cải cách"


def test_every_kind_has_a_sign_of_its_own() -> None:
    signs = [kind.facts.icon for kind in PaperKind]
    assert len(set(signs)) == len(signs)
    assert all((ICONS / f"{sign}.svg").is_file() for sign in signs)


def kinds_with(fact: str) -> set[str]:
    return {str(kind) for kind in PaperKind if getattr(kind.facts, fact)}


def test_what_the_papers_of_a_kind_have() -> None:
    everything = {str(kind) for kind in PaperKind}
    assert kinds_with("addressed") == {"letter", "report", "submission"}
    assert kinds_with("unaddressed_too") == {"report"}
    assert kinds_with("based_on_law") == {"decision", "plan", "programme", "guidance"}
    assert everything - kinds_with("takes_bases") == {
        "letter", "notice", "minutes", "list", "invitation", "survey", "certificate",
    }  # fmt: skip
    assert everything - kinds_with("opens") == {"report", "minutes", "list", "regulation"}
    assert kinds_with("carries_tasks") == {"plan", "programme"} == {str(kind) for kind in WITH_TASKS}
    assert everything - kinds_with("signed") == {"survey"}
    assert everything - kinds_with("with_date") == {"minutes", "survey"}
    assert {str(kind): kind.facts.signing for kind in PaperKind if kind.facts.signing} == {"certificate": "head"}
    assert {kind.facts.layout: str(kind) for kind in PaperKind if kind.facts.layout is not Layout.SECTIONS} == {
        Layout.ARTICLES: "decision",
        Layout.MINUTES: "minutes",
        Layout.LIST: "list",
        Layout.CERTIFICATE: "certificate",
    }


@pytest.mark.parametrize(
    ("product", "kind"),
    [
        ("Văn bản chỉ đạo các đơn vị", PaperKind.LETTER),
        ("Văn bản đôn đốc", PaperKind.LETTER),
        ("văn bản hướng dẫn nghiệp vụ", PaperKind.LETTER),
        ("Văn bản triển khai", PaperKind.LETTER),
        ("Văn bản chấn chỉnh", PaperKind.LETTER),
        ("Văn bản đề nghị cấp kinh phí", PaperKind.LETTER),
        ("Văn bản quy phạm pháp luật", None),
        ("Mẫu phiếu lấy ý kiến", PaperKind.SURVEY),
        ("+ Các báo cáo quý", PaperKind.REPORT),
        ("* những bản kế hoạch", PaperKind.PLAN),
        ("- bộ quy chế", PaperKind.REGULATION),
        ("Kế hoạchh", None),
        ("Hội nghị", None),
    ],
)
def test_a_product_names_the_kind_that_it_will_be(product: str, kind: PaperKind | None) -> None:
    assert kind_of_product(product) is kind


def test_copies_are_named_by_their_form() -> None:
    assert [(str(form), form.title, form.word) for form in CopyForm] == [
        ("SY", "SAO Y", "Bản sao y"),
        ("SL", "SAO LỤC", "Bản sao lục"),
        ("TrS", "TRÍCH SAO", "Bản trích sao"),
    ]
    assert copy_form("SL-UBND") is CopyForm.OF_COPY and copy_form("KH-UBND") is None and copy_form("") is None
    assert word_for("plan", "TrS-UBND") == "Bản trích sao"
    assert word_for("plan", "KH-UBND") == "Kế hoạch"


def test_stamps_of_haste_and_secrecy() -> None:
    assert [(str(each), each.stamp) for each in Urgency] == [
        ("urgent", "KHẨN"),
        ("very_urgent", "THƯỢNG KHẨN"),
        ("immediate", "HOẢ TỐC"),
    ]
    assert [(str(each), each.stamp) for each in Secrecy] == [
        ("secret", "MẬT"),
        ("highly_secret", "TỐI MẬT"),
        ("top_secret", "TUYỆT MẬT"),
    ]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("5", "05"), ("007", "07"), ("5a", "05a"), ("12", "12"), (" 9Đ ", "09Đ"), ("0", "00"), ("số 5", "số 5")],
)
def test_numbers_have_two_figures(typed: str, printed: str) -> None:
    assert normal_number(typed) == printed


def test_papers_of_the_party_have_a_hyphen() -> None:
    assert joined_number("05", "KH/ĐU") == "05-KH/ĐU"
    assert joined_number("05", "KH-UBND") == "05/KH-UBND"
    assert joined_number("05", "2026/NQ-HĐND") == "05/2026/NQ-HĐND"


def test_a_paper_of_another_body_bears_its_symbol_and_title() -> None:
    council = "Hội đồng Thi đua - Khen thưởng"
    assert body_of("decision", "TRƯỞNG PHÒNG KINH TẾ", OFFICE) == "PHÒNG KINH TẾ"
    assert body_of("plan", council, OFFICE) == council
    assert body_of("plan", "Ủy ban nhân dân  xã Bình Minh", OFFICE) == ""
    assert symbol_of_body("KH-UBND", OFFICE, council) == "KH-HĐTĐKT"
    assert symbol_of_body("UBND-VP", OFFICE, council) == "HĐTĐKT-VP"
    assert title_of_body("Chủ tịch", OFFICE, "Phòng Kinh tế") == "TRƯỞNG PHÒNG"
    assert title_of_body("Phó Chủ tịch", OFFICE, "Phòng Kinh tế") == "Phó Chủ tịch"
