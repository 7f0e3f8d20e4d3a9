"""The index tab: a criteria tree with scores, what was lost, and what mends it."""

from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop import options
from cchc_desktop.i18n import _
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.scoring.index_sources import Sources
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.form_import import ask_form
from cchc_desktop.ui.table_models.criteria_tree import CriteriaColumn, CriteriaTree, lost
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.index.actions import IndexActions
from cchc_desktop.ui.tabs.index.detail import IndexDetail
from cchc_desktop.ui.tabs.index.summary import IndexSummary
from cchc_desktop.ui.tabs.index.tree import CriteriaView
from cchc_desktop.ui.widgets.basics import box, line, passing_menu, submenu
from cchc_desktop.ui.widgets.empty_state import EmptyState
from cchc_desktop.ui.widgets.toolbar import Toolbar
from cchc_desktop.ui.workspace import Workspace

_NARROW = 1200  # pixels at 100 %
_FIRST_CHOICE = "PAR_INDEX_COMMUNE"

_SHOWN = ("score", "criterion", "criterion_task", "evidence", "remark", "appraisal")
# What the rules of a set draw on.
_KNOWN = (
    "task",
    "milestone",
    "task_result",
    "figure_value",
    "report_duty",
    "issued_paper",
    "survey_form",
    "index_result",
)


