"""Biểu đồ chỉ số: what each field of an index reached as bars, and the way of the whole index through the years."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import ceil

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.house_style import MM, HouseStyle
from cchc_desktop.documents.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Drawing,
    Heading,
    PageRun,
    Paragraph,
    Row,
    Run,
    Stroke,
    Table,
    TitleBlock,
    cell,
)
from cchc_desktop.documents.ruled_tables import LANDSCAPE, ruled
from cchc_desktop.documents.text_parts import in_cell, plain
from cchc_desktop.models.index_result_rows import Comparison, PublishedRow, YearOfIndex
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.numbers import format_number, format_points, rounded
from cchc_desktop.rules.organisation import area_name, full_name

_ALIGNMENTS = ("center", "left", "right", "right", "right", "left")
_SHARES = (6, 34, 11, 11, 11, 27)  # of the page's width
_BAR, _LINE = 7.0, 10.5  # points of a bar, as high as the digits beside it, and of the line that it stands on
_LABELS = 44.0  # millimetres of the column that says what the lines of the years are
_MOST_YEARS = 10  # side by side
_HIGH, _EDGE = 90.0, 6.0  # points of the curve, and of the room above and below it
_STEP = 10  # per cent between two of its lines
_MET = {True: " (đạt)", False: " (không đạt)", None: ""}
_DARK, _MIDDLE, _LIGHT, _PAPER = 75, 35, 18, 0  # per cent of black


def compose_index_chart(view: IndexView, comparison: Comparison, office: OfficeRow, style: HouseStyle) -> Document:
    """The sheet alone; it is for meetings and is not signed."""
    subject = f"{view.title} của {area_name(office.name) or office.name}"
    if str(view.year) not in view.title:
        subject += f" năm {view.year}"
    lines = (Paragraph("kind", (Run("BIỂU ĐỒ CHỈ SỐ"),)), plain("subject", subject))
    years = year_blocks(comparison, style)
    blocks: tuple[Block, ...] = (
        paper_parts.letterhead(office),
        TitleBlock(lines, "Biểu đồ chỉ số", view.guid),
        Heading(1, (Run("KẾT QUẢ TỪNG LĨNH VỰC"),), view.guid, "I."),
        fields_table(view, style),
    )
    if years:
        blocks = (*blocks, Heading(1, (Run("KẾT QUẢ QUA CÁC NĂM"),), view.guid, "II."), *years)
    return Document(f"Biểu đồ chỉ số {subject}", full_name(office.name), (PageRun("landscape", blocks),))


def fields_table(view: IndexView, style: HouseStyle, *, self_scored: bool = False) -> Table:
    """One row a field with its points of the last round, or its own ones, and the office's maximum; the index last."""
    rows = []
    for field, leaves in _fields(view.criteria):
        maximum = sum((leaf.max_points for leaf in leaves if leaf.counts(_reached(leaf, self_scored))), Decimal(0))
        points = _reached(field, self_scored)
        share = points * 100 / maximum if points is not None and maximum else None
        told = (cell(field.code), cell(in_cell(field.name)), _points(maximum or None), _points(points))
        rows.append(Row((*told, _share(share), bar(share)), "row", field.guid))
    whole = view.total("self" if self_scored else "reached")
    scored = whole.points if whole.share is not None else None
    told = (cell(""), cell("TỔNG CỘNG"), _points(whole.maximum or None), _points(scored))
    rows.append(Row((*told, _share(whole.share), bar(whole.share)), "total", view.guid))
    headings = ("Mã", "Lĩnh vực", "Điểm tối đa", "Điểm tự chấm" if self_scored else "Điểm đạt", "Tỷ lệ", "Biểu đồ")
    return ruled("Lĩnh vực", headings, _SHARES, _ALIGNMENTS, rows, style, LANDSCAPE)


def bar(share: Decimal | None) -> Cell:
    """A cell with the bar of a share, 0 to 100 per cent, on a light ground; an empty one where nothing is known."""
    if share is None:
        return Cell()
    long = float(min(max(share, Decimal(0)), Decimal(100))) / 100
    middle = _LINE - _BAR / 2
    strokes = [Stroke(0, middle, 1, middle, _BAR, _LIGHT)]
    if long:
        strokes.append(Stroke(0, middle, long, middle, _BAR, _DARK))
    return Cell(number=rounded(share, 2), drawing=Drawing(_LINE, tuple(strokes), _per_cent(share)))


def _reached(row: CriterionRow, self_scored: bool) -> Decimal | None:
    return row.self_score if self_scored else row.reached


def _fields(criteria: Sequence[CriterionRow]) -> Iterator[tuple[CriterionRow, list[CriterionRow]]]:
    """The fields of a set in reading order, each with the leaves under it, itself where it has none."""
    tops = [place for place, row in enumerate(criteria) if row.level == 1]
    for place, after in zip(tops, [*tops[1:], len(criteria)], strict=True):
        yield criteria[place], [row for row in criteria[place:after] if row.is_leaf]


def year_blocks(comparison: Comparison, style: HouseStyle) -> list[Block]:
    """The years side by side under their curve, in tables of at most ten; none where nothing is known."""
    own = comparison.offices[0].results if comparison.offices else {}
    shown = comparison.offices[0].shown if comparison.offices else {}
    years = [year for year in comparison.years if year.goals or _share_of(year, own.get(year.year)) is not None]
    count = ceil(len(years) / _MOST_YEARS)
    size = ceil(len(years) / count) if count else 1
    blocks: list[Block] = []
    for first in range(0, len(years), size):
        part = years[first : first + size]
        if count > 1:
            blocks.append(plain("body", f"Từ năm {part[0].year} đến năm {part[-1].year}:"))
        blocks.append(_years_table(part, own, shown, style))
    return blocks


