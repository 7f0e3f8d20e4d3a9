"""Phụ lục số liệu: the figures of a period as an appendix of the report, and alone as a sheet to fill in."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Cell, Document, PageRun, Paragraph, Row, Run, Table, TitleBlock, cell
from cchc_desktop.documents.text_parts import plain
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.numbers import NO_BREAK_SPACE, common_places, format_figure
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.sentences import ESTIMATE, inner, value_words

_HEADINGS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Kỳ trước", "Ghi chú")
_ALIGNMENTS = ("center", "left", "center", "right", "right", "left")
NO_PLACES: Mapping[str, int] = {}
_OF_FORM = re.compile(r"B\d+\.([\d.]+)")


def figures_part(
    paper: PaperRow,
    period_title: str,
    figures: Sequence[FigureRow],
    office: OfficeRow,
    style: HouseStyle,
    number: str = "Phụ lục",
) -> PageRun:
    """The appendix of a report; `number` is "Phụ lục II" where it has several."""
    lines = (
        Paragraph("appendix_number", (Run(number),)),
        plain("appendix_title", _title(period_title)),
        plain("attachment", paper_parts.attachment_line(paper, office)),
    )
    return PageRun("portrait", (TitleBlock(lines, f"{number}: Số liệu"), figures_table(figures, style)))


def compose_figures(period_title: str, figures: Sequence[FigureRow], office: OfficeRow, style: HouseStyle) -> Document:
    """The figures alone, without the report they belong to."""
    title = TitleBlock((plain("appendix_title", _title(period_title)),), "Số liệu")
    part = PageRun("portrait", (title, figures_table(figures, style)))
    return Document(f"Số liệu cải cách hành chính {period_title}", full_name(office.name), (part,))


def _title(period_title: str) -> str:
    return f"SỐ LIỆU CẢI CÁCH HÀNH CHÍNH {period_title.upper()}"


def quoted(figure: FigureRow, places: Mapping[str, int] = NO_PLACES) -> str:
    """A figure's value as a text quotes it: "ước 4.512", "96,67%"; "" when it has none; `places` by `places_of`."""
    if figure.value is None:
        return ""
    answer = figure.choices.of(figure.value)
    if answer is not None:
        return f"{ESTIMATE} {inner(answer)}" if figure.estimated else inner(answer)
    return value_words(figure.value, figure.unit, figure.estimated, places.get(figure.unit, 0))


def quoted_values(figures: Sequence[FigureRow]) -> dict[str, str]:
    """By code: each figure's value as a text quotes it."""
    places = places_of(figures)
    return {figure.code: quoted(figure, places) for figure in figures}


def figures_table(figures: Sequence[FigureRow], style: HouseStyle) -> Table:
    """The lines under their groups."""
    rows: list[Row] = []
    places = places_of(figures)
    groups = 0
    group = None
    for number, figure in enumerate(figures, start=1):
        if figure.group != group:
            group = figure.group
            groups += 1
            title = cell(without_numeral(group).upper(), colspan=len(_HEADINGS) - 1)
            rows.append(Row((cell(to_roman(groups), align="center"), title), "group"))
        rows.append(_figure_row(line_number(figure.code, number), figure, places.get(figure.unit, 0)))
    header = Row(tuple(cell(heading) for heading in _HEADINGS), "header")
    columns = columns_for(style.figures_columns_mm, _ALIGNMENTS, rows, style)
    return Table(columns, (header,), tuple(rows), "Số liệu")


def without_numeral(group: str) -> str:
    """The name of a group without the Roman numeral that the appendix counts by itself."""
    head, dot, rest = group.partition(". ")
    return rest if dot and head and set(head) <= set("IVX") else group


def line_number(code: str, place: int) -> str:
    """The number of a line in the form it is of ("B3.1.4" is line 1.4 of form 3), else its place."""
    found = _OF_FORM.fullmatch(code)
    return found[1] if found else str(place)


def places_of(figures: Sequence[FigureRow]) -> dict[str, int]:
    """By unit: how many decimals its figures have, so that those of one unit are alike in table and text."""
    told = (figure for figure in figures if not figure.choices)
    return common_places((figure.unit, value) for figure in told for value in (figure.value, figure.previous))


def _figure_row(number: str, figure: FigureRow, places: int) -> Row:
    cells = (
        cell(number),
        cell(figure.name),
        cell(figure.unit),
        _value(figure, figure.value, places, estimated=figure.estimated),
        _value(figure, figure.previous, places),
        cell(figure.note),
    )
    return Row(cells, "row", figure.guid)


def _value(figure: FigureRow, value: Decimal | None, places: int, *, estimated: bool = False) -> Cell:
    if value is None:
        return Cell()
    answer = figure.choices.of(value)
    if answer is not None and not figure.choices.coded:
        return cell(answer)
    text = format_figure(value, figure.unit, places)
    return cell(f"{text}{NO_BREAK_SPACE}({ESTIMATE})" if estimated else text, number=value)
