"""Where work goes on in the report tab, and where something stands in the reports."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.statuses import ItemStatus, ReportStatus
from cchc_desktop.services.reporting.reports import read_report, read_reports
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.table_models.outline import CLOSED, parents_of


def first_period(reports: Sequence[ReportRow], year: int, today: date) -> Period:
    """The first report that is begun and not sent, else the next period without a report."""
    begun = next((row for row in reports if row.status != ReportStatus.SENT), None)
    if begun is not None:
        return Period.parse(begun.period)
    sent = {row.period for row in reports}
    free = [period for kind in PERIOD_KINDS if str(period := Period(year, kind)) not in sent]
    coming = [period for period in free if period.figures_to >= today]
    return next(iter(coming or free), Period(year, PERIOD_KINDS[-1]))


def first_open(items: Sequence[ReportItemRow]) -> ReportItemRow | None:
    """The first item without items below that is being written, else the first that is empty, else the first."""
    parents = parents_of(items)
    leaves = [row for row in items if row.guid not in parents]
    for status in (ItemStatus.DRAFT, ItemStatus.EMPTY):
        found = next((row for row in leaves if row.status == status), None)
        if found is not None:
            return found
    return next(iter(items), None)


def report_with(dossier: Dossier, years: Iterable[int], guid: str) -> ReportRow | None:
    """The report that has this guid, or whose paper or one of whose items has it."""
    for row in (row for year in years for row in read_reports(dossier, year)):
        if guid in (row.guid, row.paper_guid):
            return row
        if any(item.guid == guid for item in read_report(dossier, row.guid, figures=()).items):
            return row
    return None


def rewritten(view: ReportView, change: Change) -> ReportView | None:
    """The report after a change of its items alone, without reading; None where more was changed.

    Leaving an item that was typed in is such a change, and happens with every step through the outline.
    """
    told = {entry.guid: entry for entry in change.entries if entry.table == "report_item"}
    known = {item.guid for item in view.items}
    if not change.tables <= {"report_item", "report_statement"} or not told.keys() <= known:
        return None
    after = {guid: entry.after for guid, entry in told.items() if entry.before is not None and entry.after is not None}
    if len(after) != len(told):
        return None
    names = ("revision", "text", "status", "reason")
    items = tuple(
        replace(item, **{name: row[name] for name in names}) if (row := after.get(item.guid)) else item
        for item in view.items
    )
    counted = [item for item in items if not item.optional or item.status != ItemStatus.EMPTY]
    done = sum(item.status in CLOSED for item in counted)
    return replace(view, report=replace(view.report, items_done=done, items_total=len(counted)), items=items)
