"""The bundled house style keeps to the decree, and a spoilt one is refused in words."""

import json
from pathlib import Path

import pytest

from cchc_desktop import paths
from cchc_desktop.documents.house_style import MM, ROLES, load_house_style
from cchc_desktop.documents.paper_parts import NATION
from cchc_desktop.errors import UserError
from cchc_desktop.rules.documents_nd30 import Secrecy, Urgency
from cchc_desktop.writers.fonts import BOLD, family


def test_margins_and_paper_are_those_of_the_decree() -> None:
    page = load_house_style().page("portrait")

    assert (page.width, page.height) == (210, 297)
    assert 20 <= page.top <= 25
    assert 20 <= page.bottom <= 25
    assert 30 <= page.left <= 35
    assert 15 <= page.right <= 20


@pytest.mark.parametrize(
    ("role", "size", "bold", "italic"),
    [
        ("nation", (12, 13), True, False),
        ("motto", (13, 14), True, False),
        ("superior", (12, 13), False, False),
        ("issuer", (12, 13), True, False),
        ("number", (13, 13), False, False),
        ("place_date", (13, 14), False, True),
        ("kind", (13, 14), True, False),
        ("subject", (13, 14), True, False),
        ("body", (13, 14), False, False),
        ("legal_basis", (13, 14), False, True),
        ("heading1", (13, 14), True, False),
        ("heading2", (13, 14), True, False),
        ("signing", (13, 14), True, False),
        ("signer", (13, 14), True, False),
        ("recipients_title", (12, 12), True, True),
        ("recipients", (11, 11), False, False),
        ("appendix_number", (14, 14), True, False),
        ("appendix_title", (13, 14), True, False),
        ("attachment", (13, 14), False, True),
        ("page_number", (13, 14), False, False),
        ("article", (13, 14), False, False),
        ("stamp", (13, 14), True, False),
        ("drafter", (11, 11), False, False),
        ("contact", (11, 12), False, False),
    ],
)
def test_sizes_and_faces_are_those_of_the_decree(role: str, size: tuple[int, int], bold: bool, italic: bool) -> None:
    style = load_house_style().paragraph(role)

    assert size[0] <= style.size <= size[1]
    assert (style.bold, style.italic) == (bold, italic)


def test_the_head_is_as_large_as_practice_has_it_beside_a_body_of_fourteen_points() -> None:
    """Quốc hiệu 13, tiêu ngữ and date 14, both bodies 13; one line each in their columns; room below and to sign."""
    style, fonts = load_house_style(), family(use_system=False)
    sizes = {role: style.paragraph(role).size for role in ("nation", "motto", "place_date", "issuer", "superior")}

    assert sizes == {"nation": 13, "motto": 14, "place_date": 14, "issuer": 13, "superior": 13}
    assert 95 <= fonts.faces[BOLD].width(NATION) * 13 / MM <= 97 < style.letterhead.right_mm
    assert 18 <= style.letterhead.gap_after_pt <= 24
    assert style.signature.room_pt == 70


def test_body_is_justified_with_an_indent_and_six_points_between_paragraphs() -> None:
    body = load_house_style().paragraph("body")

    assert body.align == "justify"
    assert body.first_line_mm in (10, 12.7)
    assert body.after_pt >= 6
    assert 1 <= body.line <= 1.5


def test_the_boxes_of_urgency_have_the_sizes_of_the_decree() -> None:
    widths = load_house_style().stamps.widths_mm

    assert load_house_style().stamps.height_mm == 8
    assert [widths[urgency.stamp] for urgency in (Urgency.IMMEDIATE, Urgency.VERY_URGENT, Urgency.URGENT)] == [
        30,
        40,
        20,
    ]
    assert all(secrecy.stamp in widths for secrecy in Secrecy)


def test_the_columns_of_the_frame_fill_the_landscape_page() -> None:
    style = load_house_style()

    assert sum(style.frame_columns_mm) == pytest.approx(style.page("landscape").body_width)


def _changed(tmp_path: Path, **changes: object) -> Path:
    data = json.loads((paths.resources() / "house_styles" / "nd30.json").read_text(encoding="utf-8"))
    path = tmp_path / "tinh.json"
    path.write_text(json.dumps({**data, **changes}), encoding="utf-8")
    return path


def test_a_province_may_bring_its_own_style(tmp_path: Path) -> None:
    path = _changed(tmp_path, name="Quy định của tỉnh")

    assert load_house_style(path).name == "Quy định của tỉnh"


@pytest.mark.parametrize(
    "changes",
    [
        {"frame_columns_mm": [10, 20]},
        {"frame_columns_mm": [60, 60, 60, 60, 60, 60, 60, 60, 60]},
        {"paragraphs": {}},
        {"pages": "A4"},
        {
            "stamps": {
                "height_mm": 8,
                "widths_mm": {},
                "padding_mm": 3,
                "gap_pt": 6,
                "border_pt": 1,
                "colour": "đỏ",
                "double": [],
            }
        },
        {"rule": {"thickness_pt": 0.75, "share": 7, "gap_pt": 3, "after_pt": 8}},
    ],
)
def test_a_style_no_page_can_be_made_with_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(UserError, match=r"tinh\.json"):
        load_house_style(_changed(tmp_path, **changes))


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"mat\.json"):
        load_house_style(tmp_path / "mat.json")


def test_every_role_has_a_name_in_word() -> None:
    from cchc_desktop.writers.docx_xml import STYLES

    assert STYLES.keys() == ROLES
