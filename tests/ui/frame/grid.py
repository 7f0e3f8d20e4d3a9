"""What the tests of the task frame do again and again."""

from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.widgets.cell_editor import CellEditor
from cchc_desktop.ui.workspace import Workspace

YEAR = 2026


def stored(tab: FrameTab) -> tuple[TaskRow, ...]:
    """The frame as the dossier holds it."""
    dossier = tab.workspace.dossier
    assert dossier is not None
    plan = annual_plan(dossier, YEAR)
    return tasks.read_tasks(dossier, plan.guid) if plan else ()


def task_at(tab: FrameTab, place: int) -> TaskRow:
    """The n-th task that is shown."""
    lines = [line for row in range(len(tab.model.lines)) if (line := tab.model.task_line(row)) is not None]
    return lines[place].task


def choose(tab: FrameTab, place: int, column: int) -> str:
    """Put the cursor into a cell of the n-th task; returns its guid."""
    guid = task_at(tab, place).guid
    tab.view.choose(guid, column)
    tab.view.setFocus()
    return guid


def editor(tab: FrameTab) -> CellEditor:
    found = tab.view.editing.editor
    assert found is not None
    return found


def shown_now(tab: FrameTab, guid: str) -> TaskRow:
    line = tab.model.task_line(tab.model.row_of(guid))
    assert line is not None
    return line.task


def said(workspace: Workspace) -> list[str]:
    sentences: list[str] = []
    workspace.message.connect(sentences.append)
    return sentences
