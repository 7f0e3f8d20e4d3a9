"""Taking a plan from a file: read it, show what was found and what was not, keep it on consent."""

import re
from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.read_rows import ReadPlan
from cchc_desktop.services.imports import keep_plan, preview_plan
from cchc_desktop.services.progress import Progress
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import theme
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.widgets.basics import box, button, fit, icon_label, label, labelled, number_field
from cchc_desktop.ui.workspace import Workspace, wait_cursor


def choose_plan_file(parent: QWidget | None, folder: Path) -> Path | None:
    """Ask for a plan as Word, Excel or text; None when the officer thinks better of it."""
    kinds = _("Plans: Word, Excel, text (*.docx *.xlsx *.txt);;All files (*)")
    name, _kind = QFileDialog.getOpenFileName(parent, _("Take a plan from a file"), str(folder), kinds)
    return Path(name) if name else None


def _keep(dossier: Dossier, *, read: ReadPlan, year: int) -> Change:
    return keep_plan(dossier, read=read, year=year).change


class ImportPlanDialog(QDialog):
    """Groups with their counts, what tasks lack, lines without a place, warnings; nothing is kept before consent."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, path: Path) -> None:
        super().__init__(parent)
        self.setProperty("box", "surface")
        self.setWindowTitle(_("Take a plan from a file"))
        fit(self, 720, 540)
        self._workspace = workspace
        self._path = path
        self._plan: ReadPlan | None = None

    def read(self) -> None:
        """Read the file in the background, then show what was found; a file that cannot be read is explained."""

        def steps() -> Generator[Progress, None, ReadPlan]:
            yield Progress(0, 0, _("Reading {name}").format(name=self._path.name))
            return preview_plan(self._path)

        run_job(self.parentWidget(), _("Reading {name}").format(name=self._path.name), steps, self.show_plan)

    def show_plan(self, plan: ReadPlan) -> None:
        """Fill the dialog and show it."""
        self._plan = plan
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        tasks = sum(len(group.tasks) for group in plan.groups)
        groups = len(plan.groups)
        found = _("{tasks} in {groups}").format(
            tasks=ngettext("{count} task", "{count} tasks", tasks).format(count=tasks),
            groups=ngettext("{count} group", "{count} groups", groups).format(count=groups),
        )
        column.addWidget(label(found, "page"))
        column.addWidget(label(str(self._path), "note", wrap=True))
        if not tasks:
            column.addWidget(self._nothing())
        column.addWidget(self._pages(plan), 1)
        column.addWidget(
            label(
                _("Nothing in your data changes until you press Take in. A backup is made before."), "note", wrap=True
            )
        )
        column.addLayout(self._foot(plan, tasks))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()

    def _nothing(self) -> QWidget:
        holder = box("soon")
        row = QHBoxLayout(holder)
        row.addWidget(icon_label("alert-triangle", "soon", 16))
        words = _("No task was found in this file. Choose a plan with a task list or with the eight-column frame.")
        row.addWidget(label(words, wrap=True), 1)
        return holder

    def _pages(self, plan: ReadPlan) -> QTabWidget:
        pages = QTabWidget()
        pages.addTab(self._found(plan), _("What was found"))
        if plan.unplaced:
            pages.addTab(self._unplaced(plan), _("Lines without a place ({count})").format(count=len(plan.unplaced)))
        if plan.warnings:
            pages.addTab(
                self._warnings(plan),
                _("Warnings ({count})").format(count=len(plan.warnings)),
            )
        return pages

    def _found(self, plan: ReadPlan) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(8))
        rows = [(group.number, group.title, str(len(group.tasks))) for group in plan.groups]
        tree = self._tree([_("No."), _("Group"), _("Tasks")], rows, wide=1)
        column.addWidget(tree, 1)
        column.addWidget(label(_missing_words(plan.missing()), "secondary", wrap=True))
        column.addWidget(label(_paper_words(plan), "secondary", wrap=True))
        if not plan.unplaced:
            column.addWidget(label(_("Every line of the file found its place."), "done", wrap=True))
        return holder

    def _unplaced(self, plan: ReadPlan) -> QWidget:
        rows = [(str(line.line), line.text, line.where) for line in plan.unplaced]
        return self._tree([_("Line"), _("Text"), _("Where")], rows, wide=1)

    def _warnings(self, plan: ReadPlan) -> QWidget:
        words = QPlainTextEdit("\n\n".join(plan.warnings))
        words.setReadOnly(True)
        words.setAccessibleName(_("Warnings"))
        return words

    def _tree(self, headers: list[str], rows: Sequence[tuple[str, ...]], wide: int = 0) -> QTreeWidget:
        """`wide` is the column that takes the room that is left."""
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setHeaderLabels(headers)
        tree.setWordWrap(True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        for place in range(len(headers)):
            tree.setColumnWidth(place, theme.px(56 if place == 0 else 110))
        for row in rows:
            item = QTreeWidgetItem(list(row))
            for place, words in enumerate(row):
                item.setToolTip(place, words)
            tree.addTopLevelItem(item)
        return tree

    def _foot(self, plan: ReadPlan, tasks: int) -> QHBoxLayout:
        row = QHBoxLayout()
        self.year = number_field(2000, 2100, _year_of(plan) or self._workspace.year)
        row.addWidget(labelled(_("Into the year"), self.year))
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject), 0, Qt.AlignmentFlag.AlignBottom)
        self.take_in = button(_("Take in"), self.keep, "primary")
        self.take_in.setEnabled(tasks > 0)
        row.addWidget(self.take_in, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def keep(self) -> None:
        """Keep the plan as one step that can be undone, and show its year."""
        if self._plan is None:
            return
        year = self.year.value()
        with wait_cursor():
            change = self._workspace.run(_keep, read=self._plan, year=year)
        if change is None:
            return
        tasks = sum(len(group.tasks) for group in self._plan.groups)
        self.accept()
        self._workspace.set_year(year)
        sentence = ngettext(
            "{count} task was taken in. Undo: Ctrl+Z", "{count} tasks were taken in. Undo: Ctrl+Z", tasks
        )
        self._workspace.say(sentence.format(count=tasks))


def _year_of(plan: ReadPlan) -> int | None:
    """The year that the plan names in its subject, otherwise that of its date."""
    named = re.search(r"năm\s+(20\d\d)", plan.paper.subject)
    if named:
        return int(named[1])
    return plan.paper.issued_on.year if plan.paper.issued_on else None


def _missing_words(missing: dict[str, int]) -> str:
    names = {
        "lead": _("lead"),
        "coordination": _("coordination"),
        "product": _("product"),
        "deadline": _("deadline"),
        "budget": _("budget"),
    }
    lacking = [f"{names[key]} {number}" for key, number in missing.items() if number and key in names]
    if not lacking:
        return _("Every task has lead, coordination, product, deadline and budget.")
    return _("Tasks without: {names}.").format(names=", ".join(lacking))


def _paper_words(plan: ReadPlan) -> str:
    papers = [paper for paper in (plan.decision, plan.paper) if paper is not None]
    return _("Also read: {bases} legal bases, {sections} sections of text, {recipients} recipients.").format(
        bases=sum(len(paper.legal_bases) for paper in papers),
        sections=len(plan.sections),
        recipients=sum(len(paper.recipients) for paper in papers),
    )
