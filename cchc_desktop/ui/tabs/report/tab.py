"""The report tab: four periods, the outline, the text of an item, and what is known about it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.composing import signed_report
from cchc_desktop.services.reporting.drafting import write_drafts
from cchc_desktop.services.reporting.duties import owed_days, read_duties
from cchc_desktop.services.reporting.reports import create_report, read_report, read_reports
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.found_words import select_found
from cchc_desktop.ui.issuing import show_strip, strip_for
from cchc_desktop.ui.table_models.outline import Finding, item_name, parents_of
from cchc_desktop.ui.tabs.report.actions import ReportActions
from cchc_desktop.ui.tabs.report.empty import no_report_yet
from cchc_desktop.ui.tabs.report.knowledge import ReportKnowledge
from cchc_desktop.ui.tabs.report.links import ReportLeads
from cchc_desktop.ui.tabs.report.open_report import OpenReport
from cchc_desktop.ui.tabs.report.outline import ReportOutline
from cchc_desktop.ui.tabs.report.parts import ReportParts
from cchc_desktop.ui.tabs.report.periods import PeriodRow
from cchc_desktop.ui.tabs.report.places import first_open, first_period, report_with, rewritten
from cchc_desktop.ui.tabs.report.replacing import report_replacing
from cchc_desktop.ui.widgets.empty_state import EmptyState
from cchc_desktop.ui.widgets.kept_text import LeftText
from cchc_desktop.ui.widgets.preview.page_preview import PAUSE
from cchc_desktop.ui.widgets.toolbar import NARROW, Toolbar
from cchc_desktop.ui.workspace import Workspace


class ReportTab(OpenReport):
    """Assembles the panes; `ReportActions` holds what the toolbar does."""

    name = "report"
    icon_name = "report"
    chapter = 5

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._owed: dict[str, date] = {}
        self._last_items: dict[str, str] = {}  # period -> the item that was edited last
        self.replacing = report_replacing(self)
        self.parts = ReportParts(self)
        self.knowledge = ReportKnowledge(self, self.parts)
        self.actions_of_report = ReportActions(self, self.knowledge, self.parts)
        self.periods = PeriodRow()
        self.outline = ReportOutline()
        self.issued = strip_for(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._left: LeftText | None = None  # of the item before, until the one that is chosen was painted
        self._write_soon = QTimer(self, singleShot=True, interval=0)
        self._write_soon.timeout.connect(self._write_left)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return _("Report")

    def _lay_out(self) -> None:
        self.toolbar = Toolbar(self)
        self.actions_of_report.fill(self.toolbar)
        self._splitter = QSplitter()
        self._splitter.setObjectName("report")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for pane in (self.outline, self.middle, self.side):
            self._splitter.addWidget(pane)
        self._splitter.setSizes([theme.px(size) for size in (258, 746, 362)])
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setStretchFactor(2, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self.empty: EmptyState | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.periods)
        column.addWidget(self.issued)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        """All signals of the tab, on one page."""
        self.periods.chosen.connect(self.open_period)
        self.periods.send_wanted.connect(self.actions_of_report.finish)
        self.issued.issue_wanted.connect(self.actions_of_report.issue_paper)
        self.outline.item_chosen.connect(self.choose)
        self.outline.figures_wanted.connect(self.open_figures)
        self.item_pane.edited.connect(self._pause.start)
        self.item_pane.draft_wanted.connect(self.draft_from_results)
        self.item_pane.sent.reopen_wanted.connect(self.actions_of_report.open_again)
        self._pause.timeout.connect(self._show_pages)
        self.side.units.dialog_wanted.connect(self.actions_of_report.show_parts)
        self.leads = ReportLeads(self, self.actions_of_report)

    # What is open

    def reload(self) -> None:
        self._read_reports()
        self.knowledge.forget()
        self.parts.forget()
        self.actions_of_report.appendices.forget()
        if self._period.year != self.workspace.year or self._view is None:
            self._period = first_period(self._reports, self.workspace.year, self.today)
        self._show_period()

    def rows_changed(self, change: Change) -> None:
        self.knowledge.note(change)
        self.parts.note(change)
        self.actions_of_report.appendices.note(change)
        if not self._rewrite(change):
            open_now = self._view.report.guid if self._view else ""
            self._read_reports()
            row = self._report()
            if row is None or row.guid != open_now:
                self._show_period()
                return
            self._read_view(row, change)
        item = self._item(self.item.guid) if self.item else None
        if item is None:
            self._show_period()
            return
        self.item_pane.show_report(self._report(), self._figures())
        self.item_pane.refresh(item, item.guid in parents_of(self._items()))
        self._show_outline()
        self.knowledge.soon(changed=True)
        self._pause.start()

    def open_period(self, period: Period) -> None:
        """Open another period of the year; what was typed is written."""
        self.commit_editing()
        self._period = period
        self._read_reports()
        self._show_period()

    def choose(self, guid: str) -> None:
        """Edit another item; what was typed in the one before is written."""
        if self.item is not None and self.item.guid == guid:
            self.middle.show_editor()
            return
        self._write_left()
        left, item = self.item_pane.leave(), self._item(guid)
        if left is not None:
            self._left = left
            self._write_soon.start()  # once the next item has been painted
        if item is None:
            return
        self._last_items[str(self._period)] = guid
        self.item_pane.show_item(item, guid in parents_of(self._items()))
        self.middle.show_editor()
        self.outline.tree.choose(guid)
        self.knowledge.soon()
        self.side.preview.mark(guid)
        self.workspace.say(_("Item {item}. Alt+Down: next item").format(item=item_name(item)))

    def step(self, by: int) -> None:
        """The next or the previous item."""
        guids = [row.guid for row in self._items()]
        if self.item is not None and self.item.guid in guids:
            place = guids.index(self.item.guid) + by
            if 0 <= place < len(guids):
                self.choose(guids[place])

    def draft_from_results(self) -> None:
        """Draft the item: below what was written, in place of an earlier draft that nobody edited."""
        self.commit_editing()
        if self._view is None or self.item is None:
            return
        report, items = self._view.report.guid, (self.item.guid,)
        change = self.workspace.run(write_drafts, report_guid=report, today=self.today, items=items)
        if change is not None and not change:
            self.workspace.say(_("There is no result or figure of this item that the text does not have yet."))
        self.middle.show_editor()

    def open_figures(self, guid: str = "") -> None:
        """Open the appendix, at a figure where one is given."""
        from cchc_desktop.ui.dialogs.figures_dialog import FiguresDialog

        if self._view is None:
            return
        self.commit_editing()
        there = (made for made in self.findChildren(FiguresDialog) if made.isVisible() and made.period == self._period)
        dialog = next(there, None) or FiguresDialog(self.workspace, self._period, self)
        dialog.to_front()
        if guid:
            dialog.show_figure(guid)

    def show_page(self, page: int) -> None:
        """Bring a page of the right pane up."""
        self.middle.show_page(page)

    def _write_left(self) -> None:
        """Write the text of the item that was left last; where it is refused that item comes back, with its text."""
        self._write_soon.stop()
        left, self._left = self._left, None
        if left is not None and not self.item_pane.write_left(left) and self._item(left.guid) is not None:
            self.choose(left.guid)

    def commit_editing(self) -> None:
        self._write_left()
        if self.item_pane.commit() and (written := self.item) is not None and self._item(written.guid) != written:
            self._refresh_view()

    def show_guid(self, guid: str) -> None:
        dossier = self.workspace.dossier
        if dossier is None:
            return
        years = sorted(self.workspace.years, key=lambda year: (year != self.workspace.year, -year))
        row = report_with(dossier, years, guid)
        if row is not None:
            self.workspace.set_year(row.year)
            self.open_period(Period.parse(row.period))
            if self._item(guid) is not None:
                self.choose(guid)
            return
        owed = next((duty for year in years for duty in read_duties(dossier, year) if duty.guid == guid), None)
        if owed is not None:  # a report that is not begun
            self.workspace.set_year(owed.year)
            self.open_period(Period.parse(owed.period))
        elif self._view is not None and any(figure.guid == guid for figure in self._view.figures):
            self.open_figures(guid)

    def show_found(self, guid: str, query: str, part_guid: str) -> None:
        self.show_guid(guid)
        if self._item(guid) is not None:
            self.middle.show_editor()
            select_found(self.item_pane.editor, query)

    def show_step(self, change: Change) -> None:
        touched = {str(values["report_guid"]) for values in change.rows("report_item", "contribution")} | change.guids
        row = next((row for row in self._reports if row.guid in touched), None)
        if row is not None and row.period != str(self._period):
            self.open_period(Period.parse(row.period))

    def work_place(self, left: QWidget | None) -> QWidget:
        in_outline = left is not None and self.outline.isAncestorOf(left)
        return self.outline.tree if in_outline else self.item_pane.editor

    def cycle_focus(self) -> None:
        stops: list[QWidget] = [self.outline.tree, self.item_pane.editor]
        if not self.middle.narrow:
            stops.append(self.side.first_field())
        focus = self.focusWidget()
        now = next((n for n, stop in enumerate(stops) if stop is focus or stop.isAncestorOf(focus)), -1)
        chosen = stops[(now + 1) % len(stops)]
        if chosen is self.item_pane.editor:
            self.middle.show_editor()
        chosen.setFocus()

    def begin_search(self) -> bool:
        if self.view is not None:
            self.item_pane.find_bar.open()
        return self.view is not None

    def print_pages(self) -> bool:
        return self.actions_of_report.print_pages()

    def menu_actions(self) -> list[QAction | None]:
        return self.actions_of_report.menu()

    # Reading

    def _items(self) -> tuple[ReportItemRow, ...]:
        return self._view.items if self._view else ()

    def _figures(self) -> tuple[FigureRow, ...]:
        return self._view.figures if self._view else ()

    def _item(self, guid: str) -> ReportItemRow | None:
        return next((row for row in self._items() if row.guid == guid), None)

    def _report(self) -> ReportRow | None:
        return next((row for row in self._reports if row.period == str(self._period)), None)

    def _read_reports(self) -> None:
        dossier = self.workspace.dossier
        self._reports = read_reports(dossier, self.workspace.year) if dossier else ()
        self._owed = owed_days(dossier, self.workspace.year) if dossier else {}

    def _read_view(self, row: ReportRow, change: Change | None = None) -> None:
        """Read the report; its figures only where the change touched them."""
        assert self.workspace.dossier is not None
        same = change is not None and not change.touches("figure", "figure_value") and self._view is not None
        figures = self._view.figures if same and self._view is not None else None
        self._view = read_report(self.workspace.dossier, row.guid, figures)

    def _rewrite(self, change: Change) -> bool:
        """Take a change of the items of the open report without reading; whether that was all of it."""
        view = rewritten(self._view, change) if self._view is not None else None
        if view is None:
            return False
        self._view = view
        self._reports = tuple(view.report if row.guid == view.report.guid else row for row in self._reports)
        return True

    def _refresh_view(self) -> None:
        """Read the report again after a commit, which may come while the tab is not the one that is told."""
        row = self._report()
        if row is not None and self._view is not None and self.workspace.dossier is not None:
            self._read_view(row)

    # Showing

    def _show_period(self) -> None:
        """Show the report of the period, or how to begin it."""
        row = self._report()
        self._view = None
        if row is not None:
            self._read_view(row)
        items = self._items()
        self._show_empty(row is None)
        chosen = self._item(self._last_items.get(str(self._period), "")) or first_open(items)
        self.item_pane.show_report(row, self._figures())
        self.item_pane.show_item(chosen, chosen is not None and chosen.guid in parents_of(items))
        self._show_outline()
        self.knowledge.soon(changed=True)
        self._show_pages()
        if chosen is not None:
            self.side.preview.mark(chosen.guid, show=False)
        self.actions_of_report.refresh()

    def _show_empty(self, empty: bool) -> None:
        if self.empty is not None:
            self._pages.removeWidget(self.empty)
            self.empty.deleteLater()
            self.empty = None
        if empty:
            self.empty = no_report_yet(self._period, self.begin_report, not self.workspace.year_read_only)
            self._pages.addWidget(self.empty)
        self._pages.setCurrentIndex(1 if empty else 0)

    def begin_report(self) -> None:
        """Begin the report of the period that is open."""
        self.workspace.run(create_report, period=str(self._period))
        self.open_period(self._period)

    def _show_outline(self) -> None:
        view = self._view
        writable = not self.workspace.year_read_only
        self.periods.show_year(self.workspace.year, self._reports, self._owed, self._period, self.today)
        figures = self._figures()
        self.periods.show_report(view.report if view else None, figures, self._period, writable)
        self.outline.show_items(self._items(), self.item.guid if self.item else "", figures)
        self.actions_of_report.refresh()

    def show_findings(self, found: Sequence[Finding]) -> None:
        """What is open before the report goes."""
        self.side.check.show_findings(found)
        self.side.show_count(len(found))

    def _show_pages(self) -> None:
        """Lay out what is typed at this moment; nothing is done while the page is out of sight."""
        self._pause.stop()
        view, dossier = self.view_as_typed(), self.workspace.dossier
        show_strip(self.issued, self, view)
        if view is None or dossier is None:
            self.side.preview.set_source(None)
            return
        office, appendices = read_office(dossier, view.report.year), self.actions_of_report.appendices.of_report()
        preview = self.side.preview
        preview.set_source(preview.printed.of(lambda: signed_report(view, office, appendices)), key=view.report.guid)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin_writing)

    def _begin_writing(self) -> None:
        """Keys of the tab work, and typing begins, without a click."""
        focus = self.window().focusWidget()
        if self.isVisible() and (focus is None or not self.isAncestorOf(focus)):
            self.item_pane.editor.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        if narrow != self.middle.narrow:
            self.middle.set_narrow(narrow, self._splitter)
