"""Next year's plan before it is made: which years and dates move, what is doubtful, which tasks are carried over."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.copy_rows import CopyPreview, MovedLine
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.deadlines import MilestoneKind
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.moving_years import YearDoubt
from cchc_desktop.services.papers.plan_texts import BODY, EXPIRED
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.table_models.frame_standing import Standing, word_of
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.calm import CalmCombo

_AROUND = 22  # letters of a text shown before and after what moves
_MOST = 2000  # lines shown; all are moved
_YEAR = re.compile(r"20\d\d")
_KEY = Qt.ItemDataRole.UserRole


class CopyPreviewDialog(Dialog):
    """Signal: `agreed` the plan is to be made; `kept`, `carried` and `with_done` say how."""

    agreed = Signal()

    def __init__(self, parent: QWidget | None, preview: CopyPreview, old: int, new: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("The plan of {new} from that of {old}").format(new=new, old=old))
        fit(self, 980, 600)
        self._preview = preview
        self._doubtful = [line for line in preview.lines if line.doubts]
        self.filter = CalmCombo()
        self.filter.setAccessibleName(_("Show"))
        titles = [_("Move"), _("Where"), _("Now"), _("In the new plan"), _("To look at")]
        self.lines = self._tree(titles, (72, 150, 0, 0, 214))
        self.tasks = self._tree([_("Task"), _("Deadline"), _("Status")], (0, 190, 130))
        self.done_box = QCheckBox()
        self._kept: set[str] = set()
        self._lay_out(old)
        self._show_tasks(preview.unfinished)
        self.filter.activated.connect(lambda _at: self._fill())
        self.lines.itemChanged.connect(self._ticked)
        self._fill()
        self.make.setFocus()

    def _tree(self, titles: list[str], widths: Sequence[int]) -> QTreeWidget:
        """A list whose columns of width 0 share the room that is left."""
        tree = QTreeWidget()
        tree.setAccessibleName(titles[0] or titles[1])
        tree.setRootIsDecorated(False)
        tree.setHeaderLabels(titles)
        tree.setWordWrap(True)
        tree.setUniformRowHeights(False)
        tree.header().setStretchLastSection(False)
        for place, width in enumerate(widths):
            if width:
                tree.setColumnWidth(place, theme.px(width))
            else:
                tree.header().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        return tree

    def _lay_out(self, old: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        moves = sum(line.moves for line in self._preview.lines)
        doubts = len(self._doubtful)
        words = _("{moves}; {doubts}").format(
            moves=ngettext("Years move in {count} place", "Years move in {count} places", moves).format(count=moves),
            doubts=ngettext("{count} place to look at", "{count} places to look at", doubts).format(count=doubts),
        )
        column.addWidget(label(words, "page"))
        note = _("Cited papers stay as they are. Take the tick away where a text is to keep its years.")
        column.addWidget(label(note, "secondary", wrap=True))
        if doubts:
            self.filter.addItem(_("To look at ({count})").format(count=doubts), True)
        self.filter.addItem(_("Everything ({count})").format(count=len(self._preview.lines)), False)
        moving = QWidget()
        inner = QVBoxLayout(moving)
        inner.setContentsMargins(0, theme.px(8), 0, 0)
        inner.setSpacing(theme.px(6))
        top = QHBoxLayout()
        top.addWidget(self.filter)
        top.addStretch(1)
        inner.addLayout(top)
        inner.addWidget(self.lines, 1)
        self.pages = QTabWidget()
        self.pages.addTab(moving, _("Years and dates ({count})").format(count=len(self._preview.lines)))
        words = _("Unfinished tasks ({count})").format(count=len(self._preview.unfinished))
        self.pages.addTab(self._task_page(old), words)
        column.addWidget(self.pages, 1)
        foot = QHBoxLayout()
        foot.addWidget(label(_("It is one step of undo."), "note"), 1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.make = button(_("Begin the paper"), self._agree, "primary")
        foot.addWidget(self.make)
        column.addLayout(foot)

    def _task_page(self, old: int) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(6))
        words = _("Ticked tasks are carried over: marked in the plan of {old} and in the new one. Others begin anew.")
        column.addWidget(label(words.format(old=old), "secondary", wrap=True))
        column.addWidget(self.tasks, 1)
        count = self._preview.done
        words = ngettext("Take over the {count} task that is done", "Take over the {count} tasks that are done", count)
        self.done_box.setText(words.format(count=count))
        self.done_box.setChecked(True)
        self.done_box.setVisible(count > 0)
        column.addWidget(self.done_box)
        return page

    # What is shown

    def _fill(self) -> None:
        """The lines that the filter asks for."""
        self.lines.blockSignals(True)
        self.lines.clear()
        for line in (self._doubtful if self.filter.currentData() else self._preview.lines)[:_MOST]:
            before, after = excerpts(line)
            item = QTreeWidgetItem(["", line.place, before, after, _doubts(line)])
            item.setData(0, _KEY, line.key)
            if line.moves:
                item.setText(0, _("Move"))
                kept = line.key in self._kept
                item.setCheckState(0, Qt.CheckState.Unchecked if kept else Qt.CheckState.Checked)
            else:
                item.setText(0, _("Stays"))
            if line.doubts:
                item.setIcon(4, icons.icon("alert-triangle", "soon", 15))
            for place, words in ((2, _shown(line, line.before)), (3, _shown(line, line.after)), (4, line.note)):
                item.setToolTip(place, words)
            self.lines.addTopLevelItem(item)
        self.lines.blockSignals(False)

    def _show_tasks(self, tasks: Sequence[TaskRow]) -> None:
        for task in tasks:
            item = QTreeWidgetItem([task.text, task.deadline, word_of(Standing(task.status))])
            item.setData(0, _KEY, task.guid)
            item.setCheckState(0, Qt.CheckState.Checked if _has_end(task) else Qt.CheckState.Unchecked)
            item.setToolTip(0, task.text)
            self.tasks.addTopLevelItem(item)

    def _ticked(self, item: QTreeWidgetItem, _column: int) -> None:
        key = item.data(0, _KEY)
        (self._kept.discard if item.checkState(0) == Qt.CheckState.Checked else self._kept.add)(key)

    # What was chosen

    @property
    def kept(self) -> frozenset[str]:
        """The keys of the texts that keep their years."""
        return frozenset(self._kept)

    @property
    def carried(self) -> frozenset[str]:
        """The guids of the tasks that are carried over."""
        items = (self.tasks.topLevelItem(place) for place in range(self.tasks.topLevelItemCount()))
        return frozenset(item.data(0, _KEY) for item in items if item and item.checkState(0) == Qt.CheckState.Checked)

    @property
    def with_done(self) -> bool:
        """Whether tasks that are done come along."""
        return self.done_box.isChecked()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def _has_end(task: TaskRow) -> bool:
    """Whether a task has an end that was missed; what is done all the year round begins anew by itself."""
    lasting = (MilestoneKind.CONTINUOUS, MilestoneKind.RECURRING, MilestoneKind.YEAR)
    return any(milestone.date_to is not None and milestone.kind not in lasting for milestone in task.milestones)


def _doubts(line: MovedLine) -> str:
    words = {
        YearDoubt.KEPT_DATE: _("a day of the old year stays"),
        YearDoubt.LEAP_DAY: _("29 February became the 28th"),
        YearDoubt.PERIOD: _("a span of years stays"),
        YearDoubt.PERIOD_OVER: _("a span of years is over"),
        YearDoubt.CITED_YEAR: _("cites a paper of the old year"),
        EXPIRED: _("cites a paper no longer in force"),
    }
    return "\n".join(words[doubt] for doubt in line.doubts)


def excerpts(line: MovedLine) -> tuple[str, str]:
    """What moves, before and after, with some words around it; of a text that stays, the words around its years."""
    before, after = _shown(line, line.before), _shown(line, line.after)
    spots = [at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b]
    spots = spots or [match.start() for match in _YEAR.finditer(before)][:3]
    spans: list[tuple[int, int]] = []
    for at in spots:
        start, end = before.rfind(" ", 0, max(0, at - _AROUND)) + 1, before.find(" ", at + _AROUND)
        end = len(before) if end < 0 else end
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    spans = spans[:4] or [(0, 4 * _AROUND)]

    def cut(text: str) -> str:
        parts = [" ".join(text[start:end].split()) for start, end in spans]
        shown = " … ".join(parts)
        return f"{'…' if spans[0][0] else ''}{shown}{'…' if spans[-1][1] < len(text) else ''}"

    return cut(before), cut(after) if line.moves else ""


def _shown(line: MovedLine, text: str) -> str:
    """The words of a text; that of a section has markup, which is not shown."""
    return plain_text(text, "; ") if line.key.endswith(BODY) else text