class IndexTab(Tab):
    """Criteria of the year on the left, everything about the chosen one on the right."""

    name = "index"
    icon_name = "chart-bar"
    chapter = 7

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._view: IndexView | None = None
        self._sources: Sources | None = None
        self._doubts: tuple[str, ...] = ()
        self._closed: set[str] = set()
        self.model = CriteriaTree(self)
        # Queued: with a filter the model is built anew, and that must not happen while its cell editor is closing.
        self.model.scored.connect(self._score, Qt.ConnectionType.QueuedConnection)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_toolbar())
        self._body = QStackedLayout()
        outer.addLayout(self._body)
        self._body.addWidget(self._build_panes())
        self._body.addWidget(self._build_empty())
        self.setFocusProxy(self.tree)

    def title(self) -> str:
        return _("Indices")

    def _build_toolbar(self) -> Toolbar:
        bar = Toolbar(self)
        bar.add_undo(self.workspace)
        self._new = bar.add_action("file-plus", _("New criteria set"), self._choose_set)
        self._copy = bar.add_action("copy", _("Take from last year"), self.copy_last_year)
        self._file = bar.add_action("file-import", _("Take from a file…"), self._ask_file)
        bar.add_separator()
        self._mend = bar.add_action(
            "list-check", _("Add a mending task"), lambda: self.detail.add_task(), on_chosen=True
        )
        self._edit = QAction(_("Edit the criterion…"), self)
        self.command(self._edit, lambda: self.detail.edit_criterion(), on_chosen=True)
        self._edit_set = bar.add_action("table", _("Edit the criteria set…"), self.edit_set)
        self.on_set = IndexActions(self, self, bar)
        self._report = bar.add_action("wand", _("Self-scoring report"), self.on_set.draft_report)
        bar.add_separator()
        self._word = bar.add_action("file-type-docx", _("Export to Word…"), lambda: self._export("docx"))
        self._pdf = bar.add_action("file-type-pdf", _("Export to PDF…"), lambda: self._export("pdf"))
        self._excel = bar.add_action("file-type-xls", _("Export to Excel…"), lambda: self._export("xlsx"))
        bar.add_stretch()
        of_set = (self._new, self._copy, self._file, None, self._edit_set, self.on_set.grades, self._edit)
        self._set_menu = submenu(self, _("Criteria set"), of_set, "table")
        self._export_menu = submenu(self, _("Export"), (self._word, self._pdf, self._excel), "file-export")
        return bar

    def _build_panes(self) -> QWidget:
        self.tree = CriteriaView(self.model)
        self.tree.said.connect(self.workspace.say)
        self.tree.selectionModel().currentChanged.connect(self._chosen)
        self.tree.doubleClicked.connect(self._double_clicked)
        self.tree.collapsed.connect(self._note_closed)
        self.tree.expanded.connect(self._note_opened)
        left = box("pane")
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.summary = IndexSummary(self._tell_doubts)
        self.sets, self.only_lost = self.summary.sets, self.summary.only_lost
        self.sets.currentIndexChanged.connect(lambda _place: self._read())
        self.only_lost.toggled.connect(lambda _on: self._show())
        rows.addWidget(self.summary)
        rows.addWidget(line())
        rows.addWidget(self.tree)
        self.detail = IndexDetail(self.workspace)
        self.detail.navigate.connect(self.navigate)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setObjectName("index-panes")
        self.panes.addWidget(left)
        self.panes.addWidget(self.detail)
        self.panes.setStretchFactor(0, 1)
        self.panes.setCollapsible(0, False)
        self.panes.setSizes([theme.px(986), theme.px(380)])
        return self.panes

    def _build_empty(self) -> QWidget:
        self.empty = EmptyState(
            _("There is no criteria set for this year yet. Take the one of last year, or choose one."),
            _("Choose a criteria set"),
            self._choose_set,
            _("Take from last year"),
            self.copy_last_year,
        )
        return self.empty

    def reload(self) -> None:
        dossier = self.workspace.dossier
        self._sources = None
        known = indices.read_sets(dossier, self.workspace.year) if dossier else ()
        chosen = self.sets.currentData()
        self.sets.blockSignals(True)
        self.sets.clear()
        for guid, _code, title in known:
            year = str(self.workspace.year)
            self.sets.addItem(title if year in title else f"{title} {year}", guid)
        place = self.sets.findData(chosen)
        first = next((i for i, row in enumerate(known) if row[1] == _FIRST_CHOICE), 0)
        self.sets.setCurrentIndex(place if place >= 0 else first)
        self.sets.blockSignals(False)
        self._body.setCurrentIndex(0 if known else 1)
        writable = dossier is not None and not self.workspace.year_read_only
        for action in (self._new, self._copy, self._file):
            action.setEnabled(writable)
        for action in (self._word, self._pdf, self._excel):
            action.setEnabled(bool(known))
        self._mend.setEnabled(bool(known) and writable)
        self._edit_set.setEnabled(bool(known) and writable)
        self._edit.setEnabled(bool(known) and writable)
        self._report.setEnabled(bool(known) and writable)
        self._set_menu.setEnabled(writable)
        self.on_set.enable(bool(known), writable)
        self._read()

    def rows_changed(self, change: Change) -> None:
        if change.touches(*_KNOWN):
            self._sources = None
        if change.touches("criteria_set"):
            self.reload()
        elif change.touches(*_SHOWN, *_KNOWN) and not self._rescored(change):
            self._read()

    def _read(self) -> None:
        dossier, guid = self.workspace.dossier, self.sets.currentData()
        self._view = indices.read_index(dossier, guid) if dossier and guid else None
        if dossier is not None and (self._sources is None or self._sources.year != self.workspace.year):
            self._sources = Sources(dossier, self.workspace.year)
        self._check()
        self._show()

    def _check(self) -> None:
        self._doubts = indices.checks(self._view) if self._view is not None else ()
        self.summary.show_doubts(len(self._doubts))

    def _rescored(self, change: Change) -> bool:
        """Show other scores of the same set; False where more than that was changed, or other lines are to be seen.

        Typing a value is answered within a frame of the screen: only what it changed is read and painted again.
        """
        dossier, view = self.workspace.dossier, self._view
        if dossier is None or view is None or self._sources is None or self.only_lost.isChecked():
            return False
        rescored = indices.rescored(dossier, view, change)
        if rescored is None:
            return False
        self._view = rescored
        self._check()
        self.model.show_view(rescored)
        self.summary.show_view(rescored)
        self.detail.show_scores(rescored, self.model.row_of(self.tree.currentIndex()))
        return True

    @property
    def view(self) -> IndexView | None:
        """The set that is shown, with its scores."""
        return self._view

    def _tell_doubts(self) -> None:
        alerts.show_note(self, _("What does not add up"), "\n".join(self._doubts))

    def _show(self) -> None:
        current = self.model.row_of(self.tree.currentIndex())
        self.model.show_view(self._view, self.only_lost.isChecked())
        for place in range(self.model.rowCount()):
            self._open_again(self.model.index(place, 0))
        self.summary.show_view(self._view)
        self.detail.show_view(self._view, self._sources)
        index = self.model.index_of(current.guid) if current else QModelIndex()
        if not index.isValid():
            index = self._first_leaf_that_lost()
        if not current or index.siblingAtColumn(self.tree.currentIndex().column()) != self.tree.currentIndex():
            self.tree.setCurrentIndex(index.siblingAtColumn(CriteriaColumn.SELF))
        else:
            self.detail.show_row(self.model.row_of(self.tree.currentIndex()))
        if not self.tree.currentIndex().isValid():
            self.detail.show_row(None)

    def _open_again(self, index: QModelIndex) -> None:
        row = self.model.row_of(index)
        self.tree.setExpanded(index, row is not None and row.guid not in self._closed)
        for place in range(self.model.rowCount(index)):
            self._open_again(self.model.index(place, 0, index))

    def _first_leaf_that_lost(self) -> QModelIndex:
        rows = [row for row in (self._view.criteria if self._view else ()) if row.is_leaf and (lost(row) or 0) > 0]
        worst = max(rows, key=lambda row: lost(row) or Decimal(0), default=None)
        return self.model.index_of(worst.guid) if worst else self.model.index(0, 0)

    def _note_closed(self, index: QModelIndex) -> None:
        row = self.model.row_of(index)
        if row is not None:
            self._closed.add(row.guid)

    def _note_opened(self, index: QModelIndex) -> None:
        row = self.model.row_of(index)
        if row is not None:
            self._closed.discard(row.guid)

    def _chosen(self, index: QModelIndex) -> None:
        self.detail.commit_editing()
        self.detail.show_row(self.model.row_of(index))

    def _double_clicked(self, index: QModelIndex) -> None:
        """Points are typed into their cell; what the criterion itself says is edited in its dialog."""
        if index.column() in (CriteriaColumn.NAME, CriteriaColumn.MAX):
            self.detail.edit_criterion()

    def _score(self, scores: dict[tuple[str, str], Decimal | None]) -> None:
        self.workspace.run(indices.set_scores, scores=scores)

    def commit_editing(self) -> None:
        if self.tree.is_typing():
            self.tree.setFocus()
        self.detail.commit_editing()

    def show_guid(self, guid: str) -> None:
        self.only_lost.setChecked(False)
        dossier = self.workspace.dossier
        if dossier is not None and not self.model.index_of(guid).isValid():
            place = self.sets.findData(indices.set_of(dossier, guid))
            self.sets.setCurrentIndex(place if place >= 0 else self.sets.currentIndex())
        index = self.model.index_of(guid)
        if index.isValid():
            self.tree.setCurrentIndex(index.siblingAtColumn(CriteriaColumn.SELF))
            self.tree.scrollTo(index)

    def print_pages(self) -> bool:
        from cchc_desktop.documents.criteria_sheet import compose_criteria_sheet
        from cchc_desktop.documents.house_style import load_house_style
        from cchc_desktop.services.offices import read_office
        from cchc_desktop.ui.dialogs.print_paper import print_paper

        self.commit_editing()
        view, dossier = self._view, self.workspace.dossier
        if view is None or dossier is None:
            return False
        office = read_office(dossier, view.year)
        print_paper(self, view.title, lambda: compose_criteria_sheet(view, office, load_house_style()))
        return True

    def menu_actions(self) -> list[QAction | None]:
        first = [self._set_menu, self._mend, self._report, None]
        return [*first, *self.on_set.of_set, None, *self.on_set.of_year, None, self._export_menu]

    def cycle_focus(self) -> None:
        target = self.detail.first_field() if self.tree.hasFocus() else self.tree
        target.setFocus()

    def copy_last_year(self) -> None:
        """Take last year's sets, without their scores, into this year."""
        dossier, year = self.workspace.dossier, self.workspace.year
        if dossier is None:
            return
        known = {code for _guid, code, _title in indices.read_sets(dossier, year)}
        missing = [row for row in indices.read_sets(dossier, year - 1) if row[1] not in known]
        if not missing:
            self.workspace.say(_("Year {year} has no criteria set that is not here already.").format(year=year - 1))
        taken = {
            title: change
            for _guid, code, title in missing
            if (change := self.workspace.run(indices.copy_set, from_year=year - 1, to_year=year, index_code=code))
        }
        if taken:
            self.on_set.show_copied(taken, year)

    def _choose_set(self) -> None:
        menu = passing_menu(self)
        for code, title in indices.available_sets():
            menu.addAction(title, partial(self.add_set, code))
        menu.exec(self.mapToGlobal(QPoint(theme.px(80), theme.px(36))))

    def add_set(self, code: str) -> None:
        """Take a criteria set that comes with the program into this year."""
        self.workspace.run(indices.add_set_from_resource, year=self.workspace.year, code=code)

    def edit_set(self) -> None:
        """The whole set as a table beside the window."""
        from cchc_desktop.ui.dialogs.criteria.editor import CriteriaEditor

        self.commit_editing()
        if self._view is not None:
            CriteriaEditor(self.workspace, self._view.guid, self.window()).show()

    def _ask_file(self) -> None:
        path = ask_form(self, _("Criteria sheet"))
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Show what the superior's criteria sheet holds, and take it into this year once the officer agrees."""
        from cchc_desktop.ui.dialogs.criteria.taking import show_file

        show_file(self, self.workspace, path)

    def _export(self, form: str) -> None:
        from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog

        self.commit_editing()
        kept = getattr(self.window(), "options", None) or options.load()
        ExportPapersDialog(self.window(), self.workspace, kept, ("indices",), (form,)).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.summary.set_narrow(self.width() < theme.px(_NARROW))
