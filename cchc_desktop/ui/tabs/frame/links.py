"""What else hangs on a task: criteria that it mends, the report item that tells of it, papers that assigned it."""

from dataclasses import dataclass
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.models.incoming_rows import IncomingRow
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.papers.incoming import incoming_of_task
from cchc_desktop.services.reporting.reports import current, read_report, read_reports
from cchc_desktop.services.scoring.indices import read_index, read_sets
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.formats import period_name, points


@dataclass(frozen=True)
class RelatedLink:
    """Words that lead to a row of another tab or to an incoming paper, and a note behind them."""

    icon: str
    words: str
    note: str
    tab: str
    guid: str


class FrameLinks:
    """Read once for all tasks when the first of them is shown; `forget` when scores or reports have changed."""

    def __init__(self, dossier: Dossier, year: int) -> None:
        self._dossier = dossier
        self._year = year
        self._criteria: dict[str, list[CriterionRow]] | None = None
        self._items: dict[str, RelatedLink] | None = None

    def forget(self) -> None:
        """Read again next time."""
        self._criteria = self._items = None

    def of(self, task: TaskRow) -> list[RelatedLink]:
        """The links of one task."""
        if self._criteria is None:
            self._criteria = self._read_criteria()
        if self._items is None:
            self._items = self._read_items()
        found = [_criterion_link(row) for row in self._criteria.get(task.guid, ())]
        item = self._items.get(task.field_code) if task.field_code else None
        came = [_incoming_link(row) for row in incoming_of_task(self._dossier, task.guid)]
        return came + found + ([item] if item else [])

    def _read_criteria(self) -> dict[str, list[CriterionRow]]:
        found: dict[str, list[CriterionRow]] = {}
        for guid, _code, _title in read_sets(self._dossier, self._year):
            for row in read_index(self._dossier, guid).criteria:
                for task_guid in row.task_guids:
                    found.setdefault(task_guid, []).append(row)
        return found

    def _read_items(self) -> dict[str, RelatedLink]:
        """By field the first item of the report at hand that tells of it."""
        report = current(read_reports(self._dossier, self._year))
        if report is None:
            return {}
        numbers: dict[str, str] = {}
        found: dict[str, RelatedLink] = {}
        for item in read_report(self._dossier, report.guid, figures=()).items:  # of which no link tells
            above = numbers.get(item.parent_guid or "", "")
            numbers[item.guid] = ".".join(part for part in (above, item.number) if part)
            if item.field_code and item.field_code not in found:
                name = period_name(Period.parse(report.period))
                words = _("Report {period}, item {number}").format(period=name, number=numbers[item.guid])
                found[item.field_code] = RelatedLink("report", words, "", "report", item.guid)
        return found


def _incoming_link(row: IncomingRow) -> RelatedLink:
    facts = row.facts
    words = _("Incoming paper {number}").format(number=facts.number or facts.arrival_number)
    return RelatedLink("mail-down", words, facts.issuer, "incoming", row.guid)


def _criterion_link(row: CriterionRow) -> RelatedLink:
    lost = row.max_points - row.self_score if row.self_score is not None else Decimal(0)
    note = _("loses {points} points").format(points=points(lost)) if lost > 0 else ""
    return RelatedLink("chart-bar", _("Criterion {code}").format(code=row.code), note, "index", row.guid)
