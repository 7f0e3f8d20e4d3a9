"""The layout of official documents as data: `resources/house_styles/<name>.json`, checked on the way in.

Lengths are millimetres (`_mm`) or points (`_pt`); defaults follow Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

MM = 72 / 25.4  # points in a millimetre
HOUSE_STYLE = "nd30"  # the one by which papers are laid out
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
ALIGNMENTS = frozenset({"left", "center", "right", "justify"})
ROLES = frozenset(
    (
        "body",
        "article",
        "legal_basis",
        "authority",
        "decides",
        "addressee",
        "addressee_first",
        "addressee_item",
        "list1",
        "list2",
        "heading0",
        "heading1",
        "heading2",
        "heading3",
        "heading4",
        "kind",
        "subject",
        "attachment",
        "appendix_number",
        "appendix_title",
        "table_header",
        "table_number",
        "table_group",
        "table_cell",
        "table_result",
        "superior",
        "issuer",
        "nation",
        "motto",
        "number",
        "place_date",
        "letter_subject",
        "stamp",
        "recipients_title",
        "recipients",
        "drafter",
        "signing",
        "signer",
        "signing_note",
        "contact",
        "award",
        "award_name",
        "award_text",
        "award_place",
        "copy_mark",
        "page_number",
    )
)

_RESEMBLES = {
    "award": "kind",
    "award_name": "subject",
    "award_text": "subject",
    "award_place": "place_date",
    "copy_mark": "drafter",
}


@dataclass(frozen=True, slots=True)
class PageStyle:
    """A page and its margins in millimetres; `number_from_top` is where the page number's line begins."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_from_top: float

    @property
    def body_width(self) -> float:
        """Millimetres between the side margins."""
        return self.width - self.left - self.right

    @property
    def body_height(self) -> float:
        """Millimetres between the top and bottom margins."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How a role looks; `size` and spacings in points, `line` a multiple of single spacing."""

    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    first_line_mm: float = 0.0
    left_mm: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    line: float = 1.0
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class RuleStyle:
    """The rules under issuer, motto and title; `share` of the text line for the short ones."""

    thickness_pt: float
    share: float
    gap_pt: float
    after_pt: float


@dataclass(frozen=True, slots=True)
class LetterheadStyle:
    """Widths of the two columns and the spaces below them."""

    left_mm: float
    right_mm: float
    gap_after_pt: float
    subject_gap_pt: float


@dataclass(frozen=True, slots=True)
class SignatureStyle:
    """Widths of the two columns, the space above, and the room left for signature and seal."""

    left_mm: float
    right_mm: float
    gap_before_pt: float
    room_pt: float


@dataclass(frozen=True, slots=True)
class StampStyle:
    """The boxes of urgency, secrecy and circulation (Phụ lục I, mục II.6; Thông tư 24/2020/TT-BCA).

    `widths_mm` by the word in the box; another word gets a box `padding_mm` wider than itself at either side.
    """

    height_mm: float
    widths_mm: Mapping[str, float]
    padding_mm: float
    gap_pt: float
    border_pt: float
    colour: str  # of urgency and secrecy, six hexadecimal digits
    double: tuple[str, ...]  # the kinds with two lines around them

    def colour_of(self, kind: str) -> str:
        """The colour of a kind's letters and border; a note on circulation is black."""
        return "000000" if kind == "circulation" else self.colour


