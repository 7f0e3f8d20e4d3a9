"""What is known of the open report: read once, kept until a change touches it, shown once the editor stands."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QTimer

from cchc_desktop.documents.figures_appendix import quoted, quoted_values
from cchc_desktop.i18n import _
from cchc_desktop.models.draft_rows import ItemDraft, ItemFacts, ReportFacts, Statement
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.rules.figure_quotes import filled
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.statuses import ItemStatus
from cchc_desktop.services.reporting.drafting import draft_report, lines_of, new_statements, outdated, statements_in
from cchc_desktop.services.reporting.figure_checks import CheckRow, check_figures
from cchc_desktop.services.reporting.report_facts import read_facts
from cchc_desktop.services.reporting.statement_sources import StatementSource, read_sources
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.formats import period_name, period_title
from cchc_desktop.ui.table_models.outline import Finding, findings, item_name
from cchc_desktop.ui.tabs.report.earlier import EarlierText
from cchc_desktop.ui.tabs.report.open_report import OpenReport
from cchc_desktop.ui.tabs.report.parts import ReportParts
from cchc_desktop.ui.tabs.report.side import CHECK, EARLIER, FACTS, UNITS

FACT_TABLES = (
    "task",
    "task_group",
    "task_unit",
    "task_result",
    "milestone",
    "product",
    "figure",
    "figure_value",
    "evidence",
    "plan",
    "issued_paper",
    "official_document",
    "report",
    "report_statement",
)
_OLD = ("refresh", "soon")  # icon and token
_PAUSE = 60  # milliseconds after the cursor came to rest


class ReportKnowledge:
    """Fills the panes beside the editor of a report tab."""

    def __init__(self, tab: OpenReport, parts: ReportParts) -> None:
        self._tab = tab
        self._parts = parts
        self._facts: ReportFacts | None = None
        self._checks: tuple[str, tuple[CheckRow, ...]] | None = None  # by period
        self._findings_are_old = True
        self._later = QTimer(tab, singleShot=True, interval=0)
        self._later.timeout.connect(self.show)
        self._cursor = QTimer(tab, singleShot=True, interval=_PAUSE)
        self._cursor.timeout.connect(self.show_sources)
        tab.item_pane.editor.cursorPositionChanged.connect(self._cursor.start)
        tab.side.pages.currentChanged.connect(lambda _page: self.soon())  # only the page that is seen is filled

    def forget(self) -> None:
        """Another report, or something unknown changed."""
        self._facts = self._checks = None

    def note(self, change: Change) -> None:
        """Forget what a change made old."""
        if change.touches(*FACT_TABLES):
            self._facts = None
        if change.touches("figure", "figure_value", "figure_check"):
            self._checks = None

    def soon(self, changed: bool = False) -> None:
        """Show the facts when the editor has been painted; `changed` says that there may be other findings."""
        self._findings_are_old |= changed
        self._later.start()

    def facts(self) -> ReportFacts | None:
        """All that is known of the open report beside its items as they are now; None without a report."""
        dossier, view = self._tab.workspace.dossier, self._tab.view
        if dossier is None or view is None:
            return None
        if self._facts is None or self._facts.report.guid != view.report.guid:
            self._facts = read_facts(dossier, view.report.guid, self._tab.today)
        return self._facts.with_items(view.items)

    def ready(self, item: ReportItemRow) -> list[Statement]:
        """The sentences of an item's draft that the report does not say yet."""
        facts, typed = self.facts(), self._tab.view_as_typed()
        if facts is None or typed is None or item.status == ItemStatus.NOT_APPLICABLE:
            return []
        (draft,) = draft_report(facts, (item.guid,)) or (ItemDraft(item.guid, ItemStatus.EMPTY, "", (), ()),)
        values = quoted_values(typed.figures)
        said = {line for row in typed.items for line in lines_of(filled(row.text, values))}
        return new_statements(draft.statements, said)

    def show(self) -> None:
        """Fill the panes for the item that is edited."""
        self._later.stop()
        tab, facts, item = self._tab, self.facts(), self._tab.item
        if self._findings_are_old or tab.side.pages.currentIndex() == CHECK:
            self._show_check(facts)
        if facts is None or item is None:
            return
        known = facts.item(item.guid)
        tab.item_pane.show_figures([fact.row for fact in known.figures])
        if tab.side.pages.currentIndex() == FACTS:
            name, writable = period_name(tab.period.previous()), tab.item_pane.writable
            tab.side.facts.show_facts(known, self.ready(item), name, tab.today, writable)
        elif tab.side.pages.currentIndex() == EARLIER:
            self._show_earlier(facts, known)
        elif tab.side.pages.currentIndex() == UNITS:
            self._parts.show()
        self.show_sources()

    def _show_earlier(self, facts: ReportFacts, known: ItemFacts) -> None:
        """Compare with what is typed at this moment; what is quoted is compared as it was printed."""
        tab, item = self._tab, self._tab.item_pane.as_typed()
        if item is None:
            return
        before, same = tab.period.previous(), tab.period.same_last_year()
        then = _values((fact.row, fact.row.previous) for fact in facts.figures)
        texts = [EarlierText(_title(before), known.previous_text, filled(known.previous_text, then))]
        if same != before:
            then = _values((fact.row, fact.last_year) for fact in facts.figures)
            text = known.same_last_year_text
            texts.append(EarlierText(_title(same), text, filled(text, then)))
        now = quoted_values([fact.row for fact in facts.figures])
        tab.side.earlier.show_texts(texts, filled(item.text, now), tab.item_pane.writable)

    def findings(self) -> list[Finding]:
        """What is open in the report as it is kept, the figures that do not add up among it."""
        view, dossier = self._tab.view, self._tab.workspace.dossier
        if view is None or dossier is None:
            return []
        period = view.report.period
        if self._checks is None or self._checks[0] != period:
            self._checks = period, check_figures(dossier, period)
        return findings(view, self._checks[1])

    def _show_check(self, facts: ReportFacts | None) -> None:
        """What is open; where it is looked at also the drafted sentences whose rows now say something else."""
        self._findings_are_old = False
        found = self.findings()
        if facts is not None and self._tab.side.pages.currentIndex() == CHECK:
            names = {item.guid: item_name(item) for item in facts.items}
            words = _("{item}: no longer agrees: {text}")
            found += [
                Finding(guid, words.format(item=names[guid], text=statement.text), *_OLD)
                for guid, statement in outdated(facts)
            ]
        self._tab.show_findings(found)

    def show_sources(self) -> None:
        """What the sentence at the cursor rests on."""
        self._cursor.stop()
        facts, item, dossier = self.facts(), self._tab.item_pane.as_typed(), self._tab.workspace.dossier
        if facts is None or item is None or dossier is None:
            self._tab.item_pane.sources.show_sources(False, ())
            return
        kept = [one for one in statements_in(item.text, facts.kept.get(item.guid, ())) if one.rows]
        line = self._tab.item_pane.line_at_cursor()
        here = next((one for one in statements_in(line, kept)), None) if line else None
        sources: tuple[StatementSource, ...] = read_sources(dossier, here.rows) if here is not None else ()
        self._tab.item_pane.sources.show_sources(bool(kept), sources)


def _title(period: Period) -> str:
    title = period_title(period)
    return title[:1].upper() + title[1:]


def _values(rows: Iterable[tuple[FigureRow, Decimal | None]]) -> dict[str, str]:
    """By code: the values of an earlier period as its report quoted them, known by now."""
    return {row.code: quoted(replace(row, value=value, estimated=False)) for row, value in rows}
