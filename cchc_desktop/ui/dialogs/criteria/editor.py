"""A criteria set as one table that is edited: add, move, split, remove, type, paste; its sums said at the lines."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.criteria_rows import CriteriaTable, SetLine
from cchc_desktop.services.scoring import criteria_edits, criteria_sets
from cchc_desktop.services.scoring.criteria_clipboard import pasted_rows
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.delegates.set_lines import SetLinesDelegate
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.dialogs.criteria.compare import CompareSetsDialog
from cchc_desktop.ui.dialogs.criteria.head import SetHeadDialog
from cchc_desktop.ui.dialogs.criteria.keeping import keep_set
from cchc_desktop.ui.table_models.set_lines import COLUMNS, NAME, SetLines
from cchc_desktop.ui.tabs.frame.tables import from_tsv
from cchc_desktop.ui.widgets.basics import button, fit, label, passing_menu, set_role
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.widgets.shared_columns import SharedColumns
from cchc_desktop.ui.widgets.sheet import SheetTree
from cchc_desktop.ui.workspace import Workspace

_FIXED = {"code": 112, "max_points": 72, "scored_by": 104}  # pixels at 100 %
_SHARES = {"name": 30, "rule": 24, "proof_wanted": 20, "responsible": 14, "requirement": 44, "applies_to": 14}
_USUAL = ("rule", "proof_wanted", "scored_by")
_FURTHER = ("requirement", "applies_to")


class CriteriaEditor(Dialog):
    """Every edit is kept at once, as a step of undo; the dialog stays open beside the window."""

    def __init__(self, workspace: Workspace, set_guid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._set = set_guid
        self.table: CriteriaTable | None = None
        self.setWindowTitle(_("Edit the criteria set"))
        fit(self, 1240, 640)
        self.title = label("", "pane", wrap=True)
        self.model = SetLines(self)
        self.model.typed.connect(self._keep_typed, Qt.ConnectionType.QueuedConnection)
        self.tree = SheetTree()
        self.sums = label("", "strong")
        self.said = label("", "secondary", wrap=True)
        self.further = QCheckBox(_("Show requirements and to whom they apply"))
        self.further.toggled.connect(self._show_columns)
        self._on_one: list[QPushButton] = []
        self._dress_tree()
        self._lay_out()
        self._workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace)
        undo_keys(self, workspace)
        self.read()
        self.tree.expandAll()
        if self.model.rowCount():
            self.tree.setCurrentIndex(self.model.index(0, NAME))
        self.tree.setFocus()

    def _dress_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.dress_as_sheet(SetLinesDelegate(tree))
        tree.setUniformRowHeights(True)
        tree.setExpandsOnDoubleClick(False)
        tree.setIndentation(theme.px(14))
        tree.setAccessibleName(_("Criteria"))
        tree.said.connect(self._tell)
        places = {name: at for at, name in enumerate(COLUMNS)}
        fixed, shares = ({places[name]: width for name, width in one.items()} for one in (_FIXED, _SHARES))
        self._columns = SharedColumns(tree, fixed, shares)
        self._show_columns(False)
        tree.selectionModel().currentChanged.connect(lambda _now, _before: self._refresh())

    def _show_columns(self, further: bool) -> None:
        """Show how criteria are scored and proved, or what they require and to whom they apply."""
        for name in (*_USUAL, *_FURTHER):
            self.tree.setColumnHidden(COLUMNS.index(name), (name in _FURTHER) != further)
        self._columns.fit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.title, 1)
        self.about = button(_("About the set…"), self.edit_head, icon_name="settings")
        self.compare = button(_("Compare…"), self.compare_sets, icon_name="git-merge")
        self.keep_as = button(_("Save as…"), self._ask_form, icon_name="file-export")
        self.drop = button(_("Remove the set…"), self.remove_set, icon_name="trash")
        for made in (self.about, self.compare, self.keep_as, self.drop):
            head.addWidget(made)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(12))
        foot.addWidget(self.sums)
        foot.addWidget(self.further)
        foot.addWidget(self.said, 1)
        foot.addWidget(button(_("Close"), self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addLayout(self._tools())
        column.addWidget(self.tree, 1)
        column.addLayout(foot)

    def _tools(self) -> FlowLayout:
        row = FlowLayout(gap=theme.px(6), line_gap=theme.px(6))
        for icon, words, slot, on_one in (
            ("plus", _("Add beside"), self.add, False),
            ("arrow-down-right", _("Add below"), partial(self.add, below=True), True),
            ("layout-columns", _("Split"), self.split, True),
            ("trash", _("Remove"), self.remove, True),
            ("clipboard", _("Paste as new criteria"), self.paste_new, False),
        ):
            row.addWidget(self._tool(icon, words, slot, on_one, shown=words))
        arrows = QWidget()  # go into the next line together
        beside = QHBoxLayout(arrows)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(6))
        for icon, words, slot in (
            ("arrow-up", _("Up"), partial(self.move_line, by=-1)),
            ("arrow-down", _("Down"), partial(self.move_line, by=1)),
            ("arrow-right", _("A level deeper"), partial(self.move_line, deeper=1)),
            ("arrow-left", _("A level out"), partial(self.move_line, deeper=-1)),
        ):
            beside.addWidget(self._tool(icon, words, slot, True))
        row.addWidget(arrows)
        return row

    def _tool(self, icon: str, words: str, slot: Callable[[], None], on_one: bool, shown: str = "") -> QPushButton:
        made = button(shown, slot, icon_name=icon)
        made.setToolTip(words)
        made.setAccessibleName(words)
        if on_one:
            self._on_one.append(made)
        return made

    # Reading

    def read(self) -> None:
        """Read the set again, staying where the officer is."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        here = self.tree.currentIndex()
        line, column = self.model.line_of(here), here.column()
        self.table = criteria_sets.read_table(dossier, self._set)
        found = criteria_sets.doubts(self.table)
        closed = self._closed()
        self.model.show_table(self.table, found)
        self._open_but(closed)
        if line is not None and (there := self.model.index_of(line.guid, column)).isValid():
            self.tree.setCurrentIndex(there)
        self.title.setText(criteria_sets.titled(self.table.head.title, self.table.head.year))
        count = sum(len(said) for said in found.values())
        total = _("Total {points} points").format(points=formats.points(self.table.max_total))
        words = ngettext("{count} thing does not add up", "{count} things do not add up", count).format(count=count)
        self.sums.setText(f"{total} · {words}" if count else total)
        set_role(self.sums, "strong-late" if count else "strong")
        self._refresh()

    def _closed(self) -> set[str]:
        return (
            {
                guid
                for guid in (line.guid for line in self.table.lines if not line.is_leaf)
                if (index := self.model.index_of(guid)).isValid() and not self.tree.isExpanded(index)
            }
            if self.table
            else set()
        )

    def _open_but(self, closed: set[str]) -> None:
        for line in self.table.lines if self.table else ():
            self.tree.setExpanded(self.model.index_of(line.guid), line.guid not in closed)

    def _rows_changed(self, change: Change) -> None:
        if not change.touches("criterion", "criteria_set"):
            return
        dossier = self._workspace.dossier
        if dossier is None or not criteria_sets.is_there(dossier, self._set):
            self.dismiss()
            return
        self.read()

    def _refresh(self) -> None:
        line = self.line
        for tool in self._on_one:
            tool.setEnabled(line is not None)
        said = self.model.doubts_of(line.guid) if line is not None else ()
        self._tell("; ".join([*said, *self.model.doubts_of(criteria_sets.TOTAL)]))

    def _tell(self, sentence: str) -> None:
        self.said.setText(f"{sentence[:1].upper()}{sentence[1:]}" if sentence else "")

    @property
    def line(self) -> SetLine | None:
        """The line on which the officer is."""
        return self.model.line_of(self.tree.currentIndex())

    def chosen(self) -> list[SetLine]:
        """The lines of the chosen cells."""
        found: dict[str, SetLine] = {}
        for index in self.tree.selectionModel().selectedIndexes():
            line = self.model.line_of(index)
            if line is not None:
                found.setdefault(line.guid, line)
        return list(found.values()) or [line for line in (self.line,) if line is not None]

    # Editing

    def _keep_typed(self, cells: dict[tuple[str, str], str]) -> None:
        self._workspace.run(criteria_edits.set_cells, cells=cells)

    def _finish_typing(self) -> None:
        if self.tree.is_typing():
            self.tree.setFocus()

    def add(self, below: bool = False) -> None:
        """A criterion after the chosen one, or below it, ready to be named."""
        self._finish_typing()
        after = self.line.guid if self.line else None
        change = self._workspace.run(
            criteria_edits.add_criterion, set_guid=self._set, after=after, below=below and after is not None
        )
        self._go_to(change, typing=True)

    def _go_to(self, change: Change | None, typing: bool = False) -> None:
        made = change.created("criterion") if change is not None else ()
        index = self.model.index_of(made[0], NAME) if made else QModelIndex()
        if index.isValid():
            self.tree.setFocus()
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
            if typing:
                self.tree.edit(index)

    def move_line(self, by: int = 0, deeper: int = 0) -> None:
        """Move the chosen criterion with all below it."""
        self._finish_typing()
        if self.line is not None:
            self._workspace.run(criteria_edits.move_criterion, guid=self.line.guid, by=by, deeper=deeper)

    def split(self) -> None:
        """Part the chosen leaf into two that share its points."""
        self._finish_typing()
        if self.line is not None:
            self._go_to(self._workspace.run(criteria_edits.split_criterion, guid=self.line.guid))

    def remove(self) -> None:
        """Remove the chosen criteria; where scores or proofs go along, that is asked."""
        self._finish_typing()
        dossier, guids = self._workspace.dossier, [line.guid for line in self.chosen()]
        if dossier is None or not guids:
            return
        gone = criteria_edits.what_goes(dossier, guids)
        if gone.scores or gone.proofs or gone.appraisals or gone.criteria > len(guids):
            words = _(
                "{criteria} criteria go, those below the chosen ones counted; with them {scores} scores, {proofs} "
                "proofs and {appraisals} appraisals. Undo (Ctrl+Z) brings all of it back."
            ).format(criteria=gone.criteria, scores=gone.scores, proofs=gone.proofs, appraisals=gone.appraisals)
            if not alerts.ask(self, _("Remove criteria"), words, _("Remove"), _("Keep them"), enter_agrees=False):
                return
        self._workspace.run(criteria_edits.remove_criteria, guids=guids)

    def paste_new(self) -> None:
        """Add criteria from rows copied in Excel or Word, behind the chosen one."""
        self._finish_typing()
        try:
            rows = pasted_rows(from_tsv(QGuiApplication.clipboard().text()))
        except UserError as error:
            alerts.show_error(self, error)
            return
        after = self.line.guid if self.line else None
        change = self._workspace.run(criteria_edits.paste_criteria, set_guid=self._set, after=after, rows=rows)
        self._go_to(change)

    # Beside the table

    def edit_head(self) -> None:
        """What is said of the whole set, in a small form."""
        if self.table is not None:
            SetHeadDialog(self._workspace, self.table.head, self).open()

    def remove_set(self) -> None:
        """Remove the whole set, once the officer agrees."""
        self._finish_typing()
        dossier, table = self._workspace.dossier, self.table
        if dossier is None or table is None:
            return
        gone = criteria_edits.what_goes(dossier, [line.guid for line in table.lines if line.level == 1])
        words = _(
            "The set goes with its {criteria} criteria, {scores} scores, {proofs} proofs and {appraisals} appraisals. "
            "Undo (Ctrl+Z) brings all of it back."
        ).format(criteria=gone.criteria, scores=gone.scores, proofs=gone.proofs, appraisals=gone.appraisals)
        if alerts.ask(self, _("Remove criteria set"), words, _("Remove"), _("Keep it"), enter_agrees=False):
            self._workspace.run(criteria_edits.remove_set, set_guid=table.head.guid)

    def compare_sets(self) -> None:
        """What is not the same in another set."""
        CompareSetsDialog(self._workspace, self._set, self).open()

    def _ask_form(self) -> None:
        menu = passing_menu(self)
        for form, words in (
            ("docx", _("Word…")),
            ("xlsx", _("Excel, which can be taken in again…")),
            ("pdf", _("PDF…")),
            ("cchcmau", _("A form pack for other offices…")),
        ):
            menu.addAction(words, partial(self.keep_form, form))
        menu.exec(self.keep_as.mapToGlobal(self.keep_as.rect().bottomLeft()))

    def keep_form(self, form: str) -> None:
        """Write the set into a file of this form."""
        self._finish_typing()
        if self.table is not None:
            keep_set(self, self._workspace, self.table, form)
