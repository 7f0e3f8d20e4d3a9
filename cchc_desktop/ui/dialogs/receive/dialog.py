"""A package that came, as a page that a clerk understands: from whom, what it is, and every change to choose from."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules.periods import period_title
from cchc_desktop.services.exchange.merging import CHOOSABLE, Difference, MergeState
from cchc_desktop.services.exchange.previewing import Preview
from cchc_desktop.services.exchange.receiving import receive
from cchc_desktop.services.exchange.why_words import package_words, state_words, told, why_words
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.receive.model import GROUPS, ChangeColumn, ChangesModel
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.workspace import Workspace


class ChangesTable(QTableView):
    """Signal `toggled`: Space was pressed, wherever in the row the focus is."""

    toggled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class ReceiveDialog(Dialog):
    """What loses nothing here is ticked; what was changed on both sides is left to choose.

    Signal `rest_left`: neither this package nor those that wait behind it are to be shown now.
    """

    rest_left = Signal()
    enter_agrees = False

    def __init__(
        self,
        workspace: Workspace,
        preview: Preview,
        data: PackageData,
        parent: QWidget | None = None,
        waiting: int = 0,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._preview, self._data, self._waiting = workspace, preview, data, waiting
        self.setWindowTitle(_("Package of {office}").format(office=preview.info.office))
        fit(self, 1080, 640)
        self.model = ChangesModel(preview, self)
        self.table = ChangesTable()
        self.mine, self.theirs = QPlainTextEdit(), QPlainTextEdit()
        self.groups = CalmCombo()
        self.agree = button(_("Take what is ticked"), self.accept, "primary", "git-merge")
        self._lay_out()
        self.model.chosen_changed.connect(self._count)
        self._fill_groups()
        self._count()
        self.table.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(self._head(), "pane", wrap=True))
        column.addWidget(label(self._facts(), "secondary", wrap=True))
        for words in self._warnings():
            column.addWidget(label(words, "note", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.groups.setAccessibleName(_("Which changes are shown"))
        self.groups.currentIndexChanged.connect(lambda _place: self._show_group())
        row.addWidget(self.groups)
        row.addWidget(button(_("Tick all that is safe"), lambda: self.model.choose(self._preview.safe)))
        row.addWidget(button(_("Tick none"), lambda: self.model.choose(())))
        row.addStretch(1)
        column.addLayout(row)
        self._build_table()
        panes = QSplitter(Qt.Orientation.Vertical)
        panes.addWidget(self.table)
        panes.addWidget(self._texts())
        panes.setChildrenCollapsible(False)
        panes.setSizes([theme.px(300), theme.px(160)])
        column.addWidget(panes, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        if self._waiting:
            words = ngettext("{count} more package waits.", "{count} more packages wait.", self._waiting)
            foot.addWidget(label(words.format(count=formats.count(self._waiting)), "secondary"))
        foot.addStretch(1)
        if self._waiting:
            foot.addWidget(button(_("Leave the rest"), self._leave_rest))
        foot.addWidget(button(_("Not now"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _leave_rest(self) -> None:
        self.rest_left.emit()
        self.reject()

    def _head(self) -> str:
        info = self._preview.info
        return f"{package_words(info)}: {info.office}, {period_title(info.year, info.period)}"

    def _facts(self) -> str:
        info = self._preview.info
        made = _("Made {moment}, check code {code}.").format(moment=formats.moment(info.made_at), code=info.short_hash)
        return f"{made} {info.manifest.note}".strip()

    def _warnings(self) -> list[str]:
        found = []
        if self._preview.again:
            found.append(_("This package was taken in before. There is nothing to do."))
        if self._preview.older:
            found.append(
                _("A later package of the same sender was taken in already. Of this one nothing is taken unasked.")
            )
        return found

    def _build_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Changes in the package"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(28))
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((ChangeColumn.STATE, 190), (ChangeColumn.KIND, 140), (ChangeColumn.FIELD, 130)):
            header.resizeSection(column, theme.px(width))
        header.setSectionResizeMode(ChangeColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now))
        self.table.toggled.connect(self._toggle)

    def _toggle(self) -> None:
        """Space ticks the row, wherever in it the focus is."""
        index = self.model.index(self.table.currentIndex().row(), ChangeColumn.STATE)
        one = self.model.row_at(index.row())
        if one is not None and one.state in CHOOSABLE:
            on = one.key in self.model.chosen
            state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            self.model.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def _texts(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for words, field in ((_("What stands"), self.mine), (_("What came"), self.theirs)):
            field.setReadOnly(True)
            field.setTabChangesFocus(True)
            row.addWidget(labelled(words, field), 1)
        return holder

    def _fill_groups(self) -> None:
        self.groups.addItem(_("All that differs"), None)
        for state in GROUPS:
            count = self.model.count(state)
            if count:
                self.groups.addItem(f"{state_words(state)} ({formats.count(count)})", state)
        self._show_group()

    def _show_group(self) -> None:
        self.model.show_group(self.groups.currentData())
        if self.model.rowCount():
            self.table.selectRow(0)
        else:
            self.mine.setPlainText("")
            self.theirs.setPlainText("")

    def _choose(self, now: QModelIndex) -> None:
        one: Difference | None = self.model.row_at(now.row())
        if one is None:
            return
        why = why_words(one)
        mine = told(one, one.before)
        self.mine.setPlainText(f"{why}\n\n{mine}".strip() if why else mine)
        self.theirs.setPlainText(told(one, one.theirs))

    def _count(self) -> None:
        count = len(self.model.chosen)
        left = sum(one.key not in self.model.chosen for one in self._preview.of(MergeState.CONFLICT))
        self.agree.setEnabled(count > 0)
        words = ngettext("Take {count} change", "Take {count} changes", count)
        self.agree.setText(words.format(count=formats.count(count)) if count else _("Take what is ticked"))
        kept = ngettext(
            "Of {count} thing that both sides changed ours stays; theirs is kept in the history.",
            "Of {count} things that both sides changed ours stay; theirs are kept in the history.",
            left,
        )
        self.agree.setToolTip(kept.format(count=left) if left else "")

    def carry_out(self) -> bool:
        """Take what is ticked; the dialog stays when the dossier refuses."""
        chosen = self.model.chosen
        change = self._workspace.run_across(receive, info=self._preview.info, data=self._data, chosen=chosen)
        if change is None:
            return False
        words = ngettext("{count} change was taken in.", "{count} changes were taken in.", len(chosen))
        self._workspace.say(words.format(count=formats.count(len(chosen))))
        return True
