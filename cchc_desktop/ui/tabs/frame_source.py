"""What the task frame tab has read: the frame of the year's plan and the links of its tasks."""

from cchc_desktop.services import tasks
from cchc_desktop.services.frames import frame_plan
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.table_models.frame_lines import Frame, Line
from cchc_desktop.ui.tabs.frame_links import FrameLinks, RelatedLink
from cchc_desktop.ui.tabs.frame_touched import touched_tasks
from cchc_desktop.ui.workspace import Workspace

_LINKED = ("criterion_task", "score", "criterion", "report", "report_item")


class FrameSource:
    """`frame` is None when the year has no plan."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._plan_guid = ""
        self._links: FrameLinks | None = None
        self.frame: Frame | None = None

    def read(self) -> None:
        """Read everything; of the same year's frame folded groups and pinned rows stay as they were."""
        dossier, year, today = self._workspace.dossier, self._workspace.year, self._workspace.today
        before, self.frame, self._links = self.frame, None, None
        if dossier is None:
            return
        self._links = FrameLinks(dossier, year)
        self._plan_guid = frame_plan(dossier, year) or ""
        if not self._plan_guid:
            return
        groups = tasks.read_groups(dossier, self._plan_guid)
        self.frame = Frame(groups, tasks.read_tasks(dossier, self._plan_guid), today, year)
        if before is not None and before.year == year:
            self.frame.collapsed, self.frame.pinned = before.collapsed, before.pinned

    def take(self, change: Change) -> list[Line] | None:
        """Read what a change touched and return the lines that differ; None when all was read again."""
        dossier = self._workspace.dossier
        if self._links is not None and change.touches(*_LINKED):
            self._links.forget()
        touched = touched_tasks(change, self.frame) if self.frame is not None else None
        if touched is None or dossier is None or self.frame is None:
            self.read()
            if self.frame is not None:
                self.frame.pinned.update(change.created("task"), change.created("task_group"))
            return None
        if not touched:
            return []
        return self.frame.put_tasks(tasks.read_task_rows(dossier, self._plan_guid, touched))

    def links_of(self, guid: str) -> list[RelatedLink]:
        """Where else the task matters."""
        task = next((task for task in self.frame.tasks if task.guid == guid), None) if self.frame else None
        return self._links.of(task) if task is not None and self._links is not None else []

    def last_year_has_tasks(self) -> bool:
        """Whether this year can begin with last year's tasks."""
        dossier = self._workspace.dossier
        if dossier is None:
            return False
        guid = frame_plan(dossier, self._workspace.year - 1)
        return guid is not None and bool(tasks.read_groups(dossier, guid))
