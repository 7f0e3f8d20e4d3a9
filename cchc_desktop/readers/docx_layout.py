"""How a Word file is laid out: its pages with their margins, and the fonts and sizes of its running text."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_names import W
from cchc_desktop.readers.guards import open_archive
from cchc_desktop.readers.office_package import OfficePackage
from cchc_desktop.rules.checks.paper import PageLayout, WordLayout

if TYPE_CHECKING:
    from lxml.etree import _Element

_TWIPS = 56.6929  # in a millimetre
_DEEPEST = 12  # styles that may be based on one another
_SIDES = ("top", "bottom", "left", "right")


def read_layout(path: Path) -> WordLayout | None:
    """The layout of a Word file; None where it has no body. Raises `UserError` where the file is damaged."""
    with open_archive(path) as archive:
        package = OfficePackage(archive, path.name)
        main, _kind = package.main()
        root = package.root(main)
        styles = {relation.kind: relation.part for relation in package.relations(main)}.get("styles", "")
        sheet = package.root(styles) if styles else None
        if root is None:
            return None
        return _layout(root, _Looks(sheet))


def _layout(root: "_Element", looks: "_Looks") -> WordLayout:
    pages = tuple(page for section in root.iter(f"{W}sectPr") if (page := _page(section)) is not None)
    fonts: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    for paragraph in root.iterfind(f"{W}body/{W}p"):
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for run in paragraph.iter(f"{W}r"):
            letters = sum(len(text.text or "") for text in run.iterfind(f"{W}t"))
            if letters:
                font, size = looks.of(run.find(f"{W}rPr"), style)
                fonts[font] += letters
                sizes[size] += letters
    return WordLayout(pages, dict(fonts), dict(sizes))


def _page(section: "_Element") -> PageLayout | None:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return None
    sides = [_millimetres(margins.get(f"{W}{side}")) for side in _SIDES]
    return PageLayout(_millimetres(size.get(f"{W}w")), _millimetres(size.get(f"{W}h")), *sides)


def _millimetres(twips: str | None) -> float:
    try:
        return round(abs(float(twips or 0)) / _TWIPS, 1)
    except ValueError:
        return 0.0


def _value(element: "_Element | None") -> str:
    return "" if element is None else element.get(f"{W}val") or ""


class _Looks:
    """Font and size of a run: its own, else its paragraph's style's, else the file's."""

    def __init__(self, styles: "_Element | None") -> None:
        self._styles: dict[str, _Element] = {}
        self._default = ""
        self._base: _Element | None = None
        if styles is None:
            return
        self._base = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in styles.iterfind(f"{W}style"):
            identity = style.get(f"{W}styleId") or ""
            self._styles[identity] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = identity

    def of(self, own: "_Element | None", style: str) -> tuple[str, float]:
        """The name of the font, and the size in points."""
        chain = [own, *self._chain(style or self._default), self._base]
        font = next((name for one in chain if (name := _font(one))), "")
        size = next((size for one in chain if (size := _size(one))), 0.0)
        return font, size

    def _chain(self, style: str) -> list["_Element | None"]:
        found: list[_Element | None] = []
        for _step in range(_DEEPEST):
            element = self._styles.get(style)
            if element is None:
                break
            found.append(element.find(f"{W}rPr"))
            style = _value(element.find(f"{W}basedOn"))
        return found


def _font(properties: "_Element | None") -> str:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return (fonts.get(f"{W}ascii") or "") if fonts is not None else ""


def _size(properties: "_Element | None") -> float:
    value = _value(properties.find(f"{W}sz")) if properties is not None else ""
    return int(value) / 2 if value.isdigit() else 0.0
