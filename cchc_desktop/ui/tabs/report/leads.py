"""Where the links beside the editor of a report lead, and what they put into the text."""

from cchc_desktop.models.draft_rows import Statement
from cchc_desktop.services.reporting.statement_sources import Source
from cchc_desktop.ui.table_models.outline import FIGURES, PAPER
from cchc_desktop.ui.tabs.report.actions import ReportActions
from cchc_desktop.ui.tabs.report.open_report import OpenReport

_TABS = {"task": "frame", "evidence": "frame", "criterion": "index", "paper": "plan"}  # by what a sentence rests on


class ReportLeads:
    """Joins the panes of a report tab with its editor."""

    def __init__(self, tab: OpenReport, actions: ReportActions) -> None:
        self._tab = tab
        self._actions = actions
        facts, side = tab.side.facts, tab.side
        facts.statement_wanted.connect(self.insert_statement)
        facts.words_wanted.connect(self.insert_words)
        facts.task_wanted.connect(lambda guid: tab.navigate.emit("frame", guid))
        facts.figures_wanted.connect(tab.open_figures)
        tab.item_pane.quotes.strip.figures_wanted.connect(tab.open_figures)
        side.earlier.copy_wanted.connect(tab.item_pane.append)
        side.check.chosen.connect(self.mend)
        side.preview.anchor_clicked.connect(self.show_anchor)
        tab.item_pane.sources.wanted.connect(self.show_source)

    def insert_statement(self, statement: Statement) -> None:
        """Put a drafted sentence into the text, with its trace."""
        self._tab.item_pane.insert_statement(statement)
        self._tab.middle.show_editor()

    def insert_words(self, text: str) -> None:
        """Quote a figure at the cursor."""
        self._tab.middle.show_editor()
        self._tab.item_pane.insert_words(text)

    def mend(self, key: str) -> None:
        """Go to what the check has found."""
        if key == FIGURES:
            self._tab.open_figures()
        elif key == PAPER:
            self._actions.edit_paper()
        elif self._tab.view is not None and any(figure.guid == key for figure in self._tab.view.figures):
            self._tab.open_figures(key)
        else:
            self._tab.choose(key)
            self._tab.item_pane.editor.setFocus()

    def show_anchor(self, anchor: str) -> None:
        """Go to what was clicked on the printed page: an item, a figure, a task of an appendix."""
        view = self._tab.view
        if view is None:
            return
        if any(item.guid == anchor for item in view.items):
            self._tab.choose(anchor)
        elif any(figure.guid == anchor for figure in view.figures):
            self._tab.open_figures(anchor)
        else:
            plans = self._actions.along.of_report().plans
            if any(fact.row.guid == anchor for plan in plans for fact in plan.tasks):
                self._tab.navigate.emit("frame", anchor)

    def show_source(self, source: Source) -> None:
        """Go to a row that a sentence rests on."""
        if source.kind == "figure":
            self._tab.open_figures(source.target)
        elif source.kind == "report":
            self._tab.show_guid(source.target)
        else:
            self._tab.navigate.emit(_TABS[source.kind], source.target)
