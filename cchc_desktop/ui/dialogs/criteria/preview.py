"""A criteria set as it was read, before it is taken in: every line with its doubts, and what found no place."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.readers.read_rows import ReadCriteria, ReadCriterion
from cchc_desktop.rules.index_kinds import INDEX_KINDS, index_code_of
from cchc_desktop.rules.scoring import describe, from_json
from cchc_desktop.services.intake.import_criteria import keep_criteria
from cchc_desktop.services.intake.update_criteria import preview_update, standing_set, update_criteria
from cchc_desktop.services.scoring.criteria_compare import ChangeKind, SetDifference
from cchc_desktop.services.scoring.criteria_sets import scorer_name
from cchc_desktop.text import clean
from cchc_desktop.ui import alerts, formats, icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.left_lines import LeftLines
from cchc_desktop.ui.widgets.shared_columns import SharedColumns
from cchc_desktop.ui.workspace import Workspace, wait_cursor

_FIXED = {0: 104, 2: 66}  # pixels at 100 %
_SHARES = {1: 30, 3: 20, 4: 16, 5: 34}
_COLUMNS = len(_FIXED) + len(_SHARES)


class CriteriaPreview(Dialog):
    """Asks whether a set that was read is to be taken in, under which name and as which index."""

    enter_agrees = False  # it may change a set that is there

    def __init__(self, workspace: Workspace, read: ReadCriteria, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._year = year = workspace.year
        self.read = read
        self.setWindowTitle(_("Take in a criteria set"))
        fit(self, 1180, 640)
        self.title = QLineEdit(read.title or _("Criteria of {year}").format(year=year))
        self.index = CalmCombo()
        for kind in INDEX_KINDS:
            self.index.addItem(kind.name, kind.code)
        self.index.setCurrentIndex(self.index.findData(index_code_of(read.title)))
        self.only_doubts = QCheckBox(_("Only lines to look at"))
        self.tree = QTreeWidget()
        self._lay_out(year, name)
        self._fill()
        self.only_doubts.toggled.connect(lambda _on: self._filter())

    def carry_out(self) -> bool:
        """Take the set in as one step; the dialog stays where that is refused, and the officer is told."""
        dossier = self._workspace.dossier
        if dossier is None:
            return True
        read = replace(self.read, title=" ".join(clean(self.title.text()).split()))
        code = str(self.index.currentData())
        standing = standing_set(dossier, code, self._year)
        if standing and not self._agreed_to_update(preview_update(dossier, read, standing)):
            return False
        try:
            with wait_cursor():
                if standing:
                    result = update_criteria(dossier, read=read, set_guid=standing)
                else:
                    result = keep_criteria(dossier, read=read, year=self._year, index_code=code)
        except UserError as error:
            alerts.show_error(self, error)
            return False
        self._workspace.adopt(result.change)
        self._workspace.say(_("Taken in from the file. Undo (Ctrl+Z)"))
        return True

    def _agreed_to_update(self, differences: Sequence[SetDifference]) -> bool:
        """Ask whether the set that the year has is to become what the file says."""
        kinds = [one.kinds[0] for one in differences]
        added, gone = kinds.count(ChangeKind.ADDED), kinds.count(ChangeKind.REMOVED)
        words = _(
            "{year} has a set of this index already. Shall it become what the file says? {changed} criteria change, "
            "{added} are new, {gone} go with their scores; all others keep their scores and proofs. Undo (Ctrl+Z) "
            "brings the old set back."
        ).format(year=self._year, changed=len(kinds) - added - gone, added=added, gone=gone)
        title = self.windowTitle()
        return alerts.ask(self, title, words, _("Update the set"), _("Back"), enter_agrees=False)

    def _lay_out(self, year: int, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(_("{name}, into the year {year}").format(name=name, year=year), "pane", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(labelled(_("Name of the set"), self.title), 3)
        row.addWidget(labelled(_("Index"), self.index), 2)
        column.addLayout(row)
        column.addWidget(label(self._summary(year), "strong", wrap=True))
        column.addWidget(self.only_doubts)
        self.only_doubts.setEnabled(any(one.doubts for one in self.read.criteria))
        self._dress_tree()
        if self.read.unplaced:
            tabs = QTabWidget()
            tabs.addTab(self.tree, _("Criteria ({count})").format(count=len(self.read.criteria)))
            self.left = LeftLines(self.read.unplaced, Path(name).name)
            tabs.addTab(self.left, _("Without a place ({count})").format(count=len(self.read.unplaced)))
            column.addWidget(tabs, 1)
        else:
            column.addWidget(self.tree, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Take in"), self.accept, "primary"))
        column.addLayout(foot)

    def _dress_tree(self) -> None:
        self.tree.setAccessibleName(_("Criteria"))
        self.tree.setHeaderLabels(
            [
                _("Code"),
                _("Criterion"),
                pgettext("column", "Maximum"),
                _("How it is scored"),
                _("Evidence wanted"),
                _("To look at"),
            ]
        )
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(theme.px(14))
        SharedColumns(self.tree, _FIXED, _SHARES)

    def _summary(self, year: int) -> str:
        """The set in a few words: how many criteria, points, rules; where it comes from; what to look at."""
        read = self.read
        leaves = [one for at, one in enumerate(read.criteria) if self._is_leaf(at)]
        total = sum((one.max_points or Decimal(0) for one in leaves if not one.bonus), Decimal(0))
        words = ngettext("{count} criterion to score", "{count} criteria to score", len(leaves))
        parts = [words.format(count=len(leaves)), _("{points} points").format(points=formats.plain_points(total))]
        if read.decision:
            parts.append(read.decision)
        said = " · ".join(parts)
        doubts = sum(bool(one.doubts) for one in read.criteria)
        if doubts:
            words = ngettext("{count} line to look at", "{count} lines to look at", doubts)
            said += " · " + words.format(count=doubts)
        further = [one for one in read.warnings if not any(doubt in one for c in read.criteria for doubt in c.doubts)]
        if read.year not in (None, year):
            words = _("The file says the year {said}; the set is taken into {year}. Check that this is meant.")
            further.insert(0, words.format(said=read.year, year=year))
        return "\n".join([said, *further])

    def _is_leaf(self, at: int) -> bool:
        rows = self.read.criteria
        return at + 1 == len(rows) or rows[at + 1].level <= rows[at].level

    def _fill(self) -> None:
        path: list[QTreeWidgetItem] = []
        for at, one in enumerate(self.read.criteria):
            del path[one.level - 1 :]
            item = QTreeWidgetItem(self._cells(one))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for place in range(_COLUMNS):
                item.setToolTip(place, (one.rule, one.proof_wanted)[place - 3] if place in (3, 4) else item.text(place))
                if not self._is_leaf(at):
                    item.setFont(place, theme.font(12, 600))
            if one.doubts:
                item.setIcon(0, icons.icon("alert-triangle", "soon", 14))
            item.setData(0, Qt.ItemDataRole.UserRole, bool(one.doubts))
            path[-1].addChild(item) if path else self.tree.addTopLevelItem(item)
            path.append(item)
        self.tree.expandAll()

    def _cells(self, one: ReadCriterion) -> list[str]:
        points = formats.points(one.max_points) if one.max_points is not None else ""
        doubts = [*one.doubts]
        if one.scored_by != "self" and not doubts:
            doubts.append(scorer_name(one.scored_by))
        if one.scoring and one.max_points is not None:
            doubts.append(_("rule to confirm: {rule}").format(rule=describe(from_json(one.scoring), one.max_points)))
        said = "; ".join(doubts)
        return [
            one.code,
            one.name,
            f"±{points}" if one.bonus and points else points,
            " ".join(one.rule.split()),
            " ".join(one.proof_wanted.split()),
            f"{said[:1].upper()}{said[1:]}",
        ]

    def _filter(self) -> None:
        """Show all lines, or those with doubts and what they stand under."""
        only = self.only_doubts.isChecked()

        def walk(item: QTreeWidgetItem | None) -> bool:
            if item is None:
                return False
            below = [walk(item.child(place)) for place in range(item.childCount())]
            shown = not only or bool(item.data(0, Qt.ItemDataRole.UserRole)) or any(below)
            item.setHidden(not shown)
            return shown

        for place in range(self.tree.topLevelItemCount()):
            walk(self.tree.topLevelItem(place))
