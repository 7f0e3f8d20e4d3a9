"""Numbers that a word processor goes on counting: sections I, 1, 1.1, articles, "-" and "+" lists.

A number is left to the word processor only where it would draw the very same one, however it counts: Word counts all
lists of one definition together, LibreOffice each list by itself. Where it would not (a gap, a second plan in the
file), a list that begins at the number is made; what no list can say stays as typed: Word has no format with the
Vietnamese order of letters (a, b, c, d, đ, e).
"""

import re
from dataclasses import dataclass, field
from html import escape

from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.writers.docx_xml import DECLARATION, STYLES, W, fonts_xml, mm_twips
from cchc_desktop.writers.page_rules import DASHES

LIST_NUMBERS = {"list1": 1, "list2": 2}
_SECTIONS, _ARTICLES = 3, 4  # the definitions, and the lists that begin them
_ARTICLE = re.compile(r"Điều\u00a0(\d+)\.")
_DECIMALS = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,2})\.")
_TO_TEN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMANS = (*_TO_TEN, *(f"X{roman}" for roman in _TO_TEN))

# Format, pattern and role of each level of the sections; a role of two levels is linked to the first.
_LEVELS = (
    ("upperRoman", "%1.", "heading1"),
    ("decimal", "%2.", "heading2"),
    ("decimal", "%2.%3.", "heading3"),
    ("decimal", "%2.%3.%4.", "heading3"),
)
# What the style of a role counts by itself: definition and level.
LINKED = {"heading1": (_SECTIONS, 0), "heading2": (_SECTIONS, 1), "heading3": (_SECTIONS, 2), "article": (_ARTICLES, 0)}

Counts = dict[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: its list and level."""

    num: int
    level: int


@dataclass(slots=True)
class _Kind:
    """The lists of one definition: the count of each by itself, of all together, and the one used last."""

    last: int
    own: dict[int, Counts] = field(default_factory=dict)
    together: Counts = field(default_factory=dict)


class Numbers:
    """Finds a list for every number of a document in reading order; `started` are the lists made for it."""

    def __init__(self) -> None:
        self._kinds = {kind: _Kind(kind, {kind: {}}) for kind in (_SECTIONS, _ARTICLES)}
        self.started: list[tuple[int, int, int, int]] = []  # list, its definition, level, first number

    def place(self, number: str) -> Place | None:
        """The list and level that draw this number; None where it has to be typed."""
        found = _parsed(number)
        if found is None:
            return None
        definition, level, path = found
        kind = self._kinds[definition]
        for num in dict.fromkeys((kind.last, definition)):
            if self._unsure(kind, num, level):
                continue
            if _next(kind.own[num], level) == path and _next(kind.together, level) == path:
                return self._taken(kind, num, level, path)
        if len(path) > 1:
            return None
        num = max(LIST_NUMBERS.values()) + len(self._kinds) + len(self.started) + 1
        self.started.append((num, definition, level, path[-1]))
        kind.own[num] = {}
        return self._taken(kind, num, level, path)

    def _unsure(self, kind: _Kind, num: int, level: int) -> bool:
        """Whether a level begins again in a list that was made to begin elsewhere: programs do not agree where."""
        begun = any((made, at) == (num, level) and first != 1 for made, _definition, at, first in self.started)
        return begun and level not in kind.own[num]

    def _taken(self, kind: _Kind, num: int, level: int, path: tuple[int, ...]) -> Place:
        for counts in (kind.own[num], kind.together):
            counts[level] = path[-1]
            for deeper in [depth for depth in counts if depth > level]:
                del counts[deeper]
        kind.last = num
        return Place(num, level)


def _next(counts: Counts, level: int) -> tuple[int, ...]:
    """The numbers that the next paragraph of a level would show, beginning at the level its pattern begins with."""
    above = tuple(counts.get(depth, 0) for depth in range(1, level))
    return (*above, counts.get(level, 0) + 1)


def _parsed(number: str) -> tuple[int, int, tuple[int, ...]] | None:
    """A number's definition, level and the counts it shows."""
    article = _ARTICLE.fullmatch(number)
    if article:
        return _ARTICLES, 0, (int(article[1]),)
    if number.removesuffix(".") in _ROMANS and number.endswith("."):
        return _SECTIONS, 0, (_ROMANS.index(number[:-1]) + 1,)
    decimals = _DECIMALS.fullmatch(number)
    if decimals is None or any(part.startswith("0") for part in decimals[1].split(".")):
        return None
    path = tuple(int(part) for part in decimals[1].split("."))
    return _SECTIONS, len(path), path


def place_xml(place: Place | None) -> str:
    """The numbering of a paragraph; without a place it has none, whatever its style says."""
    num, level = (place.num, place.level) if place else (0, 0)
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def linked_xml(role: str) -> str:
    """The numbering of a style."""
    if role in LIST_NUMBERS:
        return f'<w:numPr><w:numId w:val="{LIST_NUMBERS[role]}"/></w:numPr>'
    return place_xml(Place(*LINKED[role])) if role in LINKED else ""


def _level(number: int, form: str, pattern: str, role: str, style: HouseStyle, look: str, *, linked: bool) -> str:
    indent = style.paragraph(role)
    link = f'<w:pStyle w:val="{STYLES[role][0]}"/>' if linked else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{link}<w:suff w:val="space"/>'
        f'<w:lvlText w:val="{escape(pattern)}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{mm_twips(indent.left_mm)}" w:firstLine="{mm_twips(indent.first_line_mm)}"/></w:pPr>'
        f"<w:rPr>{look}</w:rPr></w:lvl>"
    )


def _definition(number: int, kind: str, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'


def numbering_part(style: HouseStyle, numbers: Numbers, *, font: str) -> str:
    """word/numbering.xml: all definitions first, then the lists, as the schema asks.

    Numbers are in `font`; "" for that of their paragraphs.
    """
    plain = fonts_xml(font) if font else ""
    written = "".join(
        _definition(LIST_NUMBERS[role], "singleLevel", _level(0, "bullet", dash, role, style, plain, linked=True))
        for role, dash in DASHES.items()
    )
    sections = "".join(
        _level(place, form, pattern, role, style, plain, linked=LINKED[role][1] == place)
        for place, (form, pattern, role) in enumerate(_LEVELS)
    )
    bold = f"{plain}<w:b/><w:bCs/>"
    article = _level(0, "decimal", "Điều\u00a0%1.", "article", style, bold, linked=True)
    written += _definition(_SECTIONS, "multilevel", sections) + _definition(_ARTICLES, "singleLevel", article)
    for num in (*LIST_NUMBERS.values(), _SECTIONS, _ARTICLES):
        written += f'<w:num w:numId="{num}"><w:abstractNumId w:val="{num}"/></w:num>'
    for num, definition, level, first in numbers.started:
        written += (
            f'<w:num w:numId="{num}"><w:abstractNumId w:val="{definition}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
        )
    return f'{DECLARATION}<w:numbering xmlns:w="{W}">{written}</w:numbering>'
