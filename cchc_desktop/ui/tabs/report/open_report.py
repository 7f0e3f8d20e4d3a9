"""The report tab as those who fill its panes know it; `ReportTab` puts them together."""

from collections.abc import Sequence
from dataclasses import replace

from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.ui.replacing import Replacing
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.report.item import ReportItemPane
from cchc_desktop.ui.tabs.report.side import ReportMiddle, ReportSide
from cchc_desktop.ui.text_checking import TextChecking
from cchc_desktop.ui.workspace import Workspace


class OpenReport(Tab):
    """The period and its report, the panes in which it is shown, and the ways to a place in it."""

    replacing: Replacing

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._reports: tuple[ReportRow, ...] = ()
        self._view: ReportView | None = None
        self._period = Period(workspace.year, PERIOD_KINDS[0])
        self.item_pane = ReportItemPane(workspace, self.when_seen)
        self.side = ReportSide()
        self.middle = ReportMiddle(self.item_pane, self.side)
        self.checking = TextChecking(self, self.item_pane.editor, self._item_texts, lambda guid: self.choose(guid))

    @property
    def view(self) -> ReportView | None:
        """The report that is open, as it is kept; None when the period has none yet."""
        return self._view

    @property
    def reports(self) -> tuple[ReportRow, ...]:
        """The reports of the year that are begun."""
        return self._reports

    @property
    def period(self) -> Period:
        """The period that is open."""
        return self._period

    @property
    def item(self) -> ReportItemRow | None:
        """The item that is edited."""
        return self.item_pane.item

    def _item_texts(self) -> Sequence[tuple[str, str]]:
        return [(item.guid, item.text) for item in self._view.items] if self._view else ()

    def view_as_typed(self) -> ReportView | None:
        """The report with what is being typed."""
        typed = self.item_pane.as_typed()
        if self._view is None or typed is None:
            return self._view
        return replace(self._view, items=tuple(typed if row.guid == typed.guid else row for row in self._view.items))

    def open_period(self, period: Period) -> None:
        """Open another period of the year; what was typed is written."""

    def choose(self, guid: str) -> None:
        """Edit another item; what was typed in the one before is written."""

    def step(self, by: int) -> None:
        """The next or the previous item."""

    def open_figures(self, guid: str = "") -> None:
        """Open the appendix, at a figure where one is given."""

    def show_page(self, page: int) -> None:
        """Bring a page of the right pane up."""

    def show_findings(self, found: Sequence[Finding]) -> None:
        """What is open before the report goes."""
