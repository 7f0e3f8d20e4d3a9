"""A report as a whole and its headings, as plain frozen rows; texts in the light markup of `rules.markup`."""

from dataclasses import dataclass

from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.statuses import ItemStatus


@dataclass(frozen=True)
class ReportItemRow:
    """One heading of a report: guidance from the outline, text and status of the office."""

    guid: str
    revision: int
    outline_item_guid: str
    parent_guid: str | None  # of the parent report item
    level: int
    number: str  # "II", "1", "3.2", "a"
    title: str
    guidance: str
    field_code: str
    text: str  # markup
    status: ItemStatus
    reason: str = ""
    optional: bool = False  # neither missed nor printed while it is empty


@dataclass(frozen=True)
class ReportView:
    """A whole report, ready to be composed."""

    report: ReportRow
    paper: PaperRow
    items: tuple[ReportItemRow, ...]
    figures: tuple[FigureRow, ...]