@dataclass(frozen=True, slots=True)
class ContactStyle:
    """The foot of page 1: the rule's thickness and the spaces above and below it."""

    thickness_pt: float
    above_pt: float
    below_pt: float


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Padding and borders; rows of more text lines than `split_above_lines` may be split over pages."""

    padding_x_mm: float
    padding_y_mm: float
    border_pt: float
    split_above_lines: int


@dataclass(frozen=True)
class HouseStyle:
    """Everything that decides how a page looks."""

    name: str
    decree: str
    font: str
    pages: Mapping[str, PageStyle]
    rule: RuleStyle
    letterhead: LetterheadStyle
    signature: SignatureStyle
    stamps: StampStyle
    contact: ContactStyle
    table: TableStyle
    frame_columns_mm: tuple[float, ...]
    frame_empty_column_mm: float
    figures_columns_mm: tuple[float, ...]
    criteria_columns_mm: tuple[float, ...]
    progress_columns_mm: tuple[float, ...]
    urgent_columns_mm: tuple[float, ...]
    paragraphs: Mapping[str, ParagraphStyle]

    def page(self, name: str) -> PageStyle:
        """The page setup of a part."""
        return self.pages[name]

    def paragraph(self, role: str) -> ParagraphStyle:
        """The style of a role."""
        return self.paragraphs[role]


@lru_cache(maxsize=4)
def _load(path: Path, modified: float) -> HouseStyle:
    try:
        return parse_house_style(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            _(
                "The house style {name} cannot be used: {reason}. No paper was made. "
                "Put the original file back or correct it."
            ).format(name=path.name, reason=error)
        ) from error


def load_house_style(path: Path | None = None) -> HouseStyle:
    """The house style of a file, or the one of Nghị định 30 in use; raises `UserError` when it is unusable."""
    path = path or paths.form_files("house_styles").get(HOUSE_STYLE, Path(f"{HOUSE_STYLE}.json"))
    try:
        modified = path.stat().st_mtime
    except OSError:
        modified = 0.0
    return _load(path, modified)


def parse_house_style(data: dict[str, Any]) -> HouseStyle:
    """The house style that a file's values describe; raises ValueError, KeyError, TypeError or AttributeError."""
    style = HouseStyle(
        name=str(data["name"]),
        decree=str(data["decree"]),
        font=str(data["font"]),
        pages={name: PageStyle(**page) for name, page in data["pages"].items()},
        rule=RuleStyle(**data["rule"]),
        letterhead=LetterheadStyle(**data["letterhead"]),
        signature=SignatureStyle(**data["signature"]),
        stamps=_stamps(data["stamps"]),
        contact=ContactStyle(**data["contact"]),
        table=TableStyle(**data["table"]),
        frame_columns_mm=_widths(data["frame_columns_mm"]),
        frame_empty_column_mm=float(data["frame_empty_column_mm"]),
        figures_columns_mm=_widths(data["figures_columns_mm"]),
        criteria_columns_mm=_widths(data["criteria_columns_mm"]),
        progress_columns_mm=_widths(data["progress_columns_mm"]),
        urgent_columns_mm=_widths(data["urgent_columns_mm"]),
        paragraphs=_paragraphs(data["paragraphs"]),
    )
    _check(style)
    return style


def _paragraphs(data: dict[str, Any]) -> dict[str, ParagraphStyle]:
    """The roles; an older file that lacks one takes the look of the role that it resembles."""
    found = {role: ParagraphStyle(**values) for role, values in data.items()}
    found.setdefault("heading0", replace(found["heading1"], align="center", first_line_mm=0.0))
    for role, like in _RESEMBLES.items():
        found.setdefault(role, found[like])
    return found


def _stamps(data: dict[str, Any]) -> StampStyle:
    widths = {str(text): float(width) for text, width in data["widths_mm"].items()}
    return StampStyle(**{**data, "widths_mm": widths, "double": tuple(data["double"])})


def _widths(values: list[Any]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _check(style: HouseStyle) -> None:
    """Raise ValueError naming the first entry that no page could be laid out with."""
    for name in ("portrait", "landscape"):
        page = style.pages[name]
        if page.body_width < 80 or page.body_height < 80:
            raise ValueError(f"pages.{name}")
    for widths, page_name, count in (
        (style.frame_columns_mm, "landscape", 9),
        (style.figures_columns_mm, "portrait", 6),
        (style.criteria_columns_mm, "landscape", 6),
        (style.progress_columns_mm, "portrait", 9),
        (style.urgent_columns_mm, "portrait", 5),
    ):
        if len(widths) != count or min(widths) < 8 or sum(widths) > style.pages[page_name].body_width + 0.5:
            raise ValueError(f"columns {widths}")
    if not 8 <= style.frame_empty_column_mm <= 60:
        raise ValueError("frame_empty_column_mm")
    for role in ROLES:
        paragraph = style.paragraphs[role]
        if paragraph.align not in ALIGNMENTS or not 6 <= paragraph.size <= 48 or not 1 <= paragraph.line <= 3:
            raise ValueError(f"paragraphs.{role}")
    if not 0.2 <= style.rule.share <= 1:
        raise ValueError("rule.share")
    stamps = style.stamps
    if not _COLOUR.fullmatch(stamps.colour) or not 6 <= stamps.height_mm <= 30 or not 0.25 <= stamps.border_pt <= 3:
        raise ValueError("stamps")
    portrait = style.pages["portrait"].body_width
    for pair in (style.letterhead, style.signature):
        if pair.left_mm + pair.right_mm > portrait + 0.5:
            raise ValueError(f"{type(pair).__name__}: {pair.left_mm} + {pair.right_mm} mm")
