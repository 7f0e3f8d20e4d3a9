"""What the toolbar and the menu do in the report tab."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from cchc_desktop import options
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.duty_rows import DutyRow
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.composing import signed_report
from cchc_desktop.services.reporting.drafting import untouched_drafts, write_drafts
from cchc_desktop.services.reporting.duties import read_duties
from cchc_desktop.services.reporting.reports import set_report_status
from cchc_desktop.ui import alerts, formats, icons
from cchc_desktop.ui.issuing import issue
from cchc_desktop.ui.table_models.outline import open_items
from cchc_desktop.ui.tabs.report.appendix_choice import AppendixChoice
from cchc_desktop.ui.tabs.report.knowledge import ReportKnowledge
from cchc_desktop.ui.tabs.report.open_report import OpenReport
from cchc_desktop.ui.tabs.report.parts import ReportParts
from cchc_desktop.ui.tabs.report.side import CHECK, PAGES
from cchc_desktop.ui.widgets.basics import submenu
from cchc_desktop.ui.widgets.toolbar import Toolbar
from cchc_desktop.ui.workspace import wait_cursor

if TYPE_CHECKING:
    from collections.abc import Callable


_BEING_WRITTEN = (ReportStatus.NOT_BEGUN, ReportStatus.DRAFTING, ReportStatus.WAITING)


class ReportActions:
    """Holds the actions; `refresh` enables what the report and the dossier allow."""

    def __init__(self, tab: OpenReport, knowledge: ReportKnowledge, parts: ReportParts) -> None:
        self._tab = tab
        self._knowledge = knowledge
        self._parts_of_units = parts
        self.next = self._action("arrow-down", _("Next item"), lambda: tab.step(1), "Alt+Down")
        self.previous = self._action("arrow-up", _("Previous item"), lambda: tab.step(-1), "Alt+Up")
        self.fold = self._action("bulb", _("Fold or unfold the guidance"), tab.item_pane.guidance.fold, "F8")
        self.print = self._action("printer", _("Print…"), self.print_pages)
        self.waiting = self._action("clock", _("Note as waiting for the units"), self.flip_waiting)
        self.for_signature = self._action("hourglass", _("Note as waiting for signature"), self.note_for_signature)
        self.reopen = self._action("edit", _("Open the report again"), self.open_again)
        self.appendices = AppendixChoice(tab)
        self.send = self._action("send", _("Finish and send…"), self.finish)
        self.parts = self._action("users", _("Parts of the units…"), self.show_parts)
        self.regime = self._action("calendar", _("Reporting regime…"), self.show_regime)
        self.outlines = self._action("list-numbers", _("Report outlines…"), self.show_outlines)

    def fill(self, bar: Toolbar) -> None:
        """Put the tools on the toolbar, in the order of the work."""
        bar.add_undo(self._tab.workspace)
        self.new = bar.add_action("file-plus", pgettext("tool", "New report…"), self.new_report)
        self.draft_all = bar.add_action("wand", _("Draft the whole report"), self.draft_whole)
        bar.add_separator()
        self.figures = bar.add_action("table", _("Figures appendix"), lambda: self._tab.open_figures())
        self.check = bar.add_action("checklist", _("Check before sending"), self.show_check, "Ctrl+F7")
        self.pages = bar.add_action("eye", _("Printed page"), lambda: self._tab.show_page(PAGES))
        bar.add_separator()
        self.numbers = bar.add_action("list-numbers", _("Number, date, signer…"), self.edit_paper)
        self.issue = bar.add_action("rubber-stamp", _("Issue…"), self.issue_paper)
        self.to_word = bar.add_action("file-type-docx", _("Export to Word…"), lambda: self.export("docx"))
        self.to_pdf = bar.add_action("file-type-pdf", _("Export to PDF…"), lambda: self.export("pdf"))
        bar.add_stretch()
        self._make_submenus()

    def menu(self) -> list[QAction | None]:
        """The tab's menu in the menu bar."""
        return [
            self.new, self.draft_all, self._item_menu, self.figures, self.check, None,
            self.numbers, self._pages_menu, None,
            self.for_signature, self.issue, self.send, self.reopen, None,
            self._units_menu,
        ]  # fmt: skip

    def _make_submenus(self) -> None:
        tab, pane = self._tab, self._tab.item_pane
        item = [pane.write_draft, pane.insert_figure, pane.mark_done, pane.mark_not_applicable, None]
        item += [self.previous, self.next, self.fold, tab.replacing.action, None, tab.checking.next, tab.checking.fix]
        pages = [self.appendices.action, self.pages, self.print, self.to_word, self.to_pdf]
        units = [self.parts, self.waiting, None, self.regime, self.outlines]
        self._item_menu = submenu(tab, _("The item at hand"), item, "edit")
        self._pages_menu = submenu(tab, _("Pages and files"), pages, "file-text")
        self._units_menu = submenu(tab, _("Units, regime, outlines"), units, "users")

    def refresh(self) -> None:
        """Enable what can be done now."""
        view, writable = self._tab.view, not self._tab.workspace.year_read_only
        sent = view is not None and view.report.status == ReportStatus.SENT
        for action in (self.parts, self.figures, self.check, self.pages, self.print, self.to_word, self.to_pdf):
            action.setEnabled(view is not None)
        for action in (self.next, self.previous, self._tab.checking.next):
            action.setEnabled(view is not None)
        for action in (self.numbers, self.issue, self.send):
            action.setEnabled(view is not None and writable)
        for action in (self._tab.replacing.action, self._tab.checking.fix):
            action.setEnabled(view is not None and writable and not sent)
        self.appendices.refresh()
        self.draft_all.setEnabled(view is not None and writable and not sent)
        status = view.report.status if view is not None and writable else ""
        self.for_signature.setEnabled(status in _BEING_WRITTEN)
        self._parts_of_units.show_tab()
        waits = status == ReportStatus.WAITING
        self.waiting.setText(_("No longer wait for the units") if waits else _("Note as waiting for the units"))
        self.waiting.setEnabled(waits or (status in _BEING_WRITTEN and self._parts_of_units.missing()))
        self.reopen.setEnabled(
            view is not None and writable and view.report.status in (ReportStatus.SENT, ReportStatus.FOR_SIGNATURE)
        )
        self.send.setText(_("Make the package…") if sent else _("Finish and send…"))
        self.new.setEnabled(writable and len(self._tab.reports) < len(PERIOD_KINDS))

    # Text

    def new_report(self) -> None:
        """Ask for a period and begin its report."""
        from cchc_desktop.ui.dialogs.new_report import NewReportDialog

        if self._tab.workspace.year_read_only:
            return
        self._tab.commit_editing()
        wanted = None if self._tab.view is not None else self._tab.period
        dialog = NewReportDialog(self._tab.workspace, wanted, self._tab)
        if dialog.exec() and dialog.period is not None:
            self._tab.open_period(dialog.period)

    def show_parts(self) -> None:
        """Which unit writes which part, and what has come."""
        from cchc_desktop.ui.dialogs.parts.units import UnitPartsDialog

        self._tab.commit_editing()
        view = self._tab.view
        if view is not None:
            UnitPartsDialog(self._tab.workspace, view.report, self._tab).show()

    def show_regime(self) -> None:
        """Which report is owed to whom, by when."""
        from cchc_desktop.ui.dialogs.report_duties import ReportDutiesDialog

        if self._tab.workspace.dossier is not None:
            ReportDutiesDialog(self._tab.workspace, self._tab).show()

    def show_outlines(self) -> None:
        """The outlines that reports may follow."""
        from cchc_desktop.ui.dialogs.outline_editor import OutlineEditor

        if self._tab.workspace.dossier is not None:
            OutlineEditor(self._tab.workspace, self._tab).show()

    def draft_whole(self) -> None:
        """Write drafts under all items that are still empty, and anew those that nobody edited where it is wanted."""
        self._tab.commit_editing()
        view, workspace, facts = self._tab.view, self._tab.workspace, self._knowledge.facts()
        if view is None or facts is None:
            return
        again = self._again_is_wanted(len(untouched_drafts(facts)))
        with wait_cursor():
            change = workspace.run(write_drafts, report_guid=view.report.guid, today=self._tab.today, again=again)
        if change is None:
            return
        count = sum(entry.table == "report_item" for entry in change.entries)
        if not count:
            workspace.say(_("There is nothing to draft: every item has text, or nothing is known of it."))
            return
        words = ngettext("Drafted {count} item. Undo (Ctrl+Z)", "Drafted {count} items. Undo (Ctrl+Z)", count)
        workspace.say(words.format(count=count))

    def _again_is_wanted(self, count: int) -> bool:
        """Whether drafts that nobody edited are made anew; asked only where there are some that would change."""
        if not count:
            return False
        words = ngettext(
            "{count} item still holds its draft as it was made, and more is known now. Draft it again?",
            "{count} items still hold their drafts as they were made, and more is known now. Draft them again?",
            count,
        )
        title = _("Draft the whole report")
        return alerts.ask(self._tab, title, words.format(count=count), _("Draft again"), _("Only the empty items"))

    def show_check(self) -> None:
        """What is still open."""
        self._tab.commit_editing()
        self._tab.show_page(CHECK)

    # Paper

    def edit_paper(self) -> None:
        """Number, date, addressees, recipients, signer."""
        from cchc_desktop.ui.dialogs.paper_details import PaperDetailsDialog

        if self._tab.view is not None:
            self._tab.commit_editing()
            PaperDetailsDialog(self._tab.workspace, self._tab.view.paper.guid, self._tab).exec()

    def issue_paper(self) -> None:
        """Give the report its number and date, and keep it as it was issued."""
        self._tab.commit_editing()
        if self._tab.view is not None:
            issue(self._tab, self._tab.view.paper.guid, self._knowledge.findings(), self._tab.replacing)

    def print_pages(self) -> bool:
        """Print dialog on the very pages of the PDF; False without a report."""
        from cchc_desktop.ui.dialogs.print_paper import print_paper

        self._tab.commit_editing()
        view, dossier = self._tab.view, self._tab.workspace.dossier
        if view is None or dossier is None:
            return False
        office, appendices = read_office(dossier, view.report.year), self.appendices.of_report()
        print_paper(self._tab, view.paper.subject, lambda: signed_report(view, office, appendices), view.paper.guid)
        return True

    def export(self, form: str) -> None:
        """The report as a file; what is not done is said first."""
        from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog

        tab = self._tab
        tab.commit_editing()
        if tab.view is None or not self._draft_is_wanted():
            return
        kept = getattr(tab.window(), "options", None) or options.load()
        dialog = ExportPapersDialog(tab.window(), tab.workspace, kept, ("report",), (form,))
        dialog.period.setCurrentIndex(dialog.period.findData(tab.view.report.period))
        dialog.open()

    def _draft_is_wanted(self) -> bool:
        view = self._tab.view
        count = open_items(view) if view is not None else 0
        if not count:
            return True
        words = ngettext(
            "The report has {count} item that is not done. Export the draft all the same?",
            "The report has {count} items that are not done. Export the draft all the same?",
            count,
        )
        return alerts.ask(
            self._tab, _("Export the report"), words.format(count=count), _("Export the draft"), _("Back")
        )

    # The end

    def finish(self) -> None:
        """Note the report as sent and go on to the package; a sent report goes there at once."""
        from cchc_desktop.ui.dialogs.send_report import SendReportDialog

        self._tab.commit_editing()
        view = self._tab.view
        if view is None:
            return
        told = ""
        if view.report.status != ReportStatus.SENT:
            found = self._knowledge.findings()
            dialog = SendReportDialog(view, found, self._owed(), self._tab.today, self._tab)
            agreed = dialog.exec()
            if not agreed:
                return
            day, receivers = dialog.sent_on, dialog.sent_to()
            sent = {"status": ReportStatus.SENT, "sent_on": day, "receivers": receivers}
            if self._tab.workspace.run(set_report_status, report_guid=view.report.guid, **sent) is None:
                return
            title = formats.period_title(Period.parse(view.report.period))
            told = _("The report, {period}, is noted as sent on {date}. Undo (Ctrl+Z)").format(
                period=title, date=formats.long_date(day)
            )
        self._tab.navigate.emit("exchange", view.report.guid)
        if told:  # after the tab has changed, which clears the status bar
            self._tab.workspace.say(told)

    def _owed(self) -> list[DutyRow]:
        """Who is still owed the report."""
        dossier, period = self._tab.workspace.dossier, self._tab.period
        found = read_duties(dossier, period.year) if dossier is not None else ()
        return [duty for duty in found if duty.period == str(period) and duty.sent_on is None]

    def note_for_signature(self) -> None:
        """The text is ready and lies with the signer."""
        self._set_status(ReportStatus.FOR_SIGNATURE)

    def flip_waiting(self) -> None:
        """The report waits for parts of units, or is written on."""
        view = self._tab.view
        if view is not None:
            self._set_status(
                ReportStatus.DRAFTING if view.report.status == ReportStatus.WAITING else ReportStatus.WAITING
            )

    def open_again(self) -> None:
        """Go on writing; the day of sending is forgotten."""
        self._set_status(ReportStatus.DRAFTING)

    def _set_status(self, status: ReportStatus) -> None:
        self._tab.commit_editing()
        if self._tab.view is not None:
            self._tab.workspace.run(set_report_status, report_guid=self._tab.view.report.guid, status=status)

    def _action(self, icon_name: str, text: str, slot: "Callable[[], object]", shortcut: str = "") -> QAction:
        action = QAction(icons.icon(icon_name, "accent"), text, self._tab)
        self._tab.command(action, slot)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._tab.addAction(action)
        return action
