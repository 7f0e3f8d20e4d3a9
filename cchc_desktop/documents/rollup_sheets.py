"""Bảng tổng hợp của nhiều cơ quan: who sent what in time, progress by field and office, the figures of a period."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_desktop.documents.figures_appendix import line_number, without_numeral
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, Cell, Document, Row, cell
from cchc_desktop.documents.rollup_parts import count, per_cent, sheet
from cchc_desktop.documents.ruled_tables import LANDSCAPE, PORTRAIT, ruled
from cchc_desktop.documents.text_parts import in_cell, plain
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.rollup_rows import (
    FigureDoubt,
    FigureSum,
    FigureTable,
    ProgressTable,
    TaskCounts,
    TimelinessSheet,
)
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.numbers import common_places, format_figure, format_number
from cchc_desktop.rules.periods import Period

_COUNTS = (
    "Tổng số",
    "Đã hoàn thành",
    "Trong đó đúng hạn",
    "Đang thực hiện",
    "Quá hạn",
    "Chưa bắt đầu",
    "Không thực hiện",
)
_FIGURES = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Kỳ trước", "Số đơn vị", "Ghi chú")
_HOW = {"weighted": "Tính từ tử số và mẫu số của các đơn vị", "mean": "Bình quân giản đơn của các đơn vị"}
_MOST_NAMED = 40


def compose_timeliness(view: TimelinessSheet, office: OfficeRow, style: HouseStyle) -> Document:
    """Offices by expected papers, each cell in words."""
    headings = ("STT", "Đơn vị", *view.papers, "Đúng hạn", "Trễ hạn", "Còn thiếu")
    rows = [
        Row(
            (
                cell(str(place)),
                cell(one.name),
                *map(cell, one.cells),
                count(one.on_time),
                count(one.late),
                count(one.missing),
            )
        )
        for place, one in enumerate(view.lines, start=1)
    ]
    for words, place in (("Đúng hạn", 0), ("Trễ hạn", 1), ("Còn thiếu", 2)):
        numbers = [one[place] for one in view.totals]
        sums = [Cell()] * 3
        sums[place] = count(sum(numbers))
        rows.append(Row((Cell(), cell(words), *map(count, numbers), *sums), "total"))
    shares = (5, 20, *(10,) * len(view.papers), 7, 7, 7)
    aligns = ("center", "left", *("center",) * (len(view.papers) + 3))
    table = ruled("Thời hạn", headings, shares, aligns, rows, style, LANDSCAPE)
    said = [f"Tính đến ngày {format_date(view.as_of)}, có {format_number(len(view.lines))} đơn vị phải gửi văn bản."]
    return sheet(
        "BẢNG THEO DÕI THỜI HẠN", f"Gửi văn bản cải cách hành chính năm {view.year}", said, [table], office, LANDSCAPE
    )


def compose_progress(view: ProgressTable, office: OfficeRow, style: HouseStyle) -> Document:
    """Progress by field, then by office."""
    said = [_progress_words(view)]
    if view.missing:
        said.append(f"Chưa gửi kế hoạch: {_named(view.missing)}.")
    blocks: list[Block] = [
        plain("table_result", "1. Theo lĩnh vực"),
        _counts_table("Theo lĩnh vực", "Lĩnh vực", [(one.name, one.counts) for one in view.fields], view.whole, style),
        plain("table_result", "2. Theo đơn vị"),
        _counts_table("Theo đơn vị", "Đơn vị", [(one.name, one.counts) for one in view.offices], view.whole, style),
    ]
    subject = f"Thực hiện kế hoạch cải cách hành chính năm {view.year}\ncủa các đơn vị"
    return sheet("TỔNG HỢP TIẾN ĐỘ", subject, said, blocks, office, LANDSCAPE)


def _progress_words(view: ProgressTable) -> str:
    whole = view.whole
    words = f"Tính đến ngày {format_date(view.as_of)}, {format_number(len(view.offices))} đơn vị có kế hoạch"
    words += f" với {format_number(whole.total)} nhiệm vụ; đã hoàn thành {format_number(whole.done)}"
    words += f", đang thực hiện {format_number(whole.in_progress)}, quá hạn {format_number(whole.late)}"
    return f"{words}, chưa bắt đầu {format_number(whole.not_started)}."


def _counts_table(
    name: str, heading: str, lines: Sequence[tuple[str, TaskCounts]], whole: TaskCounts, style: HouseStyle
) -> Block:
    headings = ("STT", heading, *_COUNTS, "Tỷ lệ hoàn thành", "Tỷ lệ đúng hạn")
    rows = [Row((cell(str(n)), cell(in_cell(words)), *_cells(one))) for n, (words, one) in enumerate(lines, start=1)]
    rows.append(Row((Cell(), cell("TỔNG CỘNG"), *_cells(whole)), "total"))
    shares = (5, 34, 8, 9, 9, 9, 8, 8, 9, 10, 10)
    return ruled(name, headings, shares, ("center", "left", *("center",) * 9), rows, style, LANDSCAPE)


def _cells(one: TaskCounts) -> Iterator[Cell]:
    yield from map(count, (one.total, one.done, one.on_time, one.in_progress, one.late, one.not_started, one.set_aside))
    yield per_cent(one.done_share)
    yield per_cent(one.on_time_share)


def compose_figures(view: FigureTable, doubts: Sequence[FigureDoubt], office: OfficeRow, style: HouseStyle) -> Document:
    """The figures added up, then what is to be looked at."""
    period = Period.parse(view.period)
    said = [
        f"Tổng hợp từ báo cáo {period.title} của {format_number(view.reports)}/{format_number(view.awaited)} đơn vị."
    ]
    if view.missing:
        said.append(f"Chưa có báo cáo: {_named(view.missing)}.")
    blocks: list[Block] = [_figures_table(view.lines, style)]
    if doubts:
        blocks += [plain("table_result", "Số liệu cần kiểm tra lại"), _doubts_table(doubts, style)]
    subject = f"Cải cách hành chính {period.title} của các đơn vị"
    return sheet("TỔNG HỢP SỐ LIỆU", subject, said, blocks, office, PORTRAIT)


def _figures_table(lines: Sequence[FigureSum], style: HouseStyle) -> Block:
    told = [one for one in lines if not one.choices]
    places = common_places((one.unit, value) for one in told for value in (one.value, one.previous))
    rows: list[Row] = []
    group, groups = None, 0
    for number, one in enumerate(lines, start=1):
        if one.group != group:
            group, groups = one.group, groups + 1
            title = cell(without_numeral(group).upper(), colspan=len(_FIGURES) - 1)
            rows.append(Row((cell(to_roman(groups), align="center"), title), "group"))
        rows.append(_figure_row(number, one, places.get(one.unit, 0)))
    aligns = ("center", "left", "center", "right", "right", "center", "left")
    return ruled("Số liệu", _FIGURES, (10, 52, 18, 21, 21, 12, 31), aligns, rows, style)


def _figure_row(number: int, one: FigureSum, places: int) -> Row:
    numbers = [_value(one, value, places) for value in (one.value, one.previous)]
    if one.how == "answers":
        numbers[0] = cell("\n".join(f"{words}: {format_number(many)}" for words, many in one.answers))
    notes = [_HOW[one.how]] if one.how in _HOW and one.value is not None else []
    notes += [f"{format_number(one.estimated)} đơn vị ước thực hiện"] if one.estimated else []
    notes += [
        f"Không cộng {format_number(other.offices)} đơn vị ghi “{other.unit}”: {_named(other.names, other.offices)}"
        for other in one.others
    ]
    given = Cell() if not one.how else count(one.given)
    return Row(
        (cell(line_number(one.code, number)), cell(one.name), cell(one.unit), *numbers, given, cell("; ".join(notes)))
    )


def _value(one: FigureSum, value: Decimal | None, places: int) -> Cell:
    return Cell() if value is None else cell(format_figure(value, one.unit, places), number=value)


def _doubts_table(doubts: Sequence[FigureDoubt], style: HouseStyle) -> Block:
    rows = [
        Row((cell(str(place)), cell(one.office), cell(one.code), cell(in_cell(f"{one.name}: {one.sentence}"))))
        for place, one in enumerate(doubts, start=1)
    ]
    headings, aligns = ("STT", "Đơn vị", "Mã", "Nội dung"), ("center", "left", "center", "left")
    return ruled("Cần kiểm tra", headings, (10, 40, 15, 100), aligns, rows, style)


def _named(names: Sequence[str], many: int = 0) -> str:
    """Names, of more than a page holds the first ones with how many others there are."""
    shown = names[:_MOST_NAMED]
    rest = max(many, len(names)) - len(shown)
    return "; ".join(shown) + (f" và {format_number(rest)} đơn vị khác" if rest > 0 else "")
