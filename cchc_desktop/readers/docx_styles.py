"""How the text of a Word paragraph or run is shown: hidden, in capitals, struck through, in a symbol font.

What a run says itself goes before its styles; where paragraph and character style both switch a property, the two
cancel out (toggle properties, ECMA-376 part 1, 17.7.3).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_names import W
from cchc_desktop.readers.old_fonts import font_of
from cchc_desktop.readers.symbol_fonts import symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 12  # styles that may be based on one another; Word allows ten
_OFF = frozenset(("0", "false", "none", "off"))
_CONTENTS = re.compile(r"(?:toc|contents|table of figures|index)\s?\d?", re.IGNORECASE)
# What is said by switches; the first of a run's own switches of a kind that is on decides.
_SWITCHES = {
    f"{W}vanish": "hidden",
    f"{W}caps": "capitals",
    f"{W}smallCaps": "capitals",
    f"{W}strike": "struck",
    f"{W}dstrike": "struck",
}


@dataclass(frozen=True)
class RunStyle:
    """How text is shown; `font` is a key of `symbol_fonts`, "" for ordinary fonts, `family` the font's name."""

    hidden: bool = False
    capitals: bool = False
    struck: bool = False
    font: str = ""
    family: str = ""


class Styles:
    """The styles of a file; unknown names look like ordinary text."""

    def __init__(self, styles: "_Element | None") -> None:
        self._own: dict[str, tuple[str, dict[str, bool], str | None]] = {}  # by id: what it is based on, switches, font
        self._looks: dict[tuple[str, str], RunStyle] = {}
        self._contents: set[str] = set()
        self._ruled: set[str] = set()  # styles of tables that draw lines
        self._default = ""
        self._base: tuple[dict[str, bool], str | None] = ({}, None)
        for style in styles.iterfind(f"{W}style") if styles is not None else ():
            identity = style.get(f"{W}styleId") or ""
            based = style.find(f"{W}basedOn")
            switches, family = _said(style.find(f"{W}rPr"))
            self._own[identity] = ((based.get(f"{W}val") or "") if based is not None else "", switches, family)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = identity
            if _draws(style.iterfind(f"{W}tblPr/{W}tblBorders/*")):
                self._ruled.add(identity)
            name = style.find(f"{W}name")
            if name is not None and _CONTENTS.fullmatch(name.get(f"{W}val") or ""):
                self._contents.add(identity)
        if styles is not None:
            self._base = _said(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def is_contents(self, style: str) -> bool:
        """Whether paragraphs of this style are entries of a table of contents."""
        return style in self._contents or bool(re.fullmatch(r"TOC\d", style))

    def are_ruled(self, table: "_Element") -> bool:
        """Whether lines are drawn between the cells of a table: by a cell, by the table, or by its style."""
        cells = list(table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders/*"))
        if _draws(cells):
            return True
        own = table.find(f"{W}tblPr/{W}tblBorders")
        if own is not None:
            return _draws(own)
        style = table.find(f"{W}tblPr/{W}tblStyle")
        return not cells and style is not None and style.get(f"{W}val") in self._ruled

    def of_paragraph(self, style: str) -> RunStyle:
        """How the words of a paragraph style look."""
        return self._look(style or self._default, "")

    def of_run(self, properties: "_Element", style: str, outer: RunStyle) -> RunStyle:
        """How a run looks by its properties in a paragraph of a style; `outer` is the look of that paragraph."""
        named = properties.find(f"{W}rStyle")
        look = self._look(style or self._default, named.get(f"{W}val") or "") if named is not None else outer
        switches, family = _said(properties)
        if not switches and family is None:
            return look
        if family is not None:
            look = replace(look, font=symbol_font(family), family=family)
        return _switched(look, switches) if switches else look

    def _look(self, paragraph: str, run: str) -> RunStyle:
        known = self._looks.get((paragraph, run))
        if known is not None:
            return known
        switches, family = dict(self._base[0]), self._base[1]
        of_paragraph, of_run = self._inherited(paragraph), self._inherited(run)
        for name in ("hidden", "capitals", "struck"):
            toggled = of_paragraph[0].get(name, False) != of_run[0].get(name, False)
            switches[name] = switches.get(name, False) or toggled
        family = of_run[1] or of_paragraph[1] or family or ""
        look = _switched(RunStyle(font=symbol_font(family), family=family), switches)
        self._looks[paragraph, run] = look
        return look

    def _inherited(self, style: str) -> tuple[dict[str, bool], str | None]:
        """What a style and those it is based on say, the nearest first."""
        switches: dict[str, bool] = {}
        family: str | None = None
        for _step in range(_DEEPEST):
            if style not in self._own:
                break
            style, own, font = self._own[style]
            switches = {**own, **switches}
            family = family if family is not None else font
        return switches, family


def _draws(borders: "Iterable[_Element]") -> bool:
    return any((border.get(f"{W}val") or "nil") not in ("nil", "none") for border in borders)


def _switched(look: RunStyle, switches: dict[str, bool]) -> RunStyle:
    return replace(
        look,
        hidden=switches.get("hidden", look.hidden),
        capitals=switches.get("capitals", look.capitals),
        struck=switches.get("struck", look.struck),
    )


def _said(properties: "_Element | None") -> tuple[dict[str, bool], str | None]:
    """The switches and the font that run properties name."""
    switches: dict[str, bool] = {}
    family: str | None = None
    for child in properties if properties is not None else ():
        name = _SWITCHES.get(child.tag)
        if name is not None:
            switches[name] = switches.get(name, False) or child.get(f"{W}val") not in _OFF
        elif child.tag == f"{W}rFonts":
            ascii_font, other = child.get(f"{W}ascii"), child.get(f"{W}hAnsi")
            # The letters of old fonts are beyond ASCII.
            family = other if other and font_of(other) is not None else ascii_font or other or family
    return switches, family
