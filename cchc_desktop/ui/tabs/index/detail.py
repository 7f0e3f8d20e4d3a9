"""Everything about one criterion: how it is scored, points, explanation, mending tasks, evidence, years."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.numbers import typed_number
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.scoring.criteria import add_mending_task, read_criterion
from cchc_desktop.services.scoring.index_sources import Sources
from cchc_desktop.text import clean
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.table_models.criteria_tree import lost
from cchc_desktop.ui.tabs.index.proof import ProofBox
from cchc_desktop.ui.tabs.index.scoring import ScoringBox
from cchc_desktop.ui.widgets.basics import (
    box,
    empty,
    icon_label,
    label,
    line,
    link,
    passing_menu,
    set_role,
    tab_in_order,
)
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.widgets.one_line import OneLineLink
from cchc_desktop.ui.widgets.remarks import AppraisalsBox, RemarksBox
from cchc_desktop.ui.widgets.year_chart import YearChart
from cchc_desktop.ui.workspace import Workspace

_RIGHT = Qt.TextElideMode.ElideRight


class IndexDetail(QScrollArea):
    """The right pane of the index tab; `navigate(tab, guid)` when a task is clicked."""

    navigate = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._row: CriterionRow | None = None
        self._earlier: tuple[indices.YearComparison, ...] = ()  # of the years before
        self._view: IndexView | None = None
        self._sources: Sources | None = None
        self._adding: list[QPushButton] = []
        self._fields: dict[str, QLineEdit] = {}  # by the name of the score
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(theme.px(290))
        inner = box("pane")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        self._column.setSpacing(theme.px(8))
        self._build_head()
        self._mending = self._section(
            _("Mending tasks"), (_("Add a task…"), self.add_task), (_("Begin a new one"), self.begin_task)
        )
        self.proof = ProofBox(workspace)
        self._column.addWidget(self.proof)
        self._column.addWidget(line())
        self._column.addWidget(label(_("Comparison of years"), "field"))
        self.chart = YearChart()
        self._column.addWidget(self.chart)
        self._column.addStretch(1)
        self.setWidget(inner)

    def _build_head(self) -> None:
        self._title = label("", "pane", wrap=True)
        self._rule = label("", "secondary", wrap=True)
        self._column.addWidget(self._title)
        self._column.addWidget(self._rule)
        self._edit = link(_("Edit the criterion…"), self.edit_criterion)
        self._column.addWidget(self._edit)
        row = FlowLayout(gap=theme.px(6))
        self.points = self._points_field("self_score", _("Self-score"))
        self._of = label("", "secondary")
        self._lost = label("", "strong-late")
        row.addWidget(label(_("Self-score")))
        row.addWidget(self.points)
        row.addWidget(self._of)
        row.addWidget(self._lost)
        self._column.addLayout(row)
        # In a narrow window the tree has no room for these two columns.
        others = FlowLayout(gap=theme.px(6))
        for name, words in (("appraised", _("Appraised")), ("survey", _("By survey"))):
            others.addWidget(label(words))
            others.addWidget(self._points_field(name, words))
        self._column.addLayout(others)
        self.scoring = ScoringBox(self._workspace)
        self._column.addWidget(self.scoring)
        self.applicable = QCheckBox(_("Does not apply to this office"))
        self.applicable.clicked.connect(self._set_applicable)
        self._column.addWidget(self.applicable)
        self.explanation = QPlainTextEdit()
        self.explanation.setAccessibleName(_("Explanation"))
        self.explanation.setPlaceholderText(_("Explanation: how the points were reached, why some are missing"))
        self.explanation.setTabChangesFocus(True)
        self.explanation.setFixedHeight(theme.px(86))
        self._column.addWidget(self.explanation)
        self.appraisals = AppraisalsBox(self._workspace)
        self.remarks = RemarksBox(self._workspace)
        self._column.addWidget(self.appraisals)
        self._column.addWidget(self.remarks)

    def _points_field(self, name: str, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(words)
        made.setFixedWidth(theme.px(64))
        made.editingFinished.connect(lambda: self._commit_points(name))
        self._fields[name] = made
        return made

    def _section(self, title: str, *ways: tuple[str, Callable[[], object]]) -> QVBoxLayout:
        self._column.addWidget(line())
        head = FlowLayout(gap=theme.px(14))
        head.addWidget(label(title, "field"))
        for words, slot in ways:
            adding = link(words, slot)
            self._adding.append(adding)
            head.addWidget(adding)
        self._column.addLayout(head)
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(4))
        self._column.addLayout(rows)
        return rows

    def first_field(self) -> QWidget:
        """Where F6 leads."""
        return self.points if self.points.isEnabled() else self.explanation

    def show_view(self, view: IndexView | None, sources: Sources | None) -> None:
        """Draw the years of this index; `sources` is what the dossier knows for its rules."""
        self._view, self._sources = view, sources
        dossier = self._workspace.dossier
        if view is None or dossier is None:
            self.chart.show_lines((), ())
            return
        self._earlier = indices.compare_years(dossier, view.index_code, (view.year - 2, view.year - 1))
        self._show_years(view)

    def _show_years(self, view: IndexView) -> None:
        lines = indices.with_year(self._earlier, view.year, view.criteria)
        self.chart.show_lines(lines, (view.year - 2, view.year - 1, view.year))

    def show_scores(self, view: IndexView, row: CriterionRow | None) -> None:
        """Show other scores of the set and of the criterion that are shown; nothing else was changed."""
        self._view = view
        self._show_years(view)
        if row is None or self._row is None or row.guid != self._row.guid:
            self.show_row(row)
        else:
            self._show_scores(row)

    def show_row(self, row: CriterionRow | None) -> None:
        """Show one criterion; None clears the pane. The same one read again leaves what is being typed."""
        same = row is not None and self._row is not None and self._row.guid == row.guid
        self.setVisible(row is not None)
        if row is None:
            self._row = None
            return
        self._title.setText(f"{row.code} {row.name}")
        self._rule.setText(_("How it is scored: {rule}.").format(rule=row.rule.rstrip(".")) if row.rule else "")
        self._rule.setVisible(bool(row.rule))
        self._edit.setEnabled(not self._workspace.year_read_only)
        self._show_scores(row, same=same)
        for adding in self._adding:
            adding.setEnabled(not self._workspace.year_read_only)
        self.appraisals.show_of(row.guid)
        self.remarks.show_of((row.guid,))
        self._show_tasks(row)
        self.proof.show_row(row)
        tab_in_order(self._column)

    def _show_scores(self, row: CriterionRow, *, same: bool = True) -> None:
        """The points of a criterion and how they come about; of the `same` one what is being typed stays."""
        self._row = row
        editable = row.is_leaf and not self._workspace.year_read_only
        for name, field in self._fields.items():
            if not (same and field.hasFocus() and field.isModified()):
                field.setText(formats.points(getattr(row, name)))
            field.setEnabled(editable and row.applicable)
        self._of.setText(f"/{formats.points(row.max_points)}")
        points = lost(row)
        if points is not None and points > 0:
            self._lost.setText(_("Lost {points} points").format(points=formats.points(points)))
        else:
            self._lost.setText("" if points is None else _("Full points"))
        set_role(self._lost, "strong-late" if points else "strong-done")
        self.scoring.show_row(row, self._view.guid if self._view is not None else "", self._sources)
        self.applicable.setChecked(not row.applicable)
        self.applicable.setVisible(row.is_leaf)
        self.applicable.setEnabled(editable)
        if not (same and self.explanation.hasFocus()):
            self.explanation.setPlainText(row.explanation)
        self.explanation.setVisible(row.is_leaf)
        self.explanation.setReadOnly(not editable)

    def _show_tasks(self, row: CriterionRow) -> None:
        empty(self._mending)
        known = {task.guid: task for task in self._tasks()} if row.task_guids else {}
        for guid in row.task_guids:
            if guid in known:
                self._mending.addWidget(self._task_line(known[guid]))
        if not row.task_guids:
            self._mending.addWidget(label(_("No task mends this criterion yet."), "note"))

    def _tasks(self) -> list[TaskRow]:
        dossier = self._workspace.dossier
        if dossier is None:
            return []
        found = plans.read_plans(dossier, self._workspace.year)
        return [task for plan in found for task in tasks.read_tasks(dossier, plan.guid)]

    def _task_line(self, task: TaskRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        icon = {"done": ("circle-check", "done"), "in_progress": ("progress", "accent")}
        row.addWidget(icon_label(*icon.get(task.status, ("circle-dashed", "muted"))))
        text = f"{task.group_number}.{task.number} {task.text}"
        words = OneLineLink(text, lambda: self.navigate.emit("frame", task.guid))
        words.setToolTip(task.text)
        row.addWidget(words)
        row.addStretch(1)
        row.addWidget(label(formats.percent(task.percent), "secondary"))
        return holder

    def add_task(self) -> None:
        """Choose one of the year's tasks that mends this criterion."""
        if self._row is None or not self._row.is_leaf:
            self._workspace.say(_("Choose a criterion without sub-criteria first."))
            return
        menu = passing_menu(self)
        menu.addAction(_("Begin a new task for what was lost"), self.begin_task)
        menu.addSeparator()
        groups: dict[str, QMenu] = {}
        for task in self._tasks():
            if task.guid in self._row.task_guids:
                continue
            title = f"{task.group_number}. {task.group_title}"
            part = groups.get(title) or groups.setdefault(title, menu.addMenu(title))
            text = self.fontMetrics().elidedText(task.text, _RIGHT, theme.px(420))
            part.addAction(f"{task.number} {text}", partial(self.link_task, task.guid))
        menu.exec(self.mapToGlobal(self.rect().topLeft()))

    def link_task(self, task_guid: str) -> None:
        """Say that a task mends the criterion."""
        if self._row is not None:
            self._workspace.run(indices.link_task, criterion_guid=self._row.guid, task_guid=task_guid)

    def begin_task(self) -> None:
        """Begin a task for what the criterion lost and show it in the frame, where its words are completed."""
        if self._row is None or not self._row.is_leaf:
            self._workspace.say(_("Choose a criterion without sub-criteria first."))
            return
        self.commit_editing()
        change = self._workspace.run(add_mending_task, criterion_guid=self._row.guid)
        if change is not None:
            self.navigate.emit("frame", change.created("task")[0])

    def edit_criterion(self) -> None:
        """Edit what the criterion says and the most it can bring."""
        from cchc_desktop.ui.dialogs.criterion import CriterionDialog

        dossier = self._workspace.dossier
        if self._row is None or dossier is None or self._workspace.year_read_only:
            return
        self.commit_editing()
        CriterionDialog(self._workspace, read_criterion(dossier, self._row.guid), self.window()).open()

    def _set_applicable(self) -> None:
        if self._row is not None:
            applies = not self.applicable.isChecked()
            self._workspace.run(indices.set_score, criterion_guid=self._row.guid, applicable=applies)

    def _commit_points(self, name: str) -> None:
        row, field = self._row, self._fields[name]
        typed = field.text().strip()
        known: Decimal | None = getattr(row, name, None)
        if row is None or not field.isEnabled() or typed == formats.points(known):
            return
        try:
            points = typed_number(typed, "1,5") if typed else None
        except UserError as error:
            self._workspace.say(str(error))
            return
        if points != known:
            self._workspace.run(indices.set_score, criterion_guid=row.guid, **{name: points})

    def commit_editing(self) -> None:
        """Write what is still being typed."""
        row = self._row
        if row is None or not row.is_leaf or self._workspace.year_read_only:
            return
        for name in self._fields:
            self._commit_points(name)
            row = self._row or row
        self.scoring.commit_editing()
        row = self._row or row
        typed = clean(self.explanation.toPlainText()).strip()
        if typed != row.explanation and self._row is not None:
            # Known before the verb runs: what it announces asks again whether anything is still to be written.
            self._row = replace(self._row, explanation=typed)
            if self._workspace.run(indices.set_score, criterion_guid=row.guid, explanation=typed) is None:
                self._row = row
