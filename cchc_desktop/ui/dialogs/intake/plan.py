"""Taking a plan in, step by step: source, table and columns, comparison, done; nothing is kept before the last."""

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.import_rows import Assignment
from cchc_desktop.progress import Progress
from cchc_desktop.readers.read_rows import ReadPlan
from cchc_desktop.readers.source import Unsure
from cchc_desktop.services.intake import import_choices
from cchc_desktop.services.intake.assigned_tasks import assignment_of, proposed_tasks
from cchc_desktop.services.intake.comparing import compare, compare_with, incoming, proposed
from cchc_desktop.services.intake.import_choices import Opened
from cchc_desktop.services.intake.import_verbs import Into, Keeping, keep
from cchc_desktop.services.intake.imports import signing_doubts
from cchc_desktop.services.papers.plans import plans_with_tasks
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.intake.columns import ColumnsPage
from cchc_desktop.ui.dialogs.intake.compare import ComparePage
from cchc_desktop.ui.dialogs.intake.done import DonePage
from cchc_desktop.ui.dialogs.intake.file_page import FilePage, choose_plan_file, copied
from cchc_desktop.ui.dialogs.intake.words import duty_words
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.places import documents_folder
from cchc_desktop.ui.widgets.basics import button, fit, label, line, set_role
from cchc_desktop.ui.widgets.page_area import PageArea
from cchc_desktop.ui.workspace import Workspace, wait_cursor

__all__ = ["ImportPlanDialog", "choose_plan_file"]
SOURCE, COLUMNS, COMPARE, DONE = range(4)


