"""Copying the frame to Excel and Word, and taking rows from them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.readers.old_fonts import unicode_plain
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame.frames import PastedGroup, fill_and_add, paste_groups
from cchc_desktop.text import fold
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.intake.file_page import copied
from cchc_desktop.ui.old_letters import wanted_as_typed
from cchc_desktop.ui.table_models.frame_cells import (
    COLUMNS,
    NUMBER,
    TRACKING,
    budget_to_keep,
    name_of,
    typed_text,
)
from cchc_desktop.ui.table_models.frame_lines import FrameLine, GroupLine, TaskFrame, TaskLine
from cchc_desktop.ui.table_models.frame_standing import word_of
from cchc_desktop.ui.tabs.frame.pasting import groups_of, looks_like_tasks
from cchc_desktop.ui.tabs.frame.tables import Rows, from_html, from_tsv, to_html, to_tsv
from cchc_desktop.ui.widgets.frame.view import FrameView
from cchc_desktop.ui.workspace import Workspace, wait_cursor


class FrameClipboard(QObject):
    """Each paste is one step of undo; what makes or overwrites rows is shown before it is done."""

    def __init__(
        self, owner: QWidget, workspace: Workspace, view: FrameView, frame: Callable[[], TaskFrame | None]
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._workspace = workspace
        self._view = view
        self._frame = frame

    # Out

    def copy(self) -> None:
        """Ctrl+C: the chosen cells."""
        columns = self._view.chosen_columns()
        lines = [self._view.frame_model.lines[row] for row in self._view.chosen_rows()]
        if lines:
            self._put([[_cell(line, column) for column in columns] for line in lines], header=False)
            words = ngettext("{count} row copied.", "{count} rows copied.", len(lines)).format(count=len(lines))
            self._workspace.say(words)

    def copy_frame(self) -> None:
        """The rows chosen by their number, or else everything that is shown, with the header."""
        self._view.editing.finish()
        lines: list[FrameLine] = list(self._view.frame_model.lines)
        if self._view.whole_rows_chosen() and len(self._view.chosen_rows()) > 1:
            lines = [self._view.frame_model.lines[row] for row in self._view.chosen_rows()]
        columns = self._view.columns.present()
        rows = [[name_of(column) for column in columns]]
        rows += [[_cell(line, column) for column in columns] for line in lines]
        self._put(rows, header=True)
        count = sum(isinstance(line, TaskLine) for line in lines)
        words = ngettext(
            "{count} task copied. Paste into Excel or Word with Ctrl+V.",
            "{count} tasks copied. Paste into Excel or Word with Ctrl+V.",
            count,
        )
        self._workspace.say(words.format(count=count))

    def _put(self, rows: Rows, header: bool) -> None:
        data = QMimeData()
        single = len(rows) == 1 and len(rows[0]) == 1
        data.setText(rows[0][0] if single else to_tsv(rows))
        if not single:
            data.setHtml(to_html(rows, header))
        QGuiApplication.clipboard().setMimeData(data)

    # In

    def paste(self) -> None:
        """Ctrl+V: whole rows become tasks, a few cells go over the chosen ones."""
        rows = self._rows()
        if not rows:
            return
        if looks_like_tasks(rows) or self._view.whole_rows_chosen() or self._frame() is None:
            self._offer_tasks(rows)
        else:
            self._offer_cells(rows)

    def paste_tasks(self) -> None:
        """Everything on the clipboard as new tasks under the chosen one."""
        rows = self._rows()
        if rows:
            self._offer_tasks(rows)

    def _rows(self) -> Rows:
        """What is on the clipboard as rows; a table in HTML first, for Word breaks cells apart in plain text."""
        self._view.editing.finish()
        text, html = copied()
        html = html if "<table" in html or "<TABLE" in html else ""
        as_typed = wanted_as_typed(self._owner, text, html)
        try:
            rows = from_html(html, as_typed) if html else []
            rows = rows or from_tsv(text if as_typed else unicode_plain(text)[0])
        except UserError as error:
            alerts.show_error(self._owner, error)
            return []
        if not rows:
            self._workspace.say(_("The clipboard is empty. Copy rows in Excel or Word first."))
        return rows

    def _offer_tasks(self, rows: Rows) -> None:
        """Show what the rows would become, and make tasks of them on consent."""
        from cchc_desktop.ui.dialogs.frame_paste import PasteTasksDialog

        if not any(group.rows for group in groups_of(rows).groups):
            self._workspace.say(_("No task was found on the clipboard. Copy the rows of the table, then paste again."))
            return
        frame = self._frame()
        known = {fold(task.text): f"{task.group_number}.{task.number}" for task in frame.tasks} if frame else {}
        dialog = PasteTasksDialog(self._owner, rows, known)
        dialog.accepted.connect(lambda: self._paste_tasks(dialog.groups()))
        dialog.open()

    def _paste_tasks(self, groups: Sequence[PastedGroup]) -> None:
        here, after = self._place()
        self._pin()
        with wait_cursor():
            change = self._workspace.run(
                paste_groups,
                year=self._workspace.year,
                groups=self._named(groups, here),
                here=here,
                after_guid=after,
                plan_guid=frame.plan_guid if (frame := self._frame()) else "",
            )
        made = change.created("task") if change else ()
        if made:
            self._view.choose(made[0])
            words = ngettext("{count} task pasted.", "{count} tasks pasted.", len(made)).format(count=len(made))
            self._workspace.say(_("{done} Undo (Ctrl+Z)").format(done=words))

    def _named(self, groups: Sequence[PastedGroup], here: str | None) -> list[PastedGroup]:
        """In a frame without groups, rows without a group row get one."""
        if here is None and groups and not groups[0].title:
            return [PastedGroup(_("Tasks"), groups[0].rows), *groups[1:]]
        return list(groups)

    def _place(self) -> tuple[str | None, str | None]:
        """The group and the task after which pasted rows go."""
        row = self._view.currentIndex().row()
        line = self._view.frame_model.task_line(row)
        if line is not None:
            return line.task.group_guid, line.guid
        group = self._view.frame_model.group_line(row)
        if group is not None:
            return group.guid, None
        frame = self._frame()
        return (frame.groups[-1].guid if frame and frame.groups else None), None

    def _pin(self) -> None:
        frame = self._frame()
        if frame is not None:
            frame.pinned.update(line.guid for line in frame.shown())

    def _offer_cells(self, rows: Rows) -> None:
        """Write over cells from the chosen one on; one text alone fills every chosen cell.

        What would overwrite several rows, or add some, is shown first.
        """
        targets = [line for line in self._lines_below() if line is not None]
        columns = self._view.chosen_columns()
        first = columns[0]
        if not targets or first >= TRACKING:
            return
        alone = len(rows) == 1 and len(rows[0]) == 1
        if alone:
            chosen = set(self._view.chosen_rows())
            targets = [line for line in targets if self._view.frame_model.row_of(line.guid) in chosen]
            rows = [[rows[0][0]] * len(columns) for _line in targets]
        written = [
            (line.task, first + place, _kept(COLUMNS[first + place], text))
            for line, row in zip(targets, rows, strict=False)
            for place, text in enumerate(row)
            if NUMBER < first + place < TRACKING
        ]
        rest = [_as_cells(first, row) for row in rows[len(targets) :]]
        last = targets[min(len(targets), len(rows)) - 1]
        lost = {task.guid for task, column, text in written if typed_text(task, column) not in ("", text)}
        if alone or (len(lost) < 2 and not rest):
            self._paste_cells(written, rest, last)
            return
        from cchc_desktop.ui.dialogs.frame_paste import PasteCellsDialog

        dialog = PasteCellsDialog(self._owner, written, rest)
        dialog.accepted.connect(lambda: self._paste_cells(written, rest, last))
        dialog.open()

    def _paste_cells(
        self, written: Sequence[tuple[TaskRow, int, str]], rest: Sequence[dict[Column, str]], last: TaskLine
    ) -> None:
        change = self._workspace.run(
            fill_and_add,
            cells=[(task.guid, COLUMNS[column], text) for task, column, text in written],
            group_guid=last.task.group_guid,
            after_guid=last.guid,
            rows=rest,
        )
        if change:
            words = ngettext("{count} cell pasted.", "{count} cells pasted.", len(written)).format(count=len(written))
            self._workspace.say(_("{done} Undo (Ctrl+Z)").format(done=words))

    def _lines_below(self) -> list[TaskLine | None]:
        """The task lines from the topmost chosen one down to the end."""
        start = self._view.chosen_rows()[0] if self._view.chosen_rows() else 0
        return [self._view.frame_model.task_line(row) for row in range(start, len(self._view.frame_model.lines))]


def _kept(column: Column, text: str) -> str:
    return budget_to_keep(text) if column is Column.BUDGET else text


def _as_cells(first: int, row: Sequence[str]) -> dict[Column, str]:
    return {
        COLUMNS[first + place]: _kept(COLUMNS[first + place], text)
        for place, text in enumerate(row)
        if NUMBER < first + place < TRACKING
    }


def _cell(line: FrameLine, column: int) -> str:
    if isinstance(line, GroupLine):
        return (line.group.number, line.group.title)[column] if column < 2 else ""
    return word_of(line.standing) if column == TRACKING else typed_text(line.task, column)