def _share_of(year: YearOfIndex, published: PublishedRow | None) -> Decimal | None:
    """What was published, else what the office's own set comes to."""
    return published.share if published is not None and published.share is not None else year.own


def _years_table(
    years: Sequence[YearOfIndex], own: Mapping[int, PublishedRow], shown: Mapping[int, str], style: HouseStyle
) -> Table:
    results = [own.get(year.year) for year in years]
    values = [_share_of(year, result) for year, result in zip(years, results, strict=True)]
    width = (style.page("landscape").body_width - _LABELS) / len(years)
    columns = (Column(_LABELS), *(Column(width, "center") for _year in years))
    told = [f"{shown[year.year]}%" if shown.get(year.year) else _per_cent(value)
            for year, value in zip(years, values, strict=True)]  # fmt: skip
    rows = []
    if any(value is not None for value in values):
        rows.append(_curve(years, results, values, told, columns, style))
    lines = (
        ("Tỷ lệ đạt", told),
        ("Kết quả", [_source(result, value) for result, value in zip(results, values, strict=True)]),
        ("Xếp hạng", [_rank(result) for result in results]),
        ("Xếp loại", [result.band if result is not None else "" for result in results]),
        ("Thấp nhất - cao nhất của các cơ quan", [_between(year) for year in years]),
        ("Mục tiêu", [_goals(year) for year in years]),
    )
    rows += [Row((cell(title), *map(cell, texts))) for title, texts in lines if any(texts)]
    rows = [replace(row, kind="field") for row in rows[:-1]] + rows[-1:]  # on one page
    header = Row((cell("Năm"), *(cell(str(year.year)) for year in years)), "header")
    return Table(columns, (header,), tuple(rows), "Các năm")


def _curve(
    years: Sequence[YearOfIndex],
    results: Sequence[PublishedRow | None],
    values: Sequence[Decimal | None],
    told: Sequence[str],
    columns: Sequence[Column],
    style: HouseStyle,
) -> Row:
    """The row of the curve: each year's dot over its column, full where it was published; grey from worst to best."""
    padding = style.table.padding_x_mm
    wide = sum(column.width for column in columns[1:]) - 2 * padding
    known = [value for value in (*values, *(one for year in years for one in (year.lowest, year.highest)))
             if value is not None]  # fmt: skip
    least = max(0, int(min(known) // _STEP * _STEP))
    most = max(ceil(max(known) / _STEP) * _STEP, least + _STEP)

    def down(value: Decimal | int) -> float:
        return _HIGH - _EDGE - (float(value) - least) / (most - least) * (_HIGH - 2 * _EDGE)

    across = [((place + 0.5) * columns[1].width - padding) / wide for place in range(len(years))]
    strokes = [Stroke(0, down(mark), 1, down(mark), 0.5, _MIDDLE) for mark in range(least, most + 1, _STEP)]
    strokes += [
        Stroke(x, down(year.lowest), x, down(year.highest), 14, _LIGHT)
        for x, year in zip(across, years, strict=True)
        if year.lowest is not None and year.highest is not None and year.lowest < year.highest
    ]
    dots = [(x, down(value), result) for x, value, result in zip(across, values, results, strict=True)
            if value is not None]  # fmt: skip
    strokes += [Stroke(a[0], a[1], b[0], b[1], 1.5) for a, b in pairwise(dots)]
    point = 1 / (wide * MM)
    for x, y, result in dots:
        strokes.append(Stroke(x - 3 * point, y, x + 3 * point, y, 6))
        if result is None or result.share is None:
            strokes.append(Stroke(x - 1.8 * point, y, x + 1.8 * point, y, 3.6, _PAPER))
    words = "; ".join(f"{year.year}: {text}" for year, text in zip(years, told, strict=True) if text)
    label = f"Các vạch ngang: từ {least}% đến {most}%, cách nhau {_STEP}%"
    return Row((cell(label), Cell(colspan=len(years), drawing=Drawing(_HIGH, tuple(strokes), words))))


def _goals(year: YearOfIndex) -> str:
    return "\n".join(f"{goal.words}{_MET[met]}" for goal, met in zip(year.goals, year.met, strict=True))


def _source(result: PublishedRow | None, value: Decimal | None) -> str:
    if value is None:
        return ""
    return "Công bố" if result is not None and result.share is not None else "Tự tính"


def _rank(result: PublishedRow | None) -> str:
    if result is None or result.rank is None:
        return ""
    return f"{result.rank}/{result.ranked}" if result.ranked else str(result.rank)


def _between(year: YearOfIndex) -> str:
    if year.lowest is None or year.highest is None or year.lowest == year.highest:
        return ""
    return f"{_per_cent(year.lowest)} - {_per_cent(year.highest)}"


def _per_cent(share: Decimal | None) -> str:
    return "" if share is None else f"{format_number(share, 2)}%"


def _points(value: Decimal | None) -> Cell:
    return Cell() if value is None else cell(format_points(value), number=value)


def _share(share: Decimal | None) -> Cell:
    return cell(_per_cent(share))
