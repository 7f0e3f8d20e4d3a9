"""The words and values of charts and diagrams of Office (ECMA-376 part 1, 21.2 and 21.4), as texts in their order."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_names import CHART, CHART_2014, A
from cchc_desktop.readers.number_formats import general, number_format

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_POINTS = 500  # of a series
_NAMES, _VALUES = ("cat", "xVal"), ("val", "yVal", "bubbleSize")
_LONGEST_NUMBER = 40


def words_of(root: "_Element") -> str:
    """Titles and labels, then each series with its points: "Tỷ lệ; Năm 2026: Quý I 85, Quý II 90"."""
    return "; ".join(text for text in (*_written(root), *_series(root), *_columns(root)) if text)


def _written(root: "_Element") -> Iterator[str]:
    """What is typed: titles, axis titles, labels, the boxes of a diagram."""
    for paragraph in root.iter(f"{A}p"):
        text = " ".join("".join(part.text or "" for part in paragraph.iter(f"{A}t")).split())
        if text:
            yield text
    for value in root.iter(f"{CHART}v"):  # a title that a cell holds
        if next(value.iterancestors(f"{CHART}ser"), None) is None:
            yield " ".join((value.text or "").split())


def _series(root: "_Element") -> Iterator[str]:
    """The series of a chart, a point by its category and value."""
    shared: dict[int, str] = {}
    for series in root.iter(f"{CHART}ser"):
        named = " ".join(part.text or "" for part in series.iterfind(f"{CHART}tx//{CHART}v")).strip()
        names = _points(series, _NAMES)
        values = _points(series, _VALUES)
        # Series that count along the same categories often keep them once.
        shared = names or shared
        places = sorted({*values, *names})[:_MOST_POINTS]
        points = (" ".join(filter(None, ((names or shared).get(at, ""), values.get(at, "")))) for at in places)
        listed = ", ".join(point for point in points if point)
        yield f"{named}: {listed}" if named and listed else named or listed


def _points(series: "_Element", kinds: tuple[str, ...]) -> dict[int, str]:
    """What a series keeps under these kinds, by the number of the point; several levels of a category side by side."""
    found: dict[int, str] = {}
    for kind in kinds:
        for holder in series.iterfind(f"{CHART}{kind}"):
            code = holder.findtext(f".//{CHART}formatCode") or "General"
            for point in holder.iter(f"{CHART}pt"):
                at, text = _place(point), _shown(point.findtext(f"{CHART}v") or "", code, kind in _VALUES)
                found[at] = f"{text} {found[at]}" if at in found else text
    return found


def _place(point: "_Element") -> int:
    text = point.get("idx") or "0"
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _shown(text: str, code: str, is_value: bool) -> str:
    """A value with its format; the name of a category as it is, unless it is a number with a format of its own."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST_NUMBER or (not is_value and code == "General"):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
        return text
    number = Decimal(f"{float(number):.15g}")
    return " ".join((number_format(code).show(number) or general(number)).split())


def _columns(root: "_Element") -> Iterator[str]:
    """The columns of data of a newer chart (waterfall, map, tree)."""
    for dimension in root.iter(f"{CHART_2014}strDim", f"{CHART_2014}numDim"):
        is_value = dimension.tag == f"{CHART_2014}numDim"
        points = [*dimension.iter(f"{CHART_2014}pt")][:_MOST_POINTS]
        level = dimension.find(f"{CHART_2014}lvl")
        code = (level.get("formatCode") if level is not None else None) or "General"
        yield ", ".join(filter(None, (_shown(point.text or "", code, is_value) for point in points)))
