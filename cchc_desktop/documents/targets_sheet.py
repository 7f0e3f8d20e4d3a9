"""Chỉ tiêu qua các năm: what is planned and reached of each target by year, alone or as an appendix of a paper."""

from collections.abc import Sequence

from cchc_desktop import clock
from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Cell, Document, PageRun, Paragraph, Row, Run, Table, TitleBlock, cell
from cchc_desktop.documents.text_parts import fixed, in_cell, plain
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import TargetRow, YearPaperView
from cchc_desktop.models.target_rows import TargetYear, goal_text, target_years, whole_standing, years_of
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.targets import Standing, actual_words, goal_words

STANDINGS = {
    Standing.UNKNOWN: "",
    Standing.MET: "Đạt",
    Standing.ON_COURSE: "Có khả năng đạt",
    Standing.MISSED: "Không đạt",
}
_BY_FORECAST = "Khó đạt"  # while the last year goes on
_WIDE = 2  # years up to which the pages are upright
_NUMBER, _NAME, _GOAL, _YEAR, _STANDING = 5, 24, 12, 9, 12  # shares of the width
_MERGED = Cell(merge_above=True)


def compose_targets(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> Document:
    """The table alone; it is not signed."""
    what = f"{PaperKind(view.paper.kind).word} {' '.join(view.paper.subject.split())}"
    years = _years(view)
    lines = (Paragraph("kind", (Run("BẢNG CHỈ TIÊU"),)), plain("subject", f"{what}"))
    blocks = (
        paper_parts.letterhead(office),
        TitleBlock(lines, "Bảng chỉ tiêu", view.plan.guid),
        targets_table(view.targets, years, style),
    )
    return Document(f"Bảng chỉ tiêu {what}", full_name(office.name), (PageRun(targets_page(years), blocks),))


def targets_part(view: YearPaperView, office: OfficeRow, style: HouseStyle, number: str) -> PageRun:
    """The pages of the table as an appendix of the paper."""
    years = _years(view)
    title = appendix_title(view.decision or view.paper, office, number, years)
    return PageRun(targets_page(years), (title, targets_table(view.targets, years, style)))


def appendix_title(paper: PaperRow, office: OfficeRow, number: str, years: Sequence[int]) -> TitleBlock:
    """What stands above the table where it goes along with a paper."""
    lines = (
        Paragraph("appendix_number", (Run(number),)),
        plain("appendix_title", "CHỈ TIÊU QUA CÁC NĂM" if len(years) > 1 else f"CHỈ TIÊU NĂM {years[0]}"),
        plain("attachment", paper_parts.attachment_line(paper, office)),
    )
    return TitleBlock(lines, f"{number}: Chỉ tiêu")


def targets_table(targets: Sequence[TargetRow], years: Sequence[int], style: HouseStyle) -> Table:
    """The table: the goal, then planned and reached of each year, then how the target stands."""
    this_year = clock.today().year
    rows = tuple(_row(place, row, years, this_year) for place, row in enumerate(targets, start=1))
    shares = [_NUMBER, _NAME, _GOAL, *(share for _year in years for share in (_YEAR, _YEAR)), _STANDING]
    unit = style.page(targets_page(years)).body_width / sum(shares)
    aligns = ("center", "left", "center", *("center" for _year in years for _part in range(2)), "center")
    columns = columns_for([share * unit for share in shares], aligns, rows, style)
    return Table(columns, _header(years), rows, "Chỉ tiêu")


def standing_words(told: Standing, over: bool) -> str:
    """How a target stands, as it is printed."""
    return _BY_FORECAST if told is Standing.MISSED and not over else STANDINGS[told]


def _years(view: YearPaperView) -> tuple[int, ...]:
    titles = (section.title for section in view.sections)
    return years_of(view.paper.subject, titles, view.plan.year, view.targets)


def targets_page(years: Sequence[int]) -> str:
    """How the pages of the table stand."""
    return "portrait" if len(years) <= _WIDE else "landscape"


def _header(years: Sequence[int]) -> tuple[Row, ...]:
    named = (cell(f"Năm {year}", colspan=2) for year in years)
    upper = (cell("TT"), cell("Chỉ tiêu"), cell("Mức phấn đấu"), *named, cell("Đánh giá"))
    parts = (cell(words) for _year in years for words in ("Kế hoạch", "Thực hiện"))
    return Row(upper, "header"), Row((_MERGED, _MERGED, _MERGED, *parts, _MERGED), "header")


def _row(place: int, row: TargetRow, years: Sequence[int], this_year: int) -> Row:
    told = whole_standing(row, years, this_year)
    cells = (
        cell(str(place)),
        cell(in_cell(row.text)),
        cell(fixed(goal_text(row))),
        *(one for year in target_years(row, years, this_year) for one in _of_year(year, row.unit)),
        cell(standing_words(told, years[-1] < this_year)),
    )
    return Row(cells, "row", row.guid)


def _of_year(one: TargetYear, unit: str) -> tuple[Cell, Cell]:
    value = one.value
    planned = goal_words(one.goal) if value is not None and value.planned is not None else ""
    reached = actual_words(value.actual, value.forecast, unit) if value is not None else ""
    return cell(fixed(planned)), cell(fixed(reached.replace("; ", "\n")))