class ImportPlanDialog(Dialog):
    """`read` opens the file, or the clipboard where there is none, and shows the second step.

    Signals: `kept(change)` what was ticked is kept, `unread` the file could not be read and no dialog was shown.
    """

    kept = Signal(object)
    unread = Signal()

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, path: Path | None = None, superior: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take a plan in"))
        fit(self, 1040, 640)
        self._workspace = workspace
        self._path = path
        self._opened: Opened | None = None
        self._as_read: Opened | None = None  # before words of a scan were put right
        self._plan: ReadPlan | None = None
        self._assignment: Assignment | None = None
        self._year_read: int | None = None
        self.source = FilePage(path.parent if path else documents_folder(), superior)
        self.columns = ColumnsPage()
        self.compare = ComparePage(workspace.year)
        self.done_page = DonePage()
        self._pages = QStackedWidget()
        self._steps: list[QLabel] = []
        self._lay_out()
        self.source.file_wanted.connect(self._take_file)
        self.source.clipboard_wanted.connect(self._take_clipboard)
        self.source.superior_changed.connect(lambda _on: self._refresh())
        self.columns.changed.connect(self._read_again)
        self.columns.put_right.connect(self._put_right)
        self.compare.year_changed.connect(lambda _year: self._show_targets())
        self.compare.target_changed.connect(self._compare)
        self.compare.chosen.connect(self._refresh)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(size) for size in (16, 12, 16, 12)))
        column.setSpacing(theme.px(8))
        steps = QHBoxLayout()
        steps.setSpacing(theme.px(18))
        titles = (_("Source"), _("Table and columns"), _("Compare"), _("Done"))
        for number, title in enumerate(titles, 1):
            words = label(f"{number}. {title}", "secondary")
            self._steps.append(words)
            steps.addWidget(words)
        steps.addStretch(1)
        column.addLayout(steps)
        column.addWidget(line())
        for page in (self.source, self.columns, self.compare, self.done_page):
            self._pages.addWidget(PageArea(page))
        column.addWidget(self._pages, 1)
        column.addWidget(line())
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self._note = label("", "note", wrap=True)
        foot.addWidget(self._note, 1)
        self.back_button = button(_("Back"), lambda: self.show_step(self.step - 1))
        self.next_button = button(_("Continue"), self.go_on, "primary")
        self.cancel_button = button(_("Cancel"), self.reject)
        for made in (self.back_button, self.next_button, self.cancel_button):
            foot.addWidget(made)
        column.addLayout(foot)

    # The steps

    @property
    def step(self) -> int:
        """The step that is shown."""
        return self._pages.currentIndex()

    def show_step(self, step: int) -> None:
        """Show a step and mark it."""
        self._pages.setCurrentIndex(step)
        for place, words in enumerate(self._steps):
            set_role(words, "strong" if place == step else "secondary")
        self._refresh()
        first = (self.source.file, self.columns.table_box, self.compare.view, self.next_button)[step]
        first.setFocus()

    def go_on(self) -> None:
        """To the next step; from the comparison by keeping what is ticked."""
        if self.step == SOURCE and self._opened is not None:
            self.show_step(COLUMNS)
        elif self.step == COLUMNS:
            self._begin_comparison()
        elif self.step == COMPARE:
            self.keep()
        elif self.step == DONE:
            self.accept()

    def keep_words(self) -> str:
        return super().keep_words() if self.step == COMPARE else ""

    def _refresh(self) -> None:
        """What the foot says and allows in this step."""
        step = self.step
        self.back_button.setVisible(step in (COLUMNS, COMPARE))
        self.cancel_button.setVisible(step != DONE)
        ready = {
            SOURCE: self._opened is not None,
            COLUMNS: self._plan is not None and bool(self._plan.groups or self._plan.is_text),
            COMPARE: bool(self.compare.model.taken) or self._text_alone(),
            DONE: True,
        }
        self.next_button.setEnabled(ready[step])
        count = len(self.compare.model.taken)
        words = ngettext("Take in {count} row", "Take in {count} rows", count).format(count=count)
        if self._text_alone():
            words = _("Take in the text")
        self.next_button.setText({COMPARE: words, DONE: _("Close")}.get(step, _("Continue")))
        notes = {
            COLUMNS: _("Choose over each column what it means; this is remembered for the next file of this form."),
            COMPARE: _("Nothing in your data changes until you press Take in. It is one step of undo."),
        }
        if step == COMPARE and not count and not self._text_alone():
            notes[COMPARE] = _("Nothing is ticked: everything in the file is here already, or was left out.")
        self._note.setText(notes.get(step, ""))

    def _text_alone(self) -> bool:
        """Whether the file is a plan without tasks, whose text becomes a plan of its own."""
        return (
            self._plan is not None
            and not self._plan.groups
            and self._plan.is_text
            and not self.source.superior.isChecked()
        )

    # Source

    def read(self) -> None:
        """Open the file or the clipboard in the background; what cannot be read is explained."""
        dossier = self._workspace.dossier
        assert dossier is not None
        path = self._path
        if path is not None:
            self._open(lambda: import_choices.open_file(dossier, path), path.name)
        else:
            text, html = copied()
            self._open(lambda: import_choices.open_copied(dossier, text, html), _("The copied text"))

    def _take_file(self, path: Path) -> None:
        self._path = path
        self.read()

    def _take_clipboard(self) -> None:
        self._path = None
        self.read()

    def _open(self, opening: Callable[[], Opened], name: str) -> None:
        words = _("Reading {name}").format(name=name)

        def steps() -> Generator[Progress, None, tuple[Opened, ReadPlan]]:
            yield Progress(0, 0, words)
            opened = opening()
            yield Progress(0, 0, words)
            return opened, import_choices.read_chosen(opened, import_choices.usual_choice(opened))

        parent = self if self.isVisible() else self.parentWidget()
        job = run_job(parent, words, steps, lambda found: self.show_opened(*found), reads_only=True)
        job.destroyed.connect(self._let_go_unshown)

    def _let_go_unshown(self) -> None:
        """What could not be read, or was cancelled, is shown in no dialog."""
        if not self.isVisible():
            self.unread.emit()
            self.deleteLater()

    def show_opened(self, opened: Opened, plan: ReadPlan) -> None:
        """Show the tables of what was opened, and the dialog."""
        self._opened, self._as_read, self._plan = opened, opened, plan
        self.source.show_chosen(opened.name)
        self.columns.show_source(opened, import_choices.usual_choice(opened))
        self.columns.show_scan(self._path, opened.source)
        self.columns.show_plan(plan)
        self._year_read = import_choices.year_of(plan)
        self.show_step(COLUMNS)
        if not self.isVisible():
            self.open()

    # Table and columns

    def _read_again(self) -> None:
        if self._opened is None:
            return
        with wait_cursor():
            self._plan = import_choices.read_chosen(self._opened, self.columns.choice, self._year_read)
        self.columns.show_plan(self._plan)
        self._refresh()

    def _put_right(self, right: list[tuple[Unsure, str]]) -> None:
        """Take words of a scan as the officer says."""
        dossier = self._workspace.dossier
        if self._as_read is None or dossier is None:
            return
        with wait_cursor():
            self._opened, choice = import_choices.put_right(dossier, self._as_read, self.columns.choice, right)
        self.columns.show_put_right(self._opened, choice)
        self._read_again()

    # Comparison

    def _begin_comparison(self) -> None:
        self.compare.year.blockSignals(True)
        self.compare.year.setValue(self._year_read or self._workspace.year)
        self.compare.year.blockSignals(False)
        self._show_targets()
        self.show_step(COMPARE)

    def _show_targets(self) -> None:
        dossier, plan = self._workspace.dossier, self._plan
        if dossier is None or plan is None:
            return
        year, superior = self.compare.year.value(), self.source.superior.isChecked()
        with wait_cursor():
            plans = [row for row in plans_with_tasks(dossier, year) if row.task_count]
            if self._text_alone():
                plans = []
            same = import_choices.same_plan(dossier, year, incoming(plan.groups)) if not superior else None
            wanted = same.guid if same is not None else plans[0].guid if superior and plans else ""
            self._assignment = assignment_of(dossier, plan, year=year) if superior else None
        if self._assignment is not None:
            self.compare.source.setText(self._assignment.source)
        self.compare.show_targets(plans, wanted, superior)
        self._compare()

    def _compare(self) -> None:
        dossier, plan = self._workspace.dossier, self._plan
        if dossier is None or plan is None:
            return
        target = self.compare.target
        theirs = tuple(task.task for task in self._assignment.tasks) if self._assignment else incoming(plan.groups)
        with wait_cursor():
            here = target.into is Into.PLAN
            rows = compare_with(dossier, plan_guid=target.guid, theirs=theirs) if here else compare((), theirs)
        taken, duties = proposed(rows), None
        if self._assignment is not None:
            rows = rows[: len(theirs)]
            duties = {
                place: duty_words(task.duty, task.words)
                for place, task in enumerate(self._assignment.tasks)
                if task.words
            }
            taken &= proposed_tasks(self._assignment)
        self.compare.show_rows(rows, taken, duties)

    # Done

    def keep(self) -> None:
        """Keep what is ticked, as one step that can be undone, and say what was done."""
        plan, opened = self._plan, self._opened
        if plan is None or opened is None:
            return
        keeping = Keeping(
            plan=plan,
            target=self.compare.target,
            rows=self.compare.model.rows,
            taken=frozenset(self.compare.model.taken),
            year=self.compare.year.value(),
            taught=tuple(self.columns.taught.values()),
            assignment=self._assignment and replace(self._assignment, source=self.compare.source.text().strip()),
        )
        with wait_cursor():
            change = self._workspace.run_across(keep, keeping=keeping)
        if change is None:
            return
        self.kept.emit(change)
        self.done_page.show_done(keeping, change, opened.name)
        if keeping.target.into is Into.NEW and self._workspace.dossier is not None:
            self.done_page.add_lines(signing_doubts(self._workspace.dossier, plan, keeping.year))
        self._workspace.set_year(keeping.year)
        self._workspace.say(self.done_page.sentence)
        self.show_step(DONE)
