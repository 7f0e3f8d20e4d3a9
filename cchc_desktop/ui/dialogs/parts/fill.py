"""A unit fills in its part of a report, on a PC that need not have a dossier; every step is written to the file."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.part_file import write_part
from cchc_desktop.i18n import _
from cchc_desktop.models.part_rows import Part, PartFigure, PartItem, PartTask
from cchc_desktop.rules.periods import Period
from cchc_desktop.text import clean
from cchc_desktop.ui import alerts, formats, icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.widgets.part_pages import FigurePage, ItemPage, TaskPage
from cchc_desktop.writers.saving import agree_to_replace

_KEY = Qt.ItemDataRole.UserRole
_KINDS = ("item", "task", "figure")


class PartFillDialog(Dialog):
    """The list at the left, what is chosen at the right; `part` is what the file holds."""

    def __init__(self, path: Path, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.part = part
        self._saved = self.part
        agree_to_replace(path)  # the file is edited in place, for as long as nobody else changes it
        self._shown: tuple[str, int] | None = None
        self._taken = True  # what stood on the page
        self.setWindowTitle(_("Part of {unit}").format(unit=self.part.unit))
        fit(self, 1000, 640)
        self.writer = QLineEdit(self.part.sender)
        self.tree = QTreeWidget()
        self.item_page, self.task_page, self.figure_page = ItemPage(), TaskPage(), FigurePage()
        self._pages = QStackedWidget()
        self._note = label("", "note", wrap=True)
        self._lay_out()
        self._fill_tree()
        self.tree.currentItemChanged.connect(lambda now, _before: self._choose(now))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)
        first = self.tree.topLevelItem(0)
        child = first.child(0) if first is not None else None
        if child is not None:
            self.tree.setCurrentItem(child)

    def _lay_out(self) -> None:
        part = self.part
        head = _("{office}: report {period}").format(
            office=part.office, period=formats.period_title(Period.parse(part.period))
        )
        if part.due_on is not None:
            head = _("{head}. Send it back by {date}.").format(head=head, date=formats.long_date(part.due_on))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(head, "pane", wrap=True))
        column.addWidget(labelled(_("Filled in by"), self.writer))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(theme.px(14))
        self.tree.setAccessibleName(_("What is to be filled in"))
        for page in (self.item_page, self.task_page, self.figure_page):
            self._pages.addWidget(page)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.tree)
        panes.addWidget(self._pages)
        panes.setStretchFactor(1, 1)
        panes.setSizes([theme.px(340), theme.px(620)])
        column.addWidget(panes, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(button(_("Previous"), lambda: self.step(-1), icon_name="chevron-up"))
        foot.addWidget(button(_("Next"), lambda: self.step(1), icon_name="chevron-down"))
        foot.addWidget(button(_("Save and close"), self.close, "primary", "device-floppy"))
        column.addLayout(foot)

    def _fill_tree(self) -> None:
        for kind, title, rows in (
            ("item", _("Report items"), self.part.items),
            ("task", _("Tasks"), self.part.tasks),
            ("figure", _("Figures"), self.part.figures),
        ):
            if not rows:
                continue
            group = QTreeWidgetItem([title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(group)
            for place in range(len(rows)):
                child = QTreeWidgetItem()
                child.setData(0, _KEY, (kind, place))
                group.addChild(child)
                self._mark(child)
        self.tree.expandAll()

    def _mark(self, child: QTreeWidgetItem) -> None:
        """The row's words, and whether something new stands in it."""
        kind, place = child.data(0, _KEY)
        words, filled = _look(getattr(self.part, f"{kind}s")[place])
        child.setText(0, words)
        child.setToolTip(0, words)
        child.setIcon(0, icons.icon(*(("circle-check", "done") if filled else ("circle-dashed", "muted")), 14))

    def _choose(self, now: QTreeWidgetItem | None) -> None:
        if not self.keep():
            QTimer.singleShot(0, self, self._go_back)
            return
        if now is self._child(self._shown):
            return
        key = now.data(0, _KEY) if now is not None else None
        if key is None:
            return  # a heading: the page beside it still belongs to the row before, and what is typed there to it
        kind, place = self._shown = tuple(key)
        if kind == "item":
            self.item_page.show_row(self.part.items[place])
        elif kind == "task":
            self.task_page.show_row(self.part.tasks[place])
        else:
            self.figure_page.show_row(self.part.figures[place])
        self._pages.setCurrentIndex(_KINDS.index(kind))

    def _go_back(self) -> None:
        """To the row whose page is open still."""
        here = self._child(self._shown)
        if here is not None:
            self.tree.setCurrentItem(here)

    def keep(self) -> bool:
        """Take what stands on the page into the part, and write the file where something changed.

        False when the page holds what is no value: it stays open.
        """
        taken = True
        if self._shown is not None:
            kind, place = self._shown
            if kind == "item":
                self._put_item(place)
            elif kind == "task":
                self._put_task(place)
            else:
                taken = self._put_figure(place)
        self.save()
        return taken

    def _put_item(self, place: int) -> None:
        rows = list(self.part.items)
        rows[place] = replace(rows[place], text=self.item_page.text())
        self.part = replace(self.part, items=tuple(rows))

    def _put_task(self, place: int) -> None:
        rows = list(self.part.tasks)
        rows[place] = self.task_page.row(rows[place])
        self.part = replace(self.part, tasks=tuple(rows))

    def _put_figure(self, place: int) -> bool:
        rows = list(self.part.figures)
        try:
            rows[place] = self.figure_page.row(rows[place])
        except UserError as error:
            self._note.setText(str(error))
            self.figure_page.value.setFocus()
            return False
        self.part = replace(self.part, figures=tuple(rows))
        return True

    def save(self) -> bool:
        """Write the file when something is new; False when it could not be written, and then it has been said."""
        part = replace(self.part, sender=clean(self.writer.text()).strip())
        if part == self._saved:
            return True
        part = replace(part, filled_at=datetime.now().replace(microsecond=0))
        try:
            write_part(part, self._path)
        except UserError as error:
            alerts.show_error(self, error)
            return False
        self.part = replace(part, filled_at=self._saved.filled_at)
        self._saved = self.part
        self._note.setText(_("Saved in {name}. Send this file back.").format(name=self._path.name))
        current = self._child(self._shown)
        if current is not None:
            self._mark(current)
        return True

    def _child(self, key: tuple[str, int] | None) -> QTreeWidgetItem | None:
        for place in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(place)
            for number in range(group.childCount() if group is not None else 0):
                child = group.child(number) if group is not None else None
                if child is not None and key is not None and tuple(child.data(0, _KEY)) == key:
                    return child
        return None

    def step(self, by: int) -> None:
        """To the next or the previous row."""
        here = self.tree.currentItem()
        if here is None:
            return
        other = self.tree.itemBelow(here) if by > 0 else self.tree.itemAbove(here)
        while other is not None and other.data(0, _KEY) is None:
            other = self.tree.itemBelow(other) if by > 0 else self.tree.itemAbove(other)
        if other is not None:
            self.tree.setCurrentItem(other)

    def enter(self) -> None:
        """From the name to the rows; from a field of a row to the next row."""
        if self.focusWidget() is self.writer:
            self.tree.setFocus()
        elif self.focusWidget() is not self.tree:
            self.step(1)

    def keep_typed(self) -> None:
        self._taken = self.keep()

    def holds_typed(self) -> bool:
        return not self._taken or self.part != self._saved

    def keep_words(self) -> str:
        return ""  # it was just tried


def _look(row: PartItem | PartTask | PartFigure) -> tuple[str, bool]:
    """The words of a row in the list, and whether the unit has filled it in."""
    if isinstance(row, PartItem):
        return f"{row.number}. {row.title}".removeprefix(". "), row.text != row.before
    if isinstance(row, PartTask):
        changed = (row.status, row.percent) != (row.status_before, row.percent_before)
        return f"{row.number}. {row.text}", changed or bool(row.result)
    return f"{row.code}. {row.name}", row.value is not None
