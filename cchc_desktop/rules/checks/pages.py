"""Form of a Word file: paper, margins, fonts, sizes (Nghị định 30/2020, Phụ lục I, mục I)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity, nd30
from cchc_desktop.rules.checks.paper import CheckedPaper
from cchc_desktop.rules.numbers import format_value

_A4 = (210.0, 297.0)
_NEAR = 1.5  # millimetres that a printer does not show
# Side, least and most, in millimetres, as the decree says them.
_MARGINS = (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20))
_FONT = "Times New Roman"
_LIKE = (_FONT.casefold(), "liberation serif", "tinos")
_SIZES = (13.0, 14.0)
_MOST = 0.15  # of the letters that may have another font or size: headings, recipients, notes


def _sides() -> dict[str, str]:
    return {"top": _("top"), "bottom": _("bottom"), "left": _("left"), "right": _("right")}


def _paper(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for page in dict.fromkeys(paper.layout.pages if paper.layout else ()):
        short, long = sorted((page.width, page.height))
        if abs(short - _A4[0]) > _NEAR or abs(long - _A4[1]) > _NEAR:
            said = _("The page is {width} × {height} mm; papers are printed on A4, 210 × 297 mm.")
            yield Hit(-1, 0, 0, said.format(width=round(page.width), height=round(page.height)))


def _margins(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for page in dict.fromkeys(paper.layout.pages if paper.layout else ()):
        if page.width > page.height:
            continue  # the decree gives the margins of an upright page
        for side, least, most in _MARGINS:
            margin = getattr(page, side)
            if not least - _NEAR <= margin <= most + _NEAR:
                said = _("The {side} margin is {margin} mm; the decree asks for {least} to {most} mm.")
                words = said.format(side=_sides()[side], margin=round(margin), least=least, most=most)
                yield Hit(-1, 0, 0, words)


def _fonts(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    fonts = {name: count for name, count in (paper.layout.fonts if paper.layout else {}).items() if name}
    whole = sum(fonts.values())
    for name, count in fonts.items():
        if name.casefold() not in _LIKE and count > _MOST * whole:
            said = _("{share}% of the text is in “{font}”; the decree asks for Times New Roman.")
            yield Hit(-1, 0, 0, said.format(share=round(100 * count / whole), font=name))


def _sizes(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    sizes = {size: count for size, count in (paper.layout.sizes if paper.layout else {}).items() if size}
    whole = sum(sizes.values())
    for size, count in sorted(sizes.items()):
        if not _SIZES[0] <= size <= _SIZES[1] and count > _MOST * whole:
            said = _("{share}% of the text is in size {size}; the decree asks for 13 to 14.")
            yield Hit(-1, 0, 0, said.format(share=round(100 * count / whole), size=format_value(Decimal(str(size)))))


_GENERAL = nd30("Phụ lục I, mục I")

RULES = (
    Rule("F50", Severity.ERROR, lambda: _("Size of the paper"), _GENERAL, _paper, scope=Scope.PAPER),
    Rule("F51", Severity.ERROR, lambda: _("Margins"), _GENERAL, _margins, scope=Scope.PAPER),
    Rule("F52", Severity.ERROR, lambda: _("Font"), _GENERAL, _fonts, scope=Scope.PAPER),
    Rule(
        "F53",
        Severity.WARNING,
        lambda: _("Size of the letters"),
        nd30("Phụ lục I, mục II.6"),
        _sizes,
        scope=Scope.PAPER,
    ),
)
